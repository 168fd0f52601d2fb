//! What separates the cells of a delimited file, told from its beginning.

/// How many rows are tried.
const ROWS: usize = 40;

/// The byte between two cells: the one with which the first rows agree best on how many cells
/// they have.
///
/// Candidates are comma, semicolon, tab and vertical bar. A candidate's score is the number of
/// rows with the commonest width, times that width; the comma wins a tie.
pub(crate) fn delimiter(start: &[u8]) -> u8 {
    let mut best = (0, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let score = score(start, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
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
        for (text, expected) in [
            ("a,b,c\n1,2,3\n", b','),
            ("a;b;c\n1;2,5;3\n", b';'),
            ("a\tb\n\"x,y,z\"\t2\n", b'\t'),
            ("a|b|c\n1|2|3", b'|'),
            ("one\ntwo\n", b','),
            ("\"a, b; c\",d\n\"e; f\",\"g;h\"\n", b','),
            ("", b','),
        ] {
            assert_eq!(delimiter(text.as_bytes()), expected, "{text:?}");
        }
    }
}
