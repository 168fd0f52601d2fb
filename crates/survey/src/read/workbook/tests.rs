use super::*;
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

mod old;

/// How long an answer may take. Nothing is optimised in a test build, so it gets more.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 120 } else { 5 });

const WORKBOOK: &str = r#"<workbook xmlns="m" xmlns:r="r"><sheets>
    <sheet name="One" sheetId="1" r:id="a"/></sheets></workbook>"#;
const PACKAGE: &str = r#"<Relationships>
    <Relationship Id="a" Type="x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONSHIPS: &str = r#"<Relationships>
    <Relationship Id="a" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

/// An archive with these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook with one worksheet, and whatever else.
fn xlsx(sheet: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{sheet}</sheetData></worksheet>");
    let own: [(&str, &[u8]); 4] = [
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONSHIPS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    archive(&[&own, more].concat())
}

fn read(bytes: Vec<u8>) -> Result<Sheet, ReadError> {
    let start = Instant::now();
    let result = sheet(bytes);
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    result
}

fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
    (0..sheet.rows).map(|row| sheet.row(row).collect()).collect()
}

#[track_caller]
fn too_large(bytes: Vec<u8>) {
    // A form goes through the same checks.
    assert!(crate::xlsform::read(&bytes).is_err());
    match read(bytes) {
        Err(ReadError::WorkbookTooLarge(_)) => {}
        Err(other) => panic!("{other}"),
        Ok(sheet) => panic!("read {} rows", sheet.rows),
    }
}

/// A made workbook with every kind of value.
fn example() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("Notes").unwrap().write(0, 0, "see the other").unwrap();
    let sheet = book.add_worksheet().set_name("Form1").unwrap();
    let bold = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 0, 0, 1, "Team", &bold).unwrap();
    sheet.write(0, 2, "When").unwrap();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy hh:mm");
    sheet.write(1, 0, "Röd & grön;\nblå").unwrap();
    sheet.write(1, 1, 3.0).unwrap();
    sheet.write_with_format(1, 2, 46_082.0 + 33_155.0 / 86_400.0, &day).unwrap();
    sheet.write(3, 0, true).unwrap();
    sheet.write(3, 1, 2.5).unwrap();
    sheet.write_with_format(3, 2, 46_082.0, &day).unwrap();
    sheet.write_formula(3, 3, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).unwrap();
    book.add_worksheet().set_name("Nothing").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn reads_every_kind_of_value() {
    let bytes = example();
    assert!(is_workbook(&bytes));
    let sheet = read(bytes).unwrap();
    assert_eq!(
        rows(&sheet),
        [
            ["Team", "", "When", ""],
            ["Röd & grön;\nblå", "3", "2026-03-01T09:12:35", ""],
            ["TRUE", "2.5", "2026-03-01", "#N/A"],
        ]
    );
    assert_eq!(sheet.worksheet.as_deref(), Some("Form1"));
    assert_eq!(sheet.other_worksheets, ["Notes"]);
    assert_eq!((sheet.blank.first(9), sheet.ragged_rows), (vec![3], 0));
    assert_eq!((sheet.encoding, sheet.delimiter), (None, None));
}

#[test]
fn reads_errors_and_inline_texts() {
    let bytes = xlsx(
        r#"<row><c t="inlineStr"><is><t>a</t></is></c><c t="e"><v>#DIV/0!</v></c></row>"#,
        &[],
    );
    assert_eq!(rows(&read(bytes).unwrap()), [["a", "#DIV/0!"]]);
}

#[test]
fn formulas_without_a_result_are_counted() {
    let check = |cells: &str, unsolved: u64| {
        let text = r#"<c t="inlineStr"><is><t>a</t></is></c>"#;
        let sheet = read(xlsx(&format!("<row>{text}{cells}</row>"), &[])).unwrap();
        assert_eq!(sheet.unsolved, unsolved, "{cells}");
    };
    check("<c><f>B2*2</f><v/></c><c><f>B2</f></c><c><f>B2</f><v></v></c>", 3);
    check("<c><f>B2*2</f><v>4</v></c><c s=\"1\"/><c><v>1</v></c>", 0);
    // A formula may well say that there is no text.
    check(r#"<c t="str"><f>IF(A1="","","x")</f><v></v></c>"#, 0);
}

#[test]
fn reads_an_open_document() {
    let content = |rows: &str| {
        let content = format!(
            r#"<o:c xmlns:table="t" xmlns:office="o" xmlns:text="x"><table:table table:name="S">
            {rows}</table:table></o:c>"#
        );
        archive(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", b"<manifest:manifest/>"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let sheet = read(content(concat!(
        r#"<table:table-row><table:table-cell office:value-type="string"><text:p>q</text:p>"#,
        r#"</table:table-cell><table:table-cell table:number-columns-repeated="16383"/>"#,
        r#"</table:table-row><table:table-row table:number-rows-repeated="2">"#,
        r#"<table:table-cell office:value-type="date" office:date-value="2026-03-01"/>"#,
        r#"<table:table-cell office:value-type="float" office:value="4"/></table:table-row>"#,
        r#"<table:table-row table:number-rows-repeated="1048573"><table:table-cell "#,
        r#"table:number-columns-repeated="16384"/></table:table-row>"#,
    )))
    .unwrap();
    assert_eq!(rows(&sheet), [["q", ""], ["2026-03-01", "4"], ["2026-03-01", "4"]]);
    let wide = r#"<table:table-row table:number-rows-repeated="100000"><table:table-cell
        office:value="4" table:number-columns-repeated="16384"/></table:table-row>"#;
    too_large(content(wide));
    let long = format!(
        r#"<table:table-row><table:table-cell office:string-value="{}"
        table:number-columns-repeated="16384"/></table:table-row>"#,
        "x".repeat(1 << 20)
    );
    too_large(content(&long));
    let spaces = r#"<table:table-row><table:table-cell office:value-type="string"><text:p>a<text:s
        text:c="2000000000"/></text:p></table:table-cell></table:table-row>"#;
    too_large(content(spaces));
}

#[test]
fn says_what_is_not_a_workbook() {
    for (entries, expected) in [
        (&[("word/document.xml", &b"<a/>"[..])][..], "text document"),
        (&[("answers.csv", b"a,b")], "zip archive"),
        (
            &[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"<a/>")],
            "text document",
        ),
    ] {
        let error = read(archive(entries)).err().unwrap().to_string();
        assert!(error.contains("not a workbook") && error.contains(expected), "{error}");
    }
    assert!(matches!(read(b"PK\x03\x04".to_vec()), Err(ReadError::Damaged(_))));
    assert!(matches!(read(COMPOUND.to_vec()), Err(ReadError::Damaged(_))));
    assert!(matches!(read(Vec::new()), Err(ReadError::Empty)));
    assert!(matches!(read(xlsx("", &[])), Err(ReadError::Empty)));
}

#[test]
fn every_cut_and_every_flipped_byte_ends_in_an_answer() {
    let whole = example();
    for end in (0..whole.len()).step_by(97) {
        drop(read(whole[..end].to_vec()));
    }
    for at in (0..whole.len()).step_by(61) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        drop(read(bytes));
    }
}

#[test]
fn a_sheet_that_unpacks_to_gigabytes_is_refused() {
    let zeros = vec![0; 1 << 20];
    let mut bytes = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().large_file(true);
    // 4 GiB take minutes to pack in a test build; the measured numbers are of the whole.
    let mebibytes = if cfg!(debug_assertions) { 170 } else { 4096 };
    bytes.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    for _ in 0..mebibytes {
        bytes.write_all(&zeros).unwrap();
    }
    let bytes = bytes.finish().unwrap().into_inner();
    too_large(bytes.clone());
    // The same, with a directory and an entry that promise 1 KiB.
    let mut lying = bytes;
    let size = u32::try_from(mebibytes << 20).unwrap_or(u32::MAX).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&1024_u32.to_le_bytes());
        }
    }
    assert!(read(lying).is_err());
}

#[test]
fn an_archive_of_many_entries_is_refused() {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    let count = 1_000_000_u64;
    for entry in 0..count {
        let name = format!("{entry:07}");
        directory.extend_from_slice(b"PK\x01\x02");
        directory.extend_from_slice(&[0; 24]);
        directory.extend_from_slice(&7_u16.to_le_bytes());
        directory.extend_from_slice(&[0; 16]);
        directory.extend_from_slice(name.as_bytes());
    }
    bytes.extend_from_slice(b"PK\x03\x04");
    bytes.extend_from_slice(&[0; 26]);
    let start = bytes.len() as u64;
    bytes.extend_from_slice(&directory);
    let end = bytes.len() as u64;
    let size = directory.len() as u64;
    bytes.extend_from_slice(b"PK\x06\x06");
    for number in [44, 0, 0, count, count, size, start] {
        bytes.extend_from_slice(&number.to_le_bytes()[..if number == 0 { 4 } else { 8 }]);
    }
    bytes.extend_from_slice(b"PK\x06\x07\0\0\0\0");
    bytes.extend_from_slice(&end.to_le_bytes());
    bytes.extend_from_slice(b"\x01\0\0\0PK\x05\x06\0\0\0\0");
    bytes.extend_from_slice(&[0xFF; 12]);
    bytes.extend_from_slice(&[0; 2]);
    too_large(bytes);
}

#[test]
fn a_form_whose_cells_lie_far_apart_is_refused() {
    let cells = r#"<row r="1"><c r="A1"><v>1</v></c></row>
        <row r="1048576"><c r="XFD1048576"><v>2</v></c></row>"#;
    assert_eq!(crate::xlsform::read(&xlsx(cells, &[])).unwrap_err().code, "too-large");
}

#[test]
fn a_lone_cell_far_away_is_one_row() {
    let far = read(xlsx(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#, &[])).unwrap();
    assert_eq!((far.rows, far.width(), far.blank.count()), (1, 16_384, (1 << 20) - 1));
    assert_eq!(far.text(0, 16_383), "1");
    let beyond = read(xlsx(r#"<row r="1048577"><c r="A1048577"><v>1</v></c></row>"#, &[]));
    assert!(matches!(beyond, Err(ReadError::Damaged(_))));
}

#[test]
fn more_columns_than_a_worksheet_has_are_refused() {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(16_385));
    assert!(matches!(read(xlsx(&row, &[])), Err(ReadError::TooWide)));
}

#[test]
fn a_wide_and_long_table_of_nothing_is_refused() {
    let rows: String = (1..20_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>"))
        .collect();
    too_large(xlsx(&rows, &[]));
}

#[test]
fn long_shared_texts_are_refused() {
    let cells: String =
        (1..=10_000).map(|row| format!("<row r=\"{row}\"><c t=\"s\"><v>0</v></c></row>")).collect();
    let texts =
        |length| format!("<sst uniqueCount=\"1\"><si><t>{}</t></si></sst>", "x".repeat(length));
    // Too long for one text; short enough, but 10000 times it; in 10000 columns it is kept as often.
    let bomb = texts(30 << 20);
    too_large(xlsx(&cells, &[("xl/sharedStrings.xml", bomb.as_bytes())]));
    let text = texts(1 << 20);
    too_large(xlsx(&cells, &[("xl/sharedStrings.xml", text.as_bytes())]));
    let row = format!("<row>{}</row>", r#"<c t="s"><v>0</v></c>"#.repeat(10_000));
    let wide = xlsx(&row, &[("xl/sharedStrings.xml", text.as_bytes())]);
    assert_eq!(crate::xlsform::read(&wide).unwrap_err().code, "too-large");
    too_large(wide);
    let many = format!("<sst>{}</sst>", "<si/>".repeat(6_000_000));
    too_large(xlsx("", &[("xl/sharedStrings.xml", many.as_bytes())]));
    let declared = b"<sst uniqueCount=\"9999999999999\"><si/></sst>";
    let declared = read(xlsx("", &[("xl/sharedStrings.xml", declared)]));
    assert!(matches!(declared, Err(ReadError::Damaged(_))));
}

#[test]
fn repeated_formats_are_refused() {
    let styles = format!(
        "<styleSheet><fonts><font><name val=\"{}\"/></font></fonts><cellXfs>{}</cellXfs></styleSheet>",
        "x".repeat(1 << 20),
        "<xf fontId=\"0\"/>".repeat(10_000)
    );
    too_large(xlsx("", &[("xl/styles.xml", styles.as_bytes())]));
}

#[test]
fn deep_nesting_and_endless_tags_are_refused() {
    let deep = "<a>".repeat(1_000_000) + &"</a>".repeat(1_000_000);
    too_large(xlsx(&deep, &[]));
    let attributes: String = (0..800_000).map(|i| format!(" a{i}='1'")).collect();
    too_large(xlsx(&format!("<row><c{attributes}/></row>"), &[]));
}

#[test]
fn a_worksheet_listed_again_and_again_is_refused() {
    let cells = "<row><c><v>1</v></c></row>".repeat(20_000);
    let sheet = format!("<worksheet><sheetData>{cells}</sheetData></worksheet>");
    let list: String =
        (0..5_000).map(|i| format!("<sheet name=\"{i}\" sheetId=\"{i}\" r:id=\"a\"/>")).collect();
    let workbook = format!("<workbook xmlns:r=\"r\"><sheets>{list}</sheets></workbook>");
    let error = read(archive(&[
        ("_rels/.rels", PACKAGE.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONSHIPS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ]));
    assert!(error.err().unwrap().to_string().contains("again and again"));
}

#[test]
fn every_hostile_file_ends_in_an_answer_or_a_message() {
    let Some(folder) = crate::real_data::folder() else { return };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder.join("hostile/spreadsheets"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&file).unwrap();
        assert!(is_workbook(&bytes), "{name}");
        let result = read(bytes);
        match &result {
            Ok(sheet) => eprintln!(
                "{name}: {} x {}, {:?}",
                sheet.rows,
                sheet.width(),
                sheet.other_worksheets
            ),
            Err(error) => eprintln!("{name}: {error}"),
        }
        if name.starts_with("pass_protected") {
            assert!(matches!(result, Err(ReadError::Protected)), "{name}");
        }
    }
}

#[test]
fn a_real_workbook_is_read() {
    let Some(folder) = crate::real_data::folder() else { return };
    let file = folder.join("surveys/xlsx/Cloud_Native_Survey_2021-Part_1.xlsx");
    let sheet = read(std::fs::read(file).unwrap()).unwrap();
    assert_eq!(sheet.worksheet.as_deref(), Some("Question 25"));
    assert_eq!((sheet.rows, sheet.other_worksheets.len()), (54, 26));
}
