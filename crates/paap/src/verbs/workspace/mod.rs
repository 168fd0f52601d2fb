//! The verbs of a whole workspace, a file for each, and what they have in common.

pub(super) mod add;
mod attest;
pub(super) mod check;
pub(super) mod cite;
pub(super) mod dataset;
pub(super) mod init;
pub(super) mod publish;

use crate::args::workspace::{Into, Whole};
use crate::error::Error;
use crate::verbs::interview::identity;
use paap_files::{Folder, Identity};
use paap_workspace::check::Options;
use std::thread;

/// How many threads may work at once.
pub(in crate::verbs) fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

pub(in crate::verbs) fn options() -> Options {
    Options { today: crate::clock::today(), threads: threads() }
}

/// The workspace that was named.
fn whole(whole: &Whole) -> Result<Folder, Error> {
    Ok(Folder::open(&whole.folder, identity(&whole.key)?)?)
}

/// The workspace, and the study in it, that something goes into.
fn place(into: &Into, identity: Identity) -> Result<(Folder, String), Error> {
    let folder = Folder::around(&into.workspace, identity)?;
    let id = one(&folder, into.study.as_deref())?;
    Ok((folder, id))
}

/// The study that was named, or the only one.
fn one(folder: &Folder, named: Option<&str>) -> Result<String, Error> {
    if let Some(named) = named {
        folder.study(named)?;
        return Ok(named.to_owned());
    }
    match folder.studies()?.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Error::Usage("the workspace has no study yet: `paap add study NAME`".to_owned())),
        several => Err(Error::Usage(format!("which study? Say --study {}", several.join(" or ")))),
    }
}
