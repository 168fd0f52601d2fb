//! When a series meets, in a sentence.

use super::{Period, Series};
use crate::recurrence::{Frequency, Rule};
use jiff::civil::Weekday;

impl Series {
    /// When the series meets, as its last period has it: `Every 2 weeks on Tuesday at 11:00,
    /// New York time`; empty where it has no period.
    pub fn rhythm(&self) -> String {
        let Some(period) = self.periods.last() else { return String::new() };
        let time = period.start.time().strftime("%H:%M");
        format!("{} at {time}, {}", days(period), zone(self.zone_name()))
    }
}

/// `New York time` for `America/New_York`.
fn zone(name: &str) -> String {
    match name.rsplit_once('/') {
        Some((_, place)) => format!("{} time", place.replace('_', " ")),
        None => name.to_owned(),
    }
}

fn days(period: &Period) -> String {
    let Some(rule) = &period.rule else { return format!("On {}", period.start.date()) };
    let unit = match rule.frequency {
        Frequency::Daily => "day",
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Yearly => "year",
    };
    let every = match rule.interval {
        1 => format!("Every {unit}"),
        more => format!("Every {more} {unit}s"),
    };
    match on(rule, period) {
        Some(on) => format!("{every} on {on}"),
        None => every,
    }
}

/// On which days of its unit; None where every day is one.
fn on(rule: &Rule, period: &Period) -> Option<String> {
    if rule.frequency == Frequency::Daily && rule.weekdays.is_empty() {
        return None;
    }
    let mut days: Vec<String> = Vec::new();
    for (ordinal, weekday) in &rule.weekdays {
        let positions: Vec<i16> = match (ordinal, rule.positions.is_empty()) {
            (Some(one), _) => vec![*one],
            (None, false) => rule.positions.clone(),
            (None, true) => vec![0],
        };
        days.extend(positions.into_iter().map(|position| match position {
            0 => name(*weekday).to_owned(),
            position => format!("the {} {}", which(position), name(*weekday)),
        }));
    }
    days.extend(rule.month_days.iter().map(|day| match day {
        -1 => "the last day".to_owned(),
        day => format!("the {}", which(*day)),
    }));
    if days.is_empty() {
        days.push(match rule.frequency {
            Frequency::Weekly => name(period.start.date().weekday()).to_owned(),
            Frequency::Monthly => format!("the {}", which(i16::from(period.start.date().day()))),
            Frequency::Daily | Frequency::Yearly => period.start.strftime("%-d %B").to_string(),
        });
    }
    let last = days.pop()?;
    Some(if days.is_empty() { last } else { format!("{} and {last}", days.join(", ")) })
}

/// `3rd`, `last`, `2nd last`.
fn which(position: i16) -> String {
    let number = position.unsigned_abs();
    let ending = match (number % 10, number % 100) {
        (1, tens) if tens != 11 => "st",
        (2, tens) if tens != 12 => "nd",
        (3, tens) if tens != 13 => "rd",
        _ => "th",
    };
    match (position < 0, number) {
        (true, 1) => "last".to_owned(),
        (true, _) => format!("{number}{ending} last"),
        (false, _) => format!("{number}{ending}"),
    }
}

const fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use crate::meeting::Series;

    fn rhythm(repeats: &str) -> String {
        let text = format!(
            "title: A\nzone: America/New_York\nstart: 2026-01-20 11:00\nduration: 1 hour\n{repeats}"
        );
        let (series, problems) = Series::read("a", &text);
        assert!(problems.is_empty(), "{problems:?}");
        series.rhythm()
    }

    #[test]
    fn a_series_says_when_it_meets() {
        let at = "at 11:00, New York time";
        let cases = [
            ("", "On 2026-01-20"),
            ("repeats: {every: day}", "Every day"),
            ("repeats: {every: 2 weeks}", "Every 2 weeks on Tuesday"),
            (
                "repeats: {every: week, on: [tuesday, thursday]}",
                "Every week on Tuesday and Thursday",
            ),
            ("repeats: {every: month, on: [3rd tuesday]}", "Every month on the 3rd Tuesday"),
            (
                "repeats: {rule: \"FREQ=MONTHLY;BYDAY=TU;BYSETPOS=3\"}",
                "Every month on the 3rd Tuesday",
            ),
        ];
        for (repeats, said) in cases {
            assert_eq!(rhythm(repeats), format!("{said} {at}"), "{repeats}");
        }
    }
}
