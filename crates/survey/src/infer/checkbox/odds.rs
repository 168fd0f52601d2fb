//! Binomial coefficients by their logarithm.

/// The natural logarithm of "n choose k": 0 for k = 0 and k = n, minus infinity for k > n.
///
/// By Stirling's series for large numbers; accurate to about 1e-10, which is far more than the
/// weighing of readings needs.
pub(crate) fn ln_choose(n: u64, k: u64) -> f64 {
    if k > n {
        return f64::NEG_INFINITY;
    }
    let k = k.min(n - k);
    if k < 32 {
        return (0..k).map(|i| ((n - i) as f64 / (i + 1) as f64).ln()).sum();
    }
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

fn ln_factorial(n: u64) -> f64 {
    let x = n as f64 + 1.0;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + 1.0 / (12.0 * x)
        - 1.0 / (360.0 * x.powi(3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses() {
        for (n, k, ways) in [(5, 2, 10.0), (22, 11, 705_432.0), (80, 40, 1.075_072_086_5e23)] {
            assert!((ln_choose(n, k) - f64::ln(ways)).abs() < 1e-8, "{n} choose {k}");
        }
        assert_eq!(ln_choose(3, 4), f64::NEG_INFINITY);
        assert_eq!(ln_choose(9, 0), 0.0);
    }
}
