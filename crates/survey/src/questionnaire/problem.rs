//! What is wrong with a file, where, and what to do about it.

use std::fmt::Write as _;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something is carried in a different way than it stood there.
    Note,
    /// The file can be used, but something is probably not as meant.
    Warning,
    /// The file cannot be used as it is.
    Error,
}

impl Severity {
    /// The word shown to people.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A place in a text file; line and column in characters, both from 1.
    Text {
        /// From 1.
        line: usize,
        /// From 1, in characters.
        column: usize,
    },
    /// A cell of a workbook.
    Cell {
        /// Name of the sheet.
        sheet: String,
        /// Row as a spreadsheet numbers it, from 1.
        row: usize,
        /// The column's header.
        column: String,
    },
}

/// One thing that is wrong, or that could not be carried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// How much it matters.
    pub severity: Severity,
    /// Stable word for the sort of problem, for example `unknown-key`.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Problem {
    /// Line in a text file or row of a sheet, from 1.
    pub fn line(&self) -> Option<usize> {
        match &self.place {
            Place::File => None,
            Place::Text { line, .. } => Some(*line),
            Place::Cell { row, .. } => Some(*row),
        }
    }

    /// Several lines for people: message, place, the line of `source` with a caret below the
    /// place, and what to do. `file` is the name to show; `source` the text it held, if any.
    pub fn render(&self, file: &str, source: Option<&str>) -> String {
        let mut out = format!("{}: {}\n", self.severity.word(), self.message);
        // Writing to a String cannot fail.
        let _ = match &self.place {
            Place::File => writeln!(out, "  --> {file}"),
            Place::Text { line, column } => {
                let head = writeln!(out, "  --> {file}:{line}:{column}");
                excerpt(&mut out, source.unwrap_or_default(), *line, *column);
                head
            }
            Place::Cell { sheet, row, column } => {
                writeln!(out, "  --> {file}, sheet {sheet}, row {row}, column {column}")
            }
        };
        if let Some(help) = &self.help {
            let _ = writeln!(out, "   = help: {help}");
        }
        out
    }
}

/// Characters of the source line shown on each side of the caret at most.
const AROUND: usize = 60;

fn excerpt(out: &mut String, source: &str, line: usize, column: usize) {
    let Some(text) = line.checked_sub(1).and_then(|index| source.lines().nth(index)) else {
        return;
    };
    let at = column.saturating_sub(1);
    let skipped = at.saturating_sub(AROUND);
    // A tab or control character would move the caret or the reader's terminal.
    let shown: String = std::iter::repeat_n('…', usize::from(skipped > 0))
        .chain(text.chars().skip(skipped).take(2 * AROUND))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let indent = " ".repeat(at - skipped + usize::from(skipped > 0));
    let _ = write!(out, "{margin} |\n{number} | {}\n{margin} | {indent}^\n", shown.trim_end());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_the_line_and_a_caret() {
        let problem = Problem {
            severity: Severity::Error,
            code: "unknown-key",
            place: Place::Text { line: 2, column: 3 },
            message: "a question has no key `lable`".to_owned(),
            help: Some("did you mean `label`?".to_owned()),
        };
        let shown = problem.render("s.yaml", Some("a: 1\n  lable: Q\n"));
        assert_eq!(
            shown,
            "error: a question has no key `lable`\n  --> s.yaml:2:3\n  |\n2 |   lable: Q\n  |   ^\n   = help: did you mean `label`?\n"
        );
    }

    #[test]
    fn a_place_outside_the_source_is_no_panic() {
        let mut out = String::new();
        excerpt(&mut out, "one line", 9, 9);
        excerpt(&mut out, "one line", 0, 0);
        excerpt(&mut out, "one line", 1, 500);
        assert!(out.contains('…'), "{out}");
    }
}
