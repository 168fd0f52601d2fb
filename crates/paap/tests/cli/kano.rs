//! `paap survey kano`, on a synthetic export of 31 people.

use super::{err, out, run};
use serde_json::Value;

const EXPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/kano.csv");

fn kano(flags: &[&str]) -> std::process::Output {
    run(&[&["survey", "kano", EXPORT, "--with", "q2", "--without", "q3"], flags].concat())
}

#[test]
fn what_something_is_to_people() {
    let output = kano(&[]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    insta::assert_snapshot!(out(&output));
    assert!(out(&output).lines().all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!("kano_in_markdown", out(&kano(&["--format", "markdown"])));
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/schema/kano.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for flags in [&[][..], &["--min-base", "5"], &["--where", "q1 = \"Builder\""]] {
        let output = kano(&[&["--format", "json"], flags].concat());
        let view: Value = serde_json::from_str(&out(&output)).unwrap();
        let wrong: Vec<String> = validator.iter_errors(&view).map(|own| own.to_string()).collect();
        assert!(wrong.is_empty(), "{flags:?}: {wrong:#?}");
    }
    let view: Value = serde_json::from_str(&out(&kano(&["--format", "json"]))).unwrap();
    assert_eq!((&view["base"], &view["categories"][0]["count"]), (&29.into(), &18.into()));
    assert_eq!(view["lead"]["category"], "Attractive");
}

#[test]
fn what_few_people_said_is_withheld() {
    for format in ["table", "json", "csv", "markdown"] {
        let open = out(&kano(&["--format", format]));
        let few = out(&kano(&["--format", format, "--min-base", "5"]));
        // 4, 2, 3, 1 and 1 of 29 are One-dimensional, and so on: none of their shares is said.
        for share in ["14%", "0.13793103448275862"] {
            assert!(!few.contains(share), "{format}: {few}");
        }
        assert!(open.contains("14%") || open.contains("0.13793103448275862"), "{open}");
        assert!(few.contains("Attractive"), "{few}");
    }
}

#[test]
fn what_paap_does_not_know_it_asks_for() {
    let folder = super::folder("kano");
    let path = folder.join("own.csv");
    let text = std::fs::read_to_string(EXPORT).unwrap().replace("I am neutral", "Whatever");
    std::fs::write(&path, text).unwrap();
    let args = ["survey", "kano", path.to_str().unwrap(), "--with", "q2", "--without", "q3"];
    let output = run(&args);
    assert_eq!((output.status.code(), out(&output)), (Some(2), String::new()));
    assert!(err(&output).contains("“Whatever”"), "{}", err(&output));
    assert!(err(&output).contains("--answers \"I like it|I expect it|"), "{}", err(&output));
    let named = "I like it that way|It must be that way|Whatever|I can live with it that way|\
                 I dislike it that way";
    let output = run(&[&args[..], &["--answers", named]].concat());
    assert_eq!(out(&output), out(&kano(&[])));
}
