//! Against naive oracles: an outsider who counts rows, and one who knows answers.

use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn column(name: &str, values: usize, role: Role, scale: Scale, cells: Vec<Option<u16>>) -> Column {
    Column {
        name: name.to_owned(),
        label: name.to_owned(),
        option: None,
        values: (0..values).map(|value| format!("{name}.{value}")).collect(),
        scale,
        levels: Vec::new(),
        role,
        cells,
    }
}

/// Skewed answers to a few questions; some are not answered.
fn any_rows() -> impl Strategy<Value = Rows> {
    let scale = prop_oneof![Just(Scale::Names), Just(Scale::Ordered)];
    let role = prop_oneof![Just(Role::Identifying), Just(Role::Sensitive), Just(Role::Plain)];
    let columns = proptest::collection::vec((2usize..7, role, scale), 1..6);
    (columns, 20usize..90).prop_flat_map(|(columns, people)| {
        let cells = columns.into_iter().enumerate().map(move |(at, (values, role, scale))| {
            let cell = prop_oneof![
                1 => Just(None),
                20 => (0.0f64..1.0).prop_map(move |x| Some((x * x * values as f64) as u16)),
            ];
            proptest::collection::vec(cell, people).prop_map(move |cells| {
                column(&format!("q{at}"), values, role, scale.clone(), cells)
            })
        });
        cells.collect::<Vec<_>>().prop_map(move |columns| Rows { people, columns })
    })
}

fn rules() -> impl Strategy<Value = Rules> {
    let diversity = prop_oneof![
        Just(Diversity::Distinct(2)),
        Just(Diversity::Entropy(1.5)),
        Just(Diversity::Distinct(3))
    ];
    (2usize..5, 1usize..4, diversity).prop_map(|(k, known, diversity)| Rules {
        k,
        known,
        diversity,
        least_kept: 0.2,
        least_rows: 5,
    })
}

/// Which label each person's true answer would have, were it not blanked: found by what is written,
/// as an outsider would who knows the answer. An answer whose label is not published is None.
fn truth(rows: &Rows, safe: &SafeRows, place: usize, row: usize) -> Option<BTreeSet<u16>> {
    let column = &rows.columns[safe.columns[place].of];
    let value = usize::from(column.cells[row]?);
    let may = |label: &str| {
        if label == level::ANOTHER {
            return !safe.columns[place].values.contains(&column.values[value]);
        }
        match label.split_once(" to ") {
            Some((low, high)) => {
                let of = |text: &str| column.values.iter().position(|v| v == text).unwrap();
                (of(low)..=of(high)).contains(&value)
            }
            None => column.values[value] == label,
        }
    };
    let labels = safe.columns[place].values.iter().enumerate();
    Some(labels.filter(|(_, label)| may(label)).map(|(at, _)| at as u16).collect())
}

fn subsets(of: usize, most: usize) -> Vec<Vec<usize>> {
    (1u32..1 << of)
        .filter(|bits| bits.count_ones() as usize <= most)
        .map(|bits| (0..of).filter(|at| bits >> at & 1 == 1).collect())
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn rows_are_k_anonymous_and_diverse(rows in any_rows(), rules in rules()) {
        let Ok(safe) = protect(&rows, &rules).rows else { return Ok(()) };
        let of = |role: Role| -> Vec<usize> {
            (0..safe.columns.len()).filter(|&at| rows.columns[safe.columns[at].of].role == role).collect()
        };
        let mut groups: BTreeMap<Vec<Option<u16>>, Vec<usize>> = BTreeMap::new();
        let identifying = of(Role::Identifying);
        for (row, cells) in safe.rows.iter().enumerate() {
            groups.entry(identifying.iter().map(|&at| cells[at]).collect()).or_default().push(row);
        }
        for members in groups.values() {
            prop_assert!(members.len() >= rules.k);
            for at in of(Role::Sensitive) {
                let mut answers: BTreeMap<u16, f64> = BTreeMap::new();
                members.iter().filter_map(|&row| safe.rows[row][at]).for_each(|a| *answers.entry(a).or_default() += 1.0);
                let total: f64 = answers.values().sum();
                // Without an identifying column there are no people who are alike.
                if total == 0.0 || identifying.is_empty() {
                    continue;
                }
                match rules.diversity {
                    Diversity::Distinct(least) => prop_assert!(answers.len() >= least),
                    Diversity::Entropy(least) => {
                        let entropy: f64 = answers.values().map(|n| -(n / total) * (n / total).ln()).sum();
                        prop_assert!(entropy.exp() >= least - 1e-6);
                    }
                }
            }
        }
    }

    #[test]
    fn whoever_knows_some_answers_finds_k_rows(rows in any_rows(), rules in rules()) {
        let Ok(safe) = protect(&rows, &rules).rows else { return Ok(()) };
        for chosen in subsets(safe.columns.len(), rules.known) {
            // Of what is written, nothing is rare.
            let mut written: BTreeMap<Vec<u16>, usize> = BTreeMap::new();
            for row in &safe.rows {
                let cells: Option<Vec<u16>> = chosen.iter().map(|&at| row[at]).collect();
                cells.into_iter().for_each(|cells| *written.entry(cells).or_default() += 1);
            }
            prop_assert!(written.values().all(|&count| count >= rules.k), "{chosen:?} {written:?}");
            // Whoever knows true answers finds enough rows that do not contradict them.
            for person in 0..rows.people {
                let known: Option<Vec<BTreeSet<u16>>> =
                    chosen.iter().map(|&at| truth(&rows, &safe, at, person)).collect();
                let Some(known) = known else { continue };
                let fit = safe.rows.iter().filter(|row| {
                    chosen.iter().zip(&known).all(|(&at, may)| row[at].is_none_or(|cell| may.contains(&cell)))
                });
                prop_assert!(fit.count() >= rules.k, "{chosen:?} {known:?}");
            }
        }
    }

    #[test]
    fn the_order_of_the_rows_makes_no_difference(rows in any_rows(), rules in rules(), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..rows.people).collect();
        order.sort_by_key(|&row| (row as u64 + 1).wrapping_mul(seed | 1).rotate_left(31));
        let mut shuffled = rows.clone();
        for column in &mut shuffled.columns {
            column.cells = order.iter().map(|&row| column.cells[row]).collect();
        }
        let (one, other) = (protect(&rows, &rules), protect(&shuffled, &rules));
        prop_assert_eq!(&one.rows, &other.rows);
        prop_assert_eq!(one.report(), other.report());
        if let Ok(safe) = one.rows {
            prop_assert!(safe.rows.is_sorted());
        }
    }

    #[test]
    fn what_is_said_of_columns_is_true(rows in any_rows(), rules in rules()) {
        let protected = protect(&rows, &rules);
        let Ok(safe) = &protected.rows else { return Ok(()) };
        for (place, column) in safe.columns.iter().enumerate() {
            let Left::Kept { blanked, filled, coarser, information, .. } = protected.risk.columns[column.of].left else {
                return Err(TestCaseError::fail("a published column is said to be left out"));
            };
            let written: Vec<u16> = safe.rows.iter().filter_map(|row| row[place]).collect();
            prop_assert_eq!(filled, rows.columns[column.of].cells.iter().flatten().count());
            prop_assert_eq!(filled - blanked, written.len());
            prop_assert!((rules.least_kept - 1e-9..=1.0 + 1e-9).contains(&information));
            prop_assert_eq!(coarser, column.coarser);
            // Each value occurs, and nothing that is rare is named.
            for value in 0..column.values.len() {
                prop_assert!(written.iter().filter(|cell| usize::from(**cell) == value).count() >= rules.k);
            }
            if !coarser {
                for (value, label) in rows.columns[column.of].values.iter().enumerate() {
                    let before = rows.columns[column.of].cells.iter().filter(|c| **c == Some(value as u16)).count();
                    let after = column.values.iter().position(|own| own == label);
                    let after = after.map_or(0, |own| written.iter().filter(|c| usize::from(**c) == own).count());
                    prop_assert!(after <= before);
                }
            }
        }
    }

    #[test]
    fn alone_is_what_a_naive_count_says(rows in any_rows()) {
        for found in alone(&rows) {
            let mut is_alone = vec![false; rows.people];
            let mut most = 0;
            for chosen in subsets(rows.columns.len(), found.answers) {
                let of = |row: usize| -> Option<Vec<u16>> {
                    chosen.iter().map(|&at| rows.columns[at].cells[row]).collect()
                };
                let mut counted: BTreeMap<Vec<u16>, usize> = BTreeMap::new();
                (0..rows.people).filter_map(of).for_each(|cells| *counted.entry(cells).or_default() += 1);
                let mut here = 0;
                for (row, alone) in is_alone.iter_mut().enumerate() {
                    if of(row).is_some_and(|cells| counted[&cells] == 1) {
                        *alone = true;
                        here += 1;
                    }
                }
                if chosen.len() == found.answers {
                    most = most.max(here);
                }
            }
            prop_assert!(found.exact);
            prop_assert_eq!(found.rows, is_alone.iter().filter(|alone| **alone).count());
            prop_assert_eq!(found.most.map_or(0, |most| most.1), most);
        }
    }
}

/// Numbers from 0 to 1 that are the same on every run.
fn chance(seed: &mut u64) -> f64 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*seed >> 11) as f64 / (1u64 << 53) as f64
}

fn drawn(people: usize, columns: usize, values: usize) -> Rows {
    let mut seed = 7;
    let columns = (0..columns).map(|at| {
        let cells = (0..people).map(|_| {
            let x = chance(&mut seed);
            Some((x * x * values as f64) as u16)
        });
        let role = if at < 2 { Role::Identifying } else { Role::Plain };
        column(&format!("q{at}"), values, role, Scale::Ordered, cells.collect())
    });
    Rows { people, columns: columns.collect() }
}

#[test]
fn many_people_keep_most_of_what_they_say() {
    let rows = drawn(2000, 8, 4);
    let protected = protect(&rows, &Rules::default());
    let safe = protected.rows.as_ref().unwrap();
    assert!(safe.columns.len() >= 5, "{}", protected.report());
    assert!(protected.risk.smallest.unwrap() >= 5);
}

#[test]
fn few_people_are_refused() {
    let protected = protect(&drawn(22, 8, 4), &Rules::default());
    assert_eq!(protected.rows.unwrap_err()[0].code, "few-people");
    assert_eq!(protected.risk.alone[2].rows, 22);
}

#[test]
fn what_others_may_know_is_guessed_by_words_and_answers() {
    let check = |label: &str, scale: Scale| {
        let mut own = column("q", 2, Role::Plain, scale, vec![Some(0), Some(1)]);
        label.clone_into(&mut own.label);
        identifying(&Rows { people: 2, columns: vec![own] }, 5)[0].identifying
    };
    for label in [
        "Which of these describes you best?",
        "Which team do you work in?",
        "How many people are in your team?",
        "What industry is your organisation in?",
        "Country",
        "What is your geographic location?",
        "What industry does your organization belong to?",
        "How many years of technical experience do you have?",
        "Wie viele Mitarbeiter hat Ihr Unternehmen?",
    ] {
        assert!(check(label, Scale::Names), "{label}");
    }
    for label in [
        "Harbour helps my team deliver more often",
        "How satisfied are you with your role?",
        "Do you use a prioritization framework?",
        "Which capabilities does it have?",
        "How does your organization use a service mesh?",
        "Which cloud-based services do you use?",
        "Which of these activities has your team conducted?",
    ] {
        assert!(!check(label, Scale::Names), "{label}");
    }
    assert!(check(
        "Days waited",
        Scale::Numbers { bounds: vec![(0.0, 1.0), (1.0, 2.0)], whole: true }
    ));
}

#[test]
fn broken_rows_are_blank_and_not_a_panic() {
    let mut rows = drawn(60, 3, 2);
    rows.columns[0].cells.truncate(10);
    rows.columns[1].cells[3] = Some(900);
    rows.columns[2].values.clear();
    rows.columns[1].levels = vec![Level { labels: vec![], of: vec![3] }];
    let _ = protect(&rows, &Rules { least_kept: 0.0, ..Rules::default() }).report();
    let _ = protect(&Rows::default(), &Rules { k: 0, known: 9, ..Rules::default() }).report();
    let _ = identifying(&rows, 5);
}
