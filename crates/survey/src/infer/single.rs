//! A question that is answered once: one of several options, a number, or words.

use super::figure::Figure;
use super::question::{option_sets, push_other, rating_value};
use super::{satisfaction, scale};
use crate::answers::{Choice, Question};
use crate::read::sheet::{Column, Sheet};
use crate::{Kind, Warning};
use std::collections::BTreeMap;

/// A distinct cell: its number, its text without the blanks around it, how many rows hold it.
type Cell<'a> = (u32, &'a str, u64);

/// An option longer than this is more likely a sentence of one's own, if only one person has it.
const LONG: usize = 40;

/// The most answers seen once that are shown as options; more are *Other*.
const SEEN_ONCE: usize = 8;

/// Finds the kind of a question in one column and fills in its options or figures.
pub(super) fn read(
    question: &mut Question,
    cells: &[Cell<'_>],
    filled: u64,
    column: &Column,
    index: usize,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) {
    let figures = figures(cells, filled);
    let rows = |is: &dyn Fn(Figure) -> bool| -> u64 {
        figures.iter().zip(cells).filter(|(f, _)| f.is_some_and(is)).map(|(_, c)| c.2).sum()
    };
    let numbers = rows(&|_| true);
    let exact = rows(&Figure::is_exact);
    if numbers * 10 >= filled * 8 && exact * 2 >= numbers {
        let rated = figures.iter().flatten().all(|&figure| rating_value(figure).is_some());
        if rated && !counts_things(&question.label) {
            return rating(question, cells, &figures, column);
        }
        question.kind = Kind::Number;
        question.figures = vec![None; column.values.len()];
        for (cell, figure) in cells.iter().zip(figures) {
            question.figures[cell.0 as usize] = figure;
        }
        return;
    }
    if let Some(scores) = words_beside_numbers(cells, &figures, filled) {
        let (words, plain): (Vec<_>, Vec<_>) = cells
            .iter()
            .zip(&scores)
            .filter(|(_, s)| s.is_some())
            .partition(|((_, text, _), _)| Figure::read(text).is_none());
        let words: Vec<String> =
            words.iter().map(|((_, text, _), _)| format!("“{text}”")).collect();
        let message = format!(
            "{} stand beside {} numbers on one scale: the words at its ends were saved instead of \
             their numbers. They are kept as options and placed at the ends.",
            words.join(", "),
            plain.len(),
        );
        warnings.push(
            Warning::problem("scale-words-beside-numbers", message)
                .at_column(index)
                .about(&question.id),
        );
        return options(question, cells, column, Some(scores), sheet);
    }
    let labels: Vec<(&str, u64)> = cells.iter().map(|cell| (cell.1, cell.2)).collect();
    if let Some(ranks) = scale::ranks(&labels) {
        return options(question, cells, column, Some(ranks), sheet);
    }
    if is_choice(cells, filled) {
        options(question, cells, column, None, sheet);
    }
}

/// What number each cell is. Looking ends where so many cells are none, and no ends of a scale
/// either, that this cannot be a column of numbers: then no more are found.
fn figures(cells: &[Cell<'_>], filled: u64) -> Vec<Option<Figure>> {
    let mut figures = Vec::with_capacity(cells.len());
    let mut others = 0;
    for (_, text, rows) in cells {
        let figure = Figure::read(text);
        if figure.is_none() && scale::rank(text).is_none() {
            others += rows;
        }
        figures.push(figure);
        if others * 10 > filled * 3 {
            figures.resize(cells.len(), None);
            break;
        }
    }
    figures
}

/// Whether a whole number counts something, rather than rates it.
fn counts_things(label: &str) -> bool {
    let label = label.to_lowercase();
    [
        "how many",
        "number of",
        "how long",
        "how much",
        "years",
        "months",
        "days",
        "hours",
        "your age",
        "headcount",
        "percent",
        "wie viele",
        "combien",
    ]
    .iter()
    .any(|words| label.contains(words))
}

/// A rating: every step of the scale is an option, also those that nobody chose.
fn rating(
    question: &mut Question,
    cells: &[Cell<'_>],
    figures: &[Option<Figure>],
    column: &Column,
) {
    question.kind = Kind::Rating;
    let values: Vec<Option<i64>> = figures.iter().map(|f| f.and_then(rating_value)).collect();
    let highest = values.iter().flatten().copied().max().unwrap_or(5);
    let label = question.label.to_lowercase();
    // Whether they would recommend something is asked from 0 to 10, also if nobody says 0.
    let recommend = label.contains("recommend") && highest > 5;
    let lowest =
        if recommend { 0 } else { values.iter().flatten().copied().min().unwrap_or(1).min(1) };
    let highest = if lowest == 0 {
        10
    } else {
        [5, 7, 10].into_iter().find(|&top| highest <= top).unwrap_or(10)
    };
    let mut labels: Vec<(String, Option<f64>)> =
        (lowest..=highest).map(|step| (step.to_string(), Some(step as f64))).collect();
    let mut per_value = vec![Vec::new(); column.values.len()];
    for ((number, text, _), value) in cells.iter().zip(values) {
        let option = match value {
            Some(value) => (value - lowest) as usize,
            None => {
                labels.push(((*text).to_owned(), None));
                labels.len() - 1
            }
        };
        per_value[*number as usize].push(option as u16);
    }
    set_options(question, labels, &per_value, column);
    if recommend {
        question.score = Some("NPS");
    }
}

/// The places of options on a numeric scale whose ends were saved as words: `Strongly agree`
/// beside `9`, `8`, `7`. None where this is no such column.
fn words_beside_numbers(
    cells: &[Cell<'_>],
    figures: &[Option<Figure>],
    filled: u64,
) -> Option<Vec<Option<f64>>> {
    let values: Vec<Option<i64>> = figures.iter().map(|f| f.and_then(rating_value)).collect();
    let mut steps: Vec<i64> = values.iter().flatten().copied().collect();
    steps.sort_unstable();
    steps.dedup();
    if steps.len() < 3 {
        return None;
    }
    let ends: Vec<Option<(scale::Family, f64)>> = cells
        .iter()
        .zip(&values)
        .map(|((_, text, _), value)| if value.is_some() { None } else { scale::rank(text) })
        .collect();
    let words: u64 = cells.iter().zip(&ends).filter(|(_, e)| e.is_some()).map(|(c, _)| c.2).sum();
    let numbers: u64 =
        cells.iter().zip(&values).filter(|(_, v)| v.is_some()).map(|(c, _)| c.2).sum();
    if words == 0 || (words + numbers) * 10 < filled * 7 {
        return None;
    }
    let (lowest, highest) = (steps[0], steps[steps.len() - 1]);
    let top = if highest <= 5 {
        5
    } else if highest <= 7 {
        7
    } else {
        10
    };
    let bottom = lowest.min(1);
    Some(
        values
            .iter()
            .zip(&ends)
            .map(|(value, end)| match (value, end) {
                (Some(value), _) => Some(*value as f64),
                // `1 (very hard)` says its own place.
                (None, Some((scale::Family::Numbered, number))) => Some(*number),
                (None, Some((_, end))) if *end > 0.0 => Some(top as f64),
                (None, Some((_, end))) if *end < 0.0 => Some(bottom as f64),
                _ => None,
            })
            .collect(),
    )
}

/// Whether people chose from options, rather than writing in their own words.
fn is_choice(cells: &[Cell<'_>], filled: u64) -> bool {
    let repeated: Vec<&Cell<'_>> = cells.iter().filter(|cell| cell.2 >= 2).collect();
    let rows: u64 = repeated.iter().map(|cell| cell.2).sum();
    let short =
        cells.iter().all(|cell| cell.1.chars().count() <= LONG && !cell.1.contains(['\n', '\r']));
    if filled < 5 {
        return short && !cells.iter().any(|cell| cell.1.ends_with(['.', '!', '?']));
    }
    // Options repeat; words of one's own hardly do, except for a few like "none".
    let few = repeated.len() <= 60 || repeated.len() as u64 * 20 <= filled;
    rows * 10 >= filled * 6 && few && repeated.iter().all(|cell| cell.1.chars().count() <= 300)
        || short && cells.len() as u64 * 3 <= filled
}

/// Makes options of the cells. With `ranks` they are a scale, in its order; else the most
/// frequent come first. What only one person has, and looks written, is *Other*.
fn options(
    question: &mut Question,
    cells: &[Cell<'_>],
    column: &Column,
    ranks: Option<Vec<Option<f64>>>,
    sheet: &Sheet,
) {
    question.kind = if ranks.is_some() { Kind::Scale } else { Kind::Single };
    // Texts that differ only in the blanks around them are one option.
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut found: Vec<(&str, u64, Option<f64>, Vec<u32>)> = Vec::new();
    for (place, (number, text, rows)) in cells.iter().enumerate() {
        let rank = ranks.as_ref().and_then(|ranks| ranks[place]);
        match places.get(text) {
            Some(&at) => {
                found[at].1 += rows;
                found[at].3.push(*number);
            }
            None => {
                places.insert(text, found.len());
                found.push((text, *rows, rank, vec![*number]));
            }
        }
    }
    let filled: u64 = found.iter().map(|option| option.1).sum();
    let longest = found.iter().filter(|o| o.1 >= 2).map(|o| o.0.chars().count()).max().unwrap_or(0);
    let once = found.iter().filter(|option| option.1 * 1000 < filled.max(2000)).count();
    let is_written = |option: &(&str, u64, Option<f64>, Vec<u32>)| {
        let rare = option.1 * 1000 < filled.max(2000);
        let long = option.0.chars().count();
        option.2.is_none()
            && rare
            && filled >= 5
            && (once > SEEN_ONCE || longest > 0 && long > LONG && long * 2 > longest * 3)
    };
    let (written, mut chosen): (Vec<_>, Vec<_>) = found.into_iter().partition(is_written);
    chosen.sort_by(|a, b| match (a.2, b.2) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => b.1.cmp(&a.1),
    });
    let mut per_value = vec![Vec::new(); column.values.len()];
    let labels: Vec<(String, Option<f64>)> =
        chosen.iter().map(|option| (option.0.to_owned(), option.2)).collect();
    for (place, option) in chosen.iter().enumerate() {
        option.3.iter().for_each(|&number| per_value[number as usize].push(place as u16));
    }
    let other = labels.len();
    for option in &written {
        option.3.iter().for_each(|&number| per_value[number as usize].push(other as u16));
    }
    set_options(question, labels, &per_value, column);
    if !written.is_empty() {
        let numbers: Vec<bool> = per_value.iter().map(|v| v.contains(&(other as u16))).collect();
        let people = paap_analysis::People::from_fn(sheet.rows, |person| {
            numbers[column.cells[person] as usize]
        });
        push_other(question, people);
        let note = format!("Other: {} answers that only one person each gave.", written.len());
        question.notes.push(note);
    }
    let steps: Vec<&str> = question
        .options
        .iter()
        .filter(|choice| choice.score.is_some())
        .map(|choice| choice.label.as_str())
        .collect();
    if satisfaction::five_steps(&steps) {
        question.score = Some("CSAT");
    }
}

fn set_options(
    question: &mut Question,
    labels: Vec<(String, Option<f64>)>,
    per_value: &[Vec<u16>],
    column: &Column,
) {
    let most = per_value.iter().flatten().copied().max().map_or(0, |most| usize::from(most) + 1);
    let sets = option_sets(column, per_value, labels.len().max(most));
    question.options = labels
        .into_iter()
        .zip(sets)
        .map(|((label, score), people)| Choice { label, people, other: false, score })
        .collect();
}
