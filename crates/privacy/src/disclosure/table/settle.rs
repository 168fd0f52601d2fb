//! Settling a move: which ways its corners are in all the tables that it touches.

use super::cells::Cells;
use super::moves::{Axis, Corners, Move, UNSETTLED};
use super::ties::Ties;

/// What is needed to settle moves.
pub(super) struct Settling<'a> {
    pub(super) cells: &'a Cells,
    pub(super) ties: &'a Ties,
    /// In which order variables are settled.
    pub(super) order: &'a [usize],
    pub(super) least: u64,
    /// The grid for whose sake, which counts even if it is withdrawn.
    pub(super) own: usize,
}

impl Settling<'_> {
    /// Settles a move whose cost must be below `bound`. `layers` holds what is settled already.
    pub(super) fn settle(
        &self,
        axes: &[Axis],
        sign: i32,
        layers: &mut [u16],
        bound: u64,
    ) -> Option<Move> {
        let mut done = Move::default();
        let mut waiting: Vec<(usize, usize)> = Vec::new();
        for grid in self.touched(axes) {
            let over = &self.cells.grids[grid].over;
            let is_open = |variable: usize| {
                layers[variable] == UNSETTLED
                    && !axes.iter().flatten().any(|shift| shift.0 == variable)
            };
            let last = over
                .iter()
                .copied()
                .filter(|&variable| is_open(variable))
                .max_by_key(|&v| self.order[v]);
            match last {
                Some(variable) => waiting.push((variable, grid)),
                None => self.add(grid, axes, sign, layers, &mut done)?,
            }
            if done.cost >= bound {
                return None;
            }
        }
        waiting.sort_unstable_by_key(|&(variable, grid)| (self.order[variable], grid));
        for of_question in
            waiting.chunk_by(|one, two| self.ties.question[one.0] == self.ties.question[two.0])
        {
            self.settle_question(of_question, axes, sign, layers, &mut done, bound)?;
        }
        (done.cost < bound).then_some(done)
    }

    /// Chooses values for the variables of one question, each with the grids that wait for it.
    fn settle_question(
        &self,
        waiting: &[(usize, usize)],
        axes: &[Axis],
        sign: i32,
        layers: &mut [u16],
        done: &mut Move,
        bound: u64,
    ) -> Option<()> {
        let &(first, _) = waiting.first()?;
        let mut best: Option<(Move, Vec<(usize, u16)>)> = None;
        for start in 0..self.ties.size(first) {
            let limit =
                best.as_ref().map_or(bound.saturating_sub(done.cost), |(known, _)| known.cost);
            let mut attempt = Move::default();
            let mut chosen: Vec<(usize, u16)> = Vec::new();
            for of_variable in waiting.chunk_by(|one, two| one.0 == two.0) {
                let variable = of_variable[0].0;
                let values =
                    if variable == first { start..start + 1 } else { 0..self.ties.size(variable) };
                let mut cheapest: Option<(Move, u16)> = None;
                for value in values {
                    let is_possible =
                        chosen.iter().all(|&other| self.ties.is_possible(other, (variable, value)));
                    if !is_possible || cheapest.as_ref().is_some_and(|(known, _)| known.cost == 0) {
                        continue;
                    }
                    layers[variable] = value;
                    let mut here = Move::default();
                    let added = of_variable
                        .iter()
                        .try_for_each(|&(_, grid)| self.add(grid, axes, sign, layers, &mut here));
                    if added.is_some()
                        && cheapest.as_ref().is_none_or(|(known, _)| here.cost < known.cost)
                    {
                        cheapest = Some((here, value));
                    }
                }
                let Some((here, value)) = cheapest else {
                    attempt.cost = u64::MAX;
                    break;
                };
                layers[variable] = value;
                chosen.push((variable, value));
                attempt.join(here);
                if attempt.cost >= limit {
                    break;
                }
            }
            waiting.iter().for_each(|&(variable, _)| layers[variable] = UNSETTLED);
            if attempt.cost < limit {
                best = Some((attempt, chosen));
            }
        }
        let (attempt, chosen) = best?;
        chosen.into_iter().for_each(|(variable, value)| layers[variable] = value);
        done.join(attempt);
        Some(())
    }

    /// Adds what the move does to a grid, or withdraws it.
    fn add(
        &self,
        grid: usize,
        axes: &[Axis],
        sign: i32,
        layers: &[u16],
        done: &mut Move,
    ) -> Option<()> {
        let corners = Corners { axes, sign, layers };
        let cost = match self.cells.changes(grid, &corners, self.least, &mut done.changes) {
            Some(cost) => cost,
            None => {
                done.withdrawn.push(grid);
                self.cells.withdrawal(grid)?
            }
        };
        done.cost = done.cost.saturating_add(cost);
        Some(())
    }

    /// The grids in which a move along these axes does not cancel out, if anywhere.
    fn touched(&self, axes: &[Axis]) -> Vec<usize> {
        let mut grids = Vec::new();
        match axes {
            [] => {}
            [axis] => {
                axis.iter().for_each(|shift| grids.extend_from_slice(self.cells.over(shift.0)))
            }
            [one, two, rest @ ..] => {
                for (one, two) in
                    one.iter().flat_map(|one| two.iter().map(move |two| (one.0, two.0)))
                {
                    grids.extend_from_slice(self.cells.over_both(one, two));
                }
                let has =
                    |over: &[usize], axis: &Axis| axis.iter().any(|shift| over.contains(&shift.0));
                grids.retain(|&grid| {
                    rest.iter().all(|axis| has(&self.cells.grids[grid].over, axis))
                });
            }
        }
        let counts = |grid: usize| grid == self.own || self.cells.before.binds(grid);
        grids.retain(|&grid| !self.cells.grids[grid].withdrawn || counts(grid));
        grids.sort_unstable();
        grids.dedup();
        grids
    }
}

impl Move {
    fn join(&mut self, other: Self) {
        self.cost = self.cost.saturating_add(other.cost);
        self.changes.extend(other.changes);
        self.withdrawn.extend(other.withdrawn);
    }
}
