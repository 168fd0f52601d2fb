//! From an export to a questionnaire, to a form, and back.

use crate::{err, folder, out, run};
use std::fs;
use std::path::Path;

const ANSWERS: &str = "Timestamp,Do you use it?,Which parts?,How likely are you to recommend it?\n\
    2026/01/02 10:00:00,Yes,\"Build, Test, and more\",9\n\
    2026/01/02 10:01:00,No,Build,3\n\
    2026/01/02 10:02:00,Yes,\"Build, Deploy\",10\n\
    2026/01/02 10:03:00,Yes,Deploy,0\n\
    2026/01/02 10:04:00,yes,\"Deploy, Test, and more\",8\n";

/// Converts, and ends well.
#[track_caller]
fn convert(from: &Path, to: &Path) {
    let output = run(&["survey", "convert", from.to_str().unwrap(), "-o", to.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
}

fn summary(args: &[&str]) -> serde_json::Value {
    let output = run(&[&["survey", "summary", "--format", "json"][..], args].concat());
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The ids, bases and counts of a summary.
fn counts(view: &serde_json::Value) -> Vec<String> {
    let questions = view["questions"].as_array().unwrap();
    let of = |q: &serde_json::Value| {
        let options = q["options"].as_array().unwrap().iter();
        let mut options: Vec<String> =
            options.map(|option| format!("{}={}", option["label"], option["count"])).collect();
        options.sort();
        format!("{} {} {} {} {options:?}", q["id"], q["kind"], q["asked"], q["base"])
    };
    questions.iter().map(of).collect()
}

#[test]
fn an_export_makes_a_questionnaire_that_reads_it_again() {
    let folder = folder("convert-story");
    let [answers, yaml, form, again] =
        ["answers.csv", "use.yaml", "form.xlsx", "again.yml"].map(|name| folder.join(name));
    fs::write(&answers, ANSWERS).unwrap();
    convert(&answers, &yaml);
    convert(&yaml, &form);
    convert(&form, &again);
    let made = fs::read_to_string(&yaml).unwrap();
    assert!(made.starts_with("paap: questionnaire/1\nid: answers\n"), "{made}");
    assert_eq!(fs::read_to_string(&again).unwrap(), made);

    let export = answers.to_str().unwrap();
    let inferred = summary(&[export]);
    for questionnaire in [&yaml, &form] {
        let told = summary(&[export, "--questionnaire", questionnaire.to_str().unwrap()]);
        assert_eq!(counts(&told), counts(&inferred));
    }

    // What is corrected by hand goes.
    let corrected = made.replace("      - id: yes-2\n        label: \"yes\"\n", "").replace(
        "        label: \"Yes\"\n",
        "        label: \"Yes\"\n        aliases:\n          - \"yes\"\n",
    );
    assert_ne!(corrected, made);
    fs::write(&yaml, corrected).unwrap();
    let told = summary(&[export, "--questionnaire", yaml.to_str().unwrap()]);
    assert!(counts(&told)[0].contains("\"Yes\\\"=4"), "{:?}", counts(&told));
    let filter = ["--where", "do-you-use-it = \"Yes\" and q1 answered"];
    let told =
        summary(&[&[export, "--questionnaire", yaml.to_str().unwrap()][..], &filter].concat());
    assert_eq!(told["filter"]["people"], 4);
}

#[test]
fn a_questionnaire_with_errors_is_pointed_at() {
    let folder = folder("convert-errors");
    let [answers, yaml, made] =
        ["answers.csv", "use.yaml", "made.yaml"].map(|name| folder.join(name));
    fs::write(&answers, ANSWERS).unwrap();
    fs::write(&yaml, "paap: questionnaire/1\nid: use\nquestions:\n  - id: a\n    knd: text\n")
        .unwrap();
    let (answers, yaml) = (answers.to_str().unwrap(), yaml.to_str().unwrap());
    for args in [
        &["survey", "summary", answers, "--questionnaire", yaml][..],
        &["survey", "convert", yaml, "-o", made.to_str().unwrap()],
    ] {
        let output = run(args);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("use.yaml:5:5\n"), "{}", err(&output));
        assert!(err(&output).contains("kind") && out(&output).is_empty());
    }
    assert!(!made.exists());
}

#[test]
fn what_is_read_is_not_written_over() {
    let folder = folder("convert-same");
    let answers = folder.join("answers.yaml");
    fs::write(&answers, "paap: questionnaire/1\n").unwrap();
    let path = answers.to_str().unwrap();
    for (to, says) in [(path, "the file that is read"), ("questionnaire.txt", ".yaml")] {
        let output = run(&["survey", "convert", path, "-o", to]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains(says), "{}", err(&output));
    }
}

#[test]
fn what_was_edited_by_hand_is_not_written_over() {
    let folder = folder("convert-edited");
    let (answers, made) = (folder.join("answers.csv"), folder.join("made.yaml"));
    fs::write(&answers, "How?,Why?\nWell,a\nWell,b\nBadly,c\nBadly,d\n").unwrap();
    convert(&answers, &made);
    fs::write(&made, "# edited\n").unwrap();
    let again = ["survey", "convert", answers.to_str().unwrap(), "-o", made.to_str().unwrap()];
    let output = run(&again);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("--force"), "{}", err(&output));
    assert_eq!(fs::read_to_string(&made).unwrap(), "# edited\n");
    assert!(run(&[&again[..], &["--force"]].concat()).status.success());
    assert!(fs::read_to_string(&made).unwrap().contains("paap: questionnaire/1"));
}
