//! What the threads have read, put together in the order of the file.

use super::ReadError;
use super::dialect::Dialect;
use super::encoding::{Encoding, Guess};
use super::shard::{Block, Shard, ShardColumn};
use super::sheet::{Column, Sheet};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::borrow::Cow;
use std::hash::BuildHasher;
use std::sync::Mutex;
use std::thread;

/// Where a block's rows are: which shard, and which rows of it.
struct Place {
    sequence: usize,
    shard: usize,
    first: usize,
    rows: usize,
}

/// Puts the shards together: columns in which values are numbered by first appearance.
pub(crate) fn merge(
    mut shards: Vec<Shard>,
    dialect: Dialect,
    threads: usize,
) -> Result<Sheet, ReadError> {
    let mut places = Vec::new();
    for (index, shard) in shards.iter().enumerate() {
        let mut first = 0;
        for block in &shard.blocks {
            places.push(Place { sequence: block.sequence, shard: index, first, rows: block.rows });
            first += block.rows;
        }
    }
    places.sort_by_key(|place| place.sequence);
    let rows = places.iter().map(|place| place.rows).sum();
    if u32::try_from(rows).is_err() {
        return Err(ReadError::TooLong);
    }

    let mut guess = Guess::default();
    for column in shards.iter().flat_map(|shard| &shard.columns) {
        for index in 1..column.distinct() as u32 {
            let raw = column.raw(index).0;
            if std::str::from_utf8(raw).is_err() {
                guess.add(raw);
            }
        }
    }
    let recoded = guess.encoding();

    let mut sheet = Sheet {
        rows,
        encoding: Some(Encoding::Utf8),
        recoded,
        delimiter: Some(char::from(dialect.delimiter)),
        ..Sheet::default()
    };
    let mut blocks: Vec<Block> =
        shards.iter_mut().flat_map(|s| std::mem::take(&mut s.blocks)).collect();
    blocks.sort_by_key(|block| block.sequence);
    number_records(&mut sheet, &blocks);

    let width = shards.iter().map(|shard| shard.columns.len()).max().unwrap_or(0);
    // Columns are given out from the last, so that `pop` hands over each thread's next one.
    let mut parts: Vec<(usize, Vec<ShardColumn>)> = (0..width).map(|c| (c, Vec::new())).collect();
    for shard in shards {
        let mut columns = shard.columns.into_iter();
        for (_, part) in &mut parts {
            part.push(columns.next().unwrap_or_default());
        }
    }
    parts.reverse();
    let parts = Mutex::new(parts);
    let done = Mutex::new(Vec::with_capacity(width));
    let work = || {
        while let Some((index, part)) = parts.lock().ok().and_then(|mut parts| parts.pop()) {
            let column = column(&part, &places, rows, recoded);
            drop(part);
            if let Ok(mut done) = done.lock() {
                done.push((index, column));
            }
        }
    };
    if threads > 1 {
        thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
    } else {
        work();
    }
    let mut columns =
        done.into_inner().map_err(|_| ReadError::Internal("a merging thread stopped"))?;
    columns.sort_by_key(|(index, _)| *index);
    if columns.len() != width {
        return Err(ReadError::Internal("a merging thread stopped"));
    }
    sheet.columns = columns.into_iter().map(|(_, column)| column).collect();
    Ok(sheet)
}

/// Numbers blank, ragged and irregular records as a spreadsheet would: from 1, over all blocks.
fn number_records(sheet: &mut Sheet, blocks: &[Block]) {
    let header = blocks.iter().flat_map(|block| &block.widths).map(|&(_, width)| width).next();
    let header = header.unwrap_or(0);
    let mut before = 1;
    for block in blocks {
        sheet.blank.extend(block.blank.iter().map(|record| before + record));
        sheet.irregular.extend(
            block.irregular.iter().map(|&(record, column, what)| (before + record, column, what)),
        );
        for (index, &(from, width)) in block.widths.iter().enumerate() {
            if width == header {
                continue;
            }
            let to = block.widths.get(index + 1).map_or(block.records, |next| next.0);
            for record in from..to {
                if block.blank.binary_search(&record).is_err() {
                    sheet.ragged_rows += 1;
                    if sheet.ragged.len() < Sheet::RAGGED {
                        sheet.ragged.push((before + record, width));
                    }
                }
            }
        }
        before += block.records;
    }
}

/// One column from its parts, one part a shard.
fn column(
    parts: &[ShardColumn],
    places: &[Place],
    rows: usize,
    recoded: Option<Encoding>,
) -> Column {
    const UNKNOWN: u32 = u32::MAX;
    let hasher = RandomState::default();
    let mut table: HashTable<u32> = HashTable::new();
    let mut numbers: Vec<Vec<u32>> =
        parts.iter().map(|part| vec![UNKNOWN; part.distinct()]).collect();
    let mut column =
        Column { counts: vec![0], cells: Vec::with_capacity(rows), ..Column::default() };
    for place in places {
        let part = &parts[place.shard];
        let numbers = &mut numbers[place.shard];
        if part.cells.is_empty() {
            column.counts[0] += place.rows as u32;
            column.cells.resize(column.cells.len() + place.rows, 0);
            continue;
        }
        for &cell in &part.cells[place.first..place.first + place.rows] {
            let mut number = numbers[cell as usize];
            if number == UNKNOWN {
                number = value(part.raw(cell), &mut column, &mut table, &hasher, recoded);
                numbers[cell as usize] = number;
            }
            column.counts[number as usize] += 1;
            column.cells.push(number);
        }
    }
    column.values.shrink();
    column
}

/// The number of a raw cell's text, which is added when it is new.
fn value(
    (raw, doubled): (&[u8], bool),
    column: &mut Column,
    table: &mut HashTable<u32>,
    hasher: &RandomState,
    recoded: Option<Encoding>,
) -> u32 {
    let (mut text, is_utf8) = recoded.unwrap_or(Encoding::Utf8).text(raw);
    if doubled {
        text = Cow::Owned(text.replace("\"\"", "\""));
    }
    if text.is_empty() {
        return 0;
    }
    let hash = hasher.hash_one(&*text);
    let values = &mut column.values;
    if let Some(&number) = table.find(hash, |&number| values.get(number) == text) {
        return number;
    }
    let number = values.push(&text);
    column.counts.push(0);
    if !is_utf8 {
        column.recoded.push(number);
    }
    table.insert_unique(hash, number, |&number| hasher.hash_one(column.values.get(number)));
    number
}
