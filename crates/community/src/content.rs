//! Articles, talks, topics of the month, initiatives and pages: Markdown with front matter.
//!
//! A reader takes the file's name without `.md`, and its text. It always returns what could be
//! read, with a list of problems; a value that is not what its key asks for is left out, so that
//! who publishes never meets an address or a day that is none. Markdown stays text.

mod article;
mod front;
mod initiative;
mod page;
mod talk;
mod topic;

pub use article::{ARTICLE, Article, Status};
pub use front::{Body, is_language, language};
pub(crate) use front::{Front, day, slug_is};
pub use initiative::{INITIATIVE, Initiative, Stage};
pub use page::{PAGE, Page};
pub use talk::{TALK, Talk};
pub use topic::{TOPIC, Topic};

use paap_text::shape::{Key, Of, Shape};

/// Something to read or see elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub address: String,
    /// Why it is worth a look.
    pub note: Option<String>,
}

/// The shape of a [`Link`].
pub const LINK: Shape = Shape {
    name: "link",
    doc: "Something to read or see elsewhere.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key { name: "address", of: Of::Link, needed: true, doc: "Where it is." },
        Key { name: "note", of: Of::Line, needed: false, doc: "Why it is worth a look." },
    ],
};

#[cfg(test)]
mod tests;
