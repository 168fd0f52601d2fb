//! The program from outside: what is typed, what is printed where, and the exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod convert;
mod interviews;
mod kano;
mod product;
#[path = "../../../survey/src/real_data.rs"]
#[expect(dead_code, reason = "one of its functions is for the tests of another crate")]
mod real_data;
mod withheld;
mod workspace;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The program, with nothing of the environment that changes what is shown.
fn paap(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paap"));
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "PAAP_IDENTITY", "PAAP_CODER"]
    {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null());
    command
}

fn run(args: &[&str]) -> Output {
    paap(args).output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// An empty folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn help_is_printed_to_stdout_and_fits() {
    for args in [&["--help"][..], &["survey", "--help"], &["survey", "summary", "--help"]] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("Usage: paap"), "{}", out(&output));
        assert!(out(&output).lines().all(|line| line.chars().count() <= 80), "{}", out(&output));
        assert_eq!(err(&output), "");
    }
    assert!(out(&run(&["--version"])).starts_with("paap "));
}

#[test]
fn what_cannot_be_understood_is_exit_code_2() {
    for (args, says) in [
        (&[][..], "Usage"),
        (&["survay"], "survey"),
        (&["survey", "summary"], "EXPORT"),
        (&["survey", "summary", "a.csv", "--formt", "json"], "--format"),
        (&["survey", "summary", "a.csv", "--reader", "google"], "google-forms"),
        (&["survey", "compare", "a.csv"], "--where"),
        (&["survey", "cross", "a.csv", "--rows", "q1"], "--cols"),
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(says), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
    }
}

#[test]
fn files_that_cannot_be_read_are_named_with_what_to_do() {
    let folder = folder("unreadable");
    let missing = folder.join("no-such.csv");
    for (path, says) in
        [(&missing, "there is no such file. Check"), (&folder, "this is a folder. Name")]
    {
        for verb in ["inspect", "summary", "associations"] {
            let output = run(&["survey", verb, path.to_str().unwrap()]);
            assert_eq!(output.status.code(), Some(2));
            let message = err(&output);
            assert!(message.starts_with("paap: ") && message.contains(says), "{message}");
            assert!(message.contains(path.to_str().unwrap()), "{message}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_said_so() {
    use std::os::unix::fs::PermissionsExt;
    let path = folder("forbidden").join("answers.csv");
    fs::write(&path, "a,b\n1,2\n").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator may read everything: there is nothing to see then.
    if fs::File::open(&path).is_err() {
        let output = run(&["survey", "inspect", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("you may not read this file"), "{}", err(&output));
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
}

#[test]
fn names_do_not_drive_the_terminal() {
    let output = run(&["survey", "inspect", "no\u{1b}[2Jsuch\u{202e}.csv"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!err(&output).contains(['\u{1b}', '\u{202e}']), "{}", err(&output));
}

#[test]
fn a_questionnaire_or_weights_that_are_missing_are_named() {
    let answers = folder("beside").join("answers.csv");
    fs::write(&answers, "Timestamp,Do you?\n2026/01/02 10:00:00,Yes\n").unwrap();
    let answers = answers.to_str().unwrap();
    let output = run(&["survey", "summary", answers, "--questionnaire", "no-such.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no-such.yaml: there is no such file"), "{}", err(&output));
    let output = run(&["survey", "summary", answers, "--weights", "no-such.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no-such.yaml: there is no such file"), "{}", err(&output));
}

#[test]
fn people_are_weighted_by_a_file_whose_errors_have_lines() {
    let folder = folder("weights");
    let path = folder.join("weights.yaml");
    let weights = path.to_str().unwrap();
    let targets = "paap: weights/1\nmargins:\n  - question: q1\n    targets: ";
    fs::write(&path, format!("{targets}{{ Yes: 0.5, No: 0.5 }}\n")).unwrap();
    let questions = [
        &["summary"][..],
        &["cross", "--rows", "q2", "--cols", "q1"],
        &["compare", "--where", "q1 = \"Yes\""],
        &["associations"],
    ];
    for verb in questions {
        let args = [&["survey", verb[0], "-", "--weights", weights][..], &verb[1..]].concat();
        let output = with_answers(&args);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let flat = out(&output).split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("raked to q1 (Yes 50%, No 50%)"), "{}", out(&output));
    }
    fs::write(&path, format!("{targets}{{ Yes: 0.5, Nope: 0.5 }}\n")).unwrap();
    let output = with_answers(&["survey", "summary", "-", "--weights", weights]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("weights.yaml:4:26"), "{}", err(&output));
}

#[test]
fn a_base_that_has_no_meaning_is_refused() {
    let refused = [
        &["cross", "--rows", "q2", "--cols", "q1"][..],
        &["compare", "--where", "q1 = \"Yes\""],
        &["associations"],
    ];
    for (verb, code) in refused.iter().map(|verb| (*verb, 2)).chain([(&["summary"][..], 0)]) {
        let args = [&["survey", verb[0], "-", "--base", "asked"][..], &verb[1..]].concat();
        let output = with_answers(&args);
        assert_eq!(output.status.code(), Some(code), "{}", err(&output));
        assert_eq!(err(&output).contains("--base asked is for summary and report"), code == 2);
    }
}

#[test]
fn nothing_on_stdin_is_said_so_with_exit_code_2() {
    let output = run(&["survey", "inspect", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).starts_with("paap: stdin: "), "{}", err(&output));
}

/// Fails where a verb's JSON is not as docs/schema/ says.
fn conforms(verb: &str, view: &serde_json::Value) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema");
    let schema = fs::read_to_string(format!("{root}/{verb}.schema.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(view)
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{verb}: {wrong:#?}");
}

const ANSWERS: &str = "Timestamp,Do you use it?,Which parts?\n\
    2026/01/02 10:00:00,Yes,\"Build, Test\"\n\
    2026/01/02 10:01:00,No,Build\n\
    2026/01/02 10:02:00,Yes,\"Build, Deploy\"\n\
    2026/01/02 10:03:00,Yes,Test\n";

/// The program with answers on its stdin.
fn with_answers(args: &[&str]) -> Output {
    let mut child = paap(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(ANSWERS.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn every_verb_reads_stdin_in_every_format() {
    for verb in [
        &["summary"][..],
        &["inspect"],
        &["associations"],
        &["cross", "--rows", "q1", "--cols", "q2"],
        &["compare", "--where", "q1 = \"Yes\""],
    ] {
        for format in ["table", "json", "csv", "markdown"] {
            let mut args = vec!["survey", verb[0], "-", "--format", format];
            args.extend(&verb[1..]);
            let output = with_answers(&args);
            assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
            assert!(!out(&output).contains('\u{1b}'), "{args:?}");
            if format == "json" {
                let view: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
                assert_eq!(view["respondents"], 4, "{args:?}");
                conforms(verb[0], &view);
            }
        }
    }
}

#[test]
fn a_report_is_written_where_it_is_wished() {
    let path = folder("report").join("report.html");
    let output = with_answers(&["survey", "report", "-", "-o", path.to_str().unwrap()]);
    assert_eq!((output.status.code(), out(&output)), (Some(0), String::new()), "{}", err(&output));
    let page = fs::read_to_string(&path).unwrap();
    assert!(page.contains("Do you use it?") && page.contains("</html>"));
    let output = with_answers(&["survey", "report", "-", "-o", "-"]);
    assert_eq!(out(&output), page);
    // A page is written anew, anything else is not.
    let output = with_answers(&["survey", "report", "-", "-o", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let other = path.with_file_name("other.csv");
    fs::write(&other, "Do you?\nYes\n").unwrap();
    let output = with_answers(&["survey", "report", "-", "-o", other.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no page"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&other).unwrap(), "Do you?\nYes\n");
    let nowhere = path.join("report.html");
    let output = with_answers(&["survey", "report", "-", "-o", nowhere.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains(nowhere.to_str().unwrap()), "{}", err(&output));
}

#[test]
fn a_report_never_replaces_what_it_reads() {
    let folder = folder("overwrite");
    let (export, link) = (folder.join("answers.csv"), folder.join("link.csv"));
    let answers = "Do you use it?\nYes\nNo\nYes\n";
    fs::write(&export, answers).unwrap();
    drop(fs::remove_file(&link));
    fs::hard_link(&export, &link).unwrap();
    let itself = folder.join(".").join("answers.csv");
    for page in [&export, &link, &itself] {
        let [read, written] = [&export, page].map(|path| path.to_str().unwrap());
        let output = run(&["survey", "report", read, "-o", written]);
        assert_eq!(output.status.code(), Some(2), "{}", err(&output));
        assert!(err(&output).contains("Write to another"), "{}", err(&output));
        assert_eq!(fs::read_to_string(&export).unwrap(), answers);
    }
}

#[test]
fn problems_end_with_exit_code_1_only_when_strict() {
    // Two spellings of one answer: paap counts them apart, which may be wrong.
    let path = folder("strict").join("answers.csv");
    let rows = ["Yes", "yes", "No", "Yes", "yes", "No", "Yes", "yes", "No"];
    let rows: String = rows.map(|row| format!("2026/01/02 10:00:00,{row}\n")).concat();
    fs::write(&path, format!("Timestamp,Do you?\n{rows}")).unwrap();
    let args = ["survey", "summary", path.to_str().unwrap(), "--strict"];
    let relaxed = run(&args[..3]);
    assert_eq!(relaxed.status.code(), Some(0), "{}", err(&relaxed));
    assert!(out(&relaxed).contains("! label-variants"), "{}", out(&relaxed));
    let strict = run(&args);
    assert_eq!((strict.status.code(), out(&strict)), (Some(1), out(&relaxed)));
    assert!(err(&strict).contains("--strict"), "{}", err(&strict));
}

#[test]
fn a_report_finds_the_problems_that_a_summary_finds() {
    // Nobody uses it and builds nothing; the file itself is as it should be.
    let nobody = "q1 = \"No\" and q2 = \"Test\"";
    for (filter, code) in [(nobody, 1), ("q1 = \"Yes\"", 0)] {
        let summary = with_answers(&["survey", "summary", "-", "--strict", "--where", filter]);
        let args = ["survey", "report", "-", "-o", "-", "--strict", "--where", filter];
        let report = with_answers(&args);
        assert_eq!(summary.status.code(), Some(code), "{}", err(&summary));
        assert_eq!(report.status.code(), Some(code), "{}", err(&report));
        assert!(out(&report).contains("</html>"));
    }
}

#[test]
fn a_reader_that_goes_away_ends_it_silently() {
    let path = folder("pipe").join("answers.csv");
    // More than a pipe holds.
    let rows: String = (0..3000).map(|n| format!("2026/01/02 10:00:00,Answer {n}\n")).collect();
    fs::write(&path, format!("Timestamp,Which?\n{}", rows.repeat(2))).unwrap();
    let mut child = paap(&["survey", "summary", path.to_str().unwrap(), "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 1];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
}

#[test]
fn an_expression_that_does_not_fit_points_at_the_place() {
    let output = with_answers(&["survey", "summary", "-", "--where", "q1 = \"Yess\""]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains('^') && err(&output).contains("Yes"), "{}", err(&output));
}

/// The real exports, where they are at hand.
fn real_exports() -> Vec<PathBuf> {
    let Some(root) = real_data::folder() else { return Vec::new() };
    let mut out = Vec::new();
    let mut folders: Vec<PathBuf> = ["paap", "surveys"].map(|name| root.join(name)).into();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for path in entries.map(|entry| entry.unwrap().path()) {
            let is = |end: &str| path.extension().is_some_and(|other| other == end);
            // Forms in XLSX are questionnaires, not answers.
            if path.is_dir() && !path.ends_with("xlsforms") {
                folders.push(path);
            } else if is("csv") || is("tsv") || is("xlsx") {
                out.push(path);
            }
        }
    }
    assert!(!out.is_empty(), "there are no real exports in {}", root.display());
    out
}

#[test]
fn real_exports_are_shown_as_the_schemas_say_and_fit_80_columns() {
    for path in real_exports() {
        let path = path.to_str().unwrap();
        for verb in ["inspect", "summary"] {
            let output = run(&["survey", verb, path, "--format", "json"]);
            assert_eq!(output.status.code(), Some(0), "{verb} {path}: {}", err(&output));
            conforms(verb, &serde_json::from_slice(&output.stdout).unwrap());
            let page = out(&run(&["survey", verb, path]));
            let wide = page.lines().find(|line| unicode_width::UnicodeWidthStr::width(*line) > 80);
            assert_eq!(wide, None, "{verb} {path}");
        }
    }
}
