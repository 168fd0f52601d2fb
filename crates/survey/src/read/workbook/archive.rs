//! What a zipped workbook will cost, found before it is read.
//!
//! A few kilobytes can unpack to gigabytes, name one long text ten thousand times, or declare a
//! billion things that are not there, and memory that runs out ends the program. So every entry
//! is unpacked here once, counting what comes out (never what the header promises), and all that
//! makes the reader keep more than it reads is counted too.

use super::markup::{Fault, Tag, number, walk};
use crate::read::{ReadError, limits};
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// The longest entry that is not XML, in bytes.
const BINARY_BYTES: u64 = 32 << 20;

/// The formats that are zip archives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Zipped {
    Xlsx,
    Xlsb,
    Ods,
}

/// What is known of a workbook before it is read.
pub(super) struct Checked {
    pub(super) zipped: Zipped,
    /// How much memory it will need to be opened, in bytes.
    pub(super) memory: u64,
    /// How many formulas without a result each part has that holds a worksheet, where it has any.
    pub(super) unsolved: Vec<u64>,
}

/// Says which format the archive has, and what reading it will cost.
pub(super) fn check(bytes: &[u8]) -> Result<Checked, ReadError> {
    check_directory(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let names: Vec<String> = (0..archive.len())
        .map(|index| match archive.name_for_index(index) {
            Some(Ok(name)) => name.replace('\\', "/").to_ascii_lowercase(),
            _ => String::new(),
        })
        .collect();
    if archive.len() > limits::WORKBOOK_ENTRIES {
        return Err(ReadError::WorkbookTooLarge(TOO_MANY));
    }
    let zipped = format(&names, &mut archive)?;
    let mut left = limits::WORKBOOK_BYTES;
    let declared = (0..archive.len())
        .filter_map(|index| archive.by_index_raw(index).ok().map(|entry| entry.size()))
        .fold(0_u64, u64::saturating_add);
    if declared > left {
        return Err(ReadError::WorkbookTooLarge(UNPACKED));
    }
    let mut tally = Tally::default();
    let mut part = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let mut entry = archive.by_index(index).map_err(broken)?;
        let is_xml = name.ends_with(".xml") || name.ends_with(".rels");
        let most = if is_xml { left } else { left.min(BINARY_BYTES) };
        part.clear();
        let read = (&mut entry).take(most + 1).read_to_end(&mut part);
        if part.len() as u64 > most {
            return Err(ReadError::WorkbookTooLarge(UNPACKED));
        }
        if !is_xml {
            // What is not XML is either never opened or read with its own checks.
            left -= part.len() as u64;
            continue;
        }
        read.map_err(|_| ReadError::Damaged("an entry cannot be unpacked".to_owned()))?;
        left -= part.len() as u64;
        tally.part(name, &part)?;
    }
    if tally.encrypted {
        return Err(ReadError::Protected);
    }
    let memory = tally.memory().saturating_add(bytes.len() as u64);
    if memory > limits::WORKBOOK_MEMORY {
        return Err(ReadError::WorkbookTooLarge("its texts and formats take too much memory"));
    }
    Ok(Checked { zipped, memory, unsolved: tally.unsolved })
}

const TOO_MANY: &str = "its archive has more than 10000 entries";
const UNPACKED: &str = "it unpacks to more than 160 MiB, or a part that is not XML to 32 MiB";

/// Checks how many entries are there, and declared, before memory is taken for each.
fn check_directory(bytes: &[u8]) -> Result<(), ReadError> {
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").count();
    // The long form of the directory's end: its own size, then from byte 24 two counts.
    let declares = memchr::memmem::find_iter(bytes, b"PK\x06\x06").any(|at| {
        let field = |from: usize| -> u64 {
            let field = bytes.get(at + from..at + from + 8).and_then(|field| field.try_into().ok());
            field.map_or(0, u64::from_le_bytes)
        };
        let most = limits::WORKBOOK_ENTRIES as u64;
        field(4) < 1 << 32 && (field(24) > most || field(32) > most)
    });
    if declares || entries > limits::WORKBOOK_ENTRIES {
        return Err(ReadError::WorkbookTooLarge(TOO_MANY));
    }
    Ok(())
}

fn format(names: &[String], archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Zipped, ReadError> {
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    if has("xl/workbook.bin") {
        return Ok(Zipped::Xlsb);
    }
    if has("content.xml") && has("mimetype") {
        let mut kind = Vec::new();
        if let Ok(entry) = archive.by_name("mimetype") {
            entry.take(100).read_to_end(&mut kind)?;
        }
        return if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            Ok(Zipped::Ods)
        } else {
            Err(ReadError::NotAWorkbook("a text document or a drawing"))
        };
    }
    // The workbook of an XLSX may stand anywhere; what it is called says its package's first part.
    if names.iter().any(|name| name.starts_with("xl/") || name.ends_with("workbook.xml")) {
        return Ok(Zipped::Xlsx);
    }
    let document = ["word/", "ppt/", "visio/"];
    if names.iter().any(|name| document.iter().any(|start| name.starts_with(start))) {
        return Err(ReadError::NotAWorkbook("a text document, a presentation or a drawing"));
    }
    Err(ReadError::NotAWorkbook("a zip archive"))
}

fn broken(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Protected,
        ZipError::Io(_) => ReadError::Damaged("its archive is cut off".to_owned()),
        other => ReadError::Damaged(format!("its archive cannot be read ({other})")),
    }
}

/// What makes a reader keep more than it reads.
#[derive(Default)]
struct Tally {
    /// Texts that cells share: how many, and the bytes of the parts that hold them.
    texts: u64,
    text_bytes: u64,
    /// Cell formats, each of which repeats a font, a fill, a border and a number format.
    formats: u64,
    longest: [u64; 4],
    /// Worksheets, names and relationships.
    named: u64,
    encrypted: bool,
    /// What an ODS file's cells take, its repetitions written out.
    ods: u64,
    /// Of each worksheet's part that has any, how many formulas have no result.
    unsolved: Vec<u64>,
}

const REPEATED: [&[u8]; 4] = [b"font", b"fill", b"border", b"numFmt"];

impl Tally {
    fn part(&mut self, name: &str, part: &[u8]) -> Result<(), ReadError> {
        let (mut declared, mut texts) = (0, 0);
        let mut ods = Ods::default();
        let mut formulas = name.contains("worksheets/").then(Formulas::default);
        let walked = walk(part, |tag| {
            match tag {
                Tag::Open { name: b"si", .. } => texts += 1,
                Tag::Open { name: b"xf", .. } => self.formats += 1,
                Tag::Open { name: b"sheet" | b"definedName" | b"Relationship", .. } => {
                    self.named += 1;
                }
                Tag::Open { name: b"encryption-data", .. } => self.encrypted = true,
                Tag::Open { name: b"sst", attributes } => {
                    declared = declared.max(number(attributes, b"uniqueCount").unwrap_or(0));
                }
                Tag::Close { name, length } => {
                    if let Some(index) = REPEATED.iter().position(|&repeated| repeated == name) {
                        self.longest[index] = self.longest[index].max(length as u64);
                    }
                }
                Tag::Open { .. } => {}
            }
            ods.tag(&tag);
            if let Some(formulas) = &mut formulas {
                formulas.tag(&tag);
            }
        });
        match walked {
            // Parts that were not written as XML are an error only where they are read.
            Err(Fault::Broken(_)) if !is_read(name) => return Ok(()),
            Err(Fault::Broken(reason)) => return Err(ReadError::Damaged(reason.to_owned())),
            Err(Fault::Absurd(reason)) => return Err(ReadError::WorkbookTooLarge(reason)),
            Ok(()) => {}
        }
        if declared > 4_000_000.max(texts) {
            return Err(ReadError::Damaged("it declares texts that are not there".to_owned()));
        }
        if texts > 0 {
            self.texts += texts;
            self.text_bytes += part.len() as u64;
        }
        let unsolved = formulas.map_or(0, |formulas| formulas.unsolved);
        self.unsolved.extend((unsolved > 0).then_some(unsolved));
        if name == "content.xml" {
            self.ods = ods.total;
        }
        Ok(())
    }

    /// Bytes, from above: a text's own place and its share of a list that grows by doubling; what
    /// a format repeats, and its own place.
    fn memory(&self) -> u64 {
        let format = self.longest.iter().sum::<u64>() * 2 + 600;
        let formats = self.formats.saturating_mul(format);
        (self.texts * 80 + self.text_bytes + self.named * 250)
            .saturating_add(formats)
            .saturating_add(self.ods)
    }
}

/// Whether an entry is one that is certainly opened, so that it has to be whole.
fn is_read(name: &str) -> bool {
    let other = ["docprops/", "customxml/", "xl/drawings/", "xl/charts/", "xl/comments"];
    !other.iter().any(|start| name.starts_with(start))
}

/// The formulas of an XLSX worksheet, and whether their results were saved: programs that only
/// write files work nothing out.
#[derive(Default)]
struct Formulas {
    /// Of the cell that has begun: whether its result is text, which may well be empty; whether it
    /// has a formula; whether it has a result.
    is_text: bool,
    formula: bool,
    result: bool,
    unsolved: u64,
}

impl Formulas {
    fn tag(&mut self, tag: &Tag) {
        match tag {
            Tag::Open { name: b"c", attributes } => {
                let is_text = memchr::memmem::find(attributes, b"\"str\"").is_some();
                *self = Self { is_text, unsolved: self.unsolved, ..Self::default() };
            }
            Tag::Open { name: b"f", .. } => self.formula = true,
            Tag::Close { name: b"v", length } => self.result |= *length > b"<v></v>".len(),
            Tag::Close { name: b"c", .. } => {
                let unsolved = self.formula && !self.result && !self.is_text;
                self.unsolved += u64::from(unsolved);
            }
            _ => {}
        }
    }
}

/// The cells of an ODS file, whose reader writes out repeated rows and columns.
#[derive(Default)]
struct Ods {
    total: u64,
    rows: u64,
    empty_rows: u64,
    widest: u64,
    row_repeats: u64,
    row: u64,
    width: u64,
    empty: u64,
    repeats: u64,
    /// Spaces that stand in the cell as a number of them.
    spaces: u64,
    filled: bool,
}

impl Ods {
    /// What a cell takes without its text: its value and its formula.
    const CELL: u64 = 64;

    fn tag(&mut self, tag: &Tag) {
        let repeats = |attributes, name| number(attributes, name).unwrap_or(1);
        match tag {
            Tag::Open { name: b"table-row", attributes } => {
                self.row_repeats =
                    repeats(attributes, b"number-rows-repeated").min(u64::from(limits::ROWS));
                (self.row, self.width, self.empty) = (0, 0, 0);
            }
            Tag::Open { name: b"table-cell" | b"covered-table-cell", attributes } => {
                self.repeats = repeats(attributes, b"number-columns-repeated");
                self.repeats = self.repeats.min(limits::COLUMNS as u64);
                self.spaces = 0;
                self.filled = [&b"office:"[..], b"calcext:", b"formula"]
                    .iter()
                    .any(|name| memchr::memmem::find(attributes, name).is_some());
            }
            Tag::Open { name: b"s", attributes } => {
                self.spaces = self.spaces.saturating_add(repeats(attributes, b"c"));
            }
            Tag::Close { name: b"table-cell" | b"covered-table-cell", length } => {
                if !self.filled && self.spaces == 0 {
                    self.empty += self.repeats;
                    return;
                }
                self.width += self.empty + self.repeats;
                let text = (*length as u64).saturating_add(self.spaces);
                let cell = text.saturating_add(Self::CELL).saturating_mul(self.repeats);
                let cells = cell.saturating_add(self.empty * Self::CELL);
                self.row = self.row.saturating_add(cells);
                self.empty = 0;
            }
            Tag::Close { name: b"table-row", .. } => {
                if self.width == 0 {
                    self.empty_rows += self.row_repeats;
                    return;
                }
                self.rows += self.empty_rows + self.row_repeats;
                self.empty_rows = 0;
                self.widest = self.widest.max(self.width);
                // Once as it is read, and with its repetitions in the table and in its copy.
                let row = self.row.saturating_mul(1 + 2 * self.row_repeats);
                self.total = self.total.saturating_add(row);
            }
            Tag::Close { name: b"table", .. } => {
                let cells = self.rows.saturating_mul(self.widest);
                self.total = self.total.saturating_add(cells.saturating_mul(Self::CELL));
                (self.rows, self.empty_rows, self.widest) = (0, 0, 0);
            }
            _ => {}
        }
    }
}
