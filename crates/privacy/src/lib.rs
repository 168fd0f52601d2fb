//! What identifies people in what they say: finding it, giving it a consistent pseudonym, and
//! replacing it.
//!
//! This room takes texts and returns spans, proposals and replaced texts. It opens no file: sealing
//! what leads back to people is the work of the homes above. Everything that uses chance takes its
//! random numbers from the caller.
//!
//! - [`span`]: a place in a text that identifies, and what it is
//! - [`find`]: the spans of a text, by rules, word lists and context
//! - [`score`]: how well spans agree with labelled texts
//! - [`entity`]: which spans are the same person, product or place, across a study
//! - [`pseudonym`]: what stands in an entity's place
//! - [`review`]: the file in which people decide about each proposal
//! - [`replace`]: the text with what was decided
//! - [`disclosure`]: what tables and rows give away

pub mod disclosure;
pub mod entity;
pub mod find;
pub mod pseudonym;
pub mod replace;
pub mod review;
pub mod score;
pub mod span;

#[cfg(test)]
#[path = "../../survey/src/real_data.rs"]
mod real_data;

pub use span::{Kind, Span};
