//! The scores people know by name: NPS, CSAT, CES, SUS, UX-Lite, drivers and their index, each with
//! its interval.
//!
//! A score of one question takes how many gave each answer, and what they count for. One of several
//! items takes the whole numbers people chose: one outside its scale is an error that names its
//! place, never a number silently dropped; no answers give a score of n = 0 as `Ok(None)`.
//!
//! Means take Student's interval. On a bounded scale it may reach beyond the scale when n is small
//! (for SUS: arXiv:2101.00455), so
//! its bounds are cut to the scale; the cut changes no conclusion.

mod drivers;

pub use drivers::{Driver, dxi};

use crate::interval::{Mean, mean_t, mean_weighted, sum, wilson_share, z_of};
use crate::weight::{Alike, worth};
use std::fmt;

/// An answer that its scale does not have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OffScale {
    /// Whose answer, from 0.
    pub person: usize,
    /// Which item of the questionnaire, from 0; 0 where there is only one.
    pub item: usize,
    /// What was answered.
    pub answer: i64,
    /// The lowest answer the scale has.
    pub least: i64,
    /// The highest.
    pub most: i64,
}

impl fmt::Display for OffScale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { person, item, answer, least, most } = self;
        write!(f, "answer {answer} of person {person} to item {item} is not {least} to {most}")
    }
}

impl std::error::Error for OffScale {}

/// A score of one question, on the scale it is computed on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The score.
    pub value: f64,
    /// The lower bound; `None` where there are too few people for an interval.
    pub low: Option<f64>,
    /// The upper bound.
    pub high: Option<f64>,
}

/// The Net Promoter Score: the share of those who answer 9 or 10 less that of those who answer 6 or
/// less, of 0 to 10; −1 to 1, people print it times 100.
///
/// Source: F. Reichheld, *The one number you need to grow*, Harvard Business Review (2003). The
/// interval is the adjusted Wald: with n' = n + 3, p = (promoters + ¾)/n' and
/// d = (detractors + ¾)/n', it is (p − d) ± z √((p + d − (p − d)²)/n'), cut to −1…1. Source:
/// B. Rocks, *Interval estimation for the "Net Promoter Score"*, The American Statistician 70
/// (2016), there "adjusted Wald (3, T)"; recommended by J. Lewis & J. Sauro
/// (measuringu.com/nps-confidence-intervals, 2021). Weighted, n is Kish's effective number, of which
/// each group has its weighted share. The interval's middle is the adjusted score, so `value` is not
/// half-way between the bounds; a bound that would leave `value` outside is moved to it. `None`
/// without people, or when the confidence is not between 0 and 1.
pub fn nps(answers: &[Alike], confidence: f64) -> Option<Score> {
    let z = z_of(confidence)?;
    let (total, effective) = worth(answers)?;
    let (plus, minus) = (of(answers, |x| x >= 9.0), of(answers, |x| x <= 6.0));
    let value = (plus - minus) / total;
    let adjusted = effective + 3.0;
    let share = |weight: f64| (weight * effective / total + 0.75) / adjusted;
    let (p, d) = (share(plus), share(minus));
    let half = z * ((p + d - (p - d) * (p - d)) / adjusted).sqrt();
    let low = (p - d - half).max(-1.0).min(value);
    let high = (p - d + half).min(1.0).max(value);
    Some(Score { value, low: Some(low), high: Some(high) })
}

/// The customer satisfaction score: the share of those who answer `satisfied` or more, with Wilson's
/// interval, weighted at Kish's effective number. `None` as [`nps`].
///
/// The score of a driver of developer experience is the same share, with the second-highest of five
/// steps, or the highest of three, for `satisfied` (docs.getdx.com, `snapshots.driverScores`). Who says
/// "not applicable" is in neither.
pub fn csat(answers: &[Alike], satisfied: f64, confidence: f64) -> Option<Score> {
    let (total, effective) = worth(answers)?;
    let value = (of(answers, |x| x >= satisfied) / total).min(1.0);
    let interval = wilson_share(value, effective, confidence)?;
    Some(Score { value, low: Some(interval.low), high: Some(interval.high) })
}

/// The customer effort score: the mean answer on a scale from `least` to `most`, its bounds cut to
/// the scale. `None` as [`nps`].
///
/// Source: M. Dixon, K. Freeman & N. Toman, *Stop trying to delight your customers*, Harvard
/// Business Review (2010); version 2.0 has 7 points.
pub fn ces(answers: &[Alike], (least, most): (f64, f64), confidence: f64) -> Option<Score> {
    let each = |of: fn(&Alike) -> f64| -> Vec<f64> {
        let repeated = |own| std::iter::repeat_n(of(own), own.people as usize);
        answers.iter().flat_map(repeated).collect()
    };
    let mean = mean_weighted(&each(|own| own.value), &each(|own| own.weight), confidence)?;
    let mean = clip(mean, least, most);
    Some(Score { value: mean.mean, low: mean.low, high: mean.high })
}

/// The weight of those whose answer is within.
fn of(answers: &[Alike], within: impl Fn(f64) -> bool) -> f64 {
    sum(answers.iter().filter(|own| within(own.value)).map(Alike::worth))
}

/// The System Usability Scale: ten items of 1 to 5, odd ones favourable; 0 to 100.
///
/// Each odd item gives answer − 1, each even one 5 − answer, and the sum counts 2.5. Source:
/// J. Brooke, *SUS: a "quick and dirty" usability scale* (1996).
pub fn sus(answers: &[[i64; 10]], confidence: f64) -> Result<Option<Mean>, OffScale> {
    let points = |item: usize, answer: i64| {
        if item.is_multiple_of(2) { answer - 1 } else { 5 - answer }
    };
    items(answers, confidence, points)
}

/// UX-Lite: two items of 1 to 5 (useful, easy to use), the mean of both rescaled to 0 to 100.
///
/// Source: J. Lewis & J. Sauro, *Effect of perceived ease of use and usefulness on UX and
/// behavioral outcomes*, International Journal of Human–Computer Interaction 40 (2024).
pub fn ux_lite(answers: &[[i64; 2]], confidence: f64) -> Result<Option<Mean>, OffScale> {
    items(answers, confidence, |_, answer| answer - 1)
}

/// The mean over people of the points of `K` five-point items (0 to 4 each), out of 100.
fn items<const K: usize>(
    answers: &[[i64; K]],
    confidence: f64,
    points: impl Fn(usize, i64) -> i64,
) -> Result<Option<Mean>, OffScale> {
    let mut scores = Vec::with_capacity(answers.len());
    for (person, answers) in answers.iter().enumerate() {
        let mut sum = 0;
        for (item, answer) in answers.iter().enumerate() {
            on_scale(person, item, *answer, 1, 5)?;
            sum += points(item, *answer);
        }
        scores.push(sum as f64 * 100.0 / (4 * K) as f64);
    }
    Ok(mean_t(&scores, confidence).map(|mean| clip(mean, 0.0, 100.0)))
}

fn on_scale(
    person: usize,
    item: usize,
    answer: i64,
    least: i64,
    most: i64,
) -> Result<(), OffScale> {
    if (least..=most).contains(&answer) {
        return Ok(());
    }
    Err(OffScale { person, item, answer, least, most })
}

fn clip(mean: Mean, least: f64, most: f64) -> Mean {
    let cut = |bound: Option<f64>| bound.map(|b| b.clamp(least, most.max(least)));
    Mean { low: cut(mean.low), high: cut(mean.high), ..mean }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    fn alike(answers: &[(f64, f64, u64)]) -> Vec<Alike> {
        answers.iter().map(|&(value, weight, people)| Alike { value, weight, people }).collect()
    }

    /// Each of these answers once, without weights.
    fn plain(answers: &[u8]) -> Vec<Alike> {
        answers.iter().map(|&a| Alike { value: f64::from(a), weight: 1.0, people: 1 }).collect()
    }

    #[test]
    fn the_classes_of_nps() {
        let nps = |answers: &[u8]| super::nps(&plain(answers), CONFIDENCE).map(|nps| nps.value);
        // Two promoters, two passives, seven detractors.
        assert_eq!(nps(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), Some(-5.0 / 11.0));
        assert_eq!(nps(&[9, 9, 9, 6, 6, 7, 7, 8, 8, 8]), Some(0.1));
        assert_eq!(nps(&[]), None);
    }

    #[test]
    fn the_best_and_the_worst() {
        let best = [5, 1, 5, 1, 5, 1, 5, 1, 5, 1];
        let worst = [1, 5, 1, 5, 1, 5, 1, 5, 1, 5];
        assert_eq!(sus(&[best], CONFIDENCE).unwrap().unwrap().mean, 100.0);
        assert_eq!(sus(&[worst], CONFIDENCE).unwrap().unwrap().mean, 0.0);
        assert_eq!(sus(&[[3; 10]], CONFIDENCE).unwrap().unwrap().mean, 50.0);
        // Three answers near the top: Student's interval would end above 100.
        let near = sus(&[best, best, [3; 10]], CONFIDENCE).unwrap().unwrap();
        assert_eq!(near.high, Some(100.0));
        assert!(near.low.is_some_and(|low| 0.0 < low && low < near.mean));
        assert_eq!(ux_lite(&[[5, 4]], CONFIDENCE).unwrap().unwrap().mean, 87.5);
        let error = ux_lite(&[[5, 4], [1, 0]], CONFIDENCE).unwrap_err();
        assert_eq!((error.person, error.item, error.answer), (1, 1, 0));
    }

    #[test]
    fn worked_cases_of_ten_people() {
        // Three say 5, four say 4 and three less: (4s + 5s) ÷ n is 70%.
        let answers = [5, 5, 5, 4, 4, 4, 4, 3, 2, 1];
        let csat = csat(&plain(&answers), 4.0, CONFIDENCE).unwrap();
        assert_eq!(csat.value, 0.7);
        // Wilson by hand: (0.7 + z²/20 ± z √(0.021 + z²/400)) / (1 + z²/10), z² = 3.8415.
        assert!(
            (csat.low.unwrap() - 0.3968).abs() < 5e-5 && (csat.high.unwrap() - 0.8922).abs() < 5e-5
        );
        // Three-point scales count the highest alone: 3 of 10.
        let driver = super::csat(&plain(&[3, 3, 3, 2, 2, 2, 2, 1, 1, 1]), 3.0, CONFIDENCE).unwrap();
        assert_eq!(driver.value, 0.3);
        // Five promoters, three passives, two detractors: 50% − 20% = +30.
        let nps = nps(&plain(&[10, 10, 9, 9, 9, 8, 7, 7, 6, 0]), CONFIDENCE).unwrap();
        assert!((nps.value - 0.3).abs() < 1e-15);
        // Rocks by hand: p = 5.75/13, d = 2.75/13, (p − d) ± 1.96 √((p + d − (p − d)²)/13).
        assert!(
            (nps.low.unwrap() - -0.1905).abs() < 5e-5 && (nps.high.unwrap() - 0.6520).abs() < 5e-5
        );
    }

    #[test]
    fn satisfaction_and_effort() {
        let csat = csat(&plain(&[5, 4, 3, 1]), 4.0, CONFIDENCE).unwrap();
        let wilson = crate::interval::wilson(2, 4, CONFIDENCE).unwrap();
        assert_eq!((csat.value, csat.low, csat.high), (0.5, Some(wilson.low), Some(wilson.high)));
        assert_eq!(super::csat(&[], 4.0, CONFIDENCE), None);
        let ces = ces(&plain(&[7, 7, 6]), (1.0, 7.0), CONFIDENCE).unwrap();
        assert!((ces.value - 20.0 / 3.0).abs() < 1e-15 && ces.high == Some(7.0));
        let one = super::ces(&plain(&[7]), (1.0, 7.0), CONFIDENCE).unwrap();
        assert_eq!((one.value, one.low), (7.0, None));
    }

    #[test]
    fn equal_weights_are_people() {
        let people = |weight| alike(&[(10.0, weight, 20), (8.0, weight, 10), (3.0, weight, 10)]);
        let [weighted, plain] = [0.4, 1.0].map(|weight| nps(&people(weight), CONFIDENCE).unwrap());
        assert!((weighted.value - plain.value).abs() < 1e-15);
        assert!((weighted.low.unwrap() - plain.low.unwrap()).abs() < 1e-14);
        // All promoters: the interval has a width, as without weights.
        let all = nps(&alike(&[(9.0, 2.0, 9), (10.0, 0.5, 11)]), CONFIDENCE).unwrap();
        assert_eq!((all.value, all.high), (1.0, Some(1.0)));
        assert!(all.low.is_some_and(|low| 0.5 < low && low < 0.95));
        for bad in [(9.0, -1.0, 4), (9.0, f64::NAN, 4), (f64::NAN, 1.0, 4), (9.0, 0.0, 4)] {
            assert_eq!(nps(&alike(&[bad]), CONFIDENCE), None);
        }
    }

    proptest! {
        #[test]
        fn a_score_lies_in_its_interval(p in 0u64..90, q in 0u64..90, d in 0u64..90) {
            prop_assume!(p + q + d > 0);
            let people = alike(&[(9.0, 1.0, p), (7.0, 1.0, q), (6.0, 1.0, d)]);
            let nps = nps(&people, CONFIDENCE).unwrap();
            let (low, high) = (nps.low.unwrap(), nps.high.unwrap());
            prop_assert!(-1.0 <= low && low <= nps.value && nps.value <= high && high <= 1.0);
        }
    }
}
