//! `published/<survey>-<n>.jsonl`: what has been published of a survey, so that what comes later cannot be
//! subtracted from it.
//!
//! The first line says of which answers; each other line is a count of the release, with null where it
//! was withheld:
//!
//! ```text
//! {"survey":"team-survey","date":"2026-11-26","people":124,"least":5,"salt":"…","data":"…","rows":null}
//! {"at":[["q1","Builder"]],"people":14}
//! {"at":[["q1","Builder"],["q5 · CI","yes"]],"people":null}
//! {"figure":"count(uses = \"CI\")","people":52,"base":121}
//! ```
//!
//! It holds every count of the release, also what the plan does not show: it is no more public than that.
//! `data` is a salted digest of the answers, whatever their order. Where a release was taken back everywhere, its file is removed.

mod digest;

pub(crate) use digest::digest;

use paap_text::Problem;
use paap_text::yaml::At;
use serde::{Deserialize, Serialize};

/// The folder in a study.
pub const FOLDER: &str = "published";

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

impl Published {
    /// Reads the file. One that cannot be read protects nothing, so all that is wrong with it is an error.
    pub fn read(text: &str) -> (Option<Self>, Vec<Problem>) {
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let wrong = |line: usize, why: serde_json::Error| {
            let message = format!("This line says nothing of what was published: {why}.");
            let help = "Take the file from the history of git: it is written by paap alone.";
            Problem::error("published", At { line, column: 1 }, message).help(help)
        };
        let Some((line, first)) = lines.next() else {
            let problem = Problem::error("published", At::START, "This file is empty.");
            return (None, vec![problem]);
        };
        let of = match serde_json::from_str(first) {
            Ok(of) => of,
            Err(why) => return (None, vec![wrong(line, why)]),
        };
        let mut problems = Vec::new();
        let mut counts = Vec::new();
        for (line, text) in lines {
            match serde_json::from_str(text) {
                Ok(count) => counts.push(count),
                Err(why) => problems.push(wrong(line, why)),
            }
        }
        (Some(Self { of, counts }), problems)
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
        let counts = self.counts.iter().map(|own| line(serde_json::to_string(own)));
        std::iter::once(line(serde_json::to_string(&self.of))).chain(counts).collect()
    }
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
        };
        let at = vec![("q1".to_owned(), "“Yes”, they said\n".to_owned())];
        let counts = vec![
            Counted::Cell { at, people: None },
            Counted::Figure { figure: "count(q1 = \"a\")".to_owned(), people: Some(3), base: None },
        ];
        let own = Published { of, counts };
        assert_eq!(own.write().lines().count(), 3);
        assert_eq!(Published::read(&own.write()), (Some(own.clone()), Vec::new()));
        let torn = own.write().replace("\"figure\"", "\"figur\"");
        assert_eq!(Published::read(&torn).1[0].at.line, 3);
        assert!(Published::read("").0.is_none() && Published::read("{}").0.is_none());
    }
}
