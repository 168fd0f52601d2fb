//! The options of a checkbox question, found in its answers.
//!
//! A tool that writes all ticked options into one cell puts a separator between them, and the
//! options may hold the separator too. A cell is cut at every separator into *atoms*; atoms that
//! belong together are joined into *phrases* (`phrases.rs`); phrases that people share are the
//! options; what is left of a cell is the person's free text at *Other*.

mod atoms;
mod odds;
mod order;
mod phrases;
mod segment;
mod weigh;

pub(crate) use odds::{ln_choose, ln_overlap};
pub(crate) use phrases::Doubt;

use atoms::{Atom, Cut, pieces};
use foldhash::{HashMap, HashMapExt};
use order::order;
use phrases::Phrases;
use segment::{Dictionary, Segments};
use std::cmp::Reverse;

/// A column read as a checkbox question.
#[derive(Debug, Default)]
pub(crate) struct Ticks {
    /// The options, in the order in which the cells name them.
    pub(crate) options: Vec<String>,
    /// For each distinct cell the options ticked.
    pub(crate) cells: Vec<Ticked>,
    /// What the data cannot settle.
    pub(crate) doubts: Vec<Doubt>,
    /// Options that too few have for their sets to be kept; they are counted as *Other*.
    pub(crate) left_out: usize,
}

/// A distinct cell.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Ticked {
    /// The options' numbers.
    pub(crate) options: Vec<u16>,
    /// What was written at *Other*, if anything.
    pub(crate) other: Option<String>,
    /// Whether *Other* was ticked and left empty.
    pub(crate) left_empty: bool,
    /// Whether the text at *Other* stands where only an option would: it may be one.
    pub(crate) early: bool,
}

impl Ticked {
    /// Whether *Other* was ticked, with words or without.
    pub(crate) fn has_other(&self) -> bool {
        self.other.is_some() || self.left_empty
    }
}

/// The most distinct cells that options are looked for in.
const SAMPLE: usize = 20_000;

/// The most options a question can have.
const OPTIONS: usize = 2_000;

/// The most memory that the options' sets may take, in bits.
const BITS: usize = 1 << 30;

/// Reads a column of `people` rows as a checkbox question, from its distinct cells and how many
/// rows hold each. None where it is not one. `told` says that the question's text invites several
/// answers.
pub(crate) fn infer(
    cells: &[(&str, u64)],
    separator: &str,
    told: bool,
    people: usize,
) -> Option<Ticks> {
    let sample = sample(cells);
    if !sample.iter().any(|&(place, _)| cells[place].0.contains(separator)) {
        return None;
    }
    if sample.len() < cells.len() {
        // All cells are cut only where the sample by itself is one of a checkbox question.
        let few: Vec<_> = sample.iter().map(|&(place, rows)| (cells[place].0, rows)).collect();
        let places: Vec<_> = few.iter().enumerate().map(|(place, cell)| (place, cell.1)).collect();
        find(&Cut::new(&few, separator), &places, told)?;
    }
    let cut = Cut::new(cells, separator);
    let (phrases, mut found, rows) = find(&cut, &sample, told)?;
    let most = (BITS / people.max(1)).max(2);
    let left_out = found.len().saturating_sub(most);
    if left_out > 0 {
        found.sort_by_key(|&option| Reverse(rows[option as usize]));
        found.truncate(most);
        found.sort_unstable();
    }
    let order = order(&phrases, &found);
    let labels: Vec<String> = order.options.iter().map(|&option| phrases.text(option)).collect();
    let runs = order.options.iter().map(|&option| phrases.all.of(option).to_vec()).collect();
    let mut ticks = divide(cells, &cut, labels, runs, order.kept);
    ticks.doubts.extend(phrases.doubts(&order.options));
    ticks.left_out = left_out;
    Some(ticks)
}

/// The phrases of cells, those that are options, and how many rows hold each phrase; None where this
/// is no checkbox question. The sample has the places of cells, and how many rows hold each.
fn find<'a>(
    cut: &'a Cut<'a>,
    sample: &[(usize, u64)],
    told: bool,
) -> Option<(Phrases<'a>, Vec<u32>, Vec<u64>)> {
    let phrases = Phrases::find(cut, sample);
    let (found, rows) = options(&phrases);
    let is_one =
        (2..=OPTIONS).contains(&found.len()) && is_checkbox(&phrases, &found, sample, told);
    is_one.then_some((phrases, found, rows))
}

/// Reads a column with the options that a questionnaire names.
pub(crate) fn with_options<'a>(
    cells: &[(&'a str, u64)],
    separator: &'a str,
    labels: &'a [String],
) -> Ticks {
    let mut cut = Cut::new(cells, separator);
    let runs = labels
        .iter()
        .map(|label| pieces(label, separator).map(|piece| cut.atoms.number(piece)).collect())
        .collect();
    divide(cells, &cut, labels.to_vec(), runs, false)
}

/// The places of the most frequent cells and how many rows hold each, where there are too many to
/// look at all.
fn sample(cells: &[(&str, u64)]) -> Vec<(usize, u64)> {
    let mut sample: Vec<(usize, u64)> =
        cells.iter().enumerate().map(|(place, cell)| (place, cell.1)).collect();
    if sample.len() > SAMPLE {
        // A stable sort: among equals the first in the file stay.
        sample.sort_by_key(|cell| Reverse(cell.1));
        sample.truncate(SAMPLE);
    }
    sample
}

/// The phrases that are options, those that several people share; and how many hold each phrase.
///
/// Text seen once is *Other*. In large files write-ins repeat as well; they stand last in their
/// cell, so a phrase that always does must be held by one person in a thousand.
fn options(phrases: &Phrases<'_>) -> (Vec<u32>, Vec<u64>) {
    let mut rows = vec![0u64; phrases.all.len()];
    let mut not_last = vec![0u64; phrases.all.len()];
    let mut people = 0;
    // The last cell in which each phrase was seen.
    let mut seen = vec![usize::MAX; phrases.all.len()];
    for (place, cell) in phrases.cells.iter().enumerate() {
        people += cell.rows;
        for (index, &phrase) in cell.phrases.iter().enumerate() {
            if std::mem::replace(&mut seen[phrase as usize], place) == place {
                continue;
            }
            rows[phrase as usize] += cell.rows;
            if index + 1 < cell.phrases.len() {
                not_last[phrase as usize] += cell.rows;
            }
        }
    }
    let shared = (0..phrases.all.len() as u32)
        .filter(|&phrase| {
            let i = phrase as usize;
            let often = rows[i] * 1000 >= people;
            rows[i] >= 2 && (often || not_last[i] * 20 >= rows[i] && not_last[i] >= 2)
        })
        .collect();
    (shared, rows)
}

/// Of how many people who tick options one must tick several.
const SEVERAL: u64 = 30;

/// Whether people choose several of these options, or one answer whose text has separators in it.
fn is_checkbox(phrases: &Phrases<'_>, options: &[u32], cells: &[(usize, u64)], told: bool) -> bool {
    let mut is_option = vec![false; phrases.all.len()];
    options.iter().for_each(|&option| is_option[option as usize] = true);
    let (mut rows, mut rows_with, mut rows_many, mut cells_many) = (0, 0, 0, 0);
    let (mut texts, mut texts_option) = (0, 0);
    for cell in phrases.cells.iter() {
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
    // Where next to nobody ticks two, the few hold a separator by chance.
    if !told && rows_many * SEVERAL < rows_with {
        return false;
    }
    // Few whole answers, each given by several people, are choices of one: `Yes, partly`.
    let common: Vec<u64> = cells.iter().map(|cell| cell.1).filter(|&n| n >= 2).collect();
    let simple = common.len() <= options.len() && common.iter().sum::<u64>() * 100 >= rows * 95;
    told || !simple
}

/// Divides every distinct cell into the options, of which `runs` are the atoms, and *Other*.
/// `ordered` says that the options are inferred, and that cells keep their order.
fn divide(
    cells: &[(&str, u64)],
    cut: &Cut<'_>,
    labels: Vec<String>,
    runs: Vec<Vec<Atom>>,
    ordered: bool,
) -> Ticks {
    let dictionary = Dictionary::new(&runs, cut.atoms.len());
    let mut ticks = Ticks { cells: Vec::with_capacity(cells.len()), ..Ticks::default() };
    let mut rivals: HashMap<(Vec<u16>, Vec<u16>), u64> = HashMap::new();
    let mut found = Vec::new();
    for (place, &(_, rows)) in cells.iter().enumerate() {
        let atoms = cut.cell(place);
        let mut segments = dictionary.divide(atoms, &mut found);
        if let Some(rival) = segments.rival.take() {
            // Only what differs is named.
            let only = |these: &[u16], those: &[u16]| -> Vec<u16> {
                these.iter().copied().filter(|option| !those.contains(option)).collect()
            };
            let readings = (only(&segments.options, &rival), only(&rival, &segments.options));
            *rivals.entry(readings).or_default() += rows;
        }
        let early = ordered && rest_before_options(&mut segments, atoms, &runs);
        let other = written(&segments, atoms, cut);
        let left_empty = other.is_none() && cut.is_open(place);
        ticks.cells.push(Ticked { options: segments.options, other, left_empty, early });
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
fn rest_before_options(segments: &mut Segments, numbers: &[Atom], runs: &[Vec<Atom>]) -> bool {
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
    if !written.is_empty() {
        for &(option, at) in &written {
            segments.options.retain(|&other| other != option);
            segments.rest.extend(at..at + runs[usize::from(option)].len());
        }
        segments.rest.sort_unstable();
    }
    segments.options.iter().any(|&option| start(option).is_some_and(|at| at > first))
}

/// The text at *Other*: all atoms that belong to no option, those that follow each other as they
/// stand in the cell.
fn written(segments: &Segments, atoms: &[Atom], cut: &Cut<'_>) -> Option<String> {
    let mut runs = segments.rest.chunk_by(|&place, &next| place + 1 == next);
    let text = |run: &[usize]| cut.text(&atoms[run[0]..=run[run.len() - 1]]);
    let mut whole = text(runs.next()?);
    for run in runs {
        whole.push_str(cut.separator());
        whole.push_str(&text(run));
    }
    Some(whole)
}

#[cfg(test)]
mod tests;
