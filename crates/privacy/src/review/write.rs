//! The review as the text that people edit: YAML with one line a place.

use super::{Decision, Place, Proposal, Review};
use paap_text::yaml;
use serde::Serialize;
use std::fmt::Write;

const HEAD: &str = "\
# What may identify people, for you to decide. This file leads back to people: it stays under seal.
#
# decision: accept      it identifies; where its variants and name stand, its pseudonym will stand
#           reject      it identifies nobody and stays
#           undecided   nothing is released before everything is decided
# `suggested: accept` is only a suggestion; it counts once you write it behind `decision`.
#
# You may change `kind`, `name`, and what it `stands as`, and add to an entity:
#   same as: e7                        it is the same as entity e7, and decided with it
#   also: [\"a text\", \"another\"]        remove these texts with it, wherever they stand
# Two that were taken for one: write an entity of your own below, and move its texts from the
# `variants` of the first to its own.
# A single place may be decided otherwise than its entity: `decision: reject` in its line. The place
# itself is between ⟦ and ⟧; `at` is document:line:character.
";

pub(super) fn write(review: &Review) -> String {
    let mut text = HEAD.to_owned();
    for entity in &review.entities {
        text.push('\n');
        // Writing into a string does not fail.
        let _ = write_entity(entity, &mut text);
    }
    text
}

fn write_entity(entity: &Proposal, text: &mut String) -> std::fmt::Result {
    let start = text.len();
    writeln!(text, "- entity: {}", plain(&entity.id))?;
    writeln!(text, "  decision: {}", entity.decision.word())?;
    if entity.is_sure && entity.decision == Decision::Undecided {
        writeln!(text, "  suggested: accept")?;
    }
    if let Some(other) = &entity.same_as {
        writeln!(text, "  same as: {}", plain(other))?;
    }
    for (name, value) in [("by", &entity.by), ("on", &entity.on)] {
        if !value.is_empty() {
            writeln!(text, "  {name}: {}", yaml::quoted(value, &[]))?;
        }
    }
    writeln!(text, "  kind: {}", word_of(&entity.kind))?;
    writeln!(text, "  name: {}", yaml::quoted(&entity.name, &[]))?;
    writeln!(text, "  stands as: {}", yaml::quoted(&entity.pseudonym, &[]))?;
    writeln!(text, "  variants: {}", list(&entity.variants))?;
    if !entity.also.is_empty() {
        writeln!(text, "  also: {}", list(&entity.also))?;
    }
    if !entity.places.is_empty() {
        writeln!(text, "  places:")?;
    }
    for place in &entity.places {
        write_place(place, text)?;
    }
    // No text in it may be read as YAML's anchors and aliases, which are refused.
    if text.get(start..).is_some_and(|own| own.contains('&') && own.contains('*')) {
        let own = text.split_off(start).replace('*', "\\x2a");
        text.push_str(&own);
    }
    Ok(())
}

fn write_place(place: &Place, text: &mut String) -> std::fmt::Result {
    let decision = place.decision.map_or("", Decision::word);
    let at = format!("{}:{}:{}", place.document, place.line, place.column);
    let context = format!("{}⟦{}⟧{}", place.before, place.text, place.after);
    write!(
        text,
        "    - {{decision: {decision}, at: {}, context: {}",
        yaml::quoted(&at, &[]),
        yaml::quoted(&context, &[])
    )?;
    for (name, value) in [("by", &place.by), ("on", &place.on), ("rule", &place.rule)] {
        if !value.is_empty() {
            write!(text, ", {name}: {}", yaml::quoted(value, &[]))?;
        }
    }
    if place.confidence.is_finite() && place.confidence > 0.0 {
        write!(text, ", sure: {:.2}", place.confidence)?;
    }
    writeln!(text, "}}")
}

impl Decision {
    /// The word that stands for it in a review file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::Accept => "accept",
            Self::Reject => "reject",
        }
    }
}

/// The stable name of a kind.
pub(super) fn word_of(kind: &impl Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// An id as it is, if it is a plain word.
fn plain(id: &str) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric());
    if is_plain { id.to_owned() } else { yaml::quoted(id, &[]) }
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| yaml::quoted(text, &[])).collect();
    format!("[{}]", texts.join(", "))
}
