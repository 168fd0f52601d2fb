//! A table of text as it stands in the file, before anything is known about it.

use super::blank::Blank;
use super::column::ColumnBuilder;
use super::encoding::{Encoding, Reading};
use super::lex::Irregular;
use crate::threads;

/// The distinct texts of a column, numbered; number 0 is the empty text.
#[derive(Clone)]
pub(crate) struct Values {
    text: String,
    ends: Vec<usize>,
}

impl Default for Values {
    fn default() -> Self {
        Self { text: String::new(), ends: vec![0] }
    }
}

impl Values {
    /// Texts, one after the other, and where each ends; the first is empty.
    pub(crate) fn of(text: String, ends: Vec<usize>) -> Self {
        Self { text, ends }
    }

    /// The text with this number.
    pub(crate) fn get(&self, index: u32) -> &str {
        let index = index as usize;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[index]]
    }

    /// All texts, one after the other.
    pub(crate) fn all(&self) -> &str {
        &self.text
    }

    /// The numbers of the texts that have several lines.
    pub(crate) fn with_line_breaks(&self) -> impl Iterator<Item = u32> {
        let mut number = 0;
        std::iter::from_fn(move || {
            let start = self.ends[number];
            let at = start + memchr::memchr2(b'\n', b'\r', &self.text.as_bytes()[start..])?;
            number += self.ends[number..].iter().take_while(|&&end| end <= at).count();
            Some(number as u32)
        })
    }

    /// Every text of at most so many bytes, with its number.
    pub(crate) fn short(&self, most: usize) -> impl Iterator<Item = (u32, &str)> {
        let pairs = self.ends.windows(2).zip(1..);
        let short = pairs.filter(move |(ends, _)| ends[1] - ends[0] <= most);
        short.map(|(ends, number)| (number, &self.text[ends[0]..ends[1]]))
    }

    /// How many texts there are, the empty one included.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// One column: every distinct cell once, and for each row which one it holds.
#[derive(Clone, Default)]
pub(crate) struct Column {
    pub(crate) values: Values,
    pub(crate) cells: Vec<u32>,
    /// How many rows hold each value; a value that only stood in a header row has none.
    pub(crate) counts: Vec<u32>,
    /// Values that are not UTF-8.
    pub(crate) recoded: Vec<u32>,
    /// Whether equal texts may have several numbers, as reading did not look them up to the end.
    /// Only metadata may be so: of every question [`Sheet::settle`] has seen to it.
    pub(crate) loose: bool,
}

impl Column {
    /// The text of a row's cell.
    pub(crate) fn text(&self, row: usize) -> &str {
        self.values.get(self.cells[row])
    }

    /// Every distinct text that is not empty and stands in some row, with its number and how
    /// many rows hold it, in order of first appearance.
    pub(crate) fn distinct(&self) -> impl Iterator<Item = (u32, &str, u32)> {
        let numbers = 1..self.values.len() as u32;
        numbers.filter_map(|number| {
            let count = self.counts[number as usize];
            (count > 0).then(|| (number, self.values.get(number), count))
        })
    }

    /// How many rows hold text.
    pub(crate) fn filled(&self) -> u64 {
        self.counts.iter().skip(1).map(|&count| u64::from(count)).sum()
    }
}

/// A table of text, header rows included until a reader takes them away.
#[derive(Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: usize,
    /// Records without any text, as a spreadsheet numbers them (from 1).
    pub(crate) blank: Blank,
    /// The first rows, as the reader took them away.
    pub(crate) headers: usize,
    /// Rows above these with a title.
    pub(crate) titles: usize,
    /// How many cells the file's first row has.
    pub(crate) first_width: usize,
    /// Rows whose width is not the header's: record and width; the first [`Sheet::NAMED`].
    pub(crate) ragged: Vec<(u64, usize)>,
    pub(crate) ragged_rows: u64,
    /// Irregular cells (record, column, what): the first of each sort, and how many there are.
    pub(crate) irregular: Vec<(u64, usize, Irregular)>,
    pub(crate) irregular_cells: [u64; Irregular::SORTS],
    pub(crate) encoding: Option<Encoding>,
    /// What cells that are not UTF-8 were read as.
    pub(crate) recoded: Option<Reading>,
    /// How many cells held zero bytes, which were left out.
    pub(crate) zeros: u64,
    /// How many formulas of the worksheet have no result that could be read.
    pub(crate) unsolved: u64,
    /// The delimiter, for files that have one.
    pub(crate) delimiter: Option<char>,
    /// The name of the worksheet, for workbooks.
    pub(crate) worksheet: Option<String>,
    /// The names of the workbook's other worksheets that hold anything: they were not read.
    pub(crate) other_worksheets: Vec<String>,
    /// Those of them that look like answers to a form, too.
    pub(crate) rival_worksheets: Vec<String>,
}

impl Sheet {
    /// How many odd rows of a sort are kept one by one.
    pub(crate) const NAMED: usize = 1000;

    /// Gives equal texts one number again, in all columns but those `aside`.
    pub(crate) fn settle(&mut self, aside: &[usize], threads: usize) {
        let columns = self.columns.iter_mut().enumerate();
        let loose = columns.filter(|(index, column)| column.loose && !aside.contains(index));
        let loose: Vec<&mut Column> = loose.map(|(_, column)| column).collect();
        threads::map(loose, threads, |column| *column = ColumnBuilder::settle(column));
    }

    /// The text of the cell in `row` (header rows taken away are not counted) and `column`.
    pub(crate) fn text(&self, row: usize, column: usize) -> &str {
        self.columns.get(column).map_or("", |column| column.text(row))
    }

    /// The cells of a row.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        self.columns.iter().map(move |column| column.text(row))
    }

    /// Takes the first `count` rows away: they are headers, not answers.
    pub(crate) fn take_headers(&mut self, count: usize) {
        self.headers += self.take_first(count);
    }

    /// Takes the first `count` rows away: they stand above the table.
    pub(crate) fn take_titles(&mut self, count: usize) {
        self.titles += self.take_first(count);
        let header = self.record(0);
        let width = self.ragged.iter().find(|ragged| ragged.0 == header);
        let width = width.map_or(self.first_width, |ragged| ragged.1);
        let below = self.ragged.iter().filter(|ragged| ragged.0 >= header).count();
        // Rows are compared with the header. Those as wide as the title are not known one by one.
        if width == self.first_width {
            self.ragged_rows -= (self.ragged.len() - below) as u64;
            self.ragged.retain(|ragged| ragged.0 >= header);
        } else if self.ragged_rows == self.ragged.len() as u64 && below == self.rows {
            self.ragged.retain(|ragged| ragged.0 >= header && ragged.1 != width);
            self.ragged_rows = self.ragged.len() as u64;
            self.first_width = width;
        }
    }

    fn take_first(&mut self, count: usize) -> usize {
        let count = count.min(self.rows);
        for column in &mut self.columns {
            for cell in column.cells.drain(..count) {
                column.counts[cell as usize] -= 1;
            }
        }
        self.rows -= count;
        count
    }

    /// The number that a spreadsheet shows beside `row`.
    pub(crate) fn record(&self, row: usize) -> u64 {
        // Blank records before a row push it down. Few rows are ever named, so runs are walked.
        let mut record = (row + self.titles + self.headers) as u64 + 1;
        for (start, length) in self.blank.runs() {
            if start > record {
                break;
            }
            record += length;
        }
        record
    }

    /// The same, chosen among other worksheets.
    pub(crate) fn chosen(self, others: Vec<String>, rivals: Vec<String>) -> Self {
        Self { other_worksheets: others, rival_worksheets: rivals, ..self }
    }

    /// The width of the header row: how many columns the file promises.
    pub(crate) fn width(&self) -> usize {
        self.columns.len()
    }
}

/// The letters that a spreadsheet shows above a column: A, B, …, Z, AA, ….
pub(crate) fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.reverse();
    String::from_utf8_lossy(&letters).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_columns_as_spreadsheets_do() {
        for (column, letters) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn counts_blank_records() {
        let mut sheet = Sheet { headers: 1, ..Sheet::default() };
        [1, 4].into_iter().for_each(|record| sheet.blank.push(record));
        // 1 blank, 2 header, 3 row 0, 4 blank, 5 row 1.
        assert_eq!(sheet.record(0), 3);
        assert_eq!(sheet.record(1), 5);
    }
}
