//! A number of 96 bits that stands for a text, so that known texts need not be looked at again.
//!
//! A dictionary that compares a cell with what it holds reads its own text for every row, and in a
//! large file most of that is far from the processor. A print is 12 bytes, wherever the text is.
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

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// How many bytes of a text its print is of: texts that are longer must be compared.
pub(crate) const PRINTED: usize = 1024;

/// What stands for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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
        Self { words, sums, way }
    }

    /// A text's print.
    pub(crate) fn print(&self, text: &[u8]) -> Print {
        self.print_first(text, text.len())
    }

    /// The print of the first `length` bytes.
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
        let text = &bytes[..length.min(PRINTED)];
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

    /// The print of the first `length` bytes, by [`Way::By32`]; what the last 64 of them lack is zero,
    /// and they have the first keys.
    /// It is quicker where more bytes follow, whatever they are.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,vpclmulqdq")]
    #[inline]
    pub(crate) fn print_by_32(&self, bytes: &[u8], length: usize) -> Print {
        use std::arch::x86_64::{
            __m256i, _mm256_and_si256, _mm256_clmulepi64_epi128, _mm256_loadu_si256,
            _mm256_setzero_si256, _mm256_xor_si256,
        };
        if length == 0 {
            return Print::EMPTY;
        }
        // SAFETY: of 32 bytes, wherever they are.
        let load = |bytes: &[u8; 32]| unsafe { _mm256_loadu_si256(bytes.as_ptr().cast()) };
        let [(first, _), (second, _)] =
            [self.words[0].as_chunks::<4>(), self.words[1].as_chunks::<4>()];
        let mut sums = [_mm256_setzero_si256(); 2];
        let mut add = |words: __m256i, keys: [&[u64; 4]; 2]| {
            for (sum, keys) in sums.iter_mut().zip(keys) {
                // SAFETY: the keys are four words, 32 bytes.
                let keys = unsafe { _mm256_loadu_si256(keys.as_ptr().cast()) };
                let keyed = _mm256_xor_si256(words, keys);
                *sum = _mm256_xor_si256(*sum, _mm256_clmulepi64_epi128::<0x01>(keyed, keyed));
            }
        };
        // The last 64 bytes without a branch on how many there are: the processor could not guess it.
        let before_last = length.min(PRINTED) - 1;
        let (whole, last) = (before_last / 64 * 64, before_last % 64 + 1);
        let mut padded = [0; 64];
        let behind = bytes[whole..].first_chunk::<64>().unwrap_or_else(|| {
            padded[..last].copy_from_slice(&bytes[whole..][..last]);
            &padded
        });
        let masks = [&MASKS[last.min(32)], &MASKS[last.saturating_sub(32)]];
        for ((words, mask), at) in behind.as_chunks::<32>().0.iter().zip(masks).zip(0..) {
            let words = _mm256_and_si256(load(words), load(mask));
            add(words, [&first[at], &second[at]]);
        }
        let keys = first[2..].iter().zip(&second[2..]);
        for (words, keys) in bytes[..whole].as_chunks::<32>().0.iter().zip(keys) {
            add(load(words), [keys.0, keys.1]);
        }
        reduce(sums, length)
    }

    /// The print of the first `length` bytes, by [`Way::By64`]; likewise.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,avx512bw,avx512f,vpclmulqdq")]
    #[inline]
    pub(crate) fn print_by_64(&self, bytes: &[u8], length: usize) -> Print {
        use std::arch::x86_64::{
            __m512i, _mm256_xor_si256, _mm512_castsi512_si256, _mm512_clmulepi64_epi128,
            _mm512_extracti64x4_epi64, _mm512_loadu_si512, _mm512_maskz_loadu_epi8,
            _mm512_setzero_si512, _mm512_xor_si512,
        };
        if length == 0 {
            return Print::EMPTY;
        }
        let [(first, _), (second, _)] =
            [self.words[0].as_chunks::<8>(), self.words[1].as_chunks::<8>()];
        let mut sums = [_mm512_setzero_si512(); 2];
        let mut add = |words: __m512i, keys: [&[u64; 8]; 2]| {
            for (sum, keys) in sums.iter_mut().zip(keys) {
                // SAFETY: the keys are eight words, 64 bytes.
                let keys = unsafe { _mm512_loadu_si512(keys.as_ptr().cast()) };
                let keyed = _mm512_xor_si512(words, keys);
                *sum = _mm512_xor_si512(*sum, _mm512_clmulepi64_epi128::<0x01>(keyed, keyed));
            }
        };
        let before_last = length.min(PRINTED) - 1;
        let (whole, last) = (before_last / 64 * 64, before_last % 64 + 1);
        let behind = &bytes[whole..][..last];
        let mask = u64::MAX >> (64 - last);
        // SAFETY: no byte is read that the mask does not name, and it names those that are behind.
        let words = unsafe { _mm512_maskz_loadu_epi8(mask, behind.as_ptr().cast()) };
        add(words, [&first[0], &second[0]]);
        let keys = first[1..].iter().zip(&second[1..]);
        for (words, keys) in bytes[..whole].as_chunks::<64>().0.iter().zip(keys) {
            // SAFETY: of 64 bytes, wherever they are.
            let words = unsafe { _mm512_loadu_si512(words.as_ptr().cast()) };
            add(words, [keys.0, keys.1]);
        }
        let halves = sums.map(|sum| {
            _mm256_xor_si256(_mm512_castsi512_si256(sum), _mm512_extracti64x4_epi64::<1>(sum))
        });
        reduce(halves, length)
    }

    #[inline(always)]
    fn of_sums(&self, [first, second]: [u128; 2]) -> Print {
        Print {
            first: (first.wrapping_mul(self.sums[0]) >> 64) as u64,
            second: (second.wrapping_mul(self.sums[1]) >> 96) as u32,
        }
    }
}

/// For every count up to 32, so many bytes of ones.
#[cfg(target_arch = "x86_64")]
static MASKS: [[u8; 32]; 33] = {
    let mut masks = [[0; 32]; 33];
    let mut count = 0;
    while count <= 32 {
        let mut at = 0;
        while at < count {
            masks[count][at] = 0xff;
            at += 1;
        }
        count += 1;
    }
    masks
};

/// Two sums, each still in two parts, and a text's length to a print: their remainders by the
/// polynomial x^64 + x^4 + x^3 + x + 1.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,vpclmulqdq")]
#[inline]
fn reduce(sums: [std::arch::x86_64::__m256i; 2], length: usize) -> Print {
    use std::arch::x86_64::{
        _mm_cvtsi128_si32, _mm_cvtsi128_si64, _mm256_castsi256_si128, _mm256_clmulepi64_epi128,
        _mm256_extracti128_si256, _mm256_permute2x128_si256, _mm256_set_epi64x, _mm256_xor_si256,
    };
    let [first, second] = sums;
    let sums = _mm256_xor_si256(
        _mm256_permute2x128_si256::<0x20>(first, second),
        _mm256_permute2x128_si256::<0x31>(first, second),
    );
    let length = length as i64;
    let sums = _mm256_xor_si256(sums, _mm256_set_epi64x(0, length, 0, length));
    // x^64 is x^4 + x^3 + x + 1. What that leaves above x^63 is taken in the same way once more.
    let low = _mm256_set_epi64x(0, 0x1b, 0, 0x1b);
    let once = _mm256_clmulepi64_epi128::<0x01>(sums, low);
    let twice = _mm256_clmulepi64_epi128::<0x01>(once, low);
    let rest = _mm256_xor_si256(_mm256_xor_si256(sums, once), twice);
    Print {
        first: _mm_cvtsi128_si64(_mm256_castsi256_si128(rest)).cast_unsigned(),
        second: _mm_cvtsi128_si32(_mm256_extracti128_si256::<1>(rest)).cast_unsigned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    /// Every way of making prints that this processor has.
    fn ways() -> Vec<Keys> {
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
    fn of_long_texts_the_beginning_and_the_length_are_printed() {
        let text = vec![b'a'; PRINTED + 10];
        for keys in ways() {
            let way = keys.way;
            for (at, equal) in [(PRINTED - 1, false), (PRINTED, true)] {
                let mut other = text.clone();
                other[at] = b'b';
                assert_eq!(keys.print(&text) == keys.print(&other), equal, "{way:?}, byte {at}");
            }
            assert_ne!(keys.print(&text), keys.print(&text[1..]), "{way:?}");
        }
    }

    /// The product of two polynomials over two elements, bit by bit.
    fn product(a: u64, b: u64) -> u128 {
        (0..64).filter(|bit| b >> bit & 1 == 1).fold(0, |sum, bit| sum ^ (u128::from(a) << bit))
    }

    /// The remainder of a polynomial by x^64 + x^4 + x^3 + x + 1, bit by bit.
    fn remainder(polynomial: u128) -> u64 {
        let by = 1 << 64 | 0x1b_u128;
        (64..128).rev().fold(polynomial, |rest, bit| {
            if rest >> bit & 1 == 1 { rest ^ (by << (bit - 64)) } else { rest }
        }) as u64
    }

    #[test]
    fn prints_are_what_is_said_of_them() {
        for keys in ways() {
            for length in [1, 15, 16, 17, 31, 32, 33, 63, 64, 65, 300, PRINTED - 1, PRINTED] {
                let text: Vec<u8> = (0..length).map(|at| (at * 13 % 241) as u8).collect();
                let mut padded = text.clone();
                padded.resize(length.next_multiple_of(64), 0);
                // The last 64 bytes have the first keys.
                padded.rotate_right(64);
                let words: Vec<u64> = padded
                    .as_chunks::<8>()
                    .0
                    .iter()
                    .map(|word| u64::from_le_bytes(*word))
                    .collect();
                let [first, second] = keys.words.map(|keys| {
                    let keyed: Vec<u64> =
                        words.iter().zip(keys).map(|(word, key)| word ^ key).collect();
                    let products = keyed.chunks(2).map(|pair| product(pair[0], pair[1]));
                    remainder(products.fold(length as u128, |sum, product| sum ^ product))
                });
                let expected = Print { first, second: second as u32 };
                if keys.way != Way::Words {
                    assert_eq!(keys.print(&text), expected, "{:?}, {length}", keys.way);
                }
            }
        }
    }
}
