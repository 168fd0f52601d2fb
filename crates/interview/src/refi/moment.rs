//! `xsd:dateTime`, as other tools write it, to milliseconds since 1970 (UTC): with any zone, which the
//! folder's own moments never have. The calendar is the proleptic Gregorian one; the arithmetic is
//! Howard Hinnant's `days_from_civil`.

/// Milliseconds since 1970; `None` where it is no moment, or one before 1970. A moment without a
/// time zone is taken for UTC, as is a day for its beginning.
pub(super) fn read(text: &str) -> Option<u64> {
    let text = text.trim();
    let (day, time) = match text.find(['T', 't', ' ']) {
        Some(at) => (text.get(..at)?, text.get(at + 1..)?),
        None => (text, "00:00:00"),
    };
    let days = days(day)?;
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = (time.get(..zone)?, time.get(zone..)?);
    let mut parts = clock.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let (second, fraction) = match parts.next().unwrap_or("00").split_once('.') {
        Some((second, fraction)) => (digits(second, 2)?, milliseconds(fraction)?),
        None => (digits(clock.split(':').nth(2).unwrap_or("00"), 2)?, 0),
    };
    // 24:00:00 is the end of a day, and 60 a leap second.
    if hour > 24 || minute > 59 || second > 60 || parts.next().is_some() {
        return None;
    }
    let offset = match zone.as_bytes() {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), ..] => {
            let zone = zone.get(1..)?;
            let (hours, minutes) = zone.split_once(':').or_else(|| zone.split_at_checked(2))?;
            let minutes = digits(hours, 2)? * 60 + digits(minutes, 2)?;
            if *sign == b'+' { minutes } else { -minutes }
        }
        _ => return None,
    };
    let minutes = (days.checked_mul(24)? + hour).checked_mul(60)? + minute - offset;
    let at = (minutes.checked_mul(60)? + second).checked_mul(1000)?.checked_add(fraction)?;
    u64::try_from(at).ok()
}

/// Whether it is a day of the calendar as `xsd:date` has it: `2026-11-25`.
pub(super) fn is_day(text: &str) -> bool {
    days(text).is_some()
}

/// Days since 1970 of a day of the calendar.
fn days(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let long = year.len() > 4 && (year.starts_with('0') || year.len() > 9);
    if year.len() < 4 || long || parts.next().is_some() {
        return None;
    }
    let year = digits(year, year.len())?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let longest = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        1..=12 => 31,
        _ => return None,
    };
    if !(1..=longest).contains(&day) || year == 0 {
        return None;
    }
    let shifted_year = if month <= 2 { year - 1 } else { year };
    let (era, of_era_year) = (shifted_year / 400, shifted_year % 400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let of_era = of_era_year * 365 + of_era_year / 4 - of_era_year / 100 + of_year;
    Some(era * 146_097 + of_era - 719_468)
}

/// A number of exactly so many digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    let plain = text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// The first three digits of a fraction of a second.
fn milliseconds(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = fraction.bytes().chain([b'0'; 3]).take(3);
    Some(digits.fold(0, |value, digit| value * 10 + i64::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coding::assignment::moment;
    use proptest::prelude::*;

    fn check(text: &str, expected: Option<u64>) {
        assert_eq!(read(text), expected, "{text}");
    }

    #[test]
    fn moments_are_read_as_tools_write_them() {
        check("1970-01-01T00:00:00Z", Some(0));
        check("2025-02-21T15:09:07Z", Some(1_740_150_547_000));
        check("2025-02-21T15:09:07", Some(1_740_150_547_000));
        check("2025-02-21T16:09:07.1239+01:00", Some(1_740_150_547_123));
        check("2025-02-21T10:09:07-0500", Some(1_740_150_547_000));
        check("2025-02-21 15:09", Some(1_740_150_540_000));
        check("2025-02-21", Some(1_740_096_000_000));
        check("2024-02-29T24:00:00Z", Some(1_709_251_200_000));
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for text in ["", "yesterday", "1969-12-31T23:59:59Z", "2025-02-29", "2025-13-01", "T", "-"]
        {
            check(text, None);
        }
        for text in ["2025-02-21T", "2025-02-21T25:00:00Z", "2025-02-21T10:00:00.Z", "é-é-éTé:é"]
        {
            check(text, None);
        }
        check("99999999999-01-01T00:00:00Z", None);
        check("2025-02-21T10:00:00+é", None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(at in 0_u64..(1 << 55)) {
            prop_assert_eq!(read(&moment(at)), Some(at));
        }

        #[test]
        fn nothing_breaks_the_reader(text in "\\PC{0,30}") {
            let _ = read(&text);
        }
    }
}
