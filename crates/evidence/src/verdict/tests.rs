//! Every cell of the rule, its properties, and verdicts as people read them.

use super::*;
use crate::hypothesis;
use crate::samples::{Voice, coded, harbour, survey};
use paap_survey::Survey;
use proptest::prelude::*;
use std::collections::BTreeSet;

const DOCUMENTATION: &str = include_str!("../../../../docs/verdicts.md");

#[test]
fn the_table_of_the_documentation_is_the_rule() {
    let (_, table) = DOCUMENTATION.split_once("| test \\ people |").expect("the table");
    let rows = table.lines().skip(2).take(Says::ALL.len());
    let mut cells = 0;
    for (says, row) in Says::ALL.into_iter().zip(rows) {
        let row: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        for (heard, cell) in Heard::ALL.into_iter().zip(&row[1..]) {
            assert_eq!(outcome(says, heard).name(), *cell, "{says:?} {heard:?}");
            cells += 1;
        }
    }
    assert_eq!(cells, 35);
}

#[test]
fn what_people_say_is_told_by_how_many_they_are() {
    for (only_for, only_against, both, heard) in [
        (0, 0, 0, Heard::Few),
        (2, 0, 0, Heard::Few),
        (1, 1, 0, Heard::Few),
        (3, 0, 0, Heard::For),
        (3, 1, 0, Heard::For),
        (3, 0, 1, Heard::For),
        (3, 1, 1, Heard::MostlyFor),
        (5, 2, 0, Heard::MostlyFor),
        (6, 2, 0, Heard::For),
        (4, 4, 1, Heard::Split),
        (2, 1, 0, Heard::Both),
        (0, 0, 9, Heard::Both),
        (2, 0, 1, Heard::Both),
        (2, 3, 0, Heard::MostlyAgainst),
        (1, 3, 0, Heard::Against),
    ] {
        assert_eq!(
            Heard::of(only_for, only_against, both),
            heard,
            "{only_for} {only_against} {both}"
        );
    }
}

/// The order in which verdicts are kinder to a hypothesis; *mixed* and *not enough* are beside each
/// other.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Contradicted => 0,
        Outcome::Mixed | Outcome::NotEnough => 1,
        Outcome::Supported => 2,
    }
}

#[test]
fn more_against_never_helps_and_more_for_never_harms() {
    let of = |says, (own, other, both)| rank(outcome(says, Heard::of(own, other, both)));
    for says in Says::ALL {
        for (own, other, both) in (0..12).flat_map(|own| {
            (0..12).flat_map(move |other| (0..12).map(move |both| (own, other, both)))
        }) {
            let before = of(says, (own, other, both));
            // Somebody new, or somebody who spoke for it alone.
            assert!(of(says, (own, other + 1, both)) <= before);
            assert!(own == 0 || of(says, (own - 1, other, both + 1)) <= before);
            assert!(of(says, (own + 1, other, both)) >= before);
            assert!(other == 0 || of(says, (own, other - 1, both + 1)) >= before);
            // The same from the other side.
            assert_eq!(2 - of(mirrored(says), (other, own, both)), before);
        }
    }
    for heard in Heard::ALL {
        for pair in Says::ALL.windows(2) {
            assert!(rank(outcome(pair[0], heard)) >= rank(outcome(pair[1], heard)));
        }
    }
}

fn mirrored(says: Says) -> Says {
    let at = Says::ALL.iter().position(|own| *own == says).expect("one of them");
    Says::ALL[Says::ALL.len() - 1 - at]
}

fn hypothesis(text: &str) -> Hypothesis {
    let (own, problems) = hypothesis::read("waits", &paap_text::yaml::load(text).expect("YAML"));
    assert_eq!(problems, []);
    own
}

const PLAN: &str = "statement: People wait.\ndate: 2026-01-15\nfor: [yes]\nagainst: [no]\n";

fn of_voices(text: &str, voices: &[Voice<'_>]) -> Verdict {
    let coded = coded(voices);
    reach(&hypothesis(text), &Sources { coded: Some(&coded), ..Sources::default() }, None, &[])
}

/// A survey of one question, answered Yes by so many and No by so many.
fn asked(yes: usize, no: usize) -> Survey {
    survey(&format!("Do you wait?\n{}{}", "Yes\n".repeat(yes), "No\n".repeat(no)))
}

fn of_test(test: &str, survey: &Survey) -> Verdict {
    let sources = Sources {
        surveys: [("team", Some(survey))].into(),
        began: [("team", "2026-02-01")].into(),
        ..Sources::default()
    };
    let plan = format!("statement: People wait.\ndate: 2026-01-15\ntest: {test}\n");
    reach(&hypothesis(&plan), &sources, None, &[])
}

#[test]
fn a_test_is_as_clear_as_its_interval() {
    for (test, yes, no, says, outcome) in [
        ("share(q1 = Yes) >= 50%", 20, 2, Says::Holds, Outcome::Supported),
        ("share(q1 = Yes) >= 50%", 14, 8, Says::LeansHolding, Outcome::NotEnough),
        ("share(q1 = Yes) >= 50%", 11, 11, Says::LeansHolding, Outcome::NotEnough),
        ("share(q1 = Yes) > 50%", 11, 11, Says::LeansFailing, Outcome::NotEnough),
        ("share(q1 = Yes) >= 50%", 2, 20, Says::Fails, Outcome::Contradicted),
        ("share(q1 = Yes) <= 50%", 2, 20, Says::Holds, Outcome::Supported),
        ("count(q1 = Yes) >= 11", 20, 2, Says::Holds, Outcome::Supported),
        ("count(q1 = Yes) >= 50%", 20, 2, Says::Holds, Outcome::Supported),
        ("count(q1 = Yes) < 11", 20, 2, Says::Fails, Outcome::Contradicted),
        ("share(q1 = Yes) >= 50%", 3, 1, Says::Nothing, Outcome::NotEnough),
    ] {
        let verdict = of_test(test, &asked(yes, no));
        let own = verdict.test.expect("a test");
        assert_eq!((own.says, verdict.outcome), (says, outcome), "{test} {yes} {no}");
    }
    // What is withheld says nothing, also not by which side of a bound it is on.
    let withheld = |bound: &str, yes, no| {
        let test = format!("count(q1 = Yes) >= {bound}");
        let verdict = of_test(&test, &asked(yes, no)).without_figure();
        serde_json::to_string(&verdict).expect("JSON").replace(&test, "")
    };
    assert_eq!(withheld("3", 3, 19), withheld("4", 3, 19));
    assert_eq!(withheld("3", 3, 19), withheld("3", 17, 4));
    let few = of_test("share(q1 = Yes) >= 50%", &asked(3, 1));
    let why = "The test says nothing: 4 people answered; the test says something of 5 or more.";
    assert_eq!(few.words[1], why);
    // Many people make a finding of it, and few a signal.
    let level = |yes, no| of_test("share(q1 = Yes) >= 50%", &asked(yes, no)).level;
    assert_eq!((level(20, 2), level(180, 20)), (Level::Signal, Level::Finding));
}

#[test]
fn more_who_answer_against_it_never_help() {
    for test in ["share(q1 = Yes) >= 50%", "count(q1 = Yes) >= 50%", "share(q1 = Yes) > 20%"] {
        for yes in 1..14 {
            // The first one from whom on the test says something.
            for no in hypothesis::LEAST_BASE.saturating_sub(yes)..14 {
                let of = |no| rank(of_test(test, &asked(yes as usize, no as usize)).outcome);
                assert!(no == 0 || of(no + 1) <= of(no), "{test} {yes} {no}");
            }
        }
    }
}

#[test]
fn a_verdict_in_words() {
    let harbour = harbour();
    let coded = coded(&[
        ("a", "consumer", "org-1", &["yes"]),
        ("b", "consumer", "org-1", &["yes", "yes"]),
        ("c", "Consumer", "org-2", &["yes"]),
        ("d", "builder", "org-2", &["no"]),
        ("e", "builder", "org-3", &["no"]),
        ("f", "builder", "", &["no", "slow"]),
        ("g", "leader", "org-3", &["yes", "no"]),
        ("h", "", "org-4", &["yes"]),
        ("i", "leader", "org-4", &["slow"]),
        ("j", "leader", "org-4", &[]),
    ]);
    let sources = Sources {
        surveys: [("team", Some(&harbour))].into(),
        began: [("team", "2025-09-08")].into(),
        coded: Some(&coded),
        ..Sources::default()
    };
    let plan = "date: 2025-10-01\npersonas: [builder, consumer, leader]\n\
                test: share(q21 >= 5) >= 50%\nfor: [yes]\nagainst: [no]\n";
    let verdict = reach(&hypothesis(plan), &sources, None, &[]);
    insta::assert_snapshot!(verdict.words.join("\n"));
    let methods: Vec<(&str, Outcome)> =
        verdict.methods.iter().map(|own| (own.name.as_str(), own.outcome)).collect();
    assert_eq!(methods, [("survey", Outcome::Contradicted), ("interviews", Outcome::Mixed)]);
    let personas: Vec<(&str, Outcome)> =
        verdict.personas.iter().map(|own| (own.name.as_str(), own.outcome)).collect();
    let expected = [
        ("builder", Outcome::Contradicted),
        ("consumer", Outcome::Supported),
        ("leader", Outcome::NotEnough),
    ];
    assert_eq!(personas, expected);
    assert!(verdict.exploratory);
    assert!(serde_json::to_string(&verdict).is_ok());
}

#[test]
fn few_people_lean_and_decide_nothing() {
    let voices: [Voice<'_>; 4] = [
        ("a", "builder", "org-1", &["yes"]),
        ("b", "builder", "org-1", &["yes"]),
        ("c", "consumer", "org-1", &["no"]),
        ("d", "consumer", "org-1", &["no"]),
    ];
    let verdict = of_voices(PLAN, &voices);
    assert_eq!((verdict.outcome, verdict.voices.heard), (Outcome::Mixed, Heard::Both));
    insta::assert_snapshot!(verdict.words.join("\n"));
    let one = of_voices(PLAN, &voices[..1]);
    assert_eq!(one.outcome, Outcome::NotEnough);
    insta::assert_snapshot!(one.words.join("\n"));
    let nobody = of_voices(PLAN, &[("a", "builder", "", &["slow"])]);
    assert_eq!(nobody.words.len(), 2, "{:?}", nobody.words);
}

#[test]
fn a_code_below_counts_without_being_cited_and_who_withdrew_never_does() {
    let plan = "date: 2026-01-15\nfor: [waiting]\nagainst: [slow]\n";
    let own: Vec<Voice<'_>> = vec![
        ("a", "", "", &["waiting"]),
        ("b", "", "", &["waiting-review"]),
        ("c", "", "", &["waiting-review"]),
    ];
    assert_eq!(of_voices(plan, &own).outcome, Outcome::Supported);
    // Nobody cites what speaks against it.
    let mut more = own.clone();
    more.extend([("d", "", "", &["slow"][..]), ("e", "", "", &["slow"])]);
    assert_eq!(of_voices(plan, &more).outcome, Outcome::Mixed);
    assert_eq!(of_voices(plan, &own[..2]).outcome, Outcome::NotEnough);
    let coded = coded(&own);
    let withdrawn = ["b"].into();
    let sources = Sources { coded: Some(&coded), withdrawn, ..Sources::default() };
    let verdict = reach(&hypothesis(plan), &sources, None, &[]);
    assert_eq!(
        (verdict.outcome, verdict.voices.people, verdict.voices.of),
        (Outcome::NotEnough, 2, 2)
    );
    let figure = figure::read("count(code = waiting)").expect("a figure");
    let computed = figure::compute(&figure, None, &sources).expect("a value");
    assert_eq!(computed.value.written(), "2 of 2");
}

#[test]
fn what_is_dated_after_the_data_is_exploratory() {
    let of = |date: &str, began: &str| {
        let survey = asked(20, 2);
        let surveys = [("team", Some(&survey))].into();
        let began = (!began.is_empty()).then_some(("team", began)).into_iter().collect();
        let plan = format!("date: {date}\ntest: share(q1 = Yes) >= 50%\n");
        let sources = Sources { surveys, began, ..Sources::default() };
        let verdict = reach(&hypothesis(&plan), &sources, None, &[]);
        (verdict.exploratory, verdict.against_answers.expect("a test"))
    };
    assert_eq!(of("2026-01-31", "2026-02-01"), (false, When::Before));
    assert_eq!(of("2026-02-01", "2026-02-01"), (false, When::Before));
    assert_eq!(of("2026-02-02", "2026-02-01"), (true, When::After));
    assert_eq!(of("2026-02-02", ""), (false, When::Unknown));
    assert_eq!(of("soon", "2026-02-01"), (false, When::Unknown));
    // The samples' interviews are of 4 March.
    let voices: [Voice<'_>; 1] = [("a", "", "", &["yes"])];
    let when = |date| {
        let plan = format!("date: {date}\nfor: [yes]\n");
        of_voices(&plan, &voices).against_interviews
    };
    assert_eq!(when("2026-03-04"), Some(When::Before));
    assert_eq!(when("2026-03-05"), Some(When::After));
}

#[test]
fn an_attested_value_stands_in_for_answers_that_are_not_at_hand() {
    let sources = Sources { surveys: [("team", None)].into(), ..Sources::default() };
    let own = hypothesis("date: 2026-01-15\ntest: share(q1 = Yes) >= 50%\n");
    let silent = reach(&own, &sources, None, &[]);
    assert_eq!(silent.outcome, Outcome::NotEnough);
    assert_eq!(silent.words[1], "The test says nothing: The data of “team” is not at hand.");
    let value = Value { sort: figure::Sort::Share, count: 20, base: 22, number: None };
    let attested = reach(&own, &sources, Some(&value), &[]);
    assert_eq!(attested.outcome, Outcome::Supported);
    let survey = asked(20, 2);
    let at_hand = Sources { surveys: [("team", Some(&survey))].into(), ..Sources::default() };
    let computed = reach(&own, &at_hand, None, &[]).test.expect("a test");
    assert_eq!(attested.test, Some(Tested { attested: true, ..computed }));
}

/// A participant of each place: which codes, persona and organisation.
fn people() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    prop::collection::vec((0..8_u8, 0..4_usize, 0..4_usize), 0..14)
}

const CODES: [&str; 3] = ["yes", "no", "slow"];
const PERSONAS: [&str; 4] = ["builder", "leader", "consumer", ""];
const ORGANISATIONS: [&str; 4] = ["org-1", "org-2", "org-3", ""];

/// The verdict on these people, by the names that they have.
fn verdict_on(
    people: &[(u8, usize, usize)],
    name: impl Fn(usize) -> String,
    plan: &str,
) -> Verdict {
    let named: Vec<(String, Vec<&str>)> = people
        .iter()
        .enumerate()
        .map(|(at, own)| {
            let codes = CODES.iter().enumerate().filter(|(bit, _)| own.0 >> bit & 1 == 1);
            (name(at), codes.map(|own| *own.1).collect())
        })
        .collect();
    let voices: Vec<Voice<'_>> = named
        .iter()
        .zip(people)
        .map(|((name, codes), own)| {
            (name.as_str(), PERSONAS[own.1], ORGANISATIONS[own.2], codes.as_slice())
        })
        .collect();
    of_voices(plan, &voices)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn people_and_organisations_are_counted_one_by_one(people in people(), about in any::<bool>()) {
        let personas = if about { "personas: [builder, leader]\n" } else { "" };
        let verdict = verdict_on(&people, |at| format!("d{at}"), &format!("{PLAN}{personas}"));
        let has = |own: &(u8, usize, usize), bit: u8| own.0 >> bit & 1 == 1;
        let counted = |own: &&(u8, usize, usize)| own.0 > 0 && (!about || own.1 < 2);
        let own: Vec<_> = people.iter().filter(counted).collect();
        let count = |yes, no| {
            own.iter().filter(|own| has(own, 0) == yes && has(own, 1) == no).count() as u64
        };
        let voices = &verdict.voices;
        prop_assert_eq!(voices.of, own.len() as u64);
        prop_assert_eq!(
            (voices.only_for, voices.only_against, voices.both),
            (count(true, false), count(false, true), count(true, true))
        );
        prop_assert_eq!(voices.people, voices.only_for + voices.only_against + voices.both);
        // Everybody has one sentence that all their codes are on.
        prop_assert_eq!(voices.side_for.excerpts, voices.only_for + voices.both);
        prop_assert_eq!(voices.all.excerpts, voices.people);
        for (side, bits) in [
            (&voices.side_for, &[0][..]),
            (&voices.side_against, &[1]),
            (&voices.all, &[0, 1]),
        ] {
            let speaks = || own.iter().filter(|own| bits.iter().any(|bit| has(own, *bit)));
            let known: BTreeSet<usize> = speaks().map(|own| own.2).filter(|at| *at < 3).collect();
            prop_assert_eq!(side.organisations, known.len() as u64);
            prop_assert_eq!(side.without_organisation, speaks().filter(|own| own.2 == 3).count() as u64);
            for (at, name) in PERSONAS[..3].iter().enumerate() {
                let of = speaks().filter(|own| own.1 == at).count() as u64;
                prop_assert_eq!(side.personas.get(*name).copied().unwrap_or_default(), of);
            }
        }
        let beside = people.iter().filter(|own| about && own.1 >= 2 && own.0 & 3 > 0);
        prop_assert_eq!(verdict.of_other_personas + verdict.of_unknown_persona, beside.count() as u64);
    }

    #[test]
    fn order_and_names_change_nothing(people in people(), seed in 0..1000_usize) {
        let verdict = verdict_on(&people, |at| format!("d{at}"), PLAN);
        let renamed = verdict_on(&people, |at| format!("x{}", 1000 - at), PLAN);
        prop_assert_eq!(&renamed, &verdict);
        let mut turned = people.clone();
        turned.rotate_left(seed % people.len().max(1));
        turned.reverse();
        let reordered = verdict_on(&turned, |at| format!("d{at}"), PLAN);
        prop_assert_eq!(&reordered, &verdict);
    }

    #[test]
    fn somebody_against_it_never_helps(people in people(), persona in 0..4_usize, about in any::<bool>()) {
        let plan = format!("{PLAN}{}", if about { "personas: [builder, leader]\n" } else { "" });
        let before = verdict_on(&people, |at| format!("d{at}"), &plan);
        let mut more = people.clone();
        more.push((0b10, persona, 0));
        let after = verdict_on(&more, |at| format!("d{at}"), &plan);
        prop_assert!(rank(after.outcome) <= rank(before.outcome));
        // Nor does a code on the words of somebody who is there.
        for at in 0..people.len() {
            let mut coded = people.clone();
            coded[at].0 |= 0b10;
            let after = verdict_on(&coded, |at| format!("d{at}"), &plan);
            prop_assert!(rank(after.outcome) <= rank(before.outcome));
        }
    }
}
