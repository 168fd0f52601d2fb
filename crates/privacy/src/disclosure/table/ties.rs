//! What outsiders know to hang together within a question: who did not answer it ticked none of its
//! options; who chose the first of five is among those who chose one of the first two.
//!
//! What is impossible is not told but seen: two values of the same question are possible together if
//! somebody has both. That errs on the side of who knows more.

use super::Values;
use hashbrown::HashMap;
use paap_analysis::People;
use std::cell::RefCell;
use std::rc::Rc;

/// How many people are looked at to find an example.
const EXAMPLES: usize = 8;
/// How many ways to change a value are compared.
const WAYS: usize = 6;

/// Who has which value, and which variables are of one question.
pub(super) struct Ties {
    /// By variable and value.
    having: Vec<Vec<People>>,
    /// Each person's value, by variable.
    of: Vec<Vec<u16>>,
    /// The question of a variable.
    pub(super) question: Vec<usize>,
    /// The variables of a question.
    members: Vec<Vec<usize>>,
    /// Shifts that were asked for before.
    known: RefCell<HashMap<(usize, u16, u16), Ways>>,
}

/// A way in which somebody could have another value of a variable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Shift {
    /// The variables that change, from which value to which.
    pub(super) changed: Vec<(usize, u16, u16)>,
    /// What the other variables of the question are meanwhile.
    pub(super) meanwhile: Vec<(usize, u16)>,
}

/// Shifts that are shared.
type Ways = Rc<[Shift]>;

impl Ties {
    pub(super) fn new(variables: Vec<Values>, questions: usize) -> Self {
        let mut members = vec![Vec::new(); questions];
        let mut having = Vec::with_capacity(variables.len());
        for (number, values) in variables.iter().enumerate() {
            members[values.question].push(number);
            let mut sets = vec![People::none(values.of.len()); values.size];
            for (person, &value) in values.of.iter().enumerate() {
                sets[usize::from(value)].insert(person);
            }
            having.push(sets);
        }
        let question = variables.iter().map(|values| values.question).collect();
        let of = variables.into_iter().map(|values| values.of).collect();
        Self { having, question, members, of, known: RefCell::default() }
    }

    pub(super) fn questions(&self) -> usize {
        self.members.len()
    }

    /// The variables of a question.
    pub(super) fn members(&self, question: usize) -> &[usize] {
        &self.members[question]
    }

    /// The variables of a variable's question.
    pub(super) fn family(&self, variable: usize) -> &[usize] {
        &self.members[self.question[variable]]
    }

    /// How many values a variable has.
    pub(super) fn size(&self, variable: usize) -> u16 {
        self.having[variable].len() as u16
    }

    /// Whether somebody can have both values.
    pub(super) fn is_possible(&self, one: (usize, u16), two: (usize, u16)) -> bool {
        if one.0 == two.0 {
            return one.1 == two.1;
        }
        self.question[one.0] != self.question[two.0]
            || self.having[one.0][usize::from(one.1)].meets(&self.having[two.0][usize::from(two.1)])
    }

    /// Whether somebody can have all of these values of one question.
    fn are_possible(&self, all: &[(usize, u16)]) -> bool {
        let pairs = all
            .iter()
            .enumerate()
            .flat_map(|(n, &one)| all[..n].iter().map(move |&two| (one, two)));
        pairs.into_iter().all(|(one, two)| self.is_possible(one, two))
    }

    /// Ways in which a variable can go from one value to another, those that change the least first.
    pub(super) fn shifts(&self, variable: usize, from: u16, to: u16) -> Ways {
        let mut known = self.known.borrow_mut();
        let ways = known
            .entry((variable, from, to))
            .or_insert_with(|| self.ways(variable, from, to).into());
        Rc::clone(ways)
    }

    fn ways(&self, variable: usize, from: u16, to: u16) -> Vec<Shift> {
        let members = self.family(variable);
        let others: Vec<usize> =
            members.iter().copied().filter(|&other| other != variable).collect();
        if others.is_empty() {
            return vec![Shift { changed: vec![(variable, from, to)], meanwhile: Vec::new() }];
        }
        let examples = |value: u16| self.having[variable][usize::from(value)].iter().take(EXAMPLES);
        let mut ways = Vec::new();
        for person in examples(from) {
            let now: Vec<(usize, u16)> =
                others.iter().map(|&other| (other, self.of[other][person])).collect();
            if now.iter().all(|&value| self.is_possible((variable, to), value)) {
                ways.push(Shift { changed: vec![(variable, from, to)], meanwhile: now });
                continue;
            }
            for example in examples(to) {
                ways.extend(
                    self.towards(variable, to, &now, example)
                        .map(|then| shift((variable, from, to), &now, &then)),
                );
            }
        }
        ways.sort_by(|one, two| (one.changed.len(), one).cmp(&(two.changed.len(), two)));
        ways.dedup();
        ways.truncate(WAYS);
        ways
    }

    /// What the other variables become when one goes to a value: they stay where they can, and are as
    /// with `example` where they cannot.
    fn towards(
        &self,
        variable: usize,
        to: u16,
        now: &[(usize, u16)],
        example: usize,
    ) -> Option<Vec<(usize, u16)>> {
        let stays =
            |&(other, value): &(usize, u16)| self.is_possible((variable, to), (other, value));
        let like = |other: usize| (other, self.of[other][example]);
        let then: Vec<(usize, u16)> =
            now.iter().map(|value| if stays(value) { *value } else { like(value.0) }).collect();
        if self.are_possible(&then) {
            return Some(then);
        }
        Some(now.iter().map(|&(other, _)| like(other)).collect())
    }

    /// What the other variables of a question can be while several of its variables have any of two
    /// values, each for itself.
    pub(super) fn freely(&self, axes: &[(usize, u16, u16)]) -> Option<Vec<(usize, u16)>> {
        let &(first, from, _) = axes.first()?;
        let ends = |&(variable, from, to): &(usize, u16, u16)| [(variable, from), (variable, to)];
        for (place, one) in axes.iter().enumerate() {
            for two in &axes[..place] {
                let all = ends(one).into_iter().flat_map(|one| ends(two).map(|two| (one, two)));
                if all.into_iter().any(|(one, two)| !self.is_possible(one, two)) {
                    return None;
                }
            }
        }
        let is_axis = |variable: usize| axes.iter().any(|axis| axis.0 == variable);
        let members = self.family(first);
        let others: Vec<usize> = members.iter().copied().filter(|&other| !is_axis(other)).collect();
        let having = self.having[first][usize::from(from)].iter().take(EXAMPLES);
        let mut examples = having.map(|person| {
            others.iter().map(|&other| (other, self.of[other][person])).collect::<Vec<_>>()
        });
        examples.find(|all| {
            all.iter()
                .all(|&value| axes.iter().flat_map(ends).all(|end| self.is_possible(end, value)))
        })
    }
}

fn shift(axis: (usize, u16, u16), now: &[(usize, u16)], then: &[(usize, u16)]) -> Shift {
    let mut changed = vec![axis];
    let mut meanwhile = Vec::new();
    for (&(variable, from), &(_, to)) in now.iter().zip(then) {
        match from == to {
            true => meanwhile.push((variable, from)),
            false => changed.push((variable, from, to)),
        }
    }
    Shift { changed, meanwhile }
}
