//! Cells cut at the separator: the atoms that options are made of.

use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// An atom's number.
pub(super) type Atom = u32;

/// All atoms of a column, each with a number; the text is trimmed.
#[derive(Default)]
pub(super) struct Atoms<'a> {
    texts: Vec<&'a str>,
    table: HashTable<Atom>,
    hasher: RandomState,
}

impl<'a> Atoms<'a> {
    /// The number of an atom, which is added when it is new.
    pub(super) fn number(&mut self, text: &'a str) -> Atom {
        let text = text.trim();
        let hash = self.hasher.hash_one(text);
        let texts = &mut self.texts;
        if let Some(&atom) = self.table.find(hash, |&atom| texts[atom as usize] == text) {
            return atom;
        }
        texts.push(text);
        let atom = (texts.len() - 1) as Atom;
        let hasher = &self.hasher;
        self.table.insert_unique(hash, atom, |&atom| hasher.hash_one(texts[atom as usize]));
        atom
    }

    /// The number of an atom, if there is such an atom.
    pub(super) fn find(&self, text: &str) -> Option<Atom> {
        let text = text.trim();
        let hash = self.hasher.hash_one(text);
        self.table.find(hash, |&atom| self.texts[atom as usize] == text).copied()
    }

    /// An atom's text.
    pub(super) fn text(&self, atom: Atom) -> &'a str {
        self.texts[atom as usize]
    }

    /// How many atoms there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }
}

/// The pieces of a cell between separators; empty ones (`a;b;`) are not pieces.
pub(super) fn pieces<'a>(cell: &'a str, separator: &'a str) -> impl Iterator<Item = &'a str> {
    cell.split(separator).filter(|piece| !piece.trim().is_empty())
}

/// How many of the following pieces belong to the one at `start` because it opens a bracket or a
/// quotation that only they close. 0 where nothing is open, or nothing closes it.
pub(super) fn bracketed(pieces: &[&str], start: usize) -> usize {
    // Nearly all pieces open nothing.
    if !pieces[start].bytes().any(|byte| matches!(byte, b'(' | b'[' | b'"' | 0xe2)) {
        return 0;
    }
    let mut open = Brackets::default();
    for (length, piece) in pieces[start..].iter().enumerate() {
        open.read(piece);
        if open.is_closed() {
            return length;
        }
    }
    0
}

#[derive(Default)]
struct Brackets {
    round: u32,
    square: u32,
    quoted: bool,
    fancy: u32,
}

impl Brackets {
    fn read(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '(' => self.round += 1,
                // `a) first option` closes what was never opened.
                ')' => self.round = self.round.saturating_sub(1),
                '[' => self.square += 1,
                ']' => self.square = self.square.saturating_sub(1),
                '"' => self.quoted = !self.quoted,
                '“' | '„' => self.fancy += 1,
                '”' => self.fancy = self.fancy.saturating_sub(1),
                _ => {}
            }
        }
    }

    fn is_closed(&self) -> bool {
        self.round == 0 && self.square == 0 && self.fancy == 0 && !self.quoted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_hold_pieces_together() {
        for (cell, held) in [
            ("Documentation (quickstart, howto, wiki), Videos", 2),
            ("plain, text", 0),
            ("sad :(, still sad", 0),
            ("a) first, b) second", 0),
            ("\"Golden, path\" templates, x", 1),
            ("[a, b], c", 1),
        ] {
            let pieces: Vec<&str> = pieces(cell, ", ").collect();
            assert_eq!(bracketed(&pieces, 0), held, "{cell}");
        }
    }

    #[test]
    fn empty_pieces_are_none() {
        assert_eq!(pieces("a;b;", ";").collect::<Vec<_>>(), ["a", "b"]);
    }
}
