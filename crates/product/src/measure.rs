//! What is measured: shares with their bases, and how long things took.

use paap_analysis::interval::{self, CONFIDENCE, Interval};

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// How many.
    pub count: u64,
    /// Of how many.
    pub base: u64,
}

impl Share {
    /// A share; `count` is part of `base`.
    pub const fn new(count: u64, base: u64) -> Self {
        Self { count, base }
    }

    /// From 0 to 1; None of nothing.
    pub fn share(self) -> Option<f64> {
        (self.base > 0).then(|| self.count as f64 / self.base as f64)
    }

    /// The interval at 95%, as if these were drawn from many such.
    pub fn interval(self) -> Option<Interval> {
        interval::wilson(self.count, self.base, CONFIDENCE)
    }
}

/// The milliseconds of an hour.
pub const HOUR: f64 = 3_600_000.0;

/// How long things took, in milliseconds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Times {
    sorted: Vec<i64>,
}

impl Times {
    /// Of each how long it took, in any order.
    pub fn new(mut times: Vec<i64>) -> Self {
        times.sort_unstable();
        Self { sorted: times }
    }

    /// All in hours, the shortest first.
    pub fn hours(&self) -> Vec<f64> {
        self.sorted.iter().map(|own| *own as f64 / HOUR).collect()
    }

    /// How many there are.
    pub fn count(&self) -> u64 {
        self.sorted.len() as u64
    }

    /// The middle one, or halfway between the two in the middle.
    pub fn median(&self) -> Option<f64> {
        let middle = self.sorted.len() / 2;
        let upper = *self.sorted.get(middle)? as f64;
        if !self.sorted.len().is_multiple_of(2) {
            return Some(upper);
        }
        let lower = *self.sorted.get(middle - 1)? as f64;
        Some(lower + (upper - lower) / 2.0)
    }

    /// The least that at least nine in ten do not exceed.
    pub fn p90(&self) -> Option<i64> {
        let place = (self.sorted.len() * 9).div_ceil(10);
        self.sorted.get(place.checked_sub(1)?).copied()
    }

    /// The longest.
    pub fn longest(&self) -> Option<i64> {
        self.sorted.last().copied()
    }

    /// The interval of the median at 95%, which needs no shape of the times; its ends are None where
    /// there are too few.
    pub fn median_interval(&self) -> Option<interval::Median> {
        let values: Vec<f64> = self.sorted.iter().map(|own| *own as f64).collect();
        interval::median(&values, CONFIDENCE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_and_nine_in_ten() {
        let of = |times: &[i64]| {
            let times = Times::new(times.to_vec());
            (times.median(), times.p90())
        };
        assert_eq!(of(&[]), (None, None));
        assert_eq!(of(&[4]), (Some(4.0), Some(4)));
        assert_eq!(of(&[9, 1, 4]), (Some(4.0), Some(9)));
        assert_eq!(of(&[3, 1, 2, 10]), (Some(2.5), Some(10)));
        assert_eq!(of(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), (Some(5.5), Some(9)));
        let ten = Times::new((1..=10).collect());
        assert_eq!(ten.median_interval().unwrap().median, 5.5);
    }

    #[test]
    fn a_share_of_nothing_is_none() {
        assert_eq!((Share::new(0, 0).share(), Share::new(0, 0).interval()), (None, None));
        let own = Share::new(3, 4).interval().unwrap();
        assert!(own.low < 0.75 && own.high > 0.75);
    }
}
