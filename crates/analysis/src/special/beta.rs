//! The regularised incomplete beta function and its inverse.

use super::saddle::ln_binomial;
use super::solve::solve;

/// I_x(a, b), the regularised incomplete beta function, for a, b > 0 and 0 ≤ x ≤ 1.
///
/// Source: the continued fraction (9) of A. R. DiDonato & A. H. Morris, *Algorithm 708: Significant
/// digit computation of the incomplete beta function ratios*, ACM TOMS 18 (1992), by the modified
/// Lentz algorithm, its leading factor by Loader (2000).
pub fn beta_lower(x: f64, a: f64, b: f64) -> f64 {
    both(x, 1.0 - x, a, b).0
}

/// 1 − I_x(a, b), computed directly where it is small.
pub fn beta_upper(x: f64, a: f64, b: f64) -> f64 {
    both(x, 1.0 - x, a, b).1
}

/// xᵃ yᵇ Γ(a + b) / (Γ(a + 1) Γ(b)), with y = 1 − x.
pub(super) fn prefix(x: f64, y: f64, a: f64, b: f64) -> f64 {
    ln_binomial(a, b, x, y).exp() * (b / (a + b))
}

/// (I_x(a, b), 1 − I_x(a, b)) for x + y = 1, both given so that neither is rounded near an end.
pub(super) fn both(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    let valid = a > 0.0 && b > 0.0 && x >= 0.0 && y >= 0.0 && a.is_finite() && b.is_finite();
    if !valid {
        return (f64::NAN, f64::NAN);
    }
    if x == 0.0 {
        return (0.0, 1.0);
    }
    if y == 0.0 {
        return (1.0, 0.0);
    }
    if x < (a + 1.0) / (a + b + 2.0) {
        let lower = (prefix(x, y, a, b) * a / fraction(x, y, a, b)).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (prefix(y, x, b, a) * b / fraction(y, x, b, a)).min(1.0);
        (1.0 - upper, upper)
    }
}

/// xᵃ yᵇ / (B(a, b) I_x(a, b)), for x left of the mean.
///
/// It takes y = 1 − x as well: b₀ holds a·y − b·x, which would lose everything where y is tiny.
fn fraction(x: f64, y: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let guard = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut f = guard(a * (a * y - b * x + 1.0) / (a + 1.0));
    let mut c = f;
    let mut d = 0.0;
    // O(√max(a, b)) steps are enough; the bound only ends a loop that cannot be useful.
    for m in 1..10_000_000 {
        let m = f64::from(m);
        let low = a + 2.0 * m - 1.0;
        let up = (a + m - 1.0) / low * ((a + b + m - 1.0) / low) * (m * x) * ((b - m) * x);
        let down = m
            + m * (b - m) * x / low
            + (a + m) * (a * y - b * x + 1.0 + m * (1.0 + y)) / (a + 2.0 * m + 1.0);
        d = 1.0 / guard(down + up * d);
        c = guard(down + up / c);
        let factor = d * c;
        f *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    f
}

/// The x with I_x(a, b) = p.
///
/// Newton's method on ln I_x, kept inside a bracket; about 1e-13 relative.
pub fn beta_quantile(p: f64, a: f64, b: f64) -> f64 {
    quantile(p, a, b, false)
}

/// The x with 1 − I_x(a, b) = p.
pub fn beta_quantile_upper(p: f64, a: f64, b: f64) -> f64 {
    quantile(p, a, b, true)
}

fn quantile(p: f64, a: f64, b: f64, upper: bool) -> f64 {
    let valid = (0.0..=1.0).contains(&p) && a > 0.0 && b > 0.0 && a.is_finite() && b.is_finite();
    if !valid {
        return f64::NAN;
    }
    if p == 0.0 || p == 1.0 {
        return if (p == 1.0) == upper { 0.0 } else { 1.0 };
    }
    let ln_p = p.ln();
    solve(0.0, 1.0, a / (a + b), |x| {
        let y = 1.0 - x;
        let (low, high) = both(x, y, a, b);
        let density = prefix(x, y, a, b) * a / (x * y);
        if upper { (ln_p - high.ln(), density / high) } else { (low.ln() - ln_p, density / low) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closed_forms() {
        for x in [1e-12, 0.2, 0.5, 0.9, 0.999_999f64] {
            assert!((beta_lower(x, 1.0, 1.0) / x - 1.0).abs() < 1e-13);
            assert!((beta_lower(x, 7.0, 1.0) / x.powi(7) - 1.0).abs() < 1e-13);
            assert!((beta_upper(x, 1.0, 3.0) / (1.0 - x).powi(3) - 1.0).abs() < 1e-13);
        }
        assert!(beta_lower(0.5, -1.0, 1.0).is_nan());
    }

    #[test]
    fn quantiles_invert() {
        for (a, b) in [(2.5, 0.9), (1.0, 22.0), (1e4, 3e5)] {
            for p in [1e-5, 0.025, 0.5, 0.975] {
                let x = beta_quantile(p, a, b);
                assert!((beta_lower(x, a, b) / p - 1.0).abs() < 1e-9, "{a} {b} {p} {x}");
                let x = beta_quantile_upper(p, a, b);
                assert!((beta_upper(x, a, b) / p - 1.0).abs() < 1e-9, "{a} {b} {p} {x}");
            }
        }
    }
}
