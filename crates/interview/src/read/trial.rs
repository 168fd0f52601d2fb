//! How the readers' tests say what they expect, a case a line.

use super::{ReadOptions, Reader, read};
use crate::transcript::{Transcript, Turn};

/// Reads a text under a name that says nothing.
#[track_caller]
pub(super) fn transcript(bytes: &[u8]) -> Transcript {
    read("test.txt", bytes, &ReadOptions::default()).unwrap_or_else(|error| panic!("{error}"))
}

/// A turn as `Speaker start-end|text`, `-` for nobody.
pub(super) fn shown(turn: &Turn) -> String {
    let time = match (turn.start, turn.end) {
        (Some(start), Some(end)) => format!(" {start}-{end}"),
        (Some(start), None) => format!(" {start}"),
        (None, _) => String::new(),
    };
    format!("{}{time}|{}", turn.speaker.as_deref().unwrap_or("-"), turn.text)
}

#[track_caller]
pub(super) fn check(format: &str, text: &str, expected: &[&str]) {
    let found = transcript(text.as_bytes());
    let source = found.about.source.as_ref().map(|source| source.format.as_str());
    let turns: Vec<String> = found.turns.iter().map(shown).collect();
    assert_eq!(
        (source, &turns.iter().map(String::as_str).collect::<Vec<_>>()[..]),
        (Some(format), expected)
    );
    // The reader that was recognised is also the one that is told.
    let options = ReadOptions { reader: Reader::named(format), ..ReadOptions::default() };
    let told =
        read("test.txt", text.as_bytes(), &options).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(told.turns, found.turns);
}

/// That all these warnings are among those of a text.
#[track_caller]
pub(super) fn check_codes(text: &str, expected: &[&str]) {
    let found: Vec<_> =
        transcript(text.as_bytes()).warnings.iter().map(|warning| warning.code).collect();
    for code in expected {
        assert!(found.contains(code), "{code} is not among {found:?}: {text}");
    }
}

/// That these are the warnings of a text, with their lines, but for those that every text has.
#[track_caller]
pub(super) fn check_warnings(text: &str, expected: &[(&str, u64)]) {
    let found = transcript(text.as_bytes());
    let usual = ["roles-unknown", "unverified-reader", "no-speakers", "speaks-once"];
    let found: Vec<_> = found
        .warnings
        .iter()
        .filter(|warning| !usual.contains(&warning.code))
        .map(|warning| (warning.code, warning.line.unwrap_or(0)))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
pub(super) fn check_error(text: &str, expected: &str) {
    match read("test.txt", text.as_bytes(), &ReadOptions::default()) {
        Ok(_) => panic!("was read: {}", text.chars().take(100).collect::<String>()),
        Err(error) => assert!(error.to_string().contains(expected), "{error}"),
    }
}
