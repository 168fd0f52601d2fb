//! Many labels on many continua at once: what each rater marked, counted at any unit, with
//! bootstrap intervals.
//!
//! A mark is present or absent at a unit, for each label by itself, so marks may overlap. What a
//! continuum contributes is a few sums (how much each rater marked, how much each two both marked),
//! found by a sweep over the marks' bounds; its length costs nothing. All figures are functions of
//! those sums, which add up over continua: a draw of the bootstrap adds them up again, each as often
//! as it was drawn.

mod count;
mod figure;

pub use super::resample::Bootstrap;

use super::Undefined;
use super::resample::{percentiles, taken};
use crate::interval::Interval;
use crate::random::Random;
use count::{Sums, count};
use figure::{Drawn, KINDS, Layout, Parts};
use std::ops::Range;

/// A stretch that a rater marked with a label, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Which label, from 0.
    pub label: usize,
    /// Who, from 0.
    pub rater: usize,
    /// The first position.
    pub start: u64,
    /// One past the last.
    pub end: u64,
}

/// What raters marked on one continuum.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Continuum {
    /// How many positions it has.
    pub length: u64,
    /// Who rated it, whether or not they marked anything. It counts where these are two or more.
    pub raters: Vec<usize>,
    /// The units to count at, in order and without overlap; a unit is marked where a mark touches
    /// it. `None`: each position is one.
    pub units: Option<Vec<Range<u64>>>,
    /// Where the blocks that the bootstrap draws end, in order; empty: it is one block.
    pub blocks: Vec<u64>,
    /// The marks, in any order. Those of others than `raters` do not count, nor what is outside.
    pub marks: Vec<Mark>,
}

/// A number and how sure it is, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: Result<f64, Undefined>,
    /// Its percentile interval; where none was asked for, as if it were rarely defined.
    pub interval: Result<Interval, Undefined>,
}

/// How far raters agree on a label, or on all labels.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// How many units at least one rater marked.
    pub marked: f64,
    /// The share of pairs of ratings of a unit that are the same.
    pub percent: Estimate,
    /// The share of ratings that are marks.
    pub prevalence: Estimate,
    /// Cohen's kappa; of more than two raters the mean of each pair's that is defined. Source:
    /// R. Light, *Measures of response agreement for qualitative data*, Psychological Bulletin 76
    /// (1971).
    pub cohen: Estimate,
    /// Fleiss' kappa over the continua that all raters rated; of two raters it is Scott's pi.
    pub fleiss: Estimate,
    /// Krippendorff's alpha, nominal.
    pub alpha: Estimate,
    /// Krippendorff's unitizing alpha, at positions whatever the unit.
    pub unitized: Estimate,
    /// Cohen's kappa of each two raters that rated a continuum together.
    pub pairs: Vec<(usize, usize, Result<f64, Undefined>)>,
}

/// All labels' figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// A label each.
    pub labels: Vec<Figures>,
    /// All labels together: one minus the mean disagreement over the mean expected one, so that a
    /// label counts for as much as there is to disagree on. Source: H. de Vries and others, *Using
    /// pooled kappa to summarize interrater agreement across many items*, Field Methods 20 (2008).
    pub overall: Figures,
    /// How many continua counted: those that two or more rated.
    pub continua: usize,
    /// How many units they have.
    pub units: u64,
    /// How many positions.
    pub positions: u64,
    /// From how many blocks the bootstrap drew.
    pub blocks: usize,
}

/// Of more raters than this the pairs are not compared: there are too many to look at, and their sums
/// would fill the memory. All other figures are there.
pub const MOST_PAIRED: usize = 64;

/// At most so many numbers are kept for draws at once.
const AT_ONCE: usize = 1 << 20;

/// Figures for each of `labels` labels and overall, of `raters` raters. Marks of others count
/// nowhere. The same seed gives the same intervals.
pub fn panel(
    continua: &[Continuum],
    raters: usize,
    labels: usize,
    bootstrap: Option<Bootstrap>,
) -> Panel {
    let layout = Layout::new(raters);
    let sums = count(continua, &layout, labels);
    let base = sums.base.iter().fold(layout.base(), |mut total, row| {
        total.iter_mut().zip(&row.sums).for_each(|(sum, x)| *sum += x);
        total
    });
    let mut overall = Parts::default();
    let mut figures: Vec<Figures> = Vec::with_capacity(labels);
    for label in 0..labels {
        let mut total = vec![0.0; layout.columns()];
        let mut marked = 0.0;
        for row in sums.rows(label) {
            total.iter_mut().zip(&row.sums).for_each(|(sum, x)| *sum += x);
            marked += row.marked;
        }
        let parts = layout.parts(&base, &total);
        overall.add(&parts);
        figures.push(parts.figures(&layout, marked));
    }
    let mut overall = overall.figures(&layout, sums.marked);
    if labels == 0 && sums.continua > 0 {
        overall.set_all(Undefined::NoUnits);
    }
    if let Some(bootstrap) = bootstrap {
        draw(&sums, &layout, bootstrap, &mut figures, &mut overall);
    }
    let (continua, units, positions) = (sums.continua, sums.units, sums.positions);
    Panel { labels: figures, overall, continua, units, positions, blocks: sums.base.len() }
}

/// Fills in the intervals.
fn draw(
    sums: &Sums,
    layout: &Layout,
    bootstrap: Bootstrap,
    figures: &mut [Figures],
    overall: &mut Figures,
) {
    let blocks = sums.base.len();
    if blocks < 2 {
        let all = figures.iter_mut().chain(std::iter::once(overall));
        all.for_each(|own| own.set_intervals([Err(Undefined::OneBlock); KINDS]));
        return;
    }
    let mut random = Random::new(bootstrap.seed);
    let mut drawn: Vec<Drawn> = vec![Drawn::default(); figures.len()];
    let mut drawn_overall = Drawn::default();
    let widest = layout.columns().max(layout.base().len()).max(blocks);
    let mut left = bootstrap.draws;
    while left > 0 {
        let draws = left.min((AT_ONCE / widest).max(1));
        left -= draws;
        let taken = taken(&mut random, blocks, draws);
        let mut base = vec![0.0; layout.base().len() * draws];
        for (row, taken) in sums.base.iter().zip(taken.chunks_exact(draws)) {
            add(&mut base, taken, &row.sums);
        }
        let mut all = vec![Parts::default(); draws];
        let mut total = vec![0.0; layout.columns() * draws];
        for (label, drawn) in drawn.iter_mut().enumerate() {
            total.fill(0.0);
            for row in sums.rows(label) {
                let from = row.block * draws;
                add(&mut total, taken.get(from..from + draws).unwrap_or_default(), &row.sums);
            }
            for (draw, all) in all.iter_mut().enumerate() {
                let of = |sums: &[f64]| sums.iter().skip(draw).step_by(draws).copied().collect();
                let (base, total): (Vec<f64>, Vec<f64>) = (of(&base), of(&total));
                let parts = layout.parts(&base, &total);
                all.add(&parts);
                drawn.push(&parts);
            }
        }
        all.iter().for_each(|parts| drawn_overall.push(parts));
    }
    let all = figures.iter_mut().zip(drawn).chain(std::iter::once((overall, drawn_overall)));
    for (own, drawn) in all {
        own.set_intervals(drawn.0.map(|mut values| percentiles(&mut values, bootstrap.confidence)));
    }
}

/// Adds each sum to its draws, as often as each draw took the block.
fn add(totals: &mut [f64], taken: &[f64], sums: &[f64]) {
    if taken.is_empty() {
        return;
    }
    for (totals, sum) in totals.chunks_exact_mut(taken.len()).zip(sums) {
        if *sum != 0.0 {
            totals.iter_mut().zip(taken).for_each(|(total, times)| *total += times * sum);
        }
    }
}

#[cfg(test)]
mod tests;
