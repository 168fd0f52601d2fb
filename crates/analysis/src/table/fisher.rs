//! Fisher's exact test.

use super::Table2x2;
use crate::special::ln_hypergeometric;

/// Tables whose probability is this near the observed one count as equally probable (R, `fisher.test`).
pub(super) const TIE: f64 = 1.0 + 1e-7;

/// The two-sided p value of Fisher's exact test.
///
/// The probabilities of all tables with these margins that are at most as probable as this one,
/// added up. Source: R. A. Fisher, *The logic of inductive inference*, JRSS 98 (1935); the
/// two-sided rule and its tolerance for ties (1e-7 relative) as in R's `fisher.test`. 1 when a row
/// or column is empty, NaN above [`super::MOST_PEOPLE`].
///
/// No allocation; a few dozen nanoseconds for a few dozen people, and for millions a time that
/// grows as the square root.
pub fn fisher_exact(table: &Table2x2) -> f64 {
    let Some(total) = table.total() else { return f64::NAN };
    let row = table.a + table.b;
    let column = table.a + table.c;
    let urn = Urn {
        low: (row + column).saturating_sub(total),
        high: row.min(column),
        marked: row as f64,
        drawn: column as f64,
        // plain − drawn, which may be negative.
        slack: (total - row) as f64 - column as f64,
    };
    if urn.low == urn.high {
        return 1.0;
    }
    // No weight relative to another can exceed 2ⁿ, so up to 1000 people nothing overflows.
    if total <= 1000 && urn.high - urn.low <= 100 { urn.all(table.a) } else { urn.tails(table) }
}

/// The count `k` in the first cell, from `low` to `high`, given the margins.
struct Urn {
    low: u64,
    high: u64,
    marked: f64,
    drawn: f64,
    slack: f64,
}

impl Urn {
    /// P(k + 1) / P(k).
    fn up(&self, k: u64) -> f64 {
        let k = k as f64;
        (self.marked - k) * (self.drawn - k) / ((k + 1.0) * (self.slack + k + 1.0))
    }

    /// P(k − 1) / P(k).
    fn down(&self, k: u64) -> f64 {
        let k = k as f64;
        k * (self.slack + k) / ((self.marked - k + 1.0) * (self.drawn - k + 1.0))
    }

    /// Every table, each weighed against the observed one.
    fn all(&self, observed: u64) -> f64 {
        let (mut whole, mut rare) = (1.0, 1.0);
        let mut add = |weight: f64| {
            whole += weight;
            rare += if weight <= TIE { weight } else { 0.0 };
        };
        let mut weight = 1.0;
        for k in observed..self.high {
            weight *= self.up(k);
            add(weight);
        }
        weight = 1.0;
        for k in (self.low + 1..=observed).rev() {
            weight *= self.down(k);
            add(weight);
        }
        (rare / whole).min(1.0)
    }

    /// Only the tails: from the observed table outwards, and from the first as improbable table
    /// on the other side of the mode outwards, each until it adds nothing.
    fn tails(&self, table: &Table2x2) -> f64 {
        let (row, rest, column) = (table.a + table.b, table.c + table.d, table.a + table.c);
        let mode = (self.marked + 1.0) * (self.drawn + 1.0)
            / (self.marked + self.slack + self.drawn + 2.0);
        let mode = (mode as u64).clamp(self.low, self.high);
        if table.a == mode {
            return 1.0;
        }
        let ln = |k: u64| ln_hypergeometric(k, row, rest, column);
        let here = ln(table.a);
        let tie = TIE.ln();
        let rare = |k: u64| ln(k) - here <= tie;
        // Probabilities fall from the mode outwards, so the first rare table is found by halving.
        // The mode itself may be a tie, so the search starts one before it.
        let above = table.a > mode;
        let (mut yes, mut no) = if above { (self.low, mode + 1) } else { (self.high, mode - 1) };
        let own = if above { self.sum_up(table.a) } else { self.sum_down(table.a) };
        let mut other = 0.0;
        if rare(yes) {
            while yes.abs_diff(no) > 1 {
                let k = yes.min(no) + yes.abs_diff(no) / 2;
                if rare(k) { yes = k } else { no = k }
            }
            let sum = if above { self.sum_down(yes) } else { self.sum_up(yes) };
            other = sum * (ln(yes) - here).exp();
        }
        // The logarithm last: a product of a tiny and a large number would round to nothing.
        (here + (own + other).ln()).exp().min(1.0)
    }

    /// Σ P(j)/P(k) over j ≥ k.
    fn sum_up(&self, k: u64) -> f64 {
        let (mut sum, mut weight) = (1.0, 1.0);
        for j in k..self.high {
            weight *= self.up(j);
            sum += weight;
            if weight < sum * 1e-18 {
                break;
            }
        }
        sum
    }

    /// Σ P(j)/P(k) over j ≤ k.
    fn sum_down(&self, k: u64) -> f64 {
        let (mut sum, mut weight) = (1.0, 1.0);
        for j in (self.low + 1..=k).rev() {
            weight *= self.down(j);
            sum += weight;
            if weight < sum * 1e-18 {
                break;
            }
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fisher(a: u64, b: u64, c: u64, d: u64) -> f64 {
        fisher_exact(&Table2x2 { a, b, c, d })
    }

    /// Every table from its binomial coefficients.
    fn naive(t: &Table2x2) -> f64 {
        let choose =
            |n: u64, k: u64| (0..k).map(|i| (n - i) as f64 / (k - i) as f64).product::<f64>();
        let (row, rest, column) = (t.a + t.b, t.c + t.d, t.a + t.c);
        let p = |k: u64| choose(row, k) * choose(rest, column - k);
        let all = column.saturating_sub(rest)..=row.min(column);
        let whole: f64 = all.clone().map(p).sum();
        all.map(p).filter(|w| *w <= p(t.a) * TIE).sum::<f64>() / whole
    }

    #[test]
    fn the_lady_tasting_tea() {
        // Fisher 1935: 4 of 4 right is 1 in 70 one-sided, 2 in 70 two-sided.
        assert!((fisher(4, 0, 0, 4) - 2.0 / 70.0).abs() < 1e-15);
        assert!((fisher(3, 1, 1, 3) - 34.0 / 70.0).abs() < 1e-15);
        assert_eq!(fisher(0, 0, 0, 0), 1.0);
        assert_eq!(fisher(0, 0, 3, 4), 1.0);
        assert!(fisher(u64::MAX, 1, 1, 1).is_nan());
    }

    #[test]
    fn turning_the_table_changes_nothing() {
        for (a, b, c, d) in [(900, 30_000, 1200, 60_000), (1, 999_999, 8, 1_000_001)] {
            let p = fisher(a, b, c, d);
            for turned in [fisher(c, d, a, b), fisher(b, a, d, c), fisher(a, c, b, d)] {
                assert!((turned / p - 1.0).abs() < 1e-10, "{p} {turned}");
            }
        }
    }

    proptest! {
        #[test]
        fn equals_naive_enumeration(a in 0u64..25, b in 0u64..25, c in 0u64..25, d in 0u64..25) {
            let table = Table2x2 { a, b, c, d };
            let (ours, theirs) = (fisher_exact(&table), naive(&table));
            prop_assert!((ours / theirs - 1.0).abs() < 1e-12, "{ours} {theirs}");
        }

        #[test]
        fn tails_equal_all(a in 1u64..60, b in 1u64..60, c in 1u64..60, d in 1u64..60) {
            let table = Table2x2 { a, b, c, d };
            let (row, column, total) = (a + b, a + c, a + b + c + d);
            let urn = Urn {
                low: (row + column).saturating_sub(total),
                high: row.min(column),
                marked: row as f64,
                drawn: column as f64,
                slack: (c + d) as f64 - column as f64,
            };
            let (all, tails) = (urn.all(a), urn.tails(&table));
            prop_assert!((all / tails - 1.0).abs() < 1e-11, "{all} {tails}");
        }
    }
}
