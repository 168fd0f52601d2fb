//! Which answers go together, corrected for having looked at every pair.
//!
//! Every question is held against all later ones at once, on whatever thread is free. Of a pair
//! only its numbers are kept; its texts are made when it is shown.

use super::compare::test;
use super::{CONFIDENCE, weighted, words};
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::threads;
use crate::view::{AnswerText, Associations, Found, Level, Pairs, Test};
use crate::weights::{Counts, Weights};
use paap_analysis::interval::newcombe;
use paap_analysis::multiple::benjamini_hochberg;
use paap_analysis::pairs::pair_counts;
use paap_analysis::table::Table2x2;
use paap_analysis::{People, level};
use std::collections::{BTreeMap, BTreeSet};

/// More pairs are not tested: three million take some 250 MB.
const MOST_PAIRS: u64 = 3_000_000;

/// Of a hundred people who answered, how many must have chosen one of two options for a pair with
/// the one to say what there is to say of the other.
const NEARLY_ALL: u64 = 97;

/// How many questions a refusal names.
const NAMED: usize = 3;

/// A question with those of the scope who answered it, and its options that somebody chose.
struct Asked<'a> {
    question: &'a Question,
    answered: People,
    /// The place of the first option among all options.
    first: usize,
    options: Vec<People>,
}

impl Survey {
    /// Every two answers to two different questions, among those who answered both.
    ///
    /// Left out as structural: a question and its follow-up. Pairs in which an answer has everybody
    /// or nobody cannot be tested and do not count as tested; nor do those in which an answer, or
    /// its rest, has fewer people than `min_base`.
    pub fn associations(&self, scope: &Scope) -> Result<Associations, ScopeError> {
        let mut texts: Vec<AnswerText> = Vec::new();
        let mut asked: Vec<Asked<'_>> = Vec::new();
        let mut mirrors = BTreeMap::new();
        for question in self.questions.iter().filter(|question| !question.options.is_empty()) {
            let mut options = Vec::new();
            let first = texts.len();
            for choice in question.options.iter().filter(|choice| !choice.other) {
                let people = choice.people.and(&scope.people);
                if !people.is_empty() {
                    options.push(people);
                    texts.push(AnswerText {
                        question: question.id.clone(),
                        label: question.label.clone(),
                        option: choice.label.clone(),
                    });
                }
            }
            let answered = question.answered.and(&scope.people);
            if let Some((one, later)) = mirror(&options, &answered) {
                mirrors.insert((first + later) as u32, (first + one) as u32);
            }
            asked.push(Asked { question, answered, first, options });
        }
        refuse_too_many(&asked)?;
        let structural = self.structural(&asked);
        let work = |index: usize| against_later(&asked, index, &structural, scope);
        let each = threads::map((0..asked.len()).collect(), self.threads, work);
        let tested = each.iter().map(|(own, _)| own.len()).sum();
        let (mut found, mut left_out) = (Vec::with_capacity(tested), 0);
        for (mut own, out) in each {
            found.append(&mut own);
            left_out += out;
        }
        // Pairs that are equally sure stay in the order of the questions.
        found.sort_unstable_by(|a: &Found, b: &Found| {
            let sure = a.p.total_cmp(&b.p);
            sure.then_with(|| b.effect[0].abs().total_cmp(&a.effect[0].abs()))
                .then_with(|| (a.a.0, a.b.0).cmp(&(b.a.0, b.b.0)))
        });
        let p: Vec<f64> = found.iter().map(|pair| pair.p).collect();
        let mut findings = 0;
        for (pair, q) in found.iter_mut().zip(benjamini_hochberg(&p)) {
            pair.q = q;
            // Until here it is what its people allow.
            if q > level::HIGHEST_Q {
                pair.level = Level::Signal;
            }
            findings += u64::from(pair.level == Level::Finding);
        }
        let mut notes = Vec::new();
        if scope.weights.is_some() {
            notes.push(weighted::FEW.to_owned());
            notes.push("Counts of people are without weights, effects with them.".to_owned());
        }
        if findings == 0 && !found.is_empty() {
            // Two answers, each given by some and not by others.
            let few = scope.people.count() < 2 * level::LEAST_PEOPLE as u64;
            let who = format!("{} people", scope.people.count());
            let made = format!("{} pairs were tested", found.len());
            let q = found.iter().map(|pair| pair.q);
            notes.push(words::no_finding(&made, q, few.then_some(&who)));
        }
        if scope.min_base > 1 {
            notes.push(format!(
                "Pairs in which fewer than {} people gave an answer, or did not give it, are withheld \
                 and not tested.",
                scope.min_base,
            ));
        }
        Ok(Associations {
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            weights: scope.weights.as_ref().map(Weights::view),
            tested: found.len() as u64,
            structural: left_out,
            findings,
            pairs: Pairs { texts, found, mirrors },
            notes,
            warnings: self.warnings(scope),
        })
    }

    /// Pairs of questions of which one decides who is asked the other, as places, earlier first.
    fn structural(&self, asked: &[Asked<'_>]) -> BTreeSet<(usize, usize)> {
        let mut pairs = BTreeSet::new();
        for (later, own) in asked.iter().enumerate() {
            for gate in self.gates(own.question).into_keys() {
                let gate = &self.questions[gate];
                let place = asked.iter().position(|other| std::ptr::eq(other.question, gate));
                if let Some(gate) = place.filter(|&gate| gate != later) {
                    pairs.insert((gate.min(later), gate.max(later)));
                }
            }
        }
        pairs
    }
}

/// Two options of which nearly everybody who answered chose exactly one, the earlier first.
fn mirror(options: &[People], answered: &People) -> Option<(usize, usize)> {
    let mut by_size: Vec<usize> = (0..options.len()).collect();
    by_size.sort_by_key(|&option| std::cmp::Reverse(options[option].count()));
    let [a, b, ..] = by_size[..] else { return None };
    let both = options[a].or(&options[b]).count();
    let apart = !options[a].meets(&options[b]);
    (apart && both * 100 >= answered.count() * NEARLY_ALL).then_some((a.min(b), a.max(b)))
}

/// What is in so many pairs that testing them all would take too long and too much room.
fn refuse_too_many(asked: &[Asked<'_>]) -> Result<(), ScopeError> {
    let square = |count: usize| count as u64 * count as u64;
    let all: usize = asked.iter().map(|own| own.options.len()).sum();
    let within: u64 = asked.iter().map(|own| square(own.options.len())).sum();
    let pairs = (square(all) - within) / 2;
    if pairs <= MOST_PAIRS {
        return Ok(());
    }
    let mut largest: Vec<(usize, &str)> =
        asked.iter().map(|own| (own.options.len(), own.question.id.as_str())).collect();
    largest.sort_by_key(|own| std::cmp::Reverse(own.0));
    let named = largest.iter().take(NAMED).map(|(options, id)| format!("{id} ({options})"));
    let largest = named.collect::<Vec<_>>().join(", ");
    Err(ScopeError::TooManyPairs { pairs, most: MOST_PAIRS, options: all, largest })
}

/// One question's options with those of every later question; gives how many pairs were left out
/// too.
fn against_later(
    asked: &[Asked<'_>],
    index: usize,
    structural: &BTreeSet<(usize, usize)>,
    scope: &Scope,
) -> (Vec<Found>, u64) {
    let (own, later) = (&asked[index], &asked[index + 1..]);
    let (mut found, mut left_out) = (Vec::new(), 0);
    if own.options.is_empty() {
        return (found, left_out);
    }
    // The last row is all who answered; so is the last column of each question.
    let rows: Vec<&People> = own.options.iter().chain([&own.answered]).collect();
    let columns: Vec<&People> =
        later.iter().flat_map(|other| other.options.iter().chain([&other.answered])).collect();
    let counts = pair_counts(&rows, &columns);
    let count = |row: usize, column: usize| u64::from(counts[row * columns.len() + column]);
    let weighed = scope.weights.as_ref().map(|weights| Weighed { weights, own, later });
    for (row, a) in own.options.iter().enumerate() {
        let mut start = 0;
        let weighed = weighed.as_ref().map(|weighed| weighed.row(a));
        for (at, other) in later.iter().enumerate() {
            let last = start + other.options.len();
            let first = start;
            start = last + 1;
            if structural.contains(&(index, index + 1 + at)) {
                left_out += other.options.len() as u64;
                continue;
            }
            let (n, in_a) = (count(rows.len() - 1, last), count(row, last));
            let enough = |people: u64| people >= scope.min_base && n - people >= scope.min_base;
            if n < scope.min_base || scope.min_base > 1 && !enough(in_a) {
                continue;
            }
            for (option, b) in other.options.iter().enumerate() {
                let (both, in_b) =
                    (count(row, first + option), count(rows.len() - 1, first + option));
                if scope.min_base > 1 && !enough(in_b) {
                    continue;
                }
                let table =
                    Table2x2 { a: both, b: in_a - both, c: in_b - both, d: n + both - in_a - in_b };
                let tested = match &weighed {
                    Some(weighed) => weighed.compared(at, a, b),
                    None => compared(&table),
                };
                if let Some(Compared { test, p, effect, margins }) = tested {
                    found.push(Found {
                        a: ((own.first + row) as u32, in_a as u32),
                        b: ((other.first + option) as u32, in_b as u32),
                        n: n as u32,
                        both: both as u32,
                        effect,
                        p,
                        q: f64::NAN,
                        test,
                        level: level::Level::of_association(0.0, margins).into(),
                    });
                }
            }
        }
    }
    (found, left_out)
}

/// What is found out about a pair.
struct Compared {
    test: Test,
    p: f64,
    /// The difference, and its interval.
    effect: [f64; 3],
    /// How many gave the first answer and how many did not, then of the second; with weights
    /// their effective number.
    margins: [f64; 4],
}

fn compared(table: &Table2x2) -> Option<Compared> {
    let (test, p) = test(table)?;
    let (in_a, rest) = (table.a + table.b, table.c + table.d);
    let difference = newcombe((table.a, in_a), (table.c, rest), CONFIDENCE)?;
    let margins = [in_a, rest, table.a + table.c, table.b + table.d];
    Some(Compared {
        test,
        p,
        effect: [difference.effect, difference.low, difference.high],
        margins: margins.map(|people| people as f64),
    })
}

/// What the pairs of a question need, counted by weight.
struct Weighed<'a> {
    weights: &'a Weights,
    own: &'a Asked<'a>,
    later: &'a [Asked<'a>],
}

/// The same for one of its options: how many of each later question's people chose it, and how
/// many did not.
struct WeighedRow<'a> {
    of: &'a Weighed<'a>,
    groups: Vec<(Counts, Counts)>,
}

impl Weighed<'_> {
    fn row(&self, a: &People) -> WeighedRow<'_> {
        let groups = self.later.iter().map(|other| {
            let in_a = self.weights.counts_both(a, &other.answered);
            let all = self.weights.counts_both(&self.own.answered, &other.answered);
            let rest = all.less(&in_a);
            (in_a, rest)
        });
        WeighedRow { of: self, groups: groups.collect() }
    }
}

impl WeighedRow<'_> {
    /// The second answer among those who gave the first, and among the rest.
    fn compared(&self, later: usize, a: &People, b: &People) -> Option<Compared> {
        let Weighed { weights, own, .. } = self.of;
        let (in_a, rest) = &self.groups[later];
        let both = weights.counts_both(a, b);
        let without = weights.counts_both(b, &own.answered).less(&both);
        let found = weighted::compared(weights, (&both, in_a), (&without, rest));
        let (difference, (test, p)) = (found.difference?, found.test?);
        let effect = [difference.effect, difference.low, difference.high];
        Some(Compared { test, p, effect, margins: found.margins })
    }
}
