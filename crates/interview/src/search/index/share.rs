//! What one thread reads of the passages, and how the shares of all are made one.

use super::super::language::Language;
use super::super::words;
use super::Dictionary;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// A thread's share of the passages, with words numbered by first appearance.
pub(super) struct Share {
    text: String,
    ends: Vec<u32>,
    /// The words of all passages, by their number.
    pub(super) tokens: Vec<u32>,
    /// How many words each passage has.
    pub(super) lengths: Vec<u32>,
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

    /// Numbers words as the dictionary of all does, which holds their spelling from now on.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        for token in &mut self.tokens {
            *token = numbers.get(*token as usize).copied().unwrap_or_default();
        }
        (self.text, self.ends) = (String::new(), Vec::new());
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

/// Has every thread read a share of the passages, in their order.
pub(super) fn read(passages: &[(&str, Language)], bytes: usize, threads: usize) -> Vec<Share> {
    // Small texts are read before a thread has begun.
    let threads = threads.clamp(1, 64).min(bytes / 65_536 + 1);
    let (mut parts, mut rest, mut passed) = (Vec::new(), passages, 0);
    for part in 1..=threads {
        let until = bytes as u64 * part as u64 / threads as u64;
        let mut count = 0;
        while let Some((text, _)) = rest.get(count).filter(|_| passed < until || part == threads) {
            passed += text.len() as u64 + 1;
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
pub(super) fn unite(shares: &[Share]) -> (Dictionary, Vec<Vec<u32>>) {
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
