//! Views made by hand, for tests: a fictional platform's survey, with labels that are long, wide
//! or hostile, and every field both filled and empty somewhere.

use paap_survey::view::{
    Answer, AskedIf, Associations, Compare, ComparedNumbers, ComparedOption, ComparedQuestion,
    Cross, CrossCell, CrossGroup, CrossTest, Filter, Group, Heading, Inspect, InspectedQuestion,
    Level, MetadataColumn, OptionSummary, Pair, QuestionSummary, Score, SourceView, Stats, Summary,
    SurveyScore, Weighting,
};
use paap_survey::{Kind, Warning};

const LONG: &str = "Security services: vulnerability management, policy management";
/// Clears a terminal, turns text around, and breaks Markdown, HTML and spreadsheets.
pub(super) const HOSTILE: &str =
    "=HYPERLINK(\"http://evil.example\")\u{1b}[2J\u{202e}gnp.|<script>alert(1)</script>\r\n@all";
const WIDE: &str = "自動化されたデプロイメントとロールバックの仕組みを全チームに提供する 👩‍💻";

pub(super) fn look() -> super::Look {
    super::Look { width: 80, colour: false, all_warnings: false, top: 20 }
}

fn source() -> SourceView {
    SourceView {
        tool: "Google Forms",
        verified: true,
        encoding: "UTF-8",
        recoded: None,
        delimiter: Some(','),
        worksheet: None,
        header_rows: 1,
        blank_rows: 0,
        columns: 36,
    }
}

fn warnings() -> Vec<Warning> {
    let spelled = "Two options differ only in case or space: \"Yes\" and \"yes\". They are counted as one; \
                   check that they are meant to be.";
    vec![
        Warning::notice("labels-differ-in-case", spelled).about("q2"),
        Warning::problem(
            "option-became-date",
            "The option \"3-May\" was \"3-5\" before a spreadsheet took it for a date. Export the \
             answers again without opening them in a spreadsheet.",
        )
        .at_column(8)
        .at_row(17)
        .about("q3"),
        Warning::notice("labels-differ-in-case", spelled).about("q3"),
        Warning::notice("labels-differ-in-case", spelled).about("q4"),
        Warning::notice("labels-differ-in-case", spelled).about("q5"),
        Warning::notice("looks-like-mail", format!("A label: {HOSTILE}")).at_column(2),
    ]
}

fn weights() -> Weighting {
    Weighting {
        description: "raked to role and region".into(),
        effective: 18.24,
        design_effect: 1.206,
        range: [0.61, 1.94],
    }
}

fn asked_if() -> AskedIf {
    AskedIf {
        expression: "q2 = \"Yes\"".into(),
        words: "those who say Yes in q2".into(),
        inferred: true,
    }
}

pub(super) fn inspect() -> Inspect {
    let question = |id: &str, label: &str, kind, options: &[&str]| InspectedQuestion {
        id: id.into(),
        slug: "framework".into(),
        label: label.into(),
        kind,
        column: "B".into(),
        columns: 1,
        asked: 22,
        answered: 22,
        base: 22,
        grid: None,
        options: options.iter().map(|&option| option.to_owned()).collect(),
        asked_if: None,
        withheld: false,
    };
    Inspect {
        reader: "google-forms",
        source: SourceView {
            verified: false,
            recoded: Some("Windows-1252"),
            worksheet: Some("Form responses 1".into()),
            blank_rows: 2,
            ..source()
        },
        respondents: 22,
        filter: None,
        weights: None,
        min_base: 0,
        metadata: vec![
            MetadataColumn {
                column: "A".into(),
                label: "Timestamp".into(),
                role: "time",
                filled: 22,
            },
            MetadataColumn {
                column: "AJ".into(),
                label: HOSTILE.into(),
                role: "address",
                filled: 3,
            },
        ],
        questions: vec![
            question(
                "q1",
                "Which capabilities does your platform provide?",
                Kind::Checkbox,
                &[
                    LONG,
                    "Software-defined infrastructure: compute, network and storage",
                    WIDE,
                    HOSTILE,
                ],
            ),
            InspectedQuestion {
                asked: 14,
                answered: 13,
                base: 13,
                asked_if: Some(asked_if()),
                ..question(
                    "q2",
                    "What did you learn from it? Please tell us as much as you like: what went well, what did not, and what you would tell another team that wants to begin",
                    Kind::Text,
                    &[],
                )
            },
            InspectedQuestion {
                columns: 5,
                ..question("q7", "How much do you agree?", Kind::Grid, &[])
            },
            InspectedQuestion {
                grid: Some("q7".into()),
                ..question(
                    "q7.1",
                    "The platform saves me time",
                    Kind::Scale,
                    &["Disagree", "Agree"],
                )
            },
        ],
        warnings: warnings(),
    }
}

fn option(label: &str, count: f64, share: f64, low: f64, high: f64) -> OptionSummary {
    let [share, low, high] = [share, low, high].map(Some);
    OptionSummary { label: label.into(), other: label == "Other", count, share, low, high }
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

fn stats(score: Option<Score>) -> Stats {
    Stats {
        n: 21,
        mean: Some(6.238),
        mean_low: Some(4.14),
        mean_high: Some(8.33),
        sd: Some(4.61),
        median: Some(5.0),
        median_low: Some(3.0),
        median_high: Some(7.0),
        min: Some(0.0),
        max: Some(20.0),
        inexact: 1,
        unread: 2,
        counts: vec![(0.0, 3), (5.0, 10), (20.0, 8)],
        score,
    }
}

pub(super) fn summary() -> Summary {
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
            options: vec![OptionSummary {
                share: None,
                low: None,
                high: None,
                ..option("Yes", 0.0, 0.0, 0.0, 0.0)
            }],
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

fn heading(id: &str, label: &str, kind: Kind, options: &[&str]) -> Heading {
    let options = options.iter().map(|&option| option.to_owned()).collect();
    Heading { id: id.into(), label: label.into(), kind, options }
}

pub(super) fn cross() -> Cross {
    let rows = ["Metrics shape the roadmap", LONG, HOSTILE, "Other"];
    let columns = ["Fewer than 50", "50 to 500", "More than 500 people", "I do not know"];
    let cell = |count: f64, share: f64| CrossCell {
        count: Some(count),
        share: Some(share),
        low: Some(share / 2.0),
        high: Some((share * 1.5).min(1.0)),
    };
    let withheld = CrossCell { count: None, share: None, low: None, high: None };
    let mut cells: Vec<Vec<CrossCell>> = (0..4)
        .map(|row| {
            (0..4)
                .map(|column| cell(f64::from(row + column), 0.1 * f64::from(row + column)))
                .collect()
        })
        .collect();
    cells[3][3] = withheld;
    Cross {
        respondents: 22,
        filter: None,
        weights: None,
        rows: heading("q9", "What shapes your roadmap?", Kind::Checkbox, &rows),
        columns: heading(
            "q4",
            "How many people work in your organisation?",
            Kind::Single,
            &columns,
        ),
        base: 21,
        cells,
        row_totals: [6.0, 10.0, 14.0, 3.0].map(Some).into(),
        column_totals: [4.0, 9.0, 5.0, 3.0].map(Some).into(),
        groups: vec![CrossGroup { label: "50 to 500".into(), stats: stats(None) }],
        test: Some(CrossTest {
            test: "permutation test".into(),
            statistic: Some(7.412),
            df: Some(9.0),
            p: 0.0312,
            p_error: Some(0.0005),
            effect: Some(0.31),
            effect_low: Some(0.05),
            effect_high: Some(0.52),
            measure: Some("Cramér's V (bias-corrected)".into()),
            level: Level::Signal,
        }),
        notes: vec!["A person can be in several rows.".into()],
        warnings: warnings(),
    }
}

/// A cross of many long columns, with weights.
pub(super) fn broad_cross() -> Cross {
    let labels: Vec<String> = (1..=9)
        .map(|n| format!("Option number {n} of a question whose answers are whole sentences"))
        .collect();
    let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
    let cell = CrossCell { count: Some(1.25), share: Some(0.5), low: Some(0.09), high: Some(0.91) };
    Cross {
        filter: Some(Filter { expression: "q1 answered".into(), people: 20 }),
        weights: Some(weights()),
        columns: heading("q8", "Which of these is true?", Kind::Checkbox, &labels),
        rows: heading("q2", "Do you?", Kind::Single, &["Yes", "No"]),
        cells: vec![vec![cell; 9]; 2],
        row_totals: [11.25, 11.25].map(Some).into(),
        column_totals: vec![Some(2.5); 9],
        groups: vec![],
        test: None,
        notes: vec![],
        warnings: vec![],
        ..cross()
    }
}

pub(super) fn compare() -> Compare {
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

pub(super) fn associations() -> Associations {
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
