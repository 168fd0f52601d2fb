//! Few people are no finding: with weights, in tables, and in scores.

use super::{scope, survey};
use crate::Survey;
use crate::view::{CrossTest, Level, Stats};
use paap_analysis::random::Random;

const EVEN: &str = "paap: weights/1\nmargins:\n  - {question: q2, targets: {F: 50, M: 50}}\n";

/// 400 people of whom 40 are in the red team, which has nothing to do with what they use: twelve
/// tools that one in a hundred uses, and two that many do.
fn without_effect(random: &mut Random) -> Survey {
    let mut rows: Vec<String> = Vec::new();
    for i in 0..400 {
        let used = |tool: &usize| -> bool {
            let chance = [0.01, 0.4, 0.5][tool.saturating_sub(11)];
            random.unit() < chance
        };
        let used: Vec<usize> = (0..14).filter(used).collect();
        let names: Vec<String> = used.iter().map(|tool| format!("Tool {tool}")).collect();
        let names = if names.is_empty() { "Tool 13".to_owned() } else { names.join(", ") };
        let team = if i < 40 { "Red" } else { "Blue" };
        rows.push(format!("{team},{},\"{names}\"", ["F", "M"][i % 2]));
    }
    let questions = "Which team are you in?,What is your gender?,\
         Which tools do you use? Select all that apply.";
    survey(questions, 400, |i| rows[i].clone())
}

#[test]
fn equal_weights_make_no_more_findings_than_none() {
    let mut random = Random::new(20_261_125);
    let (mut plain, mut weighted) = (0, 0);
    for _ in 0..100 {
        let all = without_effect(&mut random);
        let findings = |weights| {
            let view = all.compare(&scope(&all, weights), "q1 = \"Red\"", None).unwrap();
            u32::from(view.findings > 0)
        };
        plain += findings(None);
        weighted += findings(Some(EVEN));
    }
    // One run in twenty may have one; nearly all of these tests are exact, and have fewer.
    assert!(plain <= 5 && weighted <= 5, "{plain} and {weighted} of 100");
}

#[test]
fn one_person_is_no_finding_with_weights() {
    let all = survey(
        "Which team are you in?,What is your gender?,Which tools do you use? Select all that apply.",
        400,
        |i| {
            let tools = match i {
                5 => "\"Git, Nix\"",
                _ if i % 3 == 0 => "\"Git, Docker\"",
                _ => "Git",
            };
            format!("{},{},{tools}", if i < 40 { "Red" } else { "Blue" }, ["F", "M"][i % 2])
        },
    );
    let uneven = EVEN.replace("F: 50, M: 50", "F: 52, M: 48");
    for weights in [EVEN, &uneven] {
        let view = all.compare(&scope(&all, Some(weights)), "q1 = \"Red\"", None).unwrap();
        // What one person wrote is *Other*.
        let one = view.questions[2].options.iter().find(|option| option.label == "Other").unwrap();
        assert_eq!((one.test, one.p, one.level), (Some("fisher"), Some(0.1), Level::Signal));
        assert_eq!(view.findings, 0);
        let many = view.questions[2].options.iter().find(|option| option.label == "Docker");
        assert_eq!(many.unwrap().test, Some("rao-scott"));
    }
}

/// The same pair is a finding, or is not, whichever question comes first.
#[test]
fn the_order_of_the_questions_is_nothing() {
    let level = |turned: bool| {
        let all = survey("Which site?,Which shift?", 132, |i| {
            let (site, shift) = (["North", "South"][usize::from(i >= 20)], !(18..110).contains(&i));
            let shift = if shift { "Night" } else { "Day" };
            if turned { format!("{shift},{site}") } else { format!("{site},{shift}") }
        });
        let pairs = all.associations(&scope(&all, None)).unwrap().pairs;
        assert!(pairs.len() == 4 && pairs.iter().all(|pair| pair.q < 1e-6));
        // All four say the same.
        let read: Vec<String> = pairs.to_read().map(|pair| pair.a.option).collect();
        assert_eq!((read.len(), pairs.mirrored()), (1, 3), "{read:?}");
        pairs.found()[0].level
    };
    assert_eq!([level(false), level(true)], [Level::Signal; 2]);
}

fn cross(all: &Survey, weights: Option<&str>) -> (Option<CrossTest>, Vec<String>) {
    let view = all.cross(&scope(all, weights), "q1", "q2").unwrap();
    (view.test, view.notes)
}

#[test]
fn a_table_has_one_rule_for_its_level() {
    #[track_caller]
    fn check(first: &[(&str, usize)], second: &[&str], expected: Level) {
        let person = |i: usize| -> (&str, &str) {
            let mut before = 0;
            let own = first.iter().find(|option| {
                before += option.1;
                i < before
            });
            (own.unwrap().0, second[i * second.len() / first.iter().map(|o| o.1).sum::<usize>()])
        };
        let n = first.iter().map(|option| option.1).sum();
        let all = survey("First,Second", n, |i| format!("{},{}", person(i).0, person(i).1));
        let test = cross(&all, None).0.unwrap();
        assert!(test.p < 0.001, "{test:?}");
        assert_eq!(test.level, expected, "{} {first:?}", test.test);
    }
    const AGREE: [&str; 4] = ["Strongly disagree", "Disagree", "Agree", "Strongly agree"];
    let [a, b, c, d] = AGREE;
    check(&[("North", 30), ("South", 30)], &["Tea", "Milk"], Level::Finding);
    check(&[("North", 29), ("South", 90)], &["Tea", "Milk"], Level::Signal);
    check(&[("North", 30), ("South", 90), ("West", 3)], &["Tea", "Milk"], Level::Finding);
    // An order has no groups: who is not on its commonest step counts, at most half.
    check(&[(a, 15), (b, 15), (c, 15), (d, 15)], &AGREE, Level::Finding);
    check(&[(a, 15), (b, 15), (c, 15), (d, 14)], &AGREE, Level::Signal);
    check(&[(a, 15), (b, 15), (c, 15), (d, 15)], &["Tea", "Milk"], Level::Finding);
    check(&[(a, 10), (b, 80), (c, 10), (d, 9)], &["Tea", "Milk", "Rum"], Level::Signal);
    check(&[(a, 10), (b, 80), (c, 10), (d, 10)], &["Tea", "Milk", "Rum"], Level::Finding);
}

#[test]
fn who_is_beside_a_scale_is_not_in_its_test() {
    let steps = ["Disagree", "Neither agree nor disagree", "Agree"];
    let all = survey("The docs help me,The team helps me", 70, |i| {
        let step = steps[i % 3];
        if i < 12 { format!("Don't know,{step}") } else { format!("{step},{step}") }
    });
    let (test, notes) = cross(&all, None);
    assert_eq!(test.unwrap().level, Level::Signal);
    assert!(notes.iter().any(|note| note.starts_with("12 of the 70 gave an answer beside")));
    let few = survey("The docs help me,The team helps me", 22, |i| {
        format!("{},{}", steps[i % 3], steps[i % 3])
    });
    assert!(cross(&few, None).1.iter().any(|note| note.ends_with("rough with 22 people.")));
}

#[test]
fn a_weighted_table_of_few_people_is_tested_without_weights() {
    let weights = "paap: weights/1\nmargins:\n  - {question: q3, targets: {F: 60, M: 40}}\n";
    let all = survey("Which site?,Which shift?,What is your gender?", 30, |i| {
        let site = ["North", "South", "West"][(i / 4) % 3];
        let shift = if site == "West" || i % 5 == 0 { "Day" } else { ["Late", "Night"][i % 2] };
        format!("{site},{shift},{}", ["F", "M"][i / 2 % 2])
    });
    let test = cross(&all, Some(weights)).0.unwrap();
    assert!(test.test.ends_with("of people without weights"), "{}", test.test);
    assert_eq!(test.p, cross(&all, None).0.unwrap().p);
    let same = survey("Which site?,Which shift?,What is your gender?", 30, |i| {
        format!("North,{},{}", ["Late", "Night"][i % 2], ["F", "M"][i / 2 % 2])
    });
    for weights in [None, Some(weights)] {
        let (test, notes) = cross(&same, weights);
        assert!(test.is_none() && notes.iter().any(|note| note.starts_with("Not tested: those")));
    }
}

fn stats(questions: &str, n: usize, person: impl Fn(usize) -> String) -> (Stats, Vec<String>) {
    let all = survey(questions, n, person);
    let question = &all.summary(&scope(&all, None)).questions[0];
    (question.stats.clone().unwrap(), question.notes.clone())
}

#[test]
fn csat_is_of_five_steps() {
    let csat = |steps: &[&str]| {
        let steps: Vec<&str> = steps.to_vec();
        let score = stats("How satisfied are you?", 60, |i| steps[i % steps.len()].to_owned());
        score.0.score.map(|score| score.value)
    };
    let five = ["Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"];
    assert_eq!(csat(&five), Some(40.0));
    assert_eq!(csat(&five[1..]), None);
    let unsure = ["Extremely dissatisfied", five[0], "Somewhat dissatisfied", "Neutral"];
    assert_eq!(csat(&[&unsure[..], &["Somewhat satisfied"]].concat()), None);
}

const TOLD: &str = "paap: questionnaire/1\nid: g\nquestions:\n\
    \x20 - {id: sat, label: How satisfied are you?, kind: scale, score: csat, options: [STEPS]}\n";

#[test]
fn csat_that_is_told_is_of_five_steps_too() {
    let csat = |labels: &[&str]| {
        let steps = labels.iter().enumerate();
        let steps: Vec<String> =
            steps.map(|(i, label)| format!("{{id: s{i}, label: {label}}}")).collect();
        let told = TOLD.replace("STEPS", &steps.join(", "));
        let said = ["Bad", "So so", "Good"];
        let person = |i: usize| said[i % 3].to_owned();
        let all = super::read("How satisfied are you?", 60, person, Some(&told));
        let question = all.summary(&scope(&all, None)).questions.remove(0);
        let score = question.stats.unwrap().score.map(|score| score.value.round());
        (score, question.notes.iter().any(|note| note.starts_with("No CSAT")))
    };
    assert_eq!(csat(&["Bad", "So so", "Good"]), (None, true));
    assert_eq!(csat(&["Awful", "Bad", "So so", "Good", "Great"]), (Some(33.0), false));
}

#[test]
fn a_number_is_a_finding_by_its_own_interval() {
    let level = |n: usize, number: &dyn Fn(usize) -> usize| {
        let all = survey("How many incidents did you have?", n, |i| number(i).to_string());
        all.summary(&scope(&all, None)).questions[0].level
    };
    assert_eq!(level(40, &|i| 90 + i), Some(Level::Finding));
    assert_eq!(level(29, &|i| 90 + i), Some(Level::Signal));
    // The median is sure, the mean is not.
    assert_eq!(level(40, &|i| if i < 2 { 6_000 } else { 90 + i }), Some(Level::Signal));
    let all = survey("How many incidents did you have?", 40, |i| (90 + i).to_string());
    let options = crate::ScopeOptions { min_base: 41, ..crate::ScopeOptions::default() };
    let withheld = all.summary(&all.scope(&options).unwrap()).questions.remove(0);
    assert_eq!((withheld.withheld, withheld.level), (true, None));
}

#[test]
fn intervals_stay_on_the_scale_and_say_when_nothing_varies() {
    let (rated, notes) = stats("Rate the support from 1 to 5", 3, |i| ["1", "5", "5"][i].into());
    assert_eq!((rated.mean_low, rated.mean_high), (Some(1.0), Some(5.0)));
    assert!(notes.iter().any(|note| note.starts_with("The mean's interval is cut")), "{notes:?}");
    let (_, notes) = stats("Rate the support from 1 to 5", 22, |_| "5".to_owned());
    assert!(notes.iter().any(|note| note.starts_with("All 22 gave the same answer")));
}

#[test]
fn a_weighted_nps_of_one_answer_has_an_interval() {
    let weights = EVEN.replace("F: 50, M: 50", "A: 60, B: 40");
    let all = survey("How likely are you to recommend us?,Which site?", 22, |i| {
        format!("{},{}", 9 + i % 2, ["A", "B"][i % 2])
    });
    let question = all.summary(&scope(&all, Some(&weights))).questions.remove(0);
    let score = question.stats.unwrap().score.unwrap();
    assert_eq!((score.value, score.high), (100.0, Some(100.0)));
    assert!(score.low.is_some_and(|low| 65.0 < low && low < 95.0), "{score:?}");
}

#[test]
fn many_people_who_do_not_differ_are_not_too_few() {
    let all = survey("Which site?,Which shift?", 3000, |i| {
        format!("{},{}", ["A", "B", "C"][i % 3], ["Day", "Night"][i / 3 % 2])
    });
    let notes = all.associations(&scope(&all, None)).unwrap().notes;
    let note =
        "6 pairs were tested. None is a finding: the smallest q is 1.00, so none stands out.";
    assert!(notes.iter().any(|own| own == note), "{notes:?}");
}
