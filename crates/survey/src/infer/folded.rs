//! Texts that look the same to a reader.

use unicode_normalization::UnicodeNormalization;

/// A text without what a reader does not see: upper and lower case, the kind and number of blanks,
/// of quotation marks and of dashes, letters written in several parts (Unicode's NFKC), and
/// characters that take no room.
pub(crate) fn folded(text: &str) -> String {
    if text.is_ascii() {
        return spaced(&text.replace('`', "'").to_lowercase());
    }
    let plain: String = text
        .nfkc()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            '’' | '‘' | '`' | '´' => '\'',
            '“' | '”' | '„' | '«' | '»' => '"',
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            c => c,
        })
        .collect();
    spaced(&plain.to_lowercase())
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Characters that take no room: joiners, marks of direction, soft hyphens, byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_the_same_is_the_same() {
        for (one, other) in [
            ("Café", "Cafe\u{301}"),
            ("Strongly agree", "strongly\u{a0} agree "),
            ("1-5", "1–5"),
            ("Agree\u{200b}", "Agree"),
            ("Ｙｅｓ", "yes"),
            ("Don’t know", "Don`t know"),
            ("“a”", "\"A\""),
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        for (one, other) in [("Café", "Cafe"), ("ab", "a b"), ("1-5", "15"), ("+5", "-5")] {
            assert_ne!(folded(one), folded(other), "{one}");
        }
    }
}
