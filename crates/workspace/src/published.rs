//! `published/<survey>-<n>.jsonl`: what has been published of a survey, so that what comes later cannot be
//! subtracted from it.
//!
//! The first line says of which answers; each other line is a count of the release, with null where it
//! was withheld:
//!
//! ```text
//! {"survey":"team-survey","date":"2026-11-26","people":124,"least":5,"salt":"…","data":"…","rows":null,"lines":"…"}
//! {"at":[["q1","Builder"]],"people":14}
//! {"at":[["q1","Builder"],["q5 · CI","yes"]],"people":null}
//! {"figure":"count(uses = \"CI\")","people":52,"base":121}
//! ```
//!
//! It holds every count of the release, also what the plan does not show: it is no more public than that.
//! `data` is a salted digest of the answers, whatever their order. Where a release was taken back everywhere, its file is removed.

mod digest;

pub(crate) use digest::digest;

use paap_interview::document::sha256;
use paap_survey::Survey;
use paap_text::Problem;
use paap_text::yaml::At;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What to do about a file that is not as it was written.
const HELP: &str = "Take the file from the history of git: it is written by paap alone.";

/// The folder in a study.
pub const FOLDER: &str = "published";

/// The survey that a file in the folder is about, by its name: `<survey>-<n>.jsonl`.
pub(crate) fn survey(name: &str) -> Option<&str> {
    let (survey, number) = name.strip_suffix(".jsonl")?.rsplit_once('-')?;
    number.parse::<u32>().is_ok().then_some(survey)
}

/// What was published of a survey on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Of which answers.
    pub of: Of,
    /// Its counts.
    pub counts: Vec<Counted>,
}

/// Of which answers something was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Of {
    /// The survey.
    pub survey: String,
    /// The day on which it was first published.
    pub date: String,
    /// How many people had answered.
    pub people: u64,
    /// The smallest count that was published.
    pub least: u64,
    /// The salt of the digest, in hex.
    pub salt: String,
    /// The salted digest of the answers, in hex.
    pub data: String,
    /// The SHA-256 of the rows of a dataset, in hex, where rows were published.
    pub rows: Option<String>,
    /// The SHA-256 of the lines below, in hex: one that is lost or changed is noticed. Empty in what is not
    /// written yet.
    pub lines: String,
}

/// A count of a release.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Counted {
    /// Of those with some values: each a question, or an option of one, and what is said of it.
    Cell {
        /// The values.
        at: Vec<(String, String)>,
        /// How many people, where it was shown.
        people: Option<u64>,
    },
    /// Of a figure.
    Figure {
        /// Its expression.
        figure: String,
        /// How many are in it, where it was shown.
        people: Option<u64>,
        /// Out of how many.
        base: Option<u64>,
    },
}

impl Counted {
    fn is_shown(&self) -> bool {
        let (Self::Cell { people, .. } | Self::Figure { people, .. }) = self;
        people.is_some()
    }
}

impl Published {
    /// Reads the file. One that cannot be read protects nothing, so all that is wrong with it is an error.
    pub fn read(text: &str) -> (Option<Self>, Vec<Problem>) {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let wrong = |line: usize, why: serde_json::Error| {
            let message = format!("This line says nothing of what was published: {why}.");
            Problem::error("published", At { line, column: 1 }, message).help(HELP)
        };
        let Some((line, first)) = lines.next() else {
            let problem = Problem::error("published", At::START, "This file is empty.");
            return (None, vec![problem.help(HELP)]);
        };
        let of = match serde_json::from_str(first) {
            Ok(of) => of,
            Err(why) => return (None, vec![wrong(line, why)]),
        };
        let mut problems = Vec::new();
        let mut counts = Vec::new();
        let mut whole = String::new();
        for (line, text) in lines {
            whole += text;
            whole.push('\n');
            match serde_json::from_str(text) {
                Ok(count) => counts.push(count),
                Err(why) => problems.push(wrong(line, why)),
            }
        }
        let of: Of = of;
        if of.lines != sha256(whole.as_bytes()) {
            let message = "The lines of this file are not those that were written: some are lost, or were changed.";
            problems.push(Problem::error("published", At::START, message).help(HELP));
        }
        (Some(Self { of, counts }), problems)
    }

    /// Whether it is of these answers, in whatever order people stand.
    pub(crate) fn is_of(&self, survey: &Survey) -> bool {
        digest(survey, &self.of.salt) == self.of.data
    }

    /// Whether everything that `counts` show is in it.
    pub(crate) fn holds(&self, counts: &[Counted]) -> bool {
        are_among(counts, &self.counts)
    }

    /// Whether everything that it shows is among `counts`.
    pub(crate) fn is_within(&self, counts: &[Counted]) -> bool {
        are_among(&self.counts, counts)
    }

    /// The expressions of the figures in it.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &str> {
        self.counts.iter().filter_map(|own| match own {
            Counted::Figure { figure, .. } => Some(figure.as_str()),
            Counted::Cell { .. } => None,
        })
    }

    /// The file.
    pub fn write(&self) -> String {
        let line = |own: serde_json::Result<String>| own.unwrap_or_default() + "\n";
        let counts: String =
            self.counts.iter().map(|own| line(serde_json::to_string(own))).collect();
        let of = Of { lines: sha256(counts.as_bytes()), ..self.of.clone() };
        line(serde_json::to_string(&of)) + &counts
    }
}

/// Whether all counts of the first that are shown are in the second.
fn are_among(some: &[Counted], all: &[Counted]) -> bool {
    let all: BTreeSet<&Counted> = all.iter().collect();
    some.iter().filter(|own| own.is_shown()).all(|own| all.contains(own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let of = Of {
            survey: "a".to_owned(),
            date: "2026-11-26".to_owned(),
            people: 22,
            least: 5,
            salt: "00".to_owned(),
            data: "ff".to_owned(),
            rows: None,
            lines: String::new(),
        };
        let at = vec![("q1".to_owned(), "“Yes”, they said\n".to_owned())];
        let counts = vec![
            Counted::Cell { at, people: None },
            Counted::Figure { figure: "count(q1 = \"a\")".to_owned(), people: Some(3), base: None },
        ];
        let own = Published { of, counts };
        assert_eq!(own.write().lines().count(), 3);
        let (read, problems) = Published::read(&own.write());
        assert_eq!((read.unwrap().counts, problems), (own.counts.clone(), Vec::new()));
        let lost: String = own.write().lines().take(2).map(|line| format!("{line}\n")).collect();
        assert_eq!(Published::read(&lost).1.len(), 1);
        let grown = own.write().replace("\"people\":3", "\"people\":4");
        assert_eq!(Published::read(&grown).1.len(), 1);
        let torn = own.write().replace("\"figure\"", "\"figur\"");
        assert_eq!(Published::read(&torn).1[0].at.line, 3);
        assert!(Published::read("").0.is_none() && Published::read("{}").0.is_none());
    }
}
