//! What would leave with the folder and must not: secrets, sealed files in the open, links that lead
//! elsewhere, and what should have been deleted.

use crate::Workspace;
use crate::problem::Problems;
use crate::tree::Tree;
use paap_text::Problem;
use paap_text::yaml::At;

/// What secret keys begin with.
const SECRETS: [&str; 3] = ["AGE-SECRET-KEY-1", "AGE-SECRET-KEY-PQ-1", "PRIVATE KEY-----"];

pub(super) fn secrets(tree: &Tree, problems: &mut Problems) {
    for (file, bytes) in &tree.files {
        let found = SECRETS.iter().filter_map(|secret| {
            let at = memchr::memmem::find(bytes, secret.as_bytes())?;
            Some(bytes.get(..at)?.iter().filter(|&&byte| byte == b'\n').count() + 1)
        });
        if let Some(line) = found.min() {
            let problem = Problem::error(
                "secret-key",
                At { line, column: 1 },
                "This file holds a secret key.",
            );
            problems.add(file, problem.help("Take it out, make a new key (`paap privacy key new`), and seal again: whoever saw the old one can open what it opens."));
        }
    }
}

pub(super) fn sealed(tree: &Tree, problems: &mut Problems) {
    for file in &tree.exposed {
        let message = "This lies under sealed/, is not encrypted, and git keeps it or would.";
        let help = "`paap privacy key new --for STUDY` encrypts what is sealed; without a key, sealed/.gitignore holds a line `*`, and `git rm --cached` takes a file out of git.";
        problems.add(file, Problem::error("sealed-in-the-open", At::START, message).help(help));
    }
    for file in &tree.links {
        let message = "This is a link to somewhere else; links are not followed.";
        problems.add(
            file,
            Problem::error("link", At::START, message).help("Put the file itself here."),
        );
    }
}

pub(super) fn retention(workspace: &Workspace, tree: &Tree, today: &str, problems: &mut Problems) {
    for study in &workspace.studies {
        for promise in &study.plan.retention {
            // Encrypted files go by the names of what they hold.
            let what = promise.what.trim_start_matches("./").trim_matches('/');
            let place = study.path(what.strip_suffix(".age").unwrap_or(what));
            let below = format!("{place}/");
            let holds = |path: &String| *path == place || path.starts_with(&below);
            let left = tree.files.keys().chain(&tree.sealed).filter(|path| holds(path)).count();
            if left > 0 && promise.until.as_str() < today {
                let message = format!(
                    "“{}” was to be deleted by {}, and is still there ({}).",
                    promise.what,
                    promise.until,
                    paap_text::some(left as u64, "file", "files"),
                );
                let problem = Problem::error("retention", promise.at, message);
                problems.add(
                    &study.path("study.yaml"),
                    problem.help("Delete it, also from the history of git and from copies."),
                );
            }
        }
    }
}
