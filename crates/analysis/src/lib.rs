//! Sets of people: counts, shares, intervals, tests.

pub mod expression;
pub mod interval;
pub mod level;
pub mod multiple;
pub mod pairs;
pub mod random;
pub mod rank;
pub mod score;
pub mod set;
pub mod special;
pub mod table;
pub mod weight;

pub use set::People;
