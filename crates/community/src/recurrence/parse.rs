//! A rule as RFC 5545 writes it, read; what is not understood is refused by name.

use jiff::civil;
use jiff::civil::Weekday;

use super::{End, Frequency, Rule};
use crate::line::one_line;

/// Longer rules are refused, in bytes: a rule that people write has less than a hundred.
const LONGEST: usize = 1000;

impl Rule {
    /// Reads `FREQ=WEEKLY;INTERVAL=2;BYDAY=TU`, with or without `RRULE:` before it.
    ///
    /// # Errors
    ///
    /// What is wrong or not understood, as a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text.len() > LONGEST {
            return Err(format!("The rule has {} bytes; at most {LONGEST} are read.", text.len()));
        }
        let text = text.trim().to_ascii_uppercase();
        let text = text.strip_prefix("RRULE:").unwrap_or(&text);
        let mut seen: Vec<&str> = Vec::new();
        let mut rule = Self::every(1, Frequency::Daily);
        for part in text.split(';') {
            let Some((name, value)) = part.split_once('=') else {
                return Err(format!("“{}” is no part of a rule: NAME=VALUE.", one_line(part)));
            };
            if seen.contains(&name) {
                return Err(format!("{} is there twice.", one_line(name)));
            }
            seen.push(name);
            rule.part(name, value)?;
        }
        if !seen.contains(&"FREQ") {
            return Err("The rule has no FREQ, such as FREQ=WEEKLY.".to_owned());
        }
        if seen.contains(&"COUNT") && seen.contains(&"UNTIL") {
            return Err("The rule ends twice: it has COUNT and UNTIL.".to_owned());
        }
        rule.is_consistent()?;
        Ok(rule)
    }

    fn part(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "FREQ" => {
                self.frequency = match value {
                    "DAILY" => Frequency::Daily,
                    "WEEKLY" => Frequency::Weekly,
                    "MONTHLY" => Frequency::Monthly,
                    "YEARLY" => Frequency::Yearly,
                    _ => {
                        return Err(format!(
                            "FREQ={} is not understood: only DAILY, WEEKLY, MONTHLY and YEARLY are.",
                            one_line(value)
                        ));
                    }
                }
            }
            "INTERVAL" => self.interval = number(name, value, 1, 1000)?.unsigned_abs(),
            "BYDAY" => self.weekdays = list(value, weekday)?,
            "BYMONTHDAY" => self.month_days = list(value, |n| signed(name, n, 31))?,
            "BYMONTH" => self.months = list(value, |n| number(name, n, 1, 12))?,
            "BYSETPOS" => self.positions = list(value, |n| signed(name, n, 366))?,
            "WKST" => {
                self.week_start = match weekday(value)? {
                    (None, day) => day,
                    _ => return Err(format!("WKST={} is no day of the week.", one_line(value))),
                }
            }
            "COUNT" => self.end = End::Count(number(name, value, 1, 10_000)?.unsigned_abs().into()),
            "UNTIL" => self.end = until(value)?,
            _ => {
                return Err(format!(
                    "{} is not understood: only FREQ, INTERVAL, BYDAY, BYMONTHDAY, BYMONTH, BYSETPOS, WKST, COUNT and UNTIL are.",
                    one_line(name)
                ));
            }
        }
        Ok(())
    }

    /// What RFC 5545 forbids between the parts.
    fn is_consistent(&self) -> Result<(), String> {
        let numbered = self.weekdays.iter().filter_map(|(number, _)| *number);
        match self.frequency {
            Frequency::Daily | Frequency::Weekly if numbered.clone().next().is_some() => {
                return Err("BYDAY has numbers only in rules by month or year.".to_owned());
            }
            Frequency::Weekly if !self.month_days.is_empty() => {
                return Err("BYMONTHDAY has no meaning in a rule by week.".to_owned());
            }
            _ => {}
        }
        let by_month = self.frequency == Frequency::Monthly || !self.months.is_empty();
        if by_month && numbered.clone().any(|number| number.abs() > 5) {
            return Err(
                "A month has no weekday six times: BYDAY has too large a number.".to_owned()
            );
        }
        let parts = [&self.month_days, &self.months];
        if !self.positions.is_empty()
            && self.weekdays.is_empty()
            && parts.iter().all(|list| list.is_empty())
        {
            return Err("BYSETPOS chooses among days of another BY part, and there is none.".into());
        }
        Ok(())
    }
}

fn number(name: &str, text: &str, least: i16, most: i16) -> Result<i16, String> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<i16>() {
        Ok(number) if is_number && (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("{name}={} is no whole number from {least} to {most}.", one_line(text))),
    }
}

/// A number that counts from the end where it is negative, and is never 0.
fn signed(name: &str, text: &str, most: i16) -> Result<i16, String> {
    match number(name, text, -most, most)? {
        0 => Err(format!("{name} counts from 1 or from -1: 0 is nothing.")),
        number => Ok(number),
    }
}

fn list<T: PartialEq>(
    text: &str,
    item: impl Fn(&str) -> Result<T, String>,
) -> Result<Vec<T>, String> {
    let mut items = Vec::new();
    for text in text.split(',') {
        let item = item(text)?;
        if !items.contains(&item) {
            items.push(item);
        }
    }
    Ok(items)
}

fn weekday(text: &str) -> Result<(Option<i16>, Weekday), String> {
    let bad = || format!("BYDAY={} is no day of the week: MO, 2TU, -1FR.", one_line(text));
    let (number, day) = text.split_at_checked(text.len().saturating_sub(2)).ok_or_else(bad)?;
    let day = match day {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return Err(bad()),
    };
    if number.is_empty() {
        return Ok((None, day));
    }
    Ok((Some(signed("BYDAY", number, 53)?), day))
}

/// `20261231` or `20261231T160000Z`.
fn until(text: &str) -> Result<End, String> {
    let whole = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'T' | b'Z'));
    if whole
        && text.len() == 8
        && let Ok(date) = civil::Date::strptime("%Y%m%d", text)
    {
        return Ok(End::Day(date));
    }
    if whole
        && text.len() == 16
        && text.ends_with('Z')
        && let Ok(moment) = civil::DateTime::strptime("%Y%m%dT%H%M%SZ", text)
        && let Ok(moment) = jiff::tz::TimeZone::UTC.to_timestamp(moment)
    {
        return Ok(End::Moment(moment));
    }
    Err(format!(
        "UNTIL={} is neither a day (20261231) nor a moment in UTC (20261231T160000Z).",
        one_line(text)
    ))
}
