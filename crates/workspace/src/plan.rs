//! `study.yaml`: the plan of a study.

use crate::settings::named;
use paap_evidence::hypothesis::{self, Hypothesis};
use paap_text::Problem;
use paap_text::shape::{self, Key, Of, Shape};
use paap_text::yaml::{self, At, Node};
use std::collections::{BTreeMap, BTreeSet};

/// The shape of `study.yaml`.
pub const PLAN: Shape = Shape {
    name: "study",
    doc: "A piece of research: its aim, what was assumed, whom it asks and how.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What the study is called." },
        Key {
            name: "aim",
            of: Of::Text,
            needed: true,
            doc: "What it should find out, and what for.",
        },
        Key {
            name: "status",
            of: Of::Word(&[
                ("planned", "not begun"),
                ("running", "asking and listening"),
                ("done", "all results are in"),
            ]),
            needed: false,
            doc: "How far it is.",
        },
        Key {
            name: "personas",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "Whom it asks, and what each is in a sentence; where they are not those of the workspace.",
        },
        Key {
            name: "methods",
            of: Of::Text,
            needed: false,
            doc: "How people were found and asked.",
        },
        Key { name: "limits", of: Of::Text, needed: false, doc: "What its results cannot say." },
        Key {
            name: "retention",
            of: Of::List(&Of::Has(&RETENTION)),
            needed: false,
            doc: "What is deleted, and when it was promised to be.",
        },
        Key {
            name: "surveys",
            of: Of::Named(&Of::Has(&SURVEY)),
            needed: false,
            doc: "Its surveys, by the names of the files of their answers.",
        },
        Key {
            name: "hypotheses",
            of: Of::Named(&Of::Has(&HYPOTHESIS)),
            needed: false,
            doc: "What is assumed, and how that is tested.",
        },
        Key {
            name: "withdrawn",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "Interviews whose participants withdrew: nothing of them counts or is shown.",
        },
        Key { name: "publish", of: Of::Has(&PUBLISH), needed: false, doc: "What of it is public." },
    ],
};

/// A promise to delete.
pub const RETENTION: Shape = Shape {
    name: "promise",
    doc: "Something that is deleted at a day that was promised.",
    keys: &[
        Key {
            name: "what",
            of: Of::Line,
            needed: true,
            doc: "A file or folder of the study, such as sealed/originals.",
        },
        Key {
            name: "until",
            of: Of::Date,
            needed: true,
            doc: "The last day on which it may be there.",
        },
    ],
};

/// A survey of a study.
pub const SURVEY: Shape = Shape {
    name: "survey",
    doc: "A survey: who was asked, when, and what of it may be known.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: false, doc: "What the survey is called." },
        Key {
            name: "asked",
            of: Of::Text,
            needed: false,
            doc: "Who was asked, and how they were found.",
        },
        Key { name: "from", of: Of::Date, needed: false, doc: "The day of the first answer." },
        Key { name: "to", of: Of::Date, needed: false, doc: "The day of the last answer." },
        Key { name: "limits", of: Of::Text, needed: false, doc: "What its answers cannot say." },
        Key {
            name: "identifying",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Questions by whose answers others may recognise somebody; paap guesses where it is not said.",
        },
        Key {
            name: "sensitive",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Questions whose answers nobody may find out about somebody.",
        },
        Key {
            name: "hidden",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Questions of which nothing is published.",
        },
        Key {
            name: "cross",
            of: Of::List(&Of::Has(&CROSS)),
            needed: false,
            doc: "Tables of two questions that are published.",
        },
    ],
};

/// A table of two questions.
pub const CROSS: Shape = Shape {
    name: "cross table",
    doc: "One question by another.",
    keys: &[
        Key {
            name: "rows",
            of: Of::Line,
            needed: true,
            doc: "The question down the side: id or slug.",
        },
        Key { name: "cols", of: Of::Line, needed: true, doc: "The question across the top." },
        Key { name: "where", of: Of::Line, needed: false, doc: "Only these people, as a filter." },
    ],
};

/// A hypothesis of a study.
pub const HYPOTHESIS: Shape = Shape {
    name: "hypothesis",
    doc: "Something assumed, and how it is tested.",
    keys: &[
        Key {
            name: "statement",
            of: Of::Text,
            needed: true,
            doc: "What is assumed, in a sentence.",
        },
        Key {
            name: "date",
            of: Of::Date,
            needed: true,
            doc: "The day on which the test was fixed.",
        },
        Key {
            name: "personas",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "Whom it is about; everybody where it is not said.",
        },
        Key {
            name: "test",
            of: Of::Line,
            needed: false,
            doc: "A figure and a bound, such as share(q21 = \"None\") >= 50%.",
        },
        Key {
            name: "in",
            of: Of::Line,
            needed: false,
            doc: "The survey of the test, or interviews; needed where the study has several surveys.",
        },
        Key {
            name: "least-base",
            of: Of::Whole,
            needed: false,
            doc: "The test says nothing where fewer people answered.",
        },
        Key {
            name: "for",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Codes whose excerpts speak for it.",
        },
        Key {
            name: "against",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Codes whose excerpts speak against it.",
        },
    ],
};

/// A version of a dataset.
pub const DATASET: Shape = Shape {
    name: "dataset",
    doc: "A version of a dataset: the same version is always the same bytes.",
    keys: &[
        Key { name: "version", of: Of::Line, needed: true, doc: "The version, such as 1.0.0." },
        Key { name: "date", of: Of::Date, needed: true, doc: "The day of the version." },
        Key {
            name: "changes",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "What changed since the version before, a line each.",
        },
    ],
};

/// What is public of a study.
pub const PUBLISH: Shape = Shape {
    name: "publication",
    doc: "What of a study is public.",
    keys: &[
        Key {
            name: "results",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the site shows the answers to every question; true where it is not said.",
        },
        Key {
            name: "transcripts",
            of: Of::YesNo,
            needed: false,
            doc: "Whether whole de-identified transcripts are on the site; else only the turns that are quoted.",
        },
        Key {
            name: "rows",
            of: Of::YesNo,
            needed: false,
            doc: "Whether a dataset holds rows, where they can be made safe; true where it is not said.",
        },
        Key {
            name: "k",
            of: Of::Whole,
            needed: false,
            doc: "Each row of a dataset is like this many others by what identifies; 5 where it is not said.",
        },
        Key {
            name: "dataset",
            of: Of::Has(&DATASET),
            needed: false,
            doc: "The version of the dataset that is public; where it is not said there is none on the site.",
        },
    ],
};

/// The plan of a study, read.
#[derive(Debug, Default)]
pub struct Plan {
    /// What the study is called.
    pub title: String,
    /// What it should find out.
    pub aim: String,
    /// How far it is: `planned`, `running` or `done`.
    pub status: Option<String>,
    /// Whom it asks: their names, and what each is.
    pub personas: BTreeMap<String, String>,
    /// How people were found and asked.
    pub methods: String,
    /// What its results cannot say.
    pub limits: String,
    /// What is deleted when.
    pub retention: Vec<Promise>,
    /// Its surveys, by name.
    pub surveys: BTreeMap<String, SurveyPlan>,
    /// What is assumed, in the order of the file.
    pub hypotheses: Vec<Hypothesis>,
    /// Interviews whose participants withdrew.
    pub withdrawn: BTreeSet<String>,
    /// What of it is public.
    pub publish: Publish,
}

/// A promise to delete.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// A file or folder of the study.
    pub what: String,
    /// The last day on which it may be there.
    pub until: String,
    /// Where that stands.
    pub at: At,
}

/// What is planned, and known, of a survey.
#[derive(Debug, Clone, Default)]
pub struct SurveyPlan {
    /// What it is called.
    pub title: Option<String>,
    /// Who was asked.
    pub asked: String,
    /// The day of the first answer.
    pub from: Option<String>,
    /// The day of the last answer.
    pub to: Option<String>,
    /// What its answers cannot say.
    pub limits: String,
    /// Questions by whose answers others may recognise somebody; None where paap is to guess.
    pub identifying: Option<Vec<(At, String)>>,
    /// Questions whose answers nobody may find out about somebody.
    pub sensitive: Vec<(At, String)>,
    /// Questions of which nothing is published.
    pub hidden: Vec<(At, String)>,
    /// Tables of two questions that are published.
    pub cross: Vec<Cross>,
}

/// A table of two questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cross {
    /// The question down the side.
    pub rows: String,
    /// The question across the top.
    pub cols: String,
    /// Only these people.
    pub filter: Option<String>,
    /// Where it stands.
    pub at: At,
}

/// What is public of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publish {
    /// The answers to every question.
    pub results: bool,
    /// Whole de-identified transcripts.
    pub transcripts: bool,
    /// A dataset with rows, where they can be made safe.
    pub rows: bool,
    /// Each row is like this many others.
    pub k: u64,
    /// The version of the dataset.
    pub dataset: Option<Version>,
}

/// A version of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The version, such as `1.0.0`.
    pub version: String,
    /// Its day.
    pub date: String,
    /// What changed since the version before.
    pub changes: Vec<String>,
}

impl Default for Publish {
    fn default() -> Self {
        Self { results: true, transcripts: false, rows: true, k: 5, dataset: None }
    }
}

impl Plan {
    /// Reads `study.yaml`. What is wrong is added to `problems`, and what can be understood is there.
    pub fn read(text: &str, problems: &mut Vec<Problem>) -> Self {
        let node = match yaml::load(text) {
            Ok(node) => node,
            Err(problem) => {
                problems.push((*problem).into());
                return Self::default();
            }
        };
        shape::check(&node, &PLAN, problems);
        let text = |name: &str| node.word(name).unwrap_or_default().to_owned();
        let each = |name: &str| node.get(name).map_or(&[][..], Node::entries);
        let promises = node.get("retention").map_or(&[][..], Node::items).iter();
        let promise = |one: &Node| {
            let (what, until) = (one.word("what")?.to_owned(), one.word("until")?.to_owned());
            Some(Promise { what, until, at: one.at })
        };
        let yes = |name: &str, otherwise: bool| {
            let told = node.get("publish").and_then(|publish| publish.word(name));
            told.map_or(otherwise, |told| told == "true")
        };
        let usual = Publish::default();
        let k = node.get("publish").and_then(|publish| publish.word("k")?.parse().ok());
        let hypotheses = each("hypotheses").iter().map(|(key, one)| {
            let (hypothesis, odd) = hypothesis::read(&key.name, one);
            problems.extend(odd);
            hypothesis
        });
        let hypotheses = hypotheses.collect();
        Self {
            title: text("title"),
            aim: text("aim"),
            status: node.word("status").map(str::to_owned),
            personas: named(&node, "personas"),
            methods: text("methods"),
            limits: text("limits"),
            retention: promises.filter_map(promise).collect(),
            surveys: each("surveys")
                .iter()
                .map(|(key, one)| (key.name.clone(), survey(one)))
                .collect(),
            hypotheses,
            withdrawn: node.words("withdrawn").map(|(_, id)| id.to_owned()).collect(),
            publish: Publish {
                results: yes("results", usual.results),
                transcripts: yes("transcripts", usual.transcripts),
                rows: yes("rows", usual.rows),
                k: k.unwrap_or(usual.k),
                dataset: node.get("publish").and_then(|own| version(own.get("dataset")?)),
            },
        }
    }
}

fn version(node: &Node) -> Option<Version> {
    Some(Version {
        version: node.word("version")?.to_owned(),
        date: node.word("date")?.to_owned(),
        changes: node.words("changes").map(|(_, text)| text.to_owned()).collect(),
    })
}

fn survey(node: &Node) -> SurveyPlan {
    let word = |name: &str| node.word(name).map(str::to_owned);
    let words = |name: &str| -> Vec<(At, String)> {
        node.words(name).map(|(at, text)| (at, text.to_owned())).collect()
    };
    let cross = |one: &Node| {
        let (rows, cols) = (one.word("rows")?.to_owned(), one.word("cols")?.to_owned());
        Some(Cross { rows, cols, filter: one.word("where").map(str::to_owned), at: one.at })
    };
    SurveyPlan {
        title: word("title"),
        asked: word("asked").unwrap_or_default(),
        from: word("from"),
        to: word("to"),
        limits: word("limits").unwrap_or_default(),
        identifying: node.get("identifying").map(|_| words("identifying")),
        sensitive: words("sensitive"),
        hidden: words("hidden"),
        cross: node.get("cross").map_or(&[][..], Node::items).iter().filter_map(cross).collect(),
    }
}
