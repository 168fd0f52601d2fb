//! Who put which code on what, and when.

use crate::selector::Selector;
use serde::{Deserialize, Serialize};

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
