//! Answers that have an order: which test is made of them, and how many people it rests on.

use super::{scope, survey};
use crate::Survey;
use crate::view::{Cross, CrossTest, Level};
use paap_analysis::random::Random;

const STEPS: [&str; 3] = ["Disagree", "Neither agree nor disagree", "Agree"];

fn cross(all: &Survey, rows: &str, columns: &str) -> Cross {
    all.cross(&scope(all, None), rows, columns).unwrap()
}

fn tested(all: &Survey) -> CrossTest {
    let view = cross(all, "q1", "q2");
    view.test.unwrap_or_else(|| panic!("{:?}", view.notes))
}

/// 59 of 60 say 3, and one says 5 in both: the two go together by chance once in sixty times.
#[test]
fn one_person_beside_the_commonest_answer_is_no_finding() {
    for second in ["Rate the team from 1 to 5", "Which site?"] {
        let all = survey(&format!("Rate the docs from 1 to 5,{second}"), 60, |i| {
            let one = i == 7;
            let rated = if one { "5" } else { "3" };
            let site = if one { "North" } else { "South" };
            format!("{rated},{}", if second == "Which site?" { site } else { rated })
        });
        let test = tested(&all);
        assert!((test.p - 1.0 / 60.0).abs() < 1e-12 && test.test.ends_with("exact"), "{test:?}");
        assert_eq!((test.level, test.p_error, test.df), (Level::Signal, None, None));
    }
}

#[test]
fn a_table_turned_round_has_the_same_test() {
    #[track_caller]
    fn check(questions: [&str; 2], n: usize, person: impl Fn(usize) -> [String; 2], test: &str) {
        let [first, second] = questions;
        let all = survey(&format!("{first},{second}"), n, |i| person(i).join(","));
        let (one, other) = (cross(&all, "q1", "q2"), cross(&all, "q2", "q1"));
        let (ours, theirs) = (one.test.unwrap(), other.test.unwrap());
        assert_eq!(ours.test, theirs.test);
        assert!(ours.test.starts_with(test), "{}", ours.test);
        assert_eq!((one.notes, ours.level), (other.notes, theirs.level));
        // Sums are made in another order, and drawn tables are the same.
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs();
        assert!(near(ours.p, theirs.p) && (ours.p_error.is_none() || ours.p == theirs.p));
        assert!(ours.effect.zip(theirs.effect).is_some_and(|(a, b)| near(a, b)));
    }
    let agree = |i: usize| STEPS[i % 3].to_owned();
    let site = |i: usize| ["North", "South", "West"][i].to_owned();
    let number = |i: usize| (i * i % 11).to_string();
    let [docs, team] = ["The docs help me", "The team helps me"];
    let rate = "Rate the team from 1 to 5";
    let uneven = |i: usize| site(usize::from(i % 3 == 1) + usize::from(i % 7 > 4));
    check([docs, "Which site?"], 120, |i| [agree(i), uneven(i)], "Kruskal–Wallis test, by");
    check([docs, "Which site?"], 33, |i| [agree(i), uneven(i)], "Kruskal–Wallis test, ");
    check([docs, team], 120, |i| [agree(i), agree(i + i / 40)], "Kendall's tau-b");
    let few = |i: usize| (1 + i % 5 * (i % 9) % 5).to_string();
    check([docs, rate], 22, |i| [agree(i), few(i)], "Kendall's tau-b, ");
    check([docs, rate], 45, |i| [agree(i / 2), few(i)], "Kendall's tau-b, 20000 random");
    check(["Which site?", "Which shift?"], 210, |i| [uneven(i), site(i % 3)], "chi-square");
    let pairs = pairs(70);
    check(["Which site?", "Which shift?"], 70, |i| pairs[i].clone(), "permutation test");
    let off = |i: usize| if i.is_multiple_of(8) { "Don't know".to_owned() } else { agree(i) };
    check([docs, "Which site?"], 210, |i| [off(i), uneven(i)], "Kruskal–Wallis test, by");
    // Numbers have no columns of their own; of two orders they are one.
    let questions = format!("How many incidents did you have?,{docs}");
    let all = survey(&questions, 120, |i| format!("{},{}", number(i), agree(i / 2)));
    assert!(tested(&all).test.starts_with("Kendall"));
}

/// A site and a shift each, which go together a little.
fn pairs(n: usize) -> Vec<[String; 2]> {
    let mut random = Random::new(5);
    let mut pair = || {
        let site = random.below(4) as usize;
        let shift = if random.unit() < 0.05 { site } else { random.below(4) as usize };
        [["North", "South", "West", "East"][site], ["Day", "Late", "Night", "Off"][shift]]
            .map(str::to_owned)
    };
    (0..n).map(|_| pair()).collect()
}

/// What is published must not change: not the seed, not the draws, not their order.
#[test]
fn drawn_tables_stay_what_they_are() {
    let pairs = pairs(60);
    let shifts = survey("Which site?,Which shift?", 60, |i| pairs[i].join(","));
    let rated = survey("Rate the docs from 1 to 5,Rate the team from 1 to 5", 45, |i| {
        format!("{},{}", 1 + i % 5, 1 + i * i % 7 % 5)
    });
    for (all, p) in [(shifts, PINNED[0]), (rated, PINNED[1])] {
        let test = tested(&all);
        assert!(test.test.ends_with("20000 random tables, seed 1"), "{}", test.test);
        assert_eq!((test.p * 20_001.0).round(), p, "{test:?}");
        assert_eq!(
            format!("{:?}", cross(&all, "q1", "q2")),
            format!("{:?}", cross(&all, "q1", "q2"))
        );
    }
}

/// How many of the 20,000 tables, and the one seen, are as far from independence as that.
const PINNED: [f64; 2] = [447.0, 12_550.0];

#[test]
fn a_question_goes_with_itself() {
    let all = survey("Which site?", 90, |i| ["North", "South"][i % 2].to_owned());
    let view = cross(&all, "q1", "1");
    assert!(view.test.is_none() && view.cells.len() == 2);
    assert_eq!(view.notes, ["Not tested: it is one question, which goes with itself."]);
}

#[test]
fn a_follow_up_is_tested_among_those_who_were_asked() {
    let all = survey("Which site?,Which plan do you have?", 180, |i| {
        let plan = ["Tin", "Gold", "", ""][usize::from(i % 3 == 2) * 2 + usize::from(i % 7 > 3)];
        format!("{},{plan}", ["North", "South", "West"][i % 3])
    });
    let gated = all.question("q2").unwrap().asked_if.is_some();
    let view = cross(&all, "q2", "q1");
    let said = view.notes.iter().any(|note| note.starts_with("What people say in q1 decides"));
    assert!(view.test.is_some() && said == gated, "{gated} {:?}", view.notes);
}

/// 40 against 40, of whom 35 each say that they do not know: five are compared with five.
#[test]
fn who_is_beside_a_scale_is_not_compared_by_its_order() {
    let level = |beside: usize| {
        let all = survey("Which site?,The docs help me", 80, |i| {
            let (site, place) = (["North", "South"][i / 40], i % 40);
            let step = if place < beside { "Don't know" } else { STEPS[i / 40 * 2] };
            format!("{site},{step}")
        });
        let view = all.compare(&scope(&all, None), "q1 = \"North\"", None).unwrap();
        let numbers = view.questions[1].numbers.clone().unwrap();
        assert!(numbers.q.is_some_and(|q| q < 0.05), "{numbers:?}");
        assert_eq!((numbers.stats.n, numbers.against.n), (40 - beside as u64, 40 - beside as u64));
        numbers.level
    };
    assert_eq!(
        [0, 10, 11, 35].map(level),
        [Level::Finding, Level::Finding, Level::Signal, Level::Signal]
    );
}

/// Three of 10,030 did not give the commonest answer, one of them in the group of 30.
#[test]
fn one_person_of_a_small_group_is_no_sure_difference() {
    let all = survey("Which site?,Rate the docs from 1 to 5", 10_030, |i| {
        let rated = if [5, 700, 800].contains(&i) { "5" } else { "3" };
        format!("{},{rated}", if i < 30 { "North" } else { "South" })
    });
    let view = all.compare(&scope(&all, None), "q1 = \"North\"", None).unwrap();
    let numbers = view.questions[1].numbers.clone().unwrap();
    // 30 of 10,030 thrice, and both tails.
    let p = numbers.p.unwrap();
    assert!(0.01 < p && p < 0.02 && numbers.test == Some("mann-whitney-exact"), "{numbers:?}");
}

#[test]
fn a_weighted_number_is_judged_by_effective_people() {
    let weights = "paap: weights/1\nmargins:\n  - {question: q2, targets: {F: 90, M: 10}}\n\
                   largest: 9\n";
    let all = survey("How many incidents did you have?,What is your gender?", 60, |i| {
        format!("{},{}", 90 + i % 9, if i < 12 { "F" } else { "M" })
    });
    let level = |base_asked: bool| {
        let weights = Some(weights.to_owned());
        let options = crate::ScopeOptions { weights, base_asked, ..Default::default() };
        all.summary(&all.scope(&options).unwrap()).questions[0].level
    };
    // Sixty people, who are worth fifteen.
    assert_eq!([true, false].map(level), [Some(Level::Signal); 2]);
    assert_eq!(all.summary(&scope(&all, None)).questions[0].level, Some(Level::Finding));
}

/// With weights an order is no test, but its people are counted in the same way.
#[test]
fn one_person_beside_the_commonest_answer_is_no_finding_with_weights() {
    let weights = "paap: weights/1\nmargins:\n  - {question: q3, targets: {F: 60, M: 40}}\n";
    let questions = "Rate the docs from 1 to 5,Which site?,What is your gender?";
    let level = |beside: usize| {
        let all = survey(questions, 160, |i| {
            let rated = if i < beside { "5" } else { "3" };
            format!("{rated},{},{}", ["North", "South"][usize::from(i < 80)], ["F", "M"][i % 2])
        });
        let view = all.cross(&scope(&all, Some(weights)), "q1", "q2").unwrap();
        let test = view.test.unwrap();
        assert!(test.p < 0.05, "{test:?}");
        test.level
    };
    assert_eq!([20, 60].map(level), [Level::Signal, Level::Finding]);
}
