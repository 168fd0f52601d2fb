//! The topic of a month: what a community reads together.

use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

use super::{Body, Front, LINK, Link, day};
use crate::line::one_line;

/// The shape of `content/topics/<yyyy-mm>.md`.
pub const TOPIC: Shape = Shape {
    name: "topic",
    doc: "The topic of a month, which is the file's name, with what to read about it.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key { name: "summary", of: Of::Text, needed: false, doc: "Why it is the topic." },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language, as BCP 47 has it; that of the workspace where it is not said.",
        },
        Key {
            name: "links",
            of: Of::List(&Of::Has(&LINK)),
            needed: false,
            doc: "What to read, hear or see.",
        },
    ],
};

/// The topic of a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The file's name without ending, such as `2026-11`.
    pub slug: String,
    /// The first day of the month; None only where the file's name is no month.
    pub month: Option<Date>,
    /// What it is called.
    pub title: String,
    /// Why it is the topic.
    pub summary: Option<String>,
    /// The language; None is that of the workspace.
    pub language: Option<String>,
    /// What to read, hear or see.
    pub links: Vec<Link>,
    /// More words about it.
    pub body: Body,
}

impl Topic {
    /// Reads `content/topics/<slug>.md`, where the slug is a month.
    pub fn read(slug: &str, text: &str) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &TOPIC);
        let month = day(&format!("{slug}-01"));
        if month.is_none() {
            let message = format!("“{}” is no month.", one_line(slug));
            front.problems.push(
                Problem::error("wrong-name", At::START, message)
                    .help("Name the file by year and month, such as 2026-11.md."),
            );
        }
        let topic = Self {
            slug: slug.to_owned(),
            month,
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            summary: front.text("summary"),
            language: front.language(),
            links: front.links("links"),
            body,
        };
        (topic, front.problems)
    }
}
