//! `product/requests.yaml`: what customers asked for.

use crate::read::{self, Named, Own};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

/// The shape of `product/requests.yaml`.
pub const REQUESTS: Shape = Shape {
    name: "list of requests",
    doc: "What customers asked for, one after the other.",
    keys: &[Key {
        name: "requests",
        of: Of::List(&Of::Has(&REQUEST)),
        needed: true,
        doc: "Each request, in the order in which they came.",
    }],
};

/// The shape of a request.
pub const REQUEST: Shape = Shape {
    name: "request",
    doc: "What a customer asked for, and the need behind it.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What was asked for, in a line." },
        Key { name: "from", of: Of::Id, needed: true, doc: "The customer who asked." },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day." },
        Key {
            name: "need",
            of: Of::Id,
            needed: false,
            doc: "The need that it is merged into. A customer counts once in a need.",
        },
        Key {
            name: "by",
            of: Of::Line,
            needed: false,
            doc: "The role of who wrote it down, where it was on behalf of the customer.",
        },
        Key { name: "link", of: Of::Link, needed: false, doc: "Where it was asked." },
        Key { name: "words", of: Of::Text, needed: false, doc: "What was said." },
    ],
};

/// What a customer asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was asked for.
    pub title: String,
    /// The customer.
    pub from: Named,
    /// The day.
    pub date: Option<Date>,
    /// The need that it is merged into.
    pub need: Option<Named>,
    /// The role of who wrote it down on behalf of the customer.
    pub by: Option<String>,
    /// Where it was asked.
    pub link: Option<String>,
    /// What was said.
    pub words: Option<String>,
    /// Where it stands.
    pub at: At,
}

impl Request {
    /// Reads `product/requests.yaml`, in the order of the file.
    pub fn read(text: &str, problems: &mut Vec<Problem>) -> Vec<Self> {
        let Some(node) = read::file(text, &REQUESTS, problems) else { return Vec::new() };
        let request = |node| {
            let own = Own::of(node);
            Some(Self {
                title: own.text("title")?,
                from: own.name("from")?,
                date: own.date("date"),
                need: own.name("need"),
                by: own.text("by"),
                link: own.text("link"),
                words: own.text("words"),
                at: node.at,
            })
        };
        Own::of(&node).items("requests").iter().filter_map(request).collect()
    }
}
