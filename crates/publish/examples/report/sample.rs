//! An invented survey with a question of every kind: the report's tests, its snapshot and its
//! example show it. The people, the platform and the numbers are made up; the intervals are
//! Wilson's, computed here, so that the picture is true to real ones.

use paap_survey::view::{
    Answer, AskedIf, Associations, Inexact, Inspect, InspectedQuestion, Level, MetadataColumn,
    OptionSummary, Pair, QuestionSummary, Said, Score, SourceView, Stats, Summary, SurveyScore,
};
use paap_survey::{Kind, Warning};

use super::SurveyReport;

/// The views of the invented survey.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    /// What its file would be.
    pub(crate) inspect: Inspect,
    /// Its questions.
    pub(crate) summary: Summary,
    /// What goes together in it.
    pub(crate) associations: Associations,
}

impl Sample {
    /// The report on it.
    pub(crate) fn report(&self) -> SurveyReport<'_> {
        SurveyReport {
            title: "How Harbour’s teams work with their platform",
            synthetic: true,
            inspect: &self.inspect,
            summary: &self.summary,
            associations: Some(&self.associations),
            made: "paap 0.1.0",
        }
    }
}

/// The same survey each time.
pub(crate) fn sample() -> Sample {
    let questions = questions();
    let warnings = warnings();
    let source = SourceView {
        tool: "Google Forms",
        verified: true,
        encoding: "UTF-8",
        recoded: Some("Windows-1252"),
        delimiter: Some(','),
        worksheet: None,
        header_rows: 1,
        blank_rows: 1,
        columns: 14,
    };
    let inspected = questions.iter().map(inspected).collect();
    let column = |column: &str, label: &str, role| MetadataColumn {
        column: column.to_owned(),
        label: label.to_owned(),
        role,
        filled: 24,
    };
    Sample {
        inspect: Inspect {
            reader: "google-forms",
            source: source.clone(),
            respondents: 24,
            filter: None,
            weights: None,
            min_base: 0,
            metadata: vec![
                column("A", "Timestamp", "time"),
                column("N", "May we write to you?", "address"),
            ],
            questions: inspected,
            warnings: warnings.clone(),
        },
        summary: Summary {
            reader: "google-forms",
            source,
            respondents: 24,
            filter: None,
            weights: None,
            confidence: 0.95,
            min_base: 3,
            questions,
            scores: vec![SurveyScore {
                name: "UX-Lite",
                value: 68.75,
                low: Some(60.0),
                high: Some(77.5),
                n: 22,
                questions: vec!["q8.1".to_owned(), "q8.2".to_owned()],
                source: "Lewis & Sauro 2024; Student's interval",
            }],
            warnings,
        },
        associations: associations(),
    }
}

/// Wilson's interval (JASA 22, 1927) at 95%.
fn wilson(count: f64, base: f64) -> (f64, f64) {
    let (p, z2) = (count / base, 1.959_963_984_540_054_f64.powi(2));
    let middle = (p + z2 / (2.0 * base)) / (1.0 + z2 / base);
    let half = (z2 * (p * (1.0 - p) / base + z2 / (4.0 * base * base))).sqrt() / (1.0 + z2 / base);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

fn options(base: u64, counts: &[(&str, u64)]) -> Vec<OptionSummary> {
    let option = |(label, count): &(&str, u64)| {
        let (low, high) = wilson(*count as f64, base as f64);
        OptionSummary {
            label: (*label).to_owned(),
            other: *label == "Other",
            place: None,
            count: *count as f64,
            share: Some(*count as f64 / base as f64),
            low: Some(low),
            high: Some(high),
        }
    };
    counts.iter().map(option).collect()
}

/// Options that are the steps of a scale.
fn scaled(base: u64, counts: &[(&str, u64)]) -> Vec<OptionSummary> {
    let place = |(place, option)| OptionSummary { place: Some(f64::from(place)), ..option };
    (1..).zip(options(base, counts)).map(place).collect()
}

fn question(id: &str, slug: &str, label: &str, kind: Kind, answered: u64) -> QuestionSummary {
    QuestionSummary {
        id: id.to_owned(),
        slug: slug.to_owned(),
        label: label.to_owned(),
        kind,
        grid: None,
        rows: Vec::new(),
        asked: 24,
        answered,
        nothing_ticked: None,
        skipped_or_none: 24 - answered,
        not_asked: 0,
        base: answered,
        asked_if: None,
        options: Vec::new(),
        stats: None,
        level: Some(Level::Signal),
        withheld: false,
        notes: Vec::new(),
    }
}

fn questions() -> Vec<QuestionSummary> {
    let mut all = vec![
        QuestionSummary {
            options: options(24, &[("Yes", 15), ("No", 8), ("I am not sure", 1)]),
            ..question("q1", "platform-team", "Are you part of a platform team?", Kind::Single, 24)
        },
        QuestionSummary {
            options: options(
                23,
                &[
                    ("Build and test pipelines", 19),
                    ("Software-defined infrastructure: compute, network and storage", 17),
                    ("Security services: scanning, policies (as code)", 12),
                    ("A portal that lists every service, its owner and its health", 7),
                    ("None of these", 0),
                    ("Other", 3),
                ],
            ),
            notes: vec!["Several answers possible; shares do not add up to 100%.".to_owned()],
            ..question("q2", "capabilities", "What does your platform provide?", Kind::Checkbox, 23)
        },
        QuestionSummary {
            asked: 15,
            not_asked: 9,
            skipped_or_none: 1,
            asked_if: Some(AskedIf {
                expression: "q1 = \"Yes\"".to_owned(),
                words: "those who say Yes in q1".to_owned(),
                inferred: true,
            }),
            options: scaled(
                14,
                &[("Never", 2), ("Once a year", 3), ("Every quarter", 6), ("Every month", 3)],
            ),
            ..question("q3", "feedback-often", "How often do you ask users?", Kind::Scale, 14)
        },
        recommend(),
        team_size(),
        QuestionSummary {
            base: 24,
            ..question("q6", "wish", "What would you change first?", Kind::Text, 17)
        },
        QuestionSummary {
            options: options(20, &[("2023", 4), ("2024", 9), ("2025", 7)]),
            ..question("q7", "since", "Since when does the platform run?", Kind::Date, 20)
        },
    ];
    all.extend(grid());
    all.push(QuestionSummary {
        withheld: true,
        asked: 2,
        not_asked: 22,
        skipped_or_none: 0,
        options: options(2, &[("Never shown", 2)]),
        ..question("q9", "left", "Why did you leave the platform?", Kind::Single, 2)
    });
    all
}

fn recommend() -> QuestionSummary {
    let given = [(2, 1), (4, 1), (5, 2), (6, 3), (7, 4), (8, 5), (9, 4), (10, 3)];
    let labels: Vec<(String, u64)> = (0..=10)
        .map(|rating| {
            let found = given.iter().find(|(value, _)| *value == rating);
            (rating.to_string(), found.map_or(0, |(_, n)| *n))
        })
        .collect();
    let labels: Vec<(&str, u64)> = labels.iter().map(|(label, n)| (label.as_str(), *n)).collect();
    QuestionSummary {
        options: options(23, &labels),
        stats: Some(Stats {
            n: 23,
            mean: Some(7.26),
            mean_low: Some(6.35),
            mean_high: Some(8.17),
            sd: Some(2.1),
            median: Some(8.0),
            median_low: Some(6.0),
            median_high: Some(9.0),
            min: Some(2.0),
            max: Some(10.0),
            inexact: Some(0),
            unread: Some(0),
            counts: given.iter().map(|(value, n)| (f64::from(*value), *n)).collect(),
            score: Some(Score { name: "NPS", value: 0.0, low: Some(-34.0), high: Some(34.0) }),
            ..Stats::default()
        }),
        ..question("q4", "recommend", "Would you recommend the platform?", Kind::Rating, 23)
    }
}

fn team_size() -> QuestionSummary {
    let counts = [(2.0, 1), (3.0, 2), (4.0, 3), (5.0, 5), (6.0, 2), (8.0, 3), (12.0, 2), (30.0, 1)];
    QuestionSummary {
        stats: Some(Stats {
            n: 19,
            effective: 19.0,
            mean: Some(7.26),
            mean_low: Some(4.3),
            mean_high: Some(10.2),
            sd: Some(6.2),
            median: Some(5.0),
            median_low: Some(4.0),
            median_high: Some(8.0),
            min: Some(2.0),
            max: Some(30.0),
            inexact: Some(2),
            unread: Some(1),
            counts: counts.to_vec(),
            inexact_answers: vec![
                Inexact { said: Said::Between, low: Some(4.0), high: Some(8.0), count: 1 },
                Inexact { said: Said::About, low: Some(12.0), high: Some(12.0), count: 1 },
            ],
            score: None,
        }),
        notes: vec![
            "2 of 19 answers are not one number, such as 8-10 or ~20. The median, its interval and \
             the mean take a range by its middle.".to_owned(),
        ],
        ..question("q5", "team-size", "How many people are in your team?", Kind::Number, 22)
    }
}

fn grid() -> Vec<QuestionSummary> {
    let rows: [(&str, [u64; 5]); 3] = [
        ("It saves my team time", [1, 2, 4, 11, 5]),
        ("I know where to ask when something is broken", [3, 7, 5, 6, 2]),
        ("Changes are announced early enough for us to plan", [8, 7, 4, 3, 1]),
    ];
    let words = ["Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"];
    let ids: Vec<String> = (1..=rows.len()).map(|row| format!("q8.{row}")).collect();
    let mut all = vec![QuestionSummary {
        rows: ids.clone(),
        ..question("q8", "agree", "How far do you agree?", Kind::Grid, 23)
    }];
    for (id, (label, counts)) in ids.iter().zip(rows) {
        let counts: Vec<(&str, u64)> = words.into_iter().zip(counts).collect();
        all.push(QuestionSummary {
            grid: Some("q8".to_owned()),
            options: scaled(23, &counts),
            ..question(id, "agree-row", label, Kind::Scale, 23)
        });
    }
    all
}

fn inspected(question: &QuestionSummary) -> InspectedQuestion {
    InspectedQuestion {
        id: question.id.clone(),
        slug: question.slug.clone(),
        label: question.label.clone(),
        kind: question.kind,
        column: "B".to_owned(),
        columns: 1,
        asked: question.asked,
        answered: question.answered,
        base: question.base,
        grid: question.grid.clone(),
        options: question.options.iter().map(|option| option.label.clone()).collect(),
        asked_if: question.asked_if.clone(),
        withheld: false,
    }
}

fn warnings() -> Vec<Warning> {
    let short = "The row has fewer cells than the header; the missing ones are read as empty.";
    vec![
        Warning::notice("mixed-encoding", "Some cells are Windows-1252 in a file of UTF-8."),
        Warning::problem("ragged-row", short).at_row(7),
        Warning::problem("ragged-row", short).at_row(8),
        Warning::problem("ragged-row", short).at_row(9),
        Warning::problem(
            "option-became-date",
            "“1-2” was turned into a date by a spreadsheet; it is read as “1-2” again.",
        )
        .at_column(5)
        .about("q5"),
        Warning::notice(
            "checkbox-other",
            "Three texts belong to no option and are counted as Other.",
        )
        .at_column(2)
        .about("q2"),
    ]
}

fn associations() -> Associations {
    let answer = |question: &str, label: &str, option: &str, count| Answer {
        question: question.to_owned(),
        label: label.to_owned(),
        option: option.to_owned(),
        count,
    };
    let (team, provide) = ("Are you part of a platform team?", "What does your platform provide?");
    let time = "It saves my team time";
    let pairs = vec![
        Pair {
            a: answer("q1", team, "Yes", 15),
            b: answer("q2", provide, "Security services: scanning, policies (as code)", 12),
            n: 23,
            both: 11,
            effect: 11.0 / 15.0 - 1.0 / 8.0,
            low: 0.19,
            high: 0.81,
            test: "fisher",
            p: 0.0094,
            q: 0.18,
            level: Level::Signal,
        },
        Pair {
            a: answer(
                "q2",
                provide,
                "A portal that lists every service, its owner and its health",
                7,
            ),
            b: answer("q8.1", time, "Agree", 11),
            n: 22,
            both: 1,
            effect: 1.0 / 7.0 - 10.0 / 15.0,
            low: -0.74,
            high: -0.06,
            test: "fisher",
            p: 0.063,
            q: 0.61,
            level: Level::Signal,
        },
    ];
    Associations {
        respondents: 24,
        filter: None,
        weights: None,
        tested: 86,
        structural: 4,
        findings: 0,
        pairs: pairs.into_iter().collect(),
        notes: vec!["Checkbox pairs are tested on those who answered both questions.".to_owned()],
        warnings: Vec::new(),
    }
}
