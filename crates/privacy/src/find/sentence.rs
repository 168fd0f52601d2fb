//! Where sentences begin, which of them are written without capitals, and what is a placeholder.

use super::lexicon::Class;
use super::token::{Gap, Shape, Token};

/// Marks of each token whether it opens a sentence, is in a placeholder, or in a sentence where
/// capitals say nothing. Whether most sentences have capitals is returned.
pub(super) fn mark(tokens: &mut [Token]) -> bool {
    mask(tokens);
    open(tokens);
    plain(tokens)
}

/// How many tokens a placeholder may have between its brackets.
const LONGEST_PLACEHOLDER: usize = 6;

/// Marks placeholders: anything short in `<…>` or `{{…}}`, and in `[…]` what names a kind of thing
/// and nothing else. `[MS Teams]` is what somebody said it means, not a placeholder.
fn mask(tokens: &mut [Token]) {
    let mut at = 0;
    while at < tokens.len() {
        let close = match tokens[at].shape {
            Shape::Mark(b'<') => b'>',
            Shape::Mark(b'[') => b']',
            Shape::Mark(b'{') => b'}',
            _ => {
                at += 1;
                continue;
            }
        };
        let inside = tokens[at + 1..]
            .iter()
            .take(LONGEST_PLACEHOLDER + 2)
            .position(|t| t.is_mark(close) || t.gap >= Gap::Line);
        let Some(length) = inside.filter(|&n| n > 0 && tokens[at + 1 + n].is_mark(close)) else {
            at += 1;
            continue;
        };
        let end = at + 1 + length;
        if is_placeholder(&tokens[at + 1..end], close) {
            for token in &mut tokens[at..=end] {
                token.masked = true;
            }
        }
        at = end;
    }
}

fn is_placeholder(inside: &[Token], close: u8) -> bool {
    let words = || inside.iter().filter(|t| t.is_word());
    match close {
        b'>' => {
            inside.first().is_some_and(Token::is_word)
                && !inside.iter().any(|t| t.is_mark(b'@') || t.is_mark(b':') || t.is_mark(b'.'))
        }
        b'}' => inside.first().is_some_and(|t| t.is_mark(b'{')),
        _ => {
            words().any(|t| t.is(Class::PLACEHOLDER))
                && words().all(|t| t.is(Class::WORD.with(Class::PLACEHOLDER)) || t.len() == 1)
        }
    }
}

/// Marks what opens a sentence, or may.
fn open(tokens: &mut [Token]) {
    let mut opening = true;
    // Whether the last bracket stood where a sentence begins: `[Interviewer] Do you`.
    let mut bracketed = false;
    for at in 0..tokens.len() {
        let token = tokens[at];
        if token.gap >= Gap::Line {
            opening = true;
        }
        match token.shape {
            Shape::Mark(b'.') => opening = !is_abbreviation(tokens, at),
            Shape::Mark(b'!' | b'?' | b':') => opening = true,
            // What stands before the first word of a sentence.
            Shape::Mark(b'"' | b'(' | b'\'' | b'*' | b'#' | b'>' | b'-' | b'<' | b'[' | b'_') => {
                if matches!(token.shape, Shape::Mark(b'[' | b'(')) {
                    bracketed = opening;
                }
                if token.is_mark(b'"') && at > 0 && tokens[at - 1].is_mark(b',') {
                    opening = true;
                }
            }
            Shape::Mark(b']' | b')') => opening |= bracketed,
            Shape::Mark(0) => {}
            Shape::Mark(_) => opening = false,
            _ => {
                tokens[at].opens = opening;
                opening = false;
            }
        }
    }
}

/// Whether the full stop at `at` is of a title, an initial or another short form.
fn is_abbreviation(tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|i| tokens[i]) else { return false };
    if tokens[at].gap != Gap::None || !before.is_word() {
        return false;
    }
    let short = before.len() <= 4;
    (before.len() == 1 && !before.is(Class::ORDINARY))
        || (short && before.is(Class::TITLE.with(Class::LEGAL).with(Class::UNIT)))
        || (short && before.is(Class::STREET) && !before.is(Class::COMMON))
        || tokens.get(at + 1).is_some_and(|t| t.gap == Gap::None || t.shape == Shape::Lower)
}

/// Marks the sentences where capitals say nothing.
fn plain(tokens: &mut [Token]) -> bool {
    let (mut start, mut sentences, mut plains) = (0, 0usize, 0usize);
    while start < tokens.len() {
        let mut end = start + 1;
        while end < tokens.len() && !(tokens[end].gap >= Gap::Line || ends(tokens, end)) {
            end += 1;
        }
        let sentence = &mut tokens[start..end];
        let words = sentence.iter().filter(|t| t.is_word() && !t.masked);
        let (mut lower, mut upper, mut title, mut known) = (0, 0, 0, 0);
        let mut first = None;
        for word in words {
            first.get_or_insert(word.shape);
            match word.shape {
                Shape::Lower => lower += 1,
                Shape::Upper => {
                    upper += 1;
                    known += usize::from(word.is(Class::COMMON));
                }
                Shape::Title if word.len() == 1 || word.is(Class::ORDINARY) => {}
                Shape::Title | Shape::Mixed => title += 1,
                _ => {}
            }
        }
        let small = first == Some(Shape::Lower) && title == 0 && lower > 0;
        let large = lower == 0 && title == 0 && upper >= 3 && known * 2 >= upper;
        sentences += usize::from(first.is_some());
        if small || large {
            plains += 1;
            sentence.iter_mut().for_each(|token| token.plain = true);
        }
        start = end;
    }
    plains * 2 < sentences
}

/// Whether a sentence begins at `at`.
fn ends(tokens: &[Token], at: usize) -> bool {
    tokens[at].opens && tokens[at].gap != Gap::None
}
