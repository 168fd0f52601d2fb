//! `product/outcomes.lock`: what outcomes said before their releases, so that nobody moves the goal later.
//!
//! ```text
//! {"outcome":"board-adoption","item":"board","metric":"adoption(request-board)","baseline":"12%","from":"2025-11-01","to":"2025-11-28","target":">= 50%","review":"2026-06-30","date":"2025-12-01"}
//! ```
//!
//! Nobody signs it: the history of git says who wrote a line and when.

use super::Outcome;
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::yaml::At;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The file in `product/`.
pub const LOCK: &str = "outcomes.lock";

/// What an outcome said on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locked {
    /// The outcome.
    pub outcome: String,
    /// The roadmap item that it is of; older lines do not say it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub item: Option<String>,
    /// What is measured.
    pub metric: String,
    /// Of which answers or codings.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// The value of the baseline.
    pub baseline: String,
    /// Its first day.
    pub from: Date,
    /// Its last.
    pub to: Date,
    /// What it should be.
    pub target: String,
    /// When it is compared.
    pub review: Date,
    /// The day on which this was written down.
    pub date: Date,
}

impl Locked {
    /// What an outcome says; None where something is missing.
    pub fn of(outcome: &Outcome, date: Date) -> Option<Self> {
        let baseline = outcome.baseline.as_ref()?;
        Some(Self {
            outcome: outcome.id.clone(),
            item: Some(outcome.item.name.clone()),
            metric: outcome.metric.name.clone(),
            source: outcome.source.as_ref().map(|own| own.name.clone()),
            baseline: baseline.value.name.clone(),
            from: baseline.from,
            to: baseline.to,
            target: outcome.target.name.clone(),
            review: outcome.review?.0,
            date,
        })
    }

    /// What of it an outcome says otherwise today: the names of its keys.
    pub fn differs(&self, outcome: &Outcome) -> Vec<&'static str> {
        let Some(now) = Self::of(outcome, self.date) else { return vec!["baseline"] };
        let same = [
            ("item", self.item.is_none() || self.item == now.item),
            ("metric", self.metric == now.metric),
            ("in", self.source == now.source),
            ("baseline", (&self.baseline, self.from, self.to) == (&now.baseline, now.from, now.to)),
            ("target", self.target == now.target),
            ("review", self.review == now.review),
        ];
        same.into_iter().filter(|(_, same)| !same).map(|(key, _)| key).collect()
    }
}

/// What was fixed, by outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    all: BTreeMap<String, Locked>,
}

impl Lock {
    /// Reads the file.
    pub fn read(text: &str) -> (Self, Vec<Problem>) {
        let (mut lock, mut problems) = (Self::default(), Vec::new());
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let at = At { line, column: 1 };
            match serde_json::from_str::<Locked>(text) {
                Ok(own) if lock.all.contains_key(&own.outcome) => {
                    let message = format!("“{}” is fixed twice.", own.outcome);
                    let help = "Keep the line that was first, as the history of git has it.";
                    problems.push(Problem::error("lock-twice", at, message).help(help));
                }
                Ok(own) => {
                    lock.all.insert(own.outcome.clone(), own);
                }
                Err(why) => {
                    let message = format!("This line fixes nothing: {why}.");
                    let help = "Take it from the history of git: paap alone writes it.";
                    problems.push(Problem::error("lock-line", at, message).help(help));
                }
            }
        }
        (lock, problems)
    }

    /// What was fixed of an outcome.
    pub fn get(&self, outcome: &str) -> Option<&Locked> {
        self.all.get(outcome)
    }

    /// All that was fixed, by outcome.
    pub fn all(&self) -> impl Iterator<Item = &Locked> {
        self.all.values()
    }

    /// Fixes an outcome, anew where it was fixed otherwise: for one that is not released.
    pub fn add(&mut self, own: Locked) {
        self.all.insert(own.outcome.clone(), own);
    }

    /// The file.
    pub fn write(&self) -> String {
        let line = |own: &Locked| serde_json::to_string(own).unwrap_or_default() + "\n";
        self.all.values().map(line).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(target: &str) -> Outcome {
        let text = format!(
            "---\ntitle: O\nitem: board\nmetric: adoption(a)\nbaseline: {{value: 1%, from: 2025-01-01, to: 2025-02-01}}\ntarget: '{target}'\nreview: 2026-06-01\n---\n"
        );
        Outcome::read("used", &text).0
    }

    #[test]
    fn a_goal_that_was_moved_is_seen() {
        let date = jiff::civil::date(2025, 3, 1);
        let mut lock = Lock::default();
        lock.add(Locked::of(&outcome(">= 50%"), date).unwrap());
        // Fixed anew, before the release.
        lock.add(Locked::of(&outcome(">= 20%"), date).unwrap());
        lock.add(Locked::of(&outcome(">= 50%"), date).unwrap());
        let (read, problems) = Lock::read(&lock.write());
        assert_eq!((&read, problems), (&lock, Vec::new()));
        let own = read.get("used").unwrap();
        assert_eq!(own.differs(&outcome(">= 50%")), [""; 0]);
        assert_eq!(own.differs(&outcome(">= 40%")), ["target"]);
        let twice = lock.write().repeat(2) + "{}\n";
        let codes: Vec<_> =
            Lock::read(&twice).1.iter().map(|own| (own.code, own.at.line)).collect();
        assert_eq!(codes, [("lock-twice", 2), ("lock-line", 3)]);
    }
}
