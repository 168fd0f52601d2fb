//! How a delimited file separates its cells and rows, told from its beginning.

/// How a delimited file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dialect {
    /// The byte between two cells.
    pub(crate) delimiter: u8,
    /// The byte that ends a row for certain: `\n`, or `\r` where a file has no `\n`.
    pub(crate) row_end: u8,
}

/// How many rows are tried.
const ROWS: usize = 40;

impl Dialect {
    /// The dialect under which the first rows agree best on how many cells they have.
    ///
    /// Candidates are comma, semicolon, tab and vertical bar. A candidate's score is the number
    /// of rows with the commonest width, times that width; the comma wins a tie.
    pub(crate) fn of(start: &[u8]) -> Self {
        let row_end = if memchr::memchr(b'\n', start).is_some() { b'\n' } else { b'\r' };
        let mut best = (0, b',');
        for delimiter in [b',', b';', b'\t', b'|'] {
            let score = score(start, delimiter);
            if score > best.0 {
                best = (score, delimiter);
            }
        }
        Self { delimiter: best.1, row_end }
    }
}

fn score(start: &[u8], delimiter: u8) -> usize {
    let widths = widths(start, delimiter);
    let common = widths
        .iter()
        .map(|&width| (widths.iter().filter(|&&other| other == width).count(), width))
        .max()
        .unwrap_or((0, 0));
    if common.1 < 2 { 0 } else { common.0 * (common.1 - 1) }
}

/// The number of cells in each of the first rows that are not blank.
fn widths(start: &[u8], delimiter: u8) -> Vec<usize> {
    let mut widths = Vec::new();
    let (mut width, mut quoted, mut cell_start, mut blank) = (1, false, true, true);
    for &byte in start {
        match byte {
            b'"' if quoted => quoted = false,
            b'"' if cell_start => quoted = true,
            // The second of two quotation marks within a quoted cell.
            b'"' if !blank && !cell_start => quoted = true,
            b'\n' | b'\r' if !quoted => {
                if !blank {
                    widths.push(width);
                }
                (width, cell_start, blank) = (1, true, true);
                if widths.len() == ROWS {
                    return widths;
                }
                continue;
            }
            _ if byte == delimiter && !quoted => {
                width += 1;
                cell_start = true;
                blank = false;
                continue;
            }
            _ => {}
        }
        cell_start = false;
        blank = false;
    }
    if !blank {
        widths.push(width);
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_delimiter() {
        for (text, delimiter) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1;2,5;3\n", b';'),
            ("a\tb\n\"x,y,z\"\t2\n", b'\t'),
            ("a|b|c\n1|2|3", b'|'),
            ("one\ntwo\n", b','),
            ("\"a, b; c\",d\n\"e; f\",\"g;h\"\n", b','),
            ("", b','),
        ] {
            assert_eq!(Dialect::of(text.as_bytes()).delimiter, delimiter, "{text:?}");
        }
    }

    #[test]
    fn tells_old_mac_rows() {
        assert_eq!(Dialect::of(b"a,b\r1,2\r").row_end, b'\r');
        assert_eq!(Dialect::of(b"a,b\r\n1,2\r\n").row_end, b'\n');
    }
}
