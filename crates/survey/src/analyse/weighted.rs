//! What weights change: shares, tests and numbers of people who do not all count alike.

use super::{CONFIDENCE, numbers};
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::view::{Score, Stats};
use crate::weights::{Counts, Weights, Worth};
use paap_analysis::People;
use paap_analysis::interval::{Interval, mean_weighted, newcombe_share, wilson_share};
use paap_analysis::weight::{RaoScott, WeightedTable, rao_scott};

/// The test's name, in words.
pub(super) const RAO_SCOTT: &str = "Rao–Scott, second order (F), as R's svychisq";

/// What to know of it.
pub(super) const ROUGH: &str = "With weights, tables are tested by Rao and Scott's test, which has \
     no exact form for small numbers: below 5 people in a cell, its p is rough.";

/// What to know of it where answers have an order.
pub(super) const UNORDERED: &str = "There is no rank test with weights here: the test takes the \
     steps of the scale as answers in no order, and may miss what an ordered one would see.";

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
    /// The p-value of Rao and Scott's test.
    pub(super) p: Option<f64>,
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
    let p = test(2, 2, &cells).map(|test| test.p);
    Compared { counts: (cells[0].weight, cells[2].weight), shares, difference, p }
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
    if question.score? == "NPS" {
        // A mean of 100 for promoters, 0 for passives and -100 for detractors.
        let points = |x: f64| match x {
            9.0.. => 100.0,
            _ if x <= 6.0 => -100.0,
            _ => 0.0,
        };
        let mean = mean_of(levels, points)?;
        let (low, high) = (mean.low.map(|x| x.max(-100.0)), mean.high.map(|x| x.min(100.0)));
        return Some(Score { name: "NPS", value: mean.mean, low, high });
    }
    let top = numbers::top_two(question)?;
    let mut worths = (Worth::default(), Worth::default());
    for &(level, weight, count) in levels {
        let add = |worth: &mut Worth| {
            worth.weight += weight * count as f64;
            worth.squares += weight * weight * count as f64;
        };
        add(&mut worths.1);
        if level >= top {
            add(&mut worths.0);
        }
    }
    let share = worths.1.share(&worths.0)?;
    let interval = wilson_share(share, worths.1.effective(), CONFIDENCE);
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
