//! Weights: making them, and what a weighted group is worth.
//!
//! Every weighted number in this room treats the sample as simple random with unequal weights (no
//! clusters, no strata), which is what a survey export can tell.

mod rake;
mod rao_scott;

pub use rake::{Limits, MISSING, Margin, RakeError, Weights, rake};
pub use rao_scott::{RaoScott, WeightedTable, rao_scott};

/// Kish's effective number of people, (Σw)² / Σw².
///
/// Source: L. Kish, *Survey Sampling* (1965), 11.7. Zero weights count for nothing; 0 when no
/// weight is positive; NaN when one is negative or not finite.
pub fn kish_effective(weights: &[f64]) -> f64 {
    // Scaled by the largest, so that no square overflows or vanishes.
    let Some(scale) = weights.iter().copied().reduce(f64::max) else { return 0.0 };
    if weights.iter().any(|w| !w.is_finite() || *w < 0.0) {
        return f64::NAN;
    }
    if scale == 0.0 {
        return 0.0;
    }
    let total = crate::interval::sum(weights.iter().map(|w| w / scale));
    let squares = crate::interval::sum(weights.iter().map(|w| (w / scale) * (w / scale)));
    total * total / squares
}

/// Kish's design effect of weighting, n / effective number = 1 + cv², over positive weights.
///
/// NaN where [`kish_effective`] is, or where there is no one.
pub fn design_effect(weights: &[f64]) -> f64 {
    weights.iter().filter(|w| **w > 0.0).count() as f64 / kish_effective(weights)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ends() {
        assert_eq!(kish_effective(&[]), 0.0);
        assert_eq!(kish_effective(&[0.0, 0.0]), 0.0);
        assert_eq!(kish_effective(&[2.0, 2.0, 0.0, 2.0]), 3.0);
        assert_eq!(kish_effective(&[1e300, 1e300]), 2.0);
        assert!(kish_effective(&[1.0, -1.0]).is_nan() && kish_effective(&[f64::NAN]).is_nan());
        assert!((design_effect(&[1.0, 3.0]) - 1.25).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn weights_are_worth_at_most_their_people(w in prop::collection::vec(0.01..50.0f64, 1..50)) {
            let n = kish_effective(&w);
            prop_assert!(1.0 - 1e-12 <= n && n <= w.len() as f64 * (1.0 + 1e-12));
        }
    }
}
