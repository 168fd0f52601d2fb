//! Several drivers of developer experience as one index.

use super::Score;
use crate::interval::{sum, z_of};
use crate::set::People;
use crate::special::t_upper;

/// A driver: who gave a favourable answer to its question, of those whose answer is on its scale.
#[derive(Debug, Clone, Copy)]
pub struct Driver<'a> {
    /// The two highest steps of five, or the highest of three.
    pub favourable: &'a People,
    /// Everybody who rated; who said "not applicable" did not.
    pub rated: &'a People,
}

/// The developer experience index: the mean of the drivers' scores, each the share of those who rated
/// it favourably; 0 to 1. `weights` are who counts, each person in one set, with what each of them
/// counts for: 1 where nobody is weighted. Drivers that nobody of these rated are left out.
///
/// Source: docs.getdx.com, `snapshots.driverScores` and `snapshots.dxiScores` (2025). Its interval is by
/// linearisation, as one person's answers to several drivers go together: the mean of K shares
/// p = Σwy / Σw changes with a person by u = (w/K) Σ (y − p) / Σw over the drivers that the person
/// rated, and its variance is n/(n − 1) Σu²; R. Woodruff, *A simple method for approximating the
/// variance of a complicated estimate*, JASA 66 (1971). n is how many rated any driver, weighted Kish's
/// effective number, and the quantile Student's with n − 1. Where everybody rated all drivers and
/// weighs the same, it is Student's interval of the mean of each person's own mean. The bounds are
/// cut to 0…1.
///
/// `None` where nobody rated anything, or the confidence is not between 0 and 1. No interval where n
/// is not above 1, or nothing varies. Costs as many intersections of sets as there are pairs of
/// drivers, for each weight.
pub fn dxi(drivers: &[Driver<'_>], weights: &[(f64, &People)], confidence: f64) -> Option<Score> {
    z_of(confidence)?;
    if weights.iter().any(|(weight, _)| !weight.is_finite() || *weight < 0.0) {
        return None;
    }
    let worth = |of: &People| sum(weights.iter().map(|(weight, who)| weight * both(of, who)));
    let mut scored: Vec<(People, &People, f64, f64)> = Vec::new();
    for driver in drivers {
        let favourable = driver.favourable.and(driver.rated);
        let base = worth(driver.rated);
        if base > 0.0 {
            let share = worth(&favourable) / base;
            scored.push((favourable, driver.rated, share, base));
        }
    }
    let count = scored.len() as f64;
    let anybody = scored.iter().map(|own| own.1.clone()).reduce(|all, own| all.or(&own))?;
    let value = (sum(scored.iter().map(|own| own.2)) / count).min(1.0);
    let squares = sum(weights.iter().map(|(weight, who)| weight * weight * both(&anybody, who)));
    let total = worth(&anybody);
    let effective = total * total / squares;
    // Σu², pair by pair of drivers: (y − p)(z − q) summed over those who rated both.
    let mut parts = Vec::new();
    for (weight, who) in weights {
        for (y, rated, p, base) in &scored {
            let (y, rated) = (y.and(who), rated.and(who));
            for (z, other, q, other_base) in &scored {
                let products = both(&y, z) - p * both(&rated, z) - q * both(&y, other)
                    + p * q * both(&rated, other);
                parts.push(weight * weight * products / (base * other_base));
            }
        }
    }
    let squares = sum(parts.into_iter()).max(0.0) / (count * count);
    let half = (effective > 1.0).then(|| {
        let quantile = t_upper(0.5 * (1.0 - confidence), effective - 1.0);
        quantile * (squares * effective / (effective - 1.0)).sqrt()
    });
    // What is left of rounding is no width.
    let half = half.filter(|half| *half > 1e-7);
    let low = half.map(|half| (value - half).max(0.0));
    Some(Score { value, low, high: half.map(|half| (value + half).min(1.0)) })
}

fn both(a: &People, b: &People) -> f64 {
    a.count_both(b) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::{CONFIDENCE, mean_t};
    use proptest::prelude::*;

    /// Each person's answers to each driver: favourable or not, or none.
    type Answers = Vec<Vec<Option<bool>>>;

    fn of(people: &Answers, weights: &[f64]) -> Option<Score> {
        let size = people.len();
        let drivers = people.first().map_or(0, Vec::len);
        let set = |driver: usize, is: fn(Option<bool>) -> bool| {
            People::from_fn(size, |person| is(people[person][driver]))
        };
        let sets: Vec<(People, People)> = (0..drivers)
            .map(|driver| (set(driver, |own| own == Some(true)), set(driver, |own| own.is_some())))
            .collect();
        let drivers: Vec<Driver<'_>> =
            sets.iter().map(|(favourable, rated)| Driver { favourable, rated }).collect();
        let mut each = weights.to_vec();
        each.sort_by(f64::total_cmp);
        each.dedup();
        let who: Vec<(f64, People)> = each
            .into_iter()
            .map(|own| (own, People::from_fn(size, |person| weights[person] == own)))
            .collect();
        let who: Vec<(f64, &People)> = who.iter().map(|(weight, who)| (*weight, who)).collect();
        dxi(&drivers, &who, CONFIDENCE)
    }

    #[test]
    fn a_worked_case() {
        // Six people, two drivers. The first: 3 of 5; the second: 2 of 4. Mean 0.55.
        let (yes, no) = (Some(true), Some(false));
        let people = vec![
            vec![yes, yes],
            vec![yes, no],
            vec![yes, None],
            vec![no, no],
            vec![no, None],
            vec![None, yes],
        ];
        // u = ½ ((y − 0.6)/5 + (z − 0.5)/4): 0.1025, −0.0225, 0.04, −0.1225, −0.06, 0.0625.
        // Σu² = 0.035125; n/(n − 1) = 1.2.
        let squares: f64 =
            [0.1025, -0.0225, 0.04, -0.1225, -0.06, 0.0625_f64].map(|u| u * u).iter().sum();
        assert!((squares - 0.035_125).abs() < 1e-12, "{squares}");
        // t of 5 degrees at 97.5% is 2.570582.
        let half = 2.570_581_835_636_314 * (1.2 * squares).sqrt();
        let own = of(&people, &[1.0; 6]).unwrap();
        assert!((own.value - 0.55).abs() < 1e-15);
        assert!((own.low.unwrap() - (0.55 - half)).abs() < 1e-12, "{own:?}");
        assert!((own.high.unwrap() - 1.0_f64.min(0.55 + half)).abs() < 1e-12, "{own:?}");
    }

    #[test]
    fn the_ends() {
        let all = vec![vec![Some(true), Some(true)]; 9];
        let own = of(&all, &[1.0; 9]).unwrap();
        assert_eq!((own.value, own.low, own.high), (1.0, None, None));
        assert_eq!(of(&vec![vec![None, None]; 3], &[1.0; 3]), None);
        assert_eq!(of(&vec![], &[]), None);
        // A driver that nobody rated is left out.
        let half = vec![vec![Some(true), None], vec![Some(false), None]];
        assert_eq!(of(&half, &[1.0; 2]).unwrap().value, 0.5);
        let one = of(&vec![vec![Some(true), Some(false)]], &[1.0]).unwrap();
        assert_eq!((one.value, one.low), (0.5, None));
        assert_eq!(of(&half, &[1.0, -1.0]), None);
    }

    fn answers() -> impl Strategy<Value = Answers> {
        let one = prop_oneof![Just(None), Just(Some(true)), Just(Some(false))];
        (1usize..6).prop_flat_map(move |drivers| {
            prop::collection::vec(prop::collection::vec(one.clone(), drivers), 2..40)
        })
    }

    /// The same, person by person.
    fn naive(people: &Answers, weights: &[f64]) -> Option<(f64, f64)> {
        let drivers = people[0].len();
        let rated = |driver: usize| {
            people.iter().zip(weights).filter_map(move |(own, w)| Some((own[driver]?, *w)))
        };
        let base = |driver: usize| rated(driver).map(|own| own.1).sum::<f64>();
        let scored: Vec<usize> = (0..drivers).filter(|&driver| base(driver) > 0.0).collect();
        let share = |driver: usize| {
            rated(driver).filter(|own| own.0).map(|own| own.1).sum::<f64>() / base(driver)
        };
        let value = scored.iter().map(|&k| share(k)).sum::<f64>() / scored.len() as f64;
        let squares: f64 = people
            .iter()
            .zip(weights)
            .map(|(own, w)| {
                let part = |&k: &usize| {
                    own[k].map_or(0.0, |y| (f64::from(u8::from(y)) - share(k)) / base(k))
                };
                w * scored.iter().map(part).sum::<f64>() / scored.len() as f64
            })
            .map(|u| u * u)
            .sum();
        (!scored.is_empty()).then_some((value, squares))
    }

    proptest! {
        #[test]
        fn sets_count_as_persons_do(people in answers(), seed in prop::collection::vec(0u8..3, 40)) {
            let weights: Vec<f64> =
                people.iter().zip(seed).map(|(_, w)| [0.5, 1.0, 2.5][usize::from(w)]).collect();
            let own = of(&people, &weights);
            let Some((value, squares)) = naive(&people, &weights) else {
                prop_assert_eq!(own, None);
                return Ok(());
            };
            let own = own.unwrap();
            prop_assert!((own.value - value).abs() < 1e-12);
            let who: Vec<f64> = people
                .iter()
                .zip(&weights)
                .filter(|(own, _)| own.iter().any(Option::is_some))
                .map(|(_, w)| *w)
                .collect();
            let n = crate::weight::kish_effective(&who);
            let Some(low) = own.low else {
                prop_assert!(n <= 1.0 + 1e-12 || squares < 1e-12);
                return Ok(());
            };
            let half = t_upper(0.025, n - 1.0) * (squares * n / (n - 1.0)).sqrt();
            prop_assert!((low - (value - half).max(0.0)).abs() < 1e-7, "{low} {value} {half}");
        }

        #[test]
        fn where_all_rated_all_it_is_the_mean_of_means(
            people in prop::collection::vec(prop::collection::vec(any::<bool>(), 3), 2..40),
        ) {
            let means: Vec<f64> = people
                .iter()
                .map(|own| own.iter().filter(|own| **own).count() as f64 / 3.0)
                .collect();
            let mean = mean_t(&means, CONFIDENCE).unwrap();
            let people: Answers =
                people.into_iter().map(|own| own.into_iter().map(Some).collect()).collect();
            let own = of(&people, &vec![1.0; people.len()]).unwrap();
            prop_assert!((own.value - mean.mean).abs() < 1e-12);
            if let Some(low) = own.low {
                prop_assert!((low - mean.low.unwrap().max(0.0)).abs() < 1e-9);
                prop_assert!((own.high.unwrap() - mean.high.unwrap().min(1.0)).abs() < 1e-9);
            }
        }
    }
}
