//! What the pages of the site say: plain words, numbers and links, one type for each page.
//!
//! Whoever fills these has protected and proved what is in them; here nothing is computed of
//! people's answers. Texts are plain, and become safe where they are written; only [`Text`] is
//! Markdown. Days are `2026-11-26`, moments `2026-12-01T16:00Z`.

mod content;
mod insight;
mod product;
mod results;
mod study;
mod value;

pub use content::{
    Article, Dataset, DatasetFile, Initiative, Join, Meeting, Occurrence, Page, Release, Series,
    Talk, Topic,
};
pub use insight::{
    Evidence, Figure, Insight, Part, Piece, Proof, Quotation, Side, SignOff, Transcript, Turn,
};
pub use product::{Capability, CountedView, Item, Judged, Label, Need, Platform, Priority};
pub use results::{Answer, Cell, Cross, Question, Results};
pub use study::{Hypothesis, Interviews, Promise, Status, Study, SurveyFacts, Verdict};
pub use value::{
    Active, Asked, Aspect, BaselineView, Claimed, Delivery, Invested, Level, Maturity, Metric,
    OutcomeView, ReleaseView, Run, Satisfied, Uptake, Value, VerdictView,
};

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole site.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Site {
    /// What it is called.
    pub title: String,
    /// Its language, as BCP 47 has it. What paap itself says is English.
    pub language: String,
    /// Where it will be, such as `https://research.example/`. Only the page for what is not found
    /// needs it: it may be shown at any depth.
    pub address: Option<String>,
    /// The licence of what is published.
    pub licence: Option<Link>,
    /// Where people turn to, also to withdraw.
    pub contact: Option<String>,
    /// What made the site, such as `paap 0.1.0`.
    pub made: String,
    /// Whether it is for those who build the platform alone: every page says so, and no machine is to list it.
    pub internal: bool,
    /// The smallest count of people that is published.
    pub least: u64,
    /// The first page.
    pub home: Home,
    /// The platform that it is about, where it is kept as a product.
    pub platform: Option<Platform>,
    /// The studies, in the order in which they are listed.
    pub studies: Vec<Study>,
    /// The answers to the surveys of the studies.
    pub results: Vec<Results>,
    /// The insights, the latest first.
    pub insights: Vec<Insight>,
    /// The transcripts that are public as a whole.
    pub transcripts: Vec<Transcript>,
    /// The personas of all studies.
    pub personas: Vec<Persona>,
    /// The latest version of each dataset.
    pub datasets: Vec<Dataset>,
    /// The articles, the latest first, translations among them.
    pub articles: Vec<Article>,
    /// The talks, the latest first.
    pub talks: Vec<Talk>,
    /// The series of meetings.
    pub meetings: Vec<Series>,
    /// The topics of the months, the latest first.
    pub topics: Vec<Topic>,
    /// The initiatives.
    pub initiatives: Vec<Initiative>,
    /// Pages of no other kind.
    pub pages: Vec<Page>,
    /// How far translations are behind their sources.
    pub translations: Vec<Translation>,
    /// The Atom feeds.
    pub feeds: Vec<Link>,
    /// Where the files of the workspace are on the site, for links in Markdown: a link to a file that
    /// is not in here becomes text.
    pub places: BTreeMap<String, String>,
    /// Files that pages link to and that are made elsewhere, by their paths on the site: feeds,
    /// calendars, datasets, slides.
    #[serde(skip)]
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The first page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Home {
    /// What this is, in a sentence.
    pub lead: String,
    /// Who is behind it and what it is for.
    pub about: Text,
    /// The meeting that comes next.
    pub next: Option<Next>,
    /// The id of the topic of the month.
    pub topic: Option<String>,
}

/// The meeting that comes next, as the first page shows it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Next {
    /// The id of its series.
    pub series: String,
    /// When.
    pub when: Occurrence,
}

/// A link: a path from the site's root such as [`path::study`](super::path::study) gives, or an
/// address elsewhere.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub text: String,
    /// Where it leads.
    pub to: String,
    /// What to know before following it.
    pub note: Option<String>,
}

impl Link {
    /// A link without a note.
    pub fn new(text: impl Into<String>, to: impl Into<String>) -> Self {
        Self { text: text.into(), to: to.into(), note: None }
    }
}

/// Markdown.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct Text {
    /// The text as it was written.
    pub markdown: String,
    /// The file that it stands in, as its path in the workspace: links start from there.
    pub file: String,
}

impl Text {
    /// A text without a file.
    pub fn new(markdown: impl Into<String>) -> Self {
        Self { markdown: markdown.into(), file: String::new() }
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.markdown.trim().is_empty()
    }
}

/// A kind of people; never a person.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Persona {
    /// Its id, such as `builder`.
    pub id: String,
    /// What it is called, such as `Builder`.
    pub name: String,
    /// What it is, in a sentence.
    pub about: String,
}

/// The language of a page, and the same page in others.
#[derive(Debug, Clone, Serialize, Deserialize, Default)]
pub struct Languages {
    /// The page's language where it is not the site's.
    pub of: Option<String>,
    /// The same page in other languages, and in its own, as a reader may choose them.
    pub others: Vec<Version>,
}

/// A page in a language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Version {
    /// The language, as BCP 47 has it.
    pub tag: String,
    /// What the language calls itself.
    pub name: String,
    /// The page.
    pub to: String,
    /// Whether the source changed after it was translated.
    pub stale: bool,
}

/// How far a translation is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Translation {
    /// The page that it is a translation of.
    pub source: Link,
    /// The language, as BCP 47 has it.
    pub tag: String,
    /// What the language is called.
    pub language: String,
    /// The translation, where there is one.
    pub page: Option<Link>,
    /// The day on which the source last changed.
    pub changed: Option<String>,
    /// The day of the source that was translated.
    pub translated: Option<String>,
    /// Whether the source changed since.
    pub stale: bool,
}
