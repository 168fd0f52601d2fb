//! What an XLS file will cost, found before it is read.
//!
//! An XLS file is a compound file (MS-CFB: sectors in chains, like a small disk) with a stream of
//! records (MS-XLS) inside. Its reader follows chains without noticing that they run in a circle,
//! makes room for the size that a worksheet declares, and keeps a dense table as large as the
//! outermost cells. So the chains are followed here first, and the records counted.

use crate::read::{ReadError, limits};

/// Says how much memory the file will need to be opened.
pub(super) fn check(bytes: &[u8]) -> Result<u64, ReadError> {
    let file = Compound::open(bytes).ok_or_else(damaged)?;
    if file.entry("EncryptedPackage").is_some() {
        return Err(ReadError::Protected);
    }
    let entry = file.entry("Workbook").or_else(|| file.entry("Book"));
    let Some(entry) = entry else {
        return Err(ReadError::NotAWorkbook("an older office document or a mail"));
    };
    let stream = file.stream(entry).ok_or_else(damaged)?;
    let memory = Records::default().check(&stream)?;
    let memory = memory.saturating_add(2 * bytes.len() as u64);
    if memory > limits::WORKBOOK_MEMORY {
        return Err(TOO_LARGE);
    }
    Ok(memory)
}

const TOO_LARGE: ReadError =
    ReadError::WorkbookTooLarge("its cells, or the size it declares, take too much memory");

fn damaged() -> ReadError {
    ReadError::Damaged("its parts are not where it says".to_owned())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;

struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// For each sector the next one of its chain.
    next: Vec<u32>,
    directory: Vec<u8>,
    mini_next: Vec<u32>,
    mini: Vec<u8>,
}

struct Entry {
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            directory: Vec::new(),
            mini_next: Vec::new(),
            mini: Vec::new(),
        };
        file.next = file.allocation()?;
        file.directory = file.chain(u32_at(bytes, 48)?, usize::MAX)?;
        let root = file.entries().next()?;
        if u32_at(bytes, 64)? > 0 {
            let length = usize::try_from(u32_at(bytes, 64)?).ok()?.checked_mul(sector)?;
            if length > bytes.len() + sector || root.length > bytes.len() {
                return None;
            }
            file.mini = file.chain(root.start, root.length)?;
            file.mini_next = words(&file.chain(u32_at(bytes, 60)?, length)?);
        }
        Some(file)
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = usize::try_from(id).ok()?.checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// Where each sector's chain goes on.
    fn allocation(&self) -> Option<Vec<u32>> {
        let mut ids = words(self.bytes.get(76..512)?);
        let mut more = u32_at(self.bytes, 68)?;
        let mut walked = 0;
        while more < 0xFFFF_FFFA {
            walked += 1;
            if walked > self.sectors() {
                return None;
            }
            ids.extend(words(self.sector(more)?));
            more = ids.pop()?;
        }
        ids.retain(|&id| id < 0xFFFF_FFFC);
        if ids.len() > self.sectors() {
            return None;
        }
        let mut next = Vec::new();
        for id in ids {
            next.extend(words(self.sector(id)?));
        }
        Some(next)
    }

    /// A chain of sectors, which must end before it has come by more sectors than there are.
    fn chain(&self, mut id: u32, length: usize) -> Option<Vec<u8>> {
        let mut chain = Vec::new();
        let mut walked = 0;
        while id != END_OF_CHAIN {
            walked += 1;
            if walked > self.sectors() {
                return None;
            }
            chain.extend_from_slice(self.sector(id)?);
            if chain.len() >= length {
                chain.truncate(length);
                break;
            }
            id = *self.next.get(usize::try_from(id).ok()?)?;
        }
        Some(chain)
    }

    fn entries(&self) -> impl Iterator<Item = Entry> {
        self.directory.as_chunks::<128>().0.iter().filter_map(|entry| {
            Some(Entry {
                start: u32_at(entry, 116)?,
                length: usize::try_from(u32_at(entry, 120)?).ok()?,
            })
        })
    }

    fn entry(&self, name: &str) -> Option<Entry> {
        let names = self.directory.as_chunks::<128>().0.iter().map(|entry| {
            let units = entry[..64].as_chunks::<2>().0.iter().map(|&unit| u16::from_le_bytes(unit));
            char::decode_utf16(units.take_while(|&unit| unit != 0))
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect::<String>()
        });
        let index = names.into_iter().position(|other| other.eq_ignore_ascii_case(name))?;
        self.entries().nth(index)
    }

    fn stream(&self, entry: Entry) -> Option<Vec<u8>> {
        if entry.length > self.bytes.len() {
            return None;
        }
        if entry.length >= 4096 {
            return self.chain(entry.start, entry.length);
        }
        let (mut id, mut stream) = (entry.start, Vec::new());
        while id != END_OF_CHAIN && stream.len() < entry.length {
            let start = usize::try_from(id).ok()?.checked_mul(64)?;
            let end = start.checked_add(64)?.min(self.mini.len());
            let sector = self.mini.get(start..end).filter(|sector| !sector.is_empty())?;
            stream.extend_from_slice(sector);
            id = *self.mini_next.get(usize::try_from(id).ok()?)?;
        }
        stream.truncate(entry.length);
        Some(stream)
    }
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|&word| u32::from_le_bytes(word)).collect()
}

/// The record at `at`: its type and what it holds.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let length = usize::from(u16_at(stream, at + 2)?);
    Some((u16_at(stream, at)?, stream.get(at + 4..at + 4 + length)?))
}

/// What the records of a workbook add up to.
#[derive(Default)]
struct Records {
    sheets: Vec<usize>,
    /// The bytes of each text that cells share.
    texts: Vec<u32>,
    longest_name: u64,
    total: u64,
}

/// The outermost cells of a worksheet.
struct Extent {
    rows: (u16, u16),
    columns: (u16, u16),
}

impl Records {
    fn check(mut self, stream: &[u8]) -> Result<u64, ReadError> {
        self.globals(stream)?;
        let mut work = 4 * stream.len() + (1 << 16);
        for sheet in std::mem::take(&mut self.sheets) {
            let used = self.sheet(stream, sheet)?;
            work = work.checked_sub(used).ok_or_else(damaged)?;
            if self.total > limits::WORKBOOK_MEMORY {
                return Err(TOO_LARGE);
            }
        }
        Ok(self.total)
    }

    fn globals(&mut self, stream: &[u8]) -> Result<(), ReadError> {
        let mut at = 0;
        while let Some((kind, data)) = record(stream, at) {
            at += 4 + data.len();
            match kind {
                // EOF
                0x000A => break,
                // FilePass
                0x002F => return Err(ReadError::Protected),
                // BoundSheet
                0x0085 => {
                    let place = u32_at(data, 0).and_then(|place| usize::try_from(place).ok());
                    self.sheets.push(place.ok_or_else(damaged)?);
                    self.longest_name = self.longest_name.max(data.len() as u64);
                }
                // Lbl: a name, which formulas repeat
                0x0018 => self.longest_name = self.longest_name.max(data.len() as u64),
                // SST and what continues it
                0x00FC => {
                    let mut parts = vec![data.get(8..).unwrap_or_default()];
                    while let Some((0x003C, more)) = record(stream, at) {
                        at += 4 + more.len();
                        parts.push(more);
                    }
                    self.texts = shared_texts(&parts);
                    let bytes: u64 = parts.iter().map(|part| part.len() as u64).sum();
                    self.total += bytes * 2 + self.texts.len() as u64 * 80;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Counts a worksheet's records and says how many bytes they took.
    fn sheet(&mut self, stream: &[u8], start: usize) -> Result<usize, ReadError> {
        const CELL: u64 = 40;
        let mut at = start;
        let mut extent: Option<Extent> = None;
        let (mut inner, mut begun) = (0_u32, false);
        while let Some((kind, data)) = record(stream, at) {
            at += 4 + data.len();
            match kind {
                // BOF: the worksheet's own, then that of a chart inside
                0x0809 if begun => inner += 1,
                0x0809 => begun = true,
                0x000A if inner == 0 => break,
                0x000A => inner -= 1,
                _ if inner > 0 => {}
                // Dimensions
                0x0200 => {
                    let size = dimensions(data).ok_or_else(damaged)?;
                    self.total = self.total.saturating_add(size.saturating_mul(CELL));
                }
                // Number, Label, RString, BoolErr, Rk, LabelSst, MulRk, Formula
                0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x00BD | 0x0006 => {
                    let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else {
                        return Err(damaged());
                    };
                    let more = if kind == 0x00BD { data.len() / 6 } else { 1 };
                    let last = first.saturating_add(u16::try_from(more).unwrap_or(u16::MAX) - 1);
                    let extent =
                        extent.get_or_insert(Extent { rows: (row, row), columns: (first, last) });
                    extent.rows = (extent.rows.0.min(row), extent.rows.1.max(row));
                    extent.columns = (extent.columns.0.min(first), extent.columns.1.max(last));
                    self.total += more as u64 * CELL;
                    self.total += match kind {
                        0x00FD => {
                            let text = u32_at(data, 6).and_then(|text| usize::try_from(text).ok());
                            let text = text.and_then(|text| self.texts.get(text));
                            2 * u64::from(text.copied().unwrap_or(0))
                        }
                        // A formula's references are short and may each stand for a long name.
                        0x0006 => data.len() as u64 * (8 + self.longest_name / 5),
                        _ => 4 * data.len() as u64,
                    };
                }
                // String, the result of a formula
                0x0207 => self.total += 4 * data.len() as u64,
                _ => {}
            }
            if self.total > limits::WORKBOOK_MEMORY {
                return Err(TOO_LARGE);
            }
        }
        if let Some(Extent { rows, columns }) = extent {
            let side = |(first, last): (u16, u16)| u64::from(last - first) + 1;
            // A table of values, one of formulas, and a copy of the first.
            self.total = self.total.saturating_add(side(rows) * side(columns) * (32 + 24 + 32));
        }
        Ok(at - start)
    }
}

/// How many cells a worksheet says it has.
fn dimensions(data: &[u8]) -> Option<u64> {
    let (rows, columns) = if data.len() == 10 {
        ((u16_at(data, 0)?.into(), u16_at(data, 2)?.into()), (u16_at(data, 4)?, u16_at(data, 6)?))
    } else {
        ((u32_at(data, 0)?, u32_at(data, 4)?), (u16_at(data, 8)?, u16_at(data, 10)?))
    };
    let first = if columns.0 > 0xFF || columns.1 < columns.0 { 0 } else { columns.0 };
    if rows.1 == 0 || columns.1 == 0 {
        return Some(0);
    }
    let rows = u64::from(rows.1.checked_sub(rows.0)?);
    Some(rows * u64::from(columns.1 - first))
}

/// The lengths in bytes of shared texts, from above, as far as they can be followed.
///
/// Source: MS-XLS 2.5.293 (XLUnicodeRichExtendedString) and 2.4.58 (Continue): a text that a
/// record's end cuts goes on in the next one behind a byte that says anew how wide it is.
fn shared_texts(parts: &[&[u8]]) -> Vec<u32> {
    let mut lengths = Vec::new();
    let (mut part, mut at) = (0, 0);
    while part < parts.len() {
        if at >= parts[part].len() {
            (part, at) = (part + 1, 0);
            continue;
        }
        let data = parts[part];
        let (Some(count), Some(&flags)) = (u16_at(data, at), data.get(at + 2)) else { break };
        at += 3;
        let mut behind = 0;
        if flags & 8 != 0 {
            behind += u16_at(data, at).map_or(0, |runs| usize::from(runs) * 4);
            at += 2;
        }
        if flags & 4 != 0 {
            behind += u32_at(data, at).map_or(0, |size| size as usize);
            at += 4;
        }
        lengths.push(u32::from(count) * 3);
        let (mut left, mut wide) = (usize::from(count), flags & 1);
        while left > 0 && part < parts.len() {
            let width = 1 + usize::from(wide);
            let here = (parts[part].len().saturating_sub(at) / width).min(left);
            left -= here;
            at += here * width;
            if left > 0 {
                part += 1;
                wide = parts.get(part).and_then(|next| next.first()).map_or(0, |flag| flag & 1);
                at = 1;
            }
        }
        while part < parts.len() && at + behind > parts[part].len() {
            behind -= parts[part].len().saturating_sub(at).min(behind);
            (part, at) = (part + 1, 0);
        }
        at += behind;
    }
    lengths
}
