//! `cargo xtask bench interview`: a thousand interviews brought in, coded, searched and
//! de-identified, and Presidio on the same words.

mod peer;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use paap_files::{Identity, Study};
use paap_interview::coding::assignment::{Assignments, State};
use paap_interview::coding::{Entry, Operation};
use paap_interview::search::{Filter, Index, Query, Source};
use paap_interview::{Code, Codebook, Document, Pinned, codebook};
use serde_json::{Value, json};

use super::file::{folder, read_json, write_json};
use super::measure::{Cost, measure, medians};
use super::random::Random;
use super::transcripts::transcript;
use crate::run::root;

/// What to run.
pub(super) struct Plan {
    /// How many interviews.
    pub(super) interviews: usize,
    /// How often each of ours runs.
    pub(super) runs: u64,
    pub(super) seed: u64,
}

/// How many codes there are, and how many codings each of two coders puts on each interview.
const CODES: usize = 10;
const CODINGS: usize = 100;

/// What the issue asks for: name, measured, aim, and whether less is better.
struct Line {
    what: &'static str,
    measured: f64,
    aim: f64,
    unit: &'static str,
    less: bool,
}

pub(super) fn run(plan: &Plan) -> Result<(), String> {
    let raw = files(plan)?;
    let bytes: u64 = raw.iter().filter_map(|file| file.metadata().ok()).map(|m| m.len()).sum();
    let megabytes = bytes as f64 / 1e6;
    let study = folder().join("interviews/study");
    let output = folder().join("interviews/output.json");

    eprintln!("import");
    let import = each(plan.runs, || {
        remove(&study)?;
        let mut command = paap(&["interview", "import"]);
        command.args(&raw).arg("-o").arg(&study).args(["--format", "json"]);
        measure(&mut command, &output)
    })?;
    let imported = read_json(&output)?;
    let count = imported.as_array().map_or(0, Vec::len);
    if count != raw.len() {
        return Err(format!("{count} of {} interviews came in", raw.len()));
    }

    eprintln!("redact");
    let redact = each(plan.runs, || {
        remove(&study.join("sealed/review.yaml"))?;
        let mut command = paap(&["interview", "redact"]);
        measure(command.arg(&study).args(["--format", "json"]), &output)
    })?;
    let proposals = read_json(&output)?;
    remove(&study.join("sealed/review.yaml"))?;

    eprintln!("search");
    let search = own("interview-search", &study, plan.seed, &output)?;

    eprintln!("agreement");
    own("interview-codings", &study, plan.seed, &output)?;
    let agreement = each(plan.runs, || {
        let mut command = paap(&["interview", "agreement"]);
        measure(command.arg(&study).args(["--format", "json"]), &output)
    })?;
    let agreed = read_json(&output)?;
    let codings = agreed["overall"]["n"].as_u64().unwrap_or(0);

    eprintln!("Presidio");
    let peer = peer::speed(&study, &output)?;
    let (ours, theirs) = peer::findings(&output)?;

    let rate = |cost: &Cost| megabytes / cost.wall;
    let lines = [
        Line { what: "import", measured: rate(&import), aim: 50.0, unit: "MB/s", less: false },
        Line {
            what: "redaction proposals",
            measured: rate(&redact),
            aim: 10.0,
            unit: "MB/s",
            less: false,
        },
        Line {
            what: "index of all words",
            measured: number(&search["build"]),
            aim: 20.0,
            unit: "s",
            less: true,
        },
        Line {
            what: "search, 95th percentile",
            measured: number(&search["p95"]) * 1e3,
            aim: 20.0,
            unit: "ms",
            less: true,
        },
        Line {
            what: "memory of index and search",
            measured: number(&search["peak"]) / 1048576.0,
            aim: 512.0,
            unit: "MiB",
            less: true,
        },
        Line {
            what: "agreement of two coders",
            measured: agreement.wall,
            aim: 2.0,
            unit: "s",
            less: true,
        },
    ];
    let mut page = format!(
        "{} interviews, {megabytes:.1} MB in {} formats, {} words, {codings} codings (seed {})\n\n\
         | | measured | aim | |\n|---|---:|---:|---|\n",
        raw.len(),
        super::transcripts::FORMATS.len(),
        number(&search["words"]),
        plan.seed
    );
    let mut missed = Vec::new();
    for line in &lines {
        let holds = if line.less { line.measured <= line.aim } else { line.measured >= line.aim };
        if !holds {
            missed.push(line.what);
        }
        // Writing to a String cannot fail.
        let _ = writeln!(
            page,
            "| {} | {:.2} {unit} | {} {unit} | {} |",
            line.what,
            line.measured,
            line.aim,
            if holds { "holds" } else { "missed" },
            unit = line.unit
        );
    }
    let _ = writeln!(
        page,
        "\nimport peaks at {} MiB, redact at {} MiB, agreement at {} MiB; {} entities proposed.",
        import.peak >> 20,
        redact.peak >> 20,
        agreement.peak >> 20,
        proposals["entities"]
    );
    let _ = writeln!(
        page,
        "\nPresidio (spaCy's small English model) on {} of the same words: {:.3} MB/s, {:.0} times as \
         slow as ours, reading and writing the folder included.",
        bytes_of(number(&peer["bytes"])),
        number(&peer["bytes"]) / 1e6 / number(&peer["seconds"]),
        rate(&redact) / (number(&peer["bytes"]) / 1e6 / number(&peer["seconds"]))
    );
    match (&ours, &theirs) {
        (Some(ours), Some(theirs)) => {
            let _ = writeln!(
                page,
                "On the 100 labelled texts beside the checkout: recall {:.3} and precision {:.3}; \
                 Presidio {:.3} and {:.3}.",
                ours[0], ours[1], theirs[0], theirs[1]
            );
        }
        _ => page.push_str("No labelled texts beside the checkout: findings were not compared.\n"),
    }
    print!("{page}");
    let figures: Vec<Value> = lines
        .iter()
        .map(|l| json!({ "what": l.what, "measured": l.measured, "aim": l.aim }))
        .collect();
    write_json(&folder().join("interviews.json"), &json!({ "lines": figures, "page": page }))?;
    match missed.as_slice() {
        [] => Ok(()),
        missed => Err(format!("missed: {}", missed.join(", "))),
    }
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn bytes_of(bytes: f64) -> String {
    format!("{:.0} kB", bytes / 1e3)
}

fn each(runs: u64, mut run: impl FnMut() -> Result<Cost, String>) -> Result<Cost, String> {
    let costs: Vec<Cost> = (0..runs.max(1)).map(|_| run()).collect::<Result<_, _>>()?;
    Ok(medians(&costs))
}

fn paap(words: &[&str]) -> Command {
    let mut command = Command::new(root().join("target/release/paap"));
    command.args(words);
    command
}

/// A part of the bench in a process of its own, so that its memory is its own.
fn own(part: &str, study: &Path, seed: u64, output: &Path) -> Result<Value, String> {
    let mut command = Command::new(root().join("target/release/xtask"));
    command.args(["bench", part, "--folder"]).arg(study);
    let cost = measure(command.args(["--seed", &seed.to_string()]), output)?;
    let mut value = read_json(output)?;
    value["peak"] = json!(cost.peak);
    Ok(value)
}

fn remove(path: &Path) -> Result<(), String> {
    let gone =
        if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    match gone {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => Err(why.to_string()),
        _ => Ok(()),
    }
}

/// The interviews as files, made if they are not there.
fn files(plan: &Plan) -> Result<Vec<PathBuf>, String> {
    let raw = folder().join(format!("interviews/raw-{}-{}", plan.interviews, plan.seed));
    std::fs::create_dir_all(&raw).map_err(|why| why.to_string())?;
    let mut files = Vec::new();
    for number in 0..plan.interviews {
        let (name, text) = transcript(plan.seed, number);
        let path = raw.join(name);
        // Reading is what is measured later: what is there is warm then.
        if std::fs::read(&path).ok().is_none_or(|there| there != text.as_bytes()) {
            std::fs::write(&path, text).map_err(|why| why.to_string())?;
        }
        files.push(path);
    }
    Ok(files)
}

fn opened(study: &Path) -> Result<(Study, Vec<Document>), String> {
    let study = Study::open(study, Identity::default()).map_err(|why| why.to_string())?;
    let documents = study.documents().map_err(|why| why.to_string())?;
    Ok((study, documents.into_values().map(|held| held.document).collect()))
}

/// Builds the index and asks it; prints seconds.
pub(super) fn search(study: &Path, seed: u64) -> Result<(), String> {
    let (_, documents) = opened(study)?;
    let start = Instant::now();
    let sources: Vec<Source<'_>> = documents.iter().map(Source::of).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let index = Index::of(sources, threads).map_err(|why| why.to_string())?;
    let build = start.elapsed().as_secs_f64();
    let mut random = Random::new(seed);
    let words = [
        "pipeline",
        "deployment",
        "slow",
        "team",
        "wait",
        "the",
        "we",
        "manual",
        "ticket",
        "march",
    ];
    let mut seconds = Vec::new();
    for round in 0..300 {
        let (a, b) = (random.pick(&words), random.pick(&words));
        let query = match round % 5 {
            0 => a.to_owned(),
            1 => format!("{a} {b}"),
            2 => format!("\"the {a} is\""),
            3 => format!("{a} OR {b}"),
            _ => format!("{}* -{b}", &a[..1]),
        };
        let query = Query::read(&query).map_err(|why| why.to_string())?;
        let start = Instant::now();
        let found = index.search(&query, &Filter::default(), 20).map_err(|why| why.to_string())?;
        seconds.push(start.elapsed().as_secs_f64());
        std::hint::black_box(found);
    }
    seconds.sort_by(f64::total_cmp);
    let at = |share: f64| seconds.get((seconds.len() as f64 * share) as usize).copied();
    println!(
        "{}",
        json!({ "build": build, "words": index.words(), "p50": at(0.5), "p95": at(0.95) })
    );
    Ok(())
}

/// Writes what two coders coded: mostly alike.
pub(super) fn codings(study: &Path, seed: u64) -> Result<(), String> {
    let (study, documents) = opened(study)?;
    let fails = |why: paap_files::Error| why.to_string();
    let codes = (0..CODES).map(|number| Code {
        id: format!("code-{number}"),
        name: format!("Code {number}"),
        ..Code::default()
    });
    let file =
        codebook::File { codebook: Codebook { codes: codes.collect() }, ..Default::default() };
    study.put("codebook.yaml", &codebook::write(&file)).map_err(fails)?;
    let mut assignments = Assignments::default();
    let mut random = Random::new(seed);
    let mut logs = [String::new(), String::new()];
    let mut at = 0;
    for document in &documents {
        let pinned = Pinned::of(document);
        let id = &document.about.id;
        for coder in ["ana", "bo"] {
            assignments.claim(id, coder, at, true).map_err(|_| "claimed twice".to_owned())?;
            assignments.finish(id, coder, at, State::Done);
        }
        for _ in 0..CODINGS {
            let turn = &document.turns[random.below(document.turns.len() as u64) as usize];
            let code = random.below(CODES as u64);
            for (coder, log) in ["ana", "bo"].iter().zip(&mut logs) {
                let code = if random.chance(0.8) { code } else { random.below(CODES as u64) };
                at += 1;
                let Some(place) = pinned.select(turn.text.clone()) else { continue };
                let operation = Operation::Apply {
                    code: format!("code-{code}"),
                    document: id.clone(),
                    place,
                    memo: None,
                };
                let entry =
                    Entry { id: format!("{at:016x}"), at, coder: (*coder).to_owned(), operation };
                log.push_str(&entry.write());
                log.push('\n');
            }
        }
    }
    study.assign(&assignments).map_err(fails)?;
    for (coder, log) in ["ana", "bo"].iter().zip(&logs) {
        study.seal(&format!("codings/{coder}.jsonl"), log.as_bytes()).map_err(fails)?;
    }
    println!("{}", json!({ "codings": at }));
    Ok(())
}
