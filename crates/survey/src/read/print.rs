//! A number of 128 bits that stands for a text, so that known texts need not be looked at again.
//!
//! A dictionary that compares a cell with what it holds reads its own text for every row, and in a
//! large file most of that is far from the processor. A print is 16 bytes, wherever the text is.
//!
//! Prints are made with keys that are drawn anew in every run: what SipHash makes of the random seed
//! that the system gives. For keys that are wholly random, two different texts have the same print
//! with a probability below 2^-120, and any two of a billion different texts with one below 2^-60.
//! Each half of a print is a universal hash of its own:
//!
//! - The text is cut into pairs of words of 64 bits, and the products of the pairs, each word with
//!   its own key, are added up, with the text's length. Two texts have the same sum with a
//!   probability of at most 2^-63. With integers this is NH (Black, Halevi, Krawczyk, Krovetz and
//!   Rogaway, "UMAC: fast and secure message authentication", 1999), with products that carry
//!   nothing CLNH (Lemire and Kaser, "Faster 64-bit universal hashing using carry-less
//!   multiplications", 2016).
//! - Of the product of the sum and an odd key the upper half is taken. Two sums have the same one
//!   with a probability of at most 2^-63 (Dietzfelbinger, Hagerup, Katajainen and Penttonen, "A
//!   reliable randomized algorithm for the closest-pair problem", 1997).

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;

/// How many bytes of a text its print is of: texts that are longer must be compared.
pub(crate) const PRINTED: usize = 1024;

/// What stands for a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Print([u64; 2]);

impl Print {
    /// Some of its bits, for a table.
    #[inline(always)]
    pub(crate) fn hash(self) -> u32 {
        (self.0[0] >> 32) as u32
    }
}

/// The keys of each half: one for every word, and one for the sum.
pub(crate) struct Keys {
    words: [[u64; PRINTED / 8]; 2],
    sums: [u128; 2],
    /// Whether the processor multiplies 64 bytes at a time; only some of one kind do.
    #[cfg_attr(not(target_arch = "x86_64"), allow(dead_code))]
    pub(crate) wide: bool,
}

impl Keys {
    /// The keys of this run.
    pub(crate) fn get() -> &'static Self {
        static KEYS: LazyLock<Keys> = LazyLock::new(Keys::draw);
        &KEYS
    }

    fn draw() -> Self {
        let random = RandomState::new();
        let mut drawn = 0u64;
        let mut word = || {
            drawn += 1;
            random.hash_one(drawn)
        };
        let words = std::array::from_fn(|_| std::array::from_fn(|_| word()));
        let sums = std::array::from_fn(|_| u128::from(word()) << 64 | u128::from(word()) | 1);
        Self { words, sums, wide: has_wide() }
    }

    /// A text's print.
    pub(crate) fn print(&self, text: &[u8]) -> Print {
        #[cfg(target_arch = "x86_64")]
        if self.wide {
            // SAFETY: the processor has been asked whether it has these instructions.
            return unsafe { self.print_wide(text) };
        }
        self.print_narrow(text)
    }

    /// The same for processors that multiply one word at a time.
    #[inline(always)]
    pub(crate) fn print_narrow(&self, text: &[u8]) -> Print {
        let length = text.len();
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
        let text = &text[..length.min(PRINTED)];
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

    /// The same for processors that multiply 64 bytes at a time; what the last of them lack is zero.
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,avx512bw,avx512f,vpclmulqdq")]
    #[inline]
    pub(crate) fn print_wide(&self, text: &[u8]) -> Print {
        use std::arch::x86_64::{
            _mm_cvtsi128_si64, _mm_unpackhi_epi64, _mm_xor_si128, _mm256_castsi256_si128,
            _mm256_extracti128_si256, _mm256_xor_si256, _mm512_castsi512_si256,
            _mm512_clmulepi64_epi128, _mm512_extracti64x4_epi64, _mm512_loadu_si512,
            _mm512_maskz_loadu_epi8, _mm512_setzero_si512, _mm512_xor_si512,
        };
        let mut sums = [_mm512_setzero_si512(); 2];
        let [(first, _), (second, _)] =
            [self.words[0].as_chunks::<8>(), self.words[1].as_chunks::<8>()];
        for (bytes, keys) in text.chunks(64).zip(first.iter().zip(second)) {
            let mask = u64::MAX >> (64 - bytes.len());
            // SAFETY: no byte is read that the mask does not name, and it names those of the chunk.
            let words = unsafe { _mm512_maskz_loadu_epi8(mask, bytes.as_ptr().cast()) };
            for (sum, keys) in sums.iter_mut().zip([keys.0, keys.1]) {
                // SAFETY: the keys are eight words, 64 bytes.
                let keys = unsafe { _mm512_loadu_si512(keys.as_ptr().cast()) };
                let keyed = _mm512_xor_si512(words, keys);
                let products = _mm512_clmulepi64_epi128::<0x01>(keyed, keyed);
                *sum = _mm512_xor_si512(*sum, products);
            }
        }
        self.of_sums(sums.map(|sum| {
            let half =
                _mm256_xor_si256(_mm512_castsi512_si256(sum), _mm512_extracti64x4_epi64::<1>(sum));
            let sum =
                _mm_xor_si128(_mm256_castsi256_si128(half), _mm256_extracti128_si256::<1>(half));
            let low = _mm_cvtsi128_si64(sum).cast_unsigned();
            let high = _mm_cvtsi128_si64(_mm_unpackhi_epi64(sum, sum)).cast_unsigned();
            (u128::from(high) << 64 | u128::from(low)) ^ text.len() as u128
        }))
    }

    #[inline(always)]
    fn of_sums(&self, [first, second]: [u128; 2]) -> Print {
        let upper = |sum: u128, key: u128| (sum.wrapping_mul(key) >> 64) as u64;
        Print([upper(first, self.sums[0]), upper(second, self.sums[1])])
    }
}

#[cfg(target_arch = "x86_64")]
fn has_wide() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("vpclmulqdq")
}

#[cfg(not(target_arch = "x86_64"))]
fn has_wide() -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    type Way = (&'static str, fn(&[u8]) -> Print);

    /// Every way of making prints that this processor has.
    fn ways() -> Vec<Way> {
        let mut ways: Vec<Way> = vec![("narrow", |text| Keys::get().print_narrow(text))];
        if Keys::get().wide {
            ways.push(("wide", |text| Keys::get().print(text)));
        }
        ways
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
        for (way, print) in ways() {
            let mut known: HashMap<[u64; 2], &[u8]> = HashMap::new();
            let (mut first, mut second) = (HashMap::new(), HashMap::new());
            for text in &texts {
                let Print(halves) = print(text);
                assert_eq!(known.insert(halves, text), None, "{way}");
                assert_eq!(first.insert(halves[0], ()), None, "{way}, first half");
                assert_eq!(second.insert(halves[1], ()), None, "{way}, second half");
            }
        }
    }

    #[test]
    fn equal_texts_have_equal_prints_wherever_they_stand() {
        let text: Vec<u8> = (0..PRINTED + 90).map(|at| (at * 7 % 251) as u8).collect();
        for (way, print) in ways() {
            for length in (0..200).chain(PRINTED - 70..text.len()) {
                let expected = print(&text[..length]);
                for before in [1, 3, 8, 31, 63] {
                    let moved = [&vec![b'x'; before], &text[..length], b"behind"].concat();
                    assert_eq!(print(&moved[before..before + length]), expected, "{way} {length}");
                }
            }
        }
    }

    #[test]
    fn of_long_texts_the_beginning_and_the_length_are_printed() {
        let text = vec![b'a'; PRINTED + 10];
        for (way, print) in ways() {
            for (at, equal) in [(PRINTED - 1, false), (PRINTED, true)] {
                let mut other = text.clone();
                other[at] = b'b';
                assert_eq!(print(&text) == print(&other), equal, "{way}, byte {at}");
            }
            assert_ne!(print(&text), print(&text[1..]), "{way}");
        }
    }

    /// The product of two polynomials over two elements, bit by bit.
    fn without_carries(a: u64, b: u64) -> u128 {
        (0..64).filter(|bit| b >> bit & 1 == 1).fold(0, |sum, bit| sum ^ (u128::from(a) << bit))
    }

    #[test]
    fn wide_prints_are_what_is_said_of_them() {
        let keys = Keys::get();
        if !keys.wide {
            return;
        }
        for length in [0, 1, 15, 16, 17, 63, 64, 65, 300, PRINTED - 1, PRINTED] {
            let text: Vec<u8> = (0..length).map(|at| (at * 13 % 241) as u8).collect();
            let mut padded = text.clone();
            padded.resize(length.next_multiple_of(64), 0);
            let words: Vec<u64> =
                padded.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word)).collect();
            let sums = keys.words.map(|keys| {
                let keyed: Vec<u64> =
                    words.iter().zip(keys).map(|(word, key)| word ^ key).collect();
                let products = keyed.chunks(2).map(|pair| without_carries(pair[0], pair[1]));
                products.fold(length as u128, |sum, product| sum ^ product)
            });
            assert_eq!(keys.print(&text), keys.of_sums(sums), "{length}");
        }
    }
}
