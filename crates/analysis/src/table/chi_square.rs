//! Pearson's chi-square and the effect that belongs to it.

use super::{Table, Table2x2};
use crate::interval::sum;
use crate::special::chi2_sf;

/// A chi-square test of independence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquare {
    /// Pearson's X².
    pub statistic: f64,
    /// Degrees of freedom, (rows − 1)(columns − 1).
    pub df: u64,
    /// The chance of a statistic at least this large under independence.
    pub p: f64,
    /// The smallest expected count; below 5 the p value is not to be trusted.
    pub min_expected: f64,
}

/// Pearson's chi-square test of a 2×2 table, **without** Yates' continuity correction.
///
/// X² = n(ad − bc)² / (row and column totals multiplied), one degree of freedom. Source:
/// K. Pearson (1900); that the correction is too conservative: Campbell, *Chi-squared and
/// Fisher–Irwin tests of two-by-two tables with small sample recommendations*, Statistics in
/// Medicine 26 (2007). `None` when a row or column is empty.
pub fn chi_square_2x2(table: &Table2x2) -> Option<ChiSquare> {
    let n = table.total()? as f64;
    let margins = [table.a + table.b, table.c + table.d, table.a + table.c, table.b + table.d];
    if margins.contains(&0) {
        return None;
    }
    // Whole numbers, so that near independence nothing is lost.
    let together = u128::from(table.a) * u128::from(table.d);
    let apart = u128::from(table.b) * u128::from(table.c);
    let gap = together.abs_diff(apart) as f64;
    let [r1, r2, c1, c2] = margins.map(|m| m as f64);
    let statistic = gap / (r1 * r2) * (gap / (c1 * c2)) * n;
    let min_expected = table.min_expected();
    Some(ChiSquare { statistic, df: 1, p: chi2_sf(statistic, 1.0), min_expected })
}

/// Pearson's chi-square test of an r×c table; empty rows and columns are left out first.
///
/// `None` when fewer than two rows or two columns hold anyone.
pub fn chi_square(table: &Table) -> Option<ChiSquare> {
    let table = table.without_empty();
    if table.rows() < 2 || table.columns() < 2 {
        return None;
    }
    let (rows, columns, n) = (table.row_totals(), table.column_totals(), table.total());
    let mut min_expected = f64::INFINITY;
    let terms = (0..table.cells().len()).map(|k| {
        let (r, c) = (rows[k / table.columns()], columns[k % table.columns()]);
        // observed − expected as (n·observed − r·c)/n, the difference in whole numbers.
        let product = u128::from(r) * u128::from(c);
        let gap = (u128::from(table.cells()[k]) * u128::from(n)).abs_diff(product) as f64;
        min_expected = min_expected.min(product as f64 / n as f64);
        gap / n as f64 * (gap / product as f64)
    });
    let statistic = sum(terms);
    let df = (table.rows() as u64 - 1) * (table.columns() as u64 - 1);
    Some(ChiSquare { statistic, df, p: chi2_sf(statistic, df as f64), min_expected })
}

/// Cramér's V with Bergsma's correction, 0 (nothing in common) to 1 (one tells the other).
///
/// Source: W. Bergsma, *A bias-correction for Cramér's V and Tschuprow's T*, Journal of the Korean
/// Statistical Society 42 (2013). `None` when fewer than two rows or columns hold anyone, or when
/// there are so few people that the correction leaves nothing (as many options as people).
pub fn cramers_v(table: &Table) -> Option<f64> {
    let table = table.without_empty();
    let n = table.total() as f64;
    let phi = chi_square(&table)?.statistic / n;
    let (r, c) = (table.rows() as f64 - 1.0, table.columns() as f64 - 1.0);
    let phi = (phi - r * c / (n - 1.0)).max(0.0);
    let least = (r - r * r / (n - 1.0)).min(c - c * c / (n - 1.0));
    (least > 0.0).then(|| (phi / least).sqrt().min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn perfect_and_absent_association() {
        let perfect = Table::new(2, 2, vec![10, 0, 0, 12]).unwrap();
        assert!((cramers_v(&perfect).unwrap() - 1.0).abs() < 1e-15);
        let absent = Table::new(2, 2, vec![5, 10, 7, 14]).unwrap();
        assert_eq!(cramers_v(&absent), Some(0.0));
        assert_eq!(chi_square(&absent).unwrap().statistic, 0.0);
        assert_eq!(cramers_v(&Table::new(2, 2, vec![1, 0, 0, 1]).unwrap()), None);
        assert_eq!(chi_square(&Table::new(2, 2, vec![1, 2, 0, 0]).unwrap()), None);
        assert_eq!(chi_square_2x2(&Table2x2 { a: 1, b: 2, c: 0, d: 0 }), None);
    }

    proptest! {
        #[test]
        fn two_by_two_is_r_by_c(a in 1u64..500, b in 1u64..500, c in 1u64..500, d in 1u64..500) {
            let two = chi_square_2x2(&Table2x2 { a, b, c, d }).unwrap();
            let any = chi_square(&Table::new(2, 2, vec![a, b, c, d]).unwrap()).unwrap();
            prop_assert!((two.statistic - any.statistic).abs() <= 1e-12 * two.statistic);
            prop_assert!((two.min_expected - any.min_expected).abs() < 1e-9);
        }
    }
}
