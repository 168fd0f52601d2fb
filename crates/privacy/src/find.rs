//! The spans of a text that identify people, by rules, word lists and context.
