//! Which deployment an incident or a rollback is blamed on, and which deployment it made.

use super::{Deployment, Pipeline};
use crate::events::{Delivery, Kind};
use foldhash::fast::RandomState;
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
#[derive(Default)]
struct Places {
    /// By service and environment; None for any.
    all: HashMap<(Option<u32>, Option<u32>), Vec<usize>, RandomState>,
    artifacts: HashMap<u32, Vec<usize>, RandomState>,
}

/// Blames what went wrong on deployments. `events` are in the order of their moments.
pub(super) fn blame(
    pipeline: &mut Pipeline,
    events: &[&Delivery],
    links: &HashMap<u128, Vec<u128>>,
) {
    let by = Places::of(&pipeline.deployments);
    // What is blamed on each deployment: until when it went wrong, None while it does.
    let mut blamed: BTreeMap<usize, Vec<Option<i64>>> = BTreeMap::new();
    for own in events.iter().filter(|own| own.kind == Kind::RolledBack) {
        let place = by.last(&pipeline.deployments, (own.service, own.environment), own.time);
        if let Some(place) = place {
            blamed.entry(place).or_default().push(Some(own.time));
        }
    }
    let incidents = incidents(events);
    let named = named(&pipeline.deployments, &incidents, links);
    for (number, own) in incidents.iter().enumerate() {
        let (all, wanted) = (&pipeline.deployments, (own.service, own.environment));
        let explicit = own.artifact;
        let explicit = explicit.and_then(|it| by.last_with(all, it, wanted, own.detected));
        let Some(place) = explicit.or_else(|| by.last(all, wanted, own.detected)) else {
            pipeline.unblamed += 1;
            continue;
        };
        blamed.entry(place).or_default().push(own.resolved);
        if named.contains_key(&number) {
            continue;
        }
        // The first of the same service and environment after it was seen, while it was not over.
        let failed = &pipeline.deployments[place];
        let next = by.all.get(&(failed.service, failed.environment)).and_then(|places| {
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

impl Places {
    fn of(deployments: &[Deployment]) -> Self {
        let mut by = Self::default();
        for (place, own) in deployments.iter().enumerate() {
            for service in [own.service, None] {
                for environment in [own.environment, None] {
                    let places = by.all.entry((service, environment)).or_default();
                    // Where a deployment names no service, several of these are one.
                    if places.last() != Some(&place) {
                        places.push(place);
                    }
                }
            }
            if let Some(artifact) = own.artifact {
                by.artifacts.entry(artifact).or_default().push(place);
            }
        }
        by
    }

    /// The last of a service and an environment at a moment, or before.
    fn last(
        &self,
        deployments: &[Deployment],
        wanted: (Option<u32>, Option<u32>),
        time: i64,
    ) -> Option<usize> {
        let places = self.all.get(&wanted)?;
        let until = places.partition_point(|place| deployments[*place].time <= time);
        places.get(until.checked_sub(1)?).copied()
    }

    /// The same of an artifact.
    fn last_with(
        &self,
        deployments: &[Deployment],
        artifact: u32,
        (service, environment): (Option<u32>, Option<u32>),
        time: i64,
    ) -> Option<usize> {
        let fits = |place: &&usize| {
            let own = &deployments[**place];
            own.time <= time
                && (service.is_none() || service == own.service)
                && (environment.is_none() || environment == own.environment)
        };
        self.artifacts.get(&artifact)?.iter().rev().find(fits).copied()
    }
}

/// Incidents in the order in which they were detected.
fn incidents(events: &[&Delivery]) -> Vec<Incident> {
    let mut places: HashMap<u32, usize, RandomState> = HashMap::default();
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
    let mut named: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut by_event: HashMap<u128, usize> = HashMap::new();
    let mut by_chain: HashMap<u32, usize> = HashMap::new();
    for (number, own) in incidents.iter().enumerate() {
        by_event.extend(own.events.iter().map(|event| (*event, number)));
        by_chain.extend(own.chains.iter().map(|chain| (*chain, number)));
    }
    if links.is_empty() && by_chain.is_empty() {
        return named;
    }
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
