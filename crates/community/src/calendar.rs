//! Meetings as a file that calendars subscribe to: iCalendar (RFC 5545).
//!
//! Times are local times with the zone's own rules beside them, so that a meeting at eleven in New
//! York stays there when the clocks change, in any program. Each period of a series is an event of
//! its own: its id follows from the workspace, the series and the number of the period, and never
//! changes when a period is added. Cancelled meetings are exceptions (`EXDATE`), moved ones
//! overrides (`RECURRENCE-ID`).
//!
//! No address of the site is needed: ids are UUIDs.

mod lines;
mod zones;

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use crate::line::one_line;
use crate::meeting::{Period, Series};
use crate::recurrence::{End, Rule};
use crate::{unique, zone};
use lines::Lines;

/// What a calendar is called, and of when it is.
#[derive(Debug, Clone, Copy)]
pub struct Stamp<'a> {
    /// What subscribers see as its name.
    pub name: &'a str,
    /// What tells this workspace from all others, and stays: its address, or else its title.
    pub workspace: &'a str,
    /// When the series were last changed, or the time of publication.
    pub at: Timestamp,
    /// How many times the series were changed before. Calendars ignore a change without a new
    /// number where they compare it; 0 will do for those that subscribe.
    pub sequence: u32,
}

/// A calendar of all meetings of some series. Series without a period add nothing; a calendar
/// without any is not valid iCalendar, and better not written.
pub fn write(series: &[&Series], stamp: &Stamp) -> String {
    let mut out = Lines::default();
    out.plain("BEGIN", "VCALENDAR");
    out.plain("VERSION", "2.0");
    out.plain("PRODID", "-//paap//paap//EN");
    out.plain("CALSCALE", "GREGORIAN");
    out.text("NAME", &one_line(stamp.name));
    out.text("X-WR-CALNAME", &one_line(stamp.name));
    out.plain("REFRESH-INTERVAL;VALUE=DURATION", "P1D");
    out.plain("X-PUBLISHED-TTL", "P1D");
    for zone in zones_of(series, stamp.at).into_values() {
        zones::write(&mut out, zone);
    }
    for series in series {
        let words = words(series);
        for (number, period) in series.periods.iter().enumerate() {
            let number_text = number.to_string();
            let uid = unique::uuid(&["meeting", stamp.workspace, &series.slug, &number_text]);
            Event { series, number, period, uid, stamp, words: &words }.write(&mut out);
        }
    }
    out.plain("END", "VCALENDAR");
    out.finish()
}

/// What people wrote about a series, the same in all its events.
fn words(series: &Series) -> Lines {
    let mut out = Lines::default();
    out.text("SUMMARY", &one_line(&series.title));
    if let Some(about) = &series.about {
        out.text("DESCRIPTION", about);
    }
    if let Some(place) = series.location.as_ref().or(series.link.as_ref()) {
        out.text("LOCATION", &one_line(place));
    }
    if let Some(link) = series.link.as_ref().filter(|link| link.len() <= lines::LONGEST_TEXT) {
        out.plain("URL", link);
    }
    out
}

/// The time over which a zone's clock changes must be told.
#[derive(Debug, Clone, Copy)]
struct Range {
    from: Timestamp,
    /// None where a series does not end.
    to: Option<Timestamp>,
    /// The last start of a period, or the time of publication.
    known: Timestamp,
}

/// The zones of some series by name, each with its range.
fn zones_of<'a>(series: &[&'a Series], at: Timestamp) -> BTreeMap<&'a str, (&'a TimeZone, Range)> {
    let mut zones: BTreeMap<&str, (&TimeZone, Range)> = BTreeMap::new();
    for series in series {
        let moved = series.moved.values().map(|time| zone::moment(&series.zone, *time));
        let moved: Vec<Timestamp> = moved.collect();
        for period in &series.periods {
            let start = zone::moment(&series.zone, period.start);
            let last = last_of(series, period);
            let new = Range {
                from: moved.iter().copied().fold(start, Timestamp::min),
                to: last.map(|last| {
                    zone::after(moved.iter().copied().fold(last, Timestamp::max), period.minutes)
                }),
                known: moved.iter().copied().fold(start.max(at), Timestamp::max),
            };
            let (_, range) = zones.entry(series.zone_name()).or_insert((&series.zone, new));
            range.from = range.from.min(new.from);
            range.to = range.to.zip(new.to).map(|(a, b)| a.max(b));
            range.known = range.known.max(new.known);
        }
    }
    zones
}

/// The last moment at which a meeting of a period may begin; None where it goes on.
fn last_of(series: &Series, period: &Period) -> Option<Timestamp> {
    let Some(rule) = &period.rule else { return Some(zone::moment(&series.zone, period.start)) };
    match rule.end {
        End::Never => None,
        End::Day(day) => Some(zone::moment(&series.zone, day.to_datetime(period.start.time()))),
        End::Moment(moment) => Some(moment),
        End::Count(_) => {
            let last = rule.days(period.start.date(), jiff::civil::date(2300, 12, 31)).last();
            let last = last.unwrap_or(period.start.date());
            Some(zone::moment(&series.zone, last.to_datetime(period.start.time())))
        }
    }
}

/// A period, on its way into a calendar.
struct Event<'a> {
    series: &'a Series,
    number: usize,
    period: &'a Period,
    uid: String,
    stamp: &'a Stamp<'a>,
    /// What [`words`] says of the series.
    words: &'a Lines,
}

impl Event<'_> {
    fn write(&self, out: &mut Lines) {
        let Period { start, rule, .. } = self.period;
        let Some(rule) = rule else {
            let to = self.series.moved.get(&start.date()).copied().unwrap_or(*start);
            self.begin(out, to);
            if self.series.cancelled.contains(&start.date()) {
                out.plain("STATUS", "CANCELLED");
            }
            out.plain("END", "VEVENT");
            return;
        };
        let exceptions = self.exceptions();
        self.begin(out, *start);
        let mut text = rule.text();
        match self.until(rule) {
            Some(until) => text.push_str(&format!(";UNTIL={}", utc(until))),
            None => {
                if let End::Count(count) = rule.end {
                    text.push_str(&format!(";COUNT={count}"));
                }
            }
        }
        out.plain("RRULE", &text);
        for time in exceptions.iter().filter(|time| self.series.cancelled.contains(&time.date())) {
            out.plain(&format!("EXDATE;TZID={}", self.series.zone_name()), &local(*time));
        }
        out.plain("END", "VEVENT");
        for time in exceptions {
            let Some(to) = self.series.moved.get(&time.date()) else { continue };
            self.begin(out, *to);
            out.plain(&format!("RECURRENCE-ID;TZID={}", self.series.zone_name()), &local(time));
            out.plain("END", "VEVENT");
        }
    }

    /// What all events of a series have.
    fn begin(&self, out: &mut Lines, start: DateTime) {
        let series = self.series;
        out.plain("BEGIN", "VEVENT");
        out.plain("UID", &self.uid);
        out.plain("DTSTAMP", &utc(self.stamp.at));
        out.plain("LAST-MODIFIED", &utc(self.stamp.at));
        out.plain("SEQUENCE", &self.stamp.sequence.to_string());
        out.plain(&format!("DTSTART;TZID={}", series.zone_name()), &local(start));
        let (hours, minutes) = (self.period.minutes / 60, self.period.minutes % 60);
        out.plain(
            "DURATION",
            &match (hours, minutes) {
                (0, minutes) => format!("PT{minutes}M"),
                (hours, 0) => format!("PT{hours}H"),
                (hours, minutes) => format!("PT{hours}H{minutes}M"),
            },
        );
        out.append(self.words);
    }

    /// The meetings of this period that are cancelled or moved, by their planned times.
    fn exceptions(&self) -> Vec<DateTime> {
        let series = self.series;
        let last = series.cancelled.last().max(series.moved.keys().last());
        let Some(last) = last else { return Vec::new() };
        let planned = series.planned(*last).filter(|(number, _)| *number == self.number);
        planned
            .map(|(_, time)| time)
            .filter(|time| {
                series.cancelled.contains(&time.date()) || series.moved.contains_key(&time.date())
            })
            .collect()
    }

    /// The end of a rule in UTC, as RFC 5545 §3.3.10 asks where the start has a zone.
    fn until(&self, rule: &Rule) -> Option<Timestamp> {
        match rule.end {
            End::Day(_) | End::Moment(_) => last_of(self.series, self.period),
            End::Never | End::Count(_) => None,
        }
    }
}

/// A local time: `20260120T110000`.
fn local(time: DateTime) -> String {
    let (date, time) = (time.date(), time.time());
    format!(
        "{:04}{:02}{:02}T{:02}{:02}{:02}",
        date.year(),
        date.month(),
        date.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// A moment: `20260120T160000Z`.
fn utc(moment: Timestamp) -> String {
    format!("{}Z", local(zone::local(&TimeZone::UTC, moment)))
}

#[cfg(test)]
mod tests;
