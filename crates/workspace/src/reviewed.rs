//! `reviewed.sha256`: the de-identified transcripts that passed the release gate, as a lead saw it.
//!
//! The gate needs what is sealed, and whoever checks a repository in public has not got that. So a
//! lead's `paap check --attest` writes down what passed, in the form that `sha256sum -c` reads; a
//! transcript that was changed since is not in it.

use paap_interview::document::sha256;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The name of the file, in a study's folder.
pub const FILE: &str = "reviewed.sha256";

/// The hashes of files that passed, by their paths in the study's folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed(BTreeMap<String, String>);

impl Reviewed {
    /// Of files, by their paths in the study's folder.
    pub fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        Self(files.into_iter().map(|(path, bytes)| (path.to_owned(), sha256(bytes))).collect())
    }

    /// Reads the file. The lines that are none are returned by their numbers, from 1.
    pub fn read(text: &str) -> (Self, Vec<usize>) {
        let (mut reviewed, mut wrong) = (BTreeMap::new(), Vec::new());
        for (index, line) in text.lines().enumerate() {
            let is_hash =
                |hash: &str| hash.len() == 64 && hash.bytes().all(|b| b.is_ascii_hexdigit());
            match line.split_once("  ") {
                Some((hash, path)) if is_hash(hash) => {
                    reviewed.insert(path.to_owned(), hash.to_ascii_lowercase());
                }
                _ => wrong.push(index + 1),
            }
        }
        (Self(reviewed), wrong)
    }

    /// The file's text.
    pub fn write(&self) -> String {
        self.0.iter().fold(String::new(), |mut text, (path, hash)| {
            let _ = writeln!(text, "{hash}  {path}");
            text
        })
    }

    /// Whether a file passed as it is now.
    pub fn covers(&self, path: &str, bytes: &[u8]) -> bool {
        self.0.get(path).is_some_and(|hash| *hash == sha256(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_is_not_covered() {
        let reviewed = Reviewed::of([("transcripts/a.md", &b"words"[..])]);
        let (read, wrong) = Reviewed::read(&reviewed.write());
        assert_eq!((&read, wrong.len()), (&reviewed, 0));
        assert!(read.covers("transcripts/a.md", b"words"));
        assert!(!read.covers("transcripts/a.md", b"other words"));
        assert!(!read.covers("transcripts/b.md", b"words"));
        assert_eq!(Reviewed::read("no hash\n").1, [1]);
    }
}
