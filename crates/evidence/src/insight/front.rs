//! The front matter of an insight.

use super::{INSIGHT, SignOff, Status};
use crate::quotation::is_unseen;
use paap_text::Page;
use paap_text::problem::Problem;
use paap_text::shape::check;
use paap_text::yaml::{At, Node};

/// What the front matter says.
pub(super) struct Front {
    pub(super) hypothesis: Option<String>,
    pub(super) hypothesis_at: At,
    pub(super) personas_at: At,
    pub(super) personas: Vec<String>,
    pub(super) status: Status,
    pub(super) sign_offs: Vec<SignOff>,
}

/// Reads the front matter of a page.
pub(super) fn read(page: &Page<'_>, problems: &mut Vec<Problem>) -> Front {
    check(&page.front, &INSIGHT, problems);
    let text = |node: &Node, key: &str| node.get(key).and_then(Node::text).map(str::to_owned);
    let status = match page.front.get("status").and_then(Node::text) {
        Some("published") => Status::Published,
        _ => Status::Draft,
    };
    let mut personas: Vec<String> = Vec::new();
    for node in page.front.get("personas").map(Node::items).unwrap_or_default() {
        let Some(name) = node.text() else { continue };
        if personas.iter().any(|other| other == name) {
            let message = format!("The persona “{name}” is named twice.");
            problems.push(Problem::warning("persona-twice", node.at, message));
        } else {
            personas.push(name.to_owned());
        }
    }
    let sign_offs = page.front.get("sign-off").map(Node::items).unwrap_or_default();
    let sign_offs = sign_offs.iter().filter_map(|node| {
        let (reviewer, date) = (text(node, "reviewer")?, text(node, "date")?);
        let of = text(node, "of")?;
        if let Some(c) = reviewer.chars().find(|c| is_unseen(*c)) {
            let message =
                format!("The reviewer has a character that nobody sees (U+{:04X}).", u32::from(c));
            let at = node.get("reviewer").map_or(node.at, |reviewer| reviewer.at);
            problems.push(Problem::error("unseen-character", at, message).help("Remove it."));
        }
        if !is_hash(&of) {
            problems.push(of_what(node.get("of").map_or(node.at, |of| of.at)));
        }
        Some(SignOff { reviewer, date, of, at: node.at })
    });
    let sign_offs = sign_offs.collect();
    let at = |key: &str| page.front.get(key).map_or(At::START, |node| node.at);
    Front {
        hypothesis: text(&page.front, "hypothesis"),
        hypothesis_at: at("hypothesis"),
        personas_at: at("personas"),
        personas,
        status,
        sign_offs,
    }
}

fn of_what(at: At) -> Problem {
    let message = "“of” says what was signed, in 12 to 64 hex digits.";
    Problem::error("sign-off-of", at, message)
        .help("Put it in quotation marks, as `paap check` prints it.")
}

/// Whether a text is the beginning of a SHA-256 that is long enough to name one thing.
pub(super) fn is_hash(text: &str) -> bool {
    (12..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
