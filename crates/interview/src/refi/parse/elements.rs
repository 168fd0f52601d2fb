//! Elements that begin: what their attributes say.

use super::super::Error;
use super::super::guid::Guid;
use super::super::moment;
use super::super::raw::{Code, Coding, Medium, Place, Selection, Source, User, Variable};
use super::super::xml::Element;
use super::belong::length;
use super::{Open, Parser};

/// The most codes, and the most of everything else that is kept several times over. Nobody can
/// choose from as many codes.
const CODES: usize = 100_000;
const SOURCES: usize = 20_000;
const NOTES: usize = 200_000;
const OTHERS: usize = 10_000;

/// Refuses one more where there are as many as there may be.
pub(super) fn bounded(number: usize, most: usize, what: &'static str) -> Result<(), Error> {
    if number >= most { Err(Error::TooLarge(what)) } else { Ok(()) }
}

impl Parser<'_> {
    pub(super) fn user(&mut self, element: &Element) -> Result<Open, Error> {
        let [guid, name, id] = element.attributes(["guid", "name", "id"])?;
        let name = name.filter(|name| !name.trim().is_empty()).or(id);
        if let Some(guid) = self.guid(guid) {
            bounded(self.raw.users.len(), OTHERS, "it has more than 10000 users")?;
            self.meter.keep::<User>(length(&name))?;
            self.raw.users.push(User { guid, name });
        } else {
            self.raw.lost.nameless += 1;
        }
        Ok(Open::Skipped)
    }

    pub(super) fn code(&mut self, element: &Element) -> Result<Open, Error> {
        let names = ["guid", "name", "isCodable", "color"];
        let [guid, name, codable, colour] = element.attributes(names)?;
        let guid = self.guid(guid);
        self.meter.keep::<Code>(length(&name) + length(&colour))?;
        let codable = !matches!(codable.as_deref().map(str::trim), Some("false" | "0" | "False"));
        bounded(self.raw.codes.len(), CODES, "it has more than 100000 codes")?;
        let parent = self.codes.last().copied();
        self.codes.push(self.raw.codes.len());
        let (description, notes) = (None, Vec::new());
        self.raw.codes.push(Code { guid, name, codable, colour, parent, description, notes });
        Ok(Open::Code)
    }

    pub(super) fn variable(&mut self, element: &Element) -> Result<Open, Error> {
        let [guid, name] = element.attributes(["guid", "name"])?;
        if let Some(guid) = self.guid(guid) {
            bounded(self.raw.variables.len(), OTHERS, "it has more than 10000 variables")?;
            self.meter.keep::<Variable>(length(&name))?;
            self.raw.variables.push(Variable { guid, name });
        } else {
            self.raw.lost.nameless += 1;
        }
        Ok(Open::Skipped)
    }

    pub(super) fn source(&mut self, element: &Element, medium: Medium) -> Result<Open, Error> {
        self.noting = medium == Medium::Note;
        self.number += usize::from(!self.noting);
        let source = self.text_of(element, medium)?;
        let list = if self.noting { &mut self.raw.notes } else { &mut self.raw.sources };
        list.push(source);
        Ok(Open::Source)
    }

    /// The text that stands for a source of another kind. It takes the source's place for a while.
    pub(super) fn inner(&mut self, element: &Element) -> Result<Open, Error> {
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

    pub(super) fn text_of(&mut self, element: &Element, medium: Medium) -> Result<Source, Error> {
        bounded(self.raw.sources.len(), SOURCES, "it has more than 20000 sources")?;
        bounded(self.raw.notes.len(), NOTES, "it has more than 200000 notes")?;
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

    pub(super) fn selection(&mut self, element: &Element, line: u64) -> Result<Open, Error> {
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

    pub(super) fn coding(&mut self, element: &Element) -> Result<Open, Error> {
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

    pub(super) fn point(&mut self, element: &Element) -> Result<Open, Error> {
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
}
