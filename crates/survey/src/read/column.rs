//! A column while it is being read: every distinct cell is kept once.
//!
//! A survey answers the same few hundred things over and over, so a column is a dictionary of
//! its distinct cells and, for every row, a number in it. All later work is done once per
//! distinct cell instead of once per row.

use super::block::{Block, STRIP};
use super::encoding::{Encoding, Guess};
use super::prefetch::prefetch;
use super::print::{Keys, PRINTED, Print};
use super::sheet::{Column, Values};
use std::borrow::Cow;

/// The bytes of a column's cells, numbered by first appearance; number 0 is the empty cell.
pub(crate) struct ColumnBuilder {
    /// For every row the number of its cell.
    cells: Vec<u32>,
    /// The distinct cells, one after the other, and where each ends.
    bytes: Vec<u8>,
    ends: Vec<usize>,
    /// An open-addressing table of the distinct cells; its size is a power of two.
    slots: Vec<Slot>,
    /// Whether texts are no longer looked up: nearly every cell is another one, as in a column of
    /// times, and such columns are seldom questions. [`Column::settle`] makes up for it.
    loose: bool,
    keys: &'static Keys,
}

/// A place in the table: a cell's print and number, side by side so that only one place in memory
/// is waited for. Number 0 is a free place.
#[derive(Clone, Copy, Default)]
struct Slot {
    first: u64,
    second: u32,
    number: u32,
}

impl Slot {
    fn of(print: Print, number: u32) -> Self {
        Self { first: print.first, second: print.second, number }
    }

    fn print(self) -> Print {
        Print { first: self.first, second: self.second }
    }
}

/// A column has more distinct cells than this before texts are no longer looked up.
const MANY: usize = 1 << 14;

/// How many cells are looked up at a time.
const BATCH: usize = 32;

/// How many rows ahead texts are asked for.
const AHEAD: usize = 8;

impl ColumnBuilder {
    /// A column that has been empty in the first `rows` rows.
    pub(crate) fn new(rows: usize) -> Self {
        Self {
            cells: vec![0; rows],
            bytes: Vec::new(),
            ends: vec![0],
            slots: vec![Slot::default(); 16],
            loose: false,
            keys: Keys::get(),
        }
    }

    /// Adds a row's cell. Where `doubled`, two quotation marks in it mean one.
    pub(crate) fn push(&mut self, raw: &[u8], doubled: bool) {
        let number = match raw {
            b"" => 0,
            // Row by row, a text may be written in several ways: it is told as it is meant.
            _ => self.number_of((&text(raw, doubled), false)),
        };
        self.cells.push(number);
        self.loosen();
    }

    /// Adds the cells of a block's column.
    pub(crate) fn extend(&mut self, block: &Block, column: usize) {
        let rows = block.rows();
        let prints = match block.prints(column / STRIP) {
            Some(prints) if !self.loose => prints,
            _ => return self.extend_by_text(block, column),
        };
        let in_strip = column % STRIP;
        for (rows, prints) in rows.chunks(BATCH).zip(prints.chunks(BATCH)) {
            // All are asked for before the first is looked up: what is far away comes meanwhile.
            let mask = self.slots.len() - 1;
            for strip in prints {
                prefetch(&self.slots[strip[in_strip].hash() & mask]);
            }
            let mut numbers = [0; BATCH];
            for ((number, strip), row) in numbers.iter_mut().zip(prints).zip(rows) {
                let print = strip[in_strip];
                *number = if print == Print::EMPTY {
                    0
                } else if print == Print::LONG {
                    self.number_of(block.cell(row, column))
                } else {
                    match self.find(print, |_| true) {
                        Ok(number) => number,
                        Err(place) => {
                            let (raw, doubled) = block.cell(row, column);
                            self.add(&text(raw, doubled), print, place)
                        }
                    }
                };
            }
            self.cells.extend_from_slice(&numbers[..rows.len()]);
        }
        self.loosen();
    }

    /// The same without prints.
    fn extend_by_text(&mut self, block: &Block, column: usize) {
        let rows = block.rows();
        for (at, row) in rows.iter().enumerate() {
            rows.get(at + AHEAD).inspect(|later| block.prefetch(later, column));
            let cell = block.cell(row, column);
            let number = match cell {
                (b"", _) => 0,
                _ => self.number_of(cell),
            };
            self.cells.push(number);
        }
        self.loosen();
    }

    /// Looks texts up no longer, where nearly every cell is another one.
    fn loosen(&mut self) {
        let distinct = self.ends.len();
        self.loose |= distinct > MANY && distinct * 10 > self.cells.len() * 9;
    }

    /// The number of a cell that is not empty, and whether two quotation marks in it mean one; it is
    /// added when it is new, or no longer looked up.
    #[inline(never)]
    fn number_of(&mut self, (raw, doubled): (&[u8], bool)) -> u32 {
        let text = text(raw, doubled);
        if self.loose {
            return self.add_text(&text);
        }
        let print = self.keys.print(raw);
        self.find(print, |number| raw.len() <= PRINTED || self.text(number) == &*text)
            .unwrap_or_else(|place| self.add(&text, print, place))
    }

    /// The number of the cell with this print which also `is_same`, else the place for it.
    #[inline(always)]
    fn find(&self, print: Print, is_same: impl Fn(u32) -> bool) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut place = print.hash() & mask;
        loop {
            let slot = self.slots[place];
            if slot.number == 0 {
                return Err(place);
            }
            if slot.print() == print && is_same(slot.number) {
                return Ok(slot.number);
            }
            place = (place + 1) & mask;
        }
    }

    #[inline(always)]
    fn text(&self, number: u32) -> &[u8] {
        let number = number as usize;
        &self.bytes[self.ends[number - 1]..self.ends[number]]
    }

    #[cold]
    #[inline(never)]
    fn add(&mut self, text: &[u8], print: Print, place: usize) -> u32 {
        let number = self.add_text(text);
        self.slots[place] = Slot::of(print, number);
        if self.ends.len() * 8 > self.slots.len() * 5 {
            self.grow();
        }
        number
    }

    fn add_text(&mut self, text: &[u8]) -> u32 {
        let number = self.ends.len() as u32;
        self.bytes.extend_from_slice(text);
        self.ends.push(self.bytes.len());
        number
    }

    fn grow(&mut self) {
        let mut slots = vec![Slot::default(); self.slots.len() * 2];
        let mask = slots.len() - 1;
        for slot in self.slots.iter().filter(|slot| slot.number != 0) {
            let mut place = slot.print().hash() & mask;
            while slots[place].number != 0 {
                place = (place + 1) & mask;
            }
            slots[place] = *slot;
        }
        self.slots = slots;
    }

    /// Adds a row in which the column has no cell.
    pub(crate) fn push_empty(&mut self) {
        self.cells.push(0);
    }

    /// Takes the last row's cell away. Its text stays known.
    pub(crate) fn pop(&mut self) {
        self.cells.pop();
    }

    /// How many distinct cells there are, the empty one included.
    pub(crate) fn distinct(&self) -> usize {
        self.ends.len()
    }

    /// Every distinct cell but the empty one.
    fn texts(&self) -> impl Iterator<Item = &[u8]> {
        self.ends.windows(2).map(|ends| &self.bytes[ends[0]..ends[1]])
    }

    /// Whether every cell is UTF-8.
    pub(crate) fn is_utf8(&self) -> bool {
        // Cells that are UTF-8 together need not be so one by one: one may end in mid-character.
        std::str::from_utf8(&self.bytes)
            .is_ok_and(|text| self.ends.iter().all(|&end| text.is_char_boundary(end)))
    }

    /// Weighs the cells that are not UTF-8.
    pub(crate) fn guess(&self, guess: &mut Guess) {
        self.texts().filter(|raw| std::str::from_utf8(raw).is_err()).for_each(|raw| guess.add(raw));
    }

    /// The column as text, given that every cell is UTF-8.
    pub(crate) fn finish(self) -> Column {
        let Self { cells, bytes, ends, loose, .. } = self;
        let mut counts = vec![0; ends.len()];
        for &cell in &cells {
            counts[cell as usize] += 1;
        }
        let text = String::from_utf8(bytes)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Column { values: Values::of(text, ends), cells, counts, recoded: Vec::new(), loose }
    }

    /// The column as it would be if texts had been looked up to the end.
    pub(crate) fn settle(column: &Column) -> Column {
        let mut texts = Self::new(0);
        let numbers: Vec<u32> = (0..column.values.len() as u32)
            .map(|number| match column.values.get(number).as_bytes() {
                b"" => 0,
                text => texts.number_of((text, false)),
            })
            .collect();
        let mut recoded: Vec<u32> =
            column.recoded.iter().map(|&number| numbers[number as usize]).collect();
        recoded.sort_unstable();
        recoded.dedup();
        texts.cells = column.cells.iter().map(|&cell| numbers[cell as usize]).collect();
        Column { recoded, ..texts.finish() }
    }

    /// The column as text, its cells that are not UTF-8 read as `encoding`.
    pub(crate) fn finish_recoded(self, encoding: Encoding) -> Column {
        // Two different runs of bytes can be the same text, so the texts are numbered anew.
        let mut texts = Self::new(0);
        let mut recoded = Vec::new();
        let mut numbers = vec![0];
        for raw in self.texts() {
            let (text, is_utf8) = match std::str::from_utf8(raw) {
                Ok(text) => (Cow::Borrowed(text), true),
                Err(_) => (encoding.decode(raw), false),
            };
            let number = texts.number_of((text.as_bytes(), false));
            if !is_utf8 {
                recoded.push(number);
            }
            numbers.push(number);
        }
        recoded.sort_unstable();
        recoded.dedup();
        texts.cells = self.cells.iter().map(|&cell| numbers[cell as usize]).collect();
        Column { recoded, ..texts.finish() }
    }
}

/// The text of a cell; where `doubled`, two quotation marks in it mean one.
fn text(raw: &[u8], doubled: bool) -> Cow<'_, [u8]> {
    if !doubled {
        return Cow::Borrowed(raw);
    }
    let mut text = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'"', rest) {
        text.extend_from_slice(&rest[..=at]);
        rest = &rest[at + 1..];
        rest = rest.strip_prefix(b"\"").unwrap_or(rest);
    }
    text.extend_from_slice(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn equal_cells_have_one_number(cells in proptest::collection::vec("[ab]{0,9}", 0..400)) {
            let mut column = ColumnBuilder::new(0);
            cells.iter().for_each(|cell| column.push(cell.as_bytes(), false));
            let column = column.finish();
            prop_assert!(!column.loose);
            let mut rows = HashMap::<&str, u32>::new();
            for (row, cell) in cells.iter().enumerate() {
                prop_assert_eq!(column.text(row), cell.as_str());
                *rows.entry(cell).or_default() += 1;
            }
            prop_assert_eq!(column.distinct().count(), rows.keys().filter(|k| !k.is_empty()).count());
            for (_, text, count) in column.distinct() {
                prop_assert_eq!(count, rows[text]);
            }
        }
    }

    #[test]
    fn a_column_of_times_can_be_settled_later() {
        let mut column = ColumnBuilder::new(0);
        for row in 0..3 * MANY {
            // Every twentieth cell has been there before.
            let text = (row - usize::from(row % 20 == 19)).to_string();
            column.push(text.as_bytes(), false);
        }
        let loose = column.finish();
        assert!(loose.loose);
        let settled = ColumnBuilder::settle(&loose);
        let distinct: std::collections::BTreeSet<&str> =
            (0..3 * MANY).map(|row| loose.text(row)).collect();
        assert_eq!(settled.distinct().count(), distinct.len());
        assert!((0..3 * MANY).all(|row| settled.text(row) == loose.text(row)));
        assert!(loose.distinct().count() > distinct.len());
    }

    #[test]
    fn two_marks_mean_one() {
        let mut column = ColumnBuilder::new(0);
        for (raw, doubled) in [("\"\"a\"\"", true), ("\"a\"", false), ("\"\"\"\"", true)] {
            column.push(raw.as_bytes(), doubled);
        }
        let column = column.finish();
        assert_eq!(
            (0..3).map(|row| column.text(row)).collect::<Vec<_>>(),
            ["\"a\"", "\"a\"", "\"\""]
        );
    }

    #[test]
    fn different_bytes_can_be_one_text() {
        let mut column = ColumnBuilder::new(0);
        for raw in [&b"caf\xe9"[..], b"caf\xc3\xa9", b"\xe9", b"tea"] {
            column.push(raw, false);
        }
        assert!(!column.is_utf8());
        let column = column.finish_recoded(Encoding::Windows1252);
        assert_eq!(
            (0..4).map(|row| column.text(row)).collect::<Vec<_>>(),
            ["café", "café", "é", "tea"]
        );
        assert_eq!((column.counts, column.recoded), (vec![0, 2, 1, 1], vec![1, 2]));
    }
}
