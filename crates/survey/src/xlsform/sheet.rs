//! A workbook's sheets as text: headers, and rows with the numbers that a spreadsheet shows.

use std::io::Cursor;

use calamine::{Data, Reader, Sheets, open_workbook_auto_from_rs};
use hashbrown::HashMap;

use crate::questionnaire::{Place, Problem, Severity};
use crate::read::{ReadError, workbook};

/// Larger files are refused, in bytes. A form has some hundred kilobytes.
const LARGEST: usize = 32 << 20;

/// One sheet with a header row.
pub(super) struct Sheet {
    /// As the workbook spells it.
    pub(super) name: String,
    /// Row that the headers stand in, from 1.
    pub(super) header_row: usize,
    pub(super) headers: Vec<Header>,
    pub(super) rows: Vec<Row>,
}

/// A column's header, `label::English (en)` taken apart.
pub(super) struct Header {
    /// As written.
    pub(super) text: String,
    /// The part before the colons in small letters, with `_` for spaces.
    pub(super) base: String,
    /// The part after the colons.
    pub(super) language: Option<String>,
}

pub(super) struct Row {
    /// As a spreadsheet numbers it, from 1.
    pub(super) number: usize,
    /// One for each header.
    cells: Vec<String>,
}

impl Row {
    /// The cell below the header with this index, without surrounding space.
    pub(super) fn cell(&self, index: usize) -> &str {
        self.cells.get(index).map_or("", |cell| cell.trim())
    }

    /// The cell as it is; empty if it is all space.
    pub(super) fn text(&self, index: usize) -> &str {
        self.cells
            .get(index)
            .map(String::as_str)
            .filter(|cell| !cell.trim().is_empty())
            .unwrap_or("")
    }

    fn is_empty(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

impl Sheet {
    /// Index of the column without a language that has this name.
    pub(super) fn column(&self, base: &str) -> Option<usize> {
        self.headers.iter().position(|header| header.base == base && header.language.is_none())
    }

    /// The cell of this row in the column with this name; empty if there is none.
    pub(super) fn get<'a>(&self, row: &'a Row, base: &str) -> &'a str {
        self.column(base).map_or("", |index| row.cell(index))
    }

    /// As [`Self::get`], with surrounding space.
    pub(super) fn get_text<'a>(&self, row: &'a Row, base: &str) -> &'a str {
        self.column(base).map_or("", |index| row.text(index))
    }

    pub(super) fn place(&self, row: usize, column: &str) -> Place {
        Place::Cell { sheet: self.name.clone(), row, column: column.to_owned() }
    }
}

/// The sheets that a form has, by their names in small letters.
///
/// Bytes made to hurt (archives that unpack to gigabytes) are stopped before they are read.
pub(super) fn sheets(bytes: &[u8]) -> Result<HashMap<String, Sheet>, Box<Problem>> {
    if bytes.len() > LARGEST {
        let message =
            format!("the workbook has {} bytes; a form has at most {LARGEST}", bytes.len());
        return Err(problem("too-large", message, "keep only the sheets of the form"));
    }
    workbook::guarded(bytes, || read(bytes)).unwrap_or_else(|why| Err(refused(&why)))
}

fn read(bytes: &[u8]) -> Result<HashMap<String, Sheet>, Box<Problem>> {
    let mut workbook = open(bytes)?;
    // Only these write a character as `_x000D_`.
    let escaped = matches!(workbook, Sheets::Xlsx(_) | Sheets::Xlsb(_));
    let mut sheets = HashMap::new();
    for name in workbook.sheet_names() {
        let key = name.trim().to_lowercase();
        if !matches!(key.as_str(), "survey" | "choices" | "settings") {
            continue;
        }
        let range = workbook.worksheet_range(&name).map_err(|error| unreadable(&error))?;
        let first = range.start().map_or(0, |(row, _)| row as usize);
        let mut rows = range.rows().enumerate().map(|(index, cells)| {
            let cells = cells.iter().map(|cell| text(cell, escaped)).collect();
            Row { number: first + index + 1, cells }
        });
        let Some(head) = rows.find(|row| !row.is_empty()) else { continue };
        let headers = head.cells.iter().map(|text| header(text)).collect();
        let rows = rows.filter(|row| !row.is_empty()).collect();
        sheets.insert(key, Sheet { name, header_row: head.number, headers, rows });
    }
    Ok(sheets)
}

/// The only place that opens a workbook here, on bytes that have been checked.
fn open(bytes: &[u8]) -> Result<Sheets<Cursor<&[u8]>>, Box<Problem>> {
    open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| unreadable(&error))
}

/// Why the bytes are not read at all.
fn refused(why: &ReadError) -> Box<Problem> {
    let code = match why {
        ReadError::WorkbookTooLarge(_) => "too-large",
        _ => "workbook",
    };
    problem(code, why.to_string(), "save the form again as .xlsx, with only its own sheets")
}

fn unreadable(error: &calamine::Error) -> Box<Problem> {
    let message = format!("this is not a workbook that can be read: {error}");
    problem("workbook", message, "save it again as .xlsx")
}

/// A problem of the file as a whole.
pub(super) fn problem(code: &'static str, message: String, help: &str) -> Box<Problem> {
    let help = Some(help.to_owned());
    Box::new(Problem { severity: Severity::Error, code, place: Place::File, message, help })
}

fn header(text: &str) -> Header {
    let (base, language) = match text.split_once("::").or_else(|| text.split_once(':')) {
        Some((base, language)) => (base, Some(language.trim().to_owned())),
        None => (text, None),
    };
    // `media::image::English` is the column image in English.
    let (base, language) = match (base.trim(), &language) {
        ("media", Some(rest)) => match rest.split_once("::") {
            Some((base, language)) => (base, Some(language.to_owned())),
            None => (rest.as_str(), None),
        },
        _ => (base, language),
    };
    let base = base.trim().to_lowercase().replace(' ', "_");
    // Other spellings that pyxform knows (its `aliases.py`).
    let base = match base.as_str() {
        "caption" => "label".to_owned(),
        "command" => "type".to_owned(),
        "tag" | "value" => "name".to_owned(),
        "relevance" => "relevant".to_owned(),
        "calculate" => "calculation".to_owned(),
        _ => base,
    };
    Header { text: text.trim().to_owned(), base, language }
}

fn text(cell: &Data, escaped: bool) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::String(text) if escaped => unescape(text),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(date) => date.to_string(),
    }
}

/// `_xHHHH_` stands for a character that XML cannot hold (ECMA-376 part 1, 22.9.2.19).
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let digits = after.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        let code = digits
            .filter(|_| after.as_bytes().get(4) == Some(&b'_'))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        match code {
            Some(c) => {
                out.push(c);
                rest = after.get(5..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = after;
            }
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_taken_apart() {
        let check = |text, base: &str, language: Option<&str>| {
            let header = header(text);
            assert_eq!(
                (header.base.as_str(), header.language.as_deref()),
                (base, language),
                "{text}"
            );
        };
        check("label", "label", None);
        check("label::English (en)", "label", Some("English (en)"));
        check("Label : German", "label", Some("German"));
        check("list name", "list_name", None);
        check("media::image", "image", None);
        check("media::audio::chinese", "audio", Some("chinese"));
    }

    #[test]
    fn escapes() {
        assert_eq!(unescape("a_x000D_b_x005F_x0041_"), "a\rb_x0041_");
        assert_eq!(unescape("_x_xyz_x00é_ _x12"), "_x_xyz_x00é_ _x12");
    }
}
