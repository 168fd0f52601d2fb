//! What leaves the house: pages and files that stand on their own.
//!
//! The survey report: typed views in, one self-contained HTML page out. The public site: a view for
//! each page in, all files out. Nothing here reads a file, counts an answer or asks the time; numbers,
//! words and warnings come in as views, and charts from `paap-charts`.

pub mod dataset;
mod error;
pub mod markdown;
#[cfg(test)]
mod markup;
pub mod site;
pub mod survey;
mod words;

pub use error::PublishError;
pub use survey::{SurveyReport, survey_report};
