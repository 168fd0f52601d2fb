//! What a release shows once it is protected.

use super::cells::{Cells, Grid, Mark};
use super::search::Search;
use super::ties::Ties;
use super::{Figure, Release, Variable, figure};

/// A release in which nothing small can be found out.
pub struct Protected {
    cells: Cells,
    least: u64,
    people: usize,
    figures: Vec<figure::Grids>,
}

/// A count, if it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// So many people.
    Shown(u64),
    /// It must not be said.
    Withheld(Reason),
    /// No table of the release has it.
    Unpublished,
}

/// Why a count is withheld. This is for those who know the answers, never for the public: it says which
/// counts are small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is small itself.
    Few,
    /// With it, this small count could be found out.
    Subtraction(Place),
    /// Nothing of its table is published, not even which cells are empty, as this small count could be
    /// found out otherwise.
    Table(Place),
}

/// Where a count is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// Those with these values.
    Values(Vec<(Variable, usize)>),
    /// Those of a figure's base who are not in it.
    Outside(Figure),
    /// The figure itself, or its base.
    Figure(Figure),
}

/// How much is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// How many tables there are of which anything is to be published.
    pub tables: u64,
    /// How many of them are withdrawn as a whole.
    pub withdrawn: u64,
    /// How many published cells there are.
    pub cells: u64,
    /// How many of them are shown.
    pub shown: u64,
    /// How many of them count nobody; all of those outside withdrawn tables are shown.
    pub empty: u64,
    /// How many count as many people as need no protection themselves.
    pub large: u64,
    /// How many of those are shown.
    pub large_shown: u64,
}

impl Protected {
    pub(super) fn new(release: Release) -> Self {
        let Release { size, least, questions, variables, cells, figures } = release;
        let ties = Ties::new(variables, questions);
        let mut search = Search::new(cells, ties, least);
        // Nothing can be said of so few, not even how many they are.
        match (size as u64) < least && size > 0 {
            true => search.cells.withdraw(0, 0),
            false => search.run(),
        }
        Self { cells: search.cells, least, people: size, figures }
    }

    /// How many people the release is about.
    pub fn people(&self) -> usize {
        self.people
    }

    /// How many people have all of these values, if it is shown. A margin is asked for by its own
    /// values, the total by none.
    pub fn cell(&self, at: &[(Variable, usize)]) -> Cell {
        let mut at: Vec<(usize, usize)> =
            at.iter().map(|&(variable, value)| (variable.0, value)).collect();
        at.sort_unstable();
        let over: Vec<usize> = at.iter().map(|&(variable, _)| variable).collect();
        let Some(grid) = self.cells.found(&over) else { return Cell::Unpublished };
        let grid = &self.cells.grids[grid];
        if at.iter().zip(&grid.sizes).any(|(&(_, value), &size)| value >= size) {
            return Cell::Unpublished;
        }
        let value = |variable: usize| {
            at.iter().find(|known| known.0 == variable).map_or(0, |known| known.1 as u16)
        };
        self.at(grid.cell(value))
    }

    /// How many people a figure counts, if it may be said.
    pub fn figure(&self, figure: Figure) -> Cell {
        let Some(grids) = self.figures.get(figure.0) else { return Cell::Unpublished };
        let start = |grid: usize| self.cells.grids[grid].start;
        match self.at(start(grids.base)) {
            Cell::Shown(_) => self.at(start(grids.inside)),
            withheld => withheld,
        }
    }

    /// How much of all tables over so many variables is shown.
    pub fn kept(&self, variables: usize) -> Kept {
        let cells = &self.cells;
        let mut kept = Kept::default();
        let grids =
            cells.grids.iter().filter(|grid| grid.over.len() == variables && !grid.is_divided());
        let published = |cell: &usize| cells.prices[*cell] > 0;
        let grids = grids.filter(|grid| grid.cells().any(|cell| published(&cell)));
        for grid in grids.clone() {
            kept.tables += 1;
            kept.withdrawn += u64::from(grid.withdrawn);
        }
        for cell in grids.flat_map(Grid::cells).filter(published) {
            let (count, is_shown) =
                (u64::from(cells.counts[cell]), cells.marks[cell] == Mark::Shown);
            let is_large = count > 0 && count >= self.least;
            kept.cells += 1;
            kept.shown += u64::from(is_shown);
            kept.empty += u64::from(count == 0);
            kept.large += u64::from(is_large);
            kept.large_shown += u64::from(is_large && is_shown);
        }
        kept
    }

    fn at(&self, cell: usize) -> Cell {
        let cells = &self.cells;
        let cause = || self.place(cells.causes[cell] as usize);
        match cells.marks[cell] {
            _ if cells.prices[cell] == 0 => Cell::Unpublished,
            Mark::Few => Cell::Withheld(Reason::Few),
            Mark::Complement => Cell::Withheld(Reason::Subtraction(cause())),
            Mark::Withdrawn => Cell::Withheld(Reason::Table(cause())),
            Mark::Shown | Mark::Open => Cell::Shown(u64::from(cells.counts[cell])),
        }
    }

    fn place(&self, cell: usize) -> Place {
        let number = self.cells.grids.partition_point(|grid| grid.start <= cell).saturating_sub(1);
        let grid = &self.cells.grids[number];
        for (figure, grids) in self.figures.iter().enumerate() {
            if grids.inside == number && cell == grid.start + 1 {
                return Place::Outside(Figure(figure));
            }
            if grids.all().contains(&number) {
                return Place::Figure(Figure(figure));
            }
        }
        let at = grid.at(cell - grid.start);
        let values = grid
            .over
            .iter()
            .zip(at)
            .map(|(&variable, value)| (Variable(variable), usize::from(value)));
        Place::Values(values.collect())
    }
}
