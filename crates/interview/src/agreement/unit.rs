//! What is coded or not: turns, sentences, characters.

use serde::Serialize;
use std::ops::Range;

/// The unit at which agreement is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Unit {
    /// A turn has a code where any of it has.
    Turn,
    /// A sentence has a code where any of it has.
    Sentence,
    /// Each character by itself.
    Character,
}

impl Unit {
    /// All units.
    pub const ALL: [Self; 3] = [Self::Turn, Self::Sentence, Self::Character];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Turn => "turn",
            Self::Sentence => "sentence",
            Self::Character => "character",
        }
    }
}

/// Words that end in a full stop and end no sentence.
const SHORT: [&str; 16] = [
    "mr", "mrs", "ms", "dr", "prof", "st", "vs", "etc", "e.g", "i.e", "approx", "no", "cf", "z.b",
    "bzw", "ca",
];

/// The sentences of a text, in code points, without white space around them.
///
/// A sentence ends at `.`, `!`, `?`, `…` and their full-width forms where white space follows (the
/// full-width forms need none), and at an empty line; not after the usual abbreviations, a single
/// letter, or where the next word begins in lower case. Spoken language has no better sentences than
/// its transcriber's marks.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let chars: Vec<char> = text.chars().collect();
    let mut sentences = Vec::new();
    // The first and one past the last character that is no white space.
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    while let Some(c) = chars.get(at).copied() {
        if c.is_whitespace() {
            let blank = chars[at..].iter().take_while(|c| c.is_whitespace());
            let (long, lines) =
                blank.fold((0, 0), |(long, lines), c| (long + 1, lines + usize::from(*c == '\n')));
            if lines > 1 {
                sentences.extend(open.take().map(|(start, end)| start..end));
            }
            at += long;
            continue;
        }
        let start = open.map_or(at, |open| open.0);
        if !is_end(c) {
            open = Some((start, at + 1));
            at += 1;
            continue;
        }
        let marks = chars[at..].iter().take_while(|c| is_end(**c) || is_closing(**c)).count();
        let next = chars.get(at + marks);
        let is_wide = chars[at..at + marks].iter().any(|c| matches!(c, '。' | '！' | '？'));
        let ends = is_wide
            || next.is_none_or(|next| next.is_whitespace()) && !goes_on(&chars, start, at, marks);
        at += marks;
        open = Some((start, at));
        if ends {
            sentences.extend(open.take().map(|(start, end)| start..end));
        }
    }
    sentences.extend(open.map(|(start, end)| start..end));
    sentences
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '*' | '_' | '」')
}

/// Whether a sentence goes on behind marks at `at`.
fn goes_on(chars: &[char], start: usize, at: usize, marks: usize) -> bool {
    let next = chars[at + marks..].iter().find(|c| !c.is_whitespace());
    if next.is_some_and(|c| c.is_lowercase()) {
        return true;
    }
    if chars.get(at) != Some(&'.') || marks > 1 {
        return false;
    }
    // As far back as the longest abbreviation, and one more to know that it is no longer.
    let from = at.saturating_sub(8).max(start);
    let word: String = chars[from..at]
        .iter()
        .rev()
        .take_while(|c| c.is_alphabetic() || **c == '.')
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .flat_map(|c| c.to_lowercase())
        .collect();
    SHORT.contains(&word.as_str()) || (word.chars().count() == 1 && word != "i")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        let chars: Vec<char> = text.chars().collect();
        let found: Vec<String> =
            sentences(text).into_iter().map(|own| chars[own].iter().collect()).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_one_hears_it() {
        check("I wait. And then I ask.", &["I wait.", "And then I ask."]);
        check("Yes! Really?! \"Yes.\" Well…", &["Yes!", "Really?!", "\"Yes.\"", "Well…"]);
        check("It took 3.5 hours, i.e. long. Fine", &["It took 3.5 hours, i.e. long.", "Fine"]);
        check("Ask Dr. No. He and J. Doe know.", &["Ask Dr. No. He and J. Doe know."]);
        check("One... two. Three", &["One... two.", "Three"]);
        check("No mark\n\nand a paragraph\n", &["No mark", "and a paragraph"]);
        check("  ", &[]);
        check("等。好！", &["等。", "好！"]);
        check("So did I. Then", &["So did I.", "Then"]);
    }

    proptest! {
        #[test]
        fn they_are_in_order_and_leave_out_white_space_alone(text in "[a-cA-C .!?\n\u{e9}\u{3002}\"]{0,60}") {
            let chars: Vec<char> = text.chars().collect();
            let mut at = 0;
            for own in sentences(&text) {
                prop_assert!(own.start >= at && own.start < own.end);
                prop_assert!(chars[at..own.start].iter().all(|c| c.is_whitespace()));
                prop_assert!(!chars[own.start].is_whitespace() && !chars[own.end - 1].is_whitespace());
                at = own.end;
            }
            prop_assert!(chars[at..].iter().all(|c| c.is_whitespace()));
        }
    }
}
