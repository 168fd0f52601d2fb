//! `cargo xtask bench survey`: the runs, one after the other, and then the comparison.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::counts::{Counted, against_peer, against_truth, counted, for_peers, pairs_against_peer};
use super::file::{Files, folder, read_json, warm, write_json};
use super::measure::{Cost, measure, median};
use super::report;
use crate::run::{root, run as run_command};
use crate::setup::Venv;

/// What to run.
pub(super) struct Plan {
    pub(super) rows: u64,
    /// How often ours and theirs run in turn.
    pub(super) runs: u64,
    pub(super) seed: u64,
    /// Whether to run ours on ten times the rows too.
    pub(super) large: bool,
    /// Whether to leave ours out, and hold the peers against the truth.
    pub(super) peers_only: bool,
    /// The program to call ours; else the one that cargo built.
    pub(super) paap: Option<PathBuf>,
}

/// Those we measure ourselves against: name, script, further words.
const PEERS: [(&str, &str, &[&str]); 4] = [
    ("Polars", "with_polars.py", &[]),
    ("Polars, cells as text", "with_polars.py", &["strings"]),
    ("DuckDB", "with_duckdb.py", &[]),
    ("pandas", "with_pandas.py", &[]),
];

/// The verbs of `paap survey` that have peers.
pub(super) const TASKS: [&str; 2] = ["summary", "associations"];

/// A run longer than this is not repeated.
const LONG: f64 = 60.0;

/// Ours and one peer on one task.
pub(super) struct Duel {
    pub(super) task: &'static str,
    pub(super) peer: &'static str,
    /// Empty if ours was left out.
    pub(super) ours: Vec<Cost>,
    pub(super) theirs: Vec<Cost>,
    /// What the peer says of its parts, in median seconds.
    pub(super) parts: BTreeMap<String, f64>,
    /// Where the counts part.
    pub(super) differences: Vec<String>,
}

/// The kernel of the pairs: seconds of ours and of the C loop, in turn.
pub(super) struct Kernels {
    pub(super) ours: Vec<f64>,
    pub(super) theirs: Vec<f64>,
    pub(super) differences: Vec<String>,
}

/// Ours on ten times the rows: the task, the cost at both sizes.
pub(super) struct Growth {
    pub(super) task: &'static str,
    pub(super) at_once: Vec<Cost>,
    pub(super) at_tenfold: Vec<Cost>,
}

/// All that was measured.
pub(super) struct Results {
    pub(super) plan: Plan,
    pub(super) bytes: u64,
    pub(super) options: usize,
    pub(super) duels: Vec<Duel>,
    pub(super) kernels: Kernels,
    pub(super) growth: Vec<Growth>,
    /// Where our counts and the truth part.
    pub(super) untrue: Vec<String>,
}

/// Runs the plan, prints what came of it, and fails if counts differ.
pub(super) fn run(plan: Plan) -> Result<(), String> {
    let files = files(plan.rows, plan.seed)?;
    let truth = counted(&read_json(&files.truth)?);
    let ours = if plan.peers_only {
        truth.clone()
    } else {
        let (output, mut command) = paap(&plan, "summary", &files.csv);
        measure(&mut command, &output)?;
        counted(&read_json(&output)?)
    };
    write_json(&folder().join("options.json"), &for_peers(&ours)?)?;
    warm(&files.csv)?;

    let mut duels = Vec::new();
    for task in TASKS {
        for (peer, script, words) in PEERS {
            eprintln!("{task}: {peer}");
            duels.push(duel(&plan, task, peer, script, words, &files.csv)?);
        }
    }
    eprintln!("pairs: the C loop");
    let kernels = kernels(&plan, &files.bits)?;
    let growth = if plan.large && !plan.peers_only { growth(&plan, &files)? } else { Vec::new() };

    // Nothing large is read before this: what we hold would count as the peak of what we start.
    for duel in &mut duels {
        duel.differences = differences(&plan, duel, &ours)?;
    }
    let results = Results {
        bytes: std::fs::metadata(&files.csv).map_or(0, |about| about.len()),
        options: ours.iter().map(|question| question.options.len()).sum(),
        untrue: against_truth(&ours, &truth),
        plan,
        duels,
        kernels,
        growth,
    };
    write_json(&folder().join("survey.json"), &report::as_json(&results))?;
    print!("{}", report::as_markdown(&results));
    match report::problems(&results).as_slice() {
        [] => Ok(()),
        problems => Err(format!("the bench does not hold:\n{}", problems.join("\n"))),
    }
}

/// The files of the survey, made by a process of its own if they are not there.
fn files(rows: u64, seed: u64) -> Result<Files, String> {
    let files = Files::new(rows, seed);
    if !files.are_current() {
        let me = std::env::current_exe().map_err(|error| error.to_string())?;
        let (rows, seed) = (rows.to_string(), seed.to_string());
        let words = ["bench", "survey-file", "--rows", &rows, "--seed", &seed];
        run_command(Command::new(me).args(words))?;
    }
    Ok(files)
}

/// Our command for a task, and where its output goes.
fn paap(plan: &Plan, task: &str, csv: &Path) -> (PathBuf, Command) {
    let program = plan.paap.clone().unwrap_or_else(|| root().join("target/release/paap"));
    let mut command = Command::new(program);
    command.args(["survey", task]).arg(csv).args(["--format", "json"]);
    (folder().join(format!("paap-{task}.json")), command)
}

/// Where a peer's answer goes.
fn answer(task: &str, peer: &str) -> PathBuf {
    let name = peer.to_lowercase().replace(", ", "-").replace(' ', "-");
    folder().join(format!("{name}-{task}.json"))
}

/// Ours, theirs, ours, theirs.
fn duel(
    plan: &Plan,
    task: &'static str,
    peer: &'static str,
    script: &str,
    words: &[&str],
    csv: &Path,
) -> Result<Duel, String> {
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut parts: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    let answer = answer(task, peer);
    for _ in 0..plan.runs {
        if !plan.peers_only {
            let (output, mut command) = paap(plan, task, csv);
            ours.push(measure(&mut command, &output)?);
        }
        let mut command = Command::new(Venv::peers().python());
        command.arg(root().join("bench/peers").join(script)).arg(task).arg(csv);
        command.arg(folder().join("options.json")).arg(&answer).args(words);
        let cost = measure(&mut command, &folder().join("peer.log"))?;
        theirs.push(cost);
        for (part, seconds) in read_json(&answer)?["seconds"].as_object().into_iter().flatten() {
            parts.entry(part.clone()).or_default().extend(seconds.as_f64());
        }
        if cost.wall > LONG {
            break;
        }
    }
    let parts = parts.into_iter().map(|(part, seconds)| (part, median(seconds))).collect();
    Ok(Duel { task, peer, ours, theirs, parts, differences: Vec::new() })
}

/// Where the counts of a duel part.
fn differences(plan: &Plan, duel: &Duel, ours: &[Counted]) -> Result<Vec<String>, String> {
    let theirs = read_json(&answer(duel.task, duel.peer))?;
    let mut differences = against_peer(ours, &theirs);
    if duel.task == "associations" && !plan.peers_only {
        let found = read_json(&paap(plan, duel.task, Path::new("")).0)?;
        differences.extend(pairs_against_peer(ours, &found, &theirs));
    }
    Ok(differences)
}

fn kernels(plan: &Plan, bits: &Path) -> Result<Kernels, String> {
    let c_loop = folder().join("pairs");
    run_command(
        Command::new("gcc")
            .args(["-O3", "-march=native", "-o"])
            .arg(&c_loop)
            .arg(root().join("bench/peers/pairs.c")),
    )?;
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = folder().join("pairs.json");
    let timed = |command: &mut Command| -> Result<(f64, Value), String> {
        measure(command, &output)?;
        let said = read_json(&output)?;
        Ok((said["seconds"].as_f64().unwrap_or(f64::NAN), said["checksum"].clone()))
    };
    let mut kernels = Kernels { ours: Vec::new(), theirs: Vec::new(), differences: Vec::new() };
    for _ in 0..plan.runs {
        let (seconds, their_sum) = timed(Command::new(&c_loop).arg(bits))?;
        kernels.theirs.push(seconds);
        if plan.peers_only {
            continue;
        }
        let mut ours = Command::new(&me);
        let (seconds, our_sum) = timed(ours.args(["bench", "survey-pairs", "--bits"]).arg(bits))?;
        kernels.ours.push(seconds);
        if our_sum != their_sum {
            kernels.differences.push(format!("checksum {our_sum}, theirs {their_sum}"));
        }
    }
    Ok(kernels)
}

fn growth(plan: &Plan, once: &Files) -> Result<Vec<Growth>, String> {
    let tenfold = files(plan.rows * 10, plan.seed)?;
    let mut growth = Vec::new();
    for task in TASKS {
        eprintln!("{task}: ten times the rows");
        let costs = |csv: &Path| -> Result<Vec<Cost>, String> {
            warm(csv)?;
            let run = |_| {
                let (_, mut command) = paap(plan, task, csv);
                measure(&mut command, &folder().join("paap-growth.json"))
            };
            (0..3).map(run).collect()
        };
        let at_once = costs(&once.csv)?;
        growth.push(Growth { task, at_once, at_tenfold: costs(&tenfold.csv)? });
    }
    Ok(growth)
}
