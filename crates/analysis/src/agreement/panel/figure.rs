//! Which sums are kept, and the figures that are made of them.

use super::{Estimate, Figures, MOST_PAIRED};
use crate::agreement::{Disagreement, Undefined};
use crate::interval::Interval;

/// How many figures have an interval.
pub(super) const KINDS: usize = 6;

/// Where each sum stands.
///
/// Base: each pair's units; then, over all continua, ratings, pairs of ratings, positions times
/// raters; then units of the continua that all rated. A label: each pair's units that the first, the
/// second and both marked; then marks of its own at positions (their number, those that differ a
/// rater, their squared lengths); then, of more than two raters, ratings that are marks, pairs of
/// ratings that differ, these a rater, and the first two over the continua that all rated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Layout {
    pub(super) raters: usize,
    pairs: usize,
}

impl Layout {
    pub(super) fn new(raters: usize) -> Self {
        let paired = if raters <= MOST_PAIRED { raters } else { 0 };
        Self { raters, pairs: paired * paired.saturating_sub(1) / 2 }
    }

    /// An empty row of the base.
    pub(super) fn base(&self) -> Vec<f64> {
        vec![0.0; self.pairs + 4]
    }

    /// How many sums a label has.
    pub(super) fn columns(&self) -> usize {
        3 * self.pairs + 3 + if self.raters == 2 { 0 } else { 5 }
    }

    /// The place of a pair, the first of which is the lower.
    fn pair(&self, first: usize, second: usize) -> usize {
        second * second.saturating_sub(1) / 2 + first
    }

    pub(super) fn base_row(&self, raters: &[usize], (units, positions): (f64, f64)) -> Vec<f64> {
        let mut row = self.base();
        if self.pairs > 0 {
            for (at, second) in raters.iter().enumerate() {
                for first in &raters[..at] {
                    row[self.pair(*first, *second)] = units;
                }
            }
        }
        let m = raters.len() as f64;
        let whole = if raters.len() == self.raters { units } else { 0.0 };
        let rest = [units * m, units * m * (m - 1.0) / 2.0, positions * m, whole];
        row[self.pairs..].copy_from_slice(&rest);
        row
    }

    /// Units that those `present` marked, by their places among the continuum's `raters`.
    pub(super) fn add_units(
        &self,
        row: &mut [f64],
        raters: &[usize],
        present: &[usize],
        units: f64,
    ) {
        if self.pairs > 0 {
            self.add_pairs(row, raters, present, units);
        }
        if self.raters != 2 {
            let (m, j) = (raters.len() as f64, present.len() as f64);
            let apart = units * j * (m - j);
            let general = &mut row[3 * self.pairs + 3..];
            general[0] += units * j;
            general[1] += apart;
            general[2] += apart / (m - 1.0);
            if raters.len() == self.raters {
                general[3] += units * j;
                general[4] += apart;
            }
        }
    }

    fn add_pairs(&self, row: &mut [f64], raters: &[usize], present: &[usize], units: f64) {
        for place in present {
            let Some(rater) = raters.get(*place) else { continue };
            for other in raters {
                if other != rater {
                    let pair = self.pair(*rater.min(other), *rater.max(other));
                    row[3 * pair + usize::from(rater > other)] += units;
                }
            }
        }
        for (at, second) in present.iter().enumerate() {
            for first in &present[..at] {
                if let (Some(first), Some(second)) = (raters.get(*first), raters.get(*second)) {
                    row[3 * self.pair(*first, *second) + 2] += units;
                }
            }
        }
    }

    /// Positions that `present` of `raters` raters marked.
    pub(super) fn add_positions(
        &self,
        row: &mut [f64],
        raters: usize,
        present: usize,
        length: f64,
    ) {
        let (m, j) = (raters as f64, present as f64);
        row[3 * self.pairs] += length * j;
        row[3 * self.pairs + 1] += length * j * (m - j) / (m - 1.0);
    }

    /// A stretch of so many positions.
    pub(super) fn add_square(&self, row: &mut [f64], length: f64) {
        row[3 * self.pairs + 2] += length * length;
    }

    /// What the figures are made of.
    pub(super) fn parts(&self, base: &[f64], sums: &[f64]) -> Parts {
        let rest = &base[self.pairs..];
        let (ratings, pairs, positions, whole) = (rest[0], rest[1], rest[2], rest[3]);
        let free = &sums[3 * self.pairs..3 * self.pairs + 3];
        let general = match self.raters {
            2 => {
                let apart = sums[0] + sums[1] - 2.0 * sums[2];
                let marks = sums[0] + sums[1];
                [marks, apart, apart, marks, apart]
            }
            _ => {
                let from = 3 * self.pairs + 3;
                std::array::from_fn(|i| sums.get(from + i).copied().unwrap_or_default())
            }
        };
        let [marks, apart, apart_each, whole_marks, whole_apart] = general;
        let cohen = (0..self.pairs).map(|pair| {
            let n = base[pair];
            let (a, b, both) = (sums[3 * pair] / n, sums[3 * pair + 1] / n, sums[3 * pair + 2] / n);
            let expected = a * (1.0 - b) + b * (1.0 - a);
            Part::new(n, Disagreement { observed: a + b - 2.0 * both, expected })
        });
        let m = self.raters as f64;
        let share = whole_marks / (whole * m);
        let fleiss = Disagreement {
            observed: 2.0 * whole_apart / (whole * m * (m - 1.0)),
            expected: 2.0 * share * (1.0 - share),
        };
        let alpha = Disagreement {
            observed: 2.0 * apart_each / ratings,
            expected: 2.0 * marks / ratings * ((ratings - marks) / (ratings - 1.0)),
        };
        let (marked, gaps) = (free[0], positions - free[0]);
        let possible = positions * positions - gaps - free[2];
        let unitized = Disagreement {
            observed: 2.0 * free[1] / positions,
            expected: 2.0 * marked * gaps / possible,
        };
        Parts {
            percent: Part::new(pairs, Disagreement { observed: apart / pairs, expected: 1.0 }),
            prevalence: Part::new(
                ratings,
                Disagreement { observed: marks / ratings, expected: 1.0 },
            ),
            cohen: cohen.collect(),
            fleiss: Part::new(whole, fleiss),
            alpha: Part::new(ratings, alpha),
            unitized: Part::new(positions, unitized),
        }
    }
}

/// A disagreement that may add up over labels.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    sum: Disagreement,
    labels: f64,
}

impl Part {
    /// Of nothing there is none.
    fn new(of: f64, sum: Disagreement) -> Self {
        if of > 0.0 { Self { sum, labels: 1.0 } } else { Self::default() }
    }

    fn add(&mut self, other: &Self) {
        self.sum.observed += other.sum.observed;
        self.sum.expected += other.sum.expected;
        self.labels += other.labels;
    }

    fn agreement(&self, nothing: Undefined) -> Result<f64, Undefined> {
        if self.labels > 0.0 { self.sum.agreement() } else { Err(nothing) }
    }

    fn share(&self) -> Result<f64, Undefined> {
        let value = self.sum.observed / self.labels;
        if self.labels > 0.0 { Ok(value) } else { Err(Undefined::NoPair) }
    }
}

/// What the figures of a label, or of several together, are made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    percent: Part,
    prevalence: Part,
    cohen: Vec<Part>,
    fleiss: Part,
    alpha: Part,
    unitized: Part,
}

impl Parts {
    pub(super) fn add(&mut self, other: &Self) {
        self.percent.add(&other.percent);
        self.prevalence.add(&other.prevalence);
        self.cohen.resize(other.cohen.len().max(self.cohen.len()), Part::default());
        self.cohen.iter_mut().zip(&other.cohen).for_each(|(sum, part)| sum.add(part));
        self.fleiss.add(&other.fleiss);
        self.alpha.add(&other.alpha);
        self.unitized.add(&other.unitized);
    }

    fn values(&self) -> [Result<f64, Undefined>; KINDS] {
        let (mut sum, mut defined) = (0.0, 0.0);
        let is_unpaired = self.cohen.is_empty() && self.alpha.labels > 0.0;
        let mut reason = if is_unpaired { Undefined::ManyRaters } else { Undefined::NoPair };
        for pair in &self.cohen {
            match pair.agreement(Undefined::NoPair) {
                Ok(value) => {
                    sum += value;
                    defined += 1.0;
                }
                Err(Undefined::NoPair) => {}
                Err(other) => reason = other,
            }
        }
        let uneven =
            if self.alpha.labels > 0.0 { Undefined::UnevenRaters } else { Undefined::NoPair };
        [
            self.percent.share().map(|apart| 1.0 - apart),
            self.prevalence.share(),
            if defined > 0.0 { Ok(sum / defined) } else { Err(reason) },
            self.fleiss.agreement(uneven),
            self.alpha.agreement(Undefined::NoPair),
            self.unitized.agreement(Undefined::NoPair),
        ]
    }

    pub(super) fn figures(&self, layout: &Layout, marked: f64) -> Figures {
        let interval = Err(Undefined::RarelyDefined);
        let [percent, prevalence, cohen, fleiss, alpha, unitized] =
            self.values().map(|value| Estimate { value, interval });
        let mut pairs = Vec::new();
        for second in 0..if layout.pairs > 0 { layout.raters } else { 0 } {
            for first in 0..second {
                let part = self.cohen.get(layout.pair(first, second));
                if let Some(part) = part.filter(|part| part.labels > 0.0) {
                    pairs.push((first, second, part.agreement(Undefined::NoPair)));
                }
            }
        }
        pairs.sort_unstable_by_key(|pair| (pair.0, pair.1));
        Figures { marked, percent, prevalence, cohen, fleiss, alpha, unitized, pairs }
    }
}

/// The drawn values of each figure; NaN where a draw has none.
#[derive(Debug, Clone, Default)]
pub(super) struct Drawn(pub(super) [Vec<f64>; KINDS]);

impl Drawn {
    pub(super) fn push(&mut self, parts: &Parts) {
        for (values, value) in self.0.iter_mut().zip(parts.values()) {
            values.push(value.unwrap_or(f64::NAN));
        }
    }
}

impl Figures {
    fn estimates(&mut self) -> [&mut Estimate; KINDS] {
        [
            &mut self.percent,
            &mut self.prevalence,
            &mut self.cohen,
            &mut self.fleiss,
            &mut self.alpha,
            &mut self.unitized,
        ]
    }

    /// There is nothing at all.
    pub(super) fn set_all(&mut self, reason: Undefined) {
        self.estimates().into_iter().for_each(|estimate| estimate.value = Err(reason));
    }

    /// In the order of [`Parts::values`]. What has no value has no interval either.
    pub(super) fn set_intervals(&mut self, intervals: [Result<Interval, Undefined>; KINDS]) {
        let all = self.estimates();
        for (estimate, interval) in all.into_iter().zip(intervals) {
            estimate.interval = estimate.value.and(interval);
        }
    }
}
