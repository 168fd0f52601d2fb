//! Writes the report on the invented survey to standard output, to be looked at:
//! `cargo run -p paap-publish --example report > report.html`.

use paap_publish::{PublishError, survey, survey_report};

fn main() -> Result<(), PublishError> {
    print!("{}", survey_report(&survey::sample::sample().report())?);
    Ok(())
}
