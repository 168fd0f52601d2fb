//! Where the words of a text are, and how a word is compared: without case, diacritics and width.
//!
//! One reading serves what is searched and what is asked, so that both agree whatever the script.
//! A word is a run of letters and digits. Scripts without spaces between words, and emoji, give a
//! word for each character: a longer word of theirs is then a phrase.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// A folded word is cut after so many bytes: nobody writes longer ones.
const LONGEST: usize = 96;

/// What a character does to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Stands between words.
    Other,
    /// Is part of a word.
    Letter,
    /// Is a word by itself.
    Sign,
    /// Belongs to the letter before it.
    Mark,
    /// Is not seen: a soft hyphen, a joiner.
    Unseen,
    /// Joins where what follows is a clitic.
    Apostrophe,
}

/// What an English word may lose behind its apostrophe: everything else, as in *l'équipe*, is
/// another word.
const CLITICS: [&str; 9] = ["s", "t", "m", "d", "ll", "re", "ve", "em", "n"];

fn class(c: char) -> Class {
    let u = u32::from(c);
    match u {
        0x27 | 0x2019 | 0x2bc | 0xff07 => Class::Apostrophe,
        _ if c.is_ascii() => {
            if c.is_ascii_alphanumeric() {
                Class::Letter
            } else {
                Class::Other
            }
        }
        0xad | 0x640 | 0x200b..=0x200f | 0x2060 | 0xfe00..=0xfe0f | 0xfeff => Class::Unseen,
        0x1f3fb..=0x1f3ff | 0xe0000..=0xe01ef => Class::Unseen,
        0x1f000..=0x1faff | 0x2600..=0x27bf | 0x2b00..=0x2bff => Class::Sign,
        // Thai, Lao, Myanmar, Khmer; kana; ideographs; half-width kana.
        0xe00..=0xeff
        | 0x1000..=0x109f
        | 0x1780..=0x17ff
        | 0x3040..=0x30ff
        | 0x31f0..=0x31ff
        | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff
        | 0xf900..=0xfaff
        | 0xff66..=0xff9f
        | 0x20000..=0x3ffff => match () {
            () if is_combining_mark(c) => Class::Mark,
            () if c.is_alphanumeric() => Class::Sign,
            () => Class::Other,
        },
        _ if is_combining_mark(c) => Class::Mark,
        _ if c.is_alphanumeric() => Class::Letter,
        _ => Class::Other,
    }
}

/// The place of the next word of `text` from byte `from` on.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut start = from;
    loop {
        // Most text is ASCII, and most of what stands between words a space.
        while bytes.get(start).is_some_and(|b| b.is_ascii() && !b.is_ascii_alphanumeric()) {
            start += 1;
        }
        let c = text.get(start..)?.chars().next()?;
        match class(c) {
            Class::Letter => break,
            Class::Sign => return Some(start..start + c.len_utf8()),
            _ => start += c.len_utf8(),
        }
    }
    let mut end = start;
    loop {
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        // Marks and unseen characters are passed, and belong to the word if it goes on.
        let mut at = end;
        let more = text.get(end..)?.chars().find_map(|c| {
            let class = class(c);
            at += c.len_utf8();
            match class {
                Class::Letter | Class::Mark => Some(at),
                Class::Unseen => None,
                Class::Apostrophe => clitic(text, at).or(Some(end)),
                Class::Other | Class::Sign => Some(end),
            }
        });
        match more {
            Some(more) if more > end => end = more,
            _ => return Some(start..end),
        }
    }
}

/// Where the clitic ends that begins at byte `at`.
fn clitic(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take(3).take_while(u8::is_ascii_alphabetic).count();
    let head = rest.get(..length)?;
    let ends = rest.get(length..)?.chars().next().is_none_or(|c| class(c) != Class::Letter);
    (ends && CLITICS.iter().any(|clitic| clitic.eq_ignore_ascii_case(head))).then_some(at + length)
}

/// Calls `on` for every word of `text`, in order, with the word folded and its range of bytes.
pub(crate) fn each(text: &str, mut on: impl FnMut(&str, Range<usize>)) {
    let (mut at, mut folded) = (0, String::new());
    while let Some(range) = next(text, at) {
        at = range.end;
        folded.clear();
        fold(text.get(range.clone()).unwrap_or_default(), &mut folded);
        if !folded.is_empty() {
            on(&folded, range);
        }
    }
}

/// Whether a folded word is a character of a script without spaces, or an emoji.
pub(crate) fn is_sign(folded: &str) -> bool {
    let mut chars = folded.chars();
    chars.next().is_some_and(|c| class(c) == Class::Sign) && chars.next().is_none()
}

/// Appends `word` as it is compared: in lower case, without diacritics of letters whose language
/// is often typed without them, without apostrophes, in the usual width.
fn fold(word: &str, into: &mut String) {
    if word.is_ascii() {
        into.extend(
            word.bytes()
                .filter(u8::is_ascii_alphanumeric)
                .take(LONGEST)
                .map(|b| char::from(b.to_ascii_lowercase())),
        );
        return;
    }
    // A character becomes at most 18 by NFKC, and a few more by lower case.
    for c in word.chars().take(LONGEST).nfkc().flat_map(char::to_lowercase) {
        if into.len() >= LONGEST {
            break;
        }
        match c {
            'ß' => into.push_str("ss"),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            'ø' => into.push('o'),
            'đ' => into.push('d'),
            'ł' => into.push('l'),
            'ı' => into.push('i'),
            'ς' => into.push('σ'),
            'ё' => into.push('е'),
            'أ' | 'إ' | 'آ' => into.push('ا'),
            'a'..='z' | '0'..='9' => into.push(c),
            '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{3ff}' | '\u{1e00}'..='\u{1fff}' => {
                decompose_canonical(c, |part| {
                    if !is_combining_mark(part) && part.is_alphanumeric() {
                        into.push(part);
                    }
                });
            }
            // Diacritics, and the vowel points of Hebrew and Arabic.
            '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}'
            | '\u{610}'..='\u{61a}'
            | '\u{64b}'..='\u{65f}'
            | '\u{670}'
            | '\u{6d6}'..='\u{6ed}' => {}
            c if matches!(class(c), Class::Letter | Class::Sign | Class::Mark) => into.push(c),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The folded words of `text`, with bars between them.
    fn check(text: &str, expected: &str) {
        let mut words = Vec::new();
        each(text, |word, range| {
            assert!(text.get(range).is_some_and(|shown| !shown.is_empty()));
            words.push(word.to_owned());
        });
        assert_eq!(words.join("|"), expected, "{text:?}");
    }

    #[test]
    fn words_of_western_scripts() {
        check("", "");
        check("  ,.;  ", "");
        check("I don't. The team's 'own' portal!", "i|dont|the|teams|own|portal");
        check("I don’t; we'LL see", "i|dont|well|see");
        check("l'équipe dell'azienda O'Brien", "l|equipe|dell|azienda|o|brien");
        check("snake_case, CI/CD, k8s, 3.5", "snake|case|ci|cd|k8s|3|5");
        check("Straße ÆON Łódź naïve İstanbul", "strasse|aeon|lodz|naive|istanbul");
        check("nai\u{308}ve co\u{ad}op", "naive|coop");
        check("ΟΔΟΣ οδός", "οδοσ|οδοσ");
        check("Ёлка, новый, и\u{306}", "елка|новый|й");
        check("rock'n'roll 'tis", "rockn|roll|tis");
        check("ends' 'x'", "ends|x");
    }

    #[test]
    fn words_of_other_scripts() {
        check("מה שלומך, שָׁלוֹם", "מה|שלומך|שלום");
        check("السَّلام أهلاً", "السلام|اهلا");
        check("हिन्दी में", "हिन्दी|में");
        check("平台很慢ABC", "平|台|很|慢|abc");
        check("ﾃｽﾄ ＡＢＣ", "テ|ス|ト|abc");
        check("한국어 텍스트", "한국어|텍스트");
        check("slow 😀👍🏽!", "slow|😀|👍");
        check("\u{301}\u{200d}", "");
    }

    #[test]
    fn a_word_of_any_length_is_cut() {
        for long in ["a".repeat(1_000_000), "é".repeat(500_000), "\u{fdfa}".repeat(9999)] {
            let mut folded = 0;
            each(&long, |word, _| folded = folded.max(word.len()));
            assert!(folded < LONGEST + 8, "{folded}");
        }
        // No word is looked for twice.
        check(&"'".repeat(1_000_000), "");
        check(&format!("a{}", "\u{200d}".repeat(1_000_000)), "a");
        check(&"a\u{200d}'".repeat(10_000), &vec!["a"; 10_000].join("|"));
    }
}
