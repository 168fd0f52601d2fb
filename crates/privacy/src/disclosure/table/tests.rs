//! Releases that a reader can check by hand.

use super::*;

/// People by their values, from how many have which.
fn sets(counts: &[usize]) -> Vec<People> {
    let size = counts.iter().sum();
    let ends = counts.iter().scan(0, |end, count| {
        *end += count;
        Some((*end - count, *end))
    });
    ends.map(|(start, end)| People::from_fn(size, |person| (start..end).contains(&person)))
        .collect()
}

/// One variable over so many people with each value.
fn release(counts: &[usize]) -> (Release, Variable, Vec<People>) {
    let sets = sets(counts);
    let mut release = Release::new(counts.iter().sum(), 5);
    let question = release.question();
    let variable = release.variable(question, &sets).unwrap();
    (release, variable, sets)
}

/// What is shown of a table over one variable; None is withheld.
fn shown(counts: &[usize]) -> Vec<Option<u64>> {
    let (mut release, variable, _) = release(counts);
    release.table(&[variable], Priority::Ordinary).unwrap();
    let protected = release.protect();
    let cell = |value| match protected.cell(&[(variable, value)]) {
        Cell::Shown(count) => Some(count),
        _ => None,
    };
    (0..counts.len()).map(cell).collect()
}

#[test]
fn as_few_are_withheld_as_it_takes() {
    assert_eq!(shown(&[14, 8]), [Some(14), Some(8)]);
    assert_eq!(shown(&[14, 8, 0]), [Some(14), Some(8), Some(0)]);
    // 3 follows from 22 unless another is missing.
    assert_eq!(shown(&[11, 8, 3]), [Some(11), None, None]);
    // 3 and 2 protect each other.
    assert_eq!(shown(&[17, 3, 2]), [Some(17), None, None]);
    // Two small counts that are 2 together are 1 and 1.
    assert_eq!(shown(&[13, 7, 1, 1])[2..], [None, None]);
    assert_eq!(shown(&[13, 7, 1, 1]).iter().flatten().count(), 1);
    // 22 counts of 1 are 22 counts of 1: nothing can be shown, not even that none is 0.
    assert_eq!(shown(&[1; 22]), [None; 22]);
}

#[test]
fn fewer_people_than_the_least_are_nobody() {
    let (mut release, variable, _) = release(&[2, 1]);
    release.table(&[variable], Priority::Cited).unwrap();
    let protected = release.protect();
    assert!(matches!(protected.cell(&[]), Cell::Withheld(_)));
    assert!(matches!(protected.cell(&[(variable, 0)]), Cell::Withheld(_)));
}

#[test]
fn a_figure_says_why_it_is_withheld() {
    let (mut release, variable, sets) = release(&[14, 3, 5]);
    let base = sets[0].or(&sets[1]);
    let figure = release.figure(&sets[0], &base, &[variable], Priority::Cited).unwrap();
    let few = release.figure(&sets[1], &base, &[variable], Priority::Cited).unwrap();
    let protected = release.protect();
    assert_eq!(
        protected.figure(figure),
        Cell::Withheld(Reason::Subtraction(Place::Values(vec![(variable, 1)])))
    );
    assert_eq!(protected.figure(few), Cell::Withheld(Reason::Few));
}

#[test]
fn what_is_cited_is_withheld_last() {
    for cited in 0..2 {
        let (mut release, variable, sets) = release(&[8, 11, 3]);
        release.table(&[variable], Priority::Ordinary).unwrap();
        let all = People::all(22);
        let figure = release.figure(&sets[cited], &all, &[variable], Priority::Cited).unwrap();
        let protected = release.protect();
        assert_eq!(protected.figure(figure), Cell::Shown([8, 11][cited]));
        assert!(matches!(
            protected.cell(&[(variable, 1 - cited)]),
            Cell::Withheld(Reason::Subtraction(_))
        ));
    }
}

#[test]
fn a_filter_leaves_no_small_rest() {
    // 9 of the 10 who wait are builders: with both tables shown, 1 other waits.
    let builders = People::from_fn(30, |person| person < 15);
    let waits = People::from_fn(30, |person| person < 9 || person == 20);
    let mut release = Release::new(30, 5);
    let (one, two) = (release.question(), release.question());
    let role = release.variable(one, &[builders]).unwrap();
    let waiting = release.variable(two, &[waits]).unwrap();
    release.table(&[waiting], Priority::Ordinary).unwrap();
    release.table_where(&[waiting], (role, 0), Priority::Ordinary).unwrap();
    let protected = release.protect();
    let both = [protected.cell(&[(waiting, 0)]), protected.cell(&[(waiting, 0), (role, 0)])];
    assert!(
        both.iter().any(|cell| matches!(cell, Cell::Withheld(Reason::Subtraction(_)))),
        "{both:?}"
    );
    assert_eq!(protected.cell(&[(waiting, 0), (role, 1)]), Cell::Unpublished);
}

#[test]
fn what_cannot_be_is_said() {
    let mut release = Release::new(3, 5);
    let question = release.question();
    let all = People::all(3);
    assert_eq!(
        release.variable(question, &[all.clone(), all.clone()]),
        Err(Unsuitable::Overlap { person: 0 })
    );
    let other = release.variable(question, &[People::all(4)]);
    assert_eq!(other, Err(Unsuitable::OtherPeople { expected: 3, found: 4 }));
    let variable = release.variable(question, std::slice::from_ref(&all)).unwrap();
    assert_eq!(release.table(&[variable, variable], Priority::Cited), Err(Unsuitable::Variables));
    assert_eq!(release.table(&[Variable(9)], Priority::Cited), Err(Unsuitable::Variables));
    let some = People::from_fn(3, |person| person == 1);
    let figure = release.figure(&some, &all, &[variable], Priority::Cited);
    assert_eq!(figure, Err(Unsuitable::NotMadeOf));
}

#[test]
fn nothing_of_nobody_is_no_trouble() {
    for (size, least) in [(0, 0), (0, 5), (1, 0), (1, 1), (1, 5), (6, 5)] {
        let mut release = Release::new(size, least);
        let question = release.question();
        let none = release.variable(question, &[]).unwrap();
        let empty = release.variable(question, &[People::none(size), People::all(size)]).unwrap();
        release.table(&[none, empty], Priority::Cited).unwrap();
        release.table_where(&[none], (empty, 7), Priority::Cited).unwrap();
        let figure =
            release.figure(&People::all(size), &People::none(size), &[], Priority::Cited).unwrap();
        let protected = release.protect();
        assert_eq!(protected.cell(&[(none, 9)]), Cell::Unpublished);
        assert_ne!(protected.figure(figure), Cell::Unpublished);
    }
}

/// What a person answers: three questions, the last of which is made two variables.
type Person = (u8, u8, u8);

/// A release of everything that can be published of these people.
fn whole(people: &[Person], least: u64, tables: u8) -> Release {
    let size = people.len();
    let mut release = Release::new(size, least);
    let having = |of: &dyn Fn(&Person) -> u8, values: u8| -> Vec<People> {
        (0..values).map(|value| People::from_fn(size, |at| of(&people[at]) == value)).collect()
    };
    let mut variables = Vec::new();
    for (values, of) in [(3, (|own| own.0) as fn(&Person) -> u8), (4, |own| own.1)] {
        let question = release.question();
        variables.push(release.variable(question, &having(&of, values)).unwrap());
    }
    let question = release.question();
    variables.push(release.variable(question, &having(&|own| own.2, 4)).unwrap());
    let top = having(&|own| u8::from(own.2 > 1), 2);
    variables.push(release.variable(question, &top).unwrap());
    let pairs = [(0, 1), (0, 2), (1, 2), (1, 3), (0, 3)];
    for (bit, (one, two)) in pairs.into_iter().enumerate() {
        if tables >> bit & 1 == 1 {
            release.table(&[variables[one], variables[two]], Priority::Ordinary).unwrap();
        }
    }
    if tables >> 5 & 1 == 1 {
        release.table(&variables[..3], Priority::Ordinary).unwrap();
    }
    if tables >> 6 & 1 == 1 {
        let filter = (variables[0], 0);
        release.table_where(&variables[1..2], filter, Priority::Ordinary).unwrap();
    }
    if tables >> 7 & 1 == 1 {
        let base = People::from_fn(size, |at| people[at].1 > 0);
        let inside = People::from_fn(size, |at| people[at].1 > 0 && people[at].0 == 1);
        let over = [variables[0], variables[1]];
        release.figure(&inside, &base, &over, Priority::Cited).unwrap();
    }
    release
}

mod proof {
    use super::super::cells::Mark;
    use super::super::search::Search;
    use super::super::ties::Ties;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Prices decide what is withheld, and never whether it is enough.
        #[test]
        fn whatever_counts_cost_each_small_one_has_a_second_solution(
            people in proptest::collection::vec((0u8..3, 0u8..4, 0u8..4), 5..60),
            tables: u8,
            least in 3u64..6,
            seed: u64,
        ) {
            let Release { questions, variables, mut cells, .. } = whole(&people, least, tables);
            let mut random = seed;
            for price in cells.prices.iter_mut().filter(|price| **price > 0) {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                *price = [1, 1 << 30][usize::from(random >> 40 & 1 == 1)];
            }
            let mut search = Search::new(cells, Ties::new(variables, questions), least);
            search.run();
            prop_assert_eq!(search.unproved(), Vec::<usize>::new());
            for one in &search.moves {
                for &(cell, change) in &one.changes {
                    let after = i64::from(search.cells.counts[cell]) + i64::from(change);
                    let least = i64::try_from(least).unwrap();
                    prop_assert!(match search.cells.marks[cell] {
                        Mark::Shown => change == 0,
                        Mark::Few => (1..least).contains(&after),
                        Mark::Complement => change == 0 || after >= least,
                        Mark::Open | Mark::Withdrawn => after >= 0,
                    }, "cell {} is {} and would be {}", cell, search.cells.counts[cell], after);
                }
            }
        }
    }
}
