//! A workspace of any size whose evidence is true: quotations from its own transcripts, figures as the
//! program itself counts them.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use paap_interview::coding::assignment::{Assignments, State};
use paap_interview::coding::{Entry, Operation};
use paap_interview::document::sha256;
use paap_interview::{Code, Codebook, Document, Pinned, Role, codebook};
use serde_json::Value;

use super::super::generate::generate;
use super::super::random::Random;
use super::super::transcripts::document;

/// How large it is.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Size {
    pub(in super::super) insights: usize,
    pub(in super::super) transcripts: usize,
    pub(in super::super) words: usize,
    pub(in super::super) answers: u64,
    pub(in super::super) seed: u64,
}

/// What each insight cites.
pub(super) const QUOTATIONS: usize = 7;
pub(super) const FIGURES: usize = 3;

const CODES: usize = 20;
const CODINGS: usize = 20;
/// A count that is published has as many people, and so has the rest.
const LEAST: u64 = 20;

/// Something that can be cited, as a line of Markdown.
type Citation = String;

/// Writes the workspace into a folder that is empty or not there.
pub(super) fn make(root: &Path, size: Size, paap: &Path) -> Result<(), String> {
    let study = root.join("studies/bench");
    let documents: Vec<Document> =
        (0..size.transcripts).map(|number| document(size.seed, number, size.words)).collect();
    let mut reviewed = String::new();
    for document in &documents {
        let (name, text) = (format!("transcripts/{}.md", document.about.id), document.write());
        write(&study.join(&name), text.as_bytes())?;
        // Writing to a String cannot fail.
        let _ = writeln!(reviewed, "{}  {name}", sha256(text.as_bytes()));
    }
    write(&study.join("reviewed.sha256"), reviewed.as_bytes())?;
    let coded = codings(&study, &documents, size.seed)?;

    let mut csv = Vec::new();
    generate(size.answers, size.seed, &mut csv).map_err(|why| why.to_string())?;
    let csv_path = study.join("responses/depot.csv");
    write(&csv_path, &csv)?;
    let counted = answers(&csv_path, paap)?;

    write(&root.join("paap.yaml"), SETTINGS.as_bytes())?;
    write(&study.join("study.yaml"), plan().as_bytes())?;
    let mut random = Random::new(size.seed.wrapping_add(77));
    let quotable: Vec<(String, &Document)> =
        documents.iter().map(|document| (document.version().0, document)).collect();
    for number in 0..size.insights {
        let text = insight(number, &mut random, &quotable, &counted, &coded)?;
        write(&study.join(format!("insights/insight-{number:04}.md")), text.as_bytes())?;
    }
    publishable(root, &coded, paap)
}

/// Puts figures of interviews where figures of the survey could not be published: which those are
/// depends on all that is cited, and only the program knows.
fn publishable(root: &Path, coded: &[Citation], paap: &Path) -> Result<(), String> {
    for round in 0..5 {
        let mut command = Command::new(paap);
        command.arg("check").arg(root).args(["--format", "json"]);
        let output = command.output().map_err(|why| format!("{}: {why}", paap.display()))?;
        let check: Value =
            serde_json::from_slice(&output.stdout).map_err(|why| format!("check: {why}"))?;
        let problems = check["problems"].as_array().into_iter().flatten();
        let withheld: Vec<_> = problems.filter(|problem| problem["code"] == "withheld").collect();
        if withheld.is_empty() {
            return Ok(());
        }
        for problem in withheld {
            let path = root.join(problem["file"].as_str().unwrap_or_default());
            let text = std::fs::read_to_string(&path).map_err(|why| why.to_string())?;
            let at = problem["line"].as_u64().unwrap_or(0) as usize;
            let mut lines: Vec<&str> = text.lines().collect();
            let mut others = coded.iter().map(String::as_str).skip(round);
            let other = others.find(|figure| !lines.contains(figure));
            if let (Some(line), Some(other)) =
                (at.checked_sub(1).and_then(|at| lines.get_mut(at)), other)
            {
                *line = other;
            }
            write(&path, (lines.join("\n") + "\n").as_bytes())?;
        }
    }
    Err("some figures of the survey cannot be published".to_owned())
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let fails = |why: std::io::Error| format!("{}: {why}", path.display());
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(fails)?;
    std::fs::write(path, bytes).map_err(fails)
}

const SETTINGS: &str = "\
version: 1
title: A depot's platform
about: Made up to measure paap.
personas:
  builder: Builds the platform.
  leader: Decides about it.
  consumer: Uses it.
";

fn plan() -> String {
    let mut plan = String::from(
        "title: How the depot works\n\
         aim: To be checked often and fast.\n\
         status: done\n\
         surveys:\n  depot:\n    title: The depot\n    from: 2025-06-01\n    to: 2025-09-30\n\
         hypotheses:\n",
    );
    for number in 0..CODES {
        // Writing to a String cannot fail.
        let _ = write!(
            plan,
            "  assumed-{number}:\n    statement: People speak of code {number}.\n    \
             date: 2025-05-02\n    test: share(code = \"code-{number}\") >= 20%\n    \
             in: interviews\n    for: [code-{number}]\n    against: [code-{}]\n",
            (number + 1) % CODES
        );
    }
    plan
}

/// Codes the documents, and gives how many people's words have each code.
fn codings(study: &Path, documents: &[Document], seed: u64) -> Result<Vec<Citation>, String> {
    let mut random = Random::new(seed.wrapping_add(7));
    let codes = (0..CODES).map(|number| Code {
        id: format!("code-{number}"),
        name: format!("Code {number}"),
        ..Code::default()
    });
    let file =
        codebook::File { codebook: Codebook { codes: codes.collect() }, ..Default::default() };
    write(&study.join("codebook.yaml"), codebook::write(&file).as_bytes())?;
    let mut assignments = Assignments::default();
    let (mut log, mut at) = (String::new(), 1_772_000_000_000);
    let mut people = [0u64; CODES];
    for document in documents {
        let (pinned, id) = (Pinned::of(document), &document.about.id);
        assignments.claim(id, "ana", at, false).map_err(|_| "claimed twice".to_owned())?;
        assignments.finish(id, "ana", at, State::Done);
        let mut has = [false; CODES];
        for place in places(document, &mut random, CODINGS) {
            // The first codes are the most frequent ones.
            let code = (random.unit() * random.unit() * CODES as f64) as usize;
            at += 1;
            let Some(place) = pinned.select(place) else { continue };
            has[code] = true;
            let operation = Operation::Apply {
                code: format!("code-{code}"),
                document: id.clone(),
                place,
                memo: None,
            };
            let coder = "ana".to_owned();
            log.push_str(&Entry { id: format!("{at:016x}"), at, coder, operation }.write());
            log.push('\n');
        }
        people.iter_mut().zip(has).for_each(|(count, has)| *count += u64::from(has));
    }
    write(&study.join("codings/ana.jsonl"), log.as_bytes())?;
    write(&study.join("assignments.yaml"), assignments.write().as_bytes())?;
    let all = documents.len();
    let figure = |(code, count): (usize, u64)| {
        format!(
            "- **{count} of {all}** speak of it: `count(code = \"code-{code}\")` in `interviews`"
        )
    };
    Ok(people.into_iter().enumerate().filter(|(_, count)| *count > 0).map(figure).collect())
}

/// So many turns of interviewees, each once.
fn places(document: &Document, random: &mut Random, count: usize) -> Vec<std::ops::Range<usize>> {
    let said = document.turns.iter().filter(|turn| document.role(turn) == Role::Interviewee);
    let mut turns: Vec<_> = said.map(|turn| turn.text.clone()).collect();
    let mut chosen = Vec::new();
    while chosen.len() < count && !turns.is_empty() {
        chosen.push(turns.swap_remove(random.below(turns.len() as u64) as usize));
    }
    chosen
}

/// Figures of the survey, as the program counts them: of everybody, and of some groups.
fn answers(csv: &Path, paap: &Path) -> Result<Vec<Citation>, String> {
    let everybody = summary(csv, paap, None)?;
    let mut figures = Vec::new();
    let mut groups = Vec::new();
    for (question, option, count, base) in options(&everybody) {
        let filter = format!("{question} = {}", quoted(option));
        if count >= LEAST && base - count >= LEAST {
            figures.push(figure(&filter, None, count, base));
            groups.push((question, filter));
        }
    }
    for (group, filter) in groups.iter().step_by(9).take(12) {
        let of = summary(csv, paap, Some(filter))?;
        for (question, option, count, base) in options(&of) {
            if question != *group && count >= LEAST && base - count >= LEAST {
                let who = format!("{question} = {}", quoted(option));
                figures.push(figure(&who, Some(filter), count, base));
            }
        }
    }
    if figures.is_empty() { Err("the survey is too small to cite".to_owned()) } else { Ok(figures) }
}

fn figure(who: &str, of: Option<&str>, count: u64, base: u64) -> Citation {
    let of = of.map(|of| format!(" of {of}")).unwrap_or_default();
    format!("- **{count} of {base}** say so: `count({who}{of})` in `depot`")
}

fn quoted(label: &str) -> String {
    format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\""))
}

fn summary(csv: &Path, paap: &Path, filter: Option<&str>) -> Result<Value, String> {
    let mut command = Command::new(paap);
    command.args(["survey", "summary", "--format", "json"]).arg(csv);
    if let Some(filter) = filter {
        command.args(["--where", filter]);
    }
    let output = command.output().map_err(|why| format!("{}: {why}", paap.display()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|why| why.to_string())
}

/// Question, option, how many chose it, and out of how many.
fn options(summary: &Value) -> Vec<(&str, &str, u64, u64)> {
    let mut all = Vec::new();
    for question in summary["questions"].as_array().into_iter().flatten() {
        // Where few people gave no answer, what the others say would tell of those few.
        let silent = question["asked"].as_u64().zip(question["base"].as_u64());
        if silent.is_some_and(|(asked, base)| (1..LEAST).contains(&asked.saturating_sub(base))) {
            continue;
        }
        for option in question["options"].as_array().into_iter().flatten() {
            let texts = (question["id"].as_str(), option["label"].as_str());
            let numbers = (option["count"].as_u64(), question["base"].as_u64());
            let ((Some(id), Some(label)), (Some(count), Some(base))) = (texts, numbers) else {
                continue;
            };
            // A backtick would end the code span of the expression.
            if !option["other"].as_bool().unwrap_or(false) && !label.contains('`') {
                all.push((id, label, count, base));
            }
        }
    }
    all
}

fn insight(
    number: usize,
    random: &mut Random,
    documents: &[(String, &Document)],
    answers: &[Citation],
    codes: &[Citation],
) -> Result<String, String> {
    let mut text = format!(
        "---\nhypothesis: assumed-{}\nstatus: published\n---\n\n\
         # People {} the {} that is {}\n\nWhat they say of it, for and against.\n\n## For\n\n",
        number % CODES,
        random.pick(&["wait for", "work around", "rely on", "fear", "miss", "pay for"]),
        random.pick(&["pipeline", "portal", "cluster", "catalogue", "quota", "template"]),
        random.pick(&["slow", "new", "shared", "manual", "cheap", "boring"]),
    );
    for index in 0..QUOTATIONS {
        if index == QUOTATIONS - 2 {
            text.push_str("## Against\n\n");
        }
        let chosen = random.below(documents.len().max(1) as u64) as usize;
        let (version, document) = documents.get(chosen).ok_or("there is no transcript")?;
        text.push_str(&quotation(version, document, random));
    }
    let mut index = 0;
    while index < FIGURES {
        let from = if index == 0 && !codes.is_empty() { codes } else { answers };
        let figure = &from[random.below(from.len() as u64) as usize];
        // What is cited twice counts once.
        if from.len() < FIGURES || !text.contains(figure.as_str()) {
            text.push_str(figure);
            text.push('\n');
            index += 1;
        }
    }
    Ok(text)
}

/// A sentence or two of an interviewee.
fn quotation(version: &str, document: &Document, random: &mut Random) -> Citation {
    let turn = loop {
        let turn = &document.turns[random.below(document.turns.len() as u64) as usize];
        if document.role(turn) == Role::Interviewee {
            break turn;
        }
    };
    let sentences: Vec<&str> = document.body[turn.text.clone()].split_inclusive(". ").collect();
    let from = random.below(sentences.len() as u64) as usize;
    let words = sentences[from..(from + 2).min(sentences.len())].concat();
    let (id, speaker) = (&document.about.id, turn.speaker.as_deref().unwrap_or_default());
    format!(
        "> {}\n>\n> — {speaker} in [{id}, {}](../transcripts/{id}.md), version {}\n\n",
        words.trim(),
        turn.id,
        &version[..12]
    )
}
