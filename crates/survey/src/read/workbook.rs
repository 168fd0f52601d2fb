//! Workbooks (XLSX, XLSM, XLSB, XLS, ODS) to a [`Sheet`], as if one had saved the worksheet with
//! the answers as CSV.
//!
//! The bytes are checked before they are read ([`archive`], [`compound`]): a small file can ask
//! for any amount of memory, and memory that runs out cannot be caught.

mod archive;
mod choose;
mod compound;
mod markup;
mod quiet;
mod table;

use super::sheet::Sheet;
use super::{ReadError, limits};
use archive::{Checked, Zipped};
use calamine::{Data, DataRef, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsb, Xlsx};
use choose::{Candidate, Choice, choose};
use std::io::{Cursor, Read, Seek, SeekFrom};
use table::Table;

/// Whether a file that begins like this goes to [`sheet`].
///
/// Every zip archive and every compound file does: no text begins so, and [`sheet`] says what is
/// wrong with those that are no workbooks.
pub(crate) fn is_workbook(start: &[u8]) -> bool {
    [&b"PK\x03\x04"[..], b"PK\x05\x06", COMPOUND].iter().any(|magic| start.starts_with(magic))
}

const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Reads the worksheet that looks most like answers ([`choose`]).
///
/// # Errors
///
/// Where the file is no workbook, needs a password, is damaged, or would take too much memory.
pub(crate) fn sheet(bytes: Vec<u8>) -> Result<Sheet, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    quiet::quietly(|| {
        if bytes.starts_with(COMPOUND) {
            let left = left(compound::check(&bytes)?);
            return dense(Xls::new(Cursor::new(bytes)).map_err(damaged)?, left);
        }
        let Checked { zipped, memory, unsolved } = archive::check(&bytes)?;
        let left = left(memory);
        let source = Once::new(bytes);
        match zipped {
            Zipped::Xlsx => streamed(Xlsx::new(source).map_err(damaged)?, left, &unsolved),
            Zipped::Xlsb => streamed(Xlsb::new(source).map_err(damaged)?, left, &unsolved),
            Zipped::Ods => dense(Ods::new(source).map_err(damaged)?, left),
        }
    })
    .unwrap_or_else(|| Err(ReadError::Damaged("a part of it makes no sense".to_owned())))
}

/// Runs `then`, which reads these bytes as a workbook with all sheets whole, after the same checks
/// as [`sheet`]'s, and makes a panic of its reader an error.
///
/// # Errors
///
/// Where [`sheet`] would refuse the workbook, or one of its sheets would fill too much memory.
pub(crate) fn guarded<T>(bytes: &[u8], then: impl FnOnce() -> T) -> Result<T, ReadError> {
    quiet::quietly(|| {
        if bytes.starts_with(COMPOUND) {
            compound::check(bytes)?;
        } else {
            let Checked { zipped, memory, .. } = archive::check(bytes)?;
            let source = Once::new(bytes.to_vec());
            match zipped {
                Zipped::Xlsx => extents(Xlsx::new(source).map_err(damaged)?, left(memory))?,
                Zipped::Xlsb => extents(Xlsb::new(source).map_err(damaged)?, left(memory))?,
                // Its cells have been counted as they are written out.
                Zipped::Ods => {}
            }
        }
        Ok(then())
    })
    .unwrap_or_else(|| Err(ReadError::Damaged("a part of it makes no sense".to_owned())))
}

/// Checks that the rectangles that hold the sheets' cells fit into memory, however few cells they
/// are.
fn extents(mut workbook: impl Streamed, left: u64) -> Result<(), ReadError> {
    for (name, _) in workbook.names() {
        let (mut rows, mut columns, mut texts) = ((u32::MAX, 0), (u32::MAX, 0), 0);
        workbook.cells(&name, |row, column, value| {
            // A text that many cells share is then kept for each.
            if let DataRef::SharedString(text) = value {
                texts += text.len() as u64;
            }
            rows = (rows.0.min(row), rows.1.max(row));
            columns = (columns.0.min(column), columns.1.max(column));
            Ok(())
        })?;
        let length = |(first, last): (u32, u32)| u64::from(last.saturating_sub(first)) + 1;
        let cells = length(rows).saturating_mul(length(columns));
        if cells.saturating_mul(size_of::<Data>() as u64).saturating_add(texts) > left {
            return Err(ReadError::WorkbookTooLarge(
                "its cells lie too far apart, or hold too much text",
            ));
        }
    }
    Ok(())
}

/// The memory that is left for the table.
fn left(taken: u64) -> u64 {
    // Whoever is let in at all gets something.
    limits::WORKBOOK_MEMORY.saturating_sub(taken).max(64 << 20)
}

fn damaged(error: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged(error.to_string())
}

/// A file of which no more is read than it takes to read everything about twice.
///
/// A workbook can list the same worksheet any number of times.
struct Once {
    bytes: Cursor<Vec<u8>>,
    left: u64,
}

impl Once {
    fn new(bytes: Vec<u8>) -> Self {
        let left = 2 * bytes.len() as u64 + (1 << 18);
        Self { bytes: Cursor::new(bytes), left }
    }
}

impl Read for Once {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.left = self
            .left
            .checked_sub(read as u64)
            .ok_or_else(|| std::io::Error::other("it uses the same parts again and again"))?;
        Ok(read)
    }
}

impl Seek for Once {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// A format whose cells can be read one after the other.
trait Streamed {
    /// Hands every cell of a worksheet that is not empty to `each`: row, column, value.
    /// Returns how many cells hold nothing; none where the part is no worksheet.
    fn cells(
        &mut self,
        name: &str,
        each: impl FnMut(u32, u32, &DataRef) -> Result<(), ReadError>,
    ) -> Result<u64, ReadError>;

    /// The names of the worksheets, and whether each is visible.
    fn names(&self) -> Vec<(String, bool)>;
}

macro_rules! streamed {
    ($format:ident, $error:path) => {
        impl<RS: Read + Seek> Streamed for $format<RS> {
            fn cells(
                &mut self,
                name: &str,
                mut each: impl FnMut(u32, u32, &DataRef) -> Result<(), ReadError>,
            ) -> Result<u64, ReadError> {
                let mut reader = match self.worksheet_cells_reader(name) {
                    Ok(reader) => reader,
                    Err($error(_)) => return Ok(0),
                    Err(error) => return Err(damaged(error)),
                };
                let mut empty = 0;
                while let Some(cell) = reader.next_cell().map_err(damaged)? {
                    let (row, column) = cell.get_position();
                    match cell.get_value() {
                        DataRef::Empty => empty += 1,
                        value => each(row, column, value)?,
                    }
                }
                Ok(empty)
            }

            fn names(&self) -> Vec<(String, bool)> {
                worksheets(self)
            }
        }
    };
}

streamed!(Xlsx, calamine::XlsxError::NotAWorksheet);
streamed!(Xlsb, calamine::XlsbError::WorksheetNotFound);

fn worksheets<RS: Read + Seek>(workbook: &impl Reader<RS>) -> Vec<(String, bool)> {
    let sheets = workbook.sheets_metadata().iter();
    let sheets = sheets.filter(|sheet| sheet.typ == SheetType::WorkSheet);
    sheets.map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible)).collect()
}

/// `unsolved` is how many formulas without a result each worksheet's part has, in no order.
fn streamed(mut workbook: impl Streamed, left: u64, unsolved: &[u64]) -> Result<Sheet, ReadError> {
    let choice = look(workbook.names(), left, |candidate| {
        workbook.cells(&candidate.name(), |row, column, value| {
            candidate.cell(row, column, value);
            Ok(())
        })?;
        Ok(())
    })?;
    let mut table = Table::new(left);
    let empty =
        workbook.cells(&choice.name, |row, column, value| table.cell(row, column, value))?;
    drop(workbook);
    // Whichever part is this worksheet's, so many of its cells must be empty.
    let unsolved = unsolved.iter().copied().filter(|&count| count <= empty).max().unwrap_or(0);
    let sheet = table.finish(choice.name)?;
    Ok(Sheet { unsolved, ..sheet.chosen(choice.others, choice.rivals) })
}

/// Chooses the worksheet to read. `see` shows a candidate its cells, where there are several.
fn look(
    names: Vec<(String, bool)>,
    left: u64,
    mut see: impl FnMut(&mut Candidate) -> Result<(), ReadError>,
) -> Result<Choice, ReadError> {
    let names = match <[_; 1]>::try_from(names) {
        Ok([(name, _)]) => return Ok(Choice::only(name)),
        Err(names) => names,
    };
    let mut candidates = Vec::with_capacity(names.len());
    for name in names {
        let mut candidate = Candidate::new(name, left);
        see(&mut candidate)?;
        candidates.push(candidate);
    }
    choose(candidates)
}

/// Reads a format that is only to be had as a whole, which its check has allowed.
fn dense<RS: Read + Seek>(mut workbook: impl Reader<RS>, left: u64) -> Result<Sheet, ReadError> {
    let names = worksheets(&workbook);
    let mut range = |name: &str| -> Result<Range<Data>, ReadError> {
        workbook.worksheet_range(name).map_err(|error| ReadError::Damaged(format!("{error:?}")))
    };
    let choice = look(names, left, |candidate| {
        each(&range(&candidate.name())?, |row, column, value| {
            candidate.cell(row, column, value);
            Ok(())
        })
    })?;
    let range = range(&choice.name)?;
    drop(workbook);
    let mut table = Table::new(left);
    each(&range, |row, column, value| table.cell(row, column, value))?;
    table.finish(choice.name).map(|sheet| sheet.chosen(choice.others, choice.rivals))
}

/// Hands every cell of a range that is not empty on.
fn each(
    range: &Range<Data>,
    mut each: impl FnMut(u32, u32, &DataRef) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        // A range is checked to be far smaller than these can count.
        each(first_row + row as u32, first_column + column as u32, &borrowed(value))?;
    }
    Ok(())
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) | Data::DurationIso(text) => DataRef::SharedString(text),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

#[cfg(test)]
mod tests;
