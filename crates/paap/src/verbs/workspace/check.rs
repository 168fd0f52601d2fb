//! `paap check`: the proof of every claim.

use super::{attest, options, threads, whole};
use crate::args::workspace::{CheckArgs, CheckFormat};
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::{check as show, some};
use paap_product::Product;
use paap_workspace::{Check, Workspace};
use std::path::Path;

pub(in crate::verbs) fn run(args: &CheckArgs) -> Result<Outcome, Error> {
    let folder = whole(&args.whole)?;
    let options = options();
    let closed = if args.attest { attest::attest(&folder, &options.today)? } else { 0 };
    if args.fix {
        let tree = folder.tree()?;
        attest::fix(&folder, &Workspace::read(&tree, threads()).check(&tree, &options))?;
    }
    let tree = folder.tree()?;
    let workspace = Workspace::read(&tree, threads());
    let check = workspace.check(&tree, &options);
    // The program ends soon, and its memory with it: to give it back piece by piece takes longer.
    let (workspace, _) =
        (std::mem::ManuallyDrop::new(workspace), std::mem::ManuallyDrop::new(tree));
    shown(&check, &workspace, args)?;
    match check.errors() + closed {
        0 => Ok(Outcome::Done),
        errors => Ok(Outcome::Gate(errors)),
    }
}

fn shown(check: &Check, workspace: &Workspace, args: &CheckArgs) -> Result<(), Error> {
    let internal = |why: serde_json::Error| Error::Internal(why.to_string());
    let prefix = prefix(&args.whole.folder);
    output::print(&match args.format {
        CheckFormat::Table => {
            let heads: Vec<String> =
                [Some(heading(workspace)), workspace.product.as_ref().map(read)]
                    .into_iter()
                    .flatten()
                    .collect();
            show::terminal(check, &heads, &output::look(true, 0))
        }
        CheckFormat::Json => show::json(check).map_err(internal)?,
        CheckFormat::Sarif => show::sarif(check, &prefix).map_err(internal)?,
        CheckFormat::Github => show::github(check, &prefix),
    })
}

/// What was checked, in a line.
fn heading(workspace: &Workspace) -> String {
    let all = |count: &dyn Fn(&paap_workspace::Study) -> usize| {
        workspace.studies.iter().map(count).sum::<usize>() as u64
    };
    let transcripts = all(&|study| study.documents.len());
    let insights = all(&|study| study.insights.len());
    let studies = match workspace.studies.len() {
        1 => "1 study".to_owned(),
        several => format!("{several} studies"),
    };
    format!(
        "{} · {studies} · {} · {}",
        workspace.settings.title,
        some(insights, "insight"),
        some(transcripts, "transcript"),
    )
}

/// What was read of the platform, in a line: who wrote a file sees that it counts.
fn read(product: &Product) -> String {
    let counts = [
        (product.customers.len(), "customer", "customers"),
        (product.requests.len(), "request", "requests"),
        (product.capabilities.len(), "capability", "capabilities"),
        (product.needs.len(), "need", "needs"),
        (product.items.len(), "roadmap item", "roadmap items"),
        (product.releases.len(), "release", "releases"),
        (product.outcomes.len(), "outcome", "outcomes"),
        (product.assessments.len(), "assessment", "assessments"),
    ];
    let there = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }));
    let there: Vec<String> = there.collect();
    let there = if there.is_empty() { "product.yaml alone".to_owned() } else { there.join(", ") };
    let days = product.facts.days();
    let events =
        days.map_or_else(String::new, |(from, to)| format!("; events from {from} to {to}"));
    format!("Product: {there}{events}")
}

/// From the root of the repository to the workspace, as what reads the result looks for files from
/// there; without a repository from where the program was started.
fn prefix(folder: &Path) -> String {
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let repository = whole.ancestors().find(|above| above.join(".git").exists());
    let root = repository.map(Path::to_owned).or_else(|| std::env::current_dir().ok());
    let inside = root.and_then(|root| Some(whole.strip_prefix(root).ok()?.to_owned()));
    let parts = inside.unwrap_or_default();
    parts.components().map(|part| part.as_os_str().to_string_lossy().into_owned() + "/").collect()
}
