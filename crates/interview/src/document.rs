//! A transcript as text: Markdown that reads well on a code host, which versions are pinned of and
//! codings point into.
//!
//! ```text
//! ---
//! id: interview-001
//! speakers:
//!   - name: Ada
//!     role: interviewer
//! ---
//!
//! **Ada** (t1, 0:00:12)
//!
//! What do you do when the platform is slow?
//!
//! **Bo** (t2, 0:00:15)
//!
//! I wait. And then I ask in the channel.
//! ```
//!
//! The *body* is everything after the front matter and the empty line below it. A *version* is the SHA-256 of the body's bytes.
//! All positions are counted in the body.

mod front;
mod marks;
#[cfg(test)]
mod tests;

pub use front::{fill, read_list};
pub use marks::{escaped, plain};

use crate::transcript::{About, Transcript};
use crate::warning::Warning;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::ops::Range;

/// SHA-256 of a body, in hex: what a coding's words were taken from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub String);

impl Version {
    /// The version of a body.
    pub fn of(body: &str) -> Self {
        Self(sha256(body.as_bytes()))
    }
}

/// SHA-256 in hex.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// A transcript's file, read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Document {
    /// The front matter.
    pub about: About,
    /// Everything after the front matter, in UTF-8 with LF.
    pub body: String,
    /// Where the turns are in the body, in its order.
    pub turns: Vec<Place>,
    /// What is odd in the file.
    pub warnings: Vec<Warning>,
}

/// Where a turn is in a body. Ranges are in bytes, at character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The turn's id.
    pub id: String,
    /// Who speaks, where that is known.
    pub speaker: Option<String>,
    /// When it begins, in milliseconds.
    pub start: Option<u64>,
    /// The line with the speaker's name.
    pub head: Range<usize>,
    /// What was said, without white space around it. A few characters that Markdown would take
    /// for its own have a backslash before them, as in `\<redacted>`.
    pub text: Range<usize>,
}

impl Document {
    /// The document that a transcript is written as. Its turns must have their ids.
    pub fn of(transcript: &Transcript) -> Self {
        let said: usize = transcript.turns.iter().map(|turn| turn.text.len() + 48).sum();
        let mut body = String::with_capacity(said + said / 32);
        let mut turns = Vec::with_capacity(transcript.turns.len());
        for turn in &transcript.turns {
            if !body.is_empty() {
                body.push('\n');
            }
            let head = body.len();
            marks::head(&mut body, &turn.id, turn.speaker.as_deref(), turn.start);
            let head = head..body.len();
            body.push_str("\n\n");
            let text = body.len();
            marks::escape(&mut body, &turn.text);
            let text = text..body.len();
            body.push('\n');
            let text = if text.is_empty() { head.end..head.end } else { text };
            let (id, speaker) = (turn.id.clone(), turn.speaker.clone());
            turns.push(Place { id, speaker, start: turn.start, head, text });
        }
        let warnings = transcript.warnings.clone();
        Self { about: transcript.about.clone(), body, turns, warnings }
    }

    /// Reads a transcript's file. Whatever it holds, there is a document: what cannot be
    /// understood is in the warnings, with its line.
    pub fn read(text: &str) -> Self {
        let mut warnings = Vec::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let returns;
        let text = if text.contains('\r') {
            warnings.push(Warning::notice(
                "crlf",
                "Lines end in CR LF; they are read as LF, which the version is made of.",
            ));
            returns = text.replace("\r\n", "\n").replace('\r', "\n");
            &returns
        } else {
            text
        };
        let (front, body, line) = front::split(text);
        let about = front::read(front, &mut warnings);
        let mut document = Self { about, body: body.to_owned(), turns: Vec::new(), warnings };
        document.find_turns(line);
        document
    }

    /// A document of a body that has changed, with the same front matter.
    #[must_use]
    pub fn with_body(&self, body: String) -> Self {
        let about = self.about.clone();
        let mut document = Self { about, body, turns: Vec::new(), warnings: Vec::new() };
        document.find_turns(1);
        document
    }

    /// Finds the heads of turns; the body begins at `line` of its file.
    fn find_turns(&mut self, line: u64) {
        let mut seen = hashbrown::HashSet::new();
        let (mut at, mut line) = (0, line);
        let mut lead = 0;
        for text in self.body.split_inclusive('\n') {
            let whole = text.strip_suffix('\n').unwrap_or(text);
            if let Some((id, speaker, start)) = marks::read_head(whole) {
                if !seen.insert(id.to_owned()) {
                    let message = "Two turns have this id. Give the second an id of its own.";
                    let warning = Warning::problem("turn-repeated", message);
                    self.warnings.push(warning.at_line(line).at_turn(id));
                }
                let head = at..at + whole.len();
                let (id, text) = (id.to_owned(), head.end..self.body.len());
                self.turns.push(Place { id, speaker, start, head, text });
            } else if self.turns.is_empty() && !whole.trim().is_empty() && lead == 0 {
                lead = line;
            }
            at += text.len();
            line += 1;
        }
        let ends: Vec<usize> = self
            .turns
            .iter()
            .skip(1)
            .map(|turn| turn.head.start)
            .chain([self.body.len()])
            .collect();
        for (turn, end) in self.turns.iter_mut().zip(ends) {
            turn.text = trimmed(&self.body, turn.head.end..end);
        }
        if lead > 0 {
            let message = "Text stands before the first turn and belongs to nobody. Begin a turn \
                           with a line such as `**Ada** (t1)`.";
            self.warnings.push(Warning::notice("text-before-turns", message).at_line(lead));
        }
    }

    /// The file's text: front matter and body.
    pub fn write(&self) -> String {
        let mut text = front::write(&self.about);
        text.push_str(&self.body);
        text
    }

    /// The version of the body.
    pub fn version(&self) -> Version {
        Version::of(&self.body)
    }

    /// The words of a turn as they were said, without Markdown's backslashes.
    pub fn said(&self, place: &Place) -> String {
        plain(self.body.get(place.text.clone()).unwrap_or_default()).into_owned()
    }

    /// The turn that a byte of the body is in, its head included.
    pub fn turn_at(&self, byte: usize) -> Option<&Place> {
        let after = self.turns.partition_point(|turn| turn.head.start <= byte);
        self.turns.get(after.checked_sub(1)?)
    }

    /// Which side of the interview a turn's speaker is on.
    pub fn role(&self, place: &Place) -> crate::Role {
        let named = |speaker: &&crate::Speaker| Some(&speaker.name) == place.speaker.as_ref();
        self.about.speakers.iter().find(named).map_or(crate::Role::Unknown, |speaker| speaker.role)
    }
}

/// A range without the white space at its ends; its beginning where there is nothing else.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let inside = text.get(range.clone()).unwrap_or_default();
    if inside.trim().is_empty() {
        return range.start..range.start;
    }
    let start = range.start + (inside.len() - inside.trim_start().len());
    start..start + inside.trim().len()
}
