//! Where the places of a review are in a document, which may have changed since.

use super::Place;
use super::page::{Around, Page};
use hashbrown::{HashMap, HashSet};
use memchr::memmem;
use std::ops::Range;

/// Of the occurrences of a text, this many around the place where it should be are looked at.
const NEAREST: usize = 64;
/// In one document at most this many different texts are sought elsewhere than where they should
/// be: it has then changed beyond recognition.
const SOUGHT: usize = 4_096;

/// For each place its range in the text, or `None` where it is no longer there.
///
/// A place is where its line and column say, if its text and half of its context stand there; else
/// where its text stands with most of its context. `redact` makes of a context
/// what it is in a text in which other places were replaced already.
pub(crate) fn anchor(
    page: &Page<'_>,
    places: &[&Place],
    redact: &dyn Fn(&str) -> String,
) -> Vec<Option<Range<usize>>> {
    let mut occurrences: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut taken: HashSet<(usize, usize)> = HashSet::new();
    let mut found = Vec::with_capacity(places.len());
    for place in places {
        let hint = page.byte(place.line, place.column);
        let direct = hint.map(|start| start..start + place.text.len()).filter(|range| {
            page.text.get(range.clone()) == Some(place.text.as_str())
                && around(place).likeness_at(page.text, range).is_some()
        });
        let range = direct.or_else(|| {
            if place.text.is_empty()
                || (occurrences.len() >= SOUGHT && !occurrences.contains_key(place.text.as_str()))
            {
                return None;
            }
            let starts = occurrences
                .entry(place.text.as_str())
                .or_insert_with(|| memmem::find_iter(page.text.as_bytes(), &place.text).collect());
            nearest(page, place, hint, starts, &taken, redact)
        });
        taken.extend(range.iter().map(|range| (range.start, range.end)));
        found.push(range);
    }
    found
}

fn nearest(
    page: &Page<'_>,
    place: &Place,
    hint: Option<usize>,
    starts: &[usize],
    taken: &HashSet<(usize, usize)>,
    redact: &dyn Fn(&str) -> String,
) -> Option<Range<usize>> {
    let hinted = starts.partition_point(|start| *start < hint.unwrap_or(page.text.len()));
    let from = hinted.saturating_sub(NEAREST / 2).min(starts.len().saturating_sub(NEAREST));
    let (before, after) = (redact(&place.before), redact(&place.after));
    let redacted = Around { before: &before, after: &after };
    let mut best: Option<(usize, Range<usize>)> = None;
    for start in starts.iter().skip(from).take(NEAREST) {
        let range = *start..*start + place.text.len();
        if taken.contains(&(range.start, range.end)) {
            continue;
        }
        let plain = around(place).likeness_at(page.text, &range);
        let likeness = plain.max(redacted.likeness_at(page.text, &range));
        if likeness.is_some_and(|new| best.as_ref().is_none_or(|(most, _)| new > *most)) {
            best = likeness.map(|likeness| (likeness, range));
        }
    }
    best.map(|(_, range)| range)
}

pub(super) fn around(place: &Place) -> Around<'_> {
    Around { before: &place.before, after: &place.after }
}
