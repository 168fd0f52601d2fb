//! What is odd about words: placeholders, glosses, what looks like mark-up, and garbage.
//!
//! Everything stays as it stands. The warnings say where, never what.

use super::spots::Spots;
use crate::warning::Warning;
use hashbrown::HashMap;

/// What was seen in the words of a transcript.
#[derive(Default)]
pub(super) struct Oddities {
    placeholders: Spots,
    /// By the placeholder, where it stands.
    each: HashMap<String, Spots, foldhash::fast::RandomState>,
    redacted: Spots,
    glosses: Spots,
    sounds: Spots,
    markup: Spots,
    garbage: Spots,
}

/// The longest text between brackets that is looked at, in bytes.
const LONGEST: usize = 60;

/// How many different placeholders are told apart.
const DIFFERENT: usize = 1000;

/// What a transcriber puts in square brackets for what is no word: how one of the words begins.
const SOUNDS: &str = "inaudible unintelligible indiscernible indistinct laugh chuckl giggl crosstalk overlapping music \
    silence pause applause sigh cough noise beep sneez";

/// Words of which one says that brackets hold a kind of thing instead of a thing.
const KINDS: &str = "redacted removed anonymised anonymized confidential name surname city country town \
    place location region state company organisation organization employer client customer \
    vendor provider supplier partner competitor product tool toolname project team \
    department division unit person colleague manager email e-mail mail phone number \
    address date month year url system industry university school hospital bank street \
    title brand software application xxx";

impl Oddities {
    /// Looks at a text that stands in a line.
    pub(super) fn scan(&mut self, text: &str, line: u64) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(found) = memchr::memchr3(b'<', b'[', 0xc2, &bytes[from..]) {
            let at = from + found;
            from = at + 1;
            match bytes[at] {
                b'<' => self.angle(inside(text, at, b'>'), line),
                b'[' => self.square(text, at, line),
                // U+00A0 to U+00BF begin so.
                _ => {
                    let sign = bytes.get(at + 1);
                    // § ¤ ¶ ¬ ¦
                    let is_odd = matches!(sign, Some(0xa7 | 0xa4 | 0xb6 | 0xac | 0xa6));
                    if is_odd && at > 0 && bytes[at - 1].is_ascii_alphanumeric() {
                        self.garbage.add(line);
                    }
                }
            }
        }
    }

    fn angle(&mut self, inside: Option<&str>, line: u64) {
        let Some(inside) = inside else { return };
        let first = inside.bytes().next().is_some_and(|byte| byte.is_ascii_alphabetic());
        let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '\'');
        if first && inside.chars().all(plain) {
            self.markup.add(line);
            self.placeholder(inside, line);
        }
    }

    fn square(&mut self, text: &str, at: usize, line: u64) {
        let Some(inside) = inside(text, at, b']') else { return };
        // A link of Markdown.
        let behind = text.as_bytes().get(at + inside.len() + 2);
        let inside = inside.trim_end_matches('\\').trim();
        if matches!(behind, Some(b'(' | b':' | b'[')) || !inside.contains(char::is_alphabetic) {
            return;
        }
        let lower = inside.to_lowercase();
        let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
        if is_sound(inside) {
            self.sounds.add(line);
        } else if words.any(is_kind) {
            self.placeholder(inside, line);
        } else {
            self.glosses.add(line);
        }
    }

    fn placeholder(&mut self, inside: &str, line: u64) {
        self.placeholders.add(line);
        let lower = inside.to_lowercase();
        if lower.contains("redact") || lower.contains("anonym") {
            self.redacted.add(line);
        }
        if self.each.len() < DIFFERENT || self.each.contains_key(&lower) {
            self.each.entry(lower).or_default().add(line);
        }
    }

    pub(super) fn warnings(self) -> Vec<Warning> {
        let mut repeated = Spots::default();
        let mut lines: Vec<u64> = Vec::new();
        for spots in self.each.values().filter(|spots| spots.count() > 1) {
            lines.extend(spots.lines());
        }
        lines.sort_unstable();
        for line in lines {
            repeated.add(line);
        }
        [
            self.placeholders.notice("placeholder", |lines| {
                format!(
                    "Placeholders stand where something was taken out ({lines}). They are \
                     kept as they are."
                )
            }),
            repeated.notice("placeholder-repeated", |lines| {
                format!(
                    "The same placeholder stands more than once ({lines}): whether it is one thing \
                     or several cannot be known from the file. Number them where you know."
                )
            }),
            self.redacted.problem("redacted-by-hand", |lines| {
                format!(
                    "Something was taken out by hand ({lines}), and other spellings of it may have \
                     stayed. `paap interview redact` looks for them."
                )
            }),
            self.glosses.notice("gloss", |lines| {
                format!(
                    "Words stand in square brackets that explain what was said, and \
                     replace nothing ({lines}). They are kept as they are."
                )
            }),
            self.sounds.notice("not-speech", |lines| {
                format!(
                    "Square brackets note a sound or a gap ({lines}). They are kept \
                     as they are."
                )
            }),
            self.markup.notice("looks-like-markup", |lines| {
                format!(
                    "Words look like a tag of HTML ({lines}). They are text, and kept \
                     as such."
                )
            }),
            self.garbage.problem("garbage", |lines| {
                format!(
                    "A sign stands inside a word where none belongs ({lines}). It is \
                     kept; compare it with the recording."
                )
            }),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Whether a word says what kind of thing stands there.
fn is_kind(word: &str) -> bool {
    KINDS.split(' ').any(|kind| kind == word)
}

/// Whether a transcriber notes a sound or a gap so.
pub(super) fn is_sound(inside: &str) -> bool {
    let lower = inside.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic());
    words.any(|word| SOUNDS.split(' ').any(|sound| word.starts_with(sound)))
}

/// What stands between a bracket and the next that closes it, if that is near.
fn inside(text: &str, at: usize, close: u8) -> Option<&str> {
    let rest = &text.as_bytes()[at + 1..];
    let end = memchr::memchr(close, &rest[..rest.len().min(LONGEST)])?;
    text.get(at + 1..at + 1 + end).filter(|inside| !inside.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut oddities = Oddities::default();
        oddities.scan(text, 7);
        let found: Vec<_> = oddities.warnings().iter().map(|warning| warning.code).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_in_brackets() {
        check("by <redacted>, yes", &["placeholder", "redacted-by-hand", "looks-like-markup"]);
        check("our <toolname>", &["placeholder", "looks-like-markup"]);
        check("in [City] or [Tool Name]", &["placeholder"]);
        check("[City] and [City]", &["placeholder", "placeholder-repeated"]);
        check("the chat [MS Teams]", &["gloss"]);
        check("so [inaudible] then \\[laughs\\]", &["not-speech"]);
        check("see [this](https://example.org) [1] [00:12]", &[]);
        check("a < b > c, 1 <2, <https://example.org>", &[]);
        check("a [ b", &[]);
    }

    #[test]
    fn signs_in_words() {
        check("it is CD§ there", &["garbage"]);
        check("by § 5, ¿no? 5 ± 2", &[]);
    }
}
