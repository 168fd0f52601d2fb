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

/// Which of the first two numbers of a day is the month: `9/8/2025`.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    MonthFirst,
    DayFirst,
}

/// The day of a moment, as it sorts: year, month, day.
fn day(text: &str, order: Order) -> Option<(u32, u32, u32)> {
    let text = text.trim();
    if !is_moment(text) {
        return None;
    }
    let day = text.split([' ', 'T', ',']).next()?.trim_end_matches('.');
    let parts: Vec<u32> = day.split(['/', '-', '.']).map_while(|part| part.parse().ok()).collect();
    let [a, b, c] = parts[..] else { return None };
    let (year, month, day) = match (day.find(|c: char| !c.is_ascii_digit()), order) {
        (Some(4), _) => (a, b, c),
        (_, Order::DayFirst) => (c, b, a),
        // With points the day is first, wherever that is written.
        (_, Order::MonthFirst) if day.contains('.') => (c, b, a),
        (_, Order::MonthFirst) => (c, a, b),
    };
    let year = if year < 100 { 2000 + year } else { year };
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
}

/// The first day of a column of moments, as `2025-09-08`, and the last; the texts are in the order of the
/// file. Where both orders of day and month can be meant, that one is in which the moments follow each other.
/// Where either does, the first day is the later of the two, so that no day is said to be earlier than it may
/// have been, and the last is not known.
pub(crate) fn days<'a>(
    texts: impl Iterator<Item = &'a str> + Clone,
) -> Option<(String, Option<String>)> {
    // Programs that keep no time write the beginning of theirs: 1970, 1980.
    let read = |order: Order| -> Option<Vec<(u32, u32, u32)>> {
        let filled = texts.clone().filter(|text| is_moment(text));
        let days: Option<Vec<_>> = filled.map(|text| day(text, order)).collect();
        Some(days?.into_iter().filter(|(year, ..)| *year > 1990).collect())
    };
    let ends =
        |days: &[(u32, u32, u32)]| days.iter().min().copied().zip(days.iter().max().copied());
    let written = |(year, month, day): (u32, u32, u32)| format!("{year:04}-{month:02}-{day:02}");
    let (first, last) = match (read(Order::MonthFirst), read(Order::DayFirst)) {
        (Some(one), Some(other)) => match (follow(&one), follow(&other)) {
            (true, false) => ends(&one)?,
            (false, true) => ends(&other)?,
            _ => {
                let (one, other) = (ends(&one)?, ends(&other)?);
                if one != other {
                    return Some((written(one.0.max(other.0)), None));
                }
                one
            }
        },
        (one, other) => ends(&one.or(other)?)?,
    };
    Some((written(first), Some(written(last))))
}

/// Whether days follow each other, forwards or backwards.
fn follow(days: &[(u32, u32, u32)]) -> bool {
    days.is_sorted() || days.iter().rev().is_sorted()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_day_is_found_in_whatever_order() {
        let both = |texts: &[&str]| days(texts.iter().copied()).unwrap_or_default();
        let first = |texts: &[&str]| both(texts).0;
        let last = |texts: &[&str]| both(texts).1;
        assert_eq!(last(&["9/14/2025 7:27:48", "9/8/2025 9:00:00"]).as_deref(), Some("2025-09-14"));
        assert_eq!(last(&["8/9/2025", "9/9/2025", "1/10/2025"]).as_deref(), Some("2025-10-01"));
        // January, or the first of February and of March.
        assert_eq!(both(&["1/2/2025", "3/1/2025"]), ("2025-01-03".to_owned(), None));
        assert_eq!(first(&["9/8/2025 7:27:48", "9/14/2025 9:00:00"]), "2025-09-08");
        assert_eq!(first(&["14/9/2025 9:00", "8/9/2025 7:27"]), "2025-09-08");
        // They follow each other as days of September alone.
        assert_eq!(first(&["8/9/2025", "9/9/2025", "1/10/2025"]), "2025-09-08");
        // Either can be meant: the later one.
        assert_eq!(first(&["9/8/2025"]), "2025-09-08");
        assert_eq!(first(&["13.05.2016", "02.05.2016"]), "2016-05-02");
        assert_eq!(first(&["02.05.2016"]), "2016-05-02");
        assert_eq!(first(&["2024-05-13T12:00:00Z", "", "2024-05-12 08:00"]), "2024-05-12");
        assert_eq!(first(&["5/13/22", "5/14/22"]), "2022-05-13");
        // A program that keeps no time.
        assert_eq!(first(&["1980-01-01 00:00:00", "2024-05-12 08:00"]), "2024-05-12");
        assert_eq!(first(&["", "soon"]), "");
    }

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
