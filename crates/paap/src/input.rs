//! Files and stdin, as something that can be read twice.

use crate::error::Error;
use paap_survey::read::Source;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Answers that are being read.
pub(crate) struct Input {
    pub(crate) source: Box<dyn Source>,
    /// How many bytes there are.
    pub(crate) length: u64,
    /// How many bytes have been read, counting again what is read again.
    pub(crate) read: Arc<AtomicU64>,
}

/// The most that is kept in memory of what cannot be read twice, in bytes.
const KEPT: u64 = 256 << 20;

/// The largest file that is read whole, in bytes: questionnaires, weights. It is as large as what
/// a workbook may unpack to, so that a workbook says itself that it is too large.
const WHOLE: u64 = 160 << 20;

/// Opens a file; `-` is stdin. What cannot be read twice, such as a pipe, is kept in memory.
pub(crate) fn open(path: &Path) -> Result<Input, Error> {
    let failed = |why| Error::Open(path.to_owned(), why);
    if path == Path::new("-") {
        return match redirected().map_err(failed)? {
            Some((file, length)) => Ok(watched(file, length)),
            None => buffered(&mut io::stdin().lock(), path),
        };
    }
    let mut file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    if about.is_dir() {
        return Err(Error::Folder(path.to_owned()));
    }
    if !about.is_file() {
        return buffered(&mut file, path);
    }
    Ok(watched(file, about.len()))
}

/// The file that stdin is, where it is one from its beginning, and its length.
#[cfg(unix)]
fn redirected() -> io::Result<Option<(File, u64)>> {
    use std::os::fd::AsFd;
    let mut file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let about = file.metadata()?;
    Ok((about.is_file() && file.stream_position()? == 0).then_some((file, about.len())))
}

#[cfg(not(unix))]
fn redirected() -> io::Result<Option<(File, u64)>> {
    Ok(None)
}

fn buffered(from: &mut dyn Read, path: &Path) -> Result<Input, Error> {
    let bytes = bounded(from, path, KEPT)?.ok_or_else(|| Error::Piped(path.to_owned(), KEPT))?;
    let length = bytes.len() as u64;
    Ok(watched(Cursor::new(bytes), length))
}

/// All there is to read; None where that is more than `most` bytes.
fn bounded(from: &mut dyn Read, path: &Path, most: u64) -> Result<Option<Vec<u8>>, Error> {
    let mut bytes = Vec::new();
    let mut from = from.take(most + 1);
    from.read_to_end(&mut bytes).map_err(|why| Error::Open(path.to_owned(), why))?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// A file that is no export, whole.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    whole(&mut *open(path)?.source, path)
}

/// What is left of a file that is no export; the file stands at its beginning again.
pub(crate) fn whole(source: &mut dyn Source, path: &Path) -> Result<Vec<u8>, Error> {
    let bytes = bounded(&mut &mut *source, path, WHOLE)?;
    source.rewind().map_err(|why| Error::Open(path.to_owned(), why))?;
    bytes.ok_or_else(|| Error::TooLarge(path.to_owned(), WHOLE))
}

/// The first bytes of a file, by which it is told what it is, and the file from its beginning.
pub(crate) fn beginning(path: &Path) -> Result<(Vec<u8>, Box<dyn Source>), Error> {
    let failed = |why| Error::Open(path.to_owned(), why);
    let mut source = open(path)?.source;
    let mut start = Vec::new();
    (&mut source).take(1 << 12).read_to_end(&mut start).map_err(failed)?;
    source.rewind().map_err(failed)?;
    Ok((start, source))
}

/// A text file, whole.
pub(crate) fn text(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?).map_err(|_| Error::NotText(path.to_owned()))
}

fn watched(inner: impl Source + 'static, length: u64) -> Input {
    let read = Arc::new(AtomicU64::new(0));
    Input { source: Box::new(Watched { inner, read: Arc::clone(&read) }), length, read }
}

/// A source that says how far it is.
struct Watched<S> {
    inner: S,
    read: Arc<AtomicU64>,
}

impl<S: Read> Read for Watched<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<S: Seek> Seek for Watched<S> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_end_is_refused() {
        let read = |most| bounded(&mut io::repeat(0).take(1000), Path::new("-"), most);
        assert_eq!(read(1000).unwrap().map(|bytes| bytes.len()), Some(1000));
        assert_eq!(read(999).unwrap(), None);
    }

    #[test]
    fn what_is_read_twice_is_counted_twice() {
        let mut input = buffered(&mut &b"answers"[..], Path::new("-")).unwrap();
        let mut text = String::new();
        input.source.read_to_string(&mut text).unwrap();
        input.source.rewind().unwrap();
        input.source.read_to_string(&mut text).unwrap();
        assert_eq!((text.as_str(), input.length), ("answersanswers", 7));
        assert_eq!(input.read.load(Ordering::Relaxed), 14);
    }
}
