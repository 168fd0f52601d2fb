//! The readers on real exports.

use super::trial::{FORMATS, every_column_once, show};
use super::{alchemer, qualtrics, surveymonkey};
use crate::read::layout::{Draft, Format, Layout, Shape};
use crate::read::scan;
use crate::read::sheet::Sheet;
use crate::real_data;
use calamine::Reader as _;
use std::io::Cursor;

/// A real export; `None` where there is none at hand.
fn real(path: &str) -> Option<Sheet> {
    bytes(path).map(|bytes| scan::sheet(&mut Cursor::new(bytes), 1).unwrap())
}

fn bytes(path: &str) -> Option<Vec<u8>> {
    real_data::bytes(&format!("surveys/{path}"))
}

/// How many questions of each shape there are: columns, ticks of several, ticks of one, grids,
/// and columns that are not questions.
type Shapes = (usize, usize, usize, usize, usize);

fn shapes(layout: &Layout) -> Shapes {
    let count = |test: fn(&Shape) -> bool| {
        layout.questions.iter().filter(|draft| test(&draft.shape)).count()
    };
    (
        count(|shape| matches!(shape, Shape::Column { .. })),
        count(|shape| matches!(shape, Shape::Ticks { exclusive: false, .. })),
        count(|shape| matches!(shape, Shape::Ticks { exclusive: true, .. })),
        count(|shape| matches!(shape, Shape::Grid(_))),
        layout.metadata.len(),
    )
}

/// Reads a real export with the reader that is surest of it.
#[track_caller]
fn read(path: &str, format: &Format, headers: usize, expected: Shapes) -> Option<(Sheet, Layout)> {
    let sheet = real(path)?;
    let sure = (format.recognise)(&sheet);
    assert!(sure >= 85, "{path}: {sure}");
    for other in FORMATS.iter().filter(|other| other.reader != format.reader) {
        assert!((other.recognise)(&sheet) < sure, "{path}: {}", other.reader.name());
    }
    let layout = (format.lay_out)(&sheet);
    every_column_once(&sheet, &layout);
    assert_eq!((layout.headers, shapes(&layout)), (headers, expected), "{path}\n{}", show(&layout));
    Some((sheet, layout))
}

fn codes(layout: &Layout) -> Vec<&str> {
    layout.warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn surveymonkey_exports() {
    let format = &surveymonkey::FORMAT;
    read("surveymonkey/CNCF_WASM_Micro-Survey.csv", format, 2, (7, 9, 0, 0, 0));
    // Nine of the sixteen questions have a column for remarks.
    read("surveymonkey/CNCF_Maintainers_Survey_2023_H2.csv", format, 2, (25, 0, 0, 0, 0));
    if let Some((_, layout)) = read("surveymonkey/StarWars.csv", format, 2, (11, 1, 0, 2, 1)) {
        assert_eq!(codes(&layout), ["ranking"]);
    }
    let coded = "surveymonkey/2022_CNCF_Survey_-_Raw_Data.csv";
    if let Some((_, layout)) = read(coded, format, 3, (25, 9, 0, 7, 8)) {
        assert_eq!(codes(&layout), ["answers-are-codes"]);
    }
    // 49 titles; below three of the grids there is a column to write in.
    let spread = "surveymonkey/Cloud_Native_Survey_1H_2020.csv";
    if let Some((_, layout)) = read(spread, format, 2, (4, 16, 23, 9, 0)) {
        assert_eq!(codes(&layout), ["header-became-error"; 2]);
        let others = layout
            .questions
            .iter()
            .filter(|draft| matches!(draft.shape, Shape::Ticks { other: Some(_), .. }));
        assert_eq!(others.count(), 19);
        let rows: Vec<usize> = (layout.questions.iter())
            .filter_map(|draft| match &draft.shape {
                Shape::Grid(rows) => Some(rows.len()),
                _ => None,
            })
            .collect();
        assert_eq!(rows, [10, 16, 22, 4, 11, 3, 45, 7, 8]);
    }
}

#[test]
fn a_surveymonkey_workbook_of_counts() {
    let Some(bytes) = bytes("xlsx/Cloud_Native_Survey_2021-Part_1.xlsx") else { return };
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let mut text = String::new();
        for row in range.rows() {
            let cells: Vec<String> =
                row.iter().map(|c| format!("\"{}\"", c.to_string().replace('"', "\"\""))).collect();
            text += &(cells.join(",") + "\n");
        }
        let sheet = scan::sheet(&mut Cursor::new(text), 1).unwrap();
        assert_eq!((surveymonkey::FORMAT.recognise)(&sheet), 90, "{name}");
        let layout = (surveymonkey::FORMAT.lay_out)(&sheet);
        every_column_once(&sheet, &layout);
        assert_eq!(codes(&layout), ["counts-not-answers"], "{name}");
    }
}

#[test]
fn an_alchemer_export() {
    let path = "surveygizmo/20160115235816-SurveyExport.csv";
    let Some((_, layout)) = read(path, &alchemer::FORMAT, 1, (8, 0, 0, 8, 3)) else { return };
    let others: Vec<Vec<usize>> = (layout.questions.iter())
        .filter(|draft| matches!(draft.shape, Shape::Column { other: Some(_), .. }))
        .map(Draft::columns)
        .collect();
    assert_eq!(others, [[9, 10], [29, 30]]);
}

#[test]
fn qualtrics_exports() {
    let format = &qualtrics::FORMAT;
    read("qualtrics/sample.csv", format, 3, (2, 0, 0, 0, 18));
    read("qualtrics/sample_legacy.csv", format, 2, (2, 0, 0, 0, 14));
    // 40 questions, counted by their import ids; one survey, exported in the old and the new way.
    let shapes = |metadata| (8, 4, 0, 28, metadata);
    let path = "qualtrics/Many_Different_Question_Type__Sample_Survey";
    let old = read(&format!("{path}.csv"), format, 2, shapes(14));
    let new = read(&format!("{path}_(Insights).csv"), format, 3, shapes(14));
    let (Some((old, old_layout)), Some((new, new_layout))) = (old, new) else { return };
    let answers = |sheet: &Sheet, headers: usize, column: usize| -> Vec<String> {
        (headers..sheet.rows).map(|row| sheet.text(row, column).trim().to_owned()).collect()
    };
    for (a, b) in old_layout.questions.iter().zip(&new_layout.questions) {
        assert_eq!(outline(a), outline(b));
        assert_eq!(a.columns().len(), b.columns().len());
        for (before, after) in a.columns().into_iter().zip(b.columns()) {
            assert_eq!(answers(&old, 2, before), answers(&new, 3, after), "{}", a.label);
        }
    }
}

/// Labels and shape of a question, without blanks and signs: between the parts of a side-by-side
/// question the old export has a colon and the new one a dash.
fn outline(draft: &Draft) -> String {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let inner: Vec<String> = match &draft.shape {
        Shape::Column { .. } => vec!["column".to_owned()],
        Shape::Ticks { options, .. } => options.iter().map(|tick| letters(&tick.label)).collect(),
        Shape::Grid(rows) => rows.iter().map(outline).collect(),
    };
    format!("{} ({})", letters(&draft.label), inner.join("; "))
}

#[test]
fn exports_of_other_tools_are_left_alone() {
    for path in [
        "google-forms/cncf-maintainer-2018-h1.csv",
        "google-forms/developer-experience-survey.csv",
        "google-forms/jupyter-education-2016.csv",
        "google-forms/otel-collector-survey.csv",
        "limesurvey/rse-2017-us.csv",
        "surveygizmo/hinderances_themes.csv",
        "surveygizmo/pleasant_aspects_themes.csv",
    ] {
        let Some(sheet) = real(path) else { continue };
        for format in FORMATS {
            assert_eq!((format.recognise)(&sheet), 0, "{path} {}", format.reader.name());
        }
    }
}
