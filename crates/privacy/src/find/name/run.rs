//! Words with capitals that stand together.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape, Token};

/// Tokens `first..end`, beginning and ending with a word with a capital.
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) end: usize,
}

/// A run of more tokens is a heading, or no name.
const LONGEST: usize = 12;

/// Whether the token can be a word of a name.
pub(super) fn is_name(token: &Token) -> bool {
    token.is_capital() && !token.plain && !token.masked
}

impl Run {
    /// The run that begins at this token.
    pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Run> {
        let tokens = context.tokens;
        if !is_name(&tokens[at]) {
            return None;
        }
        let mut end = at + 1;
        while end < tokens.len() && end - at < LONGEST {
            let token = &tokens[end];
            let before = &tokens[end - 1];
            // `Aldric's Hospital` is one name.
            if token.gap > Gap::Space
                || before.owns && !(is_name(token) && token.is(Class::INSTITUTION))
            {
                break;
            }
            if is_name(token)
                && (token.gap == Gap::Space || before.is_mark(b'-') || before.is_mark(b'.'))
            {
                // A new sentence begins no name's second word.
                if token.opens && !before.is_mark(b'-') {
                    break;
                }
                end += 1;
                continue;
            }
            match joined(context, end) {
                Some(next) => end = next,
                None => break,
            }
        }
        Some(Run { first: at, end })
    }
}

/// The token after what joins two words of a name at `at`: initials, hyphens, particles.
fn joined(context: &Context<'_>, at: usize) -> Option<usize> {
    let tokens = context.tokens;
    let token = &tokens[at];
    let next = tokens.get(at + 1)?;
    let near = next.gap <= Gap::Space;
    match token.shape {
        // `Anna K. Berg`, `Dr. Berg`
        Shape::Mark(b'.') if token.gap == Gap::None => {
            let before = &tokens[at - 1];
            let short = before.len() == 1 || before.len() <= 4 && before.is(Class::TITLE);
            (short && near && is_name(next)).then_some(at + 1)
        }
        Shape::Mark(b'-') if token.gap == Gap::None && next.gap == Gap::None => (next.is_word()
            && (is_name(next) || tokens[at - 1].is_unknown() && next.shape == Shape::Lower))
            .then_some(at + 2),
        Shape::Mark(b'&') if near => (is_name(next) && token.gap == next.gap).then_some(at + 2),
        Shape::Lower if token.is(Class::PARTICLE) && near => {
            if is_name(next)
                && !next.is(Class::ORDINARY)
                && (!token.is(Class::WORD1) || tokens[at - 1].is_unknown())
            {
                return Some(at + 2);
            }
            // `de la`, `von der`
            let third = tokens.get(at + 2)?;
            (next.is(Class::PARTICLE)
                && next.shape == Shape::Lower
                && third.gap <= Gap::Space
                && is_name(third))
            .then_some(at + 3)
        }
        _ => None,
    }
}
