//! The folder of a study's interviews.

use crate::error::Error;
use crate::seal::{Identity, Sealer};
use crate::write;
use paap_interview::Document;
use paap_interview::coding::Log;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

pub(crate) use disk::each;
pub use disk::safe;
use disk::text;

mod disk;
mod leads;
mod open;
#[cfg(test)]
mod tests;

/// What sealed files' names end in.
pub(crate) const AGE: &str = "age";

/// What git must do with the folder's files: nothing, so that a version stays the bytes it is of.
const ATTRIBUTES: &str = "\
# A version of a transcript is a hash of its bytes: git must not change line ends.
*.md -text
*.jsonl -text merge=union
*.yaml -text
*.age -text
";

/// Written into `sealed/`: only what is encrypted may enter git.
const IGNORE: &str = "\
# Only what is encrypted may leave this folder.
*
!.gitignore
!*/
!*.age
";

/// A folder of interviews.
#[derive(Debug, Clone)]
pub struct Study {
    root: PathBuf,
    sealer: Sealer,
}

/// An interview's document, and where it lies.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The document.
    pub document: Document,
    /// Whether it is of `sealed/`: it was not de-identified, and nothing of it may leave.
    pub sealed: bool,
}

impl Study {
    /// Opens a folder, and makes it where it is not there.
    ///
    /// # Errors
    ///
    /// Where the folder cannot be made, or `leads.txt` holds something else than public keys.
    pub fn create(root: &Path, identity: Identity) -> Result<Self, Error> {
        let study = Self {
            root: root.to_owned(),
            sealer: Sealer::read(&root.join("leads.txt"), identity)?,
        };
        for (name, text) in [(".gitattributes", ATTRIBUTES), ("sealed/.gitignore", IGNORE)] {
            let path = root.join(name);
            if !path.exists() {
                write::whole(&path, text.as_bytes())?;
            }
        }
        Ok(study)
    }

    /// Opens a folder that holds interviews.
    ///
    /// # Errors
    ///
    /// Where it holds none, or `leads.txt` holds something else than public keys.
    pub fn open(root: &Path, identity: Identity) -> Result<Self, Error> {
        let holds =
            ["transcripts", "sealed/transcripts"].iter().any(|name| root.join(name).is_dir());
        match holds {
            true => Self::create(root, identity),
            false => Err(Error::NoStudy(root.to_owned())),
        }
    }

    /// The folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Whether what is sealed is also encrypted.
    pub fn encrypts(&self) -> bool {
        self.sealer.seals()
    }

    /// Every interview by its id: de-identified where that was done, else as it came. Interviews
    /// that only a lead can open are left out unless there is a key; [`Study::locked`] counts
    /// them.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, or a key does not open it.
    pub fn documents(&self) -> Result<BTreeMap<String, Held>, Error> {
        let mut names = self.names("sealed/transcripts")?;
        let released = self.names("transcripts")?;
        names.retain(|id, _| !released.contains_key(id));
        let names: Vec<(String, PathBuf, bool)> = names
            .into_iter()
            .map(|(id, path)| (id, path, true))
            .chain(released.into_iter().map(|(id, path)| (id, path, false)))
            .collect();
        let read = |(id, path, sealed): &(String, PathBuf, bool)| {
            let text = if *sealed { self.sealed_text(path) } else { text(path) };
            match text {
                Err(Error::Locked(_)) => Ok(None),
                Err(other) => Err(other),
                Ok(text) => {
                    Ok(Some((id.clone(), Held { document: named(id, &text), sealed: *sealed })))
                }
            }
        };
        let held: Vec<Option<(String, Held)>> = each(&names, read)?;
        Ok(held.into_iter().flatten().collect())
    }

    /// Every interview as it came, by its id.
    ///
    /// # Errors
    ///
    /// Where one cannot be read or opened.
    pub fn originals(&self) -> Result<BTreeMap<String, Document>, Error> {
        let names: Vec<(String, PathBuf)> = self.names("sealed/transcripts")?.into_iter().collect();
        let read =
            |(id, path): &(String, PathBuf)| Ok((id.clone(), named(id, &self.sealed_text(path)?)));
        Ok(each(&names, read)?.into_iter().collect())
    }

    /// The de-identified interviews, by their ids.
    ///
    /// # Errors
    ///
    /// Where one cannot be read.
    pub fn released(&self) -> Result<BTreeMap<String, Document>, Error> {
        let names = self.names("transcripts")?.into_iter();
        let read = |(id, path): (String, PathBuf)| {
            let document = named(&id, &text(&path)?);
            Ok((id, document))
        };
        names.map(read).collect()
    }

    /// The ids of all interviews, of those too that only a lead can open.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be listed.
    pub fn ids(&self) -> Result<BTreeSet<String>, Error> {
        let (sealed, open) = (self.names("sealed/transcripts")?, self.names("transcripts")?);
        Ok(sealed.into_keys().chain(open.into_keys()).collect())
    }

    /// How many interviews there are that only a lead can open, and that were not de-identified.
    ///
    /// # Errors
    ///
    /// Where a folder cannot be listed.
    pub fn locked(&self) -> Result<usize, Error> {
        let released = self.names("transcripts")?;
        let is_locked = |(id, path): &(&String, &PathBuf)| {
            !released.contains_key(*id)
                && path.extension().is_some_and(|end| end == AGE)
                && matches!(self.sealed_text(path), Err(Error::Locked(_)))
        };
        Ok(self.names("sealed/transcripts")?.iter().filter(is_locked).count())
    }

    /// Keeps the bytes of a file as they came.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or `name` is no name for a file.
    pub fn keep_original(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        self.seal(&format!("originals/{}", safe(name)?), bytes)
    }

    /// Keeps a document as it came.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or its id is no name for a file.
    pub fn keep(&self, document: &Document) -> Result<(), Error> {
        let name = format!("transcripts/{}.md", safe(&document.about.id)?);
        self.seal(&name, document.write().as_bytes())
    }

    /// Writes a de-identified document where everybody reads it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written, or its id is no name for a file.
    pub fn release(&self, document: &Document) -> Result<(), Error> {
        let path = self.root.join("transcripts").join(format!("{}.md", safe(&document.about.id)?));
        write::changed(&path, document.write().as_bytes())
    }

    /// The text of a file that everybody may read, such as `codebook.yaml`; None where there is
    /// none.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.root.join(name);
        if path.exists() { text(&path).map(Some) } else { Ok(None) }
    }

    /// Writes a file that everybody may read.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn put(&self, name: &str, text: &str) -> Result<(), Error> {
        write::changed(&self.root.join(name), text.as_bytes())
    }

    /// Adds lines to a file that everybody may read.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn append(&self, name: &str, lines: &str) -> Result<(), Error> {
        write::append(&self.root.join(name), lines)
    }

    /// The files of a folder by their names without ending, such as the coders of `codings`.
    ///
    /// # Errors
    ///
    /// Where it cannot be listed.
    pub fn names(&self, folder: &str) -> Result<BTreeMap<String, PathBuf>, Error> {
        let folder = self.root.join(folder);
        let mut names = BTreeMap::new();
        if !folder.is_dir() {
            return Ok(names);
        }
        for entry in fs::read_dir(&folder).map_err(Error::io(&folder))? {
            let path = entry.map_err(Error::io(&folder))?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            let plain = name.strip_suffix(".age").unwrap_or(name);
            let Some((stem, end)) = plain.rsplit_once('.') else { continue };
            if !name.starts_with('.') && matches!(end, "md" | "jsonl" | "yaml") && path.is_file() {
                // What is not encrypted is what somebody works on, and newer.
                match names.get(stem) {
                    Some(_) if name.ends_with(".age") => {}
                    _ => {
                        names.insert(stem.to_owned(), path);
                    }
                }
            }
        }
        Ok(names)
    }

    /// The logs of a folder, such as `codings`, by coder.
    ///
    /// # Errors
    ///
    /// Where one cannot be read or opened.
    pub fn logs(&self, folder: &str) -> Result<BTreeMap<String, Log>, Error> {
        let names = self.names(folder)?.into_iter();
        let read =
            |(coder, path): (String, PathBuf)| Ok((coder, Log::read(&self.sealed_text(&path)?)));
        names.map(read).collect()
    }

    /// Moves the logs of what was not de-identified aside: their codings were carried over.
    ///
    /// # Errors
    ///
    /// Where one cannot be moved.
    pub fn retire_codings(&self) -> Result<(), Error> {
        for (coder, path) in self.names("sealed/codings")? {
            let text = self.sealed_text(&path)?;
            let version = &paap_interview::document::sha256(text.as_bytes())[..12];
            self.seal(&format!("carried/{coder}-{version}.jsonl"), text.as_bytes())?;
            fs::remove_file(&path).map_err(Error::io(&path))?;
        }
        Ok(())
    }

    /// The text of a sealed file, such as `review.yaml`; None where there is none.
    ///
    /// # Errors
    ///
    /// Where it cannot be read or opened.
    pub fn sealed(&self, name: &str) -> Result<Option<String>, Error> {
        let path = self.root.join("sealed").join(name);
        let encrypted = self.root.join("sealed").join(format!("{name}.{AGE}"));
        match (path.is_file(), encrypted.is_file()) {
            // A copy in the open is one that somebody edits.
            (true, _) => text(&path).map(Some),
            (false, true) => self.sealed_text(&encrypted).map(Some),
            (false, false) => Ok(None),
        }
    }

    /// Writes a sealed file: encrypted where there are keys. A copy in the open is removed then.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn seal(&self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        let path = self.root.join("sealed").join(name);
        let encrypted = self.root.join("sealed").join(format!("{name}.{AGE}"));
        if !self.encrypts() {
            return write::changed(&path, bytes);
        }
        // The same bytes are another file each time they are sealed: only what changed is.
        let there = fs::read(&encrypted).ok();
        let same = there.is_some_and(|there| {
            self.sealer.open(&encrypted, &there).is_ok_and(|opened| opened == bytes)
        });
        if !same {
            write::whole(&encrypted, &self.sealer.seal(&encrypted, bytes)?)?;
        }
        if path.exists() {
            fs::remove_file(&path).map_err(Error::io(&path))?;
        }
        Ok(())
    }

    /// Writes a copy of a sealed file in the open, for somebody to edit. Git does not see it;
    /// [`Study::seal`] removes it.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn lay_open(&self, name: &str, text: &str) -> Result<PathBuf, Error> {
        let path = self.root.join("sealed").join(name);
        write::changed(&path, text.as_bytes())?;
        Ok(path)
    }

    fn sealed_text(&self, path: &Path) -> Result<String, Error> {
        if path.extension().is_none_or(|end| end != AGE) {
            return text(path);
        }
        let sealed = fs::read(path).map_err(Error::io(path))?;
        String::from_utf8(self.sealer.open(path, &sealed)?)
            .map_err(|_| Error::NotText(path.to_owned()))
    }
}

/// An interview's document. Its id is its file's name, whatever stands in it.
fn named(id: &str, text: &str) -> Document {
    let mut document = Document::read(text);
    id.clone_into(&mut document.about.id);
    document
}
