//! What was published before: what of it ties this release.
//!
//! Whoever kept an earlier release can subtract. Where it was about the same answers, all that it showed
//! is known, and cannot be withheld any more. Where people have come since, the two are the tables of
//! those who came: their small counts must not be seen either, and what was withheld then must be
//! withheld now, as it is this release's count less that of those who came.

use super::cells::Cells;
use super::{Figure, Release, Unsuitable, Variable};
use hashbrown::{HashMap, HashSet};

/// What of a count was published before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Earlier {
    /// It was shown, of the same answers: it is known.
    Known,
    /// So many people were shown, before others came.
    Shown(u64),
    /// It was withheld, before others came.
    Withheld,
}

/// What of all counts was published before.
#[derive(Debug, Clone, Default)]
pub(super) struct Before {
    known: HashSet<usize>,
    shown: HashMap<usize, Vec<u64>>,
    withheld: HashSet<usize>,
    /// The grids in which anything was published.
    grids: HashSet<usize>,
}

impl Before {
    fn add(&mut self, grid: usize, cell: usize, earlier: Earlier) {
        self.grids.insert(grid);
        match earlier {
            Earlier::Known => {
                self.known.insert(cell);
            }
            Earlier::Shown(people) => self.shown.entry(cell).or_default().push(people),
            Earlier::Withheld => {
                self.withheld.insert(cell);
            }
        }
    }

    /// Whether anything of a grid was published, so that it ties others even when it is withdrawn.
    pub(super) fn binds(&self, grid: usize) -> bool {
        self.grids.contains(&grid)
    }

    /// Whether everybody has seen this count.
    pub(super) fn knows(&self, cell: usize) -> bool {
        self.known.contains(&cell)
    }

    /// Whether a count must be withheld for the sake of what was published before.
    pub(super) fn forbids(&self, cell: usize, count: u64, least: u64) -> bool {
        let came = |before: &u64| (1..least).contains(&count.abs_diff(*before));
        self.withheld.contains(&cell) && count > 0
            || self.shown.get(&cell).is_some_and(|all| all.iter().any(came))
    }

    /// Whether a count could be another: not fewer have come than nobody, a few stay a few.
    pub(super) fn allows(&self, cell: usize, count: u64, after: u64, least: u64) -> bool {
        let Some(all) = self.shown.get(&cell) else { return true };
        all.iter().all(|&before| match count.checked_sub(before) {
            None | Some(0) => after >= before,
            Some(came) if came < least => (before + 1..before + least).contains(&after),
            Some(_) => after >= before + least,
        })
    }
}

impl Release {
    /// What was published before of those who have all of these values.
    ///
    /// # Errors
    ///
    /// As for a table over these variables.
    pub fn before(&mut self, at: &[(Variable, usize)], earlier: Earlier) -> Result<(), Unsuitable> {
        // A table that is published no more is known all the same.
        if let Some((grid, cell)) = self.place(at)? {
            self.cells.before.add(grid, cell, earlier);
        }
        Ok(())
    }

    /// How many people have all of these values, before anything is withheld; None where that is no table.
    pub fn counted(&mut self, at: &[(Variable, usize)]) -> Option<u64> {
        let cell = self.place(at).ok()??.1;
        Some(u64::from(self.cells.counts[cell]))
    }

    /// The grid and the cell of those who have all of these values. What is no table of the release is
    /// counted for it.
    fn place(&mut self, at: &[(Variable, usize)]) -> Result<Option<(usize, usize)>, Unsuitable> {
        let over: Vec<Variable> = at.iter().map(|own| own.0).collect();
        let over = self.checked(&over)?;
        let grid = self.cells.grid(&over, &self.variables)?;
        let value = |variable: usize| {
            at.iter().find(|own| own.0.0 == variable).map_or(0, |own| own.1 as u16)
        };
        let sizes = &self.cells.grids[grid].sizes;
        let is_in = over.iter().zip(sizes).all(|(&own, &size)| usize::from(value(own)) < size);
        Ok(is_in.then(|| (grid, self.cells.grids[grid].cell(value))))
    }

    /// What was published before of a figure: of how many are in it, and of how many they are.
    pub fn figure_before(&mut self, figure: Figure, inside: Earlier, base: Earlier) {
        let Some(grids) = self.figures.get(figure.0).cloned() else { return };
        let start = |grid: usize| self.cells.grids[grid].start;
        let (in_it, in_base) = (start(grids.inside), start(grids.base));
        let before: &mut Before = &mut self.cells.before;
        before.add(grids.inside, in_it, inside);
        before.add(grids.base, in_base, base);
        // Whoever knows both knows the rest.
        let rest = match (inside, base) {
            (Earlier::Known, Earlier::Known) => Some(Earlier::Known),
            (Earlier::Shown(inside), Earlier::Shown(base)) => {
                Some(Earlier::Shown(base.saturating_sub(inside)))
            }
            (Earlier::Withheld, _) | (_, Earlier::Withheld) => Some(Earlier::Withheld),
            _ => None,
        };
        if let Some(rest) = rest {
            before.add(grids.inside, in_it + 1, rest);
        }
    }
}

impl Cells {
    /// Whether a count must be withheld: few people, or what was published before.
    pub(super) fn must_hide(&self, cell: usize, least: u64) -> bool {
        !self.before.knows(cell)
            && (self.is_small(cell, least)
                || self.before.forbids(cell, u64::from(self.counts[cell]), least))
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Cell, Priority};
    use super::*;
    use paap_analysis::People;

    /// One question, and how many gave each answer.
    fn release(counts: &[usize]) -> (Release, Variable) {
        let size = counts.iter().sum();
        let mut release = Release::new(size, 5);
        let question = release.question();
        let mut end = 0;
        let values: Vec<People> = counts
            .iter()
            .map(|count| {
                end += count;
                People::from_fn(size, |person| (end - count..end).contains(&person))
            })
            .collect();
        let variable = release.variable(question, &values).unwrap();
        release.table(&[variable], Priority::Ordinary).unwrap();
        (release, variable)
    }

    fn shown(release: Release, variable: Variable, values: usize) -> Vec<Option<u64>> {
        let protected = release.protect();
        let cell = |value| match protected.cell(&[(variable, value)]) {
            Cell::Shown(count) => Some(count),
            _ => None,
        };
        (0..values).map(cell).collect()
    }

    #[test]
    fn what_is_known_stays_and_others_protect_what_is_small() {
        let (mut one, variable) = release(&[11, 8, 3]);
        one.before(&[(variable, 1)], Earlier::Known).unwrap();
        assert_eq!(shown(one, variable, 3), [None, Some(8), None]);
        let (mut other, variable) = release(&[11, 8, 3]);
        other.before(&[(variable, 0)], Earlier::Known).unwrap();
        assert_eq!(shown(other, variable, 3), [Some(11), None, None]);
    }

    #[test]
    fn what_few_have_added_is_withheld_and_cannot_be_subtracted() {
        // Before: 20, 15, 9. Since then came 7, 6 and 1.
        let (mut now, variable) = release(&[27, 21, 10]);
        for (value, before) in [20, 15, 9].into_iter().enumerate() {
            now.before(&[(variable, value)], Earlier::Shown(before)).unwrap();
        }
        let seen = shown(now, variable, 3);
        assert_eq!((seen[2], seen.iter().flatten().count()), (None, 1));
    }

    #[test]
    fn what_was_withheld_is_withheld_still() {
        // 3 were withheld, with 11 for its sake; 14 came, of whom 8 are among the 3.
        let (mut now, variable) = release(&[17, 8, 11]);
        now.before(&[(variable, 0)], Earlier::Withheld).unwrap();
        now.before(&[(variable, 1)], Earlier::Shown(8)).unwrap();
        now.before(&[(variable, 2)], Earlier::Withheld).unwrap();
        assert_eq!(shown(now, variable, 3), [None, Some(8), None]);
    }
}
