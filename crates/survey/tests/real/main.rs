//! Exports, read as those who made them know them: the example and real ones.

mod exports;
mod harbour;
mod paap;
mod questionnaires;
#[path = "../../src/real_data.rs"]
mod real_data;

use paap_survey::questionnaire::Questionnaire;
use paap_survey::{ReadOptions, ScopeOptions, Survey, Warning};
use std::io::Cursor;

/// Reads an export of the real data.
fn survey(path: &str) -> Option<Survey> {
    let bytes = real_data::bytes(path)?;
    Some(Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("an export"))
}

/// What is odd in an export.
fn warnings(survey: &Survey) -> Vec<Warning> {
    survey.inspect(&survey.scope(&ScopeOptions::default()).expect("everybody")).warnings
}

/// Reads an export of the real data by a questionnaire.
fn read_by(path: &str, questionnaire: Questionnaire) -> Option<Survey> {
    let bytes = real_data::bytes(path)?;
    let options = ReadOptions { questionnaire: Some(questionnaire), ..ReadOptions::default() };
    Some(Survey::read(&mut Cursor::new(bytes), &options).expect("an export"))
}
