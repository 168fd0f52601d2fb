//! What must be so before texts are released.

use super::page::Page;
use super::{Decision, Review, anchor};
use crate::entity::Document;
use crate::pseudonym::placeholder;
use crate::replace::Decisions;
use crate::replace::words::{core, folded};
use hashbrown::{HashMap, HashSet};
use memchr::memmem;
use std::ops::Range;

/// Why a text must not be released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Nobody decided about a proposal.
    Undecided,
    /// Something that may identify is in the text, and the review does not know it: proposals must
    /// be made again.
    New,
    /// Something that was accepted still stands in the text: the decisions must be applied again.
    Remains,
}

/// What keeps a text from being released. It repeats nothing that was said.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unreviewed {
    /// The document's id.
    pub document: String,
    /// The line: of the document that is to be released, or, of an undecided place, of the text
    /// that was reviewed. From 1.
    pub line: usize,
    /// The entity's id in the review, where there is one.
    pub entity: Option<String>,
    /// Why.
    pub reason: Reason,
}

/// The release gate: everything that is undecided, unknown, or accepted and still there. Nothing
/// may leave while this returns anything.
///
/// `documents` are the texts that are to be released, each with the spans found in them as they
/// are now.
pub fn gate(review: &Review, documents: &[Document<'_>]) -> Vec<Unreviewed> {
    let decisions = Decisions::of(review);
    let mut unreviewed = undecided(review);
    let texts = Texts::of(review);
    for document in documents {
        let page = Page::of(document.text);
        let redact = |context: &str| decisions.redact(document.id, context);
        let kept = Kept::of(anchor(&page, &decisions.kept(document.id), &redact));
        let mut add = |at: usize, entity: Option<&str>, reason: Reason| {
            unreviewed.push(Unreviewed {
                document: document.id.to_owned(),
                line: page.line(at),
                entity: entity.map(str::to_owned),
                reason,
            });
        };
        let mut seen = HashSet::new();
        for range in decisions.remaining(document.id, document.text) {
            if !kept.has(&range) && seen.insert(range.clone()) {
                add(range.start, None, Reason::Remains);
            }
        }
        let pseudonyms = texts.pseudonyms(document.text);
        for span in &document.spans {
            let Some(range) = core(document.text, span.range.clone()) else { continue };
            let text = document.text.get(range.clone()).unwrap_or_default();
            if is_covered(document.text, &range, &pseudonyms) || kept.has(&range) {
                continue;
            }
            match texts.by_text.get(&folded(text)) {
                None => add(range.start, None, Reason::New),
                Some((Decision::Accept, id)) if seen.insert(range.clone()) => {
                    add(range.start, Some(id), Reason::Remains);
                }
                Some(_) => {}
            }
        }
    }
    unreviewed.sort();
    unreviewed.dedup();
    unreviewed
}

/// Ranges that stay, in order, each with the furthest end of those before it and its own.
struct Kept(Vec<(usize, usize)>);

impl Kept {
    fn of(found: Vec<Option<Range<usize>>>) -> Self {
        let mut ranges: Vec<(usize, usize)> =
            found.into_iter().flatten().map(|range| (range.start, range.end)).collect();
        ranges.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut ranges {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self(ranges)
    }

    /// Whether a range lies within one that stays.
    fn has(&self, range: &Range<usize>) -> bool {
        let before = self.0.partition_point(|(start, _)| *start <= range.start);
        let last = before.checked_sub(1).and_then(|at| self.0.get(at));
        last.is_some_and(|(_, furthest)| range.end <= *furthest)
    }
}

fn undecided(review: &Review) -> Vec<Unreviewed> {
    let ids = review.ids();
    let mut undecided = Vec::new();
    for (index, entity) in review.entities.iter().enumerate() {
        let own = review.decision(index, &ids);
        let is_open = |decision: Option<Decision>| decision.unwrap_or(own) == Decision::Undecided;
        for place in entity.places.iter().filter(|place| is_open(place.decision)) {
            undecided.push(Unreviewed {
                document: place.document.clone(),
                line: place.line,
                entity: Some(entity.id.clone()),
                reason: Reason::Undecided,
            });
        }
    }
    undecided
}

/// What a review says of each text, by its folded form.
struct Texts<'a> {
    by_text: HashMap<String, (Decision, &'a str)>,
    pseudonyms: Vec<&'a str>,
}

impl<'a> Texts<'a> {
    fn of(review: &'a Review) -> Self {
        let ids = review.ids();
        let mut by_text: HashMap<String, (Decision, &'a str)> = HashMap::new();
        let mut pseudonyms = Vec::new();
        for (index, entity) in review.entities.iter().enumerate() {
            let own = review.decision(index, &ids);
            let texts = entity.variants.iter().chain(&entity.also).map(|text| (text, own));
            let places = entity.places.iter();
            let places = places.map(|place| (&place.text, place.decision.unwrap_or(own)));
            for (text, decision) in texts.chain(places) {
                let known = by_text.entry(folded(text)).or_insert((decision, &entity.id));
                // Rejected is what somebody looked at and left; it counts before what is accepted
                // elsewhere, which is sought by itself.
                if decision > known.0 {
                    *known = (decision, &entity.id);
                }
            }
            if !placeholder::is_placeholder(&entity.pseudonym) && !entity.pseudonym.is_empty() {
                pseudonyms.push(entity.pseudonym.as_str());
            }
        }
        Self { by_text, pseudonyms }
    }

    /// Where pseudonyms and other placeholders stand in a text, in order.
    fn pseudonyms(&self, text: &str) -> Vec<Range<usize>> {
        let mut found = placeholder::find(text);
        for pseudonym in &self.pseudonyms {
            let length = pseudonym.len();
            let starts = memmem::find_iter(text.as_bytes(), pseudonym);
            found.extend(starts.map(|start| start..start + length));
        }
        found.sort_by_key(|range| (range.start, range.end));
        found
    }
}

/// Whether nothing of a range is a word outside of placeholders.
fn is_covered(text: &str, range: &Range<usize>, placeholders: &[Range<usize>]) -> bool {
    let from = placeholders.partition_point(|one| one.end <= range.start).saturating_sub(1);
    let mut at = range.start;
    for one in placeholders.iter().skip(from).take_while(|one| one.start < range.end) {
        let between = text.get(at..one.start.max(at).min(range.end)).unwrap_or_default();
        if between.chars().any(char::is_alphanumeric) {
            return false;
        }
        at = at.max(one.end).min(range.end);
    }
    !text.get(at..range.end).unwrap_or_default().chars().any(char::is_alphanumeric)
}
