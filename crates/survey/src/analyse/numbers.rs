//! The numbers of ordered answers: means, medians, scores.

use super::CONFIDENCE;
use crate::Kind;
use crate::answers::{Question, Survey};
use crate::infer::figure::Figure;
use crate::view::{Inexact, Said, Score, Stats};
use paap_analysis::People;
use paap_analysis::interval::{Interval, mean_t, median_levels};
use paap_analysis::level::Level;
use paap_analysis::score::{ces, csat, nps};
use paap_analysis::weight::Alike;
use std::collections::BTreeMap;

/// The levels of an ordered question among some people: each number with how many gave it,
/// ascending.
pub(super) fn levels(survey: &Survey, question: &Question, among: &People) -> Vec<(f64, u64)> {
    let mut counts: BTreeMap<Ordered, u64> = BTreeMap::new();
    match question.kind {
        Kind::Number => {
            for (figure, count) in figures(survey, question, among) {
                *counts.entry(Ordered(figure.place())).or_default() += count;
            }
        }
        _ => {
            for choice in &question.options {
                if let Some(score) = choice.score {
                    let count = choice.people.count_both(among);
                    if count > 0 {
                        *counts.entry(Ordered(score)).or_default() += count;
                    }
                }
            }
        }
    }
    counts.into_iter().map(|(level, count)| (level.0, count)).collect()
}

/// Every different figure with how many gave it.
fn figures(survey: &Survey, question: &Question, among: &People) -> Vec<(Figure, u64)> {
    let Some(column) = question.columns.first().and_then(|&column| survey.columns.get(column))
    else {
        return Vec::new();
    };
    let mut counts = vec![0u64; column.values.len()];
    for person in among.iter() {
        counts[column.cells[person] as usize] += 1;
    }
    let counted = question.figures.iter().zip(counts).filter(|(_, count)| *count > 0);
    counted.filter_map(|(figure, count)| Some(((*figure)?, count))).collect()
}

/// The answers that are not one number, alike ones together, by where they stand in the order.
fn inexact(figures: &[(Figure, u64)]) -> Vec<Inexact> {
    let mut answers: Vec<Inexact> = Vec::new();
    for &(figure, count) in figures {
        let (said, low, high) = match figure {
            Figure::Exact(_) => continue,
            Figure::Between(low, high) => (Said::Between, Some(low), Some(high)),
            Figure::AtLeast(low) => (Said::AtLeast, Some(low), None),
            Figure::Above(low) => (Said::MoreThan, Some(low), None),
            Figure::AtMost(high) => (Said::AtMost, None, Some(high)),
            Figure::Below(high) => (Said::LessThan, None, Some(high)),
            Figure::About(near) => (Said::About, Some(near), Some(near)),
        };
        answers.push(Inexact { said, low, high, count });
    }
    let key = |answer: &Inexact| {
        (Ordered(answer.place()), answer.low.map(Ordered), answer.high.map(Ordered), answer.said)
    };
    answers.sort_by_key(key);
    answers.dedup_by(|next, own| {
        let same = key(next) == key(own);
        own.count += if same { next.count } else { 0 };
        same
    });
    answers
}

/// A number that can be sorted.
#[derive(Clone, Copy, PartialEq)]
struct Ordered(f64);

impl Eq for Ordered {}
impl PartialOrd for Ordered {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Ordered {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl Survey {
    /// The numbers of an ordered question among some people; None for questions without order.
    pub fn numbers(&self, question: &Question, among: &People) -> Option<Stats> {
        stats(self, question, among)
    }
}

/// The numbers of an ordered question among some people; None for questions without order.
pub(super) fn stats(survey: &Survey, question: &Question, among: &People) -> Option<Stats> {
    if !question.kind.is_ordered() {
        return None;
    }
    let among = among.and(&question.answered);
    let levels = levels(survey, question, &among);
    let n: u64 = levels.iter().map(|level| level.1).sum();
    let figures = match question.kind {
        Kind::Number => figures(survey, question, &among),
        _ => Vec::new(),
    };
    let inexact = inexact(&figures);
    let mut stats = Stats {
        n,
        effective: n as f64,
        unread: Some(among.count() - n),
        inexact: Some(inexact.iter().map(|answer| answer.count).sum()),
        counts: levels.clone(),
        inexact_answers: inexact,
        ..Stats::default()
    };
    let exact = stats.exact();
    stats.min = exact.first().map(|level| level.0);
    stats.max = exact.last().map(|level| level.0);
    let (values, counts): (Vec<f64>, Vec<u64>) = levels.iter().copied().unzip();
    if let Some(median) = median_levels(&values, &counts, CONFIDENCE) {
        stats.median = Some(median.median);
        stats.median_low = median.low;
        stats.median_high = median.high;
    }
    let open = figures.iter().any(|(figure, _)| figure.is_open());
    // A scale in words has an order but no distances: it has a median, and no mean. An answer
    // such as `100+` has no upper end, so no mean can be had that includes it.
    if question.has_distances() && !open {
        let all: Vec<f64> = levels
            .iter()
            .flat_map(|&(level, count)| std::iter::repeat_n(level, count as usize))
            .collect();
        if let Some(mean) = mean_t(&all, CONFIDENCE) {
            stats.mean = Some(mean.mean);
            stats.sd = mean.sd;
            stats.mean_low = mean.low;
            stats.mean_high = mean.high;
        }
    }
    keep_on_scale(&mut stats, question);
    let alike = |(value, people)| Alike { value, weight: 1.0, people };
    stats.score = score(question, &levels.into_iter().map(alike).collect::<Vec<_>>());
    Some(stats)
}

/// The ends of a rating's scale.
fn ends(question: &Question) -> Option<(f64, f64)> {
    let steps = || question.options.iter().filter_map(|choice| choice.score);
    let on_scale = question.kind == Kind::Rating && steps().next().is_some();
    on_scale
        .then(|| (steps().fold(f64::INFINITY, f64::min), steps().fold(-f64::INFINITY, f64::max)))
}

/// Cuts the interval of a rating's mean at the ends of its scale, where it leaves it.
pub(super) fn keep_on_scale(stats: &mut Stats, question: &Question) {
    if let Some((least, most)) = ends(question) {
        stats.mean_low = stats.mean_low.map(|low| low.max(least));
        stats.mean_high = stats.mean_high.map(|high| high.min(most));
    }
}

/// The level of a number question: that of the least sure of its mean and median.
pub(super) fn level(stats: Option<&Stats>) -> Level {
    let Some(stats) = stats else { return Level::Signal };
    let people = stats.effective;
    let of = |value: Option<f64>, low: Option<f64>, high: Option<f64>| {
        let interval = low.zip(high).map(|(low, high)| Interval { low, high });
        value.map(|value| (Level::of_number(people, value, interval), interval.is_some()))
    };
    let mean = of(stats.mean, stats.mean_low, stats.mean_high);
    let median = of(stats.median, stats.median_low, stats.median_high);
    // What has no interval of its own (a weighted median) is as sure as what has one.
    let known = mean.into_iter().chain(median).filter(|level| level.1).map(|level| level.0);
    known.reduce(Level::and).unwrap_or(Level::Signal)
}

/// The score of a question that has one, of its answers and what they count for.
pub(super) fn score(question: &Question, levels: &[Alike]) -> Option<Score> {
    let (name, score, times) = match question.score? {
        "NPS" => ("NPS", nps(levels, CONFIDENCE)?, 100.0),
        "CES" => {
            let steps = || question.options.iter().filter_map(|choice| choice.score);
            let least = steps().fold(f64::INFINITY, f64::min);
            let most = steps().fold(f64::NEG_INFINITY, f64::max);
            ("CES", ces(levels, (least, most), CONFIDENCE)?, 1.0)
        }
        // One item of several has no score of its own.
        "SUS" | "UX-Lite" => return None,
        "Driver" => ("Driver", csat(levels, favourable(question)?, CONFIDENCE)?, 100.0),
        _ => ("CSAT", csat(levels, top_two(question)?, CONFIDENCE)?, 100.0),
    };
    let on_scale = |bound: Option<f64>| bound.map(|bound| times * bound);
    let (low, high) = (on_scale(score.low), on_scale(score.high));
    Some(Score { name, value: times * score.value, low, high })
}

/// How many steps a scale of satisfaction has.
const CSAT_STEPS: usize = 5;

/// The lower one of the two highest steps of a question's scale; None unless it has five, as what
/// counts as satisfied is said of five.
fn top_two(question: &Question) -> Option<f64> {
    let steps = places(question);
    (steps.len() == CSAT_STEPS).then(|| steps[CSAT_STEPS - 2])
}

/// The lowest favourable step of a driver's scale: the second-highest of five, or the highest of
/// three. None unless it has five or three.
pub(super) fn favourable(question: &Question) -> Option<f64> {
    match places(question)[..] {
        [_, _, top] => Some(top),
        [_, _, _, second, _] => Some(second),
        _ => None,
    }
}

/// The places on a question's scale, ascending.
fn places(question: &Question) -> Vec<f64> {
    let mut steps: Vec<f64> = question.options.iter().filter_map(|choice| choice.score).collect();
    steps.sort_by(f64::total_cmp);
    steps.dedup();
    steps
}

/// What to know of a number question's inexact answers.
pub(super) fn notes(stats: &Stats, question: &Question) -> Vec<String> {
    let mut notes = Vec::new();
    if question.score == Some("CSAT") && top_two(question).is_none() {
        notes.push("No CSAT: it is of the two highest of five steps.".to_owned());
    }
    if question.score == Some("Driver") && favourable(question).is_none() {
        notes.push(
            "No driver's score: it is of the two highest of five steps, or the highest of three."
                .to_owned(),
        );
    }
    let same = stats.n > 1 && stats.is_one_answer();
    if same && (stats.mean_low.is_some() || stats.median_low.is_some()) {
        notes.push(format!(
            "All {} gave the same answer: the interval has no width because nothing varies, not \
             because it is sure.",
            stats.n,
        ));
    } else if let Some((least, most)) = ends(question)
        && (stats.mean_low == Some(least) || stats.mean_high == Some(most))
    {
        notes.push("The mean's interval is cut at the end of the scale.".to_owned());
    }
    if stats.inexact != Some(0) {
        let who = match stats.inexact {
            Some(1) => format!("1 of {} answers is", stats.n),
            Some(some) => format!("{some} of {} answers are", stats.n),
            None => "Some answers are".to_owned(),
        };
        let how = if stats.mean.is_some() {
            "such as 8-10 or ~20. The median, its interval and the mean take a range by its middle."
        } else {
            "such as 8-10 or 100+. The median and its interval take a range by its middle and 100+ \
             as 100; as some have no upper or lower end, there is no mean."
        };
        notes.push(format!("{who} not one number, {how}"));
    }
    if stats.unread != Some(0) && question.kind == Kind::Number {
        notes.push(match stats.unread {
            Some(1) => "1 answer is no number; it is not in these figures.".to_owned(),
            Some(some) => format!("{some} answers are no numbers; they are not in these figures."),
            None => "Some answers are no numbers; they are not in these figures.".to_owned(),
        });
    }
    notes
}
