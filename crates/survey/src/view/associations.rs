//! Which answers go together.

use super::{Filter, Level, Weighting};
use crate::Warning;
use serde::Serialize;

/// `paap survey associations`.
#[derive(Debug, Clone, Serialize)]
pub struct Associations {
    /// How many people are in the file.
    pub respondents: u64,
    /// Who is counted, where not everybody is.
    pub filter: Option<Filter>,
    /// How people are weighted, where they are.
    pub weights: Option<Weighting>,
    /// How many pairs of answers were tested; `q` is corrected for this many.
    pub tested: u64,
    /// How many pairs were left out because they go together by construction.
    pub structural: u64,
    /// How many pairs are findings.
    pub findings: u64,
    /// The pairs, surest first.
    pub pairs: Vec<Pair>,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// Everything odd.
    pub warnings: Vec<Warning>,
}

/// An answer: a question, and an option of it.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The question's id.
    pub question: String,
    /// The question's text.
    pub label: String,
    /// The option's text.
    pub option: String,
    /// How many of the pair's `n` people chose it.
    pub count: u64,
}

/// Two answers to two questions.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// The answer to the earlier question.
    pub a: Answer,
    /// The answer to the later question.
    pub b: Answer,
    /// How many people answered both questions.
    pub n: u64,
    /// How many of them gave both answers.
    pub both: u64,
    /// The share of `b` among `a`, less the share of `b` among the rest.
    pub effect: f64,
    /// The effect's interval (Newcombe): 95% sure for this one pair, not corrected for how many are
    /// looked at.
    pub low: f64,
    /// The effect's interval (Newcombe).
    pub high: f64,
    /// `fisher` where an expected count is below 5, else `chi-square`; with weights `rao-scott`, or `fisher`
    /// of people without weights.
    pub test: &'static str,
    /// How often chance alone would give a table at least this uneven.
    pub p: f64,
    /// `p`, corrected for the number of pairs (Benjamini–Hochberg).
    pub q: f64,
    /// What it may be taken for.
    pub level: Level,
}
