//! How many people there are, and how much of what they run.

use super::span;
use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::numeral::number;
use crate::find::token::{Gap, Shape};
use crate::{Kind, Span};

/// `340 people`, `1,200 engineers`, `a company of 90`.
pub(super) fn headcount(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if !(token.is_number() || token.shape == Shape::Mingled || token.is(Class::NUMBER_WORD)) {
        return None;
    }
    // The middle of a number begins none.
    if at > 0
        && (context.tokens[at - 1].is(Class::NUMBER_WORD)
            || token.gap == Gap::None
                && !matches!(context.tokens[at - 1].shape, Shape::Mark(b'~' | b'(' | b'>' | b'*')))
    {
        return None;
    }
    let (value, end) = number(context, at)?;
    let word = |back: usize| {
        at.checked_sub(back).map_or(String::new(), |i| context.word(i).to_ascii_lowercase())
    };
    // Up to two words between: `200 or so software engineers`.
    let mut noun = end;
    while noun < end + 4 {
        let token = context.tokens.get(noun).filter(|t| t.gap <= Gap::Space && !t.masked)?;
        if !token.is_word() && !token.is_mark(b'+') {
            return None;
        }
        if token.is(Class::PEOPLE_NOUN.with(Class::COUNT_NOUN)) {
            break;
        }
        if token.is(Class::NUMBER_WORD) {
            return None;
        }
        let skips = matches!(
            context.word(noun),
            "or" | "so"
                | "of"
                | "plus"
                | "different"
                | "odd"
                | "active"
                | "internal"
                | "full"
                | "time"
                | "other"
                | "+"
        ) || token.is(Class::ROLE.with(Class::TECH))
            || matches!(
                context.word(noun),
                "software"
                    | "platform"
                    | "product"
                    | "internal"
                    | "technical"
                    | "business"
                    | "data"
                    | "application"
                    | "our"
                    | "the"
                    | "these"
                    | "production"
                    | "physical"
                    | "virtual"
                    | "retail"
                    | "paying"
                    | "external"
                    | "engineering"
                    | "development"
            );
        if !skips {
            return of(context, at, end, value)
                .or_else(|| many(context, at, end, value))
                .or_else(|| of_them(context, at, end, value));
        }
        noun += 1;
    }
    let token = context.tokens.get(noun)?;
    let plural =
        !matches!(context.word(noun), "person" | "member" | "engineer" | "developer" | "employee");
    let size =
        matches!(word(1).as_str(), "of" | "are" | "we're" | "have" | "employ" | "employs" | "with");
    let about = matches!(
        word(1).as_str(),
        "about"
            | "around"
            | "roughly"
            | "over"
            | "nearly"
            | "almost"
            | "approximately"
            | "some"
            | "~"
            | "exactly"
            | "than"
    );
    let people = token.is(Class::PEOPLE_NOUN);
    let told =
        if people { value >= 20.0 || (size || about) && value >= 8.0 } else { value >= 10.0 };
    let confidence = if people { 0.65 } else { 0.55 };
    (told && plural && value < 1e9)
        .then(|| span(context, at, noun, Kind::Headcount, confidence, "headcount"))
        .flatten()
}

/// `ninety-five of them`
fn of_them(context: &Context<'_>, at: usize, end: usize, value: f64) -> Option<Span> {
    let them = context.word(end) == "of" && matches!(context.word(end + 1), "them" | "us");
    let all = context.word(end) == "in"
        && matches!(
            context.word(end + 1),
            "total"
                | "all"
                | "engineering"
                | "IT"
                | "tech"
                | "technology"
                | "product"
                | "development"
                | "operations"
        );
    (value >= 20.0 && (them || all))
        .then(|| {
            let last = if all { end + 1 } else { end - 1 };
            span(context, at, last, Kind::Headcount, 0.5, "headcount")
        })
        .flatten()
}

/// `2.3 million patient records`: very many of what is counted, of whatever kind.
fn many(context: &Context<'_>, at: usize, end: usize, value: f64) -> Option<Span> {
    if value < 1000.0 {
        return None;
    }
    let noun = (end..end + 2).find(|&i| {
        context
            .tokens
            .get(i)
            .is_some_and(|t| t.gap == Gap::Space && t.is(Class::COUNT_NOUN) && !t.masked)
    })?;
    let about = context.tokens[end..noun]
        .iter()
        .all(|t| t.is_word() && t.gap == Gap::Space && !t.is(Class::PLACE_BEFORE));
    about.then(|| span(context, at, noun, Kind::Headcount, 0.5, "many")).flatten()
}

/// `a company of 90`, `an organisation of about 90`
fn of(context: &Context<'_>, at: usize, end: usize, value: f64) -> Option<Span> {
    let mut back = at.checked_sub(1)?;
    if matches!(context.word(back), "about" | "around" | "roughly" | "over") {
        back = back.checked_sub(1)?;
    }
    let group = context.word(back.checked_sub(1)?);
    (context.word(back) == "of"
        && value >= 5.0
        && matches!(
            group,
            "company"
                | "team"
                | "organisation"
                | "organization"
                | "org"
                | "department"
                | "startup"
                | "headcount"
                | "staff"
                | "workforce"
                | "group"
                | "population"
                | "fleet"
                | "membership"
        ))
    .then(|| span(context, back - 1, end - 1, Kind::Headcount, 0.6, "headcount"))
    .flatten()
}
