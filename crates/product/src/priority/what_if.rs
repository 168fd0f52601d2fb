//! What would come first if something were different: how much the order rests on a judgement, or on
//! one group of customers.

use super::{Known, Next, Ranked, Rules, next};
use crate::need::{Need, Status};

/// Something that could be different, and what would come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// What would be different, in words.
    pub what: String,
    /// What would come first, and those that it could not be told apart from; empty where nothing has a
    /// score.
    pub first: Vec<String>,
    /// Whether that is another than today.
    pub changed: bool,
}

/// A difference to a need's own file.
struct Change {
    /// The input that is different.
    input: &'static str,
    /// How, in words that follow the need's name.
    words: &'static str,
    to: fn(&mut Need),
}

/// What is tried of the needs that are first.
const CHANGES: [Change; 4] = [
    Change {
        input: "effort",
        words: "takes twice the effort",
        to: |need| need.effort = need.effort.map(|own| own * 2.0),
    },
    Change {
        input: "duration",
        words: "takes twice as long",
        to: |need| need.duration = need.duration.map(|own| own * 2.0),
    },
    Change {
        input: "impact",
        words: "has half the impact",
        to: |need| need.impact = need.impact.map(|own| own / 2.0),
    },
    Change {
        input: "cost-of-delay",
        words: "costs half as much to delay",
        to: |need| need.cost_of_delay = need.cost_of_delay.map(|own| own / 2.0),
    },
];

/// What would be first if an effort doubled, a duration doubled, an impact were half, or a cost of delay
/// were half, for each of the first few needs; and if a segment of customers left.
///
/// `without` says what is known of a need when a segment is gone.
pub fn what_if(
    needs: &[Need],
    known: impl Fn(&Need) -> Known,
    without: impl Fn(&Need, &str) -> Known,
    segments: &[&str],
    rules: &Rules<'_>,
) -> Vec<WhatIf> {
    let today = next(needs, &known, rules);
    if open(&today).next().is_none() {
        return Vec::new();
    }
    let first = |next: &Next| -> Vec<String> {
        let Some(top) = open(next).next() else { return Vec::new() };
        std::iter::once(&top.need).chain(&top.tied).cloned().collect()
    };
    let leader = open(&today).next().map(|top| top.need.clone());
    let row = |what: String, next: &Next| WhatIf {
        what,
        changed: open(next).next().map(|top| &top.need) != leader.as_ref(),
        first: first(next),
    };
    let mut rows = Vec::new();
    let used = rules.formula.inputs();
    for own in open(&today).take(FIRST) {
        for change in CHANGES.iter().filter(|change| used.contains(&change.input)) {
            let what = format!("{} {}", own.need, change.words);
            let needs = changed(needs, &own.need, change);
            rows.push(row(what, &next(&needs, &known, rules)));
        }
    }
    for segment in segments {
        let next = next(needs, |need| without(need, segment), rules);
        rows.push(row(format!("{segment} leaves"), &next));
    }
    rows
}

/// The needs that have places.
fn open(next: &Next) -> impl Iterator<Item = &Ranked> {
    next.needs.iter().filter(|own| !own.is_done())
}

/// How many needs are tried.
const FIRST: usize = 3;

/// The open needs, one of them changed.
fn changed(needs: &[Need], name: &str, change: &Change) -> Vec<Need> {
    let mut open: Vec<Need> =
        needs.iter().filter(|need| need.status == Status::Open).cloned().collect();
    open.iter_mut().filter(|need| need.id == name).for_each(change.to);
    open
}
