//! Questionnaires and answers; every survey format.

pub mod questionnaire;
pub mod xlsform;
