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

/// Opens a file; `-` is stdin. What cannot be read twice, such as a pipe, is kept in memory.
pub(crate) fn open(path: &Path) -> Result<Input, Error> {
    if path == Path::new("-") {
        return buffered(&mut io::stdin().lock(), path);
    }
    let failed = |why| Error::Open(path.to_owned(), why);
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

fn buffered(from: &mut dyn Read, path: &Path) -> Result<Input, Error> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).map_err(|why| Error::Open(path.to_owned(), why))?;
    let length = bytes.len() as u64;
    Ok(watched(Cursor::new(bytes), length))
}

/// A file, whole.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut source = open(path)?.source;
    source.read_to_end(&mut bytes).map_err(|why| Error::Open(path.to_owned(), why))?;
    Ok(bytes)
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
