//! Which need comes next: scores whose arithmetic is shown, and whose doubt is not hidden.
//!
//! A score is absolute: it follows from the need's own inputs, so another need changes nothing of it.
//! What is counted is known within an interval, and so is the score. Two needs whose difference may be
//! nothing are tied: the interval of a difference is that of Newcombe's square-and-add method
//! (Zou and Donner 2008: *Construction of confidence limits about effect measures*), which takes the two
//! for independent. Where both scores are of the same counts they are anything but: what is not known of
//! these cannot make one higher, and the higher is higher.

pub mod confidence;
mod created;
pub mod formula;
mod place;
pub mod what_if;
mod words;

pub use confidence::{Confidence, Strength, confidence};
pub use created::value_created;
pub use formula::{Formula, Gap, Range};

use crate::need::{Need, Status};
use jiff::civil::Date;
use place::place;
use std::collections::BTreeMap;
use words::{TIED, doubt, judgement, none, notes, tied};

/// A number that was counted.
#[derive(Debug, Clone, PartialEq)]
pub struct Counted {
    /// The number and its 95% interval: people or customers; of a share 0 to 1.
    pub range: Range,
    /// What is counted.
    pub unit: Unit,
    /// How it came about: “124 of 260 who answered”.
    pub words: String,
    /// Whether the number is a share.
    pub is_share: bool,
    /// Out of a sample, the share and its 95% interval; None where all are counted.
    pub share: Option<Range>,
    /// The figure that was counted.
    pub figure: String,
    /// Where: `study/survey`, `study/interviews` or `customers`.
    pub source: String,
}

/// What a reach is a number of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Customers: teams.
    Customers,
    /// People among those who were asked.
    Asked,
    /// People of a population that those who were asked stand for.
    People,
}

impl Unit {
    /// In words.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Asked => "people who were asked",
            Self::People => "people",
        }
    }
}

/// What is known of a need besides its own file. A measure that could not be counted says why.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// How many it is about.
    pub reach: Option<Result<Counted, String>>,
    /// The share of people to whom it is important.
    pub importance: Option<Result<Counted, String>>,
    /// The share of people who are satisfied.
    pub satisfaction: Option<Result<Counted, String>>,
    /// How many customers asked for it.
    pub votes: u64,
    /// What its evidence is.
    pub strength: Strength,
    /// Whether all that was planned for it went out, and what is counted here was counted before.
    pub done: bool,
}

/// With what needs are ranked.
#[derive(Debug, Clone)]
pub struct Rules<'a> {
    /// The formula.
    pub formula: &'a Formula,
    /// The day.
    pub today: Date,
    /// Evidence that is older than so many days lowers confidence.
    pub fresh_within: u64,
    /// Fewer people than so many earn no confidence: it would tell of them.
    pub least: u64,
    /// What a cost of delay is counted in, such as `EUR a week`.
    pub money: Option<&'a str>,
}

/// The needs that are open, in the order of their scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Next {
    /// The formula.
    pub formula: String,
    /// Those with a score, the highest first, of the same score by name; then in the same order those
    /// whose work is done.
    pub needs: Vec<Ranked>,
    /// Those without one, by name.
    pub unscored: Vec<Unscored>,
    /// Why no need has a score, and what to do; None where one has.
    pub none: Option<String>,
    /// Of what the interval of a score is, and of what it is not, in a sentence; None where no score has one
    /// or nothing in it is judged.
    pub doubt: Option<String>,
    /// What to be careful of, each a sentence.
    pub notes: Vec<String>,
}

/// A need and its score.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The need's name.
    pub need: String,
    /// Its short name.
    pub title: String,
    /// The places that it may have, from 1, as far as evidence can tell needs apart; None where its work is
    /// done.
    pub places: Option<(usize, usize)>,
    /// The score and its bounds.
    pub score: Range,
    /// The score's arithmetic on one line.
    pub arithmetic: String,
    /// How sure one may be of it.
    pub confidence: Confidence,
    /// Its inputs.
    pub inputs: BTreeMap<&'static str, Range>,
    /// What its reach is a number of.
    pub unit: Option<Unit>,
    /// Where it comes from: how each input was counted.
    pub counted: Vec<(&'static str, Counted)>,
    /// What was judged, in words: `2 (judged: high)`, `6 weeks (judged)`.
    pub judged: Vec<(&'static str, String)>,
    /// The insights that it follows from.
    pub insights: Vec<String>,
    /// How many customers asked for it.
    pub votes: u64,
    /// The needs that it cannot be told apart from.
    pub tied: Vec<String>,
}

/// A need that has no score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unscored {
    /// The need's name.
    pub need: String,
    /// Its short name.
    pub title: String,
    /// What is missing, in words.
    pub why: Vec<String>,
}

/// Ranks the needs that are open. `known` is asked once for each.
pub fn next(needs: &[Need], known: impl Fn(&Need) -> Known, rules: &Rules<'_>) -> Next {
    let (mut ranked, mut unscored) = (Vec::new(), Vec::new());
    for need in needs.iter().filter(|need| need.status == Status::Open) {
        match score(need, &known(need), rules) {
            Ok(one) => ranked.push(one),
            Err(why) => {
                let (need, title) = (need.id.clone(), need.title.clone());
                unscored.push(Unscored { need, title, why });
            }
        }
    }
    place(&mut ranked);
    let none = ranked.is_empty().then(|| none(needs, &unscored));
    let (doubt, notes) = (doubt(&ranked, rules), notes(&ranked, rules));
    let formula = rules.formula.text().to_owned();
    Next { formula, needs: ranked, unscored, none, doubt, notes }
}

impl Ranked {
    /// Whether all that was planned for it went out, and its score is of what was counted before.
    pub const fn is_done(&self) -> bool {
        self.places.is_none()
    }
}

impl Next {
    /// Whether nothing is left to be decided: all that was planned for the open needs is done.
    pub fn is_done(&self) -> bool {
        !self.needs.is_empty() && self.unscored.is_empty() && self.needs.iter().all(Ranked::is_done)
    }

    /// The same, as if needs had no score: the places of the others are those that they have among
    /// themselves, and say nothing of these.
    #[must_use]
    pub fn without(mut self, hidden: impl Fn(&str) -> bool) -> Self {
        self.needs.retain(|own| !hidden(&own.need));
        place(&mut self.needs);
        self.notes.retain(|own| own != TIED);
        self.notes.extend(tied(&self.needs));
        self
    }
}

/// The score of a need, or what is missing for one.
fn score(need: &Need, known: &Known, rules: &Rules<'_>) -> Result<Ranked, Vec<String>> {
    let lowered = need.confidence.map(|(percent, _)| percent);
    let sure = confidence(&known.strength, lowered, rules);
    let mut inputs = BTreeMap::new();
    let (mut counted, mut why) = (Vec::new(), Vec::new());
    let used = rules.formula.inputs();
    for (name, own) in [
        ("reach", &known.reach),
        ("importance", &known.importance),
        ("satisfaction", &known.satisfaction),
    ] {
        match own {
            Some(Ok(own)) => {
                inputs.insert(name, own.range);
                counted.push((name, own.clone()));
            }
            Some(Err(message)) if used.contains(&name) => why.push(format!("{name}: {message}")),
            Some(Err(_)) | None => {}
        }
    }
    let judged = [
        ("impact", need.impact),
        ("effort", need.effort),
        ("duration", need.duration),
        ("cost-of-delay", need.cost_of_delay),
    ];
    let judged: Vec<(&'static str, f64)> =
        judged.into_iter().filter_map(|(name, own)| Some((name, own?))).collect();
    inputs.extend(judged.iter().map(|(name, own)| (*name, Range::exactly(*own))));
    inputs.insert("confidence", Range::exactly(sure.percent / 100.0));
    inputs.insert("votes", Range::exactly(known.votes as f64));
    match rules.formula.of(&inputs) {
        Ok(score) => {
            let unit = known.reach.as_ref().and_then(|own| own.as_ref().ok()).map(|own| own.unit);
            let arithmetic = arithmetic(rules.formula, &inputs, score, &sure);
            inputs.retain(|name, _| used.contains(name));
            counted.retain(|(name, _)| used.contains(name));
            Ok(Ranked {
                need: need.id.clone(),
                title: need.title.clone(),
                places: (!known.done).then_some((1, 1)),
                score,
                arithmetic,
                confidence: sure,
                inputs,
                unit: unit.filter(|_| used.contains(&"reach")),
                counted,
                judged: judged
                    .into_iter()
                    .filter(|(name, _)| used.contains(name))
                    .map(|(name, own)| (name, judgement(name, own, rules.money)))
                    .collect(),
                insights: need.insights.iter().map(|one| one.name.clone()).collect(),
                votes: known.votes,
                tied: Vec::new(),
            })
        }
        Err(Gap::Missing(missing)) => {
            let said = |name: &&str| why.iter().any(|own| own.starts_with(&format!("{name}:")));
            let missing: Vec<&str> = missing.into_iter().filter(|name| !said(name)).collect();
            why.extend(missing.iter().map(|name| format!("no {name}")));
            Err(why)
        }
        Err(Gap::ByNothing) => Err(vec!["the formula divides by what may be nothing".to_owned()]),
    }
}

/// The arithmetic of a score on one line: `146 (124–167) × 2 × 0.7 ÷ 6 = 34.1 (28.9–39)`.
fn arithmetic(
    formula: &Formula,
    inputs: &BTreeMap<&'static str, Range>,
    score: Range,
    sure: &Confidence,
) -> String {
    let write = |name: &str| match inputs.get(name) {
        Some(own) if name == "confidence" && sure.is_lowered() => {
            format!("{} (lowered)", number(own.value))
        }
        Some(own) => ranged(*own),
        None => name.to_owned(),
    };
    format!("{} = {}", formula.written(write), ranged(score))
}

/// A number with its bounds, where it has any: `34.1 (28.9–39)`.
pub fn ranged(own: Range) -> String {
    let (value, low, high) = (number(own.value), number(own.low), number(own.high));
    if low == high { value } else { format!("{value} ({low}–{high})") }
}

/// A number with three digits that count, and no zeros behind the point.
pub fn number(own: f64) -> String {
    let size = own.abs();
    let digits = match size {
        _ if size >= 100.0 => 0,
        _ if size >= 10.0 => 1,
        _ if size >= 1.0 => 2,
        _ if size == 0.0 => 0,
        // 0.012: two digits that count.
        _ => (1.0 - size.log10().floor()).clamp(2.0, 12.0) as usize,
    };
    let text = format!("{own:.digits$}");
    let text =
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    // A minus as typography has it, and none before nothing.
    match text.strip_prefix('-') {
        Some("0") => "0".to_owned(),
        Some(rest) => format!("−{rest}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
