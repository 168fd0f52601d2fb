//! Codings in order, and those that overlap.

use super::Coding;
use crate::warning::Warning;
use hashbrown::HashMap;

/// By interview, place, code and id. Interviews are compared by their number, and what is moved is
/// small.
pub(super) fn sort(codings: &mut Vec<Coding>) {
    let mut documents: Vec<&str> = codings.iter().map(|coding| coding.document.as_str()).collect();
    documents.sort_unstable();
    documents.dedup();
    let numbers: HashMap<&str, usize> =
        documents.into_iter().enumerate().map(|(number, document)| (document, number)).collect();
    let mut places: Vec<(usize, usize, usize, usize)> = codings
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let number = numbers.get(own.document.as_str()).copied().unwrap_or_default();
            (number, own.place.start, own.place.end, at)
        })
        .collect();
    places.sort_unstable_by(|a, b| {
        (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)).then_with(|| {
            let name = |at: usize| codings.get(at).map(|own| (&own.code, &own.id));
            name(a.3).cmp(&name(b.3))
        })
    });
    drop(numbers);
    let mut unsorted: Vec<Option<Coding>> = std::mem::take(codings).into_iter().map(Some).collect();
    let sorted = places.into_iter().filter_map(|place| unsorted.get_mut(place.3)?.take());
    codings.extend(sorted);
}

/// A coder's codings of one code that overlap, one warning for each that begins within another.
pub(super) fn doubled(codings: &[Coding]) -> Vec<Warning> {
    let mut last: HashMap<(&str, &str, &str), (usize, &str)> = HashMap::new();
    let mut warnings = Vec::new();
    let mut document = "";
    for coding in codings {
        if coding.document != document {
            document = &coding.document;
            // Not cleared: that costs as much as the largest interview, each time.
            last = HashMap::new();
        }
        let version = coding.place.version.0.as_str();
        let key = (version, coding.code.as_str(), coding.coder.as_str());
        let end = last.entry(key).or_insert((0, ""));
        if coding.place.start < end.0 {
            let message = format!(
                "The codings {} and {} are by one coder, have one code and overlap. They count as \
                 one stretch; remove or resize one.",
                end.1, coding.id
            );
            warnings.push(Warning::notice("overlapping-codings", message));
        }
        if coding.place.end > end.0 {
            *end = (coding.place.end, coding.id.as_str());
        }
    }
    warnings
}
