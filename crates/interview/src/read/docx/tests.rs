//! Documents: what they say, and what is refused.

use super::super::trial::{check_error, shown, transcript};
use super::super::{ReadOptions, read};
use super::*;
use std::io::Write;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;

/// An archive of parts.
pub(in crate::read) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document whose body has this XML.
pub(in crate::read) fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>{body}</w:body></w:document>"
    );
    zipped(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// Lines as paragraphs of a document.
pub(in crate::read) fn paragraphs(lines: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in lines.lines() {
        let text = line.replace('&', "&amp;").replace('<', "&lt;");
        body += &format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    }
    document(&body)
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(text(&document(body)).as_deref(), Ok(expected), "{body}");
}

#[test]
fn paragraphs_breaks_and_tabs() {
    check(
        "<w:p><w:r><w:t>a</w:t></w:r><w:r><w:t xml:space=\"preserve\"> b</w:t></w:r></w:p><w:p/>",
        "a b\n\n",
    );
    check("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", "a\nb\tc\n");
    check("<w:p><w:r><w:t>R&amp;D &lt;x&gt; &#8212;&quot;</w:t></w:r></w:p>", "R&D <x> —\"\n");
    check(
        "<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins></w:p>",
        "yes\n",
    );
    check(
        "<w:p><mc:AlternateContent><mc:Choice><w:t>a</w:t></mc:Choice><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent></w:p>",
        "a\n",
    );
    check("<w:p><w:instrText>PAGE</w:instrText><w:t>a &unknown; b</w:t></w:p>", "a \u{fffd} b\n");
}

#[track_caller]
fn check_turns(bytes: &[u8], format: &str, expected: &[&str]) {
    let found = transcript(bytes);
    let turns: Vec<String> = found.turns.iter().map(shown).collect();
    assert_eq!(turns, expected);
    assert_eq!(found.about.source.map(|source| source.format).as_deref(), Some(format));
    assert!(found.warnings.iter().any(|warning| warning.code == "unverified-reader"));
}

#[test]
fn teams() {
    let entry = |head: &str, time: &str, said: &str| {
        format!(
            "<w:p><w:r><w:t>{head}</w:t></w:r><w:r><w:t xml:space=\"preserve\">   {time}</w:t><w:br/></w:r><w:r><w:t>{said}</w:t></w:r></w:p>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>A call</w:t></w:r></w:p><w:p><w:r><w:t>25 November 2026, 10:15am</w:t></w:r></w:p><w:p><w:r><w:t>27m 42s</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>Ada Byte started transcription</w:t></w:r></w:p>{}{}{}",
        entry("Ada Byte", "0:03", "Hello there.</w:t><w:br/><w:t>How are you?"),
        entry("Bo", "0:03", "Fine."),
        entry("Ada Byte", "1:00:10", "Good.")
    );
    check_turns(
        &document(&body),
        "teams",
        &["Ada Byte 3000|Hello there.\nHow are you?", "Bo 3000|Fine.", "Ada Byte 3610000|Good."],
    );
    let about = transcript(&document(&body)).about;
    assert_eq!(about.date.as_deref(), Some("2026-11-25"));
    assert!(
        about.others.contains(&("title".to_owned(), "A call".to_owned())),
        "{:?}",
        about.others
    );
    assert!(
        about.others.contains(&("duration".to_owned(), "27m 42s".to_owned())),
        "{:?}",
        about.others
    );
}

#[test]
fn teams_as_it_was() {
    let lines = "0:0:0.0 --> 0:0:3.450\nAda Byte\nHello there.\n0:0:3.450 --> 0:0:5.0\nBo\nHi.\n0:0:5.0 --> 0:0:6.0\nAda Byte\nFine.\n0:0:6.0 --> 0:0:7.0\nBo\nGood.";
    check_turns(
        &paragraphs(lines),
        "teams",
        &[
            "Ada Byte 0-3450|Hello there.",
            "Bo 3450-5000|Hi.",
            "Ada Byte 5000-6000|Fine.",
            "Bo 6000-7000|Good.",
        ],
    );
}

#[test]
fn meet() {
    let lines = "Nov 25, 2026\nWeekly - Transcript\n00:00:00\n\nAda Byte: Hello.\nBo: Hi.\nAda Byte: So.\n\nTranscription ended after 00:31:44\n\nThis editable transcript was computer generated and might contain errors.";
    check_turns(&paragraphs(lines), "meet", &["Ada Byte 0|Hello.", "Bo|Hi.", "Ada Byte|So."]);
}

/// Rows of cells as a table.
fn rows(rows: &[&[&str]]) -> String {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let cell = |cell: &&str| -> String {
        format!("<w:tc>{}</w:tc>", cell.lines().map(paragraph).collect::<String>())
    };
    let row = |row: &&[&str]| format!("<w:tr>{}</w:tr>", row.iter().map(cell).collect::<String>());
    format!("<w:tbl>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_table_of_who_says_what() {
    let title = "<w:p><w:r><w:t>Interview 3</w:t></w:r></w:p>";
    let table = rows(&[&["Ada", "Why?"], &["Bo", "Tests: all.\nAnd so."], &["Ada", "Ah."]]);
    check_turns(
        &document(&(title.to_owned() + &table)),
        "named",
        &["Ada|Why?", "Bo|Tests: all.\nAnd so.", "Ada|Ah."],
    );
    let other = rows(&[&["Tool", "Cost"], &["x", "1"], &["y", "2"]]);
    check(&other, "Tool\nCost\nx\n1\ny\n2\n");
}

#[test]
fn any_document_with_names() {
    check_turns(
        &paragraphs("Ada: Why?\nBo: So.\nAda: Ah."),
        "named",
        &["Ada|Why?", "Bo|So.", "Ada|Ah."],
    );
}

/// What is refused, and that it takes neither time nor much of an answer.
#[track_caller]
fn refused(bytes: &[u8], why: &str) {
    let begun = Instant::now();
    let error = read("x.docx", bytes, &ReadOptions::default()).expect_err("should be refused");
    assert!(error.to_string().contains(why), "{error}");
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[test]
fn hostile_documents_are_refused() {
    let spaces = vec![b' '; 60 << 20];
    refused(&zipped(&[("word/document.xml", &spaces)]), "48 MiB");
    refused(&zipped(&[("../../evil.xml", b"x"), ("word/document.xml", b"<a/>")]), "outside");
    refused(&zipped(&[("/etc/evil", b"x"), ("word/document.xml", b"<a/>")]), "outside");
    refused(&zipped(&[("C:\\evil", b"x"), ("word/document.xml", b"<a/>")]), "outside");
    refused(&zipped(&[("xl/workbook.xml", b"<a/>")]), "no Word document");
    let entity = b"<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
    refused(&zipped(&[("word/document.xml", entity)]), "document type");
    let attributes: String = (0..800_000).map(|number| format!(" a{number}=\"\"")).collect();
    refused(&document(&format!("<w:p{attributes}/>")), "1 MiB");
    refused(&document(&"<w:p>".repeat(300)), "deeper");
    refused(&document("<w:p></w:q>"), "well-formed");
    let open = b"<w:document><w:body><w:p><w:r><w:t>Ada: yes</w:t>";
    refused(&zipped(&[("word/document.xml", open)]), "cut off");
    refused(&document(""), "empty");
    let whole = document("<w:p><w:r><w:t>a</w:t></w:r></w:p>");
    refused(&whole[..whole.len() / 2], "damaged");
    refused(b"PK\x03\x04", "damaged");
    check_error("PK\u{3}\u{4}", "damaged");
    let many: Vec<String> = (0..10_001).map(|number| format!("word/{number}.xml")).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&zipped(&parts), "10000");
}
