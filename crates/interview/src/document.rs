//! A transcript as text: Markdown that reads well on a code host, which versions are pinned of and
//! codings point into.
//!
//! ```text
//! ---
//! id: interview-001
//! …
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
//! The *body* is everything after the front matter. A *version* is the SHA-256 of the body's bytes.
//! All positions are counted in the body.

use crate::transcript::{About, Transcript};
use crate::warning::Warning;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// SHA-256 of a body, in hex: what a coding's words were taken from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Version(pub String);

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
    /// The document that a transcript is written as.
    pub fn of(transcript: &Transcript) -> Self {
        let _ = transcript;
        Self::default()
    }

    /// Reads a transcript's file.
    pub fn read(text: &str) -> Self {
        Self { body: text.to_owned(), ..Self::default() }
    }

    /// The file's text: front matter and body.
    pub fn write(&self) -> String {
        self.body.clone()
    }

    /// The version of the body.
    pub fn version(&self) -> Version {
        Version(String::new())
    }

    /// The words of a turn as they were said, without Markdown's backslashes.
    pub fn said(&self, place: &Place) -> String {
        self.body.get(place.text.clone()).unwrap_or_default().to_owned()
    }

    /// The turn that a byte of the body is in, its head included.
    pub fn turn_at(&self, byte: usize) -> Option<&Place> {
        self.turns.iter().rev().find(|turn| turn.head.start <= byte)
    }
}
