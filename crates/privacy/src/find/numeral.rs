//! Numbers in digits and in words.

use super::Context;
use super::lexicon::Class;
use super::token::{Gap, Shape};

/// The number that begins at this token, and the token after it: `340`, `1,200`, `two hundred`, `5k`.
pub(super) fn number(context: &Context<'_>, at: usize) -> Option<(f64, usize)> {
    let token = context.tokens.get(at)?;
    let mut end = at + 1;
    let mut value: f64;
    match token.shape {
        Shape::Number if token.len() <= 9 => {
            let mut digits = context.word(at).to_owned();
            while context
                .tokens
                .get(end)
                .is_some_and(|t| (t.is_mark(b',') || t.is_mark(b'.')) && t.gap == Gap::None)
                && context
                    .tokens
                    .get(end + 1)
                    .is_some_and(|t| t.is_number() && t.gap == Gap::None && t.len() == 3)
                && digits.len() <= 9
            {
                digits.push_str(context.word(end + 1));
                end += 2;
            }
            value = digits.parse().ok()?;
            // `2.3 million`
            let decimal = end == at + 1
                && context.tokens.get(end).is_some_and(|t| t.is_mark(b'.') && t.gap == Gap::None)
                && context
                    .tokens
                    .get(end + 1)
                    .is_some_and(|t| t.is_number() && t.gap == Gap::None && t.len() <= 2)
                && context.tokens.get(end + 2).is_some_and(|t| t.is(Class::NUMBER_WORD));
            if decimal {
                end += 2;
            }
        }
        Shape::Mingled if token.len() <= 8 => {
            let word = context.word(at).to_ascii_lowercase();
            let (digits, scale) = word
                .strip_suffix('k')
                .map(|d| (d, 1e3))
                .or_else(|| word.strip_suffix('m').map(|d| (d, 1e6)))?;
            value = digits.parse::<f64>().ok()? * scale;
        }
        _ if token.is(Class::NUMBER_WORD) => value = word_value(context.word(at))?,
        _ => return None,
    }
    // `two hundred and fifty`, `20 thousand`, `3 million`
    for _ in 0..5 {
        let Some(next) = context.tokens.get(end).filter(|t| t.gap <= Gap::Space) else { break };
        // `a couple of hundred`, `half a million`
        let vague = end == at + 1
            && matches!(context.word(at), "couple" | "half" | "Half")
            && matches!(context.word(end), "of" | "a");
        if (vague || next.is_mark(b'-') && next.gap == Gap::None)
            && context.tokens.get(end + 1).is_some_and(|t| t.is(Class::NUMBER_WORD))
        {
            end += 1;
        } else if next.is(Class::NUMBER_WORD) {
            let word = word_value(context.word(end))?;
            value = if word >= 100.0 && value > 0.0 { value * word } else { value + word };
            end += 1;
        } else if context.word(end) == "and"
            && token.is_word()
            && context.tokens.get(end + 1).is_some_and(|t| t.is(Class::NUMBER_WORD))
        {
            end += 1;
        } else {
            break;
        }
    }
    Some((value, end))
}

pub(super) fn word_value(word: &str) -> Option<f64> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let word = word.to_ascii_lowercase();
    let word = word.as_str();
    if let Some(value) = SMALL.iter().position(|w| *w == word) {
        return Some(value as f64);
    }
    if let Some(value) = TENS.iter().position(|w| *w == word) {
        return Some(value as f64 * 10.0 + 20.0);
    }
    match word {
        "half" => Some(0.5),
        "couple" => Some(2.0),
        "few" | "several" => Some(3.0),
        "dozen" => Some(12.0),
        "hundred" | "hundreds" => Some(100.0),
        "thousand" | "thousands" => Some(1e3),
        "million" => Some(1e6),
        _ => None,
    }
}

/// A year in words: `twenty nineteen`, `nineteen ninety-eight`, and the token after it.
pub(super) fn year(context: &Context<'_>, at: usize) -> Option<usize> {
    let century = context.word(at);
    if !(century.eq_ignore_ascii_case("twenty") || century.eq_ignore_ascii_case("nineteen")) {
        return None;
    }
    let next = context.tokens.get(at + 1)?;
    if next.gap != Gap::Space || !next.is(Class::NUMBER_WORD) {
        return None;
    }
    let (value, end) = number(context, at + 1)?;
    ((10.0..100.0).contains(&value)).then_some(end)
}

/// A telephone number as people say it, digit by digit, and the token after it.
pub(super) fn spoken_digits(context: &Context<'_>, at: usize) -> Option<usize> {
    let digit = |i: usize| {
        context.tokens.get(i).is_some_and(|t| t.gap <= Gap::Space && t.is_word())
            && [
                "zero", "oh", "o", "one", "two", "three", "four", "five", "six", "seven", "eight",
                "nine", "double", "triple", "niner",
            ]
            .iter()
            .any(|w| context.word(i).eq_ignore_ascii_case(w))
    };
    if context.tokens.get(at).is_none_or(|t| t.len() > 6) || !digit(at) {
        return None;
    }
    let (mut count, mut end, mut next) = (0, at, at);
    while next < at + 40 {
        let plus = context.word(next).eq_ignore_ascii_case("plus");
        let mark = context.tokens.get(next).is_some_and(|t| {
            t.is_mark(b',') || t.is_mark(b'-') || t.is_mark(b'.') && t.gap == Gap::None
        });
        if digit(next) {
            count += 1;
            end = next + 1;
        } else if !(mark || plus) {
            break;
        }
        next += 1;
    }
    (count >= 6).then_some(end)
}
