//! Cells at their places to the columns of a [`Sheet`], and values to text.

use crate::read::finish::finish;
use crate::read::lex::Sink;
use crate::read::rows::Rows;
use crate::read::sheet::Sheet;
use crate::read::{ReadError, limits};
use calamine::{DataRef, ExcelDateTime};

/// A table into which cells are put row by row.
pub(super) struct Table {
    rows: Rows,
    /// The cells of the row that has begun: column and text.
    row: Vec<(u32, String)>,
    at: u32,
    begun: bool,
    /// Memory that may still be taken, in bytes.
    left: u64,
    /// Distinct texts kept, and all texts seen, in bytes.
    kept: u64,
    seen: u64,
}

impl Table {
    /// A table that takes no more than about `left` bytes of memory.
    pub(super) fn new(left: u64) -> Self {
        let rows = Rows::default();
        Self { rows, row: Vec::new(), at: 0, begun: false, left, kept: 0, seen: 0 }
    }

    /// Puts a value at its place, counted from 0. Rows come in order.
    pub(super) fn cell(&mut self, row: u32, column: u32, value: &DataRef) -> Result<(), ReadError> {
        if row >= limits::ROWS {
            return Err(ReadError::Damaged(
                "a row is beyond the last that a worksheet has".to_owned(),
            ));
        }
        if column as usize >= limits::COLUMNS {
            return Err(ReadError::TooWide);
        }
        if !self.begun || row != self.at {
            if self.begun && row < self.at {
                return Err(ReadError::Damaged(format!(
                    "row {} comes after row {}",
                    row + 1,
                    self.at + 1
                )));
            }
            let gap = if self.begun { row - self.at - 1 } else { row };
            self.end_row()?;
            for _ in 0..gap {
                self.rows.blank_line();
            }
            (self.at, self.begun) = (row, true);
        }
        if self.row.len() == 2 * limits::COLUMNS {
            return Err(ReadError::Damaged(format!("row {} has cells twice", row + 1)));
        }
        let text = text(value);
        self.seen += text.len() as u64;
        if self.seen > limits::WORKBOOK_TEXT {
            return Err(ReadError::WorkbookTooLarge("its cells hold more than 1 GiB of text"));
        }
        if !text.is_empty() {
            self.row.push((column, text));
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), ReadError> {
        if !self.begun {
            return Ok(());
        }
        // A cell that comes twice counts once, as it came last.
        self.row.sort_by_key(|&(column, _)| column);
        let mut next = 0;
        let mut row = std::mem::take(&mut self.row);
        let mut cells = row.drain(..).peekable();
        while let Some((column, text)) = cells.next() {
            if cells.peek().is_some_and(|&(other, _)| other == column) {
                continue;
            }
            for _ in next..column {
                self.rows.cell(b"", false);
            }
            next = column + 1;
            let known = self.distinct(column);
            self.rows.cell(text.as_bytes(), false);
            if self.distinct(column) > known {
                self.kept += text.len() as u64 + 40;
            }
        }
        drop(cells);
        self.row = row;
        self.rows.end_row();
        // Lists grow by doubling, and the columns are put together a second time.
        let columns = self.rows.columns.len() as u64;
        let cells = columns * (self.rows.run.rows as u64);
        if cells * 8 + self.kept * 2 > self.left {
            return Err(ReadError::WorkbookTooLarge("its table takes too much memory"));
        }
        Ok(())
    }

    fn distinct(&self, column: u32) -> usize {
        // A column that is not there yet holds nothing but the empty text.
        self.rows.columns.get(column as usize).map_or(1, |column| column.distinct())
    }

    /// The sheet.
    pub(super) fn finish(mut self, name: String) -> Result<Sheet, ReadError> {
        self.end_row()?;
        if self.rows.columns.is_empty() {
            return Err(ReadError::Empty);
        }
        let mut sheet = finish(self.rows.columns, &[self.rows.run], b',', 1)?;
        // All of these are of delimited files; rows of a worksheet are all equally wide.
        (sheet.encoding, sheet.delimiter, sheet.ragged_rows) = (None, None, 0);
        sheet.ragged.clear();
        sheet.worksheet = Some(name);
        Ok(sheet)
    }
}

/// What a delimited file would hold for a value.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(*number),
        DataRef::DateTime(moment) => date(moment),
        DataRef::Error(error) => error.to_string(),
    }
}

/// A number with the 15 digits that a spreadsheet keeps and shows.
fn decimal(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    if rounded == 0.0 {
        return "0".to_owned();
    }
    if (1e-9..1e21).contains(&f64::abs(rounded)) {
        return rounded.to_string();
    }
    format!("{rounded:e}")
}

/// `2026-03-01`, `2026-03-01T09:12:35`, or `09:12:35` for a time of no day.
fn date(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() {
        // A double holds whole milliseconds of any span that a worksheet can show.
        let milliseconds = (serial.abs() * 86_400_000.0).round() as u64;
        let sign = if serial < 0.0 && milliseconds > 0 { "-" } else { "" };
        let seconds = milliseconds / 1000;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        return format!("{sign}{hours:02}:{minutes:02}:{seconds:02}{}", part(milliseconds % 1000));
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        // No day: a spreadsheet shows hashes; the number at least says what is there.
        return decimal(serial);
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}{}", part(milli.into()));
    if serial < 1.0 {
        return time;
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    if time == "00:00:00" { date } else { format!("{date}T{time}") }
}

fn part(milliseconds: u64) -> String {
    if milliseconds == 0 { String::new() } else { format!(".{milliseconds:03}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    fn moment(serial: f64) -> String {
        date(&ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, false))
    }

    #[test]
    fn dates_are_iso() {
        assert_eq!(moment(46_082.0), "2026-03-01");
        assert_eq!(
            moment(46_082.0 + (9.0 * 3600.0 + 12.0 * 60.0 + 35.0) / 86400.0),
            "2026-03-01T09:12:35"
        );
        assert_eq!(moment(0.5), "12:00:00");
        assert_eq!(moment(46_082.999_999_999), "2026-03-02");
        assert_eq!(moment(-1.0), "-1");
        assert_eq!(moment(1e300), "1e300");
        let span = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(date(&span), "36:00:00");
    }

    #[test]
    fn numbers_are_as_a_spreadsheet_shows_them() {
        for (number, text) in [
            (3.0, "3"),
            (-0.0, "0"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.333333333333333"),
            (2e15, "2000000000000000"),
            (1e300, "1e300"),
            (f64::NAN, "NaN"),
        ] {
            assert_eq!(decimal(number), text);
        }
    }

    #[test]
    fn cells_find_their_places() {
        let mut table = Table::new(1 << 20);
        for (row, column, value) in [
            (1, 2, DataRef::SharedString("c")),
            (1, 0, DataRef::SharedString("a")),
            (4, 1, DataRef::Float(2.0)),
            (4, 1, DataRef::Bool(true)),
        ] {
            table.cell(row, column, &value).unwrap();
        }
        let sheet = table.finish("S".to_owned()).unwrap();
        assert_eq!(sheet.row(0).collect::<Vec<_>>(), ["a", "", "c"]);
        assert_eq!(sheet.row(1).collect::<Vec<_>>(), ["", "TRUE", ""]);
        assert_eq!((sheet.blank.first(9), sheet.ragged_rows), (vec![1, 3, 4], 0));
    }

    #[test]
    fn rows_out_of_order_are_named() {
        let mut table = Table::new(1 << 20);
        table.cell(1, 0, &DataRef::Int(1)).unwrap();
        let error = table.cell(0, 0, &DataRef::Int(1)).unwrap_err();
        assert!(error.to_string().contains("row 1 comes after row 2"));
        let far = Table::new(1 << 20).cell(limits::ROWS, 0, &DataRef::Int(1));
        assert!(matches!(far, Err(ReadError::Damaged(_))));
    }
}
