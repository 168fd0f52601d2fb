//! One question by another.

use super::{Filter, Level, Weighting};
use crate::{Kind, Warning};
use serde::Serialize;

/// `paap survey cross`.
#[derive(Debug, Clone, Serialize)]
pub struct Cross {
    /// How many people are in the file.
    pub respondents: u64,
    /// Who is counted, where not everybody is.
    pub filter: Option<Filter>,
    /// How people are weighted, where they are.
    pub weights: Option<Weighting>,
    /// The question down the side.
    pub rows: Heading,
    /// The question across the top.
    pub columns: Heading,
    /// Those who answered both.
    pub base: u64,
    /// A row for each option of `rows`, a cell for each option of `columns`.
    pub cells: Vec<Vec<CrossCell>>,
    /// How many of the base chose each option of `rows`. None where withheld.
    pub row_totals: Vec<Option<f64>>,
    /// How many of the base chose each option of `columns`: what the shares are out of. None
    /// where withheld.
    pub column_totals: Vec<Option<f64>>,
    /// The numbers of `rows` for each option of `columns`, where `rows` is ordered.
    pub groups: Vec<CrossGroup>,
    /// Whether the two go together. None where it was not tested; `notes` say why.
    pub test: Option<CrossTest>,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// Everything odd about the two questions.
    pub warnings: Vec<Warning>,
}

/// A question at the side or top of a table.
#[derive(Debug, Clone, Serialize)]
pub struct Heading {
    /// Its id.
    pub id: String,
    /// Its text.
    pub label: String,
    /// Its kind.
    pub kind: Kind,
    /// The labels of its options.
    pub options: Vec<String>,
}

/// How many chose both.
#[derive(Debug, Clone, Serialize)]
pub struct CrossCell {
    /// How many people; with weights, their weights' sum. None where withheld.
    pub count: Option<f64>,
    /// Out of those who chose the column's option.
    pub share: Option<f64>,
    /// The share's interval (Wilson).
    pub low: Option<f64>,
    /// The share's interval (Wilson).
    pub high: Option<f64>,
}

/// The numbers of one group.
#[derive(Debug, Clone, Serialize)]
pub struct CrossGroup {
    /// The option of the question across the top.
    pub label: String,
    /// The group's numbers.
    pub stats: super::Stats,
}

/// A test of whether two questions go together.
#[derive(Debug, Clone, Serialize)]
pub struct CrossTest {
    /// Which test, in words, such as `Fisher's exact test`.
    pub test: String,
    /// The test's statistic, where it has one.
    pub statistic: Option<f64>,
    /// Degrees of freedom, where it has them.
    pub df: Option<f64>,
    /// How often chance alone would give a table at least this uneven.
    pub p: f64,
    /// The standard error of `p`, where it was found by trying random tables.
    pub p_error: Option<f64>,
    /// How strongly they go together, and by which measure.
    pub effect: Option<f64>,
    /// The effect's interval, where it has one.
    pub effect_low: Option<f64>,
    /// The effect's interval, where it has one.
    pub effect_high: Option<f64>,
    /// The name of the effect's measure, such as `Cramér's V (bias-corrected)`.
    pub measure: Option<String>,
    /// What it may be taken for.
    pub level: Level,
}
