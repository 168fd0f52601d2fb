//! Sets of people: counts, shares, intervals, tests.

pub mod pairs;
pub mod set;

pub use set::People;
