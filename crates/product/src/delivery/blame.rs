//! Which deployment an incident or a rollback is blamed on, and which deployment it made.

use super::{Deployment, Pipeline};
use crate::events::{Delivery, Kind};
use std::collections::{BTreeMap, HashMap, HashSet};

/// An incident, from its first detection to its last resolution.
struct Incident {
    detected: i64,
    resolved: Option<i64>,
    service: Option<u32>,
    environment: Option<u32>,
    artifact: Option<u32>,
    chains: Vec<u32>,
    events: Vec<u128>,
}

/// Where deployments of something are, in the order of their moments.
type Places = HashMap<(Option<u32>, Option<u32>, Option<u32>), Vec<usize>>;

/// Blames what went wrong on deployments. `events` are in the order of their moments.
pub(super) fn blame(
    pipeline: &mut Pipeline,
    events: &[&Delivery],
    links: &HashMap<u128, Vec<u128>>,
) {
    let by = places(&pipeline.deployments);
    // What is blamed on each deployment: until when it went wrong, None while it does.
    let mut blamed: BTreeMap<usize, Vec<Option<i64>>> = BTreeMap::new();
    for own in events.iter().filter(|own| own.kind == Kind::RolledBack) {
        let place =
            last(&pipeline.deployments, &by, (own.service, own.environment, None), own.time);
        if let Some(place) = place {
            blamed.entry(place).or_default().push(Some(own.time));
        }
    }
    let incidents = incidents(events);
    let named = named(&pipeline.deployments, &incidents, links);
    for (number, own) in incidents.iter().enumerate() {
        let find = |artifact| {
            let wanted = (own.service, own.environment, artifact);
            last(&pipeline.deployments, &by, wanted, own.detected)
        };
        let explicit = own.artifact.and_then(|artifact| find(Some(artifact)));
        let Some(place) = explicit.or_else(|| find(None)) else {
            pipeline.unblamed += 1;
            continue;
        };
        blamed.entry(place).or_default().push(own.resolved);
        if named.contains_key(&number) {
            continue;
        }
        // The first of the same service and environment after it was seen, while it was not over.
        let failed = &pipeline.deployments[place];
        let next = by.get(&(failed.service, failed.environment, None)).and_then(|places| {
            let after = |place: &usize| pipeline.deployments[*place].time <= own.detected;
            places.get(places.partition_point(after)).copied()
        });
        if let Some(next) = next
            && own.resolved.is_none_or(|resolved| pipeline.deployments[next].time <= resolved)
        {
            pipeline.deployments[next].rework = true;
        }
    }
    for place in named.into_values().flatten() {
        pipeline.deployments[place].rework = true;
    }
    for (place, ends) in blamed {
        let own = &mut pipeline.deployments[place];
        own.failures = u32::try_from(ends.len()).unwrap_or(u32::MAX);
        own.recovered = ends
            .iter()
            .copied()
            .collect::<Option<Vec<i64>>>()
            .and_then(|ends| ends.into_iter().max());
    }
}

/// Deployments by what an incident may name: service, environment, artifact; None for any.
fn places(deployments: &[Deployment]) -> Places {
    let mut by = Places::new();
    for (place, own) in deployments.iter().enumerate() {
        let mut add = |key| {
            let places: &mut Vec<usize> = by.entry(key).or_default();
            // Where a deployment names no service, several keys are one.
            if places.last() != Some(&place) {
                places.push(place);
            }
        };
        for service in [own.service, None] {
            for environment in [own.environment, None] {
                add((service, environment, None));
                if own.artifact.is_some() {
                    add((service, environment, own.artifact));
                }
            }
        }
    }
    by
}

/// The last of what is wanted at a moment, or before.
fn last(
    deployments: &[Deployment],
    by: &Places,
    wanted: (Option<u32>, Option<u32>, Option<u32>),
    time: i64,
) -> Option<usize> {
    let places = by.get(&wanted)?;
    let until = places.partition_point(|place| deployments[*place].time <= time);
    places.get(until.checked_sub(1)?).copied()
}

/// Incidents in the order in which they were detected.
fn incidents(events: &[&Delivery]) -> Vec<Incident> {
    let mut places: HashMap<u32, usize> = HashMap::new();
    let mut incidents: Vec<Incident> = Vec::new();
    for own in events.iter().filter(|own| own.kind == Kind::Detected) {
        let place = *places.entry(own.subject).or_insert_with(|| {
            incidents.push(Incident {
                detected: own.time,
                resolved: None,
                service: own.service,
                environment: own.environment,
                artifact: own.artifact,
                chains: Vec::new(),
                events: Vec::new(),
            });
            incidents.len() - 1
        });
        let known = &mut incidents[place];
        known.service = known.service.or(own.service);
        known.environment = known.environment.or(own.environment);
        known.artifact = known.artifact.or(own.artifact);
        known.chains.extend(own.chain);
        known.events.push(own.event);
    }
    for own in events.iter().filter(|own| own.kind == Kind::Resolved) {
        let Some(known) = places.get(&own.subject).and_then(|place| incidents.get_mut(*place))
        else {
            continue;
        };
        if own.time >= known.detected {
            known.resolved = known.resolved.max(Some(own.time));
        }
    }
    incidents
}

/// The deployments that say by a link or their chain which incident made them.
fn named(
    deployments: &[Deployment],
    incidents: &[Incident],
    links: &HashMap<u128, Vec<u128>>,
) -> HashMap<usize, Vec<usize>> {
    let mut by_event: HashMap<u128, usize> = HashMap::new();
    let mut by_chain: HashMap<u32, usize> = HashMap::new();
    for (number, own) in incidents.iter().enumerate() {
        by_event.extend(own.events.iter().map(|event| (*event, number)));
        by_chain.extend(own.chains.iter().map(|chain| (*chain, number)));
    }
    let mut named: HashMap<usize, Vec<usize>> = HashMap::new();
    for (place, own) in deployments.iter().enumerate() {
        let linked = links.get(&own.event).into_iter().flatten().filter_map(|to| by_event.get(to));
        let chained = own.chain.and_then(|chain| by_chain.get(&chain));
        let all: HashSet<usize> = linked.chain(chained).copied().collect();
        // An incident that goes on in the chain of the deployment that failed did not make it.
        for incident in all.into_iter().filter(|number| incidents[*number].detected <= own.time) {
            named.entry(incident).or_default().push(place);
        }
    }
    named
}
