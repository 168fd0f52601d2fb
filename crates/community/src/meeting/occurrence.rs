//! When the meetings of a series are.

use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};

use super::series::{Period, Series};
use crate::recurrence::End;
use crate::zone;

/// No meeting is later than this year, whoever asks.
const LAST_YEAR: i16 = 2300;

/// One meeting of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Which of the series' periods it belongs to, from 0.
    pub period: usize,
    /// When it would be by the rule, in local time.
    pub planned: DateTime,
    /// When it is, in local time.
    pub start: DateTime,
    /// When it begins.
    pub begins: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// Whether it does not take place.
    pub cancelled: bool,
}

impl Occurrence {
    /// Whether it is at another time than by the rule.
    pub fn is_moved(&self) -> bool {
        self.planned != self.start
    }
}

impl Series {
    /// The meetings that begin from `from` on and before `to`, cancelled ones included, in order.
    pub fn occurrences(&self, from: Timestamp, to: Timestamp) -> Vec<Occurrence> {
        // A day more: a zone is up to a day away from UTC. What was moved forward is planned later.
        let mut last = zone::local(&self.zone, to).date().saturating_add(1.day());
        if let Some((planned, _)) = self.moved.last_key_value() {
            last = last.max(*planned);
        }
        // Asking a zone is most of the work: what is days before is not asked about.
        let first = zone::local(&self.zone, from).date().saturating_sub(1.day());
        let mut found: Vec<Occurrence> = self
            .planned(last)
            .filter(|(_, planned)| self.day_of(*planned) >= first)
            .map(|(period, planned)| self.occurrence(period, planned))
            .filter(|meeting| meeting.begins >= from && meeting.begins < to)
            .collect();
        found.sort_by_key(|meeting| meeting.begins);
        found
    }

    /// The meeting that takes place on a day.
    pub fn on(&self, day: Date) -> Option<Occurrence> {
        let last = self.moved.last_key_value().map_or(day, |(planned, _)| day.max(*planned));
        let mut meetings = self
            .planned(last)
            .filter(|(_, planned)| self.day_of(*planned) == day)
            .map(|(period, planned)| self.occurrence(period, planned));
        // Another one may have been moved to the day of one that is cancelled.
        let first = meetings.next()?;
        if first.cancelled {
            meetings.find(|meeting| !meeting.cancelled).or(Some(first))
        } else {
            Some(first)
        }
    }

    /// The days of all meetings up to `last` by the rules, in order.
    pub(super) fn planned_days(&self, last: Date) -> Vec<Date> {
        self.planned(last).map(|(_, planned)| planned.date()).collect()
    }

    /// All meetings up to a day by the rules, in order: the number of the period, and the local time.
    pub(crate) fn planned(&self, last: Date) -> impl Iterator<Item = (usize, DateTime)> {
        self.periods.iter().enumerate().flat_map(move |(number, period)| {
            self.times(period, last).map(move |time| (number, time))
        })
    }

    fn times(&self, period: &Period, last: Date) -> impl Iterator<Item = DateTime> {
        let last = last.min(jiff::civil::date(LAST_YEAR, 12, 31));
        let start = period.start;
        let alone = period.rule.is_none() && start.date() <= last;
        let days = period.rule.as_ref().map(|rule| rule.days(start.date(), last));
        let end = match &period.rule {
            Some(rule) => match rule.end {
                End::Moment(end) => end,
                _ => Timestamp::MAX,
            },
            None => Timestamp::MAX,
        };
        let zone = self.zone.clone();
        let alone = alone.then_some(start);
        let repeated = days.into_iter().flatten().map(move |day| day.to_datetime(start.time()));
        // Zones are asked only where the end is a moment: asking is most of the work.
        let ends = end < Timestamp::MAX;
        alone
            .into_iter()
            .chain(repeated.take_while(move |time| !ends || zone::moment(&zone, *time) <= end))
    }

    /// The day on which what is planned for a time is.
    fn day_of(&self, planned: DateTime) -> Date {
        let day = planned.date();
        self.moved.get(&day).map_or(day, |to| to.date())
    }

    fn occurrence(&self, number: usize, planned: DateTime) -> Occurrence {
        let date = planned.date();
        let start = self.moved.get(&date).copied().unwrap_or(planned);
        let begins = zone::moment(&self.zone, start);
        let minutes = self.periods.get(number).map_or(0, |period| period.minutes);
        Occurrence {
            period: number,
            planned,
            start,
            begins,
            ends: zone::after(begins, minutes),
            cancelled: self.cancelled.contains(&date),
        }
    }
}
