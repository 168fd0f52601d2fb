//! What positions of a text count, as tools understand the standard differently: code points or
//! UTF-16, a line end of two characters as one or as two, a byte order mark or not, an end that is
//! the last character or the one after it.

use serde::{Deserialize, Serialize};

/// What a position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// Unicode code points, as the standard has it.
    #[default]
    CodePoints,
    /// UTF-16 code units, as strings on Windows have it.
    Utf16,
}

/// How positions are counted in a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Convention {
    /// What is counted.
    pub unit: Unit,
    /// How much CR LF counts: 2, or 1.
    pub crlf: u8,
    /// Whether a byte order mark at the beginning counts.
    pub bom: bool,
    /// Whether the end is the last character, and not the one after it.
    pub inclusive: bool,
}

impl Convention {
    /// What paap writes, for a unit. Its texts have no byte order mark, and LF.
    pub fn of(unit: Unit) -> Self {
        Self { unit, crlf: 2, bom: false, inclusive: false }
    }

    /// All that there are, the likeliest first: which is taken where scores are equal.
    pub fn all() -> impl Iterator<Item = Self> {
        let flags = |values: [bool; 2]| values.into_iter();
        flags([false, true]).flat_map(move |inclusive| {
            flags([false, true]).flat_map(move |bom| {
                [2, 1].into_iter().flat_map(move |crlf| {
                    let units = [Unit::CodePoints, Unit::Utf16].into_iter();
                    units.map(move |unit| Self { unit, crlf, bom, inclusive })
                })
            })
        })
    }
}

/// How positions of a project were understood.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Positions {
    /// How they are counted.
    pub chosen: Convention,
    /// Why that.
    pub because: Because,
    /// All ways that were tried, the best first.
    pub scores: Vec<Score>,
    /// How many selections of text there are.
    pub selections: usize,
    /// Selections that fit nowhere, or that have nothing in them: neither moved nor carried over.
    pub unplaced: Vec<Unplaced>,
}

/// Why a way to count was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Because {
    /// The caller said so.
    Told,
    /// The file is paap's own and says so.
    Declared,
    /// It has the best score.
    Best,
    /// Several have the best score and differ in where selections are: it is the likeliest.
    Tie,
    /// There is nothing to tell by, and nothing that it would change.
    Indifferent,
}

/// How well a way to count fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Score {
    /// The way.
    pub convention: Convention,
    /// How many selections were looked at.
    pub tried: usize,
    /// How many of them are in their text.
    pub inside: usize,
    /// How many begin and end at the boundary of a word.
    pub clean: usize,
    /// How many do so and have no white space at either end.
    pub tight: usize,
    /// How many have the words that the file names or describes them by.
    pub quoted: usize,
    /// What is compared: of each selection inside, for each end 2 points where it is at a boundary
    /// with no white space inside, 1 where there is white space, 0 inside a word; and 4 points
    /// where it is quoted. A selection outside, backwards or splitting a character costs 4 points.
    pub points: i64,
}

/// A selection that is not carried over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unplaced {
    /// The document's id.
    pub document: String,
    /// The line of the project file.
    pub line: u64,
    /// Its position as the file has it.
    pub start: i64,
    /// Its end as the file has it.
    pub end: i64,
    /// Why.
    pub why: Why,
    /// How many codings were on it.
    pub codings: usize,
}

/// Why a selection is not carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// It ends before it begins.
    Backwards,
    /// It has no character.
    Empty,
    /// It is beyond the end of the text, or begins before it.
    Outside,
    /// It would split a character.
    Split,
    /// The file does not say where it is.
    Nowhere,
}
