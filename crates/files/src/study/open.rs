//! What of a folder leaves when it is shared: every file outside `sealed/`, and the names of those
//! inside.

use super::{AGE, Study};
use crate::encrypted;
use crate::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

impl Study {
    /// Every file outside `sealed/` (and outside `.git`), with its path from the folder: what
    /// leaves when the folder is shared. Of a link to a file what it leads to, as a copy has that.
    ///
    /// # Errors
    ///
    /// Where one cannot be read.
    pub fn open_files(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, Error> {
        let mut open = Vec::new();
        for path in self.outside()? {
            if path.is_file() {
                let bytes = fs::read(&path).map_err(Error::io(&path))?;
                open.push((self.relative(&path), bytes));
            }
        }
        Ok(open)
    }

    /// What is outside `sealed/`, and is no file that can be looked into: links to folders, or to
    /// nothing.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be listed.
    pub fn closed_files(&self) -> Result<Vec<PathBuf>, Error> {
        let outside = self.outside()?.into_iter();
        Ok(outside.filter(|path| !path.is_file()).map(|path| self.relative(&path)).collect())
    }

    /// The files in `sealed/`, with their paths from the folder, and whether each is encrypted.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be listed.
    pub fn sealed_files(&self) -> Result<Vec<(PathBuf, bool)>, Error> {
        let root = self.root.join("sealed");
        if !root.is_dir() {
            return Ok(Vec::new());
        }
        let is_own = |path: &PathBuf| path.file_name().is_some_and(|name| name == ".gitignore");
        let sealed = files(&root)?.into_iter().filter(|path| !is_own(path));
        let is_encrypted = |path: &Path| {
            path.extension().is_some_and(|end| end == AGE) && encrypted::is_encrypted(path)
        };
        Ok(sealed.map(|path| (self.relative(&path), is_encrypted(&path))).collect())
    }

    fn outside(&self) -> Result<Vec<PathBuf>, Error> {
        let is_outside = |path: &PathBuf| {
            let name = self.relative(path);
            !name.starts_with("sealed") && !name.starts_with(".git")
        };
        Ok(entries(&self.root)?.into_iter().filter(is_outside).collect())
    }

    fn relative(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.root).unwrap_or(path).to_owned()
    }
}

/// Every file below a folder, in the order of their paths. Links are not followed.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let is_file = |path: &PathBuf| path.symlink_metadata().is_ok_and(|found| found.is_file());
    Ok(entries(folder)?.into_iter().filter(is_file).collect())
}

/// Whatever is below a folder and is no folder itself.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(Error::io(&folder))? {
            let entry = entry.map_err(Error::io(&folder))?;
            match entry.file_type().map_err(Error::io(&folder))?.is_dir() {
                true => open.push(entry.path()),
                false => found.push(entry.path()),
            }
        }
    }
    found.sort();
    Ok(found)
}
