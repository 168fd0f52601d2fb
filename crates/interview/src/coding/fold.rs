//! Operations to the codings that there are.

use super::entry::{Entry, Operation};
use super::log::Log;
use super::merge::conflicts;
use super::state::{Adjudication, State};
use super::undo::counting;
use super::{AGREED, Coding, arrange};
use crate::codebook::{Change, Code};
use crate::warning::Warning;
use hashbrown::HashMap;
use std::cmp::Ordering;

/// The one order of operations: by time, at one moment what is made before what is changed, then by
/// id.
pub(super) fn order(a: &Entry, b: &Entry) -> Ordering {
    key(a).cmp(&key(b)).then_with(|| a.id.cmp(&b.id)).then_with(|| {
        // Ids are drawn by chance: two that are the same are nearly always one operation.
        if a == b { Ordering::Equal } else { a.write().cmp(&b.write()) }
    })
}

/// What most operations differ in already: sorting by it first spares looking at every id.
pub(super) fn key(entry: &Entry) -> (u64, u8, [u8; 8]) {
    let mut first = [0; 8];
    entry.id.bytes().zip(&mut first).for_each(|(byte, slot)| *slot = byte);
    (entry.at, entry.operation.rank(), first)
}

/// The codings that follow from the logs of all coders.
pub fn fold<'a>(logs: impl IntoIterator<Item = &'a Log>) -> State {
    let mut entries: Vec<&Entry> =
        logs.into_iter().flat_map(Log::entries).map(|(_, entry)| entry).collect();
    entries.sort_by_cached_key(|entry| key(entry));
    // Nearly sorted, which costs one look at each.
    entries.sort_by(|a, b| order(a, b));
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(entries.len());
    let mut again: Vec<&Entry> = Vec::new();
    entries.retain(|entry| {
        let next = places.len();
        let is_new = *places.entry(&entry.id).or_insert(next) == next;
        if !is_new {
            again.push(entry);
        }
        is_new
    });
    let firsts = again.iter().filter_map(|entry| entries.get(*places.get(entry.id.as_str())?));
    let conflicts = conflicts(firsts.chain(&again).copied());
    let mut folding = Folding::new(&places, entries.len());
    for conflict in &conflicts {
        let message = format!(
            "{} different operations have the id {}; the first one counts.",
            conflict.entries.len(),
            conflict.id
        );
        folding.state.warnings.push(Warning::problem("same-id", message));
    }
    folding.state.conflicts = conflicts;
    let (counts, void) = counting(&entries, &places);
    for entry in void.iter().filter_map(|place| entries.get(*place)) {
        folding.odd(
            entry,
            "undo-of-nothing",
            "undoes nothing that is there, or another coder's coding",
        );
    }
    for (entry, _) in entries.iter().zip(&counts).filter(|(_, counts)| **counts) {
        folding.take(entry);
    }
    folding.finish()
}

/// Codings by code, so that merging two codes costs what the smaller one has.
#[derive(Default)]
struct Slot {
    code: String,
    members: Vec<usize>,
}

struct Live {
    coding: Coding,
    slot: usize,
    is_there: bool,
}

struct Folding<'a> {
    state: State,
    live: Vec<Live>,
    /// Where each operation is in the order, by id.
    places: &'a HashMap<&'a str, usize>,
    /// The coding that each operation made, by its place.
    made: Vec<Option<usize>>,
    slots: Vec<Slot>,
    by_code: HashMap<String, usize>,
    gone: HashMap<String, Option<String>>,
    /// Codes that were added, by their place in the order of adding.
    added: Vec<Option<Code>>,
    added_by_id: HashMap<String, usize>,
}

impl<'a> Folding<'a> {
    fn new(places: &'a HashMap<&'a str, usize>, operations: usize) -> Self {
        Self {
            state: State::default(),
            live: Vec::new(),
            places,
            made: vec![None; operations],
            slots: Vec::new(),
            by_code: HashMap::new(),
            gone: HashMap::new(),
            added: Vec::new(),
            added_by_id: HashMap::new(),
        }
    }

    /// The coding of an id, that was made by now.
    fn by_id(&self, id: &str) -> Option<usize> {
        self.made.get(*self.places.get(id)?).copied().flatten()
    }

    fn add(&mut self, code: &Code) {
        if let Some(next @ Some(_)) = self.gone.remove(&code.id) {
            // What had become this code, and another with it, is that other still: the code is a new one.
            let became = self.gone.values_mut().filter(|own| own.as_ref() == Some(&code.id));
            became.for_each(|own| own.clone_from(&next));
        }
        self.added.push(Some(code.clone()));
        let earlier = self.added_by_id.insert(code.id.clone(), self.added.len() - 1);
        if let Some(slot) = earlier.and_then(|earlier| self.added.get_mut(earlier)) {
            *slot = None;
        }
    }

    fn added(&mut self, id: &str) -> Option<&mut Code> {
        let place = self.added_by_id.get(id).copied()?;
        self.added.get_mut(place)?.as_mut()
    }

    fn odd(&mut self, entry: &Entry, code: &'static str, what: &str) {
        let message = format!("The operation {} {what}; it counts for nothing.", entry.id);
        self.state.warnings.push(Warning::problem(code, message));
    }

    /// What a code that was merged became.
    fn resolved(&mut self, code: &str) -> String {
        let mut path: Vec<String> = Vec::new();
        let mut at = code.to_owned();
        while let Some(Some(next)) = self.gone.get(&at) {
            if next == code || path.len() > self.gone.len() {
                break;
            }
            path.push(std::mem::replace(&mut at, next.clone()));
        }
        // The next one to ask has a shorter way.
        for passed in path {
            self.gone.insert(passed, Some(at.clone()));
        }
        at
    }

    fn slot(&mut self, code: &str) -> usize {
        let slots = &mut self.slots;
        *self.by_code.entry_ref(code).or_insert_with(|| {
            slots.push(Slot { code: code.to_owned(), members: Vec::new() });
            slots.len() - 1
        })
    }

    /// Gives a coding a code.
    fn put(&mut self, coding: usize, code: &str) {
        let code = self.resolved(code);
        let slot = self.slot(&code);
        if let (Some(live), Some(slot_of)) = (self.live.get_mut(coding), self.slots.get_mut(slot)) {
            live.slot = slot;
            slot_of.members.push(coding);
        }
    }

    /// The coder's own coding of an id.
    fn own(&mut self, entry: &Entry, id: &str, any: bool) -> Option<&mut Live> {
        let place = self.by_id(id);
        let live = place.and_then(|place| self.live.get(place)).filter(|live| live.is_there);
        match live {
            Some(live) if any || live.coding.coder == entry.coder => {
                place.and_then(|place| self.live.get_mut(place))
            }
            Some(_) => {
                self.odd(entry, "not-own", "changes a coding of another coder");
                None
            }
            None => {
                self.odd(entry, "no-coding", "changes a coding that is not there");
                None
            }
        }
    }

    fn take(&mut self, entry: &Entry) {
        match &entry.operation {
            Operation::Apply { .. } if entry.coder == AGREED => {
                self.odd(entry, "agreed-coder", "is by `agreed`, which is nobody's name");
            }
            Operation::Apply { place, .. }
            | Operation::Resize { place, .. }
            | Operation::Carry { place, .. }
                if place.start >= place.end =>
            {
                self.odd(entry, "no-place", "is about a place that ends before it begins");
            }
            Operation::Apply { code, document, place, memo } => {
                let coding = Coding {
                    id: entry.id.clone(),
                    code: String::new(),
                    coder: entry.coder.clone(),
                    document: document.clone(),
                    place: place.clone(),
                    at: entry.at,
                    memo: memo.clone(),
                };
                let at = self.live.len();
                self.live.push(Live { coding, slot: 0, is_there: true });
                let place = self.places.get(entry.id.as_str()).copied();
                if let Some(made) = place.and_then(|place| self.made.get_mut(place)) {
                    *made = Some(at);
                }
                self.put(at, code);
            }
            Operation::Remove { coding } => {
                if let Some(live) = self.own(entry, coding, false) {
                    live.is_there = false;
                }
            }
            Operation::Move { coding, to } => {
                if self.own(entry, coding, false).is_some()
                    && let Some(at) = self.by_id(coding)
                {
                    self.put(at, to);
                }
            }
            Operation::Memo { coding, memo } => {
                if let Some(live) = self.own(entry, coding, false) {
                    live.coding.memo.clone_from(memo);
                }
            }
            Operation::Resize { coding, place } => {
                if let Some(live) = self.own(entry, coding, false) {
                    live.coding.place.clone_from(place);
                }
            }
            Operation::Carry { coding, place } => {
                if let Some(live) = self.own(entry, coding, true) {
                    live.coding.place.clone_from(place);
                }
            }
            Operation::Adjudicate { document, code, codings, outcome, memo } => {
                let mut codings = codings.clone();
                codings.sort();
                codings.dedup();
                self.state.adjudications.push(Adjudication {
                    id: entry.id.clone(),
                    coder: entry.coder.clone(),
                    at: entry.at,
                    document: document.clone(),
                    code: code.clone(),
                    codings,
                    outcome: outcome.iter().filter(|own| own.start < own.end).cloned().collect(),
                    memo: memo.clone(),
                });
            }
            Operation::Undo { .. } => {}
            Operation::Codebook(change) => self.change(entry, change),
        }
    }

    fn change(&mut self, entry: &Entry, change: &Change) {
        match change {
            Change::AddCode { added } => self.add(added),
            Change::RenameCode { code, to, .. } => {
                self.state.changed.push(change.clone());
                if let Some(own) = self.added(code) {
                    own.name.clone_from(to);
                }
            }
            Change::ChangeCode { before, after } => {
                self.state.changed.push(change.clone());
                if let Some(own) = self.added(&before.id) {
                    own.clone_from(after);
                    own.id.clone_from(&before.id);
                }
            }
            Change::MergeCodes { codes, into } => {
                let into = self.resolved(into);
                if self.gone.contains_key(&into) {
                    self.odd(entry, "no-code", "merges into a code that was deleted");
                    return;
                }
                for code in codes.iter().map(|code| &code.id).filter(|code| **code != into) {
                    self.join(code, &into);
                    self.gone.insert(code.clone(), Some(into.clone()));
                }
            }
            Change::SplitCode { code, part, codings } => {
                self.add(part);
                let code = self.resolved(code);
                for id in codings {
                    let place = self.by_id(id);
                    let live = place.and_then(|place| self.live.get(place));
                    let from = live.and_then(|live| self.slots.get(live.slot));
                    match place {
                        // What was moved elsewhere since stays there.
                        Some(place) if from.is_some_and(|slot| slot.code == code) => {
                            self.put(place, &part.id);
                        }
                        Some(_) => {}
                        None => {
                            self.odd(entry, "no-coding", "splits off a coding that is not there")
                        }
                    }
                }
            }
            Change::DeleteCode { deleted } => {
                if let Some(slot) = self.by_code.remove(&deleted.id) {
                    let members =
                        self.slots.get_mut(slot).map(|slot| std::mem::take(&mut slot.members));
                    for member in members.unwrap_or_default() {
                        if let Some(live) = self.live.get_mut(member).filter(|own| own.slot == slot)
                        {
                            live.is_there = false;
                        }
                    }
                }
                self.gone.insert(deleted.id.clone(), None);
            }
        }
    }

    /// Gives all codings of one code another.
    fn join(&mut self, code: &str, into: &str) {
        let Some(from) = self.by_code.remove(code) else { return };
        let to = self.slot(into);
        let size = |slot: usize| self.slots.get(slot).map_or(0, |slot| slot.members.len());
        let (small, large) = if size(from) <= size(to) { (from, to) } else { (to, from) };
        let moved = self.slots.get_mut(small).map(|slot| std::mem::take(&mut slot.members));
        let mut moved = moved.unwrap_or_default();
        moved.retain(|member| match self.live.get_mut(*member) {
            Some(live) if live.slot == small => {
                live.slot = large;
                true
            }
            _ => false,
        });
        if let Some(slot) = self.slots.get_mut(large) {
            slot.members.extend(moved);
            into.clone_into(&mut slot.code);
        }
        self.by_code.insert(into.to_owned(), large);
    }

    fn finish(mut self) -> State {
        let slots = self.slots;
        let codings = self.live.into_iter().filter(|live| live.is_there).map(|live| {
            let code = slots.get(live.slot).map(|slot| slot.code.clone()).unwrap_or_default();
            Coding { code, ..live.coding }
        });
        let is_lost = |coding: &Coding| coding.place.exact.is_empty();
        let (lost, mut codings): (Vec<Coding>, Vec<Coding>) = codings.partition(is_lost);
        arrange::sort(&mut codings);
        self.state.warnings.extend(arrange::doubled(&codings));
        let gone = &self.gone;
        let added = self.added.into_iter().flatten();
        let added = added.filter(|code| !gone.contains_key(&code.id)).collect();
        let mut gone: Vec<(String, Option<String>)> = self.gone.into_iter().collect();
        gone.sort();
        State { codings, lost, added, gone, ..self.state }
    }
}
