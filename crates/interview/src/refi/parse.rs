//! Reads a project file into [`Raw`]: one pass, one list of what is open, nothing recursive.
//!
//! The schema's order is not asked for: tools write elements in other orders. What is known is
//! taken where it may stand; what is not is skipped and counted.

use super::Error;
use super::meter::Meter;
use super::raw::{Case, Medium, Raw, Set, Source, Value};
use super::xml::{Element, Item, Xml};
use std::io::BufRead;

mod belong;
mod elements;

/// An element that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Project,
    /// An element that only holds others: `Users`, `Sources`, …
    List,
    Code,
    Case,
    Source,
    /// The text of a source that is none.
    Inner,
    Selection,
    Coding,
    Value,
    Set,
    /// Text that is kept for the element around it.
    Text(Field),
    /// Neither this nor what is in it is read.
    Skipped,
}

/// Which text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Description,
    Content,
    Value,
}

/// Reads a project file. Codebooks are read by it, too: their root is `CodeBook`.
pub(super) fn parse<R: BufRead>(
    source: R,
    file: &'static str,
    root: &'static str,
    meter: &mut Meter,
) -> Result<Raw, Error> {
    let mut xml = Xml::new(source, file);
    let mut parser = Parser {
        raw: Raw::default(),
        open: Vec::new(),
        codes: Vec::new(),
        outer: None,
        text: String::new(),
        meter,
        number: 0,
        noting: false,
        valued: Open::Skipped,
    };
    let mut begun = false;
    loop {
        match xml.next()? {
            Item::Start(element) if !begun => {
                begun = true;
                let line = xml.line();
                if element.name() != root {
                    let what = format!("the file does not begin with {root}");
                    return Err(Error::Xml { file, line, what });
                }
                let attributes = ["name", "origin", "xmlns"];
                let [name, origin, namespace] = element.attributes(attributes)?;
                parser.raw.name = name;
                parser.raw.origin = origin;
                parser.raw.namespace = namespace;
                parser.open.push(Open::Project);
            }
            Item::Start(element) => {
                let open = parser.start(&element, xml.line())?;
                parser.open.push(open);
            }
            Item::End => parser.end()?,
            Item::Text(text) => {
                if let Some(Open::Text(_)) = parser.open.last() {
                    parser.text.push_str(&text);
                }
            }
            Item::Over => break,
        }
    }
    if !begun {
        return Err(Error::Xml { file, line: 1, what: "the file is empty".to_owned() });
    }
    Ok(parser.raw)
}

struct Parser<'m> {
    raw: Raw,
    open: Vec<Open>,
    /// The codes that are open, from the outermost.
    codes: Vec<usize>,
    /// The source that a text stands for, while that text is read.
    outer: Option<Source>,
    text: String,
    meter: &'m mut Meter,
    number: usize,
    /// Whether notes are being read, and not sources.
    noting: bool,
    /// What the value that is being read is of.
    valued: Open,
}

impl Parser<'_> {
    fn start(&mut self, element: &Element, line: u64) -> Result<Open, Error> {
        use Open::{Case as InCase, Code as InCode, Inner, List, Project};
        use Open::{
            Selection as InSelection, Set as InSet, Skipped, Source as InSource, Value as InValue,
        };
        let around = self.open.last().copied().unwrap_or(Skipped);
        self.text.clear();
        match (around, element.name()) {
            (Skipped | Open::Text(_), _) => Ok(Skipped),
            (
                Project,
                "CodeBook" | "Codes" | "Users" | "Variables" | "Cases" | "Sources" | "Notes",
            )
            | (Project, "Links" | "Sets" | "Graphs")
            | (List, "Codes") => Ok(List),
            (Project | InCode | InCase | InSet | InSource | Inner | InSelection, "Description") => {
                Ok(Open::Text(Field::Description))
            }
            (List, "User") => self.user(element),
            (List | InCode, "Code") => self.code(element),
            (List, "Variable") => self.variable(element),
            (List, "Case") => {
                let [guid, name] = element.attributes(["guid", "name"])?;
                let guid = self.guid(guid);
                self.meter.keep::<Case>(belong::length(&name))?;
                self.raw.cases.push(Case { guid, name, ..Case::default() });
                Ok(InCase)
            }
            (List, "Set") => {
                let [guid, name] = element.attributes(["guid", "name"])?;
                let guid = self.guid(guid);
                elements::bounded(self.raw.sets.len(), 10_000, "it has more than 10000 sets")?;
                self.meter.keep::<Set>(belong::length(&name))?;
                self.raw.sets.push(Set { guid, name, ..Set::default() });
                Ok(InSet)
            }
            (List, "TextSource") => self.source(element, Medium::Text),
            (List, "PictureSource") => self.source(element, Medium::Picture),
            (List, "PDFSource") => self.source(element, Medium::Pdf),
            (List, "AudioSource") => self.source(element, Medium::Audio),
            (List, "VideoSource") => self.source(element, Medium::Video),
            (List, "Note") => self.source(element, Medium::Note),
            (List, "Link") => {
                self.raw.lost.links += 1;
                Ok(Skipped)
            }
            (List, "Graph") => {
                self.raw.lost.graphs += 1;
                Ok(Skipped)
            }
            (InSource, "Representation" | "TextDescription" | "Transcript") if self.is_medium() => {
                self.inner(element)
            }
            (InSource | Inner, "PlainTextContent") => Ok(Open::Text(Field::Content)),
            (InSource | Inner, "PlainTextSelection" | "TranscriptSelection") => {
                self.selection(element, line)
            }
            (
                InSource,
                "PDFSelection" | "PictureSelection" | "AudioSelection" | "VideoSelection",
            ) => {
                self.raw.lost.selections += 1;
                Ok(Skipped)
            }
            (Inner, "SyncPoint") => self.point(element),
            (InSource | Inner | InSelection, "Coding") => self.coding(element),
            (InSource | Inner | InCase, "VariableValue") => {
                self.meter.keep::<Value>(0)?;
                self.valued = around;
                let values = match around {
                    InCase => self.raw.cases.last_mut().map(|case| &mut case.values),
                    _ => self.current().map(|source| &mut source.values),
                };
                if let Some(values) = values {
                    values.push(Value::default());
                }
                Ok(InValue)
            }
            (InValue, "VariableRef") => {
                let [target] = element.attributes(["targetGUID"])?;
                let variable = self.guid(target);
                if let Some(value) = self.value() {
                    value.variable = variable;
                }
                Ok(Skipped)
            }
            (
                InValue,
                "TextValue" | "BooleanValue" | "IntegerValue" | "FloatValue" | "DateValue"
                | "DateTimeValue",
            ) => Ok(Open::Text(Field::Value)),
            (_, "NoteRef" | "CodeRef" | "SourceRef" | "SelectionRef")
            | (InSet, "MemberCode" | "MemberSource" | "MemberNote") => {
                self.reference(element, around)?;
                Ok(Skipped)
            }
            _ => {
                self.raw.lost.unknown += 1;
                Ok(Skipped)
            }
        }
    }

    fn end(&mut self) -> Result<(), Error> {
        match self.open.pop() {
            Some(Open::Text(field)) => {
                let text = std::mem::take(&mut self.text);
                self.meter.keep::<()>(text.len())?;
                self.put(field, text);
            }
            Some(Open::Code) => drop(self.codes.pop()),
            Some(Open::Inner) => {
                // The text's place is before the source that it stands for.
                if let Some(outer) = self.outer.take() {
                    self.raw.sources.push(outer);
                }
            }
            _ => {}
        }
        Ok(())
    }
}
