//! Names by the numbers of one thread, and those that others do not know yet.

use super::view::{Odd, wrong};
use crate::events::seen::Numbers;
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// Events have no more names of a kind than these. More say that a place in them is not what it was taken
/// for, such as the id of each event; without an end to names, memory would have none.
pub(crate) const MOST: usize = if cfg!(test) { 1_000 } else { 100_000 };

/// No name is longer, in bytes.
pub(crate) const LONGEST: usize = 500;

/// A name's number; an odd event, where the name is not kept.
#[inline(always)]
pub(super) fn kept(number: Option<u32>, what: &str) -> Result<u32, Odd> {
    match number {
        Some(number) => Ok(number),
        None => wrong(
            "no-name",
            format!("The {what} has a name of more than {LONGEST} bytes."),
            "Look at what events.yaml says of where events name it: names are short, and few.",
        ),
    }
}

/// Names in the order in which a thread saw them.
#[derive(Default)]
pub(crate) struct Texts {
    places: HashMap<Vec<u8>, u32, RandomState>,
    fresh: Vec<String>,
}

impl Texts {
    fn tell(&mut self) -> Vec<String> {
        std::mem::take(&mut self.fresh)
    }

    #[inline(always)]
    pub(crate) fn add(&mut self, name: &[u8]) -> Option<u32> {
        self.add_as(name, |name| name)
    }

    /// The same, where a name may stand for another. None where it is not kept.
    #[inline(always)]
    pub(crate) fn add_as(
        &mut self,
        name: &[u8],
        meant: impl FnOnce(String) -> String,
    ) -> Option<u32> {
        if let Some(number) = self.places.get(name) {
            return Some(*number);
        }
        if name.len() > LONGEST {
            return None;
        }
        // One too many is told, and then nothing is kept of the files at all.
        if self.places.len() > MOST {
            return Some(0);
        }
        let number = self.places.len() as u32;
        self.places.insert(name.to_vec(), number);
        self.fresh.push(meant(String::from_utf8_lossy(name).into_owned()));
        Some(number)
    }
}

/// All names of a thread.
#[derive(Default)]
pub(crate) struct Local {
    pub(crate) customers: Texts,
    pub(crate) capabilities: Texts,
    pub(crate) services: Texts,
    pub(crate) environments: Texts,
    pub(crate) persons: Numbers,
    pub(crate) things: Numbers,
    /// New types, and whether they mean something.
    pub(crate) types: Vec<(String, bool)>,
    /// How many persons and things were told.
    told: (usize, usize),
}

/// What came up in a piece for the first time in its thread.
#[derive(Default)]
pub(crate) struct Fresh {
    pub(crate) customers: Vec<String>,
    pub(crate) capabilities: Vec<String>,
    pub(crate) services: Vec<String>,
    pub(crate) environments: Vec<String>,
    pub(crate) persons: Vec<u128>,
    pub(crate) things: Vec<u128>,
    pub(crate) types: Vec<(String, bool)>,
}

impl Local {
    /// What was not told yet.
    pub(crate) fn fresh(&mut self) -> Fresh {
        let (persons, things) = self.told;
        self.told = (self.persons.len(), self.things.len());
        Fresh {
            customers: self.customers.tell(),
            capabilities: self.capabilities.tell(),
            services: self.services.tell(),
            environments: self.environments.tell(),
            persons: self.persons.from(persons).to_vec(),
            things: self.things.from(things).to_vec(),
            types: std::mem::take(&mut self.types),
        }
    }
}
