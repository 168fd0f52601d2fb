//! Probabilities of counts without cancellation: Loader's saddle-point expansion.
//!
//! Source: C. Loader, *Fast and accurate computation of binomial probabilities* (2000). A mass is
//! written as Stirling's errors (small) and deviances (of one sign), so that nothing large is ever
//! subtracted from something large.

use super::gamma::ln_gamma;

/// ½ ln 2π.
const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_8;
/// ln 2π.
const LN_TWO_PI: f64 = 1.837_877_066_409_345_6;

/// Stirling's error of 1 to 15 (entry 0 is unused), by mpmath at 40 digits.
const STIRLING: [f64; 16] = [
    f64::INFINITY,
    0.081_061_466_795_327_26,
    0.041_340_695_955_409_3,
    0.027_677_925_684_998_34,
    0.020_790_672_103_765_093,
    0.016_644_691_189_821_193,
    0.013_876_128_823_070_748,
    0.011_896_709_945_891_77,
    0.010_411_265_261_972_096,
    0.009_255_462_182_712_733,
    0.008_330_563_433_362_87,
    0.007_573_675_487_951_841,
    0.006_942_840_107_209_53,
    0.006_408_994_188_004_207,
    0.005_951_370_112_758_848,
    0.005_554_733_551_962_801,
];

/// ln n! − [(n + ½) ln n − n + ½ ln 2π], the error of Stirling's formula, for n > 0.
pub(super) fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        if n.fract() == 0.0 {
            return STIRLING[n as usize & 15];
        }
        return ln_gamma(n + 1.0) - (n + 0.5) * n.ln() + n - HALF_LN_TWO_PI;
    }
    // Bernoulli numbers over 2k(2k − 1).
    let s = 1.0 / (n * n);
    let series = 691.0 / 360_360.0;
    let series = 1.0 / 1188.0 - series * s;
    let series = 1.0 / 1680.0 - series * s;
    let series = 1.0 / 1260.0 - series * s;
    let series = 1.0 / 360.0 - series * s;
    (1.0 / 12.0 - series * s) / n
}

/// x ln(x / m) + m − x, the deviance of `x` from its mean `m`, for x ≥ 0 and m > 0.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    if x == 0.0 {
        return m;
    }
    let gap = x - m;
    if gap.abs() < 0.1 * (x + m) {
        let v = gap / (x + m);
        let mut sum = gap * v;
        let mut term = 2.0 * x * v;
        for k in 1..200 {
            term *= v * v;
            let next = sum + term / f64::from(2 * k + 1);
            if next == sum {
                break;
            }
            sum = next;
        }
        return sum;
    }
    // The quotient of a huge and a tiny number may overflow where its logarithm does not.
    let ratio = x / m;
    let ln = if ratio.is_finite() && ratio > 0.0 { ratio.ln() } else { x.ln() - m.ln() };
    x * ln + m - x
}

/// ln of C(n, x) pˣ qⁿ⁻ˣ for real x, n − x ≥ 0 and p + q = 1.
///
/// Takes `rest` = n − x and q as well, so that neither is rounded where it is small.
pub(super) fn ln_binomial(x: f64, rest: f64, p: f64, q: f64) -> f64 {
    let n = x + rest;
    if x == 0.0 {
        return if n == 0.0 { 0.0 } else { n * if p < 0.1 { (-p).ln_1p() } else { q.ln() } };
    }
    if rest == 0.0 {
        return n * if q < 0.1 { (-q).ln_1p() } else { p.ln() };
    }
    stirling_error(n)
        - stirling_error(x)
        - stirling_error(rest)
        - deviance(x, n * p)
        - deviance(rest, n * q)
        - 0.5 * (LN_TWO_PI + x.ln() + (rest / n).ln())
}

/// ln of mˣ e⁻ᵐ / x! for real x > 0 and m > 0.
pub(super) fn ln_poisson(x: f64, m: f64) -> f64 {
    -stirling_error(x) - deviance(x, m) - 0.5 * (LN_TWO_PI + x.ln())
}

/// ln of the probability of `k` marked among `drawn`, of `marked` and `plain` in the urn.
///
/// Three binomial masses with the same p (Loader 2000, section 5), so that nothing cancels.
pub(crate) fn ln_hypergeometric(k: u64, marked: u64, plain: u64, drawn: u64) -> f64 {
    let total = marked + plain;
    if drawn == 0 || drawn == total {
        return 0.0;
    }
    let p = drawn as f64 / total as f64;
    let q = (total - drawn) as f64 / total as f64;
    ln_binomial(k as f64, (marked - k) as f64, p, q)
        + ln_binomial((drawn - k) as f64, (plain + k - drawn) as f64, p, q)
        - ln_binomial(drawn as f64, (total - drawn) as f64, p, q)
}

/// ln n!.
pub(crate) fn ln_factorial(n: u64) -> f64 {
    if n < 2 {
        return 0.0;
    }
    let x = n as f64;
    if n < 16 {
        return (1..=n).map(|k| k as f64).product::<f64>().ln();
    }
    (x + 0.5) * x.ln() - x + HALF_LN_TWO_PI + stirling_error(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masses_sum_to_one() {
        let binomial: f64 =
            (0..=40).map(|x| ln_binomial(f64::from(x), f64::from(40 - x), 0.3, 0.7).exp()).sum();
        assert!((binomial - 1.0).abs() < 1e-14);
        let urn: f64 = (0..=15).map(|k| ln_hypergeometric(k, 15, 30, 20).exp()).sum();
        assert!((urn - 1.0).abs() < 1e-14);
    }

    #[test]
    fn the_stirling_series_meets_its_table() {
        assert!((stirling_error(15.0) / (1.0 / 180.0) - 1.0).abs() < 1e-3);
        let series = stirling_error(16.0);
        let exact = ln_gamma(17.0) - 16.5 * 16f64.ln() + 16.0 - HALF_LN_TWO_PI;
        assert!((series - exact).abs() < 1e-13);
    }
}
