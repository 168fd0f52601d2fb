//! Reading a file with several threads. Whoever is free reads the next piece; what came of the pieces is
//! put together in the order of the file, by one thread at a time, so that how many there are changes
//! nothing.

use super::feed::Feed;
use super::ledger::Ledger;
use super::worker::{Piece, Shared, Worker};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Reads a file into the ledger.
pub(crate) fn read(
    shared: &Shared,
    ledger: &mut Ledger,
    file: &str,
    source: &mut (dyn Read + Send),
    (threads, size): (usize, usize),
) -> io::Result<()> {
    ledger.begin(threads);
    let mut feed = Feed::new(source, size);
    feed.begin()?;
    let board = Board { ledger: Some(ledger), ..Board::default() };
    let crew =
        Crew { feed: Mutex::new(feed), board: Mutex::new(board), news: Condvar::new(), file };
    let work = |number| crew.work(Worker::new(shared), number, threads);
    std::thread::scope(|scope| {
        for number in 1..threads {
            scope.spawn(move || work(number));
        }
        work(0);
    });
    match lock(&crew.board).failed.take() {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

struct Crew<'a> {
    feed: Mutex<Feed<'a>>,
    board: Mutex<Board<'a>>,
    /// Told of when pieces were put into the ledger.
    news: Condvar,
    file: &'a str,
}

#[derive(Default)]
struct Board<'a> {
    /// None while somebody writes in it.
    ledger: Option<&'a mut Ledger>,
    /// Pieces that were read, by their numbers.
    done: BTreeMap<usize, Piece>,
    /// The number of the piece that the ledger waits for, how many lines ended before it, and how many
    /// characters of the next line stand before it.
    next: usize,
    before: (usize, usize),
    /// Pieces whose room can be used again.
    spare: Vec<Piece>,
    failed: Option<io::Error>,
}

impl Crew<'_> {
    fn work(&self, mut worker: Worker, number: usize, threads: usize) {
        let _alarm = Alarm(self);
        let mut bytes = Vec::new();
        while lock(&self.board).failed.is_none() {
            let part = match lock(&self.feed).piece(&mut bytes) {
                Ok(Some(part)) => part,
                Ok(None) => return,
                Err(error) => {
                    lock(&self.board).failed = Some(error);
                    self.news.notify_all();
                    return;
                }
            };
            let mut piece = lock(&self.board).spare.pop().unwrap_or_default();
            piece.clear();
            piece.worker = number;
            worker.read(&bytes, part, &mut piece);
            self.hand_in(part.number, piece, threads * 4);
        }
    }

    /// Puts into the ledger what is next, unless another thread does.
    fn hand_in(&self, number: usize, piece: Piece, ahead: usize) {
        let mut board = lock(&self.board);
        board.done.insert(number, piece);
        while let Some((next, mut piece)) = board.next_done()
            && let Some(ledger) = board.ledger.take()
        {
            let before = board.before;
            drop(board);
            ledger.take(&mut piece, self.file, before);
            board = lock(&self.board);
            board.ledger = Some(ledger);
            board.next = next + 1;
            let characters = if piece.lines == 0 { before.1 } else { 0 } + piece.characters;
            board.before = (before.0 + piece.lines, characters);
            board.spare.push(piece);
            self.news.notify_all();
        }
        // Nobody runs far ahead of a slow piece.
        while board.done.len() > ahead && board.failed.is_none() {
            board = self.news.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl Board<'_> {
    /// The piece that the ledger waits for, if it is there and nobody is at it.
    fn next_done(&mut self) -> Option<(usize, Piece)> {
        self.ledger.as_ref()?;
        let next = self.next;
        Some((next, self.done.remove(&next)?))
    }
}

/// Wakes those who wait when a thread ends by a panic, which is passed on when all have ended.
struct Alarm<'a, 'c>(&'a Crew<'c>);

impl Drop for Alarm<'_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            lock(&self.0.board).failed = Some(io::Error::other("a thread has failed"));
            self.0.news.notify_all();
        }
    }
}
