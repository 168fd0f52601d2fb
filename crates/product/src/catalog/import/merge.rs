//! Changes to lines of YAML that people may have changed, too.
//!
//! A line that stands as the last import wrote it belongs to the import: it is written anew, or taken out. A
//! line that stands otherwise belongs to whoever changed it, and so does the gap where one was taken out.

use super::fields::Field;
use paap_text::yaml::{Key, Node};
use std::collections::BTreeMap;
use std::ops::Range;

/// A file as lines, and what is to be done with them.
pub(super) struct Lines {
    lines: Vec<String>,
    edits: Vec<(usize, Edit)>,
}

enum Edit {
    Replace(String),
    Remove,
    /// Before the line.
    Insert(Vec<String>),
}

/// What came of the keys of a mapping.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Merged {
    /// Keys that were written, or taken out.
    pub(super) written: Vec<&'static str>,
    /// Keys of which the catalog says something else than what people wrote.
    pub(super) kept: Vec<&'static str>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self { lines: text.split('\n').map(str::to_owned).collect(), edits: Vec::new() }
    }

    /// The line of this index, without what ends it.
    pub(super) fn get(&self, index: usize) -> &str {
        self.lines.get(index).map_or("", |line| line.trim_end_matches('\r'))
    }

    /// The index after the last line.
    pub(super) fn end(&self) -> usize {
        let is_ended = self.lines.last().is_some_and(String::is_empty);
        self.lines.len() - usize::from(is_ended)
    }

    /// Brings the keys of a mapping in block style up to date. `block` are its lines, `indent` the column of
    /// its keys from 0, `last` what the last import wrote.
    pub(super) fn merge(
        &mut self,
        block: Range<usize>,
        indent: usize,
        entries: &[(Key, Node)],
        fields: &[Field],
        last: &BTreeMap<String, String>,
    ) -> Merged {
        let mut merged = Merged::default();
        let mut added = Vec::new();
        for (key, new) in fields {
            let written = |value: &String| format!("{}{key}: {value}", " ".repeat(indent));
            let before = last.get(*key);
            let there =
                entries.iter().find(|(own, _)| own.name == *key).map(|(own, _)| own.at.line - 1);
            match (there, new) {
                (Some(at), _)
                    if before.is_some_and(|own| self.is(at, &written(own), &block, indent)) =>
                {
                    if before == new.as_ref() {
                        continue;
                    }
                    let edit = new.as_ref().map_or(Edit::Remove, |own| Edit::Replace(written(own)));
                    self.edits.push((at, edit));
                    merged.written.push(key);
                }
                (Some(at), Some(new)) => {
                    if !self.is(at, &written(new), &block, indent) {
                        merged.kept.push(key);
                    }
                }
                (Some(_), None) | (None, None) => {}
                // Somebody took it out.
                (None, Some(_)) if before.is_some() => merged.kept.push(key),
                (None, Some(new)) => {
                    added.push(written(new));
                    merged.written.push(key);
                }
            }
        }
        if !added.is_empty() {
            let end = self.last_said(&block);
            self.insert(end, added);
        }
        merged
    }

    /// Whether a line is this, and all of its value stands on it.
    fn is(&self, at: usize, line: &str, block: &Range<usize>, indent: usize) -> bool {
        let says = |index: &usize| is_said(self.get(*index));
        let next = (at + 1..block.end).find(says).map(|index| self.get(index));
        let goes_on = next.is_some_and(|own| own.len() - own.trim_start().len() > indent);
        self.get(at) == line && !goes_on
    }

    /// The index after the last line of a block that is no comment and not empty: what follows belongs to
    /// what comes next.
    fn last_said(&self, block: &Range<usize>) -> usize {
        block.clone().rev().find(|at| is_said(self.get(*at))).map_or(block.start, |at| at + 1)
    }

    /// Puts lines before the line of this index.
    pub(super) fn insert(&mut self, at: usize, lines: Vec<String>) {
        self.edits.push((at, Edit::Insert(lines)));
    }

    /// Puts another line in the place of one.
    pub(super) fn replace(&mut self, at: usize, line: String) {
        self.edits.push((at, Edit::Replace(line)));
    }

    /// Leaves the lines from an index on.
    pub(super) fn cut(&mut self, from: usize) {
        self.edits.extend((from..self.lines.len()).map(|at| (at, Edit::Remove)));
    }

    /// The text with all changes.
    pub(super) fn write(self) -> String {
        let Self { mut lines, mut edits } = self;
        let ending = if lines.first().is_some_and(|line| line.ends_with('\r')) { "\r" } else { "" };
        edits.sort_by_key(|(at, _)| *at);
        for (at, edit) in edits.into_iter().rev() {
            let at = at.min(lines.len());
            match edit {
                Edit::Replace(line) => {
                    lines.splice(at..(at + 1).min(lines.len()), [line + ending]);
                }
                Edit::Remove => {
                    lines.splice(at..(at + 1).min(lines.len()), []);
                }
                Edit::Insert(new) => {
                    lines.splice(at..at, new.into_iter().map(|line| line + ending));
                }
            }
        }
        lines.join("\n")
    }
}

fn is_said(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && !line.starts_with('#')
}
