//! A sheet under construction, and the workbook of several.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::questionnaire::{Place, Problem, Severity};

/// Longest text of a cell, in UTF-16 units (Excel's specification).
const LONGEST: usize = 32_767;

pub(super) struct Table {
    name: &'static str,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(name: &'static str, headers: &[&str]) -> Self {
        let headers = headers.iter().map(|&header| header.to_owned()).collect();
        Self { name, headers, rows: Vec::new() }
    }

    /// Begins a row.
    pub(super) fn row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// The column with this header, which is added if there is none.
    pub(super) fn column(&mut self, header: &str) -> usize {
        self.headers.iter().position(|known| known == header).unwrap_or_else(|| {
            self.headers.push(header.to_owned());
            self.headers.len() - 1
        })
    }

    /// Sets a cell of the last row. What a cell cannot hold is left out and returned as a problem.
    pub(super) fn set(&mut self, header: &str, value: &str) -> Option<Problem> {
        let why = if value.encode_utf16().count() > LONGEST {
            Some("the text is too long for a cell")
        } else if value.contains(['\u{fffe}', '\u{ffff}']) {
            Some("the text has a character that a workbook cannot hold")
        } else if !value.is_empty() && value.trim().is_empty() {
            Some("the text is nothing but space, which an XLSForm takes for nothing")
        } else {
            None
        };
        if let Some(why) = why {
            return Some(self.problem(Severity::Warning, "cell", header, why.to_owned()));
        }
        let column = self.column(header);
        if let Some(row) = self.rows.last_mut() {
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(cell) = row.get_mut(column) {
                value.clone_into(cell);
            }
        }
        None
    }

    /// A problem at a cell of the last row.
    pub(super) fn problem(
        &self,
        severity: Severity,
        code: &'static str,
        header: &str,
        message: String,
    ) -> Problem {
        let place = Place::Cell {
            sheet: self.name.to_owned(),
            row: self.rows.len() + 1,
            column: header.to_owned(),
        };
        Problem { severity, code, place, message, help: None }
    }

    /// The headers that only paap understands.
    pub(super) fn own_headers(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(String::as_str).filter(|header| header.starts_with("paap_"))
    }

    pub(super) fn own_note(&self, header: &str) -> Problem {
        let place = Place::Cell { sheet: self.name.to_owned(), row: 1, column: header.to_owned() };
        let message = format!("form tools ignore the column `{header}`; paap reads it back");
        Problem { severity: Severity::Note, code: "own-column", place, message, help: None }
    }
}

/// The bytes of a workbook with these sheets. Every cell is a text: none is run as a formula.
/// The same tables give the same bytes.
pub(super) fn workbook(tables: &[&Table]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for table in tables {
        let sheet = workbook.add_worksheet();
        sheet.set_name(table.name)?;
        for (row, cells) in std::iter::once(&table.headers).chain(&table.rows).enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                let row = u32::try_from(row).map_err(|_| XlsxError::RowColumnLimitError)?;
                let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
                sheet.write_string(row, column, cell)?;
            }
        }
    }
    workbook.save_to_buffer()
}
