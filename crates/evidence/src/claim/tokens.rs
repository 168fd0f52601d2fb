//! A sentence in words, numbers and marks.

use super::languages;
use std::ops::Range;

/// What a piece of a sentence is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Letters, with apostrophes and digits behind the first.
    Word,
    /// Digits, with what stands between and right behind them.
    Digits(Digits),
    /// Anything else that is seen.
    Mark(char),
}

/// A number in digits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Digits {
    /// What it can mean: `1.234` may be a little more than one, or a thousand and some.
    pub(super) values: Vec<f64>,
    /// How far a value may be off that was rounded to it.
    pub(super) half: f64,
    /// The letters, or the sign, right behind it, in small letters.
    pub(super) unit: String,
    /// Whether it is no number but a version, as `1.29.3`.
    pub(super) is_version: bool,
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// In small letters, apostrophes as `'`.
    pub(super) text: String,
    /// As it is written.
    pub(super) raw: String,
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Whether nothing stands between it and the piece before.
    pub(super) joined: bool,
}

impl Token {
    pub(super) fn is(&self, word: &str) -> bool {
        self.text == word
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }
}

/// Takes a sentence apart, of whatever script and language; places are of the sentence as it is.
pub(super) fn tokens(sentence: &str) -> Vec<Token> {
    let Some(folded) = languages::folded(sentence) else { return english(sentence) };
    let mut tokens = english(&folded.text);
    for token in &mut tokens {
        token.at = folded.at(token.at.clone());
    }
    tokens
}

fn english(sentence: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut from = 0;
    while let Some(c) = sentence[from..].chars().next() {
        if c.is_whitespace() {
            from += c.len_utf8();
            continue;
        }
        let rest = &sentence[from..];
        let (length, kind) = if c.is_ascii_digit() || starts_with_point(rest, &tokens, from) {
            let (length, digits) = digits(rest);
            (length, Kind::Digits(digits))
        } else if c.is_alphabetic() && !c.is_numeric() {
            (word(rest), Kind::Word)
        } else {
            (c.len_utf8(), Kind::Mark(c))
        };
        let raw = &sentence[from..from + length];
        let joined = tokens.last().is_some_and(|last| last.at.end == from);
        let text = raw.to_lowercase().replace(['’', 'ʼ'], "'");
        tokens.push(Token { kind, text, raw: raw.to_owned(), at: from..from + length, joined });
        from += length;
    }
    tokens
}

/// Whether a text begins with a point and a digit, and no word or number ends there.
fn starts_with_point(rest: &str, before: &[Token], at: usize) -> bool {
    let mut bytes = rest.bytes();
    bytes.next() == Some(b'.')
        && bytes.next().is_some_and(|byte| byte.is_ascii_digit())
        && before.last().is_none_or(|last| last.at.end < at)
}

/// The length of the word that a text begins with.
fn word(text: &str) -> usize {
    let mut end = 0;
    // `q21` is a name. Where letters have no case, as in `全体の64`, digits behind them are a number.
    let mut is_cased = false;
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map(|(_, c)| *c);
        if c.is_alphabetic() {
            is_cased = has_case(c);
        }
        let inside = c.is_alphabetic()
            || (c.is_ascii_digit() && is_cased || matches!(c, '\u{300}'..='\u{36f}'))
            || (matches!(c, '\'' | '’' | 'ʼ') && next.is_some_and(char::is_alphabetic));
        if !inside {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

/// The number that a text begins with.
fn digits(text: &str) -> (usize, Digits) {
    let digit = |at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    // Groups of digits, and what divides them.
    let mut groups: Vec<String> = vec![String::new()];
    let mut marks: Vec<char> = Vec::new();
    let mut end = 0;
    while let Some(c) = text[end..].chars().next() {
        match c {
            c if c.is_ascii_digit() => groups.last_mut().map_or((), |group| group.push(c)),
            '.' | ',' | '\'' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}'
                if digit(end + c.len_utf8()) =>
            {
                let next = end + c.len_utf8();
                let spaced = c.is_whitespace() || matches!(c, '\'' | '’');
                let three = (0..3).all(|step| digit(next + step)) && !digit(next + 3);
                if spaced && !three {
                    break;
                }
                marks.push(if spaced { ' ' } else { c });
                groups.push(String::new());
            }
            _ => break,
        }
        end += c.len_utf8();
    }
    let (values, decimals, is_version) = meanings(&groups, &marks);
    let mut unit = String::new();
    match text[end..].chars().next() {
        Some(c @ ('%' | '‰' | '×')) => {
            unit.push(c);
            end += c.len_utf8();
        }
        Some(c) if c.is_alphabetic() && has_case(c) => {
            let length = word(&text[end..]);
            unit = text[end..end + length].to_lowercase();
            end += length;
        }
        _ => {}
    }
    let half = 0.5 * 10_f64.powi(-decimals);
    (end, Digits { values, half, unit, is_version })
}

/// What groups of digits can mean, and how many decimals are written.
fn meanings(groups: &[String], marks: &[char]) -> (Vec<f64>, i32, bool) {
    let number = |text: &str| text.parse::<f64>().unwrap_or(f64::INFINITY);
    let whole = number(&groups.concat());
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else {
        return (vec![whole], 0, false);
    };
    let threes = groups.iter().skip(1).all(|group| group.len() == 3) && first.len() <= 3;
    let decimals = i32::try_from(last.len()).unwrap_or(i32::MAX).min(15);
    match marks {
        [] => (vec![whole], 0, false),
        [' ', rest @ ..] if rest.iter().all(|mark| *mark == ' ') => (vec![whole], 0, false),
        [mark] => {
            let decimal = number(&format!("{first}.{last}"));
            match (threes && !first.is_empty() && first != "0", mark) {
                (true, ',') => (vec![whole], 0, false),
                (true, _) => (vec![decimal, whole], decimals, false),
                _ => (vec![decimal], decimals, false),
            }
        }
        [many @ .., mark] if many.iter().all(|other| other == mark) => match (threes, mark) {
            (true, _) => (vec![whole], 0, false),
            (false, '.') => (vec![whole], 0, true),
            (false, _) => (vec![f64::INFINITY], 0, false),
        },
        [many @ .., mark] if !many.contains(mark) => {
            let before = number(&groups[..groups.len() - 1].concat());
            (vec![before + number(&format!("0.{last}"))], decimals, false)
        }
        _ => (vec![whole], 0, false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, values: &[f64], unit: &str) {
        let tokens = tokens(text);
        let Kind::Digits(digits) = &tokens[0].kind else { panic!("{text}") };
        assert_eq!((digits.values.as_slice(), digits.unit.as_str()), (values, unit), "{text}");
        assert_eq!(tokens[0].at.end, text.len(), "{text}");
    }

    #[test]
    fn long_rows_of_numbers_take_no_longer_than_they_are() {
        assert_eq!(tokens(&"14 of 22 ".repeat(40_000)).len(), 120_000);
        assert_eq!(tokens(&"1\u{a0}".repeat(40_000)).len(), 40_000);
    }

    #[test]
    fn digits_mean_what_they_can_mean() {
        check("14", &[14.0], "");
        check("64%", &[64.0], "%");
        check("3x", &[3.0], "x");
        check("1,234", &[1234.0], "");
        check("1.234", &[1.234, 1234.0], "");
        check("1,5", &[1.5], "");
        check("1\u{a0}234", &[1234.0], "");
        check("1.234.567,8", &[1_234_567.8], "");
        check(".5", &[0.5], "");
        assert!(matches!(&tokens("1.29.3")[0].kind, Kind::Digits(digits) if digits.is_version));
        assert_eq!(
            tokens("q21’s p95, isn't").iter().map(|token| token.text.as_str()).collect::<Vec<_>>(),
            ["q21's", "p95", ",", "isn't"]
        );
    }
}
