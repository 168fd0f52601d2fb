//! What was found out about the answers in one column, or in a grid's rows together, and how it
//! is put into a question.

use super::figure::Figure;
use super::other::push_other;
use super::sets::option_sets;
use crate::answers::{Choice, Question};
use crate::read::sheet::Column;
use crate::{Kind, Note};
use std::slice;

/// The most options that are made of a column's cells: more are words of people's own.
pub(super) const MOST_OPTIONS: usize = 1000;

/// What answers are; lists are parallel to the cells that were looked at.
pub(super) enum Found {
    /// Words, or nothing that can be counted.
    Words,
    /// Numbers.
    Numbers(Vec<Option<Figure>>),
    /// Options.
    Options(Options),
}

/// Options that people chose from, and who chose which.
pub(super) struct Options {
    pub(super) kind: Kind,
    /// Every option with its place on the scale.
    pub(super) labels: Vec<(String, Option<f64>)>,
    /// The option of each cell; as many as there are labels where it is none of them.
    pub(super) cells: Vec<u16>,
    /// The score that the numbers make.
    pub(super) score: Option<&'static str>,
    /// What to know when reading the numbers.
    pub(super) notes: Vec<Note>,
}

impl Found {
    /// Fills in a question. `cells` are the numbers of the column's distinct cells, each with its
    /// place in the lists.
    pub(super) fn fill(
        &self,
        question: &mut Question,
        column: &Column,
        cells: impl Iterator<Item = (u32, usize)>,
    ) {
        match self {
            Self::Words => {}
            Self::Numbers(figures) => {
                question.kind = Kind::Number;
                question.figures = vec![None; column.values.len()];
                for (number, place) in cells {
                    question.figures[number as usize] = figures[place];
                }
            }
            Self::Options(options) => options.fill(question, column, cells),
        }
    }
}

impl Options {
    fn fill(
        &self,
        question: &mut Question,
        column: &Column,
        cells: impl Iterator<Item = (u32, usize)>,
    ) {
        let other = self.labels.len();
        let mut of = vec![u16::MAX; column.values.len()];
        for (number, place) in cells {
            of[number as usize] = self.cells[place];
        }
        let mut sets = option_sets(column, other + 1, |cell| slice::from_ref(&of[cell]));
        let written = sets.pop();
        question.kind = self.kind;
        question.score = self.score;
        question.options = self
            .labels
            .iter()
            .zip(sets)
            .map(|((label, score), people)| Choice {
                label: label.clone(),
                people,
                other: false,
                score: *score,
            })
            .collect();
        question.notes.extend(self.notes.iter().cloned());
        if let Some(written) = written.filter(|written| !written.is_empty()) {
            let note = Note::about(written.clone(), |count| match count {
                Some(1) => "Other: 1 answer that hardly anybody else gave.".to_owned(),
                Some(count) => format!("Other: {count} answers that hardly anybody else gave."),
                None => "Other: answers that hardly anybody else gave.".to_owned(),
            });
            push_other(question, written);
            question.notes.push(note);
        }
    }
}
