//! What is searched, and which part of it.

use super::words;
use crate::document::Document;
use crate::transcript::{About, Role};
use foldhash::{HashSet, HashSetExt};
use serde::Serialize;
use thiserror::Error;

/// What is searched together: a transcript, or a respondent's answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source<'a> {
    /// Its id.
    pub id: &'a str,
    /// The language as BCP 47 has it; English where it is not known.
    pub language: Option<&'a str>,
    /// What is known of it, such as `persona` and `builder`; a key may stand several times.
    pub fields: Vec<(&'a str, &'a str)>,
    /// Whether its texts are Markdown, with backslashes before what Markdown would take for its own.
    pub is_markdown: bool,
    /// What was said, in order.
    pub passages: Vec<Passage<'a>>,
}

/// A turn, or an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Passage<'a> {
    /// The turn's id, or the question's.
    pub turn: &'a str,
    /// Who says it.
    pub speaker: Option<&'a str>,
    /// On which side of the interview.
    pub role: Role,
    /// The words.
    pub text: &'a str,
    /// Where they begin in what places are counted in, in bytes.
    pub at: usize,
}

impl<'a> Source<'a> {
    /// A transcript, with its front matter as fields.
    pub fn of(document: &'a Document) -> Self {
        let about = &document.about;
        let role = |name: &str| {
            let named = about.speakers.iter().find(|speaker| speaker.name == name);
            named.map_or(Role::Unknown, |speaker| speaker.role)
        };
        let passages = document.turns.iter().map(|place| Passage {
            turn: &place.id,
            speaker: place.speaker.as_deref(),
            role: place.speaker.as_deref().map_or(Role::Unknown, role),
            text: document.body.get(place.text.clone()).unwrap_or_default(),
            at: place.text.start,
        });
        Self {
            id: &about.id,
            language: about.language.as_deref(),
            fields: fields(about),
            is_markdown: true,
            passages: passages.collect(),
        }
    }
}

/// The front matter's keys and values, as far as one searches by them.
fn fields(about: &About) -> Vec<(&str, &str)> {
    let known = [
        ("date", &about.date),
        ("language", &about.language),
        ("persona", &about.persona),
        ("role", &about.role),
        ("organisation", &about.organisation),
        ("company-size", &about.company_size),
        ("industry", &about.industry),
        ("region", &about.region),
        ("consent", &about.consent),
        ("respondent", &about.respondent),
    ];
    let known = known.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?)));
    known.chain(about.others.iter().map(|(key, value)| (key.as_str(), value.as_str()))).collect()
}

/// Which passages are searched: those for which all of it holds. Texts are compared by their
/// words, without case and diacritics.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The side of the interview.
    pub role: Option<Role>,
    /// One of these speakers, where there are any.
    pub speakers: Vec<String>,
    /// One of these documents, where there are any.
    pub documents: Vec<String>,
    /// For every key that is named one of its values.
    pub fields: Vec<(String, String)>,
}

/// A filter names what no source has: it would find nothing, and perhaps by mistake.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FilterError {
    /// A key that no front matter has.
    #[error("no document has the field `{key}`; there are: {known}")]
    Key {
        /// The key.
        key: String,
        /// The keys that there are.
        known: String,
    },
    /// A value that no document has for its key.
    #[error("no document has that value of `{key}`; write it as in the front matter")]
    Value {
        /// The key.
        key: String,
    },
    /// A speaker who never speaks.
    #[error("nobody of that name speaks; write the name as in the transcripts, or use the role")]
    Speaker,
    /// A document that is not there.
    #[error("there is no document `{id}`; write the id of its front matter")]
    Document {
        /// The id.
        id: String,
    },
}

/// The passages of some sources that a filter means, each with its source, in order.
///
/// # Errors
///
/// Where the filter names what no source has.
pub fn passages<'s, 'a>(
    sources: &'s [Source<'a>],
    filter: &Filter,
) -> Result<Vec<(&'s Source<'a>, &'s Passage<'a>)>, FilterError> {
    let is_in = filter.sources(sources)?;
    let mut speakers: Vec<&str> =
        sources.iter().flat_map(|own| &own.passages).filter_map(|own| own.speaker).collect();
    speakers.sort_unstable();
    speakers.dedup();
    let names = filter.names(&speakers)?;
    let is_meant = |passage: &&Passage<'_>| {
        let is_named =
            |names: &HashSet<&str>| passage.speaker.is_some_and(|speaker| names.contains(speaker));
        filter.role.is_none_or(|role| role == passage.role) && names.as_ref().is_none_or(is_named)
    };
    let meant = sources.iter().zip(is_in).filter(|(_, is_in)| *is_in);
    let each = meant.flat_map(|(source, _)| source.passages.iter().map(move |own| (source, own)));
    Ok(each.filter(|(_, passage)| is_meant(passage)).collect())
}

/// A text as it is compared: its folded words.
fn folded(text: &str) -> String {
    let mut folded = String::new();
    words::each(text, |word, _| {
        folded.push_str(word);
        folded.push(' ');
    });
    // What has no words is compared as it stands.
    if folded.is_empty() { text.trim().to_owned() } else { folded }
}

impl Filter {
    /// Which of the names that there are the filter means; `None` where it means all.
    pub(super) fn names<'n>(
        &self,
        names: &[&'n str],
    ) -> Result<Option<HashSet<&'n str>>, FilterError> {
        let folds: Vec<String> = names.iter().map(|name| folded(name)).collect();
        let mut meant = HashSet::new();
        for speaker in &self.speakers {
            let (fold, before) = (folded(speaker), meant.len());
            let own = names.iter().zip(&folds).filter(|(_, other)| **other == fold);
            meant.extend(own.map(|(name, _)| *name));
            if meant.len() == before && !folds.contains(&fold) {
                return Err(FilterError::Speaker);
            }
        }
        Ok((!self.speakers.is_empty()).then_some(meant))
    }

    /// For every source whether it is searched.
    pub(super) fn sources(&self, sources: &[Source<'_>]) -> Result<Vec<bool>, FilterError> {
        let mut is_in = vec![true; sources.len()];
        if !self.documents.is_empty() {
            for (source, is_in) in sources.iter().zip(&mut is_in) {
                *is_in = self.documents.iter().any(|id| id == source.id);
            }
            let missing = |id: &&String| !sources.iter().any(|source| source.id == *id);
            if let Some(id) = self.documents.iter().find(missing) {
                return Err(FilterError::Document { id: id.clone() });
            }
        }
        self.by_fields(sources, &mut is_in)?;
        Ok(is_in)
    }

    fn by_fields(&self, sources: &[Source<'_>], is_in: &mut [bool]) -> Result<(), FilterError> {
        let wanted: Vec<(String, String)> =
            self.fields.iter().map(|(key, value)| (folded(key), folded(value))).collect();
        let (mut has_key, mut has_pair) = (vec![false; wanted.len()], vec![false; wanted.len()]);
        for (source, is_in) in sources.iter().zip(is_in) {
            let own: Vec<(String, String)> = match wanted.as_slice() {
                [] => Vec::new(),
                _ => {
                    source.fields.iter().map(|(key, value)| (folded(key), folded(value))).collect()
                }
            };
            for (index, pair) in wanted.iter().enumerate() {
                let is_key = own.iter().any(|(key, _)| *key == pair.0);
                has_key[index] |= is_key;
                has_pair[index] |= is_key && own.contains(pair);
            }
            *is_in &= wanted
                .iter()
                .all(|(key, _)| wanted.iter().any(|pair| pair.0 == *key && own.contains(pair)));
        }
        for ((key, _), (has_key, has_pair)) in self.fields.iter().zip(has_key.iter().zip(has_pair))
        {
            if !has_key {
                let mut known: Vec<&str> = Vec::new();
                for (other, _) in sources.iter().flat_map(|source| &source.fields) {
                    if !known.contains(other) && known.len() < 30 {
                        known.push(other);
                    }
                }
                known.sort_unstable();
                return Err(FilterError::Key { key: key.clone(), known: known.join(", ") });
            }
            if !has_pair {
                return Err(FilterError::Value { key: key.clone() });
            }
        }
        Ok(())
    }
}
