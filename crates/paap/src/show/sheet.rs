//! A result as headings, tables and remarks: what most verbs need, in every format.

use super::number::{people, percent};
use super::table::{Cell, Table};
use super::{Format, Look, csv, json, markdown, terminal};
use paap_interview::Warning;
use serde::Serialize;
use std::io::{self, Write};

/// A result that is shown as tables.
#[derive(Debug, Default)]
pub(crate) struct Sheet {
    /// What it is about, in a line.
    pub(crate) heading: String,
    /// What else must be known before the tables.
    pub(crate) facts: Vec<String>,
    /// The tables; the first is what a spreadsheet gets, unless it gets `flat`.
    pub(crate) grids: Vec<Grid>,
    /// What a spreadsheet gets where people read something shorter.
    pub(crate) flat: Option<Grid>,
    /// What must be known after the tables.
    pub(crate) notes: Vec<String>,
    /// What is odd.
    pub(crate) warnings: Vec<Remark>,
}

/// Something odd, and in which file.
#[derive(Debug, Clone)]
pub(crate) struct Remark {
    /// The file or interview, with line or turn.
    pub(crate) place: String,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) problem: bool,
}

impl Remark {
    /// A warning about a file or an interview.
    pub(crate) fn of(name: &str, warning: &Warning) -> Self {
        let mut place = vec![name.to_owned()];
        place.extend(warning.line.map(|line| format!("line {line}")));
        place.extend(warning.turn.clone());
        place.retain(|part| !part.is_empty());
        let (code, message) = (warning.code, warning.message.clone());
        Self { place: place.join(", "), code, message, problem: warning.problem }
    }
}

/// One table.
#[derive(Debug, Default)]
pub(crate) struct Grid {
    /// Empty where it needs none.
    pub(crate) title: String,
    pub(crate) columns: Vec<Column>,
    /// Each as long as `columns`.
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// A table without rows.
    pub(crate) fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), columns, rows: Vec::new() }
    }
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
}

/// What a column holds, and so how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words; they are broken where there is no room.
    Words,
    /// What people said or wrote, of any length: a terminal shows its beginning.
    Excerpt,
    /// How many.
    Count,
    /// A share of one, shown in percent.
    Share,
    /// Any other number, with two decimals.
    Number,
}

/// A column of words.
pub(crate) const fn words(name: &'static str) -> Column {
    Column { name, kind: Kind::Words }
}

/// A column of excerpts.
pub(crate) const fn excerpt(name: &'static str) -> Column {
    Column { name, kind: Kind::Excerpt }
}

/// A column of counts.
pub(crate) const fn count(name: &'static str) -> Column {
    Column { name, kind: Kind::Count }
}

/// A column of shares.
pub(crate) const fn share(name: &'static str) -> Column {
    Column { name, kind: Kind::Share }
}

/// A column of other numbers.
pub(crate) const fn number(name: &'static str) -> Column {
    Column { name, kind: Kind::Number }
}

impl Column {
    /// Whether it is to be read from the left.
    pub(crate) const fn is_words(&self) -> bool {
        matches!(self.kind, Kind::Words | Kind::Excerpt)
    }

    /// A cell as people read it.
    pub(crate) fn shown(&self, cell: &Cell) -> String {
        match (cell, self.kind) {
            (Cell::Empty, Kind::Words | Kind::Excerpt) => String::new(),
            (Cell::Empty, _) => "–".to_owned(),
            (Cell::Text(text), _) => text.clone(),
            // A count is whole and below 2^53.
            (Cell::Number(number), Kind::Count | Kind::Words | Kind::Excerpt) => {
                people(*number as u64)
            }
            (Cell::Number(number), Kind::Share) => percent(*number),
            // All of a column have two decimals, so that their points stand below each other.
            (Cell::Number(number), Kind::Number) => format!("{number:.2}"),
        }
    }
}

/// Writes the result, ending in a line break; `view` is what programs get.
pub(crate) fn write(
    view: &impl Serialize,
    sheet: Sheet,
    format: Format,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Json => json::json(view, out),
        Format::Table => out.write_all(terminal::sheet(&sheet, look).as_bytes()),
        Format::Markdown => out.write_all(markdown::sheet(&sheet).as_bytes()),
        Format::Csv => {
            let grid = sheet.flat.or_else(|| sheet.grids.into_iter().next()).unwrap_or_default();
            let columns = grid.columns.iter().map(|column| column.name).collect();
            csv::write(Table { columns, rows: Box::new(grid.rows.into_iter()) }, out)
        }
    }
}
