//! `product/releases/<id>.md`: what went out, and whom it was told to.

use crate::read::{self, Named, Own};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};

/// The shape of a release's front matter.
pub const RELEASE: Shape = Shape {
    name: "release",
    doc: "What went out. Its notes, for those who use it, stand below.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day on which it went out." },
        Key {
            name: "items",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "The roadmap items that are in it.",
        },
        Key { name: "version", of: Of::Line, needed: false, doc: "Its version, where it has one." },
        Key {
            name: "told",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Whom it was told to: customers, segments, personas, or everyone.",
        },
        Key {
            name: "public",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the site shows it; true where it is not said.",
        },
    ],
};

/// What went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The file's name without ending.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// The day on which it went out.
    pub date: Option<Date>,
    /// The roadmap items that are in it.
    pub items: Vec<Named>,
    /// Its version.
    pub version: Option<String>,
    /// Whom it was told to.
    pub told: Vec<Named>,
    /// Whether the site shows it.
    pub public: bool,
    /// Its notes, as Markdown.
    pub body: String,
}

impl Release {
    /// Reads `product/releases/<id>.md`.
    pub fn read(id: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let page = read::page(text, id, &RELEASE, &mut problems);
        let own = Own::of(&page.front);
        let release = Self {
            id: id.to_owned(),
            title: own.text("title").unwrap_or_else(|| id.to_owned()),
            date: own.date("date"),
            items: own.names("items"),
            version: own.text("version"),
            told: own.names("told"),
            public: own.yes("public", true),
            body: page.body.to_owned(),
        };
        (release, problems)
    }
}
