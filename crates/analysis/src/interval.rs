//! How sure a number is: intervals for shares, differences, means and medians.
//!
//! Every interval is two-sided with equal tails at the `confidence` asked for; the house uses
//! [`CONFIDENCE`]. Where an interval cannot be had, the answer is `None`, never a made-up bound.

mod change;
mod location;
mod share;

pub use change::{paired, rates, shift};
pub use location::{Mean, Median, mean_t, mean_weighted, median, median_levels, median_weighted};
pub use share::{clopper_pearson, newcombe, newcombe_share, wilson, wilson_share};

pub(crate) use location::sum;

use crate::special::normal_upper;

/// The confidence of every interval that paap shows: 95%.
pub const CONFIDENCE: f64 = 0.95;

/// A lower and an upper bound, in the unit of the number they bound (a share: 0 to 1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Interval {
    /// The distance between the bounds.
    pub fn width(&self) -> f64 {
        self.high - self.low
    }
}

/// A difference between two groups and its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The share of the first group minus that of the second, −1 to 1.
    pub effect: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The z that leaves half of what is not confident in each tail; `None` unless 0 < confidence < 1.
pub(crate) fn z_of(confidence: f64) -> Option<f64> {
    (confidence > 0.0 && confidence < 1.0).then(|| normal_upper(0.5 * (1.0 - confidence)))
}
