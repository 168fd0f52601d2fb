//! Codes as sets of people and of excerpts: counts, matrices, what goes together.
