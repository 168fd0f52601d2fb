//! Days and moments as exports write them.

/// Whether a text is a day, perhaps with a time: `12/13/2024 9:12:35`,
/// `2024/03/21 12:05:19 PM AST`, `2016-05-13T12:14:41Z`, `13.05.2016`, `7/10/22 15:22`.
pub(crate) fn is_moment(text: &str) -> bool {
    let text = text.trim();
    if text.len() < 6 || text.len() > 48 || !text.is_ascii() {
        return false;
    }
    let (day, time) = match text.find([' ', 'T', ',']) {
        Some(at) => (&text[..at], text[at + 1..].trim_start()),
        None => (text, ""),
    };
    is_day(day) && (time.is_empty() || is_time(time))
}

/// The zone's name at the end of a moment, such as `AST` in `2024/03/21 12:05:19 PM AST`.
pub(crate) fn zone(text: &str) -> Option<&str> {
    let last = text.trim().rsplit(' ').next()?;
    let letters = last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let offset = last.starts_with("GMT") || last.starts_with("UTC");
    (offset || letters && last.len() >= 2 && !matches!(last, "AM" | "PM" | "am" | "pm"))
        .then_some(last)
}

fn is_day(text: &str) -> bool {
    let Some(separator) = text.chars().find(|c| !c.is_ascii_digit()) else { return false };
    if !matches!(separator, '/' | '-' | '.') {
        return false;
    }
    let parts: Vec<&str> = text.trim_end_matches('.').split(separator).collect();
    let numbers: Option<Vec<u32>> =
        parts.iter().map(|part| if part.len() <= 4 { part.parse().ok() } else { None }).collect();
    let Some(numbers) = numbers else { return false };
    let [a, b, c] = numbers[..] else { return false };
    let year = |n: u32, part: &str| part.len() == 4 && (1000..3000).contains(&n) || part.len() == 2;
    let month_day = |m: u32, d: u32| {
        (1..=12).contains(&m) && (1..=31).contains(&d)
            || (1..=12).contains(&d) && (1..=31).contains(&m)
    };
    parts[0].len() == 4 && year(a, parts[0]) && month_day(b, c)
        || year(c, parts[2]) && month_day(a, b)
}

fn is_time(text: &str) -> bool {
    let clock = text.split([' ', '+', 'Z', '-']).next().unwrap_or("");
    let clock = clock.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let mut parts = clock.split(':');
    let in_range = |part: Option<&str>, most: f64| {
        part.is_some_and(|part| {
            part.len() <= 10 && part.parse::<f64>().is_ok_and(|n| (0.0..=most).contains(&n))
        })
    };
    let hour = in_range(parts.next(), 24.0);
    let minute = in_range(parts.next(), 59.0);
    let second = parts.next();
    hour && minute && (second.is_none() || in_range(second, 60.999)) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_moments() {
        for text in [
            "12/13/2024 9:12:35",
            "2024/03/21 12:05:19 PM AST",
            "2016-05-13T12:14:41Z",
            "2016-05-13 12:14:41",
            "13.05.2016",
            "7/10/2022 15:22",
            "5/6/22",
            "2016-05-13T12:14:41.123+02:00",
            "11/26/2024 17:08:00",
            "2024-05-13",
        ] {
            assert!(is_moment(text), "{text}");
        }
        for text in [
            "8-10",
            "10 - 25",
            "1.2.3",
            "100-500-900",
            "13/13/2024",
            "hello",
            "50-100",
            "2024",
            "1/2",
        ] {
            assert!(!is_moment(text), "{text}");
        }
    }

    #[test]
    fn knows_zones() {
        assert_eq!(zone("2024/03/21 12:05:19 PM AST"), Some("AST"));
        assert_eq!(zone("2024/03/21 12:05:19 PM GMT+1"), Some("GMT+1"));
        assert_eq!(zone("2024/03/21 12:05:19 PM"), None);
    }
}
