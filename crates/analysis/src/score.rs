//! The scores people know by name: NPS, CSAT, CES, SUS and UX-Lite, each with its interval.
//!
//! Answers are the whole numbers people chose. One outside its scale is an error that names its
//! place, never a number silently dropped; no answers give a score of n = 0 as `Ok(None)`.
//!
//! Means take Student's interval. On a bounded scale it may reach beyond the scale when n is small
//! (for SUS: arXiv:2101.00455), so
//! its bounds are cut to the scale; the cut changes no conclusion.

use crate::interval::{Difference, Interval, Mean, mean_t, wilson, z_of};
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

/// A Net Promoter Score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nps {
    /// Who answered 9 or 10.
    pub promoters: u64,
    /// Who answered 7 or 8.
    pub passives: u64,
    /// Who answered 0 to 6.
    pub detractors: u64,
    /// The share of promoters less that of detractors, −1 to 1; people print it times 100.
    pub score: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The Net Promoter Score of answers 0 to 10.
///
/// Source: F. Reichheld, *The one number you need to grow*, Harvard Business Review (2003).
pub fn nps(answers: &[i64], confidence: f64) -> Result<Option<Nps>, OffScale> {
    for (person, answer) in answers.iter().enumerate() {
        on_scale(person, 0, *answer, 0, 10)?;
    }
    let count = |from: i64, to: i64| answers.iter().filter(|a| (from..=to).contains(a)).count();
    Ok(nps_counts(count(9, 10) as u64, count(7, 8) as u64, count(0, 6) as u64, confidence))
}

/// [`nps`] from counts; `None` without people or when the confidence is not between 0 and 1.
///
/// The interval is the adjusted Wald: with n' = n + 3, p = (promoters + ¾)/n' and
/// d = (detractors + ¾)/n', it is (p − d) ± z √((p + d − (p − d)²)/n'), cut to −1…1. Source:
/// B. Rocks, *Interval estimation for the "Net Promoter Score"*, The American Statistician 70
/// (2016), there "adjusted Wald (3, T)"; recommended by J. Lewis & J. Sauro
/// (measuringu.com/nps-confidence-intervals, 2021). Its middle is the adjusted score, so `score` is
/// not half-way between the bounds; a bound that would leave `score` outside is moved to it.
pub fn nps_counts(promoters: u64, passives: u64, detractors: u64, confidence: f64) -> Option<Nps> {
    let z = z_of(confidence)?;
    let n = promoters.checked_add(passives)?.checked_add(detractors)?;
    if n == 0 {
        return None;
    }
    let (plus, minus) = (promoters as f64, detractors as f64);
    let score = (plus - minus) / n as f64;
    let (low, high) = adjusted_wald(score, (plus, minus), n as f64, z);
    Some(Nps { promoters, passives, detractors, score, low, high })
}

/// The score of weighted shares of promoters and detractors, of a base worth `effective` people,
/// with the interval of [`nps_counts`] at that number (Kish's); `None` where a share is outside 0
/// to 1 or `effective` not positive.
pub fn nps_shares(
    promoters: f64,
    detractors: f64,
    effective: f64,
    confidence: f64,
) -> Option<Difference> {
    let z = z_of(confidence)?;
    let valid = promoters >= 0.0
        && detractors >= 0.0
        && promoters + detractors <= 1.0 + 1e-9
        && effective > 0.0
        && effective.is_finite();
    if !valid {
        return None;
    }
    let effect = promoters - detractors;
    let counts = (promoters * effective, detractors * effective);
    let (low, high) = adjusted_wald(effect, counts, effective, z);
    Some(Difference { effect, low, high })
}

fn adjusted_wald(score: f64, (plus, minus): (f64, f64), n: f64, z: f64) -> (f64, f64) {
    let adjusted = n + 3.0;
    let (p, d) = ((plus + 0.75) / adjusted, (minus + 0.75) / adjusted);
    let half = z * ((p + d - (p - d) * (p - d)) / adjusted).sqrt();
    ((p - d - half).max(-1.0).min(score), (p - d + half).min(1.0).max(score))
}

/// A customer satisfaction score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Csat {
    /// Who chose one of the two highest answers.
    pub satisfied: u64,
    /// Who answered.
    pub base: u64,
    /// satisfied / base.
    pub share: f64,
    /// Wilson's interval.
    pub interval: Interval,
}

/// The share that chose one of the two highest of 1 to `points`, with Wilson's interval.
pub fn csat(answers: &[i64], points: i64, confidence: f64) -> Result<Option<Csat>, OffScale> {
    for (person, answer) in answers.iter().enumerate() {
        on_scale(person, 0, *answer, 1, points)?;
    }
    let satisfied = answers.iter().filter(|a| **a >= points.saturating_sub(1)).count() as u64;
    let base = answers.len() as u64;
    let share = satisfied as f64 / base as f64;
    let csat = |interval| Csat { satisfied, base, share, interval };
    Ok(wilson(satisfied, base, confidence).map(csat))
}

/// The customer effort score: the mean of answers 1 to `points`, bounds cut to the scale.
///
/// Source: M. Dixon, K. Freeman & N. Toman, *Stop trying to delight your customers*, Harvard
/// Business Review (2010); version 2.0 has 7 points.
pub fn ces(answers: &[i64], points: i64, confidence: f64) -> Result<Option<Mean>, OffScale> {
    for (person, answer) in answers.iter().enumerate() {
        on_scale(person, 0, *answer, 1, points)?;
    }
    let values: Vec<f64> = answers.iter().map(|a| *a as f64).collect();
    Ok(mean_t(&values, confidence).map(|mean| clip(mean, 1.0, points as f64)))
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

    #[test]
    fn the_classes_of_nps() {
        let answers: Vec<i64> = (0..=10).collect();
        let nps = nps(&answers, CONFIDENCE).unwrap().unwrap();
        assert_eq!((nps.promoters, nps.passives, nps.detractors), (2, 2, 7));
        assert!((nps.score + 5.0 / 11.0).abs() < 1e-15);
        assert_eq!(super::nps(&[], CONFIDENCE), Ok(None));
        let error = super::nps(&[10, 11], CONFIDENCE).unwrap_err();
        assert_eq!(error.to_string(), "answer 11 of person 1 to item 0 is not 0 to 10");
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
    fn satisfaction_and_effort() {
        let csat = csat(&[5, 4, 3, 1], 5, CONFIDENCE).unwrap().unwrap();
        assert_eq!((csat.satisfied, csat.base, csat.share), (2, 4, 0.5));
        assert_eq!(Some(csat.interval), wilson(2, 4, CONFIDENCE));
        assert_eq!(super::csat(&[], 5, CONFIDENCE), Ok(None));
        assert!(super::csat(&[0], i64::MIN, CONFIDENCE).is_err());
        let ces = ces(&[7, 7, 6], 7, CONFIDENCE).unwrap().unwrap();
        assert!((ces.mean - 20.0 / 3.0).abs() < 1e-15 && ces.high == Some(7.0));
    }

    #[test]
    fn whole_weights_are_people() {
        let shares = nps_shares(0.5, 0.25, 40.0, CONFIDENCE).unwrap();
        let counts = nps_counts(20, 10, 10, CONFIDENCE).unwrap();
        assert_eq!(
            (shares.effect, shares.low, shares.high),
            (counts.score, counts.low, counts.high)
        );
        // All promoters: the interval has a width, as without weights.
        let all = nps_shares(1.0, 0.0, 20.5, CONFIDENCE).unwrap();
        assert!(all.effect == 1.0 && all.high == 1.0 && 0.7 < all.low && all.low < 0.95);
        assert_eq!(nps_shares(0.9, 0.2, 20.0, CONFIDENCE), None);
        assert_eq!(nps_shares(0.5, 0.2, 0.0, CONFIDENCE), None);
        assert_eq!(nps_shares(f64::NAN, 0.2, 9.0, CONFIDENCE), None);
    }

    proptest! {
        #[test]
        fn a_score_lies_in_its_interval(p in 0u64..90, q in 0u64..90, d in 0u64..90) {
            prop_assume!(p + q + d > 0);
            let nps = nps_counts(p, q, d, CONFIDENCE).unwrap();
            prop_assert!(-1.0 <= nps.low && nps.low <= nps.score);
            prop_assert!(nps.score <= nps.high && nps.high <= 1.0);
        }
    }
}
