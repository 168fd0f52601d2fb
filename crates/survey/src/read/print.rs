//! A number of 96 bits that stands for a text, so that known texts need not be looked at again.
//!
//! A dictionary that compares a cell with what it holds reads its own text for every row, and in a
//! large file most of that is far from the processor. A print is at hand, wherever the text is.
//!
//! Prints are made with keys that are drawn anew in every run: what SipHash makes of the random seed
//! that the system gives. For keys that are wholly random, two different texts have the same print
//! with a probability below 2^-90, and any two of a million different texts with one below 2^-50.
//! Each half of a print is a universal hash of its own: the text is cut into pairs of words of 64
//! bits, and the products of the pairs, each word with its own key, are added up, with the text's
//! length.
//!
//! - With integers, this is NH (Black, Halevi, Krawczyk, Krovetz and Rogaway, "UMAC: fast and secure
//!   message authentication", 1999): two texts have the same sum with a probability of at most 2^-63.
//!   Of the product of the sum and an odd key the upper bits are taken, 64 of the first half, 32 of
//!   the second. Two sums have the same ones with a probability of at most 2^-63 and 2^-31
//!   (Dietzfelbinger, Hagerup, Katajainen and Penttonen, "A reliable randomized algorithm for the
//!   closest-pair problem", 1997).
//! - With polynomials over two elements, whose products carry nothing, it is CLNH (Lemire and Kaser,
//!   "Faster 64-bit universal hashing using carry-less multiplications", 2016). Their remainders
//!   make a field of 2^64 elements, in which two texts have the same sum with a probability of at
//!   most 2^-63, and the same in 32 of its bits with one of at most 2^-31.

#[cfg(target_arch = "x86_64")]
mod polynomials;

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// The longest text, in bytes, that is told by its print. Those that are longer must be compared,
/// and their prints only say where they are looked for.
pub(crate) const PRINTED: usize = 1024;

/// What stands for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Print {
    pub(super) first: u64,
    pub(super) second: u32,
}

impl Print {
    /// The print of the empty text, by all keys.
    pub(crate) const EMPTY: Self = Self { first: 0, second: 0 };

    /// Says that a text is too long for its print alone: it must be looked at. Should a print be
    /// this by chance, its text is looked at, too.
    pub(crate) const LONG: Self = Self { first: 0, second: 1 };

    /// Some of its bits, for a table.
    #[inline(always)]
    pub(crate) fn hash(self) -> usize {
        (self.first >> 32) as usize
    }
}

/// The keys of each half: one for every word, and one for a sum of integers.
pub(crate) struct Keys {
    words: [[u64; PRINTED / 8]; 2],
    sums: [u128; 2],
    /// For texts that are too long for these.
    long: RandomState,
    /// How this processor makes prints.
    pub(crate) way: Way,
}

/// A way of making prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// With integers, a word at a time: on any processor.
    Words,
    /// With polynomials, 32 bytes at a time.
    #[cfg(target_arch = "x86_64")]
    By32,
    /// The same, 64 bytes at a time.
    #[cfg(target_arch = "x86_64")]
    By64,
}

impl Way {
    /// The best that this processor has.
    fn best() -> Self {
        #[cfg(target_arch = "x86_64")]
        if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("vpclmulqdq") {
            if is_x86_feature_detected!("avx512bw") && is_x86_feature_detected!("avx512f") {
                return Self::By64;
            }
            return Self::By32;
        }
        Self::Words
    }
}

impl Keys {
    /// The keys of this run.
    pub(crate) fn get() -> &'static Self {
        static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::draw(Way::best()));
        &KEYS
    }

    fn draw(way: Way) -> Self {
        let random = RandomState::new();
        let mut drawn = 0u64;
        let mut word = || {
            drawn += 1;
            random.hash_one(drawn)
        };
        let words = std::array::from_fn(|_| std::array::from_fn(|_| word()));
        let sums = std::array::from_fn(|_| u128::from(word()) << 64 | u128::from(word()) | 1);
        Self { words, sums, long: random, way }
    }

    /// A text's print.
    pub(crate) fn print(&self, text: &[u8]) -> Print {
        if text.len() > PRINTED {
            return Print { first: self.long.hash_one(text), second: text.len() as u32 };
        }
        self.print_first(text, text.len())
    }

    /// The print of the first `length` bytes, at most [`PRINTED`].
    fn print_first(&self, bytes: &[u8], length: usize) -> Print {
        match self.way {
            Way::Words => self.print_words(bytes, length),
            // SAFETY: the processor has been asked whether it has these instructions.
            #[cfg(target_arch = "x86_64")]
            Way::By32 => unsafe { self.print_by_32(bytes, length) },
            // SAFETY: the same.
            #[cfg(target_arch = "x86_64")]
            Way::By64 => unsafe { self.print_by_64(bytes, length) },
        }
    }

    /// The print of the first `length` bytes, by [`Way::Words`].
    #[inline(always)]
    pub(crate) fn print_words(&self, bytes: &[u8], length: usize) -> Print {
        let mut sums = [length as u128; 2];
        let mut add = |at: usize, a: u64, b: u64| {
            for (sum, words) in sums.iter_mut().zip(&self.words) {
                let (a, b) = (a.wrapping_add(words[at]), b.wrapping_add(words[at + 1]));
                *sum = sum.wrapping_add(u128::from(a) * u128::from(b));
            }
        };
        let word = |bytes: &[u8; 8]| u64::from_le_bytes(*bytes);
        let half = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
        // The last words overlap those before them, so that nothing is filled up. With its length,
        // a text is still told by them.
        let text = &bytes[..length];
        if let Some(last) = text.last_chunk::<16>() {
            let (pairs, _) = text[..text.len() - 1].as_chunks::<16>();
            let mut at = 0;
            for pair in pairs.iter().chain([last]) {
                let (words, _) = pair.as_chunks::<8>();
                add(at, word(&words[0]), word(&words[1]));
                at += 2;
            }
        } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            add(0, word(first), word(last));
        } else if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
            add(0, half(first), half(last));
        } else if let (Some(&first), Some(&last)) = (text.first(), text.last()) {
            let bytes = [first, text[length / 2], last, 0];
            add(0, half(&bytes), 0);
        }
        self.of_sums(sums)
    }

    /// Two sums of integers to a print.
    #[inline(always)]
    fn of_sums(&self, [first, second]: [u128; 2]) -> Print {
        Print {
            first: (first.wrapping_mul(self.sums[0]) >> 64) as u64,
            second: (second.wrapping_mul(self.sums[1]) >> 96) as u32,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::collections::{BTreeSet, HashMap};

    /// Every way of making prints that this processor has.
    pub(super) fn ways() -> Vec<Keys> {
        let all = [
            Way::Words,
            #[cfg(target_arch = "x86_64")]
            Way::By32,
            #[cfg(target_arch = "x86_64")]
            Way::By64,
        ];
        let best = Way::best();
        let known = all.iter().position(|&way| way == best).unwrap();
        all[..=known].iter().map(|&way| Keys { way, ..Keys::draw(best) }).collect()
    }

    /// Texts that are as alike as can be: blanks, zeros and one letter somewhere, of every length.
    fn alike() -> Vec<Vec<u8>> {
        let mut texts = Vec::new();
        for length in 1..200 {
            for fill in [0, b' '] {
                let text = vec![fill; length];
                for at in 0..length {
                    for byte in [b'a', b'b', 0x80] {
                        texts.push(text.clone());
                        texts.last_mut().unwrap()[at] = byte;
                    }
                }
                texts.push(text);
            }
        }
        texts.sort_unstable();
        texts.dedup();
        texts
    }

    #[test]
    fn different_texts_have_different_prints() {
        let texts = alike();
        for keys in ways() {
            let way = keys.way;
            let (mut first, mut second) = (HashMap::new(), HashMap::new());
            for text in &texts {
                let print = keys.print(text);
                assert_eq!(first.insert(print.first, text), None, "{way:?}");
                *second.entry(print.second).or_insert(0) += 1;
            }
            // Of 120,000 texts, 32 bits are the same in one or two pairs.
            assert!(texts.len() - second.len() < 20, "{way:?}: {}", second.len());
        }
    }

    #[test]
    fn equal_texts_have_equal_prints_wherever_they_stand() {
        let text: Vec<u8> = (0..PRINTED + 90).map(|at| (at * 7 % 251) as u8).collect();
        for keys in ways() {
            for length in (0..200).chain(PRINTED - 70..PRINTED + 1) {
                let expected = keys.print(&text[..length]);
                for (before, behind) in [(1, 0), (3, 70), (8, 1), (31, 63), (63, 64)] {
                    let behind = vec![b'y'; behind];
                    let moved = [&vec![b'x'; before], &text[..length], &behind].concat();
                    let print = keys.print_first(&moved[before..], length);
                    assert_eq!(print, expected, "{:?}, {length}", keys.way);
                }
            }
            assert_eq!(keys.print(b""), Print::EMPTY);
        }
    }

    #[test]
    fn long_texts_that_begin_alike_are_looked_for_in_different_places() {
        let keys = Keys::get();
        let texts: Vec<Vec<u8>> = (PRINTED + 1..PRINTED + 200)
            .map(|at| {
                let mut text = vec![b'a'; PRINTED + 200];
                text[at] = b'b';
                text
            })
            .collect();
        let places: BTreeSet<usize> = texts.iter().map(|text| keys.print(text).hash()).collect();
        assert_eq!(places.len(), texts.len());
        assert_eq!(keys.print(&texts[0]), keys.print(&texts[0].clone()));
    }
}
