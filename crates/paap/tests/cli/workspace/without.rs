//! Where what is sealed is not at hand, as in public CI.

use super::{INSIGHT, STUDY, check, edit, fails, found, line, made, standing};
use std::fs;
use std::path::{Path, PathBuf};

/// The workspace as git has it.
fn public(name: &str) -> PathBuf {
    let root = made(name);
    fs::remove_dir_all(root.join(STUDY).join("sealed")).unwrap();
    root
}

fn lock(root: &Path) -> PathBuf {
    root.join(STUDY).join("evidence.lock")
}

#[test]
fn what_a_lead_attested_is_called_so() {
    let root = public("attested");
    let (view, exit) = check(&root, &[]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    // Words and codes are there to be looked at; the answers are not.
    assert_eq!((standing(&view, "verified"), standing(&view, "attested")), (2, 1));
    // Nothing is lost by attesting where nothing can be proved.
    let [before, reviewed] =
        [lock(&root), root.join(STUDY).join("reviewed.sha256")].map(|path| fs::read(path).unwrap());
    let (view, exit) = check(&root, &["--attest"]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    assert_eq!(fs::read(lock(&root)).unwrap(), before);
    assert_eq!(fs::read(root.join(STUDY).join("reviewed.sha256")).unwrap(), reviewed);
}

#[test]
fn what_nobody_attested_is_not_believed() {
    let root = public("unattested");
    fs::remove_file(lock(&root)).unwrap();
    let figure = line(&root.join(INSIGHT), "count(q19");
    fails(&root, INSIGHT, figure, "not-attested");
    assert_eq!(standing(&check(&root, &[]).0, "unverified"), 1);
}

#[test]
fn another_value_than_the_attested_is_stale() {
    let root = public("lock");
    let insight = root.join(INSIGHT);
    edit(&insight, "# 40 of 124", "# 41 of 124");
    edit(&insight, "**40 of 124**", "**41 of 124**");
    fails(&root, INSIGHT, line(&insight, "**41"), "stale");
    // The expression of another question was never attested.
    let root = public("expression");
    let insight = root.join(INSIGHT);
    edit(&insight, "count(q19 = \"No\")", "count(q19 = \"Yes\")");
    fails(&root, INSIGHT, line(&insight, "count(q19"), "not-attested");
}

#[test]
fn a_transcript_that_was_changed_since_is_not_reviewed() {
    let root = public("changed");
    let name = format!("{STUDY}/transcripts/gannet.md");
    let path = root.join(&name);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.trim_end().to_owned() + " Ask Maren.\n").unwrap();
    fails(&root, &name, 1, "not-reviewed");
    // And cannot be attested here.
    assert_eq!(check(&root, &["--attest"]).1, 1);
    fails(&root, &name, 1, "not-reviewed");
}
