//! Headers that no tool writes: reading ends in a layout that has every column once, and soon.

use super::format;
use super::trial::{every_column_once, sheet};
use crate::read::layout::Reader;
use proptest::prelude::*;

/// What headers and cells are made of, and what the readers look for.
const PIECES: [&str; 52] = [
    "",
    "",
    "",
    "1",
    "2",
    "0",
    "-99",
    "Yes",
    "No",
    "Q1",
    "Q1_1",
    "Q1_2",
    "Q1_2_TEXT",
    "Q2_1_1",
    "Q2_1_2",
    "row: 3_1",
    "V1",
    "V2",
    "ResponseID",
    "StartDate",
    "{'ImportId': 'QID1-1'}",
    "{'ImportId': 'QID1_2_TEXT'}",
    "Respondent ID",
    "Collector ID",
    "Response",
    "#NAME?",
    " - ",
    "Other (please specify)",
    "Comments:",
    "Which?",
    "Which? - Bus",
    "Which?-Tram",
    "Bus",
    "Tram",
    "Bus:Which?",
    "Other - Write In:Which?",
    "Time Started",
    "Date Submitted",
    "é–—",
    "Unnamed: 3",
    "Timestamp",
    "3/1/2026 9:12:35",
    "2026/03/01 12:05:19 PM AST",
    "Score",
    "How? [a]",
    "How? [b]",
    "id",
    "ID",
    "Start time",
    "1. Tools?",
    "1. Tools? - Option ID",
    "Q1[SQ001]",
];

proptest! {
    #[test]
    fn every_column_has_one_place(
        rows in prop::collection::vec(prop::collection::vec(0..PIECES.len(), 0..9), 0..7),
    ) {
        let line = |row: &Vec<usize>| row.iter().map(|&at| PIECES[at]).collect::<Vec<_>>().join(",");
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\n");
        let sheet = sheet(text.as_bytes());
        // Without a row there is nothing to read, which is said before any reader is asked.
        prop_assume!(sheet.rows > 0);
        for format in Reader::ALL.map(format) {
            (format.recognise)(&sheet);
            every_column_once(&sheet, &(format.lay_out)(&sheet));
        }
    }
}

#[test]
fn wide_hostile_headers_take_no_time() {
    let wide =
        |cell: &dyn Fn(usize) -> String| (0..16_000).map(cell).collect::<Vec<_>>().join(",") + "\n";
    let blank = "Title".to_owned() + &",".repeat(15_999) + "\n";
    for text in [
        blank + &wide(&|c| format!("row {c} - option")) + &wide(&|_| "option".into()),
        wide(&|c| format!("{c}:shared question")) + &wide(&|c| c.to_string()),
        wide(&|c| format!("Q1_{c}"))
            + &wide(&|c| format!("Text - {c}"))
            + &wide(&|c| c.to_string()),
        wide(&|_| "same".into()) + &wide(&|c| c.to_string()) + &wide(&|_| "a".into()),
        ":".repeat(1 << 20) + ",a\n1,2\n",
        "-".repeat(1 << 20) + ",a\n1,2\n",
    ] {
        let started = std::time::Instant::now();
        let sheet = sheet(text.as_bytes());
        for format in Reader::ALL.map(format) {
            (format.recognise)(&sheet);
            every_column_once(&sheet, &(format.lay_out)(&sheet));
        }
        assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
    }
}
