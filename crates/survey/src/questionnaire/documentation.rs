//! `docs/questionnaire.md` and the code say the same.

use paap_text::yaml;

use super::{Cells, FORMAT, KEYS, Kind, Score, parse, write};

const PAGE: &str = include_str!("../../../../docs/questionnaire.md");

/// The first block of YAML in the documentation: the full example.
pub(crate) fn example() -> &'static str {
    let (_, rest) = PAGE.split_once("```yaml\n").expect("an example");
    rest.split_once("```").expect("its end").0
}

/// The words in the first column of the table below `heading`.
fn table(heading: &str) -> Vec<&'static str> {
    let (_, rest) = PAGE.split_once(&format!("\n### {heading}\n")).expect(heading);
    let section = rest.split("\n#").next().unwrap_or_default();
    section.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect()
}

#[test]
fn the_example_is_read_without_a_word() {
    let (questionnaire, problems) = parse(example());
    assert_eq!(problems, []);
    let questionnaire = questionnaire.unwrap();
    let kinds: Vec<Kind> = questionnaire.questions().map(|question| question.kind).collect();
    for kind in Kind::ALL {
        assert!(kinds.contains(&kind), "the example has no {}", kind.name());
    }
    assert_eq!(parse(&write(&questionnaire)).0.as_ref(), Some(&questionnaire));
}

#[test]
fn the_example_uses_every_key() {
    for (what, keys) in KEYS {
        for key in *keys {
            // `questions` stands on the pages here.
            assert!(example().contains(&format!("{key}:")), "the example has no `{key}` of {what}");
        }
    }
}

#[test]
fn every_key_is_documented_and_no_other() {
    for (what, keys) in KEYS {
        assert_eq!(table(&format!("Keys of the {what}")), *keys, "{what}");
    }
}

/// Each sort of mapping is read with every key the table names, and with no other.
#[test]
fn every_documented_key_is_accepted() {
    for (what, keys) in KEYS {
        for key in keys.iter().chain(&["zzz"]) {
            let entry = format!("{{{key}: x}}");
            let text = match *what {
                "questionnaire" => {
                    format!("{{paap: {FORMAT}, {key}: x}}").replace("paap: x", "id: x")
                }
                "page" => format!("{{paap: {FORMAT}, pages: [{entry}]}}"),
                "question" => format!("{{paap: {FORMAT}, questions: [{entry}]}}"),
                "scale" => format!("{{paap: {FORMAT}, questions: [{{scale: {entry}}}]}}"),
                _ => format!("{{paap: {FORMAT}, questions: [{{{what}s: [{entry}]}}]}}"),
            };
            assert!(yaml::load(&text).is_ok(), "{text}");
            let unknown = parse(&text).1.iter().any(|problem| problem.code == "unknown-key");
            assert_eq!(unknown, *key == "zzz", "{text}");
        }
    }
}

#[test]
fn every_word_is_documented_and_no_other() {
    assert_eq!(table("Kinds"), Kind::ALL.map(Kind::name));
    assert_eq!(table("Cells"), Cells::ALL.map(Cells::name));
    assert_eq!(table("Scores"), Score::ALL.map(Score::name));
}
