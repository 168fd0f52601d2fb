//! Krippendorff's alpha for any number of raters, with values missing.

use super::{Disagreement, Undefined};

/// How far apart two values are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Metric<'a> {
    /// Equal or not.
    Nominal,
    /// By how many ratings lie between them; categories stand in their order.
    Ordinal,
    /// By their difference: what each category is worth.
    Interval(&'a [f64]),
    /// By their difference over their sum: what each category is worth, none negative.
    Ratio(&'a [f64]),
}

/// Krippendorff's alpha of a count a unit and category: `units[u][c]` raters gave unit `u` the
/// value `c`. Units with fewer than two ratings do not count.
///
/// Source: K. Krippendorff, *Content Analysis*, 4th edition (2019), chapter 12: with n_u ratings of
/// unit u and n of all pairable units, 1 − (n − 1) Σ_u Σ_{c<k} n_uc n_uk δ²/(n_u − 1) over
/// Σ_{c<k} n_c n_k δ².
///
/// # Errors
/// [`Undefined::NoUnits`] without units, [`Undefined::NoPair`] where no unit has two ratings,
/// [`Undefined::OneValue`], and [`Undefined::Shape`] where units have unequally many categories or
/// a metric not as many finite values.
pub fn alpha(units: &[Vec<u64>], metric: Metric<'_>) -> Result<f64, Undefined> {
    let categories = units.first().ok_or(Undefined::NoUnits)?.len();
    let worth = match metric {
        Metric::Interval(worth) | Metric::Ratio(worth) => Some(worth),
        Metric::Nominal | Metric::Ordinal => None,
    };
    let misfits = worth.is_some_and(|w| w.len() != categories || w.iter().any(|w| !w.is_finite()));
    if misfits || units.iter().any(|unit| unit.len() != categories) {
        return Err(Undefined::Shape);
    }
    let rated = |unit: &&Vec<u64>| unit.iter().map(|count| *count as f64).sum::<f64>() > 1.0;
    let mut totals = vec![0.0; categories];
    for unit in units.iter().filter(rated) {
        for (sum, count) in totals.iter_mut().zip(unit) {
            *sum += *count as f64;
        }
    }
    let n: f64 = totals.iter().sum();
    if n == 0.0 {
        return Err(Undefined::NoPair);
    }
    let below: Vec<f64> = totals
        .iter()
        .scan(0.0, |sum, total| {
            *sum += total;
            Some(*sum - total)
        })
        .collect();
    let distance = |c: usize, k: usize| match metric {
        Metric::Nominal => 1.0,
        // Everything between them, and half of what has these values themselves.
        Metric::Ordinal => below[k] - below[c] + (totals[k] - totals[c]) / 2.0,
        Metric::Interval(worth) => worth[k] - worth[c],
        Metric::Ratio(worth) if worth[k] + worth[c] == 0.0 => 0.0,
        Metric::Ratio(worth) => (worth[k] - worth[c]) / (worth[k] + worth[c]),
    };
    let apart = |counts: &dyn Fn(usize) -> f64, used: &[usize]| {
        let mut sum = 0.0;
        for (at, k) in used.iter().enumerate() {
            for c in &used[..at] {
                sum += counts(*c) * counts(*k) * distance(*c, *k).powi(2);
            }
        }
        sum
    };
    let mut observed = 0.0;
    for unit in units.iter().filter(rated) {
        // A unit has few values, whatever there might be.
        let used: Vec<usize> = (0..categories).filter(|c| unit[*c] > 0).collect();
        let m: f64 = unit.iter().map(|count| *count as f64).sum();
        observed += apart(&|c| unit[c] as f64, &used) / (m - 1.0);
    }
    let used: Vec<usize> = (0..categories).filter(|c| totals[*c] > 0.0).collect();
    let expected = apart(&|c| totals[c], &used) / (n - 1.0);
    Disagreement { observed, expected }.agreement()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degenerate_units_say_why() {
        let nominal = |units: &[Vec<u64>]| alpha(units, Metric::Nominal);
        assert_eq!(nominal(&[]), Err(Undefined::NoUnits));
        assert_eq!(nominal(&[vec![1, 0], vec![0, 1]]), Err(Undefined::NoPair));
        assert_eq!(nominal(&[vec![2, 0], vec![3, 0]]), Err(Undefined::OneValue));
        assert_eq!(nominal(&[vec![2, 0], vec![3]]), Err(Undefined::Shape));
        assert_eq!(alpha(&[vec![1, 1]], Metric::Interval(&[1.0])), Err(Undefined::Shape));
        assert_eq!(alpha(&[vec![1, 1]], Metric::Interval(&[1.0, f64::NAN])), Err(Undefined::Shape));
        // Two values that are worth the same.
        assert_eq!(alpha(&[vec![1, 1]], Metric::Interval(&[1.0, 1.0])), Err(Undefined::OneValue));
        assert_eq!(nominal(&[vec![2, 0], vec![0, 3], vec![1, 0]]), Ok(1.0));
    }
}
