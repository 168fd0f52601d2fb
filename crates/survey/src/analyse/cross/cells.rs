//! The cells of a table of two questions.

use super::super::{CONFIDENCE, weighted};
use crate::view::CrossCell;
use crate::weights::{Weights, Worth};
use paap_analysis::People;
use paap_analysis::interval::wilson;

/// The cells of a table, and the totals of its rows and columns.
pub(super) type Counted = (Vec<Vec<CrossCell>>, Vec<f64>, Vec<f64>);

/// Counts people.
pub(super) fn count(rows: &[People], columns: &[People]) -> Counted {
    let totals: Vec<u64> = columns.iter().map(People::count).collect();
    let cell = |row: &People, (column, total): (&People, &u64)| {
        let count = column.count_both(row);
        let interval = wilson(count, *total, CONFIDENCE);
        CrossCell {
            count: Some(count as f64),
            share: (*total > 0).then(|| count as f64 / *total as f64),
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    };
    let of_row = |row| columns.iter().zip(&totals).map(|column| cell(row, column)).collect();
    let row_totals = rows.iter().map(|row| row.count() as f64).collect();
    let column_totals = totals.iter().map(|&total| total as f64).collect();
    (rows.iter().map(of_row).collect(), row_totals, column_totals)
}

/// The same of a weighted table.
pub(super) fn weigh(rows: &[People], columns: &[People], weights: &Weights) -> Counted {
    let worth = |set: &People| weights.worth(&weights.counts(set));
    let totals: Vec<Worth> = columns.iter().map(worth).collect();
    let cell = |row: &People, (set, total): (&People, &Worth)| {
        let (count, share, interval) =
            weighted::part(weights, total, &weights.counts_both(row, set));
        CrossCell {
            count: Some(count),
            share,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    };
    let of_row = |row| columns.iter().zip(&totals).map(|column| cell(row, column)).collect();
    let row_totals = rows.iter().map(|row| worth(row).weight).collect();
    let column_totals = totals.iter().map(|total| total.weight).collect();
    (rows.iter().map(of_row).collect(), row_totals, column_totals)
}
