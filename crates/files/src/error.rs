//! What can be wrong with a folder.

use std::io;
use std::path::{Path, PathBuf};

/// Why something in a folder could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system says no.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The folder holds no interviews.
    #[error("{}: there are no interviews here; `paap interview import FILE… -o DIR` brings some", .0.display())]
    NoStudy(PathBuf),
    /// The folder is no workspace, nor in one.
    #[error("{}: no workspace (there is no paap.yaml); `paap init DIR` makes one", .0.display())]
    NoWorkspace(PathBuf),
    /// The workspace has no such study.
    #[error("there is no study `{id}`; {}", listed(there))]
    NoSuchStudy {
        /// What was asked for.
        id: String,
        /// The studies that there are.
        there: Vec<String>,
    },
    /// What would be made is there already.
    #[error("{}: is there already; nothing was changed", .0.display())]
    Exists(PathBuf),
    /// A folder to write into holds something else.
    #[error("{}: holds files that paap did not write; name an empty folder, or a new one", .0.display())]
    NotOurs(PathBuf),
    /// A file is larger than anything that is read.
    #[error("{}: larger than 1 GiB; such files do not belong into a workspace", .0.display())]
    TooLarge(PathBuf),
    /// Something is sealed, and no key was given.
    #[error(
        "{}: sealed for the leads; give your key with --identity FILE (or PAAP_IDENTITY)",
        .0.display()
    )]
    Locked(PathBuf),
    /// Something is sealed for others than the holder of this key.
    #[error("{}: this key does not open it; it was sealed for other leads, or is damaged", .0.display())]
    WrongKey(PathBuf),
    /// A file of keys holds something else.
    #[error("{}, line {line}: {what}", path.display())]
    Key {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong, and what to do.
        what: &'static str,
    },
    /// A file is no UTF-8.
    #[error("{}: not UTF-8 text", .0.display())]
    NotText(PathBuf),
    /// There is no review yet.
    #[error("{}: nothing was proposed yet; run `paap interview redact` on it first", .0.display())]
    NoReview(PathBuf),
    /// The review file, or the key of the pseudonyms, cannot be meant so.
    #[error("{}: {}", .0.display(), .1.join("; "))]
    Review(PathBuf, Vec<String>),
    /// A file cannot be meant so.
    #[error("{}, line {line}: {message}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What is wrong, and what to do.
        message: String,
    },
    /// A coder's log has a line that nobody can read, and that may hold names.
    #[error("{}, line {line}: not an operation; repair or remove it first", path.display())]
    Line {
        /// The log.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
    },
    /// A name cannot be the name of a file in the folder.
    #[error(
        "`{0}` cannot be a name here: use letters, digits, hyphens, dots and underscores, at most 100"
    )]
    Name(String),
}

/// Names, in a sentence.
fn listed(names: &[String]) -> String {
    match names {
        [] => "there is none yet: `paap init DIR` makes the first".to_owned(),
        names => format!("there are {}", names.join(", ")),
    }
}

impl Error {
    pub(crate) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::Io { path, source }
    }
}
