//! `evidence.lock`: the figures that a lead attested, for where the answers are not at hand.

use crate::prove::Value;
use std::collections::BTreeMap;

/// What was attested.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lock {
    entries: BTreeMap<(String, String), Value>,
}

impl Lock {
    /// The value that was attested of an expression in a source.
    pub fn value(&self, source: &str, expression: &str) -> Option<Value> {
        self.entries.get(&(source.to_owned(), expression.to_owned())).copied()
    }
}
