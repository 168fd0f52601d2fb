//! Metrics measured: of whom, and from what.

use super::{Days, Measured, Value, Whose};
use crate::adoption::{places, present};
use crate::customer::Among;
use crate::delivery::Deployment;
use crate::events::{Facts, Request, Use};
use crate::fulfilment::fulfilment;
use crate::measure::Share;
use crate::{Capability, Product};
use paap_analysis::People;
use paap_analysis::expression::{nearest, people};

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
    if matches!(measured, Measured::Adoption | Measured::Retention) && product.facts.uses.is_empty()
    {
        return Err("No use is kept: nothing says who used what.".to_owned());
    }
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
