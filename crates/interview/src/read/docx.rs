//! The text of a Word document: paragraphs, line breaks and tabs, nothing of how it looks.
//!
//! A few kilobytes can unpack to gigabytes, and XML can declare things that are not there. Only the
//! main part is unpacked, counting what comes out; a document type is refused, so that nothing is
//! ever expanded or fetched; nothing is written.

mod table;

use super::{ReadError, rows};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use table::Table;
use zip::ZipArchive;
use zip::result::ZipError;

/// The most bytes that the main part may unpack to.
const UNPACKED: u64 = 48 << 20;

/// The most bytes that all parts may claim to unpack to.
const CLAIMED: u64 = 1 << 30;

/// The most entries of the archive.
const ENTRIES: usize = 10_000;

/// The longest tag, in bytes.
const TAG: usize = 1 << 20;

/// The deepest nesting.
const DEPTH: usize = 256;

/// Whether a file is a zip archive, as documents are.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The text of a document: LF behind every paragraph.
pub(super) fn text(bytes: &[u8]) -> Result<String, ReadError> {
    let whole = extract(bytes, true)?;
    // Other tables than those of a dialogue are read cell by cell.
    if whole.contains(rows::PARAGRAPH) || whole.contains('\t') {
        return if rows::recognise(&whole).is_some() { Ok(whole) } else { extract(bytes, false) };
    }
    Ok(whole)
}

fn extract(bytes: &[u8], in_rows: bool) -> Result<String, ReadError> {
    let xml = main_part(bytes)?;
    let xml = str::from_utf8(xml.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&xml))
        .map_err(|_| ReadError::Archive("its text is not in UTF-8"))?;
    plain(xml, in_rows)
}

/// The part that holds the text.
fn main_part(bytes: &[u8]) -> Result<Vec<u8>, ReadError> {
    // Counted before memory is taken for each.
    let entries = memchr::memmem::find_iter(bytes, b"PK\x01\x02").count();
    if entries > ENTRIES || declares_too_many(bytes) {
        return Err(ReadError::Archive("its archive has more than 10000 entries"));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let (mut main, mut claimed) = (None, 0_u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(broken)?;
        let name = entry.name().map_err(broken)?.replace('\\', "/");
        if name.starts_with('/') || name.contains(':') || name.split('/').any(|part| part == "..") {
            return Err(ReadError::Archive(
                "an entry of its archive is named to lie outside of it",
            ));
        }
        claimed = claimed.saturating_add(entry.size());
        // Some programs number the main part.
        let number = name.strip_prefix("word/document").and_then(|rest| rest.strip_suffix(".xml"));
        if number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
            && main.is_none()
        {
            main = Some(index);
        }
    }
    if claimed > CLAIMED {
        return Err(ReadError::Archive("it claims to unpack to more than 1 GiB"));
    }
    let main = main.ok_or(ReadError::NotText("an archive that is no Word document"))?;
    let entry = archive.by_index(main).map_err(broken)?;
    let mut part = Vec::new();
    entry
        .take(UNPACKED + 1)
        .read_to_end(&mut part)
        .map_err(|_| ReadError::Archive("it is cut off or damaged"))?;
    if part.len() as u64 > UNPACKED {
        return Err(ReadError::Archive("its text unpacks to more than 48 MiB"));
    }
    Ok(part)
}

/// Whether the long form of the directory's end counts more entries than there may be.
fn declares_too_many(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"PK\x06\x06").any(|at| {
        let field = |from: usize| -> u64 {
            let field = bytes.get(at + from..at + from + 8).and_then(|field| field.try_into().ok());
            field.map_or(0, u64::from_le_bytes)
        };
        field(4) < 1 << 32 && (field(24) > ENTRIES as u64 || field(32) > ENTRIES as u64)
    })
}

fn broken(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            ReadError::Archive("it is protected by a password")
        }
        _ => ReadError::Archive("its archive is cut off or damaged"),
    }
}

fn plain(xml: &str, in_rows: bool) -> Result<String, ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut text = String::with_capacity(xml.len() / 8);
    let mut table = Table::default();
    // Elements whose text is not what the document says: deleted, moved away, or a second form.
    let (mut depth, mut hidden, mut in_text) = (0_usize, None, false);
    loop {
        let event = reader
            .read_event()
            .map_err(|_| ReadError::Archive("its text is not well-formed XML"))?;
        match event {
            Event::Start(tag) => {
                if tag.len() > TAG || depth == DEPTH {
                    return Err(ReadError::Archive(ABSURD));
                }
                depth += 1;
                if in_rows {
                    table.begin(tag.local_name().as_ref(), text.len());
                }
                match tag.local_name().as_ref() {
                    "del" | "moveFrom" | "Fallback" if hidden.is_none() => hidden = Some(depth),
                    "t" => in_text = true,
                    name if hidden.is_none() => text += mark(name),
                    _ => {}
                }
            }
            Event::Empty(tag) => {
                if tag.len() > TAG {
                    return Err(ReadError::Archive(ABSURD));
                }
                if hidden.is_none() {
                    let name = tag.local_name();
                    text += if name.as_ref() == "p" { "\n" } else { mark(name.as_ref()) };
                }
            }
            Event::End(tag) => {
                if hidden == Some(depth) {
                    hidden = None;
                }
                depth = depth.saturating_sub(1);
                if in_rows {
                    table.end(tag.local_name().as_ref(), &mut text);
                }
                match tag.local_name().as_ref() {
                    "t" => in_text = false,
                    "p" if hidden.is_none() => text.push('\n'),
                    _ => {}
                }
            }
            Event::Text(part) if in_text && hidden.is_none() => {
                text += &part.xml10_content();
            }
            Event::CData(part) if in_text && hidden.is_none() => {
                text += &part.xml10_content();
            }
            Event::GeneralRef(name) if in_text && hidden.is_none() => {
                match name.resolve_char_ref() {
                    Ok(Some(character)) => text.push(character),
                    _ => text.push(match &*name.xml10_content() {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => '\u{fffd}',
                    }),
                }
            }
            Event::DocType(_) => {
                return Err(ReadError::Archive("its text declares a document type"));
            }
            Event::Eof if depth > 0 => {
                return Err(ReadError::Archive("its text is cut off"));
            }
            Event::Eof => return Ok(text),
            _ => {}
        }
    }
}

const ABSURD: &str = "its text has a tag longer than 1 MiB, or nests deeper than 256";

/// The text that an element without text stands for.
fn mark(name: &str) -> &'static str {
    match name {
        "tab" | "ptab" => "\t",
        "br" | "cr" => "\n",
        "noBreakHyphen" => "-",
        _ => "",
    }
}

#[cfg(test)]
pub(super) mod tests;
