//! What can be typed behind `paap interview`.

use super::Showing;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand, ValueEnum};
use paap_interview::read::Reader;
use std::path::PathBuf;

#[derive(Debug, Subcommand)]
pub(crate) enum InterviewVerb {
    /// Bring transcripts, or open survey answers, into a folder
    #[command(after_help = IMPORT)]
    Import(ImportArgs),
    /// Find what identifies people, have it reviewed, and replace it
    #[command(after_help = REDACT)]
    Redact(RedactArgs),
    /// Find what was said
    #[command(after_help = SEARCH)]
    Search(SearchArgs),
    /// Put codes on excerpts, and change what was coded
    #[command(after_help = CODE)]
    Code(CodeArgs),
    /// Count people and excerpts by code
    #[command(after_help = CODES)]
    Codes(CodesArgs),
    /// Measure how far coders agree
    #[command(after_help = AGREEMENT)]
    Agreement(AgreementArgs),
    /// Rank uncoded excerpts by how much they are like a code's
    #[command(after_help = SUGGEST)]
    Suggest(SuggestArgs),
    /// Group excerpts, to start an affinity map from
    #[command(after_help = THEMES)]
    Themes(ThemesArgs),
    /// Show what was answered to each question of a guide
    #[command(after_help = GUIDE)]
    Guide(GuideArgs),
    /// Exchange with other tools: REFI-QDA projects and codebooks
    #[command(after_help = CONVERT)]
    Convert(ExchangeArgs),
}

const IMPORT: &str = "\
Examples:
  paap interview import recordings/*.vtt -o study
  paap interview import answers.csv --questions q5,q6 -o study";
const REDACT: &str = "\
Examples:
  paap interview redact study
  paap interview redact study --apply --by ines
  paap interview redact study --check";
const SEARCH: &str = "\
Examples:
  paap interview search study 'waiting \"golden path\"' --speaker interviewee";
const CODE: &str = "\
Examples:
  paap interview code study start --coder ana --document interview-001
  paap interview code study apply --coder ana --document i-1 --turn t3 --code slow
  paap interview code study undo --coder ana";
const CODES: &str = "\
Examples:
  paap interview codes study --by persona";
const AGREEMENT: &str = "\
Examples:
  paap interview agreement study --unit sentence";
const SUGGEST: &str = "\
Examples:
  paap interview suggest study --code waiting";
const THEMES: &str = "\
Examples:
  paap interview themes study --format json";
const GUIDE: &str = "\
Examples:
  paap interview guide study --guide script.md --question q14";
const CONVERT: &str = "\
Examples:
  paap interview convert study -o study.qdpx
  paap interview convert project.qdpx -o study";

/// The folder, and how to open what is sealed in it.
#[derive(Debug, Args)]
pub(crate) struct Folder {
    /// The folder of the interviews
    #[arg(value_name = "DIR")]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) key: Key,
}

/// What opens what is sealed.
#[derive(Debug, Clone, Args)]
pub(crate) struct Key {
    /// Your secret key, where the folder is sealed for leads
    #[arg(long, value_name = "FILE", env = "PAAP_IDENTITY", hide_env_values = true)]
    pub(crate) identity: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// The folder to bring them into; it is made where it is not there
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    #[command(flatten)]
    pub(crate) incoming: Incoming,
}

/// Interviews that come in, and what is known of them.
#[derive(Debug, Clone, Args)]
pub(crate) struct Incoming {
    /// Transcripts in any format, or an export of a survey; - reads stdin
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// Of a survey's export: the open questions whose answers to bring
    #[arg(long, value_name = "Q", value_delimiter = ',')]
    pub(crate) questions: Vec<String>,
    /// The guide: who asks its questions is the interviewer
    #[arg(long, value_name = "FILE")]
    pub(crate) guide: Option<PathBuf>,
    /// What is known of the interviews: persona, role, date, by id (YAML)
    #[arg(long, value_name = "FILE")]
    pub(crate) about: Option<PathBuf>,
    /// Who asks, by the name in the transcript
    #[arg(long, value_name = "NAME")]
    pub(crate) interviewer: Vec<String>,
    /// The tool that wrote the transcript, where paap takes it for another
    #[arg(long, value_name = "NAME", value_parser = readers())]
    pub(crate) reader: Option<String>,
    /// Number the interviews: PREFIX-001, PREFIX-002, instead of their files' names
    #[arg(long, value_name = "PREFIX")]
    pub(crate) number: Option<String>,
    /// The persona of these participants, such as builder
    #[arg(long, value_name = "NAME")]
    pub(crate) persona: Option<String>,
    /// The language that is spoken, such as en or pt-BR
    #[arg(long, value_name = "TAG")]
    pub(crate) language: Option<String>,
    /// Write over interviews that are there already
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) key: Key,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

fn readers() -> PossibleValuesParser {
    PossibleValuesParser::new(Reader::ALL.iter().map(|reader| reader.name()))
}

#[derive(Debug, Args)]
pub(crate) struct RedactArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// Write the de-identified transcripts, as the review file says
    #[arg(long, conflicts_with = "check")]
    pub(crate) apply: bool,
    /// Fail where something is not reviewed, or still to be seen: the release gate
    #[arg(long)]
    pub(crate) check: bool,
    /// Who decides; written beside each decision
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// Accept every proposal as it stands; rejects stay rejected
    #[arg(long, requires = "by")]
    pub(crate) accept_all: bool,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// Which interviews, and whose words.
#[derive(Debug, Args)]
pub(crate) struct Among {
    /// Only what this side says, or the speaker of this name
    #[arg(long, value_name = "WHO")]
    pub(crate) speaker: Option<String>,
    /// Only interviews of this persona
    #[arg(long, value_name = "NAME")]
    pub(crate) persona: Option<String>,
    /// Only interviews whose front matter says so, such as industry=bank
    #[arg(long = "where", value_name = "KEY=VALUE")]
    pub(crate) fields: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct SearchArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// Words; \"a phrase\", a OR b, -without, begin*
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) among: Among,
    /// How many hits to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: usize,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// What to do with codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Action {
    List,
    Start,
    Finish,
    Apply,
    Remove,
    Move,
    Memo,
    New,
    Rename,
    Merge,
    Split,
    Delete,
    Undo,
    Redo,
    Disagreements,
    Adjudicate,
    Pull,
    Carry,
}

#[derive(Debug, Args)]
pub(crate) struct CodeArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// What to do
    #[arg(value_enum, value_name = "ACTION", default_value_t = Action::List)]
    pub(crate) action: Action,
    /// Who codes, by a short name that is nobody's own
    #[arg(long, value_name = "NAME", env = "PAAP_CODER", hide_env_values = true)]
    pub(crate) coder: Option<String>,
    /// The interview
    #[arg(long, value_name = "ID")]
    pub(crate) document: Option<String>,
    /// The code; several with commas, to merge
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub(crate) code: Vec<String>,
    /// The words to code, as they stand in the transcript
    #[arg(long, value_name = "WORDS", allow_hyphen_values = true)]
    pub(crate) quote: Option<String>,
    /// The turn in which the words are; alone, the whole turn
    #[arg(long, value_name = "TURN")]
    pub(crate) turn: Option<String>,
    /// What to remember about it
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) memo: Option<String>,
    /// The codings, by their ids as list shows them
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(crate) coding: Vec<String>,
    /// The code to move, merge or split into, or the new name
    #[arg(long, value_name = "CODE")]
    pub(crate) to: Option<String>,
    /// Of a new code: the code that it is a kind of
    #[arg(long, value_name = "CODE")]
    pub(crate) parent: Option<String>,
    /// Of a new code: what it means
    #[arg(long, value_name = "TEXT")]
    pub(crate) definition: Option<String>,
    /// Take an interview that another codes already, without seeing their codings
    #[arg(long)]
    pub(crate) second: bool,
    /// The other folder, or a list of codings (YAML), to pull from
    #[arg(long, value_name = "PATH")]
    pub(crate) from: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// What codes are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum By {
    Persona,
    Person,
    Question,
    Code,
}

#[derive(Debug, Args)]
pub(crate) struct CodesArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// Count by persona, person, question of the guide, or code with code
    #[arg(long, value_enum, value_name = "WHAT")]
    pub(crate) by: Option<By>,
    /// Only what this coder coded; agreed is what was adjudicated
    #[arg(long, value_name = "NAME")]
    pub(crate) coder: Option<String>,
    /// The guide, for its questions
    #[arg(long, value_name = "FILE")]
    pub(crate) guide: Option<PathBuf>,
    /// The survey that participants also answered
    #[arg(long, value_name = "EXPORT", requires = "question")]
    pub(crate) survey: Option<PathBuf>,
    /// The survey's question to cross the codes with
    #[arg(long, value_name = "Q", requires = "survey")]
    pub(crate) question: Option<String>,
    /// Withhold every number that rests on fewer than N people
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) min_base: u64,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

/// What coders agree or disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Unit {
    Turn,
    Sentence,
    Character,
}

#[derive(Debug, Args)]
pub(crate) struct AgreementArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// What is compared: whole turns, sentences, or single characters
    #[arg(long, value_enum, value_name = "UNIT", default_value_t = Unit::Sentence)]
    pub(crate) unit: Unit,
    /// Only these coders
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) coder: Vec<String>,
    /// The seed of the intervals' random draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct SuggestArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// The code whose excerpts are the examples
    #[arg(long, value_name = "CODE")]
    pub(crate) code: String,
    /// Who asks: codings that this coder may not see yet are no examples
    #[arg(long, value_name = "NAME", env = "PAAP_CODER", hide_env_values = true)]
    pub(crate) coder: Option<String>,
    #[command(flatten)]
    pub(crate) among: Among,
    /// How many excerpts to show
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: usize,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct ThemesArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) among: Among,
    /// How many excerpts of each group to show
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) top: usize,
    /// The seed of the random start
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct GuideArgs {
    #[command(flatten)]
    pub(crate) folder: Folder,
    /// The guide that the interviews followed
    #[arg(long, value_name = "FILE")]
    pub(crate) guide: PathBuf,
    /// Only this question, by its id such as q14; with the whole answers
    #[arg(long, value_name = "Q")]
    pub(crate) question: Option<String>,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct ExchangeArgs {
    /// The folder to export, or a .qdpx or .qdc to bring in
    #[arg(value_name = "IN")]
    pub(crate) input: PathBuf,
    /// Where to: a name in .qdpx or .qdc, or a folder
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Count positions in UTF-16 units, for tools that do (NVivo)
    #[arg(long)]
    pub(crate) utf16: bool,
    /// Export interviews that were not de-identified, too
    #[arg(long)]
    pub(crate) with_sealed: bool,
    /// Write over what is there
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) key: Key,
    #[command(flatten)]
    pub(crate) showing: Showing,
}
