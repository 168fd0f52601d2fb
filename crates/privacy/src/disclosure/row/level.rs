//! Coarser ways of writing a column: neighbours as ranges, rare answers as "another answer".

use super::{Column, Scale};

/// Answers that are rare are written like this.
pub(super) const ANOTHER: &str = "Another answer";

/// More different values than this are not published of one column.
const MOST_VALUES: usize = 60;

/// How many ways of writing a column are tried.
const MOST_LEVELS: usize = 6;

/// A way of writing a column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Level {
    /// What is written, in the order of the values.
    pub labels: Vec<String>,
    /// The label of each of the column's values.
    pub of: Vec<u16>,
}

/// The ways of writing a column, finest first. `counts` says how many people gave each value.
pub(super) fn levels(column: &Column, counts: &[usize]) -> Vec<Level> {
    let values = counts.len();
    let fine = Level { labels: column.values.clone(), of: (0..values).map(|v| v as u16).collect() };
    let fits = |level: &&Level| {
        level.of.len() >= values
            && level.of.iter().all(|&label| usize::from(label) < level.labels.len())
    };
    if !column.levels.is_empty() {
        let given = column.levels.iter().filter(fits).take(MOST_LEVELS).cloned();
        return std::iter::once(fine)
            .chain(given)
            .filter(|l| l.labels.len() <= MOST_VALUES)
            .collect();
    }
    match &column.scale {
        Scale::Names => rare_ones_together(fine, counts),
        Scale::Ordered => neighbours_together(
            counts,
            &|low, high| {
                let (low, high) = (&column.values[low], &column.values[high]);
                format!("{low} to {high}")
            },
            &column.values,
        ),
        Scale::Numbers { bounds, whole } => neighbours_together(
            counts,
            &|low, high| {
                let of = |place: usize| bounds.get(place).copied();
                match (of(low), of(high)) {
                    (Some((from, _)), Some((_, to))) => range(from, to, *whole),
                    _ => format!("{} to {}", column.values[low], column.values[high]),
                }
            },
            &column.values,
        ),
    }
}

fn rare_ones_together(fine: Level, counts: &[usize]) -> Vec<Level> {
    let mut by_count: Vec<usize> = (0..counts.len()).filter(|&value| counts[value] > 0).collect();
    by_count.sort_by_key(|&value| (counts[value], value));
    let most = by_count.len().saturating_sub(1);
    // With all but one together, a column would say "that one or not", which is still something.
    let least = by_count.len().saturating_sub(MOST_VALUES - 1).max(2);
    let step = (most.saturating_sub(least) / MOST_LEVELS).max(1);
    let mut levels = Vec::new();
    if by_count.len() <= MOST_VALUES {
        levels.push(fine.clone());
    }
    for together in (least..=most).step_by(step) {
        let mut level = fine.clone();
        let other = level.labels.len() as u16;
        level.labels.push(ANOTHER.to_owned());
        by_count[..together].iter().for_each(|&value| level.of[value] = other);
        levels.push(level);
    }
    levels
}

fn neighbours_together(
    counts: &[usize],
    label: &dyn Fn(usize, usize) -> String,
    values: &[String],
) -> Vec<Level> {
    // Runs of values, with how many people gave one of them. Values that nobody gave are in none.
    let said = (0..counts.len()).filter(|&value| counts[value] > 0);
    let mut runs: Vec<(usize, usize, usize)> = said.map(|v| (v, v, counts[v])).collect();
    let mut levels = Vec::new();
    loop {
        if runs.len() <= MOST_LEVELS.max(2) || levels.is_empty() && runs.len() <= MOST_VALUES {
            let mut of = vec![0; counts.len()];
            for (place, &(low, high, _)) in runs.iter().enumerate() {
                of[low..=high].fill(place as u16);
            }
            let text = |&(low, high, _): &(usize, usize, usize)| {
                if low == high { values[low].clone() } else { label(low, high) }
            };
            levels.push(Level { labels: runs.iter().map(text).collect(), of });
        }
        if runs.len() <= 2 {
            return levels;
        }
        // The smallest run goes to the smaller of its neighbours, the lower one in doubt.
        let smallest = (0..runs.len()).min_by_key(|&run| (runs[run].2, run)).unwrap_or(0);
        let size = |run: usize| runs.get(run).map_or(usize::MAX, |run| run.2);
        let below = smallest.checked_sub(1).map_or(usize::MAX, size);
        let lower = if below <= size(smallest + 1) { smallest - 1 } else { smallest };
        let above = runs.remove(lower + 1);
        runs[lower] = (runs[lower].0, above.1, runs[lower].2 + above.2);
    }
}

/// The numbers from one to below another, in words.
pub fn range(from: f64, to: f64, whole: bool) -> String {
    match (from.is_finite(), to.is_finite()) {
        (false, false) => "any number".to_owned(),
        (false, true) if whole => format!("{} or less", to - 1.0),
        (false, true) => format!("under {to}"),
        (true, false) => format!("{from} or more"),
        (true, true) if whole && to - from <= 1.0 => format!("{from}"),
        (true, true) if whole => format!("{from} to {}", to - 1.0),
        (true, true) => format!("{from} to under {to}"),
    }
}
