//! How much something changed: the same people asked twice, a middle that moved, a rate.

use super::{Difference, Interval, clopper_pearson, z_of};

/// The difference of two shares of the same people: `came` of them are in the second only, `went` in the
/// first only, `base` are all. Second minus first.
///
/// Source: D. G. Bonett and R. M. Price, *Adjusted Wald confidence interval for a difference of binomial
/// proportions based on paired data*, Journal of Educational and Behavioral Statistics 37 (2012): one is
/// added to each count of those who changed and two to the base. The effect is the plain difference. `None` where
/// there is nobody, or more changed than there are.
pub fn paired(came: u64, went: u64, base: u64, confidence: f64) -> Option<Difference> {
    if base == 0 || came + went > base {
        return None;
    }
    let z = z_of(confidence)?;
    let n = base as f64;
    let (p, q) = ((came as f64 + 1.0) / (n + 2.0), (went as f64 + 1.0) / (n + 2.0));
    let middle = p - q;
    let half = z * ((p + q - middle * middle) / (n + 2.0)).sqrt();
    Some(Difference {
        effect: (came as f64 - went as f64) / n,
        low: (middle - half).max(-1.0),
        high: (middle + half).min(1.0),
    })
}

/// By how much one group's values lie above another's, in their unit: the median of all differences
/// between a value of `now` and one of `before`.
///
/// Source: J. L. Hodges and E. L. Lehmann, *Estimates of location based on rank tests* (1963); the interval is
/// that of the Mann–Whitney statistic, its quantile by the normal approximation (Hollander and Wolfe,
/// *Nonparametric statistical methods*, 4.3). Costs n log n: differences are counted, not made. `None` where a group
/// has fewer than five values, for which the approximation is not meant, or a value is not finite.
pub fn shift(before: &[f64], now: &[f64], confidence: f64) -> Option<Difference> {
    let z = z_of(confidence)?;
    if before.len().min(now.len()) < 5 || before.iter().chain(now).any(|own| !own.is_finite()) {
        return None;
    }
    let sorted = |values: &[f64]| {
        let mut values = values.to_vec();
        values.sort_unstable_by(f64::total_cmp);
        values
    };
    let (before, now) = (sorted(before), sorted(now));
    let (n, m) = (before.len() as f64, now.len() as f64);
    let all = before.len() as u64 * now.len() as u64;
    let spread = z * (n * m * (n + m + 1.0) / 12.0).sqrt();
    let outside = ((n * m / 2.0 - spread).floor().max(1.0)) as u64;
    let at = |rank: u64| ranked(&before, &now, rank);
    let middle =
        if all % 2 == 1 { at(all / 2 + 1) } else { f64::midpoint(at(all / 2), at(all / 2 + 1)) };
    Some(Difference { effect: middle, low: at(outside), high: at(all + 1 - outside) })
}

/// The difference of this rank, 1 the smallest, among all of `now` less `before`, both sorted.
fn ranked(before: &[f64], now: &[f64], rank: u64) -> f64 {
    // Numbers in their order are integers in their order: 64 steps find any of them.
    let (mut low, mut high) = (i64::MIN, i64::MAX);
    while low < high {
        let middle = (low & high) + ((low ^ high) >> 1);
        match up_to(before, now, ordered(middle)) < rank {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    ordered(low)
}

/// The number in this place of all numbers.
fn ordered(place: i64) -> f64 {
    let bits = if place < 0 { !place.cast_unsigned() } else { place.cast_unsigned() | 1 << 63 };
    // Bits of which the sign was turned: negative numbers are in the order of their bits turned round.
    f64::from_bits(if bits >> 63 == 1 { bits & !(1 << 63) } else { bits | 1 << 63 })
}

/// How many differences are no larger.
fn up_to(before: &[f64], now: &[f64], limit: f64) -> u64 {
    let mut first = 0;
    let mut count = 0;
    // The larger a value of now, the larger the first value of before that is near enough.
    for own in now {
        while first < before.len() && own - before[first] > limit {
            first += 1;
        }
        count += (before.len() - first) as u64;
    }
    count
}

/// How many times as often something happened, `now` in so much time, as `before`.
///
/// Source: conditional on how often it happened in all, the share of now is binomial; exact by Clopper and
/// Pearson (1934). `None` where nothing happened, or there was no time.
pub fn rates(before: (u64, f64), now: (u64, f64), confidence: f64) -> Option<Interval> {
    if before.1 <= 0.0 || now.1 <= 0.0 {
        return None;
    }
    let share = clopper_pearson(now.0, before.0 + now.0, confidence)?;
    let odds = |share: f64| share / (1.0 - share) * before.1 / now.1;
    Some(Interval { low: odds(share.low), high: odds(share.high) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    #[test]
    fn a_worked_case_of_pairs() {
        // 8 of 20 came and none went: (9 − 1) / 22 ± 1.95996 · √((10/22 − (8/22)²) / 22).
        let own = paired(8, 0, 20, CONFIDENCE).unwrap();
        assert!((own.effect - 0.4).abs() < 1e-15);
        assert!(
            (own.low - 0.126_402_7).abs() < 5e-7 && (own.high - 0.600_870_1).abs() < 5e-7,
            "{own:?}"
        );
        assert_eq!(paired(0, 0, 0, CONFIDENCE), None);
        assert_eq!(paired(3, 3, 5, CONFIDENCE), None);
    }

    #[test]
    fn rates_of_a_worked_case() {
        // 10 in 4 weeks and 30 in 4: odds of Clopper–Pearson for 30 of 40, 0.5880 to 0.8731.
        let own = rates((10, 4.0), (30, 4.0), CONFIDENCE).unwrap();
        assert!((own.low - 1.4272).abs() < 5e-4 && (own.high - 6.8777).abs() < 5e-3, "{own:?}");
        assert_eq!(rates((0, 4.0), (0, 4.0), CONFIDENCE), None);
        assert!(rates((0, 4.0), (9, 4.0), CONFIDENCE).unwrap().high.is_infinite());
    }

    fn naive(before: &[f64], now: &[f64]) -> Vec<f64> {
        let mut all: Vec<f64> =
            now.iter().flat_map(|own| before.iter().map(move |other| own - other)).collect();
        all.sort_unstable_by(f64::total_cmp);
        all
    }

    proptest! {
        #[test]
        fn ranks_of_differences_are_those_of_a_sorted_list(
            mut before in proptest::collection::vec(-50i32..50, 5..30),
            mut now in proptest::collection::vec(-80i32..20, 5..30),
        ) {
            before.sort_unstable();
            now.sort_unstable();
            let numbers = |all: &[i32]| all.iter().map(|&own| f64::from(own) / 8.0).collect::<Vec<_>>();
            let (before, now) = (numbers(&before), numbers(&now));
            let all = naive(&before, &now);
            for (rank, own) in (1..).zip(&all) {
                prop_assert_eq!(ranked(&before, &now, rank), *own);
            }
            let own = shift(&before, &now, CONFIDENCE).unwrap();
            prop_assert!(own.low <= own.effect && own.effect <= own.high);
        }

        #[test]
        fn an_interval_of_pairs_turns_with_them(base in 1u64..200, came in 0u64..100, went in 0u64..100) {
            prop_assume!(came + went <= base);
            let (one, other) = (paired(came, went, base, CONFIDENCE).unwrap(), paired(went, came, base, CONFIDENCE).unwrap());
            prop_assert!((one.low + other.high).abs() < 1e-12 && (one.high + other.low).abs() < 1e-12);
        }
    }
}
