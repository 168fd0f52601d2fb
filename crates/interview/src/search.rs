//! Full text: what was said, found again.
//!
//! [`Index::of`] reads what is searched: transcripts, or the answers of a survey, each a
//! [`Source`] of [`Passage`]s. [`Query::read`] reads what is asked, [`Index::search`] answers.
//! The same texts and the same query give the same answer, however many threads read.

mod evaluate;
mod index;
mod language;
mod query;
mod snippet;
mod source;
pub(crate) mod words;

pub use index::TooMuch;
pub(crate) use language::{Language, Stems};
pub use query::{Problem, Query, QueryError};
pub use snippet::Snippet;
pub use source::{Filter, FilterError, Passage, Source, passages};

use crate::transcript::Role;
use foldhash::{HashSet, HashSetExt};
use index::Postings;
use serde::Serialize;
use snippet::Finder;
use std::cmp::Ordering;

/// What can be searched. It borrows the texts: snippets are cut out of them.
#[derive(Debug)]
pub struct Index<'a> {
    sources: Vec<Source<'a>>,
    /// For every passage its source, and where it is there.
    places: Vec<(u32, u32)>,
    /// Everybody who speaks, once.
    speakers: Vec<&'a str>,
    postings: Postings,
}

/// What a query found: what `paap interview search` shows.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The query, as it was typed.
    pub query: String,
    /// How many passages it found.
    pub passages: usize,
    /// In how many documents.
    pub documents: usize,
    /// The passages that fit best, those first that fit better; among equals in the order of the
    /// documents.
    pub hits: Vec<Hit>,
    /// Words of the query that are in no passage at all, filters aside.
    pub unknown: Vec<String>,
}

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The document's id.
    pub document: String,
    /// The turn's id.
    pub turn: String,
    /// Who says it.
    pub speaker: Option<String>,
    /// On which side of the interview.
    pub role: Role,
    /// How well it fits; it means something beside the other hits of this query only.
    pub score: f32,
    /// The matches, in bytes of the text that the passage's place counts in: of a transcript its
    /// body.
    pub matches: Vec<Span>,
    /// The piece that shows most of them.
    pub snippet: Snippet,
}

/// A range of bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl<'a> Index<'a> {
    /// The index of sources, in their order, made by so many threads.
    ///
    /// # Errors
    ///
    /// [`TooMuch`] where the texts have more than 4 GB.
    pub fn of(sources: Vec<Source<'a>>, threads: usize) -> Result<Self, TooMuch> {
        let (mut places, mut texts) = (Vec::new(), Vec::new());
        let (mut speakers, mut known) = (Vec::new(), HashSet::new());
        for (index, source) in sources.iter().enumerate() {
            let language = Language::of(source.language);
            for (at, passage) in source.passages.iter().enumerate() {
                places.push((index as u32, at as u32));
                texts.push((passage.text, language));
                if let Some(speaker) = passage.speaker
                    && known.insert(speaker)
                {
                    speakers.push(speaker);
                }
            }
        }
        let postings = Postings::of(&texts, threads)?;
        Ok(Self { sources, places, speakers, postings })
    }

    /// How many words can be found.
    pub fn words(&self) -> u64 {
        self.postings.words()
    }

    /// What a query finds among the passages that the filter lets through; `most` hits of it.
    ///
    /// # Errors
    ///
    /// [`FilterError`] where the filter names what no source has.
    pub fn search(
        &self,
        query: &Query,
        filter: &Filter,
        most: usize,
    ) -> Result<Found, FilterError> {
        let is_in = filter.sources(&self.sources)?;
        let names = filter.names(&self.speakers)?;
        let is_meant = |passage: &Passage<'_>| {
            filter.role.is_none_or(|role| role == passage.role)
                && names.as_ref().is_none_or(|names| {
                    passage.speaker.is_some_and(|speaker| names.contains(speaker))
                })
        };
        let mut scored = evaluate::evaluate(&self.postings, &query.root);
        if *filter != Filter::default() {
            scored.retain(|(passage, _)| {
                let Some((source, at)) = self.places.get(*passage as usize) else { return false };
                is_in.get(*source as usize).copied().unwrap_or_default()
                    && self.passage(*source, *at).is_some_and(is_meant)
            });
        }
        let passages = scored.len();
        let source = |passage: u32| self.places.get(passage as usize).map(|(source, _)| source);
        // Passages are in the order of their sources still.
        let documents = scored.chunk_by(|(a, _), (b, _)| source(*a) == source(*b)).count();
        let better = |(a, one): &(u32, f32), (b, other): &(u32, f32)| -> Ordering {
            other.total_cmp(one).then(a.cmp(b))
        };
        if most > 0 && most < scored.len() {
            scored.select_nth_unstable_by(most - 1, better);
        }
        scored.truncate(most);
        scored.sort_unstable_by(better);
        let finder = Finder::of(&self.postings, query);
        let hits =
            scored.into_iter().filter_map(|(passage, score)| self.hit(passage, score, &finder));
        Ok(Found {
            query: query.text().to_owned(),
            passages,
            documents,
            hits: hits.collect(),
            unknown: self.unknown(query),
        })
    }

    fn passage(&self, source: u32, at: u32) -> Option<&Passage<'a>> {
        self.sources.get(source as usize)?.passages.get(at as usize)
    }

    fn hit(&self, passage: u32, score: f32, finder: &Finder<'_>) -> Option<Hit> {
        let (source, at) = self.places.get(passage as usize)?;
        let (source, passage) = (self.sources.get(*source as usize)?, self.passage(*source, *at)?);
        let matches = finder.matches(passage.text);
        let span = |range: &std::ops::Range<usize>| Span {
            start: passage.at + range.start,
            end: passage.at + range.end,
        };
        Some(Hit {
            document: source.id.to_owned(),
            turn: passage.turn.to_owned(),
            speaker: passage.speaker.map(str::to_owned),
            role: passage.role,
            score,
            matches: matches.iter().map(span).collect(),
            snippet: Snippet::of(passage.text, &matches, source.is_markdown),
        })
    }

    /// The query's words that nobody says, each once.
    fn unknown(&self, query: &Query) -> Vec<String> {
        let mut unknown: Vec<String> = Vec::new();
        for part in query.wanted().into_iter().flatten() {
            if evaluate::numbers(&self.postings, part).is_empty() {
                let (query::Part::Stem(word)
                | query::Part::Exact(word)
                | query::Part::Prefix(word)) = part;
                if !unknown.contains(word) {
                    unknown.push(word.clone());
                }
            }
        }
        unknown
    }
}

#[cfg(test)]
mod tests;
