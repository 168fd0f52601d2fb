//! Sets of people: counts, shares, intervals, tests.

pub mod interval;
pub mod multiple;
pub mod random;
pub mod special;
pub mod table;
pub mod weight;
