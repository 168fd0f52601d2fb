//! Releases as the tests make them, and what an outsider sees of them.

use crate::attack::{Bounds, Sum, attack};
use paap_analysis::People;
use paap_privacy::disclosure::table::{
    Cell, Figure, Priority, Protected, Question, Reason, Release, Unsuitable, Variable,
};
use std::collections::{BTreeSet, HashMap};

/// A release, and all that the tests know of it.
#[derive(Clone)]
pub(crate) struct Made {
    pub(crate) release: Release,
    pub(crate) least: u64,
    pub(crate) people: usize,
    pub(crate) variables: Vec<Known>,
    /// Over which variables there are tables, margins included.
    pub(crate) tables: BTreeSet<Vec<usize>>,
    pub(crate) figures: Vec<Counted>,
}

/// A variable.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) variable: Variable,
    pub(crate) question: Question,
    pub(crate) values: Vec<People>,
}

/// A figure.
#[derive(Clone)]
pub(crate) struct Counted {
    pub(crate) figure: Figure,
    pub(crate) people: People,
    pub(crate) base: People,
    pub(crate) made_of: Vec<usize>,
}

/// What was found out.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// How many counts are hidden.
    pub(crate) hidden: usize,
    /// How many of them that count anybody are found out.
    pub(crate) exact: usize,
    /// How many small counts are hidden.
    pub(crate) small: usize,
    /// How many of them are found out.
    pub(crate) small_exact: usize,
    /// How many values a small count can have, by how many small counts.
    pub(crate) widths: [usize; 5],
    /// Some of what was found out.
    pub(crate) examples: Vec<(Vec<(usize, usize)>, i64)>,
}

/// What an outsider sees in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// A count.
    Count(i64),
    /// A blank that is known to be small.
    Few,
    /// A blank that is known not to be small.
    Blank,
    /// A table of which nothing is published.
    Gone,
    /// Nothing; no table was to have it.
    Nothing,
}

/// All that an outsider knows, as unknowns and equations.
pub(crate) struct System {
    pub(crate) bounds: Vec<Bounds>,
    pub(crate) sums: Vec<Sum>,
    /// The truth.
    pub(crate) counts: Vec<i64>,
    /// Whether a count must not be found out.
    pub(crate) is_hidden: Vec<bool>,
    places: Vec<Vec<(usize, usize)>>,
    least: i64,
}

impl System {
    /// Where an unknown is.
    pub(crate) fn place(&self, number: usize) -> &[(usize, usize)] {
        &self.places[number]
    }

    /// What a program finds out.
    pub(crate) fn attacked(&self) -> Found {
        let result = attack(&self.bounds, &self.sums);
        let mut found = Found::default();
        for (number, &Bounds { low, high }) in result.iter().enumerate() {
            let count = self.counts[number];
            assert!(
                (low..=high).contains(&count),
                "the truth is possible: {count} in {low} to {high}"
            );
            if !self.is_hidden[number] {
                continue;
            }
            found.hidden += 1;
            found.exact += usize::from(low == high);
            if count < self.least {
                found.small += 1;
                found.small_exact += usize::from(low == high);
                found.widths[((high - low) as usize).min(4)] += 1;
            }
            if low == high && found.examples.len() < 5 {
                found.examples.push((self.places[number].clone(), count));
            }
        }
        found
    }
}

impl Made {
    pub(crate) fn new(people: usize, least: u64) -> Self {
        let (variables, figures) = (Vec::new(), Vec::new());
        let tables = BTreeSet::from([Vec::new()]);
        Self { release: Release::new(people, least), least, people, variables, tables, figures }
    }

    pub(crate) fn variable(&mut self, question: Question, values: &[People]) -> usize {
        self.variable_with(question, values, &[])
    }

    /// A variable of which some values are only that no answer was given.
    pub(crate) fn variable_with(
        &mut self,
        question: Question,
        values: &[People],
        silent: &[usize],
    ) -> usize {
        let variable = self.release.variable_with(question, values, silent);
        let variable = variable.expect("disjoint values");
        let mut values = values.to_vec();
        if self.release.values(variable) > values.len() {
            let known = values.iter().fold(People::none(self.people), |all, value| all.or(value));
            values.push(known.not());
        }
        self.variables.push(Known { variable, question, values });
        self.variables.len() - 1
    }

    pub(crate) fn table(&mut self, over: &[usize], priority: Priority) {
        let all: Vec<Variable> = over.iter().map(|&n| self.variables[n].variable).collect();
        self.release.table(&all, priority).expect("a table");
        self.remember(over);
    }

    pub(crate) fn table_where(
        &mut self,
        over: &[usize],
        filter: (usize, usize),
        priority: Priority,
    ) {
        let all: Vec<Variable> = over.iter().map(|&n| self.variables[n].variable).collect();
        let by = (self.variables[filter.0].variable, filter.1);
        self.release.table_where(&all, by, priority).expect("a table");
        self.remember(&[over, &[filter.0]].concat());
    }

    pub(crate) fn figure(
        &mut self,
        people: &People,
        base: &People,
        made_of: &[usize],
        priority: Priority,
    ) -> Result<(), Unsuitable> {
        let all: Vec<Variable> = made_of.iter().map(|&n| self.variables[n].variable).collect();
        let figure = self.release.figure(people, base, &all, priority)?;
        self.remember(made_of);
        let (people, base, mut made_of) = (people.clone(), base.clone(), made_of.to_vec());
        made_of.sort_unstable();
        self.figures.push(Counted { figure, people, base, made_of });
        Ok(())
    }

    /// All tables over two variables.
    pub(crate) fn two_way(&mut self) {
        for one in 0..self.variables.len() {
            for two in 0..one {
                self.table(&[two, one], Priority::Ordinary);
            }
        }
    }

    fn remember(&mut self, over: &[usize]) {
        let mut over = over.to_vec();
        over.sort_unstable();
        for bits in 0..1usize << over.len() {
            self.tables.insert(
                (0..over.len()).filter(|bit| bits >> bit & 1 == 1).map(|bit| over[bit]).collect(),
            );
        }
    }

    pub(crate) fn people_at(&self, at: &[(usize, usize)]) -> People {
        at.iter().fold(People::all(self.people), |all, &(n, value)| {
            all.and(&self.variables[n].values[value])
        })
    }

    pub(crate) fn cell(&self, protected: &Protected, at: &[(usize, usize)]) -> Cell {
        let at: Vec<(Variable, usize)> =
            at.iter().map(|&(n, value)| (self.variables[n].variable, value)).collect();
        protected.cell(&at)
    }

    /// What an outsider knows of a protected release, who also knows which of what is withheld is small, and
    /// that nothing that is 0 ever is.
    pub(crate) fn seen(&self, protected: &Protected) -> System {
        let seen = |at: &[(usize, usize)], _: i64| match self.cell(protected, at) {
            Cell::Shown(count) => Seen::Count(count as i64),
            Cell::Withheld(Reason::Few) => Seen::Few,
            Cell::Withheld(Reason::Subtraction(_)) => Seen::Blank,
            Cell::Withheld(Reason::Table(_)) => Seen::Gone,
            Cell::Unpublished => Seen::Nothing,
        };
        let told = |figure: Figure| match protected.figure(figure) {
            Cell::Shown(count) => Some(count as i64),
            _ => None,
        };
        self.system(seen, told)
    }

    /// What an outsider knows of the same release, of which only small counts are withheld.
    pub(crate) fn seen_bare(&self) -> System {
        let is_small = |count: i64| count > 0 && count < self.least as i64;
        let seen = |_: &[(usize, usize)], count| {
            if is_small(count) { Seen::Few } else { Seen::Count(count) }
        };
        self.system(seen, |_| None)
    }

    fn system(
        &self,
        seen: impl Fn(&[(usize, usize)], i64) -> Seen,
        told: impl Fn(Figure) -> Option<i64>,
    ) -> System {
        let names = self.names();
        // The largest tables first: their unknowns are eliminated first.
        let mut tables: Vec<&Vec<usize>> = self.tables.iter().collect();
        tables.sort_by_key(|over| std::cmp::Reverse(over.len()));
        let mut numbers: HashMap<Vec<usize>, usize> = HashMap::new();
        let (mut places, mut counts, mut looks) = (Vec::new(), Vec::new(), Vec::<Seen>::new());
        let sizes = |over: &[usize]| {
            over.iter().map(|&n| self.variables[n].values.len()).collect::<Vec<_>>()
        };
        for over in &tables {
            for at in all(over, &sizes(over)) {
                let count = self.people_at(&at).count() as i64;
                let look = seen(&at, count);
                let number = *numbers.entry(name(&names, &at)).or_insert_with(|| {
                    places.push(at.clone());
                    counts.push(count);
                    looks.push(look);
                    counts.len() - 1
                });
                // What is known from anywhere is known everywhere.
                let rank = |look: Seen| match look {
                    Seen::Count(_) => 4,
                    Seen::Few => 3,
                    Seen::Blank => 2,
                    Seen::Gone => 1,
                    Seen::Nothing => 0,
                };
                if rank(look) > rank(looks[number]) {
                    looks[number] = look;
                }
            }
        }
        let most = self.people as i64;
        let known = |look: &Seen| match *look {
            Seen::Count(count) => Bounds { low: count, high: count },
            Seen::Few => Bounds { low: 1, high: self.least as i64 - 1 },
            Seen::Blank => Bounds { low: self.least as i64, high: most },
            Seen::Gone | Seen::Nothing => Bounds { low: 0, high: most },
        };
        let bounds: Vec<Bounds> = looks.iter().map(known).collect();
        let mut sums: Vec<Sum> = Vec::new();
        let mut equation = |whole: Option<usize>, parts: Vec<usize>, mut total: i64| {
            let mut terms: HashMap<usize, i64> = HashMap::new();
            for (number, by) in
                parts.into_iter().map(|part| (part, 1)).chain(whole.map(|whole| (whole, -1)))
            {
                match looks[number] {
                    Seen::Count(count) => total -= by * count,
                    _ => *terms.entry(number).or_default() += by,
                }
            }
            terms.retain(|_, by| *by != 0);
            sums.push((terms.into_iter().collect(), total));
        };
        for over in tables.iter().filter(|over| !over.is_empty()) {
            for dropped in 0..over.len() {
                let rest: Vec<usize> =
                    over.iter().copied().filter(|&n| n != over[dropped]).collect();
                for at in all(&rest, &sizes(&rest)) {
                    let parts = (0..self.variables[over[dropped]].values.len()).map(|value| {
                        let mut part = at.clone();
                        part.insert(dropped, (over[dropped], value));
                        numbers[&name(&names, &part)]
                    });
                    equation(Some(numbers[&name(&names, &at)]), parts.collect(), 0);
                }
            }
        }
        for counted in &self.figures {
            let Some(count) = told(counted.figure) else { continue };
            let atoms = all(&counted.made_of, &sizes(&counted.made_of));
            let within = |set: &People| -> Vec<usize> {
                let is_in = |at: &&Vec<(usize, usize)>| self.people_at(at).meets(set);
                atoms.iter().filter(is_in).map(|at| numbers[&name(&names, at)]).collect()
            };
            equation(None, within(&counted.people.and(&counted.base)), count);
            equation(None, within(&counted.base), counted.base.count() as i64);
        }
        let least = self.least as i64;
        let hidden = |(look, &count): (&Seen, &i64)| match look {
            Seen::Count(_) => false,
            Seen::Few | Seen::Blank => true,
            Seen::Gone | Seen::Nothing => count > 0 && count < least,
        };
        let is_hidden = looks.iter().zip(&counts).map(hidden).collect();
        System { bounds, sums, counts, is_hidden, places, least }
    }

    /// A name for each value, the same where an outsider knows them to be the same people.
    fn names(&self) -> Vec<Vec<usize>> {
        let mut known: HashMap<(Question, Vec<u64>), usize> = HashMap::new();
        let mut named = |question: Question, value: &People| {
            let next = known.len();
            *known.entry((question, value.words().to_vec())).or_insert(next)
        };
        self.variables
            .iter()
            .map(|v| v.values.iter().map(|value| named(v.question, value)).collect())
            .collect()
    }
}

/// The name of a place.
fn name(names: &[Vec<usize>], at: &[(usize, usize)]) -> Vec<usize> {
    let mut name: Vec<usize> = at.iter().map(|&(n, value)| names[n][value]).collect();
    name.sort_unstable();
    name.dedup();
    name
}

/// All combinations of values of some variables.
pub(crate) fn all(over: &[usize], sizes: &[usize]) -> Vec<Vec<(usize, usize)>> {
    let mut all = vec![Vec::new()];
    for (&n, &size) in over.iter().zip(sizes) {
        let longer = |at: Vec<(usize, usize)>| {
            (0..size).map(move |value| [at.clone(), vec![(n, value)]].concat())
        };
        all = all.into_iter().flat_map(longer).collect();
    }
    all
}
