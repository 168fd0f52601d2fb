//! The example survey against `facts.json`, which an independent script counted.

use paap_survey::{Kind, ReadOptions, ScopeOptions, Survey};
use serde_json::Value;
use std::io::Cursor;

const FACTS: &str = include_str!("../../../../examples/harbour/facts.json");
const ANSWERS: &[u8] = include_bytes!("../../../../examples/harbour/survey.csv");

fn harbour() -> (Survey, Value) {
    let survey =
        Survey::read(&mut Cursor::new(ANSWERS), &ReadOptions::default()).expect("the example");
    (survey, serde_json::from_str(FACTS).expect("the facts"))
}

/// The texts of `key` in each of a list's objects, with their counts.
fn counted(list: &Value) -> Vec<(String, f64)> {
    let list = list.as_array().map_or(&[][..], Vec::as_slice);
    list.iter()
        .map(|fact| {
            let label = fact["label"].as_str().expect("a label").to_owned();
            (label, fact["count"].as_f64().expect("a count"))
        })
        .collect()
}

#[test]
fn every_option_has_its_count() {
    let (survey, facts) = harbour();
    let summary = survey.summary(&survey.scope(&ScopeOptions::default()).expect("everybody"));
    assert_eq!(Some(summary.respondents), facts["respondents"].as_u64());
    let mut compared = 0;
    for fact in facts["questions"].as_array().expect("questions") {
        let id = fact["id"].as_str().expect("an id");
        let own = summary.questions.iter().find(|question| question.id == id).expect(id);
        assert_eq!(Some(own.asked), fact["asked"].as_u64(), "{id}");
        assert_eq!(Some(own.answered), fact["answered"].as_u64(), "{id}");
        for (label, count) in counted(&fact["options"]) {
            let option = own.options.iter().find(|option| option.label == label);
            assert_eq!(option.map(|option| option.count), Some(count), "{id} {label}");
            compared += 1;
        }
    }
    assert!(compared > 80, "only {compared} options were compared");
}

#[test]
fn the_score_and_the_medians_are_those_of_the_facts() {
    let (survey, facts) = harbour();
    let summary = survey.summary(&survey.scope(&ScopeOptions::default()).expect("everybody"));
    let stats = |id: &str| {
        let question = summary.questions.iter().find(|question| question.id == id).expect(id);
        question.stats.clone().expect("numbers")
    };
    let score = stats("q7").score.expect("a score");
    assert_eq!(score.name, "NPS");
    assert!((score.value - facts["scores"]["nps"]["nps"].as_f64().expect("an NPS")).abs() < 1e-9);
    let (low, high) = (score.low.expect("an end"), score.high.expect("an end"));
    assert!(low < score.value && score.value < high && high < 0.0, "{low} to {high}");
    assert_eq!(stats("q21").median, Some(3.0));
    // The ends of q14 have words: `1 (very hard)` is its lowest step.
    let easy = survey
        .scope(&ScopeOptions { filter: Some("q14 >= 4".to_owned()), ..ScopeOptions::default() });
    assert_eq!(
        easy.map(|scope| survey.summary(&scope).filter.map(|f| f.people)).ok(),
        Some(Some(63))
    );
    let kind =
        |id: &str| summary.questions.iter().find(|question| question.id == id).map(|q| q.kind);
    assert_eq!(kind("q3"), Some(Kind::Number));
    assert_eq!(kind("q12"), Some(Kind::Grid));
}

#[test]
fn the_same_answers_go_together() {
    let (survey, facts) = harbour();
    let scope = survey.scope(&ScopeOptions::default()).expect("everybody");
    let associations = survey.associations(&scope).expect("not too many pairs");
    let facts = &facts["associations"];
    assert_eq!(Some(associations.tested), facts["pairs_tested"].as_u64());
    let sure = associations.pairs.iter().filter(|pair| pair.q <= 0.05).count();
    assert_eq!(Some(sure as u64), facts["kept"].as_u64());
    for fact in facts["strongest"].as_array().expect("pairs") {
        let text = |side: &str, key: &str| fact[side][key].as_str().expect("a text").to_owned();
        let pair = associations
            .pairs
            .iter()
            .find(|pair| {
                pair.a.question == text("a", "question")
                    && pair.a.option == text("a", "option")
                    && pair.b.question == text("b", "question")
                    && pair.b.option == text("b", "option")
            })
            .expect("the pair");
        assert_eq!((Some(pair.n), Some(pair.both)), (fact["n"].as_u64(), fact["both"].as_u64()));
        // The facts are written with twelve digits.
        for (own, key) in [(pair.effect, "effect"), (pair.p, "p"), (pair.q, "q")] {
            let fact = fact[key].as_f64().expect("a number");
            assert!(((own - fact) / fact).abs() < 1e-9, "{key}: {own} and {fact}");
        }
    }
}
