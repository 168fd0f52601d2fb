//! One question by another.

use super::{CONFIDENCE, numbers, weighted};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::scope::{Scope, ScopeError};
use crate::view::{Cross, CrossCell, CrossGroup, CrossTest, Heading};
use crate::weights::{Weights, Worth};
use paap_analysis::interval::wilson;
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
        let column_sets: Vec<People> =
            columns.options.iter().map(|c| c.people.and(&base)).collect();
        let column_totals: Vec<u64> = column_sets.iter().map(People::count).collect();
        let counts: Vec<Vec<u64>> = rows
            .options
            .iter()
            .map(|row| column_sets.iter().map(|column| column.count_both(&row.people)).collect())
            .collect();
        let cell = |count: u64, total: u64| {
            let interval = wilson(count, total, CONFIDENCE);
            if withheld {
                return CrossCell { count: None, share: None, low: None, high: None };
            }
            CrossCell {
                count: Some(count as f64),
                share: (total > 0).then(|| count as f64 / total as f64),
                low: interval.map(|interval| interval.low),
                high: interval.map(|interval| interval.high),
            }
        };
        let mut cells: Vec<Vec<CrossCell>> = counts
            .iter()
            .map(|row| row.iter().zip(&column_totals).map(|(&n, &total)| cell(n, total)).collect())
            .collect();
        let mut row_totals: Vec<f64> =
            rows.options.iter().map(|row| row.people.count_both(&base) as f64).collect();
        let mut column_totals: Vec<f64> = column_totals.iter().map(|&total| total as f64).collect();
        if let Some(weights) = weights {
            let worth = |people: &People| weights.worth(&weights.counts_both(people, &base));
            let columns: Vec<Worth> = column_sets.iter().map(worth).collect();
            if !withheld {
                cells = weigh(rows, &column_sets, &columns, weights);
            }
            row_totals = rows.options.iter().map(|row| worth(&row.people).weight).collect();
            column_totals = columns.iter().map(|column| column.weight).collect();
        }
        let groups: Vec<CrossGroup> = if rows.kind.is_ordered() && !withheld {
            let group = |(choice, set): (&crate::Choice, &People)| {
                let stats = weighted::stats(self, rows, set, weights)?;
                Some(CrossGroup { label: choice.label.clone(), stats })
            };
            columns.options.iter().zip(&column_sets).filter_map(group).collect()
        } else {
            Vec::new()
        };
        let mut notes = Vec::new();
        let test = if withheld {
            notes.push(format!("Withheld: its base is below {}.", scope.min_base));
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
            weighted_test((rows, columns), &column_sets, weights)
        } else {
            self.test((rows, columns), &counts, &base, &column_sets, &mut notes)
        };
        let tested = rows.kind != Kind::Checkbox && columns.kind != Kind::Checkbox && !withheld;
        if test.is_none() && tested && (weights.is_none() || rows.kind != Kind::Number) {
            notes.push(
                "Not tested: those who answered both questions all gave the same answer to one of \
                 them."
                    .to_owned(),
            );
        }
        Ok(Cross {
            respondents: self.people as u64,
            filter: scope.filter.clone(),
            weights: weights.map(Weights::view),
            rows: heading(rows),
            columns: heading(columns),
            base: count,
            cells,
            row_totals,
            column_totals,
            groups,
            test,
            notes,
            warnings: self.warnings_about(&[&rows.id, &columns.id], scope),
        })
    }

    fn test(
        &self,
        (rows, columns): (&Question, &Question),
        counts: &[Vec<u64>],
        base: &People,
        column_sets: &[People],
        notes: &mut Vec<String>,
    ) -> Option<CrossTest> {
        if rows.kind == Kind::Number || rows.kind.is_ordered() && !columns.kind.is_ordered() {
            return self.by_rank(rows, base, column_sets);
        }
        if rows.kind.is_ordered() && columns.kind.is_ordered() {
            return by_order(rows, columns, counts, base.count(), notes);
        }
        // Options that nobody chose are no part of the table.
        let flat: Vec<u64> = counts.iter().flatten().copied().collect();
        let table = Table::new(counts.len(), columns.options.len(), flat)?.without_empty();
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

/// The cells of a weighted table.
fn weigh(
    rows: &Question,
    column_sets: &[People],
    columns: &[Worth],
    weights: &Weights,
) -> Vec<Vec<CrossCell>> {
    let cell = |row: &People, (set, total): (&People, &Worth)| {
        let (count, share, interval) =
            weighted::part(weights, total, &weights.counts_both(row, set));
        CrossCell {
            count: Some(count),
            share,
            low: interval.map(|interval| interval.low),
            high: interval.map(|interval| interval.high),
        }
    };
    let of_row = |row: &crate::Choice| {
        column_sets.iter().zip(columns).map(|column| cell(&row.people, column)).collect()
    };
    rows.options.iter().map(of_row).collect()
}

/// Two orders: Kendall's tau-b of those who are on both scales.
fn by_order(
    rows: &Question,
    columns: &Question,
    counts: &[Vec<u64>],
    base: u64,
    notes: &mut Vec<String>,
) -> Option<CrossTest> {
    let order = |question: &Question| {
        let mut order: Vec<usize> =
            (0..question.options.len()).filter(|&i| question.options[i].score.is_some()).collect();
        order.sort_by(|&a, &b| {
            let score = |i: usize| question.options[i].score.unwrap_or(0.0);
            score(a).total_cmp(&score(b))
        });
        order
    };
    let (row_order, column_order) = (order(rows), order(columns));
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
fn weighted_test(
    (row_question, column_question): (&Question, &Question),
    column_sets: &[People],
    weights: &Weights,
) -> Option<CrossTest> {
    // Options that nobody chose are no part of the table.
    let columns: Vec<&People> = column_sets.iter().filter(|set| !set.is_empty()).collect();
    let cells: Vec<Vec<Worth>> = row_question
        .options
        .iter()
        .map(|row| {
            let worth = |set: &&People| weights.worth(&weights.counts_both(&row.people, set));
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
    let sides = (side(row_question, &row_sizes), side(column_question, &column_sizes));
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
