//! What can be typed. docs/cli.md documents it, and a test compares the two.

pub(crate) mod interview;
pub(crate) mod privacy;
pub(crate) mod product;
pub(crate) mod workspace;

use crate::show::Format;
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use paap_survey::read::Reader;
use std::path::PathBuf;

/// The research-to-roadmap workbench for internal platforms
#[derive(Debug, Parser)]
#[command(name = "paap", version, max_term_width = 80, after_help = AFTER)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

const AFTER: &str = "\
Exit codes: 0 done, 1 problems found (with --strict, or by a gate), 2 could not
run.

Begin with:
  paap demo
  paap survey summary answers.csv";

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Make a workspace: a folder of plain files, each of which explains itself
    #[command(after_help = workspace::INIT)]
    Init(workspace::InitArgs),
    /// Bring surveys, interviews and guides into a workspace
    #[command(subcommand)]
    Add(workspace::AddVerb),
    /// Find a passage, or compute a figure, and print it as evidence to paste
    #[command(after_help = workspace::CITE)]
    Cite(workspace::CiteArgs),
    /// Prove every claim, and find what is broken, missing, unsafe or stale
    #[command(after_help = workspace::CHECK)]
    Check(workspace::CheckArgs),
    /// Make the public site of a workspace
    #[command(after_help = workspace::PUBLISH)]
    Publish(workspace::PublishArgs),
    /// Make a dataset of a study for the public, and say what it gives away
    #[command(after_help = workspace::DATASET)]
    Dataset(workspace::DatasetArgs),
    /// Read the answers to a survey, from any export file
    #[command(subcommand)]
    Survey(SurveyVerb),
    /// Bring in interviews, protect who speaks, code them, find again what was said
    #[command(subcommand)]
    Interview(interview::InterviewVerb),
    /// Keep a platform as a product: what comes next, who uses it, what came of it
    #[command(subcommand)]
    Product(product::ProductVerb),
    /// Find what identifies people, and keep keys for what is sealed
    #[command(subcommand)]
    Privacy(privacy::PrivacyVerb),
    /// Show what paap does, on the synthetic examples that come with it
    #[command(after_help = "Examples:\n  paap demo\n  paap demo -o elsewhere --no-serve")]
    Demo(DemoArgs),
}

#[derive(Debug, Subcommand)]
pub(crate) enum SurveyVerb {
    /// Say what the file is: tool, rows, questions, options, everything odd
    #[command(after_help = INSPECT)]
    Inspect(OverviewArgs),
    /// Answer every question: counts, shares, and how sure they are
    #[command(after_help = SUMMARY)]
    Summary(OverviewArgs),
    /// Cross one question with another
    #[command(after_help = CROSS)]
    Cross(CrossArgs),
    /// Compare what one group of people says with what another says
    #[command(after_help = COMPARE)]
    Compare(CompareArgs),
    /// Say what something is to people, by Kano's two questions about it
    #[command(after_help = KANO)]
    Kano(KanoArgs),
    /// Find answers that go together
    #[command(after_help = ASSOCIATIONS)]
    Associations(AssociationsArgs),
    /// Write one self-contained page, with charts
    #[command(after_help = REPORT)]
    Report(ReportArgs),
    /// Convert between questionnaires, or make one from an export
    #[command(after_help = CONVERT)]
    Convert(ConvertArgs),
}

const INSPECT: &str = "\
Examples:
  paap survey inspect answers.csv
  paap survey inspect answers.xlsx --format json";
const SUMMARY: &str = "\
Examples:
  paap survey summary answers.csv
  paap survey summary answers.csv --where 'q25 = \"Yes\"' --format markdown
  cat answers.csv | paap survey summary - --format csv > summary.csv";
const CROSS: &str = "\
Examples:
  paap survey cross answers.csv --rows q9 --cols q4";
const COMPARE: &str = "\
Examples:
  paap survey compare answers.csv --where 'q21 = \"No\"'
  paap survey compare answers.csv --where 'q4 >= 50' --against 'q4 < 10'";
const KANO: &str = "\
Examples:
  paap survey kano answers.csv --with q3 --without q4
  paap survey kano answers.csv --with q3 --without q4 --answers '1|2|3|4|5'";
const ASSOCIATIONS: &str = "\
Examples:
  paap survey associations answers.csv --top 10
  paap survey associations answers.csv --format csv > pairs.csv";
const REPORT: &str = "\
Examples:
  paap survey report answers.csv -o report.html";
const CONVERT: &str = "\
Examples:
  paap survey convert answers.csv -o questionnaire.yaml
  paap survey convert questionnaire.yaml -o form.xlsx";

/// The answers, and how to read them.
#[derive(Debug, Args)]
pub(crate) struct Answers {
    /// The export of the survey tool (CSV, TSV or XLSX); - reads stdin
    #[arg(value_name = "EXPORT")]
    pub(crate) export: PathBuf,
    /// The tool that wrote the export, where paap takes it for another
    #[arg(long, value_name = "NAME", value_parser = readers())]
    pub(crate) reader: Option<String>,
    /// The questionnaire: options, scales and skip logic as they were meant
    #[arg(long, value_name = "FILE")]
    pub(crate) questionnaire: Option<PathBuf>,
}

fn readers() -> PossibleValuesParser {
    PossibleValuesParser::new(Reader::ALL.map(Reader::name))
}

/// Who is counted.
#[derive(Debug, Args)]
pub(crate) struct Filtered {
    /// Count only these people, such as 'q4 >= 50 and not q9 = "No"'
    #[arg(long = "where", value_name = "EXPR")]
    pub(crate) filter: Option<String>,
}

/// How people are counted.
#[derive(Debug, Args)]
pub(crate) struct Counting {
    /// Weigh people so that they match the totals in this file
    #[arg(long, value_name = "FILE")]
    pub(crate) weights: Option<PathBuf>,
    /// Withhold every number that rests on fewer than N people
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) min_base: u64,
    /// What shares are out of: those who answered, or all who were asked
    #[arg(long, value_enum, value_name = "WHO", default_value_t = Base::Answered)]
    pub(crate) base: Base,
}

/// What shares are out of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Base {
    Answered,
    Asked,
}

/// How the result is shown.
#[derive(Debug, Clone, Args)]
pub(crate) struct Showing {
    /// For reading, for programs, for spreadsheets, or for pasting
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// How many warnings of each sort to show in a table
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = Warnings::Few)]
    pub(crate) warnings: Warnings,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
}

/// How many warnings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Warnings {
    Few,
    All,
}

/// What problems in the file do to the exit code.
#[derive(Debug, Clone, Args)]
pub(crate) struct Strictness {
    /// End with exit code 1 where answers may have been read wrongly
    #[arg(long)]
    pub(crate) strict: bool,
}

/// For a look at every question: `inspect` and `summary`.
#[derive(Debug, Args)]
pub(crate) struct OverviewArgs {
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Only the questions with this id or slug, or these words in their text
    #[arg(long, value_name = "WORDS")]
    pub(crate) question: Option<String>,
    #[command(flatten)]
    pub(crate) filtered: Filtered,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct CrossArgs {
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// The question down the side: its id, position or slug
    #[arg(long, value_name = "Q")]
    pub(crate) rows: String,
    /// The question across the top; shares are out of its options
    #[arg(long, value_name = "Q")]
    pub(crate) cols: String,
    #[command(flatten)]
    pub(crate) filtered: Filtered,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// The group, such as 'q21 = "We use none"'
    #[arg(long = "where", value_name = "EXPR")]
    pub(crate) group: String,
    /// The people it is compared with; else everybody who is not in it
    #[arg(long, value_name = "EXPR")]
    pub(crate) against: Option<String>,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct KanoArgs {
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// The question how people would feel with it: its id, position or slug
    #[arg(long, value_name = "Q")]
    pub(crate) with: String,
    /// The question how they would feel without it
    #[arg(long, value_name = "Q")]
    pub(crate) without: String,
    /// The five answers, from like to dislike, where paap does not know them
    #[arg(long = "answers", value_name = "LIST")]
    pub(crate) words: Option<String>,
    #[command(flatten)]
    pub(crate) filtered: Filtered,
    /// Withhold every number that rests on fewer than N people
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) min_base: u64,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct AssociationsArgs {
    #[command(flatten)]
    pub(crate) answers: Answers,
    #[command(flatten)]
    pub(crate) filtered: Filtered,
    /// How many pairs to show in a table; CSV and JSON hold them all
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: usize,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) answers: Answers,
    /// Where to write the page; - writes to stdout
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) filtered: Filtered,
    #[command(flatten)]
    pub(crate) counting: Counting,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertArgs {
    /// A questionnaire or an export; - reads stdin
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Where to write it: a name in .yaml, or in .xlsx for an XLSForm; - writes YAML to stdout
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Write over OUT where it exists: what was edited in it by hand is lost
    #[arg(long)]
    pub(crate) force: bool,
    /// The tool that wrote the export, where paap takes it for another
    #[arg(long, value_name = "NAME", value_parser = readers())]
    pub(crate) reader: Option<String>,
    #[command(flatten)]
    pub(crate) strictness: Strictness,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// The folder to write the example and its site into
    #[arg(short, long, value_name = "DIR", default_value = "paap-demo")]
    pub(crate) output: PathBuf,
    /// Do not show the site on this machine afterwards
    #[arg(long)]
    pub(crate) no_serve: bool,
    /// The port to show it on; 0 takes any that is free
    #[arg(long, value_name = "N", default_value_t = 8017)]
    pub(crate) port: u16,
}

#[cfg(test)]
mod tests;
