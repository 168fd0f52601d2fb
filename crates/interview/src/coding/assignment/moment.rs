//! Milliseconds to what people read, and back.

/// A moment as `2026-11-25T10:00:00Z`, with milliseconds where there are any.
///
/// Source of the calendar: H. Hinnant, *chrono-compatible low-level date algorithms* (2013).
pub fn moment(milliseconds: u64) -> String {
    let (days, rest) = (milliseconds / 86_400_000, milliseconds % 86_400_000);
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted / 146_097, shifted % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hours, minutes) = (rest / 3_600_000, rest / 60_000 % 60);
    let (seconds, thousandths) = (rest / 1000 % 60, rest % 1000);
    let fraction = if thousandths > 0 { format!(".{thousandths:03}") } else { String::new() };
    format!("{year:04}-{month:02}-{day:02}T{hours:02}:{minutes:02}:{seconds:02}{fraction}Z")
}

/// The milliseconds of such a text, of a day alone, or of one with hours and minutes; None for
/// anything else.
pub fn read_moment(text: &str) -> Option<u64> {
    let text = text.trim();
    let (day, time) = text.split_once(['T', ' ']).unwrap_or((text, "00:00Z"));
    let number = |text: Option<&str>, most: u64| -> Option<u64> {
        let text = text.filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()))?;
        text.parse().ok().filter(|number| *number <= most)
    };
    let mut parts = day.split('-');
    let year = number(parts.next(), 500_000_000)?;
    let month = number(parts.next(), 12)?.checked_sub(1)? + 1;
    let day = number(parts.next(), 31)?.checked_sub(1)? + 1;
    let (time, fraction) = match time.strip_suffix('Z').unwrap_or(time).split_once('.') {
        Some((time, fraction)) => (time, fraction),
        None => (time.strip_suffix('Z').unwrap_or(time), ""),
    };
    let mut clock = time.split(':');
    let hours = number(clock.next(), 23)?;
    let minutes = number(clock.next(), 59)?;
    let seconds = clock.next().map_or(Some(0), |seconds| number(Some(seconds), 59))?;
    if parts.next().is_some() || clock.next().is_some() || fraction.len() > 9 {
        return None;
    }
    let thousandths = number(Some(format!("{fraction:0<3}").get(..3)?), 999)?;
    let years = year.checked_sub(u64::from(month <= 2))?;
    let (era, year_of_era) = (years / 400, years % 400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = (era * 146_097 + day_of_era).checked_sub(719_468)?;
    Some((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn moments_read_as_they_are_written() {
        assert_eq!(moment(0), "1970-01-01T00:00:00Z");
        assert_eq!(moment(951_782_400_000), "2000-02-29T00:00:00Z");
        assert_eq!(moment(1_795_653_296_007), "2026-11-26T00:34:56.007Z");
        assert_eq!(read_moment("2000-02-29"), Some(951_782_400_000));
        assert_eq!(read_moment("2000-02-29 00:01"), Some(951_782_460_000));
        for odd in ["", "x", "2000", "2000-13-01", "2000-00-01", "1969-12-31", "0-1-1", "é-é-é"]
        {
            assert_eq!(read_moment(odd), None, "{odd}");
        }
        assert_eq!(read_moment("2000-01-01T00:00:00.é"), None);
        assert_eq!(read_moment("2000-01-01T00:00:00+01:00"), None);
    }

    proptest! {
        #[test]
        fn every_moment(milliseconds in 0..1u64 << 60) {
            prop_assert_eq!(read_moment(&moment(milliseconds)), Some(milliseconds));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,30}|[0-9TZ:. -]{0,30}") {
            let _ = read_moment(&text);
        }
    }
}
