//! Two copies of a coder's log to one, without loss.

use super::entry::Entry;
use super::fold::{key, order};
use super::log::Log;
use hashbrown::HashMap;
use serde::Serialize;

/// Operations with one id that are not the same. All are kept; the first one counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conflict {
    /// The id.
    pub id: String,
    /// The operations, in the order in which they would count.
    pub entries: Vec<Entry>,
}

/// All lines of all logs, each once: operations in the order of their time and then their id, below
/// them what is no operation. It does not matter which log comes first, nor how often one is given.
pub fn merge<'a>(logs: impl IntoIterator<Item = &'a Log>) -> (Log, Vec<Conflict>) {
    let mut entries: Vec<(&Entry, &str)> = Vec::new();
    let mut kept: Vec<&str> = Vec::new();
    for (line, entry) in logs.into_iter().flat_map(Log::lines) {
        match entry {
            Some(entry) => entries.push((entry, line)),
            None => kept.push(line),
        }
    }
    entries.sort_by_cached_key(|own| key(own.0));
    entries.sort_by(|a, b| order(a.0, b.0).then_with(|| a.1.cmp(b.1)));
    // The same operation may be written in two ways: one of them stays, whoever is first. What
    // another version wrote beside it is not the same.
    entries.dedup_by(|next, first| {
        next.0 == first.0 && next.0.write_like(next.1) == first.0.write_like(first.1)
    });
    kept.sort_unstable();
    kept.dedup();
    let mut text = String::new();
    for line in entries.iter().map(|own| own.1).chain(kept) {
        text.push_str(line);
        text.push('\n');
    }
    let conflicts = conflicts(entries.into_iter().map(|own| own.0));
    (Log::read(&text), conflicts)
}

/// Ids that several different operations have.
pub(super) fn conflicts<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Conflict> {
    let mut firsts: HashMap<&str, &Entry> = HashMap::new();
    let mut others: HashMap<&str, Vec<&Entry>> = HashMap::new();
    for entry in entries {
        let first = *firsts.entry(&entry.id).or_insert(entry);
        if !std::ptr::eq(first, entry) && first != entry {
            others.entry(&entry.id).or_insert_with(|| vec![first]).push(entry);
        }
    }
    let mut conflicts: Vec<Conflict> = others
        .into_iter()
        .map(|(id, mut entries)| {
            entries.sort_by(|a, b| order(a, b));
            entries.dedup();
            Conflict { id: id.to_owned(), entries: entries.into_iter().cloned().collect() }
        })
        .collect();
    conflicts.sort_by(|a, b| a.id.cmp(&b.id));
    conflicts
}
