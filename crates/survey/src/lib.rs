//! Questionnaires and answers: every survey format, read into sets of people.

pub mod read;
