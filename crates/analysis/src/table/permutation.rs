//! An exact test for r×c tables with small counts, by all tables or by many random ones.

use super::{Table, Table2x2, fisher::TIE, fisher_exact};
use crate::random::Random;
use crate::special::{ln_factorial, ln_hypergeometric};

/// How many tables are counted one by one before random ones take over.
pub const MOST_TABLES: u32 = 200_000;

/// The answer of [`permutation`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Permutation {
    /// The chance, under independence, of a table at most as probable as this one.
    pub p: f64,
    /// The standard error of `p`; 0 when exact.
    pub error: f64,
    /// Whether every table was counted.
    pub exact: bool,
    /// How many random tables were drawn; 0 when exact.
    pub rounds: u32,
}

/// The test of Fisher, Freeman and Halton: the probabilities of all tables with the same row and
/// column totals that are at most as probable as this one.
///
/// Source: G. H. Freeman & J. H. Halton, *Note on an exact treatment of contingency, goodness of
/// fit and other problems of significance*, Biometrika 38 (1951); ties as in R's `fisher.test`.
/// For a 2×2 table it is [`fisher_exact`], always exact.
///
/// Up to [`MOST_TABLES`] tables are enumerated. Beyond, `rounds` tables are drawn from `seed` and
/// p = (b + 1)/(m + 1) of b as improbable ones among m (Davison & Hinkley, *Bootstrap Methods*,
/// 4.1; never 0), with the standard error √(p(1 − p)/m). Tables are drawn cell by cell from their
/// conditional hypergeometric distribution (W. M. Patefield, AS 159, Applied Statistics 30, 1981),
/// so that people cost nothing. A table of one row or column has p = 1.
pub fn permutation(table: &Table, seed: u64, rounds: u32) -> Permutation {
    let table = table.without_empty();
    if table.rows() < 2 || table.columns() < 2 {
        return Permutation { p: 1.0, error: 0.0, exact: true, rounds: 0 };
    }
    if let (2, 2, &[a, b, c, d]) = (table.rows(), table.columns(), table.cells()) {
        let p = fisher_exact(&Table2x2 { a, b, c, d });
        return Permutation { p, error: 0.0, exact: true, rounds: 0 };
    }
    let observed: f64 = table.cells().iter().map(|c| ln_factorial(*c)).sum();
    // ln P = constant − Σ ln cell!, so at most as probable means a sum at least as large.
    let bound = observed - TIE.ln();
    if let Some(p) = Enumeration::run(&table, bound) {
        return Permutation { p, error: 0.0, exact: true, rounds: 0 };
    }
    let (mut rows, columns) = (table.row_totals(), table.column_totals());
    rows.sort_unstable();
    let mut random = Random::new(seed);
    let mut left = columns.clone();
    let mut rare = 0u32;
    for _ in 0..rounds {
        left.copy_from_slice(&columns);
        rare += u32::from(draw(&rows, &mut left, &mut random) >= bound);
    }
    let m = f64::from(rounds);
    let p = (f64::from(rare) + 1.0) / (m + 1.0);
    let error = if rounds == 0 { 1.0 } else { (p * (1.0 - p) / m).sqrt() };
    Permutation { p, error, exact: false, rounds }
}

/// Σ ln cell! of one random table; `left` holds the column totals and is used up.
fn draw(rows: &[u64], left: &mut [u64], random: &mut Random) -> f64 {
    let mut sum = 0.0;
    let mut total: u64 = left.iter().sum();
    for row in rows {
        let mut wanted = *row;
        let mut pool = total;
        for column in left.iter_mut() {
            let k = hypergeometric(*column, pool - *column, wanted, random);
            sum += ln_factorial(k);
            pool -= *column;
            wanted -= k;
            *column -= k;
        }
        total -= row;
    }
    sum
}

/// How many of `drawn` are marked: inversion from the mode outwards, O(standard deviation).
fn hypergeometric(marked: u64, plain: u64, drawn: u64, random: &mut Random) -> u64 {
    let low = drawn.saturating_sub(plain);
    let high = marked.min(drawn);
    if low == high {
        return low;
    }
    let (m, d, n) = (marked as f64, drawn as f64, (marked + plain) as f64);
    let mode = (((m + 1.0) * (d + 1.0) / (n + 2.0)) as u64).clamp(low, high);
    let slack = plain as f64 - d;
    let mut rest = random.unit();
    let (mut up, mut down) = (mode, mode);
    let mut p_up = ln_hypergeometric(mode, marked, plain, drawn).exp();
    let mut p_down = p_up;
    rest -= p_up;
    while rest >= 0.0 && (up < high || down > low) {
        if up < high {
            let k = up as f64;
            p_up *= (m - k) * (d - k) / ((k + 1.0) * (slack + k + 1.0));
            up += 1;
            rest -= p_up;
            if rest < 0.0 {
                return up;
            }
        }
        if down > low {
            let k = down as f64;
            p_down *= k * (slack + k) / ((m - k + 1.0) * (d - k + 1.0));
            down -= 1;
            rest -= p_down;
            if rest < 0.0 {
                return down;
            }
        }
        if p_up + p_down < 1e-18 {
            // What rounding left over belongs to no table.
            break;
        }
    }
    mode
}

/// Goes through every table with the given totals, column by column.
struct Enumeration<'a> {
    /// What each row has left.
    rows: Vec<u64>,
    columns: &'a [u64],
    /// ln of the product of the totals' factorials over n!: ln P = constant − Σ ln cell!.
    constant: f64,
    bound: f64,
    whole: f64,
    rare: f64,
    /// How many more tables may be counted.
    budget: u32,
    ln: Vec<f64>,
}

impl Enumeration<'_> {
    /// The p value, or `None` when there are too many tables.
    fn run(table: &Table, bound: f64) -> Option<f64> {
        // So many people or cells have too many tables, and need not be tried.
        if table.total() > 5_000 || table.cells().len() > 400 {
            return None;
        }
        let (mut rows, mut columns) = (table.row_totals(), table.column_totals());
        // Fewer and smaller columns first: the last, largest one is free.
        if columns.len() > rows.len() {
            std::mem::swap(&mut rows, &mut columns);
        }
        columns.sort_unstable();
        let ln: Vec<f64> = (0..=table.total()).map(ln_factorial).collect();
        let totals = rows.iter().chain(&columns).map(|t| ln[*t as usize]).sum::<f64>();
        let mut all = Enumeration {
            rows,
            columns: &columns,
            constant: totals - ln[table.total() as usize],
            bound,
            whole: 0.0,
            rare: 0.0,
            budget: MOST_TABLES,
            ln,
        };
        all.column(0, 0.0)?;
        Some((all.rare / all.whole).min(1.0))
    }

    fn column(&mut self, j: usize, sum: f64) -> Option<()> {
        if j + 1 == self.columns.len() {
            self.budget = self.budget.checked_sub(1)?;
            let sum = sum + self.rows.iter().map(|r| self.ln[*r as usize]).sum::<f64>();
            let weight = (self.constant - sum).exp();
            self.whole += weight;
            if sum >= self.bound {
                self.rare += weight;
            }
            return Some(());
        }
        self.cell(j, 0, self.columns[j], sum)
    }

    /// Tries every value of row `i` in column `j`, `left` people still to place in it.
    fn cell(&mut self, j: usize, i: usize, left: u64, sum: f64) -> Option<()> {
        let below: u64 = self.rows[i + 1..].iter().sum();
        for k in left.saturating_sub(below)..=left.min(self.rows[i]) {
            self.rows[i] -= k;
            let sum = sum + self.ln[k as usize];
            let done = if i + 1 == self.rows.len() {
                self.column(j + 1, sum)
            } else {
                self.cell(j, i + 1, left - k, sum)
            };
            self.rows[i] += k;
            done?;
        }
        Some(())
    }
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
        let job = Table::new(4, 4, job).unwrap();
        let drawn = permutation(&job, 5, 20_000);
        assert!(!drawn.exact && drawn.rounds == 20_000);
        assert!((drawn.p - 0.7827).abs() < 4.0 * drawn.error, "{drawn:?}");
        assert_eq!(drawn, permutation(&job, 5, 20_000));
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
            let cells = table.cells();
            let observed: f64 = cells.iter().map(|c| ln_factorial(*c)).sum();
            let table = table.without_empty();
            if table.cells().len() == 4 {
                let all = Enumeration::run(&table, observed - TIE.ln()).unwrap();
                prop_assert!((all / fisher - 1.0).abs() < 1e-11);
            }
        }
    }
}
