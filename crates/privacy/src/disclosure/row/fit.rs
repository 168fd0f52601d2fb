//! Taking one more column in: which of its cells must be blanked so that every promise still holds.
//!
//! Only cells of the new column are blanked, and blanking is never undone, so this ends. What held
//! of the columns that are in stays so.

use super::canon::{refine, sizes};
use super::{Diversity, Rules};

/// A column that is in: 0 for a blank, else one more than the place of a label.
pub(super) struct Kept {
    pub(super) cells: Vec<u16>,
    /// Whether something was said, be it blanked or not.
    pub(super) said: Vec<bool>,
    /// One more than the greatest cell.
    pub(super) width: usize,
}

/// What is in so far.
pub(super) struct State {
    pub(super) columns: Vec<Kept>,
    /// The rows' groups by all identifying columns, and how many groups there are; None before
    /// the first such column.
    pub(super) alike: Option<(Vec<u32>, usize)>,
    /// How many cells were looked at: what the work is bounded by.
    pub(super) looks: u64,
    /// How many rows there are of each pattern that is looked at; kept to be used again.
    pub(super) tally: Vec<u32>,
}

/// The column that is to be taken in.
pub(super) struct Wanted<'a> {
    /// What is published of it; cells become 0 as they are blanked.
    pub(super) column: Kept,
    /// Whether it identifies.
    pub(super) identifying: bool,
    /// How different its answers must be among people who are alike.
    pub(super) diversity: Option<Diversity>,
    /// Whether so much was lost that it is no use to go on.
    pub(super) is_lost: &'a dyn Fn(&[u16]) -> bool,
}

/// Which cells somebody may know besides one of the new column.
#[derive(Clone, Copy)]
enum Known {
    Nothing,
    One(usize),
    Two(usize, usize),
    /// All that identifies.
    Alike,
}

impl State {
    /// Blanks cells of the new column until all promises hold; false where it was lost before.
    pub(super) fn fit(&mut self, wanted: &mut Wanted<'_>, rules: &Rules) -> bool {
        let mut all = vec![Known::Nothing];
        if rules.known >= 2 {
            all.extend((0..self.columns.len()).map(Known::One));
        }
        if rules.known >= 3 {
            let pairs = (0..self.columns.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
            all.extend(pairs.map(|(a, b)| Known::Two(a, b)));
        }
        if wanted.identifying {
            all.push(Known::Alike);
        }
        loop {
            let mut changed = false;
            for &known in &all {
                if self.settle(wanted, known, rules.k) {
                    changed = true;
                    if (wanted.is_lost)(&wanted.column.cells) {
                        return false;
                    }
                }
            }
            if self.diversify(wanted) {
                changed = true;
            }
            if (wanted.is_lost)(&wanted.column.cells) {
                return false;
            }
            if !changed {
                return true;
            }
        }
    }

    /// Takes the column in.
    pub(super) fn push(&mut self, wanted: Wanted<'_>) {
        if wanted.identifying {
            let nobody = vec![0; wanted.column.cells.len()];
            let before = self.alike.take().map_or(nobody, |alike| alike.0);
            self.alike = Some(refine(&before, &wanted.column.cells));
        }
        self.columns.push(wanted.column);
    }

    /// The group of each row by what is known, with how many numbers of groups there are; and
    /// whether its person said something to all of that.
    fn group(&self, known: Known, row: usize) -> (usize, bool) {
        match known {
            Known::Nothing => (0, true),
            Known::One(a) => (usize::from(self.columns[a].cells[row]), self.columns[a].said[row]),
            Known::Two(a, b) => {
                let (a, b) = (&self.columns[a], &self.columns[b]);
                let group = usize::from(a.cells[row]) * b.width + usize::from(b.cells[row]);
                (group, a.said[row] && b.said[row])
            }
            Known::Alike => (self.alike.as_ref().map_or(0, |alike| alike.0[row] as usize), true),
        }
    }

    fn groups(&self, known: Known) -> usize {
        match known {
            Known::Nothing => 1,
            Known::One(a) => self.columns[a].width,
            Known::Two(a, b) => self.columns[a].width * self.columns[b].width,
            Known::Alike => self.alike.as_ref().map_or(1, |alike| alike.1),
        }
    }

    /// Blanks what is rare among people of whom others know as much, and hides each blank among
    /// enough blanks. Whether anything was blanked.
    fn settle(&mut self, wanted: &mut Wanted<'_>, known: Known, k: usize) -> bool {
        let mut changed = false;
        while self.step(wanted, known, k) {
            changed = true;
        }
        changed
    }

    fn step(&mut self, wanted: &mut Wanted<'_>, known: Known, k: usize) -> bool {
        let (people, width) = (wanted.column.cells.len(), wanted.column.width);
        let groups = self.groups(known);
        self.looks += 2 * people as u64 + (groups * width) as u64;
        self.tally(known, groups * width, &wanted.column);
        // Nearly always nothing is rare, and the rest need not be looked at.
        if self.tally.iter().all(|&count| count == 0 || count as usize >= k) {
            return false;
        }
        let strict = matches!(known, Known::Alike);
        let mut places = vec![0; people];
        let mut needed = vec![false; groups * width];
        for (row, place) in places.iter_mut().enumerate() {
            let (group, said) = self.group(known, row);
            *place = group * width;
            // What somebody never said, nobody knows of them. By what identifies, saying nothing
            // is something to be known by, as whoever counts rows would have it.
            needed[*place + usize::from(wanted.column.cells[row])] |=
                strict || said && wanted.column.said[row];
        }
        let tally = |pattern: usize| self.tally[pattern] as usize;
        let rare = |pattern: usize| needed[pattern] && tally(pattern) < k;
        let mut changed = false;
        for (place, cell) in places.iter().zip(&mut wanted.column.cells) {
            if *cell != 0 && rare(place + usize::from(*cell)) {
                *cell = 0;
                changed = true;
            }
        }
        if changed {
            // The pools of blanks have grown; they are looked at when all is counted again.
            return true;
        }
        let mut quota = vec![0usize; groups * width];
        for group in 0..groups {
            let pool = group * width;
            if !rare(pool) {
                continue;
            }
            let short = k - tally(pool);
            let cost = |&cell: &usize| {
                let count = tally(pool + cell);
                (if count >= k + short { short } else { count }, cell)
            };
            let cheapest = (1..width).filter(|cell| tally(pool + cell) > 0).min_by_key(cost);
            if let Some(cell) = cheapest {
                quota[pool + cell] = cost(&cell).0;
                changed = true;
            }
        }
        if changed {
            for (place, cell) in places.iter().zip(&mut wanted.column.cells) {
                let left = &mut quota[place + usize::from(*cell)];
                if *cell != 0 && *left > 0 {
                    *left -= 1;
                    *cell = 0;
                }
            }
        }
        changed
    }

    /// Counts the rows of each group, by the cell of the new column.
    fn tally(&mut self, known: Known, patterns: usize, new: &Kept) {
        let tally = &mut self.tally;
        tally.clear();
        tally.resize(patterns, 0);
        let width = new.width;
        match known {
            Known::Nothing => {
                new.cells.iter().for_each(|&cell| tally[usize::from(cell)] += 1);
            }
            Known::One(a) => {
                for (&a, &cell) in self.columns[a].cells.iter().zip(&new.cells) {
                    tally[usize::from(a) * width + usize::from(cell)] += 1;
                }
            }
            Known::Two(a, b) => {
                let (a, b) = (&self.columns[a], &self.columns[b]);
                for ((&first, &second), &cell) in a.cells.iter().zip(&b.cells).zip(&new.cells) {
                    let group = usize::from(first) * b.width + usize::from(second);
                    tally[group * width + usize::from(cell)] += 1;
                }
            }
            Known::Alike => {
                for (row, &cell) in new.cells.iter().enumerate() {
                    let group = self.alike.as_ref().map_or(0, |alike| alike.0[row] as usize);
                    tally[group * width + usize::from(cell)] += 1;
                }
            }
        }
    }

    /// Blanks the column for people who are alike and too much of one answer.
    fn diversify(&mut self, wanted: &mut Wanted<'_>) -> bool {
        let (Some(diversity), Some((alike, groups))) = (wanted.diversity, &self.alike) else {
            return false;
        };
        let width = wanted.column.width;
        let mut tally = vec![0usize; groups * width];
        for (&group, &cell) in alike.iter().zip(&wanted.column.cells) {
            tally[group as usize * width + usize::from(cell)] += usize::from(cell != 0);
        }
        let uniform: Vec<bool> =
            tally.chunks(width).map(|counts| !diversity.holds(counts)).collect();
        let mut changed = false;
        for (&group, cell) in alike.iter().zip(&mut wanted.column.cells) {
            if uniform[group as usize] && *cell != 0 {
                *cell = 0;
                changed = true;
            }
        }
        changed
    }

    /// How many rows the smallest group of people has who are alike by what identifies.
    pub(super) fn smallest(&self) -> Option<usize> {
        let (alike, groups) = self.alike.as_ref()?;
        sizes(alike, *groups).into_iter().min()
    }

    /// In how many groups of people who are alike all say the same.
    pub(super) fn same(&self, column: &Kept) -> usize {
        let Some((alike, groups)) = &self.alike else { return 0 };
        let mut first = vec![None; *groups];
        let mut same = vec![true; *groups];
        for (&group, &cell) in alike.iter().zip(&column.cells) {
            let first = first[group as usize].get_or_insert(cell);
            same[group as usize] &= *first == cell && cell != 0;
        }
        same.iter().filter(|same| **same).count()
    }
}
