//! What tells who it is only with other knowledge: headcounts, roles that one person has, and
//! combinations of tools.

mod combination;
mod headcount;
mod role;
mod unique;

use super::Context;
use crate::{Kind, Span};

pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    let mut listed = 0;
    while at < context.tokens.len() {
        if !context.tokens[at].masked {
            spans.extend(headcount::headcount(context, at));
            spans.extend(unique::only(context, at));
            spans.extend(unique::few(context, at));
            spans.extend(role::titled(context, at));
            spans.extend(role::office(context, at));
            spans.extend(role::chief(context, at));
            spans.extend(role::role_for(context, at));
            spans.extend(role::apposition(context, at));
            if at >= listed
                && let Some((span, end)) = combination::combination(context, at)
            {
                spans.push(span);
                listed = end;
            }
        }
        at += 1;
    }
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
