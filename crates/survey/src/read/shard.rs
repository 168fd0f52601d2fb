//! Cells to columns in which every distinct cell is kept once.
//!
//! A survey answers the same few hundred things over and over, so a column is a dictionary of
//! its distinct cells and, for every row, a number in it. All later work is done once per
//! distinct cell instead of once per row.

use super::lex::{Irregular, Sink};
use super::limits;
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::{BuildHasher, Hasher};

/// A column while it is being read: raw bytes, in order of first appearance.
#[derive(Default)]
pub(crate) struct ShardColumn {
    /// For every row the number of its cell in `ends`, plus one; 0 is the empty cell.
    pub(crate) cells: Vec<u32>,
    table: HashTable<Entry>,
    bytes: Vec<u8>,
    /// Where each distinct cell ends in `bytes`, and whether its quotation marks are doubled.
    ends: Vec<(usize, bool)>,
}

impl ShardColumn {
    /// The distinct cell with number `index` in `cells`, and whether its marks are doubled.
    pub(crate) fn raw(&self, index: u32) -> (&[u8], bool) {
        let Some(place) = (index as usize).checked_sub(1) else { return (b"", false) };
        let (end, doubled) = self.ends[place];
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before].0);
        (&self.bytes[start..end], doubled)
    }

    /// How many distinct cells there are, the empty one included.
    pub(crate) fn distinct(&self) -> usize {
        self.ends.len() + 1
    }

    #[inline(always)]
    fn push(&mut self, raw: &[u8], doubled: bool, hasher: &RandomState) {
        if raw.is_empty() {
            self.cells.push(0);
            return;
        }
        let hash = hash(raw, hasher);
        // Where marks are doubled the same bytes mean another text.
        let tag = (hash >> 32) as u32 ^ u32::from(doubled);
        let Self { table, bytes, ends, cells } = self;
        let same = |entry: &Entry| entry.tag == tag && &bytes[entry.start..entry.end] == raw;
        if let Some(entry) = table.find(hash, same) {
            cells.push(entry.index);
            return;
        }
        let start = bytes.len();
        bytes.extend_from_slice(raw);
        ends.push((bytes.len(), doubled));
        let entry = Entry { index: ends.len() as u32, tag, start, end: bytes.len() };
        // Growing needs the lower half of the hash again, which is not kept: it is made anew.
        let rehash = |entry: &Entry| self::hash(&bytes[entry.start..entry.end], hasher);
        table.insert_unique(hash, entry, rehash);
        cells.push(ends.len() as u32);
    }
}

/// A distinct cell in the table: its number, part of its hash, and where its bytes are.
struct Entry {
    index: u32,
    tag: u32,
    start: usize,
    end: usize,
}

#[inline(always)]
fn hash(raw: &[u8], hasher: &RandomState) -> u64 {
    let mut hasher = hasher.build_hasher();
    hasher.write(raw);
    hasher.finish()
}

/// What one thread has read: some of the file's blocks, each a run of rows.
pub(crate) struct Shard {
    pub(crate) columns: Vec<ShardColumn>,
    /// The blocks that were read, in the order of the file.
    pub(crate) blocks: Vec<Block>,
    pub(crate) too_wide: bool,
    hasher: RandomState,
    at: usize,
    has_text: bool,
    /// Irregular cells end a shard that must be exact about quotation marks.
    exact: bool,
    pub(crate) failed: bool,
    /// Records after which to stop.
    pub(crate) until: u64,
}

/// A run of rows that were read together.
#[derive(Default)]
pub(crate) struct Block {
    /// Its place in the file.
    pub(crate) sequence: usize,
    /// Rows with text in them.
    pub(crate) rows: usize,
    /// All rows and blank lines, as a spreadsheet would number them.
    pub(crate) records: u64,
    /// Records with nothing in them, counted within the block.
    pub(crate) blank: Vec<u64>,
    /// The widths of the rows: the width of the first, and every change (record, width).
    pub(crate) widths: Vec<(u64, usize)>,
    pub(crate) irregular: Vec<(u64, usize, Irregular)>,
}

impl Shard {
    /// A shard; with `exact` it gives up at the first irregular cell.
    pub(crate) fn new(hasher: RandomState, exact: bool) -> Self {
        Self {
            columns: Vec::new(),
            blocks: Vec::new(),
            too_wide: false,
            hasher,
            at: 0,
            has_text: false,
            exact,
            failed: false,
            until: u64::MAX,
        }
    }

    /// Begins the block with place `sequence` in the file.
    pub(crate) fn begin(&mut self, sequence: usize) {
        self.blocks.push(Block { sequence, ..Block::default() });
    }

    /// How many records the current block has so far.
    pub(crate) fn records(&self) -> u64 {
        self.blocks.last().map_or(0, |block| block.records)
    }

    /// Rows in all blocks so far.
    fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.cells.len())
    }

    fn block(&mut self) -> &mut Block {
        if self.blocks.is_empty() {
            self.blocks.push(Block::default());
        }
        let last = self.blocks.len() - 1;
        &mut self.blocks[last]
    }

    #[cold]
    fn widen(&mut self) {
        // A new column has been empty in every row so far, the current one not counted.
        let rows = self.rows() - usize::from(self.at > 0);
        self.columns.push(ShardColumn { cells: vec![0; rows], ..ShardColumn::default() });
    }
}

impl Sink for Shard {
    #[inline(always)]
    fn cell(&mut self, raw: &[u8], doubled: bool) {
        if self.at == self.columns.len() {
            if self.at == limits::COLUMNS {
                self.too_wide = true;
                return;
            }
            self.widen();
        }
        self.has_text |= !raw.is_empty();
        self.columns[self.at].push(raw, doubled, &self.hasher);
        self.at += 1;
    }

    #[inline(always)]
    fn end_row(&mut self) {
        let width = self.at;
        if self.has_text {
            for column in &mut self.columns[width..] {
                column.cells.push(0);
            }
        } else {
            for column in &mut self.columns[..width] {
                column.cells.pop();
            }
        }
        let has_text = std::mem::take(&mut self.has_text);
        self.at = 0;
        let block = self.block();
        let record = block.records;
        block.records += 1;
        if !has_text {
            block.blank.push(record);
        } else {
            block.rows += 1;
            if block.widths.last().is_none_or(|last| last.1 != width) {
                block.widths.push((record, width));
            }
        }
    }

    fn blank_line(&mut self) {
        let block = self.block();
        block.blank.push(block.records);
        block.records += 1;
    }

    fn irregular(&mut self, what: Irregular) {
        self.failed |= self.exact;
        let at = self.at;
        let block = self.block();
        let record = block.records;
        block.irregular.push((record, at, what));
    }

    fn stop(&self) -> bool {
        self.failed
            || self.too_wide
            || self.blocks.last().is_some_and(|block| block.records >= self.until)
    }
}
