//! XML as a stream of elements and texts, with bounds: nothing that a document declares is
//! believed, and nothing outside it is looked for.
//!
//! A document type is refused where it begins, so there are no entities but XML's own five. How
//! deep elements nest does not matter: nobody here calls itself for an element inside another.

use super::Error;
use quick_xml::Reader;
use quick_xml::errors::Error as Fault;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::io::{self, BufRead, Read};

/// The longest tag, text or comment, in bytes.
const TOKEN_BYTES: usize = 16 << 20;
/// The longest document, in bytes.
const DOCUMENT_BYTES: usize = 192 << 20;
/// The most attributes of an element. The standard knows nine.
const ATTRIBUTES: usize = 64;

/// What comes next in a document.
pub(super) enum Item {
    /// An element begins. One without content ends right after.
    Start(Element),
    /// The last element that began and has not ended ends.
    End,
    /// Part of the text of an element.
    Text(String),
    /// The document is over, and every element has ended.
    Over,
}

/// An element that begins.
pub(super) struct Element {
    start: BytesStart<'static>,
    file: &'static str,
    line: u64,
}

/// A document that is being read.
pub(super) struct Xml<R> {
    reader: Reader<Bounded<R>>,
    buffer: Vec<u8>,
    file: &'static str,
    depth: usize,
}

impl<R: BufRead> Xml<R> {
    /// Begins to read; the file's name is for messages.
    pub(super) fn new(source: R, file: &'static str) -> Self {
        let bounded =
            Bounded { source, line: 1, token: TOKEN_BYTES, left: DOCUMENT_BYTES, exceeded: None };
        let mut reader = Reader::from_reader(bounded);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), file, depth: 0 }
    }

    /// The line that the last item ended on, the first being 1.
    pub(super) fn line(&self) -> u64 {
        self.reader.get_ref().line
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Item, Error> {
        loop {
            self.buffer.clear();
            self.reader.get_mut().token = TOKEN_BYTES;
            let event = self.reader.read_event_into(&mut self.buffer).map(Event::into_owned);
            let bounded = self.reader.get_ref();
            match event {
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => {}
                Ok(event) => return item(event, &mut self.depth, self.file, bounded.line),
                Err(fault) => {
                    return Err(match bounded.exceeded {
                        Some(what) => Error::TooLarge(what),
                        None => wrong(self.file, bounded.line, reason(&fault)),
                    });
                }
            }
        }
    }
}

fn item(
    event: Event<'static>,
    depth: &mut usize,
    file: &'static str,
    line: u64,
) -> Result<Item, Error> {
    match event {
        Event::Start(start) | Event::Empty(start) => {
            *depth += 1;
            Ok(Item::Start(Element { start, file, line }))
        }
        Event::End(_) => {
            *depth = depth.saturating_sub(1);
            Ok(Item::End)
        }
        Event::Text(text) => Ok(Item::Text(allowed(text.xml10_content().into_owned()))),
        Event::CData(text) => Ok(Item::Text(allowed(text.xml10_content().into_owned()))),
        Event::GeneralRef(name) => {
            let character = match name.resolve_char_ref() {
                Ok(Some(character)) => Some(character),
                Ok(None) => predefined(&name.into_inner()),
                Err(_) => None,
            };
            let character = character.ok_or_else(|| wrong(file, line, ENTITY))?;
            Ok(Item::Text(allowed(character.to_string())))
        }
        Event::DocType(_) => {
            Err(wrong(file, line, "it declares a document type, which no export of a project does"))
        }
        Event::Eof if *depth > 0 => Err(wrong(file, line, "the file is cut off")),
        _ => Ok(Item::Over),
    }
}

const ENTITY: &str = "an entity that XML itself does not know; paap resolves none";

/// `Char` of XML 1.0: what a document can hold, if only as a reference.
pub(super) fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A text with U+FFFD for what should not be in it.
fn allowed(text: String) -> String {
    if text.chars().all(is_allowed) {
        return text;
    }
    text.chars().map(|it| if is_allowed(it) { it } else { '\u{fffd}' }).collect()
}

fn predefined(name: &str) -> Option<char> {
    Some(match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "apos" => '\'',
        "quot" => '"',
        _ => return None,
    })
}

fn wrong(file: &'static str, line: u64, what: impl Into<String>) -> Error {
    Error::Xml { file, line, what: what.into() }
}

/// What is wrong, without the words of the file.
fn reason(fault: &Fault) -> &'static str {
    match fault {
        Fault::Io(_) => "the file cannot be unpacked",
        Fault::Syntax(_) => "a tag is cut off",
        Fault::IllFormed(_) => "a tag closes that was not open, or one that is open is not closed",
        Fault::InvalidAttr(_) => "an attribute is not written as XML has it",
        Fault::Encoding(_) => "it is not UTF-8",
        Fault::Escape(_) => ENTITY,
        _ => "it is not well-formed XML",
    }
}

impl Element {
    /// Its name without a prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The values of these attributes, in their order; of one that stands there twice, the first.
    pub(super) fn attributes<const N: usize>(
        &self,
        names: [&str; N],
    ) -> Result<[Option<String>; N], Error> {
        let mut values = [const { None }; N];
        let mut attributes = self.start.attributes();
        for (number, attribute) in attributes.with_checks(false).enumerate() {
            let fault = |what| wrong(self.file, self.line, what);
            if number == ATTRIBUTES {
                return Err(fault("an element has more than 64 attributes"));
            }
            let attribute =
                attribute.map_err(|_| fault("an attribute is not written as XML has it"))?;
            let name = attribute.key.into_inner();
            let name = if name.starts_with("xmlns") {
                name
            } else {
                attribute.key.local_name().into_inner()
            };
            let Some(place) = names.iter().position(|wanted| *wanted == name) else { continue };
            let Some(value) = values.get_mut(place).filter(|value| value.is_none()) else {
                continue;
            };
            // Line ends and tabs that are not written as references stand for spaces.
            let raw = attribute.value.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ");
            *value = Some(allowed(unescape(&raw).map_err(|_| fault(ENTITY))?.into_owned()));
        }
        Ok(values)
    }
}

/// Bytes that come to an end: of a token, of the document.
struct Bounded<R> {
    source: R,
    line: u64,
    token: usize,
    left: usize,
    exceeded: Option<&'static str>,
}

impl<R: BufRead> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), available.get(..length)) {
            to.copy_from_slice(from);
        }
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.token == 0 || self.left == 0 {
            self.exceeded = Some(if self.left == 0 {
                "its XML unpacks to more than 192 MiB"
            } else {
                "one text or tag of its XML is longer than 16 MiB"
            });
            return Err(io::Error::other("too long"));
        }
        let most = self.token.min(self.left);
        let available = self.source.fill_buf()?;
        Ok(available.get(..most).unwrap_or(available))
    }

    fn consume(&mut self, length: usize) {
        // What was handed out is still there.
        if let Ok(available) = self.source.fill_buf()
            && let Some(consumed) = available.get(..length)
        {
            self.line += memchr::memchr_iter(b'\n', consumed).count() as u64;
        }
        self.token = self.token.saturating_sub(length);
        self.left = self.left.saturating_sub(length);
        self.source.consume(length);
    }
}
