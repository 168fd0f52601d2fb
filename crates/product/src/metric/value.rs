//! What was measured, how sure it is, and by how much it differs from what was before.

use paap_analysis::People;
use paap_analysis::interval::{
    CONFIDENCE, Difference, Interval, median, newcombe, paired, rates, shift, wilson,
};

/// What was measured.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A share of some who are counted, and, where these are customers, who they are.
    Share {
        /// How many.
        count: u64,
        /// Of how many.
        base: u64,
        /// Who of the customers, and of whom.
        who: Option<(People, People)>,
    },
    /// Values of which the median is said.
    Median(Vec<f64>),
    /// So many times in so many weeks.
    Rate(u64, f64),
    /// A mean, a score or another number, with its interval where it has one; in its own unit.
    Number(f64, Option<Interval>),
}

impl Value {
    /// The number: a share from 0 to 1, a median, a rate a week. None where it is of nobody and nothing.
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Share { base: 0, .. } => None,
            Self::Share { count, base, .. } => Some(*count as f64 / *base as f64),
            Self::Median(values) => middle(values).map(|own| own.0),
            Self::Rate(times, weeks) => (*weeks > 0.0).then(|| *times as f64 / weeks),
            Self::Number(number, _) => Some(*number),
        }
    }

    /// How sure the number is, at 95%.
    pub fn interval(&self) -> Option<Interval> {
        match self {
            Self::Share { count, base, .. } => wilson(*count, *base, CONFIDENCE),
            Self::Median(values) => middle(values)?.1,
            Self::Rate(..) => None,
            Self::Number(_, interval) => *interval,
        }
    }

    /// By how much it differs from one before, with the interval of the difference at 95%. Customers who are in
    /// both are compared each with itself. None where that cannot be said.
    pub fn since(&self, before: &Self) -> Option<Difference> {
        match (before, self) {
            (
                Self::Share { who: Some((then, were)), .. },
                Self::Share { who: Some((now, are)), .. },
            ) => {
                let both = were.and(are);
                let (then, now) = (then.and(&both), now.and(&both));
                let (came, went) = (now.minus(&then).count(), then.minus(&now).count());
                paired(came, went, both.count(), CONFIDENCE)
            }
            (
                Self::Share { count: then, base: were, .. },
                Self::Share { count: now, base: are, .. },
            ) => newcombe((*now, *are), (*then, *were), CONFIDENCE),
            (Self::Median(then), Self::Median(now)) => shift(then, now, CONFIDENCE),
            (Self::Rate(then, weeks), Self::Rate(now, since)) => {
                let times = rates((*then, *weeks), (*now, *since), CONFIDENCE)?;
                let (was, is) = (before.number()?, self.number()?);
                let more = |times: f64| if was > 0.0 { was * (times - 1.0) } else { f64::NAN };
                let (low, high) = (more(times.low), more(times.high));
                (!low.is_nan()).then_some(Difference { effect: is - was, low, high })
            }
            (Self::Number(then, Some(was)), Self::Number(now, Some(is))) => {
                // Newcombe's square and add, of the intervals of two independent numbers.
                let (down, up) =
                    ((now - is.low).hypot(was.high - then), (is.high - now).hypot(then - was.low));
                let effect = now - then;
                Some(Difference { effect, low: effect - down, high: effect + up })
            }
            _ => None,
        }
    }
}

fn middle(values: &[f64]) -> Option<(f64, Option<Interval>)> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let own = median(&sorted, CONFIDENCE)?;
    let interval = own.low.zip(own.high).map(|(low, high)| Interval { low, high });
    Some((own.median, interval))
}
