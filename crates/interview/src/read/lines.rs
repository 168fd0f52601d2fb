//! The lines of a text, whatever ends them.

use memchr::{memchr2, memmem};

/// A line, without what ends it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// The first line is 1.
    pub(super) number: u64,
    /// Where the line begins, in bytes of the text.
    pub(super) start: usize,
}

impl Line<'_> {
    pub(super) fn is_blank(&self) -> bool {
        // Almost every line shows by its first byte that it is not.
        match self.text.as_bytes().first() {
            None => true,
            Some(b'!'..=b'~') => false,
            Some(_) => self.text.trim().is_empty(),
        }
    }
}

/// Goes through a text line by line: LF, CRLF and CR end one.
#[derive(Clone)]
pub(super) struct Lines<'a> {
    text: &'a str,
    at: usize,
    number: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, number: 0 }
    }

    /// Where the next line begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Line<'a>;

    fn next(&mut self) -> Option<Line<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let bytes = rest.as_bytes();
        let (length, whole) = match memchr2(b'\n', b'\r', bytes) {
            None => (rest.len(), rest.len()),
            Some(end) if bytes[end] == b'\r' && bytes.get(end + 1) == Some(&b'\n') => {
                (end, end + 2)
            }
            Some(end) => (end, end + 1),
        };
        let start = self.at;
        self.at += whole;
        self.number += 1;
        Some(Line { text: &rest[..length], number: self.number, start })
    }
}

/// The line that a byte is in.
pub(super) fn number_at(text: &str, byte: usize) -> u64 {
    let before = &text.as_bytes()[..byte.min(text.len())];
    let lf = memchr::memchr_iter(b'\n', before).count();
    let cr = memchr::memchr_iter(b'\r', before).count();
    let both = if cr == 0 { 0 } else { memmem::find_iter(before, b"\r\n").count() };
    (lf + cr - both) as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_ends_a_line() {
        let lines: Vec<_> =
            Lines::new("a\nb\r\nc\rd\n\ne").map(|line| (line.number, line.text)).collect();
        assert_eq!(lines, [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]);
        assert_eq!(number_at("a\nb\r\nc\rd", 7), 4);
        assert_eq!(Lines::new("").next(), None);
    }
}
