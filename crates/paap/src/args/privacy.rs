//! What can be typed behind `paap privacy`.

use super::Showing;
use super::interview::Key;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum PrivacyVerb {
    /// The keys of those who may open what is sealed
    #[command(subcommand)]
    Key(KeyVerb),
    /// Find what identifies people in a text
    #[command(after_help = FIND)]
    Find(FindArgs),
    /// Measure how well that is found, against labelled texts
    #[command(after_help = SCORE)]
    Score(ScoreArgs),
}

const FIND: &str = "\
Examples:
  paap privacy find notes.txt
  cat notes.txt | paap privacy find - --format json";
const SCORE: &str = "\
Examples:
  paap privacy score labelled.json";
const NEW: &str = "\
Examples:
  paap privacy key new -o my.key --for study";

#[derive(Debug, Subcommand)]
pub(crate) enum KeyVerb {
    /// Make a pair of keys: one to keep, one for leads.txt
    #[command(after_help = NEW)]
    New(NewArgs),
}

#[derive(Debug, Args)]
pub(crate) struct NewArgs {
    /// Where to write the secret key; it must not be there yet
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// The folder of interviews to seal for this key, too
    #[arg(long = "for", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) key: Key,
}

#[derive(Debug, Args)]
pub(crate) struct FindArgs {
    /// A text; - reads stdin
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// Names that are known, to be found also misspelt
    #[arg(long, value_name = "NAME")]
    pub(crate) known: Vec<String>,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct ScoreArgs {
    /// Labelled texts: full_text, and spans with their positions
    #[arg(value_name = "SPANS")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) showing: Showing,
}
