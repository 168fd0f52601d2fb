//! What is wrong in a file that a person wrote: where, what, and what to do.

use crate::yaml::{self, At};

/// Something wrong, or odd, at a place of a file. Which file, the caller knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// A stable word for the sort of problem, such as `unknown-key`.
    pub code: &'static str,
    /// How much it matters.
    pub weight: Weight,
    /// Where.
    pub at: At,
    /// What is wrong, as a sentence.
    pub message: String,
    /// What to do, where that is known.
    pub help: Option<String>,
}

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It must be mended: `check` fails.
    Error,
    /// It should be looked at; nothing fails.
    Warning,
}

impl Problem {
    /// Something that must be mended.
    pub fn error(code: &'static str, at: At, message: impl Into<String>) -> Self {
        Self { code, weight: Weight::Error, at, message: message.into(), help: None }
    }

    /// Something that should be looked at.
    pub fn warning(code: &'static str, at: At, message: impl Into<String>) -> Self {
        Self { weight: Weight::Warning, ..Self::error(code, at, message) }
    }

    /// The same with what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<yaml::Problem> for Problem {
    fn from(problem: yaml::Problem) -> Self {
        let yaml::Problem { code, at, message, help } = problem;
        Self { code, weight: Weight::Error, at, message, help }
    }
}
