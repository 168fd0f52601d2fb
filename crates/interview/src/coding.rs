//! Who put which code on what, and when.
//!
//! What coders do is written down, one line an operation, in a log of their own that is only ever
//! added to: `codings/ana.jsonl`. The codings there are follow from the operations ([`fold`]), and
//! so do the codings of two copies of a folder: the union of their operations ([`merge`]). Nothing
//! is overwritten, so nothing is lost when people work apart, and everything can be undone.

mod arrange;
pub mod assignment;
mod blind;
pub mod disagree;
mod entry;
mod fold;
pub mod list;
mod log;
mod merge;
mod quote;
mod state;
#[cfg(test)]
mod tests;
mod undo;
pub mod view;

pub use blind::visible_to;
pub use entry::{Entry, Fault, Operation};
pub use fold::fold;
pub use log::{Log, Rewritten};
pub use merge::{Conflict, merge};
pub use quote::{NotFound, find_quote};
pub use state::{Adjudication, State};
pub use undo::{last_done, last_undone};

use crate::selector::Selector;
use serde::{Deserialize, Serialize};

/// The coder that agreed codings are said to be by: those that all coders made alike, and those that
/// were decided on. Nobody codes by this name.
pub const AGREED: &str = "agreed";

/// A code on an excerpt, by a coder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    /// Unique in the study: it was drawn by chance, and says neither who nor when.
    pub id: String,
    /// The code's id.
    pub code: String,
    /// Who coded, by a short name of their own.
    pub coder: String,
    /// The interview's id.
    pub document: String,
    /// The excerpt.
    #[serde(flatten)]
    pub place: Selector,
    /// When, in milliseconds since 1970 (UTC).
    pub at: u64,
    /// What the coder thought.
    pub memo: Option<String>,
}
