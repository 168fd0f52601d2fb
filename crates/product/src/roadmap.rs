//! `product/roadmap/<id>.md`: what is planned, and which needs it serves.

use crate::read::{self, Named, Own};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};

/// The shape of a roadmap item's front matter.
pub const ITEM: Shape = Shape {
    name: "roadmap item",
    doc: "Something that is planned, and the needs that it serves. Words about it stand below.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key {
            name: "when",
            of: Of::Word(&[
                ("now", "people work on it"),
                ("next", "it begins when something of now is done"),
                ("later", "it is meant to be done, and not planned yet"),
                ("done", "it was released"),
                ("stopped", "it was given up; its words say why"),
            ]),
            needed: true,
            doc: "How near it is. A roadmap promises an order, not days.",
        },
        Key {
            name: "needs",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "The needs that it serves.",
        },
        Key {
            name: "capability",
            of: Of::Id,
            needed: false,
            doc: "The capability that it changes or makes.",
        },
        Key {
            name: "decided",
            of: Of::Date,
            needed: false,
            doc: "The day on which it was decided.",
        },
        Key {
            name: "because",
            of: Of::Text,
            needed: false,
            doc: "Why it comes before others, where that is not the score.",
        },
        Key {
            name: "invested",
            of: Of::Number,
            needed: false,
            doc: "Weeks of one person's work that went into it so far.",
        },
        Key {
            name: "public",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the public roadmap shows it; true where it is not said.",
        },
    ],
};

/// Something that is planned.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The file's name without ending.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// How near it is.
    pub when: When,
    /// The needs that it serves.
    pub needs: Vec<Named>,
    /// The capability that it changes or makes.
    pub capability: Option<Named>,
    /// The day on which it was decided.
    pub decided: Option<Date>,
    /// Why it comes before others, where that is not the score.
    pub because: Option<String>,
    /// Weeks of one person's work so far.
    pub invested: Option<f64>,
    /// Whether the public roadmap shows it.
    pub public: bool,
    /// Words about it, as Markdown.
    pub body: String,
}

/// How near a roadmap item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum When {
    /// People work on it.
    Now,
    /// It begins when something of now is done.
    Next,
    /// It is meant to be done.
    #[default]
    Later,
    /// It was released.
    Done,
    /// It was given up.
    Stopped,
}

impl When {
    /// All, in their order.
    pub const ALL: [Self; 5] = [Self::Now, Self::Next, Self::Later, Self::Done, Self::Stopped];

    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Now => "now",
            Self::Next => "next",
            Self::Later => "later",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }
}

impl Item {
    /// Reads `product/roadmap/<id>.md`.
    pub fn read(id: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let page = read::page(text, id, &ITEM, &mut problems);
        let own = Own::of(&page.front);
        let when = own.text("when");
        let when = When::ALL.into_iter().find(|one| Some(one.word()) == when.as_deref());
        let item = Self {
            id: id.to_owned(),
            title: own.text("title").unwrap_or_else(|| id.to_owned()),
            when: when.unwrap_or_default(),
            needs: own.names("needs"),
            capability: own.name("capability"),
            decided: own.date("decided"),
            because: own.text("because"),
            invested: own.number_in("invested", (0.0, f64::INFINITY), &mut problems),
            public: own.yes("public", true),
            body: page.body.to_owned(),
        };
        (item, problems)
    }
}
