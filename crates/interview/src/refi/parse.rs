//! Reads a project file into [`Raw`]: one pass, one list of what is open, nothing recursive.
//!
//! The schema's order is not asked for: tools write elements in other orders. What is known is
//! taken where it may stand; what is not is skipped and counted.

use super::Error;
use super::guid::Guid;
use super::meter::Meter;
use super::moment;
use super::raw::*;
use super::xml::{Element, Item, Xml};
use std::io::BufRead;

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
                self.meter.keep::<Case>(length(&name))?;
                self.raw.cases.push(Case { guid, name, ..Case::default() });
                Ok(InCase)
            }
            (List, "Set") => {
                let [guid, name] = element.attributes(["guid", "name"])?;
                let guid = self.guid(guid);
                self.meter.keep::<Set>(length(&name))?;
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

    /// Puts a text where it belongs.
    fn put(&mut self, field: Field, text: String) {
        let around = self.open.last().copied();
        let place = match (field, around) {
            (Field::Content, _) => self.current().map(|source| &mut source.content),
            (Field::Value, _) => self.value().map(|value| &mut value.text),
            (Field::Description, Some(Open::Project)) => Some(&mut self.raw.description),
            (Field::Description, Some(Open::Code)) => {
                let code = self.codes.last().and_then(|&code| self.raw.codes.get_mut(code));
                code.map(|code| &mut code.description)
            }
            (Field::Description, Some(Open::Case)) => {
                self.raw.cases.last_mut().map(|case| &mut case.description)
            }
            (Field::Description, Some(Open::Set)) => {
                self.raw.sets.last_mut().map(|set| &mut set.description)
            }
            (Field::Description, Some(Open::Selection)) => {
                let selection = self.current().and_then(|source| source.selections.last_mut());
                selection.map(|selection| &mut selection.description)
            }
            (Field::Description, _) => self.current().map(|source| &mut source.description),
        };
        if let Some(place) = place {
            *place = Some(text);
        }
    }

    fn user(&mut self, element: &Element) -> Result<Open, Error> {
        let [guid, name, id] = element.attributes(["guid", "name", "id"])?;
        let name = name.filter(|name| !name.trim().is_empty()).or(id);
        if let Some(guid) = self.guid(guid) {
            self.meter.keep::<User>(length(&name))?;
            self.raw.users.push(User { guid, name });
        } else {
            self.raw.lost.nameless += 1;
        }
        Ok(Open::Skipped)
    }

    fn code(&mut self, element: &Element) -> Result<Open, Error> {
        let names = ["guid", "name", "isCodable", "color"];
        let [guid, name, codable, colour] = element.attributes(names)?;
        let guid = self.guid(guid);
        self.meter.keep::<Code>(length(&name) + length(&colour))?;
        let codable = !matches!(codable.as_deref().map(str::trim), Some("false" | "0" | "False"));
        let parent = self.codes.last().copied();
        self.codes.push(self.raw.codes.len());
        let (description, notes) = (None, Vec::new());
        self.raw.codes.push(Code { guid, name, codable, colour, parent, description, notes });
        Ok(Open::Code)
    }

    fn variable(&mut self, element: &Element) -> Result<Open, Error> {
        let [guid, name] = element.attributes(["guid", "name"])?;
        if let Some(guid) = self.guid(guid) {
            self.meter.keep::<Variable>(length(&name))?;
            self.raw.variables.push(Variable { guid, name });
        } else {
            self.raw.lost.nameless += 1;
        }
        Ok(Open::Skipped)
    }

    fn source(&mut self, element: &Element, medium: Medium) -> Result<Open, Error> {
        self.noting = medium == Medium::Note;
        self.number += usize::from(!self.noting);
        let source = self.text_of(element, medium)?;
        let list = if self.noting { &mut self.raw.notes } else { &mut self.raw.sources };
        list.push(source);
        Ok(Open::Source)
    }

    /// The text that stands for a source of another kind. It takes the source's place for a while.
    fn inner(&mut self, element: &Element) -> Result<Open, Error> {
        let Some(mut outer) = self.raw.sources.pop() else { return Ok(Open::Skipped) };
        let mut inner = self.text_of(element, outer.medium)?;
        if inner.name.as_ref().is_none_or(|name| name.trim().is_empty()) {
            inner.name.clone_from(&outer.name);
        }
        (inner.is_inner, inner.outer) = (true, outer.guid);
        outer.has_text = true;
        self.outer = Some(outer);
        self.raw.sources.push(inner);
        Ok(Open::Inner)
    }

    fn text_of(&mut self, element: &Element, medium: Medium) -> Result<Source, Error> {
        let names =
            ["guid", "name", "plainTextPath", "richTextPath", "creatingUser", "creationDateTime"];
        let [guid, name, plain, rich, user, at] = element.attributes(names)?;
        self.meter.keep::<Source>(length(&name) + length(&plain) + length(&rich))?;
        Ok(Source {
            medium,
            number: self.number,
            guid: self.guid(guid),
            name,
            description: None,
            content: None,
            plain: plain.filter(|path| !path.trim().is_empty()),
            rich: rich.filter(|path| !path.trim().is_empty()),
            user: self.guid(user),
            at: at.and_then(|at| moment::read(&at)),
            selections: Vec::new(),
            codings: Vec::new(),
            notes: Vec::new(),
            values: Vec::new(),
            points: Vec::new(),
            has_text: false,
            is_inner: false,
            outer: None,
        })
    }

    fn selection(&mut self, element: &Element, line: u64) -> Result<Open, Error> {
        let names = ["guid", "name", "startPosition", "endPosition", "creatingUser"];
        let [guid, mut name, start, end, user] = element.attributes(names)?;
        let [from, to, at] =
            element.attributes(["fromSyncPoint", "toSyncPoint", "creationDateTime"])?;
        let number = |text: Option<String>| text.and_then(|text| text.trim().parse().ok());
        let place = match (number(start), number(end), self.guid(from), self.guid(to)) {
            (Some(start), Some(end), _, _) => Place::Positions(start, end),
            (_, _, Some(from), Some(to)) => Place::Points(from, to),
            _ => Place::Nowhere,
        };
        // Tools name selections after their text, however long that is.
        if let Some(name) = &mut name
            && let Some((at, _)) = name.char_indices().nth(120)
        {
            name.truncate(at);
        }
        self.meter.keep::<Selection>(length(&name))?;
        let selection = Selection {
            guid: self.guid(guid),
            line,
            name,
            description: None,
            place,
            user: self.guid(user),
            at: at.and_then(|at| moment::read(&at)),
            codings: Vec::new(),
            notes: Vec::new(),
        };
        if let Some(source) = self.current() {
            source.selections.push(selection);
        }
        Ok(Open::Selection)
    }

    fn coding(&mut self, element: &Element) -> Result<Open, Error> {
        let [guid, user, at] = element.attributes(["guid", "creatingUser", "creationDateTime"])?;
        self.meter.keep::<Coding>(0)?;
        let at = at.and_then(|at| moment::read(&at));
        let (guid, user) = (self.guid(guid), self.guid(user));
        let coding = Coding { guid, code: None, user, at, notes: Vec::new() };
        let in_selection = self.open.last() == Some(&Open::Selection);
        if let Some(source) = self.current() {
            match source.selections.last_mut().filter(|_| in_selection) {
                Some(selection) => selection.codings.push(coding),
                None => source.codings.push(coding),
            }
        }
        Ok(Open::Coding)
    }

    fn point(&mut self, element: &Element) -> Result<Open, Error> {
        let [guid, position] = element.attributes(["guid", "position"])?;
        self.raw.lost.sync_points += 1;
        self.meter.keep::<(Guid, i64)>(0)?;
        let position = position.and_then(|position| position.trim().parse().ok());
        if let (Some(guid), Some(position), Some(source)) =
            (self.guid(guid), position, self.current())
        {
            source.points.push((guid, position));
        }
        Ok(Open::Skipped)
    }

    /// A reference to something, for the element around it.
    fn reference(&mut self, element: &Element, around: Open) -> Result<(), Error> {
        // Codebooks name a set's codes by `guid`.
        let [target, guid] = element.attributes(["targetGUID", "guid"])?;
        let Some(target) = self.guid(target.or(guid)) else {
            self.raw.lost.nameless += 1;
            return Ok(());
        };
        self.meter.keep::<Guid>(0)?;
        let list = match (around, element.name()) {
            (Open::Project, "NoteRef") => Some(&mut self.raw.notes_of_project),
            (Open::Code, "NoteRef") => {
                let code = self.codes.last().and_then(|&code| self.raw.codes.get_mut(code));
                code.map(|code| &mut code.notes)
            }
            (Open::Source | Open::Inner, "NoteRef") => {
                self.current().map(|source| &mut source.notes)
            }
            (Open::Selection, "NoteRef") => {
                let selection = self.current().and_then(|source| source.selections.last_mut());
                selection.map(|selection| &mut selection.notes)
            }
            (Open::Coding, name) => {
                let in_selection = self.open.iter().rev().nth(1) == Some(&Open::Selection);
                let coding = self.current().and_then(|source| {
                    match source.selections.last_mut().filter(|_| in_selection) {
                        Some(selection) => selection.codings.last_mut(),
                        None => source.codings.last_mut(),
                    }
                });
                match (coding, name) {
                    (Some(coding), "CodeRef") => {
                        coding.code = Some(target);
                        return Ok(());
                    }
                    (Some(coding), "NoteRef") => Some(&mut coding.notes),
                    _ => None,
                }
            }
            (Open::Case, name) => {
                let Some(case) = self.raw.cases.last_mut() else { return Ok(()) };
                match name {
                    "SourceRef" => Some(&mut case.sources),
                    "CodeRef" => {
                        case.codes += 1;
                        return Ok(());
                    }
                    "SelectionRef" => {
                        case.selections += 1;
                        return Ok(());
                    }
                    _ => None,
                }
            }
            (Open::Set, name) => {
                let Some(set) = self.raw.sets.last_mut() else { return Ok(()) };
                match name {
                    "MemberCode" | "CodeRef" => Some(&mut set.codes),
                    "MemberSource" | "SourceRef" => Some(&mut set.sources),
                    _ => Some(&mut set.notes),
                }
            }
            _ => None,
        };
        match list {
            Some(list) => list.push(target),
            None => self.raw.lost.unknown += 1,
        }
        Ok(())
    }

    /// The source or the note that is being read.
    fn current(&mut self) -> Option<&mut Source> {
        if self.noting { self.raw.notes.last_mut() } else { self.raw.sources.last_mut() }
    }

    /// Whether the source that is being read is no text.
    fn is_medium(&mut self) -> bool {
        let medium = self.current().map(|source| source.medium);
        !matches!(medium, None | Some(Medium::Text | Medium::Note))
    }

    /// The value that is being read.
    fn value(&mut self) -> Option<&mut Value> {
        match self.valued {
            Open::Case => self.raw.cases.last_mut().and_then(|case| case.values.last_mut()),
            _ => self.current().and_then(|source| source.values.last_mut()),
        }
    }

    /// The GUID that an attribute has.
    fn guid(&mut self, text: Option<String>) -> Option<Guid> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let (guid, is_one) = Guid::tolerant(&text);
        self.raw.lost.guids += usize::from(!is_one);
        Some(guid)
    }
}

fn length(text: &Option<String>) -> usize {
    text.as_ref().map_or(0, String::len)
}
