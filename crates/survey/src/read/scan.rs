//! A delimited file of any size to a [`Sheet`], in one pass and on all processors.
//!
//! The file is read in blocks that end where a row ends. Whether a line break ends a row is
//! told by counting quotation marks: an even number before it, and it does. That holds for
//! every file that keeps to RFC 4180. Where a file does not, that is noticed, and the file is
//! read again from its start, one row after the other.

use super::ReadError;
use super::crew::{self, Stop};
use super::dialect::dialect;
use super::encoding::{Utf16Reader, is_utf32, utf16};
use super::finish::finish;
use super::lex;
use super::limits;
use super::rows::Rows;
use super::sheet::Sheet;
use std::io::{Read, Seek, SeekFrom};

/// A file that can be read twice.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// Reads a delimited file. `threads` is how many may work at once.
pub(crate) fn sheet(source: &mut dyn Source, threads: usize) -> Result<Sheet, ReadError> {
    let mut start = vec![0; limits::BLOCK_BYTES];
    let filled = fill(source, &mut start)?;
    start.truncate(filled);
    if is_utf32(&start) {
        return Err(ReadError::Utf32);
    }
    if let Some(big_endian) = utf16(&start) {
        source.seek(SeekFrom::Start(0))?;
        let mut text = Utf16Reader::new(source, big_endian);
        let mut head = vec![0; limits::BLOCK_BYTES];
        let filled = fill(&mut text, &mut head)?;
        head.truncate(filled);
        let (delimiter, told) = dialect(&head);
        head.drain(..told);
        let mut sheet = one_by_one(&mut text, head, delimiter)?;
        sheet.encoding = Some(super::Encoding::Utf16);
        return Ok(sheet);
    }
    let mark = if start.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    refuse_other_files(&start[mark..])?;
    let (delimiter, told) = dialect(&start[mark..start.len().min(1 << 18)]);
    let first = mark + told;
    start.drain(..first);
    // Other threads are worth their start where there is more than one block.
    let threads = if filled < limits::BLOCK_BYTES { 1 } else { threads.max(1) };
    match crew::read(source, start, delimiter, threads) {
        Ok(read) => finish(read.columns, &read.runs, delimiter, threads),
        Err(Stop::Error(error)) => Err(error),
        Err(Stop::RowByRow) => {
            source.seek(SeekFrom::Start(first as u64))?;
            one_by_one(source, Vec::new(), delimiter)
        }
    }
}

/// How files begin that are no tables, in small letters, and what they are.
const OTHER_FILES: [(&[u8], &str); 10] = [
    (b"%pdf-", "a PDF document"),
    (b"\x89png", "a picture"),
    (b"gif8", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"<?xml", "an XML document"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"paap: questionnaire/", "a questionnaire"),
    (b"paap: weights/", "a file of weights"),
];

/// Refuses what is surely no table, given how it begins.
fn refuse_other_files(start: &[u8]) -> Result<(), ReadError> {
    let text = start.trim_ascii_start();
    for (begins, what) in OTHER_FILES {
        if text.get(..begins.len()).is_some_and(|own| own.eq_ignore_ascii_case(begins)) {
            return Err(ReadError::NotATable(what));
        }
    }
    // A stray control character may slip into a table; many of them are a picture, a program, a
    // database.
    let beginning = &start[..start.len().min(1 << 12)];
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=31);
    if beginning.iter().filter(control).count() * 10 > beginning.len() {
        return Err(ReadError::NotText);
    }
    Ok(())
}

/// Reads until the buffer is full or the source ends.
pub(super) fn fill(
    source: &mut (impl Read + ?Sized),
    buffer: &mut [u8],
) -> Result<usize, ReadError> {
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

/// Reads row by row: for files that bend the rules.
fn one_by_one(
    source: &mut (impl Read + ?Sized),
    start: Vec<u8>,
    delimiter: u8,
) -> Result<Sheet, ReadError> {
    let mut rows = Rows::default();
    let (mut filled, mut bytes) = (start.len(), start);
    bytes.resize(filled.max(limits::BLOCK_BYTES) + 1, 0);
    loop {
        filled += fill(source, &mut bytes[filled..])?;
        let ended = filled < bytes.len();
        let mut taken = lex::rows(&bytes[..filled], delimiter, ended, &mut rows);
        if rows.too_wide {
            return Err(ReadError::TooWide);
        }
        if rows.too_sparse {
            let (columns, record) = rows.run.widest;
            return Err(ReadError::TooSparse { record, columns });
        }
        if ended {
            break;
        }
        if taken == 0 && bytes.len() > limits::RECORD_BYTES {
            // Either one endless row, or a quotation mark that was never meant to open a cell.
            rows.until = Some(rows.run.records + 1);
            taken = lex::rows(&bytes[..filled], delimiter, true, &mut rows);
            rows.until = None;
            if taken == filled {
                return Err(ReadError::RowTooLong { record: rows.run.records });
            }
        }
        bytes.copy_within(taken..filled, 0);
        filled -= taken;
        if filled == bytes.len() {
            let longer = bytes.len() * 2;
            bytes.resize(longer, 0);
        }
    }
    finish(rows.columns, &[rows.run], delimiter, 1)
}

#[cfg(test)]
mod tests;
