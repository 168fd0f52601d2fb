//! `cargo xtask bench events`: ten million events to adoption, retention and delivery, ours beside
//! DuckDB and Polars, in turn on the same file. All must come to the same answers.

mod make;
mod ours;

use std::fmt::Write as _;
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::file::{folder, read_json, warm, write_json};
use super::measure::{Cost, measure, median, medians};
use super::report::{machine, said};
use crate::run::{root, run as run_command};
use crate::setup::Venv;

pub(super) use ours::ours;

/// What to run.
pub(super) struct Plan {
    pub(super) events: u64,
    pub(super) seed: u64,
    /// How often ours and theirs run in turn.
    pub(super) runs: u64,
}

/// Those we measure ourselves against, and their scripts.
const PEERS: [(&str, &str); 2] =
    [("DuckDB", "events_with_duckdb.py"), ("Polars", "events_with_polars.py")];

/// Ours and one peer.
struct Duel {
    peer: &'static str,
    ours: Vec<Cost>,
    theirs: Vec<Cost>,
    /// Where the answers part.
    differences: Vec<String>,
    /// What the peer says of its parts.
    parts: Value,
}

/// Runs the plan, prints what came of it, and fails if answers differ.
pub(super) fn run(plan: &Plan) -> Result<(), String> {
    let path = file(plan.events, plan.seed);
    // It is made anew each time, as what makes it may have changed; by a process of its own, as what
    // we hold would count as the peak of what we start.
    let me = std::env::current_exe().map_err(|error| error.to_string())?;
    let (events, seed) = (plan.events.to_string(), plan.seed.to_string());
    let words = ["bench", "events-file", "--events", &events, "--seed", &seed];
    run_command(Command::new(&me).args(words))?;
    warm(&path)?;
    let answer = folder().join("events-paap.json");
    let mut duels = Vec::new();
    for (peer, script) in PEERS {
        let theirs_at = folder().join(format!("events-{}.json", peer.to_lowercase()));
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for run in 1..=plan.runs {
            eprintln!("events: {peer}, run {run}");
            let mut command = Command::new(&me);
            command.args(["bench", "events-ours", "--file"]).arg(&path);
            ours.push(measure(&mut command, &answer)?);
            let mut command = Command::new(Venv::peers().python());
            command.arg(root().join("bench/peers").join(script)).arg(&path).arg(&theirs_at);
            theirs.push(measure(&mut command, &folder().join("peer.log"))?);
        }
        let (our, their) = (read_json(&answer)?, read_json(&theirs_at)?);
        let mut differences = Vec::new();
        for part in ["events", "use", "delivery"] {
            compare(part, &our[part], &their[part], &mut differences);
        }
        duels.push(Duel { peer, ours, theirs, differences, parts: their["seconds"].clone() });
    }
    let mut command = Command::new(&me);
    command.args(["bench", "events-ours", "--keep", "--file"]).arg(&path);
    let kept = measure(&mut command, &answer)?;
    let parts = read_json(&answer)?["seconds"].clone();
    let bytes = std::fs::metadata(&path).map_or(0, |about| about.len());
    print!("{}", as_markdown(plan, bytes, &duels, (kept, &parts)));
    write_json(&folder().join("events.json"), &as_json(plan, bytes, &duels, &parts))?;
    let different = duels.iter().flat_map(|duel| {
        duel.differences.iter().take(5).map(|what| format!("{}: {what}", duel.peer))
    });
    match different.collect::<Vec<_>>().as_slice() {
        [] => Ok(()),
        different => Err(format!("the bench does not hold:\n{}", different.join("\n"))),
    }
}

/// Names every place at which two answers are not the same.
fn compare(place: &str, our: &Value, their: &Value, differences: &mut Vec<String>) {
    match (our, their) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                compare(&format!("{place}/{key}"), &our[key], &their[key], differences);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (index, (a, b)) in a.iter().zip(b).enumerate() {
                compare(&format!("{place}/{index}"), a, b, differences);
            }
        }
        // A median of whole milliseconds may end in a half: so it is the same in every number.
        (Value::Number(a), Value::Number(b)) if a.as_f64() == b.as_f64() => {}
        (a, b) if a == b => {}
        (a, b) => differences.push(format!("{place}: {a}, theirs {b}")),
    }
}

fn seconds(costs: &[Cost]) -> f64 {
    median(costs.iter().map(|cost| cost.wall))
}

/// How many times as long the quicker peer takes.
fn ratio(duels: &[Duel]) -> f64 {
    let each = duels.iter().map(|duel| {
        median(duel.ours.iter().zip(&duel.theirs).map(|(our, their)| their.wall / our.wall))
    });
    each.fold(f64::INFINITY, f64::min)
}

/// What is promised, and whether it holds.
fn targets(plan: &Plan, duels: &[Duel]) -> Vec<(String, bool)> {
    let ours: Vec<Cost> = duels.iter().flat_map(|duel| duel.ours.iter().copied()).collect();
    let (wall, peak) = (seconds(&ours), medians(&ours).peak as f64 / f64::from(1 << 20));
    let ratio = ratio(duels);
    let mut targets =
        vec![(format!("≥ 2 × as fast as the quicker peer ({ratio:.2} ×)"), ratio >= 2.0)];
    if plan.events == 10_000_000 {
        targets.push((format!("ten million events in under 10 s ({wall:.2} s)"), wall < 10.0));
        targets.push((format!("in under 1 GiB ({peak:.0} MiB)"), peak < 1024.0));
    }
    targets
}

fn as_markdown(plan: &Plan, bytes: u64, duels: &[Duel], (kept, parts): (Cost, &Value)) -> String {
    let mut text = format!(
        "\n{}: {} events, {:.0} MB of JSON lines, seed {}, median of {} pairs; {}.\n\n\
         | program | wall s | CPU s | peak MiB | takes | answers |\n|---|--:|--:|--:|--:|---|\n",
        said(Command::new("date").args(["-u", "+%Y-%m-%d"])),
        plan.events,
        bytes as f64 / 1e6,
        plan.seed,
        plan.runs,
        machine(),
    );
    let mut row = |name: &str, costs: &[Cost], takes: String, answers: &str| {
        let Cost { wall, cpu, peak } = medians(costs);
        let peak = peak as f64 / f64::from(1 << 20);
        let _ =
            writeln!(text, "| {name} | {wall:.2} | {cpu:.2} | {peak:.0} | {takes} | {answers} |");
    };
    let ours: Vec<Cost> = duels.iter().flat_map(|duel| duel.ours.iter().copied()).collect();
    row("paap", &ours, "1 ×".into(), "");
    row("paap, with what a workspace keeps", &[kept], String::new(), "");
    for duel in duels {
        let takes =
            median(duel.ours.iter().zip(&duel.theirs).map(|(our, their)| their.wall / our.wall));
        let answers = if duel.differences.is_empty() { "same" } else { "DIFFERENT: void" };
        row(duel.peer, &duel.theirs, format!("{takes:.2} ×"), answers);
    }
    let _ = writeln!(text, "\n- paap: {parts}");
    for duel in duels {
        let _ = writeln!(text, "- {}: {}", duel.peer, duel.parts);
    }
    for (promise, holds) in targets(plan, duels) {
        let _ = writeln!(text, "- {promise}: {}", if holds { "holds" } else { "MISSED" });
    }
    text
}

fn as_json(plan: &Plan, bytes: u64, duels: &[Duel], parts: &Value) -> Value {
    let costs = |costs: &[Cost]| -> Value {
        let one = |cost: &Cost| json!({ "wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak });
        costs.iter().map(one).collect()
    };
    let duels = duels.iter().map(|duel| {
        json!({
            "peer": duel.peer, "ours": costs(&duel.ours), "theirs": costs(&duel.theirs),
            "parts": duel.parts, "differences": duel.differences,
        })
    });
    json!({
        "date": said(Command::new("date").args(["-u", "+%Y-%m-%d"])),
        "machine": machine(), "events": plan.events, "seed": plan.seed, "bytes": bytes,
        "parts": parts, "duels": duels.collect::<Vec<_>>(),
    })
}

/// The file of so many events.
fn file(events: u64, seed: u64) -> PathBuf {
    folder().join(format!("events-{events}-{seed}.jsonl"))
}

/// Writes the file of events.
pub(super) fn write(events: u64, seed: u64) -> Result<(), String> {
    let path = file(events, seed);
    let make = |path: &Path| -> std::io::Result<()> {
        std::fs::create_dir_all(folder())?;
        let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
        make::make(events, seed, &mut out)?;
        out.into_inner()?.sync_all()
    };
    make(&path).map_err(|error| format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_compared_in_every_place() {
        let mut differences = Vec::new();
        let our = json!({ "a": [1, 2.5, null], "b": { "c": 3 } });
        compare("", &our, &json!({ "a": [1.0, 2.5, null], "b": { "c": 3 } }), &mut differences);
        assert!(differences.is_empty(), "{differences:?}");
        let their = json!({ "a": [1, 2, null], "b": { "c": 4, "d": 1 } });
        compare("", &our, &their, &mut differences);
        compare("e", &json!([1]), &json!([1, 2]), &mut differences);
        assert_eq!(differences.len(), 4, "{differences:?}");
    }
}
