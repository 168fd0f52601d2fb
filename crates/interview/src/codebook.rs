//! Codes, what they mean, and how they hang together.

use serde::{Deserialize, Serialize};

/// A code: a word for what an excerpt is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Code {
    /// Short and stable, such as `waiting`: lower-case letters, digits and hyphens.
    pub id: String,
    /// What people see.
    pub name: String,
    /// The code that this one is a kind of.
    pub parent: Option<String>,
    /// What it means.
    pub definition: Option<String>,
    /// When to use it.
    pub include: Option<String>,
    /// When not to.
    pub exclude: Option<String>,
    /// A typical excerpt, made up or safe to show.
    pub example: Option<String>,
    /// Its colour, as `#rrggbb`.
    pub colour: Option<String>,
}

/// All codes of a study, in the order in which people see them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Codebook {
    /// The codes; a parent stands before its children.
    pub codes: Vec<Code>,
}
