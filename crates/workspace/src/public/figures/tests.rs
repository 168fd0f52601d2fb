//! Figures that would give away what the tables withhold.

use crate::{Tree, Workspace};
use paap_evidence::insight;

const PLAN: &str = "title: Waiting
aim: To see.
hypotheses:
  few: {statement: Few use Gamma., date: 2025-01-01, test: count(q1 = Gamma) >= 3, in: team}
  most: {statement: Many use Alpha., date: 2025-01-01, test: count(q1 = Alpha) >= 9, in: team}
";

/// 40 people: a tool, of which three use Gamma and five Delta; how easy it is, to which three say 1; a
/// number, which is large of one of them; and how useful it is, to which many give each answer.
fn workspace() -> Workspace {
    let mut answers = "Which tool?,How easy is it?,How many days?,How useful is it?\n".to_owned();
    for person in 0..40 {
        let tool = ["Alpha", "Beta", "Gamma", "Delta"]
            [usize::from(person >= 17) + usize::from(person >= 32) + usize::from(person >= 35)];
        let easy = if person < 3 { 1 } else { 2 + person % 4 };
        let days = if person == 7 { 9000 } else { 2 + person % 7 };
        answers += &format!("{tool},{easy},{days},{}\n", 1 + person % 5);
    }
    let mut tree = Tree::default();
    for (path, text) in [
        ("paap.yaml", "version: 1\ntitle: Harbour\n"),
        ("studies/s/study.yaml", PLAN),
        ("studies/s/sealed/responses/team.csv", &answers),
    ] {
        tree.files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    tree.sealed.insert("studies/s/sealed/responses/team.csv".to_owned());
    Workspace::read(&tree, 1)
}

#[test]
fn a_number_is_withheld_where_counts_are_that_it_is_computed_of() {
    let workspace = workspace();
    let study = workspace.study("s").expect("the study");
    let is_said = |expression: &str| {
        let (value, meaning) = (String::new(), String::new());
        let expression = expression.to_owned();
        let figure = insight::Figure { value, meaning, expression, source: Some("team".into()) };
        study.would_withhold(&figure, 5).is_none()
    };
    assert!(is_said("mean(q4)") && is_said("median(q4)") && is_said("median(q3)"));
    // With the shown counts these would give away how many said 1.
    assert!(!is_said("mean(q2)") && !is_said("median(q2)"));
    // One person makes this one.
    assert!(!is_said("mean(q3)"));
}

#[test]
fn what_a_lead_attests_says_nothing_that_is_withheld() {
    let workspace = workspace();
    let study = workspace.study("s").expect("the study");
    let lock = study.attest("2026-01-01", 5, &mut || "0".repeat(32));
    let attested: Vec<&str> = lock.entries().map(|own| own.expression.as_str()).collect();
    assert_eq!(attested, ["count(q1 = Alpha)"]);
}
