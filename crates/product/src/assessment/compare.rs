//! What moved between two assessments of one version.

use super::{Assessment, Mean, Question};

/// How a question moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moved {
    /// The question.
    pub question: Question,
    /// The mean before.
    pub before: Mean,
    /// The mean now.
    pub now: Mean,
}

impl Moved {
    /// By how many levels; both were answered.
    pub fn by(&self) -> f64 {
        self.now.value().unwrap_or_default() - self.before.value().unwrap_or_default()
    }
}

/// The questions that were answered in both, in their order.
///
/// # Errors
///
/// Where they cannot be compared, in words.
pub fn moved(before: &Assessment, now: &Assessment) -> Result<Vec<Moved>, String> {
    if before.instrument != now.instrument {
        return Err(format!(
            "{} asked {} and {} asked {}: other questions cannot be compared.",
            before.id, before.instrument, now.id, now.instrument
        ));
    }
    if before.team != now.team {
        return Err(format!(
            "{} and {} are of different teams: a difference between them is no movement.",
            before.id, now.id
        ));
    }
    let both = |question: Question| Moved {
        question,
        before: before.mean(question),
        now: now.mean(question),
    };
    let all = Question::all().map(both);
    Ok(all.filter(|own| own.before.answered > 0 && own.now.answered > 0).collect())
}

/// A question whose answers are low, and what a need could begin with.
#[derive(Debug, Clone, PartialEq)]
pub struct Low {
    /// The question.
    pub question: Question,
    /// The mean of its answers.
    pub mean: Mean,
}

/// The questions whose mean is below 2, lowest first: what a need may be written about.
pub fn low(assessment: &Assessment) -> Vec<Low> {
    let all = Question::all().map(|question| Low { question, mean: assessment.mean(question) });
    let mut low: Vec<Low> =
        all.filter(|own| own.mean.answered > 0 && own.mean.sum < 2 * own.mean.answered).collect();
    low.sort_by(|a, b| (a.mean.sum * b.mean.answered).cmp(&(b.mean.sum * a.mean.answered)));
    low
}
