//! ln Γ and the regularised incomplete gamma functions.

use super::saddle::ln_poisson;

/// (−1)ᵏ (ζ(k) − 1) / k for k = 2…27, by mpmath at 40 digits.
const ZETA: [f64; 26] = [
    0.322_467_033_424_113_2,
    -0.067_352_301_053_198_1,
    0.020_580_808_427_784_55,
    -0.007_385_551_028_673_985,
    0.002_890_510_330_741_523_4,
    -0.001_192_753_911_703_261,
    0.000_509_669_524_743_042_4,
    -0.000_223_154_758_453_579_38,
    0.000_099_457_512_781_808_53,
    -0.000_044_926_236_738_133_14,
    0.000_020_507_212_775_670_69,
    -9.439_488_275_268_396e-6,
    4.374_866_789_907_488e-6,
    -2.039_215_753_801_366e-6,
    9.551_412_130_407_42e-7,
    -4.492_469_198_764_566e-7,
    2.120_718_480_555_466_6e-7,
    -1.004_322_482_396_81e-7,
    4.769_810_169_363_98e-8,
    -2.271_109_460_894_316_6e-8,
    1.083_865_921_489_695_5e-8,
    -5.183_475_041_970_047e-9,
    2.483_674_543_802_478_3e-9,
    -1.192_140_140_586_091_2e-9,
    5.731_367_241_678_862e-10,
    -2.759_522_885_124_233e-10,
];
/// 1 − γ.
const ONE_MINUS_EULER: f64 = 0.422_784_335_098_467_1;
/// ½ ln 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;

/// ln Γ(x) for x > 0; NaN elsewhere.
///
/// Source: Abramowitz & Stegun 6.1.33 (the series at 1 and 2, which keeps all digits at the two
/// zeros) after the recurrence 6.1.15 below 10, and Stirling's series 6.1.41 from 10 on.
pub fn ln_gamma(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 {
        return f64::NAN;
    }
    if x < 0.5 {
        return near_two(x) - x.ln() - x.ln_1p();
    }
    if x < 1.5 {
        let z = x - 1.0;
        return near_two(z) - z.ln_1p();
    }
    if x < 10.0 {
        let mut product = 1.0;
        let mut y = x;
        while y > 2.5 {
            y -= 1.0;
            product *= y;
        }
        return near_two(y - 2.0) + product.ln();
    }
    let s = 1.0 / (x * x);
    let series = 3617.0 / 122_400.0;
    let series = 1.0 / 156.0 - series * s;
    let series = 691.0 / 360_360.0 - series * s;
    let series = 1.0 / 1188.0 - series * s;
    let series = 1.0 / 1680.0 - series * s;
    let series = 1.0 / 1260.0 - series * s;
    let series = 1.0 / 360.0 - series * s;
    let series = (1.0 / 12.0 - series * s) / x;
    (x - 0.5) * x.ln() - x + HALF_LN_TWO_PI + series
}

/// ln Γ(2 + w) for |w| ≤ ½.
fn near_two(w: f64) -> f64 {
    let mut sum = 0.0;
    for c in ZETA.iter().rev() {
        sum = sum * w + c;
    }
    w * (ONE_MINUS_EULER + w * sum)
}

/// P(a, x), the regularised lower incomplete gamma function, for a > 0 and x ≥ 0.
///
/// Source: the series of Abramowitz & Stegun 6.5.29 for x < a + 1, else one minus
/// [`gamma_upper`]'s continued fraction.
pub fn gamma_lower(a: f64, x: f64) -> f64 {
    both(a, x).0
}

/// Q(a, x) = 1 − P(a, x), the regularised upper incomplete gamma function.
///
/// Source: the continued fraction of Abramowitz & Stegun 6.5.31 by the modified Lentz algorithm
/// (Press et al., *Numerical Recipes*, 5.2 and 6.2) for x ≥ a + 1.
pub fn gamma_upper(a: f64, x: f64) -> f64 {
    both(a, x).1
}

/// xᵃ e⁻ˣ / Γ(a + 1).
pub(super) fn prefix(a: f64, x: f64) -> f64 {
    ln_poisson(a, x).exp()
}

fn both(a: f64, x: f64) -> (f64, f64) {
    if a.is_nan() || x.is_nan() || a <= 0.0 || x < 0.0 || a == f64::INFINITY {
        return (f64::NAN, f64::NAN);
    }
    if x == 0.0 {
        return (0.0, 1.0);
    }
    if x == f64::INFINITY {
        return (1.0, 0.0);
    }
    if x < a + 1.0 {
        let mut sum = 1.0;
        let mut term = 1.0;
        let mut n = a;
        // About 8 √a terms beyond the mean; the bound only ends a loop that cannot be useful.
        for _ in 0..10_000_000 {
            n += 1.0;
            term *= x / n;
            sum += term;
            if term < sum * 1e-17 {
                break;
            }
        }
        let lower = (prefix(a, x) * sum).min(1.0);
        return (lower, 1.0 - lower);
    }
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b;
    let mut h = d;
    for i in 1..10_000_000 {
        let i = f64::from(i);
        let an = -i * (i - a);
        b += 2.0;
        d = an * d + b;
        d = if d.abs() < TINY { TINY } else { d };
        c = b + an / c;
        c = if c.abs() < TINY { TINY } else { c };
        d = 1.0 / d;
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 1e-16 {
            break;
        }
    }
    let upper = (prefix(a, x) * a * h).min(1.0);
    (1.0 - upper, upper)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ln_gamma_is_the_logarithm_of_the_factorial() {
        let mut factorial = 1.0f64;
        for n in 1..=20u32 {
            assert!((ln_gamma(f64::from(n)) - factorial.ln()).abs() < 1e-13, "{n}");
            factorial *= f64::from(n);
        }
        assert!((ln_gamma(0.5) - std::f64::consts::PI.sqrt().ln()).abs() < 1e-15);
        assert_eq!((ln_gamma(1.0), ln_gamma(2.0)), (0.0, 0.0));
        assert!(ln_gamma(-1.0).is_nan());
    }

    #[test]
    fn one_is_the_exponential() {
        for x in [1e-8, 0.5, 1.9, 2.1, 30.0, 700.0f64] {
            assert!((gamma_upper(1.0, x) / (-x).exp() - 1.0).abs() < 1e-13, "{x}");
            assert!((gamma_lower(1.0, x) / -(-x).exp_m1() - 1.0).abs() < 1e-13, "{x}");
        }
    }
}
