//! A place in a pinned version of a document: the selectors of the W3C's Web Annotation data model,
//! `TextQuoteSelector` and `TextPositionSelector` together; and how it is carried to the next
//! version, or reported as lost. It is never moved in silence.

use crate::document::{Document, Version};
use paap_text::edit::Edits;
use paap_text::points::Points;
use serde::{Deserialize, Serialize};
use std::ops::Range;

#[cfg(test)]
mod tests;

/// How many characters of context a selector keeps on each side.
pub const CONTEXT: usize = 32;

/// A place in a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selector {
    /// The version of the body that the place is in.
    pub version: Version,
    /// The first character, in Unicode code points of the body, from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The characters themselves.
    pub exact: String,
    /// Up to [`CONTEXT`] characters before them.
    pub prefix: String,
    /// Up to [`CONTEXT`] characters after them.
    pub suffix: String,
}

impl Selector {
    /// The place of some bytes of a body. For many places in one document, use [`Pinned`].
    pub fn of(document: &Document, range: Range<usize>) -> Option<Self> {
        Pinned::of(document).select(range)
    }
}

/// Why a place is not in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lost {
    /// The words are nowhere in it.
    Gone,
    /// The words are in it more than once, and nothing tells which are meant.
    Ambiguous,
    /// Most of the words were changed.
    Changed,
    /// The place is in another version than the one that is at hand.
    OtherVersion,
}

impl Lost {
    /// What happened, for a sentence.
    pub const fn why(self) -> &'static str {
        match self {
            Self::Gone => "its words are not there any more",
            Self::Ambiguous => "its words are there more than once",
            Self::Changed => "most of its words were changed",
            Self::OtherVersion => "it is of a version that is not at hand",
        }
    }
}

/// One version of a document with what is needed to make and find many places in it.
#[derive(Debug, Clone)]
pub struct Pinned<'a> {
    /// The document.
    pub document: &'a Document,
    version: Version,
    points: Points<'a>,
}

impl<'a> Pinned<'a> {
    /// Pins the document as it is now.
    pub fn of(document: &'a Document) -> Self {
        Self { document, version: document.version(), points: Points::of(&document.body) }
    }

    /// The version of the document.
    pub fn version(&self) -> &Version {
        &self.version
    }

    /// The place of some bytes of the body. None where they are no characters, or not there.
    pub fn select(&self, range: Range<usize>) -> Option<Selector> {
        let body = &self.document.body;
        let exact = body.get(range.clone()).filter(|exact| !exact.is_empty())?;
        let before = body[..range.start].char_indices().rev().take(CONTEXT).last();
        let from = before.map_or(range.start, |(at, _)| at);
        Some(Selector {
            version: self.version.clone(),
            start: self.points.at(range.start),
            end: self.points.at(range.end),
            exact: exact.to_owned(),
            prefix: body[from..range.start].to_owned(),
            suffix: body[range.end..].chars().take(CONTEXT).collect(),
        })
    }

    /// The bytes of a place: by its position in its own version, else by its words and what
    /// stands around them.
    ///
    /// # Errors
    ///
    /// Where the words are not there, or there more than once with as much around them the same.
    pub fn find(&self, place: &Selector) -> Result<Range<usize>, Lost> {
        if place.version == self.version
            && let Some(range) = self.bytes(place)
            && self.document.body.get(range.clone()) == Some(place.exact.as_str())
        {
            return Ok(range);
        }
        self.find_words(place)
    }

    /// Whether the words of a place of this version stand at it.
    pub fn holds(&self, place: &Selector) -> bool {
        let own = self.bytes(place).and_then(|range| self.document.body.get(range));
        own.is_some_and(|own| !own.is_empty() && own == place.exact)
    }

    fn bytes(&self, place: &Selector) -> Option<Range<usize>> {
        Some(self.points.byte(place.start)?..self.points.byte(place.end)?)
    }

    /// Looks for the words. Of several places the one is meant around which most is the same.
    fn find_words(&self, place: &Selector) -> Result<Range<usize>, Lost> {
        let body = &self.document.body;
        if place.exact.is_empty() {
            return Err(Lost::Gone);
        }
        let mut best: Option<(usize, usize)> = None;
        let mut tied = false;
        for at in memchr::memmem::find_iter(body.as_bytes(), place.exact.as_bytes()) {
            let around = same_end(&body[..at], &place.prefix)
                + same_start(&body[at + place.exact.len()..], &place.suffix);
            match best {
                Some((most, _)) if around < most => {}
                Some((most, _)) if around == most => tied = true,
                _ => (best, tied) = (Some((around, at)), false),
            }
        }
        match best {
            None => Err(Lost::Gone),
            Some(_) if tied => Err(Lost::Ambiguous),
            Some((_, at)) => Ok(at..at + place.exact.len()),
        }
    }
}

/// How many characters at the end of `text` are those at the end of `prefix`.
fn same_end(text: &str, prefix: &str) -> usize {
    text.chars().rev().zip(prefix.chars().rev()).take_while(|(a, b)| a == b).count()
}

/// How many characters at the start of `text` are those at the start of `suffix`.
fn same_start(text: &str, suffix: &str) -> usize {
    text.chars().zip(suffix.chars()).take_while(|(a, b)| a == b).count()
}

/// The way from one version of a document to the next.
#[derive(Debug, Clone)]
pub struct Step<'a> {
    from: Pinned<'a>,
    to: Pinned<'a>,
    edits: Edits,
    /// Whether somebody meant each edit to stand for what it replaces. Else the edits are what a
    /// comparison found, and words that have little in common are other words.
    meant: bool,
}

impl<'a> Step<'a> {
    /// A redaction: `edits` of the old body make the new one, and each replacement stands for what
    /// it replaces. None where they do not make it.
    pub fn redaction(from: &'a Document, to: &'a Document, edits: Edits) -> Option<Self> {
        let made = edits.apply(&from.body) == to.body;
        made.then(|| Self { from: Pinned::of(from), to: Pinned::of(to), edits, meant: true })
    }

    /// A repair by hand, of which only the two versions are known.
    pub fn repair(from: &'a Document, to: &'a Document) -> Self {
        let edits = Edits::between(&from.body, &to.body);
        Self { from: Pinned::of(from), to: Pinned::of(to), edits, meant: false }
    }

    /// The place in the new version, with its words and what stands around them there.
    ///
    /// # Errors
    ///
    /// Where it is of another version, or its words are gone, or in a repair more than half of
    /// their bytes were replaced.
    pub fn carry(&self, place: &Selector) -> Result<Selector, Lost> {
        if place.version != *self.from.version() {
            return Err(Lost::OtherVersion);
        }
        let range = self.from.find(place)?;
        let length = range.len();
        let carried = self.edits.carry(range).ok_or(Lost::Gone)?;
        if !self.meant && carried.kept * 2 < length {
            return Err(Lost::Changed);
        }
        self.to.select(carried.range).ok_or(Lost::Gone)
    }
}
