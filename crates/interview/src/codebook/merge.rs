//! Two copies of a codebook to one, without loss.

use super::{Code, Codebook};
use hashbrown::{HashMap, HashSet};
use serde::Serialize;

/// Codes of one id that say different things. All of them are kept in the merged codebook, where
/// the first counts, until somebody removes or renames what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// The id.
    pub id: String,
    /// What it is said to be, in an order that does not depend on which copy was first.
    pub codes: Vec<Code>,
}

/// All codes of both copies, each once, in the first one's order with the second one's below; and
/// where they clash. Of several codes with one id the order is that of their content, so that the
/// one which counts does not depend on who merges.
pub fn merge(one: &Codebook, other: &Codebook) -> (Codebook, Vec<Clash>) {
    let mut seen: HashSet<&Code> = HashSet::new();
    let mut codes: Vec<&Code> = Vec::new();
    for code in one.codes.iter().chain(&other.codes) {
        if seen.insert(code) {
            codes.push(code);
        }
    }
    let mut same: HashMap<&str, Vec<usize>> = HashMap::new();
    for (place, code) in codes.iter().enumerate() {
        same.entry(&code.id).or_default().push(place);
    }
    let mut clashes = Vec::new();
    let mut merged: Vec<Code> = codes.iter().map(|code| (*code).clone()).collect();
    for (id, places) in same.into_iter().filter(|(_, places)| places.len() > 1) {
        let mut own: Vec<Code> =
            places.iter().filter_map(|place| codes.get(*place)).map(|c| (*c).clone()).collect();
        own.sort();
        for (place, code) in places.iter().zip(&own) {
            if let Some(slot) = merged.get_mut(*place) {
                slot.clone_from(code);
            }
        }
        clashes.push(Clash { id: id.to_owned(), codes: own });
    }
    clashes.sort_by(|a, b| a.id.cmp(&b.id));
    (Codebook { codes: merged }, clashes)
}
