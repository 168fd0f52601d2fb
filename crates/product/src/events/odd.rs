//! What is wrong with events: counted by its sort, and the first of each named with its place.

use paap_text::yaml::At;
use paap_text::{Problem, Weight};
use std::collections::BTreeMap;

/// How many of a sort are named with their places.
const NAMED: usize = 5;

/// What was wrong, by its sort.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Odds {
    sorts: BTreeMap<&'static str, Odd>,
}

/// Events that have the same sort of thing wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Odd {
    /// How many.
    pub count: u64,
    /// The first of them: the file, and what is wrong in it.
    pub first: Vec<(String, Problem)>,
}

impl Odds {
    /// The sorts by their codes.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Odd)> {
        self.sorts.iter().map(|(code, odd)| (*code, odd))
    }

    /// How many events have something of this sort.
    pub fn count(&self, code: &str) -> u64 {
        self.sorts.get(code).map_or(0, |odd| odd.count)
    }

    /// How many events were left out because of something wrong.
    pub fn left_out(&self) -> u64 {
        let lost = |odd: &&Odd| odd.first.iter().any(|(_, own)| own.weight == Weight::Error);
        self.sorts.values().filter(lost).map(|odd| odd.count).sum()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.sorts.is_empty()
    }

    /// Counts one. What is wrong is only put into words where it will be named.
    pub(crate) fn add(&mut self, code: &'static str, words: impl FnOnce() -> Problem) {
        let odd = self.sorts.entry(code).or_default();
        odd.count += 1;
        if odd.first.len() < NAMED {
            odd.first.push((String::new(), words()));
        }
    }

    /// Takes in those of a piece of a file, before which so many lines ended, and so many characters of
    /// the next one stand.
    pub(crate) fn take(
        &mut self,
        file: &str,
        (lines, characters): (usize, usize),
        piece: &mut Self,
    ) {
        for (code, odd) in std::mem::take(&mut piece.sorts) {
            let own = self.sorts.entry(code).or_default();
            own.count += odd.count;
            for (_, mut problem) in odd.first {
                if own.first.len() < NAMED {
                    if problem.at.line == 1 {
                        problem.at.column += characters;
                    }
                    problem.at.line += lines;
                    own.first.push((file.to_owned(), problem));
                }
            }
        }
    }
}

/// Counts the lines of a piece of text up to a place, which only ever moves on.
#[derive(Default)]
pub(crate) struct Lines {
    at: usize,
    line: usize,
    begins: usize,
}

impl Lines {
    /// Where a byte stands; the first line of a piece is 1.
    pub(crate) fn place(&mut self, bytes: &[u8], at: usize) -> At {
        if at < self.at {
            *self = Self::default();
        }
        let until = at.min(bytes.len());
        for (offset, byte) in bytes[self.at..until].iter().enumerate() {
            if *byte == b'\n' {
                (self.line, self.begins) = (self.line + 1, self.at + offset + 1);
            }
        }
        self.at = until;
        At { line: self.line + 1, column: characters(&bytes[self.begins..until]) + 1 }
    }
}

/// How many characters a text has.
pub(crate) fn characters(text: &[u8]) -> usize {
    text.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}
