//! `product/catalog.lock`: what an import wrote last, so that the next can tell it from what people changed.

use paap_text::Problem;
use paap_text::yaml::{self, Node, quoted, scalar};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What was imported, by the references of entities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Lock(pub(super) BTreeMap<String, Entry>);

/// What was imported of an entity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// What it became, such as `capabilities/ferry-ci` or `customers/parcel-flow`.
    pub(super) became: String,
    /// What the catalog said last: a key and its value as YAML, or `words` and the words themselves.
    pub(super) said: BTreeMap<String, String>,
}

const HEAD: &str = "\
# What `paap product import` wrote, so that the next import can tell it from what people changed.
# It belongs into git, beside the files. Nobody needs to edit it.
";

impl Lock {
    pub(super) fn read(text: &str) -> Result<Self, Problem> {
        let node = yaml::load(text).map_err(|problem| Problem::from(*problem))?;
        let entities = node.get("entities").map(Node::entries).unwrap_or_default();
        let entry = |node: &Node| {
            let said = node.get("said").map(Node::entries).unwrap_or_default().iter();
            Entry {
                became: node.word("became").unwrap_or_default().to_owned(),
                said: said
                    .map(|(key, own)| (key.name.clone(), own.text().unwrap_or_default().to_owned()))
                    .collect(),
            }
        };
        Ok(Self(entities.iter().map(|(key, node)| (key.name.clone(), entry(node))).collect()))
    }

    pub(super) fn write(&self) -> String {
        let mut out = format!("{HEAD}entities:\n");
        for (reference, entry) in &self.0 {
            let _ = writeln!(out, "  {}:", scalar(reference, true));
            let _ = writeln!(out, "    became: {}", scalar(&entry.became, true));
            out.push_str("    said:\n");
            for (key, value) in &entry.said {
                let _ = writeln!(out, "      {key}: {}", quoted(value, &['*']));
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(name in "[a-z0-9-_.]{1,20}", value in "\\PC{0,40}", words in "[a-z*&:#\n ]{0,40}") {
            let said = [("title".to_owned(), value), ("words".to_owned(), words)].into();
            let entry = Entry { became: format!("customers/{name}"), said };
            let lock = Lock([(format!("group:default/{name}"), entry)].into());
            prop_assert_eq!(Lock::read(&lock.write()), Ok(lock));
        }
    }
}
