//! One root finder for every quantile.

/// The root in (`low`, `high`) of an increasing function that returns its value and its slope.
///
/// Newton's steps inside a bracket that only shrinks; where a step leaves the bracket, it is
/// halved (by its geometric mean where it spans magnitudes). `high` may be infinite.
pub(super) fn solve(
    mut low: f64,
    mut high: f64,
    start: f64,
    function: impl Fn(f64) -> (f64, f64),
) -> f64 {
    let mut x = start;
    for _ in 0..300 {
        let (value, slope) = function(x);
        if value == 0.0 {
            return x;
        }
        if value < 0.0 {
            low = x;
        } else {
            high = x;
        }
        let mut next = x - value / slope;
        if !(next > low && next < high) {
            next = if high == f64::INFINITY {
                2.0 * low + 1.0
            } else if low.max(1e-300) * 4.0 < high {
                low.max(1e-300).sqrt() * high.sqrt()
            } else {
                low + 0.5 * (high - low)
            };
        }
        if (next - x).abs() <= 2e-16 * x.abs() || next == low || next == high {
            return next;
        }
        x = next;
    }
    x
}
