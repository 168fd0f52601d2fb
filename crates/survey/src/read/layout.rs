//! What a sheet's columns are: the readers' answer, and all that the rest of the reading knows
//! about the tool that wrote the file.

use super::sheet::Sheet;
use crate::Warning;

/// A tool whose exports are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reader {
    /// Google Forms, as Sheets saves it or as Forms downloads it.
    GoogleForms,
    /// SurveyMonkey, with one, two or three header rows.
    SurveyMonkey,
    /// Alchemer, once SurveyGizmo.
    Alchemer,
    /// Qualtrics, with two or three header rows.
    Qualtrics,
    /// LimeSurvey.
    LimeSurvey,
    /// Microsoft Forms.
    MicrosoftForms,
    /// Typeform.
    Typeform,
    /// Formbricks.
    Formbricks,
    /// Any table with a header row and a row for each person.
    Plain,
}

impl Reader {
    /// Every reader, in the order in which they are tried; the plain one takes what is left.
    pub const ALL: [Self; 9] = [
        Self::Qualtrics,
        Self::Formbricks,
        Self::Typeform,
        Self::MicrosoftForms,
        Self::LimeSurvey,
        Self::Alchemer,
        Self::SurveyMonkey,
        Self::GoogleForms,
        Self::Plain,
    ];

    /// The name that `--reader` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::GoogleForms => "google-forms",
            Self::SurveyMonkey => "surveymonkey",
            Self::Alchemer => "alchemer",
            Self::Qualtrics => "qualtrics",
            Self::LimeSurvey => "limesurvey",
            Self::MicrosoftForms => "microsoft-forms",
            Self::Typeform => "typeform",
            Self::Formbricks => "formbricks",
            Self::Plain => "plain",
        }
    }

    /// The tool's name, as people say it.
    pub fn tool(self) -> &'static str {
        match self {
            Self::GoogleForms => "Google Forms",
            Self::SurveyMonkey => "SurveyMonkey",
            Self::Alchemer => "Alchemer (SurveyGizmo)",
            Self::Qualtrics => "Qualtrics",
            Self::LimeSurvey => "LimeSurvey",
            Self::MicrosoftForms => "Microsoft Forms",
            Self::Typeform => "Typeform",
            Self::Formbricks => "Formbricks",
            Self::Plain => "a plain table",
        }
    }

    /// Whether the reader has been tried on real exports, not only on synthetic ones.
    pub fn is_verified(self) -> bool {
        !matches!(self, Self::MicrosoftForms | Self::Typeform | Self::Formbricks)
    }

    /// The reader with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reader| reader.name() == name)
    }
}

/// What a reader says of a sheet.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// How many rows at the top are headers, not answers.
    pub(crate) headers: usize,
    /// The questions, in the order of the file.
    pub(crate) questions: Vec<Draft>,
    /// The columns that are not questions.
    pub(crate) metadata: Vec<Metadata>,
    /// What is odd about the headers.
    pub(crate) warnings: Vec<Warning>,
}

impl Layout {
    /// Sets columns aside that have neither a header nor an answer: separators at the ends of
    /// rows make them.
    pub(crate) fn set_aside_nothing(&mut self, sheet: &Sheet) {
        let metadata = &mut self.metadata;
        self.questions.retain(|draft| {
            let Shape::Column { column, other: None, .. } = draft.shape else { return true };
            let is_nothing = draft.label.is_empty() && sheet.columns[column].filled() == 0;
            if is_nothing {
                metadata.push(Metadata { column, label: String::new(), role: Role::Other });
            }
            !is_nothing
        });
        metadata.sort_by_key(|metadata| metadata.column);
    }
}

/// A question, before its answers have been looked at.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    /// Its text, as the header has it, without what the tool put around it.
    pub(crate) label: String,
    /// Where its answers are.
    pub(crate) shape: Shape,
}

/// Where a question's answers are.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// One column holds the whole answer.
    Column {
        /// The column.
        column: usize,
        /// How several ticked options stand in one cell.
        joined: Joined,
        /// A second column with what was written at *Other*.
        other: Option<usize>,
    },
    /// One column for each option.
    Ticks {
        /// The options.
        options: Vec<Tick>,
        /// A column with what was written at *Other*.
        other: Option<usize>,
        /// What stands in a cell whose option was seen and not ticked, such as `No` or `0`; an
        /// empty cell is never ticked.
        unticked: &'static [&'static str],
        /// Whether at most one option can be ticked (a single choice, spread over columns).
        exclusive: bool,
    },
    /// Several questions with a heading in common, one a row.
    Grid(Vec<Draft>),
}

/// An option with a column of its own.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tick {
    pub(crate) label: String,
    pub(crate) column: usize,
}

/// How several ticked options stand in one cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joined {
    /// Never: a cell is one answer.
    Never,
    /// With this between them, where the question is a checkbox question at all; options may hold
    /// the same characters.
    Perhaps(&'static str),
}

/// A column that is not a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) column: usize,
    pub(crate) label: String,
    pub(crate) role: Role,
}

/// What a column that is not a question holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Time,
    Id,
    /// A mail or network address.
    Address,
    Name,
    /// Where somebody is: coordinates, a country found from an address.
    Place,
    /// How far somebody got, how long it took.
    Status,
    /// A link, a tag, a language; or nothing at all.
    Other,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Id => "id",
            Self::Address => "address",
            Self::Name => "name",
            Self::Place => "place",
            Self::Status => "status",
            Self::Other => "other",
        }
    }
}

impl Draft {
    /// A question in one column.
    pub(crate) fn column(label: &str, column: usize, joined: Joined) -> Self {
        let shape = Shape::Column { column, joined, other: None };
        Self { label: label.trim().to_owned(), shape }
    }

    /// The columns that it takes, lowest first.
    pub(crate) fn columns(&self) -> Vec<usize> {
        let mut columns = match &self.shape {
            Shape::Column { column, other, .. } => {
                std::iter::once(*column).chain(*other).collect::<Vec<_>>()
            }
            Shape::Ticks { options, other, .. } => {
                options.iter().map(|tick| tick.column).chain(*other).collect()
            }
            Shape::Grid(rows) => rows.iter().flat_map(Self::columns).collect(),
        };
        columns.sort_unstable();
        columns
    }
}

/// One reader: how it knows its tool, and how it reads its headers.
///
/// Both see the sheet with its header rows still in it. `recognise` says how sure it is, from 0
/// to 100; the surest reader wins, the earlier one of [`Reader::ALL`] at a tie.
pub(crate) struct Format {
    pub(crate) reader: Reader,
    pub(crate) recognise: fn(&Sheet) -> u8,
    pub(crate) lay_out: fn(&Sheet) -> Layout,
}
