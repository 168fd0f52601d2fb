//! What is shown of codes: numbers, words and warnings, in types that every surface renders alike.

use crate::warning::Warning;
use serde::Serialize;

/// What a number may be taken for. The rule is `paap_analysis::level`'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Enough people, and sure enough, to act on.
    Finding,
    /// A hint, worth asking more people about.
    Signal,
}

impl From<paap_analysis::level::Level> for Level {
    fn from(level: paap_analysis::level::Level) -> Self {
        match level {
            paap_analysis::level::Level::Finding => Self::Finding,
            paap_analysis::level::Level::Signal => Self::Signal,
        }
    }
}

/// `paap interview codes`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Codes {
    /// How many people were interviewed.
    pub people: u64,
    /// In the interviews of how many of them something is coded: what shares are out of.
    pub base: u64,
    /// How many codings there are in all.
    pub codings: u64,
    /// The intervals' confidence, such as 0.95.
    pub confidence: f64,
    /// Numbers that rest on fewer people are withheld; 0 withholds nothing.
    pub min_base: u64,
    /// The codes, in the order of the codebook.
    pub codes: Vec<CodeRow>,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// What could not be counted.
    pub warnings: Vec<Warning>,
}

/// A code, with everything on or below it. Numbers are None where they are withheld.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The code that it is a kind of.
    pub parent: Option<String>,
    /// How deep it hangs; 0 is at the top.
    pub depth: usize,
    /// What it means.
    pub definition: Option<String>,
    /// How many people's words it is on.
    pub people: Option<u64>,
    /// Out of the base.
    pub share: Option<f64>,
    /// The share's interval (Wilson).
    pub low: Option<f64>,
    /// The share's interval (Wilson).
    pub high: Option<f64>,
    /// What the share may be taken for.
    pub level: Option<Level>,
    /// How many excerpts it is on, overlapping ones together counted once.
    pub excerpts: Option<u64>,
    /// How many codings that are, by all coders.
    pub codings: Option<u64>,
    /// How many coders put it somewhere.
    pub coders: Option<u64>,
    /// Whether its numbers are withheld.
    pub withheld: bool,
}

/// `paap interview codes --by`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Matrix {
    /// What stands across the top, such as `persona`.
    pub by: String,
    /// How many people are in it: of whom it is known, and in whose interviews something is coded.
    pub base: u64,
    /// The intervals' confidence.
    pub confidence: f64,
    /// Numbers that rest on fewer people are withheld.
    pub min_base: u64,
    /// What stands across the top.
    pub columns: Vec<Column>,
    /// A row for each code.
    pub rows: Vec<MatrixRow>,
    /// How many of the tests are findings.
    pub findings: u64,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// What could not be counted.
    pub warnings: Vec<Warning>,
}

/// A column of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// Its label, such as a persona.
    pub label: String,
    /// How many people are in it: what its shares are out of. None where withheld.
    pub people: Option<u64>,
}

/// A code's row of a matrix.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixRow {
    /// The code's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How deep it hangs.
    pub depth: usize,
    /// A cell for each column.
    pub cells: Vec<MatrixCell>,
    /// Whether the columns differ in it; None where that is not tested.
    pub test: Option<MatrixTest>,
}

/// A cell of a matrix. Numbers are None where they are withheld.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct MatrixCell {
    /// How many of the column's people the code is on.
    pub people: Option<u64>,
    /// Out of the column's people.
    pub share: Option<f64>,
    /// The share's interval (Wilson).
    pub low: Option<f64>,
    /// The share's interval (Wilson).
    pub high: Option<f64>,
    /// On how many excerpts of theirs.
    pub excerpts: Option<u64>,
}

/// A test of whether the columns differ in a code.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MatrixTest {
    /// Which test, in words.
    pub test: String,
    /// How often chance alone would give columns at least this uneven.
    pub p: f64,
    /// `p`, corrected for the number of codes (Benjamini–Hochberg).
    pub q: f64,
    /// Cramér's V (bias-corrected).
    pub effect: Option<f64>,
    /// What it may be taken for.
    pub level: Level,
}

/// Which codes go together with which, or with what else is known of people.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Together {
    /// In the interviews of how many people something is coded.
    pub base: u64,
    /// How many pairs were tested; `q` is corrected for this many.
    pub tested: u64,
    /// How many pairs are findings.
    pub findings: u64,
    /// The pairs, surest first; then those that share excerpts and cannot be tested.
    pub pairs: Vec<Pair>,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// What could not be counted.
    pub warnings: Vec<Warning>,
}

/// One side of a pair: a code, or a value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coded {
    /// The code's id, or the attribute's name.
    pub id: String,
    /// The code's name, or the value.
    pub label: String,
    /// How many of the pair's `n` people.
    pub people: u64,
}

/// Two codes, or a code and a value.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Pair {
    /// A code.
    pub a: Coded,
    /// What it is held against.
    pub b: Coded,
    /// Of how many people both are known.
    pub n: u64,
    /// How many are in both.
    pub both: u64,
    /// How many excerpts of the two codes overlap; None where `b` is no code.
    pub overlaps: Option<u64>,
    /// The share of `b` among `a`, less the share of `b` among the rest. None, as all that follows,
    /// where everybody or nobody is in one of them.
    pub effect: Option<f64>,
    /// The effect's interval (Newcombe), for this one pair, not corrected for how many are looked at.
    pub low: Option<f64>,
    /// The effect's interval (Newcombe).
    pub high: Option<f64>,
    /// `fisher` where an expected count is below 5, else `chi-square`.
    pub test: Option<&'static str>,
    /// How often chance alone would give a table at least this uneven.
    pub p: Option<f64>,
    /// `p`, corrected for the number of pairs (Benjamini–Hochberg).
    pub q: Option<f64>,
    /// What it may be taken for.
    pub level: Level,
}
