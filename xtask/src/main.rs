//! What the project does to itself: its tests and its measurements.
//!
//! Everything here is reached through `cargo xtask`, an alias in `.cargo/config.toml`, so that a
//! contributor needs Rust and nothing else to find out what there is to run.

mod args;
mod bench;
mod oracles;
mod run;
mod setup;
mod test;

use std::process::ExitCode;

const HELP: &str = "\
What the project does to itself.

    cargo xtask test [--setup] [--only STEP]... [--skip STEP]...
        Every check, one after the other; stops at the first step that fails.
        --setup first installs what the chosen steps lack, saying what.

    cargo xtask oracles [--setup] [SCRIPT]...
        Makes the fixtures of the statistics again, from independent libraries. Needed by whoever
        changes a formula: the fixtures are kept, and the tests read those.

    cargo xtask bench survey [--rows 200000] [--pairs 5] [--seed 1] [--large] [--setup]
                             [--paap PROGRAM] [--peers-only]
        paap and its peers in turn on the same made-up survey; fails if counts differ.
        --large adds ten times the rows; --paap measures another program than the one built
        here; --peers-only leaves paap out. Everything lies in target/bench/.

    cargo xtask bench interview [--interviews 1000] [--runs 3] [--seed 1] [--setup]
        Made-up interviews brought in, searched, coded and de-identified, beside the aims; and
        Presidio on the same words. Fails where an aim is missed.

    cargo xtask bench workspace [--insights 1000] [--transcripts 500] [--words 7000]
                                [--answers 2000] [--runs 5] [--seed 1] [--only-make] [--paap PROGRAM]
        A made-up workspace whose evidence is true, checked and published, beside the aims.
        --only-make writes it, and says where.

    cargo xtask bench events [--events 10000000] [--pairs 3] [--seed 1] [--setup]
        Made-up events (4 GB) to adoption, retention and delivery: paap, DuckDB and Polars in turn.
        Fails if answers differ.
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let done = match words.next().as_deref() {
        Some("test") => test::main(words),
        Some("bench") => bench::main(words),
        Some("oracles") => oracles::main(words),
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}\nSteps of `test`, in order:\n{}", test::steps_as_text());
            Ok(())
        }
        Some(other) => Err(format!("no such task: {other} (cargo xtask --help lists them)")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
