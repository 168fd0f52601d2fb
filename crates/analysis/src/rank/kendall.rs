//! Kendall's tau-b, for two ordered answers.

use super::untied;
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

/// [`kendall_tau_b`] of pairs of numbers, O(n log n); `None` also when one is NaN.
pub fn kendall_tau_b_pairs(x: &[f64], y: &[f64], confidence: f64) -> Option<Kendall> {
    if x.len() != y.len() {
        return None;
    }
    let (x, row_totals) = ranks(x)?;
    let (y, column_totals) = ranks(y)?;
    let mut order: Vec<usize> = (0..x.len()).collect();
    order.sort_unstable_by_key(|i| x[*i]);
    // People by y: those whose x is lower than the present group's, and those not higher.
    let (mut lower, mut passed) = (Fenwick::new(column_totals.len()), 0);
    let mut all = Fenwick::new(column_totals.len());
    for y in &y {
        all.add(*y);
    }
    let mut groups = Vec::with_capacity(x.len());
    let mut reached = lower.clone();
    for row in row_totals.iter().map(|t| *t as usize) {
        let group = &order[passed..passed + row];
        for i in group {
            reached.add(y[*i]);
        }
        for i in group {
            let (from, to) = (y[*i], y[*i] + 1);
            let below = |f: &Fenwick| f.under(from);
            let over = |f: &Fenwick| f.under(f.len()) - f.under(to);
            let concordant = below(&lower) + over(&all) - over(&reached);
            let discordant = over(&lower) + below(&all) - below(&reached);
            groups.push(Cell {
                count: 1,
                score: i128::from(concordant - discordant),
                row: row as u64,
                column: column_totals[y[*i]],
            });
        }
        for i in group {
            lower.add(y[*i]);
        }
        passed += row;
    }
    finish(&groups, &row_totals, &column_totals, x.len() as u64, confidence)
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
    Some(Kendall { tau, p, low: (tau - z * ase).max(-1.0), high: (tau + z * ase).min(1.0) })
}

/// The rank of each value among the distinct ones, and how many hold each; `None` at a NaN.
fn ranks(values: &[f64]) -> Option<(Vec<usize>, Vec<u64>)> {
    if values.iter().any(|v| v.is_nan()) {
        return None;
    }
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| (values[*a] + 0.0).total_cmp(&(values[*b] + 0.0)));
    let mut ranks = vec![0; values.len()];
    let mut totals: Vec<u64> = Vec::new();
    let mut last = None;
    for i in order {
        if last != Some(values[i]) {
            totals.push(0);
            last = Some(values[i]);
        }
        let rank = totals.len() - 1;
        totals[rank] += 1;
        ranks[i] = rank;
    }
    Some((ranks, totals))
}

/// Counts by rank with their running sums (P. M. Fenwick, 1994).
#[derive(Clone)]
struct Fenwick(Vec<i64>);

impl Fenwick {
    fn new(len: usize) -> Self {
        Self(vec![0; len + 1])
    }

    fn len(&self) -> usize {
        self.0.len() - 1
    }

    fn add(&mut self, rank: usize) {
        let mut i = rank + 1;
        while i < self.0.len() {
            self.0[i] += 1;
            i += i & i.wrapping_neg();
        }
    }

    /// How many have a rank under `end`.
    fn under(&self, end: usize) -> i64 {
        let (mut i, mut sum) = (end, 0);
        while i > 0 {
            sum += self.0[i];
            i &= i - 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    #[test]
    fn the_ends() {
        let same = kendall_tau_b_pairs(&[1., 2., 3., 4.], &[1., 2., 3., 4.], CONFIDENCE).unwrap();
        assert_eq!((same.tau, same.low, same.high), (1.0, 1.0, 1.0));
        let turned = kendall_tau_b_pairs(&[1., 2., 3.], &[3., 2., 1.], CONFIDENCE).unwrap();
        assert_eq!(turned.tau, -1.0);
        assert_eq!(kendall_tau_b_pairs(&[1.0, 1.0], &[1.0, 2.0], CONFIDENCE), None);
        assert_eq!(kendall_tau_b_pairs(&[1.0], &[f64::NAN], CONFIDENCE), None);
        assert_eq!(kendall_tau_b_pairs(&[], &[], CONFIDENCE), None);
        assert_eq!(kendall_tau_b(&Table::new(0, 0, vec![]).unwrap(), CONFIDENCE), None);
        let two = kendall_tau_b_pairs(&[1.0, 2.0], &[1.0, 2.0], CONFIDENCE).unwrap();
        assert!((two.p - 2.0 * normal_sf(1.0)).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn equals_naive_and_the_table(
            pairs in prop::collection::vec((0u8..4, 0u8..5), 2..40),
        ) {
            let x: Vec<f64> = pairs.iter().map(|p| f64::from(p.0)).collect();
            let y: Vec<f64> = pairs.iter().map(|p| f64::from(p.1)).collect();
            let (mut s, mut untied_x, mut untied_y) = (0i32, 0, 0);
            for (a, b) in &pairs {
                for (c, d) in &pairs {
                    s += a.cmp(c) as i32 * b.cmp(d) as i32;
                    untied_x += i32::from(a != c);
                    untied_y += i32::from(b != d);
                }
            }
            let ours = kendall_tau_b_pairs(&x, &y, CONFIDENCE);
            let mut cells = vec![0; 20];
            for (a, b) in &pairs {
                cells[usize::from(*a) * 5 + usize::from(*b)] += 1;
            }
            let table = kendall_tau_b(&Table::new(4, 5, cells).unwrap(), CONFIDENCE);
            prop_assert_eq!(ours.is_some(), untied_x > 0 && untied_y > 0);
            prop_assert_eq!(ours.is_some(), table.is_some());
            if let (Some(ours), Some(table)) = (ours, table) {
                let naive = f64::from(s) / f64::from(untied_x).sqrt() / f64::from(untied_y).sqrt();
                prop_assert!((ours.tau - naive).abs() < 1e-14);
                prop_assert!((ours.p - table.p).abs() < 1e-12);
                prop_assert!((ours.low - table.low).abs() < 1e-12);
                prop_assert!((ours.high - table.high).abs() < 1e-12);
                prop_assert!(ours.low <= ours.tau && ours.tau <= ours.high);
            }
        }
    }
}
