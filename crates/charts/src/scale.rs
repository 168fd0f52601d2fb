//! From numbers to places: a linear scale and ticks at round numbers.

/// A stretch of numbers laid on a stretch of the drawing.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Linear {
    pub(crate) from: f64,
    pub(crate) to: f64,
    pub(crate) left: f64,
    pub(crate) right: f64,
}

impl Linear {
    /// Where `value` stands, never outside the drawing.
    pub(crate) fn at(&self, value: f64) -> f64 {
        // Halved, so that the widest possible stretch does not overflow.
        let share = (value / 2.0 - self.from / 2.0) / (self.to / 2.0 - self.from / 2.0);
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        self.left + share * (self.right - self.left)
    }

    pub(crate) fn contains(&self, value: f64) -> bool {
        value >= self.from && value <= self.to
    }
}

/// The smallest of 1, 2 or 5 times a power of ten that is not smaller than `raw`.
pub(crate) fn round_step(raw: f64) -> f64 {
    if !raw.is_finite() || raw < f64::MIN_POSITIVE {
        return 1.0;
    }
    let power = 10_f64.powf(raw.log10().floor());
    let found = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    // A hair of tolerance: 0.3 / 3 must give steps of 0.1.
    let step = found.into_iter().find(|step| *step >= raw * (1.0 - 1e-9)).unwrap_or(raw);
    if step.is_finite() && step > 0.0 { step } else { raw }
}

/// About `wanted` round numbers from `from` to `to`, at most twice as many.
pub(crate) fn ticks(from: f64, to: f64, wanted: usize) -> Vec<f64> {
    let wanted = wanted.max(1) as f64;
    let step = round_step(to / wanted - from / wanted);
    let first = (from / step - 1e-9).ceil();
    (0..=(wanted as usize * 2))
        .map(|index| (first + index as f64) * step)
        .take_while(|tick| *tick <= to + step * 1e-9)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_inside() {
        assert_eq!(ticks(0.0, 100.0, 4), [0.0, 50.0, 100.0]);
        assert_eq!(ticks(-0.6, 0.52, 4), [-0.5, 0.0, 0.5]);
        assert_eq!(ticks(3.0, 3.0, 4), [3.0]);
        assert!(ticks(f64::MIN, f64::MAX, 4).len() <= 9);
        assert!(ticks(f64::NAN, 1.0, 4).is_empty());
    }

    #[test]
    fn a_place_is_always_in_the_drawing() {
        let line = Linear { from: f64::MIN, to: f64::MAX, left: 0.0, right: 10.0 };
        assert_eq!(line.at(0.0), 5.0);
        let flat = Linear { from: 1.0, to: 1.0, left: 2.0, right: 10.0 };
        assert_eq!(flat.at(1.0), 2.0);
        assert_eq!(flat.at(f64::NAN), 2.0);
    }

    #[test]
    fn steps_are_one_two_five() {
        for (raw, step) in [(0.9, 1.0), (1.1, 2.0), (2.2, 5.0), (7.0, 10.0), (0.1, 0.1)] {
            assert!((round_step(raw) - step).abs() < 1e-12, "{raw}");
        }
        assert_eq!(round_step(0.0), 1.0);
        assert_eq!(round_step(f64::INFINITY), 1.0);
    }
}
