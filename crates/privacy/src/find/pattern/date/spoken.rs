//! Dates as people say them: seasons, quarters, years and days in words.

use super::{is_year, lower, span, value};
use crate::find::Context;
use crate::find::lexicon::Class;
use crate::find::numeral;
use crate::find::token::Gap;
use crate::{Kind, Span};

/// `in twenty nineteen`
pub(super) fn in_words(context: &Context<'_>, at: usize) -> Option<Span> {
    let end = numeral::year(context, at)?;
    let cue = lower(context, at.checked_sub(1)?);
    let counted = context.tokens.get(end).is_some_and(|t| {
        t.gap == Gap::Space
            && t.is(Class::PEOPLE_NOUN.with(Class::COUNT_NOUN).with(Class::NUMBER_WORD))
    });
    (matches!(
        cue.as_str(),
        "in" | "since" | "until" | "till" | "from" | "of" | "by" | "around" | "early" | "late"
    ) && !counted)
        .then(|| span(context, at, end - 1, Kind::Date, 0.65, "year"))
        .flatten()
}

/// `back in '09`
pub(super) fn short_year(context: &Context<'_>, at: usize) -> Option<Span> {
    let mark = context.word(at);
    let digits = context.tokens.get(at + 1)?;
    let cue = lower(context, at.checked_sub(1)?);
    let fits = matches!(mark, "'" | "’")
        && digits.is_number()
        && digits.len() == 2
        && digits.gap == Gap::None
        && matches!(
            cue.as_str(),
            "in" | "since"
                | "of"
                | "until"
                | "from"
                | "spring"
                | "summer"
                | "autumn"
                | "winter"
                | "early"
                | "late"
        );
    fits.then(|| span(context, at, at + 1, Kind::Date, 0.7, "year")).flatten()
}

/// `Q3 2021`, `spring of 2020`
pub(super) fn quarter(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.len() > 9 {
        return None;
    }
    // Asked of every word: most are turned away by the token after.
    let next = context.tokens.get(at + 1)?;
    if !(next.is_number() || context.word(at + 1).eq_ignore_ascii_case("of")) {
        return None;
    }
    let word = lower(context, at);
    let season =
        matches!(word.as_str(), "spring" | "summer" | "autumn" | "fall" | "winter" | "easter");
    let part =
        matches!(word.as_str(), "christmas" | "fy" | "q1" | "q2" | "q3" | "q4" | "h1" | "h2");
    if !(season || part) {
        return None;
    }
    let of = usize::from(context.word(at + 1).eq_ignore_ascii_case("of"));
    let next = context.tokens.get(at + 1 + of).filter(|t| t.gap == Gap::Space)?;
    let year = next.is_number() && next.len() == 4 && value(context, next).is_some_and(is_year);
    if year {
        return span(context, at, at + 1 + of, Kind::Date, 0.85, "date-in-words");
    }
    None
}

const ORDINALS: [&str; 31] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
];

/// The last token of `sixth`, `twenty-third`.
pub(super) fn ordinal_word(context: &Context<'_>, at: usize) -> Option<usize> {
    let token =
        context.tokens.get(at).filter(|t| t.gap == Gap::Space && t.is_word() && t.len() <= 11)?;
    let word = lower(context, at);
    if ORDINALS.contains(&word.as_str()) {
        return Some(at);
    }
    let tens = token.is(Class::NUMBER_WORD) && matches!(word.as_str(), "twenty" | "thirty");
    let unit = at + 1 + usize::from(context.tokens.get(at + 1).is_some_and(|t| t.is_mark(b'-')));
    (tens && ORDINALS[..9].contains(&lower(context, unit).as_str())).then_some(unit)
}

/// `the sixth of June`, `sixth of June 2020`
pub(super) fn ordinal(context: &Context<'_>, at: usize) -> Option<Span> {
    // Asked of every word.
    let ends = context.text.as_bytes()[context.tokens[at].end - 1].to_ascii_lowercase();
    if !(matches!(ends, b't' | b'd' | b'h') || context.tokens[at].is(Class::NUMBER_WORD)) {
        return None;
    }
    let last = ordinal_word(context, at)?;
    if context.word(last + 1) != "of"
        || !context.tokens.get(last + 2).is_some_and(|t| t.is(Class::MONTH) && t.is_capital())
    {
        return None;
    }
    let year = context.tokens.get(last + 3).is_some_and(|t| {
        t.gap == Gap::Space && t.is_number() && value(context, t).is_some_and(is_year)
    });
    span(context, at, last + 2 + usize::from(year), Kind::Date, 0.85, "date-in-words")
}
