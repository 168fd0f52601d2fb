//! How old people are.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::numeral;
use super::super::token::{Gap, Shape, Token};
use crate::{Kind, Span};

fn age(context: &Context<'_>, from: usize, to: usize, confidence: f64) -> Option<Span> {
    let range = context.tokens[from].start..context.tokens[to].end;
    Some(Span { range, kind: Kind::Age, confidence, rule: "age" })
}

/// `45th birthday`
fn birthday(context: &Context<'_>, at: usize) -> bool {
    context.tokens[at].shape == Shape::Mingled
        && context.word(at + 1).eq_ignore_ascii_case("birthday")
        && context.word(at).as_bytes()[0].is_ascii_digit()
}

fn value(context: &Context<'_>, token: &Token) -> Option<u32> {
    if token.len() > 3 {
        return None;
    }
    context.text.get(token.start..token.end)?.parse().ok()
}

/// The age that begins at this token, if one does:
/// `19 year old`, `38-year-old`, `at the age of 45`, `aged 45`.
pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Span> {
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
    let mut fits = token.is_number() && token.len() == 2;
    if token.masked {
        return None;
    }
    if token.is(Class::NUMBER_WORD) {
        if at > 0 && context.tokens[at - 1].is(Class::NUMBER_WORD) {
            return None;
        }
        let (value, end) = numeral::number(context, at)?;
        last = end - 1;
        fits = (15.0..100.0).contains(&value);
    } else if birthday(context, at) {
        return age(context, at, at, 0.85);
    } else if !token.is_number() || value(context, &token).is_none_or(|v| v > 120) {
        return None;
    }
    let next = skip(last + 1);
    let unit = word(next);
    let years =
        matches!(unit.as_deref(), Some("year" | "years" | "yr" | "yrs" | "month" | "months"));
    let old = word(skip(next + 1));
    let of_age = old.as_deref() == Some("of") && word(next + 2).as_deref() == Some("age");
    if years && (of_age || matches!(old.as_deref(), Some("old" | "olds" | "young")))
        || matches!(unit.as_deref(), Some("yo" | "y/o"))
    {
        return age(context, at, last, 0.9);
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
    }) && fits;
    let person = |n: usize| {
        matches!(back(n).as_deref(), Some("he" | "she" | "i" | "who"))
            || at.checked_sub(n).is_some_and(|i| {
                let t = &context.tokens[i];
                t.is_capital()
                    && !t.plain
                    && (t.is(Class::GIVEN) || t.is_unknown() && t.shape == Shape::Title)
            })
    };
    // `my son`, `the patient`
    let relative = |n: usize| {
        at.checked_sub(n).is_some_and(|i| {
            let t = &context.tokens[i];
            t.is_word()
                && t.shape == Shape::Lower
                && (t.is(Class::PERSON_BEFORE) && t.len() > 2 || t.is(Class::ROLE))
                && i > 0
                && ["my", "his", "her", "our", "their", "the", "your"]
                    .iter()
                    .any(|w| context.word(i - 1).eq_ignore_ascii_case(w))
        })
    };
    let owns = |n: usize| at.checked_sub(n).is_some_and(|i| context.tokens[i].owns) && person(n);
    let cued = match back(1).as_deref() {
        Some("is" | "was" | "am" | "i'm" | "be")
            if ends && (person(2) || relative(2) || back(1).as_deref() == Some("i'm")) =>
        {
            true
        }
        Some("was" | "am") if fits && person(2) && back(3).as_deref() == Some("when") => true,
        // `At 45, she`
        Some("at")
            if fits
                && context.tokens[at - 1].opens
                && context.tokens.get(last + 1).is_some_and(|t| t.is_mark(b',')) =>
        {
            true
        }
        // `Lena (34)`
        Some("(") => {
            let name = at.checked_sub(2).map(|i| context.tokens[i]);
            let closed =
                context.tokens.get(last + 1).is_some_and(|t| t.is_mark(b')') && t.gap == Gap::None);
            let named = name.is_some_and(|t| {
                t.is_capital()
                    && !t.plain
                    && (t.is(Class::NAME) || t.is_unknown())
                    && !t.is(Class::COMMON.with(Class::TECH))
                    && t.shape == Shape::Title
            });
            fits && closed && named
        }
        Some(_) if ends && owns(1) => true,
        // `Lena, 34, said`
        Some(",") => {
            let name = at.checked_sub(2).map(|i| context.tokens[i]);
            let closed =
                context.tokens.get(last + 1).is_some_and(|t| t.is_mark(b',') && t.gap == Gap::None);
            closed
                && fits
                && (relative(2)
                    || name.is_some_and(|t| {
                        t.is_capital()
                            && t.is(Class::NAME)
                            && !t.is(Class::COMMON.with(Class::TECH))
                    }))
        }
        Some("aged" | "age") => true,
        Some("at")
            if fits
                && ends
                && matches!(
                    back(2).as_deref(),
                    Some(
                        "retired"
                            | "died"
                            | "married"
                            | "graduated"
                            | "diagnosed"
                            | "retire"
                            | "retires"
                            | "passed"
                    )
                ) =>
        {
            true
        }
        Some("of" | "is" | ":" | "at") => back(2).as_deref() == Some("age"),
        Some("turns" | "turn" | "turned" | "turning") => {
            fits && unit.as_deref().is_none_or(|u| !u.ends_with('s'))
        }
        Some("only" | "just" | "now") => {
            let who = back(2);
            matches!(who.as_deref(), Some("was" | "is" | "am" | "i'm")) && ends
        }
        _ => false,
    };
    cued.then(|| age(context, at, last, 0.85)).flatten()
}
