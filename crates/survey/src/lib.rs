//! Questionnaires and answers: every survey format, read into sets of people.

pub mod answers;
mod infer;
pub mod kind;
pub mod read;
pub mod view;
pub mod warning;

pub use answers::{Choice, Question, Survey};
pub use kind::Kind;
pub use warning::Warning;
