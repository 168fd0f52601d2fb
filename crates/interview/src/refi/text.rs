//! A source's text: its bytes decoded, its line ends made LF, and where positions of the one are
//! in the other.

use super::units::{Convention, Unit};
use encoding_rs::{UTF_16BE, UTF_16LE};

/// Every how many characters a place is noted.
const STEP: usize = 64;

/// A text as it was stored, without its byte order mark.
#[derive(Debug, Default)]
pub(super) struct Text {
    /// The text with the line ends it had.
    pub(super) stored: String,
    /// Whether there was a byte order mark.
    pub(super) bom: bool,
    /// Whether some bytes were no text: U+FFFD stands for each.
    pub(super) broken: bool,
    /// CR LF, and CR alone.
    pub(super) crlf: usize,
    pub(super) cr: usize,
    /// Characters that take two units of UTF-16.
    pub(super) astral: usize,
    /// Whether the body is the text as it is stored, whatever its line ends.
    exact: bool,
    marks: Vec<Mark>,
}

/// How far a place is from the beginning, counted in every way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Mark {
    byte: u32,
    points: u32,
    units: u32,
    /// How many CR LF stand before it.
    pairs: u32,
}

impl Mark {
    fn position(self, convention: Convention) -> i64 {
        let position = match convention.unit {
            Unit::CodePoints => self.points,
            Unit::Utf16 => self.units,
        };
        let less = if convention.crlf == 1 { self.pairs } else { 0 };
        i64::from(position) - i64::from(less)
    }
}

/// A place in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    /// The byte of the stored text.
    pub(super) stored: usize,
    /// The byte of the body.
    pub(super) byte: usize,
    /// The code point of the body.
    pub(super) point: usize,
}

/// Why a position is no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Off {
    Outside,
    Split,
}

impl Text {
    /// Decodes a file: UTF-8, or UTF-16 where it begins with that's byte order mark.
    pub(super) fn decode(bytes: Vec<u8>) -> Self {
        let wide = [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
            let mark: &[u8] = if *encoding == UTF_16LE { &[0xff, 0xfe] } else { &[0xfe, 0xff] };
            bytes.starts_with(mark)
        });
        if let Some(encoding) = wide {
            let (text, broken) = encoding.decode_with_bom_removal(&bytes);
            return Self { bom: true, broken, ..Self::of(text.into_owned()) };
        }
        match String::from_utf8(bytes) {
            Ok(mut text) => {
                let bom = text.starts_with('\u{feff}');
                if bom {
                    text.drain(..'\u{feff}'.len_utf8());
                }
                Self { bom, ..Self::of(text) }
            }
            Err(error) => {
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let bom = text.starts_with('\u{feff}');
                let text = text.trim_start_matches('\u{feff}').to_owned();
                Self { bom, broken: true, ..Self::of(text) }
            }
        }
    }

    /// A text that is there already, and has no byte order mark that counts.
    pub(super) fn of(stored: String) -> Self {
        Self::counted(Self { stored, ..Self::default() })
    }

    /// A text of paap's own: its body, as it is.
    pub(super) fn exact(body: String) -> Self {
        Self::counted(Self { stored: body, exact: true, ..Self::default() })
    }

    fn counted(mut text: Self) -> Self {
        let mut here = Mark::default();
        let mut before = '\0';
        for (number, character) in text.stored.chars().enumerate() {
            // A place between CR and LF is noted like any other: the pair is not over yet.
            if number % STEP == 0 {
                text.marks.push(here);
            }
            here = here.after(before, character, text.exact);
            text.astral += usize::from(character.len_utf16() == 2);
            text.cr += usize::from(character == '\r');
            text.crlf += usize::from(character == '\n' && before == '\r');
            before = character;
        }
        text.cr -= text.crlf;
        if text.exact {
            (text.cr, text.crlf) = (0, 0);
        }
        text
    }

    /// The body: the text with LF for every line end.
    pub(super) fn body(&self) -> String {
        if self.crlf == 0 && self.cr == 0 {
            return self.stored.clone();
        }
        self.stored.replace("\r\n", "\n").replace('\r', "\n")
    }

    /// The body, where the places in the text are no longer asked for.
    pub(super) fn into_body(self) -> String {
        if self.crlf == 0 && self.cr == 0 { self.stored } else { self.body() }
    }

    /// The place of a position.
    pub(super) fn at(&self, position: i64, convention: Convention) -> Result<At, Off> {
        let (here, before) = self.mark(position, convention)?;
        Ok(self.place(here, before))
    }

    /// What a position is by another convention.
    pub(super) fn convert(&self, position: i64, from: Convention, to: Convention) -> Option<i64> {
        self.mark(position, from).ok().map(|(here, _)| here.position(to))
    }

    /// How far a position is, and the character before it.
    fn mark(&self, position: i64, convention: Convention) -> Result<(Mark, char), Off> {
        let position = position - i64::from(convention.bom && self.bom);
        if position < 0 {
            return Err(Off::Outside);
        }
        let mark = self.marks.partition_point(|mark| mark.position(convention) <= position);
        let mut here = match mark.checked_sub(1).and_then(|mark| self.marks.get(mark)) {
            Some(mark) => *mark,
            // Only an empty text has no marks.
            None if position == 0 => Mark::default(),
            None => return Err(Off::Outside),
        };
        let rest = self.stored.get(here.byte as usize..).unwrap_or_default();
        let mut before = self.before(here.byte as usize).unwrap_or('\0');
        for character in rest.chars().map(Some).chain([None]) {
            let reached = here.position(convention);
            // Where CR LF counts as one, there is no place between the two.
            let between = convention.crlf == 1 && self.between(before, character);
            if reached == position && !between {
                return Ok((here, before));
            }
            if reached > position {
                return Err(Off::Split);
            }
            let Some(character) = character else { break };
            here = here.after(before, character, self.exact);
            before = character;
        }
        Err(Off::Outside)
    }

    fn place(&self, here: Mark, before: char) -> At {
        let stored = here.byte as usize;
        // A place between CR and LF is before the line end that both became.
        let next = self.stored.as_bytes().get(stored).map(|byte| char::from(*byte));
        let pairs = here.pairs as usize + usize::from(self.between(before, next));
        At { stored, byte: stored - pairs, point: here.points as usize - pairs }
    }

    /// Whether a place is between the two characters of one line end.
    fn between(&self, before: char, next: Option<char>) -> bool {
        !self.exact && before == '\r' && next == Some('\n')
    }

    /// The character before a byte of the stored text.
    pub(super) fn before(&self, byte: usize) -> Option<char> {
        self.stored.get(..byte).and_then(|text| text.chars().next_back())
    }
}

impl Mark {
    fn after(self, before: char, character: char, exact: bool) -> Self {
        Self {
            byte: self.byte + character.len_utf8() as u32,
            points: self.points + 1,
            units: self.units + character.len_utf16() as u32,
            pairs: self.pairs + u32::from(!exact && before == '\r' && character == '\n'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where every position of a text is in its body, in code points; `.` where there is no place.
    fn check(text: &str, crlf: u8, unit: Unit, expected: &str) {
        let text = Text::decode(text.as_bytes().to_vec());
        let convention = Convention { crlf, ..Convention::of(unit) };
        let places: Vec<String> = (0..8)
            .map_while(|position| match text.at(position, convention) {
                Ok(at) => Some(at.point.to_string()),
                Err(Off::Split) => Some(".".to_owned()),
                Err(Off::Outside) => None,
            })
            .collect();
        assert_eq!(places.join(" "), expected, "{:?}", text.stored);
    }

    #[test]
    fn positions_are_found_in_every_way() {
        check("", 2, Unit::CodePoints, "0");
        check("abc", 2, Unit::CodePoints, "0 1 2 3");
        check("a\r\nb", 2, Unit::CodePoints, "0 1 1 2 3");
        check("a\r\nb", 1, Unit::CodePoints, "0 1 2 3");
        check("a\rb", 1, Unit::CodePoints, "0 1 2 3");
        check("\r\n\r\n", 2, Unit::Utf16, "0 0 1 1 2");
        check("a😀b", 2, Unit::CodePoints, "0 1 2 3");
        check("a😀b", 2, Unit::Utf16, "0 1 . 2 3");
        check("\u{feff}a", 2, Unit::CodePoints, "0 1");
    }

    #[test]
    fn long_texts_are_found_from_the_nearest_mark() {
        let text = Text::of("é😀\r\n".repeat(500));
        let body = text.body();
        for crlf in [1, 2] {
            let convention = Convention { crlf, ..Convention::of(Unit::Utf16) };
            for line in 0..500_usize {
                let at = text.at((line * (3 + usize::from(crlf))) as i64, convention).unwrap();
                assert_eq!(at.point, line * 3);
                assert!(body[at.byte..].starts_with('é'));
            }
        }
    }

    #[test]
    fn a_mark_counts_where_it_is_said_to() {
        let text = Text::decode("\u{feff}ab".as_bytes().to_vec());
        let counted = Convention { bom: true, ..Convention::of(Unit::CodePoints) };
        assert_eq!(text.at(0, counted), Err(Off::Outside));
        assert_eq!(text.at(1, counted).map(|at| at.point), Ok(0));
    }

    #[test]
    fn wide_and_broken_files_are_read() {
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain([b'a', 0, b'b', 0]).collect();
        assert_eq!(Text::decode(wide).stored, "ab");
        let broken = Text::decode(b"a\xffb".to_vec());
        assert_eq!((broken.stored.as_str(), broken.broken), ("a\u{fffd}b", true));
    }
}
