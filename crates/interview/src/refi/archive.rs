//! The zip archive of a project: what is in it, and what of it may be unpacked.
//!
//! Nothing is ever written to a disk here, so no name can lead out of a folder. Archives with such
//! names are refused all the same: no tool exports them, and whoever unpacks them otherwise is harmed.

use super::Error;
use std::collections::HashMap;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

/// The most entries.
const ENTRIES: usize = 20_000;
/// The longest text, in bytes: some three million words.
const TEXT_BYTES: u64 = 16 << 20;
/// The most that all texts may take, in bytes.
const TEXTS_BYTES: u64 = 64 << 20;
/// How often smaller than its content an entry may be, from [`RATIO_BYTES`] on. Texts and XML
/// shrink to a third or a tenth; the least that is possible is a thousandth.
const RATIO: u64 = 200;
/// Below this size, in bytes, an entry may be as small as it likes.
const RATIO_BYTES: u64 = 4 << 20;

/// An archive with one project file.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Paths in lower case with `/`, and where they are.
    entries: HashMap<String, usize>,
    /// The folder that holds the project file: empty, or with `/` at its end.
    folder: String,
    project: usize,
    left: u64,
    used: usize,
}

impl<'a> Archive<'a> {
    /// Opens an archive and finds its project file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        check_directory(bytes)?;
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
        if zip.len() > ENTRIES {
            return Err(Error::TooLarge(TOO_MANY));
        }
        if zip.has_duplicate_names() {
            return Err(Error::Archive("two entries of the archive have the same name"));
        }
        let mut entries = HashMap::new();
        for index in 0..zip.len() {
            let entry = zip.by_index_raw(index).map_err(|error| broken(&error))?;
            let refuse = |what| Error::Entry { entry: index + 1, what };
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            if let Some(what) = unsafe_name(&name) {
                return Err(refuse(what));
            }
            if entry.is_symlink() {
                return Err(refuse("is a link to another file"));
            }
            let most = entry.compressed_size().saturating_mul(RATIO).saturating_add(RATIO_BYTES);
            if entry.size() > most {
                return Err(refuse("unpacks to more than 200 times its size"));
            }
            let is_folder = entry.is_dir();
            drop(entry);
            if !is_folder && entries.insert(name.to_lowercase(), index).is_some() {
                return Err(refuse("has the name of another, but for capitals"));
            }
        }
        let (folder, project) = project(&entries)?;
        Ok(Self { zip, entries, folder, project, left: TEXTS_BYTES, used: 1 })
    }

    /// The project file, to be read to its end. It is counted by who reads it.
    pub(super) fn project(&mut self) -> Result<ZipFile<'_, Cursor<&'a [u8]>>, Error> {
        self.zip.by_index(self.project).map_err(|error| broken(&error))
    }

    /// How many files there are beside those that were read.
    pub(super) fn unused(&self) -> usize {
        self.entries.len().saturating_sub(self.used)
    }

    /// The bytes of a text, by the path that the project file gives: `internal://GUID.txt`, or any
    /// other form of it. The folder is found whatever its capitals. `None` where there is no such
    /// file.
    pub(super) fn text(&mut self, path: &str) -> Result<Option<Vec<u8>>, Error> {
        let path = path.replace('\\', "/").to_lowercase();
        let Some(name) = path.rsplit('/').next().filter(|name| !name.is_empty()) else {
            return Ok(None);
        };
        let candidates =
            [format!("{}sources/{name}", self.folder), format!("{}{name}", self.folder)];
        let Some(&index) = candidates.iter().find_map(|path| self.entries.get(path)) else {
            return Ok(None);
        };
        if index == self.project {
            return Ok(None);
        }
        let most = TEXT_BYTES.min(self.left);
        let entry = self.zip.by_index(index).map_err(|error| broken(&error))?;
        let mut bytes = Vec::new();
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Error::TooLarge("a text is longer than 16 MiB, or all than 64 MiB"));
        }
        read.map_err(|_| Error::Archive("a text of the archive cannot be unpacked"))?;
        self.left -= bytes.len() as u64;
        self.used += 1;
        Ok(Some(bytes))
    }
}

const TOO_MANY: &str = "its archive has more than 20000 entries";

/// Checks how many entries are there before memory is taken for each.
fn check_directory(bytes: &[u8]) -> Result<(), Error> {
    if !bytes.starts_with(b"PK") && memchr::memmem::rfind(bytes, b"PK\x05\x06").is_none() {
        return Err(Error::Archive("it is not a zip archive"));
    }
    if memchr::memmem::find_iter(bytes, b"PK\x01\x02").take(ENTRIES + 1).count() > ENTRIES {
        return Err(Error::TooLarge(TOO_MANY));
    }
    // The long form of the directory's end: its own size, then from byte 24 two counts.
    let declares = memchr::memmem::find_iter(bytes, b"PK\x06\x06").any(|at| {
        let field = |from: usize| -> u64 {
            let field = bytes.get(at + from..at + from + 8).and_then(|field| field.try_into().ok());
            field.map_or(0, u64::from_le_bytes)
        };
        let most = ENTRIES as u64;
        field(4) < 1 << 32 && (field(24) > most || field(32) > most)
    });
    if declares { Err(Error::TooLarge(TOO_MANY)) } else { Ok(()) }
}

/// Why nobody should unpack an entry of this name. Backslashes have become slashes.
fn unsafe_name(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.contains('\0') {
        return Some("has no proper name");
    }
    if name.starts_with('/') || name.as_bytes().get(1) == Some(&b':') {
        return Some("has an absolute name");
    }
    name.split('/').any(|part| part == "..").then_some("has a name that leads out of its folder")
}

/// Where the project file is: at the root, or else in the only folder that has one. It may have
/// any name that ends with `.qde`.
fn project(entries: &HashMap<String, usize>) -> Result<(String, usize), Error> {
    let mut found: Vec<(usize, bool, &str, usize)> = Vec::new();
    for (path, &index) in entries {
        let name = path.rsplit('/').next().unwrap_or(path);
        // Macs add files that begin with a dot.
        if name.ends_with(".qde") && !name.starts_with('.') {
            let depth = path.matches('/').count();
            found.push((depth, name != "project.qde", path, index));
        }
    }
    found.sort_unstable();
    match found[..] {
        [] => Err(Error::NoProject("no file that ends with .qde")),
        [first, second, ..] if (first.0, first.1) == (second.0, second.1) => {
            Err(Error::NoProject("several files that end with .qde"))
        }
        [(_, _, path, index), ..] => {
            let folder = path.rfind('/').map_or("", |at| path.get(..=at).unwrap_or_default());
            Ok((folder.to_owned(), index))
        }
    }
}

fn broken(error: &ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Error::Archive("its archive is encrypted; unpack it with its password and zip it again")
        }
        ZipError::UnsupportedArchive(_) => {
            Error::Archive("its archive is compressed in a way that paap does not read")
        }
        ZipError::Io(_) => Error::Archive("its archive is cut off"),
        _ => Error::Archive("its archive is damaged"),
    }
}
