//! `product/outcomes/<id>.md`: what should change, by how much, and until when; fixed before the release.
//!
//! ```text
//! ---
//! title: Teams see where their requests are
//! item: request-board
//! metric: adoption(request-board)
//! baseline: {value: 12%, from: 2025-11-01, to: 2025-11-28}
//! target: ">= 50%"
//! review: 2026-06-30
//! ---
//!
//! What was learned, once it was reviewed.
//! ```

mod lock;
mod verdict;

pub use lock::{LOCK, Lock, Locked};
pub use verdict::{SWING, Swing, Target, Unit, Verdict, is_written, judge, number, swing};

use crate::read::{self, Named, Own};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

/// The shape of an outcome's front matter.
pub const OUTCOME: Shape = Shape {
    name: "outcome",
    doc: "What should change by a roadmap item, fixed before its release. What was learned stands below.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What is believed to change." },
        Key {
            name: "item",
            of: Of::Id,
            needed: true,
            doc: "The roadmap item that should change it.",
        },
        Key {
            name: "metric",
            of: Of::Line,
            needed: true,
            doc: "What is measured, such as adoption(ci) or share(q8 >= \"Agree\").",
        },
        Key {
            name: "in",
            of: Of::Line,
            needed: false,
            doc: "Where a figure is counted now, such as study/survey; not for metrics of use and delivery.",
        },
        Key {
            name: "baseline",
            of: Of::Has(&BASELINE),
            needed: true,
            doc: "What it was before the release.",
        },
        Key {
            name: "target",
            of: Of::Line,
            needed: true,
            doc: "What it should be at the review, such as “>= 50%”.",
        },
        Key { name: "review", of: Of::Date, needed: true, doc: "The day on which it is compared." },
    ],
};

/// The shape of a baseline.
pub const BASELINE: Shape = Shape {
    name: "baseline",
    doc: "What a metric was before, and when.",
    keys: &[
        Key {
            name: "value",
            of: Of::Line,
            needed: true,
            doc: "The value that was seen, such as 12% or 5.5.",
        },
        Key { name: "from", of: Of::Date, needed: true, doc: "The first day that it is of." },
        Key { name: "to", of: Of::Date, needed: true, doc: "The last day that it is of." },
        Key {
            name: "in",
            of: Of::Line,
            needed: false,
            doc: "Where a figure was counted then, such as study/survey.",
        },
    ],
};

/// What should change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The file's name without ending.
    pub id: String,
    /// What is believed to change.
    pub title: String,
    /// The roadmap item.
    pub item: Named,
    /// What is measured, as it is written.
    pub metric: Named,
    /// Where a figure is counted now.
    pub source: Option<Named>,
    /// What it was before.
    pub baseline: Option<Baseline>,
    /// What it should be, as it is written.
    pub target: Named,
    /// The day on which it is compared, and where that stands.
    pub review: Option<(Date, At)>,
    /// What was learned, as Markdown.
    pub body: String,
}

/// What a metric was before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baseline {
    /// The value, as it is written.
    pub value: Named,
    /// The first day that it is of.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// Where a figure was counted then.
    pub source: Option<Named>,
}

impl Outcome {
    /// In which answers its metric is counted, now and before; none where it is of use or delivery.
    pub fn sources(&self) -> impl Iterator<Item = &Named> {
        let before = self.baseline.as_ref().and_then(|own| own.source.as_ref());
        self.source.iter().chain(before)
    }

    /// Reads `product/outcomes/<id>.md`.
    pub fn read(id: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let page = read::page(text, id, &OUTCOME, &mut problems);
        let own = Own::of(&page.front);
        let name =
            |key: &str| own.name(key).unwrap_or(Named { name: String::new(), at: own.at(key) });
        let baseline = own.get("baseline").and_then(|node| baseline(node, &mut problems));
        let outcome = Self {
            id: id.to_owned(),
            title: own.text("title").unwrap_or_else(|| id.to_owned()),
            item: name("item"),
            metric: name("metric"),
            source: own.name("in"),
            baseline,
            target: name("target"),
            review: own.date("review").map(|day| (day, own.at("review"))),
            body: page.body.to_owned(),
        };
        (outcome, problems)
    }
}

fn baseline(node: &paap_text::yaml::Node, problems: &mut Vec<Problem>) -> Option<Baseline> {
    let own = Own::of(node);
    let (value, from, to) = (own.name("value")?, own.date("from")?, own.date("to")?);
    if to < from {
        let message = "The baseline ends before it begins.";
        problems.push(Problem::error("wrong-order", own.at("to"), message));
        return None;
    }
    Some(Baseline { value, from, to, source: own.name("in") })
}
