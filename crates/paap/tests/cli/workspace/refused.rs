//! What cannot be done is said so, with what to do instead, and nothing is written.

use super::{INSIGHT, STUDY, WORDS, check, edit, found, made};
use crate::interviews::{done, example, files, is_refused, refused, run, run_with};
use crate::{err, folder, out};
use std::fs;

#[test]
fn a_folder_that_is_no_workspace() {
    let empty = folder("workspace-empty");
    let survey = example("harbour/survey.csv");
    for (args, more) in [
        ("check DIR", &[][..]),
        ("publish DIR -o nowhere", &[]),
        ("dataset DIR -o nowhere", &[]),
        ("add survey --workspace DIR", &[survey.as_str()]),
        ("add study --workspace DIR second", &[]),
        ("cite --workspace DIR", &["words"]),
    ] {
        refused(args, &empty, more, "paap init DIR");
    }
    assert!(files(&empty).is_empty());
}

#[test]
fn a_survey_that_is_none_or_could_be_taken_for_something_else() {
    let root = made("survey-names");
    let survey = example("harbour/survey.csv");
    for name in ["interviews", "customers"] {
        refused(
            "add survey --workspace DIR --name",
            &root,
            &[name, &survey],
            "means something else",
        );
    }
    // An open quotation mark takes all that follows into the header.
    let broken = root.with_file_name("broken.csv");
    fs::write(&broken, "Timestamp,\"Do you wait?\n1,\"Yes\n").unwrap();
    let plan = || fs::read(root.join(STUDY).join("study.yaml")).unwrap();
    let before = plan();
    refused("add survey --workspace DIR", &root, &[broken.to_str().unwrap()], "nobody's answers");
    assert_eq!(plan(), before);
}

#[test]
fn a_study_that_is_not_there() {
    let root = made("no-study");
    let survey = example("harbour/survey.csv");
    for (args, more) in [
        ("add survey --workspace DIR --study second", &[survey.as_str()][..]),
        ("add guide --workspace DIR --study second", &[survey.as_str()]),
        ("cite --workspace DIR --study second", &["words"]),
    ] {
        refused(args, &root, more, "there are first-study");
    }
    refused(
        "cite --workspace DIR --study",
        &root,
        &["../first-study", "words"],
        "cannot be a name",
    );
    for name in ["../outside", "Team", "the survey", "", "-x."] {
        refused("add study --workspace DIR --", &root, &[name], "small letters");
    }
    assert!(!root.with_file_name("outside").exists());
}

#[test]
fn a_workspace_that_is_there_already() {
    let root = made("twice");
    let before = files(&root);
    refused("init DIR", &root, &[], "is there already");
    let file = root.join("paap.yaml");
    is_refused(&run("init", &[&file]), "this is a file");
    assert!(files(&root) == before);
}

#[test]
fn whatever_a_workspace_is_called_it_is_sound() {
    let place = folder("workspace-titles");
    for (at, title) in ["A: \"b\" # c", "", "two\nlines", "null", "{{title}}"].iter().enumerate() {
        let root = place.join(at.to_string());
        done("init DIR --title", &root, &[title]);
        let (view, exit) = check(&root, &[]);
        assert_eq!(
            (&view["problems"], exit),
            (&serde_json::Value::Array(Vec::new()), 0),
            "{title}"
        );
    }
}

#[test]
fn files_that_are_not_what_they_should_be() {
    let root = made("bad-files");
    let before = files(&root);
    let place = folder("workspace-bad-files-in");
    let [binary, empty, missing] =
        ["binary.md", "empty.md", "missing.csv"].map(|name| place.join(name));
    fs::write(&binary, b"# Guide\n- caf\xe9?\n").unwrap();
    fs::write(&empty, "").unwrap();
    let [binary, empty, missing] = [&binary, &empty, &missing].map(|path| path.to_str().unwrap());
    refused("add guide --workspace DIR", &root, &[binary], "not text in UTF-8");
    refused("add guide --workspace DIR", &root, &[empty], "no question was found");
    refused("add survey --workspace DIR", &root, &[empty], "empty.md");
    refused("add survey --workspace DIR", &root, &[missing], "there is no such file");
    refused(
        "add survey --workspace DIR --name a",
        &root,
        &[empty, empty],
        "--name is for one file",
    );
    refused(
        "add survey --workspace DIR --name ../a",
        &root,
        &[&example("harbour/survey.csv")],
        "../a",
    );
    refused("cite --workspace DIR", &root, &["count(q99 = \"No\")", "--in", "team-survey"], "q99");
    refused(
        "cite --workspace DIR",
        &root,
        &["count(q19 = \"No\")", "--in", "other"],
        "team-survey",
    );
    // Answers in two places, or under two spellings, are one too many.
    let survey = example("harbour/survey.csv");
    refused(
        "add survey --workspace DIR --name team-survey --open",
        &root,
        &[&survey],
        "holds answers",
    );
    refused("add survey --workspace DIR --name Team", &root, &[&survey], "small letters");
    assert!(files(&root) == before);
    done("add survey --workspace DIR --name team-survey", &root, &[&survey]);
    assert!(files(&root) == before);
}

#[test]
fn an_expression_that_cannot_be_computed_is_pointed_at() {
    let root = made("expression-wrong");
    let output = run_with("cite --workspace DIR", &root, &["count(q99 = \"No\")"]);
    let said = err(&output);
    let lines: Vec<&str> = said.lines().collect();
    let at = lines.iter().position(|line| line.contains("count(q99")).unwrap();
    let mark = lines[at + 1].find('^').unwrap();
    assert_eq!(lines[at].get(mark..mark + 3), Some("q99"), "{said}");
}

#[test]
fn nobody_is_quoted_who_does_not_want_to_be() {
    let root = made("consent");
    let path = root.join(STUDY).join("transcripts/fulmar.md");
    edit(&path, "\npersona: consumer", "\npersona: consumer\nconsent: no quotes");
    let output = run_with("cite --workspace DIR", &root, &[WORDS]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    assert!(err(&output).contains("did not agree to be quoted"), "{}", err(&output));
    edit(&path, "consent: no quotes", "consent: revoked");
    let output = run_with("cite --workspace DIR", &root, &[WORDS]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
}

#[test]
fn an_insight_that_is_not_utf_8_is_named_with_its_line() {
    let root = made("latin");
    let mut bytes = fs::read(root.join(INSIGHT)).unwrap();
    bytes.extend(b"\ncaf\xe9\n");
    fs::write(root.join(INSIGHT), bytes).unwrap();
    let (view, exit) = check(&root, &[]);
    let errors = found(&view, "error");
    assert_eq!(exit, 1);
    assert!(
        errors.iter().any(|(file, _, code)| file == INSIGHT && code == "encoding"),
        "{errors:?}"
    );
}

#[test]
fn words_that_nobody_says() {
    let root = made("nobody");
    let output = run_with("cite --workspace DIR", &root, &["no such words at all"]);
    assert_eq!((output.status.code(), out(&output)), (Some(1), String::new()));
    assert!(err(&output).contains("nobody who was interviewed says that"), "{}", err(&output));
    // What an interviewer asks is no evidence, and what is everywhere is shortened.
    let many = run_with("cite --workspace DIR --top 1", &root, &["the"]);
    assert_eq!(out(&many).matches("> — ").count(), 1, "{}", out(&many));
    assert!(err(&many).contains("there are more"), "{}", err(&many));
}

#[test]
fn a_plan_that_is_gone_or_wrong_does_not_hide_the_rest() {
    let root = made("plan");
    let plan = root.join(STUDY).join("study.yaml");
    fs::write(&plan, "title: [\n").unwrap();
    let (view, exit) = check(&root, &[]);
    assert_eq!(exit, 1);
    let errors = found(&view, "error");
    assert!(
        errors.iter().any(|(file, line, _)| file.ends_with("study.yaml") && *line > 0),
        "{errors:?}"
    );
}
