//! What can be typed about a platform as a product.

use super::Showing;
use super::interview::Key;
use clap::{Args, Subcommand, ValueEnum};
use paap_product::catalog::choice::{CAPABILITIES, Sort};
use std::path::PathBuf;

const NEXT: &str = "\
Examples:
  paap product next
  paap product next research --what-if
  paap product next --score 'votes * impact / effort'";

const CHAIN: &str = "\
Examples:
  paap product chain 'I wait. And then I ask'
  paap product chain need:request-status
  paap product chain outcome:requests-seen --workspace research";

const ASSESS: &str = "\
Examples:
  paap product assess 'https://assessment.example/?investment_1=1&investment_2=3'
  paap product assess product/assessments/2026-01-15-all.yaml
  paap product assess 'https://assessment.example/?adoption_1=2' --team fares --date 2026-11-26 --into .";

const IMPORT: &str = "\
Examples:
  paap product import catalog-info.yaml --dry-run
  paap product import catalog/*.yaml --platform harbour-crew
  paap product import all.yaml --capability system,component:service --customer team";

const EVENTS: &str = "\
Examples:
  paap product events events/*.jsonl
  paap product events 2026-*.jsonl --workspace research --dry-run

Events are CloudEvents, such as this line:
  {\"specversion\": \"1.0\", \"id\": \"1\", \"source\": \"/ci\", \"type\": \"com.example.ci.deployed\",
   \"time\": \"2026-03-02T09:30:00Z\", \"team\": \"parcels\"}
and product/events.yaml says what types mean:
  customer: team
  events:
    - {type: com.example.ci.deployed, capability: ci, value: true}";

const ADOPTION: &str = "\
Examples:
  paap product adoption
  paap product adoption --capability ci --by segment
  paap product adoption research --every week --format csv";

const DELIVERY: &str = "\
Examples:
  paap product delivery
  paap product delivery --by service --days 90";

const REVIEW: &str = "\
Examples:
  paap product review
  paap product review --all
  paap product review --lock";

#[derive(Debug, Subcommand)]
pub(crate) enum ProductVerb {
    /// Show which customers use what, who came and who went
    #[command(after_help = ADOPTION)]
    Adoption(AdoptionArgs),
    /// Read how mature people see the platform, and what moved since
    #[command(after_help = ASSESS)]
    Assess(AssessArgs),
    /// Walk from a person's words to a measured outcome, and back
    #[command(after_help = CHAIN)]
    Chain(ChainArgs),
    /// Show how often, how fast and how well software is delivered
    #[command(after_help = DELIVERY)]
    Delivery(DeliveryArgs),
    /// Read CloudEvents and CDEvents into facts of use and delivery
    #[command(after_help = EVENTS)]
    Events(EventsArgs),
    /// Bring in capabilities and customers from a software catalog's entity files
    #[command(after_help = IMPORT)]
    Import(ImportArgs),
    /// Rank what customers need, with the arithmetic and its evidence
    #[command(after_help = NEXT)]
    Next(NextArgs),
    /// Compare outcomes with what they were before, and fix those to come
    #[command(after_help = REVIEW)]
    Review(ReviewArgs),
}

/// A workspace whose platform it is about.
#[derive(Debug, Args)]
pub(crate) struct Home {
    /// The folder of the workspace; else the current one
    #[arg(value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) folder: PathBuf,
    #[command(flatten)]
    pub(crate) key: Key,
}

/// The same, where something else is named first.
#[derive(Debug, Args)]
pub(crate) struct Around {
    /// A folder in the workspace; else the current one
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) workspace: PathBuf,
    #[command(flatten)]
    pub(crate) key: Key,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Entity files of the catalog, with any number of documents each; - for stdin
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// A folder in the workspace; else the current one
    #[arg(long, value_name = "DIR", default_value = ".", hide_default_value = true)]
    pub(crate) workspace: PathBuf,
    /// The groups that run the platform: only what they own is a capability
    #[arg(long, value_name = "GROUP", value_delimiter = ',')]
    pub(crate) platform: Vec<String>,
    /// What becomes a capability: kinds, or a kind and a type
    #[arg(long, value_name = "KIND", value_delimiter = ',', default_value = CAPABILITIES, hide_default_value = true)]
    pub(crate) capability: Vec<Sort>,
    /// Types of groups that are customers; else those with no group below
    #[arg(long, value_name = "TYPE", value_delimiter = ',')]
    pub(crate) customer: Vec<String>,
    /// Write nothing, and say what would be written
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct NextArgs {
    #[command(flatten)]
    pub(crate) home: Home,
    /// Rank by this: rice, cd3, opportunity or a formula; else as product.yaml has it
    #[arg(long, value_name = "FORMULA")]
    pub(crate) score: Option<String>,
    /// Also show what would come first if an effort doubled or customers left
    #[arg(long)]
    pub(crate) what_if: bool,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct ChainArgs {
    /// Words that somebody said, or the name of an insight, need, item, release or outcome
    #[arg(value_name = "LINK")]
    pub(crate) link: String,
    #[command(flatten)]
    pub(crate) home: Around,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct AssessArgs {
    /// Addresses of the community's assessment with its answers, or files of assessments
    #[arg(value_name = "ADDRESS", required = true)]
    pub(crate) what: Vec<String>,
    /// Whose answers the addresses hold
    #[arg(long, value_name = "TEAM")]
    pub(crate) team: Option<String>,
    /// The day of the addresses' answers, such as 2026-11-26
    #[arg(long, value_name = "DAY")]
    pub(crate) date: Option<String>,
    /// Keep the addresses' answers in this workspace, as one assessment
    #[arg(long, value_name = "DIR")]
    pub(crate) into: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct EventsArgs {
    /// Files of events: one each, in batches, or a line each; `-` for the standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) home: Around,
    /// Say what is in them, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Also replace facts of days that these files have nothing of
    #[arg(long)]
    pub(crate) replace: bool,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Interval {
    /// From Monday to Sunday
    Week,
    /// From the first to the last of a month
    Month,
}

#[derive(Debug, Args)]
pub(crate) struct AdoptionArgs {
    #[command(flatten)]
    pub(crate) home: Home,
    /// Only this capability, one interval after the other
    #[arg(long, value_name = "NAME")]
    pub(crate) capability: Option<String>,
    /// Each segment of customers apart
    #[arg(long, value_name = "WHAT", value_parser = ["segment"])]
    pub(crate) by: Option<String>,
    /// How long the intervals are
    #[arg(long, value_name = "INTERVAL", default_value = "month")]
    pub(crate) every: Interval,
    /// Whoever got something out of it within so many days of beginning is activated
    #[arg(long, value_name = "DAYS", default_value_t = 14)]
    pub(crate) within: u16,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Apart {
    /// Each service
    Service,
    /// Each customer
    Customer,
}

#[derive(Debug, Args)]
pub(crate) struct DeliveryArgs {
    #[command(flatten)]
    pub(crate) home: Home,
    /// Each service or each customer apart
    #[arg(long, value_name = "WHAT")]
    pub(crate) by: Option<Apart>,
    /// The last so many days of which there are events
    #[arg(long, value_name = "N", default_value_t = 90)]
    pub(crate) days: u16,
    #[command(flatten)]
    pub(crate) showing: Showing,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    pub(crate) home: Home,
    /// Also those whose review is still to come
    #[arg(long)]
    pub(crate) all: bool,
    /// Fix what is not released yet in product/outcomes.lock
    #[arg(long)]
    pub(crate) lock: bool,
    #[command(flatten)]
    pub(crate) showing: Showing,
}
