//! A project file as it stands: elements with their GUIDs, before anything is concluded.

use super::guid::Guid;
use std::collections::HashMap;

/// A whole `project.qde`.
#[derive(Debug, Default)]
pub(super) struct Raw {
    pub(super) name: Option<String>,
    pub(super) origin: Option<String>,
    pub(super) description: Option<String>,
    pub(super) namespace: Option<String>,
    pub(super) notes_of_project: Vec<Guid>,
    pub(super) users: Vec<User>,
    pub(super) codes: Vec<Code>,
    pub(super) variables: Vec<Variable>,
    pub(super) cases: Vec<Case>,
    pub(super) sources: Vec<Source>,
    pub(super) notes: Vec<Source>,
    pub(super) sets: Vec<Set>,
    /// What was met and is not carried over.
    pub(super) lost: Lost,
}

/// How many there are of what is not carried over.
#[derive(Debug, Default)]
pub(super) struct Lost {
    pub(super) links: usize,
    pub(super) graphs: usize,
    /// Selections in pictures, PDF pages, audio and video.
    pub(super) selections: usize,
    pub(super) sync_points: usize,
    pub(super) unknown: usize,
    /// GUIDs that are none.
    pub(super) guids: usize,
    /// Elements without the GUID or the reference that they need.
    pub(super) nameless: usize,
}

/// A coder.
#[derive(Debug)]
pub(super) struct User {
    pub(super) guid: Guid,
    pub(super) name: Option<String>,
}

/// A code; its parent is one of those before it.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) guid: Option<Guid>,
    pub(super) name: Option<String>,
    pub(super) codable: bool,
    pub(super) colour: Option<String>,
    pub(super) parent: Option<usize>,
    pub(super) description: Option<String>,
    pub(super) notes: Vec<Guid>,
}

/// A variable.
#[derive(Debug)]
pub(super) struct Variable {
    pub(super) guid: Guid,
    pub(super) name: Option<String>,
}

/// The value of a variable, whatever its type, as text.
#[derive(Debug, Default)]
pub(super) struct Value {
    pub(super) variable: Option<Guid>,
    pub(super) text: Option<String>,
}

/// A case.
#[derive(Debug, Default)]
pub(super) struct Case {
    pub(super) guid: Option<Guid>,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) codes: usize,
    pub(super) selections: usize,
    pub(super) sources: Vec<Guid>,
    pub(super) values: Vec<Value>,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Medium {
    Text,
    Picture,
    Pdf,
    Audio,
    Video,
    Note,
}

/// A source, the text that stands for a source of another kind, or a note.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) medium: Medium,
    /// Its number among the sources of the file, the first being 1.
    pub(super) number: usize,
    pub(super) guid: Option<Guid>,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) content: Option<String>,
    pub(super) plain: Option<String>,
    pub(super) rich: Option<String>,
    pub(super) user: Option<Guid>,
    pub(super) at: Option<u64>,
    pub(super) selections: Vec<Selection>,
    pub(super) codings: Vec<Coding>,
    pub(super) notes: Vec<Guid>,
    pub(super) values: Vec<Value>,
    /// Of a transcript: points of time and where they are in the text.
    pub(super) points: Vec<(Guid, i64)>,
    /// Of a source that is no text: whether a text stands for it.
    pub(super) has_text: bool,
    /// Whether it is such a text, and then the GUID of what it stands for.
    pub(super) is_inner: bool,
    pub(super) outer: Option<Guid>,
}

/// A part of a text.
#[derive(Debug)]
pub(super) struct Selection {
    pub(super) guid: Option<Guid>,
    pub(super) line: u64,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) place: Place,
    pub(super) user: Option<Guid>,
    pub(super) at: Option<u64>,
    pub(super) codings: Vec<Coding>,
    pub(super) notes: Vec<Guid>,
}

/// Where a selection is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// From a position to a position, in whatever unit.
    Positions(i64, i64),
    /// From a point of time to a point of time of a transcript.
    Points(Guid, Guid),
    /// The file does not say.
    Nowhere,
}

/// A code on a selection or a source.
#[derive(Debug)]
pub(super) struct Coding {
    pub(super) guid: Option<Guid>,
    pub(super) code: Option<Guid>,
    pub(super) user: Option<Guid>,
    pub(super) at: Option<u64>,
    pub(super) notes: Vec<Guid>,
}

/// A set.
#[derive(Debug, Default)]
pub(super) struct Set {
    pub(super) guid: Option<Guid>,
    pub(super) name: Option<String>,
    pub(super) description: Option<String>,
    pub(super) codes: Vec<Guid>,
    pub(super) sources: Vec<Guid>,
    pub(super) notes: Vec<Guid>,
}

impl Source {
    /// Puts positions in the place of a transcript's points of time.
    pub(super) fn resolve_points(&mut self) {
        if self.points.is_empty() {
            return;
        }
        let points: HashMap<Guid, i64> = std::mem::take(&mut self.points).into_iter().collect();
        for selection in &mut self.selections {
            if let Place::Points(from, to) = selection.place
                && let (Some(from), Some(to)) = (points.get(&from), points.get(&to))
            {
                selection.place = Place::Positions(*from, *to);
            }
        }
    }
}
