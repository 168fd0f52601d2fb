//! Moments as RFC 3339 has them, in milliseconds of UTC since 1970.

/// Milliseconds of a day.
pub const DAY: i64 = 86_400_000;

/// Reads `2026-03-20T14:27:05.315384Z`. Digits after the third of a fraction are left away. A leap
/// second is the beginning of the next minute, and only where one can be.
pub(crate) fn moment(text: &[u8]) -> Option<i64> {
    let (head, rest) = text.split_first_chunk::<19>()?;
    let two = |at: usize| {
        let (tens, ones) = (head[at].wrapping_sub(b'0'), head[at + 1].wrapping_sub(b'0'));
        (tens < 10 && ones < 10).then(|| i64::from(tens) * 10 + i64::from(ones))
    };
    let marks = [head[4], head[7], head[13], head[16]] == *b"--::";
    if !marks || !matches!(head[10], b'T' | b't' | b' ') {
        return None;
    }
    let year = two(0)? * 100 + two(2)?;
    let (month, day) = (two(5)?, two(8)?);
    let (hour, minute, second) = (two(11)?, two(14)?, two(17)?);
    let (rest, milli) = match rest.split_first() {
        Some((b'.', rest)) => fraction(rest)?,
        _ => (rest, 0),
    };
    let offset = match rest {
        b"Z" | b"z" => 0,
        [sign @ (b'+' | b'-'), hours @ .., b':', tens, ones] => {
            let digit = |byte: u8| byte.is_ascii_digit().then(|| i64::from(byte - b'0'));
            let &[first, second] = hours else { return None };
            let (hours, minutes) =
                (digit(first)? * 10 + digit(second)?, digit(*tens)? * 10 + digit(*ones)?);
            if hours > 23 || minutes > 59 {
                return None;
            }
            let minutes = hours * 60 + minutes;
            if *sign == b'-' { -minutes } else { minutes }
        }
        _ => return None,
    };
    let fits = (1..=12).contains(&month)
        && (1..=days_of(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second <= 60;
    if !fits {
        return None;
    }
    let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset;
    // A leap second is the last of a day of UTC.
    if second == 60 && minutes.rem_euclid(24 * 60) != 24 * 60 - 1 {
        return None;
    }
    Some((minutes * 60 + second) * 1000 + if second == 60 { 0 } else { milli })
}

/// The milliseconds of a fraction, and what stands behind it.
fn fraction(rest: &[u8]) -> Option<(&[u8], i64)> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = rest.split_at(digits);
    let mut milli = 0;
    for at in 0..3 {
        milli = milli * 10 + digits.get(at).map_or(0, |byte| i64::from(byte - b'0'));
    }
    (!digits.is_empty()).then_some((rest, milli))
}

const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970-01-01 of a day of the Gregorian calendar (Howard Hinnant, `days_from_civil`).
pub(crate) const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let from_march = (month + 9) % 12;
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<i64> {
        moment(text.as_bytes())
    }

    proptest! {
        #[test]
        fn moments_are_those_of_another_program(
            milli in -62_000_000_000_000i64..250_000_000_000_000,
            hours in 0i64..24, minutes in 0i64..60, west: bool,
        ) {
            let text = Timestamp::from_millisecond(milli).unwrap().to_string();
            prop_assert_eq!(read(&text), Some(milli), "{}", text);
            let local = text.replace('Z', &format!("{}{hours:02}:{minutes:02}", if west { '-' } else { '+' }));
            let offset = (hours * 60 + minutes) * 60_000 * if west { -1 } else { 1 };
            prop_assert_eq!(read(&local), Some(milli - offset), "{}", local);
        }
    }

    #[test]
    fn what_is_no_moment_is_none() {
        assert_eq!(read("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(read("1970-01-01t00:00:00.9z"), Some(900));
        assert_eq!(read("1970-01-01 00:00:00.0019999+00:00"), Some(1));
        assert_eq!(read("2016-12-31T23:59:60Z"), read("2017-01-01T00:00:00Z"));
        assert_eq!(read("2016-12-31T15:59:60.5-08:00"), read("2017-01-01T00:00:00Z"));
        for text in [
            "",
            "2026-01-01",
            "2026-01-01T00:00:00",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T12:00:60Z",
            "2026-01-01T00:00:61Z",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+1:00",
            "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00Z ",
            "2026/01/01T00:00:00Z",
            "2026-01-01X00:00:00Z",
            "+026-01-01T00:00:00Z",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
