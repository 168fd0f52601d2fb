//! Writing so that nothing is lost: a file is there whole, as it was or as it is to be.

use crate::error::Error;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

/// Writes a file: beside its place first, then into it. It is not waited for until the disk has it:
/// a folder may have a thousand.
pub(crate) fn whole(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(".{}.part", std::process::id()));
    let beside = Path::new(&beside);
    let write = || -> std::io::Result<()> {
        File::create(beside)?.write_all(bytes)?;
        fs::rename(beside, path)
    };
    write().map_err(|error| {
        // What could not be finished is of no use; the error that matters is the first.
        let _ = fs::remove_file(beside);
        Error::io(path)(error)
    })
}

/// Writes a file unless it holds these bytes already.
pub(crate) fn changed(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    match fs::read(path) {
        Ok(there) if there == bytes => Ok(()),
        _ => whole(path, bytes),
    }
}

/// Adds whole lines at the end of a file, in one piece, so that two who write at once do not mix.
pub(crate) fn append(path: &Path, lines: &str) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::io(folder))?;
    }
    let mut options = OpenOptions::new();
    let mut file = options.append(true).create(true).open(path).map_err(Error::io(path))?;
    file.write_all(lines.as_bytes()).map_err(Error::io(path))
}
