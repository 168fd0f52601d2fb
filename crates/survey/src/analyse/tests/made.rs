//! What goes together by construction: questions that make groups, and those that decide who is
//! asked another.

use super::{read, scope, survey};
use crate::Survey;

const QUESTIONS: &str = "Are you on call?,Do you have a pager?,How many shifts were there?,\
     Rate the pager from 1 to 5,\"Which tools do you use? Select all that apply.\",\
     Did you ask for help?,Did you get an answer?,Was the answer clear?";

/// 240 people. Who is on call has a pager; help was asked for by every second of them, of whom
/// every second got an answer, and was asked whether it was clear.
fn people() -> Survey {
    survey(QUESTIONS, 240, |i| {
        let tools = ["Git", "\"Git, Helm\"", "\"Helm, Docker\"", "\"Git, Docker\""][i / 5 % 4];
        let call = i % 3 == 0;
        let (asked, answered) = (i % 2 == 0, i % 4 == 0);
        [
            if call { "Yes" } else { "No" },
            if call { "I carry one" } else { "I carry none" },
            ["10", "11", "14", "19", "25", "31"][i * 5 % 6],
            ["1", "2", "3", "4", "5"][i * 3 % 5],
            tools,
            if asked { "Yes" } else { "No" },
            if !asked { "" } else { ["Yes", "No"][usize::from(!answered)] },
            if asked && answered { ["Clear", "Unclear"][i / 4 % 2] } else { "" },
        ]
        .join(",")
    })
}

/// Left out of the comparison of `group` with `against`, or with the rest, are exactly `left_out`:
/// a question's id, or an id and an option.
#[track_caller]
fn check(survey: &Survey, group: &str, against: Option<&str>, left_out: &[&str]) {
    let view = survey.compare(&scope(survey, None), group, against).unwrap();
    let mut found = Vec::new();
    for question in &view.questions {
        let untested = question.options.iter().filter(|option| option.p.is_none());
        if question.left_out.is_some() {
            assert_eq!(untested.count(), question.options.len(), "{}", question.id);
            assert!(question.numbers.as_ref().is_none_or(|numbers| numbers.p.is_none()));
            found.push(question.id.clone());
        } else {
            // An option that everybody or nobody ticked has no test either.
            let made = untested.filter(|option| option.count > 0.0 || option.against_count > 0.0);
            found.extend(made.map(|option| format!("{} {}", question.id, option.label)));
        }
    }
    assert_eq!(found, left_out, "{group} against {against:?}");
}

#[test]
fn questions_that_make_the_groups_are_not_tested() {
    let all = people();
    check(&all, "q1 = \"Yes\"", None, &["q1"]);
    check(&all, "q1 in (\"Yes\")", Some("q1 != \"Yes\""), &["q1"]);
    check(&all, "q3 >= 19", None, &["q3"]);
    check(&all, "q4 >= 4", None, &["q4"]);
    check(&all, "rate_the_pager_from_1_to_5 in (\"4\", \"5\")", None, &["q4"]);
    check(&all, "q4 > 2 and not (q3 < 14 or q2 = \"I carry one\")", None, &["q2", "q3", "q4"]);
    check(&all, "q3 >= 19", Some("q4 < 3"), &["q3", "q4"]);
    check(&all, "q5 = \"Git\"", None, &["q5 Git"]);
    check(&all, "q5 in (\"Docker\", \"Helm\")", None, &["q5 Helm", "q5 Docker"]);
    check(&all, "q5 = \"git\" and q1 = \"No\"", None, &["q1", "q5 Git"]);
}

#[test]
fn what_is_ticked_alone_is_not_tested() {
    let all = survey("\"Which tools do you use? Select all that apply.\",Which site?", 120, |i| {
        let tools = ["Git", "None of these", "\"Git, Helm\"", "\"Helm, Docker\""][i % 4];
        format!("{tools},{}", ["North", "South"][i / 4 % 2])
    });
    check(&all, "q1 = \"Git\"", None, &["q1 Git", "q1 None of these"]);
    check(&all, "q1 = \"None of these\"", None, &["q1"]);
    let view = all.compare(&scope(&all, None), "q1 = \"Git\"", None).unwrap();
    let note = "Nobody ticked “None of these” together with anything else in q1, so it is not \
                tested either.";
    assert!(view.notes.iter().any(|own| own == note), "{:?}", view.notes);
}

#[test]
fn what_decides_who_is_asked_is_not_tested() {
    let all = people();
    let asked_if = |id: &str| all.question(id).unwrap().asked_if.clone().unwrap().expression;
    assert_eq!(asked_if("q7"), "q6 = \"Yes\"");
    assert_eq!(asked_if("q8"), "q7 = \"Yes\"");
    check(&all, "q8 = \"Clear\"", None, &["q6", "q7", "q8"]);
    check(&all, "q7 = \"Yes\"", None, &["q6", "q7", "q8"]);
    check(&all, "q6 = \"Yes\"", None, &["q6", "q7", "q8"]);
    let view = all.compare(&scope(&all, None), "q8 = \"Clear\"", None).unwrap();
    let why = |at: usize| view.questions[at].left_out.clone().unwrap();
    assert_eq!(why(5), "It decides who is asked q7, by which the groups are made.");
    assert_eq!(why(7), "The groups are made by it.");
    let note = "Of the 210 compared with, 180 gave no answer to q8: they were not asked it.";
    assert!(view.notes.iter().any(|own| own == note), "{:?}", view.notes);
}

#[test]
fn what_wholly_differs_is_a_result() {
    let all = people();
    let view = all.compare(&scope(&all, None), "q1 = \"Yes\"", None).unwrap();
    let pager = &view.questions[1].options[0];
    assert!(pager.q.unwrap() < 1e-9 && pager.level == crate::view::Level::Finding);
}

#[test]
fn who_is_in_both_groups_is_in_the_first() {
    let all = people();
    let view = all.compare(&scope(&all, None), "q3 >= 19", Some("q3 >= 14")).unwrap();
    assert_eq!((view.group.people, view.against.people), (120, 40));
    assert_eq!(view.against.expression, "(q3 >= 14) and not (q3 >= 19)");
    let note = "120 people pass both filters, and are counted in the group alone.";
    assert!(view.notes.iter().any(|own| own == note), "{:?}", view.notes);
    let within = all.compare(&scope(&all, None), "q3 >= 14", Some("q3 >= 19"));
    let why = within.map(|_| ()).unwrap_err().to_string();
    assert!(why.contains("(q3 >= 19) and not (q3 >= 14)"), "{why}");
}

const GATE: &str = "paap: questionnaire/1\nid: g\nquestions:\n\
    \x20 - {id: role, label: What is your role?, kind: single, options: [{id: a, label: Dev}, \
    {id: b, label: Ops}, {id: c, label: None}]}\n\
    \x20 - {id: tool, label: Which tool do you like?, kind: single, options: [{id: x, label: Git}, \
    {id: y, label: Helm}], asked_if: 'role in (\"a\", \"Ops\")'}\n";

#[test]
fn a_questionnaires_conditions_are_by_its_own_names() {
    let person = |i: usize| {
        let role = ["Dev", "Ops", "None"][i % 3];
        format!("{role},{}", if i % 3 == 2 { "" } else { ["Git", "Helm"][i / 3 % 2] })
    };
    let all = read("What is your role?,Which tool do you like?", 90, person, Some(GATE));
    let view = all.associations(&scope(&all, None)).unwrap();
    assert_eq!((view.tested, view.structural), (0, 6));
    check(&all, "tool = \"Git\"", None, &["q1", "q2"]);
}

#[test]
fn an_id_within_an_answer_is_no_question() {
    let questions = "Which site?,What do you use?,\"If so, which plan?\"";
    let all = survey(questions, 120, |i| {
        let site = ["North", "South"][i % 2];
        if i % 3 == 0 {
            format!("{site},Nothing,")
        } else {
            format!("{site},The q1 build,{}", ["Tin", "Gold"][i / 6 % 2])
        }
    });
    assert_eq!(
        all.question("q3").unwrap().asked_if.as_ref().unwrap().expression,
        "q2 = \"The q1 build\""
    );
    let view = all.associations(&scope(&all, None)).unwrap();
    assert!(view.pairs.iter().any(|pair| pair.a.question == "q1" && pair.b.question == "q3"));
    assert!(!view.pairs.iter().any(|pair| pair.a.question == "q2" && pair.b.question == "q3"));
}
