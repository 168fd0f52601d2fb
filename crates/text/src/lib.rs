//! Texts that people write and change: YAML by hand, pages, edits, places in characters.
//!
//! The ground under every room that keeps texts in files. It knows no survey, no interview and no
//! secret, and depends on no other room.
//!
//! - [`yaml`]: files written by hand, read with places and written so that they read well
//! - [`shape`]: what a file may hold, declared once: checked, documented, a JSON Schema for editors
//! - [`page`]: Markdown with front matter
//! - [`problem`]: what is wrong in a file, where, and what to do
//! - [`edit`]: how a text became another, and where a place of the first is in the second
//! - [`points`]: bytes to characters and back
//! - [`some`]: how many of something, in a sentence

mod count;
pub mod edit;
pub mod page;
pub mod points;
pub mod problem;
pub mod shape;
pub mod yaml;

pub use count::some;
pub use edit::Edits;
pub use page::Page;
pub use problem::{Problem, Weight};
pub use shape::Shape;
