//! Questionnaires and answers: every survey format, read into sets of people.

mod analyse;
pub mod answers;
mod infer;
pub mod kind;
pub mod note;
pub mod questionnaire;
pub mod read;
#[cfg(test)]
mod real_data;
pub mod scope;
mod threads;
pub mod view;
pub mod warning;
pub mod weights;
pub mod xlsform;

pub use answers::{Choice, Question, Survey};
pub use kind::Kind;
pub use note::Note;
pub use read::{ReadError, ReadOptions, Reader};
pub use scope::{Scope, ScopeError, ScopeOptions};
pub use warning::{Message, Warning};
pub use weights::Weights;
