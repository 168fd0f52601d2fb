//! `cargo xtask oracles`: makes the fixtures of the statistics again, by the scripts in `oracles/`.

use std::path::PathBuf;
use std::process::Command;

use crate::args::Args;
use crate::run::{root, run};
use crate::setup::{Need, Venv, provide};

/// Runs the scripts named, or all that write fixtures. What changed, git shows.
pub(crate) fn main(words: impl Iterator<Item = String>) -> Result<(), String> {
    let (names, flags): (Vec<_>, Vec<_>) = words.partition(|word| !word.starts_with("--"));
    let mut args = Args::new(flags.into_iter());
    let install = args.has("--setup");
    args.finish()?;
    if let Some(need) = provide(&[Need::Oracles], install)?.first() {
        return Err(format!("{} are needed (get them with --setup)", need.name()));
    }
    let scripts = scripts()?;
    let name = |script: &PathBuf| script.file_stem().unwrap_or_default().to_owned();
    if let Some(unknown) = names.iter().find(|n| !scripts.iter().any(|s| name(s) == n.as_str())) {
        return Err(format!("there is no oracles/{unknown}.py that writes fixtures"));
    }
    for script in &scripts {
        if names.is_empty() || names.iter().any(|n| name(script) == n.as_str()) {
            run(Command::new(Venv::oracles().python()).arg(script))?;
        }
    }
    Ok(())
}

/// The scripts that write fixtures: they share `common.py`, which has the writer.
fn scripts() -> Result<Vec<PathBuf>, String> {
    let folder = root().join("oracles");
    let entries =
        std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut scripts: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "py"))
        .filter(|file| {
            std::fs::read_to_string(file).is_ok_and(|text| text.contains("from common import"))
        })
        .collect();
    scripts.sort();
    Ok(scripts)
}
