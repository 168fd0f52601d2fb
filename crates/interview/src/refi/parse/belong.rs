//! What belongs to what: texts and references find the element that they are of.

use super::super::Error;
use super::super::guid::Guid;
use super::super::raw::{Medium, Source, Value};
use super::super::xml::Element;
use super::{Field, Open, Parser};

impl Parser<'_> {
    /// Puts a text where it belongs.
    pub(super) fn put(&mut self, field: Field, text: String) {
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

    /// A reference to something, for the element around it.
    pub(super) fn reference(&mut self, element: &Element, around: Open) -> Result<(), Error> {
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
    pub(super) fn current(&mut self) -> Option<&mut Source> {
        if self.noting { self.raw.notes.last_mut() } else { self.raw.sources.last_mut() }
    }

    /// Whether the source that is being read is no text.
    pub(super) fn is_medium(&mut self) -> bool {
        let medium = self.current().map(|source| source.medium);
        !matches!(medium, None | Some(Medium::Text | Medium::Note))
    }

    /// The value that is being read.
    pub(super) fn value(&mut self) -> Option<&mut Value> {
        match self.valued {
            Open::Case => self.raw.cases.last_mut().and_then(|case| case.values.last_mut()),
            _ => self.current().and_then(|source| source.values.last_mut()),
        }
    }

    /// The GUID that an attribute has.
    pub(super) fn guid(&mut self, text: Option<String>) -> Option<Guid> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let (guid, is_one) = Guid::tolerant(&text);
        self.raw.lost.guids += usize::from(!is_one);
        Some(guid)
    }
}

/// How many bytes an attribute that may be absent has.
pub(super) fn length(text: &Option<String>) -> usize {
    text.as_ref().map_or(0, String::len)
}
