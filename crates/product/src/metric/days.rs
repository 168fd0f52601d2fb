//! The days that something is measured over.

use crate::events::{Facts, begin};
use jiff::civil::Date;
use std::fmt;

/// The first and the last of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Days {
    /// The last so many days of which there are facts; None where there are not as many.
    pub fn last(facts: &Facts, count: u16) -> Option<Self> {
        let (first, last) = facts.days()?;
        let back = jiff::Span::new().try_days(i64::from(count) - 1).ok()?;
        let from = last.checked_sub(back).ok()?;
        (from >= first).then_some(Self { from, to: last })
    }

    /// How many they are.
    pub fn count(self) -> i64 {
        i64::from((self.to - self.from).get_days()) + 1
    }

    /// As many days that end on this one; None where there are no such days.
    pub fn until(self, to: Date) -> Option<Self> {
        let back = jiff::Span::new().try_days(self.count() - 1).ok()?;
        Some(Self { from: to.checked_sub(back).ok()?, to })
    }

    /// As many days that end just before these; None where there are no such days.
    pub fn before(self) -> Option<Self> {
        self.until(self.from.yesterday().ok()?)
    }

    /// From the first moment to that after the last, in milliseconds of UTC since 1970.
    pub fn times(self) -> (i64, i64) {
        (begin(self.from), self.to.tomorrow().map_or(i64::MAX, begin))
    }

    pub(super) fn holds(self, time: i64) -> bool {
        let (from, to) = self.times();
        (from..to).contains(&time)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}
