//! What is odd about the file itself: its worksheets, its rows, its characters.

use super::figure::Figure;
use crate::read::lex::Irregular;
use crate::read::sheet::{Column, Sheet};
use crate::{Message, Warning};

/// How many rows or worksheets a warning names one by one.
pub(super) const NAMED: usize = 10;

/// Worksheets that were not read.
pub(super) fn worksheets(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    formulas(sheet, warnings);
    if sheet.other_worksheets.is_empty() {
        return;
    }
    let quoted = |names: &[String]| {
        let named = names.iter().take(NAMED).map(|name| format!("“{name}”"));
        let more = names.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| format!("{more} more"));
        named.chain(more).collect::<Vec<_>>().join(", ")
    };
    let read = sheet.worksheet.as_deref().unwrap_or_default();
    let message = format!(
        "Only the worksheet “{read}” was read; the workbook also has {}.",
        quoted(&sheet.other_worksheets),
    );
    let rivals = &sheet.rival_worksheets;
    warnings.push(if rivals.is_empty() {
        let message = format!("{message} To read another, save it as CSV.");
        Warning::notice("other-worksheets", Message::plain(message))
    } else {
        let message = format!(
            "{message} Of these, {} {} answers to a form, too: to read {}, save {} as CSV.",
            quoted(rivals),
            if rivals.len() == 1 { "looks like" } else { "look like" },
            if rivals.len() == 1 { "it" } else { "them" },
            if rivals.len() == 1 { "it" } else { "each" },
        );
        Warning::problem("other-worksheets", Message::plain(message))
    });
}

/// Formulas whose results the program that wrote the workbook did not work out.
fn formulas(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    if sheet.unsolved > 0 {
        let message = format!(
            "{} of the worksheet {} no result, so {} read as empty. Open the file in a spreadsheet \
             program and save it.",
            count(sheet.unsolved, "formula", "formulas"),
            if sheet.unsolved == 1 { "has" } else { "have" },
            if sheet.unsolved == 1 { "it is" } else { "they are" },
        );
        warnings.push(Warning::problem("formulas-without-results", Message::plain(message)));
    }
}

fn count(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// Words that begin the last row of a table that sums it up, or gives the mean of what is above.
const TOTALS: [&str; 10] = [
    "total",
    "totals",
    "grand total",
    "sum",
    "summe",
    "gesamt",
    "gesamtsumme",
    "insgesamt",
    "somme",
    "totale",
];
const MEANS: [&str; 5] = ["average", "mean", "mittelwert", "durchschnitt", "moyenne"];

fn number(text: &str) -> Option<f64> {
    Figure::read(text.trim().trim_end_matches('%')).filter(|f| f.is_exact()).map(Figure::place)
}

/// Whether a number is the mean of those above it, or their sum or count.
fn sums_up(sheet: &Sheet, column: usize, last: usize, means: bool, own: f64) -> Option<bool> {
    let above: Vec<f64> = (0..last).filter_map(|row| number(sheet.text(row, column))).collect();
    let (sum, count) = (above.iter().sum::<f64>(), above.len() as f64);
    let near = |other: f64| (other - own).abs() <= (other.abs() * 0.005).max(0.05);
    let near_any =
        if means { near(sum / count) } else { [sum, count, last as f64].into_iter().any(near) };
    Some(count > 1.0 && near_any)
}

/// A last row that sums the table up.
fn total(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    let Some(last) = sheet.rows.checked_sub(1).filter(|&last| last > 2) else { return };
    let mut cells = (0..sheet.width())
        .map(|column| (column, sheet.text(last, column).trim()))
        .filter(|(_, text)| !text.is_empty());
    let first = cells.next().map_or("", |cell| cell.1);
    let word = first.trim_end_matches(':').to_lowercase();
    let means = MEANS.contains(&word.as_str());
    if !means && !TOTALS.contains(&word.as_str()) {
        return;
    }
    let mut numbers =
        cells.map(|(column, text)| sums_up(sheet, column, last, means, number(text)?));
    let any = numbers.next();
    // As an answer, others would have it too.
    let alone = sheet.columns.iter().any(|column| {
        column.text(last).trim() == first && column.counts[column.cells[last] as usize] == 1
    });
    if any == Some(Some(true)) && numbers.all(|is| is == Some(true)) && alone {
        let row = sheet.record(last);
        let message = format!(
            "The last row, {row}, begins with “{first}” and has numbers: it is likely no person's \
             answers but sums the table up. It is counted as a person. Take it out of the file."
        );
        warnings.push(Warning::problem("total-row", Message::plain(message)).at_row(row));
    }
}

/// What cells that are not UTF-8 were read as, and bytes that are of no text.
pub(super) fn characters(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    if sheet.zeros > 0 {
        let message = format!(
            "{} cells held zero bytes, which are left out: the file is damaged, or was never text. \
             Export the answers again.",
            sheet.zeros
        );
        warnings.push(Warning::problem("zero-bytes", Message::plain(message)));
    }
    let Some(reading) = sheet.recoded else { return };
    let cells: usize = sheet.columns.iter().map(|column| column.recoded.len()).sum();
    let columns = sheet.columns.iter().filter(|column| !column.recoded.is_empty()).count();
    let name = reading.encoding.name();
    let mixed = sheet.columns.iter().any(has_utf8_letters);
    let what = match mixed {
        true => "are in another encoding than the rest, which is UTF-8",
        false => "are not UTF-8",
    };
    let texts = format!("{cells} different texts in {columns} columns {what}");
    if !reading.plausible {
        let message = format!(
            "{texts}, and nothing says for certain in which encoding they are; they were read as \
             {name}, which may be wrong. Export the answers again as UTF-8."
        );
        return warnings.push(Warning::problem("unknown-encoding", Message::plain(message)));
    }
    let code = if mixed { "mixed-encodings" } else { "not-utf8" };
    let message =
        format!("{texts}; they were read as {name}. Look at letters with accents and at dashes.");
    warnings.push(Warning::notice(code, Message::plain(message)));
}

fn has_utf8_letters(column: &Column) -> bool {
    let recoded: std::collections::BTreeSet<u32> = column.recoded.iter().copied().collect();
    column.distinct().any(|(number, text, _)| !text.is_ascii() && !recoded.contains(&number))
}

/// Rows and cells that are not as the rest of the table.
pub(super) fn rows(sheet: &Sheet, warnings: &mut Vec<Warning>) {
    total(sheet, warnings);
    let blank = sheet.blank.first(NAMED);
    if let Some(&first) = blank.first() {
        let message = match sheet.blank.count() {
            1 => format!("1 row has nothing in it and is left out: {first}."),
            all => {
                format!("{all} rows have nothing in them and are left out: {}.", list(&blank, all))
            }
        };
        warnings.push(Warning::notice("blank-rows", Message::plain(message)).at_row(first));
    }
    if sheet.ragged_rows > 0 {
        let records: Vec<u64> = sheet.ragged.iter().map(|ragged| ragged.0).collect();
        let message = format!(
            "{} {} another number of cells than the first row; missing cells are taken as \
             empty: {}. Check that no separator or quotation mark is missing there.",
            sheet.ragged_rows,
            if sheet.ragged_rows == 1 { "row has" } else { "rows have" },
            list(&records, sheet.ragged_rows),
        );
        warnings.push(Warning::problem("ragged-rows", Message::plain(message)).at_row(records[0]));
    }
    for (what, code, words) in [
        (
            Irregular::StrayQuote,
            "stray-quote",
            "a quotation mark inside a cell that has none around it",
        ),
        (Irregular::AfterQuote, "text-after-quote", "text behind a closing quotation mark"),
        (Irregular::OpenQuote, "open-quote", "a quotation mark that never closes"),
    ] {
        let found: Vec<(u64, usize)> =
            sheet.irregular.iter().filter(|i| i.2 == what).map(|i| (i.0, i.1)).collect();
        if let Some(&(row, column)) = found.first() {
            let mut records: Vec<u64> = found.iter().map(|cell| cell.0).collect();
            records.dedup();
            let cells = sheet.irregular_cells[what as usize];
            let rows = records.len() as u64 + cells - found.len() as u64;
            let message = format!(
                "{cells} {} {words}; it is kept as text. Rows {}. Export the file again if a cell looks \
                 wrong.",
                if cells == 1 { "cell has" } else { "cells have" },
                list(&records, rows),
            );
            warnings.push(
                Warning::problem(code, Message::plain(message)).at_row(row).at_column(column),
            );
        }
    }
}

/// The first few of so many row numbers.
pub(super) fn list(records: &[u64], all: u64) -> String {
    let named: Vec<String> = records.iter().take(NAMED).map(u64::to_string).collect();
    let more = all.saturating_sub(NAMED as u64);
    if more > 0 { format!("{} and {more} more", named.join(", ")) } else { named.join(", ") }
}

#[cfg(test)]
mod tests {
    use crate::{ReadOptions, Survey};
    use std::io::Cursor;

    #[test]
    fn a_last_row_that_sums_up_is_named() {
        let check = |row: &str, expected: bool| {
            let text = format!("Role,Score,Why?\nDev,1,a\nOps,2,b\nDev,3,c\n{row}\n");
            let survey = Survey::read(&mut Cursor::new(&text), &ReadOptions::default()).unwrap();
            let found = survey.warnings.iter().any(|warning| warning.code == "total-row");
            assert_eq!(found, expected, "{row}");
        };
        check("Total,6,", true);
        check("Mittelwert:,\"2,0\",", true);
        check("Average,3,", false);
        check("Total,7,", false);
        check("Total,6,d", false);
        check("Total,,", false);
        check("Totally,6,", false);
    }
}
