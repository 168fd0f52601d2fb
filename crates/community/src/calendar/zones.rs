//! `VTIMEZONE`: a zone's clock changes, so that a calendar need not know the zone.
//!
//! Changes of one sort (the same offsets and name) are one observance each: those that go on by a
//! yearly rule until the end of what is looked at are written as that rule, all others one by one.
//! A rule is inferred only from changes of 28 years or more, over which every weekday falls on
//! every date, and only if it gives exactly the changes that there are. A series that goes on is
//! covered for 60 years after what is known of it; zones whose changes follow no rule (Casablanca's
//! follow the moon) are written one by one until then, as far as they are decided.

use std::fmt::Write as _;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use super::lines::Lines;
use super::{Range, local};
use crate::recurrence::{Frequency, Rule};
use crate::zone::local as local_time;

/// How far a series without an end is covered, in days.
const AHEAD: i64 = 60 * 366;
/// The fewest yearly changes that make a rule.
const ENOUGH: usize = 28;

/// A change of a zone's clocks.
#[derive(Debug, Clone)]
struct Change {
    /// When it is, on the clocks before it.
    onset: DateTime,
    from: Offset,
    to: Offset,
    name: String,
    summer: bool,
}

/// Writes a zone's changes over a range.
pub(super) fn write(out: &mut Lines, (zone, range): (&TimeZone, Range)) {
    out.plain("BEGIN", "VTIMEZONE");
    out.plain("TZID", zone.iana_name().unwrap_or("UTC"));
    let days = |days: i64| SignedDuration::from_hours(24 * days);
    let end = match range.to {
        Some(to) => to.saturating_add(days(2)),
        None => range.known.saturating_add(days(AHEAD)),
    };
    let end = end.unwrap_or(Timestamp::MAX);
    let from = range.from.saturating_sub(days(2)).unwrap_or(Timestamp::MIN);
    let mut changes = changes(zone, from, end);
    while let Some(first) = changes.first().cloned() {
        let same = |change: &Change| {
            (change.from, change.to, &change.name, change.summer)
                == (first.from, first.to, &first.name, first.summer)
        };
        let (group, others) = changes.into_iter().partition(same);
        changes = others;
        observances(out, &group, range.to.is_none().then_some(end));
    }
    out.plain("END", "VTIMEZONE");
}

/// The changes that hold in a range: the last one before it, and all in it.
fn changes(zone: &TimeZone, from: Timestamp, end: Timestamp) -> Vec<Change> {
    let before = zone.preceding(from).next().map(|change| change.timestamp());
    let Some(start) = before.or_else(|| zone.following(from).next().map(|_| from)) else {
        return vec![always(zone, from)];
    };
    let mut changes = Vec::new();
    let first = start.saturating_sub(SignedDuration::from_secs(1)).unwrap_or(start);
    let mut offset = zone.to_offset(first);
    if before.is_none() {
        changes.push(always(zone, from));
    }
    for change in zone.following(first).take_while(|change| change.timestamp() <= end) {
        changes.push(Change {
            onset: offset.to_datetime(change.timestamp()),
            from: offset,
            to: change.offset(),
            name: change.abbreviation().to_owned(),
            summer: change.dst().is_dst(),
        });
        offset = change.offset();
    }
    changes
}

/// What holds where nothing changed before.
fn always(zone: &TimeZone, from: Timestamp) -> Change {
    let info = zone.to_offset_info(from);
    Change {
        onset: local_time(zone, from),
        from: info.offset(),
        to: info.offset(),
        name: info.abbreviation().to_owned(),
        summer: info.dst().is_dst(),
    }
}

/// Changes of one sort: those that follow a rule to the end, and before them those that do not.
fn observances(out: &mut Lines, changes: &[Change], endless: Option<Timestamp>) {
    let (alone, ruled) = match endless.and_then(|end| tail(changes, end)) {
        Some((at, rule)) => (&changes[..at], Some((&changes[at], rule))),
        None => (changes, None),
    };
    if let [first, others @ ..] = alone {
        observance(out, first, |out| {
            for change in others {
                out.plain("RDATE", &local(change.onset));
            }
        });
    }
    if let Some((first, rule)) = ruled {
        observance(out, first, |out| out.plain("RRULE", &rule.text()));
    }
}

fn observance(out: &mut Lines, change: &Change, repeats: impl FnOnce(&mut Lines)) {
    let kind = if change.summer { "DAYLIGHT" } else { "STANDARD" };
    out.plain("BEGIN", kind);
    out.plain("DTSTART", &local(change.onset));
    out.plain("TZOFFSETFROM", &offset(change.from));
    out.plain("TZOFFSETTO", &offset(change.to));
    out.text("TZNAME", &change.name);
    repeats(out);
    out.plain("END", kind);
}

/// Where changes begin to follow a yearly rule that holds up to `end`, and the rule.
fn tail(changes: &[Change], end: Timestamp) -> Option<(usize, Rule)> {
    let last = changes.last()?;
    let goes_on = last.onset.year() >= local_time(&TimeZone::UTC, end).year() - 1;
    if !goes_on {
        return None;
    }
    // Backwards for as long as each is the year before, alike in month, weekday and time.
    let alike = |change: &Change| {
        let (a, b) = (change.onset, last.onset);
        (a.month(), a.weekday(), a.time()) == (b.month(), b.weekday(), b.time())
    };
    let mut at = changes.len() - 1;
    while at > 0
        && alike(&changes[at - 1])
        && changes[at - 1].onset.year() == changes[at].onset.year() - 1
    {
        at -= 1;
    }
    // An earlier rule may be alike but for the week: the longest run that one rule gives.
    let mut rule = None;
    while changes.len() - at >= ENOUGH {
        rule = rule_of(&changes[at..]);
        if rule.is_some() {
            break;
        }
        at += 1;
    }
    rule.map(|rule| (at, rule))
}

/// The yearly rule that gives exactly these changes.
fn rule_of(changes: &[Change]) -> Option<Rule> {
    let days: Vec<Date> = changes.iter().map(|change| change.onset.date()).collect();
    let (first, last) = (days.first()?, days.last()?);
    let least = days.iter().map(|day| day.day()).min()?;
    let mut rule = Rule::every(1, Frequency::Yearly);
    rule.months = vec![first.month().into()];
    let is_last = days.iter().all(|day| day.days_in_month() - day.day() < 7);
    let place = (i16::from(least) - 1) / 7 + 1;
    if is_last {
        rule.weekdays = vec![(Some(-1), first.weekday())];
    } else if (least - 1) % 7 == 0 && place < 5 {
        rule.weekdays = vec![(Some(place), first.weekday())];
    } else {
        let least = i16::from(least);
        rule.weekdays = vec![(None, first.weekday())];
        rule.month_days = (least..(least + 7).min(32)).collect();
    }
    rule.days(*first, *last).eq(days.iter().copied()).then_some(rule)
}

/// An offset: `-0500`, with seconds where it has them.
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.unsigned_abs();
    let mut text = format!("{sign}{:02}{:02}", seconds / 3600, seconds / 60 % 60);
    if !seconds.is_multiple_of(60) {
        let _ = write!(text, "{:02}", seconds % 60);
    }
    text
}
