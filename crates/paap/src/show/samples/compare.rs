//! Two groups.

use super::summary::stats;
use super::{HOSTILE, LONG, WIDE, warnings, weights};
use paap_survey::Kind;
use paap_survey::view::{
    Compare, ComparedNumbers, ComparedOption, ComparedQuestion, Group, Level, Score,
};

pub(in crate::show) fn compare() -> Compare {
    let option = |label: &str, count: f64, share: f64, rest: f64, p: f64, level| ComparedOption {
        label: label.into(),
        count,
        share: Some(share),
        against_count: rest,
        against_share: Some(rest / 8.0),
        effect: Some(share - rest / 8.0),
        low: Some((share - rest / 8.0 - 0.35).max(-1.0)),
        high: Some((share - rest / 8.0 + 0.12).min(1.0)),
        test: Some("fisher"),
        p: Some(p),
        q: Some((p * 9.0).min(1.0)),
        level,
    };
    let question = |id: &str, label: &str, kind, options| ComparedQuestion {
        id: id.into(),
        label: label.into(),
        kind,
        base: 14,
        against_base: 8,
        options,
        numbers: None,
        left_out: None,
    };
    let empty = ComparedOption {
        label: "Other".into(),
        count: 0.0,
        share: None,
        against_count: 0.0,
        against_share: None,
        effect: None,
        low: None,
        high: None,
        test: None,
        p: None,
        q: None,
        level: Level::Signal,
    };
    Compare {
        respondents: 22,
        weights: Some(weights()),
        group: Group {
            expression: "q1 = \"We don't use a prioritization framework\"".into(),
            people: 14,
        },
        against: Group {
            expression: "not (q1 = \"We don't use a prioritization framework\")".into(),
            people: 8,
        },
        questions: vec![
            ComparedQuestion {
                left_out: Some("the group is made by it".into()),
                ..question("q1", "Do you use a prioritization framework?", Kind::Single, vec![])
            },
            question(
                "q2",
                "How do you decide what to build next?",
                Kind::Checkbox,
                vec![
                    option("We ask our users", 13.0, 0.929, 1.0, 0.0004, Level::Finding),
                    option(LONG, 4.0, 0.286, 4.0, 0.37, Level::Signal),
                    option(HOSTILE, 1.0, 0.071, 2.0, 0.52, Level::Signal),
                    option(WIDE, 7.0, 0.5, 3.0, 0.67, Level::Signal),
                    option("The loudest voice wins", 6.0, 0.43, 5.0, 0.61, Level::Signal),
                    option("Whatever breaks", 12.0, 0.857, 5.0, 0.31, Level::Signal),
                    empty,
                ],
            ),
            ComparedQuestion {
                numbers: Some(ComparedNumbers {
                    stats: stats(Some(Score {
                        name: "NPS",
                        value: -7.0,
                        low: Some(-44.0),
                        high: Some(30.0),
                    })),
                    against: stats(None),
                    superiority: Some(0.713),
                    test: Some("mann-whitney-exact"),
                    p: Some(0.11),
                    q: Some(0.62),
                    level: Level::Signal,
                }),
                ..question("q4", "How many teams use the platform?", Kind::Number, vec![])
            },
        ],
        comparisons: 9,
        findings: 1,
        notes: vec!["Weighted comparisons use the Rao–Scott test.".into()],
        warnings: warnings(),
    }
}
