//! Which characters a file's bytes stand for.
//!
//! Most exports are UTF-8. Those that passed through a spreadsheet on Windows or an old Mac are
//! not, and some hold cells of both kinds: so UTF-8 is tried cell by cell, and only the cells
//! that are not UTF-8 are read in the older encoding that fits them best.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// An encoding that exports are found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, the rule today.
    Utf8,
    /// UTF-16, as Excel's "Unicode text" has it; the bytes' order is told from the file.
    Utf16,
    /// Windows-1252, western European Windows.
    Windows1252,
    /// Mac Roman, Excel for Mac.
    MacRoman,
    /// Any other that browsers know, such as those of Windows in other languages.
    Other(&'static encoding_rs::Encoding),
}

impl Encoding {
    /// The name that people use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16 => "UTF-16",
            Self::Windows1252 => "Windows-1252",
            Self::MacRoman => "Mac Roman",
            Self::Other(other) => other.name(),
        }
    }

    /// The text of a cell that is not UTF-8.
    pub(crate) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        match self {
            Self::MacRoman => MACINTOSH.decode_without_bom_handling(bytes).0,
            Self::Other(other) => other.decode_without_bom_handling(bytes).0,
            _ => WINDOWS_1252.decode_without_bom_handling(bytes).0,
        }
    }
}

/// How the cells that are not UTF-8 are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) encoding: Encoding,
    /// Whether what comes out looks like western European text, which is what the two encodings
    /// that are told from each other are for. Else the encoding is no more than likely.
    pub(crate) plausible: bool,
}

/// How many bytes the detector of other encodings is shown.
const SHOWN: usize = 1 << 20;

/// How many letters beyond ASCII it takes to believe in another encoding where the text makes
/// sense as western European.
const ENOUGH: usize = 10;

/// Collects the cells that are not UTF-8, to find what they are.
pub(crate) struct Guess {
    windows: i64,
    mac: i64,
    /// Bytes that are not ASCII, and those of them that stand together, more than two at a time:
    /// no text in Latin letters has many.
    beyond: usize,
    together: usize,
    /// Tells encodings by how often letters follow each other.
    detector: EncodingDetector,
    shown: usize,
}

impl Default for Guess {
    fn default() -> Self {
        let detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        Self { windows: 0, mac: 0, beyond: 0, together: 0, detector, shown: 0 }
    }
}

impl Guess {
    /// Weighs a cell that is not UTF-8.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.windows += plausibility(&Encoding::Windows1252.decode(bytes));
        self.mac += plausibility(&Encoding::MacRoman.decode(bytes));
        for run in bytes.split(u8::is_ascii) {
            self.beyond += run.len();
            self.together += if run.len() > 2 { run.len() } else { 0 };
        }
        if self.shown < SHOWN {
            self.shown += bytes.len();
            self.detector.feed(&bytes[..bytes.len().min(SHOWN)], false);
            self.detector.feed(b"\n", false);
        }
    }

    /// How to read the cells that are not UTF-8, if there are any.
    pub(crate) fn reading(mut self) -> Option<Reading> {
        if self.beyond == 0 {
            return None;
        }
        let (encoding, score) = if self.mac > self.windows {
            (Encoding::MacRoman, self.mac)
        } else {
            (Encoding::Windows1252, self.windows)
        };
        let plausible = score * 2 >= self.beyond as i64 * 3 && self.together * 2 < self.beyond;
        self.detector.feed(b"", true);
        let other = self.detector.guess(None, Utf8Detection::Deny);
        if other == WINDOWS_1252 || (plausible && self.beyond < ENOUGH) {
            return Some(Reading { encoding, plausible });
        }
        Some(Reading { encoding: Encoding::Other(other), plausible: false })
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
        assert_eq!(guess.reading(), Some(Reading { encoding, plausible: true }), "{text}");
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
    fn tells_that_text_is_not_western() {
        for (name, text) in [
            ("windows-1251", "Да, очень доволен"),
            ("KOI8-U", "Да, очень доволен"),
            ("windows-1250", "Nie wiem, proszę o pomoc: żółw, źródło, właściciel"),
            ("windows-1250", "Příliš žluťoučký kůň, rozhodně souhlasím, čtyři"),
            ("windows-1253", "Πολύ καλό"),
            ("Shift_JIS", "とても満足、開発者"),
            ("EUC-JP", "とても満足、開発者"),
            ("GBK", "非常满意 开发人员"),
            ("EUC-KR", "매우 만족 개발자"),
        ] {
            let encoding = encoding_rs::Encoding::for_label(name.as_bytes()).expect("a name");
            let bytes = encoding.encode(text).0;
            let mut guess = Guess::default();
            guess.add(&bytes);
            let reading = guess.reading().expect("cells that are not UTF-8");
            let told = (reading.encoding.name(), reading.plausible);
            assert_eq!((told, &*reading.encoding.decode(&bytes)), ((name, false), text));
        }
        // MS-DOS: no letter of it makes sense, and no detector knows it.
        let mut guess = Guess::default();
        guess.add(b"Gr\x94\xe1e Caf\x82 na\x8bve Z\x81rich");
        assert!(guess.reading().is_some_and(|reading| !reading.plausible));
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
