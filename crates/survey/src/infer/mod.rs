//! From cells to answers: kinds, options, bases, and everything odd.

pub(crate) mod checkbox;
