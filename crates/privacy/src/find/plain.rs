//! Names in sentences that are written without capitals.

use super::Context;
use super::lexicon::Class;
use super::token::{Gap, Shape, Token};
use crate::{Kind, Span};

pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < context.tokens.len() {
        let token = &context.tokens[at];
        // Elsewhere a small letter is chosen: only strong words before make it a name.
        let strong = !token.plain
            && token.shape == Shape::Lower
            && (unknown(token) || name_only(token))
            && cue(context, at) >= 0.4;
        if token.masked || !token.is_word() || !(token.plain || strong) {
            at += 1;
            continue;
        }
        let confidence = weigh(context, at);
        if confidence < 0.5 {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < context.tokens.len() && joins(context, end) {
            end += 1;
        }
        while !context.tokens[end - 1].is_word() {
            end -= 1;
        }
        // The word before a surname is a first name that is a word, too.
        let mut first = at;
        if at > 0 && context.tokens[at].gap == Gap::Space {
            let before = &context.tokens[at - 1];
            if before.plain
                && before.is(Class::GIVEN1.with(Class::TITLE))
                && !before.is(Class::WORD1.with(Class::ORDINARY))
            {
                first = at - 1;
            }
        }
        let range = context.tokens[first].start..context.tokens[end - 1].end;
        let kind = if token.is(Class::CITY.with(Class::LAND)) && !token.is(Class::NAME) {
            Kind::Place
        } else {
            Kind::Person
        };
        spans.push(Span { range, kind, confidence, rule: "name-without-capital" });
        at = end;
    }
}

fn name_only(token: &Token) -> bool {
    token.is(Class::NAME.with(Class::CITY))
        && !token.is(Class::COMMON.with(Class::TECH).with(Class::ORDINARY))
}

fn unknown(token: &Token) -> bool {
    token.is_unknown() && token.len() >= 3 && !matches!(token.shape, Shape::Mingled)
}

/// How likely the word is a name.
fn weigh(context: &Context<'_>, at: usize) -> f64 {
    let token = &context.tokens[at];
    if token.is(Class::TECH.with(Class::ORDINARY).with(Class::PARTICLE)) || token.len() < 2 {
        return 0.0;
    }
    let mut score: f64 = 0.0;
    if unknown(token) {
        score += if context.cased { 0.15 } else { 0.4 };
    }
    if token.is(Class::GIVEN1) && !token.is(Class::COMMON) {
        score += if context.cased { 0.4 } else { 0.5 };
    } else if name_only(token) {
        score += if token.is(Class::WORD) { 0.1 } else { 0.2 };
    }
    let mut cue = cue(context, at);
    if cue >= 0.45 && !token.is(Class::COMMON) {
        cue += 0.1;
    }
    if token.is(Class::WORD1) || token.is(Class::WORD2) && !token.is(Class::NAME) {
        // `call me back`
        return if token.is(Class::GIVEN1) && cue >= 0.4 && !token.is(Class::SAY_VERB) {
            0.5
        } else {
            0.0
        };
    }
    let next = context.tokens.get(at + 1).filter(|t| t.gap == Gap::Space && t.is_word());
    if next.is_some_and(|t| unknown(t) || name_only(t)) && (unknown(token) || name_only(token)) {
        score += 0.25;
    }
    let list = |i: Option<usize>, mark: Option<usize>| {
        mark.and_then(|m| context.tokens.get(m)).is_some_and(|t| t.is_mark(b','))
            && i.and_then(|i| context.tokens.get(i))
                .is_some_and(|t| t.is(Class::GIVEN) && !t.is(Class::COMMON))
    };
    if list(Some(at + 2), Some(at + 1)) || list(at.checked_sub(2), at.checked_sub(1)) {
        score += 0.2;
    }
    if unknown(token) && next.is_some_and(|t| t.is(Class::ORG_TAIL.with(Class::LEGAL))) {
        score += 0.25;
    }
    if token.owns {
        score += 0.2;
    }
    if context.tokens.get(at + 1).is_some_and(|t| t.is(Class::SAY_VERB)) {
        score += 0.15;
    }
    (score + cue).min(0.9)
}

/// What the words before say.
fn cue(context: &Context<'_>, at: usize) -> f64 {
    let Some(before) = at.checked_sub(1) else { return 0.0 };
    let token = &context.tokens[before];
    if context.tokens[at].gap >= Gap::Line {
        return 0.1;
    }
    let two = before.checked_sub(1).map_or("", |i| context.word(i));
    let three = before.checked_sub(2).map_or("", |i| context.word(i));
    match (context.word(before).to_ascii_lowercase().as_str(), two.to_ascii_lowercase().as_str()) {
        ("is", "name" | "surname")
        | ("me", "call" | "calls")
        | ("called" | "named", _)
        | ("name", _) => 0.5,
        ("him" | "her", "named" | "called") => 0.5,
        (":", _)
            if context.tokens[before - 1]
                .is(Class::LABEL_NAME.with(Class::LABEL_ORG).with(Class::LABEL_PLACE)) =>
        {
            0.5
        }
        (".", _) if before > 0 && context.tokens[before - 1].is(Class::TITLE) && two.len() <= 4 => {
            0.6
        }
        ("for" | "at" | "with", "work" | "works" | "worked" | "working") => 0.45,
        ("from", _)
            if matches!(three, "i" | "moved" | "came")
                || matches!(two, "moved" | "originally" | "here" | "come") =>
        {
            0.4
        }
        (
            "in" | "to",
            "live" | "lives" | "lived" | "based" | "born" | "moved" | "up" | "travelling"
            | "traveling",
        ) => 0.4,
        _ if token.is(Class::TITLE) && token.len() <= 4 => 0.6,
        _ if token.is(Class::PERSON_BEFORE) => 0.2,
        _ if token.is(Class::PLACE_BEFORE.with(Class::ORG_BEFORE)) => 0.15,
        _ => 0.0,
    }
}

/// Whether the name goes on with this token.
fn joins(context: &Context<'_>, at: usize) -> bool {
    let token = &context.tokens[at];
    let before = &context.tokens[at - 1];
    if token.gap > Gap::Space
        || !(token.plain || token.shape == Shape::Lower)
        || token.masked
        || before.owns
    {
        return false;
    }
    match token.shape {
        Shape::Mark(b'-') => {
            token.gap == Gap::None
                && context.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None && t.is_word())
        }
        Shape::Mark(b'.') => before.len() == 1,
        Shape::Mark(_) | Shape::Number => false,
        _ => {
            before.is_mark(b'-')
                || before.is_mark(b'.')
                || unknown(token)
                || name_only(token)
                || token.len() == 1 && !token.is(Class::ORDINARY) && context.word(at) != "a"
                || token.is(Class::FAMILY1) && !token.is(Class::WORD1) && before.is(Class::GIVEN)
                || token.is(Class::PARTICLE)
                    && context.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::Space && unknown(t))
                || token.is(Class::LEGAL) && !token.is(Class::WORD1)
                || token.is(Class::ORG_TAIL)
                    && matches!(token.shape, Shape::Lower)
                    && unknown(before)
        }
    }
}
