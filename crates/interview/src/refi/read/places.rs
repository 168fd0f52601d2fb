//! Selections become codings and annotations of a document.

use super::super::guid::{Guid, Kind};
use super::super::raw::{Coding as RawCoding, Place, Selection};
use super::super::score::{self, Loaded};
use super::super::text::At;
use super::super::units::{Positions, Unplaced, Why};
use super::super::{Annotation, Error, Subject, Unique};
use super::Reader;
use super::notes::{OWN, Pending};
use crate::coding::Coding;
use crate::document::{Document, Version};
use crate::selector::{CONTEXT, Selector};

/// Whose a coding is where the file does not say.
const NOBODY: &str = "unknown";

/// What was left out or filled in, of all documents.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) without_code: usize,
    pub(super) without_coder: usize,
    pub(super) without_date: usize,
    pub(super) of_whole: usize,
    pub(super) annotations: Unique,
}

/// The document that places are in.
struct Context {
    document: Document,
    version: Version,
}

impl Context {
    fn selector(&self, start: At, end: At) -> Selector {
        let body = &self.document.body;
        let slice = |range: std::ops::Range<usize>| body.get(range).unwrap_or_default();
        let before = slice(0..start.byte);
        let prefix =
            before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        Selector {
            version: self.version.clone(),
            start: start.point,
            end: end.point,
            exact: slice(start.byte..end.byte).to_owned(),
            prefix: slice(prefix..start.byte).to_owned(),
            suffix: slice(end.byte..body.len()).chars().take(CONTEXT).collect(),
        }
    }
}

impl Reader {
    /// Puts a document and what is coded in it into the project.
    pub(super) fn place(
        &mut self,
        mut loaded: Loaded,
        positions: &mut Positions,
        notes: &mut Pending,
    ) -> Result<(), Error> {
        let id = std::mem::take(&mut loaded.id);
        let selections = std::mem::take(&mut loaded.source.selections);
        let mut placed: Vec<(Selection, At, At)> = Vec::new();
        for selection in selections {
            self.meter.release::<Selection>();
            match score::place(&loaded.text, selection.place, positions.chosen) {
                Ok((start, end)) => placed.push((selection, start, end)),
                Err(why) => {
                    self.meter.keep::<Unplaced>(id.len())?;
                    positions.unplaced.push(unplaced(&selection, &id, why));
                }
            }
        }
        let body = loaded.text.into_body();
        let points = body.chars().count();
        let document = self.document(body);
        let context = Context { version: document.version(), document };
        let subject = Subject::Document(id.clone());
        notes.about(&loaded.source.notes, &subject, &mut self.meter)?;
        let whole = (
            At { stored: 0, byte: 0, point: 0 },
            At { stored: 0, byte: context.document.body.len(), point: points },
        );
        for coding in std::mem::take(&mut loaded.source.codings) {
            if points == 0 {
                self.tally.without_code += 1;
                continue;
            }
            self.tally.of_whole += 1;
            let user = coding.user.or(loaded.source.user);
            let place = context.selector(whole.0, whole.1);
            self.coding(coding, &id, place, (user, loaded.source.at, None), &[], notes)?;
        }
        for (selection, start, end) in placed {
            self.selection(selection, &id, context.selector(start, end), notes)?;
        }
        self.project.documents.push(context.document);
        Ok(())
    }

    /// The next document: its front matter waits already.
    fn document(&mut self, body: String) -> Document {
        let about = self.abouts.pop_front().unwrap_or_default();
        let document = Document { about, body, ..Document::default() };
        // Where turns are, its own reader knows; for other tools' texts there may be none.
        let turns = [document.write(), document.body.clone()].into_iter().find_map(|text| {
            let read = Document::read(&text);
            (read.body == document.body).then_some(read.turns)
        });
        Document { turns: turns.unwrap_or_default(), ..document }
    }

    /// Codings of a selection, or an annotation where it has none.
    fn selection(
        &mut self,
        selection: Selection,
        document: &str,
        place: Selector,
        notes: &mut Pending,
    ) -> Result<(), Error> {
        let Selection { guid, name, mut description, user, at, codings, notes: references, .. } =
            selection;
        let said = name.as_deref().and_then(|name| name.strip_prefix(OWN));
        // A description that only repeats the words says nothing.
        let repeats = |text: &str| text.trim().is_empty() || score::is_quoted(&place.exact, text);
        let keeps_words = self.own && codings.is_empty();
        if !keeps_words {
            description = description.filter(|text| !repeats(text));
        }
        let single = codings.len() == 1;
        if codings.is_empty() {
            let wish = said.map(str::to_owned).or_else(|| guid.map(|guid| guid.to_string()));
            let id = self.tally.annotations.take(wish.as_deref().unwrap_or("annotation"));
            if let Some(guid) = guid {
                self.project.guids.keep(Kind::Annotation, &id, guid);
            }
            let words =
                description.or_else(|| notes.take_memo(&references, self.own).map(|memo| memo.1));
            let subject = Subject::Annotation(id.clone());
            notes.about(&references, &subject, &mut self.meter)?;
            return self.annotation(id, document, place, user, at, words.unwrap_or_default());
        }
        let mut first = true;
        for coding in codings {
            let of_selection: &[Guid] = if first { &references } else { &[] };
            let own_id = said.filter(|_| single);
            let id = self.coding(
                coding,
                document,
                place.clone(),
                (user, at, own_id),
                of_selection,
                notes,
            )?;
            if let (true, Some(id), Some(guid)) = (first, &id, guid) {
                self.meter.keep::<(Guid, Guid)>(0)?;
                self.project.guids.keep(Kind::Selection, id, guid);
            }
            // Words about the place of one coding are its memo, unless it has one.
            if single
                && id.is_some()
                && let Some(coding) = self.project.codings.last_mut()
                && coding.memo.is_none()
            {
                coding.memo = description.take();
            }
            first = false;
        }
        if let Some(words) = description {
            let id = self.tally.annotations.take("annotation");
            return self.annotation(id, document, place, user, at, words);
        }
        Ok(())
    }

    fn annotation(
        &mut self,
        id: String,
        document: &str,
        place: Selector,
        user: Option<Guid>,
        at: Option<u64>,
        text: String,
    ) -> Result<(), Error> {
        self.meter.keep::<Annotation>(size(&place) + id.len() + document.len())?;
        let coder = user.and_then(|user| self.coders.get(&user)).cloned();
        let (document, at) = (document.to_owned(), at.unwrap_or_default());
        self.project.annotations.push(Annotation { id, document, place, coder, at, text });
        Ok(())
    }

    /// A coding; its id, if its code is known. Who, when and which id the selection says, is what
    /// holds where the coding does not.
    fn coding(
        &mut self,
        coding: RawCoding,
        document: &str,
        place: Selector,
        (user, at, said): (Option<Guid>, Option<u64>, Option<&str>),
        of_selection: &[Guid],
        notes: &mut Pending,
    ) -> Result<Option<String>, Error> {
        self.meter.release::<RawCoding>();
        let Some(code) = coding.code.and_then(|code| self.codes.get(&code)).cloned() else {
            self.tally.without_code += 1;
            return Ok(None);
        };
        let wish = said.map(str::to_owned).or_else(|| coding.guid.map(|guid| guid.to_string()));
        let id = self.coding_ids.take(wish.as_deref().unwrap_or("coding"));
        let coder = coding.user.or(user).and_then(|user| self.coders.get(&user)).cloned();
        self.tally.without_coder += usize::from(coder.is_none());
        let at = coding.at.or(at);
        self.tally.without_date += usize::from(at.is_none());
        if let Some(guid) = coding.guid
            && self.project.guids.keep(Kind::Coding, &id, guid)
        {
            self.meter.keep::<(String, Guid)>(id.len())?;
        }
        let references: Vec<Guid> = coding.notes.iter().chain(of_selection).copied().collect();
        let memo = notes.take_memo(&references, self.own).map(|(guid, text)| {
            self.project.guids.keep(Kind::Memo, &id, guid);
            text
        });
        notes.about(&references, &Subject::Coding(id.clone()), &mut self.meter)?;
        // The id is kept twice: here and among those that are taken.
        self.meter.keep::<Coding>(size(&place) + 2 * id.len() + code.len() + document.len())?;
        self.project.codings.push(Coding {
            id: id.clone(),
            code,
            coder: coder.unwrap_or_else(|| NOBODY.to_owned()),
            document: document.to_owned(),
            place,
            at: at.unwrap_or_default(),
            memo,
        });
        Ok(Some(id))
    }
}

/// What a selector's texts take.
fn size(place: &Selector) -> usize {
    place.exact.len() + place.prefix.len() + place.suffix.len() + place.version.0.len()
}

fn unplaced(selection: &Selection, document: &str, why: Why) -> Unplaced {
    let (start, end) = match selection.place {
        Place::Positions(start, end) => (start, end),
        _ => (0, 0),
    };
    let (line, codings) = (selection.line, selection.codings.len());
    Unplaced { document: document.to_owned(), line, start, end, why, codings }
}
