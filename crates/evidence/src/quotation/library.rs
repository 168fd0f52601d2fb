//! The transcripts, each looked into once it is needed, and searched all together only for words that
//! do not stand where they are said to.

use super::words::Words;
use crate::sources::Sources;
use hashbrown::HashMap;
use paap_interview::Document;
use paap_interview::document::plain;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

/// What quotations are proved against. It may be shared between threads.
pub struct Library<'a> {
    sources: &'a Sources<'a>,
    books: HashMap<&'a str, Book<'a>>,
    /// Which transcript has which three words in a row.
    triples: OnceLock<Vec<(u32, u32)>>,
    ids: Vec<&'a str>,
}

/// A transcript.
pub(super) struct Book<'a> {
    pub(super) document: &'a Document,
    version: OnceLock<String>,
    turns: OnceLock<HashMap<&'a str, Vec<usize>>>,
    words: OnceLock<All>,
}

/// The words of all turns of a transcript, one behind the other.
pub(super) struct All {
    pub(super) words: Words,
    /// The first word of each turn.
    pub(super) starts: Vec<usize>,
}

impl All {
    /// The turn of a word.
    pub(super) fn turn(&self, word: usize) -> usize {
        self.starts.partition_point(|start| *start <= word).saturating_sub(1)
    }
}

impl<'a> Book<'a> {
    /// The SHA-256 of the body, in hex.
    pub(super) fn version(&self) -> &str {
        self.version.get_or_init(|| self.document.version().0)
    }

    /// The turns with an id: one, where the transcript is sound.
    pub(super) fn turns(&self, id: &str) -> &[usize] {
        let turns = self.turns.get_or_init(|| {
            let mut turns: HashMap<&'a str, Vec<usize>> = HashMap::new();
            for (index, turn) in self.document.turns.iter().enumerate() {
                turns.entry(turn.id.as_str()).or_default().push(index);
            }
            turns
        });
        turns.get(id).map_or(&[], Vec::as_slice)
    }

    /// What was said in a turn.
    pub(super) fn said(&self, turn: usize) -> Cow<'a, str> {
        let place = self.document.turns.get(turn);
        plain(
            place.and_then(|place| self.document.body.get(place.text.clone())).unwrap_or_default(),
        )
    }

    /// All words of the transcript.
    pub(super) fn words(&self) -> &All {
        self.words.get_or_init(|| {
            let mut words = Words::of("");
            let starts = (0..self.document.turns.len()).map(|turn| {
                let start = words.len();
                words.add(&self.said(turn), 0);
                start
            });
            let starts = starts.collect();
            All { words, starts }
        })
    }

    /// Bytes of what was said in a turn as bytes of the body.
    pub(super) fn in_body(&self, turn: usize, span: &Range<usize>) -> Range<usize> {
        let Some(place) = self.document.turns.get(turn) else { return 0..0 };
        let raw = self.document.body.get(place.text.clone()).unwrap_or_default();
        let (mut start, mut end) = (place.text.end, place.text.end);
        let mut said = 0;
        let mut characters = raw.char_indices().peekable();
        while let Some((mut at, mut c)) = characters.next() {
            let begin = at;
            if c == '\\'
                && let Some((next, escaped)) = characters.next_if(|(_, c)| c.is_ascii_punctuation())
            {
                (at, c) = (next, escaped);
            }
            if said == span.start {
                start = place.text.start + begin;
            }
            said += c.len_utf8();
            if said == span.end {
                end = place.text.start + at + c.len_utf8();
                break;
            }
        }
        start.min(end)..end
    }
}

impl<'a> Library<'a> {
    /// The transcripts of a study.
    pub fn of(sources: &'a Sources<'a>) -> Self {
        let book = |document| Book {
            document,
            version: OnceLock::new(),
            turns: OnceLock::new(),
            words: OnceLock::new(),
        };
        let open = sources
            .documents
            .iter()
            .filter(|(id, _)| !sources.withdrawn.contains(*id) && !sources.sealed.contains(*id));
        let books: HashMap<&str, Book<'_>> =
            open.map(|(id, document)| (*id, book(*document))).collect();
        let mut ids: Vec<&str> = books.keys().copied().collect();
        ids.sort_unstable();
        Self { sources, books, triples: OnceLock::new(), ids }
    }

    /// What the study has.
    pub fn sources(&self) -> &'a Sources<'a> {
        self.sources
    }

    /// The ids of all transcripts, in their order.
    pub(super) fn ids(&self) -> &[&'a str] {
        &self.ids
    }

    /// The persona of a transcript's participant.
    pub(crate) fn persona(&self, id: &str) -> Option<&'a str> {
        self.books.get(id)?.document.about.persona.as_deref()
    }

    pub(super) fn book(&self, id: &str) -> Option<&Book<'a>> {
        self.books.get(id)
    }

    /// Where else, than in one transcript, all these words stand: `interview-004, t7, said by Bo`.
    pub(super) fn elsewhere(&self, quote: &Words, but: &str) -> Option<String> {
        let hash = triple(quote, 0)?;
        let triples = self.triples.get_or_init(|| {
            let mut triples = Vec::new();
            for (book, id) in (0u32..).zip(&self.ids) {
                let Some(words) = self.books.get(id).map(|book| &book.words().words) else {
                    continue;
                };
                triples.extend((0..words.len()).filter_map(|at| Some((triple(words, at)?, book))));
            }
            triples.sort_unstable();
            triples.dedup();
            triples
        });
        let from = triples.partition_point(|(known, _)| *known < hash);
        for (_, book) in triples[from..].iter().take_while(|(known, _)| *known == hash) {
            // Whoever has all words has the last three too.
            let last = quote.len().checked_sub(3).and_then(|at| triple(quote, at));
            if last.is_none_or(|last| triples.binary_search(&(last, *book)).is_err()) {
                continue;
            }
            let Some(id) = self.ids.get(*book as usize).filter(|id| **id != but) else { continue };
            let Some(book) = self.books.get(id) else { continue };
            let all = book.words();
            if let Some(start) = all.words.find(quote.run(0..quote.len())).next() {
                let turn = all.turn(start);
                let place = book.document.turns.get(turn)?;
                return Some(format!("{id}, {}, said by {}", place.id, super::speaker(place)));
            }
        }
        None
    }
}

/// Three words in a row as a number.
fn triple(words: &Words, at: usize) -> Option<u32> {
    if at + 3 > words.len() {
        return None;
    }
    // FNV-1a: what is found by it is compared word for word.
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    Some(words.run(at..at + 3).as_bytes().iter().fold(0x811c_9dc5, step))
}
