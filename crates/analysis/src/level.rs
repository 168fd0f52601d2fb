//! When a number may be called a finding.
//!
//! The rule, the same on every surface:
//!
//! - A **share** is a *finding* when its base is at least [`LEAST_PEOPLE`] and its interval at most
//!   [`WIDEST`] wide.
//! - A **difference** between two groups is a *finding* when q is at most [`HIGHEST_Q`] and both
//!   groups hold at least [`LEAST_PEOPLE`] people.
//! - An **association** of two answers has no direction, so it is a *finding* when besides q at
//!   most [`HIGHEST_Q`] as many people gave each answer, and as many did not.
//! - A **table** is a *finding* by the same q where at least [`LEAST_PEOPLE`] people chose the
//!   second-largest option of each of its two questions, so that each parts them in two groups. An
//!   order has no groups: of it those count who are not on its commonest step, and at most half of
//!   all ([`in_groups`], [`in_order`]).
//! - One of several **categories** that is ahead of all others is a *finding* by the same p where their
//!   base is at least [`LEAST_PEOPLE`].
//! - A **number** (a mean, a median) is a *finding* when [`LEAST_PEOPLE`] people gave one and its
//!   interval reaches at most [`WIDEST_OF_NUMBER`] of it to either side.
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

/// How far the interval of a number that is a finding reaches to either side, as a part of it: a
/// fifth.
///
/// paap's own choice, and as far as a share of 50% with its interval of [`WIDEST`].
pub const WIDEST_OF_NUMBER: f64 = 0.20;

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

    /// The level of an association with its q, and of each of the two answers how many gave it and
    /// how many did not (people, or their effective number). Which one comes first is the same.
    pub fn of_association(q: f64, margins: [f64; 4]) -> Self {
        Self::when(q <= HIGHEST_Q && margins.iter().all(|&people| people >= LEAST_PEOPLE))
    }

    /// The level of a table with its p and what [`in_groups`] or [`in_order`] say of its two sides.
    /// Which one is across the top is the same.
    pub fn of_table(p: f64, sides: (f64, f64)) -> Self {
        Self::of_difference(p, sides)
    }

    /// The level of a number given by so many people (or their effective number), with its interval.
    pub fn of_number(people: f64, number: f64, interval: Option<Interval>) -> Self {
        let near = WIDEST_OF_NUMBER * number.abs() * (1.0 + 1e-12);
        let narrow = interval.is_some_and(|i| number - i.low <= near && i.high - number <= near);
        Self::when(people >= LEAST_PEOPLE && narrow)
    }

    /// The lower one: a signal where either is.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self::when(self == Self::Finding && other == Self::Finding)
    }

    fn when(finding: bool) -> Self {
        if finding { Self::Finding } else { Self::Signal }
    }
}

/// How many people one side of a table compares where its options have no order: those of the
/// second-largest option, as one group is compared with no other.
pub fn in_groups(options: &[f64]) -> f64 {
    let mut options = options.to_vec();
    options.sort_by(f64::total_cmp);
    options.len().checked_sub(2).map_or(0.0, |second| options[second])
}

/// How many people one side of a table compares where its options have an order: those who are not
/// on its commonest step, as where nearly all are on one step only the others tell of an order; and
/// at most half of all, as any place in an order parts its people in two.
pub fn in_order(steps: &[f64]) -> f64 {
    let all = steps.iter().sum::<f64>();
    in_order_beside(all, all - steps.iter().copied().fold(0.0, f64::max))
}

/// [`in_order`] of weighted people: what all are worth, and those who are not on the step without
/// which the rest is worth least (both as Kish's effective number).
pub fn in_order_beside(all: f64, rest: f64) -> f64 {
    rest.min(all / 2.0)
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
    fn a_table_rests_on_what_its_sides_compare() {
        let check = |rows: f64, columns: f64, expected| {
            assert_eq!(Level::of_table(0.01, (rows, columns)), expected);
            assert_eq!(Level::of_table(0.01, (columns, rows)), expected);
        };
        check(in_groups(&[58.0, 2.0]), in_groups(&[30.0, 30.0]), Level::Signal);
        check(in_groups(&[2.0, 500.0, 500.0]), in_groups(&[30.0, 972.0]), Level::Finding);
        check(in_order(&[20.0, 20.0, 20.0]), in_groups(&[30.0, 30.0]), Level::Finding);
        check(in_order(&[20.0, 20.0, 19.0]), in_groups(&[30.0, 29.0]), Level::Signal);
        // Of 60 people 59 are on one step: one person is no order.
        check(in_order(&[0.0, 59.0, 1.0]), in_order(&[59.0, 1.0]), Level::Signal);
        check(in_order(&[15.0, 500.0, 14.0]), in_groups(&[200.0, 329.0]), Level::Signal);
        check(in_order(&[15.0, 500.0, 15.0]), in_groups(&[200.0, 330.0]), Level::Finding);
        check(in_groups(&[90.0]), in_groups(&[]), Level::Signal);
        check(in_order(&[90.0]), in_order(&[]), Level::Signal);
        assert_eq!(Level::of_table(0.051, (90.0, 90.0)), Level::Signal);
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
        assert_eq!(Level::of_association(0.05, [30.0, 90.0, 60.0, 60.0]), Level::Finding);
        assert_eq!(Level::of_association(0.05, [30.0, 90.0, 91.0, 29.0]), Level::Signal);
        let number = |people, number, low, high| {
            Level::of_number(people, number, Some(Interval { low, high }))
        };
        assert_eq!(number(30.0, 10.0, 8.0, 12.0), Level::Finding);
        assert_eq!(number(30.0, -10.0, -12.0, -8.0), Level::Finding);
        assert_eq!(number(29.0, 10.0, 8.0, 12.0), Level::Signal);
        assert_eq!(number(30.0, 10.0, 9.0, 12.1), Level::Signal);
        assert_eq!(number(40.0, 1477.0, 622.0, 2333.0), Level::Signal);
        assert_eq!(number(40.0, 0.0, -0.1, 0.1), Level::Signal);
        assert_eq!(Level::of_number(40.0, 5.0, None), Level::Signal);
        assert_eq!(format!("{:>8}", Level::Finding), " finding");
        assert_eq!(Level::Signal.to_string(), "signal");
    }
}
