//! Where in a passage the matches are, and the piece of it that shows most of them.

use super::Span;
use super::evaluate::numbers;
use super::index::Postings;
use super::query::{Part, Query};
use super::words;
use foldhash::{HashSet, HashSetExt};
use serde::Serialize;
use std::ops::Range;

/// A snippet has about so many bytes.
const ROOM: usize = 200;

/// A piece of a passage, on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Snippet {
    /// The words, without Markdown's backslashes where the passage is Markdown.
    pub text: String,
    /// The matches in it, in bytes of `text`.
    pub marks: Vec<Span>,
    /// Whether something stands before it.
    pub cut_before: bool,
    /// Whether something stands behind it.
    pub cut_after: bool,
}

/// Finds a query's words and phrases in passages.
pub(crate) struct Finder<'a> {
    postings: &'a Postings,
    phrases: Vec<Vec<HashSet<u32>>>,
}

impl<'a> Finder<'a> {
    pub(crate) fn of(postings: &'a Postings, query: &Query) -> Self {
        let set = |part: &Part| {
            let numbers = numbers(postings, part);
            let mut set = HashSet::with_capacity(numbers.len());
            set.extend(numbers);
            set
        };
        let phrases = query.wanted().into_iter().map(|parts| parts.iter().map(set).collect());
        Self { postings, phrases: phrases.collect() }
    }

    /// The matches of a text in bytes, ascending; those that overlap are one.
    pub(crate) fn matches(&self, text: &str) -> Vec<Range<usize>> {
        let mut tokens = Vec::new();
        words::each(text, |word, range| {
            tokens.push((self.postings.dictionary.find(word), range));
        });
        let mut found = Vec::new();
        for phrase in &self.phrases {
            for window in tokens.windows(phrase.len().max(1)) {
                let is = |((number, _), words): (&(Option<u32>, Range<usize>), &HashSet<u32>)| {
                    number.is_some_and(|number| words.contains(&number))
                };
                if let ([(_, first), ..], [.., (_, last)]) = (window, window)
                    && window.iter().zip(phrase).all(is)
                {
                    found.push(first.start..last.end);
                }
            }
        }
        found.sort_unstable_by_key(|range| (range.start, range.end));
        found.dedup_by(|later, before| {
            let overlap = later.start < before.end;
            if overlap {
                before.end = before.end.max(later.end);
            }
            overlap
        });
        found
    }
}

impl Snippet {
    /// The piece of `text` that shows most of the matches, which are ascending.
    pub(crate) fn of(text: &str, matches: &[Range<usize>], is_markdown: bool) -> Self {
        // From which match on do most others stand within the room?
        let (mut best, mut most, mut end) = (0..0, 0, 0);
        for (index, first) in matches.iter().enumerate() {
            while matches.get(end).is_some_and(|other| other.end <= first.start + ROOM * 3 / 4) {
                end += 1;
            }
            let last = end.max(index + 1);
            if last - index > most {
                most = last - index;
                let last = matches.get(last - 1).map_or(first.end, |last| last.end);
                best = first.start..last.min(first.start + ROOM);
            }
        }
        let spare = ROOM.saturating_sub(best.len());
        let start = best.start.saturating_sub(spare / 3);
        let piece = widened(text, start, start + ROOM);
        let (mut shown, mut marks, mut at) = (String::new(), Vec::new(), piece.start);
        for range in matches.iter().filter(|range| range.start < piece.end) {
            let range = range.start.max(piece.start)..range.end.min(piece.end);
            if range.is_empty() {
                continue;
            }
            let between = text.get(at..range.start).unwrap_or_default();
            push(&mut shown, between, is_markdown);
            let start = shown.len();
            push(&mut shown, text.get(range.clone()).unwrap_or_default(), is_markdown);
            marks.push(Span { start, end: shown.len() });
            at = range.end;
        }
        push(&mut shown, text.get(at..piece.end).unwrap_or_default(), is_markdown);
        let rest = |range: Range<usize>| {
            text.get(range).is_some_and(|rest| rest.chars().any(|c| !c.is_whitespace()))
        };
        let cut_before = rest(0..piece.start);
        Self { text: shown, marks, cut_before, cut_after: rest(piece.end..text.len()) }
    }
}

/// The range without words that it cuts, if there are spaces near, and within characters.
fn widened(text: &str, start: usize, end: usize) -> Range<usize> {
    const NEAR: usize = 40;
    let within = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let (start, end) = (within(start), within(end));
    let head = text.get(start..within(start + NEAR)).unwrap_or_default();
    let begin = match head.char_indices().find(|(_, c)| c.is_whitespace()) {
        Some((at, c)) if start > 0 => start + at + c.len_utf8(),
        _ => start,
    };
    let tail = within(end.saturating_sub(NEAR)).max(begin);
    let last = match text.get(tail..end).and_then(|tail| tail.rfind(char::is_whitespace)) {
        Some(at) if end < text.len() => tail + at,
        _ => end,
    };
    begin.min(last)..last
}

/// Appends text on one line, without the backslashes that Markdown needs.
fn push(shown: &mut String, text: &str, is_markdown: bool) {
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if is_markdown && chars.peek().is_some_and(char::is_ascii_punctuation) => {
                shown.extend(chars.next());
            }
            '\r' | '\n' | '\t' => shown.push(' '),
            _ => shown.push(c),
        }
    }
}
