//! Bytes to cells, by RFC 4180 and a little more kindly.
//!
//! Kinder in this: rows end at `\n`, `\r` or any run of both; a quotation mark inside an
//! unquoted cell is itself; text after a closing quotation mark belongs to the cell.

use super::block::after_row_end;
use memchr::memchr;

/// What takes the cells.
pub(crate) trait Sink {
    /// One cell of the current row. Where `doubled`, two quotation marks in `raw` mean one.
    fn cell(&mut self, raw: &[u8], doubled: bool);
    /// The current row is at its end. `lines` is the number of line ends since the last one.
    fn end_row(&mut self);
    /// A line with nothing on it, not even a delimiter.
    fn blank_line(&mut self);
    /// Something is not as RFC 4180 has it, in the cell that comes next.
    fn irregular(&mut self, what: Irregular);
    /// Whether to stop before the next row.
    fn stop(&self) -> bool {
        false
    }
}

/// Ways in which a cell can be written wrongly.
#[expect(clippy::enum_variant_names, reason = "each is a quotation mark in a wrong place")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Irregular {
    /// A quotation mark inside a cell that does not begin with one.
    StrayQuote,
    /// Text behind the closing quotation mark.
    AfterQuote,
    /// A quotation mark that never closes.
    OpenQuote,
}

impl Irregular {
    /// How many ways there are.
    pub(crate) const SORTS: usize = 3;
}

/// Reads whole rows from `text` and returns how many bytes they took. With `last`, the text ends
/// with the file, and its end also ends the row.
pub(crate) fn rows(text: &[u8], delimiter: u8, last: bool, sink: &mut impl Sink) -> usize {
    let mut stops = [false; 256];
    for stop in [delimiter, b'\n', b'\r', b'"'] {
        stops[usize::from(stop)] = true;
    }
    let mut row_start = 0;
    while row_start < text.len() && !sink.stop() {
        match row(text, row_start, delimiter, &stops, last, sink) {
            Some(next) => row_start = next,
            None => return row_start,
        }
    }
    row_start
}

/// Where each cell of a row begins and ends is only known to be right when the row is whole, so
/// a row that is cut off is measured first: this returns `None` before any cell is handed on.
fn is_whole(text: &[u8], row_start: usize, delimiter: u8, stops: &[bool; 256]) -> bool {
    let mut at = row_start;
    loop {
        match cell(text, at, delimiter, stops) {
            // A closing quotation mark at the very end may be the first of two.
            Cell { open: true, .. } => return false,
            Cell { end, .. } if end >= text.len() => return false,
            Cell { end, .. } if text[end] == delimiter => at = end + 1,
            // `\r` at the very end may be the first half of a row end.
            Cell { end, .. } => return text[end] == b'\n' || end + 1 < text.len(),
        }
    }
}

struct Cell {
    /// The first byte after the cell: a delimiter, a row end, or the end of the text.
    end: usize,
    /// The cell's own bytes.
    start: usize,
    stop: usize,
    doubled: bool,
    open: bool,
    irregular: Option<Irregular>,
}

#[inline(always)]
fn cell(text: &[u8], start: usize, delimiter: u8, stops: &[bool; 256]) -> Cell {
    if text.get(start) == Some(&b'"') {
        return quoted_cell(text, start, delimiter);
    }
    let mut irregular = None;
    let mut end = start;
    while end < text.len() {
        let byte = text[end];
        if stops[usize::from(byte)] {
            if byte != b'"' {
                break;
            }
            irregular = Some(Irregular::StrayQuote);
        }
        end += 1;
    }
    Cell { end, start, stop: end, doubled: false, open: false, irregular }
}

#[inline(always)]
fn quoted_cell(text: &[u8], open: usize, delimiter: u8) -> Cell {
    let start = open + 1;
    let mut at = start;
    let mut doubled = false;
    loop {
        match memchr(b'"', &text[at..]) {
            None => {
                let end = text.len();
                let irregular = Some(Irregular::OpenQuote);
                return Cell { end, start, stop: end, doubled, open: true, irregular };
            }
            Some(found) => at += found,
        }
        match text.get(at + 1) {
            Some(b'"') => {
                doubled = true;
                at += 2;
            }
            Some(&byte) if byte == delimiter || byte == b'\n' || byte == b'\r' => {
                return Cell {
                    end: at + 1,
                    start,
                    stop: at,
                    doubled,
                    open: false,
                    irregular: None,
                };
            }
            None => {
                let end = text.len();
                return Cell { end, start, stop: at, doubled, open: false, irregular: None };
            }
            Some(_) => {
                // `"so" they say,`: the cell goes on to the delimiter, its marks kept.
                let rest = text[at..]
                    .iter()
                    .position(|&b| b == delimiter || b == b'\n' || b == b'\r')
                    .map_or(text.len(), |found| at + found);
                let irregular = Some(Irregular::AfterQuote);
                return Cell {
                    end: rest,
                    start: open,
                    stop: rest,
                    doubled: false,
                    open: false,
                    irregular,
                };
            }
        }
    }
}

#[inline(always)]
fn row(
    text: &[u8],
    row_start: usize,
    delimiter: u8,
    stops: &[bool; 256],
    last: bool,
    sink: &mut impl Sink,
) -> Option<usize> {
    if !last && !is_whole(text, row_start, delimiter, stops) {
        return None;
    }
    let mut at = row_start;
    if matches!(text[at], b'\n' | b'\r') {
        sink.blank_line();
        return Some(after_row_end(text, at));
    }
    loop {
        let mut cell = cell(text, at, delimiter, stops);
        if cell.open {
            // The mark never closes: it is text, and the row ends where the line does.
            let end = text[at..]
                .iter()
                .position(|&b| b == delimiter || b == b'\n' || b == b'\r')
                .map_or(text.len(), |found| at + found);
            cell = Cell {
                end,
                start: at,
                stop: end,
                doubled: false,
                open: false,
                irregular: cell.irregular,
            };
        }
        if let Some(what) = cell.irregular {
            sink.irregular(what);
        }
        sink.cell(&text[cell.start..cell.stop], cell.doubled);
        match text.get(cell.end) {
            Some(&byte) if byte == delimiter => at = cell.end + 1,
            Some(_) => {
                sink.end_row();
                return Some(after_row_end(text, cell.end));
            }
            None => {
                sink.end_row();
                return Some(text.len());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Rows {
        rows: Vec<Vec<String>>,
        row: Vec<String>,
        blank: usize,
        irregular: Vec<Irregular>,
    }

    impl Sink for Rows {
        fn cell(&mut self, raw: &[u8], doubled: bool) {
            let text = String::from_utf8_lossy(raw).into_owned();
            self.row.push(if doubled { text.replace("\"\"", "\"") } else { text });
        }
        fn end_row(&mut self) {
            self.rows.push(std::mem::take(&mut self.row));
        }
        fn blank_line(&mut self) {
            self.blank += 1;
        }
        fn irregular(&mut self, what: Irregular) {
            self.irregular.push(what);
        }
    }

    fn read(text: &str) -> Rows {
        let mut sink = Rows::default();
        assert_eq!(rows(text.as_bytes(), b',', true, &mut sink), text.len());
        sink
    }

    #[track_caller]
    fn check(text: &str, expected: &[&[&str]]) {
        assert_eq!(read(text).rows, expected, "{text:?}");
        // However the text is cut, the rows are the same.
        for cut in 0..text.len() {
            let mut sink = Rows::default();
            let taken = rows(&text.as_bytes()[..cut], b',', false, &mut sink);
            let rest = &text.as_bytes()[taken..];
            assert_eq!(rows(rest, b',', true, &mut sink), rest.len());
            assert_eq!(sink.rows, expected, "{text:?} cut at {cut}");
        }
    }

    #[test]
    fn reads_what_the_standard_says() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("a,b\r\n1,\r\n", &[&["a", "b"], &["1", ""]]);
        check(
            "a,\"b, c\"\n\"x\ny\",\"say \"\"hi\"\"\"",
            &[&["a", "b, c"], &["x\ny", "say \"hi\""]],
        );
        check("\"\",\"\"\"\"\n", &[&["", "\""]]);
        check(",\n", &[&["", ""]]);
    }

    #[test]
    fn reads_other_row_ends() {
        check("a\r\r\nb\r\r\n", &[&["a"], &["b"]]);
        check("a,b\r1,2\r", &[&["a", "b"], &["1", "2"]]);
        assert_eq!(read("a\n\n\nb\n").blank, 2);
    }

    #[test]
    fn keeps_text_that_is_quoted_wrongly() {
        check("5\" disk,b\n", &[&["5\" disk", "b"]]);
        check("\"so\" they say,b\n", &[&["\"so\" they say", "b"]]);
        assert_eq!(read("\"so\" they say,b\n").irregular, [Irregular::AfterQuote]);
        let open = read("a,\"b\n1,2\n");
        assert_eq!(open.rows, [["a", "\"b"], ["1", "2"]]);
        assert_eq!(open.irregular, [Irregular::OpenQuote]);
    }
}
