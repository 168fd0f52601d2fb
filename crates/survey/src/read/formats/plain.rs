//! Any table with one header row and one row for each person.

use super::{headers, top};
use crate::Warning;
use crate::read::layout::{Draft, Format, Joined, Layout, Metadata, Reader, Role};
use crate::read::sheet::{Column, Sheet};
use std::collections::BTreeSet;

pub(super) const FORMAT: Format = Format { reader: Reader::Plain, recognise: |_| 1, lay_out };

/// What may stand between ticked options, those of other scripts last.
const SEPARATORS: [&str; 9] = [";", ", ", "|", "\n", ",", "、", "،", "；", "，"];

/// How many different cells of a column tell what stands between options.
const SAMPLE: usize = 200;

fn lay_out(sheet: &Sheet) -> Layout {
    let separators = separators(sheet);
    let joined = |column: usize| Joined::Perhaps(separators[column]);
    if top::first_row_is_answers(sheet) {
        return without_header(sheet, joined);
    }
    headers::lay_out(sheet, joined, |column, label| {
        if counts_rows(sheet, column, 1) {
            return Some(Role::Id);
        }
        if column < 3 && headers::is_times(sheet, column) {
            return Some(Role::Time);
        }
        headers::metadata(sheet, column, label)
    })
}

/// Whether a column numbers the rows below the header.
fn counts_rows(sheet: &Sheet, column: usize, header: usize) -> bool {
    column == 0
        && sheet.rows > 3
        && (header..sheet.rows).enumerate().all(|(row, at)| {
            let text = sheet.text(at, 0);
            text.parse::<usize>().is_ok_and(|number| number == row || number == row + 1)
        })
}

/// A table whose first row is somebody's answers: its columns are called by their letters.
fn without_header(sheet: &Sheet, joined: impl Fn(usize) -> Joined) -> Layout {
    let message = "The first row looks like all the others: it is read as a person's answers, and \
                   the questions are called by their columns. Put a row with the questions' texts \
                   above it.";
    let mut layout = Layout::default();
    layout.warnings.push(Warning::problem("no-header-row", message).at_row(sheet.record(0)));
    for column in 0..sheet.width() {
        let label = headers::of_column(column);
        let role = if counts_rows(sheet, column, 0) {
            Some(Role::Id)
        } else if column < 3 && headers::is_times(sheet, column) {
            Some(Role::Time)
        } else {
            None
        };
        match role {
            Some(role) => layout.metadata.push(Metadata { column, label, role }),
            None => layout.questions.push(Draft::column(&label, column, joined(column))),
        }
    }
    layout
}

/// What may stand between options in each column: that after which its cells go on with what
/// other cells begin with. Where a column does not tell, what most columns have.
fn separators(sheet: &Sheet) -> Vec<&'static str> {
    let scores = |column: &Column| {
        let cells: Vec<&str> = column.distinct().take(SAMPLE).map(|cell| cell.1).collect();
        SEPARATORS.map(|separator| {
            if !cells.iter().any(|cell| cell.contains(separator)) {
                return 0;
            }
            let firsts: BTreeSet<&str> = cells
                .iter()
                .filter_map(|cell| cell.split(separator).next())
                .map(str::trim)
                .collect();
            let goes_on = |cell: &&&str| {
                // An empty piece stands behind a separator at the end.
                let mut pieces = cell.split(separator).skip(1).map(str::trim);
                pieces.any(|piece| !piece.is_empty() && firsts.contains(piece))
            };
            cells.iter().filter(goes_on).count()
        })
    };
    let columns: Vec<[usize; SEPARATORS.len()]> = sheet.columns.iter().map(scores).collect();
    let best = |scores: &[usize; SEPARATORS.len()]| {
        let most = scores.iter().copied().max().unwrap_or(0);
        scores.iter().position(|&score| score == most && most > 0)
    };
    let mut sums = [0; SEPARATORS.len()];
    for scores in &columns {
        sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
    }
    let common = best(&sums).unwrap_or(1);
    let of = |scores: &[usize; SEPARATORS.len()]| {
        let own = if scores[common] > 0 { Some(common) } else { best(scores) };
        SEPARATORS[own.unwrap_or(common)]
    };
    columns.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::super::probe::tests::check;
    use super::*;

    #[test]
    fn every_column_has_its_own_separator() {
        check(
            &FORMAT,
            "A,B,C,D\na; b,\"a, b\",a、b,x\na,a,a,y\nb; a,\"b, a\",b、a,x\nb; c,c,b,y\n",
            1,
            "0 by \";\" A\n1 by \", \" B\n2 by \"、\" C\n3 by \";\" D\n",
        );
    }

    #[test]
    fn a_table_without_headers_is_called_by_its_columns() {
        check(
            &FORMAT,
            "1,a@x.example,Dev\n2,b@x.example,Ops\n3,c@x.example,Dev\n4,d@x.example,Ops\n",
            1,
            "1 by \", \" Column B\n2 by \", \" Column C\n- 0 id Column A\n! no-header-row\n",
        );
    }
}
