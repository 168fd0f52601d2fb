//! Weeks and months one after the other.

use crate::events::DAY;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// How long intervals are. Days begin at midnight of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Every {
    /// From Monday to Sunday.
    Week,
    /// From the first to the last of a month.
    Month,
}

/// Intervals one after the other, without gaps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    /// The first days of all, and the day behind the last.
    days: Vec<Date>,
    /// The first day as a number since 1970, and the interval of each day from it on.
    first: i64,
    of: Vec<u32>,
}

impl Spans {
    /// All intervals that have a day from `from` to `to`; none where `to` is earlier.
    pub fn new(every: Every, from: Date, to: Date) -> Self {
        let mut begin = begin(every, from);
        let mut days = vec![begin];
        let mut of = Vec::new();
        let first = number(begin);
        while begin <= to {
            let next = match every {
                Every::Week => begin.checked_add(7.days()),
                Every::Month => begin.checked_add(1.month()),
            };
            let Ok(next) = next else { break };
            let interval = days.len() as u32 - 1;
            of.resize(usize::try_from(number(next) - first).unwrap_or(0), interval);
            days.push(next);
            begin = next;
        }
        Self { days, first, of }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.days.len() - 1
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The interval of a moment.
    #[inline(always)]
    pub fn of(&self, time: i64) -> Option<usize> {
        let day = usize::try_from(time.div_euclid(DAY) - self.first).ok()?;
        self.of.get(day).map(|interval| *interval as usize)
    }

    /// The first day of an interval.
    pub fn from(&self, interval: usize) -> Option<Date> {
        self.days.get(interval).copied().filter(|_| interval < self.len())
    }

    /// The last day of an interval.
    pub fn to(&self, interval: usize) -> Option<Date> {
        self.days.get(interval + 1)?.yesterday().ok()
    }

    /// Whether an interval was over at a moment.
    pub fn is_over(&self, interval: usize, now: i64) -> bool {
        self.days.get(interval + 1).is_some_and(|next| number(*next) * DAY <= now)
    }

    /// The interval before the first.
    pub(super) fn before(&self) -> Option<(i64, i64)> {
        let [first, second] = self.days.first_chunk::<2>()?;
        let days = number(*second) - number(*first);
        // Months differ: the one before begins on a first.
        let begin = if first.day() == 1 && days >= 28 {
            number(first.checked_sub(1.month()).ok()?)
        } else {
            number(*first) - 7
        };
        Some((begin * DAY, number(*first) * DAY))
    }
}

fn begin(every: Every, day: Date) -> Date {
    match every {
        Every::Month => day.first_of_month(),
        Every::Week => {
            let since = day.weekday().since(Weekday::Monday);
            day.checked_sub(i64::from(since).days()).unwrap_or(day)
        }
    }
}

/// A day as a number since 1970.
pub(crate) fn number(day: Date) -> i64 {
    crate::events::days(i64::from(day.year()), i64::from(day.month()), i64::from(day.day()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn weeks_begin_on_mondays_and_months_on_firsts() {
        let weeks = Spans::new(Every::Week, date(2026, 1, 1), date(2026, 1, 12));
        assert_eq!(
            (weeks.len(), weeks.from(0), weeks.to(0)),
            (3, Some(date(2025, 12, 29)), Some(date(2026, 1, 4)))
        );
        let at = |day: Date| number(day) * DAY;
        assert_eq!(weeks.of(at(date(2026, 1, 5)) - 1), Some(0));
        assert_eq!(weeks.of(at(date(2026, 1, 5))), Some(1));
        assert_eq!(
            (weeks.of(at(date(2025, 12, 28))), weeks.of(at(date(2026, 1, 19)))),
            (None, None)
        );
        assert_eq!(weeks.before(), Some((at(date(2025, 12, 22)), at(date(2025, 12, 29)))));
        assert!(
            !weeks.is_over(2, at(date(2026, 1, 19)) - 1) && weeks.is_over(2, at(date(2026, 1, 19)))
        );
        let months = Spans::new(Every::Month, date(2024, 2, 29), date(2024, 4, 1));
        assert_eq!(
            (months.len(), months.from(1), months.to(0)),
            (3, Some(date(2024, 3, 1)), Some(date(2024, 2, 29)))
        );
        assert_eq!(months.before(), Some((at(date(2024, 1, 1)), at(date(2024, 2, 1)))));
        assert!(Spans::new(Every::Month, date(2024, 2, 1), date(2024, 1, 31)).is_empty());
    }
}
