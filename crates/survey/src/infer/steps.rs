//! Scales of whole numbers: ratings, and scales whose ends have words.

use super::figure::Figure;
use super::found::Options;
use super::hints::Hints;
use super::scale::{self, Family};
use super::single::{Cell, LONG};
use crate::{Kind, Message, Note, Warning};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The most answers that may stand beside the steps as options of their own.
const BESIDE: usize = 8;

/// What people choose who do not rate; an option even where one person alone says it.
const NO_RATING: [&str; 16] = [
    "n/a",
    "none",
    "na",
    "not applicable",
    "don't know",
    "do not know",
    "i don't know",
    "not sure",
    "unsure",
    "n/a or don't know",
    "no opinion",
    "no answer",
    "prefer not to say",
    "prefer not to answer",
    "keine angabe",
    "weiß nicht",
];

/// Whether a text is what people choose who do not rate.
pub(crate) fn is_no_rating(text: &str) -> bool {
    if text.len() <= 40 && (text.ends_with("(N/A)") || text.ends_with("(n/a)")) {
        return true;
    }
    text.len() <= 24 && {
        let text = match text.is_ascii() {
            true => Cow::Borrowed(text),
            false => Cow::Owned(text.replace('’', "'")),
        };
        NO_RATING.iter().any(|own| own.eq_ignore_ascii_case(&text))
    }
}

/// How many people gave an answer that may be on a scale.
pub(super) fn rating_people(cells: &[Cell<'_>]) -> u64 {
    cells.iter().filter(|cell| !is_no_rating(cell.0)).map(|cell| cell.1).sum()
}

/// Whether a figure is a whole number on a short scale.
pub(super) fn rating_value(figure: Figure) -> Option<i64> {
    match figure {
        Figure::Exact(x) if x.fract() == 0.0 && (0.0..=10.0).contains(&x) => Some(x as i64),
        _ => None,
    }
}

/// A rating: every step of the scale is an option, also those that nobody chose. Zeros and ones
/// alone are two options.
pub(super) fn rating(hints: Hints, cells: &[Cell<'_>], figures: &[Option<Figure>]) -> Options {
    let values: Vec<Option<i64>> = figures.iter().map(|f| f.and_then(rating_value)).collect();
    let seen = || values.iter().flatten().copied();
    let (low, high) = (seen().min().unwrap_or(1), seen().max().unwrap_or(5));
    if high <= 1 && !hints.recommends {
        let mut options = steps(cells, &values, low, high, &BTreeMap::new());
        options.kind = Kind::Single;
        options.labels.iter_mut().for_each(|label| label.1 = None);
        return options;
    }
    let (lowest, highest) = ends(hints, low, high);
    let mut options = steps(cells, &values, lowest, highest, &BTreeMap::new());
    options.notes.extend(added(low, high, lowest, highest));
    options.score = nps(hints, lowest, highest);
    options
}

/// The ends of a scale on which these are the lowest and the highest number that somebody gave.
fn ends(hints: Hints, low: i64, high: i64) -> (i64, i64) {
    // Whether they would recommend something is asked from 0 to 10, also if nobody says 0.
    if hints.recommends && (high > 5 || low == 0) {
        return (0, 10);
    }
    let lowest = low.min(1);
    let tops: &[i64] = if lowest == 0 { &[5, 10] } else { &[5, 7, 10] };
    (lowest, tops.iter().copied().find(|&top| high <= top).unwrap_or(10))
}

fn nps(hints: Hints, lowest: i64, highest: i64) -> Option<&'static str> {
    (hints.recommends && (lowest, highest) == (0, 10)).then_some("NPS")
}

/// What to say where a scale is taken to go further than its answers.
fn added(low: i64, high: i64, lowest: i64, highest: i64) -> Option<Note> {
    let mut ends = Vec::new();
    if lowest < low {
        ends.push(format!("below {low}"));
    }
    if high < highest {
        ends.push(format!("above {high}"));
    }
    (!ends.is_empty()).then(|| {
        Note::plain(format!(
            "The scale is taken to be from {lowest} to {highest}; nobody answered {}.",
            ends.join(" or ")
        ))
    })
}

/// A scale of numbers, some of which have words behind them: `1 (very hard)`, 2, 3, 4, `5 (very
/// easy)`. The number says the place. None where this is no such column.
pub(super) fn with_words(
    hints: Hints,
    cells: &[Cell<'_>],
    figures: &[Option<Figure>],
    filled: u64,
) -> Option<(Options, Warning)> {
    let named: Vec<Option<i64>> = cells
        .iter()
        .zip(figures)
        .map(|((text, _), figure)| match figure {
            Some(_) => None,
            None => scale::numbered(text).filter(|&n| n <= 10.0).map(|number| number as i64),
        })
        .collect();
    if named.iter().all(Option::is_none) {
        return None;
    }
    // A number that is on no short scale makes it a column of numbers.
    if figures.iter().flatten().any(|&figure| rating_value(figure).is_none()) {
        return None;
    }
    let bare = figures.iter().map(|figure| figure.and_then(rating_value));
    let values: Vec<Option<i64>> = bare.zip(&named).map(|(bare, named)| bare.or(*named)).collect();
    let rows = |values: &[Option<i64>]| -> u64 {
        values.iter().zip(cells).filter(|(v, _)| v.is_some()).map(|(_, cell)| cell.1).sum()
    };
    let seen = || values.iter().flatten().copied();
    let (low, high) = (seen().min()?, seen().max()?);
    if rows(&values) * 10 < filled * 8 || rows(&values) == rows(&named) || low == high {
        return None;
    }
    // Words stand at the ends, or repeat; else they are remarks: `3 (including me)`. So they are
    // where one person alone has them, unless they are a scale's, or look like those that are.
    let sure = |text: &str, rows: u64| rows >= 2 || scale::is_numbered_word(text);
    let signs: Vec<char> = cells
        .iter()
        .zip(&named)
        .filter(|((text, rows), step)| step.is_some() && sure(text, *rows))
        .filter_map(|((text, _), _)| sign(text))
        .collect();
    let mut texts: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
    for ((text, rows), step) in cells.iter().zip(&named) {
        let Some(step) = *step else { continue };
        let like = sure(text, *rows) || sign(text).is_some_and(|sign| signs.contains(&sign));
        let at_end = (step == low || step == high) && like;
        let fits = if hints.counts { at_end && *rows >= 2 } else { at_end || *rows >= 2 };
        let own = texts.entry(step).or_default();
        if !own.contains(text) {
            own.push(text);
        }
        if !fits || own.len() > 2 {
            return None;
        }
    }
    let end = |step: i64| texts.contains_key(&step);
    let (mut lowest, mut highest) = ends(hints, low, high);
    if end(low) && low != high {
        lowest = low;
    }
    if end(high) {
        highest = high;
    }
    let mut options = steps(cells, &values, lowest, highest, &texts);
    options.kind = Kind::Scale;
    options.score = nps(hints, lowest, highest);
    options.notes.extend(added(low, high, lowest, highest));
    let texts: Vec<String> = texts.values().flatten().map(|text| format!("“{text}”")).collect();
    let message = format!(
        "{} {} beside plain numbers on one scale: the step is the number that the words stand \
         with.",
        texts.join(", "),
        if texts.len() == 1 { "stands" } else { "stand" },
    );
    Some((options, Warning::notice("scale-words-beside-numbers", Message::plain(message))))
}

/// What stands between a step's number and its words.
fn sign(text: &str) -> Option<char> {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).chars().next()
}

/// Every step of a scale as an option, with its words where it has some; what stands beside the
/// scale comes last. Remarks of people's own are no options.
fn steps(
    cells: &[Cell<'_>],
    values: &[Option<i64>],
    lowest: i64,
    highest: i64,
    texts: &BTreeMap<i64, Vec<&str>>,
) -> Options {
    let mut labels: Vec<(String, Option<f64>)> = Vec::new();
    // The option of a step's bare number, and of each of its texts.
    let mut bare: BTreeMap<i64, u16> = BTreeMap::new();
    let mut worded: BTreeMap<&str, u16> = BTreeMap::new();
    for step in lowest..=highest {
        let texts = texts.get(&step).map_or(&[][..], Vec::as_slice);
        let is_bare = |(value, (text, _)): (&Option<i64>, &Cell<'_>)| {
            *value == Some(step) && !texts.contains(text)
        };
        if texts.is_empty() || values.iter().zip(cells).any(is_bare) {
            bare.insert(step, labels.len() as u16);
            labels.push((step.to_string(), Some(step as f64)));
        }
        for text in texts {
            worded.insert(text, labels.len() as u16);
            labels.push(((*text).to_owned(), Some(step as f64)));
        }
    }
    let mut beside: BTreeMap<&str, u64> = BTreeMap::new();
    for ((text, rows), _) in cells.iter().zip(values).filter(|(_, value)| value.is_none()) {
        *beside.entry(text).or_default() += rows;
    }
    let is_option = |text: &str, rows: u64| {
        let short = || text.chars().count() <= LONG && !text.contains(['@', '\n', '\r']);
        rows >= 2 && short() || is_no_rating(text)
    };
    let mut own: Vec<(&str, u64)> =
        beside.iter().filter(|own| is_option(own.0, *own.1)).map(|own| (*own.0, *own.1)).collect();
    own.sort_by_key(|own| std::cmp::Reverse(own.1));
    // So many different texts are remarks, even if some repeat.
    own.truncate(BESIDE);
    for (text, _) in own {
        worded.insert(text, labels.len() as u16);
        labels.push((text.to_owned(), None));
    }
    let other = labels.len() as u16;
    let of = |((text, _), value): (&Cell<'_>, &Option<i64>)| match value {
        Some(step) => worded.get(text).or_else(|| bare.get(step)).copied().unwrap_or(other),
        None => worded.get(text).copied().unwrap_or(other),
    };
    let cells = cells.iter().zip(values).map(of).collect();
    Options { kind: Kind::Rating, labels, cells, score: None, notes: Vec::new() }
}

/// The places of options on a numeric scale whose ends were saved as words: `Strongly agree`
/// beside `9`, `8`, `7`. None where this is no such column.
pub(super) fn words_beside_numbers(
    cells: &[Cell<'_>],
    figures: &[Option<Figure>],
    filled: u64,
) -> Option<(Vec<Option<f64>>, Warning)> {
    let values: Vec<Option<i64>> = figures.iter().map(|f| f.and_then(rating_value)).collect();
    let mut steps: Vec<i64> = values.iter().flatten().copied().collect();
    steps.sort_unstable();
    steps.dedup();
    let is_other = |(figure, value): (&Option<Figure>, &Option<i64>)| {
        figure.is_some_and(Figure::is_exact) && value.is_none()
    };
    if steps.len() < 3 || figures.iter().zip(&values).any(is_other) {
        return None;
    }
    let mut words = 0;
    let ends: Vec<Option<(Family, f64)>> = cells
        .iter()
        .zip(&values)
        .map(|((text, rows), value)| {
            words += usize::from(value.is_none());
            if value.is_some() || words > scale::MOST_WORDS {
                return None;
            }
            let is_word = |rank: &(Family, f64)| {
                rank.0 != Family::Numbered || *rows >= 2 || scale::is_numbered_word(text)
            };
            scale::rank(text).filter(is_word)
        })
        .collect();
    let words: u64 = cells.iter().zip(&ends).filter(|(_, e)| e.is_some()).map(|(c, _)| c.1).sum();
    let numbers: u64 =
        cells.iter().zip(&values).filter(|(_, v)| v.is_some()).map(|(c, _)| c.1).sum();
    let named = ends.iter().flatten().count();
    if words == 0 || named > 2 * steps.len() || (words + numbers) * 10 < filled * 7 {
        return None;
    }
    let (lowest, highest) = (steps[0], steps[steps.len() - 1]);
    let top = [5, 7].into_iter().find(|&top| highest <= top).unwrap_or(10);
    let bottom = lowest.min(1);
    let place = |(value, end): (&Option<i64>, &Option<(Family, f64)>)| match (value, end) {
        (Some(value), _) => Some(*value as f64),
        // `1 (very hard)` says its own place.
        (None, Some((Family::Numbered, number))) => Some(*number),
        (None, Some((Family::Ranges, _))) => None,
        (None, Some((_, end))) if *end > 0.0 => Some(top as f64),
        (None, Some((_, end))) if *end < 0.0 => Some(bottom as f64),
        _ => None,
    };
    let scores: Vec<Option<f64>> = values.iter().zip(&ends).map(place).collect();
    let placed = || scores.iter().zip(cells).zip(&values).filter(|((score, _), _)| score.is_some());
    let (plain, words): (Vec<_>, Vec<_>) = placed().partition(|(_, value)| value.is_some());
    let words: Vec<String> = words.iter().map(|((_, cell), _)| format!("“{}”", cell.0)).collect();
    if words.is_empty() {
        return None;
    }
    let message = format!(
        "{} stand beside {} numbers on one scale: the words at its ends were saved instead of \
         their numbers. They are kept as options and placed at the ends.",
        words.join(", "),
        plain.len(),
    );
    Some((scores, Warning::problem("scale-words-beside-numbers", Message::plain(message))))
}

#[cfg(test)]
mod tests;
