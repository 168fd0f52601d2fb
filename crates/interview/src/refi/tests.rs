//! Projects written, read, mended and refused.

use super::*;
use crate::codebook::Code;
use crate::transcript::{About, Role, Source, Speaker};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

mod hostile;
mod quirks;
mod round;
mod schema;

/// An archive with these entries.
fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A project file with these elements.
fn project_file(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="P">{inside}</Project>"#
    )
}

/// A GUID that ends with a number.
fn guid(number: u32) -> String {
    format!("00000000-0000-0000-0000-{number:012x}")
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn document(id: &str, body: &str) -> Document {
    let about = About { id: id.to_owned(), ..About::default() };
    Document { about, body: body.to_owned(), ..Document::default() }
}

/// A coding of the first place where a document has these words.
fn coding(id: &str, code: &str, coder: &str, document: &Document, words: &str) -> Coding {
    let start = document.body.find(words).unwrap();
    Coding {
        id: id.to_owned(),
        code: code.to_owned(),
        coder: coder.to_owned(),
        document: document.about.id.clone(),
        place: Selector::of(document, start..start + words.len()).unwrap(),
        at: 1_764_064_800_000,
        memo: None,
    }
}

/// A study that has something of everything.
fn example() -> Project {
    let body = "**Ada** (t1, 0:00:12)\n\nWhat do you do when it is slow? 😀\n\n**Bo** (t2, 0:00:15)\n\nI wait. And then I ask in the channel.\n";
    let mut first = document("interview-001", body);
    first.about = About {
        id: "interview-001".to_owned(),
        date: some("2026-11-25"),
        persona: some("builder"),
        role: some("engineer & \"lead\" <sometimes>"),
        speakers: vec![
            Speaker { name: "Ada".to_owned(), role: Role::Interviewer },
            Speaker { name: "Bo".to_owned(), role: Role::Interviewee },
        ],
        source: Some(Source { format: "webvtt".to_owned(), hash: "00ff".to_owned() }),
        others: vec![("team".to_owned(), "two\nlines\tand a tab".to_owned())],
        ..About::default()
    };
    let second =
        document("interview-002", "A second one, e\u{301} and \u{5e9}\u{5dc}\u{5d5}\u{5dd}.\n");
    let code = |id: &str, parent: Option<&str>| Code {
        id: id.to_owned(),
        name: id.to_owned(),
        parent: parent.map(str::to_owned),
        ..Code::default()
    };
    let waiting = Code {
        definition: some("Waiting for somebody."),
        include: some("queues,\ntickets"),
        exclude: some("slow builds"),
        example: some("I file a ticket."),
        colour: some("#1a2B3c"),
        ..code("waiting", Some("pains"))
    };
    let asking = Code { name: "Asking around".to_owned(), ..code("ask", None) };
    let codings = vec![
        Coding {
            memo: some("Why?\r\nBecause <it> waits."),
            ..coding("c1", "waiting", "ada", &first, "I wait.")
        },
        coding("c2", "ask", "bo", &first, "wait. And then I ask"),
        coding("c3", "ask", "ada", &second, "\u{5dc}\u{5d5}"),
    ];
    let annotation = Annotation {
        id: "a1".to_owned(),
        document: "interview-002".to_owned(),
        place: coding("", "", "", &second, "e\u{301}").place,
        coder: some("bo"),
        at: 7,
        text: "Look\nhere".to_owned(),
    };
    let note = Note {
        id: "n1".to_owned(),
        name: some("Method"),
        text: "We coded twice.\u{1}".to_owned(),
        coder: some("cem"),
        at: 1,
        about: vec![
            Subject::Project,
            Subject::Code("ask".to_owned()),
            Subject::Coding("c2".to_owned()),
        ],
    };
    let set = Set {
        name: "Round one".to_owned(),
        description: some("First half"),
        codes: vec!["ask".to_owned()],
        documents: vec!["interview-002".to_owned()],
        notes: vec!["n1".to_owned()],
    };
    Project {
        name: "A study".to_owned(),
        description: some("Of waiting."),
        users: vec!["dee".to_owned()],
        codebook: Codebook { codes: vec![code("pains", None), asking, waiting] },
        folders: ["pains".to_owned()].into(),
        documents: vec![first, second],
        codings,
        annotations: vec![annotation],
        notes: vec![note],
        sets: vec![set],
        ..Project::default()
    }
}

/// What a round trip must keep: everything but GUIDs, warnings and the order of codings and users.
fn content(project: &Project) -> Project {
    let mut content = project.clone();
    content.users = plan::Plan::of(project, &WriteOptions::default()).unwrap().users;
    content.users.sort();
    content.codings.sort_by(|a, b| a.id.cmp(&b.id));
    for document in &mut content.documents {
        (document.turns, document.warnings) = (Vec::new(), Vec::new());
    }
    Project { guids: Guids::default(), warnings: Vec::new(), origin: None, ..content }
}

fn options(unit: Unit) -> WriteOptions {
    WriteOptions { unit, seed: "seed".to_owned() }
}

/// Warnings by their codes.
fn codes(warnings: &[Warning]) -> Vec<&str> {
    warnings.iter().map(|warning| warning.code).collect()
}
