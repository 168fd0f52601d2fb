//! Invented data, articles, talks and meetings.

use super::own;
use crate::site::{
    Article, Dataset, DatasetFile, Initiative, Join, Languages, Link, Meeting, Occurrence, Page,
    Release, Series, Talk, Text, Topic, Version, path,
};

impl Dataset {
    /// An invented dataset.
    pub fn sample() -> Self {
        let file = |name: &str, about: &str, bytes, digit: &str| DatasetFile {
            name: own(name),
            about: own(about),
            to: format!("data/team-survey/1.1.0/{name}"),
            bytes,
            sha256: digit.repeat(64),
        };
        Self {
            id: own("team-survey"),
            study: own("prioritising"),
            title: own("Team survey 2026: tables"),
            about: own(
                "Every question’s answers as tables, protected against recognition. No rows: 22 people are too few to be made safe.",
            ),
            version: own("1.1.0"),
            date: own("2026-11-25"),
            licence: Some(Link::new("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
            cite: own("Harbour Platform Research (2026). Team survey 2026: tables, version 1.1.0."),
            files: vec![
                file("datapackage.json", "What each file and column means", 14_204, "3a"),
                file("tables.csv", "The tables, a row for each cell", 38_911, "9f"),
                file("tables.xlsx", "The same as a workbook", 61_480, "c4"),
            ],
            risk: Text::new(
                "Somebody who knows that a colleague answered can learn what most people in their \
                 role said, and no more.\n\n- Cells of fewer than 5 people are withheld, and as many \
                 others as are needed so that subtraction does not find them.\n- 71% of the cells of 5 \
                 people and more are kept.\n\n| What was tried | Cells found |\n|---|---:|\n| Subtraction \
                 over all tables | 0 of 118 |\n",
            ),
            releases: vec![
                Release {
                    version: own("1.1.0"),
                    date: own("2026-11-25"),
                    changes: own("Tables by role were added."),
                },
                Release {
                    version: own("1.0.0"),
                    date: own("2026-10-12"),
                    changes: own("The first version."),
                },
            ],
        }
    }
}

fn languages(of: Option<&str>) -> Languages {
    let version = |tag: &str, name: &str, language: Option<&str>, stale| Version {
        tag: own(tag),
        name: own(name),
        to: path::article("waiting", language),
        stale,
    };
    Languages {
        of: of.map(own),
        others: vec![
            version("en", "English", None, false),
            version("de", "Deutsch", Some("de"), true),
            version("ar", "العربية", Some("ar"), false),
        ],
    }
}

impl Article {
    /// An invented article.
    pub fn sample() -> Self {
        Self {
            id: own("waiting"),
            title: own("Why people wait, and what they do meanwhile"),
            summary: own("Three teams told us how a request for a database becomes a private one."),
            authors: vec![own("Wren"), own("Heron")],
            date: Some(own("2026-11-18")),
            changed: Some(own("2026-11-20")),
            affiliation: Some(own("both work on Harbour")),
            elsewhere: vec![Link::new("The Harbour Log", "https://log.example/waiting")],
            text: Text {
                markdown: own(
                    "Whoever waits for a platform does not stop working[^1]. They find a way round, \
                     and the way round stays.\n\n## What we heard\n\n> It took two weeks, so I set \
                     one up myself.\n\n1. People ask.\n2. They wait.\n3. They build their own.\n\n\
                     ## What follows\n\nA queue that can be *seen* is shorter. This is what a request \
                     looks like:\n\n```yaml\nkind: Database\nsize: small\nwhy: a trial that lasts two \
                     weeks\n```\n\n| Team | Waited, days | Built their own |\n|---|---:|:-:|\n| \
                     Terns | 14 | yes |\n| Gulls | 3 | no |\n\n- [x] Ask how long people wait\n- [ ] Ask \
                     what they do meanwhile\n\n<script>alert(1)</script>\n\n[^1]: See \
                     [the interview](../../studies/prioritising/transcripts/interview-003.md#t12).\n",
                ),
                file: own("content/articles/waiting.md"),
            },
            languages: languages(None),
        }
    }

    /// Invented articles, two of them translations.
    pub fn samples() -> Vec<Self> {
        vec![
            Self::sample(),
            Self {
                title: own("Warum Menschen warten, und was sie inzwischen tun"),
                summary: own(
                    "Drei Teams erzählen, wie aus einem Antrag eine eigene Datenbank wird.",
                ),
                text: Text::new(
                    "Wer auf eine Plattform wartet, arbeitet weiter.\n\n## Was wir hörten\n\nMan findet einen Umweg, und der Umweg bleibt.\n",
                ),
                languages: languages(Some("de")),
                ..Self::sample()
            },
            Self {
                title: own("لماذا ينتظر الناس"),
                summary: own("ثلاثة فرق تحكي لنا."),
                text: Text::new("من ينتظر المنصة لا يتوقف عن العمل.\n\n- يسأل\n- ينتظر\n"),
                languages: languages(Some("ar")),
                ..Self::sample()
            },
            Self {
                id: own("guide"),
                title: own("How to hold an interview"),
                summary: own(
                    "Ask for the last time something happened, not for what usually happens.",
                ),
                authors: vec![own("Plover")],
                date: Some(own("2026-09-30")),
                changed: None,
                affiliation: None,
                elsewhere: Vec::new(),
                text: Text::new("## Before\n\nAsk for consent.\n\n## After\n\nSay thank you.\n"),
                languages: Languages::default(),
            },
        ]
    }
}

impl Talk {
    /// An invented talk.
    pub fn sample() -> Self {
        Self {
            id: own("paved-roads"),
            title: own("Paved roads nobody takes"),
            summary: own("Four reasons why people leave the road that was built for them."),
            speakers: vec![own("Heron")],
            event: Some(Link::new("Harbour Days", "https://days.example/2026")),
            date: Some(own("2026-10-07")),
            recording: Some(Link::new("Watch the recording", "https://video.example/paved-roads")),
            slides: Some(Link::new("Slides (PDF)", "talks/paved-roads/slides.pdf")),
            text: Text::new("## What it says\n\nA road is taken where it leads somewhere.\n"),
            links: vec![Link {
                note: Some(own("the study that it is about")),
                ..Link::new("How platform teams decide", path::study("prioritising"))
            }],
            languages: Languages::default(),
        }
    }
}

impl Occurrence {
    /// An invented date.
    pub fn sample() -> Self {
        Self {
            local: own("2026-12-01T11:00"),
            zone: own("America/New_York"),
            utc: own("2026-12-01T16:00Z"),
            note: None,
        }
    }
}

impl Series {
    /// An invented series of meetings.
    pub fn sample() -> Self {
        let later = Occurrence {
            local: own("2026-12-15T11:00"),
            utc: own("2026-12-15T16:00Z"),
            note: Some(own("moved from 14 December")),
            ..Occurrence::sample()
        };
        let past = Occurrence {
            local: own("2026-11-17T11:00"),
            utc: own("2026-11-17T16:00Z"),
            ..Occurrence::sample()
        };
        Self {
            id: own("tuesdays"),
            title: own("Tuesday meeting"),
            rhythm: own("Every second Tuesday at 11:00, New York time"),
            about: Text::new(
                "We look at what was learnt, and at what to ask next. Everybody may come.",
            ),
            join: Some(Link::new("Video call", "https://meet.example/tuesdays")),
            calendar: Some(own("meetings/tuesdays.ics")),
            next: vec![Occurrence::sample(), later],
            meetings: vec![
                Meeting {
                    id: own("2026-12-01"),
                    title: own("What waiting costs: the plan"),
                    when: Some(Occurrence::sample()),
                    agenda: vec![Text::new("The aim"), Text::new("Whom we ask")],
                    decisions: Vec::new(),
                    notes: Text::default(),
                    attendees: None,
                    recording: None,
                    slides: None,
                    links: Vec::new(),
                },
                Meeting {
                    id: own("2026-11-17"),
                    title: own("First insights on prioritising"),
                    when: Some(past),
                    agenda: vec![Text::new("Three *insights*"), Text::new("Sign-off")],
                    decisions: vec![Text::new("The survey stays open for a week.")],
                    notes: Text::new(
                        "We agreed to ask leaders too.\n\n### Open\n\n- Who asks them?\n",
                    ),
                    attendees: Some(17),
                    recording: Some(Link::new("Recording", "https://video.example/2026-11-17")),
                    slides: None,
                    links: vec![Link::new("All insights", path::INSIGHTS)],
                },
            ],
        }
    }
}

impl Topic {
    /// An invented topic.
    pub fn sample() -> Self {
        Self {
            id: own("2026-11"),
            title: own("Saying no"),
            month: Some(own("2026-11")),
            summary: own("How does a platform team turn a request down and keep its customer?"),
            text: Text::new("Bring an example that went well, and one that did not.\n"),
            links: vec![Link::new("Why people wait", path::article("waiting", None))],
            languages: Languages::default(),
        }
    }
}

impl Initiative {
    /// An invented initiative.
    pub fn sample() -> Self {
        Self {
            id: own("platform-as-a-product"),
            title: own("Platform as a product"),
            summary: own("We learn what people need from internal platforms, and share it."),
            status: own("active"),
            leads: vec![own("Research lead")],
            text: Text::new(
                "We ask, listen, prove, and publish. There is work for an hour and for a year.\n",
            ),
            join: vec![
                Join {
                    who: own("Builder"),
                    how: Text::new("Give an interview: 45 minutes, and nobody learns who you are."),
                },
                Join { who: own("Leader"), how: Text::new("Ask your team to answer the survey.") },
                Join {
                    who: own("Consumer"),
                    how: Text::new(
                        "Come to the [Tuesday meeting](https://meet.example/tuesdays) and tell us what you wait for.",
                    ),
                },
            ],
            links: vec![Link::new("Video call", "https://meet.example/tuesdays")],
            languages: Languages::default(),
        }
    }
}

impl Page {
    /// An invented page of no other kind.
    pub fn sample() -> Self {
        Self {
            id: own("how-we-work"),
            title: own("How we work"),
            summary: own("What we promise those who answer."),
            menu: true,
            text: Text::new("We replace names before anybody but the leads reads a word.\n"),
            languages: Languages::default(),
        }
    }
}
