//! Sentences in other scripts and languages, with their digits and number words as English has them, so
//! that one reader is enough. It is no translation: only what says how many, and whom a study counts.
//!
//! Which language a sentence in Latin letters is in is told by its smallest words; one that has more of
//! English is English. Of Chinese, Japanese and Korean the letters tell.

use std::ops::Range;

mod east;
mod words;

/// A sentence as it is read, and where each of its bytes stood.
pub(super) struct Folded {
    pub(super) text: String,
    from: Vec<usize>,
}

impl Folded {
    /// Bytes of the folded text as bytes of the sentence.
    pub(super) fn at(&self, range: Range<usize>) -> Range<usize> {
        let place = |at: usize| self.from.get(at).copied().unwrap_or(self.from.len());
        let end = self.from.get(range.end).copied();
        let end = end.or_else(|| self.from.last().copied()).unwrap_or(0);
        place(range.start)..end
    }

    fn new() -> Self {
        Self { text: String::new(), from: Vec::new() }
    }

    fn push(&mut self, text: &str, from: usize) {
        self.text.push_str(text);
        self.from.extend(text.bytes().map(|_| from));
    }

    /// The end of the sentence, so that ranges which end there have one.
    fn end(mut self, at: usize) -> Self {
        self.from.push(at);
        self
    }
}

/// Folds a sentence; None where it is as it is read.
pub(super) fn folded(sentence: &str) -> Option<Folded> {
    let digits = plain_digits(sentence);
    let (text, from) = match &digits {
        Some(folded) => (folded.text.as_str(), Some(folded)),
        None => (sentence, None),
    };
    let words = match east::is_eastern(text) {
        true => east::folded(text),
        false => words::folded(text),
    };
    match (words, from) {
        (None, _) => digits,
        (Some(words), None) => Some(words),
        (Some(words), Some(digits)) => {
            let place = |at: &usize| digits.from.get(*at).copied().unwrap_or(sentence.len());
            Some(Folded { from: words.from.iter().map(place).collect(), text: words.text })
        }
    }
}

/// Where the digits of each script begin: those that mean 0, and after them 1 to 9.
const ZEROS: [u32; 37] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0,
];

/// A digit or a sign of numbers of any script as ASCII has it.
fn plain(c: char) -> Option<char> {
    let code = u32::from(c);
    if code < 0x80 {
        return None;
    }
    // Mathematical digits: bold, double-struck and so on, ten each.
    let zero = match code {
        0x1d7ce..=0x1d7ff => Some(0x1d7ce + (code - 0x1d7ce) / 10 * 10),
        _ => ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code)),
    };
    if let Some(zero) = zero {
        return char::from_digit(code - zero, 10);
    }
    Some(match c {
        '％' | '٪' | '﹪' => '%',
        '．' | '٫' => '.',
        '，' | '٬' => ',',
        '／' | '⁄' | '∕' => '/',
        '＋' => '+',
        '～' | '〜' => '–',
        _ => return None,
    })
}

fn plain_digits(sentence: &str) -> Option<Folded> {
    sentence.chars().find_map(plain)?;
    let mut folded = Folded::new();
    for (at, c) in sentence.char_indices() {
        let mut bytes = [0; 4];
        folded.push(plain(c).unwrap_or(c).encode_utf8(&mut bytes), at);
    }
    Some(folded.end(sentence.len()))
}
