//! A place in a pinned version of a document: the selectors of the W3C's Web Annotation data model,
//! `TextQuoteSelector` and `TextPositionSelector` together.

use crate::document::{Document, Version};
use serde::{Deserialize, Serialize};
use std::ops::Range;

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
    /// The selector of a range of bytes of the body; `None` where the range is empty or splits a
    /// character.
    pub fn of(document: &Document, range: Range<usize>) -> Option<Self> {
        let (body, version) = (&document.body, document.version());
        let exact = body.get(range.clone()).filter(|exact| !exact.is_empty())?.to_owned();
        let start = body[..range.start].chars().count();
        let end = start + exact.chars().count();
        let before = body[..range.start].char_indices().rev().take(CONTEXT).last();
        let prefix = body[before.map_or(range.start, |(at, _)| at)..range.start].to_owned();
        let suffix = body[range.end..].chars().take(CONTEXT).collect();
        Some(Self { version, start, end, exact, prefix, suffix })
    }
}
