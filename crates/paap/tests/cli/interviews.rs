//! Interviews from raw files to shared, coded, measured text, on the example that comes with paap.

mod answers;
mod coding;
mod exchange;
mod folder;
mod refused;
mod sealed;
mod shown;

use crate::{err, out, paap};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::OnceLock;

/// The interviews as their recorders wrote them.
pub(crate) const FILES: [&str; 4] = ["turnstone.vtt", "eider.txt", "fulmar.txt", "gannet.md"];
/// The two who coded them.
const CODERS: [&str; 2] = ["avocet", "dunlin"];

/// What the reviewer of the example says identifies nobody: the platform, a month, a weekday, and
/// what paap took for names. All else is accepted.
const KEPT: [&str; 12] = [
    "Harbour",
    "Ternsound",
    "Fares",
    "Do I",
    "Maid",
    "Big Bertha",
    "Thursday",
    "January",
    "March",
    "June",
    "August",
    "Whimbrel",
];

/// Whom and what nobody outside may read.
pub(crate) const NAMES: [&str; 36] = [
    "Maren",
    "Oduya",
    "Ingrid",
    "Solheim",
    "Piotr",
    "Banach",
    "Tobias",
    "Lindqvist",
    "Callum",
    "Calum",
    "Reyas",
    "Reyes",
    "Helena",
    "Markovi",
    "Maryn",
    "Marijn",
    "Wael",
    "Jonas",
    "Yusuf",
    "Leena",
    "Vartiainen",
    "Henrik",
    "Aalto",
    "Stellan",
    "Brask",
    "Rasmus",
    "Kelpie",
    "Calpie",
    "Quillpost",
    "Osterhaven",
    "Skerrywick",
    "Quay Street",
    "960 417",
    "01632",
    ".example",
    "four hundred people",
];

/// A file of the examples.
pub(crate) fn example(name: &str) -> String {
    format!("{}/../../examples/{name}", env!("CARGO_MANIFEST_DIR"))
}

/// Runs paap with the arguments and, behind them, paths.
pub(crate) fn run(args: &str, paths: &[&Path]) -> Output {
    let mut all: Vec<&str> = args.split(' ').filter(|arg| !arg.is_empty()).collect();
    all.extend(paths.iter().map(|path| path.to_str().unwrap()));
    paap(&all).output().unwrap()
}

/// The same with arguments that hold spaces behind all others.
pub(crate) fn run_with(args: &str, study: &Path, more: &[&str]) -> Output {
    let (verb, flags) = args.split_once(" DIR").unwrap();
    let mut all: Vec<&str> = verb.split(' ').collect();
    all.push(study.to_str().unwrap());
    all.extend(flags.split(' ').filter(|arg| !arg.is_empty()));
    all.extend(more);
    paap(&all).output().unwrap()
}

/// Runs a verb on a folder (`DIR` in the arguments); it must end well. What it printed.
#[track_caller]
pub(crate) fn done(args: &str, study: &Path, more: &[&str]) -> String {
    let output = run_with(args, study, more);
    assert_eq!(output.status.code(), Some(0), "{args} {more:?}: {}", err(&output));
    out(&output)
}

/// The same as programs get it.
#[track_caller]
pub(crate) fn json(args: &str, study: &Path, more: &[&str]) -> Value {
    let args = args.replacen(" DIR", " DIR --format json", 1);
    let text = done(&args, study, more);
    serde_json::from_str(&text).unwrap()
}

/// Runs a verb that must be refused: one message that says this, exit code 2, and nothing else.
#[track_caller]
pub(crate) fn refused(args: &str, study: &Path, more: &[&str], says: &str) {
    is_refused(&run_with(args, study, more), says);
}

#[track_caller]
pub(crate) fn is_refused(output: &Output, says: &str) {
    let message = err(output);
    assert_eq!(output.status.code(), Some(2), "{message}{}", out(output));
    assert!(message.contains(says), "{message}");
    assert_eq!(message.matches("paap: ").count(), 1, "{message}");
    assert!(!message.contains("panicked"), "{message}");
    assert_eq!(out(output), "", "{message}");
}

/// The items of a list.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(&from, &to).unwrap();
        }
    }
}

/// Every file below a folder, with its path from there.
pub(crate) fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let (mut found, mut open) = (Vec::new(), vec![root.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found
}

/// A folder into which the four interviews came.
fn import(study: &Path) {
    let [guide, about] =
        ["guide.md", "about.yaml"].map(|name| example(&format!("interviews/{name}")));
    let files = FILES.map(|file| PathBuf::from(example(&format!("interviews/{file}"))));
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    let args = format!("interview import --guide {guide} --about {about} -o");
    let output = run(&args, &[&[study][..], &files].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    fs::copy(example("interviews/codebook.yaml"), study.join("codebook.yaml")).unwrap();
}

/// Decides as the reviewer of the example does; what is left is for `--accept-all`.
pub(crate) fn review(study: &Path) {
    let path = study.join("sealed/review.yaml");
    let review = fs::read_to_string(&path).unwrap();
    let decided: Vec<String> = review
        .split("\n- entity: ")
        .map(|entity| {
            let is_kept = KEPT.iter().any(|name| entity.contains(&format!("name: \"{name}\"")));
            let open = "decision: undecided";
            if is_kept { entity.replacen(open, "decision: reject", 1) } else { entity.to_owned() }
        })
        .collect();
    assert_ne!(decided.join("\n- entity: "), review);
    fs::write(path, decided.join("\n- entity: ")).unwrap();
}

/// What two coders said of them: document, coder, code and words.
fn codings() -> Vec<[String; 4]> {
    let text = fs::read_to_string(example("interviews/codings.yaml")).unwrap();
    let of = |item: &str, key: &str| {
        let line = item.lines().find_map(|line| line.trim().strip_prefix(&format!("{key}: ")));
        line.unwrap().trim_matches('"').to_owned()
    };
    let items = text.split("\n  - ").skip(1);
    items.map(|item| ["document", "coder", "code", "quote"].map(|key| of(item, key))).collect()
}

fn apply(study: &Path, [document, coder, code, quote]: &[String; 4]) {
    let args =
        format!("interview code DIR apply --document {document} --coder {coder} --code {code}");
    done(&args, study, &["--second", "--quote", quote]);
}

/// The example's study in one of its states, a copy for this test alone.
fn study(state: &OnceLock<PathBuf>, make: fn(&Path), name: &str) -> PathBuf {
    let made = state.get_or_init(|| {
        let folder = crate::folder(&format!("interviews-of-{name}"));
        make(&folder);
        folder
    });
    let own = crate::folder(name);
    copy(made, &own);
    own
}

/// The four interviews as they came in.
fn raw(name: &str) -> PathBuf {
    static RAW: OnceLock<PathBuf> = OnceLock::new();
    study(&RAW, import, &format!("raw-{name}"))
}

/// De-identified.
fn redacted(name: &str) -> PathBuf {
    static REDACTED: OnceLock<PathBuf> = OnceLock::new();
    fn make(study: &Path) {
        import(study);
        done("interview redact DIR", study, &[]);
        review(study);
        done("interview redact DIR --accept-all --apply --by ines", study, &[]);
    }
    study(&REDACTED, make, &format!("redacted-{name}"))
}

/// De-identified, and coded by both.
fn coded(name: &str) -> PathBuf {
    static CODED: OnceLock<PathBuf> = OnceLock::new();
    fn make(study: &Path) {
        copy(&redacted("for-coding"), study);
        let list = example("interviews/codings.yaml");
        let said = done("interview code DIR pull --from", study, &[&list]);
        assert_eq!(said, "64 codings by 2 coders taken over.\n");
    }
    study(&CODED, make, &format!("coded-{name}"))
}
