//! The text with what was decided.
pub(crate) mod patterns;
pub(crate) mod words;
