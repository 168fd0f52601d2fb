//! What a sentence says in numbers: counts, shares, fractions, multiples and ranges, in digits or in
//! words, with what makes them less exact (`about`, `more than`).

use super::ranges::{base, range_end};
use super::tokens::{Digits, Kind, Token};
use super::units::{self, Unit};
use super::{context, dates, fractions, idioms};
use std::ops::Range;

/// A number that a sentence says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Said {
    /// As it is written.
    pub(super) at: Range<usize>,
    pub(super) what: What,
    pub(super) how: How,
    /// Whether people are what is counted.
    pub(super) of_people: bool,
    /// What it is a number of, where that is time or money.
    pub(super) unit: Option<Unit>,
    /// Whether a word for people stands right behind it.
    pub(super) is_people: bool,
    /// Whether it may be how far two figures are apart: *three days less*.
    pub(super) is_apart: bool,
    /// Whether it is surely that: *14 more builders than leaders*.
    pub(super) is_more: bool,
}

/// What a number is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// So many; each value is a meaning, and what it was rounded by.
    Count(Vec<f64>, f64),
    /// So many of so many.
    Of(f64, f64),
    /// A share from 0 to 1, and how far a figure may be off.
    Share(f64, f64),
    /// So much apart from another share, from 0 to 1, and how far it may be off.
    Points(f64, f64),
    /// So many times something else. `3 times` may also be how often; `tripled` may not.
    Times(f64, bool),
    /// Between two numbers.
    Between(f64, f64),
    /// Between two shares.
    Shares(f64, f64),
    /// Digits that cannot be read.
    Unread,
}

impl What {
    /// The numbers that are said; none where they cannot be read.
    pub(super) fn counts(&self) -> Vec<f64> {
        match self {
            Self::Count(values, _) => values.clone(),
            Self::Of(one, two) | Self::Between(one, two) => vec![*one, *two],
            Self::Share(share, _) | Self::Points(share, _) => vec![(share * 1000.0).round() / 10.0],
            Self::Times(times, _) => vec![*times],
            Self::Shares(one, two) => vec![one * 100.0, two * 100.0],
            Self::Unread => vec![f64::NAN],
        }
    }
}

/// All numbers that a sentence says.
pub(super) fn counts(tokens: &[Token]) -> Vec<f64> {
    let numbers = (0..tokens.len()).filter_map(|at| Some(raw(tokens, at)?.what));
    numbers
        .flat_map(|raw| match raw {
            Raw::Number(values, _) => values,
            Raw::Percent(value, _) | Raw::Points(value, _) | Raw::Times(value, _) => vec![value],
            Raw::Unread => Vec::new(),
        })
        .collect()
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    Exactly,
    About,
    Nearly,
    JustOver,
    Over,
    Under,
    AtLeast,
    AtMost,
}

/// A named fraction fits a share that is off by so much: two thirds is said of 14 of 22.
pub(super) const FRACTION: f64 = 0.035;

/// A number as it is read: where it ends, what it means.
pub(super) struct Read {
    pub(super) end: usize,
    pub(super) what: Raw,
}

pub(super) enum Raw {
    Number(Vec<f64>, f64),
    Percent(f64, f64),
    Points(f64, f64),
    Times(f64, bool),
    Unread,
}

/// All numbers of a sentence.
pub(super) fn numbers(tokens: &[Token]) -> Vec<Said> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match number(tokens, at) {
            Some((said, end)) => {
                found.extend(said);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// The number that begins at a token, None within where it is excused, and the token behind it.
fn number(tokens: &[Token], at: usize) -> Option<(Option<Said>, usize)> {
    let how = context::how(tokens, at);
    let said_so = |what: What, end: usize, how: How| {
        let last = tokens.get(end - 1).map_or(0, |token| token.at.end);
        let said = Said {
            at: tokens[at].at.start..last,
            what,
            how,
            of_people: context::is_of_people(tokens, end),
            unit: units::unit(tokens, at, end),
            is_people: context::is_person(context::text(tokens, end)),
            is_apart: idioms::is_apart(tokens, at, end),
            is_more: idioms::is_more(tokens, end),
        };
        Some((Some(said), end))
    };
    let said = |what: What, end: usize| said_so(what, end, how);
    let word = |step: usize| tokens.get(at + step).map_or("", |token| token.text.as_str());
    if (word(0), word(1), word(2)) == ("half", "a", "dozen") {
        return said(What::Count(vec![6.0], 0.5), at + 3);
    }
    if let Some(most) = context::handful(tokens, at) {
        return said(What::Between(2.0, most), at + 1);
    }
    if context::is_roman(tokens, at) {
        return said(What::Unread, at + 1);
    }
    if let Some((least, end)) = idioms::dozens(tokens, at) {
        let (what, end) = (What::Count(vec![least], 0.5), end);
        let said = said_so(what, end, How::AtLeast);
        return said.map(|(said, end)| (said.map(|own| Said { of_people: true, ..own }), end));
    }
    if let Some((share, end)) = idioms::every_other(tokens, at) {
        return said(What::Share(share, FRACTION), end);
    }
    if let Some((count, end)) = idioms::group(tokens, at) {
        return said(What::Count(vec![count], 0.5), end);
    }
    if let Some((share, end)) = fractions::fraction(tokens, at) {
        return said(What::Share(share, FRACTION), end);
    }
    let read = raw(tokens, at)?;
    // `14+`, `14 or more`, `14 or fewer`.
    let how = match (tokens.get(read.end), tokens.get(read.end + 1)) {
        (Some(plus), _) if plus.is("+") && plus.joined => How::AtLeast,
        (Some(or), Some(more)) if or.is("or") || or.is("and") => match more.text.as_str() {
            "more" | "above" | "upwards" => How::AtLeast,
            "fewer" | "less" | "below" if or.is("or") => How::AtMost,
            "so" if or.is("or") => How::About,
            _ => how,
        },
        (Some(hyphen), Some(odd)) if hyphen.is("-") && hyphen.joined => match odd.text.as_str() {
            "odd" | "ish" | "something" => How::About,
            _ => how,
        },
        _ => how,
    };
    let said = |what: What, end: usize| said_so(what, end, how);
    if dates::is_excused(tokens, at, read.end) || idioms::is_interval(tokens, at, read.end) {
        return Some((None, read.end));
    }
    // `70-odd percent`.
    if let (Raw::Number(values, _), How::About) = (&read.what, how)
        && context::text(tokens, read.end) == "-"
        && context::is_percent(tokens, read.end + 2)
    {
        let share = values.first().copied().unwrap_or(f64::INFINITY) / 100.0;
        return said(What::Share(share, FRACTION), read.end + 3);
    }
    let sign = idioms::sign(tokens, at);
    let (values, half) = match read.what {
        Raw::Number(values, half) => (sign.of(values), half),
        Raw::Percent(percent, half) => {
            let percent = sign.of(vec![percent]).first().copied().unwrap_or(percent);
            if let Some((to, end)) = range_end(tokens, at, read.end)
                && let Raw::Percent(to, _) | Raw::Times(to, _) = to
            {
                return said(What::Shares(percent / 100.0, to / 100.0), end);
            }
            return said(What::Share(percent / 100.0, half / 100.0), read.end);
        }
        Raw::Points(points, half) => {
            return said(What::Points(points / 100.0, half / 100.0), read.end);
        }
        Raw::Times(times, is_often) => return said(What::Times(times, is_often), read.end),
        Raw::Unread => return said(What::Unread, read.end),
    };
    let value = values.first().copied().unwrap_or(f64::INFINITY);
    if let Some((base, end, loose)) = base(tokens, read.end) {
        if context::is_percent(tokens, end) {
            return said(What::Shares(value / 100.0, base / 100.0), end + 1);
        }
        if loose && base <= 10.0 && base > 0.0 {
            return said(What::Share(value / base, FRACTION), end);
        }
        return said(What::Of(value, base), end);
    }
    match range_end(tokens, at, read.end) {
        Some((Raw::Percent(to, _), end)) => {
            return said(What::Shares(value / 100.0, to / 100.0), end);
        }
        Some((Raw::Number(to, _), end)) => {
            let to = to.first().copied().unwrap_or(f64::INFINITY);
            return said(What::Between(value, to), end);
        }
        _ => {}
    }
    said(What::Count(values, half), read.end)
}

/// A number in digits or words, with the unit that makes it a share or a multiple.
pub(super) fn raw(tokens: &[Token], at: usize) -> Option<Read> {
    let token = tokens.get(at)?;
    let (values, half, end, unit) = match &token.kind {
        Kind::Digits(Digits { values, half, unit, .. }) => {
            (values.clone(), *half, at + 1, unit.as_str())
        }
        Kind::Mark(c) if c.is_numeric() => return Some(Read { end: at + 1, what: Raw::Unread }),
        Kind::Word => {
            if let Some(times) = context::multiple(&token.text)
                && !tokens.get(at + 1).is_some_and(|next| next.joined && next.is("-"))
            {
                let next = tokens.get(at + 1).map_or("", |token| token.text.as_str());
                let is_often = matches!(next, "a" | "an" | "per" | "each" | "every")
                    || matches!(next, "daily" | "weekly" | "monthly" | "yearly");
                return Some(Read { end: at + 1, what: Raw::Times(times, is_often) });
            }
            let (value, end) = in_words(tokens, at)?;
            (vec![value], 0.5, end, "")
        }
        Kind::Mark(_) => return None,
    };
    let first = values.first().copied().unwrap_or(f64::INFINITY);
    let scaled = |by: f64, end: usize| Read {
        end,
        what: Raw::Number(values.iter().map(|value| value * by).collect(), half * by),
    };
    let read = match unit {
        "%" => Read { end, what: Raw::Percent(first, half) },
        "‰" => Read { end, what: Raw::Percent(first / 10.0, half / 10.0) },
        "x" | "×" | "fold" => Read { end, what: Raw::Times(first, false) },
        "pp" => Read { end, what: Raw::Points(first, half) },
        "k" | "tsd" => scaled(1e3, end),
        "m" | "mio" | "mn" | "mln" => scaled(1e6, end),
        "bn" | "mrd" => scaled(1e9, end),
        "" => {
            let next = |step: usize| tokens.get(end + step).map_or("", |token| token.text.as_str());
            match (next(0), next(1)) {
                ("%" | "percent" | "pct" | "prozent", _) => {
                    Read { end: end + 1, what: Raw::Percent(first, half) }
                }
                ("percentage", "point" | "points") => {
                    Read { end: end + 2, what: Raw::Points(first, half) }
                }
                ("points", _) => Read { end: end + 1, what: Raw::Points(first, half) },
                ("per", "cent") => Read { end: end + 2, what: Raw::Percent(first, half) },
                ("×" | "x" | "times" | "fold", _) => Read {
                    end: end + 1,
                    what: Raw::Times(first, next(0) == "times" && !context::is_compared(next(1))),
                },
                ("-", "fold") => Read { end: end + 2, what: Raw::Times(first, false) },
                // `40 k`, `40 mio`.
                ("k" | "tsd", _) => scaled(1e3, end + 1),
                ("mio" | "mn" | "mln", _) => scaled(1e6, end + 1),
                ("bn" | "mrd", _) => scaled(1e9, end + 1),
                ("hundred", _) => scaled(1e2, end + 1),
                ("thousand", _) => scaled(1e3, end + 1),
                ("million", _) => scaled(1e6, end + 1),
                ("billion", _) => scaled(1e9, end + 1),
                ("dozen", _) => scaled(12.0, end + 1),
                _ => Read { end, what: Raw::Number(values, half) },
            }
        }
        _ => Read { end, what: Raw::Number(values, half) },
    };
    Some(read)
}

/// The number that a row of words is, and the token behind it.
pub(super) fn in_words(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let first = context::value(word(at)).or_else(|| {
        let scale = context::scale(word(at + 1));
        (matches!(word(at), "a" | "an") && scale.is_some()).then_some(1.0)
    })?;
    if first == 1.0 && context::scale(word(at + 1)).is_none() && !context::counts_one(tokens, at) {
        return None;
    }
    let (mut total, mut part, mut end) = (0.0, first, at + 1);
    loop {
        // Hyphens and an `and` between two number words join them.
        let mut next = end;
        let hyphen = word(next) == "-" && tokens.get(next).is_some_and(|token| token.joined);
        if hyphen || word(next) == "and" && part >= 100.0 {
            next += 1;
        }
        let word = word(next);
        if let Some(scale) = context::scale(word) {
            part *= scale;
            if scale >= 1000.0 {
                total += part;
                part = 0.0;
            }
        } else if let Some(value) = context::value(word)
            && ((part % 100.0 == 0.0 && part >= 100.0 && value < 100.0)
                || (part == 0.0 && total > 0.0)
                || (part % 100.0 >= 20.0 && part % 10.0 == 0.0 && (1.0..10.0).contains(&value)))
        {
            part += value;
        } else {
            return Some((total + part, end));
        }
        end = next + 1;
    }
}
