//! From cells to answers: kinds, options, bases, and everything odd.

pub(crate) mod base;
pub(crate) mod checkbox;
mod dates;
pub(crate) mod figure;
mod file;
pub(crate) mod lint;
pub(crate) mod moment;
pub(crate) mod question;
pub(crate) mod scale;
mod single;
mod swallowed;
pub(crate) mod told;
