//! Dates and years.

mod spoken;

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape, Token};
use crate::{Kind, Span};
use spoken::{in_words, ordinal, ordinal_word, quarter, short_year};

/// The date that begins at this token, if one does.
pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.masked {
        return None;
    }
    if token.is_number() || token.shape == Shape::Mingled {
        return quarter(context, at)
            .or_else(|| numeric(context, at))
            .or_else(|| named(context, at))
            .or_else(|| year(context, at));
    }
    if token.is(Class::NUMBER_WORD) {
        return in_words(context, at);
    }
    if token.is_mark(b'\'') || token.is_mark(0) {
        return short_year(context, at);
    }
    if let Some(span) = quarter(context, at).or_else(|| ordinal(context, at)) {
        return Some(span);
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
    let spaced = clock(next) && context.tokens[next].gap == Gap::Space && colon(next + 1);
    if !(glued || spaced) {
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
    // `March and June 2021`
    if first.is(Class::MONTH)
        && first.is_capital()
        && matches!(context.word(at + 1), "and" | "to" | "until" | "through" | "or" | "-" | "–")
        && month(at + 2)
        && let Some(rest) = named(context, at + 2)
    {
        return Some(Span { range: first.start..rest.range.end, ..rest });
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
        if let Some(last) = ordinal_word(context, at + 1) {
            end = end.max(last);
        }
        if end == at {
            let last = at.checked_sub(1).filter(|&i| context.word(i).eq_ignore_ascii_case("last"));
            return last.and_then(|i| span(context, i, at, Kind::Date, 0.6, "date-in-words"));
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
    // `since, let me think, 2016`
    let earlier = before.is_mark(b',')
        && (at.saturating_sub(8)..at).any(|i| {
            matches!(
                context.word(i),
                "since" | "in" | "from" | "until" | "till" | "around" | "like"
            )
        });
    // `I think 2015`, `2017 was when`: what follows a year is no noun.
    let last = &context.text.as_bytes()[token.start..token.end];
    let recent = matches!(last, [b'1', b'9', b'7'..=b'9', _] | [b'2', b'0', b'0'..=b'3', _]);
    let alone = context.tokens.get(at + 1).is_none_or(|t| {
        t.gap >= Gap::Line
            || matches!(t.shape, Shape::Mark(b',' | b'.' | b'?' | b'!' | b';' | b')'))
            || t.gap == Gap::Space
                && t.shape == Shape::Lower
                && t.is(Class::WORD1)
                && t.len() <= 5
                && !t.is(Class::COUNT_NOUN.with(Class::PEOPLE_NOUN))
                && !context.word(at + 1).ends_with('s')
    });
    let spoken = before.shape == Shape::Lower
        && before.is(Class::WORD1)
        && before.len() <= 6
        && !before.is(Class::PHONE_BEFORE
            .with(Class::ID_BEFORE)
            .with(Class::UNIT)
            .with(Class::CARD_BEFORE))
        && !matches!(
            cue.as_str(),
            "than"
                | "over"
                | "port"
                | "up"
                | "only"
                | "just"
                | "least"
                | "most"
                | "at"
                | "version"
                | "times"
        );
    let cued = cued || earlier || recent && alone && (spoken || token.opens);
    if !(cued || event) || counted || token.gap > Gap::Space {
        return None;
    }
    // `Black Friday 2022`, `New Year's Eve 2019`: the day is a part of the date.
    let mut first = at;
    // `late 2019`, `end of 2019`
    if matches!(cue.as_str(), "early" | "late" | "mid") {
        first = at - 1;
    } else if cue == "of"
        && at >= 2
        && matches!(context.word(at - 2), "end" | "start" | "beginning" | "middle" | "half")
    {
        first = at - 2;
    }
    while event && first > 0 && at - first < 4 && {
        let day = &context.tokens[first - 1];
        day.is_capital()
            && day.gap <= Gap::Space
            && !day.opens
            && (day.is(Class::ORDINARY.with(Class::WEEKDAY)) || first < at && day.is(Class::WORD1))
    } {
        first -= 1;
    }
    span(context, first, at, Kind::Date, if cued { 0.7 } else { 0.55 }, "year")
}

fn lower(context: &Context<'_>, at: usize) -> String {
    context.word(at).to_ascii_lowercase()
}
