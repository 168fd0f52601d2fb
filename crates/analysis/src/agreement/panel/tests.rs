//! The panel against arrays of positions, and against the statistics of counts.

use super::*;
use crate::agreement::{Metric, Segment, alpha, cohen, fleiss, percent, unitized};
use proptest::prelude::*;

/// Which unit: positions, or parts with holes between them.
fn continua(raters: usize) -> impl Strategy<Value = Vec<Continuum>> {
    let mark = (0..3usize, 0..raters, 0..50u64, 1..20u64)
        .prop_map(|(label, rater, start, long)| Mark { label, rater, start, end: start + long });
    let parts = prop::collection::vec((0..3u64, 1..9u64), 0..9).prop_map(|steps| {
        let mut at = 0;
        let part = |(hole, long): (u64, u64)| {
            let start = at + hole;
            at = start + long;
            start..at
        };
        steps.into_iter().map(part).collect::<Vec<_>>()
    });
    let one = (
        0..50u64,
        prop::collection::vec(0..raters, 0..raters + 2),
        prop::option::of(parts),
        prop::collection::vec(0..60u64, 0..4),
        prop::collection::vec(mark, 0..12),
    );
    let continuum = one.prop_map(|(length, raters, units, blocks, marks)| Continuum {
        length,
        raters,
        units: units.map(|units| units.into_iter().filter(|unit| unit.end <= length).collect()),
        blocks,
        marks,
    });
    prop::collection::vec(continuum, 0..6)
}

/// Who of the continuum's raters marked each unit with the label, by asking every position.
fn naive(continuum: &Continuum, label: usize) -> (Vec<usize>, Vec<Vec<bool>>) {
    let mut raters = continuum.raters.clone();
    raters.sort_unstable();
    raters.dedup();
    let singles = || (0..continuum.length).map(|at| at..at + 1).collect();
    let units = continuum.units.clone().unwrap_or_else(singles);
    let rated = |unit: &Range<u64>, rater: usize| {
        continuum.marks.iter().any(|mark| {
            (mark.label, mark.rater) == (label, rater)
                && unit.clone().any(|at| mark.start <= at && at < mark.end)
        })
    };
    let rows =
        units.iter().map(|unit| raters.iter().map(|rater| rated(unit, *rater)).collect()).collect();
    (raters, rows)
}

fn same(ours: Result<f64, Undefined>, theirs: Result<f64, Undefined>) -> bool {
    match (ours, theirs) {
        (Ok(ours), Ok(theirs)) => (ours - theirs).abs() < 1e-9,
        (ours, theirs) => ours.is_err() && theirs.is_err(),
    }
}

/// The table of two raters, the counts of all, and those of continua that all rated.
type Counts = (Vec<u64>, Vec<Vec<u64>>, Vec<Vec<u64>>);

fn counts(all: &[Continuum], raters: usize, label: usize, pair: (usize, usize)) -> Counts {
    let (mut table, mut counts, mut whole) = (vec![0; 4], Vec::new(), Vec::new());
    for continuum in all {
        let (own, rows) = naive(continuum, label);
        if own.len() < 2 {
            continue;
        }
        let place = |rater| own.iter().position(|own| *own == rater);
        for row in rows {
            if let (Some(first), Some(second)) = (place(pair.0), place(pair.1)) {
                table[2 * usize::from(row[first]) + usize::from(row[second])] += 1;
            }
            let marked = row.iter().filter(|marked| **marked).count();
            let unit = vec![(own.len() - marked) as u64, marked as u64];
            if own.len() == raters {
                whole.push(unit.clone());
            }
            counts.push(unit);
        }
    }
    (table, counts, whole)
}

proptest! {
    #[test]
    fn figures_are_those_of_counts(
        (raters, continua) in (2..5usize).prop_flat_map(|n| (Just(n), continua(n)))
    ) {
        let bootstrap = Bootstrap { draws: 20, seed: 1, confidence: 0.95 };
        let panel = panel(&continua, raters, 3, Some(bootstrap));
        for (label, figures) in panel.labels.iter().enumerate() {
            for first in 0..raters {
                for second in first + 1..raters {
                    let (table, ..) = counts(&continua, raters, label, (first, second));
                    let ours = figures.pairs.iter().find(|pair| (pair.0, pair.1) == (first, second));
                    let ours = ours.map_or(Err(Undefined::NoPair), |pair| pair.2);
                    prop_assert!(same(ours, cohen(2, &table)), "{ours:?} {table:?}");
                }
            }
            let (_, units, whole) = counts(&continua, raters, label, (0, 1));
            prop_assert_eq!(panel.units, units.len() as u64);
            prop_assert!(same(figures.percent.value, percent(&units)));
            prop_assert!(same(figures.alpha.value, alpha(&units, Metric::Nominal)));
            prop_assert!(same(figures.fleiss.value, fleiss(&whole)), "{:?}", figures.fleiss);
            let marked = units.iter().filter(|unit| unit[1] > 0).count();
            prop_assert_eq!(figures.marked, marked as f64);
            for estimate in [figures.cohen, figures.alpha, figures.unitized, figures.percent] {
                if let Ok(interval) = estimate.interval {
                    prop_assert!(interval.low <= interval.high && estimate.value.is_ok());
                }
            }
        }
    }

    #[test]
    fn one_continuum_is_unitized(mut continua in continua(3)) {
        for continuum in &mut continua {
            continuum.raters = vec![0, 1, 2];
            let panel = panel(std::slice::from_ref(continuum), 3, 3, None);
            for (label, figures) in panel.labels.iter().enumerate() {
                let segments: Vec<Vec<Segment>> =
                    (0..3).map(|rater| segments(continuum, label, rater)).collect();
                let theirs = unitized(continuum.length, &segments);
                prop_assert!(
                    same(figures.unitized.value, theirs) || panel.units == 0,
                    "{:?} {theirs:?}", figures.unitized
                );
            }
        }
    }

    #[test]
    fn blocks_change_no_figure(continua in continua(3)) {
        let whole: Vec<Continuum> =
            continua.iter().map(|own| Continuum { blocks: vec![], ..own.clone() }).collect();
        let (parts, whole) = (panel(&continua, 3, 3, None), panel(&whole, 3, 3, None));
        for (ours, theirs) in parts.labels.iter().zip(&whole.labels) {
            prop_assert!(same(ours.unitized.value, theirs.unitized.value));
            prop_assert!(same(ours.alpha.value, theirs.alpha.value));
            prop_assert!(same(ours.cohen.value, theirs.cohen.value));
        }
    }
}

/// A rater's marks of a label, joined where they overlap.
fn segments(continuum: &Continuum, label: usize, rater: usize) -> Vec<Segment> {
    let mut marks: Vec<(u64, u64)> = continuum
        .marks
        .iter()
        .filter(|mark| (mark.label, mark.rater) == (label, rater))
        .map(|mark| (mark.start, mark.end.min(continuum.length)))
        .filter(|(start, end)| start < end)
        .collect();
    marks.sort_unstable();
    let mut segments: Vec<Segment> = Vec::new();
    for (start, end) in marks {
        match segments.last_mut() {
            Some(last) if start < last.end => last.end = last.end.max(end),
            _ => segments.push(Segment { start, end, value: 0 }),
        }
    }
    segments
}

/// `(label, rater, start, end)` of a continuum that both of two raters rated.
fn both(length: u64, marks: &[(usize, usize, u64, u64)]) -> Continuum {
    let mark =
        |&(label, rater, start, end): &(usize, usize, u64, u64)| Mark { label, rater, start, end };
    let marks = marks.iter().map(mark).collect();
    Continuum { length, raters: vec![0, 1], marks, ..Continuum::default() }
}

#[test]
fn the_thousand_characters() {
    let continuum = both(1000, &[(0, 0, 100, 200), (0, 1, 150, 250)]);
    let panel = panel(&[continuum], 2, 1, None);
    let kappa = panel.labels[0].cohen.value.unwrap();
    assert!((kappa - 4.0 / 9.0).abs() < 1e-12, "{kappa}");
    assert_eq!(panel.overall.cohen.value, Ok(kappa));
    assert_eq!(panel.labels[0].percent.value, Ok(0.9));
    assert_eq!(panel.labels[0].prevalence.value, Ok(0.1));
}

#[test]
fn what_cannot_be_said_is_undefined() {
    let bootstrap = Some(Bootstrap { draws: 100, seed: 1, confidence: 0.95 });
    let nothing = panel(&[], 2, 1, bootstrap);
    assert_eq!(nothing.labels[0].alpha.value, Err(Undefined::NoPair));
    assert_eq!(nothing.overall.cohen.value, Err(Undefined::NoPair));
    let unused = panel(&[both(10, &[])], 2, 1, bootstrap);
    assert_eq!(unused.labels[0].cohen.value, Err(Undefined::OneValue));
    assert_eq!(unused.labels[0].unitized.value, Err(Undefined::OneValue));
    assert_eq!(unused.labels[0].percent.value, Ok(1.0));
    assert_eq!(unused.labels[0].percent.interval, Err(Undefined::OneBlock));
    // Rated by one: not counted, whatever was found in it.
    let alone = Continuum { raters: vec![0], ..both(10, &[(0, 0, 0, 5)]) };
    assert_eq!(panel(&[alone], 2, 1, None).labels[0].alpha.value, Err(Undefined::NoPair));
    assert_eq!(
        panel(&[both(10, &[])], 0, 0, bootstrap).overall.alpha.value,
        Err(Undefined::NoPair)
    );
    // A label that is in one of forty continua is in no draw of every third.
    let mut rare: Vec<Continuum> = (0..40).map(|_| both(10, &[])).collect();
    rare[7] = both(10, &[(0, 0, 0, 5), (0, 1, 0, 4)]);
    let rare = panel(&rare, 2, 1, bootstrap);
    assert!(rare.labels[0].cohen.value.is_ok());
    assert_eq!(rare.labels[0].cohen.interval, Err(Undefined::RarelyDefined));
}

#[test]
fn intervals_follow_from_the_seed() {
    let mut random = Random::new(9);
    let continua: Vec<Continuum> = (0..30)
        .map(|_| {
            let at = random.below(80);
            both(100, &[(0, 0, at, at + 10), (0, 1, at + random.below(8), at + 12)])
        })
        .collect();
    let of = |seed| {
        let bootstrap = Bootstrap { draws: 500, seed, confidence: 0.95 };
        panel(&continua, 2, 1, Some(bootstrap)).labels.remove(0)
    };
    assert_eq!(of(1), of(1));
    assert_ne!(of(1).cohen.interval, of(2).cohen.interval);
    let cohen = of(1).cohen;
    let (value, interval) = (cohen.value.unwrap(), cohen.interval.unwrap());
    assert!(interval.low < value && value < interval.high, "{interval:?}");
    assert!(interval.width() < 0.2, "{interval:?}");
}

#[test]
fn very_many_raters_are_not_paired() {
    let raters = 2000;
    let marks = (0..raters).map(|rater| Mark { label: 0, rater, start: 0, end: 5 }).collect();
    let continuum =
        Continuum { length: 10, raters: (0..raters).collect(), marks, ..Continuum::default() };
    let panel = panel(&[continuum], raters, 1, None);
    assert_eq!(panel.labels[0].alpha.value, Ok(1.0));
    assert_eq!(panel.labels[0].cohen.value, Err(Undefined::ManyRaters));
    assert_eq!(panel.labels[0].pairs, []);
}

#[test]
fn without_labels_there_is_nothing_to_rate() {
    let panel = panel(&[both(10, &[])], 2, 0, None);
    assert_eq!(panel.overall.alpha.value, Err(Undefined::NoUnits));
    assert_eq!(panel.overall.percent.value, Err(Undefined::NoUnits));
}
