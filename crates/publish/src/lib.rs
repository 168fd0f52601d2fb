//! What leaves the house: pages and files that stand on their own.
//!
//! So far the survey report: typed views in, one self-contained HTML page out. Nothing here reads a
//! file, counts an answer or asks the time; numbers, words and warnings come in as the views of
//! `paap-survey`, and charts from `paap-charts`.

pub mod dataset;
mod error;
pub mod site;
pub mod survey;

pub use error::PublishError;
pub use survey::{SurveyReport, survey_report};
