//! The platform of the invented site.

use super::own;
use crate::site::{
    Capability, CountedView, Item, Label, Maturity, Need, OutcomeView, Platform, Priority,
    ReleaseView, Text, Value, path,
};

fn text(markdown: &str, file: &str) -> Text {
    Text { markdown: own(markdown), file: own(file) }
}

impl Platform {
    /// An invented platform, with needs that have a place, share one, have none, and were declined.
    pub(super) fn sample() -> Self {
        Self {
            title: own("Harbour"),
            promise: text(
                "From an idea to software that runs, **without waiting for us**.",
                "product/product.yaml",
            ),
            help: text("Ask in the channel of the crew, from 8 to 17.", "product/product.yaml"),
            capabilities: vec![
                Capability {
                    id: own("golden-path"),
                    title: own("Golden path"),
                    domain: Some(own("Templates and documentation of golden paths")),
                    lifecycle: own("production"),
                    owner: Some(own("Harbour crew")),
                    interfaces: vec![own("template"), own("portal")],
                    support: Some(own("The channel of the crew.")),
                    words: text(
                        "Templates for a service and a job.",
                        "product/capabilities/golden-path.md",
                    ),
                },
                Capability {
                    id: own("board"),
                    title: own("Request board"),
                    domain: None,
                    lifecycle: own("planned"),
                    owner: None,
                    interfaces: Vec::new(),
                    support: None,
                    words: text("", "product/capabilities/board.md"),
                },
            ],
            needs: needs(),
            items: vec![
                Item {
                    id: own("board"),
                    title: own("A board on which everybody sees where requests are"),
                    when: own("now"),
                    needs: vec![own("see"), own("ask")],
                    words: text("First only where a request is.", "product/roadmap/board.md"),
                    because: Some(own("It was promised before there were scores.")),
                    released: Vec::new(),
                    internal: false,
                    invested: None,
                    judged: Vec::new(),
                },
                Item {
                    id: own("logs"),
                    title: own("Logs of a service in one place"),
                    when: own("next"),
                    needs: vec![own("logs")],
                    words: text("", "product/roadmap/logs.md"),
                    because: None,
                    released: Vec::new(),
                    internal: false,
                    invested: None,
                    judged: Vec::new(),
                },
                Item {
                    id: own("night"),
                    title: own("Who stands in at night"),
                    when: own("later"),
                    needs: vec![own("ask")],
                    words: text("", "product/roadmap/night.md"),
                    because: None,
                    released: Vec::new(),
                    internal: false,
                    invested: None,
                    judged: Vec::new(),
                },
                Item {
                    id: own("owners"),
                    title: own("A page that says who answers for what"),
                    when: own("done"),
                    needs: vec![own("ask")],
                    words: text("", "product/roadmap/owners.md"),
                    because: None,
                    released: vec![(own("2026-02-03"), Label::new("Who answers for what", true))],
                    internal: false,
                    invested: None,
                    judged: Vec::new(),
                },
            ],
            formula: own("reach * impact * confidence / effort"),
            notes: vec![own(
                "The evidence cannot tell the first apart from those it is tied with.",
            )],
            releases: ReleaseView::samples(),
            outcomes: OutcomeView::samples(),
            maturity: Maturity::samples(),
            withheld: 1,
            value: Value::sample(),
        }
    }
}

fn need(id: &str, title: &str) -> Need {
    Need {
        id: own(id),
        title: own(title),
        story: own(
            "As a developer who waits, I need to see where my request is, so that I can plan.",
        ),
        words: text("People would rather know than have it sooner.", "product/needs/see.md"),
        insights: Vec::new(),
        assumption: true,
        capability: None,
        priority: None,
        missing: Vec::new(),
        decided: None,
        votes: 0,
    }
}

fn needs() -> Vec<Need> {
    let priority = |places, arithmetic: Option<&str>| {
        Priority {
        places,
        arithmetic: arithmetic.map(own),
        confidence: 0.45,
        sure: own(
            "0.45 = 0.2 (2 insights that hold, 1 of them a draft) + 0.3 (36 people asked) + 0.2 (2 methods) + 0.1 (2 \
             personas) + 0.1 (signed off) − 0.45 (halved: nothing of it is younger than 2025-06-01)",
        ),
        reasons: vec![own("2 insights that hold, 1 of them a draft"), own("36 people asked")],
        counted: arithmetic
            .iter().map(|_| CountedView {
            name: own("reach"),
            words: own("14 of 22 who answered (64%, 43–80%)"),
            figure: own("count(q3 = \"We use none\")"),
            source: own("Platform teams"),
            to: Some(path::question("prioritising", "team-survey", "q3")),
        })
        .collect(),
        judged: vec![
            (own("impact"), own("2 (judged: high)")),
            (own("effort"), own("4 weeks (judged)")),
        ],
        doubt: arithmetic.map(|_| {
            own("The interval of a score comes from reach, which is counted. What is judged carries none: impact, effort.")
        }),
        tied: vec![own("Know who to ask")],
    }
    };
    let seen = priority(Some((1, 2)), Some("14 (9.45–17.7) × 2 × 0.45 ÷ 4 = 3.15 (2.13–3.98)"));
    vec![
        Need {
            insights: vec![(own("prioritising"), own("no-framework"))],
            assumption: false,
            capability: Some(own("Request board")),
            priority: Some(seen),
            votes: 2,
            ..need("see", "See where my request is")
        },
        Need {
            priority: Some(priority(Some((1, 2)), None)),
            votes: 1,
            ..need("ask", "Know who to ask")
        },
        Need {
            priority: Some(Priority { tied: Vec::new(), ..priority(None, None) }),
            ..need("direction", "Know where the platform is heading")
        },
        Need { missing: vec![own("no effort")], ..need("logs", "Find my logs") },
        Need {
            decided: Some(own("Declined: it would take longer than it saves.")),
            ..need("colours", "Choose the colours of the portal")
        },
    ]
}
