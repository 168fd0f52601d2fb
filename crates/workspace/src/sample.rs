//! A small workspace for tests: one study with a survey of sixty people and one interview.

use crate::Workspace;
use crate::check::{Check, Options};
use crate::tree::Tree;
use std::fmt::Write as _;

/// What everybody says of whom the survey asks: how many, their role, how often they wait, whether they
/// own a boat.
const GROUPS: [(usize, &str, &str, &str); 5] = [
    (21, "Developer", "Often", "Yes"),
    (16, "Developer", "Never", "No"),
    (3, "Developer", "Never", "Yes"),
    (17, "Manager", "Often", "No"),
    (3, "Keeper of the Hidden Lighthouse", "Often", "Yes"),
];

/// The path of the answers.
pub(crate) const ANSWERS: &str = "studies/quay/sealed/responses/pulse.csv";

pub(crate) fn tree() -> Tree {
    let mut csv =
        "Timestamp,What is your role?,How often do you wait?,Do you own a boat?\n".to_owned();
    let mut minute = 0;
    for (people, role, waits, boat) in GROUPS {
        for _ in 0..people {
            let _ = writeln!(csv, "2026/03/01 9:{minute:02}:00 AM GMT+1,{role},{waits},{boat}");
            minute += 1;
        }
    }
    let mut tree = Tree::default();
    let mut put = |path: &str, text: &str| {
        tree.files.insert(path.to_owned(), text.as_bytes().to_vec());
    };
    put("paap.yaml", "version: 1\ntitle: Quay\nlanguages: [de]\n");
    put(
        "studies/quay/study.yaml",
        "title: Quay\naim: Find out.\nsurveys:\n  pulse:\n    title: Pulse\n",
    );
    put(ANSWERS, &csv);
    put(
        "studies/quay/transcripts/wren.md",
        "---\nid: wren\nspeakers:\n  - name: Ida\n    role: interviewer\n  - name: Wren\n    role: interviewee\n---\n\n**Ida** (t1)\n\nHow is it?\n\n**Wren** (t2)\n\nI wait.\n",
    );
    tree
}

/// The workspace with a file more, or another in its place.
pub(crate) fn with(path: &str, text: &str) -> Tree {
    let mut tree = tree();
    tree.files.insert(path.to_owned(), text.as_bytes().to_vec());
    tree
}

/// The plan of the study with a survey of which this is said.
pub(crate) fn planned(of_survey: &str, of_study: &str) -> Tree {
    let plan = format!(
        "title: Quay\naim: Find out.\nsurveys:\n  pulse:\n    title: Pulse\n    {of_survey}\n{of_study}\n"
    );
    with("studies/quay/study.yaml", &plan)
}

pub(crate) fn check(tree: &Tree) -> Check {
    let options = Options { today: "2026-11-26".to_owned(), threads: 1 };
    Workspace::read(tree, 1).check(tree, &options)
}

/// The files, lines and codes of what a check found, but for what is the same in every workspace here:
/// that nobody attested the transcript.
pub(crate) fn found(tree: &Tree) -> Vec<(String, usize, &'static str)> {
    let problems = check(tree).problems.into_iter();
    problems
        .map(|own| (own.file, own.problem.at.line, own.problem.code))
        .filter(|(.., code)| *code != "not-reviewed")
        .collect()
}
