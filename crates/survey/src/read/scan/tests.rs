//! Files of all widths and sizes, read by one thread and by several.

use super::*;
use crate::read::lex::Irregular;
use proptest::prelude::*;
use std::io::Cursor;

fn read(text: &[u8], threads: usize) -> Result<Sheet, ReadError> {
    sheet(&mut Cursor::new(text), threads)
}

fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    (0..sheet.rows).map(|row| sheet.row(row).collect()).collect()
}

/// A file of several blocks, with all that a cell can hold.
fn large() -> String {
    let mut text = String::from("id,answer,\"say \"\"why\"\"\"\r\n");
    let mut row = 0;
    while text.len() < 5 * limits::BLOCK_BYTES {
        let why = ["\"a, b\"", "\"line\nbreak\"", "\"she said \"\"no\"\"\"", "", "plain"][row % 5];
        text += &format!("{row},{},{why}\r\n", row % 7);
        if row % 1000 == 999 {
            text += ",,\r\n\r\n";
        }
        row += 1;
    }
    text
}

#[test]
fn many_threads_read_what_one_reads() {
    let text = large();
    let (one, two) = (read(text.as_bytes(), 1).unwrap(), read(text.as_bytes(), 3).unwrap());
    assert_eq!(one.rows, two.rows);
    assert!(one.rows > 100_000);
    assert_eq!(one.blank, two.blank);
    assert!(one.blank.count() > 0);
    for (a, b) in one.columns.iter().zip(&two.columns) {
        assert_eq!((&a.cells, &a.counts), (&b.cells, &b.counts));
        assert!((0..a.values.len() as u32).all(|i| a.values.get(i) == b.values.get(i)));
    }
}

#[test]
fn rows_of_any_width_are_read() {
    // The first block has its cells close together, the second one row that is far wider.
    let mut text = "1,0,1,0,1,0,1,0\n".repeat(limits::BLOCK_BYTES / 16 + 9);
    text += &(0..500).map(|cell| format!("c{}", cell % 7)).collect::<Vec<_>>().join(",");
    text += &"\nyes,\"no \"\"not\"\"\",,a\n\"yes\"\n".repeat(2_000);
    for threads in [1, 3] {
        let sheet = read(text.as_bytes(), threads).unwrap();
        let wide = limits::BLOCK_BYTES / 16 + 9;
        assert_eq!((sheet.rows, sheet.columns.len()), (wide + 4_001, 500));
        let row = |row: usize| sheet.row(row).take(5).collect::<Vec<_>>();
        assert_eq!(row(wide - 1), ["1", "0", "1", "0", "1"]);
        assert!(sheet.row(wide).eq((0..500).map(|cell| format!("c{}", cell % 7))));
        for at in (wide + 1..sheet.rows).step_by(2) {
            assert_eq!(row(at), ["yes", "no \"not\"", "", "a", ""]);
            assert_eq!(row(at + 1), ["yes", "", "", "", ""]);
        }
        assert_eq!(sheet.columns[1].distinct().count(), 3);
    }
}

#[test]
fn widths_may_change_from_block_to_block() {
    // Room for blocks is used again: what is left of another block must never be seen.
    let cell = |row: usize, column: usize| format!("answer {}", (row * 31 + column * 7) % 23);
    let width = |row: usize| match row / 12_000 {
        0 => 9,
        1 => 3,
        2 => 14,
        part => 1 + (row + part) % 9,
    };
    let rows = 120_000;
    let line = |row: usize| (0..width(row)).map(|column| cell(row, column)).collect::<Vec<_>>();
    let text: String = (0..rows).map(|row| line(row).join(",") + "\n").collect();
    assert!(text.len() > 6 * limits::BLOCK_BYTES);
    for threads in [1, 3] {
        let sheet = read(text.as_bytes(), threads).unwrap();
        assert_eq!((sheet.rows, sheet.columns.len()), (rows, 14));
        for row in 0..rows {
            let mut expected = line(row);
            expected.resize(14, String::new());
            assert!(sheet.row(row).eq(expected), "row {row}");
        }
    }
}

#[test]
fn a_wide_row_of_nothing_is_refused_as_another_is() {
    let text = "x\n".repeat(500_000) + &",".repeat(16_383) + "\n";
    let result = read(text.as_bytes(), 2);
    assert!(matches!(result, Err(ReadError::TooSparse { columns: 16_384, .. })));
}

#[test]
fn an_empty_cell_at_the_end_of_a_large_file_is_empty() {
    // Blocks are used again: behind the end stands what was in an earlier one.
    for begins in 0..8 {
        let text = "x".repeat(begins) + &"\"x\",\"y\"\n".repeat(400_000) + "\"x\",";
        let sheet = read(text.as_bytes(), 1).unwrap();
        assert_eq!((sheet.text(400_000, 0), sheet.text(400_000, 1)), ("x", ""));
    }
}

#[test]
fn two_marks_mean_one_where_no_line_end_follows() {
    for end in ["", "\n", "\r\n"] {
        let text = format!("q\n\"x \"\"y\"\" z\"{end}");
        assert_eq!(rows(&read(text.as_bytes(), 1).unwrap()), [["q"], ["x \"y\" z"]]);
    }
}

proptest! {
    /// Few texts that come again, some of them longer than what is printed of a text.
    #[test]
    fn cells_are_what_was_written(
        cells in proptest::collection::vec((0usize..13, 0usize..13), 1..300),
        quoted in any::<bool>(),
        ended in any::<bool>(),
    ) {
        let long = |length: usize, end: &str| "a".repeat(length) + end;
        let texts = [
            String::new(), "a".into(), "b".into(), "a\"b".into(), "\"".into(), "a,b\nc".into(),
            long(1023, ""), long(1024, ""), long(1024, "b"), long(1024, "c"), long(1100, "\""),
            long(15, "b"), "\"".repeat(600),
        ];
        let written = |index: usize| match &texts[index] {
            text if quoted || text.contains(['"', ',']) => format!("\"{}\"", text.replace('"', "\"\"")),
            text => text.clone(),
        };
        let rows: Vec<_> = cells.iter().map(|&(a, b)| written(a) + "," + &written(b)).collect();
        let text = "Who,What\n".to_owned() + &rows.join("\n") + if ended { "\n" } else { "" };
        let sheet = read(text.as_bytes(), 1).unwrap();
        let filled: Vec<_> = cells.iter().filter(|&&cell| cell != (0, 0)).collect();
        prop_assert_eq!(sheet.rows, filled.len() + 1);
        for (row, &&(a, b)) in filled.iter().enumerate() {
            prop_assert_eq!(sheet.text(row + 1, 0), &texts[a]);
            prop_assert_eq!(sheet.text(row + 1, 1), &texts[b]);
        }
        let different: std::collections::BTreeSet<_> = filled.iter().map(|cell| cell.0).collect();
        let empty = usize::from(different.contains(&0));
        prop_assert_eq!(sheet.columns[0].distinct().count(), different.len() - empty + 1);
    }
}

#[test]
fn a_stray_mark_in_a_large_file_loses_nothing() {
    let text = large() + "x,5\" disk,\"y\"\r\n1,2,3\r\n";
    let sheet = read(text.as_bytes(), 2).unwrap();
    assert_eq!(rows(&sheet)[sheet.rows - 2], ["x", "5\" disk", "y"]);
    assert_eq!(sheet.irregular.len(), 1);
    assert_eq!(sheet.irregular[0].2, Irregular::StrayQuote);
}

#[test]
fn rows_of_other_widths_are_named() {
    let sheet = read(b"a,b\n1\n1,2,3\n\n4,5\n", 1).unwrap();
    assert_eq!(rows(&sheet), [["a", "b", ""], ["1", "", ""], ["1", "2", "3"], ["4", "5", ""]]);
    assert_eq!(sheet.ragged, [(2, 1), (3, 3)]);
    assert_eq!(sheet.blank.first(9), [4]);
    assert_eq!(sheet.record(3), 5);
}

#[test]
fn equal_texts_are_one_value() {
    let sheet = read(b"q\na\n\"a\"\n\"\"\"a\"\"\"\n", 1).unwrap();
    let texts: Vec<(&str, u32)> = sheet.columns[0].distinct().map(|(_, t, n)| (t, n)).collect();
    assert_eq!(texts, [("q", 1), ("a", 2), ("\"a\"", 1)]);
}

#[test]
fn other_encodings_are_read() {
    let sheet16: Vec<u8> =
        "\u{feff}q\tr\ncafé\t1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(rows(&read(&sheet16, 1).unwrap()), [["q", "r"], ["café", "1"]]);
    let windows = read(b"q,r\ncaf\xe9,caf\xc3\xa9\n", 1).unwrap();
    assert_eq!(rows(&windows)[1], ["café", "café"]);
    let encoding = windows.recoded.map(|reading| reading.encoding);
    assert_eq!(encoding, Some(super::super::Encoding::Windows1252));
    assert_eq!(windows.columns[0].recoded.len(), 1);
    assert_eq!(windows.columns[1].recoded.len(), 0);
    assert_eq!(rows(&read(b"\xef\xbb\xbfq\n1\n", 1).unwrap()), [["q"], ["1"]]);
}

#[test]
fn a_line_that_tells_the_delimiter_is_no_row() {
    for text in ["\u{feff}sep=;\r\na;b,c\r\n1;2\r\n", "sep=;\na;b,c\n1;2\n\n\"x\"y;3\n"] {
        let sheet = read(text.as_bytes(), 1).unwrap();
        assert_eq!(rows(&sheet)[..2], [["a", "b,c"], ["1", "2"]]);
        assert_eq!(sheet.record(1), 2);
    }
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    let utf32: Vec<u8> = "a,b\n1,2\n".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let marked = [&b"\xff\xfe\0\0"[..], &utf32].concat();
    for text in [utf32, marked] {
        assert!(matches!(read(&text, 1), Err(ReadError::Utf32)));
    }
    assert!(matches!(read(b"\x7fELF\x02\x01\x01\x00\x00\x03", 1), Err(ReadError::NotText)));
}

#[test]
fn other_files_are_refused_by_their_beginning() {
    for (start, what) in [
        (&b"%PDF-1.7\n1 0 obj"[..], "a PDF document"),
        (b"\xef\xbb\xbf<?xml version=\"1.0\"?>\n<a/>", "an XML document"),
        (b"\n<!DOCTYPE html>\n<title>a, b</title>", "a web page"),
        (b"\x1f\x8b\x08text, text", "a packed file"),
        (b"paap: questionnaire/1\nid: a\nquestions:\n", "a questionnaire"),
    ] {
        let Err(ReadError::NotATable(found)) = read(start, 1) else { panic!("{what} is read") };
        assert_eq!(found, what);
    }
    assert_eq!(rows(&read(b"<b>How?</b>,pdf\n1,2\n", 1).unwrap())[1], ["1", "2"]);
}

#[test]
fn an_endless_row_is_refused() {
    let text = [b"a,b\n1,".to_vec(), vec![b'x'; limits::RECORD_BYTES * 3]].concat();
    for threads in [1, 2] {
        let result = read(&text, threads);
        assert!(matches!(result, Err(ReadError::RowTooLong { record: 2 })));
    }
}

#[test]
fn a_table_that_would_be_nearly_empty_is_refused() {
    let wide = format!("{}\n", vec!["h"; 16_000].join(","));
    let narrow = "x\n".repeat(10_000);
    // Row by row too: a mark in a cell is against the rules.
    for begin in ["a\n", "5\" disk\n"] {
        let text = format!("{begin}{narrow}{wide}{narrow}");
        let result = read(text.as_bytes(), 2);
        assert!(
            matches!(result, Err(ReadError::TooSparse { record: 10_002, columns: 16_000 })),
            "{begin:?}"
        );
    }
    let few = format!("{wide}{}", "x\n".repeat(4_000));
    assert_eq!(read(few.as_bytes(), 2).unwrap().rows, 4_001);
}

#[test]
fn a_mark_that_never_closes_loses_nothing() {
    let mut text = b"a,b\n1,\"two\n".to_vec();
    for row in 0..3_000_000 {
        text.extend_from_slice(format!("{row},x\n").as_bytes());
    }
    let sheet = read(&text, 2).unwrap();
    assert_eq!(sheet.rows, 3_000_002);
    assert_eq!(sheet.row(1).collect::<Vec<_>>(), ["1", "\"two"]);
}
