//! Weights: what a weighted group is worth.

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
