//! A delimited file of any size to a [`Sheet`], in one pass and on all processors.
//!
//! The file is read in blocks that end where a row ends. Whether a line break ends a row is
//! told by counting quotation marks: an even number before it, and it does. That holds for
//! every file that keeps to RFC 4180. Where a file does not, a thread notices it, and the file is
//! read again from its start, one row after the other.

use super::ReadError;
use super::dialect::Dialect;
use super::encoding::{Utf16Reader, utf16};
use super::lex;
use super::limits;
use super::merge::merge;
use super::shard::Shard;
use super::sheet::Sheet;
use foldhash::fast::RandomState;
use std::io::{Read, Seek, SeekFrom};
use std::sync::{Mutex, mpsc};
use std::thread;

/// A file that can be read twice.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// Reads a delimited file. `threads` is how many may work at once.
pub(crate) fn sheet(source: &mut dyn Source, threads: usize) -> Result<Sheet, ReadError> {
    let mut start = vec![0; limits::BLOCK_BYTES];
    let filled = fill(source, &mut start)?;
    start.truncate(filled);
    if let Some(big_endian) = utf16(&start) {
        source.seek(SeekFrom::Start(0))?;
        let mut text = Utf16Reader::new(source, big_endian);
        let mut head = vec![0; limits::BLOCK_BYTES];
        let filled = fill(&mut text, &mut head)?;
        head.truncate(filled);
        let dialect = Dialect::of(&head);
        let mut sheet = one_by_one(&mut text, head, dialect)?;
        sheet.encoding = Some(super::Encoding::Utf16);
        return Ok(sheet);
    }
    // A stray zero byte may slip into a table; many of them are a picture, a program, a database.
    let beginning = &start[..start.len().min(1 << 12)];
    if memchr::memchr_iter(0, beginning).count() * 10 > beginning.len() {
        return Err(ReadError::NotText);
    }
    let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    start.drain(..mark);
    let dialect = Dialect::of(&start[..start.len().min(1 << 18)]);
    if filled == limits::BLOCK_BYTES && threads > 1 {
        if let Some(sheet) = in_blocks(source, start, dialect, threads)? {
            return Ok(sheet);
        }
        source.seek(SeekFrom::Start(mark as u64))?;
        start = Vec::new();
    }
    one_by_one(source, start, dialect)
}

/// Reads until the buffer is full or the source ends.
fn fill(source: &mut (impl Read + ?Sized), buffer: &mut [u8]) -> Result<usize, ReadError> {
    let mut filled = 0;
    while filled < buffer.len() {
        match source.read(&mut buffer[filled..]) {
            Ok(0) => break,
            Ok(count) => filled += count,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(filled)
}

/// A piece of the file that begins where a row begins.
struct Piece {
    bytes: Vec<u8>,
    filled: usize,
    sequence: usize,
}

/// Reads in parallel. `None` where the file does not keep to RFC 4180.
fn in_blocks(
    source: &mut dyn Source,
    start: Vec<u8>,
    dialect: Dialect,
    threads: usize,
) -> Result<Option<Sheet>, ReadError> {
    let hasher = RandomState::default();
    let (to_workers, pieces) = mpsc::sync_channel::<Piece>(threads);
    let (to_reader, spare) = mpsc::channel::<Vec<u8>>();
    let pieces = Mutex::new(pieces);
    let work = |to_reader: mpsc::Sender<Vec<u8>>| {
        let mut shard = Shard::new(hasher.clone(), true);
        loop {
            let piece = match pieces.lock() {
                Ok(pieces) => pieces.recv(),
                Err(_) => return shard,
            };
            let Ok(piece) = piece else { return shard };
            if !(shard.failed || shard.too_wide) {
                shard.begin(piece.sequence);
                lex::rows(&piece.bytes[..piece.filled], dialect.delimiter, true, &mut shard);
            }
            // The reader may have gone: then nobody needs the buffer.
            drop(to_reader.send(piece.bytes));
        }
    };
    let (whole, shards) = thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let to_reader = to_reader.clone();
                scope.spawn(|| work(to_reader))
            })
            .collect();
        let whole = cut(source, start, dialect.row_end, &spare, &to_workers);
        drop(to_workers);
        let shards: Option<Vec<Shard>> = workers.into_iter().map(|w| w.join().ok()).collect();
        (whole, shards)
    });
    let Some(shards) = shards else {
        return Err(ReadError::Internal("a reading thread stopped"));
    };
    if shards.iter().any(|shard| shard.too_wide) {
        return Err(ReadError::TooWide);
    }
    if !whole? || shards.iter().any(|shard| shard.failed) {
        return Ok(None);
    }
    Ok(Some(merge(shards, dialect, threads)?))
}

/// Cuts the file into pieces at row ends. `false` where a row is too long to be cut.
fn cut(
    source: &mut dyn Source,
    start: Vec<u8>,
    row_end: u8,
    spare: &mpsc::Receiver<Vec<u8>>,
    to_workers: &mpsc::SyncSender<Piece>,
) -> Result<bool, ReadError> {
    let (mut filled, mut bytes) = (start.len(), start);
    let mut sequence = 0;
    loop {
        if filled < bytes.len() {
            filled += fill(source, &mut bytes[filled..])?;
        }
        let ended = filled < bytes.len() || filled == 0;
        let end = if ended { filled } else { last_row_end(&bytes[..filled], row_end) };
        if end == 0 && !ended {
            if bytes.len() >= limits::RECORD_BYTES {
                return Ok(false);
            }
            let longer = bytes.len() * 2;
            bytes.resize(longer, 0);
            continue;
        }
        let mut next = spare.try_recv().unwrap_or_default();
        let rest = filled - end;
        next.resize(next.len().max(limits::BLOCK_BYTES).max(rest + 1), 0);
        next[..rest].copy_from_slice(&bytes[end..filled]);
        let sent = to_workers.send(Piece { bytes, filled: end, sequence });
        if ended || sent.is_err() {
            return Ok(sent.is_ok());
        }
        (bytes, filled) = (next, rest);
        sequence += 1;
    }
}

/// The end of the last whole row, given that the text begins with a row.
fn last_row_end(text: &[u8], row_end: u8) -> usize {
    let mut inside = memchr::memchr_iter(b'"', text).count() % 2 == 1;
    let mut end = text.len();
    while let Some(at) = memchr::memrchr2(row_end, b'"', &text[..end]) {
        if text[at] == b'"' {
            inside = !inside;
        } else if !inside {
            return at + 1;
        }
        end = at;
    }
    0
}

/// Reads row by row: for small files, and for those that bend the rules.
fn one_by_one(
    source: &mut (impl Read + ?Sized),
    start: Vec<u8>,
    dialect: Dialect,
) -> Result<Sheet, ReadError> {
    let mut shard = Shard::new(RandomState::default(), false);
    let (mut filled, mut bytes) = (start.len(), start);
    bytes.resize(filled.max(limits::BLOCK_BYTES) + 1, 0);
    loop {
        filled += fill(source, &mut bytes[filled..])?;
        let ended = filled < bytes.len();
        let mut taken = lex::rows(&bytes[..filled], dialect.delimiter, ended, &mut shard);
        if shard.too_wide {
            return Err(ReadError::TooWide);
        }
        if ended {
            break;
        }
        if taken == 0 && bytes.len() > limits::RECORD_BYTES {
            // Either one endless row, or a quotation mark that was never meant to open a cell.
            shard.until = shard.records() + 1;
            taken = lex::rows(&bytes[..filled], dialect.delimiter, true, &mut shard);
            shard.until = u64::MAX;
            if taken == filled {
                return Err(ReadError::RowTooLong { record: shard.records() });
            }
        }
        bytes.copy_within(taken..filled, 0);
        filled -= taken;
        if filled == bytes.len() {
            let longer = bytes.len() * 2;
            bytes.resize(longer, 0);
        }
    }
    merge(vec![shard], dialect, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::lex::Irregular;
    use std::io::Cursor;

    fn read(text: &[u8], threads: usize) -> Result<Sheet, ReadError> {
        sheet(&mut Cursor::new(text), threads)
    }

    fn rows(sheet: &Sheet) -> Vec<Vec<&str>> {
        (0..sheet.rows).map(|row| sheet.row(row).collect()).collect()
    }

    /// A file of several blocks, with all that a cell can hold.
    fn large() -> String {
        let mut text = String::from("id,answer,\"say \"\"why\"\"\"\r\n");
        let mut row = 0;
        while text.len() < 3 * limits::BLOCK_BYTES {
            let why =
                ["\"a, b\"", "\"line\nbreak\"", "\"she said \"\"no\"\"\"", "", "plain"][row % 5];
            text += &format!("{row},{},{why}\r\n", row % 7);
            if row % 1000 == 999 {
                text += ",,\r\n\r\n";
            }
            row += 1;
        }
        text
    }

    #[test]
    fn many_threads_read_what_one_reads() {
        let text = large();
        let (one, two) = (read(text.as_bytes(), 1).unwrap(), read(text.as_bytes(), 3).unwrap());
        assert_eq!(one.rows, two.rows);
        assert!(one.rows > 100_000);
        assert_eq!(one.blank, two.blank);
        assert!(!one.blank.is_empty());
        for (a, b) in one.columns.iter().zip(&two.columns) {
            assert_eq!((&a.cells, &a.counts), (&b.cells, &b.counts));
            assert!((0..a.values.len() as u32).all(|i| a.values.get(i) == b.values.get(i)));
        }
    }

    #[test]
    fn a_stray_mark_in_a_large_file_loses_nothing() {
        let text = large() + "x,5\" disk,\"y\"\r\n1,2,3\r\n";
        let sheet = read(text.as_bytes(), 2).unwrap();
        assert_eq!(rows(&sheet)[sheet.rows - 2], ["x", "5\" disk", "y"]);
        assert_eq!(sheet.irregular.len(), 1);
        assert_eq!(sheet.irregular[0].2, Irregular::StrayQuote);
    }

    #[test]
    fn rows_of_other_widths_are_named() {
        let sheet = read(b"a,b\n1\n1,2,3\n\n4,5\n", 1).unwrap();
        assert_eq!(rows(&sheet), [["a", "b", ""], ["1", "", ""], ["1", "2", "3"], ["4", "5", ""]]);
        assert_eq!(sheet.ragged, [(2, 1), (3, 3)]);
        assert_eq!(sheet.blank, [4]);
        assert_eq!(sheet.record(3), 5);
    }

    #[test]
    fn equal_texts_are_one_value() {
        let sheet = read(b"q\na\n\"a\"\n\"\"\"a\"\"\"\n", 1).unwrap();
        let texts: Vec<(&str, u32)> = sheet.columns[0].distinct().map(|(_, t, n)| (t, n)).collect();
        assert_eq!(texts, [("q", 1), ("a", 2), ("\"a\"", 1)]);
    }

    #[test]
    fn other_encodings_are_read() {
        let sheet16: Vec<u8> =
            "\u{feff}q\tr\ncafé\t1\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(rows(&read(&sheet16, 1).unwrap()), [["q", "r"], ["café", "1"]]);
        let windows = read(b"q,r\ncaf\xe9,caf\xc3\xa9\n", 1).unwrap();
        assert_eq!(rows(&windows)[1], ["café", "café"]);
        assert_eq!(windows.recoded, Some(super::super::Encoding::Windows1252));
        assert_eq!(windows.columns[0].recoded.len(), 1);
        assert_eq!(windows.columns[1].recoded.len(), 0);
        assert_eq!(rows(&read(b"\xef\xbb\xbfq\n1\n", 1).unwrap()), [["q"], ["1"]]);
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        assert!(matches!(read(b"\x7fELF\x02\x01\x01\x00\x00\x03", 1), Err(ReadError::NotText)));
    }

    #[test]
    fn an_endless_row_is_refused() {
        let text = [b"a,b\n1,".to_vec(), vec![b'x'; limits::RECORD_BYTES * 3]].concat();
        for threads in [1, 2] {
            let result = read(&text, threads);
            assert!(matches!(result, Err(ReadError::RowTooLong { record: 2 })));
        }
    }

    #[test]
    fn a_mark_that_never_closes_loses_nothing() {
        let mut text = b"a,b\n1,\"two\n".to_vec();
        for row in 0..3_000_000 {
            text.extend_from_slice(format!("{row},x\n").as_bytes());
        }
        let sheet = read(&text, 2).unwrap();
        assert_eq!(sheet.rows, 3_000_002);
        assert_eq!(sheet.row(1).collect::<Vec<_>>(), ["1", "\"two"]);
    }
}
