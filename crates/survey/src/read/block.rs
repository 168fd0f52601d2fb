//! A piece of a delimited file that begins where a row begins: its bytes, and its rows in them.

use super::limits;
use super::prefetch::prefetch;
use super::print::{Keys, PRINTED, Print, Way};
use super::rows::Run;
use super::structure::{Ends, Structure};
use std::ops::Range;

/// How many neighbouring columns' prints stand together: as many as a line of memory holds.
pub(crate) const STRIP: usize = 4;

/// How many bytes of text there are for a strip of a row at least, on average: else prints would take
/// too much memory.
const LEAST: usize = 4;

/// A piece of the file, with all that is known of its rows.
#[derive(Default)]
pub(crate) struct Block {
    pub(crate) bytes: Vec<u8>,
    structure: Structure,
    /// The rows with text in them.
    rows: Vec<Row>,
    /// The prints of their cells, as they stand in the file but for the marks around them: those of
    /// the first [`STRIP`] columns row by row, then those of the next. None where there would be far
    /// more of them than text. A text has one way to be written: where two marks mean one, none
    /// stands alone.
    prints: Vec<[Print; STRIP]>,
    /// What is odd about its rows.
    pub(crate) run: Run,
    /// The width of its widest row.
    pub(crate) width: usize,
}

/// A row: where it begins, and where its cells end.
pub(crate) struct Row {
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

    /// Makes the prints of all cells, in the order of the file, so that its text comes near by
    /// itself, and only once.
    pub(crate) fn print(&mut self) {
        let keys = Keys::get();
        match keys.way {
            Way::Words => self.print_with(|bytes, length| keys.print_words(bytes, length)),
            // SAFETY: the processor has been asked whether it has these instructions.
            #[cfg(target_arch = "x86_64")]
            Way::By32 => unsafe { self.print_by_32(keys) },
            // SAFETY: the same.
            #[cfg(target_arch = "x86_64")]
            Way::By64 => unsafe { self.print_by_64(keys) },
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,vpclmulqdq")]
    fn print_by_32(&mut self, keys: &Keys) {
        self.print_with(|bytes, length| keys.print_by_32(bytes, length));
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,avx512bw,avx512f,vpclmulqdq")]
    fn print_by_64(&mut self, keys: &Keys) {
        self.print_with(|bytes, length| keys.print_by_64(bytes, length));
    }

    /// The same with one way of making prints, which it is compiled with.
    #[inline(always)]
    fn print_with(&mut self, print: impl Fn(&[u8], usize) -> Print) {
        let Self { bytes, structure, rows, prints, width, .. } = self;
        let ends = structure.ends();
        let strips = width.div_ceil(STRIP);
        if strips * rows.len() > bytes.len() / LEAST {
            prints.clear();
            return;
        }
        // What was printed of the block before is written over.
        prints.resize(strips * rows.len(), [Print::EMPTY; STRIP]);
        for (at, row) in rows.iter().enumerate() {
            let mut start = row.start as usize;
            let mut own = prints[at..].iter_mut().step_by(rows.len());
            let ends = ends.between(row.first, row.cells);
            for (ends, own) in ends.chunks(STRIP).zip(own.by_ref()) {
                for (own, &end) in own.iter_mut().zip(ends) {
                    let end = Ends::place(end);
                    let text = unmarked(bytes, start, end);
                    *own = match text.len() {
                        0..=PRINTED => print(&bytes[text.start..], text.len()),
                        _ => Print::LONG,
                    };
                    start = end + 1;
                }
                own[ends.len()..].fill(Print::EMPTY);
            }
            own.for_each(|own| *own = [Print::EMPTY; STRIP]);
        }
    }

    /// The prints of a strip of columns, row by row. None where none were made.
    pub(crate) fn prints(&self, strip: usize) -> Option<&[[Print; STRIP]]> {
        self.prints.get(strip * self.rows.len()..)?.get(..self.rows.len())
    }

    /// The rows with text in them.
    pub(crate) fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Asks for the text of a cell.
    #[inline(always)]
    pub(crate) fn prefetch(&self, row: &Row, column: usize) {
        if column < row.cells as usize
            && let Some(byte) = self.bytes.get(self.start(row, column))
        {
            prefetch(byte);
        }
    }

    /// Where a cell begins.
    #[inline(always)]
    fn start(&self, row: &Row, column: usize) -> usize {
        match column {
            0 => row.start as usize,
            _ => self.structure.ends().at(row.first as usize + column - 1) + 1,
        }
    }

    /// A cell without the quotation marks around it; where the row is too short, an empty one. Also
    /// says whether two quotation marks in it mean one.
    pub(crate) fn cell(&self, row: &Row, column: usize) -> (&[u8], bool) {
        if column >= row.cells as usize {
            return (b"", false);
        }
        let ends = self.structure.ends();
        let place = row.first as usize + column;
        let text = unmarked(&self.bytes, self.start(row, column), ends.at(place));
        (&self.bytes[text], ends.doubled(place))
    }
}

/// The text between, without the quotation marks around it. As the structure is regular, what opens
/// here closes at the end. No branch, as people tick one option as often as several. Behind an empty
/// cell at the end of the text stands anything.
#[inline(always)]
fn unmarked(bytes: &[u8], start: usize, end: usize) -> Range<usize> {
    let quoted = (start < end) & (bytes.get(start) == Some(&b'"'));
    let marks = usize::from(quoted);
    start + marks..end - marks
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
