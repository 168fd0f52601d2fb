//! A cell's atoms divided into the options of a dictionary.

use super::atoms::Atom;
use foldhash::{HashMap, HashMapExt};

/// The options of a question, as runs of atoms; found by walking the atoms of a cell.
pub(super) struct Dictionary {
    /// From each atom that begins an option to the next node; else 0, which is the start.
    firsts: Vec<u32>,
    /// From another node and an atom to the next node.
    steps: HashMap<(u32, Atom), u32>,
    /// The option that ends at a node.
    ends: Vec<Option<u16>>,
}

/// From an atom on: atoms left over, options used, and the option taken there with its end.
type Best = (u32, u32, Option<(usize, u16)>);

/// A cell, divided.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Segments {
    /// The options, in the order of the cell, each once.
    pub(super) options: Vec<u16>,
    /// The atoms that belong to no option, as places in the cell.
    pub(super) rest: Vec<usize>,
    /// Another division that explains as much, where there is one.
    pub(super) rival: Option<Vec<u16>>,
}

/// Few people tick more options than that.
const OFTEN: usize = 16;

impl Dictionary {
    /// A dictionary of options, each a run of atoms with numbers below `atoms`.
    pub(super) fn new(options: &[Vec<Atom>], atoms: usize) -> Self {
        let mut dictionary =
            Self { firsts: vec![0; atoms], steps: HashMap::new(), ends: vec![None] };
        for (number, run) in options.iter().enumerate() {
            let mut node = 0;
            for &atom in run {
                let new = dictionary.ends.len() as u32;
                let next = match node {
                    0 => &mut dictionary.firsts[atom as usize],
                    _ => dictionary.steps.entry((node, atom)).or_default(),
                };
                if *next == 0 {
                    *next = new;
                    dictionary.ends.push(None);
                }
                node = *next;
            }
            if node > 0 {
                dictionary.ends[node as usize].get_or_insert(number as u16);
            }
        }
        dictionary
    }

    /// The options that begin at `start`: where each ends, and which it is; shortest first.
    fn matches(&self, atoms: &[Atom], start: usize, found: &mut Vec<(usize, u16)>) {
        found.clear();
        let mut node = 0;
        for (index, &atom) in atoms.iter().enumerate().skip(start) {
            node = match node {
                0 => self.firsts[atom as usize],
                _ => self.steps.get(&(node, atom)).copied().unwrap_or(0),
            };
            if node == 0 {
                break;
            }
            if let Some(option) = self.ends[node as usize] {
                found.push((index + 1, option));
            }
        }
    }

    /// Divides a cell in which no two options begin at the same place; None for others.
    fn divide_plainly(&self, atoms: &[Atom], found: &mut Vec<(usize, u16)>) -> Option<Segments> {
        let options = Vec::with_capacity(atoms.len().min(OFTEN));
        let mut segments = Segments { options, ..Segments::default() };
        let mut at = 0;
        while at < atoms.len() {
            self.matches(atoms, at, found);
            match found[..] {
                [] => {
                    segments.rest.push(at);
                    at += 1;
                }
                [(end, option)] if !segments.options.contains(&option) => {
                    // What begins inside this option may divide the cell better.
                    for inside in at + 1..end {
                        self.matches(atoms, inside, found);
                        if !found.is_empty() {
                            return None;
                        }
                    }
                    segments.options.push(option);
                    at = end;
                }
                _ => return None,
            }
        }
        Some(segments)
    }

    /// Divides a cell so that as few atoms as possible are left over; among equals, with as few
    /// options as possible, so that a longer option wins over its beginning.
    ///
    /// `found` is room for what is found on the way, so that not each cell needs its own.
    pub(super) fn divide(&self, atoms: &[Atom], found: &mut Vec<(usize, u16)>) -> Segments {
        if let Some(segments) = self.divide_plainly(atoms, found) {
            return segments;
        }
        let matches: Vec<Vec<(usize, u16)>> = (0..atoms.len())
            .map(|start| {
                let mut found = Vec::new();
                self.matches(atoms, start, &mut found);
                found
            })
            .collect();
        // best[i]: atoms left over and options used from atom i on, and the choice made there.
        let mut best: Vec<Best> = vec![(0, 0, None); atoms.len() + 1];
        for i in (0..atoms.len()).rev() {
            let (left, used, _) = best[i + 1];
            best[i] = (left + 1, used, None);
            for &(end, option) in matches[i].iter().rev() {
                let (left, used, _) = best[end];
                if (left, used + 1) < (best[i].0, best[i].1) {
                    best[i] = (left, used + 1, Some((end, option)));
                }
            }
        }
        let mut segments = walk(&best, 0, None);
        // A rival makes another choice somewhere and leaves as little over, perhaps with more
        // options: a longer one may as well be several short ones.
        let mut at = 0;
        while at < atoms.len() && segments.rival.is_none() {
            let chosen = best[at].2;
            for &(end, option) in &matches[at] {
                if Some((end, option)) != chosen && best[end].0 == best[at].0 {
                    let rival = walk(&best, at, Some((end, option)));
                    // One that ticks an option twice is none.
                    if rival.rest.len() == segments.rest.len() {
                        segments.rival = Some(rival.options);
                        break;
                    }
                }
            }
            at = chosen.map_or(at + 1, |(end, _)| end);
        }
        segments
    }
}

fn walk(best: &[Best], divergence: usize, instead: Option<(usize, u16)>) -> Segments {
    let mut segments = Segments::default();
    let mut at = 0;
    while at + 1 < best.len() {
        let choice = if at == divergence && instead.is_some() { instead } else { best[at].2 };
        match choice {
            Some((end, option)) if !segments.options.contains(&option) => {
                segments.options.push(option);
                at = end;
            }
            // Nobody can tick an option twice: the second time it was written.
            Some((end, _)) => {
                segments.rest.extend(at..end);
                at = end;
            }
            None => {
                segments.rest.push(at);
                at += 1;
            }
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(options: &[&[Atom]], cell: &[Atom], expected: &[u16], rest: &[usize], rival: bool) {
        let options: Vec<Vec<Atom>> = options.iter().map(|atoms| atoms.to_vec()).collect();
        let segments = Dictionary::new(&options, 10).divide(cell, &mut Vec::new());
        assert_eq!(segments.options, expected);
        assert_eq!(segments.rest, rest);
        assert_eq!(segments.rival.is_some(), rival, "{:?}", segments.rival);
    }

    #[test]
    fn longer_options_win() {
        check(&[&[1], &[1, 2], &[3]], &[1, 2, 3], &[1, 2], &[], false);
        check(&[&[1], &[1, 2]], &[1, 1, 2], &[0, 1], &[], false);
    }

    #[test]
    fn little_is_left_over() {
        // Taking the longest first would leave 3 alone.
        check(&[&[1], &[1, 2], &[2, 3]], &[1, 2, 3], &[0, 2], &[], false);
    }

    #[test]
    fn two_readings_are_both_known() {
        check(&[&[1], &[1, 2], &[2, 3], &[3]], &[1, 2, 3], &[1, 3], &[], true);
    }

    #[test]
    fn the_rest_is_kept() {
        check(&[&[1], &[2]], &[1, 9, 2, 8], &[0, 1], &[1, 3], false);
        check(&[&[1]], &[1, 1], &[0], &[1], false);
    }
}
