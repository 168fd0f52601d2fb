//! One thread's part: a piece of a file to rows, its names by numbers of this thread's own.

mod deliver;
mod names;
mod read;
mod take;
mod view;

pub(crate) use names::{Fresh, Local, MOST};

use super::facts::{Delivery, Kind, Request};
use super::identity::Key;
use super::mapping::Mapping;
use super::odd::{Lines, Odds};
use super::slots::{Meaning, Slots};
use foldhash::fast::RandomState;
use std::collections::HashMap;

/// What all threads share.
pub(crate) struct Shared<'a> {
    pub(crate) mapping: &'a Mapping,
    pub(crate) slots: &'a Slots,
    pub(crate) key: Key,
    /// The moment from which on events are of the future.
    pub(crate) now: i64,
}

/// A thread's own memory.
pub(crate) struct Worker<'a> {
    shared: &'a Shared<'a>,
    types: HashMap<Vec<u8>, u32, RandomState>,
    meanings: Vec<Type>,
    local: Local,
    /// The customer of each service by its number, where the mapping knows one.
    owners: Vec<Option<u32>>,
    /// Of the piece that is read: whether it is UTF-8 as a whole, and its lines.
    utf8: bool,
    lines: Lines,
}

/// What a type of events means.
#[derive(Clone)]
struct Type {
    delivery: Option<Built>,
    meaning: Option<Meaning>,
    /// The number of its capability, once it is known.
    capability: Option<u16>,
    /// Whether it is a CDEvent.
    cdevent: bool,
}

/// So many types of events are told apart; with an id in each, there would be no end to them.
pub(crate) const TYPES: usize = 10_000;

/// What CDEvents mean by themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Built {
    Delivery(Kind),
    Request { fulfilled: bool },
}

/// A use, in the numbers of a thread.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    /// Which event of the piece.
    pub(crate) event: u32,
    pub(crate) customer: u32,
    pub(crate) person: u32,
    /// With the bit of value.
    pub(crate) capability: u16,
    pub(crate) time: i64,
}

/// What came of a piece.
#[derive(Default)]
pub(crate) struct Piece {
    /// Which thread read it.
    pub(crate) worker: usize,
    /// Each event: what it is known by, and its type.
    pub(crate) events: Vec<(u128, u32)>,
    pub(crate) uses: Vec<Row>,
    pub(crate) deliveries: Vec<(u32, Delivery)>,
    pub(crate) requests: Vec<(u32, Request)>,
    pub(crate) links: Vec<(u32, [u128; 2])>,
    pub(crate) odds: Odds,
    /// How many lines it ends, and how many characters stand behind the last end.
    pub(crate) lines: usize,
    pub(crate) characters: usize,
    pub(crate) fresh: Fresh,
}

impl Piece {
    pub(crate) fn clear(&mut self) {
        self.events.clear();
        self.uses.clear();
        self.deliveries.clear();
        self.requests.clear();
        self.links.clear();
        self.odds = Odds::default();
        (self.lines, self.characters) = (0, 0);
        self.fresh = Fresh::default();
    }
}

impl<'a> Worker<'a> {
    pub(crate) fn new(shared: &'a Shared<'a>) -> Self {
        Self {
            shared,
            types: HashMap::default(),
            meanings: Vec::new(),
            local: Local::default(),
            owners: Vec::new(),
            utf8: true,
            lines: Lines::default(),
        }
    }

    /// The number of a type.
    #[inline(always)]
    fn type_of(&mut self, name: &[u8]) -> u32 {
        match self.types.get(name) {
            Some(number) => *number,
            None => self.new_type(name),
        }
    }

    #[cold]
    fn new_type(&mut self, name: &[u8]) -> u32 {
        let text = String::from_utf8_lossy(name);
        if self.types.len() < TYPES && name.len() <= names::LONGEST {
            return self.keep_type(text.into_owned());
        }
        // From here on, types are told apart only as far as they mean something else.
        let all = begins(self.shared.mapping, &text);
        match self.types.get(all.as_bytes()) {
            Some(number) => *number,
            None => self.keep_type(all),
        }
    }

    fn keep_type(&mut self, name: String) -> u32 {
        let Shared { mapping, slots, .. } = self.shared;
        let delivery = built(&name);
        let meaning = mapping.of(&name).map(|rule| slots.meaning(mapping, rule));
        let number = self.meanings.len() as u32;
        let cdevent = name.starts_with("dev.cdevents");
        self.types.insert(name.as_bytes().to_vec(), number);
        self.local.types.push((name, delivery.is_some() || meaning.is_some()));
        self.meanings.push(Type { delivery, meaning, capability: None, cdevent });
        number
    }
}

/// What stands for a type and all others that mean the same: how they begin.
pub(crate) fn begins(mapping: &Mapping, name: &str) -> String {
    let begins = mapping.of(name).map(|rule| rule.begins.as_str());
    let begins = begins.or_else(|| begins_of_built(name)).unwrap_or_default();
    format!("{begins}…")
}

/// How the type of a CDEvent begins, as far as it says what it means.
fn begins_of_built(name: &str) -> Option<&str> {
    built(name)?;
    let (ends, _) = name.match_indices('.').nth(3)?;
    name.get(..=ends)
}

/// What a CDEvent means by itself. The version at the end of a type does not matter.
fn built(name: &str) -> Option<Built> {
    let name = name.strip_prefix("dev.cdevents.")?;
    let begins = |what: &str| name.strip_prefix(what).is_some_and(|rest| rest.starts_with('.'));
    let kinds = [
        ("change.merged", Kind::Merged),
        ("artifact.packaged", Kind::Packaged),
        ("service.deployed", Kind::Deployed),
        ("service.upgraded", Kind::Upgraded),
        ("service.rolledback", Kind::RolledBack),
        ("service.removed", Kind::Removed),
        ("incident.detected", Kind::Detected),
        ("incident.resolved", Kind::Resolved),
    ];
    let kind = kinds.iter().find(|(what, _)| begins(what)).map(|(_, kind)| Built::Delivery(*kind));
    kind.or_else(|| begins("ticket.created").then_some(Built::Request { fulfilled: false }))
        .or_else(|| begins("ticket.closed").then_some(Built::Request { fulfilled: true }))
}
