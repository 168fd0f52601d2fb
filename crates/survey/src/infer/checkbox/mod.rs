//! The options of a checkbox question, found in its answers.
//!
//! A tool that writes all ticked options into one cell puts a separator between them, and the
//! options may hold the separator too. A cell is cut at every separator into *atoms*; atoms that
//! belong together are joined into *phrases* (`phrases.rs`); phrases that people share are the
//! options; what is left of a cell is the person's free text at *Other*.

mod atoms;
mod odds;
mod phrases;
mod segment;

pub(crate) use odds::ln_choose;
pub(crate) use phrases::Doubt;

use atoms::{Atom, Cut, pieces};
use foldhash::{HashMap, HashMapExt};
use phrases::Phrases;
use segment::{Dictionary, Segments};

/// A column read as a checkbox question.
#[derive(Debug, Default)]
pub(crate) struct Ticks {
    /// The options, in the order in which the cells name them.
    pub(crate) options: Vec<String>,
    /// For each distinct cell the options ticked.
    pub(crate) cells: Vec<Ticked>,
    /// What the data cannot settle.
    pub(crate) doubts: Vec<Doubt>,
    /// Texts at *Other* that stand where only an option would: they may be one.
    pub(crate) perhaps_options: Vec<String>,
}

/// A distinct cell.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Ticked {
    /// The options' numbers.
    pub(crate) options: Vec<u16>,
    /// What was written at *Other*, if anything.
    pub(crate) other: Option<String>,
}

/// The most distinct cells that options are looked for in.
const SAMPLE: usize = 20_000;

/// The most options a question can have.
const OPTIONS: usize = 2_000;

/// Reads a column as a checkbox question, from its distinct cells and how many rows hold each.
/// None where it is not one. `told` says that the question's text invites several answers.
pub(crate) fn infer(cells: &[(&str, u64)], separator: &str, told: bool) -> Option<Ticks> {
    let sample = sample(cells);
    if !sample.iter().any(|&(place, _)| cells[place].0.contains(separator)) {
        return None;
    }
    let cut = Cut::new(cells, separator);
    let phrases = Phrases::find(&cut, &sample, separator);
    let found = options(&phrases);
    if found.len() < 2 || found.len() > OPTIONS || !is_checkbox(&phrases, &found, &sample, told) {
        return None;
    }
    let order = order(&phrases, &found);
    let labels: Vec<String> = order.iter().map(|&phrase| phrases.text(phrase)).collect();
    let runs = order.iter().map(|&phrase| phrases.all[phrase as usize].clone()).collect();
    let mut ticks = divide(cells, &cut, separator, labels, runs, true);
    let labels = &ticks.options;
    let of_options = phrases.doubts.into_iter().filter(|doubt| {
        // Only what is about an option matters: write-ins may be cut either way.
        doubt.taken.iter().chain(&doubt.other).any(|text| labels.contains(text))
    });
    let of_options: Vec<Doubt> = of_options.collect();
    ticks.doubts.extend(of_options);
    Some(ticks)
}

/// Reads a column with the options that a questionnaire names.
pub(crate) fn with_options<'a>(
    cells: &[(&'a str, u64)],
    separator: &str,
    labels: &'a [String],
) -> Ticks {
    let mut cut = Cut::new(cells, separator);
    let runs = labels
        .iter()
        .map(|label| pieces(label, separator).map(|piece| cut.atoms.number(piece)).collect())
        .collect();
    divide(cells, &cut, separator, labels.to_vec(), runs, false)
}

/// The places of the most frequent cells and how many rows hold each, where there are too many to
/// look at all.
fn sample(cells: &[(&str, u64)]) -> Vec<(usize, u64)> {
    let mut sample: Vec<(usize, u64)> =
        cells.iter().enumerate().map(|(place, cell)| (place, cell.1)).collect();
    if sample.len() > SAMPLE {
        // A stable sort: among equals the first in the file stay.
        sample.sort_by_key(|cell| std::cmp::Reverse(cell.1));
        sample.truncate(SAMPLE);
    }
    sample
}

/// The phrases that are options: those that several people share.
///
/// Text seen once is *Other*. In large files write-ins repeat as well; they stand last in their
/// cell, so a phrase that always does must be held by one person in a thousand.
fn options(phrases: &Phrases<'_>) -> Vec<u32> {
    let mut rows = vec![0u64; phrases.all.len()];
    let mut not_last = vec![0u64; phrases.all.len()];
    let mut alone = vec![0u64; phrases.all.len()];
    let mut people = 0;
    for cell in &phrases.cells {
        people += cell.rows;
        for (index, &phrase) in cell.phrases.iter().enumerate() {
            if cell.phrases[..index].contains(&phrase) {
                continue;
            }
            rows[phrase as usize] += cell.rows;
            if index + 1 < cell.phrases.len() {
                not_last[phrase as usize] += cell.rows;
            } else if index == 0 {
                alone[phrase as usize] += cell.rows;
            }
        }
    }
    (0..phrases.all.len() as u32)
        .filter(|&phrase| {
            let i = phrase as usize;
            let often = rows[i] * 1000 >= people;
            rows[i] >= 2 && (often || not_last[i] * 20 >= rows[i] && not_last[i] >= 2)
        })
        .collect()
}

/// Whether people choose several of these options, or one answer whose text has separators in it.
fn is_checkbox(phrases: &Phrases<'_>, options: &[u32], cells: &[(usize, u64)], told: bool) -> bool {
    let mut is_option = vec![false; phrases.all.len()];
    options.iter().for_each(|&option| is_option[option as usize] = true);
    let (mut rows, mut rows_with, mut rows_many, mut cells_many) = (0, 0, 0, 0);
    let (mut texts, mut texts_option) = (0, 0);
    for cell in &phrases.cells {
        let known = cell.phrases.iter().filter(|&&phrase| is_option[phrase as usize]).count();
        rows += cell.rows;
        rows_with += if known > 0 { cell.rows } else { 0 };
        if known > 1 {
            rows_many += cell.rows;
            cells_many += 1;
        }
        texts += cell.phrases.len() as u64 * cell.rows;
        texts_option += known as u64 * cell.rows;
    }
    if cells_many < 2 && !told {
        return false;
    }
    if rows_with * 2 < rows || texts_option * 2 < texts || rows_many == 0 {
        return false;
    }
    // Few whole answers, each given by several people, are choices of one: `Yes, partly`.
    let common: Vec<u64> = cells.iter().map(|cell| cell.1).filter(|&n| n >= 2).collect();
    let simple = common.len() <= options.len() && common.iter().sum::<u64>() * 100 >= rows * 95;
    told || !simple
}

/// The options in the order of the questionnaire, as far as the cells tell it: an option comes
/// before another if it mostly stands before it.
fn order(phrases: &Phrases<'_>, options: &[u32]) -> Vec<u32> {
    let place: HashMap<u32, usize> = options.iter().enumerate().map(|(i, &o)| (o, i)).collect();
    let n = options.len();
    if n > 400 {
        return options.to_vec();
    }
    let mut before = vec![0i64; n * n];
    for cell in &phrases.cells {
        let known: Vec<usize> =
            cell.phrases.iter().filter_map(|phrase| place.get(phrase).copied()).collect();
        for (index, &first) in known.iter().enumerate() {
            for &second in &known[index + 1..] {
                before[first * n + second] += cell.rows as i64;
                before[second * n + first] -= cell.rows as i64;
            }
        }
    }
    // Repeatedly take the option that nothing left over stands before; the first seen at a tie.
    let mut left: Vec<usize> = (0..n).collect();
    let mut ordered = Vec::with_capacity(n);
    while !left.is_empty() {
        let preceded = |&i: &usize| left.iter().filter(|&&j| before[j * n + i] > 0).count();
        let Some(best) = left.iter().copied().min_by_key(preceded) else { break };
        left.retain(|&i| i != best);
        ordered.push(options[best]);
    }
    ordered
}

/// Divides every distinct cell into the options, of which `runs` are the atoms, and *Other*.
fn divide(
    cells: &[(&str, u64)],
    cut: &Cut<'_>,
    separator: &str,
    labels: Vec<String>,
    runs: Vec<Vec<Atom>>,
    inferred: bool,
) -> Ticks {
    let dictionary = Dictionary::new(&runs, cut.atoms.len());
    let mut ticks = Ticks { cells: Vec::with_capacity(cells.len()), ..Ticks::default() };
    let mut rivals: HashMap<(Vec<u16>, Vec<u16>), u64> = HashMap::new();
    for (place, &(_, rows)) in cells.iter().enumerate() {
        let atoms = cut.cell(place);
        let mut segments = dictionary.divide(atoms);
        let early = rest_before_options(&mut segments, atoms, &runs, inferred);
        let other = written(&segments, atoms, cut, separator);
        if early && let Some(other) = &other {
            ticks.perhaps_options.push(other.clone());
        }
        if let Some(rival) = segments.rival {
            *rivals.entry((segments.options.clone(), rival)).or_default() += rows;
        }
        ticks.cells.push(Ticked { options: segments.options, other });
    }
    let name = |options: &[u16]| options.iter().map(|&o| labels[usize::from(o)].clone()).collect();
    let mut doubts: Vec<Doubt> = rivals
        .into_iter()
        .map(|((taken, other), rows)| Doubt { taken: name(&taken), other: name(&other), rows })
        .collect();
    doubts.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.taken.cmp(&b.taken)));
    (ticks.options, ticks.doubts) = (labels, doubts);
    ticks
}

/// Whether text that is no option stands before an option: *Other* comes last, so it may be an
/// option that only one person ticked. What follows it and breaks the options' order was written
/// along with it.
fn rest_before_options(
    segments: &mut Segments,
    numbers: &[Atom],
    runs: &[Vec<Atom>],
    inferred: bool,
) -> bool {
    let Some(&first) = segments.rest.first() else { return false };
    let start = |option: u16| {
        let run = &runs[usize::from(option)];
        numbers.windows(run.len().max(1)).position(|window| window == run.as_slice())
    };
    let mut highest = None;
    let mut written = Vec::new();
    for &option in &segments.options {
        let Some(at) = start(option) else { continue };
        if at < first {
            highest = highest.max(Some(option));
        } else if highest.is_some_and(|highest| option < highest) {
            written.push((option, at));
        }
    }
    if inferred && !written.is_empty() {
        for &(option, at) in &written {
            segments.options.retain(|&other| other != option);
            segments.rest.extend(at..at + runs[usize::from(option)].len());
        }
        segments.rest.sort_unstable();
    }
    segments.options.iter().any(|&option| start(option).is_some_and(|at| at > first))
}

/// The text at *Other*: all atoms that belong to no option.
fn written(segments: &Segments, atoms: &[Atom], cut: &Cut<'_>, separator: &str) -> Option<String> {
    if segments.rest.is_empty() {
        return None;
    }
    let texts: Vec<&str> =
        segments.rest.iter().map(|&place| cut.atoms.text(atoms[place])).collect();
    Some(texts.join(separator))
}

#[cfg(test)]
mod tests;
