//! A document as lines and characters, for people to find a place in it, and for the program to
//! find it again.

use super::Place;
use std::ops::Range;

/// How much of a line is shown on each side of a place, in characters.
const CONTEXT: usize = 60;
/// Line and column are kept for a place every so many bytes, so that a text without line breaks
/// costs no more than another.
const EVERY: usize = 1024;

/// A text, and where its lines are.
pub(crate) struct Page<'a> {
    pub(super) text: &'a str,
    marks: Vec<Mark>,
}

/// A place of a text. Lines and columns are counted from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    byte: usize,
    line: usize,
    column: usize,
}

impl<'a> Page<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let mut last = Mark { byte: 0, line: 1, column: 1 };
        let mut marks = vec![last];
        while last.byte + EVERY < text.len() {
            last = last.at(text, text.ceil_char_boundary(last.byte + EVERY));
            marks.push(last);
        }
        Self { text, marks }
    }

    /// A range with the rest of its line; the document's name, the finding and the decision are the
    /// caller's.
    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        let at = self.mark(range.start);
        let before = self.text.get(..range.start).unwrap_or_default();
        let before: Vec<char> =
            before.chars().rev().take(CONTEXT).take_while(|c| *c != '\n').collect();
        let after = self.text.get(range.end..).unwrap_or_default();
        Place {
            line: at.line,
            column: at.column,
            before: before.into_iter().rev().map(unmarked).collect(),
            text: self.text.get(range).unwrap_or_default().to_owned(),
            after: after.chars().take(CONTEXT).take_while(|c| *c != '\n').map(unmarked).collect(),
            ..Place::default()
        }
    }

    /// The line of a byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        self.mark(byte).line
    }

    fn mark(&self, byte: usize) -> Mark {
        let at = self.marks.partition_point(|mark| mark.byte <= byte).saturating_sub(1);
        let mark = self.marks.get(at).copied().unwrap_or(Mark { byte: 0, line: 1, column: 1 });
        mark.at(self.text, byte)
    }

    /// The byte of a line and column.
    pub(super) fn byte(&self, line: usize, column: usize) -> Option<usize> {
        let at = self.marks.partition_point(|mark| (mark.line, mark.column) <= (line, column));
        let mark = self.marks.get(at.checked_sub(1)?)?;
        let mut here = *mark;
        for c in self.text.get(mark.byte..)?.chars() {
            if (here.line, here.column) >= (line, column) {
                break;
            }
            here = here.after(c);
        }
        ((here.line, here.column) == (line, column)).then_some(here.byte)
    }
}

impl Mark {
    fn after(self, c: char) -> Self {
        let byte = self.byte + c.len_utf8();
        match c {
            '\n' => Self { byte, line: self.line + 1, column: 1 },
            _ => Self { byte, column: self.column + 1, ..self },
        }
    }

    /// Line and column of a byte behind this one.
    fn at(self, text: &str, byte: usize) -> Self {
        text.get(self.byte..byte).unwrap_or_default().chars().fold(self, Self::after)
    }
}

/// The signs that mark a place in its line mark nothing else there.
fn unmarked(c: char) -> char {
    match c {
        '⟦' => '[',
        '⟧' => ']',
        c => c,
    }
}

/// What stands around a place, as a review remembers it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    /// Before it, in its line.
    pub(super) before: &'a str,
    /// After it.
    pub(super) after: &'a str,
}

impl Around<'_> {
    /// How much of it stands around another place, in characters counted from the place; `None`
    /// where that is too little for the two to be the same: less than half, and on neither side so
    /// much that it is hardly chance.
    pub(super) fn likeness(&self, before: &str, after: &str) -> Option<usize> {
        const HARDLY_CHANCE: usize = 8;
        let same = |(a, b): &(char, char)| *a == unmarked(*b);
        let left = self.before.chars().rev().zip(before.chars().rev()).take_while(same).count();
        let right = self.after.chars().zip(after.chars()).take_while(same).count();
        let length = self.before.chars().count() + self.after.chars().count();
        let is_same = (left + right) * 2 >= length || left.max(right) >= HARDLY_CHANCE;
        is_same.then_some(left + right)
    }

    /// The same, of a range of a text.
    pub(super) fn likeness_at(&self, text: &str, range: &Range<usize>) -> Option<usize> {
        let before = text.get(..range.start).unwrap_or_default();
        self.likeness(before, text.get(range.end..).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_again_by_line_and_column() {
        let text = format!("ä⟦b⟧\n{}\n\nzwölf Tage", "é ".repeat(3_000));
        let page = Page::of(&text);
        for (byte, _) in text.char_indices() {
            let place = page.place(byte..byte);
            assert_eq!(page.byte(place.line, place.column), Some(byte));
        }
        assert_eq!(page.byte(1, 6), None);
        assert_eq!(page.byte(9, 1), None);
        let at = text.find("Tage").unwrap();
        let place = page.place(at..at + 4);
        assert_eq!((place.line, place.column, place.before.as_str()), (4, 7, "zwölf "));
        assert_eq!(page.place(0..2).after, "[b]");
    }
}
