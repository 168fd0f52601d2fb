//! Which spans are the same person, product or place, across the texts of a study.

mod alike;
mod form;
mod sets;

use crate::pseudonym::placeholder;
use crate::replace::patterns::Patterns;
use crate::replace::words::core;
use crate::{Kind, Span};
use hashbrown::{HashMap, HashSet};
use sets::Sets;
use std::collections::BTreeMap;
use std::ops::Range;

/// How sure it is that a text is an entity only because it is called so elsewhere.
const SAME_TEXT: f64 = 0.3;

/// A text of a study, and what may identify somebody in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Document<'a> {
    /// Its id: no other text of the study has it.
    pub id: &'a str,
    /// The text that the spans are in.
    pub text: &'a str,
    /// What was found in it.
    pub spans: Vec<Span>,
}

/// Somebody or something that texts name.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// `e1`, `e2`… in the order of the entities: another study, or another proposal, has others.
    pub id: String,
    /// The kind that most speaks for.
    pub kind: Kind,
    /// Its fullest name for a person or organisation, else its most frequent one.
    pub name: String,
    /// Every way in which it is written, in their order.
    pub variants: Vec<String>,
    /// Where it is named, in the order of documents and texts.
    pub places: Vec<Place>,
}

/// Where an entity is named.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The document's id.
    pub document: String,
    /// In bytes of the document's text, without a possessive `'s`.
    pub range: Range<usize>,
    /// What it was found as, which need not be what the entity is.
    pub kind: Kind,
    /// How sure the finding is, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it.
    pub rule: &'static str,
}

/// Groups the spans of a study.
///
/// One entity are: spans of the same text, whatever their case, accents, titles and possessives; a
/// part of a person's name that belongs to exactly one full name in the document, or else in the
/// study; what is nearly the same and sounds alike; an organisation, its short name and its
/// acronym. Placeholders, and spans that are not in their text, are left out; a range counts once. Entities are in the
/// order of kinds and names; the time grows with the spans, not with their square.
pub fn group(documents: &[Document<'_>]) -> Vec<Entity> {
    let mut found = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        let mut spans: Vec<&Span> = document.spans.iter().collect();
        spans.sort_by(|one, other| {
            let order = (one.range.start, one.range.end).cmp(&(other.range.start, other.range.end));
            order.then(other.confidence.total_cmp(&one.confidence)).then(one.kind.cmp(&other.kind))
        });
        let mut seen: HashSet<(usize, usize)> = HashSet::new();
        for span in spans {
            let Some(range) = core(document.text, span.range.clone()) else { continue };
            let Some(text) = document.text.get(range.clone()) else { continue };
            // Of a range that was found twice, the surer finding counts.
            if !placeholder::is_placeholder(text) && seen.insert((range.start, range.end)) {
                found.push(Found { document: number, text, range, span });
            }
        }
    }
    let sets = Sets::of(&found);
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, set) in sets.of_found.iter().enumerate() {
        groups.entry(*set).or_default().push(index);
    }
    let mut entities: Vec<Entity> = groups
        .into_values()
        .map(|members| entity(documents, members.iter().filter_map(|at| found.get(*at)).collect()))
        .collect();
    entities.sort_by_cached_key(|entity| {
        let first = entity.places.first().map(|place| (place.document.clone(), place.range.start));
        (entity.kind, form::norm(entity.kind, &entity.name), first)
    });
    for (index, entity) in entities.iter_mut().enumerate() {
        entity.id = format!("e{}", index + 1);
    }
    entities
}

/// Adds to each entity the places at which one of its texts stands and nothing was found: once it is
/// accepted, it is replaced there, too, and people must see where. They are sought as
/// [`crate::replace`] does, and have the rule `same-text`.
pub fn complete(entities: &mut [Entity], documents: &[Document<'_>]) {
    let mut patterns = Patterns::default();
    let mut owners: Vec<Vec<usize>> = Vec::new();
    for (index, entity) in entities.iter().enumerate() {
        for pattern in entity.variants.iter().filter_map(|text| patterns.add(text)) {
            owners.resize_with(owners.len().max(pattern + 1), Vec::new);
            if owners.get(pattern).is_some_and(|owners| owners.last() != Some(&index)) {
                owners[pattern].push(index);
            }
        }
    }
    patterns.finish();
    let mut known: HashMap<&str, Vec<(Range<usize>, usize)>> = HashMap::new();
    let ids: HashMap<String, &str> = documents.iter().map(|d| (d.id.to_owned(), d.id)).collect();
    for (index, entity) in entities.iter().enumerate() {
        for place in &entity.places {
            if let Some(id) = ids.get(&place.document) {
                known.entry(id).or_default().push((place.range.clone(), index));
            }
        }
    }
    for document in documents {
        let mut here = known.remove(document.id).unwrap_or_default();
        here.sort_by_key(|(range, _)| (range.start, range.end));
        let present: HashSet<usize> = here.iter().map(|(_, entity)| *entity).collect();
        let mut found = patterns.find(document.text);
        found.sort_by_key(|one| (one.range.start, std::cmp::Reverse(one.range.end)));
        let (mut at, mut end) = (0, 0);
        for one in found {
            while let Some((range, _)) =
                here.get(at).filter(|(range, _)| range.start < one.range.end)
            {
                end = end.max(range.end);
                at += 1;
            }
            let Some(owners) = owners.get(one.pattern).filter(|_| one.range.start >= end) else {
                continue;
            };
            end = one.range.end;
            let owner = owners.iter().find(|owner| present.contains(*owner)).or(owners.first());
            let Some(entity) = owner.and_then(|owner| entities.get_mut(*owner)) else { continue };
            let text = document.text.get(one.range.clone()).unwrap_or_default();
            let variant = text.split_whitespace().collect::<Vec<_>>().join(" ");
            if let Err(place) = entity.variants.binary_search(&variant) {
                entity.variants.insert(place, variant);
            }
            entity.places.push(Place {
                document: document.id.to_owned(),
                range: one.range,
                kind: entity.kind,
                confidence: SAME_TEXT,
                rule: "same-text",
            });
        }
    }
    let order: HashMap<&str, usize> =
        documents.iter().enumerate().map(|(at, d)| (d.id, at)).collect();
    for entity in entities {
        entity.places.sort_by_key(|place| {
            (order.get(place.document.as_str()).copied(), place.range.start, place.range.end)
        });
    }
}

/// A span, and its text without a possessive.
struct Found<'a> {
    document: usize,
    text: &'a str,
    range: Range<usize>,
    span: &'a Span,
}

impl Found<'_> {
    /// The weight of a finding; one that is not sure at all still counts.
    fn weight(&self) -> f64 {
        let confidence = self.span.confidence;
        if confidence.is_finite() { confidence.clamp(0.01, 1.0) } else { 0.01 }
    }
}

/// The kind that most speaks for, the first of several.
fn kind_of(weights: impl Iterator<Item = (Kind, f64)>) -> Kind {
    let mut sums: BTreeMap<Kind, f64> = BTreeMap::new();
    for (kind, weight) in weights {
        *sums.entry(kind).or_default() += weight;
    }
    let mut most = (Kind::Person, 0.0);
    for (kind, sum) in sums {
        if sum > most.1 {
            most = (kind, sum);
        }
    }
    most.0
}

fn entity(documents: &[Document<'_>], found: Vec<&Found<'_>>) -> Entity {
    let kind = kind_of(found.iter().map(|one| (one.span.kind, one.weight())));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for one in &found {
        *counts.entry(one.text.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
    }
    let is_fullest = matches!(kind, Kind::Person | Kind::Organisation);
    let rank = |(name, count): &(&String, &usize)| {
        let words = if is_fullest { form::norm(kind, name).split(' ').count() } else { 0 };
        let is_shouted = !name.chars().any(char::is_lowercase);
        (words, **count, !is_shouted, name.len(), std::cmp::Reverse((*name).clone()))
    };
    let name = counts.iter().max_by_key(rank).map(|(name, _)| name.clone()).unwrap_or_default();
    let place = |one: &&Found<'_>| Place {
        document: documents.get(one.document).map(|d| d.id.to_owned()).unwrap_or_default(),
        range: one.range.clone(),
        kind: one.span.kind,
        confidence: one.span.confidence,
        rule: one.span.rule,
    };
    let places = found.iter().map(place).collect();
    Entity { id: String::new(), kind, name, variants: counts.into_keys().collect(), places }
}

/// A map from texts.
type ByText<T> = HashMap<String, T, foldhash::fast::RandomState>;

#[cfg(test)]
mod tests;
