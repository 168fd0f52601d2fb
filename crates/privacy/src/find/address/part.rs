//! What a word or a number can be in an address.

use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::token::{Gap, Shape, Token};

/// What a token can be in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Number,
    /// A word that names a street or a place.
    Name,
    /// `street`, `-straat`
    Street,
    /// `Apt.`, `Box`
    Unit,
    /// `de la`
    Particle,
    /// A full stop of an abbreviation, a hyphen within a name.
    Glue,
    None,
}

pub(super) fn part(context: &Context<'_>, at: usize) -> Part {
    let Some(token) = context.tokens.get(at) else { return Part::None };
    if token.masked {
        return Part::None;
    }
    match token.shape {
        Shape::Number if token.len() <= 6 => return Part::Number,
        Shape::Mingled => {
            return if is_house_number(context, token) { Part::Number } else { Part::None };
        }
        Shape::Number => return Part::None,
        Shape::Mark(b'.') => {
            let before = at.checked_sub(1).map(|i| context.tokens[i]);
            let short = before.is_some_and(|b| {
                b.is_word()
                    && token.gap == Gap::None
                    && (b.len() <= 2
                        || b.len() <= 4
                            && b.is(Class::STREET.with(Class::UNIT).with(Class::PARTICLE)))
            });
            return if short { Part::Glue } else { Part::None };
        }
        Shape::Mark(b'-' | b'/') => {
            let glued = token.gap == Gap::None
                && context.tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None);
            return if glued { Part::Glue } else { Part::None };
        }
        Shape::Mark(_) => return Part::None,
        _ => {}
    }
    // `June 2021` is no place; `May Street` may be one.
    if token.is(Class::MONTH.with(Class::WEEKDAY))
        && !context.tokens.get(at + 1).is_some_and(|t| t.is(Class::STREET))
    {
        return Part::None;
    }
    let written = token.is_capital() || token.shape == Shape::Caseless;
    // Where there are no capitals, a word that everybody uses is no name.
    let lower_name = token.plain && !token.is(Class::COMMON.with(Class::ORDINARY))
        || token.shape == Shape::Lower
            && !token.is(Class::WORD.with(Class::DERIVED))
            && !token.is(Class::TECH);
    if token.is(Class::STREET_ENDING) && (written || token.plain || token.shape == Shape::Lower) {
        return Part::Street;
    }
    if token.is(Class::UNIT) && (written || token.plain || !token.is(Class::COMMON)) {
        return Part::Unit;
    }
    if token.is(Class::STREET)
        && (written || token.plain || token.len() <= 4 && !token.is(Class::COMMON))
    {
        return Part::Street;
    }
    // `33 avenue de Provence`
    let numbered = token.is(Class::STREET)
        && at > 0
        && context.tokens[at - 1].is_number()
        && context
            .tokens
            .get(at + 1)
            .is_some_and(|t| t.is_capital() || t.is(Class::PARTICLE) && !t.is(Class::WORD1));
    if numbered {
        return Part::Street;
    }
    if token.is(Class::PARTICLE) && token.shape == Shape::Lower {
        return Part::Particle;
    }
    if written && !token.plain {
        return Part::Name;
    }
    if lower_name
        || token.plain
            && token.is(Class::LAND.with(Class::CITY1).with(Class::STATE_CODE))
            && !token.is(Class::WORD1)
    {
        return Part::Name;
    }
    Part::None
}

/// `12a`, `5B`.
fn is_house_number(context: &Context<'_>, token: &Token) -> bool {
    let text = &context.text[token.start..token.end];
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && text.len() - digits <= 2 && digits <= 5
        || token.len() <= 5
            && token.shape == Shape::Mingled
            && digits == 0
            && text.bytes().filter(u8::is_ascii_digit).count() >= 1
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}
