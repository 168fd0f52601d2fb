//! Questionnaires as code: what was asked, kept in a file that people read, review and correct.
//!
//! [`read`] and [`parse`] take the YAML that `docs/questionnaire.md` describes, [`write`](fn@write) makes it,
//! and [`Questionnaire`] is the value in between. Reading returns a list of [`Problem`]s with their
//! places, all of them at once, and the questionnaire if none of them is an error.

mod fields;
mod model;
mod of_survey;
mod problem;
mod reader;
pub(crate) mod shapes;
mod writer;

#[cfg(test)]
pub(crate) mod documentation;
#[cfg(test)]
pub(crate) mod samples;

pub use crate::Kind;
pub use fields::KEYS;
pub use model::{
    Cells, Choice, Expression, Page, Question, Questionnaire, Row, Scale, Score, Texts,
    UNDETERMINED,
};
pub use problem::{Place, Problem, Severity, render};
pub use reader::{check, parse, read};
pub use writer::write;

/// The value of the key `paap` that names this format and its version.
pub const FORMAT: &str = "questionnaire/1";
