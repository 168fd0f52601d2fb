//! Rules as people say them: every 2 weeks on tuesday, every month on the last friday.

use jiff::civil::Weekday;

use super::{Frequency, Rule};
use crate::line::one_line;

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];

/// Places within a month, counted from the end where they are negative.
const PLACES: [(&str, i16); 12] = [
    ("1st", 1),
    ("first", 1),
    ("2nd", 2),
    ("second", 2),
    ("3rd", 3),
    ("third", 3),
    ("4th", 4),
    ("fourth", 4),
    ("5th", 5),
    ("fifth", 5),
    ("last", -1),
    ("second-last", -2),
];

/// The name of a weekday, as in a sentence.
pub(crate) fn weekday_name(day: Weekday) -> &'static str {
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

/// `week`, `2 weeks`, `month`: what stands behind `every`.
pub(crate) fn every(text: &str) -> Result<Rule, String> {
    let lower = text.trim().to_lowercase();
    let mut words = lower.split_whitespace();
    let (number, unit) = match (words.next(), words.next(), words.next()) {
        (Some(unit), None, None) => (Some(1), unit),
        (Some("other"), Some(unit), None) => (Some(2), unit),
        (Some(number), Some(unit), None) => (number.parse().ok(), unit),
        _ => (None, ""),
    };
    let frequency = match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => Some(Frequency::Daily),
        "week" => Some(Frequency::Weekly),
        "month" => Some(Frequency::Monthly),
        "year" => Some(Frequency::Yearly),
        _ => None,
    };
    match (number, frequency) {
        (Some(number @ 1..=1000), Some(frequency)) => Ok(Rule::every(number, frequency)),
        _ => Err(format!(
            "“{}” is not understood: write day, week, 2 weeks, month, 3 months or year.",
            one_line(text)
        )),
    }
}

/// Adds `tuesday`, `3rd tuesday`, `last friday`, `15` or `last day` to a rule: one item of `on`.
pub(crate) fn days_of(rule: &mut Rule, text: &str) -> Result<(), String> {
    let lower = text.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let not_understood = || {
        let forms = match rule.frequency {
            Frequency::Daily | Frequency::Weekly => "a day of the week, such as tuesday",
            Frequency::Monthly => "3rd tuesday, last friday, 15 or last day",
            Frequency::Yearly => {
                return "A year repeats the day of its start: leave “on” away, or write a “rule”."
                    .to_owned();
            }
        };
        format!("“{}” is not understood: write {forms}.", one_line(text))
    };
    if rule.frequency == Frequency::Yearly {
        return Err(not_understood());
    }
    let by_month = rule.frequency == Frequency::Monthly;
    let place = |word: &str| PLACES.iter().find(|(name, _)| *name == word).map(|(_, n)| *n);
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        digits.parse::<i16>().ok().filter(|number| (1..=31).contains(number))
    };
    match words.as_slice() {
        [day] if !by_month && weekday(day).is_some() => {
            rule.weekdays.extend(weekday(day).map(|day| (None, day)));
        }
        [count, day] if by_month && place(count).is_some() && weekday(day).is_some() => {
            rule.weekdays.extend(weekday(day).map(|day| (place(count), day)));
        }
        ["last", "day"] if by_month => rule.month_days.push(-1),
        [day] if by_month && number(day).is_some() => rule.month_days.extend(number(day)),
        [day] if by_month && weekday(day).is_some() => {
            return Err(format!("Which {day} of the month? Write 3rd {day} or last {day}."));
        }
        _ => return Err(not_understood()),
    }
    if !rule.weekdays.is_empty() && !rule.month_days.is_empty() {
        return Err("Days of the week and days of the month do not go together.".to_owned());
    }
    Ok(())
}

/// `tuesday`, `tuesdays` or `tue`.
fn weekday(word: &str) -> Option<Weekday> {
    let word = word.strip_suffix('s').unwrap_or(word);
    let is = |name: &str| name == word || (word.len() == 3 && name.starts_with(word));
    // “tues” loses its last letter above, and is “tue”.
    WEEKDAYS.iter().find(|(name, _)| is(name)).map(|(_, day)| *day)
}
