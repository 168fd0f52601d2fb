//! Changes of a codebook, each holding what is needed to take it back.

use super::{Code, Codebook};
use hashbrown::{HashMap, HashSet};
use serde::Serialize;

/// A change of a codebook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum Change {
    /// A new code, below all that are there.
    AddCode {
        /// The code.
        added: Code,
    },
    /// Another name for the same thing.
    RenameCode {
        /// Its id, which stays.
        code: String,
        /// The name it had.
        from: String,
        /// The name it gets.
        to: String,
    },
    /// Another definition, colour or parent.
    ChangeCode {
        /// The code as it was.
        before: Code,
        /// The code as it will be, with the same id.
        after: Code,
    },
    /// Several codes turn out to be one. Their codings get its id.
    MergeCodes {
        /// The codes that cease to be, as they were.
        codes: Vec<Code>,
        /// The id of the code that stays.
        into: String,
    },
    /// A part of a code's codings get a code of their own.
    SplitCode {
        /// The id of the code that is split, and stays.
        code: String,
        /// The new code.
        part: Code,
        /// The ids of the codings that go.
        codings: Vec<String>,
    },
    /// A code ceases to be, and so do its codings.
    DeleteCode {
        /// The code as it was.
        deleted: Code,
    },
}

/// Why a change cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is no such code.
    #[error("there is no code `{0}`; `paap interview codes` lists those there are")]
    Unknown(String),
    /// There is one already.
    #[error("there is a code `{0}` already; give the new one another id")]
    Exists(String),
    /// A code cannot be merged into itself, be its own parent, or change its id.
    #[error("`{0}` cannot be made a part of itself")]
    Itself(String),
}

impl Change {
    /// Makes the change.
    ///
    /// # Errors
    /// Where a code it is about is not there, or one it would add is; the codebook is then as it
    /// was.
    pub fn apply(&self, codebook: &mut Codebook) -> Result<(), Refused> {
        let parents: HashMap<String, Option<String>> = codebook.parents();
        let known = |id: &String| match parents.contains_key(id) {
            true => Ok(()),
            false => Err(Refused::Unknown(id.clone())),
        };
        match self {
            Self::AddCode { added } => {
                added.parent.iter().try_for_each(known)?;
                codebook.add(added)
            }
            Self::RenameCode { code, to, .. } => {
                known(code)?;
                codebook.each(code, |own| own.name.clone_from(to));
                Ok(())
            }
            Self::ChangeCode { before, after } => {
                known(&before.id)?;
                after.parent.iter().try_for_each(known)?;
                if after.id != before.id
                    || above(&parents, after.parent.as_ref()).contains(&after.id)
                {
                    return Err(Refused::Itself(before.id.clone()));
                }
                codebook.each(&before.id, |own| own.clone_from(after));
                Ok(())
            }
            Self::MergeCodes { codes, into } => {
                known(into)?;
                codes.iter().map(|code| &code.id).try_for_each(known)?;
                let above = above(&parents, Some(into));
                if let Some(code) = codes.iter().find(|code| above.contains(&code.id)) {
                    return Err(Refused::Itself(code.id.clone()));
                }
                let ids: HashSet<&String> = codes.iter().map(|code| &code.id).collect();
                codebook.remove(&ids, Some(into));
                Ok(())
            }
            Self::SplitCode { code, part, .. } => {
                known(code)?;
                part.parent.iter().try_for_each(known)?;
                codebook.add(part)
            }
            Self::DeleteCode { deleted } => {
                known(&deleted.id)?;
                let parent = codebook.get(&deleted.id).and_then(|code| code.parent.clone());
                codebook.remove(&HashSet::from([&deleted.id]), parent.as_deref());
                Ok(())
            }
        }
    }

    /// Takes the change back, as far as nobody has changed the same thing since. Codes that were
    /// children of a merged or deleted one stay where they went.
    pub fn revert(&self, codebook: &mut Codebook) {
        match self {
            Self::AddCode { added: code } | Self::SplitCode { part: code, .. } => {
                codebook.remove(&HashSet::from([&code.id]), code.parent.as_deref());
            }
            Self::RenameCode { code, from, to } => codebook.each(code, |own| {
                if own.name == *to {
                    own.name.clone_from(from);
                }
            }),
            Self::ChangeCode { before, after } => codebook.each(&before.id, |own| {
                if own == after {
                    own.clone_from(before);
                }
            }),
            Self::MergeCodes { codes, .. } => {
                for code in codes {
                    // One that was added again since stays as it is.
                    let _ = codebook.add(code);
                }
            }
            Self::DeleteCode { deleted } => {
                let _ = codebook.add(deleted);
            }
        }
    }
}

impl Codebook {
    fn add(&mut self, code: &Code) -> Result<(), Refused> {
        if self.get(&code.id).is_some() {
            return Err(Refused::Exists(code.id.clone()));
        }
        self.codes.push(code.clone());
        Ok(())
    }

    fn each(&mut self, id: &str, change: impl Fn(&mut Code)) {
        self.codes.iter_mut().filter(|code| code.id == id).for_each(change);
    }

    /// Removes codes; their children become those of another.
    fn remove(&mut self, ids: &HashSet<&String>, heir: Option<&str>) {
        self.codes.retain(|code| !ids.contains(&code.id));
        for code in &mut self.codes {
            if code.parent.as_ref().is_some_and(|parent| ids.contains(parent)) {
                code.parent = heir.filter(|heir| *heir != code.id).map(str::to_owned);
            }
        }
    }

    fn parents(&self) -> HashMap<String, Option<String>> {
        // The first of those with one id counts.
        let codes = self.codes.iter().rev();
        codes.map(|code| (code.id.clone(), code.parent.clone())).collect()
    }
}

/// A code and all that it is below.
fn above<'a>(
    parents: &'a HashMap<String, Option<String>>,
    code: Option<&'a String>,
) -> HashSet<&'a String> {
    let mut above = HashSet::new();
    let mut at = code;
    while let Some(id) = at.filter(|id| above.insert(*id)) {
        at = parents.get(id).and_then(Option::as_ref);
    }
    above
}
