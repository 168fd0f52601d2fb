//! What a column's cells look like, for readers that know their tool by what is in its columns.

use crate::read::sheet::Sheet;

/// A column's header, as it stands, without the space around it.
pub(super) fn header(sheet: &Sheet, column: usize) -> &str {
    if sheet.rows == 0 { "" } else { sheet.text(0, column).trim() }
}

/// The distinct answers below the first row that are not empty, and how many rows hold each.
pub(super) fn answers(sheet: &Sheet, column: usize) -> impl Iterator<Item = (&str, u32)> {
    let column = &sheet.columns[column];
    let header = column.cells.first().copied().unwrap_or(0);
    column.distinct().filter_map(move |(number, text, count)| {
        let count = count - u32::from(number == header);
        let text = text.trim();
        (count > 0 && !text.is_empty()).then_some((text, count))
    })
}

/// Whether there are answers, and all are so.
pub(super) fn all(sheet: &Sheet, column: usize, is_so: impl Fn(&str) -> bool) -> bool {
    let mut answers = answers(sheet, column).peekable();
    answers.peek().is_some() && answers.all(|(text, _)| is_so(text))
}

/// Whether there is no answer.
pub(super) fn is_empty(sheet: &Sheet, column: usize) -> bool {
    answers(sheet, column).next().is_none()
}

/// Whether every row has an answer that no other row has.
pub(super) fn is_unique(sheet: &Sheet, column: usize) -> bool {
    let answers = answers(sheet, column).map(|(_, count)| count);
    let (distinct, most) = answers.fold((0, 0), |(n, most), count| (n + 1, most.max(count)));
    distinct > 0 && distinct == sheet.rows.saturating_sub(1) && most == 1
}

/// Whether a text is a day with a time of day, however written: three numbers with `/`, `-` or
/// `.` between them, and a colon behind.
pub(super) fn is_moment(text: &str) -> bool {
    let Some(colon) = text.find(':') else { return false };
    let day = &text[..colon];
    let numbers = day.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    numbers >= 4
        && text.len() <= 40
        && day.contains(['/', '-', '.'])
        && text.chars().filter(|c| c.is_alphabetic()).count() <= 8
}

#[cfg(test)]
pub(in crate::read) mod tests {
    use super::*;
    use crate::read::formats::trial::every_column_once;
    use crate::read::layout::{Draft, Format, Joined, Layout, Shape};
    use std::fmt::Write;
    use std::io::Cursor;

    /// The sheet of a delimited text.
    pub(in crate::read) fn sheet(text: &str) -> Sheet {
        crate::read::scan::sheet(&mut Cursor::new(text.as_bytes()), 1).unwrap()
    }

    /// How sure a format is of a delimited text, and how it lays it out.
    #[track_caller]
    pub(in crate::read::formats) fn check(format: &Format, text: &str, score: u8, expected: &str) {
        let sheet = sheet(text);
        assert_eq!((format.recognise)(&sheet), score);
        let layout = (format.lay_out)(&sheet);
        every_column_once(&sheet, &layout);
        assert_eq!(show(&layout), expected);
    }

    /// A layout in a few lines: questions, then metadata, then warnings.
    pub(in crate::read) fn show(layout: &Layout) -> String {
        let mut text = String::new();
        for draft in &layout.questions {
            self::draft(draft, "", &mut text);
        }
        for metadata in &layout.metadata {
            writeln!(text, "- {} {} {}", metadata.column, metadata.role.name(), metadata.label)
                .unwrap();
        }
        for warning in &layout.warnings {
            writeln!(text, "! {}", warning.code).unwrap();
        }
        text
    }

    fn draft(draft: &Draft, indent: &str, text: &mut String) {
        let other = |other: &Option<usize>| other.map_or(String::new(), |c| format!(" other {c}"));
        match &draft.shape {
            Shape::Column { column, joined, other: written } => {
                let joined = match joined {
                    Joined::Never => String::new(),
                    Joined::Perhaps(between) => format!(" by {between:?}"),
                };
                writeln!(text, "{indent}{column}{joined}{} {}", other(written), draft.label)
                    .unwrap();
            }
            Shape::Ticks { options, other: written, .. } => {
                let options: Vec<String> =
                    options.iter().map(|tick| format!("{}={}", tick.column, tick.label)).collect();
                let options = options.join(" ");
                writeln!(text, "{indent}ticks{} {} ({options})", other(written), draft.label)
                    .unwrap();
            }
            Shape::Grid(rows) => {
                writeln!(text, "{indent}grid {}", draft.label).unwrap();
                for row in rows {
                    self::draft(row, "  ", text);
                }
            }
        }
    }

    /// The exports of other tools are left to their own readers.
    #[test]
    fn real_exports_of_other_tools_are_not_taken() {
        use super::super::{formbricks, limesurvey, microsoft_forms, typeform};
        let Some(folder) = crate::real_data::folder() else { return };
        let tools = std::fs::read_dir(folder.join("surveys")).unwrap();
        let files = tools.flat_map(|tool| std::fs::read_dir(tool.unwrap().path()).unwrap());
        let mut tried = 0;
        for file in files.map(|file| file.unwrap().path()) {
            if file.extension().is_none_or(|end| end != "csv") {
                continue;
            }
            let mut source = std::fs::File::open(&file).unwrap();
            let sheet = crate::read::scan::sheet(&mut source, 1).unwrap();
            let own = file.parent().is_some_and(|tool| tool.ends_with("limesurvey"));
            let score = (limesurvey::FORMAT.recognise)(&sheet);
            assert!(if own { score >= 90 } else { score == 0 }, "{score} {}", file.display());
            for format in [microsoft_forms::FORMAT, typeform::FORMAT, formbricks::FORMAT] {
                let score = (format.recognise)(&sheet);
                assert_eq!(score, 0, "{:?} {}", format.reader, file.display());
            }
            tried += 1;
        }
        assert!(tried > 10);
    }

    #[test]
    fn moments() {
        for text in [
            "2026-03-01T09:12:35",
            "3/1/26 9:12:35",
            "01.03.2026 09:12",
            "2026-03-01 9:12:35 PM UTC",
        ] {
            assert!(is_moment(text), "{text}");
        }
        for text in ["9:12", "1/2: half", "2026-03-01", "see https://a.b/1-2-3-4 for all of it"] {
            assert!(!is_moment(text), "{text}");
        }
    }
}
