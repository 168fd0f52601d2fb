//! The door: it takes what was typed to the room that can do it, and its end to an exit code.
//!
//! 0 is done, 1 is problems found (under `--strict`, or by a gate), 2 is could not run. When nobody reads the
//! output any more the end is silent, and 0.

mod args;
mod clock;
mod error;
mod input;
mod output;
mod progress;
mod questionnaire;
mod show;
mod verbs;

use clap::Parser;
use error::Error;
use output::Outcome;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = match args::Cli::try_parse() {
        Ok(cli) => cli,
        Err(message) => {
            // Help was asked for, or is needed. Where it cannot be printed nobody reads it.
            let _ = message.print();
            return if message.use_stderr() { ExitCode::from(2) } else { ExitCode::SUCCESS };
        }
    };
    match verbs::run(&cli.verb) {
        Ok(Outcome::Done) | Err(Error::Closed) => ExitCode::SUCCESS,
        Ok(Outcome::Problems(count)) => {
            let problems = if count == 1 { "problem" } else { "problems" };
            output::say(&format!("{count} {problems} in the file, and --strict is set"));
            ExitCode::from(1)
        }
        // What is in the way was shown.
        Ok(Outcome::Gate(_)) => ExitCode::from(1),
        Err(why) => {
            output::say(&why.to_string());
            ExitCode::from(2)
        }
    }
}
