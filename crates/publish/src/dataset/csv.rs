//! Comma-separated values (RFC 4180) that no spreadsheet runs, and the way back.
//!
//! A cell that a spreadsheet would take for a formula gets an apostrophe in front, as in everything
//! that paap writes. So that nothing changes unseen, one that already begins with apostrophes
//! before such a character gets one more, and the reader takes exactly one away: what goes in comes
//! back.

use super::text::clean;
use paap_privacy::disclosure::row::SafeRows;

/// Rows as a file: the names of the columns, then a line each.
pub(super) fn rows(rows: &SafeRows) -> String {
    let mut out = String::new();
    line(&mut out, rows.columns.iter().map(|column| column.name.as_str()));
    for row in &rows.rows {
        let cell = |(at, cell): (usize, &Option<u16>)| {
            let value = cell.and_then(|cell| rows.columns.get(at)?.values.get(usize::from(cell)));
            value.map_or("", String::as_str)
        };
        line(&mut out, row.iter().enumerate().map(cell));
    }
    out
}

/// Adds a line. A line of one blank cell is quoted: a blank line would be none.
pub(super) fn line<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    let start = out.len();
    for (at, text) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        let text = guarded(&clean(text));
        if text.contains([',', ';', '"']) || text.trim() != text {
            out.push('"');
            out.push_str(&text.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&text);
        }
    }
    if out.len() == start {
        out.push_str("\"\"");
    }
    out.push('\n');
}

/// The text so that a spreadsheet shows it and does not run it.
pub(super) fn guarded(text: &str) -> String {
    if is_risky(text) { format!("'{text}") } else { text.to_owned() }
}

/// The text that was guarded.
pub(super) fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_risky(rest) => rest,
        _ => text,
    }
}

fn is_risky(text: &str) -> bool {
    const BEGINNINGS: [char; 8] =
        ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    text.trim_start_matches('\'').starts_with(BEGINNINGS) && !is_number(text)
}

fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "+-.eE".contains(c)) && text.parse::<f64>().is_ok()
}

/// The cells of a file, line by line; None where quotation marks do not close.
pub(super) fn parse(text: &str) -> Option<Vec<Vec<String>>> {
    let mut lines = Vec::new();
    let mut cells = Vec::new();
    let mut cell = String::new();
    let mut chars = text.chars().peekable();
    let (mut quoted, mut any) = (false, false);
    while let Some(c) = chars.next() {
        any = true;
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' if quoted || cell.is_empty() => quoted = !quoted,
            ',' if !quoted => cells.push(unguarded(&std::mem::take(&mut cell)).to_owned()),
            '\r' if !quoted && chars.peek() == Some(&'\n') => {}
            '\n' if !quoted => {
                cells.push(unguarded(&std::mem::take(&mut cell)).to_owned());
                lines.push(std::mem::take(&mut cells));
                any = false;
            }
            c => cell.push(c),
        }
    }
    if any {
        cells.push(unguarded(&cell).to_owned());
        lines.push(cells);
    }
    (!quoted).then_some(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there(cells: &[&str]) -> String {
        let mut out = String::new();
        line(&mut out, cells.iter().copied());
        out
    }

    #[test]
    fn formulas_are_guarded_and_come_back() {
        assert_eq!(
            there(&["=1+1", "-5", "-not sure", "a,b", "say \"x\""]),
            "'=1+1,-5,'-not sure,\"a,b\",\"say \"\"x\"\"\"\n"
        );
        for text in [
            "=1+1",
            "'=1",
            "''=1",
            "'quoted'",
            "-5",
            "+1 more",
            "@a",
            "\u{ff1d}1",
            "",
            "a;b",
            "\"",
            "'",
            "x y",
        ] {
            assert_eq!(
                parse(&there(&[text, "b"])),
                Some(vec![vec![text.to_owned(), "b".to_owned()]]),
                "{text}"
            );
            assert_eq!(parse(&there(&[text])), Some(vec![vec![text.to_owned()]]), "{text}");
        }
    }

    #[test]
    fn broken_files_are_no_panic() {
        assert_eq!(parse("a,\"b"), None);
        assert_eq!(parse(""), Some(vec![]));
        assert_eq!(parse("a,b\r\nc"), Some(vec![vec!["a".into(), "b".into()], vec!["c".into()]]));
    }
}
