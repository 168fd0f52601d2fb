//! Writes the report on the invented survey to standard output, to be looked at:
//! `cargo run -p paap-publish --example report > report.html`.

mod sample;

use paap_publish::{PublishError, SurveyReport, survey_report};

fn main() -> Result<(), PublishError> {
    print!("{}", survey_report(&sample::sample().report())?);
    Ok(())
}
