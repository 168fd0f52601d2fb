//! The test of Rao and Scott for weighted tables.

use crate::interval::sum;
use crate::special::{chi2_sf, f_sf};

/// A table of weighted people: what a test needs of them, however many they are.
#[derive(Debug, Clone, PartialEq)]
pub struct WeightedTable {
    rows: usize,
    columns: usize,
    /// How many people of positive weight.
    n: u64,
    /// Σw of each cell, row after row.
    weights: Vec<f64>,
    /// Σw² of each cell.
    squares: Vec<f64>,
}

impl WeightedTable {
    /// A table of `rows` × `columns` from each cell's Σw and Σw², row after row, of `n` people.
    ///
    /// `None` when the lengths do not fit or a sum is negative or not finite.
    pub fn new(
        rows: usize,
        columns: usize,
        n: u64,
        weights: Vec<f64>,
        squares: Vec<f64>,
    ) -> Option<Self> {
        let fits =
            rows.checked_mul(columns) == Some(weights.len()) && squares.len() == weights.len();
        let sound = weights.iter().chain(&squares).all(|s| s.is_finite() && *s >= 0.0);
        // Without cells the number of rows (or columns) could be anything, and means nothing.
        let (rows, columns) = if weights.is_empty() { (0, 0) } else { (rows, columns) };
        (fits && sound).then_some(Self { rows, columns, n, weights, squares })
    }

    /// The table of people given as `(row, column, weight)`; weight 0 counts as not there.
    ///
    /// `None` when a place is outside the table or a weight is negative or not finite.
    pub fn of(rows: usize, columns: usize, people: &[(usize, usize, f64)]) -> Option<Self> {
        let cells = rows.checked_mul(columns)?;
        let (mut n, mut weights, mut squares) = (0, vec![0.0; cells], vec![0.0; cells]);
        for &(row, column, weight) in people {
            let sound = row < rows && column < columns && weight.is_finite() && weight >= 0.0;
            if !sound {
                return None;
            }
            n += u64::from(weight > 0.0);
            weights[row * columns + column] += weight;
            squares[row * columns + column] += weight * weight;
        }
        Self::new(rows, columns, n, weights, squares)
    }

    /// Cramér's V of the weighted shares, 0 (nothing in common) to 1 (one tells the other).
    ///
    /// V² = φ²/(min(rows, columns) − 1) with φ² = Σ (p − e)²/e of the shares p and those e that
    /// independence would give. Source: H. Cramér, *Mathematical Methods of Statistics* (1946),
    /// 21.9. Bergsma's correction is not made: it is derived for people who all count alike. Rows
    /// and columns without weight are left out; `None` when fewer than two of either are left.
    pub fn cramers_v(&self) -> Option<f64> {
        let table = self.without_empty();
        let steps = table.rows.min(table.columns).checked_sub(1).filter(|steps| *steps > 0)?;
        Some((table.phi_squared() / steps as f64).sqrt().min(1.0))
    }

    /// Pearson's X² of the weighted shares over the number of people; no row or column is empty.
    fn phi_squared(&self) -> f64 {
        let (c, total) = (self.columns, sum(self.weights.iter().copied()));
        let p: Vec<f64> = self.weights.iter().map(|w| w / total).collect();
        let row: Vec<f64> = p.chunks(c).map(|cells| cells.iter().sum()).collect();
        let column: Vec<f64> = (0..c).map(|j| p.iter().skip(j).step_by(c).sum()).collect();
        sum((0..p.len()).map(|k| {
            let expected = row[k / c] * column[k % c];
            (p[k] - expected).powi(2) / expected
        }))
    }

    fn without_empty(&self) -> Self {
        let held = |i: usize, j: usize| self.weights[i * self.columns + j] > 0.0;
        let rows: Vec<usize> =
            (0..self.rows).filter(|i| (0..self.columns).any(|j| held(*i, j))).collect();
        let columns: Vec<usize> =
            (0..self.columns).filter(|j| (0..self.rows).any(|i| held(i, *j))).collect();
        let pick = |cells: &[f64]| {
            rows.iter()
                .flat_map(|i| columns.iter().map(move |j| cells[i * self.columns + j]))
                .collect()
        };
        let (weights, squares) = (pick(&self.weights), pick(&self.squares));
        Self { rows: rows.len(), columns: columns.len(), n: self.n, weights, squares }
    }
}

/// Pearson's chi-square of a weighted table, corrected for the weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaoScott {
    /// Pearson's X² of the weighted table scaled to n people, before any correction.
    pub pearson: f64,
    /// The mean generalised design effect, δ̄.
    pub design_effect: f64,
    /// First order: X²/δ̄, to be judged as chi-square with (r − 1)(c − 1) degrees of freedom.
    pub first_order: f64,
    /// The p value of `first_order`.
    pub first_order_p: f64,
    /// Second order: F = X² / Σδ. **This is the variant paap reports.**
    pub f: f64,
    /// F's first degrees of freedom, (Σδ)²/Σδ².
    pub df1: f64,
    /// F's second degrees of freedom, df1 · (n − 1).
    pub df2: f64,
    /// The p value of `f`.
    pub p: f64,
}

/// Tests whether rows and columns of a weighted table are independent.
///
/// Source: J. N. K. Rao & A. J. Scott, *On chi-squared tests for multiway contingency tables with
/// cell proportions estimated from survey data*, Annals of Statistics 12 (1984); the F form of the
/// second-order correction by D. R. Thomas & J. N. K. Rao, *Small-sample comparisons of level and
/// power for simple goodness-of-fit statistics under cluster sampling*, JASA 82 (1987). Numbers as
/// of R's `survey::svychisq(statistic = "F")` with `svydesign(ids = ~1, weights = ~w)`: people
/// drawn with replacement, the generalised design effects δ from the observed (not the expected)
/// shares. With equal weights and no empty cell every δ is n/(n − 1).
///
/// Rows and columns without weight are left out. `None` when fewer than two rows, columns or
/// people are left, or so many cells are empty that the design effects cannot be had.
pub fn rao_scott(table: &WeightedTable) -> Option<RaoScott> {
    let table = table.without_empty();
    let (r, c) = (table.rows, table.columns);
    if r < 2 || c < 2 || table.n < 2 {
        return None;
    }
    let n = table.n as f64;
    let total = sum(table.weights.iter().copied());
    let p: Vec<f64> = table.weights.iter().map(|w| w / total).collect();
    let s: Vec<f64> = table.squares.iter().map(|w| w / (total * total)).collect();

    let pearson = n * table.phi_squared();

    // C spans the interactions: products of contrasts of rows and of columns. Then
    // Δ = (C'D⁻¹C / n)⁻¹ (C'D⁻¹ V D⁻¹C) has the δ as eigenvalues, for any such C.
    let contrasts = interactions(r, c);
    let m = contrasts.len();
    let inverse: Vec<f64> = p.iter().map(|p| if *p > 0.0 { 1.0 / p } else { 0.0 }).collect();
    // V = n/(n − 1) (diag s − s p' − p s' + (Σs) p p'), so C'D⁻¹VD⁻¹C needs only C'D⁻¹s and
    // C'D⁻¹p beside the diagonal part.
    let scaled: Vec<Vec<f64>> = contrasts
        .iter()
        .map(|row| row.iter().zip(&inverse).map(|(x, d)| x * d).collect())
        .collect();
    let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
    let with_s: Vec<f64> = scaled.iter().map(|row| dot(row, &s)).collect();
    let with_p: Vec<f64> = scaled.iter().map(|row| dot(row, &p)).collect();
    let all_s: f64 = s.iter().sum();
    let mut denominator = vec![vec![0.0; m]; m];
    let mut numerator = vec![vec![0.0; m]; m];
    for a in 0..m {
        for b in 0..=a {
            let mut down = 0.0;
            let mut up = 0.0;
            for k in 0..r * c {
                down += scaled[a][k] * contrasts[b][k];
                up += scaled[a][k] * s[k] * scaled[b][k];
            }
            up += all_s * with_p[a] * with_p[b] - with_s[a] * with_p[b] - with_p[a] * with_s[b];
            denominator[a][b] = down / n;
            numerator[a][b] = up * n / (n - 1.0);
            numerator[b][a] = numerator[a][b];
        }
    }
    let (trace, squared) = traces(denominator, numerator)?;

    let df = m as f64;
    let design_effect = trace / df;
    let first_order = pearson / design_effect;
    let f = pearson / trace;
    let df1 = trace * trace / squared;
    let df2 = df1 * (n - 1.0);
    let answer = RaoScott {
        pearson,
        design_effect,
        first_order,
        first_order_p: chi2_sf(first_order, df),
        f,
        df1,
        df2,
        p: f_sf(f, df1, df2),
    };
    (trace > 0.0 && answer.p.is_finite()).then_some(answer)
}

/// An orthonormal basis of the interactions of `r` rows and `c` columns, (r − 1)(c − 1) vectors.
fn interactions(r: usize, c: usize) -> Vec<Vec<f64>> {
    let (rows, columns) = (helmert(r), helmert(c));
    let product = |a: &Vec<f64>, b: &Vec<f64>| {
        a.iter().flat_map(|x| b.iter().map(move |y| x * y)).collect::<Vec<f64>>()
    };
    rows.iter().flat_map(|a| columns.iter().map(move |b| product(a, b))).collect()
}

/// Helmert's contrasts: `n` − 1 orthonormal vectors that each add up to 0.
fn helmert(n: usize) -> Vec<Vec<f64>> {
    (1..n)
        .map(|k| {
            let scale = 1.0 / ((k * (k + 1)) as f64).sqrt();
            let entry = |i: usize| match i.cmp(&k) {
                std::cmp::Ordering::Less => scale,
                std::cmp::Ordering::Equal => -(k as f64) * scale,
                std::cmp::Ordering::Greater => 0.0,
            };
            (0..n).map(entry).collect()
        })
        .collect()
}

/// The traces of Δ and Δ² for Δ = A⁻¹B, both symmetric; `None` when A is not positive definite.
///
/// With A = LL' (Cholesky), L⁻¹BL'⁻¹ has the same eigenvalues as Δ and is symmetric.
fn traces(mut a: Vec<Vec<f64>>, mut b: Vec<Vec<f64>>) -> Option<(f64, f64)> {
    let m = a.len();
    for i in 0..m {
        let largest = a[i][i];
        for j in 0..=i {
            let rest = a[i][j] - (0..j).map(|k| a[i][k] * a[j][k]).sum::<f64>();
            if i == j {
                // What is left of a dependent row is rounding.
                if rest.is_nan() || rest <= 1e-10 * largest {
                    return None;
                }
                a[i][i] = rest.sqrt();
            } else {
                a[i][j] = rest / a[j][j];
            }
        }
    }
    // B's rows are its columns, so solving with L row by row gives (L⁻¹B)'; turned and solved once
    // more, L⁻¹BL'⁻¹.
    for _ in 0..2 {
        for row in &mut b {
            for i in 0..m {
                let known: f64 = a[i].iter().zip(&row[..i]).map(|(l, x)| l * x).sum();
                row[i] = (row[i] - known) / a[i][i];
            }
        }
        b = (0..m).map(|i| b.iter().map(|row| row[i]).collect()).collect();
    }
    let trace = (0..m).map(|i| b[i][i]).sum();
    let squared = b.iter().flatten().map(|x| x * x).sum();
    Some((trace, squared))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Table, chi_square};
    use proptest::prelude::*;

    #[test]
    fn sparse_and_broken_tables_are_none() {
        assert_eq!(WeightedTable::of(2, 2, &[(2, 0, 1.0)]), None);
        assert_eq!(WeightedTable::of(2, 2, &[(0, 0, f64::NAN)]), None);
        assert_eq!(WeightedTable::new(2, 2, 1, vec![1.0; 3], vec![1.0; 4]), None);
        let none = WeightedTable::new(usize::MAX, 0, 0, vec![], vec![]).unwrap();
        assert_eq!(rao_scott(&none), None);
        let one_row = WeightedTable::of(2, 2, &[(0, 0, 1.0), (0, 1, 2.0)]).unwrap();
        assert_eq!(rao_scott(&one_row), None);
        assert_eq!(one_row.cramers_v(), None);
        assert_eq!(none.cramers_v(), None);
        let diagonal: Vec<_> = (0..5).map(|i| (i, i, 1.0)).collect();
        assert_eq!(rao_scott(&WeightedTable::of(5, 5, &diagonal).unwrap()), None);
    }

    proptest! {
        #[test]
        fn equal_weights_are_nearly_pearson(cells in prop::collection::vec(1u64..200, 6)) {
            let weight = 0.37f64;
            let sums = |power: i32| cells.iter().map(|c| *c as f64 * weight.powi(power)).collect();
            let n: u64 = cells.iter().sum();
            let ours = rao_scott(&WeightedTable::new(2, 3, n, sums(1), sums(2)).unwrap()).unwrap();
            let plain = chi_square(&Table::new(2, 3, cells).unwrap()).unwrap();
            prop_assert!((ours.pearson / plain.statistic - 1.0).abs() < 1e-9);
            let n = n as f64;
            prop_assert!((ours.design_effect / (n / (n - 1.0)) - 1.0).abs() < 1e-9);
            prop_assert!((ours.df1 - 2.0).abs() < 1e-9 && ours.df2 > n);
        }

        #[test]
        fn turning_the_table_changes_nothing(
            people in prop::collection::vec((0usize..3, 0usize..4, 0.1..5.0f64), 60..120),
        ) {
            let turned: Vec<_> = people.iter().map(|(i, j, w)| (*j, *i, *w)).collect();
            let ours = rao_scott(&WeightedTable::of(3, 4, &people).unwrap());
            let back = rao_scott(&WeightedTable::of(4, 3, &turned).unwrap());
            prop_assert_eq!(ours.is_some(), back.is_some());
            if let (Some(ours), Some(back)) = (ours, back) {
                prop_assert!((ours.f - back.f).abs() < 1e-9 * ours.f.max(1e-6));
                prop_assert!((ours.p - back.p).abs() < 1e-9);
            }
        }
    }
}
