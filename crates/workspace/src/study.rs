//! A study: its plan, and all that lies in its folder.

use crate::plan::Plan;
use crate::problem::Problems;
use crate::public::Releases;
use crate::published::{self, Published};
use crate::tree::{Tree, stem};
use paap_evidence::figure::INTERVIEWS;
use paap_evidence::insight::{self, Insight};
use paap_evidence::lock::Lock;
use paap_interview::coding::{Coding, Log, fold};
use paap_interview::guide::Guide;
use paap_interview::tabulate::Tabulation;
use paap_interview::{Codebook, Document, codebook};
use paap_survey::questionnaire::{self, Questionnaire, Severity};
use paap_survey::{ReadOptions, Survey};
use paap_text::yaml::At;
use paap_text::{Problem, shape};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

/// What the files of answers may end in.
const ANSWERS: [&str; 3] = ["csv", "tsv", "xlsx"];

/// A study, read.
pub struct Study {
    /// Its id: the name of its folder.
    pub id: String,
    /// What was planned.
    pub plan: Plan,
    /// The de-identified transcripts, by id.
    pub documents: BTreeMap<String, Document>,
    /// Where each of them lies, from the study's folder.
    pub paths: BTreeMap<String, String>,
    /// Interviews that are there and not de-identified.
    pub sealed: BTreeSet<String>,
    /// The surveys, by name.
    pub surveys: BTreeMap<String, Answers>,
    /// The guides of interviews, by name.
    pub guides: BTreeMap<String, Guide>,
    /// The codes.
    pub codebook: Codebook,
    /// What was coded, in interviews whose participants did not withdraw.
    pub codings: Vec<Coding>,
    /// The same as sets of people; None where nothing was coded.
    pub coded: Option<Tabulation>,
    /// The insights.
    pub insights: Vec<Insight>,
    /// What a lead attested.
    pub lock: Option<Lock>,
    /// What was published of its surveys, in the order of the files.
    pub published: Vec<Published>,
    /// What the platform's needs count here: source and expression.
    pub measured: BTreeSet<(String, String)>,
    /// What may be public of its surveys, once it was asked for.
    pub(crate) made: Releases,
}

/// The answers to a survey, as far as they are at hand.
#[derive(Default)]
pub struct Answers {
    /// The path of their file in the workspace.
    pub file: Option<String>,
    /// The answers; None where only a lead has them.
    pub survey: Option<Survey>,
    /// What was asked, where there is a questionnaire.
    pub questionnaire: Option<Questionnaire>,
}

impl Study {
    /// The path of the study's folder in the workspace.
    pub fn folder(&self) -> String {
        folder(&self.id)
    }

    /// The path of a file of the study in the workspace.
    pub fn path(&self, name: &str) -> String {
        format!("{}/{name}", folder(&self.id))
    }

    pub(crate) fn read(tree: &Tree, id: &str, threads: usize, problems: &mut Problems) -> Self {
        let folder = folder(id);
        if !shape::is_id(id) {
            let message = format!(
                "“{id}” cannot be the name of a study: use small letters, digits, “-”, “_” and “.”."
            );
            problems.add(&folder, Problem::error("name", At::START, message));
        }
        let file = format!("{folder}/study.yaml");
        let plan = match text(tree, &file, problems) {
            Some(text) => {
                let mut found = Vec::new();
                let plan = Plan::read(text, &mut found);
                problems.all(&file, found);
                plan
            }
            None => {
                let problem = Problem::error("no-plan", At::START, "The study has no plan.");
                problems.add(&file, problem.help("`paap init` writes one that explains itself."));
                Plan::default()
            }
        };
        let documents = documents(tree, &folder, threads, problems);
        let place = format!("{folder}/sealed/transcripts");
        let sealed = tree.sealed_in(&place).map(|name| stem(name).0);
        let sealed = sealed.filter(|id| !documents.contains_key(*id)).map(str::to_owned).collect();
        let surveys = surveys(tree, &folder, &plan, threads, problems);
        let guides = pages(tree, &folder, "guides", problems);
        let guides = guides.map(|(_, name, text)| (name.to_owned(), Guide::read(text))).collect();
        let path = |id: &String| (id.clone(), format!("transcripts/{id}.md"));
        let mut study = Self {
            paths: documents.keys().map(path).collect(),
            id: id.to_owned(),
            plan,
            documents,
            sealed,
            surveys,
            guides,
            codebook: Codebook::default(),
            codings: Vec::new(),
            coded: None,
            insights: Vec::new(),
            lock: None,
            published: Vec::new(),
            measured: BTreeSet::new(),
            made: Releases::default(),
        };
        study.read_codings(tree, problems);
        let insights = pages(tree, &folder, "insights", problems).collect::<Vec<_>>();
        unread_insights(tree, &folder, problems);
        for (file, name, text) in insights {
            if !shape::is_id(name) {
                let message = format!(
                    "“{name}” cannot be the name of an insight: use small letters, digits, “-”, “_” and “.”."
                );
                problems.add(&file, Problem::error("name", At::START, message));
            }
            let (insight, found) = insight::read(name, text);
            problems.all(&file, found);
            study.insights.push(insight);
        }
        study.read_published(tree, problems);
        let file = study.path("evidence.lock");
        if let Some(text) = text(tree, &file, problems) {
            let (lock, found) = Lock::read(text);
            problems.all(&file, found);
            // What was attested is a survey of the study, be it at hand or not.
            for own in lock.entries().filter(|own| own.source != INTERVIEWS) {
                study.surveys.entry(own.source.clone()).or_default();
            }
            study.lock = Some(lock);
        }
        study
    }

    /// Reads what was published of its surveys.
    fn read_published(&mut self, tree: &Tree, problems: &mut Problems) {
        let folder = self.path(published::FOLDER);
        for (name, bytes) in tree.within(&folder) {
            let file = format!("{folder}/{name}");
            let Some(text) = readable(&file, bytes, problems) else { continue };
            let (own, found) = Published::read(text);
            problems.all(&file, found);
            let Some(own) = own else { continue };
            if published::survey(name) != Some(own.of.survey.as_str()) {
                let message = format!(
                    "This says what was published of “{}”, and its name does not.",
                    own.of.survey
                );
                let help = format!(
                    "Call it {}-1.jsonl, with the next number that is free.",
                    own.of.survey
                );
                problems.add(&file, Problem::error("published", At::START, message).help(help));
            }
            self.published.push(own);
        }
    }

    /// Reads the codebook and all logs; those who withdrew are left out.
    fn read_codings(&mut self, tree: &Tree, problems: &mut Problems) {
        let file = self.path("codebook.yaml");
        if let Some(text) = text(tree, &file, problems) {
            match codebook::read(text) {
                Ok(read) => {
                    problems.all(&file, read.warnings.iter().filter_map(oddity));
                    self.codebook = read.codebook;
                }
                Err(why) => {
                    let at = At { line: usize::try_from(why.line).unwrap_or(1), column: 1 };
                    problems.add(&file, Problem::error("codebook", at, why.message));
                }
            }
        }
        let folder = self.path("codings");
        let mut logs = Vec::new();
        for (name, bytes) in tree.within(&folder).filter(|(name, _)| stem(name).1 == "jsonl") {
            let log = Log::read(&String::from_utf8_lossy(bytes));
            problems.all(&format!("{folder}/{name}"), log.warnings.iter().filter_map(oddity));
            logs.push(log);
        }
        let state = fold(&logs);
        let (codebook, odd) = state.codebook(&self.codebook);
        problems.all(&file, odd.iter().filter_map(oddity));
        self.codebook = codebook;
        let counts = |one: &Coding| {
            self.documents.contains_key(&one.document)
                && !self.plan.withdrawn.contains(&one.document)
        };
        self.codings = state.codings.into_iter().filter(counts).collect();
        let known: BTreeSet<&str> =
            self.codebook.codes.iter().map(|code| code.id.as_str()).collect();
        let coded: BTreeSet<&str> = self.codings.iter().map(|one| one.code.as_str()).collect();
        for code in coded.difference(&known) {
            let message =
                format!("Excerpts are coded “{code}”, and the codebook has no such code.");
            let problem = Problem::error("unknown-code", At::START, message);
            let help = "Define it in codebook.yaml, or rename it with `paap interview code`.";
            problems.add(&file, problem.help(help));
        }
        let withdrawn = |id: &String| self.plan.withdrawn.contains(id);
        let counted = self.documents.iter().filter(|(id, _)| !withdrawn(id));
        let counted: Vec<Document> = counted.map(|(_, document)| document.clone()).collect();
        if !counted.is_empty() {
            self.coded = Some(Tabulation::new(&self.codebook, &self.codings, &counted));
        }
    }
}

pub(crate) fn folder(id: &str) -> String {
    format!("studies/{id}")
}

/// A file's text; None where there is none, or it is no text.
pub(crate) fn text<'a>(tree: &'a Tree, file: &str, problems: &mut Problems) -> Option<&'a str> {
    readable(file, tree.files.get(file)?, problems)
}

pub(crate) fn readable<'a>(
    file: &str,
    bytes: &'a [u8],
    problems: &mut Problems,
) -> Option<&'a str> {
    match str::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = before.iter().filter(|&&byte| byte == b'\n').count() + 1;
            let problem =
                Problem::error("encoding", At { line, column: 1 }, "This is no text in UTF-8.");
            problems.add(file, problem.help("Save the file as UTF-8."));
            None
        }
    }
}

/// The Markdown files that lie in a folder of a study: path, name without ending, text.
fn pages<'a>(
    tree: &'a Tree,
    folder: &str,
    name: &str,
    problems: &mut Problems,
) -> impl Iterator<Item = (String, &'a str, &'a str)> {
    let folder = format!("{folder}/{name}");
    let files = tree.within(&folder).filter(|(name, _)| stem(name).1 == "md");
    let read = files.filter_map(|(name, bytes)| {
        let path = format!("{folder}/{name}");
        let text = readable(&path, bytes, problems)?;
        Some((path, stem(name).0, text))
    });
    read.collect::<Vec<_>>().into_iter()
}

/// Files among the insights that are none: what looks proved must not go unread.
fn unread_insights(tree: &Tree, folder: &str, problems: &mut Problems) {
    const IMAGES: [&str; 5] = ["gif", "jpg", "png", "svg", "webp"];
    let folder = format!("{folder}/insights");
    for (name, _) in tree.under(&folder) {
        let (_, ending) = stem(name);
        if ending == "md" && !name.contains('/') || IMAGES.contains(&ending) {
            continue;
        }
        let message =
            "This is not read: an insight is a file of `insights/` itself, and ends in `.md`.";
        let problem = Problem::error("unknown-file", At::START, message);
        problems.add(&format!("{folder}/{name}"), problem.help("Move it, rename it or remove it."));
    }
}

/// What a reader of interviews found, where something may be read wrongly.
fn oddity(warning: &paap_interview::Warning) -> Option<Problem> {
    let line = warning.line.and_then(|line| usize::try_from(line).ok()).unwrap_or(1);
    let at = At { line, column: 1 };
    warning.problem.then(|| Problem::warning(warning.code, at, warning.message.clone()))
}

fn documents(
    tree: &Tree,
    folder: &str,
    threads: usize,
    problems: &mut Problems,
) -> BTreeMap<String, Document> {
    let pages: Vec<_> = pages(tree, folder, "transcripts", problems).collect();
    let read = |(file, name, text): &(String, &str, &str)| {
        let mut document = Document::read(text);
        (*name).clone_into(&mut document.about.id);
        (file.clone(), document)
    };
    let part = pages.len().div_ceil(threads.max(1)).max(1);
    let read: Vec<(String, Document)> = std::thread::scope(|scope| {
        let parts: Vec<_> = pages
            .chunks(part)
            .map(|part| scope.spawn(move || part.iter().map(read).collect::<Vec<_>>()))
            .collect();
        let done = parts.into_iter().flat_map(|part| match part.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        done.collect()
    });
    for (file, document) in &read {
        problems.all(file, document.warnings.iter().filter_map(oddity));
    }
    read.into_iter().map(|(_, document)| (document.about.id.clone(), document)).collect()
}

fn surveys(
    tree: &Tree,
    folder: &str,
    plan: &Plan,
    threads: usize,
    problems: &mut Problems,
) -> BTreeMap<String, Answers> {
    // One that is planned and not at hand is a survey all the same.
    let mut surveys: BTreeMap<String, Answers> =
        plan.surveys.keys().map(|name| (name.clone(), Answers::default())).collect();
    for place in [format!("{folder}/sealed/responses"), format!("{folder}/responses")] {
        for (file, bytes) in tree.within(&place) {
            let (name, ending) = stem(file);
            let path = format!("{place}/{file}");
            if !ANSWERS.contains(&ending) {
                let message = "Answers are read from CSV, TSV and XLSX files.";
                problems.add(&path, Problem::warning("unknown-file", At::START, message));
                continue;
            }
            let asked = questionnaire(tree, folder, name, problems);
            let options =
                ReadOptions { questionnaire: asked.clone(), threads, ..ReadOptions::default() };
            let survey = match Survey::read(&mut Cursor::new(bytes), &options) {
                Ok(survey) => Some(survey),
                Err(why) => {
                    problems.add(&path, Problem::error("answers", At::START, why.to_string()));
                    None
                }
            };
            if surveys.get(name).is_some_and(|there| there.file.is_some()) {
                let message = format!("There are answers to “{name}” twice. Keep one file.");
                problems.add(&path, Problem::error("answers-twice", At::START, message));
            }
            let answers = Answers { file: Some(path), survey, questionnaire: asked };
            surveys.insert(name.to_owned(), answers);
        }
    }
    surveys
}

fn questionnaire(
    tree: &Tree,
    folder: &str,
    name: &str,
    problems: &mut Problems,
) -> Option<Questionnaire> {
    let file = format!("{folder}/questionnaires/{name}.yaml");
    let (questionnaire, found) = questionnaire::read(tree.files.get(&file)?);
    let problem = |one: questionnaire::Problem| {
        let line = one.line().unwrap_or(1);
        let at = At { line, column: 1 };
        let weigh = if one.severity == Severity::Error { Problem::error } else { Problem::warning };
        let problem = weigh(one.code, at, one.message);
        if let Some(help) = one.help { problem.help(help) } else { problem }
    };
    problems.all(&file, found.into_iter().map(problem));
    questionnaire
}
