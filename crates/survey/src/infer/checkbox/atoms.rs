//! Cells cut at the separator: the atoms that options are made of.

use foldhash::HashMap;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// An atom's number.
pub(super) type Atom = u32;

/// All atoms of a column, each with a number; the text is trimmed.
#[derive(Default)]
pub(super) struct Atoms<'a> {
    texts: Vec<&'a str>,
    /// The hash of each text, for a table that grows.
    hashes: Vec<u64>,
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
        self.hashes.push(hash);
        let atom = (texts.len() - 1) as Atom;
        self.table.insert_unique(hash, atom, |&atom| self.hashes[atom as usize]);
        atom
    }

    /// The number of an atom, if there is such a one.
    fn known(&self, text: &str) -> Option<Atom> {
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

/// Cells, each cut once into its atoms.
#[derive(Default)]
pub(super) struct Cut<'a> {
    pub(super) atoms: Atoms<'a>,
    /// The atoms of all cells, one cell after the other, and where each cell ends.
    runs: Vec<Atom>,
    ends: Vec<usize>,
    /// What stands between two atoms where it is not the separator alone, such as `; `.
    joints: HashMap<(Atom, Atom), Joint<'a>>,
    separator: &'a str,
    /// Whether each cell ends with a separator after which nothing comes.
    open: Vec<bool>,
}

/// What stands between two atoms that follow each other.
struct Joint<'a> {
    text: &'a str,
    /// Rows in which it does, and rows in which the atoms follow each other at all.
    rows: u64,
    all: u64,
}

impl<'a> Cut<'a> {
    /// Cuts cells, each with how many rows hold it, at a separator.
    pub(super) fn new(cells: &[(&'a str, u64)], separator: &'a str) -> Self {
        let mut cut = Self { separator, ..Self::default() };
        for &(text, rows) in cells {
            // The atom before, and where it ends.
            let mut before: Option<(Atom, usize)> = None;
            let mut open = false;
            for piece in between(text, separator) {
                let trimmed = piece.trim();
                open = trimmed.is_empty();
                if open {
                    continue;
                }
                let atom = cut.atoms.number(trimmed);
                cut.runs.push(atom);
                let start = trimmed.as_ptr() as usize - text.as_ptr() as usize;
                if let Some((before, end)) = before
                    && start - end != separator.len()
                {
                    let text = &text[end..start];
                    let joint =
                        cut.joints.entry((before, atom)).or_insert(Joint { text, rows: 0, all: 0 });
                    joint.rows += rows;
                }
                before = Some((atom, start + trimmed.len()));
            }
            cut.ends.push(cut.runs.len());
            cut.open.push(open);
        }
        cut.close(cells);
        cut.count_joints(cells);
        cut
    }

    /// Settles which cells end with a separator after which nothing comes.
    ///
    /// Where most cells do, the tool ends every answer so, and it says nothing. The blank of `, `
    /// may have been lost on the way: then the comma seems to belong to the last option, which is
    /// known without it.
    fn close(&mut self, cells: &[(&str, u64)]) {
        let mark = self.separator.trim_end();
        if mark.len() < self.separator.len() {
            for index in 0..cells.len() {
                let last = self.ends[index];
                if last == index.checked_sub(1).map_or(0, |before| self.ends[before]) {
                    continue;
                }
                let text = self.atoms.text(self.runs[last - 1]);
                if let Some(option) = text.strip_suffix(mark)
                    && let Some(atom) = self.atoms.known(option.trim_end())
                {
                    self.runs[last - 1] = atom;
                    self.open[index] = true;
                }
            }
        }
        let rows = |open: bool| -> u64 {
            cells.iter().zip(&self.open).filter(|(_, o)| **o == open).map(|(cell, _)| cell.1).sum()
        };
        if rows(true) >= rows(false) {
            self.open.fill(false);
        }
    }

    /// Counts how often atoms with a strange joint follow each other at all.
    fn count_joints(&mut self, cells: &[(&str, u64)]) {
        if self.joints.is_empty() {
            return;
        }
        let mut start = 0;
        for (&(_, rows), &end) in cells.iter().zip(&self.ends) {
            for pair in self.runs[start..end].windows(2) {
                if let Some(joint) = self.joints.get_mut(&(pair[0], pair[1])) {
                    joint.all += rows;
                }
            }
            start = end;
        }
    }

    /// The atoms of a cell.
    pub(super) fn cell(&self, index: usize) -> &[Atom] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.runs[start..self.ends[index]]
    }

    /// Whether a cell ends with a separator after which nothing comes, where others do not: its
    /// person ticked *Other* and wrote nothing.
    pub(super) fn is_open(&self, index: usize) -> bool {
        self.open[index]
    }

    /// What cells were cut at.
    pub(super) fn separator(&self) -> &'a str {
        self.separator
    }

    /// What mostly stands between two atoms that follow each other.
    pub(super) fn joint(&self, first: Atom, second: Atom) -> &'a str {
        match self.joints.get(&(first, second)) {
            Some(joint) if joint.rows * 2 > joint.all => joint.text,
            _ => self.separator,
        }
    }

    /// The text of atoms that follow each other, as the cells have it.
    pub(super) fn text(&self, atoms: &[Atom]) -> String {
        let mut text = String::new();
        for (index, &atom) in atoms.iter().enumerate() {
            if index > 0 {
                text.push_str(self.joint(atoms[index - 1], atom));
            }
            text.push_str(self.atoms.text(atom));
        }
        text
    }
}

/// The pieces of a cell between separators, trimmed; empty ones (`a;b;`) are not pieces.
pub(super) fn pieces<'a>(cell: &'a str, separator: &str) -> impl Iterator<Item = &'a str> {
    between(cell, separator).map(str::trim).filter(|piece| !piece.is_empty())
}

/// What stands between the separators of a cell; a separator is one or two characters long.
fn between<'a>(cell: &'a str, separator: &str) -> impl Iterator<Item = &'a str> {
    let (bytes, separator) = (cell.as_bytes(), separator.as_bytes());
    let first = separator.first().copied().unwrap_or_default();
    let mut places = memchr::memchr_iter(first, bytes);
    // Where the rest begins; None once all has been given.
    let mut start = Some(0);
    std::iter::from_fn(move || {
        let from = start?;
        let end = places.find(|&at| at >= from && bytes[at..].starts_with(separator));
        start = end.map(|end| end + separator.len());
        Some(&cell[from..end.unwrap_or(cell.len())])
    })
}

/// Whether a piece opens a bracket or a quotation that it does not close: few do.
pub(super) fn is_open(piece: &str) -> bool {
    let may_open = |byte: u8| matches!(byte, b'(' | b'[' | b'"' | 0xe2);
    piece.bytes().any(may_open) && {
        let mut brackets = Brackets::default();
        brackets.read(piece);
        !brackets.is_closed()
    }
}

/// How many of the following pieces belong to the one at `start` because it opens a bracket or a
/// quotation that only they close. 0 where nothing is open, or nothing closes it.
pub(super) fn bracketed(pieces: &[&str], start: usize) -> usize {
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
