//! `paap dataset`: a version of a dataset for the public, and what it gives away.

use super::publish::remember;
use super::{one, threads, whole};
use crate::args::workspace::DatasetArgs;
use crate::clock;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::some;
use paap_publish::dataset::{self, Files};
use paap_text::Weight;
use paap_workspace::Workspace;
use paap_workspace::plan::Version;
use paap_workspace::public::Part;
use std::path::Path;

/// The version of a dataset that nobody has named.
const FIRST: &str = "1.0.0";

pub(in crate::verbs) fn run(args: &DatasetArgs) -> Result<Outcome, Error> {
    let folder = whole(&args.whole)?;
    let id = one(&folder, args.study.as_deref())?;
    let tree = folder.tree()?;
    let workspace = Workspace::read(&tree, threads());
    let study =
        workspace.study(&id).ok_or_else(|| Error::Usage(format!("there is no study {id}")))?;
    let planned = study.plan.publish.dataset.clone();
    let version = Version {
        version: match (&args.release, &planned) {
            (Some(release), _) => release.clone(),
            (None, Some(planned)) => planned.version.clone(),
            (None, None) => FIRST.to_owned(),
        },
        date: match &planned {
            Some(planned) if args.release.is_none() => planned.date.clone(),
            _ => clock::day(clock::made()),
        },
        changes: planned.map(|planned| planned.changes).unwrap_or_default(),
    };
    let place = args.output.join(paap_files::name(&version.version)?);
    let previous = previous(&args.output, &version.version)?;
    let made = dataset::of(&workspace, study, &version, previous.as_ref());
    for problem in &made.problems {
        let help = problem.help.as_deref().unwrap_or_default();
        output::say(format!("{} {help}", problem.message).trim());
    }
    let errors = made.problems.iter().filter(|problem| problem.weight == Weight::Error).count();
    if errors > 0 || made.files.is_empty() {
        return Ok(Outcome::Gate(errors.max(1)));
    }
    // First, so that nothing is out that nobody remembers.
    for name in study.surveys.keys() {
        let part = Part::Dataset(dataset::rows_digest(&made.files, name));
        remember(&folder, &workspace, study, name, &part)?;
    }
    paap_files::output::folder(&place, &made.files)?;
    let risk = made.files.get("RISK.md").map(Vec::as_slice).unwrap_or_default();
    output::print(&format!(
        "{}: {}, version {} of {}\n\n{}",
        place.display(),
        some(made.files.len() as u64, "file"),
        version.version,
        version.date,
        String::from_utf8_lossy(risk),
    ))?;
    Ok(Outcome::Done)
}

/// The files of the version before this one, of those in the folder.
fn previous(folder: &Path, version: &str) -> Result<Option<Files>, Error> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Ok(None) };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut before: Vec<String> = names
        .filter(|name| order(name) < order(version))
        .filter(|name| folder.join(name).join("datapackage.json").is_file())
        .collect();
    before.sort_by(|a, b| order(a).cmp(&order(b)));
    let read = |name: String| paap_files::output::read(&folder.join(name));
    Ok(before.pop().map(read).transpose()?)
}

/// What versions are ordered by: their numbers, then their words.
fn order(version: &str) -> Vec<(u64, &str)> {
    version.split('.').map(|part| (part.parse().unwrap_or(u64::MAX), part)).collect()
}
