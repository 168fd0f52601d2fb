//! Rows in an order of their own, so that the order in which they came makes no difference.

use super::{Column, Rows};

/// The cells of every column: 0 for nothing said, else one more than the place of the value.
pub(super) struct Canon {
    pub(super) people: usize,
    pub(super) cells: Vec<Vec<u16>>,
}

impl Canon {
    /// Sorts the rows by what they say.
    pub(super) fn of(rows: &Rows) -> Self {
        let raw: Vec<Vec<u16>> =
            rows.columns.iter().map(|column| cells(column, rows.people)).collect();
        let mut order: Vec<usize> = (0..rows.people).collect();
        order.sort_by(|&a, &b| {
            raw.iter().map(|column| column[a]).cmp(raw.iter().map(|column| column[b]))
        });
        let sorted = |column: &Vec<u16>| order.iter().map(|&row| column[row]).collect();
        Self { people: rows.people, cells: raw.iter().map(sorted).collect() }
    }
}

fn cells(column: &Column, people: usize) -> Vec<u16> {
    let values = column.values.len().min(usize::from(u16::MAX) - 1);
    let cell = |row: usize| match column.cells.get(row).copied().flatten() {
        Some(value) if usize::from(value) < values => value + 1,
        _ => 0,
    };
    (0..people).map(cell).collect()
}

/// How often each cell occurs.
pub(super) fn counts(cells: &[u16]) -> Vec<usize> {
    let most = cells.iter().max().map_or(0, |&most| usize::from(most));
    let mut counts = vec![0; most + 1];
    cells.iter().for_each(|&cell| counts[usize::from(cell)] += 1);
    counts
}

/// Numbers groups anew by a further column: people are together who were, and say the same.
/// Numbers are given in the order of the rows.
pub(super) fn refine(groups: &[u32], cells: &[u16]) -> (Vec<u32>, usize) {
    let mut numbers = hashbrown::HashMap::with_hasher(foldhash::fast::FixedState::default());
    let refined = groups.iter().zip(cells).map(|(&group, &cell)| {
        let next = numbers.len() as u32;
        *numbers.entry((group, cell)).or_insert(next)
    });
    let refined: Vec<u32> = refined.collect();
    (refined, numbers.len())
}

/// How many rows each group has.
pub(super) fn sizes(groups: &[u32], count: usize) -> Vec<usize> {
    let mut sizes = vec![0; count];
    groups.iter().for_each(|&group| sizes[group as usize] += 1);
    sizes
}
