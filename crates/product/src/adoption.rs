//! Who uses what, and who stays: customers or persons, capabilities and intervals of time as sets.
//!
//! Active is who got something out of a capability in an interval: opening a page is no use of value.
//! All shares have their bases, and nothing is said of who is not known.

mod begun;
mod grid;
mod spans;

pub use begun::{Begun, STICK, activation, stick};
pub use grid::{Flow, Grid, Row, Unit, Who};
pub(crate) use spans::number;
pub use spans::{Every, Spans};

use crate::customer::Customer;
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

/// Which customer of the platform each customer of the facts is: by name, by the entity of the catalog
/// with or without its kind and namespace, or by title.
pub fn places(facts: &Facts, customers: &[Customer]) -> Vec<Option<usize>> {
    let find = |name: &str| {
        let same = |own: &str| own.eq_ignore_ascii_case(name);
        let by_id = customers.iter().position(|own| same(&own.id));
        let by_entity = || {
            customers.iter().position(|own| {
                own.entity
                    .as_deref()
                    .is_some_and(|own| same(own) || own.rsplit(['/', ':']).next().is_some_and(same))
            })
        };
        let by_title = || customers.iter().position(|own| same(&own.title));
        by_id.or_else(by_entity).or_else(by_title)
    };
    facts.customers.iter().map(find).collect()
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
