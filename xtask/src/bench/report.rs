//! What the bench says: a table for people and for the README, a file for machines, and whether
//! the targets hold.

use std::fmt::Write as _;
use std::process::Command;

use serde_json::{Value, json};

use super::measure::{Cost, median, medians};
use super::survey::{Duel, Results, TASKS};
use crate::run::output;

/// A promise, and what was measured.
struct Target {
    promise: String,
    measured: f64,
    unit: &'static str,
    holds: bool,
}

/// The targets that this run can speak about: none where the counts differ. Where there are two
/// ways of a peer, both count.
fn targets(results: &Results) -> Vec<Target> {
    let mut targets = Vec::new();
    let at_least = |promise: String, measured: f64, least: f64| Target {
        promise,
        measured,
        unit: "times",
        holds: measured >= least,
    };
    let at_most = |promise: String, measured: f64, unit: &'static str, most: f64| Target {
        promise,
        measured,
        unit,
        holds: measured <= most,
    };
    for duel in &results.duels {
        let (Some(speed), Some(memory)) = (speed(duel), memory(duel)) else { continue };
        if !duel.peer.starts_with("Polars") || !duel.differences.is_empty() {
            continue;
        }
        let Duel { task, peer, .. } = duel;
        let least = if *task == "summary" { 4.0 } else { 5.0 };
        targets.push(at_least(format!("{task}: ≥ {least} × as fast as {peer}"), speed, least));
        targets.push(at_most(
            format!("{task}: < 0.5 × the memory of {peer}"),
            memory,
            "times",
            0.5_f64.next_down(),
        ));
    }
    if !results.kernels.ours.is_empty() && results.kernels.differences.is_empty() {
        let ratio = median(results.kernels.ours.iter().copied())
            / median(results.kernels.theirs.iter().copied());
        targets.push(at_most("pairs: ≤ 1 × the time of the C loop".into(), ratio, "times", 1.0));
    }
    for growth in &results.growth {
        let (once, tenfold) = (medians(&growth.at_once), medians(&growth.at_tenfold));
        let task = growth.task;
        let promise = format!("{task}: 10 × the rows take ≤ 12.5 × the processor time");
        targets.push(at_most(promise, tenfold.cpu / once.cpu, "times", 12.5));
        let promise = format!("{task}: 10 × the rows need ≤ 2048 MiB");
        targets.push(at_most(promise, mib(tenfold.peak), "MiB", 2048.0));
    }
    targets
}

/// How many times as long they take: the median over the pairs.
fn speed(duel: &Duel) -> Option<f64> {
    let pairs = duel.ours.iter().zip(&duel.theirs);
    (!duel.ours.is_empty()).then(|| median(pairs.map(|(our, their)| their.wall / our.wall)))
}

/// How much of their memory we need.
fn memory(duel: &Duel) -> Option<f64> {
    let ours = medians(&duel.ours);
    (!duel.ours.is_empty()).then(|| ours.peak as f64 / medians(&duel.theirs).peak as f64)
}

fn mib(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// The block for the README.
pub(super) fn as_markdown(results: &Results) -> String {
    let mut text = String::new();
    let plan = &results.plan;
    let _ = write!(
        text,
        "\n{}: {} rows, {:.0} MB, {} options, seed {}, median of {} pairs; {}.\n\n\
         | task | program | wall s | CPU s | peak MiB | takes | counts |\n\
         |---|---|--:|--:|--:|--:|---|\n",
        said(Command::new("date").args(["-u", "+%Y-%m-%d"])),
        plan.rows,
        results.bytes as f64 / 1e6,
        results.options,
        plan.seed,
        plan.runs,
        machine(),
    );
    for task in TASKS {
        let duels = || results.duels.iter().filter(|duel| duel.task == task);
        let ours: Vec<Cost> = duels().flat_map(|duel| duel.ours.iter().copied()).collect();
        if !ours.is_empty() {
            row(&mut text, task, "paap", &ours, "1 ×".into(), "");
        }
        for duel in duels() {
            let counts = if duel.differences.is_empty() { "same" } else { "DIFFERENT: void" };
            let takes = match speed(duel) {
                Some(_) if !duel.differences.is_empty() => "void".into(),
                Some(speed) => format!("{speed:.1} ×"),
                None => String::new(),
            };
            row(&mut text, task, duel.peer, &duel.theirs, takes, counts);
        }
    }
    for (program, seconds) in [("paap", &results.kernels.ours), ("C loop", &results.kernels.theirs)]
    {
        if !seconds.is_empty() {
            let seconds = median(seconds.iter().copied());
            let _ = writeln!(text, "| pairs | {program} | {seconds:.4} | | | | |");
        }
    }
    for growth in &results.growth {
        row(&mut text, growth.task, "paap, 10 × the rows", &growth.at_tenfold, String::new(), "");
    }
    text.push('\n');
    for duel in &results.duels {
        let parts: Vec<_> = ["import", "read", "count", "pairs"]
            .into_iter()
            .filter_map(|part| duel.parts.get(part).map(|seconds| format!("{part} {seconds:.2}")))
            .collect();
        let _ = writeln!(text, "- {}, {}: {} s", duel.task, duel.peer, parts.join(", "));
    }
    text.push('\n');
    for Target { promise, measured, unit, holds } in targets(results) {
        let verdict = if holds { "holds" } else { "MISSED" };
        let _ = writeln!(text, "- {promise}: {verdict} ({measured:.2} {unit})");
    }
    text
}

fn row(text: &mut String, task: &str, program: &str, costs: &[Cost], takes: String, counts: &str) {
    let Cost { wall, cpu, peak } = medians(costs);
    let once = if costs.len() == 1 { " (one run)" } else { "" };
    let _ = writeln!(
        text,
        "| {task} | {program}{once} | {wall:.2} | {cpu:.2} | {:.0} | {takes} | {counts} |",
        mib(peak)
    );
}

/// The same for machines, every run by itself.
pub(super) fn as_json(results: &Results) -> Value {
    let costs = |costs: &[Cost]| -> Value {
        costs
            .iter()
            .map(|cost| json!({ "wall": cost.wall, "cpu": cost.cpu, "peak": cost.peak }))
            .collect()
    };
    let duels = results.duels.iter().map(|duel| {
        json!({
            "task": duel.task, "peer": duel.peer, "parts": duel.parts,
            "ours": costs(&duel.ours), "theirs": costs(&duel.theirs),
            "speed": speed(duel), "memory": memory(duel), "differences": duel.differences,
        })
    });
    let growth = results.growth.iter().map(|growth| {
        json!({
            "task": growth.task,
            "at_once": costs(&growth.at_once), "at_tenfold": costs(&growth.at_tenfold),
        })
    });
    let targets = targets(results).into_iter().map(|target| {
        json!({
            "promise": target.promise, "measured": target.measured, "unit": target.unit,
            "holds": target.holds,
        })
    });
    json!({
        "date": said(Command::new("date").args(["-u", "+%Y-%m-%d"])),
        "machine": machine(),
        "rows": results.plan.rows, "seed": results.plan.seed, "bytes": results.bytes,
        "options": results.options,
        "duels": duels.collect::<Vec<_>>(),
        "pairs": {
            "ours": results.kernels.ours, "theirs": results.kernels.theirs,
            "differences": results.kernels.differences,
        },
        "growth": growth.collect::<Vec<_>>(),
        "untrue": results.untrue,
        "targets": targets.collect::<Vec<_>>(),
    })
}

/// Everything that voids the bench: counts that differ, and what could not be measured.
pub(super) fn problems(results: &Results) -> Vec<String> {
    let mut problems = Vec::new();
    let mut add = |what: String, differences: &[String]| {
        for difference in differences.iter().take(5) {
            problems.push(format!("{what}: {difference}"));
        }
        if differences.len() > 5 {
            problems.push(format!("{what}: and {} more", differences.len() - 5));
        }
    };
    add("paap and the truth".into(), &results.untrue);
    for duel in &results.duels {
        add(format!("{}, {}", duel.task, duel.peer), &duel.differences);
    }
    add("pairs, C loop".into(), &results.kernels.differences);
    problems
}

pub(super) fn machine() -> String {
    let about = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown processor", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(0, |cores| cores.get());
    format!("{model}, {cores} cores, {}", said(Command::new("uname").arg("-sr")))
}

pub(super) fn said(command: &mut Command) -> String {
    output(command).unwrap_or_else(|| "unknown".into())
}
