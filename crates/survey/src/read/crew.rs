//! Reading a delimited file with several threads.
//!
//! There are three kinds of work: to read the next block and find its rows, which one thread does
//! at a time; to make the prints of its cells, which the same thread does while another reads on;
//! and to take a block's cells into a group of columns, which must be done in the order of the file,
//! but for each group on its own. Whoever is free takes what there is. So a column's dictionary is
//! only ever with one thread, and nothing has to be put together at the end.

use super::block::{Block, Refused, STRIP};
use super::column::ColumnBuilder;
use super::rows::Run;
use super::scan::{Source, fill};
use super::{ReadError, limits};
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread;

/// How many groups there are at most: enough that nobody waits for the largest.
const GROUPS: usize = 64;

/// How many blocks are under way at most, however many threads there are: each takes memory.
const WINDOW: usize = 8;

/// What was read.
pub(crate) struct Harvest {
    pub(crate) columns: Vec<ColumnBuilder>,
    /// The blocks' rows, in the order of the file.
    pub(crate) runs: Vec<Run>,
}

/// Why reading ended before the file did.
pub(crate) enum Stop {
    /// The file must be read row by row: it does not keep to RFC 4180, or a row is very long.
    RowByRow,
    Error(ReadError),
}

/// Reads the file, of which `start` has been read already.
pub(crate) fn read(
    source: &mut dyn Source,
    start: Vec<u8>,
    delimiter: u8,
    threads: usize,
) -> Result<Harvest, Stop> {
    let crew = Crew {
        board: Mutex::new(Board {
            reader: Some(Reader { source, rest: start, delimiter, header: None }),
            ..Board::default()
        }),
        news: Condvar::new(),
        window: (threads * 2).min(WINDOW),
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| crew.work());
        }
        crew.work();
    });
    let board = crew.board.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    match board.stop {
        Some(stop) => Err(stop),
        None => {
            let width = board.groups.iter().map(|group| group.columns.len()).sum();
            let of = board.groups.len();
            let mut groups: Vec<_> =
                board.groups.into_iter().map(|group| group.columns.into_iter()).collect();
            let columns =
                (0..width).filter_map(|column| groups[column / STRIP % of].next()).collect();
            Ok(Harvest { columns, runs: board.runs })
        }
    }
}

struct Crew<'a> {
    board: Mutex<Board<'a>>,
    /// Told of whenever there may be something new to do.
    news: Condvar,
    /// How many blocks may be under way.
    window: usize,
}

/// What everybody looks at to find work.
#[derive(Default)]
struct Board<'a> {
    /// None while somebody reads, and when all is read.
    reader: Option<Reader<'a>>,
    ended: bool,
    stop: Option<Stop>,
    /// The blocks that some group has not taken yet; None while somebody makes a block's prints.
    blocks: VecDeque<Option<Arc<Block>>>,
    /// How many blocks all groups have taken: the number of the first in `blocks`.
    taken: usize,
    /// Blocks whose room can be used again.
    spare: Vec<Block>,
    /// What was read until now: rows with text, records, bytes; and the first of the widest rows,
    /// how many cells it has and its record.
    rows: usize,
    records: u64,
    bytes: u64,
    widest: (usize, u64),
    runs: Vec<Run>,
    groups: Vec<Group>,
}

/// Every so-many-th strip of columns, beginning with the group's own number.
#[derive(Default)]
struct Group {
    columns: Vec<ColumnBuilder>,
    /// How many blocks the group has taken.
    taken: usize,
    /// Rows in these.
    rows: usize,
    /// Whether somebody works on it.
    busy: bool,
}

struct Reader<'a> {
    source: &'a mut dyn Source,
    /// What was read behind the last whole row.
    rest: Vec<u8>,
    delimiter: u8,
    /// The width of the first row.
    header: Option<usize>,
}

/// Something to do.
enum Task<'a> {
    Read(Reader<'a>, Box<Block>),
    Take { number: usize, of: usize, group: Group, blocks: Vec<Arc<Block>> },
}

impl<'a> Crew<'a> {
    fn board(&self) -> MutexGuard<'_, Board<'a>> {
        self.board.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Does what there is to do until all is done.
    fn work(&self) {
        let _alarm = Alarm(self);
        let mut board = self.board();
        loop {
            if board.stop.is_some() {
                return;
            }
            let Some(task) = board.task(self.window) else {
                if board.ended && board.blocks.is_empty() {
                    return;
                }
                board = self.news.wait(board).unwrap_or_else(|poisoned| poisoned.into_inner());
                continue;
            };
            drop(board);
            board = self.run(task);
            self.news.notify_all();
        }
    }

    fn run(&self, task: Task<'a>) -> MutexGuard<'_, Board<'a>> {
        match task {
            Task::Read(mut reader, mut block) => {
                let read = reader.read(&mut block);
                let mut board = self.board();
                let Some(number) = board.announce(read, reader, &mut block) else { return board };
                drop(board);
                self.news.notify_all();
                block.print();
                let mut board = self.board();
                let place = number - board.taken;
                board.blocks[place] = Some(Arc::new(*block));
                board
            }
            Task::Take { number, of, mut group, blocks } => {
                for block in &blocks {
                    self.take(&mut group, number, of, block);
                }
                drop(blocks);
                let mut board = self.board();
                board.groups[number] = group;
                board.let_go();
                board
            }
        }
    }

    /// Takes a block's cells into a group of columns.
    fn take(&self, group: &mut Group, number: usize, of: usize, block: &Block) {
        let column = |index: usize| (index / STRIP * of + number) * STRIP + index % STRIP;
        while column(group.columns.len()) < block.width {
            group.columns.push(ColumnBuilder::new(group.rows));
        }
        for (index, own) in group.columns.iter_mut().enumerate() {
            own.extend(block, column(index));
        }
        group.rows += block.rows().len();
        group.taken += 1;
    }
}

impl<'a> Board<'a> {
    /// Something to do now, if there is anything.
    fn task(&mut self, window: usize) -> Option<Task<'a>> {
        if self.blocks.len() < window
            && let Some(reader) = self.reader.take()
        {
            return Some(Task::Read(reader, Box::new(self.spare.pop().unwrap_or_default())));
        }
        let ready = self.blocks.iter().take_while(|block| block.is_some()).count();
        let read = self.taken + ready;
        let of = self.groups.len();
        let waiting = self.groups.iter_mut().enumerate().filter(|(_, group)| !group.busy);
        let (number, behind) = waiting.min_by_key(|(_, group)| group.taken)?;
        if behind.taken == read {
            return None;
        }
        let blocks =
            self.blocks.range(behind.taken - self.taken..ready).flatten().cloned().collect();
        let group = std::mem::replace(behind, Group { busy: true, ..Group::default() });
        // While somebody works on it, its blocks must not be let go.
        behind.taken = group.taken;
        Some(Task::Take { number, of, group, blocks })
    }

    /// Takes note of a block that was read, gives the reader back, and says the block's number.
    /// None where reading must stop.
    fn announce(
        &mut self,
        read: Result<bool, Stop>,
        reader: Reader<'a>,
        block: &mut Block,
    ) -> Option<usize> {
        match read.and_then(|more| self.add(block).map(|()| more).map_err(Stop::Error)) {
            Ok(more) => {
                self.ended = !more;
                self.reader = more.then_some(reader);
                self.blocks.push_back(None);
                Some(self.taken + self.blocks.len() - 1)
            }
            Err(stop) => {
                self.stop = Some(stop);
                None
            }
        }
    }

    fn add(&mut self, block: &mut Block) -> Result<(), ReadError> {
        let (width, record) = block.run.widest;
        if width > self.widest.0 {
            self.widest = (width, self.records + record);
        }
        self.rows += block.rows().len();
        self.records += block.run.records;
        self.bytes += block.bytes.len() as u64;
        let (columns, record) = self.widest;
        if limits::is_too_sparse(self.rows, columns, self.bytes) {
            return Err(ReadError::TooSparse { record, columns });
        }
        if self.groups.is_empty() {
            self.groups.resize_with(block.width.div_ceil(STRIP).clamp(1, GROUPS), Group::default);
        }
        self.runs.push(std::mem::take(&mut block.run));
        Ok(())
    }

    /// Lets go of the blocks that all groups have taken.
    fn let_go(&mut self) {
        let taken = self.groups.iter().map(|group| group.taken).min().unwrap_or(self.taken);
        while self.taken < taken {
            self.taken += 1;
            self.spare.extend(self.blocks.pop_front().flatten().and_then(Arc::into_inner));
        }
    }
}

impl Reader<'_> {
    /// Reads the next block. False where it is the last.
    fn read(&mut self, block: &mut Block) -> Result<bool, Stop> {
        let wanted = limits::BLOCK_BYTES.max(self.rest.len() + 1);
        let bytes = &mut block.bytes;
        if bytes.len() < wanted {
            // Fresh memory is zero already, and is not touched before it is needed.
            *bytes = vec![0; wanted];
        }
        // A very long row made it longer than others need it.
        bytes.truncate(wanted);
        bytes[..self.rest.len()].copy_from_slice(&self.rest);
        let mut filled = self.rest.len();
        loop {
            filled += fill(self.source, &mut block.bytes[filled..]).map_err(Stop::Error)?;
            let last = filled < block.bytes.len();
            let found = block.find_rows(filled, self.delimiter, last, self.header);
            let taken = found.map_err(|why| match why {
                Refused::Irregular => Stop::RowByRow,
                Refused::TooWide => Stop::Error(ReadError::TooWide),
            })?;
            if taken > 0 || last {
                self.header = block.run.header;
                self.rest.clear();
                self.rest.extend_from_slice(&block.bytes[taken..filled]);
                return Ok(!last);
            }
            if filled >= limits::RECORD_BYTES {
                return Err(Stop::RowByRow);
            }
            block.bytes.resize(filled * 2, 0);
        }
    }
}

/// Ends all work when a thread panics: the others would wait for it for ever.
struct Alarm<'a, 'b>(&'a Crew<'b>);

impl Drop for Alarm<'_, '_> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.board().stop =
                Some(Stop::Error(ReadError::Internal("a reading thread stopped")));
            self.0.news.notify_all();
        }
    }
}
