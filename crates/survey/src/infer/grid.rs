//! The rows of a grid, which are answered with the same options: what one row's answers are, all
//! rows' together tell better.

use super::found::{Found, MOST_OPTIONS};
use super::hints::Hints;
use super::question::{self, Begun, Open};
use super::single::{self, Cell};
use crate::answers::Question;
use crate::read::layout::Draft;
use crate::read::sheet::Sheet;
use crate::{Kind, Warning};
use foldhash::{HashMap, HashMapExt};

/// Reads a grid: itself, then its rows.
pub(super) fn read(
    draft: &Draft,
    rows: &[Draft],
    id: &str,
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) -> Vec<Question> {
    let mut begun: Vec<Begun<'_>> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| question::begin(row, &format!("{id}.{}", index + 1), sheet, warnings))
        .collect();
    together(draft, id, &mut begun, sheet, warnings);
    let mut questions = vec![question::empty(draft, id, Kind::Grid, sheet.rows)];
    for begun in begun {
        questions.append(&mut question::end(begun, sheet, warnings));
    }
    join_rows(&mut questions);
    questions
}

/// Ties a grid, which comes first, to its rows, which follow.
pub(super) fn join_rows(questions: &mut [Question]) {
    let Some((grid, rows)) = questions.split_first_mut() else { return };
    for row in rows.iter_mut() {
        row.grid = Some(grid.id.clone());
        grid.answered = grid.answered.or(&row.answered);
    }
    grid.rows = rows.iter().map(|row| row.id.clone()).collect();
}

/// A text that answers some of a grid's rows.
#[derive(Default)]
struct Shared {
    /// How many rows have it.
    rows: usize,
    /// The last row that was seen to have it.
    last: usize,
}

/// Finds out together what the rows are whose answers are mostly those of other rows too, and
/// leaves all others to be looked at alone.
fn together(
    draft: &Draft,
    id: &str,
    rows: &mut [Begun<'_>],
    sheet: &Sheet,
    warnings: &mut Vec<Warning>,
) {
    let few = |open: &&Open<'_>| open.cells.len() <= MOST_OPTIONS;
    let mut texts: HashMap<&str, Shared> = HashMap::new();
    for (index, open) in rows.iter().enumerate().filter_map(|(i, row)| Some((i, row.open()?))) {
        for (_, text, _) in Some(open).filter(few).iter().flat_map(|open| &open.cells) {
            let shared = texts.entry(text).or_default();
            if shared.rows == 0 || shared.last != index {
                shared.rows += 1;
                shared.last = index;
            }
        }
    }
    let shares = |open: &Open<'_>| {
        let is_shared = |text: &str| texts.get(text).is_some_and(|shared| shared.rows > 1);
        let shared = open.cells.iter().filter(|cell| is_shared(cell.1)).map(|cell| cell.2);
        few(&open) && shared.sum::<u64>() * 2 >= open.filled
    };
    let alike: Vec<bool> = rows.iter().map(|row| row.open().is_some_and(shares)).collect();
    if alike.iter().filter(|alike| **alike).count() < 2 {
        return;
    }
    let own = || rows.iter().zip(&alike).filter(|(_, alike)| **alike).filter_map(|(r, _)| r.open());
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut cells: Vec<Cell<'_>> = Vec::new();
    for (_, text, people) in own().flat_map(|open| &open.cells) {
        let place = *places.entry(text).or_insert_with(|| {
            cells.push((text, 0));
            cells.len() - 1
        });
        cells[place].1 += people;
    }
    let grid = Hints::of(&draft.label);
    let every = |is: fn(Hints) -> bool| own().all(|open| is(Hints::of(&open.question.label)));
    let hints = Hints {
        counts: grid.counts || every(|hints| hints.counts),
        recommends: grid.recommends || every(|hints| hints.recommends),
        rates: grid.rates || every(|hints| hints.rates),
        // Rows that are answered alike are no words of one's own.
        opens: false,
    };
    let mut doubts = Vec::new();
    let found = single::find(hints, &cells, &mut doubts);
    if matches!(found, Found::Words) {
        return;
    }
    let column = draft.columns().first().copied();
    warnings.extend(doubts.into_iter().map(|doubt| match column {
        Some(column) => doubt.about(id).at_column(column),
        None => doubt.about(id),
    }));
    for (row, alike) in rows.iter_mut().zip(alike) {
        if !alike {
            continue;
        }
        if let Begun::Open(open) = row {
            let of = open.cells.iter().map(|(number, text, _)| (*number, places[text]));
            found.fill(&mut open.question, &sheet.columns[open.column], of);
            open.found = true;
        }
    }
}
