//! Codings that are of nobody, of nothing, or of other words than stand there: each at its line.
//!
//! What is coded decides verdicts, so a line that somebody wrote by hand must not count for more than
//! one that `paap interview code` wrote.

use crate::Workspace;
use crate::problem::Problems;
use crate::study::{self, Study};
use crate::tree::{Tree, stem};
use paap_interview::coding::assignment::Assignments;
use paap_interview::coding::{Coding, Entry, Log, Operation};
use paap_interview::selector::{Pinned, Selector};
use paap_text::Problem;
use paap_text::yaml::At;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn codings(workspace: &Workspace, tree: &Tree, problems: &mut Problems) {
    for study in &workspace.studies {
        let folder = study.path("codings");
        let logs = tree.within(&folder).filter(|(name, _)| stem(name).1 == "jsonl");
        let logs: Vec<(&str, Log)> =
            logs.map(|(name, bytes)| (name, Log::read(&String::from_utf8_lossy(bytes)))).collect();
        if logs.is_empty() {
            continue;
        }
        let coders = coders(study, tree, problems);
        let documents = Log::documents(logs.iter().map(|(_, log)| log));
        let current = study.codings.iter().map(|one| (one.id.as_str(), one)).collect();
        let pinned = study.documents.iter().map(|(id, own)| (id.as_str(), Pinned::of(own)));
        let of = Of { study, current, pinned: pinned.collect() };
        let mut seen: BTreeMap<&str, &Entry> = BTreeMap::new();
        for (name, log) in &logs {
            let file = format!("{folder}/{name}");
            for (line, entry) in log.entries() {
                let at = At { line: usize::try_from(line).unwrap_or(1), column: 1 };
                coder(entry, stem(name).0, coders.as_ref(), &file, at, problems);
                if *seen.entry(&entry.id).or_insert(entry) != entry {
                    let message = format!(
                        "Another line has the id “{}”; one of them alone counts.",
                        entry.id
                    );
                    let help = "Give the line an id of its own, or remove it.";
                    problems.add(&file, Problem::error("same-id", at, message).help(help));
                }
                let document = match &entry.operation {
                    Operation::Apply { document, .. } | Operation::Adjudicate { document, .. } => {
                        Some(document)
                    }
                    Operation::Resize { coding, .. } | Operation::Carry { coding, .. } => {
                        documents.get(coding)
                    }
                    _ => None,
                };
                let Some(document) = document else { continue };
                if let Some(problem) = of.wrong(entry, document, at) {
                    problems.add(&file, problem);
                }
            }
        }
    }
}

/// Who codes, where the study says so.
fn coders(study: &Study, tree: &Tree, problems: &mut Problems) -> Option<BTreeSet<String>> {
    let file = study.path("assignments.yaml");
    let text = study::text(tree, &file, problems)?;
    match Assignments::read(text) {
        Ok((read, _)) => Some(read.claims().iter().map(|claim| claim.coder.clone()).collect()),
        Err(why) => {
            let at = At { line: usize::try_from(why.line).unwrap_or(1), column: 1 };
            problems.add(&file, Problem::error("assignments", at, why.message));
            None
        }
    }
}

/// Somebody in whose log others write, or who codes and works on nothing.
fn coder(
    entry: &Entry,
    log: &str,
    coders: Option<&BTreeSet<String>>,
    file: &str,
    at: At,
    problems: &mut Problems,
) {
    let coder = &entry.coder;
    if coder != log {
        let message = format!("This line is said to be by “{coder}”, in the log of “{log}”.");
        let help =
            "Everybody codes in a log of their own: move the line to it, or correct the name.";
        problems.add(file, Problem::error("other-coder", at, message).help(help));
    } else if coders.is_some_and(|coders| !coders.contains(coder)) {
        let message = format!("“{coder}” codes, and is not among those in assignments.yaml.");
        let help = "`paap interview code STUDY start` writes who works on which interview.";
        problems.add(file, Problem::warning("unknown-coder", at, message).help(help));
    }
}

/// What places are held against.
struct Of<'a> {
    study: &'a Study,
    current: BTreeMap<&'a str, &'a Coding>,
    pinned: BTreeMap<&'a str, Pinned<'a>>,
}

impl Of<'_> {
    /// What is wrong with the places of an operation on a document.
    fn wrong(&self, entry: &Entry, document: &str, at: At) -> Option<Problem> {
        if self.study.plan.withdrawn.contains(document) {
            let message = format!("This codes “{document}”, whose participant withdrew.");
            let help = "Remove the line: it holds their words. Remove it from the history of git and from copies, too.";
            return Some(Problem::error("withdrawn", at, message).help(help));
        }
        let Some(pinned) = self.pinned.get(document) else {
            let (code, message, help) = match self.study.sealed.contains(document) {
                true => (
                    "sealed",
                    format!("This codes “{document}”, which is not de-identified, in the open."),
                    "Its codings belong under sealed/codings until `paap interview redact` has released it.",
                ),
                false => (
                    "unknown-transcript",
                    format!("This codes “{document}”, and there is no such transcript."),
                    "Correct the name, or remove the line: it counts for nothing.",
                ),
            };
            return Some(Problem::error(code, at, message).help(help));
        };
        match &entry.operation {
            Operation::Apply { place, .. } => self.place(&entry.id, place, pinned, at),
            Operation::Resize { coding, place } | Operation::Carry { coding, place } => {
                self.place(coding, place, pinned, at)
            }
            Operation::Adjudicate { outcome, .. } => {
                outcome.iter().find_map(|place| stands(place, pinned, at))
            }
            _ => None,
        }
    }

    /// What is wrong with a place that a line gives a coding.
    fn place(
        &self,
        coding: &str,
        place: &Selector,
        pinned: &Pinned<'_>,
        at: At,
    ) -> Option<Problem> {
        if place.version == *pinned.version() {
            return stands(place, pinned, at);
        }
        // Of an older version nothing can be seen; of the place that counts today the words can.
        let counts = self.current.get(coding).is_some_and(|own| own.place == *place);
        let lost = pinned.find(place).err().filter(|_| counts)?;
        let message = format!("What is coded here is not in the transcript: {}.", lost.why());
        let help = "`paap interview code STUDY carry` carries codings over to a new version; else remove the line.";
        Some(Problem::error("coded-words", at, message).help(help))
    }
}

/// A place of the transcript as it is, where other words stand.
fn stands(place: &Selector, pinned: &Pinned<'_>, at: At) -> Option<Problem> {
    if place.version != *pinned.version() || pinned.holds(place) {
        return None;
    }
    let message = "The words that are coded here do not stand at this place of the transcript.";
    let help = "Code the words again with `paap interview code`, and remove the line.";
    Some(Problem::error("coded-words", at, message).help(help))
}
