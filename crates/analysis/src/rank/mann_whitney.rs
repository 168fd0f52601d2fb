//! The test of Mann, Whitney and Wilcoxon.

use super::{levels, off_mode, untied};
use crate::special::normal_sf;
use crate::table::people;

/// Up to this many people in both groups together, the p value is exact.
pub const EXACT_PEOPLE: u64 = 50;

/// Beyond, it is exact too where the smaller group has at most this many people and the larger one
/// is not so large that it would take long: the normal approximation is worst for small groups.
pub const EXACT_GROUP: u64 = 10;

/// The most steps that an exact p value may take.
const MOST_STEPS: u128 = 5_000_000;

/// Whether one group answers higher than another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankTest {
    /// U of the first group: the pairs (one from each group) it wins, ties by half.
    pub statistic: f64,
    /// Two-sided p value.
    pub p: f64,
    /// The rank-biserial correlation, −1 to 1: pairs won less pairs lost, as a share of all.
    pub effect: f64,
    /// The chance that someone of the first group answers higher, ties by half; (effect + 1)/2.
    pub superiority: f64,
    /// Whether `p` is exact.
    pub exact: bool,
    /// How many people one would expect in the smaller group beside the commonest answer; where
    /// [`super::is_rough`] and not `exact`, p is not to be trusted.
    pub min_expected: f64,
}

/// Does the first group answer higher or lower than the second?
///
/// Source: H. B. Mann & D. R. Whitney, *On a test of whether one of two random variables is
/// stochastically larger than the other*, Annals of Mathematical Statistics 18 (1947). Up to
/// [`EXACT_PEOPLE`] people, or where one group has at most [`EXACT_GROUP`], p is twice the smaller tail of the exact permutation distribution, ties
/// and all (the shift algorithm of B. Streitberg & J. Röhmel, 1986); beyond, the normal
/// approximation with the variance corrected for ties and a continuity correction of ½. The effect
/// is E. Cureton's rank-biserial correlation (1956). p = 1 when everyone answered the same. `None`
/// when a group is empty or a value is NaN.
pub fn mann_whitney(x: &[f64], y: &[f64]) -> Option<RankTest> {
    match levels(&[x, y])?.as_slice() {
        [x, y] => mann_whitney_levels(x, y),
        _ => None,
    }
}

/// [`mann_whitney`] from how many people of each group chose each level, lowest level first.
pub fn mann_whitney_levels(x: &[u64], y: &[u64]) -> Option<RankTest> {
    let (n, m) = (people(x)?, people(y)?);
    let all = people(&[n, m])?;
    if n == 0 || m == 0 {
        return None;
    }
    let at = |counts: &[u64], j: usize| counts.get(j).copied().unwrap_or(0);
    let totals: Vec<u64> = (0..x.len().max(y.len())).map(|j| at(x, j) + at(y, j)).collect();
    // Twice U, and twice its mean, in whole numbers.
    let mut below = 0u128;
    let mut twice = 0u128;
    for j in 0..totals.len() {
        let here = u128::from(at(y, j));
        twice += u128::from(at(x, j)) * (2 * below + here);
        below += here;
    }
    let pairs = u128::from(n) * u128::from(m);
    let gap = twice.abs_diff(pairs) as f64;
    let spread = untied(all, &totals);
    let (fewer, least) = if m < n { (m, 2 * pairs - twice) } else { (n, twice) };
    let steps = totals.len() as u128 * u128::from(fewer).pow(2) * pairs;
    let small = fewer <= EXACT_GROUP && steps <= MOST_STEPS;
    let exact = spread == 0 || all <= EXACT_PEOPLE || small;
    let p = if spread == 0 {
        1.0
    } else if exact {
        exact_p(&totals, fewer as usize, least as usize)
    } else {
        let (n, m, all) = (n as f64, m as f64, all as f64);
        let variance = n * m / 12.0 * (spread as f64 / (all * (all - 1.0)));
        (2.0 * normal_sf((0.5 * gap - 0.5) / variance.sqrt())).min(1.0)
    };
    let effect = if twice >= pairs { gap } else { -gap } / pairs as f64;
    let superiority = twice as f64 / (2.0 * pairs as f64);
    let min_expected = n.min(m) as f64 * (off_mode(&totals) as f64 / all as f64);
    Some(RankTest { statistic: twice as f64 / 2.0, p, effect, superiority, exact, min_expected })
}

/// Twice the smaller tail of 2U over every way to choose the n people of the first group.
///
/// Ways are counted level by level: `ways[k][s]` of choosing k people with 2U = s so far. All
/// numbers are whole; up to [`EXACT_PEOPLE`] people they are below 2⁵³, so the sums are exact, and
/// beyond nothing is subtracted, so they are as good as their digits.
fn exact_p(totals: &[u64], n: usize, observed: usize) -> f64 {
    let all: usize = totals.iter().map(|t| *t as usize).sum();
    let width = 2 * n * (all - n) + 1;
    let mut ways = vec![vec![0.0f64; width]; n + 1];
    ways[0][0] = 1.0;
    let mut before = 0usize;
    for &total in totals {
        let total = total as usize;
        let mut next = vec![vec![0.0f64; width]; n + 1];
        for (chosen, sums) in ways.iter().enumerate().take(before.min(n) + 1) {
            let below = before - chosen;
            let mut choose = 1.0;
            for k in 0..=total.min(n - chosen) {
                // k of this level's people beat those of the other group below, and tie with
                // those beside them.
                let gain = k * (2 * below + (total - k));
                for (s, w) in sums.iter().enumerate().filter(|(_, w)| **w > 0.0) {
                    if let Some(slot) = next[chosen + k].get_mut(s + gain) {
                        *slot += w * choose;
                    }
                }
                choose = (choose * (total - k) as f64 / (k + 1) as f64).round();
            }
        }
        before += total;
        ways = next;
    }
    let whole: f64 = ways[n].iter().sum();
    let low: f64 = ways[n][..=observed].iter().sum();
    let high: f64 = ways[n][observed..].iter().sum();
    (2.0 * low.min(high) / whole).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn by_hand() {
        // Of C(6, 3) = 20 orders only one is as extreme on each side.
        let test = mann_whitney(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]).unwrap();
        assert_eq!((test.statistic, test.effect, test.superiority), (0.0, -1.0, 0.0));
        assert!(test.exact && (test.p - 0.1).abs() < 1e-15);
        assert_eq!(mann_whitney(&[], &[1.0]), None);
        assert_eq!(mann_whitney(&[1.0], &[f64::NAN]), None);
        let tied = mann_whitney(&[2.0, 2.0], &[2.0]).unwrap();
        assert_eq!((tied.p, tied.effect), (1.0, 0.0));
        assert_eq!(mann_whitney_levels(&[u64::MAX, 1], &[1]), None);
    }

    #[test]
    fn many_people_cost_nothing() {
        let test = mann_whitney_levels(&[40_000, 60_000], &[41_000, 59_000]).unwrap();
        assert!(!test.exact && test.p < 1e-4 && test.superiority > 0.5);
    }

    #[test]
    fn a_small_group_is_exact_beside_a_large_one() {
        // The three highest of 100 without ties: one way of C(100, 3) on each side.
        let y: Vec<f64> = (0..97).map(f64::from).collect();
        let test = mann_whitney(&[97.0, 98.0, 99.0], &y).unwrap();
        assert!(test.exact && (test.p - 2.0 / 161_700.0).abs() < 1e-18);
        let back = mann_whitney(&y, &[97.0, 98.0, 99.0]).unwrap();
        assert!(back.exact && back.p == test.p);
        // One of 1,001 people, of whom 10 gave the higher answer: 10 ways of 1,001, twice.
        let test = mann_whitney_levels(&[0, 1], &[991, 9]).unwrap();
        assert!(test.exact && (test.p - 20.0 / 1001.0).abs() < 1e-15);
        assert!(!mann_whitney_levels(&[5, 5], &[500_000, 400_000]).unwrap().exact);
        assert!(!mann_whitney_levels(&[6, 5], &[50, 40]).unwrap().exact);
    }

    /// Every choice of the first group, one by one.
    fn naive(x: &[u8], y: &[u8]) -> f64 {
        let all: Vec<u8> = x.iter().chain(y).copied().collect();
        let twice_u = |mask: u32| {
            let mut twice = 0;
            for i in (0..all.len()).filter(|i| mask >> i & 1 == 1) {
                for j in (0..all.len()).filter(|j| mask >> j & 1 == 0) {
                    twice += 1 + all[i].cmp(&all[j]) as i32;
                }
            }
            twice
        };
        let observed = twice_u((1 << x.len()) - 1);
        let (mut low, mut high, mut whole) = (0.0f64, 0.0f64, 0.0f64);
        for mask in (0u32..1 << all.len()).filter(|m| m.count_ones() as usize == x.len()) {
            whole += 1.0;
            low += f64::from(u8::from(twice_u(mask) <= observed));
            high += f64::from(u8::from(twice_u(mask) >= observed));
        }
        (2.0 * low.min(high) / whole).min(1.0)
    }

    proptest! {
        #[test]
        fn exact_equals_naive(
            x in prop::collection::vec(0u8..4, 1..6), y in prop::collection::vec(0u8..4, 1..6),
        ) {
            let floats = |v: &[u8]| v.iter().map(|v| f64::from(*v)).collect::<Vec<_>>();
            let test = mann_whitney(&floats(&x), &floats(&y)).unwrap();
            prop_assert!((test.p - naive(&x, &y)).abs() < 1e-12);
            let back = mann_whitney(&floats(&y), &floats(&x)).unwrap();
            prop_assert!((test.p - back.p).abs() < 1e-12 && test.effect == -back.effect);
        }
    }
}
