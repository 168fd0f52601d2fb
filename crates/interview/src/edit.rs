//! How a text became another, and where a place of the first is in the second.

use std::ops::Range;

/// The replacements that make one text of another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits {
    /// In order, without overlap: bytes of the old text, and what stands there in the new one.
    pub replaced: Vec<(Range<usize>, String)>,
}
