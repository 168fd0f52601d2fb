//! Numbers that belong to another: of how many, up to how many.

use super::numbers::{Raw, Read, raw};
use super::tokens::Token;
use super::{context, dates};

/// The number behind `of`, `out of` or `in`: of how many. `loose` where it is a way of speaking, as
/// `nine in ten`.
pub(super) fn base(tokens: &[Token], from: usize) -> Option<(f64, usize, bool)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let value = |index: usize| match raw(tokens, index)? {
        Read { end, what: Raw::Number(values, _) } => Some((values.first().copied()?, end)),
        _ => None,
    };
    // Up to four words may stand between, as in `14 platform teams of 22`.
    for skip in 0..=4 {
        let at = from + skip;
        match word(at) {
            "of" | "/" | "from" | "among" => {
                let mut next = at + 1;
                while matches!(
                    word(next),
                    "the" | "all" | "our" | "these" | "those" | "a" | "total"
                ) && next < at + 4
                {
                    if value(next).is_some() {
                        break;
                    }
                    next += 1;
                }
                let (value, end) = value(next)?;
                // `3/5` is a fraction, as `3 out of 5` is.
                let out = at > 0 && word(at - 1) == "out" || word(at) == "/";
                return (!dates::is_year_number(value, tokens, end)).then_some((value, end, out));
            }
            "in" if skip == 0 => {
                let mut next = at + 1;
                if word(next) == "every" {
                    next += 1;
                }
                let (value, end) = value(next)?;
                return (value <= 10.0 || word(at + 1) == "every" || value == 100.0)
                    .then_some((value, end, true));
            }
            _ if tokens.get(at).is_some_and(Token::is_word)
                && value(at).is_none()
                && !context::divides(word(at)) => {}
            _ => return None,
        }
    }
    None
}

/// The other end of a range: `10–14`, `10 to 14`, `between 10 and 14`.
pub(super) fn range_end(tokens: &[Token], at: usize, from: usize) -> Option<(Raw, usize)> {
    let word = |index: usize| tokens.get(index).map_or("", |token| token.text.as_str());
    let between = at > 0 && word(at - 1) == "between";
    let joins = match word(from) {
        "–" | "—" | "-" | "to" => true,
        // *Two or three*; `14 or more` was read before.
        "or" => true,
        "and" => between,
        _ => false,
    };
    if !joins {
        return None;
    }
    let read = raw(tokens, from + 1)?;
    (!dates::is_excused(tokens, from + 1, read.end)).then_some((read.what, read.end))
}
