//! Whether the two questions of a table go together.
//!
//! The test is chosen by which of the two have an order, never by which is across the top: turned
//! round, a table has the same p.

use super::super::{CONFIDENCE, ROUNDS, SEED, numbers, weighted};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::view::CrossTest;
use crate::weights::{Weights, Worth};
use paap_analysis::People;
use paap_analysis::level::{Level, in_groups, in_order, in_order_beside};
use paap_analysis::rank::{
    is_rough, kendall_permuted, kendall_tau_b, kruskal_wallis_levels, kruskal_wallis_permuted,
};
use paap_analysis::table::{Permutation, Table, chi_square, cramers_v, permutation};
use paap_analysis::weight::rao_scott;

/// With fewer people the interval of Kendall's tau-b is too narrow.
const FEW_FOR_KENDALL: u64 = 25;

/// One question of a table, with its options that are shown.
pub(super) struct Side<'a> {
    pub(super) question: &'a Question,
    sets: Vec<People>,
    scores: Vec<Option<f64>>,
}

impl<'a> Side<'a> {
    pub(super) fn new(question: &'a Question, sets: Vec<People>, shown: &[bool]) -> Self {
        let kept = question.options.iter().zip(sets).zip(shown).filter(|(_, shown)| **shown);
        let (scores, sets) = kept.map(|((choice, set), _)| (choice.score, set)).unzip();
        Self { question, sets, scores }
    }

    fn is_ordered(&self) -> bool {
        self.question.kind.is_ordered()
    }

    /// Everybody who is in one of its options.
    fn all(&self, base: &People) -> People {
        let none = People::none(base.size());
        self.sets.iter().fold(none, |all, set| all.or(set)).and(base)
    }

    /// Whom it groups: the steps of an order from low to high, without those who gave an answer
    /// beside it; else every option.
    fn groups(&self) -> Vec<People> {
        if !self.is_ordered() {
            return self.sets.clone();
        }
        let mut steps: Vec<(f64, People)> = Vec::new();
        for (score, set) in self.scores.iter().zip(&self.sets) {
            let Some(score) = *score else { continue };
            // Two spellings of a step are one.
            match steps.iter_mut().find(|step| step.0 == score) {
                Some(step) => step.1 = step.1.or(set),
                None => steps.push((score, set.clone())),
            }
        }
        steps.sort_by(|a, b| a.0.total_cmp(&b.0));
        steps.into_iter().map(|step| step.1).collect()
    }
}

/// What is tested: a table of people, and how many of those who are in it gave an answer that has
/// no place in an order.
pub(super) struct Tested {
    table: Table,
    /// Those who gave an answer beside an order, such as "don't know".
    pub(super) beside: u64,
}

impl Tested {
    /// How many people are tested.
    pub(super) fn people(&self) -> u64 {
        self.table.total()
    }
}

impl Survey {
    /// The people whom a test is of. Options that nobody chose are no part of the table.
    pub(super) fn tested(&self, own: &Side<'_>, other: &Side<'_>, base: &People) -> Option<Tested> {
        let columns = other.groups();
        let (all, cells) = if own.question.kind == Kind::Number {
            // Each different number is a step.
            let of = |set: &People| numbers::levels(self, own.question, &set.and(base));
            let each: Vec<Vec<(f64, u64)>> = columns.iter().map(of).collect();
            let mut levels: Vec<f64> = each.iter().flatten().map(|level| level.0).collect();
            levels.sort_by(f64::total_cmp);
            levels.dedup();
            let mut cells = vec![0; levels.len() * columns.len()];
            for (column, own) in each.iter().enumerate() {
                for &(level, count) in own {
                    let row = levels.partition_point(|other| *other < level);
                    cells[row * columns.len() + column] += count;
                }
            }
            (base.clone(), cells)
        } else {
            let rows = own.groups();
            let of = |row: &People| columns.iter().map(|set| set.count_both(row)).collect();
            let cells: Vec<Vec<u64>> = rows.iter().map(of).collect();
            (own.all(base), cells.concat())
        };
        let rows = cells.len().checked_div(columns.len())?;
        let table = Table::new(rows, columns.len(), cells)?.without_empty();
        let beside = other.all(&all).count().saturating_sub(table.total());
        Some(Tested { table, beside })
    }
}

/// Tests whether the two go together; None where one of them has but one answer.
pub(super) fn test(own: &Side<'_>, other: &Side<'_>, tested: &Tested) -> Option<CrossTest> {
    let table = &tested.table;
    if table.rows() < 2 || table.columns() < 2 {
        return None;
    }
    match (own.is_ordered(), other.is_ordered()) {
        (true, true) => of_orders(table),
        (true, false) => of_order_in_groups(&turned(table)),
        (false, true) => of_order_in_groups(table),
        (false, false) => of_groups(table),
    }
}

/// What to know of the test of two orders.
pub(super) fn of_few(own: &Side<'_>, other: &Side<'_>, people: u64) -> Option<String> {
    let few = own.is_ordered() && other.is_ordered() && people < FEW_FOR_KENDALL;
    few.then(|| {
        format!("The interval of Kendall's tau-b is approximate, and rough with {people} people.")
    })
}

fn turned(table: &Table) -> Table {
    let (rows, columns) = (table.rows(), table.columns());
    let cells = (0..rows * columns).map(|k| table.cells()[k % rows * columns + k / rows]);
    // The same people fit as before.
    Table::new(columns, rows, cells.collect()).unwrap_or_else(|| table.clone())
}

fn sizes(totals: Vec<u64>) -> Vec<f64> {
    totals.into_iter().map(|total| total as f64).collect()
}

/// A p by permutation in words: the test's name with how it was made.
fn permuted(test: &str, p: &Permutation) -> (String, Option<f64>) {
    if p.exact {
        return (format!("{test}, exact"), None);
    }
    (format!("{test}, {} random tables, seed {SEED}", p.rounds), Some(p.error))
}

/// Two orders: Kendall's tau-b.
fn of_orders(table: &Table) -> Option<CrossTest> {
    let tau = kendall_tau_b(table, CONFIDENCE)?;
    let name = "Kendall's tau-b";
    let (test, p, p_error) = if is_rough(table.total(), tau.min_expected) {
        let by = kendall_permuted(table, SEED, ROUNDS);
        let (test, error) = permuted(name, &by);
        (test, by.p, error)
    } else {
        (name.to_owned(), tau.p, None)
    };
    let sides = (in_order(&sizes(table.row_totals())), in_order(&sizes(table.column_totals())));
    Some(CrossTest {
        test,
        statistic: None,
        df: None,
        p,
        p_error,
        effect: Some(tau.tau),
        effect_low: Some(tau.low),
        effect_high: Some(tau.high),
        measure: Some(name.to_owned()),
        level: Level::of_table(p, sides).into(),
    })
}

/// Ordered answers (columns) in several groups (rows): Kruskal and Wallis's test.
fn of_order_in_groups(table: &Table) -> Option<CrossTest> {
    let groups: Vec<&[u64]> = table.cells().chunks(table.columns()).collect();
    let test = kruskal_wallis_levels(&groups)?;
    let name = "Kruskal–Wallis test";
    let rough = is_rough(table.total(), test.min_expected);
    let (name, p, p_error) = if rough {
        let by = kruskal_wallis_permuted(&groups, SEED, ROUNDS);
        let (name, error) = permuted(name, &by);
        (name, by.p, error)
    } else {
        (format!("{name}, by chi-square"), test.p, None)
    };
    let sides = (in_groups(&sizes(table.row_totals())), in_order(&sizes(table.column_totals())));
    Some(CrossTest {
        test: name,
        statistic: Some(test.statistic),
        df: (!rough).then_some(test.df as f64),
        p,
        p_error,
        effect: Some(test.epsilon_squared),
        effect_low: None,
        effect_high: None,
        measure: Some("epsilon squared".to_owned()),
        level: Level::of_table(p, sides).into(),
    })
}

/// Groups by groups: chi-square, or the exact test where an expected count is small.
fn of_groups(table: &Table) -> Option<CrossTest> {
    let sides = (in_groups(&sizes(table.row_totals())), in_groups(&sizes(table.column_totals())));
    let chi = chi_square(table)?;
    let effect = cramers_v(table);
    let approximate = chi.min_expected >= 5.0;
    let (test, p, p_error) = match approximate {
        true => ("chi-square test".to_owned(), chi.p, None),
        false => exact(table),
    };
    Some(CrossTest {
        test,
        statistic: approximate.then_some(chi.statistic),
        df: approximate.then_some(chi.df as f64),
        p,
        p_error,
        effect,
        effect_low: None,
        effect_high: None,
        measure: effect.map(|_| "Cramér's V (bias-corrected)".to_owned()),
        level: Level::of_table(p, sides).into(),
    })
}

/// The exact test of a table that has a small expected count, its p, and the p's error.
fn exact(table: &Table) -> (String, f64, Option<f64>) {
    let by = permutation(table, SEED, ROUNDS);
    if by.exact {
        return ("Fisher–Freeman–Halton exact test".to_owned(), by.p, None);
    }
    let (test, error) = permuted("permutation test", &by);
    (test, by.p, error)
}

/// Rao and Scott's test, or, of too few people, the exact one without weights; with Cramér's V of
/// the weighted shares.
pub(super) fn weighted_test(
    own: &Side<'_>,
    other: &Side<'_>,
    weights: &Weights,
) -> Option<CrossTest> {
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
    let sum = |cells: &mut dyn Iterator<Item = &Worth>| {
        cells.fold(Worth::default(), |sum, cell| sum.plus(cell))
    };
    let rows: Vec<Worth> = cells.iter().map(|row| sum(&mut row.iter())).collect();
    let across: Vec<Worth> =
        (0..columns.len()).map(|j| sum(&mut cells.iter().map(|row| &row[j]))).collect();
    let compares = |side: &Side<'_>, options: &[Worth]| {
        if !side.is_ordered() {
            return in_groups(&options.iter().map(Worth::effective).collect::<Vec<_>>());
        }
        let rest = |step: usize| {
            let others = options.iter().enumerate().filter(|(other, _)| *other != step);
            sum(&mut others.map(|other| other.1)).effective()
        };
        let least = (0..options.len()).map(rest).fold(f64::INFINITY, f64::min);
        in_order_beside(sum(&mut options.iter()).effective(), least)
    };
    let sides = (compares(own, &rows), compares(other, &across));
    let flat = cells.concat();
    let table = weighted::table(cells.len(), columns.len(), &flat)?;
    let (test, statistic, df, p, p_error) = if weighted::too_few(columns.len(), &flat) {
        let people = flat.iter().map(|cell| cell.people).collect();
        let (test, p, error) = exact(&Table::new(cells.len(), columns.len(), people)?);
        (format!("{test}, of people without weights"), None, None, p, error)
    } else {
        let test = rao_scott(&table)?;
        (weighted::RAO_SCOTT.to_owned(), Some(test.f), Some(test.df1), test.p, None)
    };
    Some(CrossTest {
        test,
        statistic,
        df,
        p,
        p_error,
        effect: table.cramers_v(),
        effect_low: None,
        effect_high: None,
        measure: Some("Cramér's V (weighted, not bias-corrected)".to_owned()),
        level: Level::of_table(p, sides).into(),
    })
}
