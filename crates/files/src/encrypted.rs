//! Whether a file is what age encrypts, as its bytes show it: a name, or a first line, that says so
//! hides nothing.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// So much of a file is looked at, in bytes: a header for a thousand leads, and what follows it.
const LOOKED_AT: u64 = 1 << 18;

/// What stands around a file of age in letters (RFC 7468).
const BEGIN: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Whether a file is encrypted. What cannot be read is not.
pub(crate) fn is_encrypted(path: &Path) -> bool {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LOOKED_AT).read_to_end(&mut bytes));
    read.is_ok() && is_age(&bytes)
}

/// Whether bytes are a file of age (age-encryption.org/v1), in binary or in letters, as far as they go.
fn is_age(bytes: &[u8]) -> bool {
    match bytes.strip_prefix(BEGIN) {
        Some(letters) => binary(letters).is_some_and(|bytes| is_binary_age(&bytes)),
        None => is_binary_age(bytes),
    }
}

/// The format's line, a stanza for each reader, the line of the header's mark, and what nobody reads.
fn is_binary_age(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    if line(&mut rest) != Some(b"age-encryption.org/v1") {
        return false;
    }
    let mut stanzas = 0;
    let mut is_open = false;
    loop {
        let Some(own) = line(&mut rest) else { return false };
        if let Some(mark) = own.strip_prefix(b"--- ") {
            // Every stanza ends with a line that is not full, be it empty.
            let is_whole = stanzas > 0 && !is_open && is_base64(mark) && mark.len() == 43;
            return is_whole && is_unreadable(rest);
        }
        if let Some(arguments) = own.strip_prefix(b"-> ") {
            if is_open || arguments.is_empty() {
                return false;
            }
            (stanzas, is_open) = (stanzas + 1, true);
        } else if is_open && is_base64(own) && own.len() <= 64 {
            is_open = own.len() == 64;
        } else {
            return false;
        }
    }
}

/// Whether bytes are long enough to be a nonce and a chunk, and look like chance: no text in UTF-8, and no
/// more of what text is made of in other encodings than chance has.
fn is_unreadable(bytes: &[u8]) -> bool {
    const LEAST: usize = 32;
    let bytes = &bytes[..bytes.len().min(4096)];
    // A character may be cut in the middle.
    let is_text = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    };
    let plain = bytes.iter().filter(|byte| matches!(byte, 0 | b'\t' | b'\n' | b'\r' | b' '..=b'~'));
    let (plain, all) = (plain.count() as f64, bytes.len() as f64);
    // Of 256 bytes 99 are such; six standard deviations more come once in a thousand million files.
    let (share, off) = (99.0 / 256.0, 0.2376);
    bytes.len() >= LEAST && !is_text && plain <= share * all + 6.0 * (off * all).sqrt()
}

/// The next line, without its end.
fn line<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let end = rest.iter().position(|&byte| byte == b'\n')?;
    let (own, behind) = rest.split_at(end);
    *rest = &behind[1..];
    Some(own)
}

fn is_base64(bytes: &[u8]) -> bool {
    bytes.iter().all(|byte| value(*byte).is_some())
}

fn value(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

/// The bytes that letters stand for, up to the line that ends them; None where they are none.
fn binary(letters: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0_u32, 0);
    for &letter in letters {
        match letter {
            b'-' | b'=' => break,
            letter if letter.is_ascii_whitespace() => continue,
            letter => held = held << 6 | value(letter)?,
        }
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits & 0xff) as u8);
            held &= (1 << bits) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::seal::{Identity, Sealer, new_key};

    fn sealed(leads: usize, words: &[u8]) -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("leads.txt");
        let keys: String = (0..leads).map(|_| new_key().1 + "\n").collect();
        std::fs::write(&file, keys).expect("it is written");
        let sealer = Sealer::read(&file, Identity::default()).expect("keys");
        sealer.seal(&file, words).expect("it is sealed")
    }

    #[test]
    fn what_age_encrypts_is_told_from_what_says_so() {
        for (leads, words) in [(1, &b""[..]), (1, b"words"), (40, &[b'a'; 10_000])] {
            for _ in 0..20 {
                assert!(is_age(&sealed(leads, words)), "{leads}");
            }
        }
        let own = sealed(2, b"who said it");
        let header = own.windows(5).position(|part| part == b"\n--- ").expect("a mark") + 49;
        let with = |rest: &[u8]| [&own[..header], rest].concat();
        assert!(is_age(&with(&own[header..])));
        for plain in [
            &b"Ida Marsh: I wait for two weeks, and then I ask in the channel."[..],
            "Юлия: я жду две недели, а потом спрашиваю в канале снова.".as_bytes(),
            b"M\xfcller: ich warte zwei Wochen, und dann frage ich noch einmal nach.",
            b"I\0d\0a\0:\0 \0I\0 \0w\0a\0i\0t\0 \0f\0o\0r\0 \0t\0w\0o\0 \0w\0e\0e\0k\0s\0\xff",
            b"short\xff",
            b"",
        ] {
            assert!(!is_age(&with(plain)), "{}", String::from_utf8_lossy(plain));
        }
        let behind = |start: &str| [start.as_bytes(), &own[header..]].concat();
        for start in [
            "age-encryption.org/v1\n",
            "age-encryption.org/v1 \n-> X25519 abc\nabc\n--- abc\n",
            "age-encryption.org/v1\nIda Marsh waits.\n",
            "age-encryption.org/v1\n-> X25519 abc\nIda Marsh waits.\n--- abc\n",
            "age-encryption.org/v2\n-> X25519 abc\nabc\n--- abc\n",
            "-----BEGIN AGE ENCRYPTED FILE-----\n",
        ] {
            assert!(!is_age(&behind(start)), "{start}");
        }
    }

    #[test]
    fn letters_stand_for_bytes() {
        const LETTERS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let own = sealed(1, b"words");
        let mut text = BEGIN.to_vec();
        for (at, part) in own.chunks(3).enumerate() {
            if at % 16 == 0 {
                text.push(b'\n');
            }
            let held = part.iter().fold(0_u32, |held, byte| held << 8 | u32::from(*byte));
            let held = held << (8 * (3 - part.len()));
            for place in 0..=part.len() {
                text.push(LETTERS[(held >> (18 - 6 * place) & 63) as usize]);
            }
            text.extend(&b"=="[..3 - part.len()]);
        }
        text.extend(b"\n-----END AGE ENCRYPTED FILE-----\n");
        assert!(is_age(&text));
        assert_eq!(binary(&text[BEGIN.len()..]), Some(own));
        let plain = [BEGIN, b"\nIda Marsh: I wait for two weeks.\n"].concat();
        assert!(!is_age(&plain));
    }
}
