//! Which questions go together by construction: those that make the groups of `compare`, and those
//! that decide who is asked another. Read from the parsed expressions, not from the counts: that
//! two groups differ wholly in an answer is a result, unless the answer made them.

use crate::Kind;
use crate::answers::{Question, Survey};
use crate::scope::Scope;
use paap_analysis::People;
use paap_analysis::expression::{self, Vocabulary};
use std::collections::{BTreeMap, BTreeSet};

/// How much of a question an expression is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it.
    Whole,
    /// These options of a checkbox question: who ticked them may have ticked anything else.
    Options(BTreeSet<usize>),
}

impl Part {
    /// Whether an option is meant.
    fn has(&self, option: usize) -> bool {
        match self {
            Self::Whole => true,
            Self::Options(options) => options.contains(&option),
        }
    }

    fn add(&mut self, more: &Self) {
        match (&mut *self, more) {
            (Self::Options(own), Self::Options(more)) => own.extend(more),
            _ => *self = Self::Whole,
        }
    }

    fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Options(own), Self::Options(other)) => !own.is_disjoint(other),
            _ => true,
        }
    }
}

/// Questions by their index, each with what of it is meant.
pub(super) type Parts = BTreeMap<usize, Part>;

/// A question that tells nothing about two groups, as they are made by it.
pub(super) struct Maker {
    /// What of it makes them.
    pub(super) part: Part,
    /// How, in a sentence.
    pub(super) why: String,
    /// Whether the filters name it.
    named: bool,
    /// Options that are ticked alone, such as "None of these": nobody in the group can have them.
    alone: BTreeSet<usize>,
}

impl Maker {
    fn new(part: Part, why: String) -> Self {
        Self { part, why, named: false, alone: BTreeSet::new() }
    }

    /// Whether an option differs between the groups by construction.
    pub(super) fn has(&self, option: usize) -> bool {
        self.part.has(option) || self.alone.contains(&option)
    }
}

impl Survey {
    /// The questions that make the groups of these filters: those that are named, those that decide
    /// who is asked one of these, and those that are asked by what was said to one of these.
    pub(super) fn makers(&self, filters: &[&str]) -> BTreeMap<usize, Maker> {
        let mut named = Parts::new();
        for filter in filters {
            for (index, part) in self.parts(filter, |name| self.find(name).ok()) {
                add(&mut named, index, &part);
            }
        }
        let gates: Vec<Parts> =
            self.questions.iter().map(|question| self.gates(question)).collect();
        let mut makers: BTreeMap<usize, Maker> = BTreeMap::new();
        let mut above: Vec<usize> = named.keys().copied().collect();
        while let Some(index) = above.pop() {
            let asked = &self.questions[index].id;
            for (&gate, part) in &gates[index] {
                if named.contains_key(&gate) || makers.contains_key(&gate) {
                    continue;
                }
                let why = format!("It decides who is asked {asked}, by which the groups are made.");
                makers.insert(gate, Maker::new(part.clone(), why));
                above.push(gate);
            }
        }
        // A gate stands before what it decides, so one way through the questions finds them all.
        let mut deciding = named.clone();
        for (index, gates) in gates.iter().enumerate() {
            let by = gates.iter().find(|(gate, part)| {
                deciding.get(gate).is_some_and(|deciding| deciding.overlaps(part))
            });
            let Some((&gate, _)) = by else { continue };
            let gate = &self.questions[gate].id;
            let why =
                format!("Who is asked it is decided by {gate}, by which the groups are made.");
            makers.entry(index).or_insert(Maker::new(Part::Whole, why));
            add(&mut deciding, index, &Part::Whole);
        }
        for (index, part) in named {
            let why = "The groups are made by it.".to_owned();
            let (part, alone) = match part {
                Part::Options(options) => {
                    let alone = alone(&self.questions[index]);
                    // Who ticked only what is ticked alone can have ticked nothing else.
                    let nothing_else = options.is_subset(&alone);
                    let others = alone.difference(&options).copied().collect();
                    (if nothing_else { Part::Whole } else { Part::Options(options) }, others)
                }
                Part::Whole => (Part::Whole, BTreeSet::new()),
            };
            makers.insert(index, Maker { part, why, named: true, alone });
        }
        makers
    }

    /// What to know of the questions that make the groups, and of the people compared with.
    pub(super) fn about_makers(
        &self,
        makers: &BTreeMap<usize, Maker>,
        others: &People,
        scope: &Scope,
    ) -> Vec<String> {
        let mut notes = Vec::new();
        for (&index, maker) in makers {
            let question = &self.questions[index];
            if maker.named && question.kind != Kind::Grid {
                let without = others.minus(&question.answered).count();
                let unasked = others.minus(&question.asked).count();
                if without > 0 {
                    let some = |people: u64| {
                        scope.said(people).map_or("some".to_owned(), |people| people.to_string())
                    };
                    notes.push(format!(
                        "Of the {} compared with, {} gave no answer to {}{}.",
                        others.count(),
                        some(without),
                        question.id,
                        match unasked {
                            0 => String::new(),
                            all if all == without => ": they were not asked it".to_owned(),
                            few => format!("; {} of them were not asked it", some(few)),
                        },
                    ));
                }
            }
            if let Part::Options(options) = &maker.part {
                let quoted = |options: &BTreeSet<usize>| {
                    let label = |&option: &usize| format!("“{}”", question.options[option].label);
                    options.iter().map(label).collect::<Vec<_>>().join(" and ")
                };
                let none = People::none(self.people);
                let ticked = question.options.iter().fold(none, |all, o| all.or(&o.people));
                // Who answered without ticking what makes the group must have ticked another.
                let by_construction = if question.answered.is_subset(&ticked) {
                    " Of those compared with, whoever answered it ticked at least one of these, \
                     which by itself makes them more frequent there."
                } else {
                    ""
                };
                notes.push(format!(
                    "The groups are made by {} in {}; only the other options of {} are tested.\
                     {by_construction}",
                    quoted(options),
                    question.id,
                    question.id,
                ));
                if !maker.alone.is_empty() {
                    notes.push(format!(
                        "Nobody ticked {} together with anything else in {}, so it is not tested \
                         either.",
                        quoted(&maker.alone),
                        question.id,
                    ));
                }
            }
        }
        notes
    }

    /// The questions whose answers decide who is asked a question.
    pub(super) fn gates(&self, question: &Question) -> Parts {
        let Some(asked_if) = &question.asked_if else { return Parts::new() };
        // A questionnaire's conditions name questions by its own ids, before those of the file.
        self.parts(&asked_if.expression, |name| {
            let told = || {
                let named = |question: &Question| question.told && question.slug == name.trim();
                self.questions.iter().position(named)
            };
            let own = if asked_if.inferred { None } else { told() };
            own.or_else(|| self.find(name).ok())
        })
    }

    /// What an expression names, as far as it can be found.
    fn parts(&self, expression: &str, find: impl Fn(&str) -> Option<usize>) -> Parts {
        let mut parts = Parts::new();
        let Ok(expression) = expression::parse(expression) else { return parts };
        for (name, values) in expression.named() {
            let Some(index) = find(&name.text) else { continue };
            let question = &self.questions[index];
            let options: Option<BTreeSet<usize>> =
                values.iter().map(|value| question.option(&value.text)).collect();
            let part = match options {
                Some(options) if question.kind == Kind::Checkbox && !options.is_empty() => {
                    Part::Options(options)
                }
                _ => Part::Whole,
            };
            add(&mut parts, index, &part);
            if question.kind == Kind::Grid {
                // A grid has its answers in its rows.
                let of_grid =
                    |row: &usize| self.questions[*row].grid.as_ref() == Some(&question.id);
                let rows = (0..self.questions.len()).filter(of_grid);
                rows.for_each(|row| add(&mut parts, row, &Part::Whole));
            }
        }
        parts
    }
}

/// The options of a checkbox question that nobody ticked together with another.
fn alone(question: &Question) -> BTreeSet<usize> {
    let options = &question.options;
    let is = |&option: &usize| {
        let people = &options[option].people;
        let others = options.iter().enumerate().filter(|(other, _)| *other != option);
        !people.is_empty() && others.into_iter().all(|(_, o)| o.people.count_both(people) == 0)
    };
    (0..options.len()).filter(is).collect()
}

fn add(parts: &mut Parts, index: usize, part: &Part) {
    parts.entry(index).and_modify(|own| own.add(part)).or_insert_with(|| part.clone());
}
