//! Which characters a file's bytes stand for.
//!
//! Most transcripts are UTF-8; those of old programs on Windows are not, and some hold lines of
//! both kinds. So lines that are UTF-8 are read as such, and only the others in the older encoding
//! that fits them best. Nothing is dropped: every replacement is named.

use super::ReadError;
use super::lines::number_at;
use crate::warning::Warning;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// A file's text, and what had to be done to get it.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) warnings: Vec<Warning>,
}

/// How much of a file is looked at to see whether it is text.
const SHOWN: usize = 1 << 16;

/// The text of a file; an error where there is none.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded<'_>, ReadError> {
    if let Some(kind) = known(bytes) {
        return Err(ReadError::NotText(kind));
    }
    let mut warnings = Vec::new();
    let mut text = if let Some(encoding) = utf16(bytes) {
        warnings.push(Warning::notice(
            "encoding",
            "The file is in UTF-16; it was read as such and is written as UTF-8.",
        ));
        Cow::Owned(encoding.decode_with_bom_removal(bytes).0.into_owned())
    } else {
        let without = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if without.len() < bytes.len() {
            let what = "The file begins with a byte order mark, which is left out.";
            warnings.push(Warning::notice("byte-order-mark", what).at_line(1));
        }
        refuse_binary(without)?;
        match str::from_utf8(without) {
            Ok(text) => Cow::Borrowed(text),
            Err(_) => Cow::Owned(mixed(without, &mut warnings)),
        }
    };
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let count = memchr::memchr_iter(0, text.as_bytes()).count();
        let what = format!(
            "The file has {count} NUL characters, which no text should have; U+FFFD stands in \
             their place. Look whether anything is missing there."
        );
        warnings.push(Warning::problem("nul", what).at_line(number_at(&text, at)));
        text = Cow::Owned(text.replace('\0', "\u{fffd}"));
    }
    if text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    if let Some(kind) = marked_up(&text) {
        return Err(ReadError::NotText(kind));
    }
    Ok(Decoded { text, warnings })
}

/// What a file is that is no text, by the bytes that it begins with.
fn known(bytes: &[u8]) -> Option<&'static str> {
    const KNOWN: [(usize, &[u8], &str); 16] = [
        (0, b"%PDF", "a PDF file"),
        (0, b"\xd0\xcf\x11\xe0", "an old Word document (.doc)"),
        (0, b"{\\rtf", "a rich text file (.rtf)"),
        (0, b"ID3", "a sound recording"),
        (0, b"\xff\xfb", "a sound recording"),
        (0, b"\xff\xf3", "a sound recording"),
        (0, b"RIFF", "a sound or video recording"),
        (0, b"OggS", "a sound recording"),
        (0, b"fLaC", "a sound recording"),
        (4, b"ftyp", "a sound or video recording"),
        (0, b"\x1a\x45\xdf\xa3", "a video recording"),
        (0, b"\x89PNG", "a picture"),
        (0, b"\xff\xd8\xff", "a picture"),
        (0, b"GIF8", "a picture"),
        (0, b"\x1f\x8b", "a compressed file"),
        (0, b"SQLite format 3", "a database"),
    ];
    let begins = |&(at, magic, _): &(usize, &[u8], &str)| {
        bytes.get(at..).is_some_and(|rest| rest.starts_with(magic))
    };
    KNOWN.iter().find(|known| begins(known)).map(|&(_, _, kind)| kind)
}

/// What a text is that is all mark-up, whose tags would be read as speech.
fn marked_up(text: &str) -> Option<&'static str> {
    let text = text.trim_start();
    let begins = |what: &str| {
        text.get(..what.len()).is_some_and(|start| start.eq_ignore_ascii_case(what))
            && text.as_bytes().get(what.len()).is_none_or(|next| !next.is_ascii_alphanumeric())
    };
    if begins("<!DOCTYPE html") || begins("<html") || begins("<head") || begins("<body") {
        Some("a web page (HTML)")
    } else if begins("<?xml") || begins("<!DOCTYPE") || begins("<tt") || begins("<svg") {
        Some("an XML file")
    } else {
        None
    }
}

/// The order of UTF-16's bytes, where the text is UTF-16: by its mark, or by every second byte
/// being zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        // The mark of UTF-32 begins alike.
        [0xff, 0xfe, 0, 0, ..] => return None,
        [0xff, 0xfe, ..] => return Some(UTF_16LE),
        [0xfe, 0xff, ..] => return Some(UTF_16BE),
        _ => {}
    }
    let start = &bytes[..bytes.len().min(4096) / 2 * 2];
    let zeros = |offset: usize| start.iter().skip(offset).step_by(2).filter(|&&b| b == 0).count();
    let pairs = start.len() / 2;
    if pairs < 4 {
        None
    } else if zeros(1) * 10 > pairs * 7 && zeros(0) * 10 < pairs {
        Some(UTF_16LE)
    } else if zeros(0) * 10 > pairs * 7 && zeros(1) * 10 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let start = &bytes[..bytes.len().min(SHOWN)];
    let control = |byte: &&u8| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    let strange = start.iter().filter(control).count();
    if strange > 2 && strange * 10 > start.len() {
        return Err(ReadError::NotText("binary data"));
    }
    Ok(())
}

/// Text whose lines are not all UTF-8.
fn mixed(bytes: &[u8], warnings: &mut Vec<Warning>) -> String {
    let lines = || bytes.split_inclusive(|&byte| byte == b'\n');
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let (mut first, mut count, mut shown) = (0_u64, 0_u64, 0);
    for (index, line) in lines().enumerate() {
        if str::from_utf8(line).is_err() {
            count += 1;
            first = if first == 0 { index as u64 + 1 } else { first };
            if shown < 1 << 20 {
                shown += line.len();
                detector.feed(&line[..line.len().min(1 << 20)], false);
            }
        }
    }
    detector.feed(b"", true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut lost = 0_u64;
    for line in lines() {
        match str::from_utf8(line) {
            Ok(line) => text += line,
            Err(_) => {
                let (line, wrong) = encoding.decode_without_bom_handling(line);
                lost += u64::from(wrong);
                text += &line;
            }
        }
    }
    let what = format!(
        "{count} lines are not UTF-8, the first of them here; they were read as {}. Look whether \
         their letters beyond the English ones are right{}.",
        encoding.name(),
        if lost > 0 { ": some bytes stand for nothing in it" } else { "" }
    );
    warnings.push(Warning::problem("encoding", what).at_line(first));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, codes: &[&str]) {
        let decoded = decode(bytes).expect("is text");
        let found: Vec<_> = decoded.warnings.iter().map(|warning| warning.code).collect();
        assert_eq!((&*decoded.text, &found[..]), (text, codes));
    }

    #[test]
    fn texts() {
        check(b"Ada: yes", "Ada: yes", &[]);
        check(b"<ttools> yes", "<ttools> yes", &[]);
        check(b"\xef\xbb\xbfAda", "Ada", &["byte-order-mark"]);
        check(b"\xff\xfeA\0d\0a\0", "Ada", &["encoding"]);
        check(b"\xfe\xff\0A\0d\0a", "Ada", &["encoding"]);
        check(b"A\0d\0a\0:\0 \0y\0", "Ada: y", &["encoding"]);
        check(b"caf\xe9 na\xefve\ncaf\xc3\xa9\n", "café naïve\ncafé\n", &["encoding"]);
        check(b"a line of text\0", "a line of text\u{fffd}", &["nul"]);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [
            &b""[..],
            b" \r\n\t",
            b"%PDF-1.7",
            b"\0\0\0\x20ftypM4A ",
            b"\x01\x02\x03\x04\x05text",
            b"\n<!doctype HTML>\n<p>Ada: yes",
            b"<html lang=\"en\"><p>Ada: yes",
            b"<?xml version=\"1.0\"?><tt/>",
            b"\xff\xfe\0\0A\0\0\0d\0\0\0a\0\0\0",
        ] {
            assert!(decode(bytes).is_err(), "{bytes:?}");
        }
    }
}
