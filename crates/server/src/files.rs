//! Where the files of a site come from: memory, or a folder.

use crate::Error;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The files of a site.
pub trait Files: Send + Sync {
    /// What the file at a path holds, such as `studies/index.html`. Segments are parted by `/`; none is
    /// empty, begins with a dot, or holds `\`, `:` or a control character.
    fn get(&self, path: &str) -> Option<Cow<'_, [u8]>>;
}

impl Files for BTreeMap<String, Vec<u8>> {
    fn get(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        Self::get(self, path).map(|bytes| Cow::Borrowed(bytes.as_slice()))
    }
}

/// A folder. Files are read when they are asked for, so that what is built again is served at once.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// A folder that is there.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let root = path.canonicalize().and_then(|root| std::fs::read_dir(&root).map(|_| root));
        root.map(|root| Self { root }).map_err(|why| Error::Folder(path.to_owned(), why))
    }
}

impl Files for Folder {
    fn get(&self, path: &str) -> Option<Cow<'_, [u8]>> {
        // A link may lead out of the folder, whatever the path looks like.
        let file = self.root.join(path).canonicalize().ok()?;
        // Pipes and devices would never end.
        if !file.starts_with(&self.root) || !file.is_file() {
            return None;
        }
        std::fs::read(file).ok().map(Cow::Owned)
    }
}
