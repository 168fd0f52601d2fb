//! The search for a move for every withheld count.

use super::cells::{Cells, Grid, Mark};
use super::moves::{Axis, Corners, Move, UNSETTLED};
use super::settle::Settling;
use super::ties::Ties;

/// How many combinations of values of a group of cells are tried.
const MOST_ATOMS: usize = 64;

/// How many moves of a combination are tried while none is found.
const MOST_TRIES: usize = 4096;
/// How many are tried for a better one. Larger tables have many that are as good.
const ENOUGH: usize = 512;

/// What is known while searching.
pub(super) struct Search {
    pub(super) cells: Cells,
    pub(super) ties: Ties,
    pub(super) least: u64,
    order: Vec<usize>,
    /// The cells for which a move is known.
    covered: Vec<bool>,
    /// The questions of which nothing at all is published.
    silenced: Vec<bool>,
    /// The moves, for the tests to look at.
    #[cfg(test)]
    pub(super) moves: Vec<Move>,
}

/// A combination of values and where a move takes it.
struct Attempt<'a> {
    target: usize,
    grid: usize,
    /// The variables that move, from which value to which.
    axes: &'a [(usize, u16, u16)],
    /// The other values of the combination.
    fixed: &'a [(usize, u16)],
    sign: i32,
    bound: u64,
}

/// Ways to go, and what other variables of the same questions are meanwhile.
type Direction = (Vec<Axis>, Vec<(usize, u16)>);

impl Search {
    pub(super) fn new(cells: Cells, ties: Ties, least: u64) -> Self {
        // Variables in tables over three or more are settled first: more depends on them.
        let mut weights = vec![0usize; ties.questions()];
        for grid in cells.grids.iter().filter(|grid| grid.over.len() > 2) {
            grid.over.iter().for_each(|&variable| weights[ties.question[variable]] += 1);
        }
        let mut sorted: Vec<usize> = (0..ties.question.len()).collect();
        sorted.sort_by_key(|&variable| {
            let question = ties.question[variable];
            (std::cmp::Reverse(weights[question]), question, variable)
        });
        let mut order = vec![0; sorted.len()];
        sorted.iter().enumerate().for_each(|(place, &variable)| order[variable] = place);
        let covered = vec![false; cells.counts.len()];
        let silenced = vec![false; ties.questions()];
        Self {
            cells,
            ties,
            least,
            order,
            covered,
            silenced,
            #[cfg(test)]
            moves: Vec::new(),
        }
    }

    /// Withholds until there is a move for every withheld count.
    pub(super) fn run(&mut self) {
        self.cells.mark_few(self.least);
        let mut grids: Vec<usize> = (1..self.cells.grids.len()).collect();
        grids.sort_by_key(|&grid| {
            (self.cells.grids[grid].is_divided(), self.cells.grids[grid].over.len())
        });
        for &grid in &grids {
            for cell in self.cells.grids[grid].cells() {
                let is_open = self.cells.marks[cell] == Mark::Few && !self.covered[cell];
                let most = self.most(grid);
                if is_open && !self.cover(grid, cell, most) {
                    self.cells.withdraw(grid, cell);
                }
            }
        }
        // What is withdrawn may still follow from what is not.
        grids.retain(|&grid| self.cells.grids[grid].withdrawn);
        grids.into_iter().for_each(|grid| self.follow(grid));
    }

    /// The small counts for which no move is known, and of which something is published that they hang
    /// together with. There are none after [`Search::run`].
    #[cfg(test)]
    pub(super) fn unproved(&self) -> Vec<usize> {
        let numbers = 1..self.cells.grids.len();
        let heard = numbers.filter(|&grid| !self.is_silenced(grid));
        let cells = heard.flat_map(|grid| self.cells.grids[grid].cells());
        let is_small =
            |cell: &usize| self.cells.is_small(*cell, self.least) && !self.covered[*cell];
        cells.filter(is_small).collect()
    }

    /// What a move may cost in place of withdrawing a grid, and those that would give it away.
    fn most(&self, grid: usize) -> u64 {
        let Some(price) = self.cells.withdrawal(grid) else { return u64::MAX };
        let over = self.cells.grids[grid].over.iter();
        let alike: u64 = over.map(|&variable| self.ties.family(variable).len() as u64).product();
        price.saturating_mul(alike)
    }

    /// Withdraws more than one grid, until there is a move for every small count in it. In the end nothing
    /// is left of its questions; then who gave which answer could have given any other.
    fn follow(&mut self, grid: usize) {
        for cell in self.cells.grids[grid].cells() {
            if !self.cells.is_small(cell, self.least) {
                continue;
            }
            while !self.covered[cell] && !self.cover(grid, cell, u64::MAX) {
                match self.gives_away(grid) {
                    Some(other) => self.cells.withdraw(other, cell),
                    None if self.is_silenced(grid) => break,
                    None => self.silence(grid, cell),
                }
            }
        }
    }

    /// Whether nothing is published of any question of a grid.
    fn is_silenced(&self, grid: usize) -> bool {
        let over = &self.cells.grids[grid].over;
        over.iter().all(|&variable| self.silenced[self.ties.question[variable]])
    }

    /// Publishes nothing of one more question of a grid.
    fn silence(&mut self, grid: usize, cause: usize) {
        let over = self.cells.grids[grid].over.iter();
        let heard = |question: &usize| !self.silenced[*question];
        let Some(question) = over.map(|&own| self.ties.question[own]).find(heard) else { return };
        self.silenced[question] = true;
        for variable in self.ties.members(question).to_vec() {
            for other in self.cells.over(variable).to_vec() {
                self.cells.withdraw(other, cause);
            }
        }
    }

    /// What may give a withdrawn grid away, and costs least to withdraw: for a figure, the cells that it
    /// counts; for a table over three or more variables, its margins over two or more (two margins of one
    /// variable each never do); for any table, the same one over other variables of the same questions.
    fn gives_away(&self, grid: usize) -> Option<usize> {
        let Grid { over, .. } = &self.cells.grids[grid];
        let is_left = |other: &usize| *other != grid && !self.cells.grids[*other].withdrawn;
        if let Some(cells) = self.cells.found(over).filter(is_left) {
            return Some(cells);
        }
        let without =
            |dropped: usize| over.iter().copied().filter(|&variable| variable != dropped).collect();
        let margins =
            over.iter().map(|&dropped| without(dropped)).filter(|rest: &Vec<usize>| rest.len() > 1);
        let margins = margins.filter_map(|rest| self.cells.found(&rest));
        let alike: Vec<usize> = match over[..] {
            [one] => self
                .ties
                .family(one)
                .iter()
                .filter_map(|&other| self.cells.found(&[other]))
                .collect(),
            [one, two, ..] => {
                let pairs = self.ties.family(one).iter().flat_map(|&one| {
                    self.ties.family(two).iter().map(move |&two| [one.min(two), one.max(two)])
                });
                pairs.filter_map(|pair| self.cells.found(&pair)).collect()
            }
            [] => Vec::new(),
        };
        margins.chain(alike).filter(is_left).min_by_key(|&other| self.cells.withdrawal(other))
    }

    /// Finds the cheapest move for a cell and makes it possible. Says whether there is one that costs less
    /// than `most`.
    fn cover(&mut self, grid: usize, cell: usize, most: u64) -> bool {
        let shape = &self.cells.grids[grid];
        let atoms = shape.atoms_of(cell);
        let mut best: Option<Move> = None;
        // All variables of a table first, so that its margins stay.
        let mut subsets: Vec<usize> = (1..1usize << shape.over.len()).collect();
        subsets.sort_by_key(|subset| std::cmp::Reverse(subset.count_ones()));
        for subset in subsets {
            if best.is_some() && !shape.is_divided() {
                break;
            }
            for &atom in atoms.iter().take(MOST_ATOMS) {
                self.along(grid, cell, &shape.at(atom), subset, most, &mut best);
            }
        }
        let Some(found) = best else { return false };
        self.apply(&found, cell);
        true
    }

    /// Tries all moves of a combination along some of its variables.
    fn along(
        &self,
        grid: usize,
        target: usize,
        at: &[u16],
        subset: usize,
        most: u64,
        best: &mut Option<Move>,
    ) {
        let shape = &self.cells.grids[grid];
        let is_in = |place: &usize| subset >> place & 1 == 1;
        let moving: Vec<usize> = (0..at.len()).filter(is_in).collect();
        let fixed: Vec<(usize, u16)> = (0..at.len())
            .filter(|place| !is_in(place))
            .map(|place| (shape.over[place], at[place]))
            .collect();
        let others: Vec<usize> = moving.iter().map(|&place| shape.sizes[place] - 1).collect();
        let mut axes = vec![(0, 0, 0); moving.len()];
        for number in 0..others.iter().product::<usize>().min(MOST_TRIES) {
            if number >= ENOUGH && best.is_some() {
                return;
            }
            let mut rest: usize = number;
            for ((axis, &place), size) in axes.iter_mut().zip(&moving).zip(&others) {
                let to = (rest % size) as u16;
                rest /= size;
                *axis = (shape.over[place], at[place], to + u16::from(to >= at[place]));
            }
            for sign in [1, -1] {
                let bound = best.as_ref().map_or(most, |known| known.cost);
                if bound == 0 {
                    return;
                }
                let attempt = Attempt { target, grid, axes: &axes, fixed: &fixed, sign, bound };
                if let Some(found) = self.attempt(&attempt) {
                    *best = Some(found);
                }
            }
        }
    }

    /// The cheapest way to make one move, if it costs less than is known.
    fn attempt(&self, attempt: &Attempt<'_>) -> Option<Move> {
        let plain: Vec<Axis> = attempt.axes.iter().map(|&axis| vec![axis]).collect();
        let mut layers = vec![UNSETTLED; self.order.len()];
        attempt.fixed.iter().for_each(|&(variable, value)| layers[variable] = value);
        let corners = Corners { axes: &plain, sign: attempt.sign, layers: &layers };
        let here = self.cells.changes(attempt.grid, &corners, self.least, &mut Vec::new());
        if here.is_none_or(|cost| cost >= attempt.bound)
            && !self.cells.grids[attempt.grid].is_divided()
        {
            return None;
        }
        let mut best = None;
        for (axes, meanwhile) in self.directions(attempt.axes) {
            let mut layers = layers.clone();
            for (variable, value) in meanwhile {
                let fixed = (variable, layers[variable]);
                let ends =
                    axes.iter().flatten().flat_map(|&(one, from, to)| [(one, from), (one, to)]);
                let stays = fixed.1 != UNSETTLED
                    && ends.into_iter().all(|end| self.ties.is_possible(end, fixed));
                if !stays {
                    layers[variable] = value;
                }
            }
            let bound = best.as_ref().map_or(attempt.bound, |known: &Move| known.cost);
            let settling = Settling {
                cells: &self.cells,
                ties: &self.ties,
                order: &self.order,
                least: self.least,
                own: attempt.grid,
            };
            let Some(found) = settling.settle(&axes, attempt.sign, &mut layers, bound) else {
                continue;
            };
            let reaches =
                found.changes.iter().any(|&(cell, change)| cell == attempt.target && change != 0);
            let keeps =
                !found.withdrawn.iter().any(|&grid| self.cells.above(grid).contains(&attempt.grid));
            if reaches && keeps {
                best = Some(found);
            }
        }
        best
    }

    /// The ways in which these variables can move, with what the others of their questions are meanwhile.
    fn directions(&self, axes: &[(usize, u16, u16)]) -> Vec<Direction> {
        if let &[(variable, from, to)] = axes {
            let ways = self.ties.shifts(variable, from, to);
            let all = ways.iter().map(|way| (vec![way.changed.clone()], way.meanwhile.clone()));
            return all.collect();
        }
        let mut all = Vec::new();
        let mut meanwhile = Vec::new();
        for (place, &axis) in axes.iter().enumerate() {
            let question = |axis: &(usize, u16, u16)| self.ties.question[axis.0];
            let same: Vec<_> =
                axes.iter().filter(|other| question(other) == question(&axis)).copied().collect();
            if same.len() > 1 {
                let Some(values) = self.ties.freely(&same) else { return Vec::new() };
                all.push(vec![axis]);
                if !axes[..place].iter().any(|other| question(other) == question(&axis)) {
                    meanwhile.extend(values);
                }
                continue;
            }
            let ways = self.ties.shifts(axis.0, axis.1, axis.2);
            let Some(way) = ways.first() else { return Vec::new() };
            all.push(way.changed.clone());
            meanwhile.extend_from_slice(&way.meanwhile);
        }
        vec![(all, meanwhile)]
    }

    /// Withholds what a move needs to be possible.
    fn apply(&mut self, found: &Move, target: usize) {
        #[cfg(test)]
        self.moves.push(found.clone());
        for &grid in &found.withdrawn {
            self.cells.withdraw(grid, target);
        }
        for &(cell, _) in found.changes.iter().filter(|known| known.1 != 0) {
            self.covered[cell] = true;
            if self.cells.marks[cell] == Mark::Shown {
                self.cells.marks[cell] = Mark::Complement;
                self.cells.causes[cell] = target as u32;
            }
        }
    }
}
