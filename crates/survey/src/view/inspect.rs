//! What a file is: the tool, its rows, its questions, and everything odd.

use super::{Filter, Weighting};
use crate::{Kind, Warning};
use serde::Serialize;

/// `paap survey inspect`.
#[derive(Debug, Clone, Serialize)]
pub struct Inspect {
    /// The tool's name, as `--reader` takes it, such as `google-forms`.
    pub reader: &'static str,
    /// About the file.
    pub source: SourceView,
    /// How many people answered.
    pub respondents: u64,
    /// Who is counted, where not everybody is.
    pub filter: Option<Filter>,
    /// How people are weighted, where they are. The counts here are of people all the same.
    pub weights: Option<Weighting>,
    /// Questions that fewer people answered do not say their options; 0 withholds nothing.
    pub min_base: u64,
    /// Columns that are not questions: times, ids, addresses.
    pub metadata: Vec<MetadataColumn>,
    /// The questions, in the order of the file; rows of a grid follow their grid.
    pub questions: Vec<InspectedQuestion>,
    /// Everything odd.
    pub warnings: Vec<Warning>,
}

/// About the file itself.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// The tool's name as people say it, such as `Google Forms`.
    pub tool: &'static str,
    /// Whether the reader has been tried on a real export of this tool.
    pub verified: bool,
    /// The encoding, such as `UTF-8`.
    pub encoding: &'static str,
    /// The encoding of the cells that are in another one.
    pub recoded: Option<&'static str>,
    /// What separates cells; none for workbooks.
    pub delimiter: Option<char>,
    /// The worksheet that was read; none for text files.
    pub worksheet: Option<String>,
    /// How many rows are headers.
    pub header_rows: u64,
    /// How many rows have nothing in them.
    pub blank_rows: u64,
    /// How many columns there are.
    pub columns: u64,
}

/// A column that is kept apart from the questions.
#[derive(Debug, Clone, Serialize)]
pub struct MetadataColumn {
    /// The column's letters.
    pub column: String,
    /// What its header says.
    pub label: String,
    /// What it holds: `time`, `id`, `address`, `name`, `place`, `status` or `other`.
    pub role: &'static str,
    /// In how many rows it is filled.
    pub filled: u64,
}

/// One question.
#[derive(Debug, Clone, Serialize)]
pub struct InspectedQuestion {
    /// Its id: `q1`, or `q7.2` for a row of the grid `q7`.
    pub id: String,
    /// A short word for it that filters understand too.
    pub slug: String,
    /// Its text.
    pub label: String,
    /// Its kind.
    pub kind: Kind,
    /// The letters of its first column.
    pub column: String,
    /// How many columns it takes.
    pub columns: u64,
    /// How many people were asked.
    pub asked: u64,
    /// How many answered.
    pub answered: u64,
    /// What shares are out of.
    pub base: u64,
    /// The grid it is a row of.
    pub grid: Option<String>,
    /// The labels of its options.
    pub options: Vec<String>,
    /// Who was asked, where not everybody was.
    pub asked_if: Option<super::AskedIf>,
    /// Whether its options are withheld because fewer than `min_base` answered.
    pub withheld: bool,
}
