//! What stands in the place of what identifies people.
