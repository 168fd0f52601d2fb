//! What each fuzz target does with its bytes. A body panics where paap is wrong, never else.
//!
//! The fuzz targets and `crates/survey/tests/fuzz` both include this file.

use paap_survey::{ReadOptions, Reader, ScopeOptions, Survey, questionnaire, xlsform};
use std::io::{Cursor, Write};
use std::sync::OnceLock;

/// Any bytes as an export, by the reader that the first byte names.
pub(crate) fn read_survey(data: &[u8]) {
    let Some((&first, data)) = data.split_first() else { return };
    let reader = Reader::ALL.get(usize::from(first)).copied();
    export(data, reader);
}

/// Reads an export and looks at it in every way.
pub(crate) fn export(data: &[u8], reader: Option<Reader>) -> Option<Survey> {
    let survey = Survey::read(
        &mut Cursor::new(data),
        &ReadOptions { reader, threads: 1, questionnaire: None },
    )
    .ok()?;
    let Ok(scope) = survey.scope(&ScopeOptions::default()) else { panic!("nothing to go wrong") };
    let inspected = survey.inspect(&scope);
    assert_eq!(inspected.respondents, survey.people as u64);
    let summary = survey.summary(&scope);
    for question in &summary.questions {
        assert!(question.answered <= question.asked, "{}", question.id);
        assert!(question.asked + question.not_asked == summary.respondents, "{}", question.id);
        for option in &question.options {
            assert!(option.count <= question.base as f64, "{}", question.id);
        }
    }
    // Every pair is looked at: what a person can wait for, a fuzzer cannot.
    let options: usize = survey.questions.iter().map(|question| question.options.len()).sum();
    if options <= 300 {
        let Ok(found) = survey.associations(&scope) else { panic!("not too many pairs") };
        assert_eq!(found.tested, found.pairs.len() as u64);
    }
    let ids: Vec<&str> = survey.questions.iter().map(|question| question.id.as_str()).collect();
    if let [first, .., last] = ids[..] {
        // Errors are answers too.
        let _ = survey.cross(&scope, first, last);
        let _ = survey.compare(&scope, &format!("{first} answered"), None);
    }
    Some(survey)
}

/// Any bytes as a workbook, or as the worksheet of one.
pub(crate) fn workbook(data: &[u8]) {
    if data.starts_with(b"PK") || data.starts_with(b"\xD0\xCF") {
        export(data, None);
    } else if let Some(bytes) = zipped("Answers", data) {
        export(&bytes, None);
    }
}

/// A workbook whose only worksheet has this name and this XML.
pub(crate) fn zipped(name: &str, sheet: &[u8]) -> Option<Vec<u8>> {
    const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
    const ROOT: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="NAME" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    const PARTS: &str = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    let book = BOOK.replace("NAME", name);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", PARTS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    for (name, bytes) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

const SMALL: &str = "Timestamp,Role,\"Which parts, if any?\",How many?,How likely are you to recommend it?,Why?\n\
    2026/01/02 10:00:00,Builder,\"Build, Test\",3,9,it is fast and I like it a lot\n\
    2026/01/02 10:01:00,Consumer,Build,8-10,7,\n\
    2026/01/02 10:02:00,Consumer,\"Build, Deploy\",100+,10,because of the others\n\
    2026/01/02 10:03:00,Leader,Test,,2,no idea at all really\n";

/// A small survey with a question of most kinds.
fn small() -> &'static Survey {
    static SURVEY: OnceLock<Survey> = OnceLock::new();
    let options = ReadOptions { reader: None, threads: 1, questionnaire: None };
    SURVEY.get_or_init(|| match Survey::read(&mut Cursor::new(SMALL), &options) {
        Ok(survey) => survey,
        Err(why) => panic!("{why}"),
    })
}

/// Any text as a filter: it names people, or an error that can be shown.
pub(crate) fn expression(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let survey = small();
    let filter = ScopeOptions { filter: Some(text.to_owned()), ..ScopeOptions::default() };
    match survey.scope(&filter) {
        Ok(scope) => assert_eq!(survey.summary(&scope).respondents, 4),
        Err(why) => assert!(!why.to_string().is_empty()),
    }
    if let Ok(everybody) = survey.scope(&ScopeOptions::default())
        && let Err(why) = survey.compare(&everybody, "q1 answered", Some(text))
    {
        assert!(!why.to_string().is_empty());
    }
}

/// Any bytes as a questionnaire: what is read is written so that it reads the same.
pub(crate) fn questionnaire_yaml(data: &[u8]) {
    let (read, problems) = questionnaire::read(data);
    let text = str::from_utf8(data).ok();
    for problem in &problems {
        assert!(!problem.render("file", text).is_empty());
    }
    if let Some(read) = read {
        let written = questionnaire::write(&read);
        assert_eq!(questionnaire::parse(&written).0.as_ref(), Some(&read), "{written}");
        if let Ok(form) = xlsform::write(&read) {
            assert!(xlsform::read(&form.workbook).is_ok());
        }
    }
}

/// Any text as a file of weights.
pub(crate) fn weights(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let survey = small();
    let options = ScopeOptions { weights: Some(text.to_owned()), ..ScopeOptions::default() };
    match survey.scope(&options) {
        Ok(scope) => {
            let summary = survey.summary(&scope);
            let shares = summary.questions.iter().flat_map(|question| &question.options);
            assert!(shares.filter_map(|option| option.share).all(|x| (0.0..=1.0).contains(&x)));
            let _ = survey.associations(&scope);
        }
        Err(why) => assert!(!why.to_string().is_empty()),
    }
}

/// Any bytes as an XLSForm, or lines with cells between tabs as the sheet of one: what is carried
/// is a questionnaire without errors.
pub(crate) fn xlsform(data: &[u8]) {
    let bytes = match str::from_utf8(data) {
        Ok(text) if !data.starts_with(b"PK") => zipped("survey", worksheet(text).as_bytes()),
        _ => Some(data.to_vec()),
    };
    let Some(Ok(carried)) = bytes.map(|bytes| xlsform::read(&bytes)) else { return };
    let problems = questionnaire::check(&carried.questionnaire);
    let wrong = |p: &&questionnaire::Problem| p.severity == questionnaire::Severity::Error;
    assert_eq!(problems.iter().find(wrong), None);
}

/// Lines with cells between tabs as a worksheet's XML.
pub(crate) fn worksheet(text: &str) -> String {
    let mut xml = r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#.to_owned();
    for (row, line) in text.lines().enumerate() {
        xml += &format!("<row r=\"{}\">", row + 1);
        for (column, cell) in line.split('\t').take(26).enumerate() {
            let letter = char::from(b'A' + column as u8);
            let cell = cell.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let cell: String = cell.chars().filter(|c| !c.is_control()).collect();
            xml +=
                &format!("<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>", row + 1);
        }
        xml += "</row>";
    }
    xml + "</sheetData></worksheet>"
}
