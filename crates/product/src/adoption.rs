//! Who uses what, and who stays: customers or persons, capabilities and intervals of time as sets.
//!
//! Active is who got something out of a capability in an interval: opening a page is no use of value.
//! All shares have their bases, and nothing is said of who is not known.

mod begun;
mod grid;
mod spans;

pub use begun::{Begun, STAYED, activation, stayed};
pub use grid::{Flow, Grid, Row, Unit, Who};
pub(crate) use spans::number;
pub use spans::{Every, Spans};

use crate::customer::{Customer, named};
use crate::events::Facts;
use crate::measure::Share;
use jiff::civil::Date;
use paap_analysis::People;

/// How many of those for whom it is get something out of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Adoption {
    /// Of all who are eligible.
    pub all: Share,
    /// Of those who must use it: what this says is obedience.
    pub mandated: Share,
    /// Of those who may do without.
    pub voluntary: Share,
}

impl Adoption {
    /// Of those who are active, eligible, and told to use it.
    pub fn of(active: &People, eligible: &People, mandated: &People) -> Self {
        let share = |base: &People| Share::new(active.count_both(base), base.count());
        Self {
            all: share(eligible),
            mandated: share(&eligible.and(mandated)),
            voluntary: share(&eligible.minus(mandated)),
        }
    }
}

/// Who first was active in an interval, and who of them was again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cohort {
    /// The interval in which all of them were active for the first time.
    pub first: usize,
    /// How many they are.
    pub size: u64,
    /// How many were active in the interval itself (all), and in each after it.
    pub classic: Vec<u64>,
    /// How many were active in it and in every one up to each after it.
    pub rolling: Vec<u64>,
}

/// Which customer of the platform each customer of the facts is; see [`crate::customer::named`].
pub fn places(facts: &Facts, customers: &[Customer]) -> Vec<Option<usize>> {
    facts.customers.iter().map(|name| named(customers, name)).collect()
}

/// The customers who were there at any time from a day to a day.
pub fn present(customers: &[Customer], from: Date, to: Date) -> People {
    People::from_fn(customers.len(), |at| {
        customers.get(at).is_some_and(|own| {
            own.since.is_none_or(|since| since <= to) && own.until.is_none_or(|until| until >= from)
        })
    })
}

#[cfg(test)]
mod tests;
