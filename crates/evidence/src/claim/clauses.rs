//! A claim's clauses: *most use the portal, and few recommend it* speaks of two figures.

use super::facts::{Fact, Facts};
use super::kin;
use std::ops::Range;

/// The figures, as each clause of a claim speaks of them.
pub(super) struct Clauses {
    clauses: Vec<(Range<usize>, Facts)>,
    whole: Facts,
}

impl Clauses {
    /// `facts` are the figures as they share these words with the claim.
    pub(super) fn of(claim: &str, facts: impl Fn(&str) -> Vec<Fact>) -> Self {
        let of = |range: Range<usize>| {
            let own = facts(&claim[range.clone()]);
            own.iter().any(|own| own.shared > 0).then(|| (range, Facts::of(own)))
        };
        let ranges = split(claim);
        let clauses = match ranges.len() {
            1 => Vec::new(),
            _ => ranges.into_iter().filter_map(of).collect(),
        };
        Self { clauses, whole: Facts::of(facts(claim)) }
    }

    /// The figures of which the clause at a byte speaks; where it shares no word with any, the claim.
    pub(super) fn at(&self, byte: usize) -> &Facts {
        let own = self.clauses.iter().find(|(range, _)| range.contains(&byte));
        own.map_or(&self.whole, |(_, facts)| facts)
    }

    pub(super) fn whole(&self) -> &Facts {
        &self.whole
    }
}

/// Where clauses stand: between marks that are followed by a space, and before words that join.
fn split(claim: &str) -> Vec<Range<usize>> {
    const JOINS: [&str; 10] = [
        " and ",
        " but ",
        " while ",
        " whereas ",
        " though ",
        " although ",
        " und ",
        " aber ",
        " et ",
        " mais ",
    ];
    let mut cuts: Vec<usize> = Vec::new();
    for mark in [", ", "; ", ": ", " — ", " – ", "、", "，", "；"] {
        cuts.extend(claim.match_indices(mark).map(|(at, _)| at));
    }
    for join in JOINS {
        // *Between 10 and 14*, *a hundred and five*, *teams and leaders* are within one clause.
        let is_clause = |at: &usize| kin::stems(&claim[at + join.len()..]).len() > 1;
        cuts.extend(claim.match_indices(join).map(|(at, _)| at).filter(is_clause));
    }
    cuts.extend([0, claim.len()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2).map(|pair| pair[0]..pair[1]).collect()
}
