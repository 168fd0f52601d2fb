//! Questionnaires and answers: every survey format, read into sets of people.

mod infer;
pub mod kind;
pub mod read;
pub mod view;
pub mod warning;

pub use kind::Kind;
pub use warning::Warning;
