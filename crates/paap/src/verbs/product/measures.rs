//! What a spreadsheet gets of adoption and delivery: a row for each measure, with every number in a column of
//! its own.

use super::Part;
use crate::show::sheet::{Grid, count, number, words};
use crate::show::table::Cell;

/// Rows of measures.
pub(super) struct Measures {
    grid: Grid,
}

/// What a row is of.
#[derive(Clone, Copy)]
pub(super) struct Of<'a> {
    /// A capability, a service or a customer.
    pub(super) name: &'a str,
    /// Customers of which kind; empty of all.
    pub(super) segment: &'a str,
    /// The first day.
    pub(super) from: &'a str,
    /// The last; empty where it is open.
    pub(super) to: &'a str,
}

/// A measure's numbers, as far as it has them.
#[derive(Default)]
struct Row {
    value: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
    count: Option<u64>,
    base: Option<u64>,
}

impl Measures {
    /// No rows yet, of what the first column names.
    pub(super) fn new(of: &'static str) -> Self {
        let columns = vec![
            words(of),
            words("segment"),
            words("from"),
            words("to"),
            words("measure"),
            number("value"),
            number("low"),
            number("high"),
            count("count"),
            count("base"),
        ];
        Self { grid: Grid::new("", columns) }
    }

    /// A share, with its interval.
    pub(super) fn part(&mut self, of: Of<'_>, measure: &str, own: &Part) {
        let (count, base) = (Some(own.count), Some(own.base));
        self.row(of, measure, Row { value: own.share, low: own.low, high: own.high, count, base });
    }

    /// How many of so many; no interval, as all are counted.
    pub(super) fn out_of(&mut self, of: Of<'_>, measure: &str, count: u64, base: u64) {
        let value = (base > 0).then(|| count as f64 / base as f64);
        let (count, base) = (Some(count), Some(base));
        self.row(of, measure, Row { value, count, base, ..Row::default() });
    }

    /// How many.
    pub(super) fn count(&mut self, of: Of<'_>, measure: &str, own: u64) {
        self.row(of, measure, Row { value: Some(own as f64), count: Some(own), ..Row::default() });
    }

    /// A number of hours out of `base` times, with its interval where there is one.
    pub(super) fn hours(
        &mut self,
        of: Of<'_>,
        measure: &str,
        value: Option<f64>,
        interval: Option<(f64, f64)>,
        base: u64,
    ) {
        let (low, high) = interval.unzip();
        self.row(of, measure, Row { value, low, high, count: None, base: Some(base) });
    }

    fn row(&mut self, of: Of<'_>, measure: &str, own: Row) {
        let texts = [of.name, of.segment, of.from, of.to, measure];
        let mut cells: Vec<Cell> = texts.iter().map(|own| Cell::Text((*own).to_owned())).collect();
        let number = |own: Option<f64>| own.map_or(Cell::Empty, Cell::Number);
        cells.extend([own.value, own.low, own.high].map(number));
        cells.extend([own.count, own.base].map(|own| number(own.map(|own| own as f64))));
        self.grid.rows.push(cells);
    }

    pub(super) fn grid(self) -> Grid {
        self.grid
    }
}
