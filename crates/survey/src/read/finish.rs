//! Columns and runs of rows, once all is read, to a sheet.

use super::ReadError;
use super::column::ColumnBuilder;
use super::encoding::{Encoding, Guess};
use super::rows::Run;
use super::sheet::{Column, Sheet};
use crate::threads;

/// Puts a sheet together from its columns, and the runs of rows in the order of the file.
pub(crate) fn finish(
    columns: Vec<ColumnBuilder>,
    runs: &[Run],
    delimiter: u8,
    threads: usize,
) -> Result<Sheet, ReadError> {
    let rows = runs.iter().map(|run| run.rows).sum();
    if u32::try_from(rows).is_err() {
        return Err(ReadError::TooLong);
    }
    // How cells that are not UTF-8 are to be read is decided once, by all of them together.
    let mut guess = Guess::default();
    let columns = threads::map(columns, threads, |column| (column.is_utf8(), column));
    for (_, column) in columns.iter().filter(|(is_utf8, _)| !is_utf8) {
        column.guess(&mut guess);
    }
    let recoded = guess.reading();
    let finish = |(is_utf8, column): (bool, ColumnBuilder)| match recoded {
        Some(reading) if !is_utf8 => column.finish_recoded(reading.encoding),
        _ => column.finish(),
    };
    let mut columns = threads::map(columns, threads, finish);
    let zeros = columns.iter_mut().map(Column::drop_zeros).sum();
    let mut sheet = Sheet {
        rows,
        columns,
        encoding: Some(Encoding::Utf8),
        recoded,
        zeros,
        delimiter: Some(char::from(delimiter)),
        ..Sheet::default()
    };
    number_records(&mut sheet, runs);
    Ok(sheet)
}

/// Numbers blank, ragged and irregular records as a spreadsheet would: from 1, over all runs.
fn number_records(sheet: &mut Sheet, runs: &[Run]) {
    sheet.first_width = runs.iter().find_map(|run| run.header).unwrap_or(0);
    let mut before = 1;
    for run in runs {
        for (start, length) in run.blank.runs() {
            sheet.blank.push_run(before + start, length);
        }
        let left = Sheet::NAMED - sheet.ragged.len();
        let ragged = run.ragged.iter().take(left);
        sheet.ragged.extend(ragged.map(|&(record, width)| (before + record, width)));
        sheet.ragged_rows += run.ragged_rows;
        sheet.irregular.extend(
            run.irregular.iter().map(|&(record, column, what)| (before + record, column, what)),
        );
        for (all, own) in sheet.irregular_cells.iter_mut().zip(run.irregular_cells) {
            *all += own;
        }
        before += run.records;
    }
}
