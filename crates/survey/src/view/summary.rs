//! Every question, answered honestly.

use super::{Level, SourceView, Stats};
use crate::{Kind, Warning};
use serde::Serialize;

/// `paap survey summary`.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// The tool's name, as `--reader` takes it.
    pub reader: &'static str,
    /// About the file.
    pub source: SourceView,
    /// How many people are in the file.
    pub respondents: u64,
    /// Who is counted, where not everybody is.
    pub filter: Option<Filter>,
    /// How people are weighted, where they are.
    pub weights: Option<Weighting>,
    /// The intervals' confidence, such as 0.95.
    pub confidence: f64,
    /// Questions that fewer people answered are withheld; 0 withholds nothing.
    pub min_base: u64,
    /// The questions, in the order of the file; rows of a grid follow their grid.
    pub questions: Vec<QuestionSummary>,
    /// The scores that the questions make, alone or together.
    pub scores: Vec<SurveyScore>,
    /// Everything odd.
    pub warnings: Vec<Warning>,
}

/// Who is counted.
#[derive(Debug, Clone, Serialize)]
pub struct Filter {
    /// The expression, as it was given.
    pub expression: String,
    /// How many people it leaves.
    pub people: u64,
}

/// How people are weighted.
#[derive(Debug, Clone, Serialize)]
pub struct Weighting {
    /// What the weights are raked to, in words.
    pub description: String,
    /// Kish's effective sample size.
    pub effective: f64,
    /// Kish's design effect.
    pub design_effect: f64,
    /// The smallest and the largest weight (their mean is 1).
    pub range: [f64; 2],
}

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionSummary {
    /// Its id: `q1`, or `q7.2` for a row of the grid `q7`.
    pub id: String,
    /// A short word for it that filters understand too.
    pub slug: String,
    /// Its text.
    pub label: String,
    /// Its kind.
    pub kind: Kind,
    /// The grid it is a row of.
    pub grid: Option<String>,
    /// A grid's rows.
    pub rows: Vec<String>,
    /// How many people were asked.
    pub asked: u64,
    /// How many answered.
    pub answered: u64,
    /// How many saw the question and ticked nothing, where the file can tell.
    pub nothing_ticked: Option<u64>,
    /// How many gave no answer; where `nothing_ticked` is told, those who skipped it.
    pub skipped_or_none: u64,
    /// How many were not asked.
    pub not_asked: u64,
    /// What the shares are out of: who answered, or, where it was wished so and for questions of
    /// words, who was asked.
    pub base: u64,
    /// Who was asked, where not everybody was.
    pub asked_if: Option<AskedIf>,
    /// The options, in the order of the questionnaire as far as it is known; *Other* last.
    pub options: Vec<OptionSummary>,
    /// The numbers of ordered answers.
    pub stats: Option<Stats>,
    /// What the shares, or a number question's mean and median, may be taken for. None for grids and
    /// dates, which have neither, and where they are withheld.
    pub level: Option<Level>,
    /// Whether the numbers are withheld because fewer than `min_base` answered.
    pub withheld: bool,
    /// What to know when reading the numbers.
    pub notes: Vec<String>,
}

/// Who was asked a question.
#[derive(Debug, Clone, Serialize)]
pub struct AskedIf {
    /// As a filter.
    pub expression: String,
    /// In words.
    pub words: String,
    /// Whether it was found in the answers (else the questionnaire says it).
    pub inferred: bool,
}

/// One option.
#[derive(Debug, Clone, Serialize)]
pub struct OptionSummary {
    /// Its text.
    pub label: String,
    /// Whether it stands for everything that people wrote instead of ticking an option.
    pub other: bool,
    /// Its place on the question's scale: None where the question has none, and for what stands
    /// beside it, such as "don't know". Places are of one question, not of a grid's other rows.
    pub place: Option<f64>,
    /// How many people chose it; with weights, their weights' sum.
    #[serde(serialize_with = "super::whole")]
    pub count: f64,
    /// `count` out of the base.
    pub share: Option<f64>,
    /// The share's interval (Wilson).
    pub low: Option<f64>,
    /// The share's interval (Wilson).
    pub high: Option<f64>,
}

/// A score, and what makes it.
#[derive(Debug, Clone, Serialize)]
pub struct SurveyScore {
    /// Its name, such as `SUS`.
    pub name: &'static str,
    /// Its value, on the score's own scale.
    pub value: f64,
    /// Its interval.
    pub low: Option<f64>,
    /// Its interval.
    pub high: Option<f64>,
    /// How many people it rests on: those who answered all its items; of DXI, any.
    pub n: u64,
    /// The ids of the questions that make it.
    pub questions: Vec<String>,
    /// Who made it, and how its interval is found.
    pub source: &'static str,
}

/// A score: NPS, CSAT, a driver, CES, SUS or UX-Lite.
#[derive(Debug, Clone, Serialize)]
pub struct Score {
    /// Its name, such as `NPS`.
    pub name: &'static str,
    /// Its value, on the score's own scale.
    pub value: f64,
    /// Its interval.
    pub low: Option<f64>,
    /// Its interval.
    pub high: Option<f64>,
}
