//! Texts in JSON: where they end, and what they say.

use super::{Fault, Scanner};
use crate::events::plan::Kind;

impl Scanner<'_> {
    /// Passes the text whose quotation mark is here; where it ends, before its closing mark.
    #[inline(always)]
    pub(crate) fn string(&mut self) -> Result<(Kind, usize), Fault> {
        let mut at = self.at + 1;
        while let Some(next) = self.bytes.get(at..).and_then(<[u8]>::first_chunk::<16>) {
            let special = special(next);
            if special == 0 {
                at += 16;
                continue;
            }
            at += special.trailing_zeros() as usize;
            if self.bytes[at] == b'"' {
                self.at = at + 1;
                return Ok((Kind::Text, at));
            }
            break;
        }
        self.at = at;
        self.string_slowly()
    }

    /// The same, byte by byte: where there are escapes, and near the end.
    #[cold]
    fn string_slowly(&mut self) -> Result<(Kind, usize), Fault> {
        let mut kind = Kind::Text;
        loop {
            match self.bytes.get(self.at) {
                None => return Err(Fault::End),
                Some(b'"') => {
                    self.at += 1;
                    return Ok((kind, self.at - 1));
                }
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    self.at += 1;
                    let digits = match self.bytes.get(self.at) {
                        None => return Err(Fault::End),
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 0,
                        Some(b'u') => 4,
                        Some(_) => return Err(Fault::Escape),
                    };
                    for _ in 0..digits {
                        self.at += 1;
                        match self.bytes.get(self.at) {
                            None => return Err(Fault::End),
                            Some(digit) if digit.is_ascii_hexdigit() => {}
                            Some(_) => return Err(Fault::Escape),
                        }
                    }
                    self.at += 1;
                }
                Some(0..=0x1f) => return Err(Fault::Control),
                Some(_) => self.at += 1,
            }
        }
    }
}

/// Bit `i` is set where byte `i` is a quotation mark, a backslash or a control character.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn special(bytes: &[u8; 16]) -> u32 {
    use std::arch::x86_64::{
        _mm_cmpeq_epi8, _mm_loadu_si128, _mm_min_epu8, _mm_movemask_epi8, _mm_or_si128,
        _mm_set1_epi8,
    };
    // SAFETY: every x86-64 has SSE2, and the load, which need not be aligned, is of the 16 bytes.
    unsafe {
        let bytes = _mm_loadu_si128(bytes.as_ptr().cast());
        let quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'"'.cast_signed()));
        let slash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8(b'\\'.cast_signed()));
        let control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
        let special = _mm_or_si128(_mm_or_si128(quote, slash), control);
        _mm_movemask_epi8(special).cast_unsigned()
    }
}

/// The same on any processor.
#[cfg(any(test, not(target_arch = "x86_64")))]
fn special_anywhere(bytes: &[u8; 16]) -> u32 {
    let is = |byte: u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
    bytes.iter().enumerate().fold(0, |found, (at, byte)| found | u32::from(is(*byte)) << at)
}

#[cfg(not(target_arch = "x86_64"))]
use special_anywhere as special;

/// What a text says whose escapes are well formed; a half of a pair that is alone becomes “�”.
pub(crate) fn unescape(bytes: &[u8]) -> Vec<u8> {
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    let unit = |at: usize| {
        let digits = bytes.get(at..at + 4).and_then(|digits| str::from_utf8(digits).ok())?;
        u32::from_str_radix(digits, 16).ok()
    };
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte != b'\\' {
            text.push(byte);
            continue;
        }
        let escaped = bytes.get(at).copied().unwrap_or(b'\\');
        at += 1;
        let plain = match escaped {
            b'b' => 8,
            b'f' => 12,
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'u' => {
                let first = unit(at).unwrap_or(0xfffd);
                at += 4;
                let mut code = first;
                if (0xd800..0xdc00).contains(&first)
                    && bytes.get(at..at + 2) == Some(b"\\u")
                    && let Some(second @ 0xdc00..0xe000) = unit(at + 2)
                {
                    at += 6;
                    code = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                }
                let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.extend(c.encode_utf8(&mut [0; 4]).bytes());
                continue;
            }
            other => other,
        };
        text.push(plain);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sixteen_at_once_find_what_one_at_a_time_finds(bytes: [u8; 16]) {
            prop_assert_eq!(special(&bytes), special_anywhere(&bytes));
        }

        #[test]
        fn what_was_written_is_what_is_said(text: String) {
            let written = serde_json::to_string(&text).unwrap();
            let mut scanner = Scanner::new(written.as_bytes(), 0);
            let (_, end) = scanner.string().unwrap();
            prop_assert_eq!((end, scanner.at), (written.len() - 1, written.len()));
            prop_assert_eq!(unescape(&written.as_bytes()[1..end]), text.as_bytes());
        }
    }

    #[test]
    fn escapes_are_what_they_say() {
        let said = |text: &str| String::from_utf8(unescape(text.as_bytes())).unwrap();
        assert_eq!(said("\\\"\\\\\\/\\b\\f\\n\\r\\t"), "\"\\/\u{8}\u{c}\n\r\t");
        assert_eq!(said("\\u00e9\\ud83d\\uDE00"), "é😀");
        assert_eq!(said("\\ud83dx\\ude00"), "\u{fffd}x\u{fffd}");
    }
}
