//! `paap add`: surveys, interviews and guides into a workspace.

mod need;
mod plan;

use super::{init, place};
use crate::args::workspace::{AddGuideArgs, AddInterviewsArgs, AddSurveyArgs, AddVerb};
use crate::error::Error;
use crate::input;
use crate::output::{self, Outcome};
use crate::show::some;
use crate::verbs::interview::{identity, import};
use paap_evidence::figure::INTERVIEWS;
use paap_files::{Folder, Identity};
use paap_interview::guide::Guide;
use paap_survey::{ReadOptions, ScopeOptions, Survey};
use paap_workspace::priority::CUSTOMERS;
use plan::Told;
use std::io::Cursor;
use std::path::{Path, PathBuf};

pub(in crate::verbs) fn run(verb: &AddVerb) -> Result<Outcome, Error> {
    match verb {
        AddVerb::Study(args) => init::study(args),
        AddVerb::Survey(args) => survey(args),
        AddVerb::Interviews(args) => interviews(args),
        AddVerb::Guide(args) => guide(args),
        AddVerb::Need(args) => need::run(args),
    }
}

fn survey(args: &AddSurveyArgs) -> Result<Outcome, Error> {
    if args.name.is_some() && args.files.len() > 1 {
        return Err(Error::Usage("--name is for one file".to_owned()));
    }
    let (folder, study) = place(&args.into, identity(&args.key)?)?;
    let mut lines = String::new();
    for file in &args.files {
        let bytes = input::bytes(file)?;
        // What cannot be read as answers is refused here, where it can still be exported again.
        let survey = Survey::read(&mut Cursor::new(&bytes), &ReadOptions::default())
            .map_err(|why| Error::Read(file.clone(), why))?;
        if survey.people == 0 {
            let why = "nobody's answers are in it; `paap survey inspect` says what was read";
            return Err(Error::Usage(format!("{}: {why}", file.display())));
        }
        let questions = survey.questions.iter().filter(|one| one.grid.is_none()).count();
        let name = match &args.name {
            Some(name) => name.clone(),
            None => stem(file)?,
        };
        if !paap_text::shape::is_id(&name) {
            let why = "a survey is called by small letters, digits, hyphens, dots and underscores";
            return Err(Error::Usage(format!("{name}: {why}; say --name")));
        }
        if [INTERVIEWS, CUSTOMERS].contains(&name.as_str()) {
            let why = "means something else wherever a source is named; say --name";
            return Err(Error::Usage(format!("{name}: {why}")));
        }
        let ending = if bytes.starts_with(b"PK") { "xlsx" } else { "csv" };
        if let Some(there) = answers_elsewhere(&folder.study(&study)?, &name, ending, args.open) {
            let why = "holds answers to this survey already; remove it first, or say --name";
            return Err(Error::Usage(format!("{}: {why}", there.display())));
        }
        let sealed = if args.open { "" } else { "sealed/" };
        let own = format!("studies/{study}/{sealed}responses/{name}.{ending}");
        let before = before(&folder, &own, &bytes)?;
        if before == Before::Same {
            lines += &format!("{name}: the same answers as in {own}; nothing is written\n");
            continue;
        }
        let path = folder.put_answers(&study, &format!("{name}.{ending}"), &bytes, args.open)?;
        let instead = match before {
            Before::Others(people) => format!(" in place of {people}"),
            Before::None | Before::Same => String::new(),
        };
        lines += &format!(
            "{name}: {}{instead}, {}; {}\n",
            some(survey.people as u64, "answer"),
            some(questions as u64, "question"),
            path.display(),
        );
        if let Some(odd) = odd(&survey) {
            lines += &format!("  {odd}: `paap survey inspect {}` says what.\n", file.display());
        }
        let plan = format!("studies/{study}/study.yaml");
        match plan::tell(&folder, &study, &name, &survey)? {
            Told::Already => {}
            Told::Now => lines += &format!("  {plan} has it now: write who was asked there.\n"),
            Told::Not(missing) => {
                let deep = missing.lines().map(|line| format!("  {line}\n"));
                lines +=
                    &format!("  Write into {plan}, under `surveys`:\n{}", deep.collect::<String>());
            }
        }
    }
    if !args.open {
        lines += "The answers are for leads alone. Before others check or publish, `paap check --attest` writes \
                  down the figures that rest on them.\n";
    }
    output::print(&lines)?;
    Ok(Outcome::Done)
}

/// How much is odd in answers; None where nothing is.
fn odd(survey: &Survey) -> Option<String> {
    let scope = survey.scope(&ScopeOptions::default()).ok()?;
    let warnings = survey.inspect(&scope).warnings.len() as u64;
    (warnings > 0).then(|| some(warnings, "warning"))
}

/// What was there where answers come in.
#[derive(Debug, PartialEq)]
enum Before {
    /// Nothing, or what only others can open.
    None,
    /// The same bytes.
    Same,
    /// So many people's answers.
    Others(usize),
}

fn before(folder: &Folder, file: &str, bytes: &[u8]) -> Result<Before, Error> {
    let tree = folder.tree()?;
    let Some(there) = tree.files.get(file) else { return Ok(Before::None) };
    if there == bytes {
        return Ok(Before::Same);
    }
    let read = Survey::read(&mut Cursor::new(there), &ReadOptions::default());
    Ok(read.map_or(Before::None, |survey| Before::Others(survey.people)))
}

/// Answers to a survey in another place, or another format, than that in which they come in: an export
/// that is brought up to date is written over, and two are one too many.
fn answers_elsewhere(study: &Path, name: &str, ending: &str, open: bool) -> Option<PathBuf> {
    let own = format!("{name}.{ending}");
    let places = [("responses", open), ("sealed/responses", !open)];
    places.iter().find_map(|(place, is_own)| {
        let entries = std::fs::read_dir(study.join(place)).ok()?;
        entries.filter_map(|entry| Some(entry.ok()?.path())).find(|path| {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let plain = file.strip_suffix(".age").unwrap_or(&file);
            let is_answers = plain.rsplit_once('.').is_some_and(|(stem, _)| stem == name);
            is_answers && !(*is_own && plain == own)
        })
    })
}

fn interviews(args: &AddInterviewsArgs) -> Result<Outcome, Error> {
    let (folder, study) = place(&args.into, Identity::default())?;
    let home = folder.study(&study)?;
    let mut incoming = args.incoming.clone();
    if incoming.guide.is_none() {
        incoming.guide = only_guide(&home);
        if let Some(guide) = &incoming.guide {
            output::say(&format!(
                "who asks is told by {} (--guide names another)",
                guide.display()
            ));
        }
    }
    import::run(&incoming, &home)
}

/// The guide of a study, where it has one alone.
fn only_guide(home: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(home.join("guides")).ok()?;
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut guides = paths.filter(|path| path.extension().is_some_and(|end| end == "md"));
    guides.next().filter(|_| guides.next().is_none())
}

fn guide(args: &AddGuideArgs) -> Result<Outcome, Error> {
    let (folder, study) = place(&args.into, Identity::default())?;
    let mut lines = String::new();
    for file in &args.files {
        let guide = Guide::read(&input::text(file)?);
        let questions = guide.questions().count();
        if questions == 0 {
            let why =
                "no question was found: a guide is Markdown with a list item for each question";
            return Err(Error::Usage(format!("{}: {why}", file.display())));
        }
        for warning in guide.warnings.iter().filter(|one| one.problem) {
            output::say(&format!("{}: {}", file.display(), warning.message));
        }
        let path = format!("studies/{study}/guides/{}.md", stem(file)?);
        let there = folder.root().join(&path);
        if there.exists() {
            let why = "is there already, and may have been edited; rename the file, or remove that one first";
            return Err(Error::Usage(format!("{}: {why}", there.display())));
        }
        folder.put(&path, guide.write().as_bytes())?;
        lines += &format!("{path}: {}\n", some(questions as u64, "question"));
    }
    output::print(&lines)?;
    Ok(Outcome::Done)
}

/// The name that a file gives to what is in it: small letters, digits and hyphens.
fn stem(file: &Path) -> Result<String, Error> {
    let stem =
        file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let plain: String = stem
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "-_".contains(c) { c } else { '-' })
        .collect();
    let plain = plain.trim_matches(['-', '_']).to_owned();
    match paap_text::shape::is_id(&plain) {
        true => Ok(plain),
        false => Err(Error::Usage(format!(
            "{}: rename the file to a word, or say --name",
            file.display()
        ))),
    }
}
