//! The release gate: what keeps a folder from being shared.

use super::{Obstacle, finder, read_key, read_review};
use crate::error::Error;
use crate::study::Study;
use paap_privacy::entity;
use paap_privacy::replace::{Decisions, Leftovers};
use paap_privacy::review::{Decision, Review, gate};

/// Everything that keeps the folder from being shared: the release gate.
///
/// # Errors
///
/// Where a file cannot be read or opened, or there is no review.
pub fn check(study: &Study) -> Result<Vec<Obstacle>, Error> {
    let review = read_review(study)?.ok_or_else(|| Error::NoReview(study.root().to_owned()))?;
    let originals = study.originals()?;
    let released = study.released()?;
    let mut obstacles = Vec::new();
    let missing = originals.keys().filter(|id| !released.contains_key(*id));
    obstacles.extend(missing.cloned().map(Obstacle::Missing));
    let unknown = released.keys().filter(|id| !originals.contains_key(*id));
    obstacles.extend(unknown.cloned().map(Obstacle::Unknown));
    let finder = finder(&originals);
    let documents: Vec<entity::Document<'_>> = released
        .iter()
        .map(|(id, document)| {
            let spans = finder.find(&document.body);
            entity::Document { id, text: &document.body, spans }
        })
        .collect();
    obstacles.extend(gate(&review, &documents).into_iter().map(Obstacle::Unreviewed));
    let mut key = read_key(study)?;
    Decisions::of(&review).learn(&mut key);
    let rejected = rejected(&review);
    for entry in &mut key.entries {
        entry.texts.retain(|text| !rejected.contains(&text.to_lowercase()));
    }
    key.entries.retain(|entry| !rejected.contains(&entry.name.to_lowercase()));
    let leftovers = Leftovers::of(&key);
    for (name, bytes) in study.open_files()? {
        let shown = name.display().to_string();
        let words = shown.replace(['-', '_', '.', '/'], " ");
        if !leftovers.find(&shown).is_empty() || names_somebody(&leftovers, &words) {
            obstacles.push(Obstacle::Leftover(shown.clone(), 0));
        }
        let text = String::from_utf8_lossy(&bytes);
        for range in leftovers.find(&text) {
            let line = text.get(..range.start).unwrap_or_default().matches('\n').count() + 1;
            obstacles.push(Obstacle::Leftover(shown.clone(), line));
        }
    }
    obstacles.dedup();
    Ok(obstacles)
}

/// File names are in small letters, in which a single name is an ordinary word: as a person would
/// write them they show.
fn names_somebody(leftovers: &Leftovers, words: &str) -> bool {
    let capital = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect::<String>()
    };
    let words: Vec<String> = words.split(' ').map(capital).collect();
    !leftovers.find(&words.join(" ")).is_empty()
}

/// Texts that people decided to keep.
fn rejected(review: &Review) -> Vec<String> {
    let rejected = review.entities.iter().filter(|one| one.decision == Decision::Reject);
    rejected
        .flat_map(|one| one.variants.iter().chain([&one.name]))
        .map(|text| text.to_lowercase())
        .collect()
}
