//! The files of a workspace, wherever they come from.

use std::collections::{BTreeMap, BTreeSet};

/// Files by their paths in the workspace, with `/` between folders: `studies/paved-roads/study.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Tree {
    /// What each file holds. Of `sealed/` the answers to surveys alone, where they could be opened.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The paths of what lies under a `sealed/`, whether it could be opened or not. Where an
    /// encrypted file's name ends in `.age`, its path here does not.
    pub sealed: BTreeSet<String>,
    /// Files of `sealed/` that are in the open: not encrypted, and in git or not kept out of it.
    pub exposed: BTreeSet<String>,
    /// Links to other files or folders: they are not followed, as they may lead anywhere.
    pub links: BTreeSet<String>,
}

impl Tree {
    /// The files of a folder, those of folders in it included: the path within the folder, and the bytes.
    pub fn under<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let prefix = format!("{folder}/");
        let from = self.files.range(prefix.clone()..);
        from.map_while(move |(path, bytes)| Some((path.strip_prefix(&prefix)?, bytes.as_slice())))
    }

    /// The files that lie in a folder itself.
    pub fn within<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.under(folder).filter(|(path, _)| !path.contains('/'))
    }

    /// The names of the folders in a folder.
    pub fn folders(&self, folder: &str) -> BTreeSet<&str> {
        self.under(folder).filter_map(|(path, _)| Some(path.split_once('/')?.0)).collect()
    }

    /// The names of sealed files that lie in a folder itself.
    pub fn sealed_in<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a str> {
        let prefix = format!("{folder}/");
        let from = self.sealed.range(prefix.clone()..);
        from.map_while(move |path| path.strip_prefix(&prefix)).filter(|path| !path.contains('/'))
    }
}

/// A file's name and ending, such as `("interview-001", "md")`.
pub(crate) fn stem(name: &str) -> (&str, &str) {
    name.rsplit_once('.').unwrap_or((name, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_told_from_names_that_begin_alike() {
        let mut tree = Tree::default();
        for path in ["a/b.md", "a/c/d.md", "ab/e.md", "a.md"] {
            tree.files.insert(path.to_owned(), Vec::new());
        }
        let paths = |found: Vec<(&str, &[u8])>| -> Vec<String> {
            found.into_iter().map(|(path, _)| path.to_owned()).collect()
        };
        assert_eq!(paths(tree.under("a").collect()), ["b.md", "c/d.md"]);
        assert_eq!(paths(tree.within("a").collect()), ["b.md"]);
        assert_eq!(tree.folders("a").into_iter().collect::<Vec<_>>(), ["c"]);
        assert_eq!(paths(tree.under("c").collect()), Vec::<String>::new());
    }
}
