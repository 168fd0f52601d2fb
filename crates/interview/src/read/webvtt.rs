//! WebVTT, as <https://www.w3.org/TR/webvtt1/> says it is to be parsed, and what meeting programs
//! make of it: Zoom's `Name: text`, Teams' `<v Name>`.
//!
//! [`cues`] is the standard's view, and drops what the standard drops. A transcript loses nothing:
//! there, cues with wrong times and text outside of cues are kept and named.

pub mod settings;

pub(super) mod blocks;
pub(super) mod markup;

use super::cues::{self, Said};
use super::{Draft, ReadError, decode};
use crate::warning::Warning;
use blocks::{Blocks, RawCue};
pub use settings::{Align, LineAlign, PositionAlign, Settings, Vertical};

/// A cue: a text that is shown for a while.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// Its identifier, empty where it has none.
    pub id: String,
    /// When it begins, in milliseconds.
    pub start: u64,
    /// When it ends, in milliseconds.
    pub end: u64,
    /// How it is shown.
    pub settings: Settings,
    /// Its text as the file has it, with tags and escapes, LF between lines.
    pub text: String,
    /// The line of its times, the first of the file being 1.
    pub line: u64,
}

impl Cue {
    /// What is said in it, without tags and escapes, by whom: each piece with the name of its voice
    /// (`<v Name>`), where it has one.
    pub fn said(&self) -> Vec<(Option<String>, String)> {
        let pieces = markup::pieces(&self.text);
        let owned = |piece: markup::Piece<'_>| {
            (piece.voice.map(|voice| voice.into_owned()), piece.text.into_owned())
        };
        pieces.into_iter().map(owned).collect()
    }
}

/// The cues of a WebVTT file, exactly those that the standard's parser finds, and what is odd.
pub fn cues(bytes: &[u8]) -> (Vec<Cue>, Vec<Warning>) {
    let decoded = match decode::decode(bytes) {
        Ok(decoded) => decoded,
        Err(error) => return (Vec::new(), vec![Warning::problem("not-webvtt", error.to_string())]),
    };
    let mut warnings = decoded.warnings;
    if !is_webvtt(&decoded.text) {
        let what = "The file does not begin with WEBVTT: by the standard it has no cues.";
        warnings.push(Warning::problem("not-webvtt", what).at_line(1));
        return (Vec::new(), warnings);
    }
    let blocks = Blocks::parse(&decoded.text, true);
    warnings.extend(blocks.warnings("dropped"));
    let standard = |cue: &RawCue<'_>| match cue.times {
        Some(times) if times.strict => Some(Cue {
            id: cue.id.to_owned(),
            start: times.start,
            end: times.end,
            settings: Settings::parse(cue.settings),
            text: cue.lines(),
            line: cue.line,
        }),
        _ => None,
    };
    (blocks.cues.iter().filter_map(standard).collect(), warnings)
}

/// Whether a text has the signature of a WebVTT file.
pub(super) fn is_webvtt(text: &str) -> bool {
    let rest = text.strip_prefix("WEBVTT").map(str::as_bytes);
    rest.is_some_and(|rest| matches!(rest.first(), None | Some(b' ' | b'\t' | b'\n' | b'\r')))
}

pub(super) fn read(text: &str) -> Result<Draft, ReadError> {
    let begins = is_webvtt(text);
    let blocks = Blocks::parse(text, begins);
    let mut draft = transcript(&blocks);
    if !begins {
        let what = "The file does not begin with WEBVTT, and was read as if it did.";
        draft.warnings.push(Warning::problem("not-webvtt", what).at_line(1));
    }
    header(blocks.header, &mut draft);
    Ok(draft)
}

/// Turns of blocks, by the voices of the cues or by the names that they begin with.
pub(super) fn transcript(blocks: &Blocks<'_>) -> Draft {
    let mut said: Vec<Said<'_>> = Vec::with_capacity(blocks.cues.len());
    let mut marked = false;
    for cue in &blocks.cues {
        let of = |voice, text, tagged| Said {
            voice,
            text,
            tagged,
            start: cue.times.map(|times| times.start),
            end: cue.times.map(|times| times.end),
            line: cue.line + 1,
        };
        let text = without_place(cue.text);
        if let Some((name, text)) = markup::metadata(text) {
            marked = true;
            let name = Some(name).filter(|name| !name.trim().is_empty());
            said.push(of(name.map(Into::into), text.into(), true));
            continue;
        }
        if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
            said.push(of(None, text.into(), false));
            continue;
        }
        for piece in markup::pieces(text) {
            marked |= piece.voice.is_some();
            said.push(of(piece.voice, piece.text, piece.tagged));
        }
    }
    let mut draft = cues::turns(said, marked);
    draft.warnings.extend(blocks.warnings("kept in the turn before"));
    draft
}

/// A cue's text without what some programs put before it to place it on the screen: `{\\an8}`.
fn without_place(text: &str) -> &str {
    let Some(inside) = text.strip_prefix("{\\") else { return text };
    let reach = &inside.as_bytes()[..inside.len().min(40)];
    let end = memchr::memchr(b'}', reach);
    end.and_then(|end| inside.get(end + 1..)).unwrap_or(text)
}

/// What the header says: `WEBVTT - A title`, `Language: en`.
fn header(header: &str, draft: &mut Draft) {
    let mut lines = header.lines().map(str::trim).filter(|line| !line.is_empty());
    let title = lines.next().and_then(|line| line.strip_prefix("WEBVTT"));
    let title = title.map(|title| title.trim_start_matches([' ', '\t', '-', '–']).trim());
    let mut kept = 0;
    if let Some(title) = title.filter(|title| !title.is_empty()) {
        draft.about.others.push(("title".to_owned(), title.to_owned()));
        kept += 1;
    }
    for line in lines {
        let (key, value) = line.split_once([':', '=']).unwrap_or(("header", line));
        super::header::field(&mut draft.about, key, value);
        kept += 1;
    }
    if kept > 0 {
        draft.warnings.push(super::header::notice(kept, 1));
    }
}

#[cfg(test)]
mod tests;
