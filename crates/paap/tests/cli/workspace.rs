//! A workspace from nothing to a public site, on the examples that come with paap.

mod changed;
mod formats;
mod later;
mod markers;
mod real;
mod refused;
mod site;
mod together;
mod without;

use crate::interviews::{FILES, copy, done, example, json, review, run, run_with};
use crate::{err, out};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// The study that `paap init` makes, and in it the insight.
const STUDY: &str = "studies/first-study";
const INSIGHT: &str = "studies/first-study/insights/draft-1.md";
/// Where the answers lie.
const ANSWERS: &str = "studies/first-study/sealed/responses/team-survey.csv";
/// What the insight rests on.
const WORDS: &str = "I wrote a calendar entry.";
const ASKED: &str = "count(q19 = \"No\")";
const CODED: &str = "excerpts(code = \"workaround\")";

/// What the study's plan says of the survey, and what it assumes.
const PLAN: [(&str, &str); 2] = [
    (
        "\nsurveys:",
        "\nsurveys:\n  team-survey:\n    title: Working with Harbour\n    from: 2025-09-08\n    to: 2025-09-26",
    ),
    (
        "\nhypotheses:",
        "\nhypotheses:\n  who-to-ask:\n    statement: Many people do not know who to ask.\n    date: 2025-08-29\n    \
         test: share(q19 = \"No\") >= 20%\n    in: team-survey\n    for: [who-to-ask]",
    ),
];

/// Changes a file, which must have what is to be changed.
#[track_caller]
fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: no {from}", path.display());
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// The line of a file, from 1, in which something stands.
#[track_caller]
fn line(path: &Path, words: &str) -> u64 {
    let text = fs::read_to_string(path).unwrap();
    let at = text.lines().position(|line| line.contains(words)).unwrap();
    u64::try_from(at).unwrap() + 1
}

/// What a check finds, and with which exit code.
#[track_caller]
pub(crate) fn check(root: &Path, flags: &[&str]) -> (Value, i32) {
    let output = run_with("check DIR --format json", root, flags);
    let view =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{}", err(&output)));
    crate::conforms("check", &view);
    (view, output.status.code().unwrap())
}

/// The errors, or with `severity` the warnings, of a check: file, line, code.
pub(crate) fn found(view: &Value, severity: &str) -> Vec<(String, u64, String)> {
    let all = view["problems"].as_array().unwrap().iter();
    let text = |one: &Value, key: &str| one[key].as_str().unwrap().to_owned();
    all.filter(|one| one["severity"] == severity)
        .map(|one| (text(one, "file"), one["line"].as_u64().unwrap(), text(one, "code")))
        .collect()
}

/// How many pieces of the one insight's evidence stand so.
fn standing(view: &Value, how: &str) -> u64 {
    view["insights"][0][how].as_u64().unwrap()
}

/// The check must fail here, with this code.
#[track_caller]
fn fails(root: &Path, file: &str, line: u64, code: &str) {
    let (view, exit) = check(root, &[]);
    let errors = found(&view, "error");
    assert_eq!(exit, 1, "{view:#}");
    assert!(
        errors.contains(&(file.to_owned(), line, code.to_owned())),
        "{file}:{line} {code}: {errors:#?}"
    );
}

/// A person's way from an empty folder to a claim that is proved and signed.
fn make(root: &Path) {
    let root = root.join("research");
    let made = done("init DIR --title", &root, &["Platform research"]);
    assert!(made.contains("study.yaml") && made.contains("paap check ."), "{made}");
    let (view, exit) = check(&root, &[]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));

    for (from, to) in PLAN {
        edit(&root.join(STUDY).join("study.yaml"), from, to);
    }
    // Answers lie under seal, byte for byte.
    let survey = example("harbour/survey.csv");
    let said = done("add survey --workspace DIR --name team-survey", &root, &[&survey]);
    assert!(said.contains("124 answers") && said.contains("--attest"), "{said}");
    assert_eq!(fs::read(root.join(ANSWERS)).unwrap(), fs::read(&survey).unwrap());
    assert!(!root.join(STUDY).join("responses").exists());
    // What every file says is still to be written, is written.
    let (view, _) = check(&root, &[]);
    let unwritten: Vec<_> =
        found(&view, "warning").into_iter().filter(|own| own.2 == "unwritten").collect();
    assert_eq!(unwritten.len(), 4, "{unwritten:?}");
    for (file, line, _) in unwritten {
        let text = fs::read_to_string(root.join(&file)).unwrap();
        let words = text.lines().nth(line as usize - 1).unwrap().trim_start().to_owned();
        edit(&root.join(&file), &words, "Words of our own.");
    }

    let files = FILES.map(|file| example(&format!("interviews/{file}")));
    let [guide, about, codebook, codings] =
        ["guide.md", "about.yaml", "codebook.yaml", "codings.yaml"]
            .map(|name| example(&format!("interviews/{name}")));
    // What was there and may have been edited is not written over.
    let output = run_with("add guide --workspace DIR", &root, &[&guide]);
    assert_eq!(output.status.code(), Some(2), "{}", out(&output));
    let script = root.with_file_name("harbour-users.md");
    fs::copy(&guide, &script).unwrap();
    let said = done("add guide --workspace DIR", &root, &[script.to_str().unwrap()]);
    assert!(said.contains("guides/harbour-users.md"), "{said}");
    let more: Vec<&str> = ["--guide", &guide, "--about", &about]
        .into_iter()
        .chain(files.iter().map(String::as_str))
        .collect();
    done("add interviews --workspace DIR", &root, &more);
    // Nobody is quoted who was not de-identified.
    let output = run_with("cite --workspace DIR", &root, &[WORDS]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("4 interviews not de-identified"), "{}", err(&output));

    let study = root.join(STUDY);
    fs::copy(codebook, study.join("codebook.yaml")).unwrap();
    done("interview redact DIR", &study, &[]);
    review(&study);
    done("interview redact DIR --accept-all --apply --by ines", &study, &[]);
    done("interview code DIR pull --from", &study, &[&codings]);

    fs::write(root.join(INSIGHT), insight(&root)).unwrap();
    // The evidence is there; what is missing is that somebody attests the transcripts.
    let (view, exit) = check(&root, &[]);
    assert_eq!((standing(&view, "verified"), exit), (3, 1));
    let errors = found(&view, "error");
    assert!(
        errors.len() == 4 && errors.iter().all(|(_, _, code)| code == "not-reviewed"),
        "{errors:?}"
    );
    let (view, exit) = check(&root, &["--attest"]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    sign(&root, &view);
}

/// An insight of what `paap cite` prints.
fn insight(root: &Path) -> String {
    let words = done("cite --workspace DIR", root, &[WORDS]);
    let asked = done("cite --workspace DIR --in team-survey", root, &[ASKED]);
    let coded = done("cite --workspace DIR --in interviews", root, &[CODED]);
    let value = asked.split("**").nth(1).unwrap();
    assert_eq!(value, "40 of 124");
    assert!(coded.starts_with("- **5** "), "{coded}");
    let meaning = |figure: &str, words: &str| figure.replacen("** ", &format!("** {words}: "), 1);
    format!(
        "---\nhypothesis: who-to-ask\npersonas: [consumer]\nstatus: published\n---\n\n\
         # {value} do not know who to ask\n\nSome help themselves.\n\n## For\n\n{}{}\n{words}\n## Against\n",
        meaning(&asked, "do not know who to ask"),
        meaning(&coded, "places where people help themselves"),
    )
}

/// Signs the one insight, as the check says how.
fn sign(root: &Path, view: &Value) {
    let help = view["problems"].as_array().unwrap().iter().find(|one| one["code"] == "no-sign-off");
    let of = help.unwrap()["help"].as_str().unwrap().split('"').nth(1).unwrap();
    let signed = format!(
        "published\nsign-off:\n  - reviewer: Dunlin\n    date: 2026-01-15\n    of: \"{of}\""
    );
    edit(&root.join(INSIGHT), "published", &signed);
}

/// A workspace with one proved claim, a copy for this test alone.
pub(crate) fn made(name: &str) -> PathBuf {
    static MADE: OnceLock<PathBuf> = OnceLock::new();
    let whole = MADE.get_or_init(|| {
        let folder = crate::folder("workspace-made");
        make(&folder);
        folder
    });
    let own = crate::folder(&format!("workspace-{name}"));
    copy(whole, &own);
    own.join("research")
}

#[test]
fn a_claim_is_proved_from_an_empty_folder_on() {
    let root = made("story");
    let (view, exit) = check(&root, &[]);
    assert_eq!((&view["problems"], exit), (&Value::Array(Vec::new()), 0));
    assert_eq!(standing(&view, "verified"), 3);
    let table = done("check DIR", &root, &[]);
    assert!(table.ends_with("Everything holds.\n"), "{table}");
    // As git has it: nothing of what is sealed, and no words of anybody who was asked.
    let lock = fs::read_to_string(root.join(STUDY).join("evidence.lock")).unwrap();
    // The figure, and the test of the hypothesis.
    assert_eq!(lock.lines().count(), 2, "{lock}");
    assert!(lock.contains("\"count\":40,\"base\":124"), "{lock}");
}

#[test]
fn a_second_study_is_named_where_two_are_there() {
    let root = made("second");
    let said =
        done("add study --workspace DIR survey-2026 --title", &root, &["The survey of 2026"]);
    assert!(said.contains("survey-2026"), "{said}");
    let output = run_with("cite --workspace DIR", &root, &[WORDS]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--study first-study or survey-2026"), "{}", err(&output));
    done("cite --workspace DIR --study first-study", &root, &[WORDS]);
    // From within a folder of the workspace, too.
    let inside = root.join(STUDY).join("insights");
    done("cite --workspace DIR --study first-study", &inside, &[WORDS]);
    let (view, exit) = check(&root, &[]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    assert_eq!(json("check DIR", &root, &[])["insights"].as_array().unwrap().len(), 2);
    let output = run("add study survey-2026 --workspace", &[&root]);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    assert!(err(&output).contains("is there already"), "{}", err(&output));
}
