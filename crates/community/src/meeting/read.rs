//! `series.yaml`, read.

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use paap_text::Problem;
use paap_text::yaml::{self, At, Node, Value};

use super::clock::{duration, time, zone_of};
use super::series::{Period, SERIES, Series};
use crate::content::{Front, day, slug_is};
use crate::line::one_line;
use crate::recurrence::{End, Rule, days_of, every, weekday_name};
use crate::zone;

/// No series begins again more often.
const RESTARTS: usize = 200;
/// No series has more cancelled and moved meetings: each moved one is a whole event in a calendar.
const EXCEPTIONS: usize = 1000;

impl Series {
    /// Reads `content/meetings/<slug>/series.yaml`.
    pub fn read(slug: &str, text: &str) -> (Self, Vec<Problem>) {
        let (node, broken) = match yaml::load(text) {
            Ok(node) => (node, None),
            Err(problem) => (
                Node { at: At::START, value: Value::Map(Vec::new()) },
                Some(Problem::from(*problem)),
            ),
        };
        let mut front = Front::of(node, &SERIES);
        if let Some(broken) = broken {
            front.problems = vec![broken];
        }
        slug_is(slug, &mut front.problems);
        let mut series = Self {
            slug: slug.to_owned(),
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            about: front.text("about"),
            zone: TimeZone::UTC,
            periods: Vec::new(),
            cancelled: Default::default(),
            moved: Default::default(),
            location: front.line("location"),
            link: front.link("link"),
        };
        let mut problems = std::mem::take(&mut front.problems);
        if let Some(zone) = front.get("zone").and_then(|node| zone_of(node, &mut problems)) {
            series.zone = zone;
            series.periods = periods(&front, &series.zone, &mut problems);
            exceptions(&front, &mut series, &mut problems);
        }
        (series, problems)
    }
}

/// The periods of a series; none where one of them cannot be told.
fn periods(front: &Front, zone: &TimeZone, problems: &mut Vec<Problem>) -> Vec<Period> {
    let before = problems.len();
    let mut periods: Vec<(Period, At)> = Vec::new();
    let restarts = front.get("restarts").map(Node::items).unwrap_or_default();
    if restarts.len() > RESTARTS {
        let message = format!(
            "The series begins again {} times; at most {RESTARTS} are read.",
            restarts.len()
        );
        problems.push(Problem::error("too-large", front.at("restarts"), message));
        return Vec::new();
    }
    for node in std::iter::once(front.node()).chain(restarts) {
        let Some((mut period, at)) = period(node, periods.last(), problems) else { continue };
        if let Some((earlier, _)) = periods.last_mut()
            && !end_before(earlier, period.start.date(), zone, at, problems)
        {
            continue;
        }
        // A rule that goes on from before has no end of its own yet.
        ends(node, &mut period, zone, problems);
        periods.push((period, at));
    }
    if problems[before..].iter().any(|problem| problem.weight == paap_text::Weight::Error) {
        return Vec::new();
    }
    periods.into_iter().map(|(period, _)| period).collect()
}

/// What one mapping with a start says, and what it takes from the period before.
fn period(
    node: &Node,
    earlier: Option<&(Period, At)>,
    problems: &mut Vec<Problem>,
) -> Option<(Period, At)> {
    let start_node = node.get("start")?;
    let start = time(start_node, problems)?;
    let minutes = match node.get("duration") {
        Some(node) => duration(node, problems)?,
        None => earlier?.0.minutes,
    };
    let rule = match node.get("repeats").filter(|node| !matches!(node.value, Value::Null)) {
        Some(repeats) => Some(rule(repeats, problems)?),
        None => earlier.and_then(|(period, _)| period.rule.clone()).map(|mut rule| {
            rule.end = End::Never;
            rule
        }),
    };
    if let Some(rule) = &rule
        && !rule.begins_on(start.date())
    {
        let date = start.date();
        let weekday = weekday_name(date.weekday());
        let message =
            format!("The first meeting, on {weekday} {date}, is none of those that repeat.");
        let forever = Rule { end: End::Never, ..rule.clone() };
        let year_after = date.saturating_add(5.years());
        let help = match forever.days(date, year_after).next() {
            Some(next) => format!(
                "Begin on {} {next}, or change how it repeats.",
                weekday_name(next.weekday())
            ),
            None => "The rule has no day within five years.".to_owned(),
        };
        problems.push(Problem::error("start-off-rule", start_node.at, message).help(help));
        return None;
    }
    Some((Period { start, minutes, rule }, start_node.at))
}

/// Ends a period before the next one begins.
fn end_before(
    earlier: &mut Period,
    next: Date,
    zone: &TimeZone,
    at: At,
    problems: &mut Vec<Problem>,
) -> bool {
    let last = next.saturating_sub(1.day());
    let overlap = match &mut earlier.rule {
        None => earlier.start.date() >= next,
        Some(rule) => {
            if earlier.start.date() >= next {
                true
            } else {
                match rule.end {
                    End::Never => rule.end = End::Day(last),
                    // What goes on beyond the next beginning was meant to end there.
                    End::Day(day) => rule.end = End::Day(day.min(last)),
                    End::Count(count) => {
                        let before = rule.days(earlier.start.date(), last).count();
                        if before < usize::try_from(count).unwrap_or(usize::MAX) {
                            rule.end = End::Day(last);
                        }
                    }
                    End::Moment(moment) => {
                        if zone::local(zone, moment).date() > last {
                            rule.end = End::Day(last);
                        }
                    }
                }
                false
            }
        }
    };
    if overlap {
        let message = format!("The meetings begin again on {next}, before they began.");
        problems.push(
            Problem::error("overlapping-restarts", at, message)
                .help("Write restarts in the order of their starts, each on a later day."),
        );
    }
    !overlap
}

/// Adds `until` and `count`.
fn ends(node: &Node, period: &mut Period, zone: &TimeZone, problems: &mut Vec<Problem>) {
    let until = node.get("until").and_then(|node| Some((day(node.text()?)?, node.at)));
    let count =
        node.get("count").and_then(|node| Some((node.text()?.parse::<u64>().ok()?, node.at)));
    let Some(rule) = &mut period.rule else {
        if let Some(at) = until.map(|(_, at)| at).or(count.map(|(_, at)| at)) {
            let message = "One meeting alone has no end of its series.";
            problems.push(
                Problem::error("end-without-repeats", at, message)
                    .help("Say under “repeats” how the meetings repeat."),
            );
        }
        return;
    };
    let ends = [until.is_some(), count.is_some(), rule.end != End::Never];
    if ends.into_iter().filter(|end| *end).count() > 1 {
        let at = until.map(|(_, at)| at).or(count.map(|(_, at)| at)).unwrap_or(At::START);
        problems.push(
            Problem::error("two-ends", at, "The meetings end in two ways.")
                .help("Keep one of “until”, “count” and the end of the “rule”."),
        );
        return;
    }
    if let End::Moment(end) = rule.end
        && end < zone::moment(zone, period.start)
    {
        let message = "The rule ends before the first meeting.";
        problems.push(Problem::error("wrong-order", node.at, message));
    }
    if let Some((until, at)) = until {
        if until < period.start.date() {
            let message = format!("The meetings end on {until}, before they begin.");
            problems.push(Problem::error("wrong-order", at, message));
            return;
        }
        rule.end = End::Day(until);
    }
    if let Some((count, at)) = count {
        match u32::try_from(count) {
            Ok(count @ 1..=10_000) => rule.end = End::Count(count),
            _ => {
                let message = format!("{count} meetings are not from 1 to 10000.");
                problems.push(Problem::error("wrong-value", at, message));
            }
        }
    }
}

fn rule(node: &Node, problems: &mut Vec<Problem>) -> Option<Rule> {
    let text = |key: &str| node.get(key).and_then(|node| Some((node.text()?, node.at)));
    let mut wrong = |at: At, message: String| {
        problems.push(Problem::error("wrong-repetition", at, message));
        None
    };
    match (text("every"), text("rule")) {
        (None, Some((rule, at))) => {
            if node.get("on").is_some() {
                return wrong(at, "“on” goes with “every”, not with a “rule”.".to_owned());
            }
            Rule::parse(rule).map_or_else(|message| wrong(at, message), Some)
        }
        (Some((unit, at)), None) => {
            let mut rule = match every(unit) {
                Ok(rule) => rule,
                Err(message) => return wrong(at, message),
            };
            for item in node.get("on").map(Node::items).unwrap_or_default() {
                let text = item.text()?;
                if let Err(message) = days_of(&mut rule, text) {
                    return wrong(item.at, message);
                }
            }
            rule.weekdays.sort_by_key(|(n, day)| (*n, day.to_monday_zero_offset()));
            rule.weekdays.dedup();
            rule.month_days.sort_unstable();
            rule.month_days.dedup();
            Some(rule)
        }
        (Some(_), Some((_, at))) => {
            wrong(at, "Meetings repeat by “every” or by a “rule”, not by both.".to_owned())
        }
        (None, None) => wrong(
            node.at,
            "Nothing says how the meetings repeat: “every: 2 weeks”, for example.".to_owned(),
        ),
    }
}

/// Cancelled and moved meetings, each of which must be one.
fn exceptions(front: &Front, series: &mut Series, problems: &mut Vec<Problem>) {
    let count =
        |key: &str| front.get(key).map_or(0, |node| node.items().len() + node.entries().len());
    let (cancelled, moved) = (count("cancelled"), count("moved"));
    if cancelled + moved > EXCEPTIONS {
        let message = format!(
            "{} meetings are cancelled or moved; at most {EXCEPTIONS} are read.",
            cancelled + moved
        );
        let at = front.at(if cancelled > moved { "cancelled" } else { "moved" });
        problems
            .push(Problem::error("too-large", at, message).help("Change how the meetings repeat."));
        return;
    }
    let mut listed = Vec::new();
    for node in front.get("cancelled").map(Node::items).unwrap_or_default() {
        if let Some(date) = node.text().and_then(day) {
            series.cancelled.insert(date);
            listed.push((date, node.at));
        }
    }
    for (key, value) in front.get("moved").map(Node::entries).unwrap_or_default() {
        let Some(date) = day(&key.name) else {
            let message = format!("“{}” is no day.", one_line(&key.name));
            problems.push(Problem::error("wrong-value", key.at, message).help(
                "Write the day on which the meeting would be: 2026-03-17: 2026-03-18 12:00.",
            ));
            continue;
        };
        let Some(to) = time(value, problems) else { continue };
        if series.cancelled.contains(&date) {
            let message = format!("The meeting of {date} is both cancelled and moved.");
            problems.push(Problem::error("cancelled-and-moved", key.at, message));
            continue;
        }
        series.moved.insert(date, to);
        listed.push((date, key.at));
    }
    if series.periods.is_empty() || listed.is_empty() {
        return;
    }
    let last = listed.iter().map(|(date, _)| *date).max().unwrap_or(Date::MIN);
    let days = series.planned_days(last.saturating_add(1.year()));
    for (date, at) in listed {
        if let Err(place) = days.binary_search(&date) {
            let near = [place.checked_sub(1), Some(place)].into_iter().flatten();
            let near: Vec<String> =
                near.filter_map(|n| days.get(n)).map(ToString::to_string).collect();
            let message = format!("There is no meeting on {date}.");
            problems.push(
                Problem::error("not-an-occurrence", at, message)
                    .help(format!("Those near it are on {}.", near.join(" and "))),
            );
            series.cancelled.remove(&date);
            series.moved.remove(&date);
        }
    }
}
