//! The questionnaire itself: pages, questions, options and their texts.

use crate::Kind;
use std::collections::BTreeMap;

/// The language tag of texts whose language nobody stated (BCP 47's "undetermined").
pub const UNDETERMINED: &str = "und";

/// What people were asked, in the order they were asked it.
#[derive(Debug, Clone, PartialEq)]
pub struct Questionnaire {
    /// Stable name of the questionnaire, `[a-z][a-z0-9_-]*`.
    pub id: String,
    /// May be empty.
    pub title: Texts,
    /// Language tags, the default first; never empty. `["und"]` when nobody said.
    pub languages: Vec<String>,
    /// At least one. A page without an id is the only page: the questionnaire has no pages.
    pub pages: Vec<Page>,
}

impl Questionnaire {
    /// A questionnaire without pages, its texts in one undetermined language.
    pub fn new(id: impl Into<String>, questions: Vec<Question>) -> Self {
        Self {
            id: id.into(),
            title: Texts::default(),
            languages: vec![UNDETERMINED.to_owned()],
            pages: vec![Page { questions, ..Page::default() }],
        }
    }

    /// The default language's tag.
    pub fn language(&self) -> &str {
        self.languages.first().map_or(UNDETERMINED, String::as_str)
    }

    /// Every question, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.pages.iter().flat_map(|page| &page.questions)
    }

    /// The question with this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions().find(|question| question.id == id)
    }
}

/// Questions shown together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Page {
    /// `None` only where the questionnaire has no pages.
    pub id: Option<String>,
    /// May be empty.
    pub title: Texts,
    /// Who sees the page; everyone if absent.
    pub asked_if: Option<Expression>,
    /// In order.
    pub questions: Vec<Question>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Question {
    /// Stable name, `[a-z][a-z0-9_-]*`, unique among questions and pages.
    pub id: String,
    /// The words people read; never empty in the default language.
    pub label: Texts,
    /// Explanation under the question; may be empty.
    pub help: Texts,
    /// How it is answered.
    pub kind: Kind,
    /// For single, checkbox, scale (lowest first) and grid (the columns).
    pub options: Vec<Choice>,
    /// People could also write an answer of their own (single and checkbox).
    pub other: bool,
    /// The numbers to choose from, for rating and numeric scale.
    pub scale: Option<Scale>,
    /// The rows of a grid.
    pub rows: Vec<Row>,
    /// How each row of a grid is answered.
    pub cells: Cells,
    /// An answer was compulsory.
    pub required: bool,
    /// Who was asked; everyone who saw the page if absent.
    pub asked_if: Option<Expression>,
    /// The standard score that this question is an item of.
    pub score: Option<Score>,
    /// Header of this question's column in exports, where it is not the label.
    pub column: Option<String>,
    /// The answers could harm somebody if they were known.
    pub sensitive: bool,
    /// The answers could single somebody out together with others.
    pub quasi_identifier: bool,
    /// Smallest number allowed (number).
    pub minimum: Option<f64>,
    /// Largest number allowed (number).
    pub maximum: Option<f64>,
    /// Only whole numbers are allowed (number).
    pub whole: bool,
}

/// How each row of a grid is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Cells {
    /// One option a row.
    #[default]
    Single,
    /// Any number of options a row.
    Checkbox,
    /// One option a row, the options ordered from low to high.
    Scale,
}

impl Cells {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::Single, Self::Checkbox, Self::Scale];

    /// The word in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::Checkbox => "checkbox",
            Self::Scale => "scale",
        }
    }

    /// The value with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cells| cells.name() == word)
    }
}

/// A standard score that a question is an item of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Score {
    /// Net promoter score.
    Nps,
    /// Customer satisfaction.
    Csat,
    /// A driver of developer experience.
    Driver,
    /// Customer effort score.
    Ces,
    /// System usability scale.
    Sus,
    /// UX-Lite.
    UxLite,
}

impl Score {
    /// All, in the order of the documentation.
    pub const ALL: [Self; 6] =
        [Self::Nps, Self::Csat, Self::Driver, Self::Ces, Self::Sus, Self::UxLite];

    /// The word in files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Csat => "csat",
            Self::Driver => "driver",
            Self::Ces => "ces",
            Self::Sus => "sus",
            Self::UxLite => "ux-lite",
        }
    }

    /// The score with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|score| score.name() == word)
    }
}

/// One option of a question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Choice {
    /// Stable name within the question, `[a-z0-9][a-z0-9_-]*`.
    pub id: String,
    /// The words people read; never empty in the default language.
    pub label: Texts,
    /// Other spellings found in exports.
    pub aliases: Vec<String>,
    /// What the option counts in a mean.
    pub score: Option<f64>,
    /// Excludes all others ("none of the above"; checkbox).
    pub exclusive: bool,
}

/// The whole numbers from `low` to `high`, with words at the ends.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scale {
    /// Smallest number.
    pub low: i64,
    /// Largest number, above `low`, at most [`Scale::MAX_STEPS`] above it.
    pub high: i64,
    /// Words beside the smallest number; may be empty.
    pub low_label: Texts,
    /// Words beside the largest number; may be empty.
    pub high_label: Texts,
}

impl Scale {
    /// Nobody can choose among more numbers than this; such a question is a number.
    pub const MAX_STEPS: i64 = 1000;
}

/// One row of a grid.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Row {
    /// Stable name within the grid, `[a-z0-9][a-z0-9_-]*`.
    pub id: String,
    /// The words people read; never empty in the default language.
    pub label: Texts,
    /// Header of this row's column in exports, where it is not the label.
    pub column: Option<String>,
}

/// A condition in paap's filter language, carried as text with the place it was read from.
#[derive(Debug, Clone)]
pub struct Expression {
    /// As written, for example `q25 = "Yes" and not answered q3`.
    pub text: String,
    /// Line and column, both from 1, of the text's first character in the file it was read from.
    pub place: Option<(usize, usize)>,
}

impl Expression {
    /// A condition that was not read from a file.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), place: None }
    }
}

/// Two conditions are the same if their texts are, wherever they stand.
impl PartialEq for Expression {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// A text in one or several languages. It holds no empty texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Texts(BTreeMap<String, String>);

impl Texts {
    /// A text in one language; nothing if it is empty.
    pub fn new(language: impl Into<String>, text: impl Into<String>) -> Self {
        let mut texts = Self::default();
        texts.set(language, text);
        texts
    }

    /// Adds or replaces the text in one language; an empty text removes it.
    pub fn set(&mut self, language: impl Into<String>, text: impl Into<String>) {
        let (language, text) = (language.into(), text.into());
        if text.is_empty() {
            self.0.remove(&language);
        } else {
            self.0.insert(language, text);
        }
    }

    /// The text in this language.
    pub fn get(&self, language: &str) -> Option<&str> {
        self.0.get(language).map(String::as_str)
    }

    /// Language tags and texts, in the order of the tags.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(language, text)| (language.as_str(), text.as_str()))
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
