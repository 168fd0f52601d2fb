//! The file in which people decide about each proposal.
//!
//! A review is a text that people edit: what may identify somebody, in its context, grouped by
//! entity. It holds everything that must not leave, and belongs under seal. Nothing is decided
//! until somebody decides it, however sure a rule is; a decision is by entity, and may be another
//! at single places.

mod anchor;
mod gate;
mod merge;
pub(crate) mod page;
mod read;
mod write;
mod yaml;

pub use gate::{Reason, Unreviewed, gate};

use crate::Kind;
use crate::entity::Document;
use crate::pseudonym::Key;
pub(crate) use anchor::anchor;
use std::fmt;

/// From this confidence, of its surest place, an entity is suggested to be accepted.
const SURE: f64 = 0.9;

/// What stands in a review file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Review {
    /// In the order of kinds and names.
    pub entities: Vec<Proposal>,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Undecided,
    /// It identifies, and is replaced.
    Accept,
    /// It identifies nobody, and stays.
    Reject,
}

/// An entity that is proposed to be replaced.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Its id in this file, such as `e12`; it keeps it when proposals are made again.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What is to stand in its place.
    pub pseudonym: String,
    /// What was decided about it.
    pub decision: Decision,
    /// Whether the finder is so sure that accepting is suggested.
    pub is_sure: bool,
    /// Who decided.
    pub by: String,
    /// When, as the caller wrote it.
    pub on: String,
    /// The id of the entity that it is the same as; then that one's decision and pseudonym count.
    pub same_as: Option<String>,
    /// The texts that stand for it.
    pub variants: Vec<String>,
    /// Further texts that people want removed with it, wherever they stand.
    pub also: Vec<String>,
    /// Where it was found.
    pub places: Vec<Place>,
    /// The line of the file, from 1; 0 where it was not read from one.
    pub line: usize,
}

/// A place in a document that is proposed to be replaced.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// The line of the document, from 1.
    pub line: usize,
    /// The character of the line, from 1.
    pub column: usize,
    /// What stands in the line before it, up to 60 characters.
    pub before: String,
    /// The text itself.
    pub text: String,
    /// What stands in the line after it, up to 60 characters.
    pub after: String,
    /// What was decided about this place, where that is not the entity's decision.
    pub decision: Option<Decision>,
    /// Who decided.
    pub by: String,
    /// When.
    pub on: String,
    /// How sure the finding is, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it; empty where somebody wrote the place by hand.
    pub rule: String,
}

/// What in a review file cannot be meant. It repeats nothing of the file but its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl Review {
    /// The review of a study: what its documents' spans propose, with everything that an earlier
    /// review decided, and with the pseudonyms of the key. `bits` draws the numbers of new ones; see
    /// [`crate::pseudonym::assign`].
    pub fn propose(
        documents: &[Document<'_>],
        key: &Key,
        earlier: Option<&Self>,
        bits: &mut dyn FnMut() -> u64,
    ) -> Self {
        merge::propose(documents, key, earlier, bits)
    }

    /// Reads an edited review file. Whatever is wrong with it is told; what was decided there is
    /// then undecided, so that a mistake releases nothing. With problems, nothing should be applied.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        read::read(text)
    }

    /// The review as the text that people edit.
    pub fn write(&self) -> String {
        write::write(self)
    }

    /// Decides about an entity, for whoever does not edit the file; false where there is none of
    /// that id.
    pub fn decide(&mut self, id: &str, decision: Decision, by: &str, on: &str) -> bool {
        let Some(entity) = self.entities.iter_mut().find(|entity| entity.id == id) else {
            return false;
        };
        entity.decision = decision;
        (entity.by, entity.on) = (by.to_owned(), on.to_owned());
        true
    }

    /// Notes who decided, and when, at each decision that `before` has not, and takes the note away
    /// where nothing is decided any more. Without `before` only decisions without a note get one.
    pub fn sign(&mut self, before: Option<&Self>, by: &str, on: &str) {
        merge::sign(self, before, by, on);
    }

    /// How many entities are undecided, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let ids = self.ids();
        let is_open = |at: &usize| self.decisions_at(*at, &ids).contains(&Decision::Undecided);
        ((0..self.entities.len()).filter(is_open).count(), self.entities.len())
    }

    /// The entity whose decision counts for another: what `same as` leads to. An entity that leads
    /// in a circle or nowhere stands for itself.
    pub(crate) fn leader(&self, mut at: usize, ids: &Ids<'_>) -> usize {
        let start = at;
        for _ in 0..self.entities.len() {
            let next = self.entities.get(at).and_then(|entity| entity.same_as.as_deref());
            match next.map(|id| ids.get(id)) {
                None => return at,
                Some(None) => return start,
                Some(Some(next)) => at = *next,
            }
        }
        start
    }

    /// The entities by their ids.
    pub(crate) fn ids(&self) -> Ids<'_> {
        let mut ids = Ids::default();
        for (index, entity) in self.entities.iter().enumerate() {
            ids.entry(entity.id.as_str()).or_insert(index);
        }
        ids
    }

    /// What was decided about an entity itself, or about the one that it is the same as.
    pub(crate) fn decision(&self, at: usize, ids: &Ids<'_>) -> Decision {
        let leader = self.entities.get(self.leader(at, ids));
        let is_lost = leader.is_some_and(|leader| leader.same_as.is_some());
        leader.filter(|_| !is_lost).map_or(Decision::Undecided, |leader| leader.decision)
    }

    /// The texts of an entity that stay at some place.
    pub(crate) fn rejected(&self, at: usize, ids: &Ids<'_>) -> Vec<String> {
        let own = self.decision(at, ids);
        let places = self.entities.get(at).map(|entity| entity.places.as_slice());
        let stays = |place: &&Place| place.decision.unwrap_or(own) == Decision::Reject;
        let places = places.unwrap_or_default().iter().filter(stays);
        places.map(|place| one_line(&place.text)).collect()
    }

    /// The decisions of all places of an entity, or its own where it has none.
    fn decisions_at(&self, at: usize, ids: &Ids<'_>) -> Vec<Decision> {
        let Some(entity) = self.entities.get(at) else { return Vec::new() };
        let own = self.decision(at, ids);
        if entity.places.is_empty() {
            return Vec::from([own]);
        }
        entity.places.iter().map(|place| place.decision.unwrap_or(own)).collect()
    }
}

/// Entities by their ids.
pub(crate) type Ids<'a> = hashbrown::HashMap<&'a str, usize, foldhash::fast::RandomState>;

impl Proposal {
    /// An entity of which nothing is known yet but what it is.
    pub(crate) fn new(kind: Kind) -> Self {
        Self {
            id: String::new(),
            kind,
            name: String::new(),
            pseudonym: String::new(),
            decision: Decision::Undecided,
            is_sure: false,
            by: String::new(),
            on: String::new(),
            same_as: None,
            variants: Vec::new(),
            also: Vec::new(),
            places: Vec::new(),
            line: 0,
        }
    }

    /// The texts that are replaced wherever they stand, once it is accepted: its variants and
    /// its name, but for those whose places are all decided otherwise, and what was added by hand.
    pub(crate) fn texts(&self) -> impl Iterator<Item = &str> {
        let open: hashbrown::HashSet<String> = self.open_texts();
        let is_meant = move |text: &&str| !open.contains(*text);
        let variants = self.variants.iter().chain([&self.name]).map(String::as_str);
        let also = self.also.iter().map(String::as_str);
        variants.filter(|text| !text.is_empty()).filter(is_meant).chain(also)
    }

    /// The variants of which every place is undecided or rejected by itself.
    fn open_texts(&self) -> hashbrown::HashSet<String> {
        let mut open = hashbrown::HashSet::new();
        let mut meant = hashbrown::HashSet::new();
        for place in &self.places {
            let text = one_line(&place.text);
            match place.decision {
                None | Some(Decision::Accept) => meant.insert(text),
                Some(_) => open.insert(text),
            };
        }
        open.retain(|text| !meant.contains(text));
        open
    }
}

/// A text with single spaces.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
pub(crate) mod tests;
