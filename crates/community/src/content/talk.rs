//! Talks: what was, or will be, said somewhere.

use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};

use super::{Body, Front, LINK, Link, slug_is};

/// The shape of `content/talks/<slug>.md`.
pub const TALK: Shape = Shape {
    name: "talk",
    doc: "A talk that was, or will be, given. Notes and a transcript may stand below the front matter.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day on which it is given." },
        Key {
            name: "event",
            of: Of::Line,
            needed: false,
            doc: "The conference, meet-up or meeting.",
        },
        Key {
            name: "event-link",
            of: Of::Link,
            needed: false,
            doc: "Where the event is described.",
        },
        Key {
            name: "speakers",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Roles, or the names that the speakers chose.",
        },
        Key {
            name: "abstract",
            of: Of::Text,
            needed: false,
            doc: "What it is about, in a few sentences.",
        },
        Key { name: "recording", of: Of::Link, needed: false, doc: "Where it can be seen." },
        Key { name: "slides", of: Of::Link, needed: false, doc: "Where its slides are." },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language that is spoken, as BCP 47 has it.",
        },
        Key { name: "topics", of: Of::List(&Of::Line), needed: false, doc: "What it is about." },
        Key {
            name: "links",
            of: Of::List(&Of::Has(&LINK)),
            needed: false,
            doc: "What to read or see with it.",
        },
    ],
};

/// A talk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Talk {
    /// The file's name without ending.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// The day on which it is given; None only where the file has no valid one.
    pub date: Option<Date>,
    /// The conference, meet-up or meeting.
    pub event: Option<String>,
    /// Where the event is described.
    pub event_link: Option<String>,
    /// Roles, or the names that the speakers chose.
    pub speakers: Vec<String>,
    /// What it is about, as Markdown.
    pub summary: Option<String>,
    /// Where it can be seen.
    pub recording: Option<String>,
    /// Where its slides are.
    pub slides: Option<String>,
    /// The language that is spoken; None is that of the workspace.
    pub language: Option<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// What to read or see with it.
    pub links: Vec<Link>,
    /// Notes, or a transcript.
    pub body: Body,
}

impl Talk {
    /// Reads `content/talks/<slug>.md`.
    pub fn read(slug: &str, text: &str) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &TALK);
        slug_is(slug, &mut front.problems);
        let talk = Self {
            slug: slug.to_owned(),
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            date: front.date("date"),
            event: front.line("event"),
            event_link: front.link("event-link"),
            speakers: front.lines("speakers"),
            summary: front.text("abstract"),
            recording: front.link("recording"),
            slides: front.link("slides"),
            language: front.language(),
            topics: front.lines("topics"),
            links: front.links("links"),
            body,
        };
        (talk, front.problems)
    }
}
