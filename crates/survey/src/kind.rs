//! The kinds of question.

use serde::Serialize;

/// What kind of answer a question takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One of several options, in no order.
    Single,
    /// Any number of several options.
    Checkbox,
    /// One of several options that have an order, in words: agreement, frequency, satisfaction.
    Scale,
    /// A whole number on a short scale, such as 0 to 10 or 1 to 5.
    Rating,
    /// A number.
    Number,
    /// A day or a moment.
    Date,
    /// Words of one's own.
    #[default]
    Text,
    /// Several questions with the same options, one a row.
    Grid,
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 8] = [
        Self::Single,
        Self::Checkbox,
        Self::Scale,
        Self::Rating,
        Self::Number,
        Self::Date,
        Self::Text,
        Self::Grid,
    ];

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == word)
    }

    /// The word used in files and on screens.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Checkbox => "checkbox",
            Self::Scale => "scale",
            Self::Rating => "rating",
            Self::Number => "number",
            Self::Date => "date",
            Self::Text => "text",
            Self::Grid => "grid",
        }
    }

    /// Whether people choose from options that are counted.
    pub fn has_options(self) -> bool {
        matches!(self, Self::Single | Self::Checkbox | Self::Scale | Self::Rating)
    }

    /// Whether the answers have an order.
    pub fn is_ordered(self) -> bool {
        matches!(self, Self::Scale | Self::Rating | Self::Number)
    }
}
