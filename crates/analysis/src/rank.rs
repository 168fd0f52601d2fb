//! Tests for answers that have an order but no distance: agreement, frequency, satisfaction.
//!
//! Each test takes values, or how many people chose each level; the second costs nothing for any
//! number of people. A value that is not a number makes the answer `None`.

mod kendall;
mod mann_whitney;
mod permuted;

pub use kendall::{Kendall, kendall_tau_b};
pub use mann_whitney::{EXACT_GROUP, EXACT_PEOPLE, RankTest, mann_whitney, mann_whitney_levels};
pub use permuted::{
    LEAST_EXPECTED, is_rough, kendall_permuted, kruskal_wallis_permuted, mann_whitney_permuted,
};

use crate::interval::sum;
use crate::special::chi2_sf;
use crate::table::people;

/// The Kruskal–Wallis test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KruskalWallis {
    /// H, corrected for ties.
    pub statistic: f64,
    /// Degrees of freedom, groups − 1.
    pub df: u64,
    /// The chance of a statistic at least this large if the groups are alike (chi-square).
    pub p: f64,
    /// ε², 0 (the groups are alike) to 1: H/(n − 1), the share of the ranks' variance that is
    /// between the groups.
    pub epsilon_squared: f64,
    /// How many people one would expect in the smallest group beside the commonest answer; where
    /// [`is_rough`], p is not to be trusted.
    pub min_expected: f64,
}

/// Do several independent groups answer alike?
///
/// Source: W. H. Kruskal & W. A. Wallis, *Use of ranks in one-criterion variance analysis*, JASA 47
/// (1952), with their correction for ties. Empty groups are left out; `None` below two groups or
/// when a value is NaN. H = 0 and p = 1 when everyone gave the same answer. ε² by M. Tomczak &
/// E. Tomczak, *The need to report effect size estimates revisited*, Trends in Sport Sciences 21
/// (2014), H(n + 1)/(n² − 1).
pub fn kruskal_wallis(groups: &[&[f64]]) -> Option<KruskalWallis> {
    let levels = levels(groups)?;
    let groups: Vec<&[u64]> = levels.iter().map(Vec::as_slice).collect();
    kruskal_wallis_levels(&groups)
}

/// [`kruskal_wallis`] from how many people of each group chose each level, lowest level first.
///
/// A group that lists fewer levels has no one on the others.
pub fn kruskal_wallis_levels(groups: &[&[u64]]) -> Option<KruskalWallis> {
    let sizes: Vec<u64> = groups.iter().map(|g| people(g)).collect::<Option<_>>()?;
    let n = people(&sizes)?;
    let held = sizes.iter().filter(|s| **s > 0).count();
    if held < 2 {
        return None;
    }
    let df = held as u64 - 1;
    let width = groups.iter().map(|g| g.len()).max().unwrap_or(0);
    let totals: Vec<u64> =
        (0..width).map(|j| groups.iter().filter_map(|g| g.get(j)).sum()).collect();
    let spread = untied(n, &totals);
    let least = sizes.iter().filter(|size| **size > 0).min().copied().unwrap_or(0);
    let min_expected = least as f64 * (off_mode(&totals) as f64 / n as f64);
    if spread == 0 {
        let (statistic, epsilon_squared) = (0.0, 0.0);
        return Some(KruskalWallis { statistic, df, p: 1.0, epsilon_squared, min_expected });
    }
    let centred = centred(&totals);
    let terms = groups.iter().zip(&sizes).filter(|(_, size)| **size > 0).map(|(group, size)| {
        let total: i128 = group.iter().zip(&centred).map(|(c, r)| i128::from(*c) * r).sum();
        total as f64 / *size as f64 * total as f64
    });
    // 12/(n(n + 1)) Σ (Rᵢ − nᵢ(n + 1)/2)²/nᵢ over 1 − Σ(t³ − t)/(n³ − n), with 2R in place of R.
    let statistic = 3.0 * sum(terms) * ((n - 1) as f64 / spread as f64);
    let (p, epsilon_squared) = (chi2_sf(statistic, df as f64), statistic / (n - 1) as f64);
    Some(KruskalWallis { statistic, df, p, epsilon_squared, min_expected })
}

/// Twice each level's mid-rank less n + 1: whole numbers, so that nothing cancels.
fn centred(totals: &[u64]) -> Vec<i128> {
    let n: u64 = totals.iter().sum();
    let mut below = 0;
    let rank = |t: &u64| {
        let rank = 2 * below + t;
        below += t;
        i128::from(rank) - i128::from(n)
    };
    totals.iter().map(rank).collect()
}

/// How many did not give the commonest answer.
fn off_mode(totals: &[u64]) -> u64 {
    totals.iter().sum::<u64>() - totals.iter().max().copied().unwrap_or(0)
}

/// n³ − n − Σ(t³ − t): how much order the ties leave. 0 when everyone is tied.
fn untied(n: u64, ties: &[u64]) -> u128 {
    let cube = |t: u64| u128::from(t) * (u128::from(t) * u128::from(t)).saturating_sub(1);
    cube(n) - ties.iter().map(|t| cube(*t)).sum::<u128>()
}

/// How many of each group hold each distinct value, lowest first; `None` when a value is NaN.
fn levels(groups: &[&[f64]]) -> Option<Vec<Vec<u64>>> {
    let mut all: Vec<f64> = groups.iter().flat_map(|g| g.iter().copied()).collect();
    if all.iter().any(|v| v.is_nan()) {
        return None;
    }
    // −0 and 0 are one value.
    let same = |v: f64| v + 0.0;
    all.sort_unstable_by(|a, b| same(*a).total_cmp(&same(*b)));
    all.dedup();
    let count = |group: &&[f64]| {
        let mut counts = vec![0; all.len()];
        for v in *group {
            if let Ok(level) = all.binary_search_by(|l| same(*l).total_cmp(&same(*v))) {
                counts[level] += 1;
            }
        }
        counts
    };
    Some(groups.iter().map(count).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn kruskal_wallis_by_hand() {
        // Three groups without ties: R = 6, 15, 24; H = 12/90 (12 + 75 + 192) − 30 = 7.2.
        let test = kruskal_wallis(&[&[1., 2., 3.], &[4., 5., 6.], &[7., 8., 9.], &[]]).unwrap();
        assert!((test.statistic - 7.2).abs() < 1e-12);
        assert_eq!(test.df, 2);
        assert!((test.p - (-3.6f64).exp()).abs() < 1e-14);
        let tied = kruskal_wallis(&[&[2.0, 2.0], &[2.0]]).unwrap();
        assert_eq!((tied.statistic, tied.p), (0.0, 1.0));
        assert_eq!(kruskal_wallis(&[&[1.0]]), None);
        assert_eq!(kruskal_wallis(&[&[1.0], &[f64::NAN]]), None);
        assert_eq!(kruskal_wallis_levels(&[&[u64::MAX], &[1]]), None);
    }

    #[test]
    fn signed_zeros_tie() {
        assert_eq!(levels(&[&[0.0, -0.0, 1.0], &[-0.0]]).unwrap(), [vec![2, 1], vec![1, 0]]);
    }

    proptest! {
        #[test]
        fn two_groups_are_mann_whitney(
            x in prop::collection::vec(0u64..9, 4), y in prop::collection::vec(0u64..9, 4),
        ) {
            prop_assume!(x.iter().sum::<u64>() > 0 && y.iter().sum::<u64>() > 0);
            let test = kruskal_wallis_levels(&[&x, &y]).unwrap();
            let u = mann_whitney_levels(&x, &y).unwrap().statistic;
            let (n, m) = (x.iter().sum::<u64>() as f64, y.iter().sum::<u64>() as f64);
            let totals: Vec<u64> = x.iter().zip(&y).map(|(a, b)| a + b).collect();
            let all = n + m;
            let variance = n * m * untied(all as u64, &totals) as f64 / (12.0 * all * (all - 1.0));
            if variance > 0.0 {
                let z = (u - n * m / 2.0) / variance.sqrt();
                prop_assert!((test.statistic - z * z).abs() < 1e-9);
            }
        }
    }
}
