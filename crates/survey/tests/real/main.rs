//! Exports, read as those who made them know them: the example and real ones.
//!
//! Real exports are found through `PAAP_REAL_DATA` (`../shared/data` beside the checkout otherwise) and
//! are no part of the repository. Where they are absent the tests say "skipped", unless
//! `PAAP_REQUIRE_REAL_DATA=1`.

mod exports;
mod harbour;
mod paap;
mod questionnaires;

use paap_survey::questionnaire::Questionnaire;
use paap_survey::{ReadOptions, ScopeOptions, Survey, Warning};
use std::io::Cursor;
use std::path::PathBuf;

/// Where the real data is; None where there is none.
fn data() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data");
    let folder =
        std::env::var_os("PAAP_REAL_DATA").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    // Relative to the workspace, as the tests' own folder is a crate's.
    let folder = if folder.is_relative() {
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(folder)
    } else {
        folder
    };
    if folder.is_dir() {
        return Some(folder);
    }
    let required = std::env::var("PAAP_REQUIRE_REAL_DATA").is_ok_and(|value| value == "1");
    assert!(!required, "PAAP_REQUIRE_REAL_DATA=1, but there is no {}", folder.display());
    println!("skipped: there is no {}", folder.display());
    None
}

/// Reads an export of the real data.
fn survey(path: &str) -> Option<Survey> {
    let bytes = std::fs::read(data()?.join(path)).expect("a file of the real data");
    Some(Survey::read(&mut Cursor::new(bytes), &ReadOptions::default()).expect("an export"))
}

/// What is odd in an export.
fn warnings(survey: &Survey) -> Vec<Warning> {
    survey.inspect(&survey.scope(&ScopeOptions::default()).expect("everybody")).warnings
}

/// Reads an export of the real data by a questionnaire.
fn read_by(path: &str, questionnaire: Questionnaire) -> Option<Survey> {
    let bytes = std::fs::read(data()?.join(path)).expect("a file of the real data");
    let options = ReadOptions { questionnaire: Some(questionnaire), ..ReadOptions::default() };
    Some(Survey::read(&mut Cursor::new(bytes), &options).expect("an export"))
}
