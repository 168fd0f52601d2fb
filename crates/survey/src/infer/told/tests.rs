use crate::answers::{Question, Survey};
use crate::questionnaire;
use crate::{Kind, ReadOptions};
use std::io::Cursor;

const ANSWERS: &str = "Timestamp,Do you use it?,Which parts?,How good is it?,How [Docs],How [Help],Why?,Extra\n\
    2026/01/02 10:00:00,Yes,\"Build, and test, Deploy\",5,Good,Bad,Fast,a\n\
    2026/01/02 10:01:00,No,,,Bad,Bad,,b\n\
    2026/01/02 10:02:00,yep,\"Deploy, Magic\",best,Fine,Good,Good,a\n\
    2026/01/02 10:03:00,Ja,\"Build, and test\",1.0,Good,,,a\n";

const QUESTIONNAIRE: &str = "\
paap: questionnaire/1
id: use
languages: [en, de]
questions:
  - id: q7
    label: {en: Is it used?, de: Wird es genutzt?}
    column: do you   use it?
    kind: single
    options:
      - id: \"yes\"
        label: {en: \"Yes\", de: Ja}
        aliases: [yep]
      - id: nope
        label: {en: \"No\", de: Nein}
  - id: parts
    label: {en: Which parts?, de: Welche Teile?}
    kind: checkbox
    options:
      - id: deploy
        label: {en: Deploy, de: Ausliefern}
      - id: build
        label: {en: \"Build, and test\", de: Bauen}
      - id: run
        label: {en: Run, de: Betreiben}
    asked_if: q7 = yes
  - id: good
    label: {en: How good is it?, de: Wie gut ist es?}
    kind: rating
    scale:
      low: 1
      high: 5
      high_label: {en: best, de: am besten}
  - id: how
    label: {en: How, de: Wie}
    kind: grid
    cells: scale
    rows:
      - id: docs
        label: {en: Docs, de: Doku}
      - id: help
        label: {en: Help, de: Hilfe}
    options:
      - id: bad
        label: {en: Bad, de: Schlecht}
      - id: good
        label: {en: Good, de: Gut}
  - id: why
    label: {en: Why?, de: Warum?}
    kind: text
    asked_if: good > 4 and nobody = \"x\"
  - id: gone
    label: {en: Gone?, de: Weg?}
    kind: text
";

fn read(questionnaire: &str) -> Survey {
    let (questionnaire, problems) = questionnaire::parse(questionnaire);
    assert_eq!(problems, []);
    let options = ReadOptions { questionnaire, ..ReadOptions::default() };
    Survey::read(&mut Cursor::new(ANSWERS), &options).unwrap()
}

fn counts(question: &Question) -> Vec<(&str, u64)> {
    let options = question.options.iter();
    options.map(|choice| (choice.label.as_str(), choice.people.count())).collect()
}

#[test]
fn what_the_questionnaire_says_goes() {
    let survey = read(QUESTIONNAIRE);
    let ids: Vec<_> =
        survey.questions.iter().map(|q| (q.id.as_str(), q.slug.as_str(), q.kind)).collect();
    let expected = [
        ("q1", "q7", Kind::Single),
        ("q2", "parts", Kind::Checkbox),
        ("q3", "good", Kind::Rating),
        ("q4", "how", Kind::Grid),
        ("q4.1", "how.docs", Kind::Scale),
        ("q4.2", "how.help", Kind::Scale),
        ("q5", "why", Kind::Text),
        ("q6", "extra", Kind::Single),
    ];
    assert_eq!(ids, expected);
    let question = |id| survey.question(id).unwrap();
    assert_eq!(question("q1").label, "Is it used?");
    assert_eq!(counts(question("q1")), [("Yes", 3), ("No", 1)]);
    assert_eq!(counts(question("q2")), [("Deploy", 2), ("Build, and test", 2), ("Run", 0)]);
    let rated = [("1", 1), ("2", 0), ("3", 0), ("4", 0), ("5", 2)];
    assert_eq!(counts(question("q3")), rated);
    assert_eq!(counts(question("q4.1")), [("Bad", 1), ("Good", 2)]);
    assert_eq!(question("q4.1").options[1].score, Some(2.0));
}

#[test]
fn who_was_asked_is_who_the_questionnaire_says() {
    let survey = read(QUESTIONNAIRE);
    let parts = survey.question("q2").unwrap();
    let asked_if = parts.asked_if.as_ref().unwrap();
    assert_eq!((parts.asked.count(), asked_if.inferred), (3, false));
    // A condition that does not fit leaves everybody, and is pointed at.
    assert_eq!(survey.question("q5").unwrap().asked.count(), 4);
    let warning = survey.warnings.iter().find(|warning| warning.code == "asked-if").unwrap();
    assert!(warning.message.starts_with("Line 50, column 28 of"), "{}", warning.message);
    assert_eq!(warning.question.as_deref(), Some("q5"));
}

#[test]
fn what_does_not_fit_is_said_with_its_count_and_without_its_text() {
    let survey = read(QUESTIONNAIRE);
    let said: Vec<(&str, Option<&str>)> = survey
        .warnings
        .iter()
        .filter(|w| w.code != "asked-if")
        .map(|w| (w.code, w.question.as_deref()))
        .collect();
    let expected = [
        ("question-without-column", None),
        ("unknown-option", Some("q2")),
        ("unknown-option", Some("q4.1")),
        ("not-in-questionnaire", Some("q6")),
    ];
    assert_eq!(said, expected);
    let unknown = survey.warnings.iter().find(|w| w.code == "unknown-option").unwrap();
    assert!(unknown.message.starts_with("1 answer belongs") && !unknown.message.contains("Magic"));

    let other = QUESTIONNAIRE.replace("    asked_if: q7 = yes", "    other: true");
    let survey = read(&other);
    let options = counts(survey.question("q2").unwrap());
    assert_eq!(options.last(), Some(&("Other", 1)));
    assert!(survey.warnings.iter().all(|w| w.question.as_deref() != Some("q2")));
}

#[test]
fn marks_are_told() {
    let marked = QUESTIONNAIRE
        .replacen("    kind: checkbox\n", "    kind: checkbox\n    sensitive: true\n", 1)
        .replacen("    kind: grid\n", "    kind: grid\n    quasi_identifier: true\n", 1);
    let (questionnaire, problems) = questionnaire::parse(&marked);
    assert_eq!(problems, []);
    let options = ReadOptions { questionnaire, ..ReadOptions::default() };
    let survey = Survey::read(&mut Cursor::new(ANSWERS), &options).unwrap();
    let marked = |begins: &str| -> Vec<&str> {
        let with = |question: &&Question| {
            let notes = || question.notes.iter().filter_map(|n| n.among(&question.asked, 0));
            notes().any(|note| note.starts_with(begins))
        };
        survey.questions.iter().filter(with).map(|question| question.id.as_str()).collect()
    };
    assert_eq!((marked("Sensitive:"), marked("Quasi-identifier:")), (vec!["q2"], vec!["q4"]));
}

#[test]
fn what_contradicts_the_answers_is_said() {
    #[track_caller]
    fn check(header: &str, answers: &[&str], told: &str, expected: &[&str]) {
        let rows: String = answers.iter().map(|answer| format!("\"{answer}\",x\n")).collect();
        let file = format!("{header},Other\n{rows}");
        let text = format!(
            "paap: questionnaire/1\nid: a\nquestions:\n  - id: own\n    label: {header}\n{told}\n  \
             - id: other\n    label: Other\n    kind: text\n"
        );
        let (questionnaire, problems) = questionnaire::parse(&text);
        assert!(questionnaire.is_some(), "{problems:?}");
        let options = ReadOptions { questionnaire, ..ReadOptions::default() };
        let survey = Survey::read(&mut Cursor::new(file), &options).unwrap();
        let problems = survey.warnings.iter().filter(|warning| warning.problem);
        assert_eq!(problems.map(|w| w.code).collect::<Vec<_>>(), expected, "{told}");
    }
    let words = ["Good", "Bad", "Good", "Fine"];
    check("Opinion", &words, "    kind: number", &["kind-mismatch"]);
    check("Opinion", &words, "    kind: date", &["kind-mismatch"]);
    check("Since", &["2024-01-02", "2025-03-04", "once"], "    kind: date", &[]);
    let numbers = ["4", "12", "50", "15-18"];
    let limits = "    kind: number\n    minimum: 10\n    maximum: 20";
    check("Size", &numbers, limits, &["out-of-range"]);
    check("Size", &numbers[1..2], limits, &[]);
    let options = "    kind: checkbox\n    options:\n      - {id: a, label: Slack}\n      - {id: n, \
                   label: None of it, exclusive: true}";
    check("Tools", &["Slack", "None of it"], options, &[]);
    check("Tools", &["Slack, None of it", "Slack"], options, &["exclusive-with-others"]);
    let itself =
        "    kind: single\n    options:\n      - {id: y, label: \"Yes\"}\n    asked_if: own = y";
    check("Do you?", &["Yes", "Yes"], itself, &["asked-if"]);
}
