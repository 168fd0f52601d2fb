//! What is shown: numbers, words and warnings, in types that every surface renders alike.
//!
//! The JSON that paap prints is these types, field by field; `docs/schema/` describes it.

mod associations;
mod compare;
mod cross;
mod inspect;
mod kano;
mod stats;
mod summary;

pub use associations::{Answer, AnswerText, Associations, Found, Pair, Pairs, Test};
pub use compare::{Compare, ComparedNumbers, ComparedOption, ComparedQuestion, Group};
pub use cross::{Cross, CrossCell, CrossGroup, CrossTest, Heading};
pub use inspect::{Inspect, InspectedQuestion, MetadataColumn, SourceView};
pub use kano::{Kano, KanoCategory, KanoCoefficient, KanoLead, KanoQuestion};
pub use stats::{Inexact, Said, Stats};
pub use summary::{
    AskedIf, Filter, OptionSummary, QuestionSummary, Score, Summary, SurveyScore, Weighting,
};

use serde::{Serialize, Serializer};

/// What a number may be taken for. The rule is `paap_analysis::level`'s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Enough people, and sure enough, to act on.
    Finding,
    /// A hint, worth asking more people about.
    Signal,
}

impl Level {
    /// The word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Finding => "finding",
            Self::Signal => "signal",
        }
    }
}

/// Writes a count as a whole number where it is one (it may not be, with weights).
fn whole<S: Serializer>(count: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if count.fract() == 0.0 && count.abs() < 9e15 {
        serializer.serialize_i64(*count as i64)
    } else {
        serializer.serialize_f64(*count)
    }
}
