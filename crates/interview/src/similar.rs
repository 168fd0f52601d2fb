//! What is like what: excerpts like those of a code, and groups of excerpts.
//!
//! Everything here ranks and proposes; nothing is coded, and nothing is verified by being alike.
//! The order in which excerpts are given makes no difference.

mod plain;
mod suggest;
mod tfidf;
mod themes;

pub use suggest::{Suggestion, Suggestions, suggest};
pub use themes::{Member, Theme, Themes, Word, themes};

use serde::Serialize;

/// A piece of what was said: a turn, a coded span, an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Excerpt<'a> {
    /// The document's id.
    pub document: &'a str,
    /// The turn's id, or the question's.
    pub turn: &'a str,
    /// Its first byte in the document's body.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The words.
    pub text: &'a str,
    /// The language as BCP 47 has it; English where it is not known.
    pub language: Option<&'a str>,
}

/// An excerpt, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quoted {
    /// The document's id.
    pub document: String,
    /// The turn's id, or the question's.
    pub turn: String,
    /// Its first byte in the document's body.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The words.
    pub text: String,
}

impl Quoted {
    fn of(excerpt: &Excerpt<'_>) -> Self {
        Self {
            document: excerpt.document.to_owned(),
            turn: excerpt.turn.to_owned(),
            start: excerpt.start,
            end: excerpt.end,
            text: excerpt.text.to_owned(),
        }
    }
}

/// The excerpts in an order that is theirs, and not of those who list them.
fn in_order<'a>(excerpts: &[Excerpt<'a>]) -> Vec<Excerpt<'a>> {
    let mut sorted = excerpts.to_vec();
    sorted.sort_by_key(|e| (e.text, e.language, e.document, e.turn, e.start, e.end));
    sorted
}

#[cfg(test)]
mod gizmo;
#[cfg(test)]
mod tests;
