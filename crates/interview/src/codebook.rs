//! Codes, what they mean, and how they hang together.
//!
//! A codebook is a file that people write and review, `codebook.yaml`:
//!
//! ```yaml
//! codes:
//!   - id: waiting
//!     name: Waiting for others
//!     colour: "#4477aa"
//!     definition: Work stands still until somebody else has done something.
//!     include: Reviews, approvals, tickets.
//!     exclude: Slow machines; see `slow`.
//!     example: Then it lies there until Thursday.
//!     codes:
//!       - id: waiting-review
//!         name: Waiting for a review
//! ```

mod check;
mod edit;
mod id;
mod merge;
mod read;
#[cfg(test)]
mod tests;
mod view;
mod write;

pub use check::check;
pub use edit::{Change, Refused};
pub use id::{free_id, slug};
pub use merge::{Clash, merge};
pub use read::{File, Unreadable, read};
pub use view::{Row, View, view};
pub use write::write;

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

/// A code: a word for what an excerpt is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
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

impl Codebook {
    /// The code of this id; of several the first.
    pub fn get(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|code| code.id == id)
    }

    /// The same codes so that each parent stands before its children and these right below it, with
    /// how deep each lies. What has no parent here, or goes round in a circle, lies at the top.
    pub fn tree(&self) -> Vec<(usize, &Code)> {
        let known: HashSet<&str> = self.codes.iter().map(|code| code.id.as_str()).collect();
        let mut children: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut roots = Vec::new();
        for (index, code) in self.codes.iter().enumerate() {
            match code.parent.as_deref().filter(|parent| known.contains(parent)) {
                Some(parent) => children.entry(parent).or_default().push(index),
                None => roots.push(index),
            }
        }
        let mut order = Vec::with_capacity(self.codes.len());
        let mut placed = vec![false; self.codes.len()];
        // What no root leads to is a circle, entered at its first code.
        for start in roots.into_iter().chain(0..self.codes.len()) {
            let mut open = vec![(0, start)];
            while let Some((depth, index)) = open.pop() {
                let (Some(code), Some(placed)) = (self.codes.get(index), placed.get_mut(index))
                else {
                    continue;
                };
                if !std::mem::replace(placed, true) {
                    order.push((depth, code));
                    // The first of those with one id has the children.
                    let below = children.remove(code.id.as_str()).unwrap_or_default();
                    open.extend(below.into_iter().rev().map(|child| (depth + 1, child)));
                }
            }
        }
        order
    }
}
