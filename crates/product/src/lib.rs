//! A platform as a product: what it can do, for whom, what they need, and what came of it.
//!
//! The chain that this room keeps is insight → need → priority → roadmap item → release → outcome. It
//! takes texts, bytes and typed data, and returns values and problems; it opens no file, asks no clock
//! and draws nothing by chance but from a seed.
//!
//! - [`platform`], [`customer`], [`capability`]: what there is, and for whom
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

use std::collections::BTreeSet;

pub mod adoption;
pub mod assessment;
pub mod capability;
pub mod chain;
pub mod customer;
pub mod delivery;
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

    /// How many customers asked for a need, each once, be it by themselves or by others on their behalf.
    pub fn votes(&self, need: &str) -> u64 {
        let asks = |own: &&Request| own.need.as_ref().is_some_and(|named| named.name == need);
        let from: BTreeSet<&str> =
            self.requests.iter().filter(asks).map(|own| own.from.name.as_str()).collect();
        from.len() as u64
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
