//! The bootstrap: which blocks a draw takes, and the bounds that many draws give.

use crate::interval::Interval;
use crate::random::Random;

use super::Undefined;

/// How an interval is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bootstrap {
    /// How many draws; 1,000 give bounds that are steady to a percent or two.
    pub draws: usize,
    /// What the draws follow from.
    pub seed: u64,
    /// Of both tails together, such as 0.95.
    pub confidence: f64,
}

/// How often each block is taken by each of `draws` draws with replacement, a block's draws side by
/// side.
pub(crate) fn taken(random: &mut Random, blocks: usize, draws: usize) -> Vec<f64> {
    let mut taken = vec![0.0; blocks * draws];
    for draw in 0..draws {
        for _ in 0..blocks {
            let block = random.below(blocks as u64) as usize;
            if let Some(count) = taken.get_mut(block * draws + draw) {
                *count += 1.0;
            }
        }
    }
    taken
}

/// The percentile interval of drawn values, those that are NaN being undefined.
///
/// Source: B. Efron & R. Tibshirani, *An Introduction to the Bootstrap* (1993), chapter 13;
/// percentiles by linear interpolation (type 7 of Hyndman & Fan). Undefined where more than a tenth
/// of the draws are.
pub(crate) fn percentiles(values: &mut [f64], confidence: f64) -> Result<Interval, Undefined> {
    // NaN of either sign goes to the end.
    values.sort_unstable_by(|a, b| a.is_nan().cmp(&b.is_nan()).then(a.total_cmp(b)));
    let defined = values.partition_point(|value| !value.is_nan());
    if defined == 0 || (values.len() - defined) * 10 > values.len() {
        return Err(Undefined::RarelyDefined);
    }
    let tail = (0.5 * (1.0 - confidence)).clamp(0.0, 0.5);
    let at = |share: f64| {
        let place = share * (defined - 1) as f64;
        let below = place.floor() as usize;
        let (low, high) = (values[below], values[(below + 1).min(defined - 1)]);
        low + (high - low) * (place - below as f64)
    };
    Ok(Interval { low: at(tail), high: at(1.0 - tail) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_those_between_the_values() {
        let mut values: Vec<f64> = (0..=100).rev().map(f64::from).collect();
        let interval = percentiles(&mut values, 0.95).unwrap();
        assert!((interval.low - 2.5).abs() < 1e-12 && (interval.high - 97.5).abs() < 1e-12);
        assert_eq!(percentiles(&mut [], 0.95), Err(Undefined::RarelyDefined));
        let mut rare: Vec<f64> = (0..10).map(|i| if i < 2 { f64::NAN } else { 1.0 }).collect();
        assert_eq!(percentiles(&mut rare, 0.95), Err(Undefined::RarelyDefined));
        let mut one = [-f64::NAN, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0];
        assert_eq!(percentiles(&mut one, 0.95), Ok(Interval { low: 3.0, high: 3.0 }));
    }

    #[test]
    fn each_draw_takes_as_many_as_there_are() {
        let taken = taken(&mut Random::new(5), 7, 11);
        for draw in 0..11 {
            assert_eq!((0..7).map(|block| taken[block * 11 + draw]).sum::<f64>(), 7.0);
        }
    }
}
