//! A coder's log: every line it has, read or not.

use super::entry::{Entry, Fault, NAMES, Operation};
use crate::selector::Selector;
use crate::warning::Warning;
use hashbrown::HashMap;
use std::ops::Range;

/// A log, read. Lines that are not understood are kept where they are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Log {
    text: String,
    lines: Vec<Line>,
    /// What is odd, by line.
    pub warnings: Vec<Warning>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Line {
    number: u64,
    bytes: Range<usize>,
    /// None where it is no operation.
    entry: Option<Entry>,
}

/// What becomes of a place when its interview gets another version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rewritten {
    /// It stays as it is.
    Kept,
    /// It is this one.
    Carried(Selector),
    /// It is not there any more. Its words are removed, so that they give nothing away.
    Lost,
}

impl Log {
    /// Reads a log. Whatever it holds, nothing of it is lost.
    pub fn read(text: &str) -> Self {
        let mut log = Self { text: text.to_owned(), ..Self::default() };
        let mut at = 0;
        for (index, whole) in text.split('\n').enumerate() {
            let number = index as u64 + 1;
            let start = if index == 0 && whole.starts_with('\u{feff}') { 3 } else { 0 };
            let line = whole.get(start..).unwrap_or_default();
            let line = line.strip_suffix('\r').unwrap_or(line);
            let bytes = at + start..at + start + line.len();
            at += whole.len() + 1;
            if line.trim().is_empty() {
                continue;
            }
            let entry = match Entry::read(line) {
                Ok(entry) => Some(entry),
                Err(fault) => {
                    log.warnings.push(said(fault).at_line(number));
                    None
                }
            };
            log.lines.push(Line { number, bytes, entry });
        }
        log
    }

    /// The log's text, byte for byte as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The operations, in the order of the file, each with its line; the first is 1.
    pub fn entries(&self) -> impl Iterator<Item = (u64, &Entry)> {
        self.lines.iter().filter_map(|line| Some((line.number, line.entry.as_ref()?)))
    }

    /// Lines that are no operation, as they are.
    pub fn kept(&self) -> impl Iterator<Item = (u64, &str)> {
        let kept = self.lines.iter().filter(|line| line.entry.is_none());
        kept.map(|line| (line.number, self.of(line)))
    }

    fn of(&self, line: &Line) -> &str {
        self.text.get(line.bytes.clone()).unwrap_or_default()
    }

    /// Every line as it is, with its operation.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, Option<&Entry>)> {
        self.lines.iter().map(|line| (self.of(line), line.entry.as_ref()))
    }

    /// What to add to the file for some operations: a line each, below what is there, even where a
    /// write was cut short.
    pub fn addition(&self, entries: &[Entry]) -> String {
        let is_cut = !self.text.is_empty() && !self.text.ends_with('\n');
        let mut lines = String::from(if is_cut { "\n" } else { "" });
        for entry in entries {
            lines.push_str(&entry.write());
            lines.push('\n');
        }
        lines
    }

    /// When the next operation is to be said to have happened: now, but after all that are in these
    /// logs, also where clocks differ.
    pub fn next<'a>(logs: impl IntoIterator<Item = &'a Self>, now: u64) -> u64 {
        let entries = logs.into_iter().flat_map(Self::entries);
        entries.map(|(_, entry)| entry.at.saturating_add(1)).max().unwrap_or(0).max(now)
    }

    /// The interview that each coding of these logs is of, also of those that are no more.
    pub fn documents<'a>(logs: impl IntoIterator<Item = &'a Self>) -> HashMap<String, String> {
        let mut documents = HashMap::new();
        for (_, entry) in logs.into_iter().flat_map(Self::entries) {
            if let Operation::Apply { document, .. } = &entry.operation {
                documents.insert(entry.id.clone(), document.clone());
            }
        }
        documents
    }

    /// Rewrites places, those of operations that count no more too, as a redaction must: `rewrite`
    /// says what becomes of a place of an interview. `documents` is [`Log::documents`] of all logs.
    /// Returns the log, and the ids of operations that lost a place.
    ///
    /// Lines that are no operation stay as they are, and may hold words of the old version: a
    /// redaction must stop where [`Log::kept`] has any.
    #[must_use]
    pub fn rewritten(
        &self,
        documents: &HashMap<String, String>,
        mut rewrite: impl FnMut(&str, &Selector) -> Rewritten,
    ) -> (Self, Vec<String>) {
        let mut lost = Vec::new();
        let mut text = String::with_capacity(self.text.len());
        for line in &self.lines {
            let raw = self.of(line);
            let changed = line.entry.as_ref().and_then(|entry| {
                let mut after = entry.clone();
                let document = match &entry.operation {
                    Operation::Apply { document, .. } | Operation::Adjudicate { document, .. } => {
                        document
                    }
                    Operation::Resize { coding, .. } | Operation::Carry { coding, .. } => {
                        documents.get(coding)?
                    }
                    _ => return None,
                };
                let mut is_lost = false;
                for place in after.operation.places_mut() {
                    match rewrite(document, place) {
                        Rewritten::Kept => {}
                        Rewritten::Carried(carried) => *place = carried,
                        Rewritten::Lost => {
                            is_lost = true;
                            place.exact.clear();
                            place.prefix.clear();
                            place.suffix.clear();
                        }
                    }
                }
                if is_lost {
                    lost.push(entry.id.clone());
                }
                (after != *entry).then(|| after.write_like(raw))
            });
            text.push_str(changed.as_deref().unwrap_or(raw));
            text.push('\n');
        }
        (Self::read(&text), lost)
    }
}

impl Log {
    /// The log with other memos, as a redaction must write them.
    #[must_use]
    pub fn with_memos(&self, mut rewrite: impl FnMut(&str) -> String) -> Self {
        let mut text = String::with_capacity(self.text.len());
        for line in &self.lines {
            let raw = self.of(line);
            let changed = line.entry.as_ref().and_then(|entry| {
                let mut after = entry.clone();
                let memo = after.operation.memo_mut()?;
                *memo = rewrite(memo);
                (after != *entry).then(|| after.write_like(raw))
            });
            text.push_str(changed.as_deref().unwrap_or(raw));
            text.push('\n');
        }
        Self::read(&text)
    }
}

fn said(fault: Fault) -> Warning {
    match fault {
        Fault::Damaged => Warning::problem(
            "damaged-line",
            "This line is no JSON; perhaps a write was cut short. It is kept, and counts for \
             nothing: repair or remove it.",
        ),
        Fault::Incomplete => Warning::problem(
            "incomplete-line",
            "This line lacks something that its operation needs. It is kept, and counts for \
             nothing: repair or remove it.",
        ),
        Fault::Unknown => Warning::problem(
            "unknown-operation",
            format!(
                "This line is an operation that this version of paap does not know; it knows {}. \
                 It is kept, and counts for nothing here.",
                NAMES.join(", ")
            ),
        ),
    }
}
