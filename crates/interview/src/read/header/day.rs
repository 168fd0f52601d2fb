//! Days as transcripts write them, where they can only be read in one way.

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The day that a line begins with, where it can only be read in one way: `2026-11-25`,
/// `Nov 25, 2026`, `Wed, Nov 25, 2026`, `25 November 2026`.
pub(in crate::read) fn date(line: &str) -> Option<String> {
    let words: Vec<&str> =
        line.split([' ', ',', 'T', '\u{a0}']).filter(|word| !word.is_empty()).take(8).collect();
    let whole = |word: &str| word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(first) = words.first()
        && let [year, month, day] = first.split(['-', '/']).collect::<Vec<_>>()[..]
        && year.len() == 4
        && [year, month, day].into_iter().all(whole)
    {
        return day_of(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    }
    let month_of = |word: &str| {
        let start = word.get(..3)?.to_lowercase();
        let known = MONTHS.iter().position(|month| *month == start)? as u32 + 1;
        let longest = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        let lower = word.trim_end_matches('.').to_lowercase();
        (longest[known as usize - 1].starts_with(&lower) || lower == "sept").then_some(known)
    };
    // A day of the week may stand before.
    for at in 0..words.len().min(2) {
        let [first, second, year] = words.get(at..at + 3)? else { return None };
        let day =
            |word: &&str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse().ok();
        let found = match (month_of(first), month_of(second)) {
            (Some(month), _) => (month, day(second)),
            (None, Some(month)) => (month, day(first)),
            (None, None) => continue,
        };
        if let ((month, Some(day)), true) = (found, year.len() == 4 && whole(year)) {
            return day_of(year.parse().ok()?, month, day);
        }
    }
    None
}

fn day_of(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let is_day = (1..=12).contains(&month) && (1..=days).contains(&day) && year >= 1900;
    is_day.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_date(line: &str, expected: Option<&str>) {
        assert_eq!(date(line).as_deref(), expected, "{line}");
    }

    #[test]
    fn days() {
        check_date("2026-11-25", Some("2026-11-25"));
        check_date("2026/11/25 10:00", Some("2026-11-25"));
        check_date("Nov 5, 2026", Some("2026-11-05"));
        check_date("Wed, November 25, 2026 3:32PM • 34:27", Some("2026-11-25"));
        check_date("25 November 2026, 03:35am", Some("2026-11-25"));
        check_date("02/03/2026", None);
        check_date("Feb 30, 2026", None);
        check_date("March on, my friends", None);
        check_date("", None);
    }
}
