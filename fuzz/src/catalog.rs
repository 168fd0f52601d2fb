//! What the fuzz target of catalogs does with its bytes. A body panics where paap is wrong, never else.
//!
//! The fuzz target and `crates/product/tests/catalog.rs` both include this file.

use paap_product::catalog::Reader;
use paap_product::catalog::choice::{CAPABILITIES, Choice};
use paap_product::catalog::import::{CUSTOMERS, LOCK, plan};
use paap_product::{Capability, Customer};
use std::collections::BTreeMap;

/// Any text as entity files: what is written of it is read again, and comes a second time as the same.
pub(crate) fn catalog(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut reader = Reader::default();
    reader.add(text);
    reader.add("kind: [");
    let (catalog, found) = reader.finish();
    let lines = text.matches(['\n', '\r']).count() + 2;
    for own in &found {
        assert!(own.file == 1 || own.problem.at.line <= lines, "{own:?} of {lines}");
        assert!(!own.problem.message.is_empty());
    }
    let capabilities = CAPABILITIES.split(',').filter_map(|own| own.parse().ok()).collect();
    let choice = Choice { capabilities, ..Choice::default() };
    for group in choice.customers(&catalog) {
        assert!(catalog.people_in(&group.reference) <= catalog.people);
    }
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let first = plan(&catalog, &choice, &files);
    files.extend(first.files);
    for (path, text) in &files {
        let mut problems = Vec::new();
        if path == CUSTOMERS {
            Customer::read(text, &mut problems);
        } else if let Some(id) = path.strip_prefix("capabilities/") {
            problems = Capability::read(id.trim_end_matches(".md"), text).1;
        } else {
            assert_eq!(path, LOCK);
        }
        assert!(problems.is_empty(), "{problems:?}\n{text}");
    }
    let second = plan(&catalog, &choice, &files);
    assert!(second.files.is_empty(), "{:?}\n{files:?}", second.files);
    assert_eq!(second.problems.len(), first.problems.len(), "{:?}", second.problems);
}
