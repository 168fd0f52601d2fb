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

    /// An atom's text.
    pub(super) fn text(&self, atom: Atom) -> &'a str {
        self.texts[atom as usize]
    }

    /// How many atoms there are.
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }
}

/// Cells, each cut once into its atoms.
#[derive(Default)]
pub(super) struct Cut<'a> {
    pub(super) atoms: Atoms<'a>,
    /// The atoms of all cells, one cell after the other, and where each cell ends.
    runs: Vec<Atom>,
    ends: Vec<usize>,
}

impl<'a> Cut<'a> {
    /// Cuts cells at a separator.
    pub(super) fn new(cells: &[(&'a str, u64)], separator: &str) -> Self {
        let mut cut = Self::default();
        for &(text, _) in cells {
            for piece in pieces(text, separator) {
                let atom = cut.atoms.number(piece);
                cut.runs.push(atom);
            }
            cut.ends.push(cut.runs.len());
        }
        cut
    }

    /// The atoms of a cell.
    pub(super) fn cell(&self, index: usize) -> &[Atom] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.runs[start..self.ends[index]]
    }
}

/// The pieces of a cell between separators, trimmed; empty ones (`a;b;`) are not pieces.
pub(super) fn pieces<'a>(cell: &'a str, separator: &str) -> impl Iterator<Item = &'a str> {
    let mut rest = Some(cell);
    std::iter::from_fn(move || {
        let text = rest?;
        match find(text, separator) {
            Some(at) => {
                rest = Some(&text[at + separator.len()..]);
                Some(&text[..at])
            }
            None => rest.take(),
        }
    })
    .map(str::trim)
    .filter(|piece| !piece.is_empty())
}

/// Where the separator, which is one or two characters long, stands first.
fn find(text: &str, separator: &str) -> Option<usize> {
    let &first = separator.as_bytes().first()?;
    memchr::memchr_iter(first, text.as_bytes())
        .find(|&at| text.as_bytes()[at..].starts_with(separator.as_bytes()))
}

/// Whether a piece holds what may open a bracket or a quotation: nearly none does.
pub(super) fn may_open(piece: &str) -> bool {
    piece.bytes().any(|byte| matches!(byte, b'(' | b'[' | b'"' | 0xe2))
}

/// How many of the following pieces belong to the one at `start` because it opens a bracket or a
/// quotation that only they close. 0 where nothing is open, or nothing closes it.
pub(super) fn bracketed(pieces: &[&str], start: usize) -> usize {
    if !may_open(pieces[start]) {
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
