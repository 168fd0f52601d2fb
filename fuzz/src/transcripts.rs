//! What the fuzz target of transcripts does with its bytes. A body panics where paap is wrong, never
//! else.
//!
//! The fuzz target and `crates/interview/tests/transcripts.rs` both include this file.

use paap_interview::Transcript;
use paap_interview::read::{ReadOptions, Reader, read, webvtt};
use std::io::{Cursor, Write};

/// Any bytes as a transcript, by the reader that the first byte names; beyond the readers, as the
/// main part of a document.
pub(crate) fn transcript(data: &[u8]) {
    let Some((&first, data)) = data.split_first() else { return };
    let reader = Reader::ALL.get(usize::from(first)).copied();
    if first == 255 {
        if let Some(bytes) = zipped(data) {
            file(&bytes, None);
        }
        return;
    }
    file(data, reader);
}

/// Reads a file and looks at what came out.
pub(crate) fn file(data: &[u8], reader: Option<Reader>) -> Option<Transcript> {
    let (cues, _) = webvtt::cues(data);
    for cue in &cues {
        assert!(cue.said().iter().all(|(_, text)| !text.trim().is_empty()));
    }
    let questions = vec!["What do you do when it is slow?".to_owned()];
    let found = match read("Some file.txt", data, &ReadOptions { reader, questions }) {
        Ok(found) => found,
        Err(error) => {
            assert!(!error.to_string().is_empty());
            return None;
        }
    };
    assert_eq!(found.about.id, "some-file");
    for (index, turn) in found.turns.iter().enumerate() {
        assert_eq!(turn.id, format!("t{}", index + 1));
        assert_eq!(turn.text.trim(), turn.text, "white space around a turn");
        assert!(!turn.text.contains('\r') && !turn.text.contains('\0'), "{:?}", turn.text);
        assert!(!turn.text.contains("\n\n\n"), "{:?}", turn.text);
        if let Some(name) = &turn.speaker {
            assert!(found.about.speakers.iter().any(|speaker| &speaker.name == name));
            assert!(!name.trim().is_empty() && !name.contains(['\n', '\r']), "{name:?}");
        }
    }
    for warning in &found.warnings {
        assert!(!warning.message.is_empty());
    }
    Some(found)
}

/// A document whose main part is this XML.
pub(crate) fn zipped(xml: &[u8]) -> Option<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).ok()?;
    zip.write_all(xml).ok()?;
    Some(zip.finish().ok()?.into_inner())
}
