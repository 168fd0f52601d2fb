//! Every table with the same totals, or many random ones: what exact tests count.
//!
//! A test says which tables are at least as far from independence as the one seen; how probable
//! they are together is its p value.

use crate::random::Random;
use crate::special::{ln_factorial, ln_hypergeometric};

/// How many tables are counted one by one before random ones take over.
pub const MOST_TABLES: u32 = 200_000;

/// Tables of more people or cells are not tried one by one: nearly all have too many.
const MOST_COUNTED: (u64, usize) = (100_000, 400);

/// How many cells are drawn at most, so that a table of very many costs seconds and not hours: it
/// gets fewer rounds.
const MOST_DRAWN: u64 = 20_000_000;

/// But never fewer rounds than these: p can be as small as 0.005.
const LEAST_ROUNDS: u32 = 199;

/// Rows of so few people are drawn person by person, which takes fewer steps.
const ONE_BY_ONE: u64 = 32;

/// A p value by counting tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Permutation {
    /// The chance, under independence, of a table at least as far from it as this one.
    pub p: f64,
    /// The standard error of `p`; 0 when exact.
    pub error: f64,
    /// Whether every table was counted.
    pub exact: bool,
    /// How many random tables were drawn; 0 when exact.
    pub rounds: u32,
}

impl Permutation {
    pub(crate) fn exactly(p: f64) -> Self {
        Self { p, error: 0.0, exact: true, rounds: 0 }
    }
}

/// The chance, among all tables with these totals, of those whose cells (row after row) are
/// `extreme`.
///
/// Up to [`MOST_TABLES`] tables are enumerated. Beyond, `rounds` tables are drawn from `seed` and
/// p = (b + 1)/(m + 1) of b extreme ones among m (Davison & Hinkley, *Bootstrap Methods*, 4.1;
/// never 0), with the standard error √(p(1 − p)/m). Tables are drawn cell by cell from their
/// conditional hypergeometric distribution (W. M. Patefield, AS 159, Applied Statistics 30, 1981),
/// so that people cost nothing. Of a table of more than a thousand cells fewer than 20,000 are
/// drawn, and the error says what that costs.
pub(crate) fn chance(
    rows: &[u64],
    columns: &[u64],
    seed: u64,
    rounds: u32,
    mut extreme: impl FnMut(&[u64]) -> bool,
) -> Permutation {
    // Row by row from the smallest: the last and largest one is what the others leave.
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&row| rows[row]);
    if let Some(p) = Enumeration::run(rows, &order, columns, &mut extreme) {
        return Permutation::exactly(p);
    }
    let cells = rows.len() * columns.len();
    let most = (MOST_DRAWN / cells.max(1) as u64).max(u64::from(LEAST_ROUNDS));
    let rounds = u64::from(rounds).min(most) as u32;
    let mut random = Random::new(seed);
    let (mut left, mut drawn) = (columns.to_vec(), vec![0; cells]);
    let mut rare = 0u32;
    for _ in 0..rounds {
        left.copy_from_slice(columns);
        for &row in &order {
            let own = &mut drawn[row * columns.len()..][..columns.len()];
            draw(rows[row], &mut left, own, &mut random);
        }
        rare += u32::from(extreme(&drawn));
    }
    let m = f64::from(rounds);
    let p = (f64::from(rare) + 1.0) / (m + 1.0);
    let error = if rounds == 0 { 1.0 } else { (p * (1.0 - p) / m).sqrt() };
    Permutation { p, error, exact: false, rounds }
}

/// Draws the cells of a row of so many people; `left` holds what the columns have left.
fn draw(people: u64, left: &mut [u64], cells: &mut [u64], random: &mut Random) {
    let mut pool: u64 = left.iter().sum();
    if people <= ONE_BY_ONE {
        cells.fill(0);
        for pool in (0..people).map(|drawn| pool - drawn) {
            let mut place = random.below(pool);
            for (cell, column) in cells.iter_mut().zip(left.iter_mut()) {
                if place < *column {
                    *cell += 1;
                    *column -= 1;
                    break;
                }
                place -= *column;
            }
        }
        return;
    }
    let mut wanted = people;
    for (cell, column) in cells.iter_mut().zip(left) {
        *cell = hypergeometric(*column, pool - *column, wanted, random);
        pool -= *column;
        wanted -= *cell;
        *column -= *cell;
    }
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

/// Goes through every table with the given totals, row by row.
struct Enumeration<'a, F> {
    rows: &'a [u64],
    order: &'a [usize],
    /// What each column has left.
    left: Vec<u64>,
    cells: Vec<u64>,
    extreme: F,
    /// ln of the product of the totals' factorials over n!: ln P = constant − Σ ln cell!.
    constant: f64,
    whole: f64,
    rare: f64,
    /// How many more tables may be counted.
    budget: u32,
    /// Whether tables are only counted yet: what they say is not looked at before it is known that
    /// they are not too many.
    only_counted: bool,
    ln: Vec<f64>,
}

impl<F: FnMut(&[u64]) -> bool> Enumeration<'_, F> {
    /// The p value, or `None` when there are too many tables.
    fn run(rows: &[u64], order: &[usize], columns: &[u64], extreme: F) -> Option<f64> {
        let total: u64 = rows.iter().sum();
        let cells = rows.len() * columns.len();
        if total > MOST_COUNTED.0 || cells > MOST_COUNTED.1 {
            return None;
        }
        let ln: Vec<f64> = (0..=total).map(ln_factorial).collect();
        let totals = rows.iter().chain(columns).map(|t| ln[*t as usize]).sum::<f64>();
        let mut all = Enumeration {
            rows,
            order,
            left: columns.to_vec(),
            cells: vec![0; cells],
            extreme,
            constant: totals - ln[total as usize],
            whole: 0.0,
            rare: 0.0,
            budget: MOST_TABLES,
            only_counted: true,
            ln,
        };
        all.row(0, 0.0)?;
        (all.budget, all.only_counted) = (MOST_TABLES, false);
        all.row(0, 0.0)?;
        Some((all.rare / all.whole).min(1.0))
    }

    fn row(&mut self, at: usize, sum: f64) -> Option<()> {
        let row = self.order[at];
        if at + 1 < self.rows.len() {
            return self.cell(at, 0, self.rows[row], sum);
        }
        self.budget = self.budget.checked_sub(1)?;
        if self.only_counted {
            return Some(());
        }
        let columns = self.left.len();
        self.cells[row * columns..][..columns].copy_from_slice(&self.left);
        let sum = sum + self.left.iter().map(|r| self.ln[*r as usize]).sum::<f64>();
        let weight = (self.constant - sum).exp();
        self.whole += weight;
        if (self.extreme)(&self.cells) {
            self.rare += weight;
        }
        Some(())
    }

    /// Tries every value of column `j` in a row, `wanted` people still to place in it.
    fn cell(&mut self, at: usize, j: usize, wanted: u64, sum: f64) -> Option<()> {
        let columns = self.left.len();
        let beyond: u64 = self.left[j + 1..].iter().sum();
        for k in wanted.saturating_sub(beyond)..=wanted.min(self.left[j]) {
            self.left[j] -= k;
            self.cells[self.order[at] * columns + j] = k;
            let sum = sum + self.ln[k as usize];
            let done = if j + 1 == columns {
                self.row(at + 1, sum)
            } else {
                self.cell(at, j + 1, wanted - k, sum)
            };
            self.left[j] += k;
            done?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_counted_once_and_drawn_as_often_as_it_is_probable() {
        // Rows 1 and 3, columns 2 and 2: (1 0 / 1 2) and (0 1 / 2 1), a half each.
        let mut seen = Vec::new();
        let all = chance(&[3, 1], &[2, 2], 1, 0, |cells| {
            seen.push(cells.to_vec());
            cells[0] == 1
        });
        assert!(all.exact && (all.p - 0.5).abs() < 1e-15, "{all:?}");
        assert_eq!(seen, [[2, 1, 0, 1], [1, 2, 1, 0]]);
        // A hundred numbers, a row each: the first is in the first of three groups.
        let mut first = 0;
        let drawn = chance(&[1; 100], &[20, 30, 50], 7, 20_000, |cells| {
            let columns = |j: usize| cells.iter().skip(j).step_by(3).sum::<u64>();
            assert_eq!([columns(0), columns(1), columns(2)], [20, 30, 50]);
            first += cells[0];
            cells[0] == 1
        });
        assert!(!drawn.exact && (drawn.p - 0.2).abs() < 4.0 * drawn.error, "{drawn:?}");
        assert_eq!(drawn.rounds, 20_000);
    }

    #[test]
    fn a_table_of_very_many_cells_has_fewer_rounds() {
        let drawn = chance(&vec![1; 50_000], &[1, 49_999], 1, 20_000, |_| false);
        assert_eq!((drawn.rounds, drawn.p), (200, 1.0 / 201.0));
    }
}
