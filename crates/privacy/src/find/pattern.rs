//! What identifies by its form: addresses of mail and web, numbers that check, dates.

mod age;
mod date;
mod id;
mod number;
mod web;

use super::Context;
use crate::Span;

/// Finds everything that has a form.
pub(super) fn find(context: &Context<'_>, spans: &mut Vec<Span>) {
    let mut at = 0;
    while at < context.tokens.len() {
        let found = web::at(context, at)
            .or_else(|| date::at(context, at))
            .or_else(|| age::at(context, at))
            .or_else(|| spoken(context, at))
            .or_else(|| number::iban(context, at))
            .or_else(|| id::at(context, at))
            .or_else(|| number::at(context, at));
        match found {
            Some(span) => {
                let end = span.range.end;
                spans.push(span);
                at += 1;
                while context.tokens.get(at).is_some_and(|t| t.start < end) {
                    at += 1;
                }
            }
            None => at += 1,
        }
    }
}

/// A telephone number in words: `oh two oh, seven nine four six`.
fn spoken(context: &Context<'_>, at: usize) -> Option<Span> {
    if context.tokens[at].masked || context.tokens[at].len() > 6 {
        return None;
    }
    let end = super::numeral::spoken_digits(context, at)?;
    let range = context.tokens[at].start..context.tokens[end - 1].end;
    Some(Span { range, kind: crate::Kind::Phone, confidence: 0.7, rule: "spoken-number" })
}

/// Whether a word of this class stands among the `within` tokens before `at`, in the same line or
/// the one before.
pub(super) fn after(
    context: &Context<'_>,
    at: usize,
    within: usize,
    class: super::lexicon::Class,
) -> bool {
    let from = at.saturating_sub(within);
    context.tokens[from..at].iter().any(|token| token.is(class))
}
