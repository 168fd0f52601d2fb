//! What a guide's questions are looked for in: turns, of a transcript or of its document.

use crate::document::Document;
use crate::transcript::{About, Role, Transcript};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A turn, as a guide looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken<'a> {
    /// Its id.
    pub id: &'a str,
    /// Who speaks.
    pub speaker: Option<&'a str>,
    /// On which side.
    pub role: Role,
    /// What is said.
    pub text: Cow<'a, str>,
}

impl<'a> Spoken<'a> {
    /// The turns of a transcript.
    pub fn of_transcript(transcript: &'a Transcript) -> Vec<Self> {
        let roles = roles(&transcript.about);
        let turn = |turn: &'a crate::Turn| Self {
            id: &turn.id,
            speaker: turn.speaker.as_deref(),
            role: turn
                .speaker
                .as_deref()
                .and_then(|own| roles.get(own))
                .copied()
                .unwrap_or_default(),
            text: Cow::Borrowed(&turn.text),
        };
        transcript.turns.iter().map(turn).collect()
    }

    /// The turns of a document.
    pub fn of_document(document: &'a Document) -> Vec<Self> {
        let roles = roles(&document.about);
        let turn = |place: &'a crate::document::Place| Self {
            id: &place.id,
            speaker: place.speaker.as_deref(),
            role: place
                .speaker
                .as_deref()
                .and_then(|own| roles.get(own))
                .copied()
                .unwrap_or_default(),
            text: Cow::Owned(document.said(place)),
        };
        document.turns.iter().map(turn).collect()
    }
}

/// Which role speakers have, by their names; of two of one name the first counts.
pub(crate) fn roles(about: &About) -> BTreeMap<&str, Role> {
    about.speakers.iter().rev().map(|own| (own.name.as_str(), own.role)).collect()
}
