//! The Platform as a Product survey: what its authors counted by hand.

use crate::survey;
use paap_survey::view::{QuestionSummary, Summary};
use paap_survey::{Kind, ScopeOptions, Survey};

fn paap() -> Option<Survey> {
    survey("paap/survey-export_08-02-25.csv")
}

fn summary(survey: &Survey) -> Summary {
    survey.summary(&survey.scope(&ScopeOptions::default()).expect("everybody"))
}

fn question<'a>(summary: &'a Summary, id: &str) -> &'a QuestionSummary {
    summary.questions.iter().find(|question| question.id == id).expect("a question")
}

#[track_caller]
fn count(question: &QuestionSummary, label: &str) -> f64 {
    let found = question.options.iter().find(|option| option.label == label);
    found.unwrap_or_else(|| panic!("{} has no option {label}", question.id)).count
}

#[test]
fn has_22_people_a_time_and_35_questions() {
    let Some(survey) = paap() else { return };
    let inspect = survey.inspect(&survey.scope(&ScopeOptions::default()).expect("everybody"));
    assert_eq!((inspect.reader, inspect.respondents), ("google-forms", 22));
    assert_eq!(inspect.metadata.iter().map(|m| m.role).collect::<Vec<_>>(), ["time"]);
    assert_eq!(inspect.questions.len(), 35);
    let checkboxes: Vec<&str> = inspect
        .questions
        .iter()
        .filter(|question| question.kind == Kind::Checkbox)
        .map(|question| question.id.as_str())
        .collect();
    let expected = [
        "q7", "q9", "q10", "q11", "q12", "q13", "q14", "q17", "q22", "q23", "q24", "q27", "q29",
        "q30",
    ];
    assert_eq!(checkboxes, expected);
}

#[test]
fn options_keep_their_commas() {
    let Some(survey) = paap() else { return };
    let summary = summary(&survey);
    let capabilities = question(&summary, "q11");
    assert_eq!(capabilities.options.len(), 11);
    for (label, people) in [
        ("Security services: vulnerability management, policy management", 13.0),
        ("Software-defined infrastructure: compute, network and storage", 17.0),
    ] {
        assert_eq!(count(capabilities, label), people, "{label}");
    }
    assert_eq!(
        count(question(&summary, "q14"), "Documentation (quickstart, howto, wiki, etc)"),
        20.0
    );
}

#[test]
fn bases_are_those_who_were_asked() {
    let Some(survey) = paap() else { return };
    let summary = summary(&survey);
    for id in ["q26", "q27", "q28"] {
        let question = question(&summary, id);
        assert_eq!((question.asked, question.base, question.not_asked), (14, 14, 8), "{id}");
        let asked_if = question.asked_if.as_ref().expect("skip logic");
        assert_eq!(asked_if.expression, "q25 = \"Yes\"");
        assert!(asked_if.inferred);
    }
    let how = question(&summary, "q32");
    assert_eq!((how.asked, how.answered, how.base), (22, 5, 22));
    let warned = |code: &str, id: &str| {
        summary.warnings.iter().any(|w| w.code == code && w.question.as_deref() == Some(id))
    };
    assert!(warned("likely-follow-up", "q32"));
    assert!(warned("label-variants", "q28"));
}

#[test]
fn most_use_no_framework() {
    let Some(survey) = paap() else { return };
    let summary = summary(&survey);
    let framework = question(&summary, "q21");
    let none = &framework.options[0];
    assert_eq!(
        (none.label.as_str(), none.count, framework.base),
        ("We don't use a prioritization framework", 14.0, 22)
    );
    let percent = |share: Option<f64>| (share.expect("a share") * 100.0).round();
    assert_eq!([none.share, none.low, none.high].map(percent), [64.0, 43.0, 80.0]);
    // With 22 people everything is a signal.
    let levels = summary.questions.iter().filter_map(|question| question.level);
    assert!(levels.map(|level| level.name()).all(|name| name == "signal"));
}

#[test]
fn numbers_are_read_honestly() {
    let Some(survey) = paap() else { return };
    let summary = summary(&survey);
    let people = question(&summary, "q6");
    assert_eq!(people.kind, Kind::Number);
    let stats = people.stats.as_ref().expect("numbers");
    assert_eq!((stats.n, stats.inexact, stats.mean), (22, Some(2), None));
}

#[test]
fn those_without_a_framework_can_be_compared() {
    let Some(survey) = paap() else { return };
    let scope = survey.scope(&ScopeOptions::default()).expect("everybody");
    let group = "q21 = \"We don't use a prioritization framework\"";
    let compare = survey.compare(&scope, group, None).expect("two groups");
    assert_eq!((compare.group.people, compare.against.people, compare.findings), (14, 8, 0));
    let own = compare.questions.iter().find(|question| question.id == "q21").expect("the question");
    assert!(own.left_out.is_some());
}
