//! Figures: expressions over answers and codings, computed, and compared with what the author saw.
//!
//! ```text
//! count(q21 = "We use none")                       14 of 22
//! count(q27 = "Never" of q21 = "We use none")      9 of 14
//! share(code = "waiting") in interviews            64% (9 of 14)
//! median(q24 where q2 = "Parcel Flow")             3
//! ```
//!
//! `docs/figures.md` says what each means, and out of whom. A filter within an expression is of the
//! language of `docs/filters.md`.

mod compute;
mod digest;
mod read;
mod value;

pub use compute::{Computed, Fault, INTERVIEWS, Source, compute, source};
pub use digest::digest;
pub use read::read;
pub use value::{Sort, Value, agrees};

use paap_analysis::expression::{Expression as Filter, Name};

/// An expression, read and not yet computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression {
    text: String,
    sort: Sort,
    asks: Asks,
}

/// What is counted or measured.
#[derive(Debug, Clone, PartialEq)]
enum Asks {
    /// People or excerpts: those who pass the first filter, of those who pass the second.
    Who(Filter, Option<Filter>),
    /// The numbers that people gave to a question: of those who pass the filter.
    Numbers(Name, Option<Filter>),
}

impl Expression {
    /// As it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it gives.
    pub fn sort(&self) -> Sort {
        self.sort
    }
}

#[cfg(test)]
mod tests;
