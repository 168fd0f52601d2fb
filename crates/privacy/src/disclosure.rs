//! What tables and rows give away about people in them, and how to keep them from it.
//!
//! - [`table`]: counts, published together, from which no small count can be found out
//! - [`row`]: rows that are not alone: k-anonymity, l-diversity, and what it costs

pub mod row;
pub mod table;
