//! Weights: people counted so that known margins come out as they are in the population.
//!
//! A raked weight is the same for all who are alike in every margin, so weights are kept as a few
//! sets of people, and a weighted count is as many plain counts as there are sets.

mod build;
mod file;

#[cfg(test)]
mod tests;

use crate::view::Weighting;
use paap_analysis::People;

/// The value of the key `paap` that names the format of a file of weights, and its version.
pub const FORMAT: &str = "weights/1";

/// How much each person counts.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Everybody, by weight.
    groups: Vec<(f64, People)>,
    view: Weighting,
}

/// How many people of each weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counts(Vec<u64>);

/// What some people count for together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Worth {
    /// How many they are.
    pub(crate) people: u64,
    /// The sum of their weights.
    pub(crate) weight: f64,
    /// The sum of their weights' squares.
    pub(crate) squares: f64,
}

impl Weights {
    /// How people are weighted, for showing.
    pub fn view(&self) -> Weighting {
        self.view.clone()
    }

    /// Each weight with those who have it.
    pub(crate) fn groups(&self) -> &[(f64, People)] {
        &self.groups
    }

    /// How many of these have each weight.
    pub(crate) fn counts(&self, people: &People) -> Counts {
        Counts(self.groups.iter().map(|(_, group)| group.count_both(people)).collect())
    }

    /// How many of those in both sets have each weight.
    pub(crate) fn counts_both(&self, a: &People, b: &People) -> Counts {
        Counts(self.groups.iter().map(|(_, group)| group.count_all(a, b)).collect())
    }

    /// What they count for. Of two sets the larger never counts for less: every sum is made in
    /// the same order.
    pub(crate) fn worth(&self, counts: &Counts) -> Worth {
        let mut worth = Worth::default();
        for ((weight, _), &count) in self.groups.iter().zip(&counts.0) {
            worth.people += count;
            worth.weight += weight * count as f64;
            worth.squares += weight * weight * count as f64;
        }
        worth
    }
}

impl Counts {
    /// Those of `self` who are not in a part of it.
    pub(crate) fn less(&self, part: &Self) -> Self {
        Self(self.0.iter().zip(&part.0).map(|(all, part)| all.saturating_sub(*part)).collect())
    }
}

impl Worth {
    /// Kish's effective number of people; 0 where there is nobody.
    pub(crate) fn effective(&self) -> f64 {
        if self.squares > 0.0 { self.weight * self.weight / self.squares } else { 0.0 }
    }

    /// What both count for together, where nobody is in both.
    pub(crate) fn plus(&self, other: &Self) -> Self {
        Self {
            people: self.people + other.people,
            weight: self.weight + other.weight,
            squares: self.squares + other.squares,
        }
    }

    /// The weighted share of a part.
    pub(crate) fn share(&self, part: &Self) -> Option<f64> {
        (self.weight > 0.0).then(|| part.weight / self.weight)
    }
}
