//! What stands in the place of what identifies people.
pub mod placeholder;
