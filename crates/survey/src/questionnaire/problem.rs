//! What is wrong with a file, where, and what to do about it.

use paap_text::yaml::{self, At};
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
    pub const fn name(self) -> &'static str {
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

impl From<At> for Place {
    fn from(at: At) -> Self {
        Self::Text { line: at.line, column: at.column }
    }
}

impl From<yaml::Problem> for Problem {
    fn from(problem: yaml::Problem) -> Self {
        let yaml::Problem { code, at, message, help } = problem;
        Self { severity: Severity::Error, code, place: at.into(), message, help }
    }
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
        let line = self.line().and_then(|line| source?.lines().nth(line.checked_sub(1)?));
        self.rendered(file, line)
    }

    /// The same, given the line of the source that it is about.
    fn rendered(&self, file: &str, source: Option<&str>) -> String {
        let mut out = format!("{}: {}\n", self.severity.name(), self.message);
        // Writing to a String cannot fail.
        let _ = match &self.place {
            Place::File => writeln!(out, "  --> {file}"),
            Place::Text { line, column } => {
                let head = writeln!(out, "  --> {file}:{line}:{column}");
                if let Some(source) = source.filter(|_| *column <= FARTHEST) {
                    excerpt(&mut out, source, *line, *column);
                }
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

/// How many problems of one file are shown.
const SHOWN: usize = 1000;

/// Problems for people as [`Problem::render`] has each. Of very many, the first are shown, errors
/// before all else.
pub fn render(problems: &[Problem], file: &str, source: Option<&str>) -> Vec<String> {
    let lines: Vec<&str> = source.map_or_else(Vec::new, |source| source.lines().collect());
    let is_error = |problem: &&Problem| problem.severity == Severity::Error;
    // Whoever has more errors than that needs no warnings yet.
    let errors = problems.iter().filter(is_error);
    let shown: Vec<&Problem> = match problems.len() > SHOWN {
        true => errors.chain(problems.iter().filter(|p| !is_error(p))).take(SHOWN).collect(),
        false => problems.iter().collect(),
    };
    let render = |problem: &&Problem| {
        let line = problem.line().and_then(|line| lines.get(line.checked_sub(1)?).copied());
        problem.rendered(file, line)
    };
    let mut out: Vec<String> = shown.iter().map(render).collect();
    if shown.len() < problems.len() {
        out.push(format!("… and {} more in {file}\n", problems.len() - shown.len()));
    }
    out
}

/// How far into a line an excerpt may lie.
const FARTHEST: usize = 10_000;

/// Characters of the source line shown on each side of the caret at most.
const AROUND: usize = 60;

fn excerpt(out: &mut String, text: &str, line: usize, column: usize) {
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
        excerpt(&mut out, "one line", 0, 0);
        excerpt(&mut out, "one line", 1, 500);
        assert!(out.contains('…'), "{out}");
        for line in [0, 2, usize::MAX] {
            let place = Place::Text { line, column: 9 };
            let shown = Problem { place, ..problem(Severity::Error) }.render("s.yaml", Some("a"));
            assert!(shown.starts_with("error: no\n  --> s.yaml:"), "{shown}");
        }
    }

    fn problem(severity: Severity) -> Problem {
        let (place, message) = (Place::Text { line: 1, column: 1 }, "no".to_owned());
        Problem { severity, code: "no", place, message, help: None }
    }

    #[test]
    fn of_very_many_problems_the_errors_are_shown() {
        let mut problems = vec![problem(Severity::Note); 100_000];
        problems.push(problem(Severity::Error));
        let shown = render(&problems, "s.yaml", Some(&"a\n".repeat(100_000))).concat();
        assert!(shown.starts_with("error: no\n  --> s.yaml:1:1\n  |\n1 | a\n  | ^\nnote: no\n"));
        assert!(shown.ends_with("… and 99001 more in s.yaml\n"));
    }
}
