//! What two texts must have in common to be the same words: all but case, white space and
//! punctuation. A digit, a sign that means something, an apostrophe within a word are not punctuation.

use super::characters::{is_apostrophe, is_punctuation, is_single, is_unseen};
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words of a text, folded, and where each is in it.
#[derive(Debug, Default)]
pub(crate) struct Words {
    /// A space, and every word with a space behind it: ` i wait and then `.
    pub(crate) folded: String,
    /// Where each word is.
    pub(crate) places: Vec<Place>,
}

/// Where a word is.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Where the space before it is in the folded text.
    pub(crate) at: usize,
    /// Its bytes in the text.
    pub(crate) of: Range<usize>,
}

/// Contractions that are no other word without their apostrophe, as `were` is for `we're`.
const PLAIN: [&str; 52] = [
    "arent",
    "aint",
    "couldnt",
    "couldve",
    "didnt",
    "doesnt",
    "dont",
    "hadnt",
    "hasnt",
    "havent",
    "heres",
    "im",
    "isnt",
    "itll",
    "itd",
    "ive",
    "mightve",
    "mustnt",
    "mustve",
    "neednt",
    "shant",
    "shouldnt",
    "shouldve",
    "somebodys",
    "someones",
    "thats",
    "thatll",
    "thatd",
    "theres",
    "therell",
    "theyd",
    "theyll",
    "theyre",
    "theyve",
    "wasnt",
    "werent",
    "weve",
    "whats",
    "whatll",
    "wheres",
    "wholl",
    "whove",
    "whyd",
    "wouldnt",
    "wouldve",
    "yall",
    "youd",
    "youll",
    "youre",
    "youve",
    "everybodys",
    "everyones",
];

impl Words {
    /// The words of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut words = Self { folded: String::with_capacity(text.len() + 2), places: Vec::new() };
        words.folded.push(' ');
        words.add(text, 0);
        words
    }

    /// Adds the words of another text, whose places count from `base`.
    pub(crate) fn add(&mut self, text: &str, base: usize) {
        let mut from = 0;
        while let Some(range) = next_word(text, from) {
            from = range.end;
            let at = self.folded.len() - 1;
            fold(&mut self.folded, &text[range.clone()]);
            if self.folded.len() == at + 1 {
                continue;
            }
            self.folded.push(' ');
            self.places.push(Place { at, of: range.start + base..range.end + base });
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// A word, folded.
    pub(crate) fn word(&self, index: usize) -> &str {
        let Some(place) = self.places.get(index) else { return "" };
        let end = self.places.get(index + 1).map_or(self.folded.len() - 1, |next| next.at);
        &self.folded[place.at + 1..end]
    }

    /// Some words with a space before and behind each.
    pub(crate) fn run(&self, words: Range<usize>) -> &str {
        let Some(first) = self.places.get(words.start) else { return " " };
        let end = self.places.get(words.end).map_or(self.folded.len(), |next| next.at + 1);
        &self.folded[first.at..end]
    }

    /// Every place where a run of words, as [`run`](Self::run) gives it, stands: by its first word.
    pub(crate) fn find<'a>(&'a self, run: &'a str) -> impl Iterator<Item = usize> + 'a {
        let finder = memchr::memmem::Finder::new(run);
        let mut from = 0;
        std::iter::from_fn(move || {
            if run.len() < 2 {
                return None;
            }
            let at = from + finder.find(self.folded.as_bytes().get(from..)?)?;
            from = at + 1;
            Some(self.places.partition_point(|place| place.at < at))
        })
    }

    /// The bytes that some words take in the text.
    pub(crate) fn span(&self, words: Range<usize>) -> Range<usize> {
        let first = self.places.get(words.start).map_or(0, |place| place.of.start);
        let last = words.end.checked_sub(1).and_then(|last| self.places.get(last));
        first..last.map_or(first, |place| place.of.end).max(first)
    }
}

/// What a character does to words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// Part of a word.
    Letter,
    /// A word by itself: an ideograph, a sign that means something.
    Sign,
    /// Stands between words.
    Between,
    /// Is not seen, and divides nothing.
    Unseen,
}

fn class(c: char, before: Option<char>, after: Option<char>) -> Class {
    let digit = |side: Option<char>| side.is_some_and(|c| c.is_ascii_digit());
    let letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Class::Letter,
        '%' | '$' | '+' | '=' | '#' | '@' | '&' => Class::Sign,
        '<' if letter(after) && !letter(before) || after == Some('/') => Class::Between,
        '>' if letter(before) && !letter(after) => Class::Between,
        '<' | '>' => Class::Sign,
        '~' if digit(after) => Class::Sign,
        // A minus stands before a digit and behind nothing; a point before a digit may stand alone.
        '-' | '.' if digit(after) && !letter(before) && before.is_none_or(opens) => Class::Sign,
        _ if c.is_ascii() => Class::Between,
        _ if is_unseen(c) => Class::Unseen,
        _ if is_single(c) => Class::Sign,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Class::Letter,
        _ if c.is_whitespace() || is_punctuation(c) => Class::Between,
        _ => Class::Sign,
    }
}

/// Whether what follows may begin a number.
fn opens(c: char) -> bool {
    c.is_whitespace() || "([{“\"'‘$€£".contains(c)
}

/// The word that begins at or after a byte.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let mut before = text[..from].chars().next_back();
    let mut characters = text[from..].char_indices().peekable();
    let mut start = None;
    while let Some((at, c)) = characters.next() {
        let at = from + at;
        let after = characters.peek().map(|(_, c)| *c);
        match (class(c, before, after), start) {
            (Class::Letter, None) => start = Some(at),
            (Class::Sign, None) => return Some(at..at + c.len_utf8()),
            (Class::Sign, Some(start)) => return Some(start..at),
            (Class::Between, Some(start)) if !joins(c, before, after) => return Some(start..at),
            _ => {}
        }
        before = Some(c);
    }
    start.map(|start| start..text.len())
}

/// Whether a character between two letters or digits is part of their word.
fn joins(c: char, before: Option<char>, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after) else { return false };
    let digits = before.is_ascii_digit() && after.is_ascii_digit();
    match c {
        _ if is_apostrophe(c) => before.is_alphanumeric() && after.is_alphanumeric(),
        '.' | ',' | ':' | '/' | '-' | '–' | '_' => digits,
        _ => false,
    }
}

/// Writes a word without what does not count.
fn fold(out: &mut String, word: &str) {
    let from = out.len();
    if word.is_ascii() {
        out.extend(word.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
    } else {
        for c in word.nfc().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase) {
            match c {
                _ if is_apostrophe(c) => out.push('\''),
                '–' => out.push('-'),
                '−' => out.push('-'),
                'ς' => out.push('σ'),
                _ => out.push(c),
            }
        }
    }
    let folded = &out[from..];
    if folded.contains(['\'', '`', ',']) {
        let plain: String = folded.chars().filter(|c| !matches!(c, '\'' | '`')).collect();
        if PLAIN.contains(&plain.as_str()) {
            out.truncate(from);
            out.push_str(&plain);
        } else if is_grouped(folded) {
            let plain: String = folded.chars().filter(|c| *c != ',').collect();
            out.truncate(from);
            out.push_str(&plain);
        } else if folded.contains('`') {
            let plain = folded.replace('`', "'");
            out.truncate(from);
            out.push_str(&plain);
        }
    }
}

/// Whether a word is a number with commas between its thousands.
fn is_grouped(word: &str) -> bool {
    let whole = word.split_once('.').map_or(word, |(whole, _)| whole);
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    first.len() <= 3 && digits(first) && groups.all(|group| group.len() == 3 && digits(group))
}

/// Whether a place between two characters of a text is within a word, a number or an amount: who cuts
/// there says something else.
pub(crate) fn is_inside(text: &str, at: usize) -> bool {
    let (Some(left), Some(right)) = (text.get(..at), text.get(at..)) else { return true };
    let mut back = left.chars().rev().filter(|c| !is_unseen(*c));
    let mut forth = right.chars().filter(|c| !is_unseen(*c));
    let (Some(a), Some(b)) = (back.next(), forth.next()) else { return false };
    let (further_back, further_on) = (back.next(), forth.next());
    let word = |c: char| c.is_alphanumeric() && !is_single(c) || is_combining_mark(c);
    let digit = |c: char| c.is_ascii_digit();
    let link = |c: char| is_apostrophe(c) || matches!(c, '-' | '‐' | '‑');
    let point = |c: char| matches!(c, '.' | ',' | ':' | '/' | '–');
    let sign = |c: char| matches!(c, '%' | '‰' | '°');
    let before_number =
        |c: char| matches!(c, '$' | '€' | '£' | '¥' | '#' | '−' | '±' | '<' | '>' | '~');
    (word(a) && word(b))
        || is_combining_mark(b)
        || (word(a) && link(b) && further_on.is_some_and(word))
        || (link(a) && word(b) && further_back.is_some_and(word))
        || (digit(a) && point(b) && further_on.is_some_and(digit))
        || (point(a) && digit(b) && further_back.is_some_and(digit))
        || (digit(a) && sign(b))
        || (digit(a) && b == ' ' && further_on.is_some_and(sign))
        || (word(a) && b == '+')
        || (before_number(a) && digit(b))
        || (matches!(a, '-' | '+') && digit(b))
        || (a == '.' && digit(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether two texts are the same words.
    fn same(a: &str, b: &str) -> bool {
        Words::of(a).folded == Words::of(b).folded
    }

    #[test]
    fn case_space_and_punctuation_do_not_count() {
        for (a, b) in [
            ("I wait. And then I ask.", "i wait and then I ask"),
            ("“It’s fine”, they say", "\"It's fine\" they say"),
            ("follow-up", "follow up"),
            ("wait.And", "wait. And"),
            ("we don't", "we dont"),
            ("1,000 of them", "1000 of them"),
            ("Sometimes <redacted> answers", "Sometimes [redacted] answers"),
            ("cafe\u{301}", "café"),
            ("one\n\ntwo", "one two"),
            ("plat\u{ad}form", "platform"),
        ] {
            assert!(same(a, b), "{a} / {b}: {:?}", Words::of(a).folded);
        }
    }

    #[test]
    fn words_digits_and_signs_count() {
        for (a, b) in [
            ("we're here", "were here"),
            ("I can't say", "I cant say"),
            ("now here", "nowhere"),
            ("re-sign", "resign"),
            ("14.5", "145"),
            ("14.5", "14 5"),
            ("14", "15"),
            ("14%", "14"),
            ("latency < 5", "latency > 5"),
            ("-5 degrees", "5 degrees"),
            (".5", "5"),
            ("C++", "C"),
            ("a", "а"),
            ("10²", "102"),
            ("$14", "€14"),
        ] {
            assert!(!same(a, b), "{a} / {b}: {:?}", Words::of(a).folded);
        }
    }

    #[test]
    fn runs_are_found_where_they_stand() {
        let words = Words::of("I wait, and I wait. 等等我");
        assert_eq!(words.len(), 8);
        let run = Words::of("i wait");
        assert_eq!(words.find(run.run(0..2)).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(words.span(3..5), 12..18);
        assert_eq!(words.word(2), "and");
    }

    #[test]
    fn a_cut_word_is_seen() {
        let check = |text: &str, inside: bool| {
            let at = text.find('|').unwrap();
            assert_eq!(is_inside(&text.replace('|', ""), at), inside, "{text}");
        };
        for text in [
            "wa|it",
            "do|n't",
            "don|'t",
            "don'|t",
            "non-|blocking",
            "1|,000",
            "14|%",
            "$|14",
            "C|++",
        ] {
            check(text, true);
        }
        for text in
            ["wait| and", "wait|.", "|wait", "“|wait", "等|我", "yes—|no", "end|", "in 14|."]
        {
            check(text, false);
        }
    }
}
