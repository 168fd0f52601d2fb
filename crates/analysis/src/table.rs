//! Do two answers go together? Tests and effects for tables of counts.

mod chi_square;
mod fisher;
mod permutation;
mod tables;

pub use chi_square::{ChiSquare, chi_square, chi_square_2x2, cramers_v};
pub use fisher::fisher_exact;
pub use permutation::permutation;
pub use tables::{MOST_TABLES, Permutation};

pub(crate) use tables::chance;

/// The most people a table may hold: 2⁴⁰, about 1.1 million million.
///
/// Below it every count is an exact floating-point number and no product of totals overflows.
pub const MOST_PEOPLE: u64 = 1 << 40;

/// Four counts of people by two yes-or-no answers.
///
/// ```text
///            B    not B
/// A          a      b
/// not A      c      d
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Table2x2 {
    /// Both.
    pub a: u64,
    /// The row's answer only.
    pub b: u64,
    /// The column's answer only.
    pub c: u64,
    /// Neither.
    pub d: u64,
}

impl Table2x2 {
    /// Everyone in the table; `None` above [`MOST_PEOPLE`].
    pub fn total(&self) -> Option<u64> {
        people(&[self.a, self.b, self.c, self.d])
    }

    /// The smallest count that independence would lead one to expect; 0 for an empty table.
    ///
    /// Below 5, prefer [`fisher_exact`] (the rule of W. G. Cochran, *Some methods for
    /// strengthening the common χ² tests*, Biometrics 10, 1954).
    pub fn min_expected(&self) -> f64 {
        let Some(total @ 1..) = self.total() else { return 0.0 };
        let row = (self.a + self.b).min(self.c + self.d);
        let column = (self.a + self.c).min(self.b + self.d);
        row as f64 * column as f64 / total as f64
    }
}

/// Counts of people by two answers with any number of options.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    rows: usize,
    columns: usize,
    cells: Vec<u64>,
}

impl Table {
    /// A table of `rows` × `columns` from its cells, row after row.
    ///
    /// `None` when the number of cells is not rows × columns, or they hold more than
    /// [`MOST_PEOPLE`].
    pub fn new(rows: usize, columns: usize, cells: Vec<u64>) -> Option<Self> {
        let fits = rows.checked_mul(columns) == Some(cells.len()) && people(&cells).is_some();
        // Without cells the number of rows (or columns) could be anything, and means nothing.
        let (rows, columns) = if cells.is_empty() { (0, 0) } else { (rows, columns) };
        fits.then_some(Self { rows, columns, cells })
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// The counts, row after row.
    pub fn cells(&self) -> &[u64] {
        &self.cells
    }

    /// Everyone in the table.
    pub fn total(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// How many people each row holds.
    pub fn row_totals(&self) -> Vec<u64> {
        (0..self.rows).map(|i| self.row(i).iter().sum()).collect()
    }

    /// How many people each column holds.
    pub fn column_totals(&self) -> Vec<u64> {
        let mut totals = vec![0; self.columns];
        for i in 0..self.rows {
            for (total, cell) in totals.iter_mut().zip(self.row(i)) {
                *total += cell;
            }
        }
        totals
    }

    /// The same people without rows and columns that hold no one: they say nothing about the rest.
    pub fn without_empty(&self) -> Self {
        let (rows, columns) = (self.row_totals(), self.column_totals());
        let mut cells = Vec::with_capacity(self.cells.len());
        for i in (0..self.rows).filter(|i| rows[*i] > 0) {
            cells.extend(self.row(i).iter().zip(&columns).filter(|(_, t)| **t > 0).map(|(c, _)| c));
        }
        let held = |totals: &[u64]| totals.iter().filter(|t| **t > 0).count();
        Self { rows: held(&rows), columns: held(&columns), cells }
    }

    pub(crate) fn row(&self, i: usize) -> &[u64] {
        &self.cells[i * self.columns..(i + 1) * self.columns]
    }
}

/// The sum of `counts`; `None` above [`MOST_PEOPLE`].
pub(crate) fn people(counts: &[u64]) -> Option<u64> {
    counts
        .iter()
        .try_fold(0u64, |sum, count| sum.checked_add(*count))
        .filter(|total| *total <= MOST_PEOPLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_checks_its_shape() {
        assert_eq!(Table::new(2, 2, vec![1, 2, 3]), None);
        assert_eq!(Table::new(usize::MAX, 2, vec![]), None);
        assert_eq!(Table::new(1, 2, vec![u64::MAX, 2]), None);
        assert_eq!(Table::new(usize::MAX, 0, vec![]).unwrap().rows(), 0);
        let table = Table::new(3, 3, vec![1, 0, 2, 0, 0, 0, 3, 0, 4]).unwrap();
        assert_eq!(table.row_totals(), [3, 0, 7]);
        assert_eq!(table.column_totals(), [4, 0, 6]);
        assert_eq!(table.without_empty(), Table::new(2, 2, vec![1, 2, 3, 4]).unwrap());
    }

    #[test]
    fn expected_counts() {
        assert_eq!(Table2x2 { a: 3, b: 7, c: 5, d: 5 }.min_expected(), 4.0);
        assert_eq!(Table2x2 { a: 0, b: 0, c: 0, d: 0 }.min_expected(), 0.0);
        assert_eq!(Table2x2 { a: u64::MAX, b: 1, c: 0, d: 0 }.total(), None);
    }
}
