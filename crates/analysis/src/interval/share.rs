//! Intervals for shares and for the difference of two shares.

use super::{Difference, Interval, z_of};
use crate::special::{beta_quantile, beta_quantile_upper};

/// Wilson's score interval for `count` of `base`.
///
/// Source: E. B. Wilson, *Probable inference, the law of succession, and statistical inference*,
/// JASA 22 (1927), without continuity correction; recommended for small n by Brown, Cai &
/// DasGupta, *Interval estimation for a binomial proportion*, Statistical Science 16 (2001).
///
/// The low bound is exactly 0 at 0 of n and the high one exactly 1 at n of n. `None` when the base
/// is 0, the count exceeds it, or the confidence is not between 0 and 1.
pub fn wilson(count: u64, base: u64, confidence: f64) -> Option<Interval> {
    if base == 0 || count > base {
        return None;
    }
    let z = z_of(confidence)?;
    // The share of those who did not, from its own count: 1 − share would be rounded.
    let n = base as f64;
    Some(score(count as f64 / n, (base - count) as f64 / n, n, z))
}

/// Wilson's interval for a weighted `share` (0 to 1) of a base worth `effective` people.
///
/// The effective number is Kish's ([`crate::weight::kish_effective`]); that the score interval
/// may take it in place of n: Korn & Graubard, *Confidence intervals for proportions with small
/// expected number of positive counts estimated from survey data*, Survey Methodology 24 (1998).
/// `None` when the share is outside 0 to 1 or `effective` is not positive.
pub fn wilson_share(share: f64, effective: f64, confidence: f64) -> Option<Interval> {
    let valid = (0.0..=1.0).contains(&share) && effective > 0.0 && effective.is_finite();
    if !valid {
        return None;
    }
    Some(score(share, 1.0 - share, effective, z_of(confidence)?))
}

/// The two roots θ of (p − θ)² = z² θ(1 − θ)/n, each by the form that adds and never cancels.
fn score(p: f64, q: f64, n: f64, z: f64) -> Interval {
    let half = 0.5 * z * z / n;
    let root = z * (p * q / n + 0.25 * z * z / (n * n)).sqrt();
    // The product of the roots is p² / (1 + z²/n).
    let low = p * p / (p + half + root);
    let high = if q == 0.0 { 1.0 } else { (p + half + root) / (1.0 + 2.0 * half) };
    // Rounding must not put the share outside its own interval.
    Interval { low: low.min(p), high: high.min(1.0).max(p) }
}

/// The exact (conservative) interval for `count` of `base`.
///
/// Source: C. J. Clopper & E. S. Pearson, *The use of confidence or fiducial limits illustrated in
/// the case of the binomial*, Biometrika 26 (1934), as quantiles of the beta distribution.
pub fn clopper_pearson(count: u64, base: u64, confidence: f64) -> Option<Interval> {
    let confident = confidence > 0.0 && confidence < 1.0;
    if base == 0 || count > base || !confident {
        return None;
    }
    let tail = 0.5 * (1.0 - confidence);
    let (x, rest) = (count as f64, (base - count) as f64);
    let low = if count == 0 { 0.0 } else { beta_quantile(tail, x, rest + 1.0) };
    let high = if count == base { 1.0 } else { beta_quantile_upper(tail, x + 1.0, rest) };
    Some(Interval { low, high })
}

/// The difference of two independent shares, each `(count, base)`, first minus second.
///
/// Source: R. G. Newcombe, *Interval estimation for the difference between independent
/// proportions*, Statistics in Medicine 17 (1998), method 10: the square-and-add of two Wilson
/// intervals without continuity correction. `None` when either base is 0.
pub fn newcombe(a: (u64, u64), b: (u64, u64), confidence: f64) -> Option<Difference> {
    let first = wilson(a.0, a.1, confidence)?;
    let second = wilson(b.0, b.1, confidence)?;
    Some(square_and_add(a.0 as f64 / a.1 as f64, first, b.0 as f64 / b.1 as f64, second))
}

/// [`newcombe`] for weighted shares, each `(share, effective number)`.
pub fn newcombe_share(a: (f64, f64), b: (f64, f64), confidence: f64) -> Option<Difference> {
    let first = wilson_share(a.0, a.1, confidence)?;
    let second = wilson_share(b.0, b.1, confidence)?;
    Some(square_and_add(a.0, first, b.0, second))
}

fn square_and_add(a: f64, first: Interval, b: f64, second: Interval) -> Difference {
    let effect = a - b;
    let down = (a - first.low).hypot(second.high - b);
    let up = (first.high - a).hypot(b - second.low);
    Difference { effect, low: (effect - down).max(-1.0), high: (effect + up).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    #[test]
    fn the_textbook_cases() {
        let ours = wilson(7, 9, CONFIDENCE).unwrap();
        assert!((ours.low - 0.4526).abs() < 5e-5 && (ours.high - 0.9368).abs() < 5e-5);
        let exact = clopper_pearson(7, 9, CONFIDENCE).unwrap();
        assert!((exact.low - 0.3999).abs() < 5e-5 && (exact.high - 0.9719).abs() < 5e-5);
        // Newcombe 1998, table II, (a) 56/70 − 48/80, method 10.
        let d = newcombe((56, 70), (48, 80), CONFIDENCE).unwrap();
        assert!((d.low - 0.0524).abs() < 5e-5 && (d.high - 0.3339).abs() < 5e-5);
    }

    #[test]
    fn the_ends_are_exact_and_nothing_is_none() {
        for n in [1, 7, 22, 1_000_000_007] {
            assert_eq!(wilson(0, n, CONFIDENCE).unwrap().low, 0.0);
            assert_eq!(wilson(n, n, CONFIDENCE).unwrap().high, 1.0);
        }
        assert_eq!(wilson(0, 0, CONFIDENCE), None);
        assert_eq!(wilson(3, 2, CONFIDENCE), None);
        assert_eq!(wilson(1, 2, 1.0), None);
        assert_eq!(wilson(1, 2, f64::NAN), None);
        assert_eq!(wilson_share(0.5, 0.0, CONFIDENCE), None);
        assert_eq!(newcombe((0, 0), (1, 2), CONFIDENCE), None);
    }

    proptest! {
        #[test]
        fn intervals_hold_their_share(base in 1u64..1_000_000, part in 0.0..=1.0f64) {
            let count = ((base as f64 * part) as u64).min(base);
            let share = count as f64 / base as f64;
            let ours = wilson(count, base, CONFIDENCE).unwrap();
            prop_assert!(0.0 <= ours.low && ours.low <= share);
            prop_assert!(share <= ours.high && ours.high <= 1.0);
            let weighted = wilson_share(share, base as f64, CONFIDENCE).unwrap();
            prop_assert!((weighted.low - ours.low).abs() < 1e-12);
            let exact = clopper_pearson(count, base, CONFIDENCE).unwrap();
            prop_assert!(exact.low <= share && share <= exact.high);
        }

        #[test]
        fn a_difference_turns_round(a in 0u64..50, b in 0u64..50) {
            let there = newcombe((a, 50), (b, 50), CONFIDENCE).unwrap();
            let back = newcombe((b, 50), (a, 50), CONFIDENCE).unwrap();
            prop_assert!((there.low + back.high).abs() < 1e-12);
            prop_assert!(there.low <= there.effect && there.effect <= there.high);
        }
    }
}
