//! Weights: making them, and what a weighted group is worth.
//!
//! Every weighted number in this room treats the sample as simple random with unequal weights (no
//! clusters, no strata), which is what a survey export can tell.

mod rake;
mod rao_scott;

pub use rake::{Limits, MISSING, Margin, RakeError, Weights, rake};
pub use rao_scott::{RaoScott, WeightedTable, rao_scott};

/// Those who gave the same answer and have the same weight; 1 where nobody is weighted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike {
    /// What they answered.
    pub value: f64,
    /// What each of them counts for.
    pub weight: f64,
    /// How many they are.
    pub people: u64,
}

impl Alike {
    /// What they count for together.
    pub(crate) fn worth(&self) -> f64 {
        self.weight * self.people as f64
    }

    /// Whether it can be counted: a number, and a weight that is one and not negative.
    fn is_sound(&self) -> bool {
        !self.value.is_nan() && self.weight.is_finite() && self.weight >= 0.0
    }
}

/// The sum of the weights of `answers`, and Kish's effective number of people; None where it is 0,
/// or an answer is not a number or a weight negative or not finite.
pub(crate) fn worth(answers: &[Alike]) -> Option<(f64, f64)> {
    if !answers.iter().all(Alike::is_sound) {
        return None;
    }
    let total = crate::interval::sum(answers.iter().map(Alike::worth));
    let squares = crate::interval::sum(answers.iter().map(|own| own.weight * own.worth()));
    (total > 0.0 && squares > 0.0).then(|| (total, total * total / squares))
}

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
