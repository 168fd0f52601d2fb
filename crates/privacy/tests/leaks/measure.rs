//! How much of what is planted is found, and how much of what is found was planted.
//!
//! A planted span is found when half of it is covered by proposals. A proposal is right when half
//! of it lies in planted spans; proposals that overlap are merged first. Kinds do not matter.

use crate::planted::{self, Planted};
use paap_privacy::find::Finder;
use std::collections::BTreeMap;
use std::ops::Range;

#[derive(Default)]
struct Measure {
    planted: usize,
    found: usize,
    proposed: usize,
    right: usize,
    /// By kind: planted and found.
    kinds: BTreeMap<String, (usize, usize)>,
}

impl Measure {
    fn add(&mut self, planted: &Planted, proposals: Vec<Range<usize>>) {
        let proposals = merged(proposals);
        let labelled = merged(planted.spans.iter().map(|(range, _)| range.clone()).collect());
        for (range, kind) in &planted.spans {
            let found = usize::from(2 * covered(range, &proposals) >= range.len());
            let of_kind = self.kinds.entry(format!("{kind:?}")).or_default();
            *of_kind = (of_kind.0 + 1, of_kind.1 + found);
            self.found += found;
        }
        self.planted += planted.spans.len();
        self.right += proposals.iter().filter(|p| 2 * covered(p, &labelled) >= p.len()).count();
        self.proposed += proposals.len();
    }

    fn check(&self, name: &str) {
        let recall = self.found as f64 / self.planted as f64;
        let precision = self.right as f64 / self.proposed as f64;
        println!(
            "{name}: recall {recall:.3} of {}, precision {precision:.3} of {}",
            self.planted, self.proposed
        );
        for (kind, (planted, found)) in &self.kinds {
            println!("  {kind}: {found} of {planted}");
        }
        assert!(recall >= 0.90, "{name}: recall {recall:.3}");
        assert!(precision >= 0.80, "{name}: precision {precision:.3}");
    }
}

/// In order, those that overlap as one.
fn merged(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match merged.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => merged.push(range),
        }
    }
    merged
}

/// How many bytes of a range lie in others, which do not overlap.
fn covered(range: &Range<usize>, others: &[Range<usize>]) -> usize {
    let shared = |other: &Range<usize>| {
        range.end.min(other.end).saturating_sub(range.start.max(other.start))
    };
    others.iter().map(shared).sum()
}

fn measure(folder: &str) -> Measure {
    let finder = Finder::new(Default::default());
    let mut measure = Measure::default();
    for planted in planted::folder(folder) {
        let proposals = finder.find(&planted.text).into_iter().map(|span| span.range).collect();
        measure.add(&planted, proposals);
    }
    measure
}

#[test]
fn leaks_that_rules_were_written_with_are_found() {
    measure("development").check("development");
}

#[test]
fn leaks_that_nobody_looked_at_are_found() {
    measure("held_out").check("held out");
}
