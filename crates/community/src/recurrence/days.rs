//! The days that a rule gives.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Frequency, Rule};

/// The days of a rule from its start on, in order. Its end by a day or a number is kept; an end by
/// a moment is for who knows the zone.
#[derive(Debug)]
pub struct Days<'a> {
    rule: &'a Rule,
    start: Date,
    last: Date,
    /// The first day of the period that is looked at next; None when none is left.
    period: Option<Date>,
    /// The days of the period before, the next one last.
    waiting: Vec<Date>,
    /// How many may still come.
    left: u32,
    /// What the rule does not say and the start does.
    told: Told,
}

/// The conditions, with what follows from the start where the rule has none.
#[derive(Debug)]
struct Told {
    weekday: Option<Weekday>,
    month_day: Option<i8>,
    month: Option<i8>,
}

impl Rule {
    /// The days from `start` to `last`, both included.
    pub fn days(&self, start: Date, last: Date) -> Days<'_> {
        let bare = self.weekdays.is_empty() && self.month_days.is_empty();
        let told = match self.frequency {
            Frequency::Weekly if bare => {
                Told { weekday: Some(start.weekday()), month_day: None, month: None }
            }
            Frequency::Monthly if bare => {
                Told { weekday: None, month_day: Some(start.day()), month: None }
            }
            Frequency::Yearly if bare => Told {
                weekday: None,
                month_day: Some(start.day()),
                month: self.months.is_empty().then(|| start.month()),
            },
            _ => Told { weekday: None, month_day: None, month: None },
        };
        let last = match self.end {
            super::End::Day(day) => day.min(last),
            _ => last,
        };
        let left = match self.end {
            super::End::Count(count) => count,
            _ => u32::MAX,
        };
        let period = Some(self.period_of(start));
        Days { rule: self, start, last, period, waiting: Vec::new(), left, told }
    }

    /// Whether a day is one of its own days, so that a series can begin on it.
    pub fn begins_on(&self, start: Date) -> bool {
        self.days(start, start).next() == Some(start)
    }

    /// The first day of the period that a day is in.
    fn period_of(&self, day: Date) -> Date {
        match self.frequency {
            Frequency::Daily => day,
            Frequency::Weekly => {
                let days = day.weekday().since(self.week_start);
                day.saturating_sub(i64::from(days).days())
            }
            Frequency::Monthly => day.first_of_month(),
            Frequency::Yearly => day.first_of_year(),
        }
    }

    /// The first day after a period.
    fn after(&self, period: Date, periods: u16) -> Option<Date> {
        let span = match self.frequency {
            Frequency::Daily => i64::from(periods).days(),
            Frequency::Weekly => i64::from(periods).weeks(),
            Frequency::Monthly => i64::from(periods).months(),
            Frequency::Yearly => i64::from(periods).years(),
        };
        period.checked_add(span).ok()
    }

    /// Whether a day meets every condition but that of positions.
    fn fits(&self, day: Date, told: &Told) -> bool {
        let month = day.month();
        if !self.months.is_empty() && !self.months.contains(&month.into())
            || told.month.is_some_and(|told| told != month)
            || told.month_day.is_some_and(|told| told != day.day())
            || told.weekday.is_some_and(|told| told != day.weekday())
        {
            return false;
        }
        let from_both_ends = |number: i16, place: i16, of: i16| {
            if number > 0 { number == place } else { number == place - of - 1 }
        };
        let (in_month, month_has) = (i16::from(day.day()), i16::from(day.days_in_month()));
        if !self.month_days.is_empty()
            && !self.month_days.iter().any(|&number| from_both_ends(number, in_month, month_has))
        {
            return false;
        }
        let by_year = self.frequency == Frequency::Yearly && self.months.is_empty();
        let (place, has) =
            if by_year { (day.day_of_year(), day.days_in_year()) } else { (in_month, month_has) };
        // The how manieth such weekday it is, from the front and from the back.
        let (front, back) = ((place - 1) / 7 + 1, -((has - place) / 7 + 1));
        self.weekdays.is_empty()
            || self.weekdays.iter().any(|&(number, weekday)| {
                weekday == day.weekday()
                    && number.is_none_or(|number| number == front || number == back)
            })
    }

    /// Of the days of a period, those that its positions choose.
    fn chosen(&self, days: Vec<Date>) -> Vec<Date> {
        if self.positions.is_empty() {
            return days;
        }
        let places = self.positions.iter().filter_map(|&position| {
            let from_front = usize::from(position.unsigned_abs()) - 1;
            if position > 0 { Some(from_front) } else { days.len().checked_sub(from_front + 1) }
        });
        let mut chosen: Vec<Date> = places.filter_map(|place| days.get(place).copied()).collect();
        chosen.sort_unstable();
        chosen.dedup();
        chosen
    }
}

impl Iterator for Days<'_> {
    type Item = Date;

    fn next(&mut self) -> Option<Date> {
        self.left = self.left.checked_sub(1)?;
        loop {
            if let Some(day) = self.waiting.pop() {
                return Some(day);
            }
            let period = self.period.filter(|period| *period <= self.last)?;
            let end = self.rule.after(period, 1).unwrap_or(Date::MAX);
            let days = period.series(1.day()).take_while(|day| *day < end);
            let days = days.filter(|day| self.rule.fits(*day, &self.told)).collect();
            self.waiting = self.rule.chosen(days);
            self.waiting.retain(|day| (self.start..=self.last).contains(day));
            self.waiting.reverse();
            self.period = self.rule.after(period, self.rule.interval);
        }
    }
}
