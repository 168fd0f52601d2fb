//! Which answers go together, corrected for having looked at every pair.

use super::compare::test;
use super::{CONFIDENCE, weighted, words};
use crate::answers::{Question, Survey};
use crate::scope::Scope;
use crate::view::{Answer, Associations, Level, Pair};
use crate::weights::{Counts, Weights};
use paap_analysis::interval::newcombe;
use paap_analysis::multiple::benjamini_hochberg;
use paap_analysis::pairs::{pair_counts, pair_index};
use paap_analysis::table::Table2x2;
use paap_analysis::{People, level};

/// An option in the list of all options.
struct Entry<'a> {
    question: usize,
    label: &'a str,
    people: People,
    /// How many of its people answered each question.
    with: Vec<u32>,
}

impl Survey {
    /// Every two answers to two different questions, among those who answered both.
    ///
    /// Left out as structural: a question and its follow-up, and rows of one grid's columns that
    /// are the same people by construction. Pairs in which an answer has everybody or nobody
    /// cannot be tested and do not count as tested.
    pub fn associations(&self, scope: &Scope) -> Associations {
        let questions: Vec<&Question> =
            self.questions.iter().filter(|question| !question.options.is_empty()).collect();
        let answered: Vec<People> =
            questions.iter().map(|question| question.answered.and(&scope.people)).collect();
        let mut entries: Vec<Entry<'_>> = Vec::new();
        for (index, question) in questions.iter().enumerate() {
            for choice in question.options.iter().filter(|choice| !choice.other) {
                let people = choice.people.and(&scope.people);
                if !people.is_empty() {
                    entries.push(Entry {
                        question: index,
                        label: &choice.label,
                        people,
                        with: Vec::new(),
                    });
                }
            }
        }
        for entry in &mut entries {
            entry.with = answered.iter().map(|set| entry.people.count_both(set) as u32).collect();
        }
        let sets: Vec<&People> = entries.iter().map(|entry| &entry.people).collect();
        let both = pair_counts(&sets);
        let bases: Vec<&People> = answered.iter().collect();
        let shared = pair_counts(&bases);
        let structural = structural(self, &questions);
        let prepared = scope.weights.as_ref().map(|weights| Weighed {
            weights,
            with: entries.iter().map(|entry| each(weights, &entry.people, &answered)).collect(),
            shared: answered.iter().map(|set| each(weights, set, &answered)).collect(),
        });

        let (mut found, mut left_out) = (Vec::new(), 0);
        for (i, a) in entries.iter().enumerate() {
            for (j, b) in entries.iter().enumerate().skip(i + 1) {
                if a.question == b.question {
                    continue;
                }
                if structural.contains(&(a.question, b.question)) {
                    left_out += 1;
                    continue;
                }
                let n = u64::from(shared[pair_index(bases.len(), a.question, b.question)]);
                if n < scope.min_base {
                    continue;
                }
                let both = u64::from(both[pair_index(sets.len(), i, j)]);
                let (in_a, in_b) = (u64::from(a.with[b.question]), u64::from(b.with[a.question]));
                let table =
                    Table2x2 { a: both, b: in_a - both, c: in_b - both, d: n + both - in_a - in_b };
                let weighed = prepared.as_ref().map(|prepared| prepared.compared((i, a), (j, b)));
                let test = match &weighed {
                    Some(weighed) => weighed.test,
                    None => test(&table),
                };
                if let Some((test, p)) = test {
                    found.push((i, j, n, table, test, p, weighed));
                }
            }
        }
        let p: Vec<f64> = found.iter().map(|pair| pair.5).collect();
        let q = benjamini_hochberg(&p);
        let mut pairs: Vec<Pair> = found
            .into_iter()
            .zip(q)
            .filter_map(|((i, j, n, table, test, p, weighed), q)| {
                let (a, b) = (&entries[i], &entries[j]);
                let (in_a, rest) = (table.a + table.b, table.c + table.d);
                let (difference, margins) = match weighed {
                    Some(weighed) => (weighed.difference?, weighed.margins),
                    None => {
                        let difference = newcombe((table.a, in_a), (table.c, rest), CONFIDENCE)?;
                        let margins = [in_a, rest, table.a + table.c, table.b + table.d];
                        (difference, margins.map(|people| people as f64))
                    }
                };
                let answer = |entry: &Entry<'_>, count| Answer {
                    question: questions[entry.question].id.clone(),
                    label: questions[entry.question].label.clone(),
                    option: entry.label.to_owned(),
                    count,
                };
                Some(Pair {
                    a: answer(a, in_a),
                    b: answer(b, table.a + table.c),
                    n,
                    both: table.a,
                    effect: difference.effect,
                    low: difference.low,
                    high: difference.high,
                    test,
                    p,
                    q,
                    level: level::Level::of_association(q, margins).into(),
                })
            })
            .collect();
        // A stable sort: pairs that are equally sure stay in the order of the questions.
        pairs.sort_by(|a, b| a.p.total_cmp(&b.p).then(b.effect.abs().total_cmp(&a.effect.abs())));
        let findings = pairs.iter().filter(|pair| pair.level == Level::Finding).count() as u64;
        let mut notes = Vec::new();
        if scope.weights.is_some() {
            notes.push(weighted::FEW.to_owned());
            notes.push("Counts of people are without weights, effects with them.".to_owned());
        }
        if findings == 0 && !pairs.is_empty() {
            // Two answers, each given by some and not by others.
            let few = scope.people.count() < 2 * level::LEAST_PEOPLE as u64;
            let who = format!("{} people", scope.people.count());
            let made = format!("{} pairs were tested", pairs.len());
            let q = pairs.iter().map(|pair| pair.q);
            notes.push(words::no_finding(&made, q, few.then_some(&who)));
        }
        Associations {
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            weights: scope.weights.as_ref().map(Weights::view),
            tested: pairs.len() as u64,
            structural: left_out,
            findings,
            pairs,
            notes,
            warnings: self.warnings(scope),
        }
    }
}

/// What every pair needs, counted once by weight.
struct Weighed<'a> {
    weights: &'a Weights,
    /// Of each entry's people those who answered each question.
    with: Vec<Vec<Counts>>,
    /// Those who answered both of two questions.
    shared: Vec<Vec<Counts>>,
}

impl Weighed<'_> {
    /// The second answer among those who gave the first, and among the rest.
    fn compared(
        &self,
        (i, a): (usize, &Entry<'_>),
        (j, b): (usize, &Entry<'_>),
    ) -> weighted::Compared {
        let (in_a, in_b) = (&self.with[i][b.question], &self.with[j][a.question]);
        let both = self.weights.counts_both(&a.people, &b.people);
        let rest = self.shared[a.question][b.question].less(in_a);
        weighted::compared(self.weights, (&both, in_a), (&in_b.less(&both), &rest))
    }
}

fn each(weights: &Weights, people: &People, sets: &[People]) -> Vec<Counts> {
    sets.iter().map(|set| weights.counts_both(people, set)).collect()
}

/// Pairs of questions of which one decides who is asked the other, as indices, earlier first.
fn structural(
    survey: &Survey,
    questions: &[&Question],
) -> std::collections::BTreeSet<(usize, usize)> {
    let mut pairs = std::collections::BTreeSet::new();
    for (later, question) in questions.iter().enumerate() {
        for gate in survey.gates(question).into_keys() {
            let gate = &survey.questions[gate];
            let earlier = questions.iter().position(|other| std::ptr::eq(*other, gate));
            if let Some(earlier) = earlier.filter(|&earlier| earlier != later) {
                pairs.insert((earlier.min(later), earlier.max(later)));
            }
        }
    }
    pairs
}
