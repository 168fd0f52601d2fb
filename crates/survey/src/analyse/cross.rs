//! One question by another.

mod cells;
mod test;

use super::{weighted, withhold};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::view::{Cross, CrossCell, CrossGroup, Heading};
use crate::weights::Weights;
use paap_analysis::People;
use test::{Side, Tested};

impl Survey {
    /// One question down the side, another across the top.
    pub fn cross(&self, scope: &Scope, rows: &str, columns: &str) -> Result<Cross, ScopeError> {
        let (rows, columns) = (self.named(rows)?, self.named(columns)?);
        for question in [rows, columns] {
            let counted = question.kind == Kind::Number && std::ptr::eq(question, rows);
            if question.options.is_empty() && !counted {
                let id = question.id.clone();
                return Err(ScopeError::NoOptions { id, kind: question.kind.name() });
            }
        }
        let weights = scope.weights.as_ref();
        let base = rows.answered.and(&columns.answered).and(&scope.people);
        let count = base.count();
        let withheld = count < scope.min_base;
        let sets = |question: &Question| -> Vec<People> {
            question.options.iter().map(|choice| choice.people.and(&base)).collect()
        };
        let (row_sets, column_sets) = (sets(rows), sets(columns));
        let mut notes = Vec::new();
        let (row_shown, column_shown) = if withheld {
            notes.push(format!("Withheld: its base is below {}.", scope.min_base));
            (vec![false; row_sets.len()], vec![false; column_sets.len()])
        } else {
            let shown = |question: &Question, sets: &[People]| {
                withhold::shown(sets, &base, scope.min_base, withhold::is_apart(question.kind))
            };
            // Rows are groups too, which the table turned round would show; not steps of a scale.
            let row_shown = match rows.kind.is_ordered() {
                true => vec![true; row_sets.len()],
                false => shown(rows, &row_sets),
            };
            (row_shown, shown(columns, &column_sets))
        };
        let hidden = |shown: &[bool]| shown.iter().filter(|shown| !**shown).count();
        let (rows_hidden, columns_hidden) = (hidden(&row_shown), hidden(&column_shown));
        let partly = !withheld && rows_hidden + columns_hidden > 0;
        if partly {
            notes.push(format!(
                "{rows_hidden} rows and {columns_hidden} columns are withheld: each has fewer than {} \
                 people, or would tell of those that have. The test is of what is shown.",
                scope.min_base,
            ));
        }
        let (cells, row_totals, column_totals) = match weights {
            Some(weights) => cells::weigh(&row_sets, &column_sets, weights),
            None => cells::count(&row_sets, &column_sets),
        };
        let cells = cells
            .into_iter()
            .zip(&row_shown)
            .map(|(row, in_row)| {
                let shown = column_shown.iter().map(|in_column| *in_row && *in_column);
                row.into_iter()
                    .zip(shown)
                    .map(|(cell, shown)| if shown { cell } else { NONE })
                    .collect()
            })
            .collect();
        let totals = |totals: Vec<f64>, shown: &[bool]| {
            totals.into_iter().zip(shown).map(|(total, shown)| shown.then_some(total)).collect()
        };
        let groups: Vec<CrossGroup> = if rows.kind.is_ordered() {
            let group = |((choice, set), shown): ((&crate::Choice, &People), &bool)| {
                let stats = shown.then(|| weighted::stats(self, rows, set, weights)).flatten();
                let stats = withhold::stats(stats, rows.kind, scope.min_base)?;
                Some(CrossGroup { label: choice.label.clone(), stats })
            };
            columns.options.iter().zip(&column_sets).zip(&column_shown).filter_map(group).collect()
        } else {
            Vec::new()
        };
        let own = Side::new(rows, row_sets, &row_shown);
        let other = Side::new(columns, column_sets, &column_shown);
        let checkbox = rows.kind == Kind::Checkbox || columns.kind == Kind::Checkbox;
        let test = if withheld {
            None
        } else if std::ptr::eq(rows, columns) {
            notes.push("Not tested: it is one question, which goes with itself.".to_owned());
            None
        } else if checkbox {
            notes.push(
                "A person can be in several cells, so the table as a whole is not tested; `paap survey \
                 associations` tests option by option."
                    .to_owned(),
            );
            None
        } else if weights.is_some() && rows.kind == Kind::Number {
            notes.push("Not tested: with weights, numbers have no test here.".to_owned());
            None
        } else {
            let test = if let Some(weights) = weights {
                notes.push(match rows.kind.is_ordered() || columns.kind.is_ordered() {
                    true => {
                        format!(
                            "{} The order of answers is not tested with weights.",
                            weighted::FEW
                        )
                    }
                    false => weighted::FEW.to_owned(),
                });
                test::weighted_test(&own, &other, weights)
            } else {
                let tested = self.tested(&own, &other, &base);
                notes.extend(tested.as_ref().and_then(|tested| beside(tested, scope.min_base)));
                let test = tested.as_ref().and_then(|tested| test::test(&own, &other, tested));
                let people = tested.filter(|_| test.is_some()).map(|tested| tested.people());
                notes.extend(people.and_then(|people| test::of_few(&own, &other, people)));
                test
            };
            if test.is_none() {
                let why = match partly {
                    _ if base.is_empty() => "nobody answered both questions.",
                    true => "fewer than two groups of answers are shown of one of the questions.",
                    false => "those who can be tested all gave the same answer to one of them.",
                };
                notes.push(format!("Not tested: {why}"));
            }
            test
        };
        if test.is_some() {
            notes.extend(self.asked_by(rows, columns).or_else(|| self.asked_by(columns, rows)));
        }
        Ok(Cross {
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            weights: weights.map(Weights::view),
            rows: heading(rows),
            columns: heading(columns),
            base: count,
            cells,
            row_totals: totals(row_totals, &row_shown),
            column_totals: totals(column_totals, &column_shown),
            groups,
            test,
            notes,
            warnings: self.warnings_about(&[&rows.id, &columns.id], scope),
        })
    }

    /// What to know where one question decides who is asked the other.
    fn asked_by(&self, question: &Question, gate: &Question) -> Option<String> {
        let gates = |&index: &usize| std::ptr::eq(&self.questions[index], gate);
        self.gates(question).keys().any(gates).then(|| {
            format!(
                "What people say in {} decides who is asked {}: the table and its test are of those \
                 who were asked.",
                gate.id, question.id,
            )
        })
    }
}

/// What to know of those who are in a table and not in its test.
fn beside(tested: &Tested, least: u64) -> Option<String> {
    let (beside, people) = (tested.beside, tested.people());
    let all = beside + people;
    let why = "gave an answer beside a scale, such as “don't know”, or no number";
    match beside {
        0 => None,
        few if few < least => Some(format!("Some {why}: the test is of the others.")),
        _ => Some(format!("{beside} of the {all} {why}: the test is of the other {people}.")),
    }
}

/// A cell that is withheld.
const NONE: CrossCell = CrossCell { count: None, share: None, low: None, high: None };

fn heading(question: &Question) -> Heading {
    Heading {
        id: question.id.clone(),
        label: question.label.clone(),
        kind: question.kind,
        options: question.options.iter().map(|choice| choice.label.clone()).collect(),
    }
}
