//! An inverted index: for every word that occurs, where.
//!
//! All passages stand one after the other on one line of *positions*, a word each, with a free
//! position between two passages so that no phrase crosses. A word's postings are its positions,
//! ascending, as the differences between them in as few bytes as they need. That one list answers
//! which passages, how often, and what stands beside what.

mod dictionary;
mod share;

use super::language::Language;
pub(crate) use dictionary::{Dictionary, Forms};
use foldhash::HashMap;
use share::Share;
use std::borrow::Cow;
use std::ops::Range;

/// How many positions a step of `Postings::coarse` spans, as a power of two.
const COARSE: u32 = 6;

/// Where every word is.
#[derive(Debug)]
pub(crate) struct Postings {
    pub(crate) dictionary: Dictionary,
    pub(crate) forms: Vec<Forms>,
    /// The postings of all words, and where each word's end.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// How often each word occurs.
    counts: Vec<u32>,
    /// The first position of each passage, and at the end that of a passage to come.
    starts: Vec<u32>,
    /// The passage of every 64th position.
    coarse: Vec<u32>,
    /// Of words that are about as many as a quarter of the passages, how often they are in which
    /// passage: counted once, as everybody asks for some of them.
    frequent: HashMap<u32, Vec<(u32, u32)>>,
}

/// More text than an index can number: some 4,000 million characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is more text than can be searched at once (4 GB); search in parts")]
pub struct TooMuch;

impl Postings {
    /// The index of passages, each with its language, made by `threads` threads. What comes out is
    /// the same for any number of threads.
    pub(crate) fn of(passages: &[(&str, Language)], threads: usize) -> Result<Self, TooMuch> {
        let bytes: usize = passages.iter().map(|(text, _)| text.len() + 1).sum();
        if u32::try_from(bytes).is_err() {
            return Err(TooMuch);
        }
        let mut shares = share::read(passages, bytes, threads);
        let (dictionary, numbers) = share::unite(&shares);
        for (share, numbers) in shares.iter_mut().zip(&numbers) {
            share.renumber(numbers);
        }
        let tokens = || shares.iter().flat_map(|share| &share.tokens);
        let lengths = shares.iter().flat_map(|share| &share.lengths);
        let mut starts = Vec::with_capacity(passages.len() + 1);
        let mut start = 0;
        for length in lengths.clone() {
            starts.push(start);
            start += length + 1;
        }
        starts.push(start);
        let forms = dictionary::forms(passages, lengths.copied(), tokens().copied(), &dictionary);
        let mut postings = Self {
            ends: Vec::with_capacity(dictionary.len()),
            counts: vec![0; dictionary.len()],
            bytes: Vec::new(),
            coarse: Vec::with_capacity((start >> COARSE) as usize + 1),
            frequent: HashMap::default(),
            dictionary,
            forms,
            starts,
        };
        for passage in 0..passages.len() as u32 {
            let end = postings.starts.get(passage as usize + 1).copied().unwrap_or_default();
            while ((postings.coarse.len() as u32) << COARSE) < end {
                postings.coarse.push(passage);
            }
        }
        postings.write(&shares);
        for word in 0..postings.dictionary.len() as u32 {
            if postings.count(word) >= (postings.passages() / 4).max(1_000) {
                let counted = postings.counted(postings.at(word));
                postings.frequent.insert(word, counted);
            }
        }
        Ok(postings)
    }

    fn write(&mut self, shares: &[Share]) {
        let words = self.dictionary.len();
        let (mut last, mut cursors) = (vec![0u32; words], vec![0usize; words]);
        self.over(shares, |counts, word, position| {
            if let (Some(last), Some(cursor)) = (last.get_mut(word), cursors.get_mut(word)) {
                *cursor += length(position - *last);
                *last = position;
                if let Some(count) = counts.get_mut(word) {
                    *count += 1;
                }
            }
        });
        let mut end = 0;
        for cursor in &mut cursors {
            let size = std::mem::replace(cursor, end);
            end += size;
            self.ends.push(end);
        }
        let mut bytes = vec![0u8; end];
        last.fill(0);
        self.over(shares, |_, word, position| {
            if let (Some(last), Some(cursor)) = (last.get_mut(word), cursors.get_mut(word)) {
                let mut rest = position - *last;
                *last = position;
                while let Some(byte) = bytes.get_mut(*cursor) {
                    *cursor += 1;
                    *byte = (rest & 0x7f) as u8;
                    rest >>= 7;
                    if rest == 0 {
                        break;
                    }
                    *byte |= 0x80;
                }
            }
        });
        self.bytes = bytes;
    }

    /// Calls `on` with every word and its position, in order; a first position is 1.
    fn over(&mut self, shares: &[Share], mut on: impl FnMut(&mut [u32], usize, u32)) {
        let mut position = 0;
        for share in shares {
            let mut tokens = share.tokens.iter();
            for length in &share.lengths {
                position += 1;
                for word in tokens.by_ref().take(*length as usize) {
                    on(&mut self.counts, *word as usize, position);
                    position += 1;
                }
            }
        }
    }

    pub(crate) fn passages(&self) -> usize {
        self.starts.len() - 1
    }

    /// How many words a passage has.
    pub(crate) fn length(&self, passage: u32) -> u32 {
        (self.span(passage).len() as u32).saturating_sub(1)
    }

    /// The positions of a passage's words, and the free one before them.
    #[inline]
    pub(crate) fn span(&self, passage: u32) -> Range<u32> {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_default();
        start(passage as usize)..start(passage as usize + 1)
    }

    /// How many words all passages have.
    pub(crate) fn words(&self) -> u64 {
        let last = self.starts.last().copied().unwrap_or_default();
        u64::from(last) - self.passages() as u64
    }

    /// How often the word occurs.
    pub(crate) fn count(&self, word: u32) -> usize {
        self.counts.get(word as usize).copied().unwrap_or_default() as usize
    }

    /// One more than the highest position.
    pub(crate) fn positions(&self) -> usize {
        self.starts.last().copied().unwrap_or_default() as usize + 1
    }

    /// Where the word is, ascending, the first position of all being 1.
    pub(crate) fn at(&self, word: u32) -> Positions<'_> {
        let word = word as usize;
        let end = |word: usize| self.ends.get(word).copied().unwrap_or_default();
        let start = word.checked_sub(1).map_or(0, end);
        Positions { bytes: self.bytes.get(start..end(word)).unwrap_or_default().iter(), last: 0 }
    }

    /// How often a word is in which passages, ascending.
    pub(crate) fn of_word(&self, word: u32) -> Cow<'_, [(u32, u32)]> {
        match self.frequent.get(&word) {
            Some(counted) => Cow::Borrowed(counted),
            None => Cow::Owned(self.counted(self.at(word))),
        }
    }

    /// Of ascending positions the passages, with how many positions are in each.
    pub(crate) fn counted(&self, positions: impl Iterator<Item = u32>) -> Vec<(u32, u32)> {
        let mut walk = Walk { postings: self, passage: 0, end: 0 };
        let mut found: Vec<(u32, u32)> = Vec::new();
        for position in positions {
            let passage = walk.passage(position);
            match found.last_mut() {
                Some((last, count)) if *last == passage => *count += 1,
                _ => found.push((passage, 1)),
            }
        }
        found
    }
}

/// How many bytes a difference needs.
fn length(difference: u32) -> usize {
    (38 - (difference | 1).leading_zeros() as usize) / 7
}

/// Ascending positions of a word.
#[derive(Debug, Clone)]
pub(crate) struct Positions<'a> {
    bytes: std::slice::Iter<'a, u8>,
    last: u32,
}

impl Iterator for Positions<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let (mut difference, mut shift) = (0, 0);
        loop {
            let byte = *self.bytes.next()?;
            difference |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                self.last += difference;
                return Some(self.last);
            }
            shift += 7;
        }
    }
}

/// Tells the passages of ascending positions.
struct Walk<'a> {
    postings: &'a Postings,
    passage: u32,
    /// The last position of the passage.
    end: u32,
}

impl Walk<'_> {
    /// The passage of a position that is not before the one asked for last.
    #[inline]
    fn passage(&mut self, position: u32) -> u32 {
        if position > self.end {
            let postings = self.postings;
            let coarse = postings.coarse.get((position >> COARSE) as usize).copied();
            self.passage = self.passage.max(coarse.unwrap_or_default());
            loop {
                // A passage's words are behind its start, up to the start of the next one.
                let next = postings.starts.get(self.passage as usize + 1).copied();
                self.end = next.unwrap_or(u32::MAX).saturating_sub(1);
                if position <= self.end {
                    break;
                }
                self.passage += 1;
            }
        }
        self.passage
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_need_the_bytes_they_need() {
        for (difference, bytes) in
            [(0, 1), (1, 1), (127, 1), (128, 2), (16_383, 2), (16_384, 3), (u32::MAX, 5)]
        {
            assert_eq!(length(difference), bytes, "{difference}");
        }
    }

    #[test]
    fn every_position_is_found_again() {
        let text = "b a b a c ".repeat(100);
        let passages = ["", "b a", "", "", &text, "c"].map(|text| (text, Language::of(None)));
        let postings = Postings::of(&passages, 3).unwrap();
        assert_eq!((postings.words(), postings.passages()), (503, 6));
        let word = |word| postings.dictionary.find(word).unwrap();
        assert_eq!(postings.at(word("b")).take(3).collect::<Vec<_>>(), [2, 7, 9]);
        assert_eq!(postings.at(word("c")).count(), 101);
        assert_eq!(*postings.of_word(word("c")), [(4, 100), (5, 1)]);
        assert_eq!(*postings.of_word(word("b")), [(1, 1), (4, 200)]);
        assert_eq!(postings.length(4), 500);
    }
}
