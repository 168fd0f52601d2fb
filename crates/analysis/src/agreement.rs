//! How far raters agree beyond chance: Cohen's and Fleiss' kappa, Krippendorff's alpha, and its
//! unitizing form for stretches that raters mark freely.
//!
//! All of them are one minus a quotient: the disagreement observed over that expected by chance.
//! Where chance leaves nothing to disagree on the quotient does not exist; the answer is then
//! [`Undefined`] with its reason, never NaN and never 0 or 1 by convention.
//!
//! - [`cohen`], [`fleiss`], [`alpha`], [`percent`]: from counts
//! - [`unitized`]: from stretches of continua
//! - [`panel`]: many labels on many continua at once, with intervals

mod alpha;
mod kappa;
pub mod panel;
mod resample;
mod unitized;

pub use alpha::{Metric, alpha};
pub use kappa::{cohen, fleiss, percent};
pub use unitized::{Segment, unitized};

use std::fmt;

/// Why there is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Undefined {
    /// There is nothing that could have been rated.
    NoUnits,
    /// No unit was rated by two raters.
    NoPair,
    /// All raters used one and the same value throughout, so that chance explains everything.
    OneValue,
    /// Fleiss' kappa needs the same number of raters for every unit.
    UnevenRaters,
    /// The counts are not of the shape that is asked for, or a rater's segments overlap.
    Shape,
    /// There are so many raters that their pairs are not compared, see [`panel::MOST_PAIRED`].
    ManyRaters,
    /// An interval needs more than one block to draw from.
    OneBlock,
    /// In more than a tenth of the draws there was no number.
    RarelyDefined,
}

impl Undefined {
    /// A stable word for the reason.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NoUnits => "no-units",
            Self::NoPair => "no-pair",
            Self::OneValue => "one-value",
            Self::UnevenRaters => "uneven-raters",
            Self::Shape => "shape",
            Self::ManyRaters => "many-raters",
            Self::OneBlock => "one-block",
            Self::RarelyDefined => "rarely-defined",
        }
    }
}

impl fmt::Display for Undefined {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoUnits => "there is nothing to rate",
            Self::NoPair => "nothing was rated by two raters",
            Self::OneValue => "all used one and the same value throughout",
            Self::UnevenRaters => "the units were rated by unequally many raters",
            Self::Shape => "the counts do not fit together",
            Self::ManyRaters => "there are too many raters to compare each two",
            Self::OneBlock => "an interval needs more than one block to draw from",
            Self::RarelyDefined => "in too many draws there was no number",
        })
    }
}

impl std::error::Error for Undefined {}

/// The disagreement seen and the one that chance would bring, in the same unit.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Disagreement {
    pub(crate) observed: f64,
    pub(crate) expected: f64,
}

impl Disagreement {
    /// One minus their quotient.
    pub(crate) fn agreement(self) -> Result<f64, Undefined> {
        let value = 1.0 - self.observed / self.expected;
        if self.expected > 0.0 && value.is_finite() { Ok(value) } else { Err(Undefined::OneValue) }
    }
}
