//! What people write of clocks: zones, times and lengths of meetings.

use jiff::civil;
use jiff::tz::TimeZone;
use paap_text::yaml::Node;
use paap_text::{Problem, some};

use crate::content::day;
use crate::line::one_line;
use crate::zone;

/// The years that a series may begin in.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2200;
/// The longest meeting, in minutes: a week.
const LONGEST: u32 = 7 * 24 * 60;

/// A zone by its name.
pub(super) fn zone_of(node: &Node, problems: &mut Vec<Problem>) -> Option<TimeZone> {
    let name = node.text().map(str::trim).filter(|name| !name.is_empty())?;
    let by_city =
        "Name it by continent and city, such as America/New_York, Europe/London or Asia/Kolkata.";
    let Some(zone) = zone::named(name) else {
        let help = match zone::of_city(name) {
            Some(whole) => format!("Did you mean “{whole}”?"),
            None => by_city.to_owned(),
        };
        let message = format!("There is no time zone “{}”.", one_line(name));
        problems.push(Problem::error("unknown-zone", node.at, message).help(help));
        return None;
    };
    // They are what winter time is called, or count hours with the opposite sign.
    let known = zone.iana_name().unwrap_or_default();
    let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || "+-".contains(c);
    if known != "UTC" && (known.chars().all(letters) || known.starts_with("Etc/GMT")) {
        let message = format!("“{known}” is no place: its clocks may not change when yours do.");
        problems.push(Problem::warning("zone-without-place", node.at, message).help(by_city));
    }
    Some(zone)
}

/// `2026-01-20 11:00`, in any zone.
pub(super) fn time(node: &Node, problems: &mut Vec<Problem>) -> Option<civil::DateTime> {
    let text = node.text()?.trim();
    let parsed = text.split_once([' ', 'T']).and_then(|(date, time)| {
        let date = day(date)?;
        let (hour, minute) = time.trim().split_once(':')?;
        let minute = minute.strip_suffix(":00").unwrap_or(minute);
        let two = |text: &str| {
            let is_two = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
            is_two.then(|| text.parse::<i8>().ok())?
        };
        let minute = (minute.len() == 2).then(|| two(minute))??;
        Some(civil::Time::new(two(hour)?, minute, 0, 0).ok()?.on(
            date.year(),
            date.month(),
            date.day(),
        ))
    });
    match parsed {
        Some(time) if YEARS.contains(&time.year()) => Some(time),
        _ => {
            let message = format!("“{}” is no day with a time.", one_line(text));
            problems.push(
                Problem::error("wrong-value", node.at, message)
                    .help("Write it as 2026-01-20 11:00, in the time of the series' zone."),
            );
            None
        }
    }
}

/// `1 hour`, `90 minutes`, `1 hour 30 minutes`, in minutes.
pub(super) fn duration(node: &Node, problems: &mut Vec<Problem>) -> Option<u32> {
    let text = node.text()?;
    let lower = text.to_lowercase();
    let mut minutes = Some(0u32);
    let mut rest = lower.trim();
    while let (false, Some(so_far)) = (rest.is_empty(), minutes) {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = rest.split_at(digits);
        let after = after.trim_start();
        let letters = after.len() - after.trim_start_matches(char::is_alphabetic).len();
        let (unit, after) = after.split_at(letters);
        let unit = match unit {
            "h" | "hour" | "hours" => Some(60),
            "m" | "min" | "minute" | "minutes" => Some(1),
            "day" | "days" => Some(24 * 60),
            _ => None,
        };
        minutes = (|| so_far.checked_add(number.parse::<u32>().ok()?.checked_mul(unit?)?))();
        rest = after.trim_start();
    }
    let minutes = minutes.filter(|minutes| (1..=LONGEST).contains(minutes));
    if minutes.is_none() {
        let message = format!("“{}” is no length of a meeting.", one_line(text));
        problems.push(Problem::error("wrong-value", node.at, message).help(format!(
            "Write 1 hour, 90 minutes or 1 hour 30 minutes; the longest is {}.",
            some(u64::from(LONGEST) / (24 * 60), "day", "days")
        )));
    }
    minutes
}
