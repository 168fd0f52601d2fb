//! Sealing a folder for its leads, again when there are others.

use super::open::files;
use super::{AGE, Study};
use crate::error::Error;
use crate::write;
use std::fs;
use std::path::{Path, PathBuf};

/// In `sealed/`: the leads for whom everything was sealed last, as `leads.txt` was then.
const SEALED_FOR: &str = "leads.txt";

impl Study {
    /// Seals everything again where `leads.txt` has changed since it was sealed, so that a lead who
    /// came later opens it too. How many files; none where nothing has changed, as each would be
    /// another file for git.
    ///
    /// # Errors
    ///
    /// Where a file cannot be opened with the key that was given, or written.
    pub fn seal_for_leads(&self) -> Result<usize, Error> {
        let leads = self.text("leads.txt")?.unwrap_or_default();
        if !self.encrypts() || self.sealed(SEALED_FOR)?.as_ref() == Some(&leads) {
            return Ok(0);
        }
        let count = self.reseal()?;
        self.seal(SEALED_FOR, leads.as_bytes())?;
        Ok(count)
    }

    /// Encrypts whatever lies in `sealed/` in the open, where there are keys. How many files.
    ///
    /// # Errors
    ///
    /// Where one cannot be read or written.
    pub fn seal_all(&self) -> Result<usize, Error> {
        let root = self.root.join("sealed");
        let mut count = 0;
        for path in files(&root)? {
            let name = path.strip_prefix(&root).ok().and_then(Path::to_str);
            let is_sealed = path.extension().is_some_and(|end| end == AGE);
            let is_own = path.file_name().is_some_and(|name| name == ".gitignore");
            let Some(name) = name.filter(|_| self.encrypts() && !is_sealed && !is_own) else {
                continue;
            };
            let bytes = fs::read(&path).map_err(Error::io(&path))?;
            self.seal(name, &bytes)?;
            count += 1;
        }
        Ok(count)
    }

    /// Seals again, for all leads that there are now, what was sealed for those of before. How many
    /// files.
    ///
    /// # Errors
    ///
    /// Where one cannot be opened with the key that was given, or written.
    pub fn reseal(&self) -> Result<usize, Error> {
        // Only those of before: what lay in the open is sealed for today's leads at once, and whoever
        // did that need not be able to open it.
        let before = files(&self.root.join("sealed"))?;
        let mut count = self.seal_all()?;
        let is_sealed = |path: &PathBuf| path.extension().is_some_and(|end| end == AGE);
        for path in before.into_iter().filter(is_sealed) {
            if self.encrypts() {
                let sealed = fs::read(&path).map_err(Error::io(&path))?;
                let bytes = self.sealer.open(&path, &sealed)?;
                write::whole(&path, &self.sealer.seal(&path, &bytes)?)?;
                count += 1;
            }
        }
        Ok(count)
    }
}
