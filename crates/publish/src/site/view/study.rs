//! A study as its page shows it.

use super::{Figure, Text};
use serde::{Deserialize, Serialize};

/// The page of a study.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Study {
    /// Its id: the name of its folder.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it should find out, and what for.
    pub aim: Text,
    /// How far it is.
    pub status: Status,
    /// The ids of the personas that it asks.
    pub personas: Vec<String>,
    /// What was assumed, with what came of it.
    pub hypotheses: Vec<Hypothesis>,
    /// Its surveys.
    pub surveys: Vec<SurveyFacts>,
    /// Its interviews, where it has any.
    pub interviews: Option<Interviews>,
    /// How people were found and asked.
    pub methods: Text,
    /// What its results cannot say.
    pub limits: Text,
    /// What is deleted, and when.
    pub retention: Vec<Promise>,
}

/// How far a study is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Not begun.
    Planned,
    /// Asking and listening.
    Running,
    /// All results are in.
    Done,
}

/// Something assumed, and its verdict.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Hypothesis {
    /// Its id in the plan.
    pub id: String,
    /// What is assumed, in a sentence.
    pub statement: String,
    /// The day on which the test was fixed.
    pub date: String,
    /// Whether the test is younger than the data.
    pub exploratory: bool,
    /// What all evidence says.
    pub verdict: Verdict,
    /// Why, in a sentence: the part of the rule that decided.
    pub reason: String,
    /// What it rests on, each in a few words: `14 of 22 people`, `3 organisations`, `builders and
    /// leaders`, `survey and interviews`.
    pub basis: Vec<String>,
    /// The test's figure, where there is a test.
    pub test: Option<Figure>,
    /// Where personas or methods say different things, each in a sentence.
    pub differences: Vec<String>,
}

/// What all evidence says of a hypothesis.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// The test holds, and what was coded speaks for it.
    Supported,
    /// The test fails, or what was coded speaks against it.
    Contradicted,
    /// Some says this, some that.
    Mixed,
    /// Too little to say.
    NotEnough,
}

/// A survey, as the page of its study tells of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SurveyFacts {
    /// Its id: the name of the file of its answers.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Who was asked, and how they were found.
    pub asked: Text,
    /// The day of the first answer.
    pub from: Option<String>,
    /// The day of the last answer.
    pub to: Option<String>,
    /// How many people answered, where that may be said.
    pub people: Option<u64>,
    /// How many questions it has.
    pub questions: u64,
    /// What its answers cannot say.
    pub limits: Text,
}

/// The interviews of a study.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Interviews {
    /// How many people were listened to, where that may be said.
    pub people: Option<u64>,
    /// Of how many organisations, where that is known.
    pub organisations: Option<u64>,
    /// Whether whole de-identified transcripts are public.
    pub public: bool,
}

/// A promise to delete.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Promise {
    /// What.
    pub what: String,
    /// The last day on which it may be there.
    pub until: String,
    /// Whether it is gone.
    pub kept: bool,
}
