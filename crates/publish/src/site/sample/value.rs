//! What came of the platform of the invented site.

use super::own;
use crate::site::{
    Active, Asked, Aspect, BaselineView, Claimed, Delivery, Invested, Label, Level, Maturity,
    Metric, OutcomeView, ReleaseView, Run, Satisfied, Text, Uptake, Value, VerdictView,
};

fn text(markdown: &str, file: &str) -> Text {
    Text { markdown: own(markdown), file: own(file) }
}

impl ReleaseView {
    /// Invented releases: one with notes, one without a word.
    pub(super) fn samples() -> Vec<Self> {
        vec![
            Self {
                id: own("board-2"),
                title: own("Requests say who has them"),
                date: Some(own("2026-05-04")),
                version: Some(own("2.0")),
                told: vec![own("everyone")],
                notes: text(
                    "Every request on the board says who has it, and since when.\n\nNothing to do for \
                     you: open the board.",
                    "product/releases/board-2.md",
                ),
                items: vec![Label::new("A board on which everybody sees where requests are", true)],
                needs: vec![own("see"), own("ask")],
                internal: false,
            },
            Self {
                id: own("owners"),
                title: own("Who answers for what"),
                date: Some(own("2026-02-03")),
                version: None,
                told: vec![own("builder"), own("3 teams")],
                notes: text("", "product/releases/owners.md"),
                items: vec![Label::new("A page that says who answers for what", true)],
                needs: vec![own("ask")],
                internal: false,
            },
        ]
    }
}

impl OutcomeView {
    /// Invented outcomes: one met, one that did not move, one that is due, one to come.
    pub(super) fn samples() -> Vec<Self> {
        let outcome = |id: &str, title: &str, item: &str, metric: &str| Self {
            id: own(id),
            title: own(title),
            item: Label::new(item, true),
            needs: vec![own("ask")],
            released: vec![(own("2026-02-03"), Label::new("Who answers for what", true))],
            metric: own(metric),
            baseline: Some(BaselineView {
                value: own("12%"),
                from: own("2025-11-01"),
                to: own("2025-11-28"),
            }),
            target: own(">= 50%"),
            review: Some(own("2026-06-30")),
            due: true,
            withheld: false,
            verdict: None,
            learned: text("", &format!("product/outcomes/{id}.md")),
        };
        let verdict = |word: &str, now: &str, interval: &str, because: &str| VerdictView {
            word: own(word),
            now: Some(own(now)),
            changed: (word == "met").then(|| own("+4 to +21 points")),
            interval: Some(own(interval)),
            because: own(because),
            date: Some(own("2026-06-30")),
        };
        let owners = "A page that says who answers for what";
        let board = "A board on which everybody sees where requests are";
        vec![
            Self {
                verdict: Some(verdict("met", "61%", "53–69%", "All of the interval is above 50%.")),
                learned: text(
                    "Teams look there first. What they miss is who stands in at night.",
                    "product/outcomes/first-try.md",
                ),
                ..outcome(
                    "first-try",
                    "Teams find who to ask at the first try",
                    owners,
                    "share(q8 = \"Yes\")",
                )
            },
            Self {
                baseline: Some(BaselineView {
                    value: own("5.5 days"),
                    from: own("2025-11-01"),
                    to: own("2025-11-28"),
                }),
                target: own("<= 3 days"),
                verdict: Some(verdict(
                    "not moved",
                    "5.1 days",
                    "4.2–6.3",
                    "The interval holds what it was before.",
                )),
                learned: text(
                    "Knowing who has a request does not make it faster: the crew is the same size.",
                    "product/outcomes/waiting.md",
                ),
                ..outcome("waiting", "Requests are done sooner", owners, "median(fulfilment)")
            },
            Self {
                baseline: Some(BaselineView {
                    value: own("31"),
                    from: own("2025-11-01"),
                    to: own("2025-11-28"),
                }),
                target: own("<= 15"),
                ..outcome("calls", "Fewer calls to the crew at night", owners, "count(calls)")
            },
            Self {
                needs: vec![own("see"), own("ask")],
                released: Vec::new(),
                baseline: None,
                review: Some(own("2027-01-31")),
                due: false,
                ..outcome("board", "Teams see where their requests are", board, "adoption(board)")
            },
        ]
    }
}

impl Maturity {
    /// Invented assessments: three of everybody, one of a team.
    pub(super) fn samples() -> Vec<Self> {
        let run = |date: &str, people| Run { date: Some(own(date)), people, internal: false };
        let runs = vec![run("2025-06-12", 8), run("2025-12-10", 9), run("2026-06-18", 9)];
        vec![
            Self { aspects: aspects(&[8, 9, 9]), runs, team: None, words: words() },
            Self {
                team: Some(own("Ferry Schedules")),
                aspects: aspects(&[6]),
                runs: vec![run("2026-06-18", 6)],
                words: words(),
            },
        ]
    }
}

fn words() -> Vec<String> {
    ["provisional", "operational", "scalable", "optimising"].map(own).into()
}

/// Sums of levels by question and run; nobody answered the last question the first time.
fn aspects(people: &[u32]) -> Vec<Aspect> {
    let named: [(&str, [&str; 4], [u32; 3]); 5] = [
        (
            "Investment",
            [
                "Who works on the platform?",
                "How does the platform get its money?",
                "How is decided what is built next?",
                "What do people who work on it learn and become?",
            ],
            [15, 18, 18],
        ),
        (
            "Adoption",
            [
                "Why do people use it?",
                "How do they hear of it?",
                "How do they begin?",
                "Who helps them?",
            ],
            [12, 15, 20],
        ),
        (
            "Interfaces",
            [
                "How do people get what it has?",
                "How alike are its parts?",
                "What do people see of a request?",
                "How do they learn to use it?",
            ],
            [14, 16, 23],
        ),
        (
            "Operations",
            ["Who runs it?", "How is it changed?", "Who looks ahead?", "What if it fails?"],
            [17, 19, 18],
        ),
        (
            "Measurement",
            [
                "How does the team know what it changed?",
                "What is measured?",
                "Who sees it?",
                "What follows from it?",
            ],
            [9, 12, 15],
        ),
    ];
    let aspect = |(title, questions, sums): (&str, [&str; 4], [u32; 3])| {
        let level = |at: usize, sum: u32| {
            people.get(at).map(|answered| Level {
                sum: sum.clamp(*answered, 4 * answered),
                answered: *answered,
            })
        };
        let asked: Vec<Asked> = questions
            .into_iter()
            .zip([0, 2, 1, 3])
            .map(|(label, more)| Asked {
                label: own(label),
                levels: (0..people.len())
                    .map(|at| {
                        let unanswered = title == "Measurement" && more == 3 && at == 0;
                        if unanswered { None } else { level(at, sums[at] + more) }
                    })
                    .collect(),
            })
            .collect();
        let levels = (0..people.len()).map(|at| {
            let all = || asked.iter().filter_map(|own| own.levels[at]);
            Some(Level {
                sum: all().map(|own| own.sum).sum(),
                answered: all().map(|own| own.answered).sum(),
            })
        });
        Aspect { title: own(title), levels: levels.collect(), questions: asked }
    };
    named.into_iter().map(aspect).collect()
}

impl Value {
    /// Invented numbers; of the five delivery metrics one has no data.
    pub(super) fn sample() -> Self {
        let metric = |value: &str, interval: Option<&str>, of: &str| {
            Some(Metric { value: own(value), interval: interval.map(own), of: own(of) })
        };
        Self {
            invested: Some(Invested { weeks: 23.5, items: 2, of: 4 }),
            adoption: Some(vec![
                Uptake {
                    capability: own("Golden path"),
                    until: own("2026-06-28"),
                    voluntary: Some(Active {
                        active: 9,
                        eligible: 14,
                        share: 9.0 / 14.0,
                        low: 0.388,
                        high: 0.837,
                    }),
                    mandated: Some(Active {
                        active: 6,
                        eligible: 6,
                        share: 1.0,
                        low: 0.61,
                        high: 1.0,
                    }),
                },
                Uptake {
                    capability: own("Request board"),
                    until: own("2026-06-28"),
                    voluntary: Some(Active {
                        active: 3,
                        eligible: 20,
                        share: 0.15,
                        low: 0.052,
                        high: 0.36,
                    }),
                    mandated: None,
                },
            ]),
            delivery: Some(Delivery {
                from: own("2026-04-01"),
                to: own("2026-06-28"),
                frequency: metric("4.6 a day", None, "412 deployments"),
                lead_time: metric("1.8 days", Some("1.5–2.2"), "median of 388 changes"),
                change_failure_rate: metric("17.4%", Some("14.0–21.4%"), "72 of 412 deployments"),
                recovery_time: metric("48 minutes", Some("36–71"), "median of 72"),
                rework_rate: None,
            }),
            satisfaction: vec![Satisfied {
                need: own("see"),
                share: 8.0 / 22.0,
                low: 0.197,
                high: 0.57,
                of: own("8 of 22"),
            }],
            claims: vec![Claimed { capability: own("Golden path"), saves: own("4 hours") }],
        }
    }
}
