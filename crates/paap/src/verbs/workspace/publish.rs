//! `paap publish`: the public site, and the one for insiders.

use super::{options, threads, whole};
use crate::args::workspace::PublishArgs;
use crate::clock;
use crate::error::Error;
use crate::output::{self, Outcome};
use crate::show::some;
use paap_files::Folder;
use paap_publish::site::{self, Made, path};
use paap_server::Reach;
use paap_workspace::public::Part;
use paap_workspace::published::FOLDER;
use paap_workspace::{Study, Workspace};
use std::collections::BTreeMap;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The files of a site, by their paths from its root.
pub(in crate::verbs) type Files = BTreeMap<String, Vec<u8>>;

pub(in crate::verbs) fn run(args: &PublishArgs) -> Result<Outcome, Error> {
    let folder = whole(&args.whole)?;
    let usual = if args.internal { "site-internal" } else { "site" };
    let output = args.output.clone().unwrap_or_else(|| PathBuf::from(usual));
    keeps_apart(&args.whole.folder, &output, args.internal)?;
    let (files, workspace) = match made(&folder, args.internal)? {
        Ok(made) => made,
        Err(errors) => {
            output::say(&format!(
                "{} must be mended first: `paap check {}` names them. Nothing was written.",
                some(errors as u64, "thing"),
                args.whole.folder.display(),
            ));
            return Ok(Outcome::Gate(errors));
        }
    };
    // First, so that nothing is out that nobody remembers. Insiders read the same figures as everybody, and
    // may tell them: an internal site is remembered as a public one.
    for study in &workspace.studies {
        let part = Part::Site { tables: study.plan.publish.results };
        for name in study.surveys.keys() {
            remember(&folder, &workspace, study, name, &part)?;
        }
    }
    let changed = paap_files::output::folder(&output, &files)?;
    let pages = files.keys().filter(|name| name.ends_with(".html")).count() as u64;
    output::print(&format!(
        "{}: {}, {} changed\n",
        output.display(),
        some(pages, "page"),
        some(changed as u64, "file"),
    ))?;
    match args.serve {
        true => serve(files, args.port),
        false => Ok(Outcome::Done),
    }
}

/// Refuses to write a site over one for other readers, whoever serves the folder would not notice; over
/// anything else that paap wrote; and over the workspace itself. What a run that was stopped began to write
/// counts as written.
fn keeps_apart(workspace: &Path, output: &Path, internal: bool) -> Result<(), Error> {
    let refuse = |why: &str| {
        let place = output.display();
        Err(Error::Usage(format!("{place}: {why}: say -o with another folder")))
    };
    let there = paap_files::output::written(output)?;
    let place = |path: &Path| std::fs::canonicalize(path).ok();
    if place(output).zip(place(workspace)).is_some_and(|(out, own)| own.starts_with(out)) {
        return refuse("the workspace is in there, and a site is not written over it");
    }
    if there.is_empty() {
        return Ok(());
    }
    if !there.contains(path::HOME) {
        return refuse("paap wrote something else there, and a site is not written over it");
    }
    match (there.contains(path::INTERNAL), internal) {
        (false, true) => {
            refuse("the public site is there, and an internal one is not written over it")
        }
        (true, false) => {
            refuse("an internal site is there, and the public one is not written over it")
        }
        _ => Ok(()),
    }
}

/// Writes down what is public of a survey now, so that nobody can subtract it from what comes later.
pub(super) fn remember(
    folder: &Folder,
    workspace: &Workspace,
    study: &Study,
    survey: &str,
    part: &Part,
) -> Result<(), Error> {
    let mut salt = || format!("{:016x}{:016x}", paap_files::random(), paap_files::random());
    let least = workspace.settings.least_cell;
    let Some(own) = study.publishing(survey, least, &clock::today(), part, &mut salt) else {
        return Ok(());
    };
    let file = |number: usize| study.path(&format!("{FOLDER}/{survey}-{number}.jsonl"));
    let numbers = 1..;
    let free = numbers.map(file).find(|file| !folder.holds(file));
    let Some(file) = free else { return Ok(()) };
    folder.put(&file, own.write().as_bytes())?;
    output::say(&format!(
        "{file}: what is public of “{survey}” now; keep it with the workspace, so that nobody can \
         subtract it from what you publish later"
    ));
    Ok(())
}

/// The files of the site, be it for insiders or for everybody, or how many errors are in the way.
pub(in crate::verbs) fn made(
    folder: &Folder,
    internal: bool,
) -> Result<Result<(Files, Workspace), usize>, Error> {
    let tree = folder.tree()?;
    let workspace = Workspace::read(&tree, threads());
    let check = workspace.check(&tree, &options());
    match check.errors() {
        0 => {}
        errors => return Ok(Err(errors)),
    }
    let made = Made::new(clock::made(), concat!("paap ", env!("CARGO_PKG_VERSION")));
    let made = Made { internal, ..made };
    let site = site::of(&workspace, &check, &made, &tree.files);
    let files = site::build(&site).map_err(|why| Error::Internal(why.to_string()))?;
    for broken in site::broken_links(&files) {
        output::say(&format!("{}: a link leads nowhere: {}", broken.page, broken.link));
    }
    Ok(Ok((files, workspace)))
}

/// Shows a site on this machine, until somebody stops it.
pub(in crate::verbs) fn serve(files: Files, port: u16) -> Result<Outcome, Error> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let site = paap_server::Site::bind(address, Arc::new(files), Reach::Machine)?;
    output::print(&format!("http://{}/  (Ctrl-C ends it)\n", site.address()))?;
    site.run()?;
    Ok(Outcome::Done)
}
