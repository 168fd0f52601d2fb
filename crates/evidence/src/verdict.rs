//! The verdict on a hypothesis: what its test and all coded evidence say, by one rule.
