//! What something is to people, by Kano's two questions.

use super::{Filter, Level};
use crate::Warning;
use serde::Serialize;

/// `paap survey kano`.
#[derive(Debug, Clone, Serialize)]
pub struct Kano {
    /// How many people are in the file.
    pub respondents: u64,
    /// Who is counted, where not everybody is.
    pub filter: Option<Filter>,
    /// The intervals' confidence, such as 0.95.
    pub confidence: f64,
    /// Categories of fewer people are withheld; 0 withholds nothing.
    pub min_base: u64,
    /// The question how people feel with it.
    pub with: KanoQuestion,
    /// The question how they feel without it.
    pub without: KanoQuestion,
    /// Those who gave one of the five answers to both; where even those who answered both are too few
    /// to be shown, these.
    pub base: u64,
    /// The six categories, in the customary order.
    pub categories: Vec<KanoCategory>,
    /// How far it pleases where it is, 0 to 1. None where nobody is in its base, or where withheld.
    pub better: Option<KanoCoefficient>,
    /// How far it displeases where it is not, −1 to 0. None as `better`.
    pub worse: Option<KanoCoefficient>,
    /// Which category is ahead. None where nobody is counted, or where withheld.
    pub lead: Option<KanoLead>,
    /// What it says, in a sentence.
    pub says: String,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
    /// Everything odd about the two questions.
    pub warnings: Vec<Warning>,
}

/// One of the two questions.
#[derive(Debug, Clone, Serialize)]
pub struct KanoQuestion {
    /// Its id.
    pub id: String,
    /// Its text.
    pub label: String,
}

/// How many people one category has.
#[derive(Debug, Clone, Serialize)]
pub struct KanoCategory {
    /// Its name.
    pub name: &'static str,
    /// How many people. None where withheld.
    pub count: Option<u64>,
    /// Out of the base.
    pub share: Option<f64>,
    /// The share's interval (Wilson).
    pub low: Option<f64>,
    /// The share's interval (Wilson).
    pub high: Option<f64>,
}

/// One of the two coefficients.
#[derive(Debug, Clone, Serialize)]
pub struct KanoCoefficient {
    /// How many people it counts.
    pub count: u64,
    /// Out of those who are attractive, one-dimensional, must-be or indifferent.
    pub base: u64,
    /// The coefficient.
    pub value: f64,
    /// Its interval (Wilson).
    pub low: f64,
    /// Its interval (Wilson).
    pub high: f64,
}

/// Which category is ahead.
#[derive(Debug, Clone, Serialize)]
pub struct KanoLead {
    /// The category that is ahead of all others beyond chance. None where none is.
    pub category: Option<&'static str>,
    /// The most frequent category, and those that people gave and chance alone may have put behind it.
    pub may_be: Vec<&'static str>,
    /// How often chance alone would put the most frequent so far ahead of the next (exact sign test).
    pub p: f64,
    /// What it may be taken for.
    pub level: Level,
}
