//! The text with what was decided.
