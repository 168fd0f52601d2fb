//! The text with what was decided.

pub(crate) mod patterns;
pub(crate) mod words;

use crate::pseudonym::{Entry, Key};
use crate::review::page::Page;
use crate::review::{Decision, Place, Proposal, Review, anchor, one_line};
use hashbrown::{HashMap, HashSet};
use patterns::Patterns;
use std::ops::Range;

/// What a review decided, ready to be applied to texts.
#[derive(Debug, Default)]
pub struct Decisions {
    patterns: Patterns,
    /// For each pattern the entities that have it, the first accepted one first.
    owners: Vec<Vec<usize>>,
    /// Of patterns that several entities have: whose they are in a document.
    here: HashMap<(usize, String), usize>,
    entities: Vec<Entry>,
    places: HashMap<String, Vec<Decided>>,
}

#[derive(Debug, Clone)]
struct Decided {
    place: Place,
    /// The entity's number where it is accepted; `None` where it stays.
    entity: Option<usize>,
    /// The line of the review file, or 0.
    line: usize,
}

/// A text in which everything that was accepted is replaced.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replaced {
    /// The new text.
    pub text: String,
    /// What was replaced, in order, without overlap.
    pub replacements: Vec<Replacement>,
    /// Places of which something was decided, and that are not in the text any more; what was
    /// decided there was not done. Each with the line of its entity in the review file.
    pub lost: Vec<Lost>,
}

/// A piece of the old text, and what stands there in the new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// In bytes of the old text.
    pub range: Range<usize>,
    /// What stands there now.
    pub with: String,
}

/// A place that is no longer where it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The line of the document in which it was.
    pub line: usize,
    /// The line of the review file in which its entity begins; 0 where it was not read from a file.
    pub review_line: usize,
}

/// What is to be replaced, before overlaps are settled.
#[derive(Debug, Clone)]
struct Wanted {
    range: Range<usize>,
    entity: usize,
}

impl Decisions {
    /// What a review decided. Undecided entities and places stay as they are; [`crate::review::gate`]
    /// says whether there are any.
    ///
    /// The texts of an accepted entity are replaced wherever they stand as whole words, but for
    /// single letters and small numbers, which are replaced at their places alone.
    pub fn of(review: &Review) -> Self {
        let mut decisions = Self::default();
        let ids = review.ids();
        let mut numbers: HashMap<usize, usize> = HashMap::new();
        for (index, entity) in review.entities.iter().enumerate() {
            let own = review.decision(index, &ids);
            let at = review.leader(index, &ids);
            let Some(leader) = review.entities.get(at) else { continue };
            let number = *numbers.entry(at).or_insert_with(|| {
                decisions.entities.push(Entry {
                    pseudonym: stands_as(leader),
                    kind: leader.kind,
                    name: leader.name.clone(),
                    texts: Vec::new(),
                    at_places: Vec::new(),
                });
                decisions.entities.len() - 1
            });
            if own == Decision::Accept {
                for text in entity.texts() {
                    decisions.accept(text, number);
                }
            }
            for place in &entity.places {
                decisions.decide(place, place.decision.unwrap_or(own), number, own, entity.line);
            }
        }
        let rejected: HashSet<String> =
            (0..review.entities.len()).flat_map(|at| review.rejected(at, &ids)).collect();
        for entry in &mut decisions.entities {
            let all = std::mem::take(&mut entry.texts);
            let (stay, go) = all.into_iter().partition(|text| rejected.contains(text));
            entry.texts = go;
            entry.at_places.extend::<Vec<String>>(stay);
        }
        decisions.patterns.finish();
        decisions
    }

    fn accept(&mut self, text: &str, number: usize) {
        if let Some(entity) = self.entities.get_mut(number) {
            entity.texts.push(text.to_owned());
        }
        if let Some(pattern) = self.patterns.add(text) {
            self.owners.resize_with(self.owners.len().max(pattern + 1), Vec::new);
            if let Some(owners) = self.owners.get_mut(pattern)
                && !owners.contains(&number)
            {
                owners.push(number);
            }
        }
    }

    fn decide(
        &mut self,
        place: &Place,
        decision: Decision,
        number: usize,
        own: Decision,
        line: usize,
    ) {
        let entity = match decision {
            Decision::Undecided => return,
            Decision::Reject => None,
            Decision::Accept => Some(number),
        };
        if entity.is_some() {
            if let Some(entry) = self.entities.get_mut(number) {
                let is_everywhere = own == Decision::Accept;
                let texts = if is_everywhere { &mut entry.texts } else { &mut entry.at_places };
                texts.push(one_line(&place.text));
            }
            // The pattern is known already where the entity is accepted.
            if own == Decision::Accept
                && let Some(pattern) = self.patterns.add(&place.text)
            {
                self.here.insert((pattern, place.document.clone()), number);
                self.owners.resize_with(self.owners.len().max(pattern + 1), Vec::new);
            }
        }
        let decided = Decided { place: place.clone(), entity, line };
        self.places.entry(place.document.clone()).or_default().push(decided);
    }

    /// The key, with what was accepted.
    pub fn learn(&self, key: &mut Key) {
        let is_known = |entry: &&Entry| !entry.texts.is_empty() || !entry.at_places.is_empty();
        key.learn(self.entities.iter().filter(is_known).cloned());
    }

    /// A text of the study, with everything accepted replaced and everything else as it is.
    pub fn replace(&self, document: &str, text: &str) -> Replaced {
        let page = Page::of(text);
        let decided = self.places.get(document).map(Vec::as_slice).unwrap_or_default();
        let places: Vec<&Place> = decided.iter().map(|decided| &decided.place).collect();
        let ranges = anchor(&page, &places, &|context| context.to_owned());
        let mut wanted = self.sweep(document, text);
        let (mut kept, mut lost) = (Vec::new(), Vec::new());
        for (decided, range) in decided.iter().zip(ranges) {
            match (range, decided.entity) {
                (Some(range), Some(entity)) => wanted.push(Wanted { range, entity }),
                (Some(range), None) => kept.push(range),
                (None, _) => {
                    lost.push(Lost { line: decided.place.line, review_line: decided.line });
                }
            }
        }
        let replacements = self.settle(text, wanted, kept);
        Replaced { text: apply(text, &replacements), replacements, lost }
    }

    /// Every text of an accepted entity, wherever it stands.
    fn sweep(&self, document: &str, text: &str) -> Vec<Wanted> {
        let owner = |found: &patterns::Match| {
            let here = self.here.get(&(found.pattern, document.to_owned())).copied();
            here.or_else(|| self.owners.get(found.pattern)?.first().copied())
        };
        let found = self.patterns.find(text).into_iter();
        found
            .filter_map(|found| Some(Wanted { entity: owner(&found)?, range: found.range }))
            .collect()
    }

    /// Where an accepted text still stands.
    pub(crate) fn remaining(&self, document: &str, text: &str) -> Vec<Range<usize>> {
        self.sweep(document, text).into_iter().map(|wanted| wanted.range).collect()
    }

    /// A piece of a text as it is after replacement.
    pub(crate) fn redact(&self, document: &str, piece: &str) -> String {
        apply(piece, &self.settle(piece, self.sweep(document, piece), Vec::new()))
    }

    /// The places of a document that stay.
    pub(crate) fn kept(&self, document: &str) -> Vec<&Place> {
        let decided = self.places.get(document).map(Vec::as_slice).unwrap_or_default();
        let stays = decided.iter().filter(|decided| decided.entity.is_none());
        stays.map(|decided| &decided.place).collect()
    }

    /// In order and without overlap. Of two that overlap, the first is replaced whole, and of the
    /// second what is left of it. What stays keeps everything that lies within it.
    fn settle(
        &self,
        text: &str,
        mut wanted: Vec<Wanted>,
        mut kept: Vec<Range<usize>>,
    ) -> Vec<Replacement> {
        wanted.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
        kept.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        // The furthest end of what stays and begins no later.
        let (mut stays, mut furthest) = (kept.into_iter().peekable(), 0);
        let mut settled: Vec<Wanted> = Vec::new();
        for mut one in wanted {
            while let Some(range) = stays.next_if(|range| range.start <= one.range.start) {
                furthest = furthest.max(range.end);
            }
            if one.range.end <= furthest {
                continue;
            }
            if let Some(last) = settled.last_mut() {
                if one.range.end <= last.range.end {
                    continue;
                }
                let between = text.get(last.range.end..one.range.start);
                let is_part =
                    |between| is_name_gap(between) && are_parts(text, &last.range, &one.range);
                if last.entity == one.entity && between.is_none_or(is_part) {
                    last.range.end = one.range.end;
                    continue;
                }
                if one.range.start < last.range.end {
                    let rest = text.get(last.range.end..one.range.end).unwrap_or_default();
                    let Some(at) = rest.find(char::is_alphanumeric) else {
                        last.range.end = one.range.end;
                        continue;
                    };
                    one.range.start = last.range.end + at;
                }
            }
            settled.push(one);
        }
        let with = |one: Wanted| {
            let with = self.entities.get(one.entity).map(|entry| entry.pseudonym.clone());
            Replacement { range: one.range, with: with.unwrap_or_default() }
        };
        settled.into_iter().map(with).collect()
    }
}

/// What stands for an entity; something does in any case.
fn stands_as(entity: &Proposal) -> String {
    match entity.pseudonym.trim() {
        "" => "<redacted>".to_owned(),
        pseudonym => pseudonym.to_owned(),
    }
}

/// What stands between two parts of one name.
fn is_name_gap(between: &str) -> bool {
    !between.contains('\n') && between.chars().all(|c| c.is_whitespace() || c == '-')
}

/// Whether two pieces may be parts of one name: a name said twice has the same words.
fn are_parts(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let words = |range: &Range<usize>| words::folded(text.get(range.clone()).unwrap_or_default());
    let (one, other) = (words(one), words(other));
    one.split(' ').all(|word| other.split(' ').all(|other| word != other))
}

fn apply(text: &str, replacements: &[Replacement]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for one in replacements {
        new.push_str(text.get(at..one.range.start).unwrap_or_default());
        new.push_str(&one.with);
        at = one.range.end;
    }
    new.push_str(text.get(at..).unwrap_or_default());
    new
}

/// Whether anything that a key leads back to stands in texts that leave.
#[derive(Debug, Default)]
pub struct Leftovers {
    patterns: Patterns,
}

impl Leftovers {
    /// Made ready for many texts.
    pub fn of(key: &Key) -> Self {
        let mut patterns = Patterns::default();
        for entry in &key.entries {
            let is_everywhere = !entry.texts.is_empty() && !entry.at_places.contains(&entry.name);
            let name = Some(&entry.name).filter(|_| is_everywhere);
            for text in entry.texts.iter().chain(name) {
                patterns.add(text);
            }
        }
        patterns.finish();
        Self { patterns }
    }

    /// Where a name, a variant or an original text stands in a text, in bytes, in order. Sought as
    /// replacement seeks them: whole words, whatever the accents and white space; a single word with
    /// a capital not in small letters; single letters and small numbers not at all, nor what was
    /// rejected at single places.
    pub fn find(&self, text: &str) -> Vec<Range<usize>> {
        let mut found: Vec<_> = self.patterns.find(text).into_iter().map(|m| m.range).collect();
        found.sort_by_key(|range| (range.start, range.end));
        found
    }
}

/// Where anything that the key leads back to stands in a text; see [`Leftovers`].
pub fn leftovers(text: &str, key: &Key) -> Vec<Range<usize>> {
    Leftovers::of(key).find(text)
}

#[cfg(test)]
mod tests;
