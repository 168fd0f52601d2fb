//! The folder of a whole workspace: its files as a [`Tree`], and new ones.

mod attest;
mod init;
mod walk;

#[cfg(test)]
mod tests;

pub use attest::Gate;
pub use init::{add_study, init};

use crate::error::Error;
use crate::seal::{Identity, Sealer};
use crate::write;
use paap_workspace::Tree;
use std::fs;
use std::path::{Path, PathBuf};

/// The file that makes a folder a workspace.
pub const SETTINGS: &str = "paap.yaml";

/// A workspace as a folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
    identity: Identity,
}

impl Folder {
    /// Opens a workspace.
    ///
    /// # Errors
    ///
    /// Where the folder holds no `paap.yaml`.
    pub fn open(root: &Path, identity: Identity) -> Result<Self, Error> {
        match root.join(SETTINGS).is_file() {
            true => Ok(Self { root: root.to_owned(), identity }),
            false => Err(Error::NoWorkspace(root.to_owned())),
        }
    }

    /// The workspace that a folder is in: the nearest folder at or above it with a `paap.yaml`.
    ///
    /// # Errors
    ///
    /// Where there is none.
    pub fn around(place: &Path, identity: Identity) -> Result<Self, Error> {
        let whole = std::path::absolute(place).map_err(Error::io(place))?;
        let root = whole.ancestors().find(|folder| folder.join(SETTINGS).is_file());
        let root = root.ok_or_else(|| Error::NoWorkspace(place.to_owned()))?;
        Ok(Self { root: root.to_owned(), identity })
    }

    /// Where it is.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of a study.
    ///
    /// # Errors
    ///
    /// Where there is no such study.
    pub fn study(&self, id: &str) -> Result<PathBuf, Error> {
        let folder = self.root.join("studies").join(crate::study::safe(id)?);
        match folder.join("study.yaml").is_file() {
            true => Ok(folder),
            false => Err(Error::NoSuchStudy { id: id.to_owned(), there: self.studies()? }),
        }
    }

    /// The names of all studies.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be listed.
    pub fn studies(&self) -> Result<Vec<String>, Error> {
        let folder = self.root.join("studies");
        let mut names = Vec::new();
        if folder.is_dir() {
            for entry in fs::read_dir(&folder).map_err(Error::io(&folder))? {
                let entry = entry.map_err(Error::io(&folder))?;
                if entry.path().join("study.yaml").is_file() {
                    names.push(entry.file_name().to_string_lossy().into_owned());
                }
            }
        }
        names.sort();
        Ok(names)
    }

    /// All files, sealed answers included where they can be opened.
    ///
    /// # Errors
    ///
    /// Where one cannot be read.
    pub fn tree(&self) -> Result<Tree, Error> {
        walk::tree(&self.root, &self.identity)
    }

    /// Puts the answers to a survey into a study: sealed, or where everybody reads them.
    ///
    /// # Errors
    ///
    /// Where they cannot be written, or the name is none for a file.
    pub fn put_answers(
        &self,
        study: &str,
        name: &str,
        bytes: &[u8],
        open: bool,
    ) -> Result<PathBuf, Error> {
        let folder = self.study(study)?;
        let name = crate::study::safe(name)?;
        if open {
            let path = folder.join("responses").join(name);
            write::changed(&path, bytes)?;
            return Ok(path);
        }
        let home = crate::Study::create(&folder, self.identity.clone())?;
        home.seal(&format!("responses/{name}"), bytes)?;
        let ending = if home.encrypts() { ".age" } else { "" };
        Ok(folder.join("sealed/responses").join(format!("{name}{ending}")))
    }

    /// Whether there is something of this path in the workspace.
    pub fn holds(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    /// Writes a file of the workspace.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<(), Error> {
        write::changed(&self.root.join(path), bytes)
    }

    /// What opens and seals the files of a study.
    pub(crate) fn sealer(folder: &Path, identity: &Identity) -> Result<Sealer, Error> {
        Sealer::read(&folder.join("leads.txt"), identity.clone())
    }
}
