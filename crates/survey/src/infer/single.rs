//! A question that is answered once: one of several options, a number, or words.

use super::figure::{self, Figure, Marks, Unit};
use super::found::{Found, MOST_OPTIONS, Options};
use super::hints::Hints;
use super::satisfaction;
use super::scale::{self, MOST_STEPS, Ranked};
use super::steps::{self, rating_value};
use super::{identifying, own_words};
use crate::{Kind, Message, Warning};
use foldhash::{HashMap, HashMapExt};
use std::collections::BTreeMap;

/// A distinct cell: its text without the blanks around it, how many rows hold it.
pub(super) type Cell<'a> = (&'a str, u64);

/// An option longer than this is more likely a sentence of one's own, if only one person has it.
pub(super) const LONG: usize = 40;

/// The most answers seen once that are shown as options; more are *Other*.
const SEEN_ONCE: usize = 8;

/// Finds out what the answers are. Warnings have no place yet.
pub(super) fn find(hints: Hints, cells: &[Cell<'_>], warnings: &mut Vec<Warning>) -> Found {
    let filled: u64 = cells.iter().map(|cell| cell.1).sum();
    // Who does not rate says nothing about what the others do.
    let rated = steps::rating_people(cells);
    let figures = figures(cells, rated);
    if let Some((options, warning)) = steps::with_words(hints, cells, &figures, rated) {
        warnings.push(warning);
        return Found::Options(options);
    }
    if !hints.counts
        && let Some((scores, warning)) = steps::words_beside_numbers(cells, &figures, rated)
    {
        warnings.push(warning);
        return Found::Options(options(cells, Some(&scores)));
    }
    let rows = |is: &dyn Fn(Figure) -> bool| -> u64 {
        figures.iter().zip(cells).filter(|(f, _)| f.is_some_and(is)).map(|(_, c)| c.1).sum()
    };
    let numbers = rows(&|_| true);
    let exact = rows(&Figure::is_exact);
    let mostly_numbers = numbers > 0 && numbers * 10 >= rated * 8;
    if mostly_numbers && (exact * 2 >= numbers || is_written(&figures)) {
        let rates = figures.iter().flatten().all(|&figure| rating_value(figure).is_some());
        if rates && !hints.counts {
            return Found::Options(steps::rating(hints, cells, &figures));
        }
        return as_numbers(cells, figures, warnings);
    }
    let ranked = if mostly_numbers && cells.len() > MOST_OPTIONS {
        // Nobody was offered so many ranges; their order need not be looked for.
        warnings.push(too_many("ranges of numbers, read as numbers"));
        return as_numbers(cells, figures, warnings);
    } else {
        scale::ranks(cells)
    };
    match ranked {
        Some(ranked) if steps_are_few(&ranked) => {
            return Found::Options(options(cells, Some(&ranked.places)));
        }
        Some(_) if mostly_numbers => {
            warnings.push(too_many("ranges of numbers, read as numbers"));
            return as_numbers(cells, figures, warnings);
        }
        Some(_) => {
            warnings.push(too_many("words"));
            return Found::Words;
        }
        None => {}
    }
    // Whoever is asked for words of one's own is not offered any.
    let repeats: u64 = cells.iter().filter(|cell| cell.1 >= 2).map(|cell| cell.1).sum();
    let own = hints.opens && repeats * 2 <= filled && !identifying::is_plain(cells);
    if !own && is_choice(cells, filled) {
        return Found::Options(options(cells, None));
    }
    Found::Words
}

fn steps_are_few(ranked: &Ranked) -> bool {
    ranked.places.iter().flatten().count() <= MOST_STEPS
}

fn too_many(read_as: &str) -> Warning {
    let message = format!(
        "The answers have an order, but there are more than {MOST_STEPS} different ones, which \
         are no steps of a scale: they are {read_as}. A questionnaire that names the options \
         settles it.",
    );
    Warning::notice("too-many-options", Message::plain(message))
}

/// What number each cell is. Looking ends where so many cells are none, and no ends of a scale
/// either, that this cannot be a column of numbers: then no more are found.
fn figures(cells: &[Cell<'_>], filled: u64) -> Vec<Option<Figure>> {
    let mut figures = Vec::with_capacity(cells.len());
    let (mut others, mut words) = (0, 0);
    for (text, rows) in cells {
        let figure = Figure::read(text);
        if figure.is_none() {
            words += 1;
            // No scale has that many words.
            if words > 2 * MOST_STEPS || scale::rank(text).is_none() && !steps::is_no_rating(text) {
                others += rows;
            }
        }
        figures.push(figure);
        if others * 10 > filled * 3 {
            figures.resize(cells.len(), None);
            break;
        }
    }
    figures
}

/// Whether ranges among single numbers were written by people: options that were offered leave no
/// gap and do not overlap.
fn is_written(figures: &[Option<Figure>]) -> bool {
    let mut ends: Vec<(f64, f64)> = figures.iter().flatten().map(|figure| figure.ends()).collect();
    if !figures.iter().flatten().any(|figure| figure.is_exact() && figure.place() > 1.0) {
        return false;
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    ends.dedup();
    let tiles =
        |pair: &[(f64, f64)]| pair[1].0 >= pair[0].1 && pair[1].0 <= pair[0].1.next_up() + 1.0;
    !ends.windows(2).all(tiles)
}

/// Numbers, read by the marks that the column's numbers have, and all of one unit.
pub(super) fn as_numbers(
    cells: &[Cell<'_>],
    mut figures: Vec<Option<Figure>>,
    warnings: &mut Vec<Warning>,
) -> Found {
    let numbers = || cells.iter().zip(&figures).filter(|(_, figure)| figure.is_some());
    let (marks, doubt) = Marks::of(numbers().map(|(cell, _)| cell.0));
    if let Some(doubt) = doubt {
        let message = format!(
            "“{}” can be read in two ways: as {} or as {}. The first reading is taken for all such \
             numbers of the question; no other answer settles whether their mark separates \
             thousands or begins decimals. Write them without it if the second is meant.",
            doubt.text, doubt.taken, doubt.other,
        );
        // A comma before three digits is hardly ever anything else than thousands.
        let warning = if doubt.text.contains(',') { Warning::notice } else { Warning::problem };
        warnings.push(warning("decimals-or-thousands", Message::plain(message)));
    }
    if marks != Marks::Unsettled {
        for (figure, (text, _)) in figures.iter_mut().zip(cells) {
            *figure = figure.and_then(|_| Figure::read_by(text, marks));
        }
    }
    named_ends(cells, &mut figures);
    if !one_unit(cells, &mut figures, warnings) {
        return Found::Words;
    }
    Found::Numbers(figures)
}

/// A word at the end of a column of numbers says its number too: `100 (all of them)`.
fn named_ends(cells: &[Cell<'_>], figures: &mut [Option<Figure>]) {
    let exact = || figures.iter().flatten().filter(|f| f.is_exact()).map(|f| f.place());
    let (low, high) = (exact().fold(f64::INFINITY, f64::min), exact().fold(0.0, f64::max));
    for (figure, (text, _)) in figures.iter_mut().zip(cells) {
        if figure.is_none() {
            *figure = scale::numbered(text)
                .filter(|&number| number <= low || number >= high)
                .map(Figure::Exact);
        }
    }
}

/// Leaves only numbers of one unit; false where too many are of another, so that they are no
/// numbers to be counted together. Bare numbers are taken to be of the unit that others name,
/// except for parts of one beside percentages.
fn one_unit(
    cells: &[Cell<'_>],
    figures: &mut [Option<Figure>],
    warnings: &mut Vec<Warning>,
) -> bool {
    let units: Vec<Option<Unit>> = cells
        .iter()
        .zip(&*figures)
        .map(|((text, _), figure)| figure.and_then(|_| figure::unit(text)))
        .collect();
    let mut rows: BTreeMap<Unit, u64> = BTreeMap::new();
    for (unit, (_, count)) in units.iter().zip(cells) {
        *unit.map(|unit| rows.entry(unit).or_default()).unwrap_or(&mut 0) += count;
    }
    let Some((&most, &of_most)) = rows.iter().max_by_key(|unit| unit.1) else { return true };
    if rows.len() > 1 {
        let all: u64 = rows.values().sum();
        let kept = of_most * 10 >= all * 8;
        let read = if kept {
            format!("only those in {} and those without a unit are read as numbers", most.name())
        } else {
            "they are not read as numbers".to_owned()
        };
        let message = |named: &dyn Fn(&Unit, u64) -> String| {
            let named: Vec<String> = rows.iter().map(|(unit, rows)| named(unit, *rows)).collect();
            format!(
                "The numbers are of different units, {}: {read}. Write them in one unit to count \
                 them together.",
                named.join(", "),
            )
        };
        let message = Message::counted(
            message(&|unit, rows| format!("{} ({rows})", unit.name())),
            message(&|unit, _| unit.name().to_owned()),
        );
        warnings.push(Warning::problem("mixed-units", message));
        if !kept {
            return false;
        }
        for (figure, unit) in figures.iter_mut().zip(&units) {
            *figure = figure.filter(|_| unit.is_none_or(|unit| unit == most));
        }
    }
    if most == Unit::Percent {
        let part = |figure: &Figure| {
            let (low, high) = figure.ends();
            low >= 0.0 && high <= 1.0 && (low.fract() != 0.0 || high.fract() != 0.0)
        };
        let mut parts = 0;
        for ((figure, unit), (_, count)) in figures.iter_mut().zip(&units).zip(cells) {
            if unit.is_none() && figure.as_ref().is_some_and(part) {
                *figure = None;
                parts += count;
            }
        }
        if parts > 0 {
            let message = |who: &str, each: &str| {
                format!(
                    "{who} from 0 to 1 beside percentages, such as 0.4 beside 40%: that can mean \
                     40% or 0.4%, so {each} not read as a number.",
                )
            };
            let counted = match parts {
                1 => message("1 answer is a number", "it is"),
                _ => message(&format!("{parts} answers are numbers"), "each is"),
            };
            let plain = message("Some answers are numbers", "each is");
            warnings.push(Warning::problem("mixed-units", Message::counted(counted, plain)));
        }
    }
    true
}

/// Whether people chose from options, rather than writing in their own words.
fn is_choice(cells: &[Cell<'_>], filled: u64) -> bool {
    let repeated: Vec<&Cell<'_>> = cells.iter().filter(|cell| cell.1 >= 2).collect();
    let rows: u64 = repeated.iter().map(|cell| cell.1).sum();
    let short =
        cells.iter().all(|cell| cell.0.chars().count() <= LONG && !cell.0.contains(['\n', '\r']));
    if filled < 5 {
        let sentence = |cell: &Cell<'_>| {
            cell.1 == 1 && (own_words::count(cell.0) > 3 || cell.0.ends_with(['.', '!', '?']))
        };
        return short && !cells.iter().any(sentence);
    }
    // Options repeat; words of one's own hardly do, except for a few like "none".
    let few = repeated.len() <= 60 || repeated.len() as u64 * 20 <= filled;
    rows * 10 >= filled * 6 && few && repeated.iter().all(|cell| cell.0.chars().count() <= 300)
        || short && cells.len() as u64 * 3 <= filled
}

/// Makes options of the cells. With `ranks` they are a scale, in its order; else the most
/// frequent come first. What only one person has, and looks written, is *Other*.
fn options(cells: &[Cell<'_>], ranks: Option<&[Option<f64>]>) -> Options {
    // Texts that differ only in the blanks around them are one option.
    let mut places: HashMap<&str, usize> = HashMap::with_capacity(cells.len());
    let mut found: Vec<(&str, u64, Option<f64>, Vec<usize>)> = Vec::new();
    for (place, (text, rows)) in cells.iter().enumerate() {
        match places.get(text) {
            Some(&at) => {
                found[at].1 += rows;
                found[at].3.push(place);
            }
            None => {
                places.insert(text, found.len());
                found.push((text, *rows, ranks.and_then(|ranks| ranks[place]), vec![place]));
            }
        }
    }
    let filled: u64 = found.iter().map(|option| option.1).sum();
    let longest = found.iter().filter(|o| o.1 >= 2).map(|o| o.0.chars().count()).max().unwrap_or(0);
    let capitals = found.iter().all(|o| o.1 < 2 || !o.0.starts_with(char::is_lowercase));
    let texts: Vec<&str> = found.iter().map(|option| option.0).collect();
    let once = found.iter().filter(|option| option.1 * 1000 < filled.max(2000)).count();
    let is_written = |option: &(&str, u64, Option<f64>, Vec<usize>)| {
        // Beside a scale one person's text is a remark, unless it says why there is no answer.
        if ranks.is_some() && option.2.is_none() && option.1 == 1 {
            return !steps::is_no_rating(option.0);
        }
        let rare = option.1 * 1000 < filled.max(2000);
        let long = option.0.chars().count();
        // Looked at of a few only.
        let own = || long > LONG || own_words::told(option.0, &texts, capitals);
        option.2.is_none()
            && rare
            && filled >= 5
            && (once > SEEN_ONCE || longest > 0 && long * 2 > longest * 3 && own())
    };
    let (mut written, mut chosen): (Vec<_>, Vec<_>) = found.into_iter().partition(is_written);
    chosen.sort_by(|a, b| match (a.2, b.2) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => b.1.cmp(&a.1),
    });
    written.extend(chosen.drain(MOST_OPTIONS.min(chosen.len())..));
    let mut of = vec![0; cells.len()];
    for (option, (.., places)) in chosen.iter().enumerate() {
        places.iter().for_each(|&place| of[place] = option as u16);
    }
    for (.., places) in &written {
        places.iter().for_each(|&place| of[place] = chosen.len() as u16);
    }
    let steps: Vec<&str> =
        chosen.iter().filter(|option| option.2.is_some()).map(|option| option.0).collect();
    Options {
        kind: if ranks.is_some() { Kind::Scale } else { Kind::Single },
        labels: chosen.iter().map(|option| (option.0.to_owned(), option.2)).collect(),
        cells: of,
        score: satisfaction::five_steps(&steps).then_some("CSAT"),
        notes: Vec::new(),
    }
}

/// Codes that are no options of a list are people's own, and no numbers.
pub(super) fn as_codes(cells: &[Cell<'_>]) -> Found {
    let filled = cells.iter().map(|cell| cell.1).sum();
    if is_choice(cells, filled) { Found::Options(codes(cells)) } else { Found::Words }
}

/// Options for the codes of a file that has no labels: a code's size says nothing.
pub(super) fn codes(cells: &[Cell<'_>]) -> Options {
    let mut options = options(cells, None);
    let number = |label: &str| figure::number(label, Marks::Unsettled).unwrap_or(f64::INFINITY);
    let mut order: Vec<usize> = (0..options.labels.len()).collect();
    order.sort_by(|&a, &b| number(&options.labels[a].0).total_cmp(&number(&options.labels[b].0)));
    let mut new = vec![options.labels.len() as u16; options.labels.len() + 1];
    order.iter().enumerate().for_each(|(place, &old)| new[old] = place as u16);
    options.cells.iter_mut().for_each(|option| *option = new[usize::from(*option)]);
    options.labels = order.iter().map(|&old| options.labels[old].clone()).collect();
    options
}
