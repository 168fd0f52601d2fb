//! From cells to answers: kinds, options, bases, and everything odd.

pub(crate) mod checkbox;
pub(crate) mod figure;
pub(crate) mod moment;
pub(crate) mod scale;
