//! `product/product.yaml`: the platform itself, and how its priorities are counted.

use crate::read::{self, Own};
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

/// The shape of `product/product.yaml`.
pub const PLATFORM: Shape = Shape {
    name: "platform",
    doc: "The platform as a product: its promise, how to get help, and how its priorities are counted.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What the platform is called." },
        Key {
            name: "promise",
            of: Of::Text,
            needed: true,
            doc: "What it promises its customers, as Markdown; the head of its page.",
        },
        Key {
            name: "help",
            of: Of::Text,
            needed: false,
            doc: "How its customers get help, as Markdown.",
        },
        Key {
            name: "score",
            of: Of::Line,
            needed: false,
            doc: "How needs are ranked: rice, cd3, opportunity, or a formula of your own; rice where it is not said.",
        },
        Key {
            name: "money",
            of: Of::Line,
            needed: false,
            doc: "What a cost of delay is counted in, such as EUR a week.",
        },
        Key {
            name: "fresh-within",
            of: Of::Whole,
            needed: false,
            doc: "Evidence that is older than so many days lowers confidence; 365 where it is not said.",
        },
    ],
};

/// The platform.
#[derive(Debug, Clone, PartialEq)]
pub struct Platform {
    /// What it is called.
    pub title: String,
    /// What it promises, as Markdown.
    pub promise: String,
    /// How to get help, as Markdown.
    pub help: String,
    /// How needs are ranked, as it is written, and where.
    pub score: Option<(String, At)>,
    /// What a cost of delay is counted in.
    pub money: Option<String>,
    /// Older evidence lowers confidence.
    pub fresh_within: u64,
}

impl Default for Platform {
    fn default() -> Self {
        Self {
            title: String::new(),
            promise: String::new(),
            help: String::new(),
            score: None,
            money: None,
            fresh_within: 365,
        }
    }
}

impl Platform {
    /// Reads `product/product.yaml`. What is wrong is added to `problems`; what can be understood is
    /// there.
    pub fn read(text: &str, problems: &mut Vec<Problem>) -> Self {
        let Some(node) = read::file(text, &PLATFORM, problems) else { return Self::default() };
        let own = Own::of(&node);
        let usual = Self::default();
        let key = "fresh-within";
        let fresh_within = own.whole(key).unwrap_or(usual.fresh_within);
        if fresh_within == 0 {
            let message = format!("“{key}” is at least 1 day.");
            problems.push(Problem::error("wrong-value", own.at(key), message));
        }
        Self {
            fresh_within,
            title: own.text("title").unwrap_or_default(),
            promise: own.text("promise").unwrap_or_default(),
            help: own.text("help").unwrap_or_default(),
            score: own.text("score").map(|text| (text, own.at("score"))),
            money: own.text("money"),
        }
    }
}
