//! The program from outside: what is typed, what is printed where, and the exit code.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod convert;

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The program, with nothing of the environment that changes what is shown.
fn paap(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paap"));
    for name in ["COLUMNS", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
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

/// A folder of this test's own.
fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
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
}

#[test]
fn nothing_on_stdin_is_said_so_with_exit_code_2() {
    let output = run(&["survey", "inspect", "-"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).starts_with("paap: stdin: "), "{}", err(&output));
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
            }
        }
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
