//! What can be typed about a whole workspace: init, add, cite, check, publish, dataset.

use super::interview::{Incoming, Key};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(crate) const INIT: &str = "\
Example:
  paap init research --title 'Platform research'";
pub(crate) const CITE: &str = "\
Examples:
  paap cite 'I built my own'
  paap cite 'count(q19 = \"No\")' --in survey
  paap cite 'count(code = \"waiting\")' --in interviews";
pub(crate) const CHECK: &str = "\
Examples:
  paap check .
  paap check . --format github
  paap check . --attest --identity lead.key";
pub(crate) const PUBLISH: &str = "\
Examples:
  paap publish . -o site
  paap publish . -o site --serve
  paap publish . --internal";
pub(crate) const DATASET: &str = "\
Example:
  paap dataset . -o dataset --study survey-2026";
const SURVEY: &str = "\
Example:
  paap add survey answers.csv --study survey-2026";
const INTERVIEWS: &str = "\
Example:
  paap add interviews recordings/*.vtt --study survey-2026 --guide script.md";
const GUIDE: &str = "\
Example:
  paap add guide script.md --study survey-2026";
const NEED: &str = "\
Example:
  paap add need know-who-to-ask 'count(q19 = \"No\")'";
const STUDY: &str = "\
Example:
  paap add study survey-2026 --title 'The survey of 2026'";

#[derive(Debug, Args)]
pub(crate) struct InitArgs {
    /// The folder; it is made where it is not there
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    /// What the workspace is called; else as its folder
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AddVerb {
    /// Begin another study
    #[command(after_help = STUDY)]
    Study(AddStudyArgs),
    /// Bring in the answers to surveys, sealed for the leads
    #[command(after_help = SURVEY)]
    Survey(AddSurveyArgs),
    /// Bring in the transcripts of interviews, sealed until they are de-identified
    #[command(after_help = INTERVIEWS)]
    Interviews(AddInterviewsArgs),
    /// Bring in the scripts of interviews
    #[command(after_help = GUIDE)]
    Guide(AddGuideArgs),
    /// Begin a need, and the insight that it rests on, with what is counted
    #[command(after_help = NEED)]
    Need(AddNeedArgs),
}

/// Where something is brought in.
#[derive(Debug, Args)]
pub(crate) struct Into {
    /// The study, where the workspace has several
    #[arg(long, value_name = "S")]
    pub(crate) study: Option<String>,
    /// A folder in the workspace; else the current one
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) workspace: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct AddStudyArgs {
    /// Its name: small letters, digits, hyphens
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// What it is called; else its name
    #[arg(long, value_name = "TEXT")]
    pub(crate) title: Option<String>,
    /// A folder in the workspace; else the current one
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) workspace: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct AddSurveyArgs {
    /// Exports of a survey tool (CSV, TSV or XLSX)
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) into: Into,
    /// What to call the survey, where one file comes in; else as its file
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Put the answers where everybody reads them, not under sealed/
    #[arg(long)]
    pub(crate) open: bool,
    #[command(flatten)]
    pub(crate) key: Key,
}

#[derive(Debug, Args)]
pub(crate) struct AddInterviewsArgs {
    #[command(flatten)]
    pub(crate) incoming: Incoming,
    #[command(flatten)]
    pub(crate) into: Into,
}

#[derive(Debug, Args)]
pub(crate) struct AddGuideArgs {
    /// Scripts, as Markdown
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) into: Into,
}

#[derive(Debug, Args)]
pub(crate) struct AddNeedArgs {
    /// Its name: small letters, digits, hyphens
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Whom it is about, as an expression such as 'count(q4 = "Yes")'
    #[arg(value_name = "FIGURE")]
    pub(crate) figure: String,
    #[command(flatten)]
    pub(crate) into: Into,
    /// The survey, or interviews, where there are several
    #[arg(long = "in", value_name = "SOURCE")]
    pub(crate) source: Option<String>,
    #[command(flatten)]
    pub(crate) key: Key,
}

#[derive(Debug, Args)]
pub(crate) struct CiteArgs {
    /// Words that somebody said, or an expression such as 'count(q4 = "Yes")'
    #[arg(value_name = "WORDS")]
    pub(crate) words: String,
    #[command(flatten)]
    pub(crate) into: Into,
    /// Of an expression: the survey, or interviews, where there are several
    #[arg(long = "in", value_name = "SOURCE")]
    pub(crate) source: Option<String>,
    /// How many passages to print at most
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) top: usize,
    #[command(flatten)]
    pub(crate) key: Key,
}

/// A workspace, and how to open what is sealed in it.
#[derive(Debug, Args)]
pub(crate) struct Whole {
    /// The folder of the workspace; else the current one
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) key: Key,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) whole: Whole,
    /// For reading, for programs, for code scanning, or as GitHub's annotations
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = CheckFormat::Table)]
    pub(crate) format: CheckFormat,
    /// Write down what was proved, for where the answers are not at hand
    #[arg(long)]
    pub(crate) attest: bool,
    /// Write quotations as their source has them, and pin today's transcripts
    #[arg(long)]
    pub(crate) fix: bool,
}

/// How what was found is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    Table,
    Json,
    Sarif,
    Github,
}

#[derive(Debug, Args)]
pub(crate) struct PublishArgs {
    #[command(flatten)]
    pub(crate) whole: Whole,
    /// The folder to write the site into; else site, or site-internal
    #[arg(short, long, value_name = "SITE")]
    pub(crate) output: Option<PathBuf>,
    /// Make the site for those who build the platform, with what product/ keeps from the public
    #[arg(long)]
    pub(crate) internal: bool,
    /// Then show the site on this machine, until Ctrl-C
    #[arg(long)]
    pub(crate) serve: bool,
    /// The port to show it on; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8017)]
    pub(crate) port: u16,
}

#[derive(Debug, Args)]
pub(crate) struct DatasetArgs {
    #[command(flatten)]
    pub(crate) whole: Whole,
    /// The folder to write the version into, in a folder of its own
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// The study, where the workspace has several
    #[arg(long, value_name = "S")]
    pub(crate) study: Option<String>,
    /// The version; else as study.yaml has it, or 1.0.0
    #[arg(long, value_name = "VERSION")]
    pub(crate) release: Option<String>,
}
