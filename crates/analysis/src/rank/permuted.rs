//! Rank tests by permutation: of few people, or where so many gave the same answer that the normal
//! and chi-square approximations take one who did not for a sure result.
//!
//! Given how many chose each level and how large each group is, every way to deal the answers out
//! to the people is equally probable if the two have nothing to do with each other. These ways are
//! the tables with the same totals, each with its probability: they are counted one by one, or
//! drawn ([`crate::table::permutation`] says how many).
//!
//! Source: P. Good, *Permutation, Parametric and Bootstrap Tests of Hypotheses* (3rd ed., 2005),
//! 3 and 7; the conditional distribution given the ties: E. L. Lehmann, *Nonparametrics* (1975),
//! 1.4 and 5.2.

use super::kendall::concordance;
use super::{EXACT_PEOPLE, centred};
use crate::table::{Permutation, Table, chance};

/// With fewer people expected beside the commonest answer, approximations are not to be trusted.
///
/// Cochran's rule for the smallest expected count of a table, of the table that is left when all
/// answers but the commonest are taken together. Where no answers tie it is the customary rule
/// that each group of a Kruskal–Wallis test needs five people.
pub const LEAST_EXPECTED: f64 = 5.0;

/// Statistics that are as far from independence but for rounding are as far.
const ROUNDING: f64 = 1e-9;

/// Whether the p of a rank test should be had by permutation: up to [`EXACT_PEOPLE`] people, or
/// where fewer than [`LEAST_EXPECTED`] would be expected beside the commonest answers.
pub fn is_rough(people: u64, min_expected: f64) -> bool {
    people <= EXACT_PEOPLE || min_expected < LEAST_EXPECTED
}

/// The p of Kendall's test: of |concordant − discordant pairs| at least as large, given the totals.
///
/// Rows and columns in their order; turned, the table has the same p.
pub fn kendall_permuted(table: &Table, seed: u64, rounds: u32) -> Permutation {
    let table = table.without_empty();
    let (rows, columns) = (table.row_totals(), table.column_totals());
    if rows.len() < 2 || columns.len() < 2 {
        return Permutation::exactly(1.0);
    }
    let mut above = Vec::new();
    let seen = concordance(columns.len(), table.cells(), &mut above).abs();
    // The same draws whichever question comes first.
    let (rows, columns) = match (rows.len(), &rows) <= (columns.len(), &columns) {
        true => (rows, columns),
        false => (columns, rows),
    };
    let wide = columns.len();
    chance(&rows, &columns, seed, rounds, |cells| {
        concordance(wide, cells, &mut above).abs() >= seen
    })
}

/// The p of Kruskal and Wallis's test: of an H at least as large, given the totals.
///
/// `groups` as in [`super::kruskal_wallis_levels`]. p = 1 below two groups or two levels.
pub fn kruskal_wallis_permuted(groups: &[&[u64]], seed: u64, rounds: u32) -> Permutation {
    let Some(dealt) = Dealt::new(groups) else { return Permutation::exactly(1.0) };
    // H is a rising function of Σ Rᵢ²/nᵢ, R being the centred sums of ranks.
    let height = |cells: &[u64]| -> f64 {
        let sums = dealt.sums(cells).zip(&dealt.sizes);
        sums.map(|(sum, size)| sum * (sum / *size as f64)).sum()
    };
    let seen = height(&dealt.cells) * (1.0 - ROUNDING);
    chance(&dealt.levels, &dealt.sizes, seed, rounds, |cells| height(cells) >= seen)
}

/// The p of Mann and Whitney's test: twice the smaller tail of U, given the totals.
///
/// `x` and `y` as in [`super::mann_whitney_levels`]; p = 1 when a group is empty or all tie.
pub fn mann_whitney_permuted(x: &[u64], y: &[u64], seed: u64, rounds: u32) -> Permutation {
    let Some(dealt) = Dealt::new(&[x, y]) else { return Permutation::exactly(1.0) };
    let first = |cells: &[u64]| dealt.sums(cells).next().unwrap_or(0.0);
    let seen = first(&dealt.cells);
    // Whole numbers: nothing is rounded. The tail that holds U is the smaller one, or the other is
    // above a half.
    let tail = |sign: f64| {
        let extreme = |cells: &[u64]| sign * first(cells) >= sign * seen;
        chance(&dealt.levels, &dealt.sizes, seed, rounds, extreme)
    };
    let [low, high] = [tail(-1.0), tail(1.0)];
    let tail = if low.p < high.p { low } else { high };
    Permutation { p: (2.0 * tail.p).min(1.0), error: 2.0 * tail.error, ..tail }
}

/// Levels, lowest first, dealt out to groups.
struct Dealt {
    levels: Vec<u64>,
    sizes: Vec<u64>,
    /// The table of levels by groups that was seen.
    cells: Vec<u64>,
    /// Twice each level's centred mid-rank.
    ranks: Vec<f64>,
}

impl Dealt {
    /// None below two levels or two groups that hold anybody, or of too many people.
    fn new(groups: &[&[u64]]) -> Option<Self> {
        let wide = groups.iter().map(|group| group.len()).max()?;
        let cells = (0..wide).flat_map(|level| {
            groups.iter().map(move |group| group.get(level).copied().unwrap_or(0))
        });
        let table = Table::new(wide, groups.len(), cells.collect())?.without_empty();
        let levels = table.row_totals();
        let ranks = centred(&levels).into_iter().map(|rank| rank as f64).collect();
        let sizes = table.column_totals();
        let two = levels.len() > 1 && sizes.len() > 1;
        two.then(|| Self { levels, sizes, cells: table.cells().to_vec(), ranks })
    }

    /// The sum of the ranks of each group.
    fn sums(&self, cells: &[u64]) -> impl Iterator<Item = f64> {
        let wide = self.sizes.len();
        (0..wide).map(move |group| {
            let own = cells.iter().skip(group).step_by(wide);
            own.zip(&self.ranks).map(|(count, rank)| *count as f64 * rank).sum()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use crate::rank::{kendall_tau_b, kruskal_wallis_levels, mann_whitney_levels};
    use proptest::prelude::*;

    fn table(rows: usize, cells: &[u64]) -> Table {
        Table::new(rows, cells.len() / rows, cells.to_vec()).unwrap()
    }

    #[test]
    fn one_person_of_sixty_is_one_in_sixty() {
        let cells = [59, 0, 0, 1];
        let kendall = kendall_permuted(&table(2, &cells), 1, 0);
        let groups = kruskal_wallis_permuted(&[&cells[..2], &cells[2..]], 1, 0);
        for exact in [kendall, groups] {
            assert!(exact.exact && (exact.p - 1.0 / 60.0).abs() < 1e-14, "{exact:?}");
        }
        let approximate = kendall_tau_b(&table(2, &cells), CONFIDENCE).unwrap();
        assert!(approximate.p < 1e-13 && is_rough(60, approximate.min_expected));
        // Of 10,030 people three did not say the commonest, one of them in the group of 30.
        let (group, rest) = ([29, 0, 1], [9_998, 2, 0]);
        let approximate = mann_whitney_levels(&group, &rest).unwrap();
        assert!(!approximate.exact && approximate.p < 1e-10);
        assert!(is_rough(10_030, approximate.min_expected));
        let exact = mann_whitney_permuted(&group, &rest, 1, 0);
        assert!(exact.exact && 0.005 < exact.p && exact.p < 0.007, "{exact:?}");
    }

    #[test]
    fn random_tables_are_as_all_of_them() {
        // Fifty people, whose exact p is had by another way, and more tables than are counted.
        let (x, y) = ([1, 0, 2, 1, 3, 2, 4, 3, 4, 2, 1, 2], [3, 2, 4, 2, 1, 3, 2, 4, 1, 1, 2, 0]);
        let exact = mann_whitney_levels(&x, &y).unwrap();
        let drawn = mann_whitney_permuted(&x, &y, 1, 5_000);
        assert!(exact.exact && !drawn.exact && drawn.rounds == 5_000);
        assert!((exact.p - drawn.p).abs() < 4.0 * drawn.error, "{exact:?} {drawn:?}");
    }

    #[test]
    fn nothing_to_compare_is_no_result() {
        assert_eq!(kendall_permuted(&table(1, &[3, 4]), 1, 9).p, 1.0);
        assert_eq!(kruskal_wallis_permuted(&[&[3, 4], &[0, 0]], 1, 9).p, 1.0);
        assert_eq!(kruskal_wallis_permuted(&[], 1, 9).p, 1.0);
        assert_eq!(mann_whitney_permuted(&[3], &[4], 1, 9).p, 1.0);
        assert_eq!(mann_whitney_permuted(&[u64::MAX], &[4], 1, 9).p, 1.0);
    }

    #[test]
    fn where_it_is_not_rough_the_approximation_is_near() {
        // Each has just five expected beside the commonest answers; most of them are on one side.
        let check = |p: f64, permuted: Permutation| {
            // Far out in the tail it is too small, as chi-square's is: sure by either.
            let least = if permuted.p > 0.01 { permuted.p / 1.3 } else { 0.0 };
            let most = 1.3 * permuted.p.max(0.01);
            assert!(least < p && p < most, "{p} {permuted:?}");
        };
        for more in [0, 2, 5, 8, 10] {
            let cells = [640 - more, 150, 10 + more, 150 + more, 46 - more, 4];
            let test = kendall_tau_b(&table(2, &cells), CONFIDENCE).unwrap();
            assert!(!is_rough(1000, test.min_expected), "{test:?}");
            check(test.p, kendall_permuted(&table(2, &cells), 1, 5_000));
            let groups = [&[45 - more, 3, 2 + more][..], &[855 + more, 57, 38 - more]];
            let test = kruskal_wallis_levels(&groups).unwrap();
            assert!(!is_rough(1000, test.min_expected), "{test:?}");
            check(test.p, kruskal_wallis_permuted(&groups, 1, 5_000));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn turned_it_is_the_same(cells in prop::collection::vec(0u64..4, 12)) {
            let turned: Vec<u64> = (0..12).map(|k| cells[k % 3 * 4 + k / 3]).collect();
            let ours = kendall_permuted(&table(3, &cells), 3, 200);
            prop_assert_eq!(ours, kendall_permuted(&table(4, &turned), 3, 200));
        }

        #[test]
        fn two_groups_are_mann_whitney(
            x in prop::collection::vec(0u64..6, 3), y in prop::collection::vec(0u64..6, 3),
        ) {
            prop_assume!(x.iter().sum::<u64>() > 0 && y.iter().sum::<u64>() > 0);
            let exact = mann_whitney_levels(&x, &y).unwrap();
            let ours = mann_whitney_permuted(&x, &y, 1, 0);
            prop_assert!(ours.exact && (exact.p - ours.p).abs() < 1e-12);
            // Two groups and two columns of an order are the same question.
            let groups = kruskal_wallis_permuted(&[&x, &y], 1, 0);
            let cells: Vec<u64> = x.iter().chain(&y).copied().collect();
            let order = kendall_permuted(&table(2, &cells), 1, 0);
            prop_assert!((groups.p - order.p).abs() < 1e-12);
        }
    }
}
