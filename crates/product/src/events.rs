//! What tools say that happened: CloudEvents and CDEvents, read into facts of use and delivery.
//!
//! [`Reader`] takes files one after the other and makes a [`Log`] of them: [`Facts`], how many events of
//! which type there were, and what is wrong with the others. What events mean is in a [`Mapping`]. Texts
//! that name persons are not kept: a person is a number, in the order in which they came.

mod base64;
mod crew;
mod facts;
mod feed;
mod identity;
mod json;
mod kept;
mod ledger;
mod mapping;
mod odd;
mod plan;
mod seen;
mod slots;
mod time;
mod worker;

pub use facts::{Delivery, Facts, Kind, Request, Use, Uses};
pub use identity::Key;
pub use kept::{FILES, begin, day};
pub use mapping::{EVENTS, Happened, Mapping, RULE, Rule};
pub use odd::{Odd, Odds};
pub use seen::Names;
pub use time::DAY;
pub(crate) use time::days;

use ledger::Ledger;
use slots::Slots;
use std::collections::BTreeMap;
use std::io::{self, Read};
use worker::Shared;

/// Reads events, one file after the other.
pub struct Reader<'a> {
    mapping: &'a Mapping,
    slots: Slots,
    key: Key,
    now: i64,
    threads: usize,
    piece: usize,
    ledger: Ledger,
}

/// What files said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Log {
    /// What happened.
    pub facts: Facts,
    /// How many different events were read.
    pub events: u64,
    /// How many were there again: of the same source and id as one before.
    pub repeated: u64,
    /// How many different events of each type, and whether the type means something.
    pub types: BTreeMap<String, (u64, bool)>,
    /// What is wrong with events, most of which are left out.
    pub odds: Odds,
}

impl<'a> Reader<'a> {
    /// A reader. Events after `now`, in milliseconds of UTC since 1970, are of the future. `key` is random.
    pub fn new(mapping: &'a Mapping, key: Key, now: i64, threads: usize) -> Self {
        let slots = Slots::new(mapping);
        let (threads, piece) = (threads.max(1), feed::PIECE);
        Self { mapping, slots, key, now, threads, piece, ledger: Ledger::default() }
    }

    /// Reads files in pieces of about so many bytes. It changes nothing but how long it takes.
    #[must_use]
    pub fn in_pieces_of(self, bytes: usize) -> Self {
        Self { piece: bytes.max(1), ..self }
    }

    /// Reads a file to its end. `file` is what problems call it.
    ///
    /// # Errors
    ///
    /// Those of the source; and where events name more than 100,000 customers, capabilities, services or
    /// environments. Then nothing should be kept of what was read. Whatever else a file holds, it is read.
    pub fn read(&mut self, file: &str, source: &mut (dyn Read + Send)) -> io::Result<()> {
        let Self { mapping, slots, key, now, threads, piece, ledger } = self;
        let shared = Shared { mapping, slots, key: *key, now: *now };
        crew::read(&shared, ledger, file, source, (*threads, *piece))?;
        match ledger.too_many {
            None => Ok(()),
            Some(what) => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!(
                    "events name more than {MOST} {what}: look at where product/events.yaml says that they name them",
                    MOST = worker::MOST
                ),
            )),
        }
    }

    /// What all files said.
    pub fn finish(self) -> Log {
        let types = self.ledger.types(self.mapping);
        let Ledger { facts, events, repeated, odds, .. } = self.ledger;
        Log { facts, events, repeated, types, odds }
    }
}

#[cfg(test)]
mod tests;
