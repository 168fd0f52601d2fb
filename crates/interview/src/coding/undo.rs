//! Which operations count, and which one a coder would undo or redo next.

use super::entry::{Entry, Operation};
use hashbrown::HashMap;

/// For each of some operations in order whether it counts: nothing that counts undoes it. An undo
/// must stand after what it undoes, and a coder undoes nobody else's codings; what does not hold
/// counts for nothing, and is in the second list by its place. `places` says where each id is.
pub(super) fn counting(
    entries: &[&Entry],
    places: &HashMap<&str, usize>,
) -> (Vec<bool>, Vec<usize>) {
    let mut counts = vec![true; entries.len()];
    let mut void = Vec::new();
    for (place, entry) in entries.iter().enumerate().rev() {
        let Operation::Undo { undone } = &entry.operation else { continue };
        let target = places.get(undone.as_str()).copied().filter(|target| *target < place);
        let may = |target: &usize| entries.get(*target).is_some_and(|other| may(entry, other));
        match target.filter(may) {
            Some(target) if counts.get(place) == Some(&true) => {
                if let Some(slot) = counts.get_mut(target) {
                    *slot = false;
                }
            }
            Some(_) => {}
            None => void.push(place),
        }
    }
    void.reverse();
    (counts, void)
}

/// Whether somebody may undo what was done: their own operations, and changes of the codebook.
fn may(undo: &Entry, undone: &Entry) -> bool {
    undo.coder == undone.coder || matches!(undone.operation, Operation::Codebook(_))
}

/// The coder's last operation that could be undone.
pub fn last_done<'a>(entries: &[&'a Entry], coder: &str) -> Option<&'a Entry> {
    history(entries, coder).0
}

/// The coder's last undo that could be undone, to redo: none where they did something else since.
pub fn last_undone<'a>(entries: &[&'a Entry], coder: &str) -> Option<&'a Entry> {
    history(entries, coder).1
}

fn history<'a>(entries: &[&'a Entry], coder: &str) -> (Option<&'a Entry>, Option<&'a Entry>) {
    let places: HashMap<&str, usize> =
        entries.iter().enumerate().rev().map(|(place, entry)| (entry.id.as_str(), place)).collect();
    let (counts, _) = counting(entries, &places);
    let own = |place: &usize| entries.get(*place).is_some_and(|entry| entry.coder == coder);
    let is_undo = |entry: &Entry| matches!(entry.operation, Operation::Undo { .. });
    let mut undone = None;
    for place in (0..entries.len()).rev().filter(own) {
        let (Some(entry), Some(counts)) = (entries.get(place), counts.get(place)) else { continue };
        match &entry.operation {
            Operation::Undo { undone: target } => {
                // An undo of an undo is a redo: what it brought back is there to be undone again.
                let target = places.get(target.as_str()).and_then(|place| entries.get(*place));
                let is_redo = target.is_some_and(|target| is_undo(target));
                if *counts && !is_redo {
                    undone = undone.or(Some(*entry));
                }
            }
            // What was undone before this was done is not to be redone after it.
            _ if *counts => return (Some(entry), undone),
            _ => {}
        }
    }
    (None, undone)
}
