//! A platform as a product: what it can do, for whom, what they need, and what came of it.
//!
//! The chain that this room keeps is insight → need → priority → roadmap item → release → outcome. It
//! takes texts, bytes and typed data, and returns values and problems; it opens no file, asks no clock
//! and draws nothing by chance but from a seed.
//!
//! - [`facts`]: what customers did with capabilities, as numbers, without people

pub mod facts;
