//! Roles that are said to be the only ones of their kind.

use super::span;
use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::token::Gap;
use crate::{Kind, Span};

/// `one of two women on the board`: few have it.
pub(super) fn few(context: &Context<'_>, at: usize) -> Option<Span> {
    if !context.word(at).eq_ignore_ascii_case("one") || context.word(at + 1) != "of" {
        return None;
    }
    let the = usize::from(matches!(context.word(at + 2), "the" | "only" | "our" | "just"));
    if !matches!(context.word(at + 2 + the), "two" | "three" | "few" | "four") {
        return None;
    }
    let noun = (at + 3 + the..at + 6 + the).find(|&i| {
        context.tokens.get(i).is_some_and(|t| {
            t.is(Class::ROLE.with(Class::PEOPLE_NOUN)) || matches!(context.word(i), "women" | "men")
        })
    })?;
    let mut end = noun;
    if matches!(context.word(end + 1), "on" | "in" | "at" | "who" | "with" | "of") {
        while end < noun + 5
            && context
                .tokens
                .get(end + 1)
                .is_some_and(|t| t.gap == Gap::Space && t.is_word() && !t.masked)
        {
            end += 1;
        }
    }
    let near = (at..=end).all(|i| i == at || context.tokens[i].gap <= Gap::Space);
    near.then(|| span(context, at, end, Kind::Role, 0.55, "unique-role")).flatten()
}

/// `the only SRE at our company`, `the first woman on the board`.
pub(super) fn only(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = &context.tokens[at];
    // `the university's only release manager`
    let owner = token.owns
        && token.len() >= 3
        && !["she", "that", "what", "there", "here", "who", "where"]
            .iter()
            .any(|w| context.word(at).eq_ignore_ascii_case(w));
    let the = token.len() <= 5
        && ["the", "our", "their", "its"].iter().any(|w| context.word(at).eq_ignore_ascii_case(w));
    let next = context.word(at + 1);
    let one = matches!(next, "only" | "sole" | "first" | "single" | "last" | "lone");
    if !(the || owner) || !one {
        return None;
    }
    let sole = matches!(context.word(at + 1), "only" | "sole" | "lone");
    // The last word of a role within few words.
    let noun = (at + 2..at + 7)
        .take_while(|&i| {
            context.tokens.get(i).is_some_and(|t| t.is_word() && t.gap == Gap::Space && !t.masked)
                && !matches!(
                    context.word(i),
                    "at" | "in"
                        | "on"
                        | "who"
                        | "of"
                        | "for"
                        | "that"
                        | "and"
                        | "to"
                        | "with"
                        | "here"
                )
        })
        .filter(|&i| {
            context.tokens[i].is(Class::ROLE)
                || matches!(context.word(i), "person" | "one" | "sre" | "SRE" | "DBA")
        })
        .last()?;
    if (at + 1..=noun).any(|i| context.tokens[i].gap >= Gap::Line || !context.tokens[i].is_word()) {
        return None;
    }
    // A role of more words ends with its last.
    let mut end = noun;
    while context
        .tokens
        .get(end + 1)
        .is_some_and(|t| t.gap == Gap::Space && t.is(Class::ROLE) && !t.is(Class::SAY_VERB))
    {
        end += 1;
    }
    let general = matches!(
        context.word(end),
        "person" | "one" | "part" | "lead" | "head" | "driver" | "owner" | "user"
    );
    let where_ = context.word(end + 1);
    let placed =
        matches!(where_, "at" | "in" | "on" | "for" | "of" | "here" | "who" | "with" | "left");
    if (general || !sole) && !(placed && sole || matches!(where_, "at" | "here" | "on")) {
        return None;
    }
    if placed {
        let mut more = end + 1;
        while more < end + 7
            && context
                .tokens
                .get(more + 1)
                .is_some_and(|t| t.gap <= Gap::Space && t.is_word() && !t.masked)
            && !matches!(
                context.word(more + 1),
                "and" | "but" | "so" | "because" | "which" | "that"
            )
        {
            more += 1;
        }
        end = more;
    }
    span(context, at + usize::from(owner), end, Kind::Role, 0.6, "unique-role")
}
