//! From cells to answers: kinds, options, bases, and everything odd.

pub(crate) mod base;
pub(crate) mod checkbox;
pub(crate) mod figure;
pub(crate) mod identifying;
pub(crate) mod lint;
pub(crate) mod moment;
pub(crate) mod question;
pub(crate) mod scale;
mod single;
pub(crate) mod told;
