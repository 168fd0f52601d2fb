//! The dataset as a workbook. Its properties are constant, so that it says nothing of who made it and
//! when, and the same dataset gives the same bytes.

use super::table::COLUMNS;
use super::text::clean;
use super::{About, Part, codebook};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

/// Excel holds so many characters in a cell.
const LONGEST: usize = 32_000;

/// The workbook's bytes.
pub(super) fn workbook(about: &About, parts: &[Part]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new().set_title(clean(&about.title)).set_creation_datetime(&made),
    );
    let mut names = Vec::new();
    let sheet = workbook.add_worksheet();
    named(sheet, "About", &mut names)?;
    let lines = [
        ("Title", about.title.clone()),
        ("Version", about.version.clone()),
        ("Date", about.date.clone()),
        ("Description", about.description.clone()),
        ("By", about.authors.join(", ")),
        ("Licence", about.licence.id.clone()),
        ("Blanks", "In rows: nothing was said, or it was rare and is withheld.".to_owned()),
    ];
    for (at, (what, text)) in (0..).zip(lines) {
        sheet.write_string(at, 0, what)?.write_string(at, 1, text_of(&text))?;
    }
    let sheet = workbook.add_worksheet();
    named(sheet, "Codebook", &mut names)?;
    header(sheet, codebook::COLUMNS.iter().map(|column| column.0))?;
    for (at, cells) in (1..).zip(codebook::lines(parts)) {
        texts(sheet, at, cells.iter().map(String::as_str))?;
    }
    for part in parts {
        if let Some(rows) = part.safe() {
            let sheet = workbook.add_worksheet();
            named(sheet, &format!("{} rows", part.name), &mut names)?;
            header(sheet, rows.columns.iter().map(|column| column.name.as_str()))?;
            for (at, row) in (1..).zip(&rows.rows) {
                let value =
                    |(cell, column): (&Option<u16>, &paap_privacy::disclosure::row::SafeColumn)| {
                        cell.and_then(|cell| column.values.get(usize::from(cell)))
                            .cloned()
                            .unwrap_or_default()
                    };
                let cells: Vec<String> = row.iter().zip(&rows.columns).map(value).collect();
                texts(sheet, at, cells.iter().map(String::as_str))?;
            }
        }
        if !part.tables.is_empty() {
            let sheet = workbook.add_worksheet();
            named(sheet, &format!("{} tables", part.name), &mut names)?;
            tables(sheet, part)?;
        }
    }
    workbook.save_to_buffer()
}

/// All tables of a survey, one below the other.
fn tables(sheet: &mut Worksheet, part: &Part) -> Result<(), XlsxError> {
    let places = ["table", "title", "base", "row question", "row", "column question", "column"];
    header(sheet, places.into_iter().chain(COLUMNS.map(|column| column.0)))?;
    let lines =
        part.tables.iter().flat_map(|table| table.lines.iter().map(move |line| (table, line)));
    for (at, (table, line)) in (1..).zip(lines) {
        let col =
            (table.col.as_deref().unwrap_or_default(), line.col.as_deref().unwrap_or_default());
        let place =
            [&table.id, &table.title, &table.base, table.row.as_str(), &line.row, col.0, col.1];
        texts(sheet, at, place.into_iter())?;
        let cells = table.cells(line);
        let numbers = &cells[cells.len() - COLUMNS.len()..];
        for (column, text) in (place.len() as u16..).zip(numbers) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(at, column, number)?,
                Err(_) if text.is_empty() => sheet,
                Err(_) => sheet.write_string(at, column, text)?,
            };
        }
    }
    Ok(())
}

fn header<'a>(
    sheet: &mut Worksheet,
    names: impl Iterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    texts(sheet, 0, names)?;
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Texts are written as texts: a workbook runs none of them.
fn texts<'a>(
    sheet: &mut Worksheet,
    row: u32,
    texts: impl Iterator<Item = &'a str>,
) -> Result<(), XlsxError> {
    for (column, text) in (0..).zip(texts) {
        if !text.is_empty() {
            sheet.write_string(row, column, text_of(text))?;
        }
    }
    Ok(())
}

fn text_of(text: &str) -> String {
    clean(text).chars().take(LONGEST).collect()
}

/// Names a sheet: at most 31 characters, none of which Excel refuses, and each name once.
fn named(sheet: &mut Worksheet, name: &str, names: &mut Vec<String>) -> Result<(), XlsxError> {
    let short = |most: usize| name.chars().take(most).collect::<String>();
    let mut own = short(31);
    for number in 2.. {
        if !names.contains(&own.to_lowercase()) {
            break;
        }
        own = format!("{} {number}", short(25));
    }
    names.push(own.to_lowercase());
    sheet.set_name(own)?;
    Ok(())
}
