//! What is odd in a transcript, a guide, a codebook or a project, said so that one can find it and
//! knows what to do.

use serde::Serialize;

/// Something odd, something repaired, or something that paap had to decide.
///
/// A warning never repeats what a person said, nor anybody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A stable word for the kind of oddity, such as `answer-in-question`.
    pub code: &'static str,
    /// What is odd, and what to do about it, in one or two sentences.
    pub message: String,
    /// The line of the file it is about, the first being 1.
    pub line: Option<u64>,
    /// The turn it is about, such as `t12`.
    pub turn: Option<String>,
    /// Whether something may be read wrongly because of it. Else it is only worth knowing.
    pub problem: bool,
}

impl Warning {
    /// Worth knowing; everything is read as it stands.
    pub fn notice(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), line: None, turn: None, problem: false }
    }

    /// Something may be read wrongly.
    pub fn problem(code: &'static str, message: impl Into<String>) -> Self {
        Self { problem: true, ..Self::notice(code, message) }
    }

    /// The same, about a line; the first is 1.
    #[must_use]
    pub fn at_line(self, line: u64) -> Self {
        Self { line: Some(line), ..self }
    }

    /// The same, about a turn.
    #[must_use]
    pub fn at_turn(self, turn: &str) -> Self {
        Self { turn: Some(turn.to_owned()), ..self }
    }
}
