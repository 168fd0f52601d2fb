//! How long changes take from their merge to production.

use super::{Lead, Pipeline};
use crate::events::{Delivery, Facts, Kind};
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// How many links are followed from a deployment to the changes in it.
const STEPS: usize = 20;

/// Follows each deployment to its changes: by the artifact and what was packaged in it; where that leads
/// nowhere, by the chain of events; and else by links.
pub(super) fn leads(pipeline: &mut Pipeline, facts: &Facts, links: &HashMap<u128, Vec<u128>>) {
    let known = Known::of(facts);
    let mut delivered: HashSet<(u32, Option<u32>), RandomState> = HashSet::default();
    let mut changes = Vec::new();
    for (place, own) in pipeline.deployments.iter().enumerate() {
        changes.clear();
        let packaged = own.artifact.map(|artifact| known.of_artifact(artifact)).unwrap_or_default();
        changes.extend(packaged.iter().map(|(_, change)| *change));
        changes.retain(|change| known.merged.contains_key(change));
        if changes.is_empty() {
            changes = known.of_chain(own.chain);
        }
        if changes.is_empty() {
            changes = known.of_links(own.event, links);
        }
        changes.sort_unstable();
        changes.dedup();
        for &change in &changes {
            let Some(merged) = known.merged.get(&change) else { continue };
            if *merged > own.time {
                pipeline.backwards += 1;
            } else if delivered.insert((change, own.service)) {
                pipeline.leads.push(Lead { deployment: place, time: own.time - merged });
            }
        }
    }
}

/// Changes, and what leads to them.
#[derive(Default)]
struct Known {
    /// When each change was first merged.
    merged: HashMap<u32, i64, RandomState>,
    /// Artifacts and the changes in them, in order.
    packaged: Vec<(u32, u32)>,
    /// The changes of each chain.
    chains: HashMap<u32, Vec<u32>, RandomState>,
    /// The change that an event is about.
    events: HashMap<u128, u32, RandomState>,
}

impl Known {
    fn of(facts: &Facts) -> Self {
        let mut known = Self::default();
        let linked = !facts.links.is_empty();
        let of = |kind| facts.deliveries.iter().filter(move |own: &&Delivery| own.kind == kind);
        for own in of(Kind::Merged) {
            let merged = known.merged.entry(own.subject).or_insert(own.time);
            *merged = own.time.min(*merged);
            if let Some(chain) = own.chain {
                known.chains.entry(chain).or_default().push(own.subject);
            }
            if linked {
                known.events.insert(own.event, own.subject);
            }
        }
        for own in of(Kind::Packaged) {
            match own.change {
                Some(change) => known.packaged.push((own.subject, change)),
                None => {
                    let changes = known.of_chain(own.chain).into_iter();
                    known.packaged.extend(changes.map(|change| (own.subject, change)));
                }
            }
        }
        known.packaged.sort_unstable();
        known
    }

    fn of_artifact(&self, artifact: u32) -> &[(u32, u32)] {
        let from = self.packaged.partition_point(|(own, _)| *own < artifact);
        let rest = self.packaged.get(from..).unwrap_or_default();
        &rest[..rest.iter().take_while(|(own, _)| *own == artifact).count()]
    }

    fn of_chain(&self, chain: Option<u32>) -> Vec<u32> {
        chain.and_then(|chain| self.chains.get(&chain)).cloned().unwrap_or_default()
    }

    fn of_links(&self, event: u128, links: &HashMap<u128, Vec<u128>>) -> Vec<u32> {
        let (mut changes, mut seen) = (Vec::new(), HashSet::from([event]));
        let mut here = vec![event];
        for _ in 0..STEPS {
            let mut next = Vec::new();
            for to in here.iter().filter_map(|own| links.get(own)).flatten() {
                if seen.insert(*to) {
                    changes.extend(self.events.get(to));
                    next.push(*to);
                }
            }
            here = next;
        }
        changes
    }
}
