//! Rows of answers: how alone each is by what others may know of it, and how to make them safe.
