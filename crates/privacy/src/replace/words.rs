//! The words of a text, and when two words are the same however they are written.
//!
//! Everything that compares names goes through here: what is grouped as one entity, what is
//! replaced, and what is sought in a text that leaves are then the same.

use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Where the words of a text are, in bytes: runs of letters and digits. In scripts that put no
/// space between words, each character is one.
pub(crate) fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        // Most texts are ASCII for most of their length: no character is decoded there.
        let start = loop {
            let byte = *bytes.get(at)?;
            if byte.is_ascii_alphanumeric() {
                break at;
            }
            if !byte.is_ascii() {
                let c = text.get(at..)?.chars().next()?;
                if c.is_alphanumeric() {
                    break at;
                }
                at += c.len_utf8();
            } else {
                at += 1;
            }
        };
        let first = text.get(start..)?.chars().next()?;
        let alone = is_unspaced(first);
        at += first.len_utf8();
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii() {
                if alone || !byte.is_ascii_alphanumeric() {
                    break;
                }
                at += 1;
                continue;
            }
            let c = text.get(at..)?.chars().next()?;
            let is_letter = !alone && c.is_alphanumeric() && !is_unspaced(c);
            if !is_letter && !is_combining_mark(c) {
                break;
            }
            at += c.len_utf8();
        }
        Some(start..at)
    })
}

/// A word in small letters and without accents, appended to `into`: `Zdeňka` is `zdenka`, `Straße`
/// `strasse`.
pub(crate) fn fold(word: &str, into: &mut String) {
    if word.is_ascii() {
        into.extend(word.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in word.nfkd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => into.push_str("ss"),
            'æ' => into.push_str("ae"),
            'œ' => into.push_str("oe"),
            'þ' => into.push_str("th"),
            'ø' => into.push('o'),
            'ł' => into.push('l'),
            'đ' | 'ð' => into.push('d'),
            'ı' => into.push('i'),
            'ħ' => into.push('h'),
            // The dot that `İ` leaves.
            c if is_accent(c) => {}
            c => into.push(c),
        }
    }
}

/// The words of a text, folded, with one space between them. What has no word stays as it is.
pub(crate) fn folded(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    for word in words(text) {
        if !all.is_empty() {
            all.push(' ');
        }
        fold(&text[word], &mut all);
    }
    if all.is_empty() { text.trim().to_owned() } else { all }
}

/// What stands between two words, so far as it tells a phrase from another: a space for whatever
/// white space or hyphen, a line break included, but not a paragraph's end; otherwise the signs.
pub(crate) fn gap(between: &str, into: &mut String) {
    let breaks = between.bytes().filter(|byte| *byte == b'\n').count();
    let is_soft =
        |c: char| c.is_whitespace() || matches!(c, '-' | '_' | '\u{2010}' | '\u{2011}' | '\u{ad}');
    // Markdown writes some signs with a backslash.
    let signs = between.chars().filter(|c| *c != '\\');
    if breaks > 1 {
        into.push('\n');
    }
    if signs.clone().all(is_soft) {
        if breaks <= 1 && !between.is_empty() {
            into.push(' ');
        }
        return;
    }
    into.extend(signs.filter(|c| !c.is_whitespace()).map(|c| match c {
        '\u{2018}' | '\u{2019}' => '\'',
        c => c,
    }));
}

/// A range without white space at its ends and without a possessive: `Ines's` is `Ines`.
pub(crate) fn core(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let whole = text.get(range.clone())?;
    let start = range.start + (whole.len() - whole.trim_start().len());
    let mut name = whole.trim();
    let is_apostrophe = |c: char| matches!(c, '\'' | '\u{2019}');
    if let Some(before) = name.strip_suffix(['s', 'S'])
        && let Some(owner) = before.strip_suffix(is_apostrophe)
        && owner.ends_with(char::is_alphanumeric)
    {
        name = owner;
    } else if let Some(owner) = name.strip_suffix(is_apostrophe)
        && owner.ends_with(['s', 'S', 'x', 'z'])
    {
        name = owner;
    }
    (!name.is_empty()).then(|| start..start + name.len())
}

/// Marks that people leave out: of Latin, Greek and Cyrillic letters, and the points of Hebrew and
/// Arabic. Those of other scripts are vowels.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Thai, Lao, Myanmar, Khmer, and the scripts of China and Japan.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_the_same_however_they_are_written() {
        let check = |text, expected| assert_eq!(folded(text), expected, "{text}");
        check("Zdeňka  O’Brien-Łoś", "zdenka o brien los");
        check("STRASSE Straße", "strasse strasse");
        check("Ærø İstanbul", "aero istanbul");
        check("\u{1d7f}", "\u{1d7f}");
        check("田中さん", "田 中 さ ん");
        check("Ti\u{301}ago", "tiago");
        check("राम", "राम");
        check("", "");
    }

    #[test]
    fn possessives_are_no_part_of_a_name() {
        let check = |text: &str, expected| {
            let core = core(text, 0..text.len()).map(|range| &text[range]);
            assert_eq!(core, expected, "{text}");
        };
        check("Ines's", Some("Ines"));
        check(" Ines\u{2019}s ", Some("Ines"));
        check("Ines'", Some("Ines"));
        check("Jo's", Some("Jo"));
        check("'s", Some("'s"));
        check("  ", None);
        check("Ines", Some("Ines"));
    }
}
