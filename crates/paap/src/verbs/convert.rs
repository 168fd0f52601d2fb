//! `paap survey convert`: what goes in is told from its content, what comes out from its ending.

use crate::args::ConvertArgs;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::{input, questionnaire as file};
use paap_survey::questionnaire::{self, Problem, Questionnaire, Severity};
use paap_survey::read::Source;
use paap_survey::xlsform;
use paap_survey::{ReadOptions, Reader, Survey};
use std::path::Path;

/// What can be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Yaml,
    Form,
}

pub(crate) fn run(args: &ConvertArgs) -> Result<Outcome, Error> {
    let ending = ending(&args.output)?;
    output::refuse_overwriting([args.input.as_path()], &args.output)?;
    if !args.force && args.output.is_file() {
        return Err(Error::Exists(args.output.clone()));
    }
    let (start, mut source) = input::beginning(&args.input)?;
    let mut problems = 0;
    let made = match questionnaire(args, &start, &mut source)? {
        Some((questionnaire, found)) => {
            problems += count(&found);
            questionnaire
        }
        None => {
            let reader = args.reader.as_deref().and_then(Reader::named);
            let options = ReadOptions { reader, ..ReadOptions::default() };
            let survey = Survey::read(&mut source, &options)
                .map_err(|why| Error::Read(args.input.clone(), why))?;
            if survey.questions.is_empty() {
                return Err(Error::NoQuestions(args.input.clone()));
            }
            problems += survey.problems();
            let stem = args.input.file_stem().filter(|stem| *stem != "-");
            let name = stem.map_or_else(|| "survey".into(), |stem| stem.to_string_lossy());
            let made = survey.questionnaire(&name, &name);
            let found = questionnaire::check(&made);
            output::problems(&args.output, Some(&questionnaire::write(&made)), &found);
            let errors = found.iter().filter(|p| p.severity == Severity::Error).count();
            if errors > 0 {
                return Err(Error::Questionnaire(args.input.clone(), errors));
            }
            problems += count(&found);
            made
        }
    };
    match ending {
        Ending::Yaml => output::file(&args.output, &questionnaire::write(&made))?,
        Ending::Form => {
            let written = xlsform::write(&made).map_err(|problem| {
                output::problems(&args.output, None, &[*problem]);
                Error::Questionnaire(args.input.clone(), 1)
            })?;
            output::problems(&args.output, None, &written.lost);
            problems += count(&written.lost);
            std::fs::write(&args.output, &written.workbook)
                .map_err(|why| Error::Write(args.output.clone(), why))?;
        }
    }
    Ok(match args.strictness.strict && problems > 0 {
        true => Outcome::Problems(problems),
        false => Outcome::Done,
    })
}

/// The questionnaire that the input is, which begins with `start`; None where it is an export.
fn questionnaire(
    args: &ConvertArgs,
    start: &[u8],
    source: &mut dyn Source,
) -> Result<Option<(Questionnaire, Vec<Problem>)>, Error> {
    if args.reader.is_some() {
        return Ok(None);
    }
    let named = args.input.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
    let is_workbook = file::is_workbook(start);
    if !is_workbook && !named && !file::is_yaml(start) {
        return Ok(None);
    }
    let bytes = &input::whole(source, &args.input)?;
    if is_workbook {
        // A workbook without a form's sheets holds answers.
        if xlsform::read(bytes).is_err_and(|problem| problem.code == "no-survey") {
            return Ok(None);
        }
        let (questionnaire, lost) = file::form(&args.input, bytes)?;
        output::problems(&args.input, None, &lost);
        return Ok(Some((questionnaire, lost)));
    }
    let (questionnaire, found) = questionnaire::read(bytes);
    let questionnaire = file::told(&args.input, Some(bytes), questionnaire, &found)?;
    Ok(Some((questionnaire, found)))
}

/// What is more than a note.
fn count(problems: &[Problem]) -> usize {
    problems.iter().filter(|problem| problem.severity > Severity::Note).count()
}

fn ending(path: &Path) -> Result<Ending, Error> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("yaml" | "yml") => Ok(Ending::Yaml),
        Some("xlsx") => Ok(Ending::Form),
        _ if path == Path::new("-") => Ok(Ending::Yaml),
        _ => Err(Error::Ending(path.to_owned())),
    }
}
