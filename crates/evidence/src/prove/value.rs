//! Until figures are merged: the same names.

use serde::{Deserialize, Serialize};

/// What a figure gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Sort {
    /// People, out of some people.
    Count,
    /// The same as a share.
    Share,
    /// Excerpts.
    Excerpts,
    /// The median of a question's answers.
    Median,
    /// Their mean.
    Mean,
    /// Their Net Promoter Score.
    Nps,
}

/// A figure's value.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// What it is.
    pub sort: Sort,
    /// How many people, or excerpts; of a number, how many people gave one.
    pub count: u64,
    /// Out of how many people.
    pub base: u64,
    /// The number, of a median, mean or NPS.
    pub number: Option<f64>,
}
