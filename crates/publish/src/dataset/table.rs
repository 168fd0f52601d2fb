//! Tables of counts that were protected before they came here: each cell is shown or withheld.

use super::csv;

/// A table: the answers to one question, or to one by another.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// Its name in files: small letters, digits, `-`, `_`, `.`; unique in its survey.
    pub id: String,
    /// What it shows.
    pub title: String,
    /// Who is counted, and what shares are out of.
    pub base: String,
    /// What the rows are: a question.
    pub row: String,
    /// What the columns are: another question.
    pub col: Option<String>,
    /// Its cells.
    pub lines: Vec<Line>,
}

/// A cell with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The row's answer.
    pub row: String,
    /// The column's answer, where the table is by another question.
    pub col: Option<String>,
    /// What may be said.
    pub cell: Cell,
}

/// What may be said of how many people there are.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// How many there are.
    Shown {
        /// How many people.
        people: u64,
        /// Out of how many, where that may be said.
        share: Option<Share>,
    },
    /// Nothing.
    Withheld,
}

/// A share, and how sure it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Out of how many people.
    pub base: u64,
    /// The share, 0 to 1.
    pub share: f64,
    /// The lower bound of its interval (Wilson, 95%).
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The columns of a table's file after those that say which cell it is, with type and meaning.
pub(super) const COLUMNS: [(&str, &str, &str); 6] = [
    ("people", "integer", "How many people"),
    ("base", "integer", "Out of how many people the share is"),
    ("share", "number", "The share of these people, 0 to 1"),
    ("low", "number", "The lower bound of the share's 95% interval (Wilson)"),
    ("high", "number", "The upper bound of the share's 95% interval (Wilson)"),
    ("withheld", "boolean", "Whether the count is withheld so that nobody can be recognised"),
];

impl Table {
    /// The names of the columns of its file.
    pub(super) fn header(&self) -> Vec<&'static str> {
        let place = if self.col.is_some() { &["row", "col"][..] } else { &["row"] };
        place.iter().copied().chain(COLUMNS.map(|column| column.0)).collect()
    }

    /// The table as a file.
    pub(super) fn csv(&self) -> String {
        let mut out = String::new();
        csv::line(&mut out, self.header().into_iter());
        for own in &self.lines {
            let cells = self.cells(own);
            csv::line(&mut out, cells.iter().map(String::as_str));
        }
        out
    }

    /// The cells of a line of its file. Rust writes the shortest digits that give a number back.
    pub(super) fn cells(&self, line: &Line) -> Vec<String> {
        let mut cells = vec![line.row.clone()];
        if self.col.is_some() {
            cells.push(line.col.clone().unwrap_or_default());
        }
        let (people, share) = match &line.cell {
            Cell::Shown { people, share } => (people.to_string(), share.as_ref()),
            Cell::Withheld => (String::new(), None),
        };
        cells.push(people);
        match share {
            Some(share) => {
                cells.push(share.base.to_string());
                cells.extend([share.share, share.low, share.high].map(|x| x.to_string()));
            }
            None => cells.extend(std::iter::repeat_n(String::new(), 4)),
        }
        cells.push((line.cell == Cell::Withheld).to_string());
        cells
    }

    /// A line of its file, read back.
    pub(super) fn line(cells: &[String], has_col: bool) -> Option<Line> {
        let place = if has_col { 2 } else { 1 };
        let col = if has_col { Some(cells.get(1)?.clone()) } else { None };
        let [people, base, share, low, high, withheld] = cells.get(place..)? else { return None };
        let cell = match (withheld.as_str(), base.as_str()) {
            ("true", _) => Cell::Withheld,
            ("false", "") => Cell::Shown { people: people.parse().ok()?, share: None },
            ("false", _) => {
                let share = Share {
                    base: base.parse().ok()?,
                    share: share.parse().ok()?,
                    low: low.parse().ok()?,
                    high: high.parse().ok()?,
                };
                Cell::Shown { people: people.parse().ok()?, share: Some(share) }
            }
            _ => return None,
        };
        Some(Line { row: cells.first()?.clone(), col, cell })
    }
}
