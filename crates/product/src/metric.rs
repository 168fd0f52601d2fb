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

use crate::adoption::{places, present};
use crate::customer::Among;
use crate::delivery::Deployment;
use crate::events::{Facts, Request, Use, begin};
use crate::fulfilment::fulfilment;
use crate::measure::Share;
use crate::{Capability, Product};
use jiff::civil::Date;
use paap_analysis::People;
use paap_analysis::expression::{nearest, people};
use paap_analysis::interval::{
    CONFIDENCE, Difference, Interval, median, newcombe, paired, rates, shift, wilson,
};
use std::fmt;

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

/// The first and the last of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Days {
    /// The first.
    pub from: Date,
    /// The last.
    pub to: Date,
}

impl Days {
    /// How many they are.
    pub fn count(self) -> i64 {
        i64::from((self.to - self.from).get_days()) + 1
    }

    /// As many days that end on this one; None where there are no such days.
    pub fn until(self, to: Date) -> Option<Self> {
        let back = jiff::Span::new().try_days(self.count() - 1).ok()?;
        Some(Self { from: to.checked_sub(back).ok()?, to })
    }

    /// As many days that end just before these; None where there are no such days.
    pub fn before(self) -> Option<Self> {
        self.until(self.from.yesterday().ok()?)
    }

    /// From the first moment to that after the last, in milliseconds of UTC since 1970.
    pub fn times(self) -> (i64, i64) {
        (begin(self.from), self.to.tomorrow().map_or(i64::MAX, begin))
    }

    fn holds(self, time: i64) -> bool {
        let (from, to) = self.times();
        (from..to).contains(&time)
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// What was measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A share of some who are counted, and, where these are customers, who they are.
    Share {
        /// How many.
        count: u64,
        /// Of how many.
        base: u64,
        /// Who of the customers, and of whom.
        who: Option<(People, People)>,
    },
    /// Values of which the median is said.
    Median(Vec<f64>),
    /// So many times in so many weeks.
    Rate(u64, f64),
    /// A mean, a score or another number, with its interval where it has one; in its own unit.
    Number(f64, Option<Interval>),
}

impl Value {
    /// The number: a share from 0 to 1, a median, a rate a week. None where it is of nobody and nothing.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Share { base: 0, .. } => None,
            Self::Share { count, base, .. } => Some(*count as f64 / *base as f64),
            Self::Median(values) => middle(values).map(|own| own.0),
            Self::Rate(times, weeks) => (*weeks > 0.0).then(|| *times as f64 / weeks),
            Self::Number(number, _) => Some(*number),
        }
    }

    /// How sure the number is, at 95%.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Share { count, base, .. } => wilson(*count, *base, CONFIDENCE),
            Self::Median(values) => middle(values)?.1,
            Self::Rate(..) => None,
            Self::Number(_, interval) => *interval,
        }
    }

    /// By how much it differs from one before, with the interval of the difference at 95%. Customers who are in
    /// both are compared each with itself. None where that cannot be said.
    pub fn since(&self, before: &Self) -> Option<Difference> {
        match (before, self) {
            (
                Self::Share { who: Some((then, were)), .. },
                Self::Share { who: Some((now, are)), .. },
            ) => {
                let both = were.and(are);
                let (then, now) = (then.and(&both), now.and(&both));
                let (came, went) = (now.minus(&then).count(), then.minus(&now).count());
                paired(came, went, both.count(), CONFIDENCE)
            }
            (
                Self::Share { count: then, base: were, .. },
                Self::Share { count: now, base: are, .. },
            ) => newcombe((*now, *are), (*then, *were), CONFIDENCE),
            (Self::Median(then), Self::Median(now)) => shift(then, now, CONFIDENCE),
            (Self::Rate(then, weeks), Self::Rate(now, since)) => {
                let times = rates((*then, *weeks), (*now, *since), CONFIDENCE)?;
                let (was, is) = (before.number()?, self.number()?);
                let more = |times: f64| if was > 0.0 { was * (times - 1.0) } else { f64::NAN };
                let (low, high) = (more(times.low), more(times.high));
                (!low.is_nan()).then_some(Difference { effect: is - was, low, high })
            }
            (Self::Number(then, Some(was)), Self::Number(now, Some(is))) => {
                // Newcombe's square and add, of the intervals of two independent numbers.
                let (down, up) =
                    ((now - is.low).hypot(was.high - then), (is.high - now).hypot(then - was.low));
                let effect = now - then;
                Some(Difference { effect, low: effect - down, high: effect + up })
            }
            _ => None,
        }
    }
}

fn middle(values: &[f64]) -> Option<(f64, Option<Interval>)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let own = median(&sorted, CONFIDENCE)?;
    let interval = own.low.zip(own.high).map(|(low, high)| Interval { low, high });
    Some((own.median, interval))
}

/// The customers whom a metric is of, by their places: those there in some days, for whom the capability
/// is, and who pass the filter.
///
/// # Errors
///
/// A sentence, where a filter cannot be read or there is no such capability.
pub fn eligible(product: &Product, whose: &Whose, days: Days) -> Result<People, String> {
    let mut all = present(&product.customers, days.from, days.to);
    let of = whose.capability.as_deref().map(|name| capability(product, name)).transpose()?;
    if let Some((filter, _)) = of.and_then(|own| own.eligible.as_ref()) {
        all = all.and(&passing(product, filter)?);
    }
    if let Some(filter) = &whose.filter {
        all = all.and(&passing(product, filter)?);
    }
    if let Some(wanted) = whose.mandated {
        let told = mandated(product, of)?;
        all = if wanted { all.and(&told) } else { all.minus(&told) };
    }
    Ok(all)
}

/// The customers who were told to use a capability, or the platform.
///
/// # Errors
///
/// A sentence, where the capability's filter cannot be read.
pub fn mandated(product: &Product, capability: Option<&Capability>) -> Result<People, String> {
    match capability.and_then(|own| own.mandated.as_ref()) {
        Some((filter, _)) => passing(product, filter),
        None => Ok(People::from_fn(product.customers.len(), |at| {
            product.customers.get(at).is_some_and(|own| own.mandated)
        })),
    }
}

fn passing(product: &Product, filter: &str) -> Result<People, String> {
    people(filter, &Among::of(product)).map_err(|why| why.message)
}

fn capability<'a>(product: &'a Product, name: &str) -> Result<&'a Capability, String> {
    product.capabilities.iter().find(|own| own.id == name).ok_or_else(|| {
        let near = nearest(name, product.capabilities.iter().map(|own| own.id.as_str()));
        match near.first() {
            Some(near) => format!("There is no capability “{name}”. Did you mean “{near}”?"),
            None => format!("There is no capability “{name}”."),
        }
    })
}

/// The customers that got something out of a capability in some days, by their places.
pub fn active(product: &Product, capability: &str, days: Days) -> People {
    let facts = &product.facts;
    let customers = places(facts, &product.customers);
    let mut active = People::none(product.customers.len());
    let Some(wanted) = facts.capabilities.find(capability) else { return active };
    let is_active =
        |own: &Use| own.value && u32::from(own.capability) == wanted && days.holds(own.time);
    for own in facts.uses.iter().filter(is_active) {
        if let Some(Some(at)) = customers.get(own.customer as usize) {
            active.insert(*at);
        }
    }
    active
}

/// Measures something of the platform over some days.
///
/// # Errors
///
/// A sentence that says what is missing.
pub fn measure(
    product: &Product,
    measured: Measured,
    whose: &Whose,
    days: Days,
) -> Result<Value, String> {
    covers(&product.facts, days)?;
    let eligible = eligible(product, whose, days)?;
    let of = whose.capability.as_deref().unwrap_or_default();
    let value = match measured {
        Measured::Adoption => shared(active(product, of, days).and(&eligible), eligible),
        Measured::Retention => {
            let before = days.before().ok_or("There are no days before these.")?;
            covers(&product.facts, before)?;
            let were = active(product, of, before).and(&eligible);
            shared(active(product, of, days).and(&were), were)
        }
        Measured::Fulfilment => {
            let customers = places(&product.facts, &product.customers);
            let is_of = |own: &Request| {
                let name =
                    own.capability.and_then(|own| product.facts.capabilities.get(own.into()));
                name == Some(of) && whose.holds(own.customer, &customers, &eligible)
            };
            let own = fulfilment(&product.facts, days.times(), i64::MAX, is_of);
            Value::Median(own.times.hours())
        }
        _ => delivered(product, measured, whose, &eligible, days),
    };
    match value.number() {
        Some(_) => Ok(value),
        None => Err(format!("Nobody and nothing is in it from {days}.")),
    }
}

fn delivered(
    product: &Product,
    measured: Measured,
    whose: &Whose,
    eligible: &People,
    days: Days,
) -> Value {
    let (from, to) = days.times();
    let customers = places(&product.facts, &product.customers);
    let is_whose = |own: &Deployment| whose.holds(own.customer, &customers, eligible);
    let own = product.pipeline().metrics(from, to, is_whose);
    let share = |own: Share| Value::Share { count: own.count, base: own.base, who: None };
    match measured {
        Measured::LeadTime => Value::Median(own.lead.hours()),
        Measured::Recovery => Value::Median(own.recovery.hours()),
        Measured::ChangeFailure => share(own.failed),
        Measured::Rework => share(own.rework),
        _ => Value::Rate(own.deployments, days.count() as f64 / 7.0),
    }
}

impl Whose {
    /// Whether something of a customer, by its number among the facts, is meant. What is of nobody who is
    /// known is, where all are.
    fn holds(&self, customer: Option<u32>, customers: &[Option<usize>], eligible: &People) -> bool {
        let place = customer.and_then(|own| customers.get(own as usize).copied().flatten());
        match place {
            Some(place) => eligible.contains(place),
            None => self.filter.is_none() && self.mandated.is_none(),
        }
    }
}

fn shared(some: People, all: People) -> Value {
    Value::Share { count: some.count(), base: all.count(), who: Some((some, all)) }
}

fn covers(facts: &Facts, days: Days) -> Result<(), String> {
    match facts.days() {
        None => Err("No events were read yet: `paap product events FILE…` reads them.".to_owned()),
        Some((first, last)) if days.from < first || days.to > last => {
            Err(format!("Events are there from {first} to {last}; this needs {days}."))
        }
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests;
