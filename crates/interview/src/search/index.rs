//! An inverted index: for every word that occurs, where.
//!
//! All passages stand one after the other on one line of *positions*, a word each, with a free
//! position between two passages so that no phrase crosses. A word's postings are its positions,
//! ascending, as the differences between them in as few bytes as they need. That one list answers
//! which passages, how often, and what stands beside what.

use super::language::Language;
use super::words;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;
use std::ops::Range;

/// Distinct texts, ascending, each known by its number.
#[derive(Debug, Default)]
pub(crate) struct Dictionary {
    text: String,
    ends: Vec<u32>,
}

impl Dictionary {
    fn push(&mut self, word: &str) {
        self.text.push_str(word);
        self.ends.push(self.text.len() as u32);
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn word(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied();
        let end = self.ends.get(number).copied().unwrap_or_default() as usize;
        self.text.get(start.unwrap_or_default() as usize..end).unwrap_or_default()
    }

    /// The first number for which `is_before` does not hold.
    fn partition(&self, is_before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.len() as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if is_before(self.word(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub(crate) fn find(&self, word: &str) -> Option<u32> {
        let number = self.partition(|other| other < word);
        ((number as usize) < self.len() && self.word(number) == word).then_some(number)
    }

    /// The numbers of the words that begin with `prefix`.
    pub(crate) fn beginning(&self, prefix: &str) -> Range<u32> {
        let below = |other: &str| other < prefix;
        self.partition(below)..self.partition(|other| below(other) || other.starts_with(prefix))
    }
}

/// The words of one language by their stem.
#[derive(Debug)]
pub(crate) struct Forms {
    pub(crate) language: Language,
    stems: Dictionary,
    /// The end of each stem's words in `words`.
    ends: Vec<u32>,
    words: Vec<u32>,
}

impl Forms {
    fn of(
        language: Language,
        dictionary: &Dictionary,
        mut is_used: impl FnMut(u32) -> bool,
    ) -> Self {
        let stems = language.stems();
        let mut pairs: Vec<(String, u32)> = (0..dictionary.len() as u32)
            .filter(|word| is_used(*word))
            .map(|word| (stems.stem(dictionary.word(word)), word))
            .collect();
        pairs.sort_unstable();
        let mut forms =
            Self { language, stems: Dictionary::default(), ends: Vec::new(), words: Vec::new() };
        let mut last = None;
        for (stem, word) in &pairs {
            if last != Some(stem) {
                forms.stems.push(stem);
                forms.ends.push(0);
                last = Some(stem);
            }
            forms.words.push(*word);
            if let Some(end) = forms.ends.last_mut() {
                *end = forms.words.len() as u32;
            }
        }
        forms
    }

    /// The words that are a form of the same word as `word`.
    pub(crate) fn like(&self, word: &str) -> &[u32] {
        let Some(stem) = self.stems.find(&self.language.stems().stem(word)) else { return &[] };
        let end = |stem: usize| self.ends.get(stem).map_or(0, |end| *end as usize);
        let start = (stem as usize).checked_sub(1).map_or(0, end);
        self.words.get(start..end(stem as usize)).unwrap_or_default()
    }
}

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
}

/// A thread's share of the passages, with words numbered by first appearance.
struct Share {
    text: String,
    ends: Vec<u32>,
    tokens: Vec<u32>,
    lengths: Vec<u32>,
}

impl Share {
    fn of<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::<u32>::new());
        let (mut tokens, mut lengths) = (Vec::new(), Vec::new());
        let hasher = RandomState::default();
        let mut table = HashTable::<(u32, u32)>::new();
        for passage in texts {
            let before = tokens.len();
            words::each(passage, |word, _| {
                let hash = hasher.hash_one(word);
                let is_word = |(other, number): &(u32, u32)| {
                    *other == hash as u32 && spelt(&text, &ends, *number) == word
                };
                // The lower half of a hash is kept, the table spreads by it.
                let spread = u64::from(hash as u32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                let number = match table.find(spread, is_word) {
                    Some((_, number)) => *number,
                    None => {
                        let number = ends.len() as u32;
                        text.push_str(word);
                        ends.push(text.len() as u32);
                        table.insert_unique(spread, (hash as u32, number), |(hash, _)| {
                            u64::from(*hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
                        });
                        number
                    }
                };
                tokens.push(number);
            });
            lengths.push((tokens.len() - before) as u32);
        }
        Self { text, ends, tokens, lengths }
    }

    fn word(&self, number: u32) -> &str {
        spelt(&self.text, &self.ends, number)
    }
}

fn spelt<'a>(text: &'a str, ends: &[u32], number: u32) -> &'a str {
    let start = number.checked_sub(1).and_then(|before| ends.get(before as usize));
    let end = ends.get(number as usize).copied().unwrap_or_default() as usize;
    text.get(start.copied().unwrap_or_default() as usize..end).unwrap_or_default()
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
        let mut shares = shares(passages, bytes, threads);
        let (dictionary, numbers) = unite(&shares);
        for (share, numbers) in shares.iter_mut().zip(&numbers) {
            for token in &mut share.tokens {
                *token = numbers.get(*token as usize).copied().unwrap_or_default();
            }
            // What a share spelt is in the dictionary now.
            (share.text, share.ends) = (String::new(), Vec::new());
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
        let forms = forms(passages, lengths.copied(), tokens().copied(), &dictionary);
        let mut postings = Self {
            ends: Vec::with_capacity(dictionary.len()),
            counts: vec![0; dictionary.len()],
            bytes: Vec::new(),
            coarse: Vec::with_capacity((start >> COARSE) as usize + 1),
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
        let start = |at: usize| self.starts.get(at).copied().unwrap_or_default();
        start(passage as usize + 1).saturating_sub(start(passage as usize) + 1)
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

    /// What tells the passages of ascending positions.
    pub(crate) fn walk(&self) -> Walk<'_> {
        Walk { postings: self, passage: 0, end: 0 }
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
pub(crate) struct Walk<'a> {
    postings: &'a Postings,
    passage: u32,
    /// The last position of the passage.
    end: u32,
}

impl Walk<'_> {
    /// The passage of a position that is not before the one asked for last.
    #[inline]
    pub(crate) fn passage(&mut self, position: u32) -> u32 {
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

/// Has every thread read a share of the passages, in their order.
fn shares(passages: &[(&str, Language)], bytes: usize, threads: usize) -> Vec<Share> {
    // Small texts are read before a thread has begun.
    let threads = threads.clamp(1, 64).min(bytes / 65_536 + 1);
    let (mut parts, mut rest, mut read) = (Vec::new(), passages, 0);
    for part in 1..=threads {
        let until = bytes as u64 * part as u64 / threads as u64;
        let mut count = 0;
        while let Some((text, _)) = rest.get(count).filter(|_| read < until || part == threads) {
            read += text.len() as u64 + 1;
            count += 1;
        }
        let (now, later) = rest.split_at(count);
        parts.push(now);
        rest = later;
    }
    let read = |part: &[(&str, Language)]| Share::of(part.iter().map(|(text, _)| *text));
    std::thread::scope(|scope| {
        let others: Vec<_> = parts.drain(1..).map(|part| scope.spawn(move || read(part))).collect();
        let mut shares: Vec<Share> = parts.iter().map(|part| read(part)).collect();
        shares.extend(
            others
                .into_iter()
                .map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        );
        shares
    })
}

/// The words of all shares, ascending, and for each share which number each of its words has.
fn unite(shares: &[Share]) -> (Dictionary, Vec<Vec<u32>>) {
    let mut words: Vec<(&str, u32, u32)> = Vec::new();
    for (index, share) in shares.iter().enumerate() {
        let numbers = 0..share.ends.len() as u32;
        words.extend(numbers.map(|number| (share.word(number), index as u32, number)));
    }
    words.sort_unstable();
    let mut numbers: Vec<Vec<u32>> = shares.iter().map(|share| vec![0; share.ends.len()]).collect();
    let (mut dictionary, mut last) = (Dictionary::default(), None);
    for (word, share, number) in words {
        if last != Some(word) {
            dictionary.push(word);
            last = Some(word);
        }
        let place = numbers.get_mut(share as usize).and_then(|own| own.get_mut(number as usize));
        if let Some(place) = place {
            *place = dictionary.len() as u32 - 1;
        }
    }
    (dictionary, numbers)
}

/// For every language that is spoken, its words by their stems.
fn forms(
    passages: &[(&str, Language)],
    lengths: impl Iterator<Item = u32>,
    mut tokens: impl Iterator<Item = u32>,
    dictionary: &Dictionary,
) -> Vec<Forms> {
    let mut languages: Vec<Language> = Vec::new();
    for (_, language) in passages {
        if languages.last() != Some(language) && !languages.contains(language) {
            languages.push(*language);
        }
    }
    if let [language] = *languages {
        return vec![Forms::of(language, dictionary, |_| true)];
    }
    let mut used = vec![vec![false; dictionary.len()]; languages.len()];
    for ((_, language), length) in passages.iter().zip(lengths) {
        let index = languages.iter().position(|other| other == language).unwrap_or_default();
        for token in tokens.by_ref().take(length as usize) {
            if let Some(used) = used.get_mut(index).and_then(|own| own.get_mut(token as usize)) {
                *used = true;
            }
        }
    }
    let each = languages.into_iter().zip(used);
    each.map(|(language, used)| {
        Forms::of(language, dictionary, |word| used.get(word as usize).copied().unwrap_or_default())
    })
    .collect()
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
        let mut walk = postings.walk();
        let of: Vec<u32> = postings.at(word("c")).map(|at| walk.passage(at)).collect();
        assert!(of.starts_with(&[4]) && of.ends_with(&[4, 5]));
        assert_eq!(postings.length(4), 500);
    }
}
