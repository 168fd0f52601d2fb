//! Kendall's tau-b, for two ordered answers.

use super::{off_mode, untied};
use crate::interval::z_of;
use crate::special::normal_sf;
use crate::table::Table;

/// How far two orders agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kendall {
    /// τ_b, −1 (one order is the other's reverse) to 1 (the same).
    pub tau: f64,
    /// Two-sided p value by the normal approximation.
    pub p: f64,
    /// The lower bound, at least −1.
    pub low: f64,
    /// The upper bound, at most 1.
    pub high: f64,
    /// How many people one would expect beside the commonest answers of both questions if they had
    /// nothing to do with each other; where [`super::is_rough`], p is not to be trusted.
    pub min_expected: f64,
}

/// Kendall's tau-b of two ordered answers, rows and columns in their order; O(cells).
///
/// Source: M. G. Kendall, *The treatment of ties in ranking problems*, Biometrika 33 (1945). p from
/// the normal approximation with the variance of concordant less discordant pairs under
/// independence corrected for ties (H. E. Daniels, *The relation between measures of correlation*,
/// Biometrika 33, 1944; Kendall, *Rank Correlation Methods*, 4th ed., 1970, 4.4), without
/// continuity correction, as in scipy. The interval is τ ± z·ASE₁, the asymptotic standard
/// error of M. B. Brown & J. K. Benedetti, *Sampling behavior of tests for correlation in two-way
/// contingency tables*, JASA 72 (1977), clipped to −1…1; it is too narrow below some 25 people.
/// `None` when everyone gave the same answer to either question, or the confidence is not between
/// 0 and 1.
pub fn kendall_tau_b(table: &Table, confidence: f64) -> Option<Kendall> {
    let (rows, columns) = (table.rows(), table.columns());
    // The people in the columns left of j, summed over the rows above (below), as we pass.
    let mut scores = vec![0i128; table.cells().len()];
    let mut above = vec![0i128; columns];
    let mut under: Vec<i128> = table.column_totals().into_iter().map(i128::from).collect();
    for i in 0..rows {
        let cells = table.row(i);
        for (under, cell) in under.iter_mut().zip(cells) {
            *under -= i128::from(*cell);
        }
        // Concordant less discordant people of cell (i, j): those above-left and below-right, less
        // those above-right and below-left.
        let gaps: Vec<i128> = above.iter().zip(&under).map(|(a, u)| a - u).collect();
        let mut left = 0;
        let mut right: i128 = gaps.iter().sum();
        for j in 0..columns {
            right -= gaps[j];
            scores[i * columns + j] = left - right;
            left += gaps[j];
        }
        for (above, cell) in above.iter_mut().zip(cells) {
            *above += i128::from(*cell);
        }
    }
    let (row_totals, column_totals) = (table.row_totals(), table.column_totals());
    let groups = table
        .cells()
        .iter()
        .zip(&scores)
        .enumerate()
        .map(|(k, (count, score))| Cell {
            count: *count,
            score: *score,
            row: row_totals[k / columns],
            column: column_totals[k % columns],
        })
        .filter(|cell| cell.count > 0)
        .collect::<Vec<_>>();
    finish(&groups, &row_totals, &column_totals, table.total(), confidence)
}

/// People who gave the same pair of answers.
struct Cell {
    count: u64,
    /// How many people are concordant with them less how many are discordant.
    score: i128,
    row: u64,
    column: u64,
}

fn finish(
    cells: &[Cell],
    rows: &[u64],
    columns: &[u64],
    n: u64,
    confidence: f64,
) -> Option<Kendall> {
    let z = z_of(confidence)?;
    let squares = |totals: &[u64]| totals.iter().map(|t| u128::from(*t).pow(2)).sum::<u128>();
    let n2 = u128::from(n).pow(2);
    let (wr, wc) = ((n2 - squares(rows)) as f64, (n2 - squares(columns)) as f64);
    if wr == 0.0 || wc == 0.0 {
        return None;
    }
    // Twice concordant less discordant pairs; w counts pairs twice, too.
    let twice: i128 = cells.iter().map(|c| i128::from(c.count) * c.score).sum();
    let w = wr.sqrt() * wc.sqrt();
    let tau = (twice as f64 / w).clamp(-1.0, 1.0);

    // Var = CC'/(n(n − 1)(n − 2)) + DD'/(2n(n − 1)) with D the ordered pairs that are not tied and
    // C the sum over ordered triples: Daniels' form, whose parts are whole and never negative.
    let people = n as f64;
    let pairs = people * (people - 1.0);
    let triples = |totals: &[u64], w: u128| (untied(n, totals) / 3 - w) as f64;
    let mut variance = wr * wc / (2.0 * pairs);
    if n > 2 {
        variance += triples(rows, n2 - squares(rows)) * triples(columns, n2 - squares(columns))
            / (pairs * (people - 2.0));
    }
    let p = (2.0 * normal_sf(0.5 * twice.unsigned_abs() as f64 / variance.sqrt())).min(1.0);

    // ASE₁² = Σ nᵢⱼ (g − ḡ)² / w⁴ with g = 2w·score + τ(row·wc + column·wr): Brown and
    // Benedetti's formula, centred so that nothing cancels. Divided through by w² here.
    let g = |c: &Cell| 2.0 * c.score as f64 / w + tau * (c.row as f64 / wr + c.column as f64 / wc);
    let mean = cells.iter().map(|c| c.count as f64 * g(c)).sum::<f64>() / people;
    let ase = cells.iter().map(|c| c.count as f64 * (g(c) - mean).powi(2)).sum::<f64>().sqrt();
    let (low, high) = ((tau - z * ase).max(-1.0), (tau + z * ase).min(1.0));
    let min_expected = off_mode(rows) as f64 * (off_mode(columns) as f64 / people);
    Some(Kendall { tau, p, low, high, min_expected })
}

/// Concordant less discordant pairs, of the cells of a table row after row.
pub(super) fn concordance(columns: usize, cells: &[u64], above: &mut Vec<i128>) -> i128 {
    above.clear();
    above.resize(columns, 0);
    let mut score = 0;
    for row in cells.chunks(columns) {
        let (mut left, mut right) = (0, above.iter().sum::<i128>());
        for (cell, above) in row.iter().zip(above.iter()) {
            right -= above;
            score += i128::from(*cell) * (left - right);
            left += above;
        }
        for (above, cell) in above.iter_mut().zip(row) {
            *above += i128::from(*cell);
        }
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    fn tau(rows: usize, columns: usize, cells: &[u64]) -> Option<Kendall> {
        kendall_tau_b(&Table::new(rows, columns, cells.to_vec()).unwrap(), CONFIDENCE)
    }

    #[test]
    fn the_ends() {
        let same = tau(3, 3, &[1, 0, 0, 0, 1, 0, 0, 0, 1]).unwrap();
        assert_eq!((same.tau, same.low, same.high), (1.0, 1.0, 1.0));
        assert_eq!(tau(3, 3, &[0, 0, 1, 0, 1, 0, 1, 0, 0]).unwrap().tau, -1.0);
        assert_eq!(tau(1, 2, &[1, 1]), None);
        assert_eq!(tau(0, 0, &[]), None);
        let two = tau(2, 2, &[1, 0, 0, 1]).unwrap();
        assert!((two.p - 2.0 * normal_sf(1.0)).abs() < 1e-15);
    }

    #[test]
    fn one_person_beside_the_commonest_answers_is_hardly_expected() {
        let one = tau(2, 2, &[59, 0, 0, 1]).unwrap();
        assert!((one.min_expected - 1.0 / 60.0).abs() < 1e-15);
        let many = tau(2, 3, &[10, 20, 10, 5, 5, 10]).unwrap();
        assert!((many.min_expected - 20.0 * 35.0 / 60.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn equals_naive_and_turned(
            pairs in prop::collection::vec((0u8..4, 0u8..5), 2..40),
        ) {
            let (mut s, mut untied_x, mut untied_y) = (0i32, 0, 0);
            for (a, b) in &pairs {
                for (c, d) in &pairs {
                    s += a.cmp(c) as i32 * b.cmp(d) as i32;
                    untied_x += i32::from(a != c);
                    untied_y += i32::from(b != d);
                }
            }
            let mut cells = vec![0; 20];
            for (a, b) in &pairs {
                cells[usize::from(*a) * 5 + usize::from(*b)] += 1;
            }
            prop_assert_eq!(2 * concordance(5, &cells, &mut Vec::new()), i128::from(s));
            let ours = tau(4, 5, &cells);
            prop_assert_eq!(ours.is_some(), untied_x > 0 && untied_y > 0);
            if let Some(ours) = ours {
                let naive = f64::from(s) / f64::from(untied_x).sqrt() / f64::from(untied_y).sqrt();
                prop_assert!((ours.tau - naive).abs() < 1e-14);
                prop_assert!(ours.low <= ours.tau && ours.tau <= ours.high);
                let turned: Vec<u64> =
                    (0..20).map(|k| cells[k % 4 * 5 + k / 4]).collect();
                let turned = tau(5, 4, &turned).unwrap();
                prop_assert!((ours.p - turned.p).abs() < 1e-12);
                prop_assert!((ours.low - turned.low).abs() < 1e-12);
                prop_assert!((ours.high - turned.high).abs() < 1e-12);
            }
        }
    }
}
