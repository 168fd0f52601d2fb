//! The typed context of the report's page: what the templates may name, and nothing else.
//!
//! All strings are plain text that the templates escape, except [`Page::style`], [`Page::policy`]
//! and [`Figure::chart`], which are made by paap alone.

use serde::Serialize;

/// The whole page.
#[derive(Debug, Serialize)]
pub(crate) struct Page {
    pub(crate) title: String,
    pub(crate) synthetic: bool,
    pub(crate) made: String,
    pub(crate) policy: String,
    pub(crate) style: String,
    /// `22 people · 35 questions · Google Forms`, in parts.
    pub(crate) summary: Vec<String>,
    /// Who is counted and how, where not everybody is counted once.
    pub(crate) scope: Vec<String>,
    /// How to read the page.
    pub(crate) reading: Vec<Term>,
    pub(crate) findings: Findings,
    /// The scores that the questions make.
    pub(crate) scores: Vec<Term>,
    pub(crate) index: Vec<Entry>,
    /// Whether the index is unfolded at first.
    pub(crate) index_open: bool,
    pub(crate) sections: Vec<Section>,
    pub(crate) associations: Option<AssociationsPart>,
    pub(crate) about: About,
}

/// A word and what it means, or a fact and its value.
#[derive(Debug, Serialize)]
pub(crate) struct Term {
    pub(crate) term: String,
    pub(crate) text: String,
}

impl Term {
    pub(crate) fn new(term: impl Into<String>, text: impl Into<String>) -> Self {
        Self { term: term.into(), text: text.into() }
    }
}

/// The first thing a hurried reader reads.
#[derive(Debug, Serialize)]
pub(crate) struct Findings {
    pub(crate) lead: String,
    pub(crate) rows: Vec<Finding>,
}

/// A pair of answers in a sentence.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) a: Choice,
    pub(crate) b: Choice,
    /// The share of `b` among `a` and among the rest; none where counts cannot tell (weights).
    pub(crate) shares: Option<(String, String)>,
    /// `+45`.
    pub(crate) points: String,
    /// `12 to 67`.
    pub(crate) interval: String,
    pub(crate) more: bool,
    pub(crate) level: &'static str,
}

/// An answer to a question.
#[derive(Debug, Serialize)]
pub(crate) struct Choice {
    /// The question's section.
    pub(crate) anchor: Option<String>,
    pub(crate) id: String,
    pub(crate) option: String,
}

/// A line of the index of questions.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub(crate) anchor: String,
    pub(crate) id: String,
    pub(crate) label: String,
    /// Goes before `answer`, such as `Most often:`.
    pub(crate) lead: String,
    /// Somebody's words; may be empty.
    pub(crate) answer: String,
    /// The number, such as `64% (43–80%)`.
    pub(crate) number: String,
}

/// A question, or a row of a grid.
#[derive(Debug, Serialize)]
pub(crate) struct Section {
    pub(crate) anchor: String,
    pub(crate) id: String,
    pub(crate) label: String,
    /// The question's whole text, where the heading had to cut it.
    pub(crate) whole: Option<String>,
    pub(crate) kind: &'static str,
    pub(crate) level: Option<&'static str>,
    /// Who was asked, where not everybody was.
    pub(crate) asked_of: Option<AskedOf>,
    pub(crate) facts: Vec<Term>,
    /// Why there are no numbers, where there are none.
    pub(crate) withheld: Option<String>,
    pub(crate) figures: Vec<Figure>,
    pub(crate) notes: Vec<String>,
    pub(crate) warnings: Vec<Notice>,
    /// A grid's rows.
    pub(crate) rows: Vec<Section>,
}

/// Who was asked.
#[derive(Debug, Serialize)]
pub(crate) struct AskedOf {
    pub(crate) words: String,
    pub(crate) expression: String,
    pub(crate) inferred: bool,
}

/// A chart and its twin; either may be missing, never both.
#[derive(Debug, Serialize)]
pub(crate) struct Figure {
    /// An `<svg>` element, safe as it is.
    pub(crate) chart: Option<String>,
    pub(crate) table: Option<Table>,
}

/// A table; the first cell of a row is its head.
#[derive(Debug, Serialize)]
pub(crate) struct Table {
    pub(crate) caption: String,
    pub(crate) header: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
    /// The columns of numbers, which stand at the right.
    pub(crate) numeric: Vec<bool>,
    /// Wider than a phone: it scrolls sideways in its own box.
    pub(crate) wide: bool,
}

impl Table {
    pub(crate) fn new(caption: String, header: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        let is_number = |cell: &String| cell.is_empty() || cell.starts_with(starts_number);
        let all = |column: usize| rows.iter().filter_map(|row| row.get(column)).all(is_number);
        let numeric = (0..header.len()).map(|column| column > 0 && all(column)).collect();
        let wide = header.len() > 5;
        Self { caption, header, rows, numeric, wide }
    }
}

/// What a number, a share or an interval begins with, or a dash for a missing one.
fn starts_number(character: char) -> bool {
    character.is_ascii_digit() || "+−–<>".contains(character)
}

/// What goes together.
#[derive(Debug, Serialize)]
pub(crate) struct AssociationsPart {
    pub(crate) lead: String,
    pub(crate) figure: Option<Figure>,
    pub(crate) notes: Vec<String>,
}

/// Everything there is to know about the data.
#[derive(Debug, Serialize)]
pub(crate) struct About {
    pub(crate) file: Vec<Term>,
    pub(crate) metadata: Option<Table>,
    pub(crate) warnings_lead: String,
    pub(crate) warnings: Vec<Group>,
    pub(crate) methods: Vec<Term>,
}

/// The warnings of one kind.
#[derive(Debug, Serialize)]
pub(crate) struct Group {
    pub(crate) code: &'static str,
    pub(crate) name: String,
    pub(crate) count: String,
    pub(crate) problem: bool,
    pub(crate) notices: Vec<Notice>,
    /// Too many to be unfolded at first.
    pub(crate) many: bool,
}

/// One warning, and every place it is about.
#[derive(Debug, Serialize)]
pub(crate) struct Notice {
    pub(crate) message: String,
    /// `rows 3–7, column C`; may be empty.
    pub(crate) place: String,
    /// The section of the question that it is about, and the question's id.
    pub(crate) question: Option<(String, String)>,
    pub(crate) problem: bool,
}
