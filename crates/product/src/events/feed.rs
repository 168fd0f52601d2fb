//! A file in pieces, each of which is read by itself.
//!
//! In a file of JSON lines a line break ends an event where a bracket closes before it and one opens
//! behind it: between the two, within an event or a list, there would be a comma. So a piece ends at the
//! last such line break. A file that is one list has none: there a piece ends at the last comma between
//! its items, for which brackets are counted from its beginning on.

use super::json::Scanner;
use memchr::memrchr;
use std::io::{self, Read};

/// How many bytes a piece has, unless an event is longer.
pub(crate) const PIECE: usize = 1 << 19;

/// Longer than this no event is waited for.
const LONGEST: usize = 1 << 26;

/// A piece of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its number in the file.
    pub(crate) number: usize,
    /// Whether it begins within a list, at the beginning of an item.
    pub(crate) within: bool,
    /// Whether it ends within a list, behind a comma.
    pub(crate) open: bool,
}

/// What is still to be read.
pub(crate) struct Feed<'s> {
    source: &'s mut (dyn Read + Send),
    /// What was read already, and is of the next piece.
    rest: Vec<u8>,
    /// Whether the next piece begins within a list.
    within: bool,
    ended: bool,
    number: usize,
    /// How many bytes a piece should have.
    size: usize,
}

impl<'s> Feed<'s> {
    pub(crate) fn new(source: &'s mut (dyn Read + Send), size: usize) -> Self {
        Self { source, rest: Vec::new(), within: false, ended: false, number: 0, size }
    }

    /// Passes the mark at the beginning of a file.
    ///
    /// # Errors
    ///
    /// Those of the source, and a file in UTF-16.
    pub(crate) fn begin(&mut self) -> io::Result<()> {
        self.source.take(3).read_to_end(&mut self.rest)?;
        if self.rest.starts_with(b"\xff\xfe") || self.rest.starts_with(b"\xfe\xff") {
            let why = "the file is in UTF-16: save it as UTF-8";
            return Err(io::Error::new(io::ErrorKind::InvalidData, why));
        }
        if self.rest == b"\xef\xbb\xbf" {
            self.rest.clear();
        }
        Ok(())
    }

    /// The next piece, into `bytes`; None where there is no more.
    pub(crate) fn piece(&mut self, bytes: &mut Vec<u8>) -> io::Result<Option<Part>> {
        bytes.clear();
        bytes.append(&mut self.rest);
        let mut wanted = self.size;
        loop {
            if !self.ended && bytes.len() < wanted {
                let missing = wanted - bytes.len();
                bytes.reserve(missing);
                let read = self.source.take(missing as u64).read_to_end(bytes)?;
                self.ended = read < missing;
            }
            if bytes.is_empty() {
                return Ok(None);
            }
            let (end, open) = match self.cut(bytes) {
                _ if self.ended => (bytes.len(), false),
                Some(cut) => cut,
                None if bytes.len() >= LONGEST => (bytes.len(), false),
                None => {
                    wanted = bytes.len() * 2;
                    continue;
                }
            };
            self.rest.extend_from_slice(&bytes[end..]);
            bytes.truncate(end);
            let part = Part { number: self.number, within: self.within, open };
            self.number += 1;
            self.within = open;
            return Ok(Some(part));
        }
    }

    /// Where a piece can end, and whether it then ends within a list.
    fn cut(&self, bytes: &[u8]) -> Option<(usize, bool)> {
        if self.ended {
            return None;
        }
        if self.within {
            return cut_list(bytes, 0);
        }
        let cut = cut_stream(bytes).map(|end| (end, false));
        cut.or_else(|| {
            let begins = bytes.iter().position(|byte| !is_space(*byte))?;
            (bytes[begins] == b'[').then(|| cut_list(bytes, begins + 1))?
        })
    }
}

/// What stands between events.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | 0x1e)
}

/// Behind the last line break that certainly stands between events.
fn cut_stream(bytes: &[u8]) -> Option<usize> {
    let mut until = bytes.len();
    while let Some(at) = memrchr(b'\n', &bytes[..until]) {
        let after = bytes[at..].iter().find(|byte| !is_space(**byte));
        let before = bytes[..at].iter().rfind(|byte| !is_space(**byte));
        if matches!((before, after), (Some(b'}' | b']'), Some(b'{' | b'['))) {
            return Some(at + 1);
        }
        until = at;
    }
    None
}

/// Behind the last comma between items of the list in which `from` is, or behind its end.
fn cut_list(bytes: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut scanner = Scanner::new(bytes, from);
    let (mut depth, mut cut) = (0usize, None);
    while scanner.at < bytes.len() {
        match scanner.byte() {
            b'"' => {
                if scanner.string().is_err() {
                    break;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            b']' => return Some((scanner.at + 1, false)),
            b',' if depth == 0 => cut = Some((scanner.at + 1, true)),
            _ => {}
        }
        scanner.at += 1;
    }
    cut
}
