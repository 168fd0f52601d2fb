//! All nouns together: studies, insights, content; what is wrong in any of them.
//!
//! A workspace is read from a [`Tree`] of files, which a home above fills: from a folder, later from a
//! database. This room opens no file and asks no clock.

pub mod plan;
pub mod settings;
pub mod tree;

pub use tree::Tree;
