//! Tails and quantiles of t, chi-square, F and binomial, from the incomplete beta and gamma.
//!
//! Source of the reductions: Abramowitz & Stegun 26.4.19 (chi-square), 26.5.24 (binomial),
//! 26.6.2 (F) and 26.7.1 (t).

use super::beta;
use super::gamma::{self, gamma_lower, gamma_upper};
use super::normal::normal_upper;
use super::solve::solve;

/// P(T > t) for Student's t with `df` degrees of freedom (any positive number).
pub fn t_sf(t: f64, df: f64) -> f64 {
    if t.is_nan() || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if t < 0.0 {
        return 1.0 - t_sf(-t, df);
    }
    let (x, y) = t_split(t, df);
    0.5 * beta::both(x, y, 0.5 * df, 0.5).0
}

fn t_split(t: f64, df: f64) -> (f64, f64) {
    let square = t * t;
    if square == f64::INFINITY {
        return (0.0, 1.0);
    }
    (df / (df + square), square / (df + square))
}

/// The t with P(T ≤ t) = p for Student's t with `df` degrees of freedom.
pub fn t_quantile(p: f64, df: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) || df.is_nan() || df <= 0.0 {
        return f64::NAN;
    }
    if p < 0.5 { -t_upper(p, df) } else { t_upper(1.0 - p, df) }
}

/// The t ≥ 0 with P(T > t) = `p` ≤ ½.
pub(crate) fn t_upper(p: f64, df: f64) -> f64 {
    if p == 0.5 {
        return 0.0;
    }
    if p == 0.0 {
        return f64::INFINITY;
    }
    let ln_p = p.ln();
    solve(0.0, f64::INFINITY, normal_upper(p), |t| {
        let (x, y) = t_split(t, df);
        let tail = 0.5 * beta::both(x, y, 0.5 * df, 0.5).0;
        let density = beta::prefix(x, y, 0.5 * df, 0.5) * df / (2.0 * t);
        (ln_p - tail.ln(), density / tail)
    })
}

/// P(X > x) for chi-square with `df` degrees of freedom (any positive number).
pub fn chi2_sf(x: f64, df: f64) -> f64 {
    gamma_upper(0.5 * df, 0.5 * x)
}

/// The x with P(X ≤ x) = p for chi-square with `df` degrees of freedom.
pub fn chi2_quantile(p: f64, df: f64) -> f64 {
    let valid = (0.0..=1.0).contains(&p) && df > 0.0 && df.is_finite();
    if !valid {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { 0.0 } else { f64::INFINITY };
    }
    let a = 0.5 * df;
    let density = |x: f64| gamma::prefix(a, 0.5 * x) * a / x;
    if p < 0.5 {
        let ln_p = p.ln();
        return solve(0.0, f64::INFINITY, df, |x| {
            let lower = gamma_lower(a, 0.5 * x);
            (lower.ln() - ln_p, density(x) / lower)
        });
    }
    let ln_q = (1.0 - p).ln();
    solve(0.0, f64::INFINITY, df, |x| {
        let upper = gamma_upper(a, 0.5 * x);
        (ln_q - upper.ln(), density(x) / upper)
    })
}

/// P(F > f) for Snedecor's F with `d1` and `d2` degrees of freedom (any positive numbers).
pub fn f_sf(f: f64, d1: f64, d2: f64) -> f64 {
    let valid = f >= 0.0 && d1 > 0.0 && d2 > 0.0;
    if !valid {
        return f64::NAN;
    }
    if f == f64::INFINITY {
        return 0.0;
    }
    let (x, y) = f_split(f, d1, d2);
    beta::both(x, y, 0.5 * d2, 0.5 * d1).0
}

fn f_split(f: f64, d1: f64, d2: f64) -> (f64, f64) {
    let sum = d2 + d1 * f;
    (d2 / sum, d1 * f / sum)
}

/// The f with P(F ≤ f) = p for Snedecor's F with `d1` and `d2` degrees of freedom.
pub fn f_quantile(p: f64, d1: f64, d2: f64) -> f64 {
    let valid =
        (0.0..=1.0).contains(&p) && d1 > 0.0 && d2 > 0.0 && d1.is_finite() && d2.is_finite();
    if !valid {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if p == 0.0 { 0.0 } else { f64::INFINITY };
    }
    let (lower_tail, ln_p) = if p < 0.5 { (true, p.ln()) } else { (false, (1.0 - p).ln()) };
    solve(0.0, f64::INFINITY, 1.0, |f| {
        let (x, y) = f_split(f, d1, d2);
        let (upper, lower) = beta::both(x, y, 0.5 * d2, 0.5 * d1);
        let density = beta::prefix(y, x, 0.5 * d1, 0.5 * d2) * 0.5 * d1 / f;
        if lower_tail {
            (lower.ln() - ln_p, density / lower)
        } else {
            (ln_p - upper.ln(), density / upper)
        }
    })
}

/// P(K ≤ k) for `k` successes in `n` trials of chance `p`.
pub fn binomial_cdf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if k >= n {
        return 1.0;
    }
    beta::both(1.0 - p, p, (n - k) as f64, k as f64 + 1.0).0
}

/// P(K > k) for `k` successes in `n` trials of chance `p`.
pub fn binomial_sf(k: u64, n: u64, p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if k >= n {
        return 0.0;
    }
    beta::both(p, 1.0 - p, k as f64 + 1.0, (n - k) as f64).0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        // R: qt(.975, 21), qchisq(.95, 1), qf(.95, 3, 10).
        assert!((t_quantile(0.975, 21.0) - 2.079_613_844_727_662).abs() < 1e-12);
        assert!((chi2_quantile(0.95, 1.0) - 3.841_458_820_694_124).abs() < 1e-12);
        assert!((f_quantile(0.95, 3.0, 10.0) - 3.708_264_819_046_39).abs() < 1e-9);
        assert!((binomial_cdf(1, 3, 0.5) - 0.5).abs() < 1e-15);
        assert!((binomial_sf(1, 3, 0.5) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn one_degree_of_freedom_is_closed() {
        // t with 1 df is Cauchy, and with 2 df algebraic.
        for t in [0.1, 1.0, 10.0, 1e6f64] {
            let cauchy = (1.0 / t).atan() / std::f64::consts::PI;
            assert!((t_sf(t, 1.0) / cauchy - 1.0).abs() < 1e-13);
        }
        assert!(t_sf(1.0, 0.0).is_nan());
        assert_eq!(t_quantile(0.5, 3.0), 0.0);
    }
}
