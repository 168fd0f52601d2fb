//! Metrics of outcomes: what is measured, over which days, of whom.
//!
//! ```text
//! adoption(ci)                                eligible customers that got something out of ci, of all eligible ones
//! adoption(ci, voluntary) where segment = "Parcels"
//! retention(ci)                               of those active in as many days before, who is active
//! fulfilment(access)                          hours from a request to its fulfilment, the median
//! lead-time()                                 hours from a merge until it runs; deployments(), change-failure(), recovery(), rework()
//! ```
//!
//! Anything else is a figure of answers or codings, such as `share(q8 >= "Agree")`; `in` says of which.
mod days;
mod measure;
mod value;

pub use days::Days;
pub use measure::{active, eligible, mandated, measure};
pub use value::Value;

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Metric {
    /// Of customers, by how they use a capability.
    Of(Measured, Whose),
    /// A figure of answers or codings, as it is written.
    Figure(String),
}

/// What can be measured of use and delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measured {
    /// Eligible customers that are active, of all eligible ones.
    Adoption,
    /// Of those active in as many days before, those active still.
    Retention,
    /// Hours from a request to its fulfilment.
    Fulfilment,
    /// Deployments a week.
    Deployments,
    /// Hours from a merge until it runs in production.
    LeadTime,
    /// Failed deployments of all.
    ChangeFailure,
    /// Hours from a failed deployment until it was over.
    Recovery,
    /// Deployments that incidents made, of all.
    Rework,
}

/// Of which capability and customers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Whose {
    /// The capability; metrics of delivery have none.
    pub capability: Option<String>,
    /// Only those who must use it (true), or only those who choose to.
    pub mandated: Option<bool>,
    /// Only those customers, as a filter.
    pub filter: Option<String>,
}

impl Measured {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Adoption,
        Self::Retention,
        Self::Fulfilment,
        Self::Deployments,
        Self::LeadTime,
        Self::ChangeFailure,
        Self::Recovery,
        Self::Rework,
    ];

    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Adoption => "adoption",
            Self::Retention => "retention",
            Self::Fulfilment => "fulfilment",
            Self::Deployments => "deployments",
            Self::LeadTime => "lead-time",
            Self::ChangeFailure => "change-failure",
            Self::Recovery => "recovery",
            Self::Rework => "rework",
        }
    }

    /// What it is, for people.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Adoption => {
                "eligible customers that got something out of it, of all eligible ones"
            }
            Self::Retention => "of the customers active in as many days before, those active still",
            Self::Fulfilment => {
                "hours from a request to its fulfilment, the median of those fulfilled"
            }
            Self::Deployments => "deployments to production a week",
            Self::LeadTime => {
                "hours from a merge until it runs in production, the median of changes"
            }
            Self::ChangeFailure => "failed deployments, of all deployments",
            Self::Recovery => "hours from a failed deployment until it was over, the median",
            Self::Rework => "deployments that incidents made, of all deployments",
        }
    }

    /// What stands behind its number; nothing behind a share.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Fulfilment | Self::LeadTime | Self::Recovery => " hours",
            Self::Deployments => " a week",
            Self::Adoption | Self::Retention | Self::ChangeFailure | Self::Rework => "",
        }
    }

    /// Whether it is of a capability.
    pub const fn is_of_capability(self) -> bool {
        matches!(self, Self::Adoption | Self::Retention | Self::Fulfilment)
    }
}

impl Metric {
    /// What stands behind the number of a metric, as it is written.
    pub fn unit(text: &str) -> &'static str {
        match Self::read(text) {
            Ok(Self::Of(measured, _)) => measured.unit(),
            Ok(Self::Figure(_)) | Err(_) => "",
        }
    }

    /// Reads a metric.
    ///
    /// # Errors
    ///
    /// A sentence that says what cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let head = text.split('(').next().unwrap_or_default().trim().to_lowercase();
        let Some(measured) = Measured::ALL.into_iter().find(|own| own.word() == head) else {
            return Ok(Self::Figure(text.to_owned()));
        };
        let wrong = || {
            let own = if measured.is_of_capability() { "capability" } else { "" };
            let more = if own.is_empty() { "" } else { ", {head}(capability, voluntary)" };
            format!(
                "“{text}” is no metric: write {head}({own}){} or {head}({own}) where segment = \"…\".",
                more.replace("{head}", &head)
            )
        };
        let rest = text.get(head.len()..).unwrap_or_default().trim_start();
        let (inside, after) =
            rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).ok_or_else(wrong)?;
        let mut parts = inside.split(',').map(str::trim);
        let capability = parts.next().filter(|own| !own.is_empty()).map(str::to_owned);
        if capability.is_some() != measured.is_of_capability() {
            return Err(wrong());
        }
        let mandated = match parts.next() {
            None => None,
            Some("mandated") => Some(true),
            Some("voluntary") => Some(false),
            Some(_) => return Err(wrong()),
        };
        let after = after.trim();
        let filter = match after.strip_prefix("where") {
            Some(filter) if filter.starts_with(char::is_whitespace) => {
                Some(filter.trim().to_owned())
            }
            None if after.is_empty() => None,
            _ => return Err(wrong()),
        };
        if parts.next().is_some() {
            return Err(wrong());
        }
        Ok(Self::Of(measured, Whose { capability, mandated, filter }))
    }
}

#[cfg(test)]
mod tests;
