//! Numbers as people write them: `7`, `8-10`, `100+`, `Less than 5`, `~20`, `1,200`.

mod number;
mod unit;

pub(crate) use number::{Marks, number};
pub(crate) use unit::{Unit, unit};

use unit::without_unit;

/// What a person wrote when asked for a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Figure {
    /// A number.
    Exact(f64),
    /// Some number between two, both included.
    Between(f64, f64),
    /// This number or more.
    AtLeast(f64),
    /// More than this number.
    Above(f64),
    /// This number or less.
    AtMost(f64),
    /// Less than this number.
    Below(f64),
    /// A number near this one.
    About(f64),
}

impl Figure {
    /// The number at which the answer stands in an order of answers: the middle of a range, and
    /// the known end of an open one. The median and tests of order are of it, and, where no answer
    /// is open, the mean. What shows answers shows `Inexact` and not this.
    pub(crate) fn place(self) -> f64 {
        match self {
            Self::Exact(x)
            | Self::AtLeast(x)
            | Self::Above(x)
            | Self::AtMost(x)
            | Self::Below(x)
            | Self::About(x) => x,
            Self::Between(low, high) => low + (high - low) / 2.0,
        }
    }

    /// The least and the greatest number that it may be; infinite where it has no such end.
    pub(crate) fn ends(self) -> (f64, f64) {
        match self {
            Self::Exact(x) | Self::About(x) => (x, x),
            Self::Between(low, high) => (low, high),
            Self::AtLeast(x) => (x, f64::INFINITY),
            Self::Above(x) => (x.next_up(), f64::INFINITY),
            Self::AtMost(x) => (f64::NEG_INFINITY, x),
            Self::Below(x) => (f64::NEG_INFINITY, x.next_down()),
        }
    }

    /// Whether all that it may be passes a comparison with one number.
    pub(crate) fn passes(self, passes: &dyn Fn(f64) -> bool) -> bool {
        let (low, high) = self.ends();
        passes(low) && passes(high)
    }

    /// Whether a single number was said.
    pub(crate) fn is_exact(self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// Whether it has no upper or no lower end.
    pub(crate) fn is_open(self) -> bool {
        let (low, high) = self.ends();
        low.is_infinite() || high.is_infinite()
    }

    /// Reads an answer by itself. None where it is no number.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Self::read_by(text, Marks::Unsettled)
    }

    /// Reads an answer in a column whose marks in numbers are known.
    pub(crate) fn read_by(text: &str, marks: Marks) -> Option<Self> {
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
        let number = |text: &str| number(without_unit(text), marks);
        if let Some(number) = number(text) {
            return Some(Self::Exact(number));
        }
        if let Some(rest) = text.strip_suffix('+') {
            return number(rest).map(Self::AtLeast);
        }
        let open = OPEN.iter().find_map(|(words, make)| {
            let rest = text
                .strip_prefix(words)
                .or_else(|| text.strip_suffix(words.trim_end()).filter(|_| words.contains(' ')))?;
            number(rest).map(make)
        });
        open.or_else(|| range(text, number))
    }
}

/// The words before a number, in [`OPEN`] and in ranges, as far as they tell.
const BEGINNINGS: [&str; 41] = [
    "between",
    "ca.",
    "more",
    "greater",
    "over",
    "above",
    "at ",
    "from",
    "less",
    "fewer",
    "up ",
    "under",
    "below",
    "about",
    "around",
    "approx",
    "mehr",
    "weniger",
    "über",
    "unter",
    "bis",
    "mindestens",
    "etwa",
    "circa",
    "plus",
    "moins",
    "jusqu",
    "environ",
    "más",
    "menos",
    "hasta",
    "più",
    "meno",
    "fino",
    "mais",
    "até",
    "meer",
    "minder",
    "ponad",
    "poniżej",
    "powyżej",
];

/// Whether a text begins with these words, in whatever case.
fn begins_with(text: &str, words: &str) -> bool {
    let mut own = text.chars().flat_map(char::to_lowercase);
    words.chars().all(|letter| own.next() == Some(letter))
}

type Make = fn(f64) -> Figure;

/// Words before (or, as in `10 or more`, after) a number that is an end or an estimate.
const OPEN: [(&str, Make); 61] = [
    ("more than ", Figure::Above),
    ("greater than ", Figure::Above),
    ("over ", Figure::Above),
    ("above ", Figure::Above),
    ("at least ", Figure::AtLeast),
    ("from ", Figure::AtLeast),
    ("or more", Figure::AtLeast),
    ("and more", Figure::AtLeast),
    ("and above", Figure::AtLeast),
    ("or above", Figure::AtLeast),
    ("and over", Figure::AtLeast),
    ("or over", Figure::AtLeast),
    (">=", Figure::AtLeast),
    ("≥", Figure::AtLeast),
    (">", Figure::Above),
    ("less than ", Figure::Below),
    ("fewer than ", Figure::Below),
    ("up to ", Figure::AtMost),
    ("under ", Figure::Below),
    ("below ", Figure::Below),
    ("at most ", Figure::AtMost),
    ("or less", Figure::AtMost),
    ("or fewer", Figure::AtMost),
    ("or under", Figure::AtMost),
    ("<=", Figure::AtMost),
    ("≤", Figure::AtMost),
    ("<", Figure::Below),
    ("about ", Figure::About),
    ("around ", Figure::About),
    ("approximately ", Figure::About),
    ("approx. ", Figure::About),
    ("approx ", Figure::About),
    ("ca. ", Figure::About),
    ("~", Figure::About),
    ("mehr als ", Figure::Above),
    ("über ", Figure::Above),
    ("weniger als ", Figure::Below),
    ("unter ", Figure::Below),
    ("bis zu ", Figure::AtMost),
    ("bis ", Figure::AtMost),
    ("mindestens ", Figure::AtLeast),
    ("etwa ", Figure::About),
    ("circa ", Figure::About),
    ("plus de ", Figure::Above),
    ("moins de ", Figure::Below),
    ("jusqu'à ", Figure::AtMost),
    ("environ ", Figure::About),
    ("más de ", Figure::Above),
    ("menos de ", Figure::Below),
    ("hasta ", Figure::AtMost),
    ("più di ", Figure::Above),
    ("meno di ", Figure::Below),
    ("fino a ", Figure::AtMost),
    ("mais de ", Figure::Above),
    ("até ", Figure::AtMost),
    ("meer dan ", Figure::Above),
    ("minder dan ", Figure::Below),
    ("ponad ", Figure::Above),
    ("powyżej ", Figure::Above),
    ("poniżej ", Figure::Below),
    ("mniej niż ", Figure::Below),
];

/// `8-10`, `8 – 10`, `8 to 10`, `between 8 and 10`, `from 8 to 10`.
fn range(text: &str, number: impl Fn(&str) -> Option<f64>) -> Option<Figure> {
    let (low, high) = text
        .strip_prefix("between ")
        .and_then(|rest| rest.split_once(" and "))
        .or_else(|| text.strip_prefix("from ").unwrap_or(text).split_once(" to "))
        .or_else(|| text.split_once(" bis "))
        .or_else(|| text.split_once(['–', '—']))
        .or_else(|| {
            // A minus sign begins a number; a hyphen stands between two.
            let at = text.char_indices().skip(1).find(|(_, c)| *c == '-')?.0;
            Some((&text[..at], &text[at + 1..]))
        })?;
    let (low, high) = (number(low)?, number(high)?);
    (low <= high).then_some(Figure::Between(low, high))
}

#[cfg(test)]
mod tests {
    use super::Figure::{About, Above, AtLeast, AtMost, Below, Between, Exact};
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
            (">1000", Some(Above(1000.0))),
            (">= 1000", Some(AtLeast(1000.0))),
            ("Less than 5", Some(Below(5.0))),
            ("5 or less", Some(AtMost(5.0))),
            ("from 8 to 10", Some(Between(8.0, 10.0))),
            ("From 8", Some(AtLeast(8.0))),
            ("Über 1.000,5", Some(Above(1000.5))),
            ("moins de 3 jours", Some(Below(3.0))),
            ("2 weeks", Some(Exact(2.0))),
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

    #[test]
    fn all_that_an_answer_may_be_must_pass() {
        for (text, below, above, at_least) in [
            ("Less than 5", true, false, false),
            ("5 or less", false, false, false),
            ("More than 5", false, true, true),
            ("5+", false, false, true),
            ("5", false, false, true),
            ("6-8", false, true, true),
            ("4-8", false, false, false),
        ] {
            let figure = Figure::read(text).expect(text);
            let own = [
                figure.passes(&|x| x < 5.0),
                figure.passes(&|x| x > 5.0),
                figure.passes(&|x| x >= 5.0),
            ];
            assert_eq!(own, [below, above, at_least], "{text}");
        }
    }
}
