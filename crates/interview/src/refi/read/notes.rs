//! Notes and sets: what is about what.

use super::super::archive::Archive;
use super::super::guid::{Guid, Kind};
use super::super::meter::Meter;
use super::super::score::Loaded;
use super::super::{Error, Note, Set, Subject, Unique, count};
use super::Reader;
use crate::warning::Warning;
use std::collections::HashMap;

/// What paap calls the note that holds a coding's memo.
pub(in super::super) const MEMO: &str = "Memo";
/// What stands before an id of paap's own.
pub(in super::super) const OWN: &str = "paap:";

/// Notes whose subjects are being found.
#[derive(Debug, Default)]
pub(super) struct Pending {
    places: HashMap<Guid, usize>,
    notes: Vec<One>,
}

#[derive(Debug)]
struct One {
    note: Note,
    guid: Option<Guid>,
    /// How often anything refers to it.
    references: usize,
    /// Whether it became the memo of a coding or the words of an annotation.
    used: bool,
}

impl Pending {
    /// The text of a note that belongs to what refers to it, and to nothing else; from now on it
    /// is part of that.
    pub(super) fn take_memo(&mut self, references: &[Guid], own: bool) -> Option<(Guid, String)> {
        for guid in references {
            let place = self.places.get(guid);
            let Some(one) = place.and_then(|place| self.notes.get_mut(*place)) else { continue };
            let is_memo = match one.note.name.as_deref() {
                Some(name) => name.trim() == MEMO || (!own && name.trim().is_empty()),
                None => !own,
            };
            if is_memo && one.references == 1 && !one.used {
                one.used = true;
                return Some((*guid, std::mem::take(&mut one.note.text)));
            }
        }
        None
    }

    /// Says what notes are about.
    pub(super) fn about(
        &mut self,
        references: &[Guid],
        subject: &Subject,
        meter: &mut Meter,
    ) -> Result<(), Error> {
        for guid in references {
            let place = self.places.get(guid);
            if let Some(one) = place.and_then(|place| self.notes.get_mut(*place))
                && !one.used
                && one.note.about.last() != Some(subject)
            {
                meter.keep::<Subject>(subject.id().len())?;
                one.note.about.push(subject.clone());
            }
        }
        Ok(())
    }
}

impl Reader {
    /// The notes with their texts, and how often each is referred to.
    pub(super) fn notes(
        &mut self,
        archive: &mut Archive,
        loaded: &[Loaded],
    ) -> Result<Pending, Error> {
        let mut pending = Pending::default();
        let (mut ids, mut coded, mut lost) = (Unique::default(), 0, 0);
        for (number, mut source) in std::mem::take(&mut self.raw.notes).into_iter().enumerate() {
            coded += source.selections.len() + source.codings.len();
            let bytes = match &source.plain {
                Some(path) => archive.text(path)?,
                None => None,
            };
            lost +=
                usize::from(source.plain.is_some() && bytes.is_none() && source.content.is_none());
            let text = match bytes {
                Some(bytes) => {
                    self.meter.keep::<()>(bytes.len())?;
                    Some(self.decode(bytes).body())
                }
                None => source.content.take(),
            };
            let description = source.description.take();
            let said = description.as_deref().and_then(|text| text.strip_prefix(OWN));
            let wish = match (said, source.guid) {
                (Some(id), _) => id.to_owned(),
                (None, Some(guid)) => guid.to_string(),
                (None, None) => format!("note-{}", number + 1),
            };
            // Some tools have the words in the description.
            let words =
                description.as_deref().filter(|text| said.is_none() && !text.trim().is_empty());
            let text = match (text, words) {
                (Some(text), Some(words)) if !text.trim().is_empty() => {
                    format!("{text}\n\n{words}")
                }
                (Some(text), None) => text,
                (_, words) => words.unwrap_or_default().to_owned(),
            };
            let note = Note {
                id: ids.take(&wish),
                name: source.name.take().filter(|name| self.own || !name.trim().is_empty()),
                text,
                coder: source.user.and_then(|user| self.coders.get(&user)).cloned(),
                at: source.at.unwrap_or_default(),
                about: Vec::new(),
            };
            if let Some(guid) = source.guid {
                pending.places.entry(guid).or_insert(pending.notes.len());
            }
            pending.notes.push(One { note, guid: source.guid, references: 0, used: false });
        }
        if coded > 0 {
            let what =
                "Codings of notes are not carried over; turn the notes into texts to keep them.";
            self.warn(Warning::problem("coded-note", what));
        }
        if lost > 0 {
            let notes = count(lost, "note has", "notes have");
            self.warn(Warning::problem(
                "note-without-text",
                format!("{notes} no text in the archive."),
            ));
        }
        let of_codes = self.raw.codes.iter().flat_map(|code| &code.notes);
        let of_sets = self.raw.sets.iter().flat_map(|set| &set.notes);
        let of_texts = loaded.iter().flat_map(|loaded| {
            let source = &loaded.source;
            let selections = source.selections.iter().flat_map(|selection| {
                let codings = selection.codings.iter().flat_map(|coding| &coding.notes);
                selection.notes.iter().chain(codings)
            });
            let codings = source.codings.iter().flat_map(|coding| &coding.notes);
            source.notes.iter().chain(codings).chain(selections)
        });
        let of_project = &self.raw.notes_of_project;
        for guid in of_project.iter().chain(of_codes).chain(of_sets).chain(of_texts) {
            if let Some(one) =
                pending.places.get(guid).and_then(|place| pending.notes.get_mut(*place))
            {
                one.references += 1;
            }
        }
        pending.about(of_project, &Subject::Project, &mut self.meter)?;
        for code in &self.raw.codes {
            if let Some(id) = code.guid.and_then(|guid| self.codes.get(&guid)) {
                pending.about(&code.notes, &Subject::Code(id.clone()), &mut self.meter)?;
            }
        }
        Ok(pending)
    }

    /// Puts what is still a note into the project.
    pub(super) fn keep_notes(&mut self, pending: Pending) {
        for mut one in pending.notes.into_iter().filter(|one| !one.used) {
            one.note.about.sort();
            one.note.about.dedup();
            if let Some(guid) = one.guid {
                self.project.guids.keep(Kind::Note, &one.note.id, guid);
                self.notes.entry(guid).or_insert_with(|| one.note.id.clone());
            }
            self.project.notes.push(one.note);
        }
    }

    /// Puts sets into the project.
    pub(super) fn sets(&mut self) -> Result<(), Error> {
        let (mut names, mut lost) = (Unique::default(), 0);
        for set in std::mem::take(&mut self.raw.sets) {
            let name = set.name.unwrap_or_default();
            if let Some(guid) = set.guid {
                self.project.guids.keep(Kind::Set, &names.take(&name), guid);
            }
            let mut members = |guids: &[Guid], ids: &HashMap<Guid, String>| {
                let mut found = Vec::new();
                for guid in guids {
                    match ids.get(guid) {
                        Some(id) => {
                            self.meter.keep::<String>(id.len())?;
                            found.push(id.clone());
                        }
                        None => lost += 1,
                    }
                }
                Ok::<_, Error>(found)
            };
            let codes = members(&set.codes, &self.codes)?;
            let documents = members(&set.sources, &self.documents)?;
            let notes = members(&set.notes, &self.notes)?;
            let description = set.description.filter(|text| self.own || !text.trim().is_empty());
            self.project.sets.push(Set { name, description, codes, documents, notes });
        }
        if lost > 0 {
            let members = count(lost, "member of a set is", "members of sets are");
            self.warn(Warning::notice(
                "set-member",
                format!("{members} not carried over: there is no such code, text or note here."),
            ));
        }
        Ok(())
    }
}
