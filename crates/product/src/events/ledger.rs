//! Where the pieces of all threads come together, in the order of the file.

use super::facts::{Delivery, Facts, NONE, Request, Use, VALUE};
use super::mapping::Mapping;
use super::odd::Odds;
use super::seen::{Names, Numbers, Seen};
use super::worker::{MOST, Piece, TYPES, begins};
use std::collections::BTreeMap;

/// How far ahead places of the set of events are fetched.
const AHEAD: usize = 16;

/// What all files said.
#[derive(Default)]
pub(crate) struct Ledger {
    pub(crate) facts: Facts,
    persons: Numbers,
    things: Numbers,
    seen: Seen,
    types: Names,
    /// How many events of each type, and whether it means something.
    counts: Vec<(u64, bool)>,
    pub(crate) events: u64,
    pub(crate) repeated: u64,
    pub(crate) odds: Odds,
    /// What the numbers of each thread are here.
    threads: Vec<Thread>,
    new: Vec<bool>,
    /// Of what events have more names than there can be.
    pub(crate) too_many: Option<&'static str>,
}

#[derive(Default)]
struct Thread {
    customers: Vec<u32>,
    capabilities: Vec<u32>,
    services: Vec<u32>,
    environments: Vec<u32>,
    persons: Vec<u32>,
    things: Vec<u32>,
    types: Vec<u32>,
}

impl Ledger {
    /// Begins a file that so many threads read.
    pub(crate) fn begin(&mut self, threads: usize) {
        self.threads.clear();
        self.threads.resize_with(threads, Thread::default);
    }

    /// Takes the next piece of a file; `before` is how many lines ended before it, and how many characters
    /// of the next one stand before it.
    pub(crate) fn take(&mut self, piece: &mut Piece, file: &str, before: (usize, usize)) {
        self.learn(piece);
        self.odds.take(file, before, &mut piece.odds);
        let Some(thread) = self.threads.get(piece.worker) else { return };
        self.new.clear();
        for (at, (event, name)) in piece.events.iter().enumerate() {
            if let Some((ahead, _)) = piece.events.get(at + AHEAD) {
                self.seen.prefetch(*ahead);
            }
            let new = self.seen.insert(*event);
            self.new.push(new);
            let count = thread.types.get(*name as usize).map_or(0, |name| *name as usize);
            if let Some((count, _)) = self.counts.get_mut(count) {
                *count += u64::from(new);
            }
        }
        let new = self.new.iter().filter(|new| **new).count() as u64;
        self.events += new;
        self.repeated += piece.events.len() as u64 - new;
        let is_new = |event: u32| self.new.get(event as usize).copied().unwrap_or(false);
        let global = |known: &[u32], own: u32| known.get(own as usize).copied().unwrap_or(NONE);
        let facts = &mut self.facts;
        for row in piece.uses.iter().filter(|row| is_new(row.event)) {
            let capability = global(&thread.capabilities, u32::from(row.capability & !VALUE));
            facts.uses.push(Use {
                time: row.time,
                customer: global(&thread.customers, row.customer),
                capability: u16::try_from(capability).unwrap_or(VALUE - 1),
                person: Some(global(&thread.persons, row.person)).filter(|own| *own != NONE),
                value: row.capability & VALUE != 0,
            });
        }
        let thing = |own: u32| global(&thread.things, own);
        for (_, own) in piece.deliveries.iter().filter(|(event, _)| is_new(*event)) {
            facts.deliveries.push(Delivery {
                subject: thing(own.subject),
                service: own.service.map(|own| global(&thread.services, own)),
                environment: own.environment.map(|own| global(&thread.environments, own)),
                artifact: own.artifact.map(thing),
                change: own.change.map(thing),
                chain: own.chain.map(thing),
                customer: own.customer.map(|own| global(&thread.customers, own)),
                ..*own
            });
        }
        for (_, own) in piece.requests.iter().filter(|(event, _)| is_new(*event)) {
            let capability = |own| global(&thread.capabilities, u32::from(own));
            facts.requests.push(Request {
                subject: thing(own.subject),
                customer: own.customer.map(|own| global(&thread.customers, own)),
                capability: own.capability.and_then(|own| u16::try_from(capability(own)).ok()),
                ..*own
            });
        }
        let links = piece.links.iter().filter(|(event, _)| is_new(*event));
        facts.links.extend(links.map(|(_, [from, to])| (*from, *to)));
    }

    /// Learns the names that are new in a thread.
    fn learn(&mut self, piece: &Piece) {
        let Some(thread) = self.threads.get_mut(piece.worker) else { return };
        let fresh = &piece.fresh;
        let facts = &mut self.facts;
        let lists = [
            ("customers", &mut facts.customers, &mut thread.customers, &fresh.customers),
            (
                "capabilities",
                &mut facts.capabilities,
                &mut thread.capabilities,
                &fresh.capabilities,
            ),
            ("services", &mut facts.services, &mut thread.services, &fresh.services),
            (
                "environments",
                &mut facts.environments,
                &mut thread.environments,
                &fresh.environments,
            ),
        ];
        for (what, names, known, fresh) in lists {
            known.extend(fresh.iter().map(|name| {
                if names.len() >= MOST && names.find(name).is_none() {
                    self.too_many = Some(what);
                    return NONE;
                }
                names.add(name)
            }));
        }
        thread.persons.extend(fresh.persons.iter().map(|own| self.persons.add(*own)));
        thread.things.extend(fresh.things.iter().map(|own| self.things.add(*own)));
        facts.persons = u32::try_from(self.persons.len()).unwrap_or(u32::MAX);
        for (name, known) in &fresh.types {
            let number = self.types.add(name);
            if self.counts.len() <= number as usize {
                self.counts.push((0, *known));
            }
            thread.types.push(number);
        }
    }

    /// How many events of each type there are, and whether the type means something.
    ///
    /// Where there are more than can be told apart, all are counted by what they mean: which of them a
    /// thread had told apart before is chance.
    pub(crate) fn types(&self, mapping: &Mapping) -> BTreeMap<String, (u64, bool)> {
        let too_many = self.types.iter().count() > TYPES;
        let mut types: BTreeMap<String, (u64, bool)> = BTreeMap::new();
        for (name, (count, known)) in self.types.iter().zip(&self.counts) {
            if *count > 0 {
                let name = if too_many { begins(mapping, name) } else { name.to_owned() };
                let own = types.entry(name).or_insert((0, *known));
                own.0 += count;
            }
        }
        types
    }
}
