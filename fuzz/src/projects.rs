//! What the fuzz targets of REFI-QDA do with their bytes. A body panics where paap is wrong, never
//! else.
//!
//! The fuzz targets and `crates/interview/tests/projects.rs` both include this file.

use paap_interview::refi::{
    CodebookFile, Project, ReadOptions, Unit, WriteOptions, losses, read, read_codebook, write,
    write_codebook,
};
use std::io::{Cursor, Write};

/// The text that a project file without an archive has.
pub(crate) const TEXT: &str = "\u{feff}I wait 😀 a week.\r\nThen I ask e\u{301}.\r\n";

/// Any bytes as a project, or as the project file of one.
pub(crate) fn qdpx(data: &[u8]) {
    let archive = if data.starts_with(b"PK") { Some(data.to_vec()) } else { zipped(data) };
    let read_once = archive.and_then(|bytes| read(&bytes, &ReadOptions::default()).ok());
    let Some(reading) = read_once else { return };
    for unplaced in &reading.positions.unplaced {
        assert!(reading.project.documents.iter().any(|it| it.about.id == unplaced.document));
    }
    let project = reading.project;
    in_place(&project);
    for unit in [Unit::CodePoints, Unit::Utf16] {
        let options = WriteOptions { unit, seed: "seed".to_owned() };
        let lost = losses(&project, &options);
        let left_out = ["no-document", "no-code", "other-version", "control-character"];
        let lost = lost.iter().find(|warning| left_out.contains(&warning.code));
        assert_eq!(lost, None, "what was read can be written");
        let again = match write(&project, &options) {
            Ok(bytes) => read(&bytes, &ReadOptions::default()),
            Err(why) => panic!("{why}"),
        };
        match again {
            Ok(again) => same(&project, &again.project),
            Err(why) => panic!("{why}"),
        }
    }
}

/// Any bytes as a codebook.
pub(crate) fn qdc(data: &[u8]) {
    let Ok(read) = read_codebook(data) else { return };
    if read.codebook.codes.is_empty() {
        return;
    }
    let options = WriteOptions::default();
    let again = match write_codebook(&read, &options) {
        Ok((bytes, _)) => read_codebook(&bytes),
        Err(why) => panic!("{why}"),
    };
    match again {
        Ok(CodebookFile { codebook, .. }) => assert_eq!(codebook, read.codebook),
        Err(why) => panic!("{why}"),
    }
}

/// Every coding has the words of its place.
fn in_place(project: &Project) {
    for coding in &project.codings {
        let document = project.documents.iter().find(|it| it.about.id == coding.document);
        let Some(document) = document else { panic!("a coding of no document") };
        let place = &coding.place;
        assert!(place.start < place.end);
        let length = place.end - place.start;
        let words: String = document.body.chars().skip(place.start).take(length).collect();
        assert_eq!(words, place.exact);
    }
}

/// What a second reading must have as the first had it.
fn same(first: &Project, second: &Project) {
    assert_eq!(first.codebook, second.codebook);
    let bodies = |project: &Project| {
        let documents = project.documents.iter();
        documents.map(|it| (it.about.clone(), it.body.clone())).collect::<Vec<_>>()
    };
    assert_eq!(bodies(first), bodies(second));
    let codings = |project: &Project| {
        let codings = project.codings.iter().cloned();
        codings
            .map(|coding| (coding.id, coding.code, coding.coder, coding.place, coding.at))
            .collect::<Vec<_>>()
    };
    assert_eq!(codings(first), codings(second));
    let annotations = |project: &Project| {
        let annotations = project.annotations.iter().cloned();
        annotations.map(|it| (it.id, it.place, it.text)).collect::<Vec<_>>()
    };
    assert_eq!(annotations(first), annotations(second));
}

/// An archive with a project file, and a text for whatever asks for `text.txt`.
fn zipped(project: &[u8]) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [("project.qde", project), ("sources/text.txt", TEXT.as_bytes())] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).ok()?;
        zip.write_all(bytes).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
