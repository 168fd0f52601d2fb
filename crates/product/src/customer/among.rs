//! Customers as a vocabulary of filters: `segment = "parcels" and uses = "ci"`.
//!
//! | variable | whose |
//! |---|---|
//! | `customer` | the one of this name |
//! | `segment` | those of this segment |
//! | `size` | those with so many people: `size >= 10` |
//! | `persona` | those in whom this persona works |
//! | `use` | `mandated` or `voluntary` |
//! | `uses` | those who are active with this capability |
//! | `used` | those who ever used it |
//! | `asked-for` | those from whom there is a request for this need |

use super::Customer;
use crate::Product;
use crate::facts::{Day, day};
use jiff::civil::Date;
use paap_analysis::People;
use paap_analysis::expression::{Vocabulary, nearest};
use std::collections::{BTreeMap, BTreeSet};

const VARIABLES: [&str; 8] =
    ["customer", "segment", "size", "persona", "use", "uses", "used", "asked-for"];

/// Customers, and what is known of them besides their own words. A customer's number is its place.
#[derive(Debug, Clone, Default)]
pub struct Among<'a> {
    /// The customers.
    pub customers: &'a [Customer],
    /// Who is active with each capability; every capability of the platform is in it.
    pub active: BTreeMap<&'a str, People>,
    /// Who ever used each capability.
    pub used: BTreeMap<&'a str, People>,
    /// Who asked for each need; every need is in it.
    pub asked: BTreeMap<&'a str, People>,
}

impl<'a> Among<'a> {
    /// The customers of a platform, and who is active with what on a day.
    pub fn of(product: &'a Product, today: Date) -> Self {
        let customers = product.customers.as_slice();
        let nobody = || People::none(customers.len());
        let places: BTreeMap<&str, usize> =
            customers.iter().enumerate().map(|(at, own)| (own.id.as_str(), at)).collect();
        let facts = &product.facts;
        let place = |number: u32| {
            let name = facts.customers.get(usize::try_from(number).ok()?)?;
            places.get(name.as_str()).copied()
        };
        let mut used: BTreeMap<&str, People> =
            product.capabilities.iter().map(|own| (own.id.as_str(), nobody())).collect();
        let mut active = used.clone();
        let today = day(today);
        let within = Day::try_from(product.platform.active_within).unwrap_or(Day::MAX);
        for own in facts.uses.iter().filter(|own| own.day <= today) {
            let name = usize::try_from(own.capability).ok();
            let name = name.and_then(|at| facts.capabilities.get(at));
            let (Some(name), Some(customer)) = (name, place(own.customer)) else { continue };
            used.entry(name).or_insert_with(nobody).insert(customer);
            let recent = active.entry(name).or_insert_with(nobody);
            if own.day > today.saturating_sub(within) {
                recent.insert(customer);
            }
        }
        let mut asked: BTreeMap<&str, People> =
            product.needs.iter().map(|own| (own.id.as_str(), nobody())).collect();
        for request in &product.requests {
            let need = request.need.as_ref().and_then(|need| asked.get_mut(need.name.as_str()));
            if let (Some(set), Some(at)) = (need, places.get(request.from.name.as_str())) {
                set.insert(*at);
            }
        }
        Self { customers, active, used, asked }
    }

    fn whose(&self, holds: impl Fn(&Customer) -> bool) -> People {
        People::from_fn(self.customers.len(), |at| self.customers.get(at).is_some_and(&holds))
    }

    /// What a customer says of a variable that is words.
    fn says<'c>(variable: &str, own: &'c Customer) -> Vec<&'c str> {
        match variable {
            "customer" => vec![own.id.as_str()],
            "segment" => own.segment.as_deref().into_iter().collect(),
            "persona" => own.personas.iter().map(|one| one.name.as_str()).collect(),
            "use" => vec![if own.mandated { "mandated" } else { "voluntary" }],
            _ => Vec::new(),
        }
    }

    /// The sets of a variable that is about something else; None for others.
    fn sets(&self, variable: &str) -> Option<&BTreeMap<&str, People>> {
        match variable {
            "uses" => Some(&self.active),
            "used" => Some(&self.used),
            "asked-for" => Some(&self.asked),
            _ => None,
        }
    }
}

impl Vocabulary for Among<'_> {
    fn people(&self) -> usize {
        self.customers.len()
    }

    fn nouns(&self) -> (&'static str, &'static str) {
        ("variable", "value")
    }

    fn find(&self, name: &str) -> Result<usize, Vec<String>> {
        let wanted = name.trim().to_lowercase().replace('_', "-");
        let at = VARIABLES.iter().position(|own| *own == wanted);
        at.ok_or_else(|| {
            let near = nearest(&wanted, VARIABLES);
            if near.is_empty() { VARIABLES.map(str::to_owned).to_vec() } else { near }
        })
    }

    fn answered(&self, variable: usize) -> People {
        match VARIABLES.get(variable) {
            Some(&"size") => self.whose(|own| own.size.is_some()),
            Some(name) if self.sets(name).is_none() => {
                self.whose(|own| !Self::says(name, own).is_empty())
            }
            _ => People::all(self.people()),
        }
    }

    fn asked(&self, _: usize) -> People {
        People::all(self.people())
    }

    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>> {
        let name = VARIABLES.get(variable).copied().unwrap_or_default();
        let wanted = value.trim().to_lowercase();
        if let Some(sets) = self.sets(name) {
            let found = sets.get(wanted.as_str()).cloned();
            return found.ok_or_else(|| nearest(&wanted, sets.keys().copied()));
        }
        if name == "size" {
            let wanted: Option<u64> = wanted.parse().ok();
            return Ok(self.whose(|own| own.size.is_some() && own.size == wanted));
        }
        let says = |own: &Customer| {
            Self::says(name, own).iter().any(|said| said.trim().to_lowercase() == wanted)
        };
        let people = self.whose(says);
        // “mandated” and “voluntary” are values whoever has them.
        if people.is_empty() && !(name == "use" && ["mandated", "voluntary"].contains(&&*wanted)) {
            let said: BTreeSet<&str> =
                self.customers.iter().flat_map(|own| Self::says(name, own)).collect();
            return Err(nearest(&wanted, said));
        }
        Ok(people)
    }

    fn whose_number(&self, variable: usize, passes: &dyn Fn(f64) -> bool) -> Option<People> {
        let number = |size: u64| u32::try_from(size).map_or(f64::INFINITY, f64::from);
        (VARIABLES.get(variable) == Some(&"size"))
            .then(|| self.whose(|own| own.size.is_some_and(|size| passes(number(size)))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use paap_analysis::expression::people;

    #[test]
    fn customers_are_found_by_what_is_known_of_them() {
        let text = "customers:\n  a: {segment: Parcels, size: 4, use: mandated}\n  b: {segment: Parcels, personas: [consumer]}\n  c: {size: 12}\n";
        let customers = Customer::read(text, &mut Vec::new());
        let active = BTreeMap::from([("ci", People::from_fn(3, |at| at == 1))]);
        let among = Among { customers: &customers, active, ..Among::default() };
        let who = |filter: &str| people(filter, &among).map(|own| own.iter().collect::<Vec<_>>());
        assert_eq!(who("segment = \"parcels\"").unwrap(), [0, 1]);
        assert_eq!(who("segment = 'Parcels' and not uses = 'ci'").unwrap(), [0]);
        assert_eq!(who("size >= 5").unwrap(), [2]);
        assert_eq!(who("use = 'voluntary'").unwrap(), [1, 2]);
        assert_eq!(who("persona = 'consumer'").unwrap(), [1]);
        assert!(who("segment = 'parcel'").unwrap_err().message.contains("Parcels"));
        assert!(who("uses = 'cd'").unwrap_err().message.contains("ci"));
    }
}
