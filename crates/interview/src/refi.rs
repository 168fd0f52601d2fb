//! Exchange with other tools: REFI-QDA 1.5 projects (`.qdpx`) and codebooks (`.qdc`).
//!
//! A project is read tolerantly and written strictly. What the standard has no place for is kept
//! so that other tools show it and paap reads it back:
//!
//! | paap | REFI-QDA |
//! |---|---|
//! | document | `TextSource`; its body is `sources/GUID.txt`, UTF-8, LF, no BOM |
//! | front matter | a `Case` of the document's name; a `Variable` for each key, see [`mod@cases`] |
//! | code | `Code`; definition, include, exclude and example are its `Description`, see [`describe`] |
//! | coding | `PlainTextSelection` named `paap:ID` with one `Coding` |
//! | coder | `User` |
//! | memo | `Note` that the `Coding` refers to |
//! | annotation | `PlainTextSelection` with a `Description` and no `Coding` |
//! | unit of positions | `origin`, such as `paap (code points)` |
//!
//! GUIDs that were read are kept ([`Guids`]); others are derived from what they belong to and a
//! seed that the caller gives ([`Guid::derived`]).

use crate::codebook::Codebook;
use crate::coding::Coding;
use crate::document::Document;
use crate::selector::Selector;
use crate::warning::Warning;
use serde::Serialize;
use std::collections::{BTreeSet, HashMap, HashSet};

mod archive;
pub mod cases;
pub mod describe;
mod guid;
mod meter;
mod moment;
mod parse;
mod plan;
mod qdc;
mod raw;
mod read;
mod score;
mod text;
pub mod units;
mod write;
mod xml;

pub use guid::{Guid, Guids, Kind};
pub use qdc::{CodebookFile, read_codebook, write_codebook};
pub use read::read;
pub use units::{Convention, Positions, Score, Unit, Unplaced};
pub use write::write;

#[cfg(test)]
mod tests;

/// A study as REFI-QDA exchanges it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Project {
    /// The project's name.
    pub name: String,
    /// The program that wrote it, where it was read.
    pub origin: Option<String>,
    /// What the project is about.
    pub description: Option<String>,
    /// Coders who need not have coded anything. Those who have are users anyway.
    pub users: Vec<String>,
    /// The codes.
    pub codebook: Codebook,
    /// Codes that only hold others together: other tools do not code with them.
    pub folders: BTreeSet<String>,
    /// Interviews: front matter and body.
    pub documents: Vec<Document>,
    /// Who put which code on what.
    pub codings: Vec<Coding>,
    /// Places with words about them and no code.
    pub annotations: Vec<Annotation>,
    /// Memos, except those of one coding, which are in [`Coding::memo`].
    pub notes: Vec<Note>,
    /// Named groups of codes, documents and notes.
    pub sets: Vec<Set>,
    /// The GUIDs that things had where they were read.
    pub guids: Guids,
    /// What is odd, and what was not carried over.
    pub warnings: Vec<Warning>,
}

/// A place with words about it and no code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annotation {
    /// Unique among the annotations.
    pub id: String,
    /// The interview's id.
    pub document: String,
    /// The excerpt.
    pub place: Selector,
    /// Who wrote it, where that is known.
    pub coder: Option<String>,
    /// When, in milliseconds since 1970 (UTC); 0 where nobody wrote it down.
    pub at: u64,
    /// The words.
    pub text: String,
}

/// A memo.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    /// Unique among the notes.
    pub id: String,
    /// Its title.
    pub name: Option<String>,
    /// Its text.
    pub text: String,
    /// Who wrote it, where that is known.
    pub coder: Option<String>,
    /// When, in milliseconds since 1970 (UTC); 0 where nobody wrote it down.
    pub at: u64,
    /// What it is about; nothing where it stands alone.
    pub about: Vec<Subject>,
}

/// What a memo is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The study.
    Project,
    /// A code, by its id.
    Code(String),
    /// A document, by its id.
    Document(String),
    /// A coding, by its id.
    Coding(String),
    /// An annotation, by its id.
    Annotation(String),
}

impl Subject {
    /// The id of what it is.
    fn id(&self) -> &str {
        match self {
            Self::Project => "",
            Self::Code(id) | Self::Document(id) | Self::Coding(id) | Self::Annotation(id) => id,
        }
    }
}

/// A named group.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Set {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Ids of codes.
    pub codes: Vec<String>,
    /// Ids of documents.
    pub documents: Vec<String>,
    /// Ids of notes.
    pub notes: Vec<String>,
}

/// How a project is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// How positions are counted, where the reader shall not find out by itself.
    pub convention: Option<Convention>,
}

/// How a project or a codebook is written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WriteOptions {
    /// What positions count. The standard says code points; tools on Windows count UTF-16.
    pub unit: Unit,
    /// What GUIDs are derived from, besides the ids: something of the study's own that never
    /// changes, so that a second export has the same GUIDs and no other study has.
    pub seed: String,
}

/// A project that was read, and how its positions were understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What is in it.
    pub project: Project,
    /// How positions are counted in it, and how sure that is.
    pub positions: Positions,
}

/// Why a project or a codebook cannot be read or written. Nothing of it is used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize)]
pub enum Error {
    /// The bytes are no zip archive, or a damaged one.
    #[error("this is no project: {0}")]
    Archive(&'static str),
    /// An archive's entry that nobody should unpack.
    #[error("entry {entry} of the archive {what}: no tool that exports projects writes this")]
    Entry {
        /// Its place in the archive's directory, the first being 1.
        entry: usize,
        /// What is wrong with it.
        what: &'static str,
    },
    /// More than paap is willing to unpack or to keep.
    #[error("the project is too large: {0}")]
    TooLarge(&'static str),
    /// No `.qde` file at the archive's root, or several.
    #[error("the archive holds {0}; a project has one, called project.qde")]
    NoProject(&'static str),
    /// The XML is damaged, or something that exports never have.
    #[error("line {line} of {file}: {what}")]
    Xml {
        /// Which file: `project.qde`, or the codebook.
        file: &'static str,
        /// The line, the first being 1.
        line: u64,
        /// What is wrong.
        what: String,
    },
    /// Something that makes the study itself contradictory, so that it cannot be written.
    #[error("cannot be written: {0}")]
    Contradiction(String),
}

/// What a project holds that its `.qdpx` would not: to be shown before it is written.
///
/// Nothing here stops [`write()`]; what cannot be written is left out, as said.
pub fn losses(project: &Project, options: &WriteOptions) -> Vec<Warning> {
    match plan::Plan::of(project, options) {
        Ok(plan) => plan.losses,
        Err(error) => vec![Warning::problem("project-contradiction", error.to_string())],
    }
}

/// How many there are of something, in words that read well in a warning.
fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("one {one}") } else { format!("{number} {many}") }
}

/// Gives each of several wishes an id of its own: the wish, or `wish-2`, `wish-3`, …
///
/// The next number of each wish is remembered, so that a million equal wishes take no longer than
/// a million different ones.
#[derive(Debug, Default)]
struct Unique {
    taken: HashSet<String>,
    next: HashMap<String, usize>,
}

impl Unique {
    fn take(&mut self, wish: &str) -> String {
        if self.taken.insert(wish.to_owned()) {
            return wish.to_owned();
        }
        let next = self.next.entry(wish.to_owned()).or_insert(2);
        loop {
            let id = format!("{wish}-{next}");
            *next += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}
