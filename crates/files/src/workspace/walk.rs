//! From a folder to a tree of files.

use super::Folder;
use crate::encrypted;
use crate::error::Error;
use crate::seal::Identity;
use crate::study::{AGE, each};
use paap_workspace::Tree;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a workspace is made of; what else lies in its folder is none of it.
const PARTS: [&str; 4] = ["paap.yaml", "studies", "content", "product"];

/// Of what is sealed, the one sort of file that is looked into.
const ANSWERS: &str = "responses";

/// A larger file is no text and no table that could be read, in bytes.
const LARGEST: u64 = 1 << 30;

/// A file that is to be read.
struct Found {
    /// The path in the workspace.
    name: String,
    path: PathBuf,
    /// The study whose leads it is sealed for.
    study: Option<PathBuf>,
}

pub(super) fn tree(root: &Path, identity: &Identity) -> Result<Tree, Error> {
    let mut tree = Tree::default();
    let mut found = Vec::new();
    let mut open: Vec<PathBuf> = PARTS.iter().map(|part| root.join(part)).collect();
    while let Some(path) = open.pop() {
        let Ok(about) = path.symlink_metadata() else { continue };
        let name = relative(root, &path);
        // Who reads from a pipe or a device may wait for ever.
        if about.is_symlink() || !(about.is_dir() || about.is_file()) {
            tree.links.insert(name);
        } else if about.is_dir() {
            for entry in fs::read_dir(&path).map_err(Error::io(&path))? {
                let entry = entry.map_err(Error::io(&path))?;
                let file = entry.file_name();
                let is_hidden = file.to_string_lossy().starts_with('.');
                if !is_hidden || (counts_hidden(&name) && file != ".gitignore") {
                    open.push(entry.path());
                }
            }
        } else if about.len() > LARGEST {
            return Err(Error::TooLarge(path));
        } else {
            file(&mut tree, &mut found, name, path);
        }
    }
    tree.exposed = exposed(root, &tree)?;
    // Many small files: reading them is mostly waiting.
    let bytes = each(&found, |one| contents(one, identity))?;
    for (one, bytes) in found.into_iter().zip(bytes) {
        if let Some(bytes) = bytes {
            let plain = one.name.strip_suffix(".age").filter(|_| one.study.is_some());
            tree.files.insert(plain.unwrap_or(&one.name).to_owned(), bytes);
        }
    }
    Ok(tree)
}

/// Whether hidden files of a folder count: what is hidden among what is sealed would leave with it, and
/// what is hidden of what was published would be remembered by nobody.
fn counts_hidden(folder: &str) -> bool {
    let mut parts = folder.split('/');
    parts.next() == Some("studies")
        && matches!(parts.nth(1), Some("sealed" | paap_workspace::published::FOLDER))
}

/// Whether, and how, a file is to be read.
fn file(tree: &mut Tree, found: &mut Vec<Found>, name: String, path: PathBuf) {
    let parts: Vec<&str> = name.split('/').collect();
    let ["studies", study, "sealed", inside @ ..] = parts.as_slice() else {
        return found.push(Found { name, path, study: None });
    };
    tree.sealed.insert(name.strip_suffix(".age").unwrap_or(&name).to_owned());
    if let [ANSWERS, _] = inside {
        let above = path.ancestors().nth(3).map(Path::to_owned);
        let study = above.filter(|above| above.ends_with(study));
        found.push(Found { name, path, study });
    }
}

/// What a file holds; None where it is sealed for others.
fn contents(one: &Found, identity: &Identity) -> Result<Option<Vec<u8>>, Error> {
    let bytes = fs::read(&one.path).map_err(Error::io(&one.path))?;
    let is_encrypted = one.path.extension().is_some_and(|end| end == AGE);
    match &one.study {
        Some(study) if is_encrypted => {
            match Folder::sealer(study, identity)?.open(&one.path, &bytes) {
                Err(Error::Locked(_) | Error::WrongKey(_)) => Ok(None),
                opened => opened.map(Some),
            }
        }
        _ => Ok(Some(bytes)),
    }
}

/// What of the sealed files everybody can read who has the repository.
fn exposed(root: &Path, tree: &Tree) -> Result<BTreeSet<String>, Error> {
    let mut exposed = BTreeSet::new();
    let in_git = in_git(root);
    for name in &tree.sealed {
        let Some((study, _)) = name.split_once("/sealed/") else { continue };
        let (plain, sealed) = (root.join(name), root.join(format!("{name}.{AGE}")));
        // A name says that something is encrypted; its bytes show it.
        if !plain.is_file() && encrypted::is_encrypted(&sealed) {
            continue;
        }
        let ignore = root.join(study).join("sealed/.gitignore");
        let ignored = match fs::read_to_string(&ignore) {
            Ok(text) => text.lines().any(|line| line.trim() == "*"),
            Err(_) => false,
        };
        if !ignored || in_git.contains(name) || in_git.contains(&format!("{name}.{AGE}")) {
            exposed.insert(name.clone());
        }
    }
    Ok(exposed)
}

/// What of the sealed files git keeps; nothing where there is no git.
fn in_git(root: &Path) -> BTreeSet<String> {
    let listed = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["ls-files", "-z", "--", "studies/*/sealed/*"])
        .output();
    let Ok(listed) = listed else { return BTreeSet::new() };
    let names = String::from_utf8_lossy(&listed.stdout).into_owned();
    names.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}
