//! Questionnaires and answers; every survey format.

pub mod questionnaire;
