//! Comma-separated values (RFC 4180) that no spreadsheet runs.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return for
//! a formula, and labels come from strangers. Such a cell gets an apostrophe in front, which
//! spreadsheets take as "this is text" (OWASP, *CSV Injection*). Numbers stay numbers.

use super::table::{Cell, Table};
use super::text::is_unsafe;
use std::io::{self, Write};

/// Writes the table, a line for each row, the names of the columns first.
pub(crate) fn write(table: Table<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", table.columns.join(","))?;
    let mut line = String::new();
    for row in table.rows {
        line.clear();
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                line.push(',');
            }
            match cell {
                Cell::Empty => {}
                // Rust writes the shortest digits that give the number back.
                Cell::Number(number) => line.push_str(&number.to_string()),
                Cell::Text(text) => line.push_str(&quoted(&defused(text))),
            }
        }
        line.push('\n');
        out.write_all(line.as_bytes())?;
    }
    Ok(())
}

/// The text so that a spreadsheet shows it and does not run it.
fn defused(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| if is_unsafe(c) && !matches!(c, '\t' | '\r' | '\n') { '\u{fffd}' } else { c })
        .collect();
    // The wide forms are formulas too where such keyboards are used.
    const WIDE: [char; 4] = ['\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let risky = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) || text.starts_with(WIDE);
    if risky && !is_number(&text) { format!("'{text}") } else { text }
}

/// Whether the text is digits with a sign, a point and an exponent at most.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c)) && text.parse::<f64>().is_ok()
}

/// The text in quotation marks where it needs them.
fn quoted(text: &str) -> String {
    if text.contains([',', ';', '"', '\n', '\r', '\t']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn csv(cell: Cell) -> String {
        let table = Table { columns: vec!["a"], rows: Box::new([vec![cell]].into_iter()) };
        let mut out = Vec::new();
        write(table, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn cell(text: &str) -> String {
        csv(Cell::Text(text.to_owned()))
            .strip_prefix("a\n")
            .unwrap()
            .strip_suffix('\n')
            .unwrap()
            .to_owned()
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_defused() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("=HYPERLINK(\"x\",\"y\")"), "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        assert_eq!(cell("+cmd"), "'+cmd");
        assert_eq!(cell("-not sure"), "'-not sure");
        assert_eq!(cell("-inf"), "'-inf");
        assert_eq!(cell("@SUM(A1)"), "'@SUM(A1)");
        assert_eq!(cell("\tx"), "\"'\tx\"");
        assert_eq!(cell("\r=x"), "\"'\r=x\"");
        assert_eq!(cell("\u{ff1d}1"), "'\u{ff1d}1");
    }

    #[test]
    fn numbers_are_left_alone() {
        assert_eq!(cell("-5"), "-5");
        assert_eq!(cell("+1.5e3"), "+1.5e3");
        assert_eq!(csv(Cell::from(-0.25)), "a\n-0.25\n");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("two\nlines"), "\"two\nlines\"");
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("\u{1b}[2J"), "\u{fffd}[2J");
    }
}
