//! A platform as a product: what it can do, for whom, what they need, and what came of it.
//!
//! The chain that this room keeps is insight → need → priority → roadmap item → release → outcome. It
//! takes texts, bytes and typed data, and returns values and problems; it opens no file, asks no clock
//! and draws nothing by chance but from a seed.
//!
//! - [`platform`], [`customer`], [`capability`]: what there is, and for whom
//! - [`catalog`]: all that, as far as a software catalog knows it
//! - [`need`], [`request`]: what customers try to achieve, and what they asked for
//! - [`roadmap`], [`release`], [`outcome`]: what is planned, what went out, and what it should change
//! - [`events`]: what tools say that happened: use and delivery
//! - [`adoption`]: who uses what, and who stays
//! - [`delivery`], [`fulfilment`]: how often, how fast and how well it is delivered
//! - [`measure`]: shares with their bases, and times
//! - [`metric`]: what of it is measured for an outcome
//! - [`assessment`]: how mature people see the platform
//! - [`chain`]: from a person's words to an outcome, and back
//! - [`priority`]: which need comes next, with its arithmetic

use jiff::civil::Date;
use std::collections::BTreeMap;

pub mod adoption;
pub mod assessment;
pub mod capability;
pub mod catalog;
pub mod chain;
pub mod customer;
pub mod delivery;
pub mod duration;
pub mod events;
pub mod fulfilment;
pub mod measure;
pub mod metric;
pub mod need;
pub mod outcome;
pub mod platform;
pub mod priority;
mod read;
pub mod release;
pub mod request;
pub mod roadmap;

/// All that is kept of a platform, as its files have it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Product {
    /// The platform itself.
    pub platform: Platform,
    /// The teams for whom it is, in the order of their file.
    pub customers: Vec<Customer>,
    /// What it can do, by name.
    pub capabilities: Vec<Capability>,
    /// What customers try to achieve, by name.
    pub needs: Vec<Need>,
    /// What they asked for, in the order of their file.
    pub requests: Vec<Request>,
    /// What is planned, by name.
    pub items: Vec<Item>,
    /// What went out, by name.
    pub releases: Vec<Release>,
    /// What should change, by name.
    pub outcomes: Vec<Outcome>,
    /// How mature people see it, by name.
    pub assessments: Vec<Assessment>,
    /// What was fixed of outcomes before their releases.
    pub lock: outcome::Lock,
    /// What events mean.
    pub mapping: events::Mapping,
    /// What is kept of events.
    pub facts: events::Facts,
}

impl Product {
    /// What came to run in production, and what became of it.
    pub fn pipeline(&self) -> delivery::Pipeline {
        let counts = |name: &str| self.mapping.is_production(name);
        let production: Vec<bool> = self.facts.environments.iter().map(counts).collect();
        delivery::Pipeline::of(&self.facts, &production)
    }

    /// The roadmap items that serve a need.
    pub fn serving<'a>(&'a self, need: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |own| names(&own.needs).any(|name| name == need))
    }

    /// The outcomes of what serves a need.
    pub fn outcomes_for<'a>(&'a self, need: &'a str) -> impl Iterator<Item = &'a Outcome> {
        let serves = move |item: &str| self.serving(need).any(|own| own.id == item);
        self.outcomes.iter().filter(move |own| serves(&own.item.name))
    }

    /// The first release of a roadmap item, until a day.
    pub fn released(&self, item: &str, until: Date) -> Option<Date> {
        self.releases_of(item, until).min()
    }

    /// The last one.
    pub fn last_released(&self, item: &str, until: Date) -> Option<Date> {
        self.releases_of(item, until).max()
    }

    fn releases_of(&self, item: &str, until: Date) -> impl Iterator<Item = Date> {
        let has = move |own: &&Release| names(&own.items).any(|name| name == item);
        let days = self.releases.iter().filter(has).filter_map(|own| own.date);
        days.filter(move |day| *day <= until)
    }

    /// How many customers asked for a need, each once, be it by themselves or by others on their behalf.
    pub fn votes(&self, need: &str) -> u64 {
        self.asked(need).len() as u64
    }

    /// How many of these did not ask themselves: of whom every request was written down by somebody else.
    pub fn on_behalf(&self, need: &str) -> u64 {
        self.asked(need).values().filter(|themselves| !**themselves).count() as u64
    }

    /// The customers who asked for a need, and whether they ever did so themselves.
    fn asked(&self, need: &str) -> BTreeMap<&str, bool> {
        let asks = |own: &&Request| own.need.as_ref().is_some_and(|named| named.name == need);
        let mut from = BTreeMap::new();
        for own in self.requests.iter().filter(asks) {
            *from.entry(own.from.name.as_str()).or_default() |= own.by.is_none();
        }
        from
    }
}

pub use assessment::Assessment;
pub use capability::Capability;
pub use customer::Customer;
pub use need::Need;
pub use outcome::Outcome;
pub use platform::Platform;
pub use read::{Named, names};
pub use release::Release;
pub use request::Request;
pub use roadmap::Item;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_votes_once_whoever_wrote_it_down() {
        let text = "requests:
  - {title: A, from: fares, date: 2026-01-01, need: status}
  - {title: B, from: fares, date: 2026-01-02, need: status, by: a builder}
  - {title: C, from: gates, date: 2026-01-03, need: status, by: a builder}
  - {title: D, from: gates, date: 2026-01-04, need: status, by: a leader}
  - {title: E, from: apps, date: 2026-01-05, need: logs, by: a builder}
";
        let mut problems = Vec::new();
        let requests = Request::read(text, &mut problems);
        let product = Product { requests, ..Product::default() };
        let both = |need: &str| (product.votes(need), product.on_behalf(need));
        assert_eq!([both("status"), both("logs"), both("none")], [(2, 1), (1, 1), (0, 0)]);
        assert_eq!(problems, []);
    }
}
