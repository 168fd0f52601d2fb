//! What separates the cells of a delimited file, told from its beginning.

/// How many rows are tried.
const ROWS: usize = 40;

/// What separates the cells, and how many bytes before the first row only say so.
///
/// Excel writes and reads a first line such as `sep=;`, and shows no row for it.
pub(crate) fn dialect(start: &[u8]) -> (u8, usize) {
    let (mark, quoted) = match start {
        [b'"', rest @ ..] => (rest, 1),
        _ => (start, 0),
    };
    if let [s, e, p, b'=', told, rest @ ..] = mark
        && [s, e, p].map(u8::to_ascii_lowercase) == *b"sep"
        && told.is_ascii()
        && !told.is_ascii_alphanumeric()
        && !matches!(told, b'\n' | b'\r' | b'"')
    {
        let rest = if quoted == 1 { rest.strip_prefix(b"\"").unwrap_or(b"x") } else { rest };
        let line_end = match rest {
            [b'\r', b'\n', ..] => 2,
            [b'\n' | b'\r', ..] => 1,
            _ => 0,
        };
        if line_end > 0 {
            return (*told, 5 + 2 * quoted + line_end);
        }
    }
    (delimiter(start), 0)
}

/// The byte between two cells.
///
/// Candidates are comma, semicolon, tab and vertical bar. What separates the cells of answers
/// also separates their headers: so a candidate with which most rows have as many cells as the
/// first goes before others, and among those one that is not followed by a blank in the first
/// row, as it is in prose. The best of these has the most such rows times their width. Where no
/// candidate is so, as below a line with a title, the rows themselves must agree best on how many
/// cells they have; what makes rows of any width and stands before blanks is between the words of
/// a cell. The comma wins a tie; where commas only stand so, nothing separates cells but a tab.
fn delimiter(start: &[u8]) -> u8 {
    let mut best = ((false, false, 0), b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let score = score(start, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    if best.0.2 == 0 && is_list(start, b',', &widths(start, b',')) {
        return b'\t';
    }
    best.1
}

/// How good a candidate is: whether the first row bears it out, whether it does not look like
/// prose there, and how many cells it makes in rows that agree.
fn score(start: &[u8], delimiter: u8) -> (bool, bool, usize) {
    let widths = widths(start, delimiter);
    let rows = |width: usize| widths.iter().filter(|&&other| other == width).count();
    let header = widths.first().copied().unwrap_or(0);
    if header > 1 && rows(header) > 1 && rows(header) * 2 >= widths.len() {
        return (true, !is_prose(start, delimiter), rows(header) * (header - 1));
    }
    let common = widths.iter().map(|&width| (rows(width), width)).max().unwrap_or((0, 0));
    let is_table = common.1 >= 2 && !is_list(start, delimiter, &widths);
    (false, false, if is_table { common.0 * (common.1 - 1) } else { 0 })
}

/// Whether a candidate that the first row does not have stands inside the only cell of the others,
/// as in an answer such as `Chat; Mail`.
fn is_list(start: &[u8], delimiter: u8, widths: &[usize]) -> bool {
    let [1, rows @ ..] = widths else { return false };
    let agreeing = |width: usize| rows.iter().filter(|&&other| other == width).count();
    let common = rows.iter().map(|&width| agreeing(width)).max().unwrap_or(0);
    let all = start.iter().filter(|&&byte| byte == delimiter).count();
    let before_blank = start.windows(2).filter(|pair| *pair == [delimiter, b' ']).count();
    delimiter != b'\t' && before_blank * 10 > all * 9 && common * 10 < rows.len() * 9
}

/// Whether most of the candidates in the first line stand before a blank, as commas between words
/// do.
fn is_prose(start: &[u8], delimiter: u8) -> bool {
    let start = start.trim_ascii_start();
    let line = start.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let all = line.iter().filter(|&&byte| byte == delimiter).count();
    let before_blank = line.windows(2).filter(|pair| *pair == [delimiter, b' ']).count();
    before_blank * 2 > all
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

    #[track_caller]
    fn check(text: &str, expected: (u8, usize)) {
        assert_eq!(dialect(text.as_bytes()), expected, "{text:?}");
    }

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
            check(text, (expected, 0));
        }
    }

    #[test]
    fn the_headers_have_a_say() {
        // Ticked options in one cell, as Forms itself writes them.
        check("Time,Tools?\n1,a;b;c\n2,a;b;c\n3,a;c;b\n", (b',', 0));
        check("Time,Tools (such as a; b; c)?\n1,a;b;c\n2,a;b;c\n3,a;c;b\n", (b',', 0));
        check("id\tTools\tWhy\n1\ta, b, c\ta, b\n2\ta, b, c\ta, b\n", (b'\t', 0));
        // A title says nothing.
        check("Results, 2026\na;b;c\n1;2;3\n1;2;3\n", (b';', 0));
        check("Results\na;b;c\n1;2;3\n", (b';', 0));
        check("Results\na; b; c\n1; 2; 3\n4; 5; 6\n", (b';', 0));
    }

    #[test]
    fn lists_in_the_only_column_are_no_cells() {
        check("Tools?\nChat; Mail\nChat\nMail; Docs; Chat\nDocs\n", (b',', 0));
        check("Tools?\nChat, Mail\nChat\nMail, Docs, Chat\nDocs\n", (b'\t', 0));
        check("Tools?\n\"Chat, Mail\"\nChat\n\"Mail, Docs\"\n", (b',', 0));
    }

    #[test]
    fn a_first_line_can_tell() {
        check("sep=;\na,b;c\n", (b';', 6));
        check("\"sep=|\"\r\na,b\n", (b'|', 9));
        check("SEP=\t\r\na,b\n", (b'\t', 7));
        check("sep=,x\n1,2\n", (b',', 0));
        check("sep=a\n1\n", (b',', 0));
    }
}
