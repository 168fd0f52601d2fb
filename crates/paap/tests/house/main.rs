//! What the documents say of the house, held against the house: the arrows between the rooms, what
//! a room must not touch, the examples of the README and of the filters.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod arrows;
mod ci;
mod examples;
mod nouns;
mod outside;
mod said;

use std::path::PathBuf;

/// The repository's root.
fn root() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// A text file of the repository.
fn text(path: &str) -> String {
    let file = root().join(path);
    std::fs::read_to_string(&file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}
