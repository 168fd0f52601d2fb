//! Options that have an order, told from their words.
//!
//! An answer's rank is its place on its own kind of scale; only the order of ranks matters, and
//! that options of one question are of one kind.

mod often;
mod tongues;
mod words;

use super::figure::{self, Figure, Marks, Unit};
use super::folded::folded;
use super::steps::{is_no_rating, rating_people};

/// A kind of ordered scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Family {
    Agreement,
    Satisfaction,
    Frequency,
    Likelihood,
    Importance,
    Ease,
    Quality,
    Favour,
    Amount,
    Confidence,
    Usefulness,
    Support,
    /// Worse or better than before, less or more.
    Change,
    Familiarity,
    Interest,
    /// Too little, about right, too much.
    Measure,
    /// S, M, L.
    Size,
    /// Ranges of numbers: `0-50`, `50-100`, `>1000`.
    Ranges,
    /// Numbers, the ends of which have words: `1 (very hard)`.
    Numbered,
    Level,
}

/// The most different answers that are steps of one scale; more are numbers, or words of one's own.
pub(crate) const MOST_STEPS: usize = 100;

/// So many different texts that are no steps are looked at for more steps.
pub(crate) const MOST_WORDS: usize = 1000;

/// The family and rank of an option. None where its words are on no known scale.
pub(crate) fn rank(label: &str) -> Option<(Family, f64)> {
    let label = label.trim();
    if label.is_empty() || label.len() > 120 {
        return None;
    }
    let text = folded(label).replace("favour", "favor");
    let worded = |text: &str| {
        let often = often::times(text).map(|times| (Family::Frequency, times));
        often.or_else(|| words::worded(text)).or_else(|| tongues::known(text))
    };
    numbered(&text)
        .map(|number| (Family::Numbered, number))
        .or_else(|| ranged(&text))
        .or_else(|| worded(&text))
        // What stands in brackets behind the words explains them: `Rarely (once a year)`.
        .or_else(|| worded(text.split_once(['(', '（'])?.0.trim_end()))
}

/// The number of `1 (very easy)`, `5 - Strongly agree`, `10: extremely`.
pub(crate) fn numbered(text: &str) -> Option<f64> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let number: f64 = text[..digits].parse().ok()?;
    let rest = text[digits..].trim_start();
    let words = rest.strip_prefix(['(', '-', '–', '—', ':', '=', '.', ')'])?;
    // `8-10` is a range, `5 - 10 people` too.
    let is_words = words.chars().any(char::is_alphabetic)
        && !words.trim_start().starts_with(|c: char| c.is_ascii_digit());
    is_words.then_some(number)
}

/// Whether the words behind an option's number are a scale's: `10 (Always)`.
pub(crate) fn is_numbered_word(label: &str) -> bool {
    let words = label.trim_start_matches(|c: char| !c.is_alphabetic());
    words.len() < label.len() && rank(words.trim_end_matches([')', ']', ' '])).is_some()
}

fn ranged(text: &str) -> Option<(Family, f64)> {
    let figure = figure_of(text, Marks::Unsettled)?;
    (!figure.is_exact()).then(|| (Family::Ranges, place_of(figure)))
}

/// Where a range stands among others.
fn place_of(figure: Figure) -> f64 {
    match figure {
        Figure::AtLeast(low) | Figure::Above(low) => low + 0.5,
        Figure::AtMost(high) | Figure::Below(high) => high - 0.5,
        figure => figure.place(),
    }
}

/// The number or range that an option is. It may be followed by what is counted: `10-49
/// employees`, `1 - 2 years (part time)`.
pub(crate) fn figure_of(label: &str, marks: Marks) -> Option<Figure> {
    Figure::read_by(label.split(" (").next().unwrap_or(label), marks)
}

/// Options in their order.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ranked {
    /// What kind of scale it is.
    pub(crate) family: Family,
    /// The place of every option: 1 for the lowest, or its number where it has one; None for those
    /// that stand beside the scale, such as "Don't know".
    pub(crate) places: Vec<Option<f64>>,
    /// How many steps the scale has, as far as its answers show.
    pub(crate) steps: usize,
}

/// The order of options, where they have one. `options` are labels and how many people chose each.
pub(crate) fn ranks(options: &[(&str, u64)]) -> Option<Ranked> {
    // Who does not rate says nothing about whether the others do.
    let all = rating_people(options);
    let mut ranked: Vec<Option<(Family, f64)>> = Vec::with_capacity(options.len());
    let (mut beside, mut words) = (0, 0);
    for (label, people) in options {
        // Behind so many words of people's own comes no step that nobody has named before.
        let rank = if words > MOST_WORDS { None } else { rank(label) };
        words += usize::from(rank.is_none());
        // A plain number may still find its place. Of all others, few may stand beside a scale.
        let stands_beside =
            || !Figure::read(label).is_some_and(Figure::is_exact) && !is_no_rating(label);
        if rank.is_none() && stands_beside() {
            beside += people;
        }
        if beside * 10 > all * 2 {
            return None;
        }
        ranked.push(rank);
    }
    let people = |family: Family| -> u64 {
        let of = |r: &Option<(Family, f64)>| r.is_some_and(|(f, _)| f == family);
        ranked.iter().zip(options).filter(|(r, _)| of(r)).map(|(_, o)| o.1).sum()
    };
    let family = ranked.iter().flatten().map(|r| r.0).max_by_key(|&family| people(family))?;
    // "Neutral" is at home on every scale with two poles.
    let two_poles = words::has_two_poles(family);
    let units = (family == Family::Ranges).then(|| Units::of(options));
    if units == Some(Units::Unlike) {
        return None;
    }
    let marks = match family {
        Family::Ranges => Marks::of(options.iter().map(|option| option.0)).0,
        _ => Marks::Unsettled,
    };
    let ranks: Vec<Option<f64>> = ranked
        .iter()
        .zip(options)
        .map(|(ranked, (label, _))| {
            let rank = match *ranked {
                Some((Family::Ranges, _)) if family == Family::Ranges => {
                    place_of(figure_of(label, marks)?)
                }
                Some((own, rank)) if own == family => rank,
                Some((Family::Agreement, 0.0)) if two_poles => 0.0,
                // `None` below `Low`.
                Some((Family::Amount, 0.0)) if family == Family::Level => -0.5,
                // A lone `1` among ranges of numbers, or between `0 (never)` and `10 (always)`.
                _ if matches!(family, Family::Numbered | Family::Ranges) => {
                    match Figure::read_by(label, marks) {
                        Some(Figure::Exact(number)) => number,
                        _ => return None,
                    }
                }
                _ => return None,
            };
            let unit = if units == Some(Units::Times) { figure::unit(label) } else { None };
            Some(rank * unit.and_then(Unit::hours).unwrap_or(1.0))
        })
        .collect();
    let on: u64 = ranks.iter().zip(options).filter(|(r, _)| r.is_some()).map(|(_, o)| o.1).sum();
    let mut different: Vec<f64> = ranks.iter().flatten().copied().collect();
    different.sort_unstable_by(f64::total_cmp);
    different.dedup();
    let enough =
        if matches!(family, Family::Frequency | Family::Ranges | Family::Size) { 3 } else { 2 };
    if different.len() < enough || on * 10 < all * 8 {
        return None;
    }
    if family == Family::Numbered && !is_one_text_each(options, &ranks) {
        return None;
    }
    if words::has_equal_sides(family) && different.contains(&0.0) {
        mirror(&mut different);
    }
    // Words have an order and no distances: their places are 1, 2, 3 …. Numbers stay themselves.
    let place = |rank: f64| match family {
        Family::Numbered => rank,
        _ => different.partition_point(|&other| other < rank) as f64 + 1.0,
    };
    let places = ranks.into_iter().map(|rank| rank.map(place)).collect();
    Some(Ranked { family, places, steps: different.len() })
}

/// A scale with two poles and a middle has as many steps on either side: where somebody says
/// "Strongly agree" there is a "Strongly disagree" too, if nobody says it.
fn mirror(ranks: &mut Vec<f64>) {
    let side = |sign: f64| ranks.iter().filter(|&&rank| rank * sign > 0.0).count();
    let (low, high) = (side(-1.0), side(1.0));
    // The words of both sides may differ in strength; then only their number tells.
    let fits = |sign: f64| {
        ranks.iter().filter(|&&rank| rank * sign > 0.0).all(|rank| ranks.contains(&-rank))
    };
    let sign = if low > high { -1.0 } else { 1.0 };
    if low != high && fits(-sign) {
        ranks.extend(ranks.clone().iter().filter(|&&rank| rank * sign > 0.0).map(|rank| -rank));
        ranks.sort_unstable_by(f64::total_cmp);
        ranks.dedup();
    }
}

/// Whether the answers at every number say the same: `3. Weekly` is a step of a scale, and remarks
/// that begin with a number are none.
fn is_one_text_each(options: &[(&str, u64)], ranks: &[Option<f64>]) -> bool {
    let mut steps: std::collections::BTreeMap<u64, (u64, u64)> = Default::default();
    for ((_, people), rank) in options.iter().zip(ranks) {
        if let Some(rank) = rank {
            let step = steps.entry(rank.to_bits()).or_default();
            *step = (step.0.max(*people), step.1 + people);
        }
    }
    let (most, all) = steps.values().fold((0, 0), |sum, step| (sum.0 + step.0, sum.1 + step.1));
    // Texts that nobody else gives are remarks, however few there are, unless a scale has them.
    let alone = |option: &&(&str, u64)| {
        option.1 == 1 && numbered(option.0).is_some() && !is_numbered_word(option.0)
    };
    let remarks = options.iter().zip(ranks).filter(|(_, rank)| rank.is_some());
    let remarks = remarks.filter(|(option, _)| alone(option)).count();
    most * 10 >= all * 8 && (remarks as u64) * 2 <= all
}

/// What the ranges of a question are ranges of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Units {
    /// The same, as far as they say.
    Alike,
    /// Different units of time, each said: `1-24 hours`, `1-7 days`.
    Times,
    /// Different ones that cannot be compared.
    Unlike,
}

impl Units {
    pub(crate) fn of(options: &[(&str, u64)]) -> Self {
        let numbers =
            options.iter().filter(|option| figure_of(option.0, Marks::Unsettled).is_some());
        let units: Vec<Option<Unit>> = numbers
            .map(|option| figure::unit(option.0.split(" (").next().unwrap_or(option.0)))
            .collect();
        let time = |unit: &Option<Unit>| unit.is_some_and(|unit| unit.hours().is_some());
        let mut times: Vec<Unit> =
            units.iter().filter(|unit| time(unit)).flatten().copied().collect();
        times.sort_unstable();
        times.dedup();
        match times.len() {
            0 | 1 => Self::Alike,
            _ if units.iter().all(time) => Self::Times,
            _ => Self::Unlike,
        }
    }
}

#[cfg(test)]
mod tests;
