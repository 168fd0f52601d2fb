//! Invented studies, insights and transcripts.

use super::own;
use crate::site::{
    Evidence, Figure, Hypothesis, Insight, Interviews, Part, Persona, Piece, Promise, Proof,
    Quotation, Side, SignOff, Status, Study, SurveyFacts, Text, Transcript, Turn, Verdict, path,
};

impl Persona {
    /// Three invented personas.
    pub fn samples() -> Vec<Self> {
        let one = |id, name, about| Self { id: own(id), name: own(name), about: own(about) };
        vec![
            one("builder", "Builder", "Builds and runs the platform that others use."),
            one("leader", "Leader", "Decides what the platform team works on, and pays for it."),
            one("consumer", "Consumer", "Uses the platform to bring a product to its users."),
        ]
    }
}

impl Study {
    /// An invented study.
    pub fn sample() -> Self {
        Self {
            id: own("prioritising"),
            title: own("How platform teams decide what comes next"),
            aim: Text::new(
                "We want to know how platform teams choose among requests, so that we can offer \
                 methods that fit how they work.\n\nTeams told us that they prioritise by feel. \
                 We ask whether that is so, why, and what it costs the people who wait.",
            ),
            status: Status::Running,
            personas: vec![own("builder"), own("leader")],
            hypotheses: vec![
                Hypothesis::sample(),
                Hypothesis {
                    id: own("feedback"),
                    statement: own("Teams that collect feedback use a framework more often."),
                    date: own("2026-10-20"),
                    exploratory: true,
                    verdict: Verdict::NotEnough,
                    reason: own("Fewer than 10 people answered both questions."),
                    basis: vec![own("8 of 22 people"), own("survey")],
                    test: None,
                    differences: Vec::new(),
                },
                Hypothesis {
                    id: own("loudest"),
                    statement: own("The loudest customer is served first."),
                    date: own("2026-08-01"),
                    exploratory: false,
                    verdict: Verdict::Mixed,
                    reason: own("4 people speak for it and 3 against it."),
                    basis: vec![own("7 of 9 people"), own("4 organisations"), own("interviews")],
                    test: None,
                    differences: vec![own(
                        "Builders and leaders say different things: 4 of 5 builders speak for it, \
                         and no leader.",
                    )],
                },
            ],
            surveys: vec![SurveyFacts {
                id: own("team-survey"),
                title: own("Team survey 2026"),
                asked: Text::new(
                    "Members of platform teams, through the community’s channels and two meet-ups.",
                ),
                from: Some(own("2026-08-03")),
                to: Some(own("2026-09-30")),
                people: Some(22),
                questions: 4,
                limits: Text::new("Whoever follows our channels may care more than others do."),
            }],
            interviews: Some(Interviews { people: Some(9), organisations: Some(6), public: true }),
            methods: Text::new(
                "A survey first, to see how common things are; then interviews of 45 minutes with \
                 those who offered one, coded by two people each.",
            ),
            limits: Text::new(
                "- 22 answers are signals, not findings.\n- Nobody who left a platform team was \
                 asked.",
            ),
            retention: vec![
                Promise {
                    what: own("Recordings of the interviews"),
                    until: own("2026-10-31"),
                    kept: true,
                },
                Promise {
                    what: own("Transcripts before names were replaced"),
                    until: own("2027-03-31"),
                    kept: false,
                },
            ],
        }
    }

    /// An invented study that has not begun.
    pub fn sample_planned() -> Self {
        Self {
            id: own("waiting-time"),
            title: own("What waiting for the platform costs"),
            aim: Text::new("We want to know how long consumers wait, and what they do meanwhile."),
            status: Status::Planned,
            personas: vec![own("consumer")],
            hypotheses: Vec::new(),
            surveys: Vec::new(),
            interviews: None,
            methods: Text::default(),
            limits: Text::default(),
            retention: Vec::new(),
        }
    }
}

impl Hypothesis {
    /// An invented hypothesis that holds.
    pub fn sample() -> Self {
        Self {
            id: own("frameworks-unknown"),
            statement: own("Most platform teams prioritise without a framework."),
            date: own("2026-07-15"),
            exploratory: false,
            verdict: Verdict::Supported,
            reason: own(
                "The test holds, and of those who were interviewed more speak for it than against \
                 it.",
            ),
            basis: vec![
                own("14 of 22 people in the survey"),
                own("5 of 9 in interviews"),
                own("6 organisations"),
                own("builders and leaders"),
            ],
            test: Some(Figure::sample()),
            differences: Vec::new(),
        }
    }
}

impl Figure {
    /// An invented figure.
    pub fn sample() -> Self {
        Self {
            value: own("14 of 22"),
            meaning: own("use no framework to prioritise"),
            expression: own("count(q3 = \"We use none\")"),
            source: own("Team survey 2026"),
            to: Some(path::question("prioritising", "team-survey", "q3")),
            base: Some(22),
            share: Some(14.0 / 22.0),
            low: Some(0.4295),
            high: Some(0.8027),
            proof: Proof::Verified,
            attested: None,
        }
    }
}

fn turn(id: &str, time: &str, speaker: &str, parts: Vec<Part>) -> Turn {
    Turn { id: own(id), speaker: own(speaker), time: Some(own(time)), parts }
}

fn quotation(side: Side, words: &str, before: &str, after: &str, at: &str) -> Evidence {
    let context = vec![
        turn(
            "t11",
            "00:08:02",
            "Interviewer",
            vec![Part::plain("How do you decide what comes next?")],
        ),
        turn(
            at,
            "00:08:09",
            "Person B",
            vec![Part::plain(before), Part::marked(words), Part::plain(after)],
        ),
    ];
    Evidence {
        side,
        piece: Piece::Quotation(Quotation {
            words: own(words),
            speaker: own("Person B"),
            persona: Some(own("builder")),
            document: own("interview-003"),
            turn: own(at),
            context,
            proof: Proof::Verified,
        }),
    }
}

impl Insight {
    /// An invented insight with evidence for and against it.
    pub fn sample() -> Self {
        let attested = Figure {
            value: own("5 of 9"),
            meaning: own("describe deciding by who asks, not by what it is worth"),
            expression: own("count(code = \"by-who-asks\")"),
            source: own("interviews"),
            to: None,
            base: Some(9),
            share: Some(5.0 / 9.0),
            low: Some(0.2667),
            high: Some(0.8112),
            proof: Proof::Attested,
            attested: Some(own("2026-11-25")),
        };
        Self {
            study: own("prioritising"),
            id: own("no-framework"),
            claim: own(
                "14 of 22 platform teams prioritise without a framework, and most of them do not miss one",
            ),
            date: Some(own("2026-11-24")),
            personas: vec![own("builder"), own("leader")],
            hypothesis: Some(own("frameworks-unknown")),
            words: Text {
                markdown: own(
                    "Teams know their customers well enough to decide by talking to them, until \
                     there are more requests than people can keep in mind. Then the order follows \
                     who asks, [as one of them says](../transcripts/interview-003.md#t12).",
                ),
                file: own("studies/prioritising/insights/no-framework.md"),
            },
            evidence: vec![
                quotation(
                    Side::For,
                    "We look at who shouted last, honestly, and that is the roadmap.",
                    "There is no list. ",
                    " It works until two people shout.",
                    "t12",
                ),
                Evidence { side: Side::For, piece: Piece::Figure(Figure::sample()) },
                Evidence { side: Side::For, piece: Piece::Figure(attested) },
                quotation(
                    Side::Against,
                    "We score every request, and the score decides.",
                    "",
                    "",
                    "t31",
                ),
            ],
            sign_off: SignOff::Signed { by: own("Research lead"), on: own("2026-11-26") },
        }
    }

    /// Invented insights, one of each state of sign-off.
    pub fn samples() -> Vec<Self> {
        let first = Self::sample();
        vec![
            first.clone(),
            Self {
                id: own("feedback-unread"),
                claim: own(
                    "Feedback is collected and not read: 8 of 22 teams cannot name a change that came of it",
                ),
                personas: vec![own("leader")],
                hypothesis: None,
                date: Some(own("2026-11-12")),
                words: Text::default(),
                evidence: first.evidence.iter().skip(1).take(1).cloned().collect(),
                sign_off: SignOff::Lapsed { by: own("Research lead"), on: own("2026-11-13") },
                ..first.clone()
            },
            Self {
                id: own("ask-in-channel"),
                claim: own("People ask in the channel before they read the documentation"),
                personas: Vec::new(),
                hypothesis: None,
                date: Some(own("2026-10-02")),
                words: Text::default(),
                evidence: first.evidence.iter().take(1).cloned().collect(),
                sign_off: SignOff::None,
                ..first
            },
        ]
    }
}

impl Transcript {
    /// An invented transcript.
    pub fn sample() -> Self {
        let mut turns = vec![
            turn(
                "t11",
                "00:08:02",
                "Interviewer",
                vec![Part::plain("How do you decide what comes next?")],
            ),
            turn(
                "t12",
                "00:08:09",
                "Person B",
                vec![Part::plain(
                    "There is no list. We look at who shouted last, honestly, and that is the \
                     roadmap. It works until two people shout.",
                )],
            ),
            turn("t13", "00:08:40", "Interviewer", vec![Part::plain("And what happens then?")]),
        ];
        turns.extend((14..31).map(|n| {
            let speaker = if n % 2 == 0 { "Person B" } else { "Interviewer" };
            let words = if n % 2 == 0 {
                "Then my lead, Person C at Organisation 2, decides, and whoever lost asks again a \
                 week later."
            } else {
                "Could you tell me more about that?"
            };
            turn(&format!("t{n}"), &format!("00:{n}:10"), speaker, vec![Part::plain(words)])
        }));
        turns.push(turn(
            "t31",
            "00:31:05",
            "Person B",
            vec![Part::plain("We score every request, and the score decides.")],
        ));
        Self {
            study: own("prioritising"),
            id: own("interview-003"),
            title: own("Interview 003"),
            persona: Some(own("builder")),
            version: own("5b1d9c2e41aa"),
            turns,
        }
    }
}
