//! Rows of answers: how alone each is by what others may know of it, and how to make them safe.
//!
//! Two promises hold for what [`protect`] gives back, with `k` and `known` of the [`Rules`]:
//!
//! 1. *By what identifies* (k-anonymity): by all identifying columns together, blanks counting as
//!    a value, each row is like at least `k - 1` others.
//! 2. *By any answer* (kᵐ-anonymity, Terrovitis et al. 2008): whoever knows up to `known` answers
//!    of somebody, in whichever columns, finds at least `k` rows that are the same in them. A cell
//!    that was blanked hides among at least `k` blanks.
//!
//! Columns are taken in one after the other: those that identify, then sensitive ones, then the
//! rest, each in the order given. Each is written as finely as is worth most ([`Level`]), rare cells
//! of it are blanked, and it is left out where less than half of what it says would be left
//! ([`Rules::least_kept`]). Where there are too few people for that to make sense, the answer is a
//! refusal with its reasons: tables only.
//!
//! What is lost is measured in bits, as Gionis and Tassa (2009) do: that a cell says "A or B" instead
//! of "A" loses log₂ of how many times more people say "A or B"; a blank loses all that the cell
//! said.

mod alone;
mod canon;
mod diversity;
mod fit;
mod identifying;
mod level;
mod protect;
mod report;
#[cfg(test)]
mod tests;

pub use alone::{Alone, alone};
pub use identifying::{Guess, identifying};
pub use level::{Level, range};
pub use protect::protect;

/// Rows of answers, a person each.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// How many people there are.
    pub people: usize,
    /// What they said. A column that is short of cells is blank at its end.
    pub columns: Vec<Column>,
}

/// What everybody said to one question, or of one box to tick.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// What it is called in files; unique.
    pub name: String,
    /// What it asks, in words.
    pub label: String,
    /// The box that was to tick, where it is one of several of a question.
    pub option: Option<String>,
    /// The answers there are, lowest first where they have an order.
    pub values: Vec<String>,
    /// What the order of the values means.
    pub scale: Scale,
    /// Coarser ways of writing it, finest first; where there is none, paap makes them.
    pub levels: Vec<Level>,
    /// What others may know, or should not find out.
    pub role: Role,
    /// What each person said, as a place in `values`; None where they said nothing. A place that
    /// there is not counts as nothing.
    pub cells: Vec<Option<u16>>,
}

/// What the order of a column's values means.
#[derive(Debug, Clone, Default, PartialEq)]
pub enum Scale {
    /// Nothing.
    #[default]
    Names,
    /// From low to high: neighbours can be put together.
    Ordered,
    /// Each value is the numbers from a lower bound to below an upper one, which may be infinite.
    Numbers {
        /// The bounds of each value.
        bounds: Vec<(f64, f64)>,
        /// Whether there are whole numbers alone.
        whole: bool,
    },
}

/// What a column is to somebody who looks for a person.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Others may know it of a person: a quasi-identifier.
    Identifying,
    /// Nobody may find it out of a person.
    Sensitive,
    /// Neither.
    #[default]
    Plain,
}

/// When rows are safe.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// How many rows must be alike; at least 2.
    pub k: usize,
    /// How many answers somebody may know, in whichever columns: 1 to 3.
    pub known: usize,
    /// How different the sensitive answers of people who are alike must be.
    pub diversity: Diversity,
    /// The least share of what a column says that must be left of it, 0 to 1.
    pub least_kept: f64,
    /// Rows are refused where there are fewer than so many times `k`.
    pub least_rows: usize,
}

impl Default for Rules {
    fn default() -> Self {
        let diversity = Diversity::Distinct(2);
        Self { k: 5, known: 3, diversity, least_kept: 0.5, least_rows: 10 }
    }
}

/// How different answers must be (Machanavajjhala et al. 2007).
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Diversity {
    /// At least so many different answers.
    Distinct(usize),
    /// The entropy of the answers is at least the logarithm of this number.
    Entropy(f64),
}

/// What became of rows.
#[derive(Debug, Clone)]
pub struct Protected {
    /// Rows that may be published, or why there are none.
    pub rows: Result<SafeRows, Vec<Refusal>>,
    /// What an outsider could learn, before and after.
    pub risk: Risk,
}

/// Rows that may be published, sorted by what they say.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SafeRows {
    /// The columns that are left.
    pub columns: Vec<SafeColumn>,
    /// The rows: a place in the column's `values`, None where nothing was said or it was blanked.
    pub rows: Vec<Vec<Option<u16>>>,
}

/// A column that may be published.
#[derive(Debug, Clone, PartialEq)]
pub struct SafeColumn {
    /// Which of the given columns it was.
    pub of: usize,
    /// Its name.
    pub name: String,
    /// What it asks, in words.
    pub label: String,
    /// The values that occur, each at least `k` times.
    pub values: Vec<String>,
    /// Whether they have an order.
    pub ordered: bool,
    /// Whether some of them stand for several answers.
    pub coarser: bool,
}

/// Why there are no rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A stable word: `few-people`, `little-left`.
    pub code: &'static str,
    /// The reason, as a sentence.
    pub message: String,
}

/// What an outsider could learn. It names columns and never a value.
#[derive(Debug, Clone, PartialEq)]
pub struct Risk {
    /// How many people there are.
    pub people: usize,
    /// The rules that were kept to.
    pub rules: Rules,
    /// Before: how many rows are alone on one, two and three answers.
    pub alone: Vec<Alone>,
    /// Before: how many rows are alone by all identifying columns together.
    pub alone_identifying: usize,
    /// What became of each column, in the order given.
    pub columns: Vec<Fate>,
    /// After: the share of filled cells that are still filled, of all columns given.
    pub cells_kept: f64,
    /// After: the fewest rows that are alike by the identifying columns; None where none is left.
    pub smallest: Option<usize>,
    /// After: how many groups of alike rows there are by the identifying columns.
    pub groups: usize,
    /// After: how many rows differ from all others when all their answers are taken together.
    pub alone_by_all: usize,
}

/// What became of a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Fate {
    /// Its name.
    pub name: String,
    /// Its role.
    pub role: Role,
    /// What is left of it.
    pub left: Left,
}

/// What is left of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Left {
    /// It is published.
    Kept {
        /// Whether answers were put together.
        coarser: bool,
        /// How many filled cells were blanked.
        blanked: usize,
        /// How many cells were filled.
        filled: usize,
        /// The share of what it says that is left, in bits.
        information: f64,
        /// In how many groups of people who are alike by what identifies all gave the same answer.
        same: usize,
    },
    /// It is not, and why.
    Out(&'static str),
}
