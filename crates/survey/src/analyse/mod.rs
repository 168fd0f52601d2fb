//! From answers to what is shown: one file a view.

mod associations;
mod compare;
mod cross;
mod inspect;
mod kano;
mod makers;
mod numbers;
mod scores;
mod summary;
mod weighted;
mod withhold;
mod words;

#[cfg(test)]
mod tests;

use crate::view::Level;

/// The confidence of every interval.
pub(crate) const CONFIDENCE: f64 = paap_analysis::interval::CONFIDENCE;

/// The seed of what is found by random tables: the same survey always gives the same p.
pub(crate) const SEED: u64 = 1;

/// How many random tables are tried where all are too many.
pub(crate) const ROUNDS: u32 = 20_000;

impl From<paap_analysis::level::Level> for Level {
    fn from(level: paap_analysis::level::Level) -> Self {
        match level {
            paap_analysis::level::Level::Finding => Self::Finding,
            paap_analysis::level::Level::Signal => Self::Signal,
        }
    }
}
