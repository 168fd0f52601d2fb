//! A software catalog as Backstage's entity files describe it: what there is, who owns it, which teams
//! there are, and how many people are in them.
//!
//! A file holds any number of YAML documents, each an entity, or a list of entities as the catalog's API
//! gives them. Nothing is fetched: neither what a `Location` points at, nor what stands behind `$text`,
//! `$json` or `$yaml`.
//!
//! People are counted and never named. What a `User` says is not kept, and no message repeats any of it:
//! what is left of a person is a number among the members of groups.
//!
//! - [`name`]: what may be a name, and references by it
//! - [`Entity`]: what is known of one
//! - [`choice`]: which entities become capabilities, and which groups customers
//! - [`import`]: how they come into the files of a product, and come again

pub mod choice;
mod domain;
mod entity;
pub mod import;
pub mod name;
mod read;
#[cfg(test)]
mod tests;

pub use entity::{Entity, Kind, Link};
pub use name::Reference;
pub use read::Reader;

use paap_text::Problem;
use std::collections::{BTreeMap, BTreeSet};

/// Something odd, and in which of the files, counted from 0 in the order in which they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The file.
    pub file: usize,
    /// What, and where in it.
    pub problem: Problem,
}

/// A catalog, as far as it was read.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// Every entity that is no person, by its reference.
    pub entities: BTreeMap<Reference, Entity>,
    /// How many entities of each kind there are, users among them.
    pub kinds: BTreeMap<Kind, usize>,
    /// How many entities were passed over as of a kind or version that is not known, by what they call
    /// themselves.
    pub unknown: BTreeMap<String, usize>,
    /// How many people there are, each once.
    pub people: usize,
    /// The members of each group itself, by numbers.
    members: BTreeMap<Reference, BTreeSet<usize>>,
    /// The groups directly below each group.
    below: BTreeMap<Reference, BTreeSet<Reference>>,
    /// The group above each group.
    above: BTreeMap<Reference, Reference>,
}

impl Catalog {
    /// The groups below a group, and itself.
    pub fn under(&self, group: &Reference) -> BTreeSet<Reference> {
        let mut all = BTreeSet::new();
        let mut open = vec![group];
        while let Some(own) = open.pop() {
            if all.insert(own.clone()) {
                open.extend(self.below.get(own).into_iter().flatten());
            }
        }
        all
    }

    /// Whether a group has groups below it.
    pub fn has_groups(&self, group: &Reference) -> bool {
        self.below.get(group).is_some_and(|own| !own.is_empty())
    }

    /// The group above a group, where it was read.
    pub fn parent(&self, group: &Reference) -> Option<&Entity> {
        self.entities.get(self.above.get(group)?)
    }

    /// How many people are in a group or in one below it, each once.
    pub fn people_in(&self, group: &Reference) -> usize {
        let mut all: BTreeSet<usize> = BTreeSet::new();
        for own in self.under(group) {
            all.extend(self.members.get(&own).into_iter().flatten().copied());
        }
        all.len()
    }
}
