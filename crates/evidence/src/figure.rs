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

pub use compute::{
    Computed, Fault, INTERVIEWS, Source, compute, compute_among, source, source_name,
};
pub use digest::digest;
pub use read::read;
pub use value::{Sort, Value, agrees};

pub(crate) use read::taken;

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

    /// The questions or codes that it rests on, from left to right, each with the values it is held
    /// against; none where all its answers matter.
    pub fn names(&self) -> Vec<(String, Vec<String>)> {
        let named = |filter: &Filter| -> Vec<(String, Vec<String>)> {
            let values = |own: &[paap_analysis::expression::Value]| {
                own.iter().map(|value| value.text.clone()).collect()
            };
            filter.named().into_iter().map(|(name, own)| (name.text.clone(), values(own))).collect()
        };
        let (mut names, filter) = match &self.asks {
            Asks::Who(who, of) => (named(who), of.as_ref()),
            Asks::Numbers(question, filter) => {
                (vec![(question.text.clone(), Vec::new())], filter.as_ref())
            }
        };
        names.extend(filter.into_iter().flat_map(named));
        names
    }

    /// Whom it counts, and of whom; None where it measures a number.
    pub(crate) fn who(&self) -> Option<(&Filter, Option<&Filter>)> {
        match &self.asks {
            Asks::Who(who, of) => Some((who, of.as_ref())),
            Asks::Numbers(..) => None,
        }
    }

    /// The question whose numbers it measures, and of whom; None where it counts.
    pub(crate) fn measures(&self) -> Option<(&Name, Option<&Filter>)> {
        match &self.asks {
            Asks::Numbers(question, of) => Some((question, of.as_ref())),
            Asks::Who(..) => None,
        }
    }

    /// What it gives.
    pub fn sort(&self) -> Sort {
        self.sort
    }
}

#[cfg(test)]
mod tests;
