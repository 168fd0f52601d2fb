use proptest::prelude::*;

use super::super::{Choice, Kind, parse, samples};
use super::*;

fn plain(text: &str) -> String {
    Writer { out: String::new(), languages: &[], escape_stars: false }.quoted(text)
}

#[test]
fn quotes_only_what_needs_it() {
    for text in
        ["Yes, always", "It's \"fine\"", "(none)", "漢字", "a:b", "C#", "3 teams", "q1 = \"a\""]
    {
        assert_eq!(plain(text), text);
    }
    for text in [
        "no",
        "Yes",
        "~",
        "",
        " a",
        "a ",
        "- a",
        "a: b",
        "a #b",
        "1.0",
        "0x1f",
        "12:30",
        "2026-01-02",
        "1_000",
        "8-10",
        "=1",
        "@x",
        "`",
        "null",
        "1e3",
        "#",
        "\u{202e}abc",
    ] {
        assert!(plain(text).starts_with('"'), "{text:?} must be quoted");
    }
    assert_eq!(plain("a\u{7}\u{2028}"), "\"a\\x07\\u2028\"");
}

#[test]
fn several_lines_are_a_block() {
    let mut question = Question { id: "q1".to_owned(), kind: Kind::Single, ..Question::default() };
    question.label = Texts::new("und", "First.\n\n* Second: #2");
    question.options =
        vec![Choice { id: "no".into(), label: Texts::new("und", "No"), ..Choice::default() }];
    let text = write(&Questionnaire::new("s", vec![question]));
    let expected = r#"paap: questionnaire/1
id: s

questions:
  - id: q1
    label: |-
      First.

      * Second: #2
    kind: single
    options:
      - id: "no"
        label: "No"
"#;
    assert_eq!(text, expected);
}

fn check(questionnaire: &Questionnaire) -> Result<(), TestCaseError> {
    let text = write(questionnaire);
    let (read, problems) = parse(&text);
    prop_assert_eq!(read.as_ref(), Some(questionnaire), "{:?}\n{}", problems, text);
    prop_assert_eq!(write(questionnaire), text, "writing is stable");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn reads_back_what_it_wrote(questionnaire in samples::questionnaires(samples::hostile())) {
        check(&questionnaire)?;
    }

    /// Two texts side by side: what one begins, the other must not end.
    #[test]
    fn any_text_reads_back(text in any::<String>(), other in samples::hostile()) {
        prop_assume!(!text.is_empty());
        let question = Question {
            id: "q1".to_owned(),
            label: Texts::new("und", text),
            help: Texts::new("und", other.clone()),
            column: Some(other),
            ..Question::default()
        };
        check(&Questionnaire::new("s", vec![question]))?;
    }
}
