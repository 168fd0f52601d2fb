//! `evidence.lock`: the figures that a lead attested, for where the answers are not at hand.
//!
//! A line of JSON for each figure, sorted, so that git merges two people's attestations line by line:
//!
//! ```text
//! {"source":"team-survey","expression":"count(q21 = \"None\")","sort":"count","count":14,"base":22,"salt":"…","data":"…","date":"2026-11-26"}
//! ```
//!
//! `data` is the SHA-256 of `salt` and everything that the source holds ([`crate::figure`] says of what).
//! It proves to whoever has the data that these very answers were attested, and that all figures of a
//! source were attested of the same answers. It proves nothing to whoever has not: they trust whoever
//! committed the line, as they trust the reviewers of the repository. The salt keeps others from trying
//! out which answers a digest is of, as long as they do not know the whole source but for a little.

use crate::figure::{Sort, Value};
use paap_text::problem::Problem;
use paap_text::shape::is_date;
use paap_text::yaml::At;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many hex digits a salt has: 128 bits, drawn by chance whenever a source is attested.
pub const SALT: usize = 32;

/// A figure that a lead attested.
#[derive(Debug, Clone, PartialEq)]
pub struct Attested {
    /// The survey, or `interviews`.
    pub source: String,
    /// The expression, as the insight has it.
    pub expression: String,
    /// What it gave.
    pub value: Value,
    /// The salt of the digest, in hex.
    pub salt: String,
    /// The salted digest of the data, in hex.
    pub data: String,
    /// The day.
    pub date: String,
}

/// What was attested in a study.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Lock {
    entries: BTreeMap<(String, String), (Attested, usize)>,
}

/// A line of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    source: String,
    expression: String,
    sort: Sort,
    count: u64,
    base: u64,
    /// As text: a number read and written again is the same.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    number: Option<String>,
    salt: String,
    data: String,
    date: String,
}

impl Lock {
    /// What these entries attest; of two for the same figure the later one.
    pub fn of(entries: impl IntoIterator<Item = Attested>) -> Self {
        let key = |own: &Attested| (own.source.clone(), own.expression.clone());
        let entries = entries.into_iter().map(|own| (key(&own), (own, 0)));
        Self { entries: entries.collect() }
    }

    /// Reads the file. What is wrong with it attests nothing.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut lock = Self::default();
        let mut spoiled: BTreeSet<(String, String)> = BTreeSet::new();
        let mut hashes: BTreeMap<String, (String, String)> = BTreeMap::new();
        let mut torn: BTreeSet<String> = BTreeSet::new();
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (line, row) in (1..).zip(text.lines()) {
            if row.trim().is_empty() {
                continue;
            }
            let at = At { line, column: 1 };
            let own = match entry(row) {
                Ok(own) => own,
                Err(why) => {
                    problems.push(wrong(
                        "lock-line",
                        at,
                        format!("This line attests nothing: {why}."),
                    ));
                    continue;
                }
            };
            let hash = (own.salt.clone(), own.data.clone());
            if *hashes.entry(own.source.clone()).or_insert_with(|| hash.clone()) != hash {
                let message = format!("“{}” was attested of two different data.", own.source);
                problems.push(wrong("lock-data", at, message));
                torn.insert(own.source.clone());
            }
            let key = (own.source.clone(), own.expression.clone());
            match lock.entries.get(&key) {
                Some((known, _)) if known.value == own.value => {
                    let message = "This figure is attested twice.";
                    problems.push(Problem::warning("lock-again", at, message));
                }
                Some(_) => {
                    let message = "This figure is attested with two values.";
                    problems.push(wrong("lock-twice", at, message.to_owned()));
                    spoiled.insert(key);
                }
                None => {
                    lock.entries.insert(key, (own, line));
                }
            }
        }
        lock.entries.retain(|key, _| !spoiled.contains(key) && !torn.contains(&key.0));
        (lock, problems)
    }

    /// The file's text.
    pub fn write(&self) -> String {
        let mut out = String::new();
        for (own, _) in self.entries.values() {
            let line = Line {
                source: own.source.clone(),
                expression: own.expression.clone(),
                sort: own.value.sort,
                count: own.value.count,
                base: own.value.base,
                number: own.value.number.map(|number| number.to_string()),
                salt: own.salt.clone(),
                data: own.data.clone(),
                date: own.date.clone(),
            };
            out.push_str(&serde_json::to_string(&line).unwrap_or_default());
            out.push('\n');
        }
        out
    }

    /// What was attested of an expression in a source.
    pub fn get(&self, source: &str, expression: &str) -> Option<&Attested> {
        self.entries.get(&(source.to_owned(), expression.to_owned())).map(|(own, _)| own)
    }

    /// Everything that was attested, in the order of the file as it is written.
    pub fn entries(&self) -> impl Iterator<Item = &Attested> {
        self.entries.values().map(|(own, _)| own)
    }

    /// The problems of what nobody needs, and of what was attested of other data than is at hand.
    /// `needed` are the sources and expressions of all insights; `digest` gives the digest of a
    /// source's data with a salt, in hex, where the data is at hand.
    pub fn check(
        &self,
        needed: &BTreeSet<(String, String)>,
        digest: impl Fn(&str, &str) -> Option<String>,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut checked: BTreeMap<&str, bool> = BTreeMap::new();
        for (key, (own, line)) in &self.entries {
            let at = At { line: *line, column: 1 };
            if !needed.contains(key) {
                let message = format!("No insight needs `{}` in `{}`.", own.expression, own.source);
                let problem = Problem::warning("lock-unused", at, message);
                problems.push(problem.help("`paap check --attest` drops it."));
            }
            if let std::collections::btree_map::Entry::Vacant(new) = checked.entry(&own.source) {
                let same = digest(&own.source, &own.salt).is_none_or(|now| now == own.data);
                new.insert(same);
                if !same {
                    let message = format!(
                        "The data of “{}” is not that which was attested on {}.",
                        own.source, own.date
                    );
                    let problem = Problem::warning("lock-behind", at, message);
                    problems.push(problem.help(
                        "A lead runs `paap check --attest` again, and commits evidence.lock.",
                    ));
                }
            }
        }
        problems
    }
}

fn wrong(code: &'static str, at: At, message: String) -> Problem {
    Problem::error(code, at, message)
        .help("A lead who has the data runs `paap check --attest`, which writes the file anew.")
}

fn entry(row: &str) -> Result<Attested, String> {
    let line: Line = serde_json::from_str(row).map_err(|why| {
        let why = why.to_string();
        why.split(" at line").next().unwrap_or_default().to_owned()
    })?;
    let hex = |text: &str, digits: usize| {
        text.len() == digits
            && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    if !hex(&line.data, 64) || !hex(&line.salt, SALT) {
        return Err("its salt or digest is none".to_owned());
    }
    if !is_date(&line.date) {
        return Err("its date is none".to_owned());
    }
    if line.source.is_empty() || line.expression.is_empty() {
        return Err("it names no figure".to_owned());
    }
    let is_number = matches!(line.sort, Sort::Median | Sort::Mean | Sort::Nps);
    let read = |text: &String| text.parse::<f64>().ok().filter(|number| number.is_finite());
    let number = line.number.as_ref().map(read);
    let number = match number {
        Some(None) => return Err("its number is none".to_owned()),
        Some(Some(number)) if is_number => Some(number),
        None if !is_number => None,
        _ => return Err("a number goes with a median, a mean and an NPS".to_owned()),
    };
    if line.sort != Sort::Excerpts && line.count > line.base {
        return Err("more are counted than there are".to_owned());
    }
    let value = Value { sort: line.sort, count: line.count, base: line.base, number };
    let Line { source, expression, salt, data, date, .. } = line;
    Ok(Attested { source, expression, value, salt, data, date })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn attested(source: &str, expression: &str, count: u64, number: Option<f64>) -> Attested {
        Attested {
            source: source.to_owned(),
            expression: expression.to_owned(),
            value: Value {
                sort: if number.is_some() { Sort::Median } else { Sort::Count },
                count,
                base: 22,
                number,
            },
            salt: "0a".repeat(16),
            data: "1b".repeat(32),
            date: "2026-11-26".to_owned(),
        }
    }

    /// The codes of a file whose text is changed.
    fn check(from: &str, to: &str, expected: &[(&str, usize)], left: usize) {
        let lock = Lock::of([
            attested("a", "count(q1 = 1)", 14, None),
            attested("a", "median(q2)", 9, Some(3.5)),
            attested("b", "count(q1 = 1)", 3, None),
        ]);
        let text = lock.write();
        assert!(text.contains(from), "{from}");
        let (read, problems) = Lock::read(&text.replacen(from, to, 1));
        let found: Vec<_> = problems.iter().map(|own| (own.code, own.at.line)).collect();
        assert_eq!((found.as_slice(), read.entries().count()), (expected, left), "{to}");
    }

    #[test]
    fn what_was_changed_attests_nothing() {
        check("", "", &[], 3);
        check("\"count\":14", "\"count\":15", &[], 3);
        check("\"count\":14", "\"count\":23", &[("lock-line", 1)], 2);
        check("\"date\"", "\"dae\"", &[("lock-line", 1)], 2);
        check("0a0a", "0a0", &[("lock-line", 1)], 2);
        check("1b1b", "1b1c", &[("lock-data", 2)], 1);
        check("2026-11-26", "2026-13-26", &[("lock-line", 1)], 2);
        check("median(q2)", "count(q1 = 1)", &[("lock-twice", 2)], 1);
        check("\"3.5\"", "\"NaN\"", &[("lock-line", 2)], 2);
        check("{", "<<<<<<< HEAD\n{", &[("lock-line", 1)], 3);
    }

    #[test]
    fn what_nobody_needs_and_what_has_changed_is_named() {
        let lock = Lock::read(
            &Lock::of([attested("a", "x", 1, None), attested("b", "y", 1, None)]).write(),
        )
        .0;
        let needed = BTreeSet::from([("a".to_owned(), "x".to_owned())]);
        let codes = |digest: &dyn Fn(&str, &str) -> Option<String>| -> Vec<_> {
            lock.check(&needed, digest).iter().map(|own| (own.code, own.at.line)).collect()
        };
        assert_eq!(codes(&|_, _| None), [("lock-unused", 2)]);
        assert_eq!(codes(&|_, _| Some("1b".repeat(32))), [("lock-unused", 2)]);
        assert_eq!(
            codes(&|_, _| Some("00".repeat(32))),
            [("lock-behind", 1), ("lock-unused", 2), ("lock-behind", 2)]
        );
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(rows in prop::collection::vec(("\\PC{1,8}", "\\PC{1,20}", 0u64..22, prop::option::of(-1e9f64..1e9)), 0..6)) {
            let lock = Lock::of(rows.iter().map(|(source, expression, count, number)| attested(source, expression, *count, *number)));
            let text = lock.write();
            let (read, problems) = Lock::read(&text);
            prop_assert_eq!(&problems, &[]);
            prop_assert_eq!(read.write(), text);
            prop_assert!(read.entries().eq(lock.entries()));
        }
    }
}
