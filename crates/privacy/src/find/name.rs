//! Names of people, organisations, products, teams and places, told by their capitals.
//!
//! A run of words with capitals is weighed: what the lists say of its words, whether it begins a
//! sentence (where every word has a capital), and what stands before and after.

mod cues;
mod run;
mod weigh;

use super::Context;
use super::lexicon::{Class, Lexicon, chain};
use super::token::{Gap, Shape};
use crate::{Kind, Span};
use run::Run;

pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    places(context, spans);
    institutions(context, spans);
    let mut at = 0;
    let mut last: Option<(usize, f64)> = None;
    let mut waiting: Option<Run> = None;
    while at < context.tokens.len() {
        let Some(run) = Run::at(context, at) else {
            at += 1;
            continue;
        };
        at = run.end.max(at + 1);
        let beside =
            last.filter(|&(end, confidence)| confidence >= 0.5 && listed(context, end, run.first));
        match weigh::weigh(context, &run, beside.is_some()) {
            Some((span, end)) => {
                // What was too weak alone is a member of the same list.
                if let Some(weak) =
                    waiting.take().filter(|weak| listed(context, weak.end, run.first))
                    && let Some((earlier, _)) = weigh::weigh(context, &weak, true)
                {
                    spans.push(earlier);
                }
                last = Some((end, span.confidence));
                spans.push(span);
            }
            None => waiting = Some(run),
        }
    }
}

/// `Ministry of Transport`: an institution by what it is for. Where it is named for a place, as in
/// `University of Leeds`, the place is what tells.
fn institutions(context: &Context<'_>, spans: &mut Vec<Span>) {
    for at in 0..context.tokens.len() {
        let token = &context.tokens[at];
        let begins = token.is(Class::INSTITUTION) && run::is_name(token) && token.len() > 3;
        if !begins || context.word(at + 1) != "of" {
            continue;
        }
        let first = at + 2 + usize::from(context.word(at + 2) == "the");
        let mut end = first;
        while end < first + 4
            && context
                .tokens
                .get(end)
                .is_some_and(|t| t.gap == Gap::Space && run::is_name(t) && t.is(Class::WORD))
        {
            end += 1;
        }
        let ends = context.tokens.get(end).is_none_or(|t| t.gap > Gap::Space || !run::is_name(t));
        if end > first && ends {
            let range = token.start..context.tokens[end - 1].end;
            let kind = Kind::Organisation;
            spans.push(Span { range, kind, confidence: 0.6, rule: "institution" });
        }
    }
}

/// Whether only `,`, `and`, `&`, `or` stand between two runs: members of one list.
fn listed(context: &Context<'_>, from: usize, to: usize) -> bool {
    from <= to
        && to - from <= 2
        && context.tokens[from..to].iter().enumerate().all(|(i, t)| {
            t.is_mark(b',') || t.is_mark(b'&') || matches!(context.word(from + i), "and" | "or")
        })
        && context.tokens[from..=to].iter().all(|t| t.gap <= Gap::Space)
}

/// The end of the longest name of several words that the lists have at this token, and its class.
pub(super) fn phrase(context: &Context<'_>, at: usize) -> Option<(usize, Class)> {
    let lexicon = Lexicon::get();
    let first = context.tokens.get(at)?;
    if !first.is(Class::PHRASE) {
        return None;
    }
    let mut key = first.hash;
    let mut found = None;
    for next in at + 1..at + 7 {
        let Some(token) = context.tokens.get(next) else { break };
        if token.gap > Gap::Space {
            break;
        }
        if token.is_word() {
            key = chain(key, token.hash);
            let class = lexicon.phrase(key);
            if class != Class::default() {
                found = Some((next + 1, class));
            }
        } else if !(matches!(token.shape, Shape::Mark(b'-' | b'.')) && token.gap == Gap::None) {
            break;
        }
    }
    found
}

/// Countries, regions, peoples, and cities of several words, however they are written.
fn places(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < context.tokens.len() {
        let token = context.tokens[at];
        if token.masked {
            at += 1;
            continue;
        }
        if let Some((end, class)) = phrase(context, at) {
            let capital = token.is_capital() && context.tokens[end - 1].is_capital();
            let land = class.is(Class::LAND);
            let rare = context.tokens[at..end].iter().any(|t| t.is_word() && !t.is(Class::COMMON));
            if if capital { rare || land } else { land && (rare || class.is(Class::COUNTRY)) }
                || token.plain && class.is(Class::CITY1)
            {
                let range = token.start..context.tokens[end - 1].end;
                let confidence = if land { 0.9 } else { 0.75 };
                spans.push(Span { range, kind: Kind::Place, confidence, rule: "place-list" });
                at = end;
                continue;
            }
        }
        if let Some(confidence) = land(context, at) {
            let range = token.start..token.end;
            spans.push(Span { range, kind: Kind::Place, confidence, rule: "place-list" });
        }
        at += 1;
    }
}

/// How sure it is that a word is a country, a region or a people.
fn land(context: &Context<'_>, at: usize) -> Option<f64> {
    let token = context.tokens[at];
    // `Germans`, `saudis`: the plural.
    let word = &context.text[token.start..token.end];
    let plural = word.len() > 4 && word.ends_with(['s', 'S']) && token.class.0 == 0
        || token.is(Class::DERIVED);
    let singular = plural
        .then(|| {
            word.strip_suffix(['s', 'S'])
                .map(|w| Lexicon::get().word(super::lexicon::hash(&super::lexicon::fold(w))))
        })
        .flatten()
        .filter(|class| class.is(Class::DEMONYM))
        .unwrap_or_default();
    let class = token.class.with(singular);
    if !class.is(Class::LAND) {
        return None;
    }
    let word_too = token.is(Class::WORD) || token.is(Class::NAME);
    match token.shape {
        Shape::Title | Shape::Upper | Shape::Mixed if !token.plain => {
            if token.shape == Shape::Title || token.len() > 3 || class.is(Class::COUNTRY) {
                {
                    let opening = token.is(Class::WORD.with(Class::TECH)) && token.opens;
                    let harmless =
                        token.is(Class::ORDINARY) || opening && !class.is(Class::COUNTRY);
                    (!harmless).then_some(if word_too { 0.65 } else { 0.85 })
                }
            } else {
                None
            }
        }
        Shape::Lower | Shape::Upper => {
            (!word_too && !token.is(Class::ORDINARY.with(Class::TECH)) && token.len() > 3)
                .then_some(0.75)
        }
        _ => None,
    }
}
