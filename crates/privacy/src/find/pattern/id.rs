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
    if let Some(span) = handle(context, at) {
        return Some(span);
    }
    if let Some(span) = login(context, at) {
        return Some(span);
    }
    // `E-448129`
    let letter = token.shape == Shape::Title
        && token.len() == 1
        && context.tokens.get(at + 1).is_some_and(|t| t.is_mark(b'-') && t.gap == Gap::None);
    if token.masked
        || !(letter || matches!(token.shape, Shape::Number | Shape::Mingled | Shape::Upper))
    {
        return None;
    }
    if let Some(span) = zip(context, at) {
        return Some(span);
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
    // A number in groups is a telephone's or a card's.
    let grouped =
        bytes.get(end) == Some(&b' ') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
    if grouped || digits < 4 || code.len() < 5 || digits * 2 < code.len() - 1 || code.contains('/')
    {
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

/// `my login is bjones17`
fn login(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.shape != Shape::Mingled || token.masked || at < 2 {
        return None;
    }
    let named = |i: usize| {
        matches!(context.word(i), "login" | "username" | "userid" | "handle" | "alias" | "account")
    };
    let told =
        matches!(context.word(at - 1), "is" | ":" | "was" | "as") && named(at - 2) || named(at - 1);
    told.then_some(Span {
        range: token.start..token.end,
        kind: Kind::Id,
        confidence: 0.75,
        rule: "login",
    })
}

/// `@name`, as people are called in chats.
fn handle(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    let next = context.tokens.get(at + 1)?;
    let glued = token.gap == Gap::None
        && at > 0
        && !matches!(
            context.tokens[at - 1].shape,
            Shape::Mark(b'(' | b'"' | b'*' | b'>' | b',' | b'[' | b'.' | b':')
        );
    if !token.is_mark(b'@') || token.masked || glued || next.gap != Gap::None || !next.is_word() {
        return None;
    }
    if next.is(Class::ORDINARY) || next.len() < 3 {
        return None;
    }
    let bytes = context.text.as_bytes();
    let mut end = next.end;
    while end < bytes.len()
        && end - token.start < 64
        && (bytes[end].is_ascii_alphanumeric() || matches!(bytes[end], b'_' | b'.' | b'-'))
    {
        end += 1;
    }
    while !bytes[end - 1].is_ascii_alphanumeric() && end > next.end {
        end -= 1;
    }
    // `@scope/package` is nobody.
    (bytes.get(end) != Some(&b'/')).then_some(Span {
        range: token.start..end,
        kind: Kind::Id,
        confidence: 0.7,
        rule: "handle",
    })
}

/// The postal code that begins at this token, after such a word, or right after a place: `in Ulm 89073`.
fn zip(context: &Context<'_>, at: usize) -> Option<Span> {
    let token = context.tokens[at];
    if token.shape == Shape::Upper || token.len() > 8 {
        return None;
    }
    let word = |back: usize| at.checked_sub(back).map(|i| context.word(i).to_ascii_lowercase());
    let is_code = |w: &Option<String>| {
        matches!(w.as_deref(), Some("zip" | "zipcode" | "postcode" | "plz" | "eircode" | "pincode"))
    };
    let (one, two, three) = (word(1), word(2), word(3));
    let filler = |w: &Option<String>| matches!(w.as_deref(), Some(":" | "is" | "code" | "#" | "-"));
    let cued = is_code(&one)
        || filler(&one)
            && (is_code(&two)
                || filler(&two) && (is_code(&three) || three.as_deref() == Some("postal")));
    let year = token.len() == 4
        && (context.word(at).starts_with("19") || context.word(at).starts_with("20"));
    let place = token.is_number()
        && token.gap == Gap::Space
        && ((4..=6).contains(&token.len())
            || token.len() == 3
                && context.tokens.get(at + 1).is_some_and(|t| t.is_number() && t.len() == 2))
        && !year
        && after_place(context, at);
    if !cued && !place {
        return None;
    }
    // `3610-114`, `394 13`, `7412 SL`
    let mut end = token.end;
    let more = |i: usize, gap: Gap| {
        context.tokens.get(i).filter(|t| {
            t.gap == gap
                && t.len() <= 4
                && (t.is_number()
                    || t.shape == Shape::Mingled
                    || t.shape == Shape::Upper && t.len() <= 2)
        })
    };
    if let Some(next) =
        more(at + 1, Gap::Space).filter(|t| cued || token.len() == 3 && t.len() == 2)
    {
        end = next.end;
    } else if context.tokens.get(at + 1).is_some_and(|t| t.is_mark(b'-') && t.gap == Gap::None)
        && let Some(next) = more(at + 2, Gap::None)
    {
        end = next.end;
    }
    Some(Span {
        range: token.start..end,
        kind: Kind::Address,
        confidence: 0.75,
        rule: "postal-code",
    })
}

/// Whether `in` or the like and a place, or what may be one, stand right before.
fn after_place(context: &Context<'_>, at: usize) -> bool {
    let from = at.saturating_sub(5);
    for i in (from..at).rev() {
        let token = &context.tokens[i];
        let name = token.is_unknown()
            || token.is(Class::CITY.with(Class::PARTICLE))
            || token.is_capital() && !token.is(Class::TECH.with(Class::MONTH));
        if token.gap > Gap::Space {
            return false;
        }
        if i + 1 < at && token.is(Class::PLACE_BEFORE) {
            return context.tokens[i + 1..at].iter().all(|t| t.is_word());
        }
        if !name {
            return false;
        }
    }
    false
}

/// `ABC-12345`.
fn ticket(code: &str) -> bool {
    // `REQ0451177`
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let glued = (2..=6).contains(&letters)
        && code.len() - letters >= 5
        && code[letters..].bytes().all(|b| b.is_ascii_digit());
    glued
        || code.split_once('-').is_some_and(|(project, number)| {
            ((2..=10).contains(&project.len()) || number.len() >= 6 && project.len() == 1)
                && project.bytes().all(|b| b.is_ascii_uppercase())
                && number.len() >= 4
                && number.bytes().all(|b| b.is_ascii_digit() || b == b'-')
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
    (mixed && (base58 || hex)).then_some(Span {
        range: token.start..token.end,
        kind: Kind::Id,
        confidence: 0.8,
        rule: "wallet",
    })
}
