//! Texts that people write and change: YAML by hand, edits, places in characters.
//!
//! The ground under every room that keeps texts in files. It knows no survey, no interview and no
//! secret, and depends on no other room.
//!
//! - [`yaml`]: files written by hand, read with places and written so that they read well
//! - [`edit`]: how a text became another, and where a place of the first is in the second
//! - [`points`]: bytes to characters and back
//! - [`some`]: how many of something, in a sentence

mod count;
pub mod edit;
pub mod points;
pub mod yaml;

pub use count::some;
pub use edit::Edits;
