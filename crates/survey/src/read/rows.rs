//! Cells to columns, row by row: for what cannot be read in blocks.

use super::blank::Blank;
use super::column::ColumnBuilder;
use super::lex::{Irregular, Sink};
use super::limits;
use super::sheet::Sheet;

/// A sheet while it is being read.
#[derive(Default)]
pub(crate) struct Rows {
    pub(crate) columns: Vec<ColumnBuilder>,
    pub(crate) run: Run,
    pub(crate) too_wide: bool,
    pub(crate) too_sparse: bool,
    /// How many bytes the rows took, about.
    bytes: u64,
    /// Records after which to stop.
    pub(crate) until: Option<u64>,
    at: usize,
    has_text: bool,
}

/// What is known of a run of rows but their cells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Rows with text in them.
    pub(crate) rows: usize,
    /// All rows and blank lines, as a spreadsheet would number them.
    pub(crate) records: u64,
    /// Records with nothing in them, counted within the run.
    pub(crate) blank: Blank,
    /// The first of the widest rows: how many cells it has, and its record.
    pub(crate) widest: (usize, u64),
    /// The width that every row should have: that of the file's first.
    pub(crate) header: Option<usize>,
    /// Rows of another width (record, width): the first of them, and how many there are.
    pub(crate) ragged: Vec<(u64, usize)>,
    pub(crate) ragged_rows: u64,
    /// Cells that are written wrongly (record, column, what): the first of each sort, and how many
    /// there are of each.
    pub(crate) irregular: Vec<(u64, usize, Irregular)>,
    pub(crate) irregular_cells: [u64; Irregular::SORTS],
}

impl Run {
    /// A line with nothing on it, not even a delimiter.
    pub(crate) fn blank_line(&mut self) {
        self.blank.push(self.records);
        self.records += 1;
    }

    /// A row of so many cells; without text in any of them it counts as blank.
    pub(crate) fn row(&mut self, width: usize, has_text: bool) {
        // A row of nothing makes columns, too.
        if width > self.widest.0 {
            self.widest = (width, self.records + 1);
        }
        if !has_text {
            return self.blank_line();
        }
        if width != *self.header.get_or_insert(width) {
            if self.ragged.len() < Sheet::NAMED {
                self.ragged.push((self.records, width));
            }
            self.ragged_rows += 1;
        }
        self.rows += 1;
        self.records += 1;
    }

    /// A cell that is written wrongly, in the record that comes next.
    fn irregular(&mut self, column: usize, what: Irregular) {
        let known = &mut self.irregular_cells[what as usize];
        if *known < Sheet::NAMED as u64 {
            self.irregular.push((self.records, column, what));
        }
        *known += 1;
    }
}

/// Whether a cell holds more than blanks and control characters.
pub(super) fn is_text(raw: &[u8]) -> bool {
    raw.iter().any(|&byte| byte > b' ')
}

impl Sink for Rows {
    fn cell(&mut self, raw: &[u8], doubled: bool) {
        if self.too_sparse {
            // Nothing is kept any more; how wide the row is will be told.
            self.at += 1;
            return;
        }
        if self.at == self.columns.len() {
            self.too_wide = self.at == limits::COLUMNS;
            // A column takes room for all rows before this one, too.
            self.too_sparse |= limits::is_too_sparse(self.run.rows, self.at + 1, self.bytes);
            if self.too_wide || self.too_sparse {
                self.at += usize::from(self.too_sparse);
                return;
            }
            // A new column has been empty in every row so far.
            self.columns.push(ColumnBuilder::new(self.run.rows));
        }
        self.bytes += raw.len() as u64 + 1;
        self.has_text = self.has_text || is_text(raw);
        self.columns[self.at].push(raw, doubled);
        self.at += 1;
    }

    fn end_row(&mut self) {
        let width = std::mem::take(&mut self.at);
        let has_text = std::mem::take(&mut self.has_text);
        if self.too_sparse {
            self.run.widest = (width, self.run.records + 1);
            return;
        }
        if has_text {
            self.columns[width..].iter_mut().for_each(ColumnBuilder::push_empty);
        } else {
            self.columns[..width].iter_mut().for_each(ColumnBuilder::pop);
        }
        self.run.row(width, has_text);
        self.too_sparse |= limits::is_too_sparse(self.run.rows, self.columns.len(), self.bytes);
    }

    fn blank_line(&mut self) {
        self.run.blank_line();
    }

    fn irregular(&mut self, what: Irregular) {
        self.run.irregular(self.at, what);
    }

    fn stop(&self) -> bool {
        self.too_wide
            || self.too_sparse
            || self.until.is_some_and(|until| self.run.records >= until)
    }
}
