//! What whole columns and grids are, from the file to the kinds, and how filters compare them.

use crate::answers::Question;
use crate::{Kind, ReadOptions, ScopeOptions, Survey};
use std::fmt::Write;
use std::io::Cursor;

/// A survey whose questions have these answers, one a person, and no other columns.
fn survey(questions: &[(&str, &[&str])]) -> Survey {
    let quote = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let line = |cells: Vec<String>| cells.join(",") + "\n";
    let mut text = line(questions.iter().map(|question| quote(question.0)).collect());
    for row in 0..questions.iter().map(|question| question.1.len()).max().unwrap_or(0) {
        let cell = |question: &(&str, &[&str])| quote(question.1.get(row).unwrap_or(&""));
        write!(text, "{}", line(questions.iter().map(cell).collect())).unwrap();
    }
    Survey::read(&mut Cursor::new(text), &ReadOptions::default()).unwrap()
}

fn question<'a>(survey: &'a Survey, id: &str) -> &'a Question {
    survey.question(id).unwrap_or_else(|| panic!("there is no {id}"))
}

fn codes(survey: &Survey) -> Vec<&str> {
    survey.warnings.iter().map(|warning| warning.code).collect()
}

/// Options with their counts and their places; 0 for none.
fn options<'a>(survey: &'a Survey, id: &str) -> Vec<(&'a str, u64, f64)> {
    let options = question(survey, id).options.iter();
    options.map(|o| (o.label.as_str(), o.people.count(), o.score.unwrap_or(0.0))).collect()
}

#[track_caller]
fn passing(survey: &Survey, filters: &[(&str, u64)]) {
    for (filter, people) in filters {
        let options =
            ScopeOptions { filter: Some((*filter).to_owned()), ..ScopeOptions::default() };
        let scope = survey.scope(&options).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(scope.people.count(), *people, "{filter}");
    }
}

#[test]
fn a_column_settles_how_its_numbers_are_read() {
    #[track_caller]
    fn check(answers: &[&str], mean: Option<f64>, warning: Option<&str>) {
        let survey = survey(&[("How much?", answers), ("Id", &["x"])]);
        let summary = survey.summary(&survey.scope(&ScopeOptions::default()).unwrap());
        let own = summary.questions[0].stats.as_ref().and_then(|stats| stats.mean);
        assert_eq!(own, mean, "{answers:?}");
        let about = |code: &&str| ["decimals-or-thousands", "mixed-units"].contains(code);
        assert_eq!(codes(&survey).into_iter().find(about), warning, "{answers:?}");
    }
    check(&["1.200", "300", "1.500"], Some(1000.0), Some("decimals-or-thousands"));
    check(&["1.200", "300", "2,5", "1.500"], Some(750.625), None);
    check(&["1,200", "300", "1,500"], Some(1000.0), Some("decimals-or-thousands"));
    check(&["1,200", "300.0", "1,500"], Some(1000.0), None);
    check(&["0,125", "0,5", "1,250"], Some(0.625), None);
    check(&["from 8 to 10", "11", "13"], Some(11.0), None);
    check(&["2 days", "4 days", "6"], Some(4.0), None);
    check(&["2 days", "3 hours", "1 year"], None, Some("mixed-units"));
    check(&["40%", "60%", "0.4"], Some(50.0), Some("mixed-units"));
}

#[test]
fn numbers_are_compared_as_numbers() {
    let written = ["7", "7.0", "7 people", "~7", "7-7", "8", "Less than 5", "More than 100", "12"];
    let sizes =
        ["0-50", "50-100", "100-1000", ">1000", "0-50", "50-100", "100-1000", ">1000", "n/a"];
    let survey = survey(&[("How many people?", &written), ("Size", &sizes)]);
    assert_eq!(
        (question(&survey, "q1").kind, question(&survey, "q2").kind),
        (Kind::Number, Kind::Scale)
    );
    passing(
        &survey,
        &[
            ("q1 = 7", 5),
            ("q1 >= 7 and q1 <= 7", 5),
            ("q1 != 7", 4),
            ("q1 = 99", 0),
            ("q1 < 5", 1),
            ("q1 > 100", 1),
            ("q1 > 101", 0),
            ("q2 >= 100", 4),
            ("q2 > 100", 2),
            ("q2 <= 100", 4),
            ("q2 >= 4", 6),
            ("q2 >= \"50-100\"", 6),
        ],
    );
}

#[test]
fn words_are_compared_by_their_order() {
    let agree = ["Agree", "Agree", "Disagree", "Strongly disagree", "Agree", "Disagree"];
    let survey = survey(&[("Is it good?", &agree), ("Where?", &["a", "b", "a", "b", "a", "b"])]);
    passing(
        &survey,
        &[
            ("q1 >= \"Agree\"", 3),
            ("q1 < \"agree\"", 3),
            // Nobody said these, and they have their places all the same.
            ("q1 >= \"Neither agree nor disagree\"", 3),
            ("q1 >= \"Strongly agree\"", 0),
            ("q1 < \"Strongly agree\"", 6),
        ],
    );
    let options =
        ScopeOptions { filter: Some("q1 >= \"Nonsense\"".to_owned()), ..ScopeOptions::default() };
    assert!(survey.scope(&options).is_err());
}

#[test]
fn the_rows_of_a_grid_have_one_scale() {
    let survey = survey(&[
        ("How often? [a]", &["Never", "Rarely", "Often", "Always", "Often", "Never"]),
        ("How often? [b]", &["Often", "Often", "Never", "Often", "Often", "Never"]),
        ("Spent [a]", &["2", "3", "2", "1 (Never)", "2", "3"]),
        ("Spent [b]", &["2", "3", "2", "5 (Always)", "2", "3"]),
    ]);
    assert_eq!(
        options(&survey, "q1.2"),
        [("Never", 2, 1.0), ("Rarely", 0, 2.0), ("Often", 4, 3.0), ("Always", 0, 4.0)]
    );
    assert_eq!(
        options(&survey, "q2.1"),
        [
            ("1 (Never)", 1, 1.0),
            ("2", 3, 2.0),
            ("3", 2, 3.0),
            ("4", 0, 4.0),
            ("5 (Always)", 0, 5.0)
        ]
    );
    let summary = survey.summary(&survey.scope(&ScopeOptions::default()).unwrap());
    let row = summary.questions.iter().find(|question| question.id == "q2.1").unwrap();
    let stats = row.stats.as_ref().unwrap();
    assert_eq!((stats.n, stats.mean), (6, Some(13.0 / 6.0)));
}

#[test]
fn kinds_that_numbers_do_not_make() {
    #[track_caller]
    fn check(label: &str, answers: &[&str], kind: Kind) {
        let survey = survey(&[(label, answers), ("Id", &["x"])]);
        assert_eq!(question(&survey, "q1").kind, kind, "{label}: {answers:?}");
    }
    check("Uses it", &["0", "1", "1", "0", "1"], Kind::Single);
    check("How large is your team?", &["3", "5", "8", "4"], Kind::Number);
    check("How good is it?", &["3", "5", "2", "4"], Kind::Rating);
    check("People", &["8-10", "100+", "5", "12", "8-10", "100+"], Kind::Number);
    check("People", &["1", "2-5", "6-10", "2-5", "6-10", "11+"], Kind::Scale);
    check("NPS", &["3", "8", "10", "9"], Kind::Rating);
}

#[test]
fn so_many_answers_are_no_options() {
    let ranges: Vec<String> = (0..70_000).map(|low| format!("{low}-{}", low + 5)).collect();
    let answers: Vec<&str> = ranges.iter().map(String::as_str).collect();
    let survey = survey(&[("Size", &answers)]);
    assert_eq!(question(&survey, "q1").kind, Kind::Number);
    assert!(codes(&survey).contains(&"too-many-options"));
}

#[test]
fn one_persons_own_words_are_no_option() {
    #[track_caller]
    fn check(label: &str, own: &str, expected: &[(&str, u64)]) {
        let answers = [vec!["Slack"; 20], vec!["Docs"; 20], vec![own]].concat();
        let survey = survey(&[(label, &answers), ("Id", &["x"])]);
        let shown: Vec<(&str, u64)> =
            options(&survey, "q1").into_iter().map(|option| (option.0, option.1)).collect();
        assert_eq!(shown, expected, "{own}");
    }
    let hidden = [("Slack", 20), ("Docs", 20), ("Other", 1)];
    let label = "Where do you get help?";
    check(label, "call Kim on +49 171 2345678", &hidden);
    check(label, "+49 171 2345678", &hidden);
    check(label, "My boss Robin Example is bad", &hidden);
    check(label, "ask whoever is there", &hidden);
    check(label, "Nowhere", &[("Slack", 20), ("Docs", 20), ("Nowhere", 1)]);
    check(
        label,
        "Hundreds of pages or more",
        &[("Slack", 20), ("Docs", 20), ("Hundreds of pages or more", 1)],
    );
    for offered in ["none of those above", "Nowhere (there is no help)", "not sure about that one"]
    {
        check(label, offered, &[("Slack", 20), ("Docs", 20), (offered, 1)]);
    }
    check("Who is your manager?", "Robin Example", &[]);
    let few = survey(&[("Any comments?", &["My boss is bad", "", "", ""]), ("Id", &["x", "y"])]);
    assert_eq!(question(&few, "q1").kind, Kind::Text);
}

#[test]
fn a_choice_of_other_and_its_text_are_one_answer() {
    let head = "Response ID,Time Started,Date Submitted,Status,Contact ID,Legacy Comments,\
                SessionID,How?,Other - Write In:How?\n";
    let row = |id: u32, how: &str, own: &str| {
        format!("{id},2024-03-01 09:00:00,2024-03-01 09:01:00,Complete,,,s{id},{how},{own}\n")
    };
    let rows = [
        row(1, "Cloud", ""),
        row(2, "Other - Write In", "by hand"),
        row(3, "Cloud", "and at home"),
        row(4, "Local", ""),
        row(5, "Local", ""),
        row(6, "", "by foot"),
    ];
    let options_read = ReadOptions::default();
    let survey =
        Survey::read(&mut Cursor::new(head.to_owned() + &rows.concat()), &options_read).unwrap();
    let mut own = options(&survey, "q1");
    own.sort_by_key(|option| option.0);
    assert_eq!(own, [("Cloud", 2, 0.0), ("Local", 2, 0.0), ("Other - Write In", 2, 0.0)]);
    assert_eq!(question(&survey, "q1").columns.len(), 2);
}

#[test]
fn who_does_not_rate_makes_no_scale_a_list() {
    let answers: Vec<&str> =
        ["Strongly agree", "9", "8", "7", "Strongly disagree", "N/A", "N/A", "N/A"]
            .into_iter()
            .cycle()
            .take(40)
            .collect();
    let survey = survey(&[("How was it?", &answers), ("Id", &["x"])]);
    assert_eq!(question(&survey, "q1").kind, Kind::Scale);
    assert!(codes(&survey).contains(&"scale-words-beside-numbers"));
    let beside = options(&survey, "q1").into_iter().find(|option| option.0 == "N/A");
    assert_eq!(beside, Some(("N/A", 15, 0.0)));
}
