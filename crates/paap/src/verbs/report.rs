//! `paap survey report`: one page for a browser, that needs nothing but itself.

use super::{answers, scope};
use crate::args::ReportArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use paap_publish::{SurveyReport, survey_report};
use paap_survey::{Message, Scope, Survey, Warning};
use std::path::{Path, PathBuf};

/// What made a page. Without a time: the same answers make the same page.
const MADE: &str = concat!("paap ", env!("CARGO_PKG_VERSION"));

pub(crate) fn run(args: &ReportArgs) -> Result<Outcome, Error> {
    let read = [
        Some(&args.answers.export),
        args.answers.questionnaire.as_ref(),
        args.counting.weights.as_ref(),
    ];
    output::refuse_overwriting(read.into_iter().flatten().map(PathBuf::as_path), &args.output)?;
    output::refuse_losing(&args.output)?;
    let title = title(&args.answers.export);
    let (page, warnings) = answers(&args.answers, |survey| {
        let scope = scope(survey, args.filtered.filter.as_deref(), &args.counting)?;
        page(survey, &scope, &title, false)
    })?;
    output::file(&args.output, &page)?;
    if args.output != Path::new("-") {
        output::say(&format!("wrote {}", args.output.display()));
    }
    Ok(output::outcome(&warnings, &args.strictness))
}

/// The page, and everything odd about the answers.
pub(super) fn page(
    survey: &Survey,
    scope: &Scope,
    title: &str,
    synthetic: bool,
) -> Result<(String, Vec<Warning>), Error> {
    let (inspect, mut summary) = (survey.inspect(scope), survey.summary(scope));
    // Too many pairs keep nobody from the rest of the page.
    let associations = match survey.associations(scope) {
        Ok(associations) => Some(associations),
        Err(why) => {
            let message = format!("Which answers go together was not looked for. {why}");
            summary
                .warnings
                .push(Warning::notice("associations-left-out", Message::plain(message)));
            None
        }
    };
    let page = survey_report(&SurveyReport {
        title,
        synthetic,
        inspect: &inspect,
        summary: &summary,
        associations: associations.as_ref(),
        made: MADE,
    })
    .map_err(|why| Error::Internal(why.to_string()))?;
    // Those about the file are in every view; those about who is counted and about scores here alone.
    Ok((page, summary.warnings))
}

/// The file's name without its ending; readable where it was made of words.
fn title(export: &Path) -> String {
    let stem = export.file_stem().and_then(|stem| stem.to_str()).unwrap_or("Survey");
    if stem == "-" { "Survey".to_owned() } else { stem.replace(['_', '-'], " ") }
}
