//! Customers as a vocabulary of filters: `segment = "parcels" and size >= 10`.
//!
//! | variable | whose |
//! |---|---|
//! | `customer` | the one of this name |
//! | `segment` | those of this segment |
//! | `size` | those with so many people: `size >= 10` |
//! | `persona` | those in whom this persona works |
//! | `use` | `mandated` or `voluntary` |
//! | `asked-for` | those from whom there is a request for this need |

use super::Customer;
use crate::Product;
use crate::metric::{Days, active};
use paap_analysis::People;
use paap_analysis::expression::{Vocabulary, nearest, place_in};
use std::collections::{BTreeMap, BTreeSet};

const VARIABLES: [&str; 7] = ["customer", "segment", "size", "persona", "use", "asked-for", "uses"];
/// The variable that is about needs.
const ASKED_FOR: &str = "asked-for";
/// The variable that is about capabilities.
const USES: &str = "uses";
/// Who got something out of a capability in the last so many days of which there are events uses it.
const LAST: u16 = 28;

/// Customers, and what is known of them besides their own words. A customer's number is its place.
#[derive(Debug, Clone, Default)]
pub struct Among<'a> {
    /// The customers.
    pub customers: &'a [Customer],
    /// Who asked for each need; every need is in it.
    pub asked: BTreeMap<&'a str, People>,
    /// Who uses each capability; every capability is in it.
    pub uses: BTreeMap<&'a str, People>,
}

impl<'a> Among<'a> {
    /// The customers of a platform, and who asked for what.
    pub fn of(product: &'a Product) -> Self {
        let customers = product.customers.as_slice();
        let nobody = || People::none(customers.len());
        let places: BTreeMap<&str, usize> =
            customers.iter().enumerate().map(|(at, own)| (own.id.as_str(), at)).collect();
        let mut asked: BTreeMap<&str, People> =
            product.needs.iter().map(|own| (own.id.as_str(), nobody())).collect();
        for request in &product.requests {
            let need = request.need.as_ref().and_then(|need| asked.get_mut(need.name.as_str()));
            if let (Some(set), Some(at)) = (need, places.get(request.from.name.as_str())) {
                set.insert(*at);
            }
        }
        let days = Days::last(&product.facts, LAST);
        let active = |id: &str| days.map_or_else(nobody, |days| active(product, id, days));
        let uses = product.capabilities.iter().map(|own| (own.id.as_str(), active(&own.id)));
        Self { customers, asked, uses: uses.collect() }
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
}

impl Vocabulary for Among<'_> {
    fn people(&self) -> usize {
        self.customers.len()
    }

    fn nouns(&self) -> (&'static str, &'static str) {
        ("variable", "value")
    }

    fn find(&self, name: &str) -> Result<usize, Vec<String>> {
        place_in(&VARIABLES, name)
    }

    fn answered(&self, variable: usize) -> People {
        match VARIABLES.get(variable) {
            Some(&"size") => self.whose(|own| own.size.is_some()),
            Some(&(ASKED_FOR | USES)) | None => People::all(self.people()),
            Some(name) => self.whose(|own| !Self::says(name, own).is_empty()),
        }
    }

    fn asked(&self, _: usize) -> People {
        People::all(self.people())
    }

    fn chose(&self, variable: usize, value: &str) -> Result<People, Vec<String>> {
        let name = VARIABLES.get(variable).copied().unwrap_or_default();
        let wanted = value.trim().to_lowercase();
        if name == ASKED_FOR || name == USES {
            let all = if name == USES { &self.uses } else { &self.asked };
            let found = all.get(wanted.as_str()).cloned();
            return found.ok_or_else(|| nearest(&wanted, all.keys().copied()));
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
        let asked = BTreeMap::from([("status", People::from_fn(3, |at| at == 1))]);
        let uses = BTreeMap::from([("ci", People::from_fn(3, |at| at == 2))]);
        let among = Among { customers: &customers, asked, uses };
        let who = |filter: &str| people(filter, &among).map(|own| own.iter().collect::<Vec<_>>());
        assert_eq!(who("segment = \"parcels\"").unwrap(), [0, 1]);
        assert_eq!(who("segment = 'Parcels' and not asked-for = 'status'").unwrap(), [0]);
        assert_eq!(who("size >= 5").unwrap(), [2]);
        assert_eq!(who("uses = 'ci'").unwrap(), [2]);
        assert_eq!(who("not uses = 'ci'").unwrap(), [0, 1]);
        assert!(who("uses = 'c1'").unwrap_err().message.contains("ci"));
        assert_eq!(who("use = 'voluntary'").unwrap(), [1, 2]);
        assert_eq!(who("persona = 'consumer'").unwrap(), [1]);
        assert!(who("segment = 'parcel'").unwrap_err().message.contains("Parcels"));
        assert!(who("asked_for = 'statsu'").unwrap_err().message.contains("status"));
    }
}
