//! The kappas, and plain percent agreement.

use super::{Disagreement, Undefined};

/// Cohen's kappa of a square table: `cells[i * categories + j]` units got value `i` by the one
/// rater and `j` by the other.
///
/// Source: J. Cohen, *A coefficient of agreement for nominal scales*, Educational and Psychological
/// Measurement 20 (1960).
///
/// # Errors
/// [`Undefined::Shape`] where there are not `categories`² cells, [`Undefined::NoUnits`] where all
/// are 0, [`Undefined::OneValue`] where both raters used only the same value.
pub fn cohen(categories: usize, cells: &[u64]) -> Result<f64, Undefined> {
    if categories == 0 || categories.checked_mul(categories) != Some(cells.len()) {
        return Err(Undefined::Shape);
    }
    let (mut rows, mut columns) = (vec![0.0; categories], vec![0.0; categories]);
    let mut apart = 0.0;
    for (i, row) in cells.chunks_exact(categories).enumerate() {
        for (j, count) in row.iter().enumerate() {
            let count = *count as f64;
            rows[i] += count;
            columns[j] += count;
            apart += if i == j { 0.0 } else { count };
        }
    }
    let n: f64 = rows.iter().sum();
    if n == 0.0 {
        return Err(Undefined::NoUnits);
    }
    // Σ over i ≠ j of r_i c_j, each term as r_i (n − c_i): nothing is subtracted from 1.
    let expected: f64 = rows.iter().zip(&columns).map(|(r, c)| r / n * ((n - c) / n)).sum();
    Disagreement { observed: apart / n, expected }.agreement()
}

/// Fleiss' kappa of a count a unit and category: `units[u][c]` raters gave unit `u` the value `c`.
///
/// Source: J. Fleiss, *Measuring nominal scale agreement among many raters*, Psychological Bulletin
/// 76 (1971).
///
/// # Errors
/// [`Undefined::UnevenRaters`] where not every unit has the same number of raters,
/// [`Undefined::NoPair`] where that is less than 2, and as [`cohen`].
pub fn fleiss(units: &[Vec<u64>]) -> Result<f64, Undefined> {
    let first = units.first().ok_or(Undefined::NoUnits)?;
    if units.iter().any(|unit| unit.len() != first.len()) {
        return Err(Undefined::Shape);
    }
    let raters = total(first);
    if units.iter().any(|unit| total(unit) != raters) {
        return Err(Undefined::UnevenRaters);
    }
    if raters < 2 {
        return Err(Undefined::NoPair);
    }
    let (n, m) = (units.len() as f64, raters as f64);
    let apart: f64 = units.iter().map(|unit| pairs_apart(unit)).sum();
    let expected = (0..first.len())
        .map(|c| units.iter().map(|unit| unit[c] as f64).sum::<f64>() / (n * m))
        .map(|share| share * (1.0 - share))
        .sum();
    Disagreement { observed: 2.0 * apart / (n * m * (m - 1.0)), expected }.agreement()
}

/// The share of all pairs of ratings of one unit that are the same value, 0 to 1; units of
/// [`fleiss`], which may have unequally many raters.
///
/// # Errors
/// [`Undefined::NoUnits`] without units, [`Undefined::NoPair`] where no unit has two raters.
pub fn percent(units: &[Vec<u64>]) -> Result<f64, Undefined> {
    if units.is_empty() {
        return Err(Undefined::NoUnits);
    }
    let pairs: f64 = units.iter().map(|unit| total(unit) as f64).map(|m| m * (m - 1.0) / 2.0).sum();
    let apart: f64 = units.iter().map(|unit| pairs_apart(unit)).sum();
    if pairs > 0.0 { Ok(1.0 - apart / pairs) } else { Err(Undefined::NoPair) }
}

fn total(unit: &[u64]) -> u64 {
    unit.iter().fold(0, |sum, count| sum.saturating_add(*count))
}

/// How many pairs of ratings of a unit differ.
fn pairs_apart(unit: &[u64]) -> f64 {
    let (mut seen, mut apart) = (0.0, 0.0);
    for count in unit {
        apart += seen * *count as f64;
        seen += *count as f64;
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degenerate_tables_say_why() {
        assert_eq!(cohen(2, &[9, 0, 0, 0]), Err(Undefined::OneValue));
        assert_eq!(cohen(2, &[0; 4]), Err(Undefined::NoUnits));
        assert_eq!(cohen(2, &[1, 2, 3]), Err(Undefined::Shape));
        assert_eq!(cohen(0, &[]), Err(Undefined::Shape));
        assert_eq!(cohen(usize::MAX, &[1]), Err(Undefined::Shape));
        // Each constant, but not the same: as much agreement as chance has, none.
        assert_eq!(cohen(2, &[0, 9, 0, 0]), Ok(0.0));
        assert_eq!(fleiss(&[]), Err(Undefined::NoUnits));
        assert_eq!(fleiss(&[vec![2, 0], vec![1, 0]]), Err(Undefined::UnevenRaters));
        assert_eq!(fleiss(&[vec![2, 0], vec![2]]), Err(Undefined::Shape));
        assert_eq!(fleiss(&[vec![1, 0], vec![0, 1]]), Err(Undefined::NoPair));
        assert_eq!(fleiss(&[vec![3, 0], vec![3, 0]]), Err(Undefined::OneValue));
        assert_eq!(percent(&[vec![1, 0]]), Err(Undefined::NoPair));
        assert_eq!(percent(&[vec![2, 1], vec![1, 0]]), Ok(1.0 - 2.0 / 3.0));
    }

    #[test]
    fn the_thousand_characters() {
        // 100 each, 50 shared: a tool that multiplies where it should add says 0.299.
        let kappa = cohen(2, &[50, 50, 50, 850]);
        assert!(kappa.is_ok_and(|kappa| (kappa - 4.0 / 9.0).abs() < 1e-12), "{kappa:?}");
    }
}
