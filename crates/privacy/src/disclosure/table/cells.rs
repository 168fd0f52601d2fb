//! All counts of a release, what is known of each, and which tables they are in.

use super::{MOST_CELLS_OF_ALL, Priority, Unsuitable, Values};
use hashbrown::{HashMap, HashSet};

/// What a published cell costs to withhold.
const PRICE: u64 = 16;
/// How much dearer what is cited is.
const CITED: u64 = 1 << 20;

/// How much dearer it is to withhold how many gave no answer: no share of a question could be said then.
const SILENT: u64 = 1 << 10;

/// How much dearer a margin over one variable is, for each table that has it: it says the most, and each
/// of those would have to give way with it.
const MARGIN: u64 = 4;

/// How a count stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Everybody sees it.
    Shown,
    /// Nobody publishes it, nor has to protect it.
    Open,
    /// It is small.
    Few,
    /// It is withheld to protect another.
    Complement,
    /// Nothing of its table is published, not even whether it is 0.
    Withdrawn,
}

/// A table over some variables, none of which is summed over; or groups of its cells.
#[derive(Debug, Clone)]
pub(super) struct Grid {
    /// The variables, in their order.
    pub(super) over: Vec<usize>,
    pub(super) sizes: Vec<usize>,
    /// The group of each cell, where only groups are counted.
    classes: Option<Vec<u16>>,
    /// Its first cell among all.
    pub(super) start: usize,
    /// How many cells.
    pub(super) len: usize,
    /// Nothing of it is published.
    pub(super) withdrawn: bool,
}

impl Grid {
    pub(super) fn over(over: &[usize], variables: &[Values]) -> Self {
        let sizes: Vec<usize> = over.iter().map(|&variable| variables[variable].size).collect();
        let len = sizes.iter().product();
        Self { over: over.to_vec(), sizes, classes: None, start: 0, len, withdrawn: false }
    }

    /// The same, of which only groups of cells are counted.
    pub(super) fn divided(mut self, classes: Vec<u16>, groups: usize) -> Self {
        self.classes = Some(classes);
        self.len = groups;
        self
    }

    /// Its cells among all.
    pub(super) fn cells(&self) -> std::ops::Range<usize> {
        self.start..self.start + self.len
    }

    pub(super) fn is_divided(&self) -> bool {
        self.classes.is_some()
    }

    /// How many combinations of values there are.
    pub(super) fn atoms(&self) -> usize {
        self.sizes.iter().product()
    }

    /// The combination with these values.
    pub(super) fn atom(&self, value: impl Fn(usize) -> u16) -> usize {
        let places = self.over.iter().zip(&self.sizes);
        places.fold(0, |atom, (&variable, size)| atom * size + usize::from(value(variable)))
    }

    /// The cell that counts a combination.
    pub(super) fn cell(&self, value: impl Fn(usize) -> u16) -> usize {
        let atom = self.atom(value);
        self.start + self.classes.as_ref().map_or(atom, |classes| usize::from(classes[atom]))
    }

    /// The values of a combination.
    pub(super) fn at(&self, mut atom: usize) -> Vec<u16> {
        let mut at = vec![0; self.sizes.len()];
        for (value, size) in at.iter_mut().zip(&self.sizes).rev() {
            *value = (atom % size) as u16;
            atom /= size;
        }
        at
    }

    /// The combinations that a cell counts.
    pub(super) fn atoms_of(&self, cell: usize) -> Vec<usize> {
        let place = cell - self.start;
        let Some(classes) = &self.classes else { return vec![place] };
        let members = classes.iter().enumerate().filter(|(_, class)| usize::from(**class) == place);
        members.map(|(atom, _)| atom).collect()
    }
}

/// All cells of all grids.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    pub(super) grids: Vec<Grid>,
    pub(super) counts: Vec<u32>,
    pub(super) marks: Vec<Mark>,
    /// What it costs to withhold a cell; 0 where it is not published.
    pub(super) prices: Vec<u64>,
    /// The cell for whose sake a complement is withheld.
    pub(super) causes: Vec<u32>,
    /// Whether a cell counts nobody but those who gave no answer: it needs no protection.
    known: Vec<bool>,
    by_over: HashMap<Vec<usize>, usize>,
    /// The grids over a variable.
    by_variable: Vec<Vec<usize>>,
    /// The grids over two variables and perhaps others.
    by_pair: HashMap<(usize, usize), Vec<usize>>,
}

impl Cells {
    /// The grid over no variable, of which the one cell counts everybody. It is always shown.
    pub(super) fn total(&mut self, people: usize) {
        self.by_over.insert(Vec::new(), 0);
        self.add(Grid::over(&[], &[]), std::iter::repeat_n((0, false), people));
        self.prices[0] = PRICE;
    }

    /// The grid over these variables, which is added if there is none.
    pub(super) fn grid(
        &mut self,
        over: &[usize],
        variables: &[Values],
    ) -> Result<usize, Unsuitable> {
        if let Some(&grid) = self.by_over.get(over) {
            return Ok(grid);
        }
        let number = self.divided(Grid::over(over, variables), variables)?;
        self.by_over.insert(over.to_vec(), number);
        Ok(number)
    }

    /// The grid over these variables, if there is one.
    pub(super) fn found(&self, over: &[usize]) -> Option<usize> {
        self.by_over.get(over).copied()
    }

    /// Adds a grid and counts it.
    pub(super) fn divided(
        &mut self,
        grid: Grid,
        variables: &[Values],
    ) -> Result<usize, Unsuitable> {
        if self.counts.len() + grid.len > MOST_CELLS_OF_ALL {
            return Err(Unsuitable::TooMany);
        }
        let people = variables.first().map_or(0, |values| values.of.len());
        let shape = grid.clone();
        let cells = (0..people).map(|person| {
            let value = |variable: usize| variables[variable].of[person];
            let is_known = shape.over.iter().any(|&own| variables[own].is_known(value(own)));
            (shape.cell(value), is_known)
        });
        Ok(self.add(grid, cells))
    }

    /// Adds a grid, with each person's cell in it and whether it is known anyway that they are in it.
    fn add(&mut self, mut grid: Grid, people: impl Iterator<Item = (usize, bool)>) -> usize {
        let number = self.grids.len();
        grid.start = self.counts.len();
        let end = grid.start + grid.len;
        self.counts.resize(end, 0);
        self.marks.resize(end, Mark::Open);
        self.prices.resize(end, 0);
        self.causes.resize(end, u32::MAX);
        self.known.resize(end, true);
        for (cell, is_known) in people {
            self.counts[grid.start + cell] += 1;
            self.known[grid.start + cell] &= is_known;
        }
        for (place, &variable) in grid.over.iter().enumerate() {
            if self.by_variable.len() <= variable {
                self.by_variable.resize(variable + 1, Vec::new());
            }
            self.by_variable[variable].push(number);
            for &other in &grid.over[place + 1..] {
                self.by_pair.entry((variable, other)).or_default().push(number);
            }
        }
        self.grids.push(grid);
        number
    }

    /// Publishes the cells of a grid for whose values `is_published` holds.
    pub(super) fn publish(
        &mut self,
        grid: usize,
        priority: Priority,
        is_published: impl Fn(&[u16]) -> bool,
    ) {
        let price = if priority == Priority::Cited { PRICE * CITED } else { PRICE };
        let grid = &self.grids[grid];
        for place in 0..grid.len {
            if grid.is_divided() || is_published(&grid.at(place)) {
                let known = &mut self.prices[grid.start + place];
                *known = price.max(*known);
            }
        }
    }

    /// The grids over a variable.
    pub(super) fn over(&self, variable: usize) -> &[usize] {
        self.by_variable.get(variable).map_or(&[], Vec::as_slice)
    }

    /// The grids over both of two variables.
    pub(super) fn over_both(&self, one: usize, two: usize) -> &[usize] {
        self.by_pair.get(&(one.min(two), one.max(two))).map_or(&[], Vec::as_slice)
    }

    /// The grids over all variables of a grid, itself included: what says as much as it does.
    pub(super) fn above(&self, grid: usize) -> Vec<usize> {
        let below = &self.grids[grid];
        if below.is_divided() {
            return vec![grid];
        }
        let candidates = match below.over[..] {
            [] => return (0..self.grids.len()).collect(),
            [one] => self.over(one),
            [one, two, ..] => self.over_both(one, two),
        };
        let contains = |&above: &usize| {
            let over = &self.grids[above].over;
            below.over.iter().all(|variable| over.contains(variable))
        };
        candidates.iter().copied().filter(contains).collect()
    }

    /// Withholds a grid as a whole, and all that would give it away.
    pub(super) fn withdraw(&mut self, grid: usize, cause: usize) {
        let gone: HashSet<usize> = self.above(grid).into_iter().collect();
        for number in gone {
            let grid = &mut self.grids[number];
            if std::mem::replace(&mut grid.withdrawn, true) {
                continue;
            }
            for cell in grid.cells() {
                self.marks[cell] = Mark::Withdrawn;
                self.causes[cell] = cause as u32;
            }
        }
    }

    /// Whether a count is of few people, and not only of those of whom it is known anyway.
    pub(super) fn is_small(&self, cell: usize, least: u64) -> bool {
        (1..least).contains(&u64::from(self.counts[cell])) && !self.known[cell]
    }

    /// Says of every count how it stands before any other is looked at.
    pub(super) fn mark_few(&mut self, least: u64) {
        for cell in 0..self.counts.len() {
            self.marks[cell] = match (self.counts[cell], self.prices[cell]) {
                (0, _) => Mark::Shown,
                _ if self.is_small(cell, least) => Mark::Few,
                (_, 0) => Mark::Open,
                _ => Mark::Shown,
            };
        }
        for cell in (0..self.counts.len()).filter(|&cell| self.known[cell] && self.counts[cell] > 0)
        {
            self.prices[cell] *= SILENT;
        }
        for variable in 0..self.by_variable.len() {
            let tables = MARGIN * self.by_variable[variable].len() as u64;
            for &number in &self.by_variable[variable] {
                let grid = &self.grids[number];
                if grid.over.len() == 1 && !grid.is_divided() {
                    self.prices[grid.cells()].iter_mut().for_each(|price| *price *= tables);
                }
            }
        }
    }
}
