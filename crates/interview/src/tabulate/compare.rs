//! Whether two sets of people go together, as the survey room asks it of two answers.

use super::{CONFIDENCE, ROUNDS, SEED};
use paap_analysis::interval::newcombe;
use paap_analysis::level::{HIGHEST_Q, LEAST_PEOPLE};
use paap_analysis::table::{
    Table, Table2x2, chi_square, chi_square_2x2, cramers_v, fisher_exact, permutation,
};

/// What is found out about two sets.
pub(super) struct Compared {
    pub(super) test: &'static str,
    pub(super) p: f64,
    /// The share of the second among the first less its share among the rest, and its interval.
    pub(super) effect: [f64; 3],
    /// How many are in the first and how many not, then of the second.
    pub(super) margins: [f64; 4],
}

/// Compares two sets by how many of `n` people are in each and in both; None where all or nobody is
/// in one.
pub(super) fn sets(n: u64, in_a: u64, in_b: u64, both: u64) -> Option<Compared> {
    let table = Table2x2 { a: both, b: in_a - both, c: in_b - both, d: n + both - in_a - in_b };
    let (in_a, rest) = (table.a + table.b, table.c + table.d);
    let (in_b, others) = (table.a + table.c, table.b + table.d);
    if [in_a, rest, in_b, others].contains(&0) {
        return None;
    }
    // The rule of Cochran: below 5 expected, the exact test.
    let (test, p) = if table.min_expected() < 5.0 {
        ("fisher", fisher_exact(&table))
    } else {
        ("chi-square", chi_square_2x2(&table)?.p)
    };
    let difference = newcombe((table.a, in_a), (table.c, rest), CONFIDENCE)?;
    Some(Compared {
        test,
        p,
        effect: [difference.effect, difference.low, difference.high],
        margins: [in_a, rest, in_b, others].map(|people| people as f64),
    })
}

/// A test of whether groups differ in a code.
pub(super) struct Groups {
    pub(super) test: String,
    pub(super) p: f64,
    pub(super) effect: Option<f64>,
    /// How many people each side of the table compares.
    pub(super) sides: (f64, f64),
}

/// Tests people with and without a code in several groups, of whom nobody is in two.
pub(super) fn groups(with: &[u64], sizes: &[u64]) -> Option<Groups> {
    let without = sizes.iter().zip(with).map(|(size, with)| size.saturating_sub(*with));
    let cells = with.iter().copied().chain(without).collect();
    let table = Table::new(2, with.len(), cells)?.without_empty();
    if table.rows() < 2 || table.columns() < 2 {
        return None;
    }
    let chi = chi_square(&table)?;
    let (test, p) = if chi.min_expected >= 5.0 {
        ("chi-square test".to_owned(), chi.p)
    } else {
        let by = permutation(&table, SEED, ROUNDS);
        let test = match by.exact {
            true => "Fisher–Freeman–Halton exact test".to_owned(),
            false => format!("permutation test, {} random tables, seed {SEED}", by.rounds),
        };
        (test, by.p)
    };
    let side = |totals: Vec<u64>| {
        let totals: Vec<f64> = totals.into_iter().map(|total| total as f64).collect();
        paap_analysis::level::in_groups(&totals)
    };
    let sides = (side(table.row_totals()), side(table.column_totals()));
    Some(Groups { test, p, effect: cramers_v(&table), sides })
}

/// That none of so many comparisons is a finding, and why; `people` where there are so few that none
/// could be one.
pub(super) fn no_finding(made: &str, q: impl Iterator<Item = f64>, people: Option<u64>) -> String {
    let least = q.fold(f64::INFINITY, f64::min);
    let why = match people {
        Some(1) => "with 1 person, they are signals at most".to_owned(),
        Some(people) => format!("with {people} people, they are signals at most"),
        None if least > HIGHEST_Q => format!("the smallest q is {least:.2}, so none stands out"),
        None => {
            format!(
                "those with a q of at most {HIGHEST_Q} rest on fewer than {LEAST_PEOPLE} people"
            )
        }
    };
    format!("{made}. None is a finding: {why}.")
}

/// The people, where they are too few for any comparison to be a finding.
pub(super) fn too_few(people: u64) -> Option<u64> {
    (people < 2 * LEAST_PEOPLE as u64).then_some(people)
}
