//! Tools that only together tell where they are used.

use super::span;
use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::token::{Gap, Shape, Token};
use crate::{Kind, Span};

/// Six tools or more in one list: what everybody uses is nobody's alone, all of it together may be.
pub(super) fn combination(context: &Context<'_>, at: usize) -> Option<(Span, usize)> {
    let tool = |i: usize| {
        context.tokens.get(i).is_some_and(|t| {
            !t.masked
                && (t.is(Class::TOOL) && (t.is_capital() || t.plain || !t.is(Class::WORD))
                    || t.is_capital() && t.is_unknown())
        })
    };
    if let Some(found) = with_rare(context, at) {
        return Some(found);
    }
    if !tool(at) {
        return None;
    }
    let (mut count, mut last, mut next) = (1, at, at + 1);
    while next < context.tokens.len() && next - last <= 3 && next - at < 60 {
        let token = context.tokens[next];
        let joins = token.is_mark(b',')
            || token.is_mark(b'/')
            || matches!(
                context.word(next),
                "and" | "or" | "with" | "for" | "as" | "plus" | "then" | "on"
            );
        if token.gap >= Gap::Line || token.masked {
            break;
        }
        if tool(next) {
            // `Azure DevOps` is one.
            count += usize::from(next > last + 1);
            last = next;
        } else if !(joins || token.is_word() && next - last <= 2) {
            break;
        }
        next += 1;
    }
    let tools = (at..=last).filter(|&i| context.tokens[i].is(Class::TOOL)).count();
    (count >= 6 && tools >= 5).then(|| {
        span(context, at, last, Kind::Combination, 0.5, "tools").map(|span| (span, last + 1))
    })?
}

/// A tool that few use with others near it in one sentence: `OpenVMS and Ada behind an Istio mesh`.
fn with_rare(context: &Context<'_>, at: usize) -> Option<(Span, usize)> {
    let rare = |t: &Token| {
        t.is(Class::RARE) && (t.is_capital() || t.plain && !t.is(Class::WORD.with(Class::NAME)))
    };
    let tool =
        |t: &Token| !t.masked && (rare(t) || t.is(Class::TOOL) && (t.is_capital() || t.plain));
    let first = context.tokens.get(at).filter(|t| tool(t))?;
    let (mut rares, mut tools, mut last, mut next) = (usize::from(rare(first)), 1, at, at + 1);
    while next < context.tokens.len() && next - last <= 7 && next - at < 40 {
        let token = &context.tokens[next];
        if token.gap >= Gap::Line || matches!(token.shape, Shape::Mark(b'.' | b'?' | b'!')) {
            break;
        }
        if tool(token) {
            tools += usize::from(next > last + 1);
            rares += usize::from(rare(token));
            last = next;
        }
        next += 1;
    }
    let near = rares >= 1 && tools >= 2 && last - at <= 6;
    let told = rares >= 1 && tools >= 3 || rares >= 2 && tools >= 2 || near;
    told.then(|| {
        span(context, at, last, Kind::Combination, 0.55, "rare-tools").map(|span| (span, last + 1))
    })?
}
