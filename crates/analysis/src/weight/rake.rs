//! Raking: weights that bring several margins to known shares.

use crate::interval::sum;
use std::fmt;

/// The category of a person who did not say.
pub const MISSING: u32 = u32::MAX;

/// One question whose shares in the population are known.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// Each person's category, an index into `targets`, or [`MISSING`].
    pub members: Vec<u32>,
    /// The share of each category in the population; they add up to 1.
    pub targets: Vec<f64>,
}

/// When raking stops, and how far a weight may go.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The most rounds over all margins.
    pub rounds: u32,
    /// A round ends the work when every weighted share is this near its target.
    pub tolerance: f64,
    /// The largest weight allowed, where 1 is the mean weight; infinite for none.
    pub largest: f64,
}

impl Default for Limits {
    /// 1000 rounds, shares to 1e-10, weights to 5 times the mean (DeBell & Krosnick 2009).
    fn default() -> Self {
        Self { rounds: 1000, tolerance: 1e-10, largest: 5.0 }
    }
}

/// The weights found.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// One for each person; their mean is 1.
    pub weights: Vec<f64>,
    /// The rounds it took.
    pub rounds: u32,
    /// The largest distance left between a weighted share and its target.
    pub worst: f64,
}

/// Why there are no weights. Margins, persons and categories count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RakeError {
    /// There is no person or no margin.
    Nothing,
    /// A margin or the start weights list another number of people than the first margin.
    Length {
        /// The margin; `None` for the start weights.
        margin: Option<usize>,
    },
    /// A start weight is zero, negative or not a number.
    Start {
        /// Whose it is.
        person: usize,
    },
    /// A target share is negative or not a number.
    Target {
        /// The margin.
        margin: usize,
        /// The category.
        category: usize,
    },
    /// The targets of a margin do not add up to 1 within 1e-6.
    Sum {
        /// The margin.
        margin: usize,
        /// What they add up to.
        sum: f64,
    },
    /// Someone did not say, so no weight brings this margin to its targets.
    Missing {
        /// The margin.
        margin: usize,
        /// The person.
        person: usize,
    },
    /// Someone's category has no target.
    Category {
        /// The margin.
        margin: usize,
        /// The person.
        person: usize,
    },
    /// No one is in a category that should have a share.
    Empty {
        /// The margin.
        margin: usize,
        /// The category.
        category: usize,
    },
    /// People are in a category whose share should be 0: they would all weigh nothing.
    Zero {
        /// The margin.
        margin: usize,
        /// The category.
        category: usize,
    },
    /// The targets contradict each other, or the largest weight is too small to reach them.
    NotConverged {
        /// The rounds made.
        rounds: u32,
        /// The largest distance left.
        worst: f64,
    },
}

impl fmt::Display for RakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Nothing => write!(f, "there is no one to weight, or no margin to weight by"),
            Self::Length { margin: Some(m) } => {
                write!(f, "margin {m} lists another number of people than margin 0")
            }
            Self::Length { margin: None } => {
                write!(f, "the start weights list another number of people than the margins")
            }
            Self::Start { person } => {
                write!(f, "the start weight of person {person} is not a positive number")
            }
            Self::Target { margin, category } => {
                write!(f, "the target of category {category} in margin {margin} is not a share")
            }
            Self::Sum { margin, sum } => {
                write!(f, "the targets of margin {margin} add up to {sum}, not to 1")
            }
            Self::Missing { margin, person } => {
                write!(f, "person {person} has no category in margin {margin}")
            }
            Self::Category { margin, person } => {
                write!(f, "the category of person {person} in margin {margin} has no target")
            }
            Self::Empty { margin, category } => write!(
                f,
                "no one is in category {category} of margin {margin}, which should have a share"
            ),
            Self::Zero { margin, category } => write!(
                f,
                "category {category} of margin {margin} should have no share, but has people"
            ),
            Self::NotConverged { rounds, worst } => write!(
                f,
                "after {rounds} rounds a share is still {worst:.2e} from its target: the targets \
                 contradict each other, or the largest weight allowed is too small"
            ),
        }
    }
}

impl std::error::Error for RakeError {}

/// Weights that bring every margin to its targets, staying near the `start` weights (or 1).
///
/// Iterative proportional fitting: margin after margin, each category's weights are multiplied by
/// its target over its present share. Source: W. E. Deming & F. F. Stephan, *On a least squares
/// adjustment of a sampled frequency table when the expected marginal totals are known*, Annals of
/// Mathematical Statistics 11 (1940). After each round, weights above `limits.largest` are cut to
/// it, as by anesrake (M. DeBell & J. A. Krosnick, *Computing weights for American National
/// Election Study survey data*, 2009). Stops when every share is within `limits.tolerance`.
pub fn rake(
    margins: &[Margin],
    start: Option<&[f64]>,
    limits: Limits,
) -> Result<Weights, RakeError> {
    let n = margins.first().map_or(0, |m| m.members.len());
    if n == 0 {
        return Err(RakeError::Nothing);
    }
    for (index, margin) in margins.iter().enumerate() {
        check(margin, index, n)?;
    }
    let mut weights = match start {
        Some(start) if start.len() != n => return Err(RakeError::Length { margin: None }),
        Some(start) => start.to_vec(),
        None => vec![1.0; n],
    };
    if let Some(person) = weights.iter().position(|w| !w.is_finite() || *w <= 0.0) {
        return Err(RakeError::Start { person });
    }
    // Scaled by the largest first, so that the sum of huge weights does not overflow.
    let largest = weights.iter().copied().fold(0.0, f64::max);
    weights.iter_mut().for_each(|w| *w /= largest);
    rescale(&mut weights);
    let mut worst = distance(margins, &weights);
    for round in 0..=limits.rounds {
        let held = weights.iter().all(|w| *w <= limits.largest * (1.0 + 1e-12));
        if worst <= limits.tolerance && held {
            return Ok(Weights { weights, rounds: round, worst });
        }
        if round == limits.rounds {
            break;
        }
        for margin in margins {
            let shares = shares(margin, &weights);
            for (weight, category) in weights.iter_mut().zip(&margin.members) {
                let k = *category as usize;
                *weight *= margin.targets[k] / shares[k];
            }
        }
        rescale(&mut weights);
        if weights.iter().any(|w| *w > limits.largest) {
            weights.iter_mut().for_each(|w| *w = w.min(limits.largest));
            rescale(&mut weights);
        }
        worst = distance(margins, &weights);
    }
    Err(RakeError::NotConverged { rounds: limits.rounds, worst })
}

fn check(margin: &Margin, index: usize, n: usize) -> Result<(), RakeError> {
    if margin.members.len() != n {
        return Err(RakeError::Length { margin: Some(index) });
    }
    let bad = |t: &f64| !t.is_finite() || *t < 0.0;
    if let Some(category) = margin.targets.iter().position(bad) {
        return Err(RakeError::Target { margin: index, category });
    }
    let total = sum(margin.targets.iter().copied());
    if (total - 1.0).abs() > 1e-6 {
        return Err(RakeError::Sum { margin: index, sum: total });
    }
    let mut held = vec![false; margin.targets.len()];
    for (person, category) in margin.members.iter().enumerate() {
        if *category == MISSING {
            return Err(RakeError::Missing { margin: index, person });
        }
        match held.get_mut(*category as usize) {
            Some(held) => *held = true,
            None => return Err(RakeError::Category { margin: index, person }),
        }
    }
    for (category, (target, held)) in margin.targets.iter().zip(held).enumerate() {
        match (*target > 0.0, held) {
            (true, false) => return Err(RakeError::Empty { margin: index, category }),
            (false, true) => return Err(RakeError::Zero { margin: index, category }),
            _ => {}
        }
    }
    Ok(())
}

/// Brings the mean weight to 1.
fn rescale(weights: &mut [f64]) {
    let factor = weights.len() as f64 / sum(weights.iter().copied());
    weights.iter_mut().for_each(|w| *w *= factor);
}

/// The weighted share of each category.
fn shares(margin: &Margin, weights: &[f64]) -> Vec<f64> {
    let mut shares = vec![0.0; margin.targets.len()];
    for (weight, category) in weights.iter().zip(&margin.members) {
        shares[*category as usize] += weight;
    }
    let total: f64 = shares.iter().sum();
    shares.iter_mut().for_each(|s| *s /= total);
    shares
}

fn distance(margins: &[Margin], weights: &[f64]) -> f64 {
    let gaps = |m: &Margin| {
        let total = sum(m.targets.iter().copied());
        let gap = |(s, t): (f64, &f64)| (s - t / total).abs();
        shares(m, weights).into_iter().zip(&m.targets).map(gap).fold(0.0, f64::max)
    };
    margins.iter().map(gaps).fold(0.0, f64::max)
}

#[cfg(test)]
mod tests;
