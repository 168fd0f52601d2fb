//! When a number may be called a finding.
//!
//! The rule, the same on every surface:
//!
//! - A **share** is a *finding* when its base is at least [`LEAST_PEOPLE`] and its interval at most
//!   [`WIDEST`] wide.
//! - A **difference or association** is a *finding* when q is at most [`HIGHEST_Q`] and both
//!   compared groups hold at least [`LEAST_PEOPLE`] people.
//! - Everything else is a *signal*: worth asking about, not worth claiming.
//!
//! Weighted groups count by Kish's effective number ([`crate::weight::kish_effective`]), so with
//! 22 people everything is a signal.

use crate::interval::Interval;
use std::fmt;

/// The fewest people a finding may rest on, in each group compared.
///
/// Source: the customary least n for reporting a percentage, as in the data standards of the US
/// National Center for Health Statistics (Parker et al., *Vital and Health Statistics* 2(175),
/// 2017), which suppress proportions of an effective sample below 30.
pub const LEAST_PEOPLE: f64 = 30.0;

/// The widest interval of a share that is a finding: 20 percentage points, ±10.
///
/// paap's own choice, stricter than the 30 points at which the standard above suppresses.
pub const WIDEST: f64 = 0.20;

/// The highest q of a finding: one in twenty of the findings may be false.
///
/// Source: the customary rate of Benjamini & Hochberg (1995).
pub const HIGHEST_Q: f64 = 0.05;

/// How much weight a number can bear.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Level {
    /// Enough people, and sure enough, to claim.
    Finding,
    /// A hint to follow up.
    Signal,
}

impl Level {
    /// The level of a share with its base (people, or their effective number).
    pub fn of_share(base: f64, interval: Option<Interval>) -> Self {
        // 0.3 − 0.1 is a little more than 0.2 in floating point.
        let narrow = interval.is_some_and(|i| i.width() <= WIDEST + 1e-12);
        Self::when(base >= LEAST_PEOPLE && narrow)
    }

    /// The level of a difference or association with its q and the two groups' sizes (people, or
    /// their effective number).
    pub fn of_difference(q: f64, groups: (f64, f64)) -> Self {
        Self::when(q <= HIGHEST_Q && groups.0 >= LEAST_PEOPLE && groups.1 >= LEAST_PEOPLE)
    }

    fn when(finding: bool) -> Self {
        if finding { Self::Finding } else { Self::Signal }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Finding => "finding",
            Self::Signal => "signal",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::{CONFIDENCE, wilson};

    #[test]
    fn with_22_people_everything_is_a_signal() {
        for count in 0..=22 {
            assert_eq!(Level::of_share(22.0, wilson(count, 22, CONFIDENCE)), Level::Signal);
        }
        assert_eq!(Level::of_difference(0.0, (11.0, 11.0)), Level::Signal);
        assert_eq!(Level::of_difference(0.0, (21.0, 1.0)), Level::Signal);
    }

    #[test]
    fn the_borders_belong_to_findings() {
        let wide = |width| Some(Interval { low: 0.1, high: 0.1 + width });
        assert_eq!(Level::of_share(30.0, wide(0.2)), Level::Finding);
        assert_eq!(Level::of_share(30.0, wide(0.2001)), Level::Signal);
        assert_eq!(Level::of_share(29.9, wide(0.1)), Level::Signal);
        assert_eq!(Level::of_share(1e6, None), Level::Signal);
        assert_eq!(Level::of_difference(0.05, (30.0, 30.0)), Level::Finding);
        assert_eq!(Level::of_difference(0.0501, (30.0, 30.0)), Level::Signal);
        assert_eq!(Level::of_difference(f64::NAN, (30.0, 30.0)), Level::Signal);
        assert_eq!(format!("{:>8}", Level::Finding), " finding");
        assert_eq!(Level::Signal.to_string(), "signal");
    }
}
