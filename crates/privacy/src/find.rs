//! The spans of a text that identify people, by rules, word lists and context.
//!
//! A text becomes tokens (`token`), each with what the lists say of it (`lexicon`); every rule
//! reads the tokens once and proposes spans; proposals that overlap become one (`merge`). Each
//! says the rule that made it and how sure it is. Nothing is learnt from the texts, except the names
//! of a study, whose other spellings are found in all of its texts (`variant`).
//!
//! Time is linear in the text, whatever it holds: rules look a bounded number of tokens around.

mod address;
mod form;
mod indirect;
mod lexicon;
mod merge;
mod name;
mod numeral;
mod pattern;
mod plain;
mod sentence;
mod token;
mod variant;

#[cfg(test)]
mod tests;

use crate::{Kind, Span};
use std::sync::atomic::{AtomicUsize, Ordering};
use token::Token;
use variant::{Habits, Known};

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

    /// The spans of a text, in order, none overlapping another. What is found in one place is found
    /// everywhere in the text, other spellings included.
    pub fn find(&self, text: &str) -> Vec<Span> {
        self.find_all(&[text]).pop().unwrap_or_default()
    }

    /// The spans by the rules alone, the words that may be of a name found elsewhere, and the
    /// words that the text writes as names.
    fn by_rules(&self, text: &str) -> ByRules {
        let mut words = Vec::new();
        let mut habits = Habits::default();
        let spans = each_part(text, |context, offset, found| {
            self.rules(context, found);
            words.extend(variant::candidates(context.tokens, offset));
            habits.count(context.tokens, offset);
        });
        ByRules { spans, words, names: habits.names() }
    }

    fn rules(&self, context: &Context<'_>, found: &mut Vec<Span>) {
        pattern::find(context, found);
        address::find(context, found);
        form::find(context, found);
        name::find(context, found);
        plain::find(context, found);
        if self.options.indirect {
            indirect::find(context, found);
        }
        found.retain(|span| span.confidence >= self.options.confidence);
    }

    /// The spans of each text of a study: what is found in one text is found in all of them, other
    /// spellings included.
    pub fn find_all(&self, texts: &[&str]) -> Vec<Vec<Span>> {
        self.find_all_by(texts, 1)
    }

    /// As [`Finder::find_all`], by so many threads at once. How many makes no difference to what is
    /// found.
    pub fn find_all_by(&self, texts: &[&str], threads: usize) -> Vec<Vec<Span>> {
        let first = each(threads, texts.len(), |i| self.by_rules(texts[i]));
        let mut known = self.known.clone();
        for (text, found) in texts.iter().zip(&first) {
            known.learn(text, &found.spans);
            known.learn_written(text, &found.names);
        }
        each(threads, texts.len(), |i| {
            let ByRules { spans, words, .. } = &first[i];
            let mut spans = spans.clone();
            for span in spans.iter_mut().filter(|span| variant::is_guess(span.rule)) {
                let name = texts[i].get(span.range.clone()).unwrap_or_default();
                span.kind = known.told(name).unwrap_or(span.kind);
            }
            let mut named = known.find(texts[i], words);
            named.retain(|span| span.confidence >= self.options.confidence);
            // What a rule found says more than that it was found elsewhere.
            named.retain(|span| !covered(&span.range, &spans));
            if named.is_empty() {
                return spans;
            }
            named.extend(spans);
            merge::merge(texts[i], named)
        })
    }
}

/// What the rules find in one text.
struct ByRules {
    spans: Vec<Span>,
    words: Vec<Token>,
    names: Vec<std::ops::Range<usize>>,
}

/// What `work` makes of each number below `count`, in order, by so many threads.
fn each<T: Send>(threads: usize, count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let threads = threads.min(count);
    if threads <= 1 {
        return (0..count).map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let crew = || {
        let mut done = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            if i >= count {
                return done;
            }
            done.push((i, work(i)));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let threads: Vec<_> = (1..threads).map(|_| scope.spawn(crew)).collect();
        let mut done = crew();
        for thread in threads {
            // A thread that panicked panics here, too.
            done.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        done
    });
    done.sort_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, found)| found).collect()
}

/// Whether a range lies within one of spans that are in order.
fn covered(range: &std::ops::Range<usize>, spans: &[Span]) -> bool {
    let at = spans.partition_point(|span| span.range.end < range.end);
    spans.get(at).is_some_and(|span| span.range.start <= range.start)
}

/// What `rules` find in each part of a text.
fn each_part(text: &str, mut rules: impl FnMut(&Context<'_>, usize, &mut Vec<Span>)) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut found = Vec::new();
    let mut offset = 0;
    while let Some(rest) = text.get(offset..).filter(|rest| !rest.is_empty()) {
        let part = &rest[..part_end(rest)];
        let mut tokens = token::tokens(part);
        let cased = sentence::mark(&mut tokens);
        rules(&Context { text: part, tokens: &tokens, cased }, offset, &mut found);
        spans.extend(merge::merge(part, std::mem::take(&mut found)).into_iter().map(|mut span| {
            span.range = span.range.start + offset..span.range.end + offset;
            span
        }));
        offset += part.len();
    }
    spans
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
