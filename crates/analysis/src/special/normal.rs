//! The normal distribution.

use std::f64::consts::SQRT_2;

/// √2π.
const SQRT_TWO_PI: f64 = 2.506_628_274_631_000_5;

/// The density of the standard normal distribution.
pub fn normal_pdf(z: f64) -> f64 {
    half_square_exp(z) / SQRT_TWO_PI
}

/// e^(−z²/2), the rounding of z² carried along: it alone would cost three digits at z = 37.
fn half_square_exp(z: f64) -> f64 {
    let square = z * z;
    if square == f64::INFINITY {
        return 0.0;
    }
    let rest = z.mul_add(z, -square);
    (-0.5 * square).exp() * (-0.5 * rest).exp()
}

/// P(Z > z) for a standard normal Z.
///
/// Source: Abramowitz & Stegun 26.2.11 (series) for |z| < 2, else Laplace's continued fraction
/// 26.2.14.
pub fn normal_sf(z: f64) -> f64 {
    if z < 0.0 {
        return 1.0 - normal_sf(-z);
    }
    if z < 2.0 {
        return 0.5 - centre(z);
    }
    normal_pdf(z) * mills(z)
}

/// P(Z ≤ z) for a standard normal Z.
pub fn normal_cdf(z: f64) -> f64 {
    normal_sf(-z)
}

/// P(0 < Z ≤ z), small z ≥ 0.
fn centre(z: f64) -> f64 {
    let mut term = z;
    let mut sum = z;
    let mut odd = 1.0;
    while term > sum * 1e-17 {
        odd += 2.0;
        term *= z * z / odd;
        sum += term;
    }
    normal_pdf(z) * sum
}

/// P(Z > z) / density at z ≥ 2: 1/(z + 1/(z + 2/(z + 3/…))), summed from its far end.
fn mills(z: f64) -> f64 {
    let depth = 20 + (700.0 / (z * z)) as u32;
    let mut tail = z;
    for k in (1..=depth).rev() {
        tail = z + f64::from(k) / tail;
    }
    1.0 / tail
}

/// The complementary error function, 2/√π ∫ₓ^∞ e^(−t²) dt.
pub fn erfc(x: f64) -> f64 {
    if x < 0.0 {
        return 2.0 - erfc(-x);
    }
    let z = x * SQRT_2;
    if z < 2.0 {
        return 2.0 * normal_sf(z);
    }
    // From x itself: rounding x√2 first would cost digits in the exponent.
    let square = x * x;
    if square == f64::INFINITY {
        return 0.0;
    }
    let rest = x.mul_add(x, -square);
    2.0 * (-square).exp() * (-rest).exp() / SQRT_TWO_PI * mills(z)
}

/// The z with P(Z ≤ z) = p; infinite at 0 and 1, NaN outside.
pub fn normal_quantile(p: f64) -> f64 {
    if p < 0.5 { -normal_upper(p) } else { normal_upper(1.0 - p) }
}

/// The z with P(Z > z) = `p`.
///
/// Source: Abramowitz & Stegun 26.2.23 to start, then Halley's method on the exact tail.
pub(crate) fn normal_upper(p: f64) -> f64 {
    if !(0.0..=1.0).contains(&p) {
        return f64::NAN;
    }
    if p > 0.5 {
        return -normal_upper(1.0 - p);
    }
    if p == 0.5 {
        return 0.0;
    }
    if p == 0.0 {
        return f64::INFINITY;
    }
    let t = (-2.0 * p.ln()).sqrt();
    let mut z = t
        - (2.515_517 + t * (0.802_853 + t * 0.010_328))
            / (1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308)));
    for _ in 0..4 {
        let density = normal_pdf(z);
        if density == 0.0 {
            break;
        }
        let step = (normal_sf(z) - p) / density;
        z += step / (1.0 - 0.5 * z * step);
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
        assert!((normal_sf(1.0) / 0.158_655_253_931_457_05 - 1.0).abs() < 1e-14);
        // mpmath: erfc(26) and the tail at 37.
        assert!((erfc(26.0) / 5.663_192_408_856_143e-296 - 1.0).abs() < 1e-13);
        assert!((normal_sf(37.0) / 5.725_571_222_524_577e-300 - 1.0).abs() < 1e-13);
        assert_eq!(normal_quantile(0.5), 0.0);
        assert!(normal_quantile(1.5).is_nan());
    }

    #[test]
    fn the_two_expansions_meet() {
        assert!((normal_sf(2.0 - 1e-15) / normal_sf(2.0) - 1.0).abs() < 1e-13);
    }
}
