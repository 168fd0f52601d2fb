//! Which characters a file's bytes stand for.
//!
//! Most exports are UTF-8. Those that passed through a spreadsheet on Windows or an old Mac are
//! not, and some hold cells of both kinds: so UTF-8 is tried cell by cell, and only the cells
//! that are not UTF-8 are read in the older encoding that fits them best.

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// An encoding that exports are found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub enum Encoding {
    /// UTF-8, the rule today.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// UTF-16, as Excel's "Unicode text" has it; the bytes' order is told from the file.
    #[serde(rename = "UTF-16")]
    Utf16,
    /// Windows-1252, western European Windows.
    #[serde(rename = "Windows-1252")]
    Windows1252,
    /// Mac Roman, Excel for Mac.
    #[serde(rename = "Mac Roman")]
    MacRoman,
}

impl Encoding {
    /// The name that people use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::MacRoman => "Mac Roman",
        }
    }

    /// The text of a cell that is not UTF-8.
    pub(crate) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::MacRoman => MACINTOSH.decode_without_bom_handling(bytes).0,
            _ => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }
    }
}

/// Collects the cells that are not UTF-8, to find what they are.
#[derive(Default)]
pub(crate) struct Guess {
    windows: i64,
    mac: i64,
    cells: u64,
}

impl Guess {
    /// Weighs a cell that is not UTF-8.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.cells += 1;
        self.windows += plausibility(&Encoding::Windows1252.decode(bytes));
        self.mac += plausibility(&Encoding::MacRoman.decode(bytes));
    }

    /// The encoding of the cells that are not UTF-8, if there are any.
    pub(crate) fn encoding(&self) -> Option<Encoding> {
        (self.cells > 0).then_some(if self.mac > self.windows {
            Encoding::MacRoman
        } else {
            Encoding::Windows1252
        })
    }
}

/// How much a text looks like what people write: letters within words, dashes and quotation
/// marks at their edges; not symbols, control characters or capitals inside words.
fn plausibility(text: &str) -> i64 {
    let characters: Vec<char> = text.chars().collect();
    let mut score = 0;
    for (index, &character) in characters.iter().enumerate() {
        if character.is_ascii() {
            continue;
        }
        let before = index.checked_sub(1).map(|i| characters[i]);
        let after = characters.get(index + 1).copied();
        let in_word = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        score += match character {
            '\u{80}'..='\u{9f}' => -8,
            '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '•' => 3,
            '\u{a0}' => 2,
            '€' | '£' | '©' | '®' | '™' | '°' => 1,
            c if c.is_lowercase() && (in_word(before) || in_word(after)) => 3,
            c if c.is_uppercase() && !in_word(before) && in_word(after) => 2,
            c if c.is_uppercase() && before.is_some_and(char::is_uppercase) => 1,
            c if c.is_alphabetic() => -3,
            _ => -2,
        };
    }
    score
}

/// Turns UTF-16 into UTF-8 while it is read.
pub(crate) struct Utf16Reader<R> {
    inner: R,
    decoder: encoding_rs::Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Utf16Reader<R> {
    pub(crate) fn new(inner: R, big_endian: bool) -> Self {
        let encoding = if big_endian { UTF_16BE } else { UTF_16LE };
        let decoder = encoding.new_decoder_with_bom_removal();
        Self { inner, decoder, raw: vec![0; 1 << 16], ready: Vec::new(), given: 0, ended: false }
    }
}

impl<R: Read> Read for Utf16Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.ended {
            let count = self.inner.read(&mut self.raw)?;
            self.ended = count == 0;
            self.ready
                .resize(self.decoder.max_utf8_buffer_length(count).unwrap_or(3 * count + 16), 0);
            let (_, _, written, _) =
                self.decoder.decode_to_utf8(&self.raw[..count], &mut self.ready, self.ended);
            self.ready.truncate(written);
            self.given = 0;
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

/// Whether text is UTF-32: by its mark, or by three of four bytes being zero.
pub(crate) fn is_utf32(start: &[u8]) -> bool {
    if start.starts_with(b"\xff\xfe\0\0") || start.starts_with(b"\0\0\xfe\xff") {
        return true;
    }
    let (fours, _) = start[..start.len().min(4096)].as_chunks::<4>();
    let all = |is_zero: [bool; 4]| {
        let such = fours.iter().filter(|four| four.map(|byte| byte == 0) == is_zero);
        fours.len() >= 2 && such.count() * 10 > fours.len() * 7
    };
    all([false, true, true, true]) || all([true, true, true, false])
}

/// How UTF-16 text begins: by its mark, or, without one, by every second byte being zero.
/// `Some(true)` is big-endian.
pub(crate) fn utf16(start: &[u8]) -> Option<bool> {
    match start {
        [0xff, 0xfe, ..] => return Some(false),
        [0xfe, 0xff, ..] => return Some(true),
        _ => {}
    }
    let start = &start[..start.len().min(4096) / 2 * 2];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let pairs = start.len() / 2;
    if pairs >= 4 && zeros(1) * 10 > pairs * 7 && zeros(0) * 10 < pairs {
        Some(false)
    } else if pairs >= 4 && zeros(0) * 10 > pairs * 7 && zeros(1) * 10 < pairs {
        Some(true)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, encoding: Encoding) {
        let mut guess = Guess::default();
        // The Mac Roman bytes are found by trying them all: no encoder for it is at hand.
        let bytes: Vec<u8> = text
            .chars()
            .map(|c| {
                (0..=255u8)
                    .find(|&b| encoding.decode(&[b]).chars().eq([c]))
                    .expect("a character of the encoding")
            })
            .collect();
        guess.add(&bytes);
        assert_eq!(guess.encoding(), Some(encoding), "{text}");
        assert_eq!(encoding.decode(&bytes), text);
    }

    #[test]
    fn tells_windows_from_mac() {
        for text in ["café Zürich", "“golden path” – it’s fine", "Åse and Ömer", "10–50"]
        {
            check(text, Encoding::Windows1252);
            check(text, Encoding::MacRoman);
        }
    }

    #[test]
    fn tells_utf16() {
        let little: Vec<u8> = "a,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(utf16(&little), Some(false));
        let mut text = String::new();
        Utf16Reader::new(&little[..], false).read_to_string(&mut text).unwrap();
        assert_eq!(text, "a,b\n1,2\n");
        assert_eq!(utf16(b"a,b\n1,2\n"), None);
    }
}
