//! Folders that are made as a whole, and made again: a site, a dataset.

use crate::error::Error;
use crate::write;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path};

/// The list of the files that were written, by which the next run knows which are its own.
const LIST: &str = ".paap-files";

/// Writes files into a folder, by their paths in it, and removes those of the run before that are not
/// among them. Returns how many were new or changed.
///
/// # Errors
///
/// Where the folder holds something that was not written by this, or a file cannot be written.
pub fn folder(root: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<usize, Error> {
    let list = root.join(LIST);
    let before = written(root)?;
    // The list first: a run that was stopped in the middle can be made good by the next.
    let all: BTreeSet<&str> =
        before.iter().map(String::as_str).chain(files.keys().map(String::as_str)).collect();
    write::whole(&list, lines(&all).as_bytes())?;
    let mut written = 0;
    for (name, bytes) in files {
        let path = root.join(inside(root, name)?);
        if fs::read(&path).is_ok_and(|there| there == *bytes) {
            continue;
        }
        write::whole(&path, bytes)?;
        written += 1;
    }
    for name in before.iter().filter(|name| !files.contains_key(*name)) {
        let path = root.join(inside(root, name)?);
        if path.is_file() {
            fs::remove_file(&path).map_err(Error::io(&path))?;
        }
        // Folders that are empty now go with their last file; others stay.
        for above in path.ancestors().skip(1).take_while(|above| *above != root) {
            if fs::remove_dir(above).is_err() {
                break;
            }
        }
    }
    let own: BTreeSet<&str> = files.keys().map(String::as_str).collect();
    write::whole(&list, lines(&own).as_bytes())?;
    Ok(written)
}

/// The paths of the files that [`folder`] wrote into a folder, or began to; none where it is empty or not
/// there.
///
/// # Errors
///
/// Where the folder holds something that was not written by this.
pub fn written(root: &Path) -> Result<BTreeSet<String>, Error> {
    let list = root.join(LIST);
    let is_empty = fs::read_dir(root).map_or(true, |mut entries| entries.next().is_none());
    if root.is_file() || (!list.is_file() && !is_empty) {
        return Err(Error::NotOurs(root.to_owned()));
    }
    Ok(match fs::read_to_string(&list) {
        Ok(text) => text.lines().map(str::to_owned).collect(),
        Err(_) => BTreeSet::new(),
    })
}

/// The files that [`folder`] wrote into a folder, by their paths in it.
///
/// # Errors
///
/// Where one cannot be read.
pub fn read(root: &Path) -> Result<BTreeMap<String, Vec<u8>>, Error> {
    let list = root.join(LIST);
    let names = fs::read_to_string(&list).map_err(Error::io(&list))?;
    let mut files = BTreeMap::new();
    for name in names.lines() {
        let path = root.join(inside(root, name)?);
        if path.is_file() {
            files.insert(name.to_owned(), fs::read(&path).map_err(Error::io(&path))?);
        }
    }
    Ok(files)
}

fn lines(names: &BTreeSet<&str>) -> String {
    names.iter().map(|name| format!("{name}\n")).collect()
}

/// A path that stays within its folder.
fn inside<'a>(root: &Path, name: &'a str) -> Result<&'a Path, Error> {
    let path = Path::new(name);
    let is_plain = path.components().all(|part| matches!(part, Component::Normal(_)));
    (is_plain && !name.is_empty())
        .then_some(path)
        .ok_or_else(|| Error::Name(root.join(name).display().to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
        names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
    }

    #[test]
    fn what_is_no_longer_there_goes_and_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("site");
        assert_eq!(folder(&place, &files(&["a/b.html", "c.html"])).unwrap(), 2);
        fs::write(place.join("own.txt"), "kept").unwrap();
        assert_eq!(folder(&place, &files(&["c.html", "d.html"])).unwrap(), 1);
        assert!(!place.join("a").exists());
        assert_eq!(fs::read(place.join("own.txt")).unwrap(), b"kept");
        assert!(place.join("c.html").is_file() && place.join("d.html").is_file());
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("thesis.txt"), "all there is").unwrap();
        assert!(matches!(folder(root.path(), &files(&["a.html"])), Err(Error::NotOurs(_))));
        assert!(!root.path().join("a.html").exists());
    }

    #[test]
    fn nothing_is_written_outside() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("site");
        for name in ["../a.html", "/tmp/a.html", "a/../../b.html", ""] {
            assert!(matches!(folder(&place, &files(&[name])), Err(Error::Name(_))), "{name}");
        }
    }
}
