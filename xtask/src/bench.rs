//! `cargo xtask bench`: how fast we are, and how lean, beside what an expert would use instead.
//!
//! Ours and theirs run in turn on the same file, each time in a new process, and must come to the
//! same counts. `bench/peers/` has the others' programs.

mod counts;
mod events;
mod file;
mod generate;
mod interview;
mod measure;
mod pairs;
mod questions;
mod random;
mod report;
mod survey;
mod transcripts;
mod workspace;

use std::path::PathBuf;
use std::process::Command;

use crate::args::Args;
use crate::run::{cargo, root, run};
use crate::setup::{Need, provide};

/// Runs the bench that the first word names.
pub(crate) fn main(words: impl Iterator<Item = String>) -> Result<(), String> {
    let words: Vec<String> = words.collect();
    let mut args = Args::new(words.iter().skip(1).cloned());
    match words.first().map(String::as_str) {
        Some("survey") => {
            let install = args.has("--setup");
            let plan = survey::Plan {
                rows: args.number("--rows", 200_000)?,
                runs: args.number("--pairs", 5)?.max(1),
                seed: args.number("--seed", 1)?,
                large: args.has("--large"),
                peers_only: args.has("--peers-only"),
                paap: args.values("--paap")?.pop().map(PathBuf::from),
            };
            args.finish()?;
            if cfg!(debug_assertions) {
                // The bench measures what is shipped, and must itself be quick and small.
                return again_in_release(&words, plan.paap.is_none() && !plan.peers_only);
            }
            if let Some(need) = provide(&[Need::Gcc, Need::Peers], install)?.first() {
                return Err(format!("the bench needs {} (get it with --setup)", need.name()));
            }
            survey::run(plan)
        }
        Some("interview") => {
            let install = args.has("--setup");
            let plan = interview::Plan {
                interviews: usize::try_from(args.number("--interviews", 1000)?)
                    .map_err(|why| why.to_string())?,
                runs: args.number("--runs", 3)?,
                seed: args.number("--seed", 1)?,
            };
            args.finish()?;
            if cfg!(debug_assertions) {
                return again_in_release(&words, true);
            }
            if let Some(need) = provide(&[Need::Presidio], install)?.first() {
                return Err(format!("the bench needs {} (get it with --setup)", need.name()));
            }
            interview::run(&plan)
        }
        Some("workspace") => {
            let mut number = |flag, default| {
                let number = args.number(flag, default)?;
                usize::try_from(number).map_err(|why| why.to_string())
            };
            let plan = workspace::Plan {
                size: workspace::Size {
                    insights: number("--insights", 1000)?,
                    transcripts: number("--transcripts", 500)?.max(1),
                    words: number("--words", 7000)?.max(1),
                    answers: number("--answers", 2000)? as u64,
                    seed: number("--seed", 1)? as u64,
                },
                runs: number("--runs", 5)?.max(1),
                only_make: args.has("--only-make"),
                paap: args.values("--paap")?.pop().map(PathBuf::from),
            };
            args.finish()?;
            if cfg!(debug_assertions) && !plan.only_make {
                return again_in_release(&words, plan.paap.is_none());
            }
            workspace::run(&plan)
        }
        Some("events") => {
            let install = args.has("--setup");
            let plan = events::Plan {
                events: args.number("--events", 10_000_000)?,
                seed: args.number("--seed", 1)?,
                runs: args.number("--pairs", 3)?.max(1),
            };
            args.finish()?;
            if cfg!(debug_assertions) {
                return again_in_release(&words, false);
            }
            if let Some(need) = provide(&[Need::Peers], install)?.first() {
                return Err(format!("the bench needs {} (get it with --setup)", need.name()));
            }
            events::run(&plan)
        }
        // What the bench starts in processes of their own.
        Some("survey-file") => {
            let (rows, seed) = (args.number("--rows", 200_000)?, args.number("--seed", 1)?);
            args.finish()?;
            file::make(rows, seed)
        }
        Some("events-file") => {
            let (events, seed) = (args.number("--events", 10_000_000)?, args.number("--seed", 1)?);
            args.finish()?;
            events::write(events, seed)
        }
        Some("events-ours") => {
            let file = args.values("--file")?.pop().ok_or("events-ours needs --file FILE")?;
            let threads = usize::try_from(args.number("--threads", 2)?).unwrap_or(1);
            let keep = args.has("--keep");
            args.finish()?;
            events::ours(&PathBuf::from(file), threads, keep)
        }
        Some("survey-pairs") => {
            let bits = args.values("--bits")?.pop().ok_or("survey-pairs needs --bits FILE")?;
            args.finish()?;
            pairs::main(&PathBuf::from(bits))
        }
        Some(part @ ("interview-search" | "interview-codings")) => {
            let seed = args.number("--seed", 1)?;
            let folder = args.values("--folder")?.pop().map(PathBuf::from);
            let folder = folder.ok_or_else(|| format!("{part} needs --folder DIR"))?;
            args.finish()?;
            match part {
                "interview-search" => interview::search(&folder, seed),
                _ => interview::codings(&folder, seed),
            }
        }
        _ => {
            Err("bench what? There are: cargo xtask bench survey, interview, workspace and events"
                .into())
        }
    }
}

fn again_in_release(words: &[String], with_paap: bool) -> Result<(), String> {
    let mut build = cargo();
    build.args(["build", "--quiet", "--release", "--package", "xtask"]);
    if with_paap {
        build.args(["--package", "paap"]);
    }
    run(&mut build)?;
    let program = root().join("target/release/xtask");
    match Command::new(&program).arg("bench").args(words).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err("the bench failed, see above".into()),
        Err(error) => Err(format!("{}: {error}", program.display())),
    }
}
