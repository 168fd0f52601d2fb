//! The rule by which verdicts are reached: two small tables, and nothing else.
//!
//! It is the same from both sides. More that speaks against a hypothesis never moves its verdict
//! towards *supported*, and more that speaks for it never towards *contradicted*: *mixed* and *not
//! enough* lie between the two, beside each other. The tests walk through every cell.

use serde::Serialize;

/// A side of the interviews is heard when so many people speak for it and not for the other.
pub const LEAST_VOICES: u64 = 3;

/// A side has it clearly when so many times as many people speak for it alone as speak for the other
/// at all.
pub const CLEARLY: u64 = 3;

/// What a verdict says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// What there is speaks for it.
    Supported,
    /// What there is speaks against it.
    Contradicted,
    /// What there is speaks both for it and against it.
    Mixed,
    /// There is too little that speaks.
    NotEnough,
}

impl Outcome {
    /// The words for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Contradicted => "contradicted",
            Self::Mixed => "mixed",
            Self::NotEnough => "not enough",
        }
    }
}

/// What a test says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// The whole interval keeps to the bound.
    Holds,
    /// The figure keeps to it; its interval reaches beyond.
    LeansHolding,
    /// There is no test, its data is not at hand, or too few people answered.
    Nothing,
    /// The figure does not keep to the bound; its interval reaches over to it.
    LeansFailing,
    /// The whole interval is beyond the bound.
    Fails,
}

impl Says {
    /// All of them, from the hypothesis's best to its worst.
    pub const ALL: [Self; 5] =
        [Self::Holds, Self::LeansHolding, Self::Nothing, Self::LeansFailing, Self::Fails];
}

/// What people say in interviews, all together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heard {
    /// At least three speak for it alone, and at least three times as many as speak against it.
    For,
    /// At least three speak for it alone, and more than speak against it alone.
    MostlyFor,
    /// As many, and at least three, speak for it alone as against it alone.
    Split,
    /// Neither side has three of its own, but three speak and both sides are heard.
    Both,
    /// Fewer speak.
    #[default]
    Few,
    /// At least three speak against it alone, and more than speak for it alone.
    MostlyAgainst,
    /// At least three speak against it alone, and at least three times as many as speak for it.
    Against,
}

impl Heard {
    /// All of them, from the hypothesis's best to its worst.
    pub const ALL: [Self; 7] = [
        Self::For,
        Self::MostlyFor,
        Self::Split,
        Self::Both,
        Self::Few,
        Self::MostlyAgainst,
        Self::Against,
    ];

    /// What so many people say, who speak for it alone, against it alone, and for both.
    pub fn of(only_for: u64, only_against: u64, both: u64) -> Self {
        let clearly = |own: u64, other: u64| {
            own >= LEAST_VOICES && own >= CLEARLY.saturating_mul(other.saturating_add(both))
        };
        let people = only_for.saturating_add(only_against).saturating_add(both);
        let heard = |own: u64| own.saturating_add(both) > 0;
        match only_for.max(only_against) {
            _ if clearly(only_for, only_against) => Self::For,
            _ if clearly(only_against, only_for) => Self::Against,
            most if most >= LEAST_VOICES => match only_for.cmp(&only_against) {
                std::cmp::Ordering::Greater => Self::MostlyFor,
                std::cmp::Ordering::Equal => Self::Split,
                std::cmp::Ordering::Less => Self::MostlyAgainst,
            },
            _ if people >= LEAST_VOICES && heard(only_for) && heard(only_against) => Self::Both,
            _ => Self::Few,
        }
    }
}

/// The verdict.
pub fn outcome(test: Says, voices: Heard) -> Outcome {
    use Heard::{Against, Both, Few, For, MostlyAgainst, MostlyFor, Split};
    use Outcome::{Contradicted, Mixed, NotEnough, Supported};
    match (test, voices) {
        (Says::Holds, For | MostlyFor | Both | Few) => Supported,
        (Says::LeansHolding | Says::Nothing, For) => Supported,
        (Says::Fails, Against | MostlyAgainst | Both | Few) => Contradicted,
        (Says::LeansFailing | Says::Nothing, Against) => Contradicted,
        (_, Few) => NotEnough,
        (_, For | MostlyFor | Split | Both | MostlyAgainst | Against) => Mixed,
    }
}
