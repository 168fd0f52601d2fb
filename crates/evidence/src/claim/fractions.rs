//! Fractions that have names.

use super::context;
use super::tokens::{Kind, Token};

/// A fraction that is named: `half`, `a third`, `two-thirds`, `¾`.
pub(super) fn fraction(tokens: &[Token], at: usize) -> Option<(f64, usize)> {
    let token = tokens.get(at)?;
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    if let Kind::Mark(c) = token.kind
        && let Some(share) = context::sign(c)
    {
        return Some((share, at + 1));
    }
    if token.is("half") {
        return context::is_share_half(tokens, at).then_some((0.5, at + 1));
    }
    let (numerator, mut next) = match token.text.as_str() {
        "a" => (1.0, at + 1),
        "one" => (1.0, at + 1),
        text if context::value(text).is_some_and(|value| value < 10.0) => {
            (context::value(text)?, at + 1)
        }
        text => match (&token.kind, text.parse::<u8>()) {
            (Kind::Digits(_), Ok(few @ 2..10)) => (f64::from(few), at + 1),
            _ => return None,
        },
    };
    if word(next) == "-" {
        next += 1;
    }
    let denominator = context::denominator(word(next))?;
    let plural = word(next).ends_with('s');
    if plural != (numerator > 1.0) || (!plural && !context::is_share_behind(tokens, next + 1)) {
        return None;
    }
    Some((numerator / denominator, next + 1))
}
