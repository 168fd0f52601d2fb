use proptest::prelude::*;

use super::*;

/// A questionnaire with one question, whose keys are `question`.
fn with(question: &str) -> String {
    format!("paap: questionnaire/1\nid: s\nquestions:\n  - id: q1\n    label: Q\n{question}")
}

/// The problems as `line:column code`.
fn check(text: &str, expected: &[&str]) {
    let (questionnaire, problems) = parse(text);
    let found: Vec<String> = problems
        .iter()
        .map(|problem| match problem.place {
            Place::Text { line, column } => format!("{line}:{column} {}", problem.code),
            _ => problem.code.to_owned(),
        })
        .collect();
    assert_eq!(found, expected, "{problems:#?}\nin\n{text}");
    let errors = problems.iter().any(|problem| problem.severity == Severity::Error);
    assert_eq!(questionnaire.is_none(), errors);
}

#[test]
fn reads_a_small_one() {
    let text = with(
        "    kind: single\n    options:\n      - {id: no, label: No}\n      - {id: 2, label: 1.0}\n",
    );
    let (questionnaire, problems) = parse(&text);
    assert_eq!(problems, []);
    let questionnaire = questionnaire.unwrap();
    let question = questionnaire.question("q1").unwrap();
    assert_eq!(questionnaire.language(), "und");
    assert_eq!(question.kind, Kind::Single);
    let labels: Vec<_> =
        question.options.iter().map(|o| (o.id.as_str(), o.label.get("und"))).collect();
    assert_eq!(labels, [("no", Some("No")), ("2", Some("1.0"))], "texts stay as written");
}

#[test]
fn names_every_problem_at_its_place() {
    check(
        &with("    knid: single\n    required: yes\n    kind: sinlge\n    other: \"true\"\n"),
        &["6:5 unknown-key", "7:15 shape", "8:11 unknown-word", "9:12 shape"],
    );
    check("questions: []", &["1:1 version"]);
    check("paap: questionnaire/2", &["1:7 version"]);
    check("- a", &["1:1 shape"]);
    check("", &["1:1 yaml"]);
    check("paap: questionnaire/1\n", &["1:1 missing-key", "1:1 empty"]);
    check(&with(""), &["4:5 missing-key"]);
    check(&with("    kind: text\n    label: R\n"), &["7:5 yaml"]);
    check(&with("    kind: text\n\thelp: R\n"), &["7:1 yaml"]);
    check(
        &with("    kind: text\n  - id: q1\n    label: R\n    kind: text\n"),
        &["7:9 duplicate-id"],
    );
    check(&with("    kind: text\n  - id: Q 2\n    label: R\n    kind: text\n"), &["7:9 id"]);
    check("paap: questionnaire/1\n---\npaap: questionnaire/1\n", &["1:1 yaml"]);
}

#[test]
fn says_what_was_probably_meant() {
    let (_, problems) = parse(&with("    kind: checkboxes\n    requird: true\n    options: 3\n"));
    let helps: Vec<_> = problems.iter().filter_map(|problem| problem.help.as_deref()).collect();
    assert_eq!(
        helps,
        ["did you mean `checkbox`?", "did you mean `required`?", "write a list: one `- ` for each"]
    );
}

#[test]
fn a_tab_is_named() {
    let (_, problems) = parse(&with("    kind: text\n\thelp: R\n"));
    assert_eq!(problems[0].help.as_deref(), Some("this line is indented with a tab: use spaces"));
}

#[test]
fn keys_and_kinds_go_together() {
    check(&with("    kind: single\n"), &["4:5 missing-key"]);
    check(&with("    kind: rating\n"), &["4:5 missing-key"]);
    check(&with("    kind: scale\n"), &["4:5 missing-key"]);
    check(&with("    kind: text\n    minimum: 3\n"), &["7:5 misplaced-key"]);
    check(&with("    kind: number\n    minimum: 3\n    maximum: 2\n"), &["7:5 range"]);
    check(&with("    kind: rating\n    scale: {low: 5, high: 1}\n"), &["7:5 range"]);
    check(
        &with("    kind: rating\n    scale: {low: 0, high: 9223372036854775807}\n"),
        &["7:5 range"],
    );
    check(
        &with("    kind: rating\n    scale: {low: -9223372036854775808, high: 1}\n"),
        &["7:5 range"],
    );
    check(&with("    kind: rating\n    scale: {low: 1.5}\n"), &["7:12 missing-key", "7:18 shape"]);
    check(
        &with("    kind: rating\n    score: nps\n    scale: {low: 1, high: 5}\n"),
        &["7:5 range"],
    );
    check(&with("    kind: text\n    score: nps\n"), &["7:5 misplaced-key"]);
    check(&with("    kind: grid\n    options: [{id: a, label: A}]\n"), &["4:5 missing-key"]);
    check(
        &with(
            "    kind: single\n    options: [{id: a, label: A, exclusive: true}, {id: a, label: A}]\n",
        ),
        &["7:5 misplaced-key", "7:5 ambiguous-option", "7:56 duplicate-id"],
    );
}

#[test]
fn languages_are_declared() {
    let text = |label: &str| {
        format!(
            "paap: questionnaire/1\nid: s\nlanguages: [en, de]\nquestions:\n  - id: q\n    label: {label}\n    kind: text\n"
        )
    };
    check(&text("{en: A, de: B}"), &[]);
    check(&text("A"), &[]);
    check(&text("{en: A}"), &["6:5 missing-text"]);
    check(&text("{de: A}"), &["6:5 missing-text"]);
    check(&text("{en: A, de: B, fr: C}"), &["6:27 unknown-language"]);
    check(&text("{en: A, de: }"), &["6:5 missing-text", "6:20 empty"]);
    check(
        "paap: questionnaire/1\nid: s\nlanguages: [e n, de, de]\nquestions: []\n",
        &["3:13 language", "3:22 language", "4:1 empty"],
    );
}

#[test]
fn conditions_keep_their_place() {
    let (questionnaire, _) = parse(&with("    kind: text\n    asked_if: q0 = \"Yes\"\n"));
    let question = questionnaire.unwrap().question("q1").unwrap().clone();
    let condition = question.asked_if.unwrap();
    assert_eq!((condition.text.as_str(), condition.place), ("q0 = \"Yes\"", Some((7, 15))));
}

#[test]
fn bombs_are_refused() {
    let laughs = "a: &a [x, x]\nb: &b {? [*a, *a] : 1}\nc: &c {? [*b, *b] : 1}\n";
    check(laughs, &["2:11 alias"]);
    check(&"[".repeat(100_000), &["1:256 yaml"]);
    check(&"- ".repeat(1_000_000), &["1:1 too-deep"]);
    check(&"? ".repeat(100_000), &["1:1 too-deep"]);
    check(&"a:\n".repeat(3), &["2:1 yaml"]);
    let stairs: String = (0..2000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    check(&stairs, &["101:101 too-deep"]);
    check(&" ".repeat(9 << 20), &["1:1 too-large"]);
    check(&format!("a: [{}]", "a,".repeat(2 << 20)), &["1:1 too-large"]);
    let languages =
        format!("paap: questionnaire/1\nid: s\nlanguages: [{}en]\n", "de,".repeat(50_000));
    check(&languages, &["1:1 empty", "3:1 language"]);
    // A text that mentions both marks is no alias.
    check(&with("    kind: text\n    help: Q&A and *bold*\n"), &[]);
}

#[test]
fn bytes_that_are_not_utf8_are_named() {
    let (_, problems) = read(b"paap: questionnaire/1\nid: caf\xe9\n");
    assert_eq!(problems[0].place, Place::Text { line: 2, column: 8 });
}

proptest! {
    #[test]
    fn never_panics(text in "(\\PC|[\\n\\t\\r:\\-?&*\\[\\]{}|>'\"%!,# ]){0,200}") {
        let _ = parse(&text);
    }

    #[test]
    fn never_panics_on_yaml_soup(lines in prop::collection::vec(
        "( {0,8})(- |\\? |: |paap: questionnaire/1|id: |questions:|label: |&a |\\*a|\\||>-|'|\"|\\[|\\{|!!int 3|--- |\\.\\.\\.|%YAML 1.2){0,3}", 0..12))
    {
        let _ = parse(&lines.join("\n"));
    }

    #[test]
    fn damage_is_no_panic(at in 0usize..4000, byte in any::<u8>()) {
        let mut text = super::super::documentation::example().as_bytes().to_vec();
        let at = at % text.len();
        text[at] = byte;
        let _ = read(&text);
    }
}
