//! Payment cards, bank accounts, telephone numbers and social security numbers: runs of digits.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape};
use super::after;
use crate::{Kind, Span};

/// Digits with marks and single blanks between.
struct Run {
    start: usize,
    end: usize,
    digits: Vec<u8>,
    /// How many digits stand together, in order.
    groups: Vec<usize>,
    /// What stands between the groups, each mark once.
    marks: Vec<u8>,
    plus: bool,
    /// An extension follows, such as `x123`.
    extended: bool,
}

/// How many digits a run may have; longer ones are no number of a person.
const LONGEST: usize = 24;

/// The number that begins at this token, if one does.
pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.masked {
        return None;
    }
    let begins_in_digit = context.text.as_bytes()[token.start].is_ascii_digit();
    if token.shape == Shape::Mingled && !begins_in_digit {
        return None;
    }
    let begins = token.is_number()
        || token.shape == Shape::Mingled
        || (matches!(token.shape, Shape::Mark(b'+' | b'('))
            && context.tokens.get(at + 1).is_some_and(|t| t.is_number() && t.gap == Gap::None));
    let glued = at > 0
        && token.gap == Gap::None
        && (context.tokens[at - 1].is_word()
            || matches!(context.tokens[at - 1].shape, Shape::Mark(b'.' | b'-' | b'$' | b'_'))
                && !loose_before(context, at));
    if !begins || glued {
        return None;
    }
    let run = run(context.text.as_bytes(), token.start)?;
    let span =
        |kind, confidence, rule| Some(Span { range: run.start..run.end, kind, confidence, rule });
    if let Some(confidence) = card(context, at, &run) {
        return span(Kind::Card, confidence, "card");
    }
    if run.groups == [3, 2, 4] && run.marks.iter().all(|&m| m == b'-' || m == b' ') {
        return span(Kind::Id, 0.9, "social-security");
    }
    let confidence = phone(context, at, &run)?;
    span(Kind::Phone, confidence, "phone")
}

/// Whether the mark before is one that may stand before a number, such as a dash of a list.
fn loose_before(context: &Context<'_>, at: usize) -> bool {
    context.tokens[at - 1].gap != Gap::None
}

fn run(bytes: &[u8], start: usize) -> Option<Run> {
    let mut run = Run {
        start,
        end: start,
        digits: Vec::new(),
        groups: Vec::new(),
        marks: Vec::new(),
        plus: false,
        extended: false,
    };
    let mut at = start;
    if bytes.get(at) == Some(&b'+') {
        run.plus = true;
        at += 1;
    }
    let mut group = 0;
    let mut pending: Vec<u8> = Vec::new();
    let mut open = 0usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {
                if group == 0 && !pending.is_empty() {
                    run.marks.append(&mut pending);
                }
                pending.clear();
                group += 1;
                run.digits.push(byte - b'0');
                if run.digits.len() > LONGEST {
                    return None;
                }
                run.end = at + 1;
            }
            b' ' | b'-' | b'.' | b'/' | b'(' | b')' => {
                if group > 0 {
                    run.groups.push(group);
                    group = 0;
                }
                if byte == b'(' {
                    open += 1;
                } else if byte == b')' {
                    if open == 0 {
                        break;
                    }
                    open -= 1;
                }
                pending.push(byte);
                let blanks = pending.iter().filter(|&&b| b == b' ').count();
                if pending.len() > 3 || blanks > 2 {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    if group > 0 {
        run.groups.push(group);
    }
    // Letters right after the last digits: an extension, or no number at all.
    let rest = &bytes[run.end..];
    let extension = match rest {
        [b'x' | b'X', b'0'..=b'9', ..] => Some(1),
        [b' ', b'x', b'0'..=b'9', ..] => Some(2),
        [b' ', b'e', b'x', b't', b'.', b' ', b'0'..=b'9', ..] => Some(6),
        [b' ', b'e', b'x', b't', b'.' | b' ', b'0'..=b'9', ..] => Some(5),
        _ => None,
    };
    if let Some(skipped) = extension {
        let digits = rest[skipped..].iter().take(7).take_while(|b| b.is_ascii_digit()).count();
        run.end += skipped + digits;
        run.extended = true;
    } else if rest.first().is_some_and(|b| b.is_ascii_alphabetic() || *b >= 0x80 && *b < 0xe2) {
        // `38th`, `12a`: the last group is no part of the number.
        return None;
    }
    (!run.digits.is_empty()).then_some(run)
}

/// The check digit of payment cards: ISO/IEC 7812-1, annex B.
fn luhn(digits: &[u8]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(i, &d)| {
            let d = u32::from(d);
            if i % 2 == 0 {
                d
            } else if d > 4 {
                2 * d - 9
            } else {
                2 * d
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

fn card(context: &Context<'_>, at: usize, run: &Run) -> Option<f64> {
    let n = run.digits.len();
    let joined = run.groups.len() == 1
        || run.groups.iter().all(|&g| (3..=6).contains(&g))
            && run.marks.windows(2).all(|pair| pair[0] == pair[1])
            && run.groups.len() <= 5;
    if run.plus || !(12..=19).contains(&n) || !joined || run.extended {
        return None;
    }
    let cued = after(context, at, 8, Class::CARD_BEFORE);
    let issued = (2..=6).contains(&run.digits[0]) || run.digits[0] == 1;
    let varied = run.digits.iter().any(|&d| d != run.digits[0]);
    match (luhn(&run.digits) && varied, issued, cued) {
        (true, true, true) => Some(0.99),
        (true, true, false) => Some(0.9),
        (true, false, true) | (false, _, true) => Some(0.8),
        _ => None,
    }
}

fn phone(context: &Context<'_>, at: usize, run: &Run) -> Option<f64> {
    let n = run.digits.len();
    if !(6..=17).contains(&n) {
        return None;
    }
    let has = |mark: u8| run.marks.contains(&mark);
    let parenthesised = has(b'(') || context.text.as_bytes()[run.start] == b'(';
    let grouped = run.groups.len() >= 2;
    let small = run.groups.iter().all(|&g| (1..=5).contains(&g));
    // Words of telephones before, or right after, as in signatures.
    let rest = context.tokens[at..].iter().skip_while(|t| t.start < run.end);
    let label = rest
        .clone()
        .find(|t| t.is_word())
        .filter(|t| t.gap <= Gap::Space && t.start - run.end < 4 && t.is(Class::PHONE_BEFORE));
    let cued = after(context, at, 6, Class::PHONE_BEFORE) || label.is_some();
    let near = after(context, at, 2, Class::PHONE_BEFORE);
    let thousands = run.marks.iter().all(|&m| m == b' ' || m == b'.')
        && run.groups[0] <= 3
        && run.digits[0] != 0
        && run.groups[1..].iter().all(|&g| g == 3);
    let shaped = match run.groups.as_slice() {
        [3, 3, 4] | [1, 3, 3, 4] | [3, 3, 2, 2] | [2, 2, 2, 2, 2] | [3, 3, 3] if grouped => {
            !thousands
        }
        [3, 4] => has(b'-'),
        _ => run.digits[0] == 0 && grouped && n >= 8 && run.groups.iter().all(|&g| g <= 6),
    };
    if has(b'/') && !cued && !parenthesised {
        return None;
    }
    if run.plus && n >= 7 {
        return Some(0.95);
    }
    match () {
        () if run.extended && n >= 7 => Some(0.9),
        () if parenthesised && n >= 7 && small => Some(0.9),
        () if shaped && n >= 7 => Some(if cued { 0.95 } else { 0.8 }),
        () if cued
            && grouped
            && n >= 7
            && run.groups.iter().all(|&g| g <= 7)
            && (!thousands || near || label.is_some()) =>
        {
            Some(0.85)
        }
        () if cued && run.groups.len() == 1 && (7..=13).contains(&n) => Some(0.75),
        () if grouped
            && small
            && (9..=15).contains(&n)
            && !thousands
            && run.groups.iter().all(|&g| g >= 2) =>
        {
            Some(0.6)
        }
        () => None,
    }
}

/// A bank account by ISO 13616: two letters, two check digits, up to 30 letters or digits.
pub(super) fn iban(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.masked || token.shape != Shape::Mingled {
        return None;
    }
    let bytes = context.text.as_bytes();
    let head = bytes.get(token.start..token.start + 4)?;
    if !(head[0].is_ascii_alphabetic()
        && head[1].is_ascii_alphabetic()
        && head[2].is_ascii_digit()
        && head[3].is_ascii_digit())
    {
        return None;
    }
    let mut compact = Vec::with_capacity(34);
    let mut ends = Vec::with_capacity(34);
    let mut at_byte = token.start;
    while compact.len() < 34 {
        match bytes.get(at_byte) {
            Some(b) if b.is_ascii_alphanumeric() => {
                compact.push(b.to_ascii_uppercase());
                ends.push(at_byte + 1);
            }
            // Groups of four are joined by single blanks.
            Some(b' ' | b'-')
                if compact.len().is_multiple_of(4)
                    && bytes.get(at_byte + 1).is_some_and(u8::is_ascii_alphanumeric) => {}
            _ => break,
        }
        at_byte += 1;
    }
    let span = |end: usize, confidence| {
        Some(Span { range: token.start..end, kind: Kind::Iban, confidence, rule: "iban" })
    };
    // The longest that checks: what follows may be a word.
    for length in (15..=compact.len()).rev() {
        let whole = bytes.get(ends[length - 1]).is_none_or(|b| !b.is_ascii_alphanumeric());
        if whole && mod97(&compact[..length]) {
            return span(ends[length - 1], 0.99);
        }
    }
    let long = token.len() >= 15 && token.len() <= 34;
    let named = context.tokens[at.saturating_sub(4)..at]
        .iter()
        .any(|t| context.text[t.start..t.end].eq_ignore_ascii_case("iban"));
    // `GB…` with wrong check digits is still an account, mistyped.
    let formed = long
        && head[0].is_ascii_uppercase()
        && token.len() >= 18
        && bytes[token.start + 8..token.end].iter().all(u8::is_ascii_digit);
    (long && named || formed).then(|| span(token.end, 0.8)).flatten()
}

/// The remainder by 97 of an account, which is 1: ISO 7064.
fn mod97(compact: &[u8]) -> bool {
    let rotated = compact[4..].iter().chain(&compact[..4]);
    let remainder = rotated.fold(0u32, |rest, &b| {
        if b.is_ascii_digit() {
            (rest * 10 + u32::from(b - b'0')) % 97
        } else {
            (rest * 100 + u32::from(b - b'A') + 10) % 97
        }
    });
    remainder == 1
}
