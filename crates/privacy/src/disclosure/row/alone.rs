//! Sample uniqueness: how many rows are alone on one, two or three answers, in whichever columns.

use super::Rows;
use super::canon::{Canon, counts};
use serde::Serialize;

/// More cells than this are not looked at; what is said is then "at least".
const MOST_LOOKS: u64 = 100_000_000;

/// Larger tables are not made: what occurs is looked up instead.
const MOST_CELLS: usize = 1 << 22;

/// How many rows are alone on so many answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Alone {
    /// How many answers somebody knows.
    pub answers: usize,
    /// How many rows nobody shares these answers with, for some choice of columns.
    pub rows: usize,
    /// Whether all combinations were looked at, or all rows found alone; else there may be more.
    pub exact: bool,
    /// The columns by which most rows are alone, and how many are.
    pub most: Option<(Vec<String>, usize)>,
}

/// How many rows are alone on one, two and three answers. Blank cells are no answers.
pub fn alone(rows: &Rows) -> Vec<Alone> {
    let canon = Canon::of(rows);
    let names: Vec<&str> = rows.columns.iter().map(|column| column.name.as_str()).collect();
    of_cells(&canon.cells, &names, canon.people)
}

pub(super) fn of_cells(cells: &[Vec<u16>], names: &[&str], people: usize) -> Vec<Alone> {
    // Columns that tell people apart best are looked at first: most rows are soon found.
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_cached_key(|&column| {
        let counts = counts(&cells[column]);
        counts.iter().map(|&count| (count as u64).pow(2)).sum::<u64>()
    });
    let mut search = Search {
        columns: order.iter().map(|&column| Ranked::of(&cells[column])).collect(),
        people,
        alone: vec![false; people],
        looks: 0,
        most: None,
        tally: Vec::new(),
    };
    let all = Ranked { ranks: vec![1; people], count: 1 };
    let mut found = Vec::new();
    for answers in 1..=3 {
        search.most = None;
        search.deepen(&all, 0, &mut Vec::new(), answers);
        let rows = search.alone.iter().filter(|alone| **alone).count();
        let most = search.most.take().map(|(mut columns, rows)| {
            columns.iter_mut().for_each(|column| *column = order[*column]);
            columns.sort_unstable();
            (columns.into_iter().map(|column| names[column].to_owned()).collect(), rows)
        });
        let exact = search.looks < MOST_LOOKS || rows == people;
        found.push(Alone { answers, rows, exact, most });
    }
    found
}

/// Groups of rows, numbered from 1; 0 are those that say nothing.
struct Ranked {
    ranks: Vec<u32>,
    count: usize,
}

impl Ranked {
    fn of(cells: &[u16]) -> Self {
        let most = cells.iter().max().map_or(0, |&most| usize::from(most));
        Self { ranks: cells.iter().map(|&cell| u32::from(cell)).collect(), count: most }
    }
}

struct Search {
    columns: Vec<Ranked>,
    people: usize,
    alone: Vec<bool>,
    looks: u64,
    /// The columns by which most rows are alone.
    most: Option<(Vec<usize>, usize)>,
    tally: Vec<u32>,
}

impl Search {
    /// Looks at all choices of `left` further columns from `first` on.
    fn deepen(&mut self, groups: &Ranked, first: usize, chosen: &mut Vec<usize>, left: usize) {
        for column in first..self.columns.len() {
            let everybody = self.most.as_ref().is_some_and(|most| most.1 == self.people);
            if self.looks >= MOST_LOOKS || everybody {
                return;
            }
            self.looks += self.people as u64;
            chosen.push(column);
            if left == 1 {
                self.mark(groups, chosen);
            } else {
                let refined = self.refine(groups, column);
                self.deepen(&refined, column + 1, chosen, left - 1);
            }
            chosen.pop();
        }
    }

    fn refine(&mut self, groups: &Ranked, column: usize) -> Ranked {
        let own = &self.columns[column];
        let width = own.count + 1;
        let cells = (groups.count + 1).saturating_mul(width);
        let both = groups.ranks.iter().zip(&own.ranks);
        if cells > MOST_CELLS {
            let mut numbers =
                hashbrown::HashMap::with_hasher(foldhash::fast::FixedState::default());
            let ranks = both.map(|(&a, &b)| {
                let next = numbers.len() as u32 + 1;
                if a == 0 || b == 0 { 0 } else { *numbers.entry((a, b)).or_insert(next) }
            });
            let ranks = ranks.collect();
            return Ranked { ranks, count: numbers.len() };
        }
        self.tally.clear();
        self.tally.resize(cells, 0);
        let mut count = 0;
        let ranks = both.map(|(&a, &b)| {
            if a == 0 || b == 0 {
                return 0;
            }
            let place = &mut self.tally[a as usize * width + b as usize];
            if *place == 0 {
                count += 1;
                *place = count;
            }
            *place
        });
        let ranks = ranks.collect();
        Ranked { ranks, count: count as usize }
    }

    /// Marks the rows that are alone in their group by the last of the chosen columns.
    fn mark(&mut self, groups: &Ranked, chosen: &[usize]) {
        let Some(own) = chosen.last().map(|&column| &self.columns[column]) else { return };
        let width = own.count + 1;
        let cells = (groups.count + 1).saturating_mul(width);
        if cells > MOST_CELLS && groups.count > 1 {
            let column = chosen[chosen.len() - 1];
            let refined = self.refine(groups, column);
            let whole = Ranked { ranks: vec![1; self.people], count: 1 };
            let own = std::mem::replace(&mut self.columns[column], refined);
            self.mark(&whole, chosen);
            self.columns[column] = own;
            return;
        }
        self.tally.clear();
        self.tally.resize(cells, 0);
        for (&group, &own) in groups.ranks.iter().zip(&own.ranks) {
            self.tally[group as usize * width + own as usize] += 1;
        }
        let is_answered = |cell: usize| cell >= width && !cell.is_multiple_of(width);
        let single = |cell: usize| self.tally[cell] == 1 && is_answered(cell);
        if !(0..cells).any(single) {
            return;
        }
        let mut rows = 0;
        for (row, (&group, &own)) in groups.ranks.iter().zip(&own.ranks).enumerate() {
            if single(group as usize * width + own as usize) {
                self.alone[row] = true;
                rows += 1;
            }
        }
        if rows > self.most.as_ref().map_or(0, |most| most.1) {
            self.most = Some((chosen.to_vec(), rows));
        }
    }
}
