//! Answers that go together.

use super::{HOSTILE, LONG, WIDE};
use paap_survey::view::{Answer, Associations, Filter, Level, Pair};

pub(in crate::show) fn associations() -> Associations {
    let answer = |question: &str, option: &str, count| Answer {
        question: question.into(),
        label: "What shapes your roadmap?".into(),
        option: option.into(),
        count,
    };
    let pair = |a, b, both, effect: f64, p: f64| Pair {
        a,
        b,
        n: 22,
        both,
        effect,
        low: effect - 0.32,
        high: (effect + 0.2).min(1.0),
        test: "fisher",
        p,
        q: (p * 40.0).min(1.0),
        level: Level::Signal,
    };
    let mut pairs = vec![
        pair(answer("q1", LONG, 14), answer("q4", "Yes", 14), 13, 0.804, 0.0004),
        pair(answer("q1", HOSTILE, 2), answer("q7.2", WIDE, 9), 0, -0.45, 0.21),
    ];
    pairs.extend((3..=30).map(|n| {
        pair(answer("q2", "Yes", 10), answer("q9", &format!("Option {n}"), 9), 6, 0.35, 0.4)
    }));
    Associations {
        respondents: 22,
        filter: Some(Filter { expression: "q2 = \"Yes\"".into(), people: 14 }),
        weights: None,
        tested: 11_204,
        structural: 37,
        findings: 0,
        pairs: pairs.into_iter().collect(),
        notes: vec!["Pairs are tested without weights.".into()],
        warnings: vec![],
    }
}
