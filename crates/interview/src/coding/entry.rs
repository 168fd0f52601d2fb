//! What a coder did, as one line of a log.

use crate::codebook::{Change, Code};
use crate::document::Version;
use crate::selector::Selector;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// Unique in the study, drawn by chance. A coding has the id of the operation that made it.
    pub id: String,
    /// When, in milliseconds since 1970 (UTC).
    pub at: u64,
    /// Who, by a short name of their own.
    pub coder: String,
    /// What.
    #[serde(flatten)]
    pub operation: Operation,
}

/// What can be done. In a log its name stands under `do`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Operation {
    /// Puts a code on an excerpt.
    Apply {
        /// The code's id.
        code: String,
        /// The interview's id.
        document: String,
        /// The excerpt.
        #[serde(flatten)]
        place: Selector,
        /// What the coder thinks.
        #[serde(skip_serializing_if = "Option::is_none")]
        memo: Option<String>,
    },
    /// Takes a coding away.
    Remove {
        /// The coding's id.
        coding: String,
    },
    /// Gives a coding another code.
    Move {
        /// The coding's id.
        coding: String,
        /// The other code's id.
        to: String,
    },
    /// Writes a memo, or removes it.
    Memo {
        /// The coding's id.
        coding: String,
        /// What the coder thinks.
        memo: Option<String>,
    },
    /// Gives a coding another excerpt.
    Resize {
        /// The coding's id.
        coding: String,
        /// The other excerpt.
        #[serde(flatten)]
        place: Selector,
    },
    /// Carries a coding over to another version of its interview; anybody may.
    Carry {
        /// The coding's id.
        coding: String,
        /// The same excerpt in the other version.
        #[serde(flatten)]
        place: Selector,
    },
    /// Decides on a disagreement.
    Adjudicate {
        /// The interview's id.
        document: String,
        /// The code's id.
        code: String,
        /// The codings that the decision was about.
        codings: Vec<String>,
        /// The excerpts that shall have the code; none where it shall not be there.
        outcome: Vec<Selector>,
        /// Why.
        #[serde(skip_serializing_if = "Option::is_none")]
        memo: Option<String>,
    },
    /// Undoes an operation. To undo that is to redo.
    Undo {
        /// The operation's id.
        undone: String,
    },
    /// Changes the codebook.
    #[serde(untagged)]
    Codebook(Change),
}

/// Why a line is no operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is no JSON, or breaks off.
    Damaged,
    /// It is JSON, but lacks something that its operation needs.
    Incomplete,
    /// It names an operation that this version of paap does not know.
    Unknown,
}

/// Everything that an operation may hold. Reading it flat costs a third of reading it by its name.
#[derive(Deserialize)]
struct Raw {
    id: Option<String>,
    at: Option<u64>,
    coder: Option<String>,
    #[serde(rename = "do")]
    what: Option<String>,
    code: Option<String>,
    document: Option<String>,
    version: Option<Version>,
    start: Option<usize>,
    end: Option<usize>,
    exact: Option<String>,
    prefix: Option<String>,
    suffix: Option<String>,
    memo: Option<String>,
    coding: Option<String>,
    to: Option<String>,
    from: Option<String>,
    codings: Option<Vec<String>>,
    outcome: Option<Vec<Selector>>,
    undone: Option<String>,
    added: Option<Code>,
    before: Option<Code>,
    after: Option<Code>,
    codes: Option<Vec<Code>>,
    into: Option<String>,
    part: Option<Code>,
    deleted: Option<Code>,
}

impl Entry {
    /// Reads a line.
    ///
    /// # Errors
    /// Why it is none. Such a line is kept as it is.
    pub fn read(line: &str) -> Result<Self, Fault> {
        let raw: Raw = match serde_json::from_str(line) {
            Ok(raw) => raw,
            Err(error) if error.is_data() => return Err(misfit(line)),
            Err(_) => return Err(Fault::Damaged),
        };
        let known = raw.what.as_deref().is_some_and(|what| NAMES.contains(&what));
        let named = raw.what.is_some();
        match raw.entry() {
            Some(entry) => Ok(entry),
            None if known || !named => Err(Fault::Incomplete),
            None => Err(Fault::Unknown),
        }
    }

    /// The line, without its end.
    pub fn write(&self) -> String {
        // Maps with text keys and no failing parts can always be written.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The line, with what an older one held that no operation knows.
    pub(super) fn write_like(&self, older: &str) -> String {
        let mut line = self.write();
        let held: Map<String, Value> = serde_json::from_str(older).unwrap_or_default();
        let others: Map<String, Value> =
            held.into_iter().filter(|(key, _)| !KEYS.contains(&key.as_str())).collect();
        if let Ok(others) = serde_json::to_string(&others)
            && let Some(inside) = others.strip_prefix('{').filter(|inside| *inside != "}")
            && line.pop().is_some()
        {
            line.push(',');
            line.push_str(inside);
        }
        line
    }
}

/// Every name in a line that some operation knows.
const KEYS: [&str; 26] = [
    "id", "at", "coder", "do", "code", "document", "version", "start", "end", "exact", "prefix",
    "suffix", "memo", "coding", "to", "from", "codings", "outcome", "undone", "added", "before",
    "after", "codes", "into", "part", "deleted",
];

/// A later version's operation may well have other values under the names that are known here.
fn misfit(line: &str) -> Fault {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "do")]
        what: Option<String>,
    }
    match serde_json::from_str::<Named>(line) {
        Ok(Named { what: Some(what) }) if !NAMES.contains(&what.as_str()) => Fault::Unknown,
        _ => Fault::Incomplete,
    }
}

/// The names of all operations.
pub(super) const NAMES: [&str; 14] = [
    "apply",
    "remove",
    "move",
    "memo",
    "resize",
    "carry",
    "adjudicate",
    "undo",
    "add-code",
    "rename-code",
    "change-code",
    "merge-codes",
    "split-code",
    "delete-code",
];

impl Raw {
    fn entry(self) -> Option<Entry> {
        let place = || {
            Some(Selector {
                version: self.version?,
                start: self.start?,
                end: self.end?,
                exact: self.exact?,
                prefix: self.prefix?,
                suffix: self.suffix?,
            })
        };
        let memo = self.memo;
        let operation = match self.what?.as_str() {
            "apply" => Operation::Apply {
                code: self.code?,
                document: self.document?,
                place: place()?,
                memo,
            },
            "remove" => Operation::Remove { coding: self.coding? },
            "move" => Operation::Move { coding: self.coding?, to: self.to? },
            "memo" => Operation::Memo { coding: self.coding?, memo },
            "resize" => Operation::Resize { coding: self.coding?, place: place()? },
            "carry" => Operation::Carry { coding: self.coding?, place: place()? },
            "adjudicate" => Operation::Adjudicate {
                document: self.document?,
                code: self.code?,
                codings: self.codings?,
                outcome: self.outcome?,
                memo,
            },
            "undo" => Operation::Undo { undone: self.undone? },
            "add-code" => Operation::Codebook(Change::AddCode { added: self.added? }),
            "rename-code" => Operation::Codebook(Change::RenameCode {
                code: self.code?,
                from: self.from?,
                to: self.to?,
            }),
            "change-code" => {
                Operation::Codebook(Change::ChangeCode { before: self.before?, after: self.after? })
            }
            "merge-codes" => {
                Operation::Codebook(Change::MergeCodes { codes: self.codes?, into: self.into? })
            }
            "split-code" => Operation::Codebook(Change::SplitCode {
                code: self.code?,
                part: self.part?,
                codings: self.codings?,
            }),
            "delete-code" => Operation::Codebook(Change::DeleteCode { deleted: self.deleted? }),
            _ => return None,
        };
        Some(Entry { id: self.id?, at: self.at?, coder: self.coder?, operation })
    }
}

impl Operation {
    /// The places in it, of whatever interview.
    pub(super) fn places_mut(&mut self) -> Vec<&mut Selector> {
        match self {
            Self::Apply { place, .. } | Self::Resize { place, .. } | Self::Carry { place, .. } => {
                vec![place]
            }
            Self::Adjudicate { outcome, .. } => outcome.iter_mut().collect(),
            _ => Vec::new(),
        }
    }

    /// The coder's own words in it.
    pub fn memo(&self) -> Option<&str> {
        match self {
            Self::Apply { memo, .. } | Self::Memo { memo, .. } | Self::Adjudicate { memo, .. } => {
                memo.as_deref()
            }
            _ => None,
        }
    }

    /// The same, to be rewritten.
    pub(super) fn memo_mut(&mut self) -> Option<&mut String> {
        match self {
            Self::Apply { memo, .. } | Self::Memo { memo, .. } | Self::Adjudicate { memo, .. } => {
                memo.as_mut()
            }
            _ => None,
        }
    }

    /// What must come before what at one moment: a coding is made before it is changed, and
    /// nothing is undone before it is done.
    pub(super) const fn rank(&self) -> u8 {
        match self {
            Self::Codebook(Change::AddCode { .. }) => 0,
            Self::Apply { .. } => 1,
            Self::Undo { .. } => 3,
            _ => 2,
        }
    }
}
