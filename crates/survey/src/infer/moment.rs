//! Days and moments as exports write them.

/// Whether a text is a day, perhaps with a time: `12/13/2024 9:12:35`,
/// `2024/03/21 12:05:19 PM AST`, `2016-05-13T12:14:41Z`, `13.05.2016`, `7/10/22 15:22`.
pub(crate) fn is_moment(text: &str) -> bool {
    written_day(text).is_some()
}

/// The day of a moment as it is written.
#[derive(Clone, Copy)]
struct Written {
    numbers: [u32; 3],
    /// Whether the first number is the year.
    year_first: bool,
    /// Whether points separate the numbers.
    points: bool,
}

/// The day of a text that is a moment; None for any other.
fn written_day(text: &str) -> Option<Written> {
    let text = text.trim();
    if text.len() < 6 || text.len() > 48 || !text.is_ascii() {
        return None;
    }
    let (day, time) = match text.bytes().position(|byte| matches!(byte, b' ' | b'T' | b',')) {
        Some(at) => (&text[..at], text[at + 1..].trim_start()),
        None => (text, ""),
    };
    let day = Written::read(day)?;
    (time.is_empty() || is_time(time)).then_some(day)
}

impl Written {
    fn read(text: &str) -> Option<Self> {
        let mut rest = text.as_bytes();
        let (a, first) = digits(&mut rest)?;
        let (&separator, mut rest) = rest.split_first()?;
        if !matches!(separator, b'/' | b'-' | b'.') {
            return None;
        }
        let (b, _) = digits(&mut rest)?;
        let mut rest = rest.strip_prefix(&[separator])?;
        let (c, last) = digits(&mut rest)?;
        if !rest.iter().all(|&byte| byte == b'.') {
            return None;
        }
        let year = |n: u32, length: usize| length == 2 || length == 4 && (1000..3000).contains(&n);
        let month_day = |m: u32, d: u32| {
            (1..=12).contains(&m) && (1..=31).contains(&d)
                || (1..=12).contains(&d) && (1..=31).contains(&m)
        };
        let is_day =
            first == 4 && year(a, first) && month_day(b, c) || year(c, last) && month_day(a, b);
        let (year_first, points) = (first == 4, separator == b'.');
        is_day.then_some(Self { numbers: [a, b, c], year_first, points })
    }

    /// The day, where there is such a one in this order.
    fn day(self, order: Order) -> Option<Day> {
        let [a, b, c] = self.numbers;
        let (year, month, day) = match order {
            _ if self.year_first => (a, b, c),
            // With points the day is first, wherever that is written.
            Order::MonthFirst if !self.points => (c, a, b),
            _ => (c, b, a),
        };
        let year = if year < 100 { 2000 + year } else { year };
        ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some((year, month, day))
    }
}

/// Takes a number of one to four digits, and says how many they are.
fn digits(text: &mut &[u8]) -> Option<(u32, usize)> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if !(1..=4).contains(&length) {
        return None;
    }
    let (digits, rest) = text.split_at(length);
    *text = rest;
    let number = digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((number, length))
}

/// The zone's name at the end of a moment, such as `AST` in `2024/03/21 12:05:19 PM AST`.
pub(crate) fn zone(text: &str) -> Option<&str> {
    let last = text.trim().rsplit(' ').next()?;
    let letters = last.bytes().all(|byte| byte.is_ascii_alphabetic());
    let offset = last.starts_with("GMT") || last.starts_with("UTC");
    (offset || letters && last.len() >= 2 && !matches!(last, "AM" | "PM" | "am" | "pm"))
        .then_some(last)
}

fn is_time(text: &str) -> bool {
    is_plain_time(text.as_bytes()).unwrap_or_else(|| is_other_time(text))
}

/// Whether `9:12:35` is a time; None for what is written otherwise and may be one all the same.
fn is_plain_time(mut text: &[u8]) -> Option<bool> {
    let mut next = |colon: &[u8]| {
        text = text.strip_prefix(colon)?;
        digits(&mut text).map(|number| number.0)
    };
    let (hour, minute) = (next(b"")?, next(b":")?);
    let second = next(b":");
    match (second, text) {
        (Some(second), b"") => Some(hour <= 24 && minute <= 59 && second <= 60),
        _ => None,
    }
}

fn is_other_time(text: &str) -> bool {
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
#[derive(Clone, Copy)]
enum Order {
    MonthFirst,
    DayFirst,
}

/// The first day of a column of moments, as `2025-09-08`, and the last; the texts are in the order of the
/// file. Where both orders of day and month can be meant, that one is in which the moments follow each other.
/// Where either does, the first day is the later of the two, so that no day is said to be earlier than it may
/// have been, and the last is not known.
pub(crate) fn days<'a>(texts: impl Iterator<Item = &'a str>) -> Option<(String, Option<String>)> {
    let (mut month_first, mut day_first) = (Run::default(), Run::default());
    for written in texts.filter_map(written_day) {
        month_first.add(written.day(Order::MonthFirst));
        day_first.add(written.day(Order::DayFirst));
    }
    let said = |(year, month, day): Day| format!("{year:04}-{month:02}-{day:02}");
    let (first, last) = match (month_first.ends(), day_first.ends()) {
        (Some(one), Some(other)) => match (month_first.follows(), day_first.follows()) {
            (true, false) => one,
            (false, true) => other,
            _ if one != other => return Some((said(one.0.max(other.0)), None)),
            _ => one,
        },
        (one, other) => one.or(other)?,
    };
    Some((said(first), Some(said(last))))
}

/// A day as it sorts: year, month, day.
type Day = (u32, u32, u32);

/// Days, one after the other, read in one order.
#[derive(Default)]
struct Run {
    ends: Option<(Day, Day)>,
    before: Option<Day>,
    falls: bool,
    rises: bool,
    /// Whether something was no day in this order.
    broken: bool,
}

impl Run {
    fn add(&mut self, day: Option<Day>) {
        let Some(day) = day else {
            self.broken = true;
            return;
        };
        // Programs that keep no time write the beginning of theirs: 1970, 1980.
        if day.0 <= 1990 {
            return;
        }
        let (first, last) = self.ends.unwrap_or((day, day));
        self.ends = Some((first.min(day), last.max(day)));
        let before = self.before.replace(day).unwrap_or(day);
        self.falls |= day < before;
        self.rises |= day > before;
    }

    /// The first day and the last.
    fn ends(&self) -> Option<(Day, Day)> {
        self.ends.filter(|_| !self.broken)
    }

    /// Whether the days follow each other, forwards or backwards.
    fn follows(&self) -> bool {
        !(self.falls && self.rises)
    }
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
            "13.05.2016.",
            "5/6/22 23:59:60",
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
            "5/6/22 9:12:",
            "5/6/22 9:60",
            "5/6/22 25:00:00",
            "99999999999/1/2024",
            "1/2-2024",
            "1/+2/2024",
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
