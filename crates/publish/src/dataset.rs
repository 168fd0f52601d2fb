//! A dataset version: answers and tables, de-identified and documented, for the public.
//!
//! What comes in ([`Part`]) cannot hold words of people, times, ids or the order of rows: rows are
//! [`SafeRows`], which `paap-privacy` alone makes, tables hold counts that somebody decided to show, and
//! questions are described by labels that may be said ([`paap_workspace::public::labels`]). What goes out is a Frictionless
//! Data Package as files in memory, and the same input gives the same bytes. `docs/dataset.md` says what
//! is in it.

mod answers;
mod changes;
mod codebook;
mod csv;
mod of;
mod package;
mod read;
mod table;
#[cfg(test)]
mod tests;
mod text;
mod validate;
mod words;
mod workbook;

pub use answers::{Answers, Choices, from_survey};
pub use of::{of, rows_digest};
pub use read::{Contents, PartRead, read};
pub use table::{Cell, Line, Share, Table};

use paap_privacy::disclosure::row::{Protected, SafeRows};
use paap_text::problem::{Problem, Weight};
use std::collections::{BTreeMap, BTreeSet};

/// Files, by their paths.
pub type Files = BTreeMap<String, Vec<u8>>;

/// What a version of a dataset is called, and who answers for it.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// A short name for files and programs: small letters, digits, `-`, `_`, `.`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its version, such as `1.0.0`.
    pub version: String,
    /// The day of the version, `2026-11-26`.
    pub date: String,
    /// What it is, in a paragraph.
    pub description: String,
    /// Under which terms it may be used.
    pub licence: Licence,
    /// The groups that answer for it: organisations and initiatives, never persons.
    pub authors: Vec<String>,
    /// Where it is at home.
    pub homepage: Option<String>,
    /// Where people turn to, also to withdraw.
    pub contact: Option<String>,
    /// Words to find it by.
    pub keywords: Vec<String>,
    /// What changed, in words of the authors, a line each.
    pub changes: Vec<String>,
    /// The smallest count of people that is published.
    pub least: u64,
}

/// Under which terms a dataset may be used.
#[derive(Debug, Clone, Default)]
pub struct Licence {
    /// As SPDX has it, such as `CC-BY-4.0`.
    pub id: String,
    /// Its name in words.
    pub title: String,
    /// Where its text is.
    pub address: String,
    /// Its text, where it should be in the dataset.
    pub text: Option<String>,
}

/// One survey of a dataset.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Its name in files: small letters, digits, `-`, `_`, `.`.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Who was asked, and how they were found.
    pub asked: Option<String>,
    /// The days of the first and last answer, where they may be known.
    pub when: Option<(String, String)>,
    /// What its answers cannot say.
    pub limits: Option<String>,
    /// How many people answered.
    pub people: u64,
    /// What was asked.
    pub questions: Vec<Described>,
    /// What became of its rows; None where rows are not wanted.
    pub rows: Option<Protected>,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What tables give away and how that was prevented, as Markdown.
    pub table_risk: Option<String>,
    /// Labels of options that must not leave: nothing is written where a table has one.
    pub secret: Secret,
}

/// A question, as the codebook describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Described {
    /// Its id in paap, `q7.2`.
    pub id: String,
    /// Its short word.
    pub name: String,
    /// Its text.
    pub label: String,
    /// Its kind, such as `checkbox`.
    pub kind: String,
    /// Who was asked it.
    pub base: String,
    /// The options that may be named, lowest first where they have an order.
    pub options: Vec<String>,
    /// What its answers cannot say, and what was left out of them.
    pub limits: Vec<String>,
    /// The columns of the rows that hold its answers, where rows are published.
    pub columns: Vec<String>,
}

/// Labels that must not leave. They cannot be printed.
#[derive(Clone, Default)]
pub struct Secret(BTreeSet<String>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} labels", self.0.len())
    }
}

/// A dataset version that was made.
#[derive(Debug, Clone, Default)]
pub struct Made {
    /// Its files; none where a problem is an error.
    pub files: Files,
    /// What is wrong or should be looked at.
    pub problems: Vec<Problem>,
}

/// Makes a version of a dataset. `previous` are the files of the version before.
pub fn dataset(about: &About, parts: &[Part], previous: Option<&Files>) -> Made {
    let mut problems = validate::problems(about, parts);
    let before = previous.and_then(|files| match read(files) {
        Ok(contents) => Some(contents),
        Err(why) => {
            let message = "The version before cannot be read, so that what changed is not known.";
            let problem = validate::warning("previous-unreadable", message);
            problems.push(problem.help(why.first().map_or("", |why| why.message.as_str())));
            None
        }
    });
    let changes = changes::changes(about, parts, before.as_ref(), &mut problems);
    if problems.iter().any(|problem| problem.weight == Weight::Error) {
        return Made { files: Files::new(), problems };
    }
    let mut files = Files::new();
    for part in parts {
        if let Some(Ok(rows)) = part.rows.as_ref().map(|rows| &rows.rows) {
            files.insert(package::rows_path(&part.name), csv::rows(rows).into_bytes());
        }
        for table in &part.tables {
            files.insert(package::table_path(part, table), table.csv().into_bytes());
        }
    }
    files.insert("codebook.csv".to_owned(), codebook::csv(parts).into_bytes());
    files.insert("codebook.md".to_owned(), codebook::markdown(about, parts).into_bytes());
    match workbook::workbook(about, parts) {
        Ok(bytes) => {
            files.insert(format!("{}.xlsx", about.name), bytes);
        }
        Err(why) => {
            problems.push(validate::warning("no-workbook", format!("There is no workbook: {why}.")))
        }
    }
    let earlier = previous.and_then(|files| files.get("CHANGELOG.md"));
    files.insert(
        "CHANGELOG.md".to_owned(),
        changes::changelog(about, &changes, earlier).into_bytes(),
    );
    files.insert("RISK.md".to_owned(), words::risk(about, parts).into_bytes());
    files.insert("CITATION.cff".to_owned(), words::citation(about).into_bytes());
    files.insert("LICENSE".to_owned(), words::licence(about).into_bytes());
    files.insert("README.md".to_owned(), words::readme(about, parts).into_bytes());
    let package = package::package(about, parts, &files);
    files.insert("datapackage.json".to_owned(), package.into_bytes());
    let sums = words::sums(&files);
    files.insert("SHA256SUMS".to_owned(), sums.into_bytes());
    Made { files, problems }
}

impl Part {
    /// The rows, where there are any.
    fn safe(&self) -> Option<&SafeRows> {
        self.rows.as_ref().and_then(|rows| rows.rows.as_ref().ok())
    }
}
