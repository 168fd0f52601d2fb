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
                Kind::Number => "Numbers are not tested with weights.".to_owned(),
                _ => weighted::ROUGH.to_owned(),
            });
            weighted_test(rows, &column_sets, weights)
        } else {
            self.test(rows, columns, &counts, &base, &column_sets)
        };
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
            warnings: self.warnings_about(&[&rows.id, &columns.id]),
        })
    }

    fn test(
        &self,
        rows: &Question,
        columns: &Question,
        counts: &[Vec<u64>],
        base: &People,
        column_sets: &[People],
    ) -> Option<CrossTest> {
        if rows.kind == Kind::Number || rows.kind.is_ordered() && !columns.kind.is_ordered() {
            return self.by_rank(rows, base, column_sets);
        }
        // Options that nobody chose are no part of the table.
        let flat: Vec<u64> = counts.iter().flatten().copied().collect();
        let table = Table::new(counts.len(), columns.options.len(), flat)?.without_empty();
        if table.rows() < 2 || table.columns() < 2 {
            return None;
        }
        let people = table.total() as f64;
        let level = |p: f64| level::Level::of_difference(p, smallest(table.column_totals())).into();
        if rows.kind.is_ordered() && columns.kind.is_ordered() {
            let order = |question: &Question| {
                let mut order: Vec<usize> = (0..question.options.len())
                    .filter(|&i| question.options[i].score.is_some())
                    .collect();
                order.sort_by(|&a, &b| {
                    let score = |i: usize| question.options[i].score.unwrap_or(0.0);
                    score(a).total_cmp(&score(b))
                });
                order
            };
            let (row_order, column_order) = (order(rows), order(columns));
            let flat =
                row_order.iter().flat_map(|&r| column_order.iter().map(move |&c| counts[r][c]));
            let ordered = Table::new(row_order.len(), column_order.len(), flat.collect())?;
            let tau = kendall_tau_b(&ordered, CONFIDENCE)?;
            return Some(CrossTest {
                test: "Kendall's tau-b".to_owned(),
                statistic: None,
                df: None,
                p: tau.p,
                p_error: None,
                effect: Some(tau.tau),
                effect_low: Some(tau.low),
                effect_high: Some(tau.high),
                measure: Some("Kendall's tau-b".to_owned()),
                // Two orders have no groups; as many people are wanted as two groups would need.
                level: level::Level::of_difference(tau.p, (people / 2.0, people / 2.0)).into(),
            });
        }
        let chi = chi_square(&table)?;
        let effect = cramers_v(&table);
        let measure = effect.map(|_| "Cramér's V (bias-corrected)".to_owned());
        if chi.min_expected >= 5.0 {
            return Some(CrossTest {
                test: "chi-square test".to_owned(),
                statistic: Some(chi.statistic),
                df: Some(chi.df as f64),
                p: chi.p,
                p_error: None,
                effect,
                effect_low: None,
                effect_high: None,
                measure,
                level: level(chi.p),
            });
        }
        let permuted = permutation(&table, SEED, ROUNDS);
        let test = if permuted.exact {
            "Fisher–Freeman–Halton exact test".to_owned()
        } else {
            format!("permutation test, {} random tables, seed {SEED}", permuted.rounds)
        };
        Some(CrossTest {
            test,
            statistic: None,
            df: None,
            p: permuted.p,
            p_error: (!permuted.exact).then_some(permuted.error),
            effect,
            effect_low: None,
            effect_high: None,
            measure,
            level: level(permuted.p),
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
        let n = groups.iter().map(|group| group.iter().sum::<u64>()).sum::<u64>() as f64;
        // Epsilon squared: H / (n - 1); Tomczak & Tomczak (2014).
        let effect = (n > 1.0).then(|| test.statistic / (n - 1.0));
        Some(CrossTest {
            test: "Kruskal–Wallis test".to_owned(),
            statistic: Some(test.statistic),
            df: Some(test.df as f64),
            p: test.p,
            p_error: None,
            effect,
            effect_low: None,
            effect_high: None,
            measure: Some("epsilon squared".to_owned()),
            level: level::Level::of_difference(
                test.p,
                smallest(groups.iter().map(|group| group.iter().sum()).collect()),
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

/// Rao and Scott's test, with Cramér's V of the weighted shares.
fn weighted_test(rows: &Question, column_sets: &[People], weights: &Weights) -> Option<CrossTest> {
    // Options that nobody chose are no part of the table.
    let columns: Vec<&People> = column_sets.iter().filter(|set| !set.is_empty()).collect();
    let cells: Vec<Vec<Worth>> = rows
        .options
        .iter()
        .map(|row| {
            let worth = |set: &&People| weights.worth(&weights.counts_both(&row.people, set));
            columns.iter().map(worth).collect()
        })
        .filter(|row: &Vec<Worth>| row.iter().any(|cell| cell.people > 0))
        .collect();
    let flat = cells.concat();
    let test = weighted::test(cells.len(), columns.len(), &flat)?;
    let people = flat.iter().map(|cell| cell.people).sum::<u64>() as f64;
    let all = flat.iter().fold(Worth::default(), |sum, cell| Worth {
        people: sum.people + cell.people,
        weight: sum.weight + cell.weight,
        squares: sum.squares + cell.squares,
    });
    let half = all.effective() / 2.0;
    let steps = cells.len().min(columns.len()).saturating_sub(1) as f64;
    Some(CrossTest {
        test: weighted::RAO_SCOTT.to_owned(),
        statistic: Some(test.f),
        df: Some(test.df1),
        p: test.p,
        p_error: None,
        effect: Some((test.pearson / people / steps).sqrt().min(1.0)),
        effect_low: None,
        effect_high: None,
        measure: Some("Cramér's V (weighted, not bias-corrected)".to_owned()),
        level: level::Level::of_difference(test.p, (half, half)).into(),
    })
}

/// The sizes of the two smallest groups.
fn smallest(mut groups: Vec<u64>) -> (f64, f64) {
    groups.sort_unstable();
    let size = |index: usize| groups.get(index).map_or(0.0, |&size| size as f64);
    (size(0), size(1))
}

fn heading(question: &Question) -> Heading {
    Heading {
        id: question.id.clone(),
        label: question.label.clone(),
        kind: question.kind,
        options: question.options.iter().map(|choice| choice.label.clone()).collect(),
    }
}
