//! Binomial coefficients, and the chance of an overlap, by their logarithms.

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

/// The natural logarithm of the chance that at least `both` of `drawn` people are among the
/// `marked` ones of `people`, if it is chance who is drawn (the hypergeometric distribution's
/// upper tail).
pub(crate) fn ln_overlap(both: u64, drawn: u64, marked: u64, people: u64) -> f64 {
    let most = drawn.min(marked);
    if both > most || drawn.max(marked) > people {
        return f64::NEG_INFINITY;
    }
    if both + people <= drawn + marked {
        return 0.0;
    }
    // The chances of one more and one more, each as a multiple of that of `both`.
    let (mut sum, mut term) = (1.0, 1.0);
    for k in both..most {
        let ways = (marked - k) as f64 * (drawn - k) as f64;
        term *= ways / ((k + 1) as f64 * (people + k + 1 - marked - drawn) as f64);
        sum += term;
        // Below the middle terms still grow: then it is no rare chance.
        if !f64::is_finite(sum) {
            return 0.0;
        }
        if term < sum * 1e-12 {
            break;
        }
    }
    let first = ln_choose(marked, both) + ln_choose(people - marked, drawn - both)
        - ln_choose(people, drawn);
    (first + sum.ln()).min(0.0)
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

    #[test]
    fn overlaps_are_as_rare_as_counting_them_says() {
        for (people, drawn, marked) in [(9, 4, 5), (12, 6, 6), (10, 9, 3), (7, 7, 7), (8, 0, 3)] {
            // Every way to draw, and how many of the first `marked` people it has.
            let draws: Vec<u32> =
                (0..1u32 << people).filter(|draw| draw.count_ones() == drawn).collect();
            for both in 0..=drawn {
                let overlaps = |draw: &&u32| (*draw & ((1 << marked) - 1)).count_ones() >= both;
                let chance = draws.iter().filter(overlaps).count() as f64 / draws.len() as f64;
                let [both, drawn, marked, people] = [both, drawn, marked, people].map(u64::from);
                let found = ln_overlap(both, drawn, marked, people).exp();
                assert!((found - chance).abs() < 1e-9, "{both} {drawn} {marked} {people}");
            }
        }
        // Of 124 people 111 gave an answer; that 54 of 60 are among them is what chance brings.
        assert!((ln_overlap(54, 60, 111, 124).exp() - 0.55).abs() < 0.01);
        assert!((ln_overlap(900_000, 1_000_000, 1_500_000, 2_000_000)) < -10_000.0);
        assert_eq!(ln_overlap(500_000, 1_000_000, 1_500_000, 2_000_000), 0.0);
    }
}
