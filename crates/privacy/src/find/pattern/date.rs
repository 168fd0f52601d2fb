//! Dates, years and ages.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape, Token};
use crate::{Kind, Span};

/// The date or age that begins at this token, if one does.
pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.masked {
        return None;
    }
    if token.is_number() || token.shape == Shape::Mingled {
        return numeric(context, at)
            .or_else(|| named(context, at))
            .or_else(|| age(context, at))
            .or_else(|| year(context, at));
    }
    if token.is(Class::NUMBER_WORD) {
        return age(context, at);
    }
    if token.is(Class::MONTH) || token.is(Class::WEEKDAY) { named(context, at) } else { None }
}

fn span(
    context: &Context<'_>,
    from: usize,
    to: usize,
    kind: Kind,
    confidence: f64,
    rule: &'static str,
) -> Option<Span> {
    let range = context.tokens[from].start..context.tokens[to].end;
    Some(Span { range, kind, confidence, rule })
}

fn value(context: &Context<'_>, token: &Token) -> Option<u32> {
    if token.len() > 4 {
        return None;
    }
    context.text.get(token.start..token.end)?.parse().ok()
}

fn is_year(value: u32) -> bool {
    (1900..=2039).contains(&value)
}

/// `12/27/1986`, `2000-04-16 11:34:35`, `27.12.86`.
fn numeric(context: &Context<'_>, at: usize) -> Option<Span> {
    let tokens = context.tokens.get(at..at + 5)?;
    let glued = at > 0
        && tokens[0].gap == Gap::None
        && !matches!(
            context.tokens[at - 1].shape,
            Shape::Mark(b'(' | b'"' | b'[' | b'>' | b'*' | b':' | b',')
        );
    if glued || tokens[1..].iter().any(|t| t.gap != Gap::None) {
        return None;
    }
    let (Shape::Mark(mark), Shape::Mark(second)) = (tokens[1].shape, tokens[3].shape) else {
        return None;
    };
    if mark != second || !matches!(mark, b'/' | b'-' | b'.') {
        return None;
    }
    // `T11:34:35` is glued to the day.
    let day_of = |t: &Token| {
        let text = context.text.get(t.start..t.end)?;
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = text.as_bytes().get(digits);
        (digits > 0 && digits <= 4 && (rest.is_none() || rest == Some(&b'T')))
            .then(|| text[..digits].parse::<u32>().ok())?
    };
    let (a, b, c) = (value(context, &tokens[0])?, value(context, &tokens[2])?, day_of(&tokens[4])?);
    let year_last = tokens[4].len() == 4 && is_year(c)
        || tokens[4].len() == 2 && tokens[0].len() <= 2 && mark == b'/';
    let fits = if tokens[0].len() == 4 {
        (1800..2100).contains(&a) && (1..=12).contains(&b) && (1..=31).contains(&c)
    } else {
        year_last && (1..=31).contains(&a) && (1..=31).contains(&b) && (a <= 12 || b <= 12)
    };
    if !fits {
        return None;
    }
    let end = with_time(context, at + 4);
    span(context, at, end, Kind::Date, 0.95, "date")
}

/// The last token of a time that follows, else this one.
fn with_time(context: &Context<'_>, last: usize) -> usize {
    let mut end = last;
    let mut next = last + 1;
    let clock = |i: usize| context.tokens.get(i).is_some_and(|t| t.is_number() && t.len() <= 2);
    let colon =
        |i: usize| context.tokens.get(i).is_some_and(|t| t.is_mark(b':') && t.gap == Gap::None);
    let glued = context.tokens[last].shape == Shape::Mingled && colon(next);
    if !glued && !(clock(next) && context.tokens[next].gap == Gap::Space && colon(next + 1)) {
        return end;
    }
    if !glued {
        next += 1;
    }
    while colon(next)
        && context
            .tokens
            .get(next + 1)
            .is_some_and(|t| t.gap == Gap::None && !matches!(t.shape, Shape::Mark(_)))
    {
        end = next + 1;
        next += 2;
    }
    end
}

/// `29 March 2017`, `March 29th`, `May 2020`, `on Monday at 10`.
fn named(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = |i: usize| context.tokens.get(i).filter(|t| t.gap <= Gap::Space && !t.masked);
    let day = |i: usize| {
        token(i).is_some_and(|t| {
            let text = &context.text[t.start..t.end];
            let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let rest = &text[digits.len()..];
            t.len() <= 4
                && matches!(rest, "" | "st" | "nd" | "rd" | "th")
                && digits.parse::<u32>().is_ok_and(|d| (1..=31).contains(&d))
        })
    };
    let years = |i: usize| {
        token(i).is_some_and(|t| {
            t.is_number() && t.len() == 4 && value(context, t).is_some_and(is_year)
        })
    };
    let month = |i: usize| token(i).is_some_and(|t| t.is(Class::MONTH));
    let first = context.tokens[at];
    let comma = |i: usize| {
        if token(i).is_some_and(|t| t.is_mark(b',') || t.is_mark(b'.')) { i + 1 } else { i }
    };
    let mut end;
    if first.is(Class::WEEKDAY) && !first.is(Class::MONTH) {
        let next = comma(at + 1);
        let begins =
            month(next) && (day(next + 1) || years(next + 1)) || day(next) && month(next + 1);
        if begins && let Some(rest) = named(context, next) {
            return Some(Span { range: first.start..rest.range.end, ..rest });
        }
        return weekday(context, at);
    }
    if first.is(Class::MONTH) {
        if !first.is_capital() && !day(at + 1) && !years(at + 1) {
            return None;
        }
        end = at;
        if day(at + 1) && !years(at + 1) {
            end = at + 1;
            let next = comma(at + 2);
            if years(next) {
                end = next;
            }
        } else if years(comma(at + 1)) {
            end = comma(at + 1);
        } else if token(at + 1)
            .is_some_and(|t| context.text[t.start..t.end].eq_ignore_ascii_case("of"))
            && years(at + 2)
        {
            end = at + 2;
        }
        if end == at {
            return None;
        }
    } else {
        if !day(at) {
            return None;
        }
        let of = usize::from(
            token(at + 1).is_some_and(|t| context.text[t.start..t.end].eq_ignore_ascii_case("of")),
        );
        if !month(at + 1 + of)
            || context.tokens[at + 1 + of].shape == Shape::Lower
                && !years(at + 2 + of)
                && of == 0
                && context.tokens[at + 1].is(Class::WORD1)
        {
            return None;
        }
        end = at + 1 + of;
        let next = comma(end + 1);
        if years(next) {
            end = next;
        }
    }
    end = with_time(context, end);
    span(context, at, end, Kind::Date, 0.9, "date-in-words")
}

/// One particular weekday: `on Monday at`, `last Friday`.
fn weekday(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    let word = &context.text[token.start..token.end];
    if !token.is_capital() || word.ends_with('s') || word.len() < 6 {
        return None;
    }
    let before = at.checked_sub(1).map(|i| context.tokens[i])?;
    let cue = context.text[before.start..before.end].to_ascii_lowercase();
    matches!(
        cue.as_str(),
        "on" | "last" | "next" | "this" | "meet" | "until" | "till" | "by" | "since"
    )
    .then(|| span(context, at, at, Kind::Date, 0.55, "weekday"))
    .flatten()
}

/// A year that stands alone: `in 2019`, `a 2001 film`.
fn year(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.len() != 4 || !value(context, &token).is_some_and(is_year) {
        return None;
    }
    let before = at.checked_sub(1).map(|i| context.tokens[i]);
    let next = context.tokens.get(at + 1).filter(|t| t.gap <= Gap::Space);
    let counted = next.is_some_and(|t| {
        t.is(Class::COUNT_NOUN.with(Class::PEOPLE_NOUN)) && !t.is(Class::ROLE)
            || (t.gap == Gap::None && matches!(t.shape, Shape::Mark(b'%' | b'-' | b':' | b'/')))
            || t.is_number()
            || t.gap == Gap::None
                && t.is_mark(b'.')
                && context.tokens.get(at + 2).is_some_and(|t| t.gap == Gap::None && t.is_number())
    });
    let before = before?;
    // The year of an event; but `Windows 2016` is a version.
    let event = token.gap == Gap::Space
        && before.is_capital()
        && !before.plain
        && !before.is(Class::TECH
            .with(Class::PEOPLE_NOUN)
            .with(Class::PHONE_BEFORE)
            .with(Class::UNIT)
            .with(Class::ID_BEFORE))
        && !matches!(before.shape, Shape::Mingled);
    let cue = context.text[before.start..before.end].to_ascii_lowercase();
    const CUES: [&str; 33] = [
        "in", "since", "until", "till", "from", "of", "by", "during", "before", "after", "around",
        "between", "and", "year", "the", "a", "late", "early", "mid", "summer", "spring", "autumn",
        "fall", "winter", "circa", "about", "back", "through", "to", "was", "ended", "q1", "like",
    ];
    let cued = CUES.contains(&cue.as_str())
        || before.is_mark(b'(')
        || before.is_mark(b',') && at >= 2 && context.tokens[at - 2].is(Class::MONTH);
    ((cued || event) && !counted && token.gap <= Gap::Space)
        .then(|| span(context, at, at, Kind::Date, if cued { 0.7 } else { 0.55 }, "year"))
        .flatten()
}

/// `19 year old`, `38-year-old`, `at the age of 45`, `aged 45`.
fn age(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    let word = |i: usize| {
        context
            .tokens
            .get(i)
            .filter(|t| t.gap <= Gap::Space)
            .map(|t| context.text[t.start..t.end].to_ascii_lowercase())
    };
    let skip = |i: usize| if word(i).as_deref() == Some("-") { i + 1 } else { i };
    let mut last = at;
    if token.is(Class::NUMBER_WORD) {
        let next = skip(at + 1);
        if context.tokens.get(next).is_some_and(|t| t.is(Class::NUMBER_WORD) && t.gap <= Gap::Space)
        {
            last = next;
        }
    } else if !token.is_number() || value(context, &token).is_none_or(|v| v > 120) {
        return None;
    }
    let next = skip(last + 1);
    let unit = word(next);
    let years =
        matches!(unit.as_deref(), Some("year" | "years" | "yr" | "yrs" | "month" | "months"));
    let old = word(skip(next + 1));
    if years && matches!(old.as_deref(), Some("old" | "olds")) || unit.as_deref() == Some("yo") {
        return span(context, at, last, Kind::Age, 0.9, "age");
    }
    let back = |n: usize| {
        at.checked_sub(n).map(|i| {
            context.text[context.tokens[i].start..context.tokens[i].end].to_ascii_lowercase()
        })
    };
    let ends = context.tokens.get(last + 1).is_none_or(|t| {
        t.gap >= Gap::Line
            || matches!(t.shape, Shape::Mark(b'.' | b',' | b'!' | b'?' | b';' | b')'))
            || matches!(word(last + 1).as_deref(), Some("and" | "now" | "already" | "when" | "but"))
    }) && token.is_number()
        && token.len() == 2;
    let person = |n: usize| {
        matches!(back(n).as_deref(), Some("he" | "she" | "i" | "who"))
            || at.checked_sub(n).is_some_and(|i| {
                context.tokens[i].is(Class::GIVEN) && context.tokens[i].is_capital()
            })
    };
    let owns = |n: usize| at.checked_sub(n).is_some_and(|i| context.tokens[i].owns) && person(n);
    let cued = match back(1).as_deref() {
        Some("is" | "was" | "am" | "i'm" | "he's" | "she's")
            if ends && (person(2) || back(1).as_deref() == Some("i'm")) =>
        {
            true
        }
        Some(_) if ends && owns(1) => true,
        Some("aged" | "age") => true,
        Some("of" | "is" | ":" | "at") => back(2).as_deref() == Some("age"),
        Some("only" | "just" | "turned" | "turning") => {
            let who = back(2);
            let turned = matches!(back(1).as_deref(), Some("turned" | "turning"));
            (turned || matches!(who.as_deref(), Some("was" | "is" | "am")))
                && ends
                && token.is_number()
                && token.len() == 2
        }
        _ => false,
    };
    cued.then(|| span(context, at, last, Kind::Age, 0.85, "age")).flatten()
}
