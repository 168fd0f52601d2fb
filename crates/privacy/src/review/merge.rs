//! Proposals made again, with everything that was decided before.
//!
//! What people decided about a text counts more than how spans are grouped now: each place goes to
//! the entity that had its text in the earlier review. What they have not seen, a new spelling of
//! an entity that is decided, is undecided at its places.

use super::anchor::around;
use super::page::Page;
use super::{Decision, Ids, Place, Proposal, Review, SURE, one_line};
use crate::entity::{self, Document, Entity};
use crate::pseudonym::{Key, Nameless, Taken, assign};
use crate::replace::words::folded;
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashSet};

type ByText<T> = HashMap<String, T, RandomState>;

pub(super) fn propose(
    documents: &[Document<'_>],
    key: &Key,
    earlier: Option<&Review>,
    bits: &mut dyn FnMut() -> u64,
) -> Review {
    let pages: HashMap<&str, Page<'_>> =
        documents.iter().map(|document| (document.id, Page::of(document.text))).collect();
    let nothing = Review::default();
    let mut merge = Merge::of(earlier.unwrap_or(&nothing));
    let mut fresh: Vec<(Proposal, Nameless)> = Vec::new();
    let mut entities = entity::group(documents);
    entity::complete(&mut entities, documents);
    for entity in entities {
        let rest = merge.give(&entity, &pages);
        if !rest.is_empty() {
            let nameless = Nameless::of(&entity);
            fresh.push((proposal(entity, rest), nameless));
        }
    }
    let mut review = merge.finish();
    let mut taken = Taken::default();
    documents.iter().for_each(|document| taken.text(document.text));
    review.entities.iter().for_each(|entity| taken.pseudonym(&entity.pseudonym));
    let nameless: Vec<Nameless> = fresh.iter().map(|(_, nameless)| nameless.clone()).collect();
    let pseudonyms = assign(&nameless, key, &taken, bits);
    let mut number = highest(&review);
    for ((mut proposal, _), pseudonym) in fresh.into_iter().zip(pseudonyms) {
        number += 1;
        proposal.id = format!("e{number}");
        proposal.pseudonym = pseudonym;
        review.entities.push(proposal);
    }
    review.entities.sort_by_cached_key(|entity| (entity.kind, folded(&entity.name)));
    review
}

fn proposal(entity: Entity, places: Vec<Place>) -> Proposal {
    Proposal {
        kind: entity.kind,
        is_sure: is_sure(&places),
        name: entity.name,
        variants: entity.variants,
        places,
        ..Proposal::new(entity.kind)
    }
}

fn is_sure(places: &[Place]) -> bool {
    places.iter().any(|place| place.confidence >= SURE)
}

/// The highest number of an id, so that none is given twice.
fn highest(review: &Review) -> u64 {
    let number = |entity: &Proposal| entity.id.strip_prefix('e')?.parse::<u64>().ok();
    review.entities.iter().filter_map(number).max().unwrap_or(0).min(u64::MAX / 2)
}

/// An earlier review, and what of it is found again.
struct Merge<'a> {
    earlier: &'a Review,
    /// The entities that have a text.
    by_text: ByText<Vec<usize>>,
    /// Of texts that several have: which has it in a document.
    by_place: HashSet<(usize, String, String), RandomState>,
    is_decided: Vec<bool>,
    found: Vec<Vec<Place>>,
}

impl<'a> Merge<'a> {
    fn of(earlier: &'a Review) -> Self {
        let ids: Ids<'_> = earlier.ids();
        let mut by_text: ByText<Vec<usize>> = ByText::default();
        let mut by_place = HashSet::default();
        for (index, entity) in earlier.entities.iter().enumerate() {
            let mut texts: Vec<String> = entity.variants.iter().map(|text| folded(text)).collect();
            texts.extend(entity.places.iter().map(|place| folded(&place.text)));
            texts.extend(entity.also.iter().map(|text| folded(text)));
            texts.sort();
            texts.dedup();
            for text in texts {
                by_text.entry(text).or_default().push(index);
            }
            for place in &entity.places {
                by_place.insert((index, folded(&place.text), place.document.clone()));
            }
        }
        let is_decided = |index: usize| {
            let has = |entity: &Proposal| {
                entity.same_as.is_some()
                    || entity.places.iter().any(|place| place.decision.is_some())
            };
            earlier.decision(index, &ids) != Decision::Undecided
                || earlier.entities.get(index).is_some_and(has)
        };
        let is_decided = (0..earlier.entities.len()).map(is_decided).collect();
        let found = vec![Vec::new(); earlier.entities.len()];
        Self { earlier, by_text, by_place, is_decided, found }
    }

    /// Gives the places of an entity to earlier ones; returns those of an entity that is new.
    fn give(&mut self, entity: &Entity, pages: &HashMap<&str, Page<'_>>) -> Vec<Place> {
        let places: Vec<(String, Place)> = entity
            .places
            .iter()
            .filter_map(|place| {
                let shown = Place {
                    document: place.document.clone(),
                    confidence: place.confidence,
                    rule: place.rule.to_owned(),
                    ..pages.get(place.document.as_str())?.place(place.range.clone())
                };
                Some((folded(&shown.text), shown))
            })
            .collect();
        let mut shares: std::collections::BTreeMap<usize, usize> = Default::default();
        for owner in places.iter().filter_map(|(text, _)| self.by_text.get(text)).flatten() {
            *shares.entry(*owner).or_default() += 1;
        }
        let rank = |owner: &(&usize, &usize)| {
            let is_decided = self.is_decided.get(*owner.0).copied().unwrap_or_default();
            (is_decided, *owner.1, std::cmp::Reverse(*owner.0))
        };
        let Some(main) = shares.iter().max_by_key(rank).map(|(owner, _)| *owner) else {
            return places.into_iter().map(|(_, place)| place).collect();
        };
        for (text, mut place) in places {
            let owner = self.owner(&text, &place, main);
            if owner.is_none() && self.is_decided.get(main).copied().unwrap_or_default() {
                place.decision = Some(Decision::Undecided);
            }
            if let Some(found) = self.found.get_mut(owner.unwrap_or(main)) {
                found.push(place);
            }
        }
        Vec::new()
    }

    /// Which earlier entity has a text: one that is decided, rather one that had it in the document.
    fn owner(&self, text: &str, place: &Place, main: usize) -> Option<usize> {
        let owners = self.by_text.get(text)?;
        let is_decided = |owner: &usize| self.is_decided.get(*owner).copied().unwrap_or_default();
        let rank = |owner: &&usize| {
            let had = (**owner, text.to_owned(), place.document.clone());
            (is_decided(owner), self.by_place.contains(&had), **owner == main)
        };
        let best = owners.iter().max_by_key(rank).copied()?;
        // What nobody decided is grouped as it is now.
        Some(if is_decided(&best) { best } else { main })
    }

    fn finish(self) -> Review {
        let mut review = Review::default();
        for ((entity, found), is_decided) in
            self.earlier.entities.iter().zip(self.found).zip(self.is_decided)
        {
            let (places, left) = carry(&entity.places, found);
            // An entity that nobody decided about, and that is found no more, was a proposal.
            if places.is_empty() && !is_decided && entity.also.is_empty() {
                continue;
            }
            let mut variants = entity.variants.clone();
            let mut known: HashSet<String> = variants.iter().cloned().collect();
            variants.extend(places.iter().filter_map(|place| {
                let text = one_line(&place.text);
                known.insert(text.clone()).then_some(text)
            }));
            let is_sure = is_sure(&places);
            let places: Vec<Place> = places.into_iter().chain(left).collect();
            review.entities.push(Proposal { variants, is_sure, places, line: 0, ..entity.clone() });
        }
        // Whoever is the same as an entity that went stands for itself again.
        let lost: Vec<usize> = {
            let ids = review.ids();
            let is_lost = |entity: &Proposal| {
                entity.same_as.as_deref().is_some_and(|other| !ids.contains_key(other))
            };
            (0..review.entities.len()).filter(|at| is_lost(&review.entities[*at])).collect()
        };
        for at in lost {
            if let Some(entity) = review.entities.get_mut(at) {
                entity.same_as = None;
                entity.decision = Decision::Undecided;
            }
        }
        review
    }
}

/// The places found now with the decisions of those found before, and those that were decided and
/// are not found any more.
fn carry(before: &[Place], mut found: Vec<Place>) -> (Vec<Place>, Vec<Place>) {
    let same = same_places(before, &found);
    let mut used = vec![false; before.len()];
    same.iter().flatten().for_each(|at| used[*at] = true);
    // Where a place that was decided is no longer where it was, nobody knows which of the new ones
    // of its text it is.
    let is_lost = |(place, used): &(&Place, &bool)| place.decision.is_some() && !**used;
    let lost: HashSet<[&str; 2]> =
        before.iter().zip(&used).filter(is_lost).map(|(place, _)| text(place)).collect();
    for (place, same) in found.iter_mut().zip(same) {
        match same.and_then(|at| before.get(at)) {
            Some(earlier) => {
                place.decision = earlier.decision;
                place.by.clone_from(&earlier.by);
                place.on.clone_from(&earlier.on);
            }
            None if lost.contains(&text(place)) => place.decision = Some(Decision::Undecided),
            None => {}
        }
    }
    let is_decided =
        |place: &Place| matches!(place.decision, Some(Decision::Accept | Decision::Reject));
    let left = before.iter().zip(used).filter(|(place, used)| is_decided(place) && !used);
    let left = left.map(|(place, _)| place.clone()).collect();
    (found, left)
}

/// For each place the earlier one that it is: of those with its text and context the one in its
/// turn, where there are as many as before, or else the one at its line and character; of the rest
/// the one of its text in its document whose context is most alike.
fn same_places(before: &[Place], found: &[Place]) -> Vec<Option<usize>> {
    let mut by_context: HashMap<[&str; 4], (Vec<usize>, Vec<usize>)> = HashMap::new();
    for (index, place) in before.iter().enumerate() {
        by_context.entry(context(place)).or_default().0.push(index);
    }
    for (index, place) in found.iter().enumerate() {
        by_context.entry(context(place)).or_default().1.push(index);
    }
    let mut same = vec![None; found.len()];
    let mut used = vec![false; before.len()];
    for (old, new) in by_context.values() {
        let is_as_many = old.len() == new.len();
        let at: HashMap<(usize, usize), usize> =
            old.iter().map(|at| ((before[*at].line, before[*at].column), *at)).collect();
        for (turn, index) in new.iter().enumerate() {
            let place = &found[*index];
            let there = || at.get(&(place.line, place.column));
            same[*index] = if is_as_many { old.get(turn) } else { there() }.copied();
            same[*index].iter().for_each(|at| used[*at] = true);
        }
    }
    let mut by_text: HashMap<[&str; 2], Vec<usize>> = HashMap::new();
    for (index, place) in before.iter().enumerate().filter(|(index, _)| !used[*index]) {
        by_text.entry(text(place)).or_default().push(index);
    }
    for (index, place) in found.iter().enumerate() {
        let others = by_text.get_mut(&text(place)).filter(|_| same[index].is_none());
        let Some(others) = others else { continue };
        let alike = others.iter().take(64).enumerate().filter_map(|(turn, at)| {
            Some((around(&before[*at]).likeness(&place.before, &place.after)?, turn))
        });
        // Of equals the first.
        let best = alike.max_by_key(|(likeness, turn)| (*likeness, std::cmp::Reverse(*turn)));
        same[index] = best.map(|(_, turn)| others.remove(turn));
    }
    same
}

fn text(place: &Place) -> [&str; 2] {
    [&place.document, &place.text]
}

fn context(place: &Place) -> [&str; 4] {
    [&place.document, &place.text, &place.before, &place.after]
}

/// See [`Review::sign`].
pub(super) fn sign(review: &mut Review, before: Option<&Review>, by: &str, on: &str) {
    let before_ids = before.map(Review::ids).unwrap_or_default();
    for entity in &mut review.entities {
        let old = before_ids.get(entity.id.as_str()).and_then(|at| before?.entities.get(*at));
        let same = |old: &Proposal| {
            (old.decision, &old.same_as) == (entity.decision, &entity.same_as)
                && (&old.pseudonym, &old.also, old.kind)
                    == (&entity.pseudonym, &entity.also, entity.kind)
        };
        let is_open = entity.decision == Decision::Undecided && entity.same_as.is_none();
        let is_new = before.is_some() && !old.is_some_and(same);
        note(&mut entity.by, &mut entity.on, (by, on), is_open, is_new);
        let mut known: HashMap<(&str, usize, usize, &str), &Place> = HashMap::new();
        for place in old.iter().flat_map(|old| &old.places) {
            known.insert((&place.document, place.line, place.column, &place.text), place);
        }
        for place in &mut entity.places {
            let at = (&*place.document, place.line, place.column, &*place.text);
            let same = known.get(&at).is_some_and(|old| old.decision == place.decision);
            let is_open = matches!(place.decision, None | Some(Decision::Undecided));
            let is_new = before.is_some() && !same;
            note(&mut place.by, &mut place.on, (by, on), is_open, is_new);
        }
    }
}

fn note(by: &mut String, on: &mut String, who: (&str, &str), is_open: bool, is_new: bool) {
    if is_open {
        by.clear();
        on.clear();
    } else if is_new || by.is_empty() {
        (*by, *on) = (who.0.to_owned(), who.1.to_owned());
    }
}
