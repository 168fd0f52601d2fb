//! The attacker: exact elimination and bounds, over everything that is published at once.
//!
//! Every count that is not shown is an unknown; every margin is an equation. First each unknown's
//! bounds are tightened by the equations until nothing changes; then the equations are eliminated
//! modulo a large prime, which finds every unknown that follows from them by addition and subtraction
//! however far apart the tables are; then bounds again, on what elimination leaves.

use std::collections::HashMap;

const PRIME: u64 = (1 << 61) - 1;
/// How often all bounds are gone over at most.
const ROUNDS: usize = 200;

/// An equation: these unknowns, so many times each, are so many together.
pub(crate) type Sum = (Vec<(usize, i64)>, i64);

/// What the attacker knows of one unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) low: i64,
    pub(crate) high: i64,
}

/// What is found out of every unknown. Unknowns with low numbers are eliminated first.
pub(crate) fn attack(bounds: &[Bounds], sums: &[Sum]) -> Vec<Bounds> {
    let mut found = bounds.to_vec();
    tighten(&mut found, sums);
    let mut left: Vec<Sum> = Vec::new();
    for row in eliminate(bounds.len(), sums) {
        let small: Option<Vec<(usize, i64)>> =
            row.0.iter().map(|&(n, c)| Some((n, signed(c)?))).collect();
        let (Some(terms), Some(total)) = (small, signed(row.1)) else { continue };
        left.push((terms, total));
    }
    tighten(&mut found, &left);
    left.extend_from_slice(sums);
    tighten(&mut found, &left);
    found
}

/// A residue that is a small number.
fn signed(residue: u64) -> Option<i64> {
    match residue {
        small if small < 1 << 40 => Some(small as i64),
        large if PRIME - large < 1 << 40 => Some(-((PRIME - large) as i64)),
        _ => None,
    }
}

/// Tightens bounds by each equation until nothing changes.
fn tighten(bounds: &mut [Bounds], sums: &[Sum]) {
    for _ in 0..ROUNDS {
        let mut is_changed = false;
        for (terms, total) in sums {
            let ends = |&(n, c): &(usize, i64)| {
                let Bounds { low, high } = bounds[n];
                if c > 0 { (c * low, c * high) } else { (c * high, c * low) }
            };
            let (lows, highs) =
                terms.iter().map(ends).fold((0, 0), |sum, end| (sum.0 + end.0, sum.1 + end.1));
            let all: Vec<(i64, i64)> = terms.iter().map(ends).collect();
            for (&(n, c), (low, high)) in terms.iter().zip(all) {
                // What is left for this term when all others are at their ends.
                let (least, most) = (total - (highs - high), total - (lows - low));
                let (least, most) = if c > 0 {
                    (least.div_euclid(c) + i64::from(least.rem_euclid(c) != 0), most.div_euclid(c))
                } else {
                    let (least, most, c) = (-most, -least, -c);
                    (least.div_euclid(c) + i64::from(least.rem_euclid(c) != 0), most.div_euclid(c))
                };
                if least > bounds[n].low {
                    (bounds[n].low, is_changed) = (least, true);
                }
                if most < bounds[n].high {
                    (bounds[n].high, is_changed) = (most, true);
                }
            }
        }
        if !is_changed {
            break;
        }
    }
}

type Row = (Vec<(usize, u64)>, u64);

/// The reduced rows of all equations, modulo the prime.
fn eliminate(unknowns: usize, sums: &[Sum]) -> Vec<Row> {
    let mut pivots: Vec<Option<Row>> = vec![None; unknowns];
    let mut sorted: Vec<&Sum> = sums.iter().filter(|sum| !sum.0.is_empty()).collect();
    sorted.sort_by_key(|sum| sum.0.iter().map(|term| term.0).min());
    for (terms, total) in sorted {
        let mut row: Row = (terms.iter().map(|&(n, c)| (n, residue(c))).collect(), residue(*total));
        row.0.sort_unstable_by_key(|term| term.0);
        while let Some(&(first, factor)) = row.0.first() {
            let Some(pivot) = &pivots[first] else { break };
            row = minus(&row, factor, pivot);
        }
        if let Some(&(first, factor)) = row.0.first() {
            let by = inverse(factor);
            row.0.iter_mut().for_each(|term| term.1 = times(term.1, by));
            row.1 = times(row.1, by);
            pivots[first] = Some(row);
        }
    }
    // Backwards, so that each row is reduced by rows that are reduced already.
    for place in (0..unknowns).rev() {
        let Some(row) = pivots[place].take() else { continue };
        let mut sums: HashMap<usize, u64> = HashMap::new();
        let mut total = row.1;
        let mut add = |n: usize, c: u64| {
            let sum = sums.entry(n).or_insert(0);
            *sum = plus(*sum, c);
        };
        for &(n, c) in &row.0 {
            match (&pivots[n], n == place) {
                (Some(other), false) => {
                    let factor = PRIME - c;
                    other.0[1..].iter().for_each(|&(m, d)| add(m, times(factor, d)));
                    total = plus(total, times(factor, other.1));
                }
                _ => add(n, c),
            }
        }
        let mut terms: Vec<(usize, u64)> = sums.into_iter().filter(|term| term.1 != 0).collect();
        terms.sort_unstable_by_key(|term| term.0);
        pivots[place] = Some((terms, total));
    }
    pivots.into_iter().flatten().collect()
}

/// A row less so many times another.
fn minus(row: &Row, factor: u64, other: &Row) -> Row {
    let factor = PRIME - factor;
    let mut terms = Vec::with_capacity(row.0.len() + other.0.len());
    let (mut here, mut there) = (row.0.iter().peekable(), other.0.iter().peekable());
    loop {
        let term = match (here.peek(), there.peek()) {
            (None, None) => break,
            (Some(one), Some(two)) if one.0 == two.0 => {
                let sum = (one.0, plus(one.1, times(factor, two.1)));
                here.next();
                there.next();
                sum
            }
            (Some(one), two) if two.is_none_or(|two| one.0 < two.0) => {
                *here.next().expect("peeked")
            }
            (_, _) => {
                let two = there.next().expect("peeked");
                (two.0, times(factor, two.1))
            }
        };
        if term.1 != 0 {
            terms.push(term);
        }
    }
    (terms, plus(row.1, times(factor, other.1)))
}

fn residue(number: i64) -> u64 {
    number.rem_euclid(PRIME as i64) as u64
}

fn plus(one: u64, two: u64) -> u64 {
    (one + two) % PRIME
}

fn times(one: u64, two: u64) -> u64 {
    (u128::from(one) * u128::from(two) % u128::from(PRIME)) as u64
}

fn inverse(number: u64) -> u64 {
    let (mut power, mut exponent, mut result) = (number, PRIME - 2, 1);
    while exponent > 0 {
        if exponent & 1 == 1 {
            result = times(result, power);
        }
        power = times(power, power);
        exponent >>= 1;
    }
    result
}

#[test]
fn finds_what_follows() {
    // x + y = 3, y + z = 5, x + z = 4: x = 1, y = 2, z = 3, by no bounds alone.
    let free = Bounds { low: -100, high: 100 };
    let sums =
        vec![(vec![(0, 1), (1, 1)], 3), (vec![(1, 1), (2, 1)], 5), (vec![(0, 1), (2, 1)], 4)];
    let found: Vec<(i64, i64)> =
        attack(&[free; 3], &sums).iter().map(|b| (b.low, b.high)).collect();
    assert_eq!(found, [(1, 1), (2, 2), (3, 3)]);
    // x + y = 2, both at least 1.
    let one = Bounds { low: 1, high: 4 };
    assert_eq!(attack(&[one; 2], &[(vec![(0, 1), (1, 1)], 2)]), [Bounds { low: 1, high: 1 }; 2]);
    // x + y = 5 says little.
    assert_eq!(attack(&[one; 2], &[(vec![(0, 1), (1, 1)], 5)]), [one; 2]);
}
