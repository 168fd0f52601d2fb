//! For the readers' tests: a layout in a few lines of text.

use crate::read::layout::{Draft, Format, Joined, Layout, Shape};
use crate::read::scan;
use crate::read::sheet::{Sheet, column_letters};
use std::fmt::Write;
use std::io::Cursor;

pub(super) const FORMATS: [&Format; 3] =
    [&super::surveymonkey::FORMAT, &super::alchemer::FORMAT, &super::qualtrics::FORMAT];

/// A file's text as a sheet.
pub(super) fn sheet(text: &[u8]) -> Sheet {
    scan::sheet(&mut Cursor::new(text), 1).unwrap()
}

/// How sure a reader is of a file.
pub(super) fn recognised(format: &Format, text: &str) -> u8 {
    (format.recognise)(&sheet(text.as_bytes()))
}

/// Reads a file and compares what is said of it, line by line.
#[track_caller]
pub(super) fn check(format: &Format, text: &str, expected: &str) {
    let sheet = sheet(text.as_bytes());
    let layout = (format.lay_out)(&sheet);
    every_column_once(&sheet, &layout);
    assert_eq!(show(&layout), expected);
}

/// No column may be lost, and none be in two places.
#[track_caller]
pub(super) fn every_column_once(sheet: &Sheet, layout: &Layout) {
    let mut columns: Vec<usize> = layout.questions.iter().flat_map(Draft::columns).collect();
    columns.extend(layout.metadata.iter().map(|metadata| metadata.column));
    columns.sort_unstable();
    assert_eq!(columns, (0..sheet.width()).collect::<Vec<_>>());
    // A sheet without rows is refused before it is laid out.
    assert!(layout.headers <= sheet.rows.max(1));
}

/// A layout as text: a line for each question, grid row, metadata column and warning.
pub(super) fn show(layout: &Layout) -> String {
    let mut text = format!("headers {}\n", layout.headers);
    for metadata in &layout.metadata {
        let (column, role) = (column_letters(metadata.column), metadata.role.name());
        writeln!(text, "{}", format!("meta {column} {role} {}", metadata.label).trim()).unwrap();
    }
    for draft in &layout.questions {
        draft_lines(&mut text, draft, "");
    }
    for warning in &layout.warnings {
        let kind = if warning.problem { "problem" } else { "notice" };
        let at = warning.column.as_deref().unwrap_or("-");
        writeln!(text, "{kind} {} {at}", warning.code).unwrap();
    }
    text
}

fn draft_lines(text: &mut String, draft: &Draft, indent: &str) {
    let label = draft.label.replace('\n', "\\n");
    let other = |other: &Option<usize>| {
        other.map_or(String::new(), |column| format!(" | other {}", column_letters(column)))
    };
    match &draft.shape {
        Shape::Column { column, joined, other: place } => {
            let joined = match joined {
                Joined::Perhaps(", ") => " (joined)",
                Joined::Perhaps(_) | Joined::Never => "",
            };
            let column = column_letters(*column);
            writeln!(text, "{indent}{column} {label}{joined}{}", other(place)).unwrap();
        }
        Shape::Ticks { options, other: place, exclusive, .. } => {
            let word = if *exclusive { "single" } else { "ticks" };
            write!(text, "{indent}{word} {label}").unwrap();
            for tick in options {
                write!(text, " | {} {}", column_letters(tick.column), tick.label).unwrap();
            }
            writeln!(text, "{}", other(place)).unwrap();
        }
        Shape::Grid(rows) => {
            writeln!(text, "{indent}grid {label}").unwrap();
            for row in rows {
                draft_lines(text, row, "  ");
            }
        }
    }
}
