//! Moves: other ways in which the counts could be, all of them at once.
//!
//! A move along one axis takes people from one value of a variable and adds as many to another. Along
//! two axes it adds people at two corners of a rectangle in a table and takes them at the other two,
//! so that both margins stay; along three it is a box. What it does to any table follows from its
//! corners, and so it keeps all sums there are between tables.

use super::cells::{Cells, Mark};

/// What withholding a large count costs more than withholding a small one.
const MOST_COUNT: u64 = 12;

/// One direction of a move: variables of one question, and from which value to which they go.
pub(super) type Axis = Vec<(usize, u16, u16)>;

/// No value yet.
pub(super) const UNSETTLED: u16 = u16::MAX;

/// A second way for all counts to be.
#[derive(Debug, Clone, Default)]
pub(super) struct Move {
    /// What it costs to make it possible.
    pub(super) cost: u64,
    /// The cells that differ, and by how much.
    pub(super) changes: Vec<(usize, i32)>,
    /// The grids for which it is no way, and which have to be withdrawn.
    pub(super) withdrawn: Vec<usize>,
}

/// The corners of a move.
pub(super) struct Corners<'a> {
    pub(super) axes: &'a [Axis],
    /// 1 or -1: what happens where all axes are at their first value.
    pub(super) sign: i32,
    /// What all other variables are, where they matter.
    pub(super) layers: &'a [u16],
}

impl Cells {
    /// What it costs that a cell may be higher or lower by `change`; None where everybody knows that
    /// it is not. Nothing that is zero is ever withheld: an outsider may know that it must be zero.
    pub(super) fn price(&self, cell: usize, change: i32, least: u64) -> Option<u64> {
        let count = self.counts[cell];
        let after = u64::try_from(i64::from(count) + i64::from(change)).ok()?;
        if count == 0 && !matches!(self.marks[cell], Mark::Withdrawn | Mark::Few) {
            return None;
        }
        if change != 0 && self.before.knows(cell) {
            return None;
        }
        // Whoever knows which counts are small knows on which side of the least each is.
        let is_like = match self.is_small(cell, least) {
            true => (1..least).contains(&after),
            false => after >= least,
        };
        let fits = is_like && self.before.allows(cell, u64::from(count), after, least);
        match self.marks[cell] {
            Mark::Open | Mark::Withdrawn => Some(0),
            Mark::Few | Mark::Complement => fits.then_some(0),
            Mark::Shown => fits.then(|| self.prices[cell] + u64::from(count).min(MOST_COUNT)),
        }
    }

    /// What a move does to a grid, and what that costs. None where it cannot be.
    pub(super) fn changes(
        &self,
        grid: usize,
        corners: &Corners<'_>,
        least: u64,
        changes: &mut Vec<(usize, i32)>,
    ) -> Option<u64> {
        let grid = &self.grids[grid];
        let first = changes.len();
        for corner in 0..1usize << corners.axes.len() {
            let value = |variable: usize| {
                for (place, axis) in corners.axes.iter().enumerate() {
                    if let Some(&(_, from, to)) = axis.iter().find(|shift| shift.0 == variable) {
                        return if corner >> place & 1 == 1 { to } else { from };
                    }
                }
                corners.layers[variable]
            };
            let cell = grid.cell(value);
            let change =
                if corner.count_ones().is_multiple_of(2) { corners.sign } else { -corners.sign };
            match changes[first..].iter_mut().find(|known| known.0 == cell) {
                Some(known) => known.1 += change,
                None => changes.push((cell, change)),
            }
        }
        let mut cost = 0;
        for &(cell, change) in changes[first..].iter().filter(|known| known.1 != 0) {
            let Some(price) = self.price(cell, change, least) else {
                changes.truncate(first);
                return None;
            };
            cost += price;
        }
        Some(cost)
    }

    /// What it costs to withdraw a grid; None where that is no way out.
    pub(super) fn withdrawal(&self, grid: usize) -> Option<u64> {
        if self.grids[grid].over.len() < 2 && !self.grids[grid].is_divided() {
            return None;
        }
        let above = self.above(grid).into_iter().map(|number| &self.grids[number]);
        let left = above.filter(|grid| !grid.withdrawn);
        let prices = left.flat_map(|grid| &self.prices[grid.cells()]).filter(|price| **price > 0);
        // Never less than withholding all its cells, of which those of 0 would still be shown.
        Some(1 + prices.map(|price| price + MOST_COUNT).sum::<u64>())
    }
}
