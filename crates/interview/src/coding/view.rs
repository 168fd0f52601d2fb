//! What `paap interview code` says that an operation did.

use super::{Coding, Entry, State};
use crate::warning::Warning;
use hashbrown::HashMap;
use serde::Serialize;

/// Operations, and what became of the codings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// The operations, in order.
    pub operations: Vec<Entry>,
    /// The codings that are no more as they were, in the order of [`State::codings`], those that are
    /// gone last.
    pub changed: Vec<Changed>,
    /// What is odd now and was not before.
    pub warnings: Vec<Warning>,
}

/// A coding before and after.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Changed {
    /// As it was; None where it is new.
    pub before: Option<Coding>,
    /// As it is; None where it is gone.
    pub after: Option<Coding>,
}

/// What some operations changed.
pub fn view(operations: Vec<Entry>, before: &State, after: &State) -> View {
    let mut were: HashMap<&str, &Coding> =
        before.codings.iter().map(|coding| (coding.id.as_str(), coding)).collect();
    let mut changed = Vec::new();
    for coding in &after.codings {
        let was = were.remove(coding.id.as_str());
        if was != Some(coding) {
            changed.push(Changed { before: was.cloned(), after: Some(coding.clone()) });
        }
    }
    let gone = before.codings.iter().filter(|coding| were.contains_key(coding.id.as_str()));
    changed.extend(gone.map(|coding| Changed { before: Some(coding.clone()), after: None }));
    let known: HashMap<&str, ()> =
        before.warnings.iter().map(|warning| (warning.message.as_str(), ())).collect();
    let new = after.warnings.iter().filter(|warning| !known.contains_key(warning.message.as_str()));
    View { operations, changed, warnings: new.cloned().collect() }
}
