//! What nobody exports: refused soon, with a place, or read without harm.

use super::*;
use std::time::{Duration, Instant};

/// How long an answer may take. Nothing is optimised in a test build, so it gets more.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 2 });

#[track_caller]
fn soon<T>(read: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = read();
    assert!(start.elapsed() < PATIENCE, "took {:?}", start.elapsed());
    result
}

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    match soon(|| read(bytes, &ReadOptions::default())) {
        Err(error) => assert!(error.to_string().contains(expected), "{error}"),
        Ok(reading) => panic!("read {} documents", reading.project.documents.len()),
    }
}

#[track_caller]
fn xml_refused(xml: &str, expected: &str) {
    refused(&archive(&[("project.qde", xml.as_bytes())]), expected);
}

fn empty() -> String {
    project_file("")
}

#[test]
fn names_that_lead_elsewhere_are_refused() {
    for (name, expected) in [
        ("../evil.txt", "leads out"),
        ("sources/../../evil.txt", "leads out"),
        ("sources\\..\\..\\evil.txt", "leads out"),
        ("/etc/passwd", "absolute"),
        ("C:\\evil.txt", "absolute"),
        ("\\\\host\\evil", "absolute"),
        ("..", "leads out"),
    ] {
        refused(&archive(&[("project.qde", empty().as_bytes()), (name, b"x")]), expected);
    }
}

#[test]
fn links_doubles_and_what_is_no_project_are_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("project.qde", SimpleFileOptions::default()).unwrap();
    zip.write_all(empty().as_bytes()).unwrap();
    zip.add_symlink("sources/a.txt", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    refused(&zip.finish().unwrap().into_inner(), "entry 2 of the archive is a link");
    let two =
        archive(&[("project.qde", empty().as_bytes()), ("sources/a", b"x"), ("Sources/A", b"y")]);
    refused(&two, "but for capitals");
    // The same name twice, which no careful writer makes.
    let mut same = archive(&[("project.qde", empty().as_bytes()), ("project.qdf", b"<x/>")]);
    let places: Vec<usize> = memchr::memmem::find_iter(&same, b"project.qdf").collect();
    for place in places {
        same[place + 10] = b'e';
    }
    refused(&same, "same name");
    refused(&archive(&[("a.qde", b"<a/>"), ("b.qde", b"<a/>")]), "several files");
    refused(&archive(&[("word/document.xml", b"<a/>")]), "no file that ends with .qde");
    for bytes in [&b""[..], b"PK", b"PK\x03\x04", b"<Project/>", b"PK\x05\x06\0\0\0\0"] {
        refused(bytes, "no project");
    }
    let whole = archive(&[("project.qde", empty().as_bytes())]);
    for length in 0..whole.len() {
        let _ = read(&whole[..length], &ReadOptions::default());
    }
}

#[test]
fn bombs_are_refused() {
    let zeros = vec![b' '; 64 << 20];
    refused(
        &archive(&[("project.qde", empty().as_bytes()), ("sources/a.txt", &zeros)]),
        "200 times",
    );
    refused(
        &archive(&[("project.qde", &zeros)]),
        "entry 1 of the archive unpacks to more than 200 times",
    );
    // Sizes that the directory keeps quiet about.
    let mut lying = archive(&[("project.qde", &zeros)]);
    let directory = memchr::memmem::rfind(&lying, b"PK\x01\x02").unwrap();
    lying[directory + 24..directory + 28].copy_from_slice(&100_u32.to_le_bytes());
    lying[22..26].copy_from_slice(&100_u32.to_le_bytes());
    assert!(soon(|| read(&lying, &ReadOptions::default())).is_err());
    // Many entries.
    let end = b"PK\x01\x02".repeat(30_000);
    refused(&[&b"PK\x03\x04"[..], &end, b"PK\x05\x06"].concat(), "20000 entries");
}

#[test]
fn entities_are_refused_and_nothing_outside_is_looked_for() {
    let body = |head: &str, name: &str| {
        format!(
            r#"<?xml version="1.0"?>{head}<Project xmlns="urn:QDA-XML:project:1.0" name="{name}"/>"#
        )
    };
    let lol = r#"<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>"#;
    xml_refused(&body(lol, "&c;"), "document type");
    let file = r#"<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>"#;
    xml_refused(&body(file, "&x;"), "document type");
    xml_refused(&body(r#"<!DOCTYPE a SYSTEM "http://127.0.0.1/a.dtd">"#, ""), "document type");
    xml_refused(&body("", "&x;"), "line 1 of project.qde: an entity");
    xml_refused(
        &project_file("\n\n<Description>&x;</Description>"),
        "line 3 of project.qde: an entity",
    );
}

#[test]
fn damaged_xml_is_refused_by_line() {
    for (xml, expected) in [
        ("", "empty"),
        ("<Other/>", "does not begin with Project"),
        ("<Project", "cut off"),
        ("<Project name='a'>\n<Users>", "line 2 of project.qde: the file is cut off"),
        ("<Project name='a'>\n<Users>\n</Project>", "line 3"),
        ("<Project name=a/>", "attribute"),
        ("<Project name='a' \u{0}/>", ""),
    ] {
        xml_refused(xml, expected);
    }
    refused(&archive(&[("project.qde", b"<Project name='\xff'/>")]), "not UTF-8");
    let wide: Vec<u8> = "\u{feff}<Project/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(read(&archive(&[("project.qde", &wide)]), &ReadOptions::default()).is_err());
}

#[test]
fn many_attributes_are_refused() {
    let attributes: String = (0..800_000).map(|number| format!(" a{number}='1'")).collect();
    xml_refused(&format!("<Project name='P'{attributes}/>"), "more than 64 attributes");
    let code = format!("<CodeBook><Codes><Code{attributes}/></Codes></CodeBook>");
    xml_refused(&project_file(&code), "more than 64 attributes");
    let unread = format!("<Unknown{attributes}/>");
    assert!(
        soon(|| read(
            &archive(&[("project.qde", project_file(&unread).as_bytes())]),
            &ReadOptions::default()
        ))
        .is_ok()
    );
}

#[test]
fn depth_is_no_danger() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    let nested = project_file(&deep("<a>", "</a>"));
    assert!(
        soon(|| read(&archive(&[("project.qde", nested.as_bytes())]), &ReadOptions::default()))
            .is_ok()
    );
    let codes = project_file(&format!(
        "<CodeBook><Codes>{}</Codes></CodeBook>",
        deep("<Code name='a' isCodable='true'>", "</Code>")
    ));
    let reading =
        soon(|| read(&archive(&[("project.qde", codes.as_bytes())]), &ReadOptions::default()))
            .unwrap();
    assert_eq!(reading.project.codebook.codes.len(), 100_000);
    assert!(soon(|| write(&reading.project, &options(Unit::CodePoints))).is_ok());
    xml_refused(&"<Project>".repeat(100_000), "cut off");
}

#[test]
fn excerpts_cannot_be_multiplied_without_end() {
    let text = "word ".repeat(200_000);
    let selection = |number: u32| {
        format!(
            r#"<PlainTextSelection guid="{}" startPosition="0" endPosition="999999"><Coding guid="{}"><CodeRef targetGUID="{}"/></Coding></PlainTextSelection>"#,
            guid(10 + number),
            guid(100_000 + number),
            guid(1),
        )
    };
    let selections: String = (0..2000).map(selection).collect();
    let inside = format!(
        r#"<CodeBook><Codes><Code guid="{}" name="W" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="{}">{selections}</TextSource></Sources>"#,
        guid(1),
        guid(2),
    );
    let name = format!("sources/{}.txt", guid(2));
    let xml = project_file(&inside);
    refused(&archive(&[("project.qde", xml.as_bytes()), (&name, text.as_bytes())]), "160 MiB");
}

#[test]
fn codebooks_are_as_careful() {
    let check = |xml: &str, expected: &str| match soon(|| read_codebook(xml.as_bytes())) {
        Err(error) => assert!(error.to_string().contains(expected), "{error}"),
        Ok(_) => panic!("read {xml:.50}"),
    };
    check("", "the codebook: the file is empty");
    check("<!DOCTYPE a><CodeBook/>", "document type");
    check("<Project/>", "does not begin with CodeBook");
    let attributes: String = (0..800_000).map(|number| format!(" a{number}='1'")).collect();
    check(&format!("<CodeBook><Codes><Code{attributes}/></Codes></CodeBook>"), "64 attributes");
}
