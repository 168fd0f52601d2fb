//! What is odd in a file, said so that one can find it and knows what to do.

use serde::Serialize;

/// Something odd, or something that paap had to decide.
///
/// A warning never repeats what a person wrote where that could identify them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Warning {
    /// A stable word for the kind of oddity, such as `option-became-date`.
    pub code: &'static str,
    /// What is odd, and what to do about it, in one or two sentences.
    pub message: String,
    /// The row, as a spreadsheet numbers it (the first row of the file is 1).
    pub row: Option<u64>,
    /// The column, as a spreadsheet letters it (the first is A).
    pub column: Option<String>,
    /// The question's id, where the warning is about one.
    pub question: Option<String>,
    /// Whether answers may be read wrongly because of it: `--strict` ends with exit code 1.
    pub problem: bool,
    /// The message without how many people it is about, where it says that.
    #[serde(skip)]
    without: Option<String>,
}

impl Warning {
    /// A notice: worth knowing; the numbers are read as they stand.
    pub fn notice(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            row: None,
            column: None,
            question: None,
            problem: false,
            without: None,
        }
    }

    /// A problem: answers may be read wrongly.
    pub fn problem(code: &'static str, message: impl Into<String>) -> Self {
        Self { problem: true, ..Self::notice(code, message) }
    }

    /// The same, with another message for where numbers of few people may not be said.
    #[must_use]
    pub(crate) fn or_without(self, message: impl Into<String>) -> Self {
        Self { without: Some(message.into()), ..self }
    }

    /// The same, without how many people it is about.
    #[must_use]
    pub(crate) fn without_counts(mut self) -> Self {
        if let Some(message) = self.without.take() {
            self.message = message;
        }
        self
    }

    /// The same, about a row.
    #[must_use]
    pub fn at_row(self, row: u64) -> Self {
        Self { row: Some(row), ..self }
    }

    /// The same, about a column, counted from 0.
    #[must_use]
    pub fn at_column(self, column: usize) -> Self {
        Self { column: Some(crate::read::sheet::column_letters(column)), ..self }
    }

    /// The same, about a question.
    #[must_use]
    pub fn about(self, question: &str) -> Self {
        Self { question: Some(question.to_owned()), ..self }
    }
}
