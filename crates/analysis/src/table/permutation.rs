//! An exact test for r×c tables with small counts, by all tables or by many random ones.

use super::tables::{Permutation, chance};
use super::{Table, Table2x2, fisher::TIE, fisher_exact};
use crate::special::ln_factorial;

/// The logarithms of so many factorials are kept, not computed for each table.
const MOST_KNOWN: u64 = 5_000;

/// The test of Fisher, Freeman and Halton: the probabilities of all tables with the same row and
/// column totals that are at most as probable as this one.
///
/// Source: G. H. Freeman & J. H. Halton, *Note on an exact treatment of contingency, goodness of
/// fit and other problems of significance*, Biometrika 38 (1951); ties as in R's `fisher.test`.
/// For a 2×2 table it is [`fisher_exact`], always exact. Up to [`super::MOST_TABLES`] tables are
/// enumerated; beyond, `rounds` are drawn from `seed`. Rows and columns may change places, and the
/// options of either: p stays the same. A table of one row or column has p = 1.
pub fn permutation(table: &Table, seed: u64, rounds: u32) -> Permutation {
    let table = table.without_empty();
    if table.rows() < 2 || table.columns() < 2 {
        return Permutation::exactly(1.0);
    }
    if let (2, 2, &[a, b, c, d]) = (table.rows(), table.columns(), table.cells()) {
        return Permutation::exactly(fisher_exact(&Table2x2 { a, b, c, d }));
    }
    let known: Vec<f64> = (0..=table.total().min(MOST_KNOWN)).map(ln_factorial).collect();
    let ln = |c: u64| known.get(c as usize).copied().unwrap_or_else(|| ln_factorial(c));
    let sum = |cells: &[u64]| cells.iter().map(|c| ln(*c)).sum::<f64>();
    // ln P = constant − Σ ln cell!, so at most as probable means a sum at least as large.
    let bound = sum(table.cells()) - TIE.ln();
    // The same draws whichever question comes first: the shorter side, sorted, is the rows.
    let mut sides = [table.row_totals(), table.column_totals()];
    sides.iter_mut().for_each(|side| side.sort_unstable());
    sides.sort_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    chance(&sides[0], &sides[1], seed, rounds, |cells| sum(cells) >= bound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_r_documentation_example() {
        // R, ?fisher.test: Job <- matrix(c(1,2,1,0, 3,3,6,1, 10,10,14,9, 6,7,12,11), 4, 4),
        // p = 0.7827.
        let job = vec![1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11];
        let job = &Table::new(4, 4, job).unwrap();
        let drawn = permutation(job, 5, 20_000);
        assert!(!drawn.exact && drawn.rounds == 20_000);
        assert!((drawn.p - 0.7827).abs() < 4.0 * drawn.error, "{drawn:?}");
        assert_eq!(drawn, permutation(job, 5, 20_000));
        let turned = (0..4).flat_map(|j| (0..4).map(move |i| job.cells()[i * 4 + j])).collect();
        assert_eq!(drawn, permutation(&Table::new(4, 4, turned).unwrap(), 5, 20_000));
    }

    #[test]
    fn one_row_is_no_question() {
        let table = Table::new(2, 3, vec![1, 2, 3, 0, 0, 0]).unwrap();
        assert_eq!(permutation(&table, 1, 100).p, 1.0);
        assert_eq!(permutation(&Table::new(0, 0, vec![]).unwrap(), 1, 100).p, 1.0);
    }

    #[test]
    fn many_people_are_drawn_quickly() {
        let table = Table::new(2, 3, vec![60_000, 39_900, 3, 59_000, 41_000, 9]).unwrap();
        let drawn = permutation(&table, 3, 200);
        assert!(!drawn.exact && drawn.p < 0.05, "{drawn:?}");
        assert_eq!(permutation(&table, 3, 0).p, 1.0);
    }

    proptest! {
        #[test]
        fn two_by_two_is_fisher(a in 0u64..30, b in 0u64..30, c in 0u64..30, d in 0u64..30) {
            let table = Table::new(2, 2, vec![a, b, c, d]).unwrap();
            let fisher = fisher_exact(&Table2x2 { a, b, c, d });
            prop_assert_eq!(permutation(&table, 1, 0).p, fisher);
            let sum = |cells: &[u64]| cells.iter().map(|c| ln_factorial(*c)).sum::<f64>();
            let bound = sum(table.cells()) - TIE.ln();
            let (rows, columns) = (table.row_totals(), table.column_totals());
            let all = chance(&rows, &columns, 1, 0, |cells| sum(cells) >= bound);
            prop_assert!(all.exact && (all.p / fisher - 1.0).abs() < 1e-11);
        }
    }
}
