//! What was coded in a folder: interviews, codebook, every coder's log, and who works on what.

use crate::error::Error;
use crate::random::random;
use crate::study::{Held, Study};
use hashbrown::HashMap;
use paap_interview::coding::assignment::Assignments;
use paap_interview::coding::{Entry, Log, Operation, State, fold};
use paap_interview::{Codebook, Document, Warning, codebook};
use std::collections::BTreeMap;

/// The file of the codes.
pub const CODEBOOK: &str = "codebook.yaml";
/// The file of who works on what.
pub const ASSIGNMENTS: &str = "assignments.yaml";
/// The folders of logs: of de-identified interviews, and of those that are not.
const LOGS: [&str; 2] = ["codings", "sealed/codings"];

/// A folder's interviews, codes and codings.
#[derive(Debug)]
pub struct Coded {
    /// The interviews, by id.
    pub documents: BTreeMap<String, Held>,
    /// The codings and what else follows from the logs.
    pub state: State,
    /// The codes: those of the file, with what was done to them since.
    pub codebook: Codebook,
    /// Who works on what.
    pub assignments: Assignments,
    /// Every log: those of de-identified interviews first, then by coder.
    pub logs: Vec<Log>,
    /// What is odd: the file, and what.
    pub warnings: Vec<(String, Warning)>,
}

impl Coded {
    /// The documents alone, by id.
    pub fn texts(&self) -> BTreeMap<String, &Document> {
        self.documents.iter().map(|(id, held)| (id.clone(), &held.document)).collect()
    }

    /// Every operation, in the order in which they count.
    pub fn entries(&self) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> =
            self.logs.iter().flat_map(|log| log.entries().map(|(_, entry)| entry)).collect();
        entries.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.id.cmp(&b.id)));
        entries
    }
}

impl Study {
    /// Reads everything that was coded.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read or opened, or the codebook or assignments are no YAML.
    pub fn coded(&self) -> Result<Coded, Error> {
        let documents = self.documents()?;
        let mut warnings = Vec::new();
        let (mut logs, mut seen) = (Vec::new(), Vec::new());
        for folder in LOGS {
            let read = match self.logs(folder) {
                // Only a lead sees what was coded before the interviews were de-identified.
                Err(Error::Locked(_)) => BTreeMap::new(),
                read => read?,
            };
            for (coder, log) in read {
                let file = format!("{folder}/{coder}.jsonl");
                warnings.extend(log.warnings.iter().cloned().map(|one| (file.clone(), one)));
                seen.push(coder);
                logs.push(log);
            }
        }
        let state = fold(&logs);
        warnings.extend(state.warnings.iter().cloned().map(|one| ("codings".to_owned(), one)));
        let unreadable = |file: &str, line: u64, message: String| Error::File {
            path: self.root().join(file),
            line,
            message,
        };
        let file = match self.text(CODEBOOK)? {
            None => Codebook::default(),
            Some(text) => {
                let file = codebook::read(&text)
                    .map_err(|why| unreadable(CODEBOOK, why.line, why.message))?;
                let odd = file.warnings.into_iter();
                warnings.extend(odd.map(|one| (CODEBOOK.to_owned(), one)));
                file.codebook
            }
        };
        let (codebook, odd) = state.codebook(&file);
        warnings.extend(odd.into_iter().map(|one| (CODEBOOK.to_owned(), one)));
        let assignments = match self.text(ASSIGNMENTS)? {
            None => Assignments::default(),
            Some(text) => {
                let (assignments, odd) = Assignments::read(&text)
                    .map_err(|why| unreadable(ASSIGNMENTS, why.line, why.message))?;
                warnings.extend(odd.into_iter().map(|one| (ASSIGNMENTS.to_owned(), one)));
                assignments
            }
        };
        Ok(Coded { documents, state, codebook, assignments, logs, warnings })
    }

    /// Adds operations of a coder to the log; those about an interview that was not de-identified
    /// go to the sealed one. Returns them with their ids.
    ///
    /// # Errors
    ///
    /// Where the log cannot be written, or the coder's name is none for a file.
    pub fn record(
        &self,
        coded: &Coded,
        coder: &str,
        now: u64,
        operations: Vec<Operation>,
    ) -> Result<Vec<Entry>, Error> {
        crate::study::safe(coder)?;
        let first = Log::next(&coded.logs, now);
        let of_codings = Log::documents(&coded.logs);
        let mut entries = Vec::new();
        let (mut open, mut sealed) = (Vec::new(), Vec::new());
        for (at, operation) in (first..).zip(operations) {
            let id = format!("{:016x}", random());
            let entry = Entry { id, at, coder: coder.to_owned(), operation };
            let document = document_of(&entry.operation, &of_codings).flatten();
            let held = document.and_then(|id| coded.documents.get(id));
            match held.is_some_and(|held| held.sealed) {
                true => sealed.push(entry.clone()),
                false => open.push(entry.clone()),
            }
            entries.push(entry);
        }
        if !open.is_empty() {
            let name = format!("codings/{coder}.jsonl");
            let log = Log::read(&self.text(&name)?.unwrap_or_default());
            self.append(&name, &log.addition(&open))?;
        }
        if !sealed.is_empty() {
            let name = format!("codings/{coder}.jsonl");
            let text = self.sealed(&name)?.unwrap_or_default();
            let addition = Log::read(&text).addition(&sealed);
            self.seal(&name, (text + &addition).as_bytes())?;
        }
        Ok(entries)
    }

    /// Writes who works on what.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn assign(&self, assignments: &Assignments) -> Result<(), Error> {
        self.put(ASSIGNMENTS, &assignments.write())
    }

    /// Takes over what was coded in another copy of the folder: logs, claims, and the codes that
    /// this one's codebook has not. Returns how many operations are new, and the ids of those that
    /// differ in both; both are kept.
    ///
    /// # Errors
    ///
    /// Where a file cannot be read, opened or written.
    pub fn pull(&self, other: &Self) -> Result<(usize, Vec<String>), Error> {
        let mut new = 0;
        let mut conflicts = Vec::new();
        for folder in LOGS {
            let own = self.logs(folder)?;
            for (coder, theirs) in other.logs(folder)? {
                crate::study::safe(&coder)?;
                let mine = own.get(&coder).cloned().unwrap_or_default();
                let (merged, differing) = paap_interview::coding::merge([&mine, &theirs]);
                new += merged.entries().count().saturating_sub(mine.entries().count());
                conflicts.extend(differing.into_iter().map(|conflict| conflict.id));
                if merged.text() == mine.text() {
                    continue;
                }
                match folder.strip_prefix("sealed/") {
                    None => self.put(&format!("{folder}/{coder}.jsonl"), merged.text())?,
                    Some(folder) => {
                        self.seal(&format!("{folder}/{coder}.jsonl"), merged.text().as_bytes())?;
                    }
                }
            }
        }
        let (mine, theirs) = (self.coded()?, other.coded()?);
        self.assign(&mine.assignments.merge(&theirs.assignments))?;
        if let Some(text) = other.text(CODEBOOK)? {
            match self.text(CODEBOOK)? {
                None => self.put(CODEBOOK, &text)?,
                Some(own) => {
                    let unreadable = |why: codebook::Unreadable| Error::File {
                        path: other.root().join(CODEBOOK),
                        line: why.line,
                        message: why.message,
                    };
                    let mut file = codebook::read(&own).map_err(unreadable)?;
                    let theirs = codebook::read(&text).map_err(unreadable)?;
                    let (merged, clashes) = codebook::merge(&file.codebook, &theirs.codebook);
                    conflicts.extend(clashes.into_iter().map(|clash| clash.id));
                    if merged != file.codebook {
                        file.codebook = merged;
                        self.put(CODEBOOK, &codebook::write(&file))?;
                    }
                }
            }
        }
        Ok((new, conflicts))
    }
}

/// The interview that an operation is about, where it is about one; None inside where nobody knows
/// which.
pub(crate) fn document_of<'a>(
    operation: &'a Operation,
    of_codings: &'a HashMap<String, String>,
) -> Option<Option<&'a String>> {
    match operation {
        Operation::Apply { document, .. } | Operation::Adjudicate { document, .. } => {
            Some(Some(document))
        }
        Operation::Remove { coding }
        | Operation::Move { coding, .. }
        | Operation::Memo { coding, .. }
        | Operation::Resize { coding, .. }
        | Operation::Carry { coding, .. } => Some(of_codings.get(coding)),
        _ => None,
    }
}
