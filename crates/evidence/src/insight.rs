//! The file of an insight: Markdown that a code host shows as it is meant.
//!
//! ````text
//! ---
//! hypothesis: frameworks-unknown
//! personas: [builder, leader]
//! status: published
//! sign-off:
//!   - reviewer: research lead
//!     date: 2026-11-26
//!     of: 3f9a0c2d71b4
//! ---
//!
//! # 14 of 22 platform teams prioritise without a framework
//!
//! Words that explain.
//!
//! ## For
//!
//! > I wait. And then I ask in the channel.
//! >
//! > — Person B in [interview-003, t12](../transcripts/interview-003.md), version 5b1d9c2e41aa
//!
//! - **14 of 22** use no framework: `count(q21 = "We use none")` in `team-survey`
//!
//! ## Against
//!
//! - **2 of 6** name one: `count(code = "framework-named")` in `interviews`
//! ````
//!
//! `docs/insights.md` is the format's description for people.

mod attribution;
mod front;
mod item;
mod quote;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use attribution::spaced;
pub(crate) use read::html;
pub use read::read;
pub use write::{figure, quotation};

use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;
use std::ops::Range;

/// The shape of an insight's front matter.
pub const INSIGHT: Shape = Shape {
    name: "insight",
    doc: "A claim with evidence: what it bears on, whom it holds for, and who signed it.",
    keys: &[
        Key {
            name: "hypothesis",
            of: Of::Id,
            needed: false,
            doc: "The hypothesis that it bears on, as the study's plan calls it.",
        },
        Key {
            name: "personas",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "The personas that it holds for; all where it is not said.",
        },
        Key {
            name: "status",
            of: Of::Word(&[
                ("draft", "checked, and never published"),
                ("published", "published as soon as it is proved"),
            ]),
            needed: false,
            doc: "Whether it may be published; draft where it is not said.",
        },
        Key {
            name: "sign-off",
            of: Of::List(&Of::Has(&SIGN_OFF)),
            needed: false,
            doc: "Who says that the evidence supports the claim.",
        },
    ],
};

/// The shape of a sign-off.
pub const SIGN_OFF: Shape = Shape {
    name: "sign-off",
    doc: "A reviewer's word that the evidence supports the claim.",
    keys: &[
        Key { name: "reviewer", of: Of::Line, needed: true, doc: "Who signs, by name or role." },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day of the sign-off." },
        Key {
            name: "of",
            of: Of::Line,
            needed: true,
            doc: "What is signed: at least 12 hex digits, as paap check prints them.",
        },
    ],
};

/// An insight, as it was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Insight {
    /// Its id: the file's name without ending.
    pub id: String,
    /// The claim, in one sentence, without Markdown: the page's one heading of the first level.
    pub claim: String,
    /// Where the claim stands.
    pub claim_at: At,
    /// The hypothesis that it bears on, by its id in the study's plan.
    pub hypothesis: Option<String>,
    /// Where the hypothesis is named.
    pub hypothesis_at: At,
    /// The personas that it holds for; none means all.
    pub personas: Vec<String>,
    /// Where the personas are named.
    pub personas_at: At,
    /// Whether it may be published.
    pub status: Status,
    /// Who says that the evidence supports the claim.
    pub sign_offs: Vec<SignOff>,
    /// The evidence, in the order of the file.
    pub evidence: Vec<Evidence>,
    /// What explains it, as Markdown: all between the claim and the first heading of evidence.
    pub words: String,
    /// Every paragraph, list, table or heading that is neither the claim nor evidence, as text.
    pub prose: Vec<Prose>,
}

/// Words that are no evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// The words, without Markdown.
    pub text: String,
    /// Where they begin.
    pub at: At,
}

/// How far an insight is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Checked, and never published.
    #[default]
    Draft,
    /// Published as soon as it is proved.
    Published,
}

/// A reviewer's word that evidence supports a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOff {
    /// Who, as the workspace calls them.
    pub reviewer: String,
    /// When, as `2026-11-26`.
    pub date: String,
    /// What was signed: the first 12 hex digits of [`sign_off::digest`](crate::sign_off).
    pub of: String,
    /// Where it stands.
    pub at: At,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// What it speaks for.
    pub side: Side,
    /// Where it begins in the file.
    pub at: At,
    /// The bytes of the file that it takes.
    pub range: Range<usize>,
    /// What it is.
    pub piece: Piece,
}

/// Whether evidence speaks for a claim or against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Under the heading `For`.
    For,
    /// Under the heading `Against`.
    Against,
}

/// A quotation or a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece {
    /// Somebody's words.
    Quotation(Quotation),
    /// A number.
    Figure(Figure),
}

/// Somebody's words, and where they stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// The words as a reader sees them: one space between words, an empty line between paragraphs.
    pub words: String,
    /// The words as they are typed, without the marks of the block quote and without backslashes:
    /// what Markdown takes for emphasis may have been a speaker's star.
    pub typed: String,
    /// Whether Markdown takes some of what is typed for a tag, which readers do not see.
    pub has_tag: bool,
    /// For each line of the words: where it begins in `words`, and its line in the file.
    pub lines: Vec<(usize, usize)>,
    /// Who is said to say them.
    pub speaker: String,
    /// The transcript's id.
    pub document: String,
    /// The turn's id.
    pub turn: String,
    /// Where the link leads, as it is written.
    pub target: String,
    /// The beginning of the transcript's version that the author read: at least 12 hex digits.
    pub version: String,
    /// Where the line begins that says who said it.
    pub said_at: At,
}

/// A number, and how it comes about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The value that the author saw, as it is written.
    pub value: String,
    /// What it means, in words.
    pub meaning: String,
    /// How it is computed (see [`crate::figure`]).
    pub expression: String,
    /// The survey of the study, or `interviews`; None where the study has one survey alone.
    pub source: Option<String>,
}

impl Figure {
    /// A figure that nobody has written anywhere yet, to ask what can be said of it.
    pub fn unwritten(expression: impl Into<String>, source: Option<String>) -> Self {
        let (value, meaning) = (String::new(), String::new());
        Self { value, meaning, expression: expression.into(), source }
    }
}
