//! `study.yaml`: the plan of a study.

mod shape;

pub use shape::{CROSS, DATASET, HYPOTHESIS, PLAN, PUBLISH, RETENTION, SURVEY};

use crate::settings::named;
use paap_evidence::hypothesis::{self, Hypothesis};
use paap_text::Problem;
use paap_text::yaml::{self, At, Node};
use std::collections::{BTreeMap, BTreeSet};

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
    /// Whom it asked, where all are of these personas.
    pub personas: Vec<String>,
    /// The day of the first answer.
    pub from: Option<String>,
    /// Where that stands.
    pub from_at: Option<At>,
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
        paap_text::shape::check(&node, &PLAN, problems);
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
        personas: words("personas").into_iter().map(|(_, name)| name).collect(),
        from: word("from"),
        from_at: node.get("from").map(|own| own.at),
        to: word("to"),
        limits: word("limits").unwrap_or_default(),
        identifying: node.get("identifying").map(|_| words("identifying")),
        sensitive: words("sensitive"),
        hidden: words("hidden"),
        cross: node.get("cross").map_or(&[][..], Node::items).iter().filter_map(cross).collect(),
    }
}
