//! What `paap interview codes` says of each code.

use super::{Code, Codebook};
use crate::coding::Coding;
use crate::warning::Warning;
use hashbrown::{HashMap, HashSet};
use serde::Serialize;

/// A codebook with counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// The codes, each parent before its children.
    pub codes: Vec<Row>,
    /// What is odd.
    pub warnings: Vec<Warning>,
}

/// A code with counts of what is coded with itself, its children left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The code.
    #[serde(flatten)]
    pub code: Code,
    /// How deep it lies, from 0.
    pub depth: usize,
    /// How many codings it has.
    pub codings: usize,
    /// In how many interviews.
    pub documents: usize,
    /// By how many coders.
    pub coders: usize,
}

/// The codebook with what was coded. Codings of codes that are not in it are counted in a warning.
pub fn view(codebook: &Codebook, codings: &[Coding]) -> View {
    let mut counts: HashMap<&str, (usize, HashSet<&str>, HashSet<&str>)> = HashMap::new();
    for coding in codings {
        let count = counts.entry(&coding.code).or_default();
        count.0 += 1;
        count.1.insert(&coding.document);
        count.2.insert(&coding.coder);
    }
    let mut warnings = super::check(codebook);
    let mut codes = Vec::with_capacity(codebook.codes.len());
    for (depth, code) in codebook.tree() {
        let (codings, documents, coders) = counts.remove(code.id.as_str()).unwrap_or_default();
        let (documents, coders) = (documents.len(), coders.len());
        codes.push(Row { code: code.clone(), depth, codings, documents, coders });
    }
    let mut unknown: Vec<(&str, usize)> =
        counts.into_iter().map(|(code, count)| (code, count.0)).collect();
    unknown.sort_unstable();
    for (code, count) in unknown {
        let message = format!(
            "{count} codings have the code `{code}`, which is not in the codebook. Add it, or move \
             them to another."
        );
        warnings.push(Warning::problem("unknown-code", message));
    }
    View { codes, warnings }
}
