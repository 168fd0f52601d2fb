//! What follows from operations, and how the codebook's file meets it.

use super::Coding;
use super::merge::Conflict;
use crate::codebook::{Change, Code, Codebook};
use crate::selector::Selector;
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};

/// What follows from all operations.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    /// The codings, by interview, place, code and id.
    pub codings: Vec<Coding>,
    /// Codings whose place was lost when their interview got another version.
    pub lost: Vec<Coding>,
    /// The decisions, in the order in which they were taken.
    pub adjudications: Vec<Adjudication>,
    /// Codes that operations added, and that are still there.
    pub added: Vec<Code>,
    /// How codes were renamed or changed, in order: what the codebook's file may not have yet.
    pub changed: Vec<Change>,
    /// Codes that ceased to be: what they were merged into, or nothing where they were deleted.
    pub gone: Vec<(String, Option<String>)>,
    /// Operations with one id that are not the same.
    pub conflicts: Vec<Conflict>,
    /// What is odd. Operations are named by their ids.
    pub warnings: Vec<Warning>,
}

/// A decision on a disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjudication {
    /// The operation's id.
    pub id: String,
    /// Who decided.
    pub coder: String,
    /// When, in milliseconds since 1970 (UTC).
    pub at: u64,
    /// The interview's id.
    pub document: String,
    /// The code's id.
    pub code: String,
    /// The codings it was about, sorted.
    pub codings: Vec<String>,
    /// The excerpts that shall have the code.
    pub outcome: Vec<Selector>,
    /// Why.
    pub memo: Option<String>,
}

impl State {
    /// The codebook as the operations leave it: the file's codes, as they were renamed or changed
    /// unless people have changed the same by hand, without those that operations removed, and below them those that operations added
    /// elsewhere. Its warnings say what differed.
    pub fn codebook(&self, file: &Codebook) -> (Codebook, Vec<Warning>) {
        let gone: HashMap<&str, Option<&str>> =
            self.gone.iter().map(|(code, into)| (code.as_str(), into.as_deref())).collect();
        let mut warnings = Vec::new();
        let mut codes = Vec::with_capacity(file.codes.len() + self.added.len());
        for code in &file.codes {
            if gone.contains_key(code.id.as_str()) {
                let message = format!(
                    "The code `{}` was merged or deleted, but is still in the codebook's file. It \
                     is left out; to have it back, add it with `paap interview code`.",
                    code.id
                );
                warnings.push(Warning::notice("removed-code", message));
            } else {
                codes.push(code.clone());
            }
        }
        let places: HashMap<String, usize> =
            codes.iter().enumerate().map(|(at, code)| (code.id.clone(), at)).collect();
        for change in &self.changed {
            // What somebody wrote into the file since then is newer.
            match change {
                Change::RenameCode { code, from, to } => {
                    let own = places.get(code).and_then(|at| codes.get_mut(*at));
                    if let Some(own) = own.filter(|own| own.name == *from) {
                        own.name.clone_from(to);
                    }
                }
                Change::ChangeCode { before, after } => {
                    let own = places.get(&before.id).and_then(|at| codes.get_mut(*at));
                    if let Some(own) = own.filter(|own| *own == before) {
                        *own = Code { id: before.id.clone(), ..after.clone() };
                    }
                }
                _ => {}
            }
        }
        let there: HashSet<String> = codes.iter().map(|code| code.id.clone()).collect();
        let added = self.added.iter().filter(|code| !there.contains(&code.id));
        codes.extend(added.cloned());
        for code in &mut codes {
            // A child of a merged code is one of what that became.
            let parent = code.parent.as_deref().and_then(|parent| gone.get(parent));
            if let Some(into) = parent {
                let id = &code.id;
                code.parent = into.filter(|into| into != id).map(str::to_owned);
            }
        }
        (Codebook { codes }, warnings)
    }
}
