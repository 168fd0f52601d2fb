//! From cells to answers: kinds, options, bases, and everything odd.

pub(crate) mod base;
pub(crate) mod checkbox;
pub(crate) mod codes;
mod dates;
mod doubts;
pub(crate) mod figure;
mod file;
pub(crate) mod folded;
mod found;
mod grid;
mod hints;
pub(crate) mod identifying;
pub(crate) mod kano;
pub(crate) mod lint;
pub(crate) mod missing;
pub(crate) mod moment;
pub(crate) mod other;
mod own_words;
pub(crate) mod question;
mod satisfaction;
pub(crate) mod scale;
mod sets;
mod single;
pub(crate) mod steps;
mod swallowed;
pub(crate) mod told;

#[cfg(test)]
mod tests;
