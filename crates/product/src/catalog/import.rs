//! How a catalog comes into the files of a product, and comes again.
//!
//! | what is there | what an import does |
//! |---|---|
//! | nothing that names the entity | it makes a capability, or a customer |
//! | a line as the last import wrote it | it writes what the catalog says now |
//! | a line that somebody changed, or took out | it leaves it, and says so |
//! | a file, or a customer, that names the entity and was never imported | it leaves it alone |
//! | a file, or a customer, of that name for something else | it is an error, and nothing of it is written |
//! | a file that somebody removed | it stays away |
//!
//! What the last import wrote stands in `product/catalog.lock`. Entities that are not in the catalog any
//! more are named, and nothing of them is removed: another file may describe them.

mod capabilities;
mod customers;
mod fields;
mod lock;
mod merge;
#[cfg(test)]
mod tests;

use super::choice::Choice;
use super::{Catalog, Found, Kind, Reference};
use crate::capability::Lifecycle;
use lock::{Entry, Lock};
use merge::Merged;
use paap_text::Problem;
use paap_text::shape::is_id;
use paap_text::yaml::At;
use std::collections::BTreeMap;

/// Where stands what the last import wrote, within `product/`.
pub const LOCK: &str = "catalog.lock";
/// Where customers are, within `product/`.
pub const CUSTOMERS: &str = "customers.yaml";
/// The folder of capabilities, within `product/`.
pub const CAPABILITIES: &str = "capabilities";

/// What is to be written, and what is to be said about it.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The files that are new or differ, by their paths within `product/`.
    pub files: BTreeMap<String, String>,
    /// What became of each entity that was chosen: capabilities, then customers.
    pub changes: Vec<Change>,
    /// What could not be brought in, by the file within `product/` that is in the way.
    pub problems: Vec<(String, Problem)>,
    /// What was imported before and is not in the catalog, or was not chosen, now.
    pub absent: Vec<String>,
}

/// What became of an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The entity.
    pub entity: Reference,
    /// What it became.
    pub noun: Noun,
    /// The name of the capability or customer.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The group that owns it, or the one above it.
    pub group: Option<String>,
    /// How many people are in a customer; None where nobody is known to be.
    pub people: Option<usize>,
    /// What was done.
    pub how: How,
    /// The keys that were written or taken out.
    pub written: Vec<&'static str>,
    /// The keys of which the catalog says something else than what people wrote.
    pub kept: Vec<&'static str>,
}

/// What an entity becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noun {
    /// A capability.
    Capability,
    /// A customer.
    Customer,
}

/// What an import does with one entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// It was not there.
    New,
    /// Something of it is written anew.
    Changed,
    /// All of it stands there already.
    Same,
    /// It was written by hand, and is left alone.
    ByHand,
    /// Somebody removed it since.
    Removed,
    /// Something else is in its way.
    Blocked,
}

impl How {
    /// As it is said.
    pub const fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
            Self::Same => "same",
            Self::ByHand => "by hand",
            Self::Removed => "removed",
            Self::Blocked => "blocked",
        }
    }
}

/// How a catalog comes into the files of a product. `files` are those that are there, by their paths within
/// `product/`.
pub fn plan(catalog: &Catalog, choice: &Choice, files: &BTreeMap<String, String>) -> Plan {
    let mut plan = Plan::default();
    let before = files.get(LOCK).map(|text| Lock::read(text)).transpose();
    let before = match before {
        Ok(lock) => lock.unwrap_or_default(),
        Err(problem) => {
            let help =
                "Without it, nobody can tell what was changed by hand. Take it back from git.";
            plan.problems.push((LOCK.to_owned(), problem.help(help)));
            return plan;
        }
    };
    let mut importing =
        Importing { catalog, choice, files, now: before.clone(), before: &before, plan };
    importing.capabilities();
    importing.customers();
    importing.finish()
}

/// What is odd about the entities that were chosen.
pub fn remarks(catalog: &Catalog, choice: &Choice) -> Vec<Found> {
    let mut found = Vec::new();
    for own in choice.capabilities(catalog) {
        let Some(said) = &own.entity.lifecycle else { continue };
        if fields::lifecycle(own.entity).is_none() {
            let known: Vec<&str> = Lifecycle::ALL.iter().map(|own| own.word()).collect();
            let message = format!("“{said}” is a lifecycle of its own, and left out.");
            let help = format!("Write one of {} into the capability.", known.join(", "));
            let problem = Problem::warning("lifecycle", own.entity.at, message).help(help);
            found.push(Found { file: own.entity.file, problem });
        }
    }
    found
}

struct Importing<'a> {
    catalog: &'a Catalog,
    choice: &'a Choice,
    files: &'a BTreeMap<String, String>,
    before: &'a Lock,
    now: Lock,
    plan: Plan,
}

impl Importing<'_> {
    fn finish(mut self) -> Plan {
        let met: std::collections::BTreeSet<String> =
            self.plan.changes.iter().map(|own| own.entity.to_string()).collect();
        let all = self.before.0.keys();
        self.plan.absent = all.filter(|own| !met.contains(*own)).cloned().collect();
        let text = self.now.write();
        if !self.now.0.is_empty() && self.files.get(LOCK) != Some(&text) {
            self.plan.files.insert(LOCK.to_owned(), text);
        }
        self.plan
    }

    /// What the last import wrote of an entity.
    fn last(&self, entity: &Reference) -> Option<&Entry> {
        self.before.0.get(&entity.to_string())
    }

    fn blocked(&mut self, file: &str, at: At, message: String, help: String) {
        let problem = Problem::error("by-hand", at, message).help(help);
        self.plan.problems.push((file.to_owned(), problem));
    }

    /// Notes what became of an entity, and what the catalog says of it.
    fn note(
        &mut self,
        mut change: Change,
        merged: Merged,
        became: &str,
        said: BTreeMap<String, String>,
    ) {
        let is_new = change.how == How::New;
        if !is_new {
            change.how = if merged.written.is_empty() { How::Same } else { How::Changed };
        }
        let entry = Entry { became: became.to_owned(), said };
        self.now.0.insert(change.entity.to_string(), entry);
        self.plan.changes.push(Change { written: merged.written, kept: merged.kept, ..change });
    }
}

/// The names that an entity could have among the files of a product, the best first.
fn ids(kind: Kind, reference: &Reference) -> Vec<String> {
    let name = &reference.name;
    let all = match reference.namespace.as_str() {
        super::name::DEFAULT_NAMESPACE => vec![name.clone(), format!("{}.{name}", kind.small())],
        own => vec![format!("{own}.{name}"), format!("{}.{own}.{name}", kind.small())],
    };
    all.into_iter().filter(|id| is_id(id)).collect()
}

/// The entity that a file or a customer names.
fn named(said: &str, kind: Kind) -> Option<Reference> {
    Reference::read(said.trim(), Some(kind.small()), super::name::DEFAULT_NAMESPACE).ok()
}

/// What the catalog says, to be compared with next time.
fn said(fields: &[fields::Field]) -> BTreeMap<String, String> {
    let all = fields.iter();
    all.filter_map(|(key, own)| Some(((*key).to_owned(), own.clone()?))).collect()
}
