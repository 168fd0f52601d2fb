//! Numbers and codes that stand for a person or a thing, told by the words before them.

use super::super::Context;
use super::super::lexicon::Class;
use super::super::token::{Gap, Shape};
use crate::{Kind, Span};

/// How many tokens may stand between the word and the number: `license number is: #`.
const REACH: usize = 6;

/// The number that begins at this token, if a word before says what it is.
pub(super) fn at(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.masked || !matches!(token.shape, Shape::Number | Shape::Mingled | Shape::Upper) {
        return None;
    }
    if let Some(span) = wallet(context, at) {
        return Some(span);
    }
    let bytes = context.text.as_bytes();
    let joined = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.');
    if token.start > 0 && joined(bytes[token.start - 1]) {
        return None;
    }
    let mut end = token.start;
    while end < bytes.len() && end - token.start < 40 && joined(bytes[end]) {
        end += 1;
    }
    while end > token.start && !bytes[end - 1].is_ascii_alphanumeric() {
        end -= 1;
    }
    let code = context.text.get(token.start..end)?;
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    if digits < 4 || code.len() < 5 || digits * 2 < code.len() - 1 || code.contains('/') {
        return None;
    }
    let rule = if ticket(code) && context.text.as_bytes()[token.start].is_ascii_uppercase() {
        "ticket"
    } else if cued(context, at) {
        "numbered"
    } else {
        return None;
    };
    Some(Span { range: token.start..end, kind: Kind::Id, confidence: 0.8, rule })
}

/// Whether a word such as `passport` leads to this token.
fn cued(context: &Context<'_>, at: usize) -> bool {
    let from = at.saturating_sub(REACH);
    for (i, token) in context.tokens[from..at].iter().enumerate().rev() {
        let last = from + i + 1 == at;
        if token.gap == Gap::Blank && !last {
            return false;
        }
        if token.is(Class::PHONE_BEFORE) && !token.is(Class::ID_BEFORE) && token.len() > 2 {
            let text = &context.text[token.start..token.end].to_ascii_lowercase();
            if matches!(
                text.as_str(),
                "phone" | "telephone" | "mobile" | "cell" | "call" | "fax" | "tel"
            ) {
                return false;
            }
        }
        if token.is(Class::CARD_BEFORE) && !token.is(Class::ID_BEFORE) {
            return false;
        }
        if token.is(Class::ID_BEFORE) && &context.text[token.start..token.end] != "number" {
            return true;
        }
        // Another number between belongs to the word.
        if token.is_number() {
            return false;
        }
    }
    false
}

/// `ABC-12345`.
fn ticket(code: &str) -> bool {
    code.split_once('-').is_some_and(|(project, number)| {
        (2..=10).contains(&project.len())
            && project.bytes().all(|b| b.is_ascii_uppercase())
            && number.len() >= 4
            && number.bytes().all(|b| b.is_ascii_digit())
            && !["ISO", "RFC", "CVE", "IEC", "UTF", "SHA"].contains(&project)
    })
}

/// The address of a purse of coins: base 58 from 1, 3 or bc1, or 40 hexadecimal digits.
fn wallet(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    let code = context.text.get(token.start..token.end)?;
    let mixed =
        code.bytes().any(|b| b.is_ascii_digit()) && code.bytes().any(|b| b.is_ascii_lowercase());
    let base58 = (26..=62).contains(&code.len())
        && (code.starts_with('1') || code.starts_with('3') || code.starts_with("bc1"))
        && code.bytes().all(|b| {
            b.is_ascii_alphanumeric() && !matches!(b, b'0' | b'O' | b'I') || code.starts_with("bc1")
        });
    let hex = code.len() == 42
        && code.starts_with("0x")
        && code[2..].bytes().all(|b| b.is_ascii_hexdigit());
    (mixed && (base58 || hex)).then(|| Span {
        range: token.start..token.end,
        kind: Kind::Id,
        confidence: 0.8,
        rule: "wallet",
    })
}
