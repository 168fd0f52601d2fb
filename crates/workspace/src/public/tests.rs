use crate::Workspace;
use crate::public::Public;
use crate::published::{Counted, Of, Published};
use crate::sample::{ANSWERS, planned, tree};
use crate::tree::Tree;
use paap_evidence::insight::Figure;
use std::sync::Arc;

fn public(tree: &Tree) -> Arc<Public> {
    Workspace::read(tree, 1).studies[0].public("pulse", 5).unwrap()
}

/// The rows of the question in this place, each with its count.
fn rows(public: &Public, question: usize) -> Vec<(&str, Option<u64>)> {
    let table = public.questions.iter().find(|table| table.question == question).unwrap();
    table.rows.iter().map(|row| (row.label.as_str(), row.count)).collect()
}

fn refused(tree: &Tree, expression: &str) -> Option<String> {
    let figure = Figure::unwritten(expression, Some("pulse".to_owned()));
    Workspace::read(tree, 1).studies[0].would_withhold(&figure, 5)
}

#[test]
fn what_few_say_is_neither_named_nor_counted_nor_left_over() {
    let public = public(&tree());
    let rows = rows(&public, 0);
    assert!(rows.iter().all(|(label, _)| !label.contains("Lighthouse")), "{rows:?}");
    // 40 of 60 and 17 of 60 would say that three are left: one of the two is withheld with the three,
    // or how many people answered.
    let shown: Vec<u64> = rows.iter().filter_map(|(_, count)| *count).collect();
    let all = public.people.unwrap();
    assert_eq!(all, 60);
    assert!(!shown.contains(&3) && shown.iter().sum::<u64>() != 57, "{rows:?}");
    // Where everybody is in a group that is large enough, everything is shown.
    assert_eq!(self::rows(&public, 1), [("Never", Some(19)), ("Often", Some(41))]);
}

#[test]
fn a_cross_table_gives_no_small_group_away() {
    let cross = "cross: [{rows: q2, cols: q3}]";
    let public = public(&planned(cross, ""));
    let cells = &public.crosses[0].cells;
    // Three developers never wait and own a boat.
    assert!(cells.iter().flatten().all(|count| *count != Some(3)), "{cells:?}");
    for (row, (_, head)) in cells.iter().zip(&public.crosses[0].row_heads) {
        let hidden = row.iter().filter(|count| count.is_none()).count();
        assert!(hidden != 1 || head.is_none(), "one hidden count follows from its row: {row:?}");
    }
}

#[test]
fn figures_are_refused_with_a_reason_that_people_understand() {
    assert_eq!(refused(&tree(), "count(q2 = \"Often\")"), None);
    let few = refused(&tree(), "count(q2 = \"Never\" and q3 = \"Yes\")").unwrap();
    assert!(few.starts_with("Fewer than 5 people are in it"), "{few}");
    // Two answers that must not be named are one, so that neither can be told from what is published.
    let mut tree = tree();
    let csv = tree.files.get_mut(ANSWERS).unwrap();
    *csv = String::from_utf8(csv.clone()).unwrap().replacen("Manager", "Astronomer", 4).into();
    let named = refused(&tree, "count(q1 = \"Astronomer\")").unwrap();
    assert!(named.starts_with("It rests on an answer that must not be named"), "{named}");
    let hidden = planned("hidden: [q2]", "");
    let why = refused(&hidden, "count(q2 = \"Often\")").unwrap();
    assert!(why.contains("is hidden"), "{why}");
    assert!(public(&hidden).questions.iter().all(|table| table.question != 1));
}

#[test]
fn a_figure_that_is_not_in_the_release_is_not_shown() {
    let public = public(&tree());
    assert!(!public.shows("count(q2 = \"Often\")"));
    assert!(!public.shows("count(q99 = \"Often\")"));
}

/// What was published when fewer people had answered, with one count of a table that the plan has no more.
fn published_before(people: u64) -> Tree {
    let mut tree = tree();
    let at = [("q2", "Often"), ("q3", "No")].map(|(q, a)| (q.to_owned(), a.to_owned())).to_vec();
    let of = Of {
        survey: "pulse".to_owned(),
        date: "2026-03-02".to_owned(),
        people: 50,
        least: 5,
        salt: "00".to_owned(),
        data: "00".to_owned(),
        rows: None,
        lines: String::new(),
    };
    let text = Published { of, counts: vec![Counted::Cell { at, people: Some(people) }] }.write();
    tree.files.insert("studies/quay/published/pulse-1.jsonl".to_owned(), text.into_bytes());
    tree
}

#[test]
fn a_table_that_is_published_no_more_is_known_all_the_same() {
    // 17 often wait and own no boat. Were they 18 before, somebody went.
    let why = public(&published_before(18)).refused.clone().unwrap();
    assert!(why.contains("One count is lower"), "{why}");
    assert_eq!(public(&published_before(17)).refused, None);
    // Were they 15, two came to them: with all tables of one question, that would be seen nowhere else.
    assert_eq!(public(&published_before(15)).refused, None);
}
