//! Every question with its numbers.

use super::{HOSTILE, LONG, WIDE, asked_if, source, warnings, weights};
use paap_survey::Kind;
use paap_survey::view::{
    Filter, Inexact, Level, OptionSummary, QuestionSummary, Said, Score, Stats, Summary,
    SurveyScore,
};

pub(super) fn option(label: &str, count: f64, share: f64, low: f64, high: f64) -> OptionSummary {
    let [share, low, high] = [share, low, high].map(Some);
    OptionSummary {
        label: label.into(),
        other: label == "Other",
        place: None,
        count,
        share,
        low,
        high,
    }
}

fn summed(id: &str, label: &str, kind: Kind, options: Vec<OptionSummary>) -> QuestionSummary {
    QuestionSummary {
        id: id.into(),
        slug: "a-word".into(),
        label: label.into(),
        kind,
        grid: None,
        rows: vec![],
        asked: 22,
        answered: 22,
        nothing_ticked: None,
        skipped_or_none: 0,
        not_asked: 0,
        base: 22,
        asked_if: None,
        options,
        stats: None,
        level: Some(Level::Signal),
        withheld: false,
        notes: vec![],
    }
}

pub(super) fn stats(score: Option<Score>) -> Stats {
    Stats {
        n: 21,
        effective: 21.0,
        mean: Some(6.238),
        mean_low: Some(4.14),
        mean_high: Some(8.33),
        sd: Some(4.61),
        median: Some(5.0),
        median_low: Some(3.0),
        median_high: Some(7.0),
        min: Some(0.0),
        max: Some(20.0),
        inexact: Some(1),
        unread: Some(2),
        counts: vec![(0.0, 3), (5.0, 10), (20.0, 8)],
        inexact_answers: vec![Inexact {
            said: Said::AtLeast,
            low: Some(20.0),
            high: None,
            count: 1,
        }],
        score,
    }
}

pub(in crate::show) fn summary() -> Summary {
    let several = "Several options can be ticked, so shares add up to more than 100%.";
    let nps = Score { name: "NPS", value: 12.0, low: Some(-8.2), high: Some(31.0) };
    let odd = Score { name: "UX-Lite", value: 71.4, low: None, high: None };
    let mut questions = vec![
        summed(
            "q1",
            "Do you use a prioritization framework?",
            Kind::Single,
            vec![
                option("We don't use a prioritization framework", 14.0, 0.636, 0.43, 0.803),
                option("Reach, impact, confidence, effort", 5.0, 0.227, 0.101, 0.434),
                option("Weighted shortest job first", 3.0, 0.136, 0.047, 0.333),
                option("Other", 0.0, 0.0, 0.0, 0.149),
            ],
        ),
        QuestionSummary {
            nothing_ticked: Some(1),
            answered: 20,
            skipped_or_none: 1,
            notes: vec![several.into(), "\"Security services\" alone was never ticked.".into()],
            ..summed(
                "q2",
                "Which capabilities does your platform provide?",
                Kind::Checkbox,
                vec![
                    option(LONG, 13.0, 0.65, 0.43, 0.82),
                    option(WIDE, 9.5, 0.475, 0.27, 0.68),
                    option(HOSTILE, 1.0, 0.0009, 0.0, 0.23),
                    option(
                        &format!(
                            "Averyveryverylongwordwithoutanyspaces{} {}",
                            "x".repeat(90),
                            "and more ".repeat(30)
                        ),
                        20.0,
                        1.0,
                        0.84,
                        1.0,
                    ),
                ],
            )
        },
        QuestionSummary {
            asked: 14,
            answered: 13,
            not_asked: 8,
            skipped_or_none: 1,
            base: 14,
            asked_if: Some(asked_if()),
            notes: vec![several.into()],
            ..summed(
                "q3",
                "What did you learn from it? Please tell us as much as you like: what went well, what did not, and what you would tell another team",
                Kind::Text,
                vec![],
            )
        },
        QuestionSummary {
            stats: Some(stats(None)),
            notes: vec![several.into()],
            ..summed("q4", "How many teams use the platform?", Kind::Number, vec![])
        },
        QuestionSummary {
            stats: Some(stats(Some(nps))),
            ..summed(
                "q5",
                "How likely are you to recommend the platform to another team?",
                Kind::Rating,
                (0..=10).map(|n| option(&n.to_string(), 2.0, 0.0909, 0.025, 0.278)).collect(),
            )
        },
        QuestionSummary {
            withheld: true,
            answered: 3,
            base: 3,
            level: None,
            ..summed("q6", "Have you left a team because of the platform?", Kind::Single, vec![])
        },
        QuestionSummary {
            rows: vec!["The platform saves me time".into(), "I know where to get help".into()],
            ..summed("q7", "How much do you agree?", Kind::Grid, vec![])
        },
    ];
    for (id, label) in
        [("q7.1", "The platform saves me time"), ("q7.2", "I know where to get help")]
    {
        questions.push(QuestionSummary {
            grid: Some("q7".into()),
            stats: Some(Stats { n: 22, score: Some(odd.clone()), ..Stats::default() }),
            ..summed(
                id,
                label,
                Kind::Scale,
                vec![
                    option("Disagree", 6.0, 0.273, 0.132, 0.482),
                    option("Neither", 4.0, 0.182, 0.073, 0.385),
                    option("Agree", 12.0, 0.545, 0.347, 0.731),
                ],
            )
        });
    }
    Summary {
        reader: "google-forms",
        source: source(),
        respondents: 22,
        filter: Some(Filter { expression: "q2 = \"Yes\" and not q3 answered".into(), people: 14 }),
        weights: Some(weights()),
        confidence: 0.95,
        min_base: 5,
        questions,
        scores: vec![SurveyScore {
            name: "SUS",
            value: 72.5,
            low: Some(61.25),
            high: Some(83.75),
            n: 20,
            questions: (1..=10).map(|row| format!("q7.{row}")).collect(),
            source: "Brooke 1996; Student's interval",
        }],
        warnings: warnings(),
    }
}
