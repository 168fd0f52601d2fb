//! Small releases of every kind, against programs that try out everything.

use crate::attack::{Bounds, Sum};
use crate::published::{Made, System, all};
use paap_analysis::People;
use paap_privacy::disclosure::table::{Cell, Priority, Protected, Reason};
use proptest::prelude::*;

/// A release, as numbers.
#[derive(Debug, Clone)]
struct Plan {
    least: u64,
    /// How many values each variable has.
    sizes: Vec<usize>,
    tie: Tie,
    people: Vec<Vec<usize>>,
    /// Over which variables, by bits; the filter's value, if the last of them is one; whether cited.
    tables: Vec<(usize, Option<usize>, bool)>,
    /// Over which variables, by bits; which combinations are in; which are in the base; whether cited.
    figures: Vec<(usize, u64, u64, bool)>,
}

/// How the first two variables hang together.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Tie {
    /// Not at all.
    Free,
    /// They are of one question.
    Question,
    /// They are, and the second says only whether the first has its first value.
    Coarse,
}

fn plan(variables: std::ops::RangeInclusive<usize>, most: usize) -> impl Strategy<Value = Plan> {
    let sizes = proptest::collection::vec(2..=3usize, variables);
    let tie = prop_oneof![Just(Tie::Free), Just(Tie::Question), Just(Tie::Coarse)];
    (sizes, 2..=5u64, tie).prop_flat_map(move |(sizes, least, tie)| {
        let bits = 1..1usize << sizes.len();
        let one: Vec<_> = sizes.iter().map(|&size| 0..size).collect();
        (
            proptest::collection::vec(one, 1..=most),
            proptest::collection::vec(
                (bits.clone(), proptest::option::of(0..2usize), any::<bool>()),
                0..4,
            ),
            proptest::collection::vec((bits, any::<u64>(), any::<u64>(), any::<bool>()), 0..3),
        )
            .prop_map(move |(people, tables, figures)| Plan {
                least,
                sizes: sizes.clone(),
                tie,
                people,
                tables,
                figures,
            })
    })
}

fn chosen(bits: usize, sizes: &[usize]) -> Vec<usize> {
    (0..sizes.len()).filter(|n| bits >> n & 1 == 1).collect()
}

impl Plan {
    fn made(&self) -> Made {
        let count = self.people.len();
        let mut made = Made::new(count, self.least);
        let first = made.release.question();
        for (n, &size) in self.sizes.iter().enumerate() {
            let question =
                if n < 2 && self.tie != Tie::Free { first } else { made.release.question() };
            let has = |person: &[usize]| match (n, self.tie) {
                (1, Tie::Coarse) => person[0].min(1),
                _ => person[n],
            };
            let value = |value| People::from_fn(count, |person| has(&self.people[person]) == value);
            made.variable(question, &(0..size).map(value).collect::<Vec<_>>());
        }
        let priority = |is_cited| if is_cited { Priority::Cited } else { Priority::Ordinary };
        for &(bits, filter, is_cited) in &self.tables {
            let mut over = chosen(bits, &self.sizes);
            match (filter, over.len()) {
                (Some(value), 2..) => {
                    let by = over.pop().expect("two");
                    made.table_where(&over, (by, value), priority(is_cited));
                }
                _ => made.table(&over, priority(is_cited)),
            }
        }
        for &(bits, people, base, is_cited) in &self.figures {
            let over = chosen(bits, &self.sizes);
            let sizes: Vec<usize> = over.iter().map(|&n| self.sizes[n]).collect();
            let atoms = all(&over, &sizes);
            let set = |wanted: u64| {
                let members = atoms.iter().enumerate().filter(|(n, _)| wanted >> n & 1 == 1);
                members.fold(People::none(count), |set, (_, at)| set.or(&made.people_at(at)))
            };
            let (people, base) = (set(people), set(base));
            made.figure(&people, &base, &over, priority(is_cited)).expect("made of them");
        }
        made
    }
}

/// Whether all equations can hold with an unknown other than it is. Tries everything.
fn is_open(system: &System, target: usize) -> bool {
    let truth = system.counts[target];
    let mut below = system.bounds.clone();
    below[target].high = below[target].high.min(truth - 1);
    let mut above = system.bounds.clone();
    above[target].low = above[target].low.max(truth + 1);
    solvable(below, &system.sums) || solvable(above, &system.sums)
}

fn solvable(mut bounds: Vec<Bounds>, sums: &[Sum]) -> bool {
    loop {
        let mut is_changed = false;
        for (terms, total) in sums {
            for &(n, by) in terms {
                let others = terms.iter().filter(|term| term.0 != n);
                let (mut least, mut most) = (0, 0);
                for &(m, c) in others {
                    let Bounds { low, high } = bounds[m];
                    least += (c * low).min(c * high);
                    most += (c * low).max(c * high);
                }
                let fits = |value: i64| (least..=most).contains(&(total - by * value));
                while bounds[n].low <= bounds[n].high && !fits(bounds[n].low) {
                    bounds[n].low += 1;
                    is_changed = true;
                }
                while bounds[n].low <= bounds[n].high && !fits(bounds[n].high) {
                    bounds[n].high -= 1;
                    is_changed = true;
                }
                if bounds[n].low > bounds[n].high {
                    return false;
                }
            }
            if terms.is_empty() && *total != 0 {
                return false;
            }
        }
        if !is_changed {
            break;
        }
    }
    let in_sums = |n: usize| sums.iter().any(|(terms, _)| terms.iter().any(|term| term.0 == n));
    let open = (0..bounds.len()).filter(|&n| bounds[n].low < bounds[n].high && in_sums(n));
    let Some(n) = open.min_by_key(|&n| bounds[n].high - bounds[n].low) else { return true };
    (bounds[n].low..=bounds[n].high).any(|value| {
        let mut tried = bounds.clone();
        tried[n] = Bounds { low: value, high: value };
        solvable(tried, sums)
    })
}

/// What nobody may know: for each hidden count another solution must exist.
fn check(plan: &Plan) -> Result<(), TestCaseError> {
    let made = plan.made();
    let protected = made.release.clone().protect();
    let system = made.seen(&protected);
    for n in (0..system.counts.len()).filter(|&n| system.is_hidden[n]) {
        prop_assert!(is_open(&system, n), "{} at {:?}", system.counts[n], system.place(n));
    }
    Ok(())
}

/// All ways to spread people over combinations.
fn spread(people: usize, combinations: usize, done: &mut Vec<u64>, each: &mut impl FnMut(&[u64])) {
    if combinations == 1 {
        done.push(people as u64);
        each(done);
        done.pop();
        return;
    }
    for here in 0..=people {
        done.push(here as u64);
        spread(people - here, combinations - 1, done, each);
        done.pop();
    }
}

/// The same for two variables, where a table over both says all: every way in which so many people could
/// have answered is looked at, and those that agree with what is shown must differ in what is hidden.
fn check_people(plan: &Plan) -> Result<(), TestCaseError> {
    let made = plan.made();
    let protected = made.release.clone().protect();
    let over: Vec<usize> = (0..plan.sizes.len()).collect();
    let atoms = all(&over, &plan.sizes);
    let numbers = published(&made, &protected, &atoms);
    if (plan.people.len() as u64) < plan.least {
        prop_assert!(!numbers.iter().any(|number| matches!(number.1, Cell::Shown(_))));
        return Ok(());
    }
    let mut seen: Vec<std::collections::BTreeSet<u64>> = vec![Default::default(); numbers.len()];
    spread(plan.people.len(), atoms.len(), &mut Vec::new(), &mut |world| {
        let count = |number: &Number| number.0.iter().map(|&atom| world[atom]).sum::<u64>();
        // Everybody knows what follows from what.
        let is_known = |atom: &[(usize, usize)]| match atom {
            [first, second, ..] if plan.tie == Tie::Coarse => second.1 == first.1.min(1),
            _ => true,
        };
        if atoms.iter().zip(world).any(|(atom, &count)| count > 0 && !is_known(atom)) {
            return;
        }
        let agrees = numbers.iter().all(|number| {
            let count = count(number);
            match number.1 {
                Cell::Shown(shown) => count == shown,
                Cell::Withheld(Reason::Few) => (1..plan.least).contains(&count),
                Cell::Withheld(Reason::Subtraction(_)) => count >= plan.least,
                Cell::Withheld(Reason::Table(_)) | Cell::Unpublished => true,
            }
        });
        if agrees {
            numbers.iter().zip(&mut seen).for_each(|(number, seen)| _ = seen.insert(count(number)));
        }
    });
    for (number, seen) in numbers.iter().zip(seen) {
        let is_hidden = match number.1 {
            Cell::Shown(_) => false,
            Cell::Withheld(Reason::Few | Reason::Subtraction(_)) => true,
            Cell::Withheld(Reason::Table(_)) | Cell::Unpublished => {
                number.2 > 0 && number.2 < plan.least
            }
        };
        prop_assert!(
            !is_hidden || seen.len() > 1,
            "{number:?} can only be {seen:?} in {numbers:?}"
        );
    }
    Ok(())
}

/// The combinations that a number counts, what is shown of it, and what it is.
type Number = (Vec<usize>, Cell, u64);

fn published(made: &Made, protected: &Protected, atoms: &[Vec<(usize, usize)>]) -> Vec<Number> {
    let mut numbers = Vec::new();
    for over in &made.tables {
        let sizes: Vec<usize> = over.iter().map(|&n| made.variables[n].values.len()).collect();
        for at in all(over, &sizes) {
            let is_in = |atom: &usize| at.iter().all(|value| atoms[*atom].contains(value));
            let members = (0..atoms.len()).filter(is_in).collect();
            numbers.push((members, made.cell(protected, &at), made.people_at(&at).count()));
        }
    }
    for counted in &made.figures {
        let members = |set: &People| {
            let of_figure = |atom: usize| {
                let values = atoms[atom].iter().filter(|value| counted.made_of.contains(&value.0));
                values.copied().collect::<Vec<_>>()
            };
            let is_in = |atom: &usize| made.people_at(&of_figure(*atom)).meets(set);
            (0..atoms.len()).filter(is_in).collect::<Vec<_>>()
        };
        let people = counted.people.and(&counted.base);
        let shown = protected.figure(counted.figure);
        let base = match shown {
            Cell::Shown(_) => Cell::Shown(counted.base.count()),
            _ => Cell::Unpublished,
        };
        let is_told = matches!(shown, Cell::Shown(_));
        let shown = if is_told { shown } else { Cell::Unpublished };
        numbers.push((members(&people), shown, people.count()));
        numbers.push((members(&counted.base), base, counted.base.count()));
        let outside = counted.base.minus(&people);
        let number = if is_told { outside.count() } else { 0 };
        numbers.push((members(&outside), Cell::Unpublished, number));
    }
    numbers
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_has_one_solution(plan in plan(1..=3, 14)) {
        check(&plan)?;
    }

    #[test]
    fn nothing_hidden_is_the_same_in_all_worlds(plan in plan(1..=2, 9)) {
        check_people(&plan)?;
    }
}
