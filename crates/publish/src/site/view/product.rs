//! A platform as a product, as its pages show it.

use super::{Maturity, OutcomeView, ReleaseView, Text, Value};
use serde::{Deserialize, Serialize};

/// The platform: what it promises, what it can do, what is needed and planned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Platform {
    /// What it is called.
    pub title: String,
    /// What it promises.
    pub promise: Text,
    /// How to get help; empty where nobody said.
    pub help: Text,
    /// What it can do, by domain.
    pub capabilities: Vec<Capability>,
    /// What its customers need: those that are open in the order of their scores, those whose work is done,
    /// then the others.
    pub needs: Vec<Need>,
    /// What is planned, and what became of it.
    pub items: Vec<Item>,
    /// The formula by which needs are ranked.
    pub formula: String,
    /// What to be careful of in the order of needs, each a sentence.
    pub notes: Vec<String>,
    /// What went out, the latest first.
    pub releases: Vec<ReleaseView>,
    /// What should change, by the day of review.
    pub outcomes: Vec<OutcomeView>,
    /// How mature people see it: all first, then each team by itself.
    pub maturity: Vec<Maturity>,
    /// Assessments that are meant to be public, and are of too few people.
    pub withheld: u64,
    /// What the page for executives says beside.
    pub value: Value,
}

/// Something that the platform can do.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Capability {
    /// Its name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Which kind of capability it is, in words.
    pub domain: Option<String>,
    /// How far it is.
    pub lifecycle: String,
    /// Who answers for it.
    pub owner: Option<String>,
    /// How it is used.
    pub interfaces: Vec<String>,
    /// Where its customers get help.
    pub support: Option<String>,
    /// Words about it.
    pub words: Text,
}

/// What customers try to achieve.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Need {
    /// Its name.
    pub id: String,
    /// A short name.
    pub title: String,
    /// Who needs what, and what for.
    pub story: String,
    /// Words that explain it.
    pub words: Text,
    /// The insights that it follows from, as study and insight; only what is public.
    pub insights: Vec<(String, String)>,
    /// Whether no insight stands behind it.
    pub assumption: bool,
    /// The capability that it is about.
    pub capability: Option<String>,
    /// Its place among those that are open, and why.
    pub priority: Option<Priority>,
    /// Why it has no place: what is missing.
    pub missing: Vec<String>,
    /// What was decided: met, or declined with the reason.
    pub decided: Option<String>,
    /// How many customers asked for it.
    pub votes: u64,
}

/// The place of a need, and why it has it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Priority {
    /// The first place that it may have, and the last, as far as evidence can tell; None where its work is
    /// done, and its score is of what was counted before.
    pub places: Option<(usize, usize)>,
    /// The score's arithmetic on one line; None where a count in it must not be said.
    pub arithmetic: Option<String>,
    /// How sure one may be, from 0 to 1.
    pub confidence: f64,
    /// How that adds up, on one line.
    pub sure: String,
    /// What gives or takes some of it, in words.
    pub reasons: Vec<String>,
    /// What in it was counted; none where that must not be said.
    pub counted: Vec<CountedView>,
    /// What in it was judged: each name, and in words what.
    pub judged: Vec<(String, String)>,
    /// Of what the interval of the score is, in a sentence; None where it has none.
    pub doubt: Option<String>,
    /// The needs that it cannot be told apart from.
    pub tied: Vec<String>,
}

/// A number that was counted, and where.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CountedView {
    /// The input of the formula that it is.
    pub name: String,
    /// How it came about, such as `40 of 124 who answered (32%, 25–41%)`.
    pub words: String,
    /// The figure.
    pub figure: String,
    /// What its source is called.
    pub source: String,
    /// The page, and the place on it, that shows the source; None where none does.
    pub to: Option<String>,
}

/// Something that is planned.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Item {
    /// Its name.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How near it is: `now`, `next`, `later`, `done` or `stopped`.
    pub when: String,
    /// The needs that it serves.
    pub needs: Vec<String>,
    /// Words about it.
    pub words: Text,
    /// Why it comes before others, where that is not the score.
    pub because: Option<String>,
    /// When it was released, and in what.
    pub released: Vec<(String, Label)>,
    /// Whether the public site does not have it.
    pub internal: bool,
    /// Weeks of one person's work that went into it, for insiders.
    pub invested: Option<f64>,
    /// What was judged of the needs that it serves, with or without a score; empty on the public site.
    pub judged: Vec<Judged>,
}

/// What somebody judged of a need.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Judged {
    /// What the need is called.
    pub need: String,
    /// How much it changes for each: 0.25 to 3.
    pub impact: Option<f64>,
    /// Weeks of one person's work.
    pub effort: Option<f64>,
    /// Weeks from beginning to release.
    pub duration: Option<f64>,
}

/// What a part of the platform is called where another names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Its title.
    pub text: String,
    /// Whether the public site does not have it.
    pub internal: bool,
}

impl Label {
    /// The label of something that is public, or is not.
    pub fn new(text: impl Into<String>, public: bool) -> Self {
        Self { text: text.into(), internal: !public }
    }
}
