//! A place in a text that identifies somebody, and what it is.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a span is. The names are stable: programs rely on them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A person's name, or a part of it.
    Person,
    /// A company, an authority, a club.
    Organisation,
    /// A product, tool or service whose name tells who uses or makes it.
    Product,
    /// A team, department or code name within an organisation.
    Team,
    /// A city, country, region, or what people from there are called.
    Place,
    /// A postal address or a part of it.
    Address,
    /// A mail address.
    Mail,
    /// A telephone number.
    Phone,
    /// An address in the web.
    Url,
    /// A host, a domain, an internal name of a machine.
    Host,
    /// An IP or MAC address.
    Ip,
    /// A payment card.
    Card,
    /// A bank account.
    Iban,
    /// A number or code that stands for one person or thing: passport, tax, ticket, account.
    Id,
    /// A date or a time that tells when something happened.
    Date,
    /// How old somebody is.
    Age,
    /// A role that one person has, a title.
    Role,
    /// How many people, machines or customers there are, where that tells which company it is.
    Headcount,
    /// Several ordinary things that only together tell who it is.
    Combination,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 19] = [
        Self::Person,
        Self::Organisation,
        Self::Product,
        Self::Team,
        Self::Place,
        Self::Address,
        Self::Mail,
        Self::Phone,
        Self::Url,
        Self::Host,
        Self::Ip,
        Self::Card,
        Self::Iban,
        Self::Id,
        Self::Date,
        Self::Age,
        Self::Role,
        Self::Headcount,
        Self::Combination,
    ];
}

/// A place in a text that identifies.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Where it is, in bytes of the text; both ends are at character boundaries.
    pub range: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// How sure that is, from 0 to 1.
    pub confidence: f64,
    /// The rule that found it, a stable word, such as `name-list` or `says-own-name`.
    pub rule: &'static str,
}
