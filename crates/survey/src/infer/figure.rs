//! Numbers as people write them: `7`, `8-10`, `100+`, `Less than 5`, `~20`, `1,200`.

/// What a person wrote when asked for a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Figure {
    /// A number.
    Exact(f64),
    /// Some number between two, both included.
    Between(f64, f64),
    /// This number or more.
    AtLeast(f64),
    /// This number or less.
    AtMost(f64),
    /// A number near this one.
    About(f64),
}

impl Figure {
    /// The number that stands for the answer in an order of answers: the middle of a range, and
    /// the known end of an open one. Never used as if it had been said.
    pub(crate) fn place(self) -> f64 {
        match self {
            Self::Exact(x) | Self::AtLeast(x) | Self::AtMost(x) | Self::About(x) => x,
            Self::Between(low, high) => low + (high - low) / 2.0,
        }
    }

    /// Whether a single number was said.
    pub(crate) fn is_exact(self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// Reads an answer. None where it is no number.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > 60 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // Nearly all texts with a digit somewhere are no numbers, and are told by how they begin.
        if !text.starts_with(|c: char| !c.is_alphabetic())
            && !BEGINNINGS.iter().any(|words| begins_with(text, words))
        {
            return None;
        }
        let lower = text.to_lowercase();
        let text = without_unit(&lower);
        if let Some(number) = number(text) {
            return Some(Self::Exact(number));
        }
        if let Some(rest) = text.strip_suffix('+') {
            return number(rest).map(Self::AtLeast);
        }
        for (words, make) in OPEN {
            if let Some(rest) = text.strip_prefix(words) {
                return number(without_unit(rest)).map(make);
            }
            if let Some(rest) = text.strip_suffix(words.trim_end()).filter(|_| words.contains(' '))
            {
                return number(without_unit(rest)).map(make);
            }
        }
        range(text)
    }
}

/// The words before a number, in [`OPEN`] and in ranges, as far as they tell.
const BEGINNINGS: [&str; 16] = [
    "between", "ca.", "more", "greater", "over", "above", "at ", "from", "less", "fewer", "up ",
    "under", "below", "about", "around", "approx",
];

/// Whether a text begins with these ASCII words, in whatever case.
fn begins_with(text: &str, words: &str) -> bool {
    text.as_bytes()
        .get(..words.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(words.as_bytes()))
}

type Make = fn(f64) -> Figure;

/// Words before (or, as in `10 or more`, after) a number that is an end or an estimate.
const OPEN: [(&str, Make); 33] = [
    ("more than ", Figure::AtLeast),
    ("greater than ", Figure::AtLeast),
    ("over ", Figure::AtLeast),
    ("above ", Figure::AtLeast),
    ("at least ", Figure::AtLeast),
    ("from ", Figure::AtLeast),
    ("or more", Figure::AtLeast),
    ("and more", Figure::AtLeast),
    ("and above", Figure::AtLeast),
    ("and over", Figure::AtLeast),
    ("or over", Figure::AtLeast),
    (">=", Figure::AtLeast),
    ("≥", Figure::AtLeast),
    (">", Figure::AtLeast),
    ("less than ", Figure::AtMost),
    ("fewer than ", Figure::AtMost),
    ("up to ", Figure::AtMost),
    ("under ", Figure::AtMost),
    ("below ", Figure::AtMost),
    ("at most ", Figure::AtMost),
    ("or less", Figure::AtMost),
    ("or fewer", Figure::AtMost),
    ("or under", Figure::AtMost),
    ("<=", Figure::AtMost),
    ("≤", Figure::AtMost),
    ("<", Figure::AtMost),
    ("about ", Figure::About),
    ("around ", Figure::About),
    ("approximately ", Figure::About),
    ("approx. ", Figure::About),
    ("approx ", Figure::About),
    ("ca. ", Figure::About),
    ("~", Figure::About),
];

/// Units that change nothing about the number as long as everybody means the same.
const UNITS: [&str; 24] = [
    "years",
    "year",
    "yrs",
    "yr",
    "people",
    "persons",
    "person",
    "members",
    "employees",
    "engineers",
    "developers",
    "devs",
    "days",
    "day",
    "hours",
    "hour",
    "hrs",
    "times",
    "teams",
    "percent",
    "%",
    "points",
    "users",
    "working days",
];

fn without_unit(text: &str) -> &str {
    let text = text.trim();
    for unit in UNITS {
        if let Some(rest) = text.strip_suffix(unit)
            && rest.ends_with(|c: char| c.is_ascii_digit() || c == '+' || c.is_whitespace())
        {
            return rest.trim_end();
        }
    }
    text
}

/// `8-10`, `8 – 10`, `8 to 10`, `between 8 and 10`.
fn range(text: &str) -> Option<Figure> {
    let (low, high) = text
        .strip_prefix("between ")
        .and_then(|rest| rest.split_once(" and "))
        .or_else(|| text.strip_prefix("from ").unwrap_or(text).split_once(" to "))
        .or_else(|| text.split_once(['–', '—']))
        .or_else(|| {
            // A minus sign begins a number; a hyphen stands between two.
            let at = text.char_indices().skip(1).find(|(_, c)| *c == '-')?.0;
            Some((&text[..at], &text[at + 1..]))
        })?;
    let (low, high) = (number(without_unit(low))?, number(without_unit(high))?);
    (low <= high).then_some(Figure::Between(low, high))
}

/// A plain number. A comma before exactly three digits separates thousands; any other is a
/// decimal comma.
pub(crate) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    if digits.is_empty()
        || digits.len() > 24
        || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.')
    {
        return None;
    }
    let mut plain = String::with_capacity(digits.len());
    let groups: Vec<&str> = digits.split([',', '\u{a0}', '\u{202f}', ' ', '\'']).collect();
    let thousands = groups.len() > 1
        && groups[1..].iter().enumerate().all(|(index, group)| {
            let group =
                if index + 2 == groups.len() { group.split('.').next() } else { Some(*group) };
            group.is_some_and(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
        })
        && groups[0].len() <= 3
        && !groups[0].is_empty();
    if thousands {
        plain.extend(groups);
    } else if digits.contains([' ', '\u{a0}', '\u{202f}', '\'']) {
        return None;
    } else if groups.len() == 2 && !digits.contains('.') {
        plain = digits.replace(',', ".");
    } else {
        plain.push_str(digits);
    }
    // `1e5` and `inf` are words here, not numbers.
    if !plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    let number: f64 = plain.parse().ok()?;
    Some(if text.starts_with(['-', '−']) { -number } else { number })
}

#[cfg(test)]
mod tests {
    use super::Figure::{About, AtLeast, AtMost, Between, Exact};
    use super::*;

    #[test]
    fn reads_numbers_as_people_write_them() {
        for (text, figure) in [
            ("7", Some(Exact(7.0))),
            (" 8.0 ", Some(Exact(8.0))),
            ("-3", Some(Exact(-3.0))),
            ("1,200", Some(Exact(1200.0))),
            ("1,200.5", Some(Exact(1200.5))),
            ("2,5", Some(Exact(2.5))),
            ("12 000", Some(Exact(12000.0))),
            ("5 years", Some(Exact(5.0))),
            ("40%", Some(Exact(40.0))),
            ("8-10", Some(Between(8.0, 10.0))),
            ("8 – 10 years", Some(Between(8.0, 10.0))),
            ("10 to 20", Some(Between(10.0, 20.0))),
            ("between 2 and 5", Some(Between(2.0, 5.0))),
            ("100+", Some(AtLeast(100.0))),
            ("10 or more", Some(AtLeast(10.0))),
            (">1000", Some(AtLeast(1000.0))),
            ("Less than 5", Some(AtMost(5.0))),
            ("~20", Some(About(20.0))),
            ("about 20 people", Some(About(20.0))),
            ("10-8", None),
            ("2016-05-13", None),
            ("1e5", None),
            ("five", None),
            ("v1.2.3", None),
            ("1 2", None),
            ("", None),
        ] {
            assert_eq!(Figure::read(text), figure, "{text:?}");
        }
    }
}
