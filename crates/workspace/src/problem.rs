//! What is wrong in a workspace: in which file, and where.

use paap_text::{Problem, Weight};

/// A problem, and the file it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The file's path in the workspace.
    pub file: String,
    /// What is wrong, and where in the file.
    pub problem: Problem,
}

impl Filed {
    /// Whether `check` fails for it.
    pub fn is_error(&self) -> bool {
        self.problem.weight == Weight::Error
    }
}

/// Problems of files, as they are collected.
#[derive(Debug, Default)]
pub(crate) struct Problems(pub(crate) Vec<Filed>);

impl Problems {
    pub(crate) fn add(&mut self, file: &str, problem: Problem) {
        self.0.push(Filed { file: file.to_owned(), problem });
    }

    pub(crate) fn all(&mut self, file: &str, problems: impl IntoIterator<Item = Problem>) {
        problems.into_iter().for_each(|problem| self.add(file, problem));
    }

    /// In the order of files and places, each once.
    pub(crate) fn sorted(mut self) -> Vec<Filed> {
        let place = |one: &Filed| (one.problem.at.line, one.problem.at.column, one.problem.code);
        self.0.sort_by(|a, b| a.file.cmp(&b.file).then_with(|| place(a).cmp(&place(b))));
        self.0.dedup();
        self.0
    }
}
