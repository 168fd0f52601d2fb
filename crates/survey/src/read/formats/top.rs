//! What stands at the top of a table: lines with a title, and first rows that are no headers.

use super::probe::answers;
use crate::infer::identifying;
use crate::infer::moment;
use crate::read::sheet::Sheet;
use crate::{Message, Warning};
use std::collections::BTreeSet;

/// The most lines that are taken for titles.
const TITLES: usize = 5;

/// How many rows below them tell how many cells a row fills.
const ROWS: usize = 40;

/// How many different cells of a column are looked at.
const SAMPLE: usize = 1000;

/// The fewest rows that tell whether the first of them is like the others.
const FEWEST: usize = 4;

/// Takes lines above the table away, such as its title and who exported it, and says so.
pub(in crate::read) fn take_titles(sheet: &mut Sheet) -> Option<Warning> {
    let lines = titles(sheet);
    if lines == 0 {
        return None;
    }
    let (first, last) = (sheet.record(0), sheet.record(lines - 1));
    sheet.take_titles(lines);
    let header = sheet.record(0);
    let message = if lines == 1 {
        format!("Row {first} is read as a title above the table, whose header is row {header}.")
    } else {
        format!(
            "Rows {first} to {last} are read as titles above the table, whose header is row \
             {header}."
        )
    };
    Some(Warning::notice("title-lines", Message::plain(message)).at_row(first))
}

/// How many lines with a title stand above the header: next to nothing is in them, where the rows
/// below are filled.
fn titles(sheet: &Sheet) -> usize {
    let filled = |row: usize| sheet.row(row).filter(|text| !text.trim().is_empty()).count();
    let mut rows: Vec<usize> = (1..sheet.rows.min(ROWS)).map(filled).collect();
    rows.sort_unstable();
    let Some(&common) = rows.get(rows.len() / 2) else { return 0 };
    let is_title = |&row: &usize| {
        let filled = filled(row);
        filled < common && (filled == 1 || filled * 3 <= common)
    };
    let lines = (0..sheet.rows.min(TITLES + 1)).take_while(is_title).count();
    let is_above = (1..=TITLES).contains(&lines) && lines + 1 < sheet.rows;
    if lines == 1 && asks(sheet) {
        return 0;
    }
    if is_above && filled(lines) * 2 >= common && is_header(sheet, lines) { lines } else { 0 }
}

/// Whether the first line asks what the columns below it answer: it ends like a question, or they
/// are all answered alike.
fn asks(sheet: &Sheet) -> bool {
    let mut line = sheet.row(0).map(str::trim).filter(|text| !text.is_empty());
    if line.any(|text| text.ends_with(['?', ':', '？', '：'])) {
        return true;
    }
    let mut columns = sheet.columns.iter().map(|column| -> BTreeSet<&str> {
        let rows = 2..sheet.rows.min(ROWS);
        rows.map(|row| column.text(row).trim()).filter(|text| !text.is_empty()).collect()
    });
    let Some(first) = columns.next().filter(|first| !first.is_empty()) else { return false };
    columns.len() > 0 && columns.all(|own| own.intersection(&first).count() * 2 >= own.len().max(2))
}

/// Whether a row names what stands below it: none of its cells is a number or a time, and none
/// stands in its column again.
fn is_header(sheet: &Sheet, row: usize) -> bool {
    let cells = sheet.columns.iter().map(|column| (column, column.cells[row]));
    cells.filter(|(column, cell)| !column.values.get(*cell).trim().is_empty()).all(
        |(column, cell)| {
            let text = column.values.get(cell).trim();
            column.counts[cell as usize] == 1 && kind(text) == Kind::Words
        },
    )
}

/// What a cell is by its looks.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Kind {
    Number,
    Moment,
    Address,
    Words,
}

fn kind(text: &str) -> Kind {
    if text.replace(',', ".").parse::<f64>().is_ok_and(f64::is_finite) {
        Kind::Number
    } else if moment::is_moment(text) {
        Kind::Moment
    } else if identifying::has_mail_address(text) {
        Kind::Address
    } else {
        Kind::Words
    }
}

/// What a column says of the first row.
enum Says {
    /// Its first cell is not like the others.
    Header,
    /// It is like the others, as hardly any header could be.
    Answer,
    /// It may be either.
    Nothing,
}

/// Whether the first row is somebody's answers, not headers: its cells are of the kinds that
/// stand below them, or stand there again, in nearly all columns.
pub(in crate::read) fn first_row_is_answers(sheet: &Sheet) -> bool {
    if sheet.rows < FEWEST || numbered(sheet) {
        return false;
    }
    let (mut like, mut unlike, mut typed) = (0, 0, false);
    for column in 0..sheet.width() {
        let text = sheet.text(0, column).trim();
        match says(sheet, column) {
            Says::Header => unlike += 1,
            // Nobody's question is an address.
            Says::Answer => {
                like += if is_address(text) { 2 } else { 1 };
                // Headers may be words that people also answer with: `Home,Away`.
                typed |= kind(text) != Kind::Words;
            }
            Says::Nothing => {}
        }
    }
    like >= 2 && unlike * 10 <= like && typed
}

fn says(sheet: &Sheet, column: usize) -> Says {
    let text = sheet.text(0, column).trim();
    if text.is_empty() {
        return Says::Nothing;
    }
    let cells = &sheet.columns[column];
    let again = cells.counts[cells.cells[0] as usize] > 1;
    let (mut rows, mut alike, mut distinct) = (0u64, 0u64, 0u64);
    let own = kind(text);
    let mut of_one_kind = [0u64; 4];
    for (other, count) in answers(sheet, column).take(SAMPLE) {
        let count = u64::from(count);
        let kind = kind(other);
        of_one_kind[kind as usize] += count;
        alike += if kind == own { count } else { 0 };
        rows += count;
        distinct += 1;
    }
    // Of a column whose every cell is one text, that text may well be the header.
    if distinct < 2 {
        return Says::Nothing;
    }
    let typed = of_one_kind[..3].iter().any(|&of_kind| of_kind * 10 >= rows * 9);
    match own {
        Kind::Words if typed => Says::Header,
        Kind::Words if again => Says::Answer,
        Kind::Words if distinct * 2 <= rows => Says::Header,
        Kind::Words => Says::Nothing,
        Kind::Number if again && alike * 10 >= rows * 9 => Says::Answer,
        Kind::Number if typed => Says::Nothing,
        _ if alike * 10 >= rows * 9 => Says::Answer,
        _ => Says::Header,
    }
}

fn is_address(text: &str) -> bool {
    kind(text.trim()) == Kind::Address
}

/// Whether the first row's numbers go up or down from cell to cell, as numbers of questions, years
/// and steps do.
fn numbered(sheet: &Sheet) -> bool {
    let numbers: Vec<f64> = sheet.row(0).filter_map(|text| text.trim().parse().ok()).collect();
    let different: BTreeSet<u64> = numbers.iter().map(|number| number.to_bits()).collect();
    let ordered = numbers.is_sorted() || numbers.iter().rev().is_sorted();
    numbers.len() > 2 && different.len() == numbers.len() && ordered
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::formats::trial::sheet;

    #[track_caller]
    fn check_titles(text: &str, expected: usize) {
        assert_eq!(titles(&sheet(text.as_bytes())), expected, "{text}");
    }

    #[test]
    fn lines_above_the_table_are_titles() {
        check_titles("Survey,,\nRole,Score,Why?\nDev,1,x\nOps,2,y\n", 1);
        check_titles("Survey,,,\nBy X,,,\n,,Role,Score\n,,Dev,1\n,,Ops,1\n,,Dev,2\n", 2);
        check_titles("Survey\n\nRole,Score\nDev,1\nOps,2\n", 1);
        check_titles("Survey,2024,,,,,\na,b,c,d,e,f,g\n1,2,3,4,5,6,7\n2,2,3,4,5,6,7\n", 1);
        // Options below a question, somebody's answers below headers, sections above questions.
        check_titles("Role,Score\nDev,1\nOps,2\n", 0);
        check_titles("Name,,\nBob,1,2\nJo,3,1\n", 0);
        check_titles("You,,Us,\nRole,Age,Speed,Docs\nDev,1,2,3\nOps,3,4,5\n", 0);
        check_titles("Only\na\nb\n", 0);
        check_titles("How often?,,\nTram,Bus,Bike\nNever,Often,Never\nOften,Never,Often\n", 0);
        check_titles("Use of,,\nTram,Bus,Bike\nNever,Often,Never\nOften,Never,Often\n", 0);
    }

    #[track_caller]
    fn check_answers(text: &str, expected: bool) {
        assert_eq!(first_row_is_answers(&sheet(text.as_bytes())), expected, "{text}");
    }

    #[test]
    fn a_first_row_like_the_others_is_no_header() {
        check_answers("a@x.example,Dev\nb@x.example,Ops\nc@x.example,Dev\nd@x.example,Ops\n", true);
        check_answers("Home,Away\nHome,Draw\nDraw,Away\nHome,Away\nAway,Home\n", false);
        check_answers("Dev,3,Yes\nOps,4,No\nDev,3,Yes\nDev,5,No\n", true);
        check_answers("a@x.example\nb@x.example\nc@x.example\nd@x.example\n", true);
        check_answers("Role,Mail\nDev,b@x.example\nDev,c@x.example\nOps,d@x.example\n", false);
        check_answers("Role,3,Yes\nOps,4,No\nDev,3,Yes\nDev,5,No\nOps,5,No\n", false);
        // Numbers of questions, and options that their own cells repeat.
        check_answers("1,2,3\n1,2,1\n1,3,3\n2,2,1\n2,1,3\n", false);
        check_answers("5,4,3\n4,4,1\n5,3,3\n4,4,1\n5,3,3\n", false);
        check_answers("Chat,Mail\nChat,\n,Mail\nChat,Mail\nChat,\n", false);
    }
}
