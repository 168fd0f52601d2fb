//! The line below a quotation: who said it, and where.

use super::front::is_hash;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

/// What the line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) speaker: String,
    pub(super) document: String,
    pub(super) turn: String,
    pub(super) target: String,
    pub(super) version: String,
}

/// How such a line is written.
pub(super) const FORMAT: &str =
    "— Speaker in [interview-003, t12](../transcripts/interview-003.md), version 5b1d9c2e41aa";

/// Whether a text begins such a line.
pub(super) fn begins(text: &str) -> bool {
    ["—", "–", "―", "--"].iter().any(|dash| text.trim_start().starts_with(dash))
}

/// Reads the line, or says what is missing.
pub(super) fn read(events: &[Event<'_>]) -> Result<Attribution, &'static str> {
    let (mut before, mut inside, mut after) = (String::new(), String::new(), String::new());
    let mut target: Option<String> = None;
    let mut open = false;
    for event in events {
        let out = match (&target, open) {
            (None, _) => &mut before,
            (Some(_), true) => &mut inside,
            (Some(_), false) => &mut after,
        };
        match event {
            Event::Text(text) | Event::Code(text) => out.push_str(text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                if target.is_some() {
                    return Err("It has more than one link.");
                }
                if matches!(link_type, LinkType::Autolink | LinkType::Email) {
                    return Err("Its link is an address without words.");
                }
                target = Some(dest_url.to_string());
                open = true;
            }
            Event::End(TagEnd::Link) => open = false,
            Event::Start(Tag::Strong | Tag::Emphasis)
            | Event::End(TagEnd::Strong | TagEnd::Emphasis) => {}
            _ => return Err("It holds more than a name and a link."),
        }
    }
    let target = target.ok_or("It has no link to the transcript.")?;
    let before = spaced(&before);
    let name = before.trim_start_matches(['—', '–', '―', '-']).trim();
    let speaker = match name.strip_suffix(" in") {
        Some(speaker) if !speaker.trim().is_empty() => speaker.trim().to_owned(),
        _ => return Err("It does not say who speaks: “— Speaker in [”."),
    };
    let inside = spaced(&inside);
    let (document, turn) = inside.rsplit_once(',').ok_or("Its link does not name the turn.")?;
    let (document, turn) = (document.trim(), turn.trim());
    let digits = turn.strip_prefix('t').unwrap_or_default();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("Its link does not end in a turn, such as “t12”.");
    }
    if document.is_empty() {
        return Err("Its link does not name the transcript.");
    }
    let after = spaced(&after);
    let rest = after.trim_start_matches(',').trim().trim_end_matches('.').trim_end();
    let version = rest.strip_prefix("version").unwrap_or_default().trim();
    if !is_hash(version) {
        return Err("It does not end in “, version” and at least 12 hex digits.");
    }
    Ok(Attribution {
        speaker,
        document: document.to_owned(),
        turn: turn.to_owned(),
        target,
        version: version.to_ascii_lowercase(),
    })
}

/// One space between words.
pub(crate) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}
