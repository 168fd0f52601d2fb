//! The verbs, a file for each, and what those that read answers have in common.

mod associations;
mod compare;
mod convert;
mod cross;
mod demo;
mod inspect;
mod report;
mod summary;

use crate::args::{Answers, Base, Counting, SurveyVerb, Verb};
use crate::engine::{ReadOptions, Scope, ScopeOptions, Survey};
use crate::error::Error;
use crate::input;
use crate::output::Outcome;
use crate::progress::Progress;
use paap_survey::read::Reader;
use std::path::Path;
use std::thread;

/// Does what was asked.
pub(crate) fn run(verb: &Verb) -> Result<Outcome, Error> {
    match verb {
        Verb::Survey(SurveyVerb::Inspect(args)) => inspect::run(args),
        Verb::Survey(SurveyVerb::Summary(args)) => summary::run(args),
        Verb::Survey(SurveyVerb::Cross(args)) => cross::run(args),
        Verb::Survey(SurveyVerb::Compare(args)) => compare::run(args),
        Verb::Survey(SurveyVerb::Associations(args)) => associations::run(args),
        Verb::Survey(SurveyVerb::Report(args)) => report::run(args),
        Verb::Survey(SurveyVerb::Convert(args)) => convert::run(args),
        Verb::Demo(args) => demo::run(args),
    }
}

/// Reads the answers, hands them to `then`, and shows how far it is meanwhile.
fn answers<T>(
    answers: &Answers,
    then: impl FnOnce(&Survey) -> Result<T, Error>,
) -> Result<T, Error> {
    let questionnaire = answers.questionnaire.as_deref().map(questionnaire).transpose()?;
    let mut input = input::open(&answers.export)?;
    let _progress = Progress::start(&answers.export, input.length, &input.read);
    let options = ReadOptions {
        reader: answers.reader.as_deref().and_then(Reader::named),
        questionnaire,
        threads: thread::available_parallelism().map_or(1, usize::from),
    };
    let survey = Survey::read(&mut *input.source, &options)
        .map_err(|why| Error::Read(answers.export.clone(), why))?;
    then(&survey)
}

/// To be connected with questionnaires.
fn questionnaire(path: &Path) -> Result<std::convert::Infallible, Error> {
    input::text(path)?;
    Err(Error::Missing("read questionnaires"))
}

/// Who is counted, and how.
fn scope(survey: &Survey, filter: Option<&str>, counting: &Counting) -> Result<Scope, Error> {
    let options = ScopeOptions {
        filter: filter.map(str::to_owned),
        weights: counting.weights.as_deref().map(input::text).transpose()?,
        min_base: counting.min_base,
        base_asked: counting.base == Base::Asked,
    };
    survey.scope(&options).map_err(misfit)
}

/// An expression, a question or weights that do not fit.
fn misfit(why: impl ToString) -> Error {
    Error::Scope(why.to_string())
}
