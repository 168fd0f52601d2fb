//! What came of a platform, as its pages show it: maturity, releases, outcomes, value.
//!
//! What nothing fills is None, and its page says what is missing and how to supply it.

use super::{Label, Text};
use serde::{Deserialize, Serialize};

/// How mature the people of one team see the platform, or all people: never two teams together.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Maturity {
    /// The team; None where everybody was asked.
    pub team: Option<String>,
    /// Its assessments, the earliest first, all of one version of the questions.
    pub runs: Vec<Run>,
    /// What the levels are called, from the first.
    pub words: Vec<String>,
    /// The aspects, in their order.
    pub aspects: Vec<Aspect>,
}

/// One assessment.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Run {
    /// The day.
    pub date: Option<String>,
    /// How many people answered.
    pub people: u64,
    /// Whether the public site does not have it.
    pub internal: bool,
}

/// One of the five aspects.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Aspect {
    /// What it is called.
    pub title: String,
    /// Its mean in each run; None where nobody answered, or too few to say.
    pub levels: Vec<Option<Level>>,
    /// Its questions.
    pub questions: Vec<Asked>,
}

/// A question of an aspect.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Asked {
    /// Its words.
    pub label: String,
    /// Its mean in each run; None where nobody answered, or too few to say.
    pub levels: Vec<Option<Level>>,
}

/// A mean of levels, as the fraction that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// The sum of the levels that were answered.
    pub sum: u32,
    /// How many answers; never none.
    pub answered: u32,
}

impl Level {
    /// The mean.
    pub fn mean(self) -> f64 {
        f64::from(self.sum) / f64::from(self.answered)
    }
}

/// A release of the platform, as those who use it are told.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ReleaseView {
    /// Its name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The day on which it went out.
    pub date: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Whom it was told to; teams are counted, never named.
    pub told: Vec<String>,
    /// Its notes.
    pub notes: Text,
    /// The roadmap items in it.
    pub items: Vec<Label>,
    /// The needs that they serve.
    pub needs: Vec<String>,
    /// Whether the public site does not have it.
    pub internal: bool,
}

/// What was believed to change, what was done for it, and what was learned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct OutcomeView {
    /// Its name.
    pub id: String,
    /// What was believed to change.
    pub title: String,
    /// The roadmap item that should change it. Where that is internal, so is the outcome.
    pub item: Label,
    /// The needs that the item serves.
    pub needs: Vec<String>,
    /// The releases with the item, and their days.
    pub released: Vec<(String, Label)>,
    /// What is measured, as it is written.
    pub metric: String,
    /// What it was before; None where nobody said, or where it must not be said.
    pub baseline: Option<BaselineView>,
    /// What it should be at the review, such as `>= 50%`.
    pub target: String,
    /// The day on which it is compared.
    pub review: Option<String>,
    /// Whether that day has come.
    pub due: bool,
    /// Whether that day has come, and its numbers are of too few people to be shown.
    pub withheld: bool,
    /// What came of it; None where nothing compared it yet.
    pub verdict: Option<VerdictView>,
    /// What was learned.
    pub learned: Text,
}

/// What a metric was before.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct BaselineView {
    /// The value, as it is written.
    pub value: String,
    /// The first day that it is of.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// What came of an outcome.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct VerdictView {
    /// `met`, `moved`, `not moved`, `worse` or `cannot tell`.
    pub word: String,
    /// What the metric is now, ready to read: `41%`.
    pub now: Option<String>,
    /// Its interval, ready to read: `33–49%`.
    pub interval: Option<String>,
    /// By how much it changed, as the interval of the difference, ready to read: `+14 to +100 points`.
    pub changed: Option<String>,
    /// Why that is the verdict, in a sentence.
    pub because: String,
    /// The day on which it was compared.
    pub date: Option<String>,
}

/// What the page for executives is made of, beside outcomes, needs and maturity.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Value {
    /// The work that went into what is shown, where any item says it.
    pub invested: Option<Invested>,
    /// Who uses what of those who could; None without events of use.
    pub adoption: Option<Vec<Uptake>>,
    /// How what is built gets to those who use it; None without events of delivery.
    pub delivery: Option<Delivery>,
    /// How many are satisfied with what there is for a need, as surveys say.
    pub satisfaction: Vec<Satisfied>,
    /// What is claimed that a use saves.
    pub claims: Vec<Claimed>,
}

/// Work.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Invested {
    /// Weeks of one person's work.
    pub weeks: f64,
    /// The roadmap items that say how much went into them.
    pub items: u64,
    /// All roadmap items that are shown.
    pub of: u64,
}

/// Who uses a capability, of those for whom it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Uptake {
    /// The title of the capability.
    pub capability: String,
    /// The last day that was counted.
    pub until: String,
    /// Teams that chose it.
    pub voluntary: Option<Active>,
    /// Teams that must use it: their number says nothing about its worth.
    pub mandated: Option<Active>,
}

/// Active teams of eligible ones.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Active {
    /// Teams that used it.
    pub active: u64,
    /// Teams for whom it is.
    pub eligible: u64,
    /// The share of them, from 0 to 1.
    pub share: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The five delivery metrics of a stretch of days.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Delivery {
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// How often something is deployed.
    pub frequency: Option<Metric>,
    /// From a change to its deployment.
    pub lead_time: Option<Metric>,
    /// The share of deployments that failed.
    pub change_failure_rate: Option<Metric>,
    /// From a failed deployment until it works again.
    pub recovery_time: Option<Metric>,
    /// The share of deployments that were made because one had failed.
    pub rework_rate: Option<Metric>,
}

/// A number, ready to read.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Metric {
    /// The number with its unit: `2.5 days`.
    pub value: String,
    /// Its interval, where it has one.
    pub interval: Option<String>,
    /// What it is counted from: `412 deployments`.
    pub of: String,
}

/// How many are satisfied with what there is for a need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Satisfied {
    /// The need.
    pub need: String,
    /// The share, from 0 to 1.
    pub share: f64,
    /// The lower end of its interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How it was counted: `14 of 22`.
    pub of: String,
}

/// What somebody claims that a use saves: not measured.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claimed {
    /// The title of the capability.
    pub capability: String,
    /// The time, in words where it could be read: `4 hours`.
    pub saves: String,
}
