//! `paap survey report`.

use super::{answers, scope};
use crate::args::ReportArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use paap_publish::{SurveyReport, survey_report};

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Error> {
    let title = match args.answers.export.file_stem() {
        Some(name) if name != "-" => name.to_string_lossy(),
        _ => "Survey".into(),
    };
    let (page, warnings) = answers(&args.answers, |survey| {
        let scope = scope(survey, args.filtered.filter.as_deref(), &args.counting)?;
        let (inspect, summary) = (survey.inspect(), survey.summary(&scope));
        let associations = survey.associations(&scope);
        let report = SurveyReport {
            title: &title,
            synthetic: false,
            inspect: &inspect,
            summary: &summary,
            associations: Some(&associations),
            made: concat!("paap ", env!("CARGO_PKG_VERSION")),
        };
        let page = survey_report(&report).map_err(|why| Error::Internal(why.to_string()))?;
        Ok((page, summary.warnings))
    })?;
    output::file(&args.output, &page)?;
    Ok(output::outcome(&warnings, &args.strictness))
}
