//! How often, how fast and how well software is delivered: the five metrics, from facts.
//!
//! A deployment is a service that came to run in production, new or in another version. It failed where
//! at least one incident or rollback is blamed on it: deployments are counted, never incidents. Each
//! incident blames one deployment: the last one before it of the artifact that it names, else the last
//! before it of its service.

mod blame;
mod lead;
mod path;
mod rhythm;

pub use path::on_path;
pub use rhythm::{Rhythm, rhythm};

use crate::events::{Delivery, Facts, Kind};
use crate::measure::{Share, Times};
use std::collections::{BTreeMap, HashMap};

/// Everything that came to run in production, and what became of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pipeline {
    /// In the order of their moments.
    pub deployments: Vec<Deployment>,
    /// How long changes took, each once for every service in which it came to run.
    pub leads: Vec<Lead>,
    /// Incidents that came before every deployment that could be blamed.
    pub unblamed: u64,
    /// Changes that ran before they were merged, as the events have it; they are not in `leads`.
    pub backwards: u64,
}

/// A service that came to run in production, new or in another version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Deployment {
    /// When.
    pub time: i64,
    /// Its place in the list of services; None where its event names none.
    pub service: Option<u32>,
    /// Its place in the list of environments.
    pub environment: Option<u32>,
    /// Its place in the list of customers.
    pub customer: Option<u32>,
    /// How many incidents and rollbacks are blamed on it.
    pub failures: u32,
    /// When all of these were over; None while one is not, or where there is none.
    pub recovered: Option<i64>,
    /// Whether an incident made it: it is none that was planned.
    pub rework: bool,
    artifact: Option<u32>,
    chain: Option<u32>,
    event: u128,
}

/// How long a change took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lead {
    /// The deployment, by its place.
    pub deployment: usize,
    /// From its merge until it ran, in milliseconds.
    pub time: i64,
}

/// The five metrics.
#[derive(Debug, Clone, PartialEq)]
pub struct Metrics {
    /// How many deployments.
    pub deployments: u64,
    /// On how many days there was one.
    pub days: u64,
    /// From merge to production, of changes.
    pub lead: Times,
    /// Failed deployments of all.
    pub failed: Share,
    /// From a failed deployment until all that is blamed on it was over.
    pub recovery: Times,
    /// How many failed deployments are not over yet.
    pub open: u64,
    /// Deployments that incidents made, of all.
    pub rework: Share,
}

impl Pipeline {
    /// What facts say. `production` has, for every environment by its number, whether it counts; what
    /// names no environment counts where all do.
    pub fn of(facts: &Facts, production: &[bool]) -> Self {
        let all = production.iter().all(|own| *own);
        let counts = |own: &&Delivery| match own.environment {
            Some(own) => production.get(own as usize).copied().unwrap_or(all),
            None => all || matches!(own.kind, Kind::Detected | Kind::Resolved),
        };
        let mut events: Vec<&Delivery> = facts.deliveries.iter().filter(counts).collect();
        // What came first stays first among those of one moment.
        events.sort_by_key(|own| own.time);
        let is_deployment = |own: &&&Delivery| matches!(own.kind, Kind::Deployed | Kind::Upgraded);
        let deployments = events.iter().filter(is_deployment).map(|own| Deployment {
            time: own.time,
            service: own.service,
            environment: own.environment,
            customer: own.customer,
            failures: 0,
            recovered: None,
            rework: false,
            artifact: own.artifact,
            chain: own.chain,
            event: own.event,
        });
        let mut pipeline = Self { deployments: deployments.collect(), ..Self::default() };
        let links = links(facts);
        blame::blame(&mut pipeline, &events, &links);
        lead::leads(&mut pipeline, facts, &links);
        pipeline
    }

    /// The five metrics of deployments `from..to` that are wanted, such as those of a service.
    pub fn metrics(&self, from: i64, to: i64, wanted: impl Fn(&Deployment) -> bool) -> Metrics {
        let one = self.metrics_by(from, to, |own| wanted(own).then_some(()));
        one.into_values().next().unwrap_or_else(|| Metrics::of(&[], Vec::new()))
    }

    /// The same for each group of deployments, such as each service; those without one are left out.
    pub fn metrics_by<K: Ord + Copy>(
        &self,
        from: i64,
        to: i64,
        group: impl Fn(&Deployment) -> Option<K>,
    ) -> BTreeMap<K, Metrics> {
        let mut groups: BTreeMap<K, (Vec<&Deployment>, Vec<i64>)> = BTreeMap::new();
        let group = |own: &Deployment| group(own).filter(|_| (from..to).contains(&own.time));
        for own in &self.deployments {
            if let Some(group) = group(own) {
                groups.entry(group).or_default().0.push(own);
            }
        }
        for lead in &self.leads {
            let own = self.deployments.get(lead.deployment).and_then(group);
            if let Some((_, leads)) = own.and_then(|group| groups.get_mut(&group)) {
                leads.push(lead.time);
            }
        }
        groups.into_iter().map(|(group, (own, leads))| (group, Metrics::of(&own, leads))).collect()
    }
}

impl Metrics {
    /// Of deployments in the order of their moments.
    fn of(own: &[&Deployment], leads: Vec<i64>) -> Self {
        let base = own.len() as u64;
        let mut days: Vec<i64> =
            own.iter().map(|own| own.time.div_euclid(crate::events::DAY)).collect();
        days.dedup();
        let failed = || own.iter().filter(|own| own.failures > 0);
        let recovery: Vec<i64> =
            failed().filter_map(|own| Some(own.recovered? - own.time)).collect();
        let count = failed().count() as u64;
        Self {
            deployments: base,
            days: days.len() as u64,
            lead: Times::new(leads),
            failed: Share::new(count, base),
            open: count - recovery.len() as u64,
            recovery: Times::new(recovery),
            rework: Share::new(own.iter().filter(|own| own.rework).count() as u64, base),
        }
    }
}

/// To which events each leads.
fn links(facts: &Facts) -> HashMap<u128, Vec<u128>> {
    let mut links: HashMap<u128, Vec<u128>> = HashMap::new();
    for (from, to) in &facts.links {
        links.entry(*from).or_default().push(*to);
    }
    links
}

#[cfg(test)]
mod tests;
