//! Prints by polynomials over two elements, on processors that multiply several of them at a time.

use super::{Keys, Print};
use std::arch::x86_64::{
    __m256i, __m512i, _mm_cvtsi128_si32, _mm_cvtsi128_si64, _mm256_and_si256,
    _mm256_castsi256_si128, _mm256_clmulepi64_epi128, _mm256_extracti128_si256, _mm256_loadu_si256,
    _mm256_permute2x128_si256, _mm256_set_epi64x, _mm256_setzero_si256, _mm256_xor_si256,
    _mm512_castsi512_si256, _mm512_clmulepi64_epi128, _mm512_extracti64x4_epi64,
    _mm512_loadu_si512, _mm512_maskz_loadu_epi8, _mm512_setzero_si512, _mm512_xor_si512,
};

impl Keys {
    /// The print of the first `length` bytes, 32 at a time. The last 64, or fewer, have the first
    /// keys, and what they lack is zero. It is quicker where more bytes follow, whatever they are.
    #[target_feature(enable = "avx2,vpclmulqdq")]
    #[inline]
    pub(crate) fn print_by_32(&self, bytes: &[u8], length: usize) -> Print {
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
        let before_last = length - 1;
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

    /// The same print, 64 bytes at a time.
    #[target_feature(enable = "avx2,avx512bw,avx512f,vpclmulqdq")]
    #[inline]
    pub(crate) fn print_by_64(&self, bytes: &[u8], length: usize) -> Print {
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
        let before_last = length - 1;
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
}

/// For every count up to 32, so many bytes of ones.
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
#[target_feature(enable = "avx2,vpclmulqdq")]
#[inline]
fn reduce(sums: [__m256i; 2], length: usize) -> Print {
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
    use super::super::tests::ways;
    use super::super::{PRINTED, Way};
    use super::*;

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
