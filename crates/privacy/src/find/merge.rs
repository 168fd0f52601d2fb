//! Proposals that overlap become one.

use crate::{Kind, Span};

/// The spans in order, none overlapping another. Of those that overlap, the widest range is kept and
/// the kind of the one that says most: what has a form before what is a name, then the surest.
pub(super) fn merge(text: &str, mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| {
        span.range.start < span.range.end
            && text.is_char_boundary(span.range.start)
            && text.is_char_boundary(span.range.end)
    });
    spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.range.start < last.range.end => {
                let end = last.range.end.max(span.range.end);
                if (weight(&span), span.confidence) > (weight(last), last.confidence) {
                    (last.kind, last.rule, last.confidence) =
                        (span.kind, span.rule, span.confidence);
                }
                last.range.end = end;
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// How much a kind says when two are proposed for one place.
fn weight(span: &Span) -> u8 {
    match span.kind {
        Kind::Mail | Kind::Url | Kind::Iban | Kind::Card | Kind::Ip => 5,
        Kind::Address => 4,
        Kind::Phone | Kind::Id | Kind::Host => 3,
        Kind::Combination | Kind::Headcount | Kind::Role => 0,
        _ => 2,
    }
}
