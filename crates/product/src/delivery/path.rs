//! How many new services came by a golden path.

use super::Pipeline;
use crate::events::{Facts, Kind};
use crate::measure::Share;
use std::collections::BTreeMap;

/// Of the services that first came to run in production in `from..to`, those that a golden path made
/// before; None where no event says that a path made anything. A service that ran before the first event
/// looks new at its first deployment.
pub fn on_path(facts: &Facts, pipeline: &Pipeline, from: i64, to: i64) -> Option<Share> {
    let mut made: BTreeMap<u32, i64> = BTreeMap::new();
    for own in facts.deliveries.iter().filter(|own| own.kind == Kind::Made) {
        if let Some(service) = own.service {
            let first = made.entry(service).or_insert(own.time);
            *first = own.time.min(*first);
        }
    }
    if made.is_empty() {
        return None;
    }
    let mut first: BTreeMap<u32, i64> = BTreeMap::new();
    // They are in the order of their moments.
    for own in &pipeline.deployments {
        if let Some(service) = own.service {
            first.entry(service).or_insert(own.time);
        }
    }
    let new = || first.iter().filter(|(_, time)| (from..to).contains(*time));
    let by_path = new().filter(|(service, time)| made.get(service).is_some_and(|own| own <= *time));
    Some(Share::new(by_path.count() as u64, new().count() as u64))
}
