//! Units: *40 hours* are no 40 people, and *3 weeks* no 3 days.

use super::context::text;
use super::tokens::{Digits, Kind, Token};

/// What a number can be of, other than people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Money,
}

/// Words for units; the last letters that make many of one are left out.
const WORDS: [(&str, Unit); 61] = [
    ("second", Unit::Second),
    ("sec", Unit::Second),
    ("sekunde", Unit::Second),
    ("seconde", Unit::Second),
    ("segundo", Unit::Second),
    ("minute", Unit::Minute),
    ("min", Unit::Minute),
    ("minuten", Unit::Minute),
    ("minuto", Unit::Minute),
    ("hour", Unit::Hour),
    ("h", Unit::Hour),
    ("hr", Unit::Hour),
    ("stunde", Unit::Hour),
    ("stunden", Unit::Hour),
    ("heure", Unit::Hour),
    ("hora", Unit::Hour),
    ("day", Unit::Day),
    ("weekday", Unit::Day),
    ("workday", Unit::Day),
    ("tag", Unit::Day),
    ("tage", Unit::Day),
    ("tagen", Unit::Day),
    ("arbeitstage", Unit::Day),
    ("jour", Unit::Day),
    ("día", Unit::Day),
    ("dia", Unit::Day),
    ("week", Unit::Week),
    ("wk", Unit::Week),
    ("woche", Unit::Week),
    ("wochen", Unit::Week),
    ("semaine", Unit::Week),
    ("semana", Unit::Week),
    ("month", Unit::Month),
    ("monat", Unit::Month),
    ("monate", Unit::Month),
    ("monaten", Unit::Month),
    ("mois", Unit::Month),
    ("mes", Unit::Month),
    ("meses", Unit::Month),
    ("mês", Unit::Month),
    ("year", Unit::Year),
    ("yr", Unit::Year),
    ("jahr", Unit::Year),
    ("jahre", Unit::Year),
    ("jahren", Unit::Year),
    ("année", Unit::Year),
    ("año", Unit::Year),
    ("€", Unit::Money),
    ("$", Unit::Money),
    ("£", Unit::Money),
    ("¥", Unit::Money),
    ("eur", Unit::Money),
    ("usd", Unit::Money),
    ("gbp", Unit::Money),
    ("chf", Unit::Money),
    ("euro", Unit::Money),
    ("dollar", Unit::Money),
    ("pound", Unit::Money),
    ("franc", Unit::Money),
    ("cent", Unit::Money),
    ("franken", Unit::Money),
];

/// Chinese, Japanese and Korean: what stands behind it is not divided from it.
const BEGINNINGS: [(&str, Unit); 26] = [
    ("秒", Unit::Second),
    ("초", Unit::Second),
    ("分钟", Unit::Minute),
    ("分間", Unit::Minute),
    ("분", Unit::Minute),
    ("小时", Unit::Hour),
    ("時間", Unit::Hour),
    ("시간", Unit::Hour),
    ("天", Unit::Day),
    ("日", Unit::Day),
    ("일", Unit::Day),
    ("周", Unit::Week),
    ("週", Unit::Week),
    ("星期", Unit::Week),
    ("주", Unit::Week),
    ("个月", Unit::Month),
    ("ヶ月", Unit::Month),
    ("か月", Unit::Month),
    ("カ月", Unit::Month),
    ("개월", Unit::Month),
    ("달", Unit::Month),
    ("年", Unit::Year),
    ("년", Unit::Year),
    ("円", Unit::Money),
    ("元", Unit::Money),
    ("원", Unit::Money),
];

impl Unit {
    /// The unit that a word is.
    pub(super) fn of(word: &str) -> Option<Self> {
        let is = |own: &str| WORDS.iter().find(|(word, _)| *word == own).map(|(_, unit)| *unit);
        let is_eastern = word.chars().next().is_some_and(|c| u32::from(c) >= 0x3040);
        if is_eastern {
            let begins = BEGINNINGS.iter().find(|(own, _)| word.starts_with(own));
            return begins.map(|(_, unit)| *unit);
        }
        is(word).or_else(|| is(word.strip_suffix('s')?))
    }

    /// How many seconds it is; None of money.
    fn seconds(self) -> Option<f64> {
        Some(match self {
            Self::Second => 1.0,
            Self::Minute => 60.0,
            Self::Hour => 3600.0,
            Self::Day => 86_400.0,
            Self::Week => 604_800.0,
            Self::Month => 2_629_800.0,
            Self::Year => 31_557_600.0,
            Self::Money => return None,
        })
    }

    /// How many of another unit it is: a week is seven days, or the five on which people work.
    pub(super) fn in_others(self, other: Self) -> Vec<f64> {
        if self == other {
            return vec![1.0];
        }
        let Some((own, one)) = self.seconds().zip(other.seconds()) else { return Vec::new() };
        let mut factors = vec![own / one];
        match (self, other) {
            (Self::Week, Self::Day) => factors.push(5.0),
            (Self::Day, Self::Week) => factors.push(0.2),
            (Self::Day, Self::Hour) => factors.push(8.0),
            (Self::Hour, Self::Day) => factors.push(0.125),
            (Self::Month, Self::Week) => factors.push(4.0),
            (Self::Week, Self::Month) => factors.push(0.25),
            (Self::Month, Self::Day) => factors.extend([30.0, 20.0]),
            (Self::Day, Self::Month) => factors.extend([1.0 / 30.0, 0.05]),
            _ => {}
        }
        factors
    }
}

/// The unit of the number between two tokens: *40 hours*, *40 working days*, *a 40-hour week*, *€40*.
pub(super) fn unit(tokens: &[Token], at: usize, end: usize) -> Option<Unit> {
    if let Some(Token { kind: Kind::Digits(Digits { unit, .. }), .. }) = tokens.get(at)
        && let Some(unit) = Unit::of(unit)
    {
        return Some(unit);
    }
    let before = at.checked_sub(1).map_or("", |at| text(tokens, at));
    if matches!(before, "€" | "$" | "£" | "¥" | "eur" | "usd" | "gbp" | "chf") {
        return Some(Unit::Money);
    }
    let hyphen = text(tokens, end) == "-" && tokens.get(end).is_some_and(|token| token.joined);
    let next = end + usize::from(hyphen);
    let between = matches!(
        text(tokens, next),
        "working"
            | "business"
            | "calendar"
            | "full"
            | "whole"
            | "long"
            | "more"
            | "extra"
            | "fewer"
            | "additional"
            | "us"
    );
    // A second opinion is none.
    let own = |at: usize| {
        // Nor are *22 hour-long interviews* 22 hours.
        let is_part = tokens.get(at + 1).is_some_and(|next| next.joined && next.is("-"));
        Unit::of(text(tokens, at)).filter(|_| text(tokens, at) != "second" && !is_part)
    };
    own(next).or_else(|| own(next + 1).filter(|_| between))
}
