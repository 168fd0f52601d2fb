//! Any table with one header row and one row for each person.

use super::headers;
use crate::read::layout::{Format, Joined, Layout, Reader, Role};
use crate::read::sheet::Sheet;

pub(super) const FORMAT: Format = Format { reader: Reader::Plain, recognise: |_| 1, lay_out };

/// What may stand between ticked options.
const SEPARATORS: [&str; 5] = [";", ", ", "|", "\n", ","];

fn lay_out(sheet: &Sheet) -> Layout {
    let joined = Joined::Perhaps(separator(sheet));
    headers::lay_out(sheet, joined, |column, label| {
        let counts_rows = column == 0
            && sheet.rows > 3
            && (0..sheet.rows).skip(1).enumerate().all(|(row, at)| {
                let text = sheet.text(at, 0);
                text.parse::<usize>().is_ok_and(|number| number == row || number == row + 1)
            });
        if counts_rows {
            return Some(Role::Id);
        }
        if column < 3 && headers::is_times(sheet, column) {
            return Some(Role::Time);
        }
        headers::metadata(sheet, column, label)
    })
}

/// The separator after which cells of several columns go on with what other cells begin with.
fn separator(sheet: &Sheet) -> &'static str {
    let score = |separator: &str| -> usize {
        sheet
            .columns
            .iter()
            .map(|column| {
                let cells: Vec<&str> = column.distinct().take(200).map(|cell| cell.1).collect();
                let firsts: std::collections::BTreeSet<&str> =
                    cells.iter().filter_map(|cell| cell.split(separator).next()).collect();
                let goes_on = |cell: &&&str| {
                    cell.split(separator).skip(1).any(|piece| firsts.contains(piece))
                };
                cells.iter().filter(goes_on).count()
            })
            .sum()
    };
    let mut best = (0, ", ");
    for separator in SEPARATORS {
        let score = score(separator);
        if score > best.0 {
            best = (score, separator);
        }
    }
    best.1
}
