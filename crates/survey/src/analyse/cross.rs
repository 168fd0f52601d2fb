//! One question by another.

mod cells;

use super::{CONFIDENCE, numbers, weighted, withhold};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::view::{Cross, CrossCell, CrossGroup, CrossTest, Heading};
use crate::weights::{Weights, Worth};
use paap_analysis::rank::{kendall_tau_b, kruskal_wallis_levels};
use paap_analysis::table::{Table, chi_square, cramers_v, permutation};
use paap_analysis::{People, level};

/// The seed of the permutation test: the same table always gives the same p.
const SEED: u64 = 1;

/// How many random tables are tried where all are too many.
const ROUNDS: u32 = 20_000;

/// With fewer people the normal approximation of Kendall's tau-b is rough.
const FEW_FOR_KENDALL: u64 = 25;

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
        let test = if withheld {
            None
        } else if rows.kind == Kind::Checkbox || columns.kind == Kind::Checkbox {
            notes.push(
                "A person can be in several cells, so the table as a whole is not tested; `paap survey \
                 associations` tests option by option."
                    .to_owned(),
            );
            None
        } else if let Some(weights) = weights {
            notes.push(match rows.kind {
                Kind::Number => "Not tested: with weights, numbers have no test here.".to_owned(),
                kind if kind.is_ordered() || columns.kind.is_ordered() => {
                    format!("{} The order of answers is not tested with weights.", weighted::FEW)
                }
                _ => weighted::FEW.to_owned(),
            });
            weighted_test(&own, &other, weights)
        } else {
            self.test(&own, &other, &base, &mut notes)
        };
        let tested = rows.kind != Kind::Checkbox && columns.kind != Kind::Checkbox && !withheld;
        if test.is_none() && tested && (weights.is_none() || rows.kind != Kind::Number) {
            let why = match partly {
                true => "fewer than two groups of answers are shown of one of the questions.",
                false => {
                    "those who answered both questions all gave the same answer to one of them."
                }
            };
            notes.push(format!("Not tested: {why}"));
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

    fn test(
        &self,
        own: &Side<'_>,
        other: &Side<'_>,
        base: &People,
        notes: &mut Vec<String>,
    ) -> Option<CrossTest> {
        let (rows, columns) = (own.question, other.question);
        if rows.kind == Kind::Number || rows.kind.is_ordered() && !columns.kind.is_ordered() {
            return self.by_rank(rows, base, &other.sets);
        }
        let count = |row: &People| other.sets.iter().map(|column| column.count_both(row)).collect();
        let counts: Vec<Vec<u64>> = own.sets.iter().map(count).collect();
        if rows.kind.is_ordered() && columns.kind.is_ordered() {
            return by_order(own, other, &counts, notes);
        }
        // Options that nobody chose are no part of the table.
        let flat: Vec<u64> = counts.iter().flatten().copied().collect();
        let table = Table::new(counts.len(), other.sets.len(), flat)?.without_empty();
        if table.rows() < 2 || table.columns() < 2 {
            return None;
        }
        let sizes = |totals: Vec<u64>| totals.iter().map(|&total| total as f64).collect();
        let (row_totals, column_totals): (Vec<f64>, Vec<f64>) =
            (sizes(table.row_totals()), sizes(table.column_totals()));
        let sides = (compares(rows, &row_totals), compares(columns, &column_totals));
        let chi = chi_square(&table)?;
        let effect = cramers_v(&table);
        let measure = effect.map(|_| "Cramér's V (bias-corrected)".to_owned());
        let (test, p, p_error) = if chi.min_expected >= 5.0 {
            ("chi-square test".to_owned(), chi.p, None)
        } else {
            exact(&table)
        };
        let approximate = chi.min_expected >= 5.0;
        Some(CrossTest {
            test,
            statistic: approximate.then_some(chi.statistic),
            df: approximate.then_some(chi.df as f64),
            p,
            p_error,
            effect,
            effect_low: None,
            effect_high: None,
            measure,
            level: level::Level::of_table(p, sides).into(),
        })
    }

    /// Ordered answers in several groups: Kruskal and Wallis's test.
    fn by_rank(&self, rows: &Question, base: &People, column_sets: &[People]) -> Option<CrossTest> {
        let all = numbers::levels(self, rows, base);
        let groups: Vec<Vec<u64>> = column_sets
            .iter()
            .map(|set| {
                let own = numbers::levels(self, rows, &set.and(&rows.answered));
                let count = |level: f64| {
                    own.iter().find(|other| other.0 == level).map_or(0, |other| other.1)
                };
                all.iter().map(|level| count(level.0)).collect()
            })
            .filter(|group: &Vec<u64>| group.iter().any(|&count| count > 0))
            .collect();
        let groups: Vec<&[u64]> = groups.iter().map(Vec::as_slice).collect();
        let test = kruskal_wallis_levels(&groups)?;
        let sizes: Vec<f64> = groups.iter().map(|group| group.iter().sum::<u64>() as f64).collect();
        let n = sizes.iter().sum::<f64>();
        // Epsilon squared: H / (n - 1); Tomczak & Tomczak (2014).
        let effect = (n > 1.0).then(|| test.statistic / (n - 1.0));
        Some(CrossTest {
            test: "Kruskal–Wallis test, by chi-square".to_owned(),
            statistic: Some(test.statistic),
            df: Some(test.df as f64),
            p: test.p,
            p_error: None,
            effect,
            effect_low: None,
            effect_high: None,
            measure: Some("epsilon squared".to_owned()),
            level: level::Level::of_table(
                test.p,
                (level::in_order(&sizes), level::in_groups(&sizes)),
            )
            .into(),
        })
    }
}

/// A cell that is withheld.
const NONE: CrossCell = CrossCell { count: None, share: None, low: None, high: None };

/// The options of one question that are shown.
struct Side<'a> {
    question: &'a Question,
    sets: Vec<People>,
    scores: Vec<Option<f64>>,
}

impl<'a> Side<'a> {
    fn new(question: &'a Question, sets: Vec<People>, shown: &[bool]) -> Self {
        let kept = question.options.iter().zip(sets).zip(shown).filter(|(_, shown)| **shown);
        let (scores, sets) = kept.map(|((choice, set), _)| (choice.score, set)).unzip();
        Self { question, sets, scores }
    }
}

/// Two orders: Kendall's tau-b of those who are on both scales.
fn by_order(
    own: &Side<'_>,
    other: &Side<'_>,
    counts: &[Vec<u64>],
    notes: &mut Vec<String>,
) -> Option<CrossTest> {
    let base: u64 = counts.iter().flatten().sum();
    let order = |side: &Side<'_>| {
        let scored = side.scores.iter().enumerate();
        let mut order: Vec<(usize, f64)> =
            scored.filter_map(|(at, score)| Some((at, (*score)?))).collect();
        order.sort_by(|a, b| a.1.total_cmp(&b.1));
        order.into_iter().map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (row_order, column_order) = (order(own), order(other));
    let flat = row_order.iter().flat_map(|&r| column_order.iter().map(move |&c| counts[r][c]));
    let ordered = Table::new(row_order.len(), column_order.len(), flat.collect())?;
    let tau = kendall_tau_b(&ordered, CONFIDENCE)?;
    let people = ordered.total();
    if people < base {
        notes.push(format!(
            "{} of the {base} gave an answer beside a scale, such as “don't know”: the test is of \
             the other {people}.",
            base - people,
        ));
    }
    if people < FEW_FOR_KENDALL {
        notes.push(format!(
            "Kendall's p and interval are approximate, and rough with {people} people.",
        ));
    }
    let half = people as f64 / 2.0;
    Some(CrossTest {
        test: "Kendall's tau-b".to_owned(),
        statistic: None,
        df: None,
        p: tau.p,
        p_error: None,
        effect: Some(tau.tau),
        effect_low: Some(tau.low),
        effect_high: Some(tau.high),
        measure: Some("Kendall's tau-b".to_owned()),
        level: level::Level::of_table(tau.p, (half, half)).into(),
    })
}

/// The exact test of a table that has a small expected count, its p, and the p's error.
fn exact(table: &Table) -> (String, f64, Option<f64>) {
    let permuted = permutation(table, SEED, ROUNDS);
    if permuted.exact {
        return ("Fisher–Freeman–Halton exact test".to_owned(), permuted.p, None);
    }
    let rounds = permuted.rounds;
    let test = format!("permutation test, {rounds} random tables, seed {SEED}");
    (test, permuted.p, Some(permuted.error))
}

/// How many people a side of a table compares, given how many chose each of its options.
fn compares(question: &Question, options: &[f64]) -> f64 {
    if question.kind.is_ordered() { level::in_order(options) } else { level::in_groups(options) }
}

/// Rao and Scott's test, or, of too few people, the exact one without weights; with Cramér's V of
/// the weighted shares.
fn weighted_test(own: &Side<'_>, other: &Side<'_>, weights: &Weights) -> Option<CrossTest> {
    // Options that nobody chose are no part of the table.
    let columns: Vec<&People> = other.sets.iter().filter(|set| !set.is_empty()).collect();
    let cells: Vec<Vec<Worth>> = own
        .sets
        .iter()
        .map(|row| {
            let worth = |set: &&People| weights.worth(&weights.counts_both(row, set));
            columns.iter().map(worth).collect()
        })
        .filter(|row: &Vec<Worth>| row.iter().any(|cell| cell.people > 0))
        .collect();
    if cells.len() < 2 || columns.len() < 2 {
        return None;
    }
    let flat = cells.concat();
    let sum = |cells: &mut dyn Iterator<Item = &Worth>| -> f64 {
        cells.fold(Worth::default(), |sum, cell| sum.plus(cell)).effective()
    };
    let row_sizes: Vec<f64> = cells.iter().map(|row| sum(&mut row.iter())).collect();
    let column_sizes: Vec<f64> =
        (0..columns.len()).map(|j| sum(&mut cells.iter().map(|row| &row[j]))).collect();
    // Of an order it is the whole that counts, and weights differ across options too.
    let half = sum(&mut flat.iter()) / 2.0;
    let side = |question: &Question, sizes: &[f64]| {
        if question.kind.is_ordered() { half } else { level::in_groups(sizes) }
    };
    let sides = (side(own.question, &row_sizes), side(other.question, &column_sizes));
    let measure = "Cramér's V (weighted, not bias-corrected)".to_owned();
    let steps = cells.len().min(columns.len()).saturating_sub(1) as f64;
    let effect = weighted::pearson_of_shares(columns.len(), &flat) / steps;
    let (test, statistic, df, p, p_error) = if weighted::too_few(columns.len(), &flat) {
        let people = flat.iter().map(|cell| cell.people).collect();
        let (test, p, error) = exact(&Table::new(cells.len(), columns.len(), people)?);
        (format!("{test}, of people without weights"), None, None, p, error)
    } else {
        let test = weighted::test(cells.len(), columns.len(), &flat)?;
        (weighted::RAO_SCOTT.to_owned(), Some(test.f), Some(test.df1), test.p, None)
    };
    Some(CrossTest {
        test,
        statistic,
        df,
        p,
        p_error,
        effect: Some(effect.sqrt().min(1.0)),
        effect_low: None,
        effect_high: None,
        measure: Some(measure),
        level: level::Level::of_table(p, sides).into(),
    })
}

fn heading(question: &Question) -> Heading {
    Heading {
        id: question.id.clone(),
        label: question.label.clone(),
        kind: question.kind,
        options: question.options.iter().map(|choice| choice.label.clone()).collect(),
    }
}
