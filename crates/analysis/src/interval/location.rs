//! Means and medians with their intervals.

use super::z_of;
use crate::special::{binomial_cdf, t_upper};
use crate::weight::{Alike, kish_effective, worth};

/// A mean with its t interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mean {
    /// How many values.
    pub n: usize,
    /// What the values are worth: n, or Kish's effective number where they are weighted.
    pub effective: f64,
    /// The mean, in the unit of the values.
    pub mean: f64,
    /// The standard deviation of the values (n − 1); `None` below 2 values.
    pub sd: Option<f64>,
    /// The lower bound; `None` below 2 values.
    pub low: Option<f64>,
    /// The upper bound; `None` below 2 values.
    pub high: Option<f64>,
}

/// A median with its order-statistic interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median {
    /// The median: the middle value, or the mean of the two middle ones.
    pub median: f64,
    /// The lower bound, one of the values; `None` when n is too small for the confidence.
    pub low: Option<f64>,
    /// The upper bound, one of the values.
    pub high: Option<f64>,
    /// The true confidence of the interval, at least the one asked for. When there is none, the
    /// confidence that smallest to largest value would have had.
    pub coverage: Option<f64>,
}

/// The mean of `values` with Student's interval, mean ± t s/√n.
///
/// Source: Student, *The probable error of a mean*, Biometrika 6 (1908). `None` when there is no
/// value or one is not finite.
pub fn mean_t(values: &[f64], confidence: f64) -> Option<Mean> {
    z_of(confidence)?;
    if values.is_empty() || values.iter().any(|v| !v.is_finite()) {
        return None;
    }
    let n = values.len() as f64;
    // Shifted by a first mean, so that large values close together keep their digits.
    let rough = sum(values.iter().copied()) / n;
    let mean = rough + sum(values.iter().map(|v| v - rough)) / n;
    let squares = sum(values.iter().map(|v| (v - mean) * (v - mean)));
    let sd = (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt());
    Some(around(values.len(), n, mean, sd, confidence))
}

/// The weighted mean of `values` with Student's interval on Kish's effective number.
///
/// mean = Σwv/Σw; s² = Σw(v − mean)²/Σw · m/(m − 1) and mean ± t₍m−1₎ s/√m with m = (Σw)²/Σw².
/// Source of m: L. Kish, *Survey Sampling* (1965), 11.7. Equal weights give [`mean_t`]. Values of
/// weight 0 do not count. `None` when lengths differ, no weight is positive, or a number is not
/// finite or a weight negative; no interval unless m > 1.
pub fn mean_weighted(values: &[f64], weights: &[f64], confidence: f64) -> Option<Mean> {
    z_of(confidence)?;
    let bad = |v: &f64| !v.is_finite();
    if values.len() != weights.len()
        || values.iter().any(bad)
        || weights.iter().any(|w| bad(w) || *w < 0.0)
    {
        return None;
    }
    let pairs = || values.iter().zip(weights).filter(|(_, w)| **w > 0.0);
    let (n, total) = (pairs().count(), sum(pairs().map(|(_, w)| *w)));
    if n == 0 {
        return None;
    }
    let rough = sum(pairs().map(|(v, w)| v * w)) / total;
    let mean = rough + sum(pairs().map(|(v, w)| (v - rough) * w)) / total;
    let effective = kish_effective(weights);
    let squares = sum(pairs().map(|(v, w)| w * (v - mean) * (v - mean)));
    let sd = (n > 1 && effective > 1.0)
        .then(|| (squares / total * effective / (effective - 1.0)).sqrt());
    Some(around(n, effective, mean, sd, confidence))
}

fn around(n: usize, effective: f64, mean: f64, sd: Option<f64>, confidence: f64) -> Mean {
    let half =
        sd.map(|sd| t_upper(0.5 * (1.0 - confidence), effective - 1.0) * sd / effective.sqrt());
    let (low, high) = (half.map(|h| mean - h), half.map(|h| mean + h));
    Mean { n, effective, mean, sd, low, high }
}

/// A sum with Neumaier's compensation: two million values lose no digits.
pub(crate) fn sum(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut lost) = (0.0f64, 0.0);
    for v in values {
        let next = sum + v;
        lost += if sum.abs() >= v.abs() { (sum - next) + v } else { (v - next) + sum };
        sum = next;
    }
    sum + lost
}

/// The median of `sorted` (ascending) with its distribution-free interval.
///
/// The interval runs from the d-th smallest to the d-th largest value, d as large as
/// 1 − 2 P(Bin(n, ½) < d) ≥ confidence allows. Source: H. A. David & H. N. Nagaraja, *Order
/// Statistics* (3rd ed., 2003), 7.1. With ties or whole numbers it covers at least as much.
/// `None` when there is no value or one is NaN.
pub fn median(sorted: &[f64], confidence: f64) -> Option<Median> {
    if sorted.iter().any(|v| v.is_nan()) {
        return None;
    }
    of_order(sorted.len() as u64, confidence, |k| sorted.get(k as usize).copied())
}

/// The weighted median: the lowest answer that at least half the weight does not exceed; halfway
/// to the next one where it is exactly half.
///
/// The middle of the lower and upper medians of F. Y. Edgeworth, *On a new method of reducing
/// observations relating to several quantities*, Philosophical Magazine 25 (1888). With equal
/// weights it is [`median`]. `None` without weight, or when a number is not one or a weight
/// negative.
pub fn median_weighted(answers: &[Alike]) -> Option<f64> {
    let (total, _) = worth(answers)?;
    let mut answers: Vec<&Alike> = answers.iter().filter(|own| own.worth() > 0.0).collect();
    answers.sort_by(|a, b| a.value.total_cmp(&b.value));
    let mut before = 0.0;
    for (index, own) in answers.iter().enumerate() {
        before += own.worth();
        // Sums of weights that should be equal differ by rounding.
        if (before - total / 2.0).abs() <= 1e-9 * total {
            let next = answers.get(index + 1).map_or(own.value, |next| next.value);
            return Some(0.5 * own.value + 0.5 * next);
        }
        if before > total / 2.0 {
            return Some(own.value);
        }
    }
    None
}

/// [`median`] from how many people chose each level of an ascending scale.
pub fn median_levels(levels: &[f64], counts: &[u64], confidence: f64) -> Option<Median> {
    if levels.len() != counts.len() || levels.iter().any(|v| v.is_nan()) {
        return None;
    }
    let n = counts.iter().try_fold(0u64, |sum, c| sum.checked_add(*c))?;
    of_order(n, confidence, |k| {
        let mut before = 0;
        levels.iter().zip(counts).find_map(|(level, count)| {
            before += count;
            (k < before).then_some(*level)
        })
    })
}

/// `value(k)` is the k-th smallest of n, from 0.
fn of_order(n: u64, confidence: f64, value: impl Fn(u64) -> Option<f64>) -> Option<Median> {
    z_of(confidence)?;
    if n == 0 {
        return None;
    }
    let (left, right) = (value((n - 1) / 2)?, value(n / 2)?);
    let median = if left == right { left } else { 0.5 * left + 0.5 * right };
    // The coverage of d = 1…; it falls as d grows, so the largest d is found by halving.
    let coverage = |d: u64| 1.0 - 2.0 * binomial_cdf(d - 1, n, 0.5);
    // A coverage of exactly the confidence must not fail by its rounding.
    let confidence = confidence - 1e-12;
    let widest = if n == 1 { 0.0 } else { coverage(1) };
    if widest < confidence {
        return Some(Median { median, low: None, high: None, coverage: Some(widest) });
    }
    let (mut good, mut bad) = (1, n / 2 + 1);
    while bad - good > 1 {
        let d = good + (bad - good) / 2;
        if coverage(d) >= confidence {
            good = d;
        } else {
            bad = d;
        }
    }
    Some(Median {
        median,
        low: value(good - 1),
        high: value(n - good),
        coverage: Some(coverage(good)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    #[test]
    fn a_single_value_has_no_interval() {
        let one = mean_t(&[4.0], CONFIDENCE).unwrap();
        assert_eq!((one.mean, one.sd, one.low, one.high), (4.0, None, None, None));
        assert_eq!(mean_t(&[], CONFIDENCE), None);
        assert_eq!(mean_t(&[1.0, f64::NAN], CONFIDENCE), None);
        let one = median(&[4.0], CONFIDENCE).unwrap();
        assert_eq!((one.median, one.low, one.coverage), (4.0, None, Some(0.0)));
    }

    #[test]
    fn five_values_are_too_few_and_six_enough() {
        // 1 − 2/2ⁿ: 93.75% at five, 96.875% at six (David & Nagaraja).
        let five = median(&[1.0, 2.0, 3.0, 4.0, 5.0], CONFIDENCE).unwrap();
        assert_eq!((five.median, five.low), (3.0, None));
        assert!((five.coverage.unwrap() - 0.9375).abs() < 1e-14);
        let six = median(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], CONFIDENCE).unwrap();
        assert_eq!((six.median, six.low, six.high), (3.5, Some(1.0), Some(6.0)));
        assert!((six.coverage.unwrap() - 0.96875).abs() < 1e-14);
    }

    #[test]
    fn equal_weights_are_no_weights() {
        let values = [3.0, 1.0, 4.0, 1.0, 5.0, 9.0];
        let plain = mean_t(&values, CONFIDENCE).unwrap();
        let weighted = mean_weighted(&values, &[0.3; 6], CONFIDENCE).unwrap();
        assert!((plain.low.unwrap() / weighted.low.unwrap() - 1.0).abs() < 1e-12);
        assert!((plain.sd.unwrap() / weighted.sd.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!(mean_weighted(&values, &[0.0; 6], CONFIDENCE), None);
    }

    proptest! {
        #[test]
        fn levels_are_their_people(counts in prop::collection::vec(0u64..40, 1..7)) {
            let levels: Vec<f64> = (1..=counts.len()).map(|v| v as f64).collect();
            let people: Vec<f64> = levels.iter().zip(&counts)
                .flat_map(|(v, c)| std::iter::repeat_n(*v, *c as usize)).collect();
            let plain = median(&people, CONFIDENCE);
            prop_assert_eq!(median_levels(&levels, &counts, CONFIDENCE), plain);
            let alike = |(value, people): (&f64, &u64)| {
                Alike { value: *value, weight: 0.3, people: *people }
            };
            let alike: Vec<Alike> = levels.iter().zip(&counts).map(alike).collect();
            prop_assert_eq!(median_weighted(&alike), plain.map(|plain| plain.median));
        }
    }
}
