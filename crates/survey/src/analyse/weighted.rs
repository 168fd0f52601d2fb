//! What weights change: shares, tests and numbers of people who do not all count alike.

use super::{CONFIDENCE, numbers};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::view::{Score, Stats, Test};
use crate::weights::{Counts, Weights, Worth};
use paap_analysis::People;
use paap_analysis::interval::{Interval, mean_weighted, newcombe_share, wilson_share};
use paap_analysis::score::nps_shares;
use paap_analysis::table::{Table2x2, fisher_exact};
use paap_analysis::weight::{RaoScott, WeightedTable, rao_scott};

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

/// Pearson's X² of a table's weighted shares over its number of people: Σ (p − e)²/e.
pub(super) fn pearson_of_shares(columns: usize, cells: &[Worth]) -> f64 {
    let weight = |cells: &mut dyn Iterator<Item = &Worth>| cells.map(|c| c.weight).sum::<f64>();
    let all = weight(&mut cells.iter());
    let rows: Vec<f64> = cells.chunks(columns).map(|row| weight(&mut row.iter()) / all).collect();
    let columns_of = |j: usize| weight(&mut cells.iter().skip(j).step_by(columns)) / all;
    let sums: Vec<f64> = (0..columns).map(columns_of).collect();
    let of = |(k, cell): (usize, &Worth)| {
        let expected = rows[k / columns] * sums[k % columns];
        if expected > 0.0 { (cell.weight / all - expected).powi(2) / expected } else { 0.0 }
    };
    cells.iter().enumerate().map(of).sum()
}

/// Rao and Scott's test of a table, given row after row.
pub(super) fn test(rows: usize, columns: usize, cells: &[Worth]) -> Option<RaoScott> {
    let people = cells.iter().map(|cell| cell.people).sum();
    let weights = cells.iter().map(|cell| cell.weight).collect();
    let squares = cells.iter().map(|cell| cell.squares).collect();
    rao_scott(&WeightedTable::new(rows, columns, people, weights, squares)?)
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
    let mut levels: Vec<(f64, f64, u64)> = Vec::new();
    for (weight, group) in weights.groups() {
        let own = numbers::levels(survey, question, &group.and(&among));
        levels.extend(own.into_iter().map(|(level, count)| (level, *weight, count)));
    }
    levels.sort_by(|a, b| a.0.total_cmp(&b.0));
    stats.median = median(&levels);
    (stats.median_low, stats.median_high) = (None, None);
    if stats.mean.is_some() {
        let mean = mean_of(&levels, |level| level);
        stats.mean = mean.map(|mean| mean.mean);
        stats.sd = mean.and_then(|mean| mean.sd);
        stats.mean_low = mean.and_then(|mean| mean.low);
        stats.mean_high = mean.and_then(|mean| mean.high);
        numbers::keep_on_scale(&mut stats, question);
    }
    stats.score = score(question, &levels);
    Some(stats)
}

/// The lowest level that at least half the weight does not exceed; halfway to the next one where
/// it is exactly half.
fn median(levels: &[(f64, f64, u64)]) -> Option<f64> {
    let total: f64 = levels.iter().map(|(_, weight, count)| weight * *count as f64).sum();
    let mut before = 0.0;
    for (index, (level, weight, count)) in levels.iter().enumerate() {
        before += weight * *count as f64;
        // Sums of weights that should be equal differ by rounding.
        if (before - total / 2.0).abs() <= 1e-9 * total {
            let next = levels.get(index + 1).map_or(*level, |next| next.0);
            return Some((level + next) / 2.0);
        }
        if before > total / 2.0 {
            return Some(*level);
        }
    }
    None
}

fn mean_of(
    levels: &[(f64, f64, u64)],
    value: impl Fn(f64) -> f64,
) -> Option<paap_analysis::interval::Mean> {
    let each = || levels.iter().flat_map(|level| std::iter::repeat_n(level, level.2 as usize));
    let values: Vec<f64> = each().map(|level| value(level.0)).collect();
    let weights: Vec<f64> = each().map(|level| level.1).collect();
    mean_weighted(&values, &weights, CONFIDENCE)
}

fn score(question: &Question, levels: &[(f64, f64, u64)]) -> Option<Score> {
    let of = |within: &dyn Fn(f64) -> bool| {
        let mut worth = Worth::default();
        for &(_, weight, count) in levels.iter().filter(|level| within(level.0)) {
            worth.people += count;
            worth.weight += weight * count as f64;
            worth.squares += weight * weight * count as f64;
        }
        worth
    };
    let all = of(&|_| true);
    if question.score? == "NPS" {
        let (promoters, detractors) = (of(&|x| x >= 9.0), of(&|x| x <= 6.0));
        let (promoters, detractors) = (all.share(&promoters)?, all.share(&detractors)?);
        let nps = nps_shares(promoters, detractors, all.effective(), CONFIDENCE)?;
        return Some(Score {
            name: "NPS",
            value: 100.0 * nps.effect,
            low: Some(100.0 * nps.low),
            high: Some(100.0 * nps.high),
        });
    }
    match question.score? {
        "CES" => return Some(numbers::effort(question, mean_of(levels, |level| level)?)),
        "SUS" | "UX-Lite" => return None,
        _ => {}
    }
    let top = numbers::top_two(question)?;
    let share = all.share(&of(&|x| x >= top))?;
    let interval = wilson_share(share, all.effective(), CONFIDENCE);
    Some(Score {
        name: "CSAT",
        value: 100.0 * share,
        low: interval.map(|interval| 100.0 * interval.low),
        high: interval.map(|interval| 100.0 * interval.high),
    })
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
