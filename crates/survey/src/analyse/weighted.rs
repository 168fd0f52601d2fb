//! What weights change: shares, tests and numbers of people who do not all count alike.

use super::{CONFIDENCE, numbers};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::view::{Stats, Test};
use crate::weights::{Counts, Weights, Worth};
use paap_analysis::People;
use paap_analysis::interval::{
    Interval, mean_weighted, median_weighted, newcombe_share, wilson_share,
};
use paap_analysis::table::{Table2x2, fisher_exact};
use paap_analysis::weight::{Alike, RaoScott, WeightedTable, rao_scott};

/// The test's name, in words.
pub(super) const RAO_SCOTT: &str = "Rao–Scott, second order (F), as R's svychisq";

/// What to know of it.
pub(super) const FEW: &str = "With weights, tables are tested by Rao and Scott's test, which has no \
     exact form for small numbers. Where a cell holds fewer than 5 people, or fewer would be \
     expected, people are tested without their weights, exactly.";

/// In every cell of a table that Rao and Scott's test is used for at least so many people are, and
/// are expected. With fewer its F takes single people for a sure result: the variance of the cell
/// is that of the few weights seen in it.
const LEAST: f64 = 5.0;

/// Whether a table has too few people for Rao and Scott's test, given row after row without those
/// that hold nobody.
pub(super) fn too_few(columns: usize, cells: &[Worth]) -> bool {
    let sum = |cells: &mut dyn Iterator<Item = &Worth>| cells.map(|cell| cell.people).sum::<u64>();
    let all = sum(&mut cells.iter()) as f64;
    let least = |sums: &mut dyn Iterator<Item = u64>| sums.min().unwrap_or(0) as f64;
    let row = least(&mut cells.chunks(columns.max(1)).map(|row| sum(&mut row.iter())));
    let column = least(&mut (0..columns).map(|j| sum(&mut cells.iter().skip(j).step_by(columns))));
    let held = least(&mut cells.iter().map(|cell| cell.people));
    held < LEAST || row * column < LEAST * all
}

/// A weighted count, its share, and the share's interval at Kish's effective base.
pub(super) fn part(
    weights: &Weights,
    base: &Worth,
    counts: &Counts,
) -> (f64, Option<f64>, Option<Interval>) {
    let part = weights.worth(counts);
    let share = base.share(&part);
    let interval = share.and_then(|share| wilson_share(share, base.effective(), CONFIDENCE));
    (part.weight, share, interval)
}

/// Two groups, each as those who say it and all of them, compared.
pub(super) struct Compared {
    /// The weighted counts of those who say it, ours first.
    pub(super) counts: (f64, f64),
    /// Their shares.
    pub(super) shares: (Option<f64>, Option<f64>),
    /// The shares' difference, with Newcombe's interval at the effective sizes.
    pub(super) difference: Option<paap_analysis::interval::Difference>,
    /// The test, and its p: Rao and Scott's, or, of too few people, Fisher's without weights.
    pub(super) test: Option<(Test, f64)>,
    /// The effective sizes of the groups, then of those in both who say it and who do not.
    pub(super) margins: [f64; 4],
}

pub(super) fn compared(
    weights: &Weights,
    ours: (&Counts, &Counts),
    theirs: (&Counts, &Counts),
) -> Compared {
    let cells = [ours.0.clone(), ours.1.less(ours.0), theirs.0.clone(), theirs.1.less(theirs.0)];
    let cells = cells.map(|counts| weights.worth(&counts));
    let (all, others) = (weights.worth(ours.1), weights.worth(theirs.1));
    let shares = (all.share(&cells[0]), others.share(&cells[2]));
    let effective = (all.effective(), others.effective());
    let difference = shares.0.zip(shares.1).and_then(|(ours, theirs)| {
        newcombe_share((ours, effective.0), (theirs, effective.1), CONFIDENCE)
    });
    let [a, b, c, d] = cells.map(|cell| cell.people);
    let test = if too_few(2, &cells) {
        let varies = [a + b, c + d, a + c, b + d].iter().all(|&people| people > 0);
        varies.then(|| (Test::Fisher, fisher_exact(&Table2x2 { a, b, c, d })))
    } else {
        test(2, 2, &cells).map(|test| (Test::RaoScott, test.p))
    };
    let say = cells[0].plus(&cells[2]).effective();
    let say_not = cells[1].plus(&cells[3]).effective();
    let margins = [effective.0, effective.1, say, say_not];
    Compared { counts: (cells[0].weight, cells[2].weight), shares, difference, test, margins }
}

/// Rao and Scott's test of a table, given row after row.
pub(super) fn test(rows: usize, columns: usize, cells: &[Worth]) -> Option<RaoScott> {
    rao_scott(&table(rows, columns, cells)?)
}

/// A table of weighted people, given row after row.
pub(super) fn table(rows: usize, columns: usize, cells: &[Worth]) -> Option<WeightedTable> {
    let people = cells.iter().map(|cell| cell.people).sum();
    let weights = cells.iter().map(|cell| cell.weight).collect();
    let squares = cells.iter().map(|cell| cell.squares).collect();
    WeightedTable::new(rows, columns, people, weights, squares)
}

/// The numbers of an ordered question; weighted are its mean, standard deviation, median and
/// score. How many answers there are, their range and `counts` are of people.
pub(super) fn stats(
    survey: &Survey,
    question: &Question,
    among: &People,
    weights: Option<&Weights>,
) -> Option<Stats> {
    let mut stats = numbers::stats(survey, question, among)?;
    let Some(weights) = weights else { return Some(stats) };
    let among = among.and(&question.answered);
    // Each level with a weight, and how many have both.
    let mut levels: Vec<Alike> = Vec::new();
    for (weight, group) in weights.groups() {
        let own = numbers::levels(survey, question, &group.and(&among));
        let alike = |(value, people)| Alike { value, weight: *weight, people };
        levels.extend(own.into_iter().map(alike));
    }
    levels.sort_by(|a, b| a.value.total_cmp(&b.value));
    stats.effective = effective(&levels);
    stats.median = median_weighted(&levels);
    (stats.median_low, stats.median_high) = (None, None);
    if stats.mean.is_some() {
        let each = |of: fn(&Alike) -> f64| -> Vec<f64> {
            let repeated = |own| std::iter::repeat_n(of(own), own.people as usize);
            levels.iter().flat_map(repeated).collect()
        };
        let (values, worth) = (each(|own| own.value), each(|own| own.weight));
        let mean = mean_weighted(&values, &worth, CONFIDENCE);
        stats.mean = mean.map(|mean| mean.mean);
        stats.sd = mean.and_then(|mean| mean.sd);
        stats.mean_low = mean.and_then(|mean| mean.low);
        stats.mean_high = mean.and_then(|mean| mean.high);
        numbers::keep_on_scale(&mut stats, question);
    }
    stats.score = numbers::score(question, &levels);
    Some(stats)
}

/// Kish's effective number of those who gave a number.
fn effective(levels: &[Alike]) -> f64 {
    let add = |worth: Worth, own: &Alike| {
        let (people, weight) = (own.people, own.weight);
        let weights = weight * people as f64;
        worth.plus(&Worth { people, weight: weights, squares: weight * weights })
    };
    levels.iter().fold(Worth::default(), add).effective()
}

/// What to know of a question's weighted numbers.
pub(super) fn note(question: &Question) -> Option<String> {
    let note = match question.kind {
        Kind::Text => "How many wrote something is counted without weights.",
        Kind::Number | Kind::Rating | Kind::Scale => "The weighted median has no interval.",
        _ => return None,
    };
    Some(note.to_owned())
}
