//! The verbs, a file for each, and what those that read answers have in common.

mod associations;
mod compare;
mod convert;
mod cross;
mod demo;
mod inspect;
pub(crate) mod interview;
mod kano;
mod only;
mod privacy;
mod product;
mod report;
mod summary;
mod workspace;

use crate::args::{Answers, Base, Counting, SurveyVerb, Verb};
use crate::error::Error;
use crate::output::Outcome;
use crate::progress::Progress;
use crate::{input, questionnaire};
use paap_survey::{ReadOptions, Reader, Scope, ScopeError, ScopeOptions, Survey};
use std::thread;

/// Does what was asked.
pub(crate) fn run(verb: &Verb) -> Result<Outcome, Error> {
    match verb {
        Verb::Survey(SurveyVerb::Inspect(args)) => inspect::run(args),
        Verb::Survey(SurveyVerb::Summary(args)) => summary::run(args),
        Verb::Survey(SurveyVerb::Cross(args)) => cross::run(args),
        Verb::Survey(SurveyVerb::Compare(args)) => compare::run(args),
        Verb::Survey(SurveyVerb::Kano(args)) => kano::run(args),
        Verb::Survey(SurveyVerb::Associations(args)) => associations::run(args),
        Verb::Survey(SurveyVerb::Report(args)) => report::run(args),
        Verb::Survey(SurveyVerb::Convert(args)) => convert::run(args),
        Verb::Interview(verb) => interview::run(verb),
        Verb::Privacy(verb) => privacy::run(verb),
        Verb::Product(verb) => product::run(verb),
        Verb::Demo(args) => demo::run(args),
        Verb::Init(args) => workspace::init::run(args),
        Verb::Add(verb) => workspace::add::run(verb),
        Verb::Cite(args) => workspace::cite::run(args),
        Verb::Check(args) => workspace::check::run(args),
        Verb::Publish(args) => workspace::publish::run(args),
        Verb::Dataset(args) => workspace::dataset::run(args),
    }
}

/// Reads the answers, hands them to `then`, and shows how far it is meanwhile.
fn answers<T>(
    answers: &Answers,
    then: impl FnOnce(&Survey) -> Result<T, Error>,
) -> Result<T, Error> {
    let questionnaire = answers.questionnaire.as_deref().map(questionnaire::load).transpose()?;
    let mut input = input::open(&answers.export)?;
    let _progress = Progress::start(&answers.export, input.length, &input.read);
    let options = ReadOptions {
        reader: answers.reader.as_deref().and_then(Reader::named),
        threads: thread::available_parallelism().map_or(1, usize::from),
        ..ReadOptions::default()
    };
    let survey = Survey::read(&mut *input.source, &ReadOptions { questionnaire, ..options })
        .map_err(|why| Error::Read(answers.export.clone(), why))?;
    // The program ends soon, and its memory with it: to give it back piece by piece takes longer.
    then(&std::mem::ManuallyDrop::new(survey))
}

/// Who is counted, and how.
fn scope(survey: &Survey, filter: Option<&str>, counting: &Counting) -> Result<Scope, Error> {
    let weights = counting.weights.as_deref().map(input::text).transpose()?;
    let options = ScopeOptions {
        filter: filter.map(str::to_owned),
        min_base: counting.min_base,
        base_asked: counting.base == Base::Asked,
        weights,
    };
    survey.scope(&options).map_err(|why| match (why, &counting.weights) {
        (ScopeError::Weights { problems, text }, Some(path)) => {
            Error::Weights(path.clone(), problems, text)
        }
        (why, _) => misfit(why),
    })
}

/// As [`scope`], for verbs that have one base: those who answered both questions, or are in a group.
fn scope_answered(
    survey: &Survey,
    filter: Option<&str>,
    counting: &Counting,
) -> Result<Scope, Error> {
    if counting.base == Base::Asked {
        return Err(Error::Base);
    }
    scope(survey, filter, counting)
}

/// An expression or a question that does not fit the survey.
fn misfit(why: ScopeError) -> Error {
    Error::Scope(why)
}
