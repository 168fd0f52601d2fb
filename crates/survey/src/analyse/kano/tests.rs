//! What the two questions say, on a few lines of synthetic answers.

use crate::view::Kano;
use crate::{ReadOptions, Scope, ScopeError, ScopeOptions, Survey};
use std::io::Cursor;

const LIKE: &str = "I like it";
const EXPECT: &str = "I expect it";
const NEUTRAL: &str = "I am neutral";
const LIVE: &str = "I can live with it";
const DISLIKE: &str = "I dislike it";

/// A survey of these pairs of answers, each so many times.
fn survey(rows: &[(&str, &str, usize)]) -> Survey {
    let mut text = "With it?,Without it?\n".to_owned();
    for (with, without, times) in rows {
        text.push_str(&format!("{with},{without}\n").repeat(*times));
    }
    Survey::read(&mut Cursor::new(text), &ReadOptions::default()).unwrap()
}

fn scope(survey: &Survey, min_base: u64) -> Scope {
    survey.scope(&ScopeOptions { min_base, ..ScopeOptions::default() }).unwrap()
}

fn kano(rows: &[(&str, &str, usize)], min_base: u64, answers: Option<&str>) -> Kano {
    let survey = survey(rows);
    survey.kano(&scope(&survey, min_base), "q1", "q2", answers).unwrap()
}

fn refused(rows: &[(&str, &str, usize)], answers: Option<&str>) -> ScopeError {
    let survey = survey(rows);
    survey.kano(&scope(&survey, 0), "q1", "q2", answers).err().unwrap()
}

/// The counts in the customary order, a dash for what is withheld.
fn counts(view: &Kano) -> String {
    let count = |own: Option<u64>| own.map_or("-".to_owned(), |count| count.to_string());
    view.categories.iter().map(|own| count(own.count)).collect::<Vec<_>>().join(" ")
}

/// 14 attractive, 6 one-dimensional, 3 must-be, 4 indifferent, 2 reverse, 1 questionable.
fn thirty() -> Vec<(&'static str, &'static str, usize)> {
    vec![
        (LIKE, NEUTRAL, 9),
        (LIKE, LIVE, 5),
        (LIKE, DISLIKE, 6),
        (EXPECT, DISLIKE, 3),
        (NEUTRAL, NEUTRAL, 2),
        (NEUTRAL, LIVE, 2),
        (DISLIKE, LIKE, 1),
        (LIVE, LIKE, 1),
        (LIKE, LIKE, 1),
    ]
}

#[test]
fn a_worked_survey() {
    let view = kano(&thirty(), 0, None);
    assert_eq!((view.base, counts(&view)), (30, "14 6 3 4 2 1".to_owned()));
    let (better, worse) = (view.better.unwrap(), view.worse.unwrap());
    assert_eq!((better.count, better.base, better.value), (20, 27, 20.0 / 27.0));
    assert_eq!((worse.count, worse.base, worse.value), (9, 27, -9.0 / 27.0));
    // 14 against 6: 2 P(Bin(20, ½) ≤ 6) = 2 · 60460 / 2²⁰ = 0.115.
    let lead = view.lead.unwrap();
    assert!((lead.p - 0.115_318).abs() < 1e-6);
    assert_eq!((lead.category, &lead.may_be[..]), (None, &["Attractive", "One-dimensional"][..]));
    assert_eq!(
        view.says,
        "No category is ahead beyond chance: it may be Attractive or One-dimensional."
    );
}

#[test]
fn a_category_is_named_only_where_it_is_ahead() {
    let says = |rows: &[(&str, &str, usize)]| {
        let view = kano(rows, 0, None);
        (view.lead.as_ref().and_then(|lead| lead.category), view.says)
    };
    let (named, text) = says(&[(LIKE, NEUTRAL, 24), (LIKE, DISLIKE, 8)]);
    assert_eq!(named, Some("Attractive"));
    assert!(text.ends_with("It is ahead beyond chance: a finding."), "{text}");
    let (named, text) = says(&[(EXPECT, DISLIKE, 18), (LIKE, DISLIKE, 6)]);
    assert!(named == Some("Must-be") && text.ends_with("a signal."), "{text}");
    let (named, text) = says(&[(LIKE, DISLIKE, 5)]);
    assert_eq!(named, None);
    assert_eq!(text, "All are One-dimensional, but they are too few to be sure.");
    // With and without exchanged: everybody seems not to want it.
    let (named, text) = says(&[(NEUTRAL, LIKE, 14), (DISLIKE, LIKE, 2)]);
    assert!(named == Some("Reverse") && text.contains("are exchanged"), "{text}");
}

#[test]
fn small_categories_are_withheld_with_what_would_give_them_back() {
    // 14, 6, 3, 4, 2 and 1: the last four are 10 together.
    let view = kano(&thirty(), 5, None);
    assert_eq!(counts(&view), "14 6 - - - -");
    assert!(view.better.is_none() && view.worse.is_none());
    assert_eq!(view.lead.unwrap().may_be, ["Attractive", "One-dimensional"]);
    // One alone would be found from the base: the next smallest goes too, and with it the test of the
    // two. That 25 are ahead of all 9 others together says no more than the base does.
    let rows = [(LIKE, NEUTRAL, 25), (LIKE, DISLIKE, 8), (EXPECT, DISLIKE, 1)];
    let view = kano(&rows, 5, None);
    assert_eq!(counts(&view), "25 - - - - -");
    assert_eq!(view.lead.unwrap().category, Some("Attractive"));
    // One that is withheld may be as frequent as the first, as far as chance goes.
    let rows = [
        (LIKE, NEUTRAL, 7),
        (LIKE, DISLIKE, 6),
        (EXPECT, DISLIKE, 4),
        (NEUTRAL, NEUTRAL, 4),
        (DISLIKE, LIKE, 3),
    ];
    let view = kano(&rows, 5, None);
    assert_eq!(counts(&view), "7 6 - - - -");
    assert!(
        view.says.ends_with("it may be Attractive, One-dimensional or one that is withheld."),
        "{}",
        view.says
    );
    // All that are withheld are more than the one that is shown.
    let rows = [
        (LIKE, NEUTRAL, 6),
        (LIKE, DISLIKE, 4),
        (EXPECT, DISLIKE, 4),
        (NEUTRAL, NEUTRAL, 4),
        (DISLIKE, LIKE, 4),
        (LIKE, LIKE, 2),
    ];
    let view = kano(&rows, 5, None);
    assert_eq!(counts(&view), "6 - - - - -");
    assert!(
        view.lead.is_none() && view.says == "Withheld: which category is ahead.",
        "{}",
        view.says
    );
    let rows = [(LIKE, NEUTRAL, 10), (LIKE, DISLIKE, 8), (EXPECT, DISLIKE, 1)];
    let view = kano(&rows, 5, None);
    assert!(view.lead.is_none() && view.says == "Withheld: which category is ahead.");
    // Where nothing is withheld but zeros, all follows from what is shown.
    let view = kano(&[(LIKE, NEUTRAL, 9), (LIKE, DISLIKE, 7)], 5, None);
    assert_eq!((counts(&view), view.better.unwrap().value), ("9 7 - - - -".to_owned(), 1.0));
    let view = kano(&thirty(), 31, None);
    assert_eq!((counts(&view), view.base), ("- - - - - -".to_owned(), 30));
    assert!(view.says == "Withheld: its base is below 31." && view.lead.is_none());
    // Answers that are withheld are in no message either.
    let odd = [(LIKE, "Something else", 3), (LIKE, DISLIKE, 4)];
    assert_eq!(kano(&odd, 8, None).base, 7);
}

#[test]
fn answers_beside_the_five_are_left_out_and_all_others_are_named() {
    let view = kano(&[(LIKE, "Don't know", 3), (LIKE, DISLIKE, 9)], 0, None);
    assert_eq!((view.base, counts(&view)), (9, "0 9 0 0 0 0".to_owned()));
    assert!(view.notes[0].starts_with("Left out: 3 of the 12 who answered both, for an answer"));
    let view = kano(&[(LIKE, "Don't know", 3), (LIKE, DISLIKE, 9)], 5, None);
    assert!(view.notes[0].starts_with("Left out: some of those who"), "{:?}", view.notes);
    let rows = [(LIKE, "Fine by me", 4), (LIKE, DISLIKE, 9)];
    let text = refused(&rows, None).to_string();
    assert!(text.starts_with("q2 has the answer “Fine by me”"), "{text}");
    assert!(text.contains("--answers \"I like it|I expect it|"), "{text}");
    let named = Some("I like it|I expect it|I am neutral|Fine by me|I dislike it");
    assert_eq!(counts(&kano(&rows, 0, named)), "4 9 0 0 0 0");
    let four = refused(&rows, Some("a|b|c|d|d")).to_string();
    assert!(four.starts_with("--answers names 4"), "{four}");
    let survey = survey(&rows);
    let same = survey.kano(&scope(&survey, 0), "q1", "q1", None).err().unwrap();
    assert!(matches!(same, ScopeError::KanoSame(_)), "{same}");
}

#[test]
fn numbers_say_what_their_ends_say() {
    let rows = [
        ("1 (I like it)", "3", 6),
        ("1 (I like it)", "5 (I dislike it)", 4),
        ("2", "5 (I dislike it)", 3),
        ("3", "4", 2),
    ];
    assert_eq!(counts(&kano(&rows, 0, None)), "6 4 3 2 0 0");
    let turned = [
        ("5 (I like it)", "3", 6),
        ("5 (I like it)", "1 (I dislike it)", 4),
        ("4", "1 (I dislike it)", 3),
        ("3", "2", 2),
    ];
    assert_eq!(counts(&kano(&turned, 0, None)), "6 4 3 2 0 0");
    // Bare numbers say no direction.
    let bare = [("1", "3", 6), ("1", "5", 4), ("2", "5", 3), ("3", "4", 2)];
    assert!(matches!(refused(&bare, None), ScopeError::KanoAnswer { .. }));
    assert_eq!(counts(&kano(&bare, 0, Some("1|2|3|4|5"))), "6 4 3 2 0 0");
    assert_eq!(counts(&kano(&bare, 0, Some("5|4|3|2|1"))), "0 0 0 2 13 0");
    // Names that leave out what words say, or that nobody gave, are not mixed with the words.
    for given in ["5|4|3|2|1", "x|y|z|v|w"] {
        let text = refused(&rows, Some(given)).to_string();
        assert!(text.contains("has the answer “1 (I like it)”"), "{given}: {text}");
    }
}
