//! Free pages, such as how to join.

use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};

use super::{Body, Front, slug_is};

/// The shape of `content/pages/<slug>.md`.
pub const PAGE: Shape = Shape {
    name: "page",
    doc: "A page of the site that is none of the other kinds, such as how to join.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key { name: "summary", of: Of::Text, needed: false, doc: "What it is for, in a sentence." },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language, as BCP 47 has it; that of the workspace where it is not said.",
        },
        Key {
            name: "menu",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the site's menu has it; false where it is not said.",
        },
    ],
};

/// A free page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The file's name without ending.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub summary: Option<String>,
    /// The language; None is that of the workspace.
    pub language: Option<String>,
    /// Whether the site's menu has it.
    pub menu: bool,
    /// The page.
    pub body: Body,
}

impl Page {
    /// Reads `content/pages/<slug>.md`.
    pub fn read(slug: &str, text: &str) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &PAGE);
        slug_is(slug, &mut front.problems);
        let page = Self {
            slug: slug.to_owned(),
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            summary: front.text("summary"),
            language: front.language(),
            menu: front.text("menu").as_deref() == Some("true"),
            body,
        };
        (page, front.problems)
    }
}
