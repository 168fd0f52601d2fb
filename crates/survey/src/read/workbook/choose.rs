//! Which worksheet has the answers: the one that looks like an export, not the largest.

use super::table::Table;
use crate::read::formats;
use crate::read::sheet::Sheet;
use crate::read::{ReadError, limits};
use calamine::DataRef;
use std::cmp::Reverse;

/// How many rows of every worksheet are looked at.
const ROWS: u32 = 100;

/// From how sure a reader must be that the export is its tool's.
const SURE: u8 = 60;

/// How names of worksheets begin to which forms write their answers, and of those with something
/// made from the answers.
const ANSWERS: [&str; 12] = [
    "form responses",
    "formularantworten",
    "réponses au formulaire",
    "respuestas de formulario",
    "risposte del modulo",
    "respostas ao formulário",
    "formulierreacties",
    "responses",
    "answers",
    "antworten",
    "raw data",
    "all data",
];
const MADE: [&str; 8] =
    ["pivot", "summary", "chart", "codebook", "lookup", "notes", "readme", "question"];

/// A worksheet, as far as it has been looked at.
pub(super) struct Candidate {
    name: String,
    visible: bool,
    /// Cells with something in them.
    filled: usize,
    /// Its first rows; none once they turn out to be no table.
    sample: Option<Table>,
}

/// How much a worksheet looks like the answers; a greater one more so.
type Rank = (bool, bool, Option<bool>, bool, usize, Reverse<usize>);

impl Candidate {
    pub(super) fn new((name, visible): (String, bool), left: u64) -> Self {
        Self { name, visible, filled: 0, sample: Some(Table::new(left)) }
    }

    /// The name of the worksheet.
    pub(super) fn name(&self) -> String {
        self.name.clone()
    }

    /// Looks at the next cell.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: &DataRef) {
        self.filled += 1;
        if row < ROWS
            && (column as usize) < limits::COLUMNS
            && let Some(sample) = &mut self.sample
            && sample.cell(row, column, value).is_err()
        {
            self.sample = None;
        }
    }

    /// How it ranks as the worksheet at this place, and whether some reader knows it.
    fn rank(&mut self, place: usize) -> (Rank, bool) {
        let sheet = self.sample.take().and_then(|table| table.finish(String::new()).ok());
        let known = sheet.as_ref().is_some_and(|sheet| formats::surest(sheet).0 >= SURE);
        let name = self.name.to_lowercase();
        let named = match () {
            () if ANSWERS.iter().any(|word| name.starts_with(word)) => Some(true),
            () if MADE.iter().any(|word| name.starts_with(word)) => None,
            () => Some(false),
        };
        let headed = sheet.as_ref().is_some_and(has_header);
        ((self.visible, known, named, headed, self.filled, Reverse(place)), known)
    }
}

/// Whether the first row looks like headers: different texts, over most columns, above something.
fn has_header(sheet: &Sheet) -> bool {
    if sheet.rows < 2 {
        return false;
    }
    let mut texts: Vec<&str> =
        sheet.row(0).map(str::trim).filter(|text| !text.is_empty()).collect();
    let filled = texts.len();
    texts.sort_unstable();
    texts.dedup();
    texts.len() == filled
        && filled > 1
        && filled * 2 >= sheet.width()
        && texts.iter().all(|text| text.parse::<f64>().is_err())
}

/// The worksheet that was chosen, and those that were not but hold something.
pub(super) struct Choice {
    pub(super) name: String,
    pub(super) others: Vec<String>,
    /// Of the others, those that look like answers to a form, too.
    pub(super) rivals: Vec<String>,
}

impl Choice {
    /// The choice where there is none.
    pub(super) fn only(name: String) -> Self {
        Self { name, others: Vec::new(), rivals: Vec::new() }
    }
}

/// Chooses a worksheet: a visible one before a hidden one, one that a reader knows before others,
/// then by its name, its header row, how much is in it, and its place.
pub(super) fn choose(mut candidates: Vec<Candidate>) -> Result<Choice, ReadError> {
    candidates.retain(|candidate| candidate.filled > 0);
    let ranks: Vec<(Rank, bool)> =
        candidates.iter_mut().enumerate().map(|(place, candidate)| candidate.rank(place)).collect();
    let best = (0..candidates.len()).max_by_key(|&place| ranks[place].0);
    let Some(best) = best else { return Err(ReadError::Empty) };
    let rivals = (0..candidates.len()).filter(|&place| place != best && ranks[place].1);
    let rivals = rivals.map(|place| candidates[place].name()).collect();
    let name = candidates.remove(best).name;
    Ok(Choice { name, others: candidates.into_iter().map(|other| other.name).collect(), rivals })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worksheets of a few rows; the one that is chosen, and how many more look like answers.
    #[track_caller]
    fn check(worksheets: &[(&str, &[&[&str]])], expected: &str, rivals: usize) {
        let candidates = worksheets.iter().map(|(name, rows)| {
            let mut candidate = Candidate::new(((*name).to_owned(), true), 1 << 20);
            for (row, cells) in (0..).zip(*rows) {
                for (column, text) in (0..).zip(*cells) {
                    candidate.cell(row, column, &DataRef::SharedString(text));
                }
            }
            candidate
        });
        let choice = choose(candidates.collect()).expect("a worksheet");
        assert_eq!((choice.name.as_str(), choice.rivals.len()), (expected, rivals));
        assert_eq!(choice.others.len() + 1, worksheets.len());
    }

    #[test]
    fn answers_go_before_what_is_made_of_them() {
        let form: &[&[&str]] = &[&["Timestamp", "Ok?"], &["2026-03-01T09:00:00", "Yes"]];
        let table: &[&[&str]] = &[&["Team", "Size"], &["a", "1"]];
        let row: &[&str] = &["x", "y", "0"];
        let large: &[&[&str]] = &[row; 30];
        check(&[("Pivot", large), ("Form Responses 1", form)], "Form Responses 1", 0);
        check(&[("Sheet1", large), ("Sheet2", form)], "Sheet2", 0);
        check(&[("Sheet1", table), ("Sheet2", large)], "Sheet1", 0);
        check(&[("Pivot 1", table), ("Sheet2", large)], "Sheet2", 0);
        check(&[("Data", table), ("Answers", table)], "Answers", 0);
        check(&[("A", form), ("B", form)], "A", 1);
    }
}
