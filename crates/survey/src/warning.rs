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

/// What a warning says.
///
/// A text made while reading comes into a warning only through [`Message::plain`] or
/// [`Message::counted`], so that nobody who writes one forgets to say whether it counts people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    text: String,
    without: Option<String>,
}

impl Message {
    /// A text that says of no answer how many people gave it. Damaged rows of the file may be
    /// counted: they say nothing of what was answered.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), without: None }
    }

    /// A text that says how many people it is about, and the same `without`, for where numbers of
    /// few people may not be said.
    pub fn counted(text: impl Into<String>, without: impl Into<String>) -> Self {
        Self { text: text.into(), without: Some(without.into()) }
    }
}

/// What is written in the program counts nobody.
impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        Self::plain(text)
    }
}

impl Warning {
    /// A notice: worth knowing; the numbers are read as they stand.
    pub fn notice(code: &'static str, message: impl Into<Message>) -> Self {
        let Message { text, without } = message.into();
        Self {
            code,
            message: text,
            row: None,
            column: None,
            question: None,
            problem: false,
            without,
        }
    }

    /// A problem: answers may be read wrongly.
    pub fn problem(code: &'static str, message: impl Into<Message>) -> Self {
        Self { problem: true, ..Self::notice(code, message) }
    }

    /// The same, without how many people it is about.
    #[must_use]
    pub(crate) fn without_counts(mut self) -> Self {
        if let Some(message) = self.without.take() {
            self.message = message;
        }
        self
    }

    /// The same of a question that fewer than `least` people answered: that there is something,
    /// and nothing of what they said.
    #[must_use]
    pub(crate) fn withheld(self, least: u64) -> Self {
        let message =
            format!("Fewer than {least} people answered, so what is odd there is not said.");
        Self { message, row: None, without: None, ..self }
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
