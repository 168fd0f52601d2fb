//! What is kept of events: who used what when, and what was delivered. No text of an event but names
//! of customers, capabilities, services and environments.

use super::seen::Names;
use serde::{Deserialize, Serialize};

/// Stands for nobody and nothing.
pub(crate) const NONE: u32 = u32::MAX;

/// The bit of a capability that says whether the customer got something out of it.
pub(crate) const VALUE: u16 = 1 << 15;

/// Everything that events said. Numbers are places in the lists of names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facts {
    /// Customers as events name them, unless the mapping knows better.
    pub customers: Names,
    /// Capabilities.
    pub capabilities: Names,
    /// Services.
    pub services: Names,
    /// Environments.
    pub environments: Names,
    /// How many persons there are: their numbers are below, in the order in which they came.
    pub persons: u32,
    /// Uses, in the order in which they came.
    pub uses: Uses,
    /// What happened in delivery, in the order in which it came.
    pub deliveries: Vec<Delivery>,
    /// Requests and their fulfilments, in the order in which they came.
    pub requests: Vec<Request>,
    /// Which events of delivery lead to which, as their ids are known.
    pub links: Vec<(u128, u128)>,
}

/// A customer used a capability.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Use {
    /// When, in milliseconds of UTC since 1970.
    pub time: i64,
    /// Which customer.
    pub customer: u32,
    /// Which capability.
    pub capability: u16,
    /// Which person, where the event names one.
    pub person: Option<u32>,
    /// Whether the customer got something out of it.
    pub value: bool,
}

/// Uses, one list for each of their parts: there are millions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Uses {
    pub(crate) time: Vec<i64>,
    pub(crate) customer: Vec<u32>,
    /// With [`VALUE`].
    pub(crate) capability: Vec<u16>,
    /// [`NONE`] where there is none.
    pub(crate) person: Vec<u32>,
}

impl Uses {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.time.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.time.is_empty()
    }

    /// All.
    pub fn iter(&self) -> impl Iterator<Item = Use> + '_ {
        let who = self.customer.iter().zip(&self.person);
        self.time.iter().zip(&self.capability).zip(who).map(
            |((&time, &capability), (&customer, &person))| Use {
                time,
                customer,
                capability: capability & !VALUE,
                person: (person != NONE).then_some(person),
                value: capability & VALUE != 0,
            },
        )
    }

    /// Adds one; its capability is below 32,768.
    #[inline(always)]
    pub fn push(&mut self, own: Use) {
        self.time.push(own.time);
        self.customer.push(own.customer);
        self.capability.push((own.capability & !VALUE) | if own.value { VALUE } else { 0 });
        self.person.push(own.person.unwrap_or(NONE));
    }
}

/// Something that happened in delivery. What is named by a number is named so by other events too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// When, in milliseconds of UTC since 1970.
    pub time: i64,
    /// What happened.
    pub kind: Kind,
    /// What the event's id is known by; links name it so.
    pub event: u128,
    /// The number of what it happened to: a change, an artifact, a service, an incident.
    pub subject: u32,
    /// The service, where one is named.
    pub service: Option<u32>,
    /// The environment, where one is named.
    pub environment: Option<u32>,
    /// The artifact, where one is named.
    pub artifact: Option<u32>,
    /// The change that is in an artifact.
    pub change: Option<u32>,
    /// The chain of events that it belongs to.
    pub chain: Option<u32>,
    /// The customer, where one is named.
    pub customer: Option<u32>,
}

/// What happens in delivery, as CDEvents have it; but for [`Self::Made`], which a mapping tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A golden path made a new service.
    Made,
    /// A change came into the main line.
    Merged,
    /// An artifact was made of a change.
    Packaged,
    /// A service came to run, new.
    Deployed,
    /// Another version of a service came to run.
    Upgraded,
    /// An earlier version of a service runs again.
    RolledBack,
    /// A service runs no more.
    Removed,
    /// Something went wrong in production.
    Detected,
    /// It is right again.
    Resolved,
}

impl Kind {
    /// All, in the order in which they follow each other.
    pub const ALL: [Self; 9] = [
        Self::Made,
        Self::Merged,
        Self::Packaged,
        Self::Deployed,
        Self::Upgraded,
        Self::RolledBack,
        Self::Removed,
        Self::Detected,
        Self::Resolved,
    ];
}

/// Somebody asked for something, or got it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Request {
    /// When, in milliseconds of UTC since 1970.
    pub time: i64,
    /// The number by which a request and its fulfilment are one.
    pub subject: u32,
    /// Whether it is the fulfilment.
    pub fulfilled: bool,
    /// The customer, where one is named.
    pub customer: Option<u32>,
    /// The capability, where one is named.
    pub capability: Option<u16>,
}
