//! `paap.yaml`: what a workspace is.

use paap_text::shape::{Key, Of, Shape};

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// The shape of `paap.yaml`.
pub const SETTINGS: Shape = Shape {
    name: "workspace",
    doc: "A workspace: all that one community or company keeps in paap.",
    keys: &[
        Key { name: "version", of: Of::Whole, needed: true, doc: "The version of the format: 1." },
        Key { name: "title", of: Of::Line, needed: true, doc: "What the site is called." },
        Key {
            name: "about",
            of: Of::Text,
            needed: false,
            doc: "Who you are and what this is for, as Markdown; the head of the home page.",
        },
        Key {
            name: "address",
            of: Of::Link,
            needed: false,
            doc: "Where the site will be: feeds and calendars need whole addresses.",
        },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language of the site, as BCP 47 has it; en where it is not said.",
        },
        Key {
            name: "languages",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "The languages that pages are translated to.",
        },
        Key {
            name: "licence",
            of: Of::Line,
            needed: false,
            doc: "The licence of what is published, as SPDX has it, such as CC-BY-4.0.",
        },
        Key {
            name: "contact",
            of: Of::Link,
            needed: false,
            doc: "Where people turn to, also to withdraw.",
        },
        Key {
            name: "personas",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "The personas of all studies, and what each is in a sentence.",
        },
        Key {
            name: "least-cell",
            of: Of::Whole,
            needed: false,
            doc: "The smallest count of people that is published; 5 where it is not said.",
        },
    ],
};
