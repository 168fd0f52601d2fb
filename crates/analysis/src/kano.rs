//! Kano's model: what a quality of a product is to people, by two questions about it.
//!
//! Each person is asked how they would feel if a product had something (the functional question),
//! and how if it had not (the dysfunctional one); each is answered with one of five. The pair of
//! answers puts the person's view in one of six categories.
//!
//! Source: N. Kano, N. Seraku, F. Takahashi & S. Tsuji, *Attractive quality and must-be quality*,
//! Journal of the Japanese Society for Quality Control 14 (1984); the table in English, and the
//! coefficients: C. Berger and others, *Kano's methods for understanding customer-defined quality*,
//! Center for Quality of Management Journal 2(4) (1993).

use crate::interval::{Interval, wilson};
use crate::set::People;
use crate::special::binomial_cdf;

/// An answer to either question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// "I like it that way."
    Like,
    /// "It must be that way", or "I expect it".
    MustBe,
    /// "I am neutral."
    Neutral,
    /// "I can live with it that way."
    LiveWith,
    /// "I dislike it that way."
    Dislike,
}

impl Answer {
    /// All, in the order of the questionnaire: the order of the sets that [`groups`] takes.
    pub const ALL: [Self; 5] =
        [Self::Like, Self::MustBe, Self::Neutral, Self::LiveWith, Self::Dislike];
}

/// What something is to a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// It pleases; without it nothing is missed.
    Attractive,
    /// It pleases, and displeases where it is not.
    OneDimensional,
    /// It is taken for granted, and displeases where it is not.
    MustBe,
    /// Neither pleases nor displeases.
    Indifferent,
    /// It is not wanted.
    Reverse,
    /// The two answers contradict each other.
    Questionable,
}

impl Category {
    /// All, in the customary order: the order of the sets that [`groups`] gives.
    pub const ALL: [Self; 6] = [
        Self::Attractive,
        Self::OneDimensional,
        Self::MustBe,
        Self::Indifferent,
        Self::Reverse,
        Self::Questionable,
    ];

    /// The customary word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Attractive => "Attractive",
            Self::OneDimensional => "One-dimensional",
            Self::MustBe => "Must-be",
            Self::Indifferent => "Indifferent",
            Self::Reverse => "Reverse",
            Self::Questionable => "Questionable",
        }
    }
}

/// The category of two answers: to the question with it, and to the one without.
///
/// Must-be to both is indifferent, as Berger and others have it; some later tables call it
/// questionable.
pub const fn category(with: Answer, without: Answer) -> Category {
    match (with, without) {
        (Answer::Like, Answer::Like) | (Answer::Dislike, Answer::Dislike) => Category::Questionable,
        (Answer::Like, Answer::Dislike) => Category::OneDimensional,
        (Answer::Like, _) => Category::Attractive,
        (Answer::Dislike, _) | (_, Answer::Like) => Category::Reverse,
        (_, Answer::Dislike) => Category::MustBe,
        _ => Category::Indifferent,
    }
}

/// The people of each category, in the order of [`Category::ALL`], from those who gave each answer
/// to the question with it and to the one without, in the order of [`Answer::ALL`].
///
/// Who did not give one of the five to both is in none. Nobody may have given two answers to one
/// question: they would be counted more than once.
pub fn groups(with: &[People; 5], without: &[People; 5]) -> [People; 6] {
    let size = with[0].size();
    let mut groups: [People; 6] = std::array::from_fn(|_| People::none(size));
    for (own, with) in Answer::ALL.into_iter().zip(with) {
        for (other, without) in Answer::ALL.into_iter().zip(without) {
            let group = &mut groups[category(own, other) as usize];
            *group = group.or(&with.and(without));
        }
    }
    groups
}

/// A share of some people, with Wilson's interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficient {
    /// How many of them.
    pub count: u64,
    /// The coefficient: 0 to 1 for better, −1 to 0 for worse.
    pub value: f64,
    /// Its interval.
    pub interval: Interval,
}

/// How far something pleases where it is, and displeases where it is not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coefficients {
    /// Those who are attractive, one-dimensional, must-be or indifferent: what both are out of.
    pub base: u64,
    /// (A + O) / (A + O + M + I).
    pub better: Coefficient,
    /// −(O + M) / (A + O + M + I).
    pub worse: Coefficient,
}

/// Better and worse, of the counts in the order of [`Category::ALL`].
///
/// Source: M. Timko, in Berger and others (1993); each is a share, so its interval is Wilson's.
/// `None` where nobody is in one of the four categories, or the confidence is not between 0 and 1.
pub fn coefficients(counts: &[u64; 6], confidence: f64) -> Option<Coefficients> {
    let [a, o, m, i, ..] = *counts;
    let base = a + o + m + i;
    let of = |count: u64| {
        let interval = wilson(count, base, confidence)?;
        Some(Coefficient { count, value: count as f64 / base as f64, interval })
    };
    let (better, worse) = (of(a + o)?, of(o + m)?);
    // Adding zero makes 0 of −0.
    let turned = |value: f64| 0.0 - value;
    let interval = Interval { low: turned(worse.interval.high), high: turned(worse.interval.low) };
    let worse = Coefficient { value: turned(worse.value), interval, ..worse };
    Some(Coefficients { base, better, worse })
}

/// The highest p at which one category is ahead of all others beyond chance.
///
/// Source: the customary level, as of all tests of this house ([`crate::level::HIGHEST_Q`]).
pub const HIGHEST_P: f64 = crate::level::HIGHEST_Q;

/// Which category is ahead.
#[derive(Debug, Clone, PartialEq)]
pub struct Lead {
    /// The place of the largest count, and of all that chance alone may have put behind it: the
    /// largest first. One alone is ahead beyond chance. Each is held against the largest only, so that
    /// the set as a whole misses the true first more often than [`HIGHEST_P`] says. Of five people, also categories that nobody is
    /// in may be ahead in truth.
    pub ahead: Vec<usize>,
    /// How often chance alone would put the largest so far ahead of the next: 1 where they are tied.
    pub p: f64,
}

/// Which of some counts of people, of whom each is in one, is the largest, and whether beyond chance.
///
/// Of the people in two categories that are equally frequent, half are in each: so p is that of the
/// exact two-sided sign test, min(1, 2 P(Bin(a + b, ½) ≤ b)). That the two were picked after looking,
/// as the largest and the next of all, needs no correction: K. Hung & W. Fithian, *Rank verification
/// for exponential families*, Annals of Statistics 47 (2019). Fong's test (D. Fong, Center for Quality
/// of Management Journal 5(3), 1996), which is customary here, takes the two counts for independent,
/// which they are not, and an error of one in ten.
///
/// `None` where nobody is in any, or there is but one count.
pub fn lead(counts: &[u64]) -> Option<Lead> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&at| std::cmp::Reverse(counts[at]));
    let (&first, &next) = (order.first()?, order.get(1)?);
    if counts[first] == 0 {
        return None;
    }
    let p = |at: usize| sign_test(counts[first], counts[at]);
    let ahead = order.iter().copied().filter(|&at| at == first || p(at) > HIGHEST_P).collect();
    Some(Lead { ahead, p: p(next) })
}

/// The exact two-sided p of so many against so many.
fn sign_test(more: u64, fewer: u64) -> f64 {
    (2.0 * binomial_cdf(fewer, more + fewer, 0.5)).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interval::CONFIDENCE;
    use proptest::prelude::*;

    #[test]
    fn the_whole_table() {
        // Rows: with it. Columns: without it. Like, must-be, neutral, live with, dislike.
        let table = ["QAAAO", "RIIIM", "RIIIM", "RIIIM", "RRRRQ"];
        for (with, row) in Answer::ALL.into_iter().zip(table) {
            for (without, letter) in Answer::ALL.into_iter().zip(row.chars()) {
                let own = category(with, without);
                assert!(own.name().starts_with(letter), "{with:?}, {without:?}: {own:?}");
            }
        }
        for (place, own) in Category::ALL.into_iter().enumerate() {
            assert_eq!(own as usize, place);
        }
    }

    #[test]
    fn a_worked_case() {
        // 10 attractive, 6 one-dimensional, 4 must-be, 5 indifferent; 3 reverse and 2 questionable
        // are in neither coefficient: 16/25 and 10/25.
        let counts = [10, 6, 4, 5, 3, 2];
        let own = coefficients(&counts, CONFIDENCE).unwrap();
        assert_eq!((own.base, own.better.count, own.worse.count), (25, 16, 10));
        assert_eq!((own.better.value, own.worse.value), (0.64, -0.4));
        // Wilson by hand, z² = 3.8415: (0.64 + z²/50 ± z √(0.64 · 0.36/25 + z²/2500)) / (1 + z²/25).
        let near = |ours: f64, theirs: f64| assert!((ours - theirs).abs() < 5e-5, "{ours}");
        near(own.better.interval.low, 0.4452);
        near(own.better.interval.high, 0.7975);
        near(own.worse.interval.low, -0.5926);
        near(own.worse.interval.high, -0.2340);
        assert_eq!(coefficients(&[0, 0, 0, 0, 4, 1], CONFIDENCE), None);
        // Nobody displeased is 0, and not −0.
        let none = coefficients(&[3, 0, 0, 2, 0, 0], CONFIDENCE).unwrap();
        assert!(none.worse.value.is_sign_positive() && none.worse.interval.high == 0.0);
    }

    #[test]
    fn the_most_frequent_is_named_only_beyond_chance() {
        let p = |counts: &[u64]| lead(counts).unwrap().p;
        // Of 10 people in two categories: 2 (1 + 10 + 45) / 1024, and 2 (1 + 10) / 1024.
        assert!((p(&[0, 8, 2]) - 112.0 / 1024.0).abs() < 1e-15);
        assert!((p(&[1, 9, 0]) - 22.0 / 1024.0).abs() < 1e-15);
        assert_eq!(lead(&[1, 9, 0]).unwrap().ahead, [1]);
        assert_eq!(lead(&[2, 8, 0]).unwrap().ahead, [1, 0]);
        // 10 against 6: 2 P(Bin(16, ½) ≤ 6) = 2 · 14893 / 65536. 10 against 2 is 158 / 4096: behind.
        let own = lead(&[10, 6, 4, 5, 3, 2]).unwrap();
        assert!((own.p - 29786.0 / 65536.0).abs() < 1e-14);
        assert_eq!(own.ahead, [0, 1, 3, 2, 4]);
        assert_eq!(lead(&[0, 7, 7]), Some(Lead { ahead: vec![1, 2], p: 1.0 }));
        // Five people in one: 2 / 32 is not beyond chance, six are.
        assert_eq!(lead(&[5, 0]).unwrap().ahead, [0, 1]);
        assert_eq!(lead(&[6, 0]).unwrap().ahead, [0]);
        assert_eq!(lead(&[0; 6]), None);
        assert_eq!(lead(&[7]), None);
    }

    proptest! {
        #[test]
        fn groups_are_those_of_a_loop_over_persons(
            people in prop::collection::vec((0usize..7, 0usize..7), 0..200),
        ) {
            // 5 and 6 are other answers than the five, or none.
            let size = people.len();
            let with: [People; 5] =
                std::array::from_fn(|at| People::from_fn(size, |person| people[person].0 == at));
            let without: [People; 5] =
                std::array::from_fn(|at| People::from_fn(size, |person| people[person].1 == at));
            let mut naive = [0u64; 6];
            for &(own, other) in people.iter().filter(|pair| pair.0 < 5 && pair.1 < 5) {
                naive[category(Answer::ALL[own], Answer::ALL[other]) as usize] += 1;
            }
            let groups = groups(&with, &without);
            prop_assert_eq!(groups.each_ref().map(People::count), naive);
            let all = groups.iter().fold(People::none(size), |all, own| all.or(own));
            prop_assert_eq!(all.count(), naive.iter().sum::<u64>());
        }

        #[test]
        fn coefficients_lie_in_their_intervals(counts in prop::array::uniform6(0u64..50)) {
            let Some(own) = coefficients(&counts, CONFIDENCE) else {
                prop_assert_eq!(counts[..4].iter().sum::<u64>(), 0);
                return Ok(());
            };
            for one in [own.better, own.worse] {
                prop_assert!(one.interval.low <= one.value && one.value <= one.interval.high);
            }
            prop_assert!(own.better.interval.high <= 1.0 && own.worse.interval.low >= -1.0);
            let (lead, most) = (lead(&counts).unwrap(), counts.into_iter().max().unwrap());
            prop_assert_eq!(counts[lead.ahead[0]], most);
            prop_assert!(0.0 < lead.p && lead.p <= 1.0);
        }
    }
}
