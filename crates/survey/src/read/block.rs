//! A piece of a delimited file that begins where a row begins: its bytes, and its rows in them.

use super::limits;
use super::prefetch::prefetch_text;
use super::rows::Run;
use super::structure::{Ends, Structure};

/// How many rows ahead the next cells of a column are asked for.
const AHEAD: usize = 6;

/// A piece of the file, with all that is known of its rows.
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    structure: Structure,
    /// The rows with text in them.
    rows: Vec<Row>,
    /// What is odd about its rows.
    pub(crate) run: Run,
    /// The width of its widest row.
    pub(crate) width: usize,
}

/// A row: where it begins, and where its cells end.
struct Row {
    start: u32,
    /// The place of its first cell's end in the structure.
    first: u32,
    cells: u32,
}

/// Why a block has no rows.
pub(crate) enum Refused {
    /// A quotation mark stands where RFC 4180 has none.
    Irregular,
    /// A row has more columns than can be read.
    TooWide,
}

impl Block {
    /// Finds the rows in the first `filled` bytes and returns how many bytes the whole ones take.
    /// With `last`, the text ends with the file, and its end also ends the row. `header` is the
    /// width of the file's first row, where that was in an earlier block.
    pub(crate) fn find_rows(
        &mut self,
        filled: usize,
        delimiter: u8,
        last: bool,
        header: Option<usize>,
    ) -> Result<usize, Refused> {
        let text = &self.bytes[..filled];
        self.structure.find(text, delimiter);
        if !self.structure.regular || (last && self.structure.open) {
            return Err(Refused::Irregular);
        }
        if last && text.last().is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
            self.structure.end_here(filled);
        }
        self.rows.clear();
        self.run = Run { header, ..Run::default() };
        self.width = 0;
        let ends = self.structure.ends();
        let (mut start, mut first) = (0, 0);
        for &row_end in &self.structure.row_ends {
            let at = ends.at(row_end as usize);
            // The second half of a row end of two bytes.
            if at < start {
                first = row_end + 1;
                continue;
            }
            // A row end at the very end may be the first half of one.
            if !last && at + 3 > filled {
                break;
            }
            if at == start {
                self.run.blank_line();
            } else {
                let row = Row { start: start as u32, first, cells: row_end - first + 1 };
                let width = row.cells as usize;
                if width > limits::COLUMNS {
                    return Err(Refused::TooWide);
                }
                let has_text = has_text(&text[start..at], delimiter);
                self.run.row(width, has_text);
                self.width = self.width.max(width);
                if has_text {
                    self.rows.push(row);
                }
            }
            start = after_row_end(text, at);
            first = row_end + 1;
        }
        Ok(start.min(filled))
    }

    /// The cells of a column from top to bottom, without the quotation marks around them; where
    /// a row is too short, an empty one. Also says whether two quotation marks in it mean one.
    pub(crate) fn column(&self, column: usize) -> Cells<'_> {
        Cells { bytes: &self.bytes, ends: self.structure.ends(), rows: &self.rows, column }
    }

    /// How many rows have text in them.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len()
    }
}

/// The cells of a column that are still to come.
pub(crate) struct Cells<'a> {
    bytes: &'a [u8],
    ends: Ends<'a>,
    rows: &'a [Row],
    column: usize,
}

impl Cells<'_> {
    /// Where the row's cell begins, and the place of its end.
    #[inline(always)]
    fn bounds(&self, row: &Row) -> (usize, usize) {
        let place = row.first as usize + self.column;
        let start = if self.column == 0 { row.start as usize } else { self.ends.at(place - 1) + 1 };
        (start, place)
    }
}

impl<'a> Iterator for Cells<'a> {
    type Item = (&'a [u8], bool);

    #[inline(always)]
    fn next(&mut self) -> Option<Self::Item> {
        let (row, rest) = self.rows.split_first()?;
        // A row is longer than what the processor fetches by itself.
        if let Some(later) = self.rows.get(AHEAD)
            && self.column < later.cells as usize
        {
            let (start, place) = self.bounds(later);
            prefetch_text(&self.bytes[start..self.ends.at(place)]);
        }
        self.rows = rest;
        if self.column >= row.cells as usize {
            return Some((b"", false));
        }
        let (start, place) = self.bounds(row);
        let end = self.ends.at(place);
        // The structure is regular: what opens here closes at the end. No branch, as people tick one
        // option as often as several. Behind an empty cell at the end of the text stands anything.
        let quoted = (start < end) & (self.bytes.get(start) == Some(&b'"'));
        let marks = usize::from(quoted);
        Some((&self.bytes[start + marks..end - marks], self.ends.doubled(place)))
    }
}

/// Whether some cell of a row holds more than blanks and control characters. In nearly all rows
/// the first byte says that it does.
fn has_text(row: &[u8], delimiter: u8) -> bool {
    row.iter().any(|&byte| byte > b' ' && byte != delimiter && byte != b'"')
        || has_quoted_text(row, delimiter)
}

/// The same for a row of delimiters, quotation marks and blanks: whether a mark or a delimiter is
/// itself the text of a cell.
fn has_quoted_text(row: &[u8], delimiter: u8) -> bool {
    let (mut inside, mut closed) = (false, false);
    row.iter().any(|&byte| {
        let is_mark = byte == b'"';
        let is_text = (is_mark && closed) || (inside && byte == delimiter && byte > b' ');
        closed = is_mark && inside;
        inside ^= is_mark;
        is_text
    })
}

/// The first byte of the next row: `\r\r\n`, `\r\n`, `\n` and `\r` each end one row.
#[inline(always)]
pub(super) fn after_row_end(text: &[u8], at: usize) -> usize {
    match text.get(at..).unwrap_or_default() {
        [b'\r', b'\r', b'\n', ..] => at + 3,
        [b'\r', b'\n', ..] => at + 2,
        _ => at + 1,
    }
}

#[cfg(test)]
mod tests {
    use super::super::rows::{Rows, is_text};
    use super::*;
    use crate::read::lex;

    #[test]
    fn rows_without_text_are_known_both_ways() {
        for (row, expected) in [
            (",,", false),
            (" ,\t,", false),
            ("\"\",\"  \"", false),
            ("\x1a", false),
            ("\"a\",", true),
            ("\"\"\"\",", true),
            ("\",\",", true),
            (" , x", true),
        ] {
            assert_eq!(has_text(row.as_bytes(), b','), expected, "{row:?}");
            let mut rows = Rows::default();
            lex::rows(row.as_bytes(), b',', true, &mut rows);
            assert_eq!(rows.run.rows, usize::from(expected), "{row:?}, row by row");
        }
        assert!(!is_text(b""));
    }
}
