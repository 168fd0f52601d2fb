//! What is shown of a survey, and what is not, on a few lines of answers.

use crate::view::{Cross, CrossCell};
use crate::{ReadOptions, Scope, ScopeError, ScopeOptions, Survey};
use std::io::Cursor;

/// A survey of these answers, each row so many times.
fn survey(header: &str, rows: &[(&str, usize)]) -> Survey {
    let mut text = format!("{header}\n");
    for (row, times) in rows {
        text.push_str(&format!("{row}\n").repeat(*times));
    }
    Survey::read(&mut Cursor::new(text), &ReadOptions::default()).unwrap()
}

fn scope(survey: &Survey, min_base: u64) -> Scope {
    survey.scope(&ScopeOptions { min_base, ..ScopeOptions::default() }).unwrap()
}

/// Eight, seven and one, of whom the last alone says what the last says.
fn roles() -> Survey {
    let rows =
        [("Dev,Yes,50000", 6), ("Dev,No,52000", 2), ("Ops,No,48000", 7), ("CTO,Yes,231000", 1)];
    survey("Role,Happy?,Salary", &rows)
}

/// The counts of a table, with a dash for what is withheld, then the totals.
fn table(cross: &Cross) -> String {
    let cell = |cell: &CrossCell| cell.count.map_or("-".to_owned(), |count| count.to_string());
    let total = |total: &Option<f64>| total.map_or("-".to_owned(), |count| count.to_string());
    let rows = cross.cells.iter().zip(&cross.row_totals).map(|(cells, own)| {
        format!("{}|{}", cells.iter().map(cell).collect::<Vec<_>>().join(" "), total(own))
    });
    let totals = cross.column_totals.iter().map(total).collect::<Vec<_>>().join(" ");
    format!("{}/{totals}", rows.collect::<Vec<_>>().join("/"))
}

#[track_caller]
fn check(rows: &str, columns: &str, min_base: u64, expected: &str) {
    let survey = roles();
    let cross = survey.cross(&scope(&survey, min_base), rows, columns).unwrap();
    assert_eq!(table(&cross), expected, "{rows} by {columns}, {min_base}");
}

#[test]
fn a_small_column_is_withheld_with_what_would_give_it_back() {
    check("q2", "q1", 0, "2 7 0|9/6 0 1|7/8 7 1");
    check("q2", "q1", 5, "2 - -|9/6 - -|7/8 - -");
    // The table turned round gives no more.
    check("q1", "q2", 5, "2 6|8/- -|-/- -|-/9 7");
    check("q2", "q1", 50, "- - -|-/- - -|-/- - -");
}

#[test]
fn numbers_of_few_people_are_withheld() {
    let survey = roles();
    let everybody = survey.cross(&scope(&survey, 0), "q3", "q1").unwrap();
    assert_eq!(everybody.groups.len(), 3);
    let cross = survey.cross(&scope(&survey, 5), "q3", "q1").unwrap();
    let [group] = &cross.groups[..] else { panic!("{:?}", cross.groups) };
    assert_eq!((group.label.as_str(), group.stats.n, group.stats.max), ("Dev", 8, None));
    assert_eq!(group.stats.min, Some(50000.0));
    let summary = survey.summary(&scope(&survey, 5));
    let salary = summary.questions[2].stats.as_ref().unwrap();
    assert_eq!((salary.n, salary.min, salary.max), (16, Some(48000.0), None));
    // Of the three others one could be found, were all these shown, from the mean.
    assert_eq!(salary.counts, [(48000.0, 7)]);
}

/// The numbers of `How many?` with these answers: n, least and greatest, how many are not exact,
/// what is told of each number and of each answer that is none.
#[track_caller]
fn check_numbers(answers: &[(&str, usize)], least: u64, expected: &str) {
    let answers: Vec<(String, usize)> =
        answers.iter().map(|(answer, times)| (format!("{answer},x"), *times)).collect();
    let rows: Vec<(&str, usize)> = answers.iter().map(|(row, n)| (&row[..], *n)).collect();
    let survey = survey("How many?,Team", &rows);
    let summary = survey.summary(&scope(&survey, least));
    let stats = summary.questions[0].stats.as_ref().unwrap();
    let some = |number: Option<u64>| number.map_or("some".to_owned(), |number| number.to_string());
    let end = |end: Option<f64>| end.map_or("-".to_owned(), |end| end.to_string());
    let exact = stats.exact().into_iter().map(|(number, count)| format!("{number}×{count}"));
    let inexact = stats.inexact_answers.iter();
    let inexact = inexact.map(|a| format!("{}×{}", a.words(|number| number.to_string()), a.count));
    let told = format!(
        "n {}, {} to {}, {} inexact, {} unread: {} | {}",
        stats.n,
        end(stats.min),
        end(stats.max),
        some(stats.inexact),
        some(stats.unread),
        exact.collect::<Vec<_>>().join(" "),
        inexact.collect::<Vec<_>>().join(", "),
    );
    assert_eq!((&told[..], stats.is_whole()), (expected, least == 0), "{answers:?}, {least}");
}

#[test]
fn answers_that_are_not_one_number_are_told_apart() {
    let answers = [("100", 6), ("100+", 2), ("8-10", 5), ("9", 7), ("~20", 1), ("many", 1)];
    let all = "n 21, 9 to 100, 8 inexact, 1 unread: 9×7 100×6 | \
               8 to 10×5, about 20×1, 100 or more×2";
    check_numbers(&answers, 0, all);
    // At 100 one of the two is of few: neither can be told from the other.
    let few = "n 21, 9 to 100, 8 inexact, some unread: 9×7 | 8 to 10×5";
    check_numbers(&answers, 5, few);
    let open = [("Less than 5", 2), ("more than 7", 1), ("up to 5", 3), ("4", 12)];
    let all = "n 18, 4 to 4, 6 inexact, 0 unread: 4×12 | \
               5 or less×3, less than 5×2, more than 7×1";
    check_numbers(&open, 0, all);
}

#[test]
fn pairs_of_few_people_are_not_tested() {
    let survey = roles();
    let pairs = |least| survey.associations(&scope(&survey, least)).unwrap().pairs;
    assert!(pairs(0).iter().any(|pair| pair.a.option == "CTO"));
    let kept: Vec<_> = pairs(5).iter().map(|pair| (pair.a.option, pair.a.count)).collect();
    assert!(
        !kept.is_empty() && kept.iter().all(|(option, n)| option != "CTO" && *n >= 5),
        "{kept:?}"
    );
}

#[test]
fn groups_of_few_people_are_not_compared() {
    let survey = roles();
    let compare = survey.compare(&scope(&survey, 5), "q1 = \"CTO\"", None).unwrap();
    assert!(compare.questions.iter().all(|question| {
        question.left_out.is_some() && question.options.is_empty() && question.numbers.is_none()
    }));
    // All but one of those it is compared with: only the one is in no group but that.
    let against = Some("q1 in (\"Dev\", \"Ops\", \"CTO\")");
    let compare = survey.compare(&scope(&survey, 5), "q1 in (\"Dev\", \"Ops\")", against).unwrap();
    assert!(compare.questions.iter().all(|question| question.options.is_empty()));
}

#[test]
fn warnings_do_not_say_how_few() {
    let rows = [("Yes", 4), ("yes", 3), ("No", 2)];
    let survey = survey("OK?", &rows);
    let said = |least| {
        let summary = survey.summary(&scope(&survey, least));
        summary.warnings.into_iter().find(|w| w.code == "label-variants").unwrap().message
    };
    assert!(said(0).starts_with("“Yes” (4) and “yes” (3) differ"), "{}", said(0));
    assert!(said(5).starts_with("“Yes” and “yes” differ"), "{}", said(5));
}

/// What a summary says of everybody, or of some, with numbers below `least` withheld.
fn said(survey: &Survey, filter: Option<&str>, least: u64) -> (Vec<String>, Vec<String>) {
    let options = ScopeOptions {
        filter: filter.map(str::to_owned),
        min_base: least,
        ..ScopeOptions::default()
    };
    let summary = survey.summary(&survey.scope(&options).unwrap());
    let notes = summary.questions.into_iter().flat_map(|question| question.notes).collect();
    let warnings = summary.warnings.into_iter().map(|w| format!("{}: {}", w.code, w.message));
    (notes, warnings.collect())
}

#[test]
fn notes_count_those_who_are_counted() {
    let long = "something of my own and at some length that nobody else says";
    let (first, second) = (format!("{long} at all,b"), format!("{long} again,a"));
    let rows = [("Yes,a", 6), ("No,b", 5), ("No,a", 3), (&first[..], 1), (&second[..], 1)];
    let survey = survey("OK?,Team", &rows);
    let check = |filter, least, expected: &[&str]| {
        assert_eq!(said(&survey, filter, least).0, expected, "{filter:?}, {least}");
    };
    check(None, 0, &["Other: 2 answers that hardly anybody else gave."]);
    check(Some("q2 = \"b\""), 0, &["Other: 1 answer that hardly anybody else gave."]);
    check(Some("q1 = \"Yes\""), 0, &[]);
    check(None, 5, &["Other: answers that hardly anybody else gave."]);
    let withheld = "Withheld: fewer than 20 answered.";
    check(None, 20, &[withheld, withheld]);
}

#[test]
fn of_a_withheld_question_a_warning_says_nothing_but_that_there_is_one() {
    // Of 12 people 5 answered the second question.
    let survey = survey("A,OK?", &[("x,Yes", 3), ("y,yes", 2), ("x,", 7)]);
    let odd = |least| said(&survey, None, least).1;
    assert!(
        odd(0)[0].starts_with("label-variants: “Yes” (3) and “yes” (2) differ"),
        "{:?}",
        odd(0)
    );
    assert!(odd(5)[0].starts_with("label-variants: “Yes” and “yes” differ"), "{:?}", odd(5));
    let few = "label-variants: Fewer than 6 people answered, so what is odd there is not said.";
    assert_eq!(odd(6)[0], few);
    // Who is counted decides, not who is in the file.
    assert_eq!(said(&survey, Some("q1 = \"y\""), 3).1[0], few.replace('6', "3"));
}

#[test]
fn who_ticked_nothing_is_withheld_with_the_question() {
    let head = "id,submitdate,lastpage,startlanguage,q1[SQ001],q1[SQ002]";
    let ticks = ["Y,N", "N,Y", "N,N", "Y,Y"];
    let rows: Vec<String> = (1..)
        .zip(ticks)
        .map(|(n, ticks)| format!("{n},2024-01-0{n} 10:00:00,3,en,{ticks}"))
        .collect();
    let rows: Vec<(&str, usize)> = rows.iter().map(|row| (&row[..], 1)).collect();
    let survey = survey(head, &rows);
    let nothing = |least| survey.summary(&scope(&survey, least)).questions[0].nothing_ticked;
    assert_eq!((nothing(0), nothing(4), nothing(5)), (Some(1), Some(1), None));
}

#[test]
fn notes_on_groups_do_not_say_how_few() {
    let survey = survey("Role,Team", &[("Dev,a", 8), ("Ops,b", 7), ("CTO,a", 1), (",b", 2)]);
    let notes = |least| {
        let group = survey.compare(
            &scope(&survey, least),
            "q1 = \"CTO\" or q2 = \"b\"",
            Some("q1 in (\"Dev\", \"CTO\")"),
        );
        let rest = survey.compare(&scope(&survey, least), "q1 = \"Dev\"", None);
        [group.unwrap().notes[0].clone(), rest.unwrap().notes[0].clone()]
    };
    let all = [
        "1 person passes both filters, and is counted in the group alone.",
        "Of the 10 compared with, 2 gave no answer to q1.",
    ];
    let few = [
        "Some people pass both filters, and are counted in the group alone.",
        "Of the 10 compared with, some gave no answer to q1.",
    ];
    assert_eq!((notes(0), notes(5)), (all.map(str::to_owned), few.map(str::to_owned)));
}

#[test]
fn no_warning_says_how_few_it_is_about() {
    let rows = "a,b,c,d,e,2 days\na,b,c,d,f,3 days\na,b,c,g,e,4 days\na,b,c,g,h,5 hours\n";
    let twice = "a,b,c,d,e,2 days";
    let survey = survey("A,B,C,D,E,How long?", &[(rows.trim_end(), 1), (twice, 3)]);
    let odd = |code: &str, least| {
        let all = said(&survey, None, least).1;
        all.into_iter().find(|text| text.starts_with(code)).unwrap()
    };
    assert!(odd("duplicate", 0).contains("3 rows give"), "{}", odd("duplicate", 0));
    assert!(odd("duplicate", 2).contains("Some rows give"), "{}", odd("duplicate", 2));
    let units = |least| {
        let text = odd("mixed-units", least);
        text.split_once("units, ").unwrap().1.split_once(':').unwrap().0.to_owned()
    };
    assert_eq!((&units(0)[..], &units(2)[..]), ("hours (1), days (6)", "hours, days"));
}

#[test]
fn an_id_goes_before_a_header_that_looks_like_one() {
    let survey = survey("Q2,Q3", &[("Yes,No", 2), ("No,Yes", 3), ("Yes,Yes", 4)]);
    let people = |filter: &str| {
        let options = ScopeOptions { filter: Some(filter.to_owned()), ..ScopeOptions::default() };
        survey.scope(&options).map(|scope| scope.people.count()).map_err(|why| why.to_string())
    };
    assert_eq!(people("q1 = \"Yes\""), Ok(6));
    assert_eq!(people("q2 = \"Yes\""), Ok(7));
    // No question has the id q3, so it is the header's.
    assert_eq!(people("q3 = \"Yes\""), Ok(7));
    let told: Vec<_> = survey.warnings.iter().filter(|w| w.code == "header-like-id").collect();
    assert!(matches!(told[..], [w] if w.question.as_deref() == Some("q1")), "{told:?}");
}

#[test]
fn a_table_of_two_questions_tells_what_is_odd_in_the_file() {
    let survey = survey("A,B,C", &[("x,y,z", 5), ("x,y", 1), ("u,v,w", 3)]);
    let cross = survey.cross(&scope(&survey, 0), "q1", "q1").unwrap();
    assert!(cross.warnings.iter().any(|warning| warning.code == "ragged-rows" && warning.problem));
}

#[test]
fn too_many_pairs_are_refused_with_what_to_do() {
    let header: Vec<String> = (0..1300).map(|n| format!("H{n}")).collect();
    let rows = ["a,".repeat(1299) + "b", "b,".repeat(1299) + "a"];
    let survey = survey(&header.join(","), &[(&rows[0], 3), (&rows[1], 3)]);
    let Err(why) = survey.associations(&scope(&survey, 0)) else { panic!("tested") };
    assert!(matches!(why, ScopeError::TooManyPairs { options: 2600, .. }));
    assert!(why.to_string().contains("questionnaire"), "{why}");
}

#[test]
fn inspect_counts_those_of_the_filter() {
    let survey = roles();
    let options = ScopeOptions {
        filter: Some("q1 = \"Dev\"".to_owned()),
        min_base: 9,
        ..ScopeOptions::default()
    };
    let inspect = survey.inspect(&survey.scope(&options).unwrap());
    assert_eq!(inspect.filter.map(|filter| filter.people), Some(8));
    let question = &inspect.questions[1];
    assert_eq!((question.asked, question.answered, question.base), (8, 8, 8));
    assert!(question.withheld && question.options.is_empty());
}
