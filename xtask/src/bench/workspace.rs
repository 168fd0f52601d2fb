//! `cargo xtask bench workspace`: a large workspace checked and published, beside the aims.

mod make;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::file::{folder, name_of, read_json, write_json};
use super::measure::{Cost, measure, medians};
use crate::run::root;

pub(super) use make::Size;

/// What to run.
pub(super) struct Plan {
    pub(super) size: Size,
    /// How often each verb runs warm.
    pub(super) runs: usize,
    /// Whether to write the workspace and nothing else.
    pub(super) only_make: bool,
    /// The program to measure; else the one that cargo built.
    pub(super) paap: Option<PathBuf>,
}

/// What the issue asks for, in seconds.
const CHECK: f64 = 1.0;
const PUBLISH: f64 = 10.0;

pub(super) fn run(plan: &Plan) -> Result<(), String> {
    let paap = plan.paap.clone().unwrap_or_else(|| root().join("target/release/paap"));
    let workspace = made(plan.size, &paap)?;
    if plan.only_make {
        println!("{}", workspace.display());
        return Ok(());
    }
    let output = folder().join("workspace-output.json");
    let site = folder().join("workspace-site");

    let check = || {
        let mut command = Command::new(&paap);
        command.arg("check").arg(&workspace).args(["--format", "json"]);
        said(measure(&mut command, &output), &output)
    };
    eprintln!("check");
    let cold = check()?;
    let counts = verified(&read_json(&output)?);
    let warm = each(plan.runs, check)?;

    eprintln!("publish");
    let publish = each(plan.runs, || {
        remove(&site)?;
        let mut command = Command::new(&paap);
        command.arg("publish").arg(&workspace).arg("-o").arg(&site);
        said(measure(&mut command, &output), &output)
    })?;

    let Size { insights, transcripts, words, answers, seed } = plan.size;
    let citations = insights * (make::QUOTATIONS + make::FIGURES);
    let (files, bytes) = weight(&site)?;
    let mut page = format!(
        "{insights} insights, {citations} citations, {transcripts} transcripts of {words} words, \
         {answers} answers (seed {seed}); the site has {files} files, {:.1} MB\n\n\
         | | seconds | aim | CPU seconds | MiB |\n|---|---:|---:|---:|---:|\n",
        bytes as f64 / 1e6
    );
    let lines = [
        ("check, first run", cold, None),
        ("check, later", warm, Some(CHECK)),
        ("publish", publish, Some(PUBLISH)),
    ];
    let mut problems = Vec::new();
    for (what, cost, aim) in &lines {
        let asked = aim.map_or("–".to_owned(), |aim| format!("{aim}"));
        // Writing to a String cannot fail.
        let _ = writeln!(
            page,
            "| {what} | {:.2} | {asked} | {:.2} | {} |",
            cost.wall,
            cost.cpu,
            cost.peak >> 20
        );
        if aim.is_some_and(|aim| cost.wall > aim) {
            problems.push(format!("{what} takes {:.2} s", cost.wall));
        }
    }
    print!("{page}");
    let figures =
        lines.map(|(what, cost, aim)| json!({ "what": what, "seconds": cost.wall, "aim": aim }));
    write_json(&folder().join("workspace.json"), &json!({ "lines": figures, "page": page }))?;
    // All evidence is true: who is fast by looking away is found out here.
    if counts != (citations, insights) {
        problems.push(format!(
            "{} of {citations} citations verified, in {} of {insights} insights",
            counts.0, counts.1
        ));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
}

/// The workspace, made unless the same generator made it already.
fn made(size: Size, paap: &Path) -> Result<PathBuf, String> {
    let Size { insights, transcripts, words, answers, seed } = size;
    let name = format!("workspace-{insights}-{transcripts}-{words}-{answers}-{seed}");
    let workspace = folder().join(&name);
    let note = folder().join(format!("{name}.made-by"));
    let maker = name_of(&[
        include_str!("workspace/make.rs"),
        include_str!("transcripts.rs"),
        include_str!("generate.rs"),
        include_str!("questions.rs"),
    ]);
    // The note comes last: where it is, the workspace is whole.
    if std::fs::read_to_string(&note).ok().as_deref() != Some(&maker) {
        eprintln!("making the workspace");
        remove(&workspace)?;
        make::make(&workspace, size, paap)?;
        std::fs::write(&note, maker).map_err(|why| format!("{}: {why}", note.display()))?;
    }
    Ok(workspace)
}

/// The cost; where the verb did not end well, with the first of what it said.
fn said(cost: Result<Cost, String>, output: &Path) -> Result<Cost, String> {
    cost.map_err(|why| {
        let text = std::fs::read_to_string(output).unwrap_or_default();
        let first: String = text.chars().take(2000).collect();
        format!("{why}\n{first}")
    })
}

/// How many citations were verified, in how many insights.
fn verified(check: &Value) -> (usize, usize) {
    let insights = check["insights"].as_array().map(Vec::as_slice).unwrap_or_default();
    let count = |insight: &Value| insight["verified"].as_u64().unwrap_or(0) as usize;
    (insights.iter().map(count).sum(), insights.len())
}

fn each(runs: usize, mut run: impl FnMut() -> Result<Cost, String>) -> Result<Cost, String> {
    let costs: Vec<Cost> = (0..runs).map(|_| run()).collect::<Result<_, _>>()?;
    Ok(medians(&costs))
}

fn remove(folder: &Path) -> Result<(), String> {
    match std::fs::remove_dir_all(folder) {
        Err(why) if why.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("{}: {why}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// How many files there are, and how many bytes.
fn weight(folder: &Path) -> Result<(usize, u64), String> {
    let fails = |why: std::io::Error| format!("{}: {why}", folder.display());
    let (mut files, mut bytes) = (0, 0);
    for entry in std::fs::read_dir(folder).map_err(fails)? {
        let entry = entry.map_err(fails)?;
        let about = entry.metadata().map_err(fails)?;
        let (more, size) = if about.is_dir() { weight(&entry.path())? } else { (1, about.len()) };
        (files, bytes) = (files + more, bytes + size);
    }
    Ok((files, bytes))
}
