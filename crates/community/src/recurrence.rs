//! The rules by which days repeat: the part of RFC 5545's `RRULE` that meetings need.
//!
//! `DAILY`, `WEEKLY`, `MONTHLY` and `YEARLY`, with `INTERVAL`, `BYDAY` (also `2TU`, `-1FR`),
//! `BYMONTHDAY`, `BYMONTH`, `BYSETPOS`, `WKST`, and `COUNT` or `UNTIL`. The time of day is always
//! that of the start. Everything else is refused with its name: a calendar that misunderstands is
//! worse than one that says no. A rule gives days; clock changes are `zone`'s.

mod days;
mod parse;
mod words;

pub use days::Days;
pub(crate) use words::{days_of, every, weekday_name};

use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use std::fmt::Write as _;

/// How days repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The period that repeats.
    pub frequency: Frequency,
    /// Each how many periods, from 1.
    pub interval: u16,
    /// Only these days of the week; with a number the how manieth of its month or year, counted
    /// from the end where it is negative.
    pub weekdays: Vec<(Option<i16>, Weekday)>,
    /// Only these days of the month, counted from the end where they are negative.
    pub month_days: Vec<i16>,
    /// Only these months.
    pub months: Vec<i16>,
    /// Of the days that are left in a period, only the how manieth, counted from the end where it
    /// is negative.
    pub positions: Vec<i16>,
    /// The first day of a week.
    pub week_start: Weekday,
    /// When it ends.
    pub end: End,
}

/// A period that repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frequency {
    /// Each day.
    Daily,
    /// Each week.
    Weekly,
    /// Each month.
    Monthly,
    /// Each year.
    Yearly,
}

/// When repeating ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It does not.
    Never,
    /// After so many days, the first one counted.
    Count(u32),
    /// After this day.
    Day(Date),
    /// After this moment.
    Moment(Timestamp),
}

impl Rule {
    /// A rule without conditions.
    pub const fn every(interval: u16, frequency: Frequency) -> Self {
        Self {
            frequency,
            interval,
            weekdays: Vec::new(),
            month_days: Vec::new(),
            months: Vec::new(),
            positions: Vec::new(),
            week_start: Weekday::Monday,
            end: End::Never,
        }
    }

    /// As RFC 5545 writes it, without its end.
    pub fn text(&self) -> String {
        let mut text = String::from(match self.frequency {
            Frequency::Daily => "FREQ=DAILY",
            Frequency::Weekly => "FREQ=WEEKLY",
            Frequency::Monthly => "FREQ=MONTHLY",
            Frequency::Yearly => "FREQ=YEARLY",
        });
        if self.interval > 1 {
            let _ = write!(text, ";INTERVAL={}", self.interval);
        }
        let numbers =
            |numbers: &[i16]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        if !self.months.is_empty() {
            let _ = write!(text, ";BYMONTH={}", numbers(&self.months));
        }
        if !self.month_days.is_empty() {
            let _ = write!(text, ";BYMONTHDAY={}", numbers(&self.month_days));
        }
        if !self.weekdays.is_empty() {
            let weekday = |(number, day): &(Option<i16>, Weekday)| {
                format!("{}{}", number.map(|n| n.to_string()).unwrap_or_default(), two(*day))
            };
            let weekdays: Vec<String> = self.weekdays.iter().map(weekday).collect();
            let _ = write!(text, ";BYDAY={}", weekdays.join(","));
        }
        if !self.positions.is_empty() {
            let _ = write!(text, ";BYSETPOS={}", numbers(&self.positions));
        }
        if self.week_start != Weekday::Monday {
            let _ = write!(text, ";WKST={}", two(self.week_start));
        }
        text
    }
}

/// A day of the week as RFC 5545 writes it.
pub(crate) const fn two(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "MO",
        Weekday::Tuesday => "TU",
        Weekday::Wednesday => "WE",
        Weekday::Thursday => "TH",
        Weekday::Friday => "FR",
        Weekday::Saturday => "SA",
        Weekday::Sunday => "SU",
    }
}

#[cfg(test)]
mod tests;
