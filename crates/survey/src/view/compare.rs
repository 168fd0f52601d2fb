//! What else do the people say who say X?

use super::{Level, Weighting};
use crate::{Kind, Warning};
use serde::Serialize;

/// `paap survey compare`.
#[derive(Debug, Clone, Serialize)]
pub struct Compare {
    /// How many people are in the file.
    pub respondents: u64,
    /// How people are weighted, where they are.
    pub weights: Option<Weighting>,
    /// The people asked about.
    pub group: Group,
    /// The people they are compared with.
    pub against: Group,
    /// The questions, in the order of the file.
    pub questions: Vec<ComparedQuestion>,
    /// How many comparisons were made; `q` is corrected for this many.
    pub comparisons: u64,
    /// How many of them are findings.
    pub findings: u64,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// Everything odd.
    pub warnings: Vec<Warning>,
}

/// A group of people.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// Who they are, as a filter.
    pub expression: String,
    /// How many they are.
    pub people: u64,
}

/// One question, in both groups.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedQuestion {
    /// Its id.
    pub id: String,
    /// Its text.
    pub label: String,
    /// Its kind.
    pub kind: Kind,
    /// How many of the group answered.
    pub base: u64,
    /// How many of those they are compared with answered.
    pub against_base: u64,
    /// Its options.
    pub options: Vec<ComparedOption>,
    /// Its numbers, where its answers are ordered.
    pub numbers: Option<ComparedNumbers>,
    /// Why it is not compared, where it is not (the question that the group is made by).
    pub left_out: Option<String>,
}

/// One option, in both groups.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedOption {
    /// Its text.
    pub label: String,
    /// How many of the group chose it.
    #[serde(serialize_with = "super::whole")]
    pub count: f64,
    /// Out of those of the group who answered.
    pub share: Option<f64>,
    /// How many of the others chose it.
    #[serde(serialize_with = "super::whole")]
    pub against_count: f64,
    /// Out of those of the others who answered.
    pub against_share: Option<f64>,
    /// `share` less `against_share`, with Newcombe's interval: 95% sure for this one difference,
    /// not corrected for how many are looked at.
    pub effect: Option<f64>,
    /// The effect's interval.
    pub low: Option<f64>,
    /// The effect's interval.
    pub high: Option<f64>,
    /// `fisher` or `chi-square`; with weights `rao-scott`, or `fisher` of people without weights.
    pub test: Option<&'static str>,
    /// How often chance alone would give a difference at least this large.
    pub p: Option<f64>,
    /// `p`, corrected for the number of comparisons (Benjamini–Hochberg).
    pub q: Option<f64>,
    /// What the difference may be taken for.
    pub level: Level,
}

/// Ordered answers, in both groups.
#[derive(Debug, Clone, Serialize)]
pub struct ComparedNumbers {
    /// The group's numbers.
    pub stats: super::Stats,
    /// The others' numbers.
    pub against: super::Stats,
    /// How often a person of the group gives the higher answer than one of the others (ties
    /// count half): 0.5 is no difference.
    pub superiority: Option<f64>,
    /// `mann-whitney-exact`, `mann-whitney` by its normal approximation, or
    /// `mann-whitney-permutation` by random tables; None where untested.
    pub test: Option<&'static str>,
    /// The test's p-value.
    pub p: Option<f64>,
    /// `p`, corrected for the number of comparisons (Benjamini–Hochberg).
    pub q: Option<f64>,
    /// What the difference may be taken for.
    pub level: Level,
}
