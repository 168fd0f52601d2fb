//! The spans of a text that identify people, by rules, word lists and context.
//!
//! A text becomes tokens ([`token`]), each with what the lists say of it ([`lexicon`]); every rule
//! reads the tokens once and proposes spans; proposals that overlap become one ([`merge`]). Each
//! says the rule that made it and how sure it is. Nothing is learnt from the texts, except the names
//! of a study, whose other spellings are found in all of its texts ([`variant`]).
//!
//! Time is linear in the text, whatever it holds: rules look a bounded number of tokens around.

mod address;
mod form;
mod indirect;
mod lexicon;
mod merge;
mod name;
mod pattern;
mod plain;
mod sentence;
mod token;
mod variant;

#[cfg(test)]
mod tests;

use crate::{Kind, Span};
use token::Token;
pub use variant::Known;

/// What is sought.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The least confidence, from 0 to 1, of what is proposed.
    pub confidence: f64,
    /// Whether headcounts, unique roles and combinations of tools are sought, too.
    pub indirect: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { confidence: 0.5, indirect: true }
    }
}

/// Finds what identifies people.
#[derive(Debug, Clone, Default)]
pub struct Finder {
    options: Options,
    known: Known,
}

/// A part of a text with its tokens, as the rules see it.
pub(crate) struct Context<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Most sentences have capitals: one without is an exception.
    cased: bool,
}

impl Context<'_> {
    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).and_then(|t| self.text.get(t.start..t.end)).unwrap_or("")
    }
}

/// About how many bytes are read at once: tokens of a whole large text would need much memory.
const PART: usize = 64 * 1024;

impl Finder {
    /// A finder that knows the lists alone.
    pub fn new(options: Options) -> Self {
        Self { options, known: Known::default() }
    }

    /// The finder that also finds these names, such as those of speakers or of earlier documents,
    /// and what is spelt or sounds nearly like them.
    #[must_use]
    pub fn with_known<'n>(mut self, names: impl IntoIterator<Item = (&'n str, Kind)>) -> Self {
        for (name, kind) in names {
            self.known.insert(name, kind);
        }
        self
    }

    /// The spans of a text, in order, none overlapping another.
    pub fn find(&self, text: &str) -> Vec<Span> {
        let mut spans = Vec::new();
        let mut rest = text;
        let mut offset = 0;
        while !rest.is_empty() {
            let part = &rest[..part_end(rest)];
            self.find_part(part, offset, &mut spans);
            offset += part.len();
            rest = &rest[part.len()..];
        }
        spans
    }

    fn find_part(&self, part: &str, offset: usize, spans: &mut Vec<Span>) {
        let mut tokens = token::tokens(part);
        let cased = sentence::mark(&mut tokens);
        let context = Context { text: part, tokens: &tokens, cased };
        let mut found = Vec::new();
        pattern::find(&context, &mut found);
        address::find(&context, &mut found);
        form::find(&context, &mut found);
        name::find(&context, &mut found);
        plain::find(&context, &mut found);
        if self.options.indirect {
            indirect::find(&context, &mut found);
        }
        self.known.find(&context, &mut found);
        found.retain(|span| span.confidence >= self.options.confidence);
        spans.extend(merge::merge(part, found).into_iter().map(|mut span| {
            span.range = span.range.start + offset..span.range.end + offset;
            span
        }));
    }

    /// The spans of each text of a study: what is found in one text is found in all of them, other
    /// spellings included.
    pub fn find_all(&self, texts: &[&str]) -> Vec<Vec<Span>> {
        let mut first: Vec<_> = texts.iter().map(|text| self.find(text)).collect();
        let mut knowing = self.clone();
        let before = knowing.known.len();
        for (text, spans) in texts.iter().zip(&first) {
            knowing.known.learn(text, spans);
        }
        if knowing.known.len() == before {
            return first;
        }
        for (text, spans) in texts.iter().zip(&mut first) {
            *spans = knowing.find(text);
        }
        first
    }
}

/// Where a part of the text ends: at an empty line, a line's end, a blank, or else anywhere.
fn part_end(text: &str) -> usize {
    if text.len() <= PART + PART / 4 {
        return text.len();
    }
    let mut last = PART;
    while !text.is_char_boundary(last) {
        last -= 1;
    }
    let window = &text[..last];
    let half = PART / 2;
    for mark in ["\n\n", "\r\n\r\n", "\n", " "] {
        if let Some(at) = window.rfind(mark).filter(|&at| at > half) {
            return at + mark.len();
        }
    }
    last
}

/// The spans in code points of the text, in which programs of other languages count.
///
/// The spans are in order and do not overlap, as [`Finder::find`] returns them.
pub fn in_code_points(text: &str, spans: &[Span]) -> Vec<std::ops::Range<usize>> {
    let (mut byte, mut point) = (0, 0);
    let mut count = |to: usize| {
        point += text.get(byte..to).map_or(0, |between| between.chars().count());
        byte = to;
        point
    };
    spans.iter().map(|span| count(span.range.start)..count(span.range.end)).collect()
}
