//! The numbers of ordered answers, and what was said that is not one number.

use super::Score;
use serde::Serialize;

/// Numbers of ordered answers.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Stats {
    /// Out of how many answers.
    pub n: u64,
    /// What these are worth: `n`, or with weights Kish's effective number. By it numbers are judged.
    #[serde(skip)]
    pub effective: f64,
    /// The mean, with its interval (Student's t).
    pub mean: Option<f64>,
    /// The mean's interval.
    pub mean_low: Option<f64>,
    /// The mean's interval.
    pub mean_high: Option<f64>,
    /// The standard deviation.
    pub sd: Option<f64>,
    /// The median, with its interval (order statistics).
    pub median: Option<f64>,
    /// The median's interval.
    pub median_low: Option<f64>,
    /// The median's interval.
    pub median_high: Option<f64>,
    /// The smallest answer that is one number.
    pub min: Option<f64>,
    /// The largest answer that is one number.
    pub max: Option<f64>,
    /// How many answers are not one number, such as `8-10`, `100+` or `about 20`. None where so few
    /// are that it is withheld.
    pub inexact: Option<u64>,
    /// How many answers are no number at all. None where so few are that it is withheld.
    pub unread: Option<u64>,
    /// How many answers stand at each number in the order that the median is of, ascending. Those
    /// of `inexact_answers` are among them.
    pub counts: Vec<(f64, u64)>,
    /// The answers that are not one number.
    pub inexact_answers: Vec<Inexact>,
    /// The question's score, where it has one.
    pub score: Option<Score>,
}

impl Stats {
    /// The answers that are one number, each with how many gave it, ascending. Only of what is
    /// whole ([`Stats::is_whole`]): else answers that are not one number may be among them.
    pub fn exact(&self) -> Vec<(f64, u64)> {
        let exact = |&(number, all): &(f64, u64)| {
            let here = self.inexact_answers.iter().filter(|answer| answer.place() == number);
            let count = all.saturating_sub(here.map(|answer| answer.count).sum());
            (count > 0).then_some((number, count))
        };
        self.counts.iter().filter_map(exact).collect()
    }

    /// Whether no answer is withheld from `counts` and `inexact_answers`.
    pub fn is_whole(&self) -> bool {
        let inexact = self.inexact_answers.iter().map(|answer| answer.count).sum();
        self.counts.iter().map(|level| level.1).sum::<u64>() == self.n
            && self.inexact == Some(inexact)
    }

    /// Whether everybody said the same number.
    pub fn is_one_answer(&self) -> bool {
        matches!(self.counts[..], [(_, count)] if count == self.n) && self.inexact == Some(0)
    }
}

/// An answer that is not one number.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inexact {
    /// What was said of its numbers.
    pub said: Said,
    /// The number from which on, or about which; None for no lower end.
    pub low: Option<f64>,
    /// The number up to which, or about which; None for no upper end.
    pub high: Option<f64>,
    /// How many gave it.
    pub count: u64,
}

/// What an answer says of the numbers that it names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Said {
    /// `8-10`: one of these, both included.
    Between,
    /// `100+`: this one or more.
    AtLeast,
    /// `More than 100`.
    MoreThan,
    /// `Up to 5`: this one or less.
    AtMost,
    /// `Less than 5`.
    LessThan,
    /// `~20`: one near this one.
    About,
}

impl Inexact {
    /// The number at which it stands in an order of answers: the middle of a range, and the known
    /// end of an open one. It was not said.
    pub fn place(&self) -> f64 {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low + (high - low) / 2.0,
            (low, high) => low.or(high).unwrap_or(f64::NAN),
        }
    }

    /// The answer in words, its numbers written by `number`: `8 to 10`, `100 or more`.
    pub fn words(&self, number: impl Fn(f64) -> String) -> String {
        let end = |end: Option<f64>| end.map(&number).unwrap_or_default();
        let (low, high) = (end(self.low), end(self.high));
        match self.said {
            Said::Between => format!("{low} to {high}"),
            Said::AtLeast => format!("{low} or more"),
            Said::MoreThan => format!("more than {low}"),
            Said::AtMost => format!("{high} or less"),
            Said::LessThan => format!("less than {high}"),
            Said::About => format!("about {low}"),
        }
    }
}
