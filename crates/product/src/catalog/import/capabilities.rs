//! Entities that become `capabilities/<id>.md`.

use super::super::choice::Capable;
use super::super::{Kind, Reference};
use super::merge::{Lines, Merged};
use super::{CAPABILITIES, Change, How, Importing, Noun, fields, ids, named, said};
use crate::Capability;
use crate::capability::CAPABILITY;
use paap_text::Page;
use paap_text::yaml::At;
use std::collections::BTreeMap;

/// The words below the front matter, among what the catalog said.
const WORDS: &str = "words";

/// The capabilities that there are.
#[derive(Default)]
struct There {
    /// The id of each entity's.
    ids: BTreeMap<Reference, String>,
    /// Whether each file, by its id, names an entity.
    files: BTreeMap<String, bool>,
}

impl Importing<'_> {
    pub(super) fn capabilities(&mut self) {
        let prefix = format!("{CAPABILITIES}/");
        let id = |path: &str| {
            let name = path.strip_prefix(&prefix)?.strip_suffix(".md")?;
            (!name.contains('/') && name != "README").then(|| name.to_owned())
        };
        let mut there = There::default();
        for (path, text) in self.files {
            let Some(id) = id(path) else { continue };
            let entity = Capability::read(&id, text).0.entity;
            if let Some(reference) = entity.as_deref().and_then(|own| named(own, Kind::Component)) {
                there.ids.insert(reference, id.clone());
            }
            there.files.insert(id, entity.is_some());
        }
        let catalog = self.catalog;
        for own in self.choice.capabilities(catalog) {
            self.capability(&own, &mut there);
        }
    }

    fn capability(&mut self, own: &Capable<'_>, there: &mut There) {
        let entity = own.entity;
        let reference = &entity.reference;
        let fields = fields::capability(own, self.catalog, self.choice);
        let owner = fields.iter().find(|(key, _)| *key == "owner").and_then(|own| own.1.clone());
        let mut change = Change {
            entity: reference.clone(),
            noun: Noun::Capability,
            id: reference.name.clone(),
            title: entity.title.clone(),
            group: owner.map(|own| own.trim_matches('"').to_owned()),
            people: None,
            how: How::Same,
            written: Vec::new(),
            kept: Vec::new(),
        };
        let own_id = there.ids.get(reference).cloned();
        change.how = match (&own_id, self.last(reference)) {
            (Some(id), Some(_)) => {
                change.id.clone_from(id);
                return self.again(change, fields, fields::body(entity));
            }
            (Some(id), None) => {
                change.id.clone_from(id);
                How::ByHand
            }
            (None, Some(_)) => How::Removed,
            (None, None) => match self.free(own, reference, there) {
                Some(id) => {
                    there.files.insert(id.clone(), true);
                    change.id = id;
                    return self.first(change, fields, fields::body(entity));
                }
                None => How::Blocked,
            },
        };
        self.plan.changes.push(change);
    }

    /// A name that no file has; None, with a problem, where something written by hand has it.
    fn free(&mut self, own: &Capable<'_>, reference: &Reference, there: &There) -> Option<String> {
        let ids = ids(own.entity.kind, reference);
        for id in &ids {
            match there.files.get(id) {
                None => return Some(id.clone()),
                // Another entity has it.
                Some(true) => {}
                Some(false) => {
                    let file = format!("{CAPABILITIES}/{id}.md");
                    let message =
                        format!("This was written by hand; {reference} is not written over it.");
                    let help = format!(
                        "Where both are one, write `entity: {reference}` into it; else rename it."
                    );
                    self.blocked(&file, At::START, message, help);
                    return None;
                }
            }
        }
        let message = format!("There is no name left for {reference}.");
        let help = "Write the capability by hand, with its `entity`.".to_owned();
        self.blocked(CAPABILITIES, At::START, message, help);
        None
    }

    fn first(&mut self, change: Change, fields: Vec<fields::Field>, words: String) {
        let mut text = "---\n".to_owned();
        for (key, value) in &fields {
            if let Some(value) = value {
                text.push_str(&format!("{key}: {value}\n"));
            }
        }
        text.push_str("---\n");
        if !words.is_empty() {
            text.push_str(&format!("\n{words}\n"));
        }
        let path = format!("{CAPABILITIES}/{}", change.id);
        self.plan.files.insert(format!("{path}.md"), text);
        let mut said = said(&fields);
        said.insert(WORDS.to_owned(), words);
        self.note(Change { how: How::New, ..change }, Merged::default(), &path, said);
    }

    fn again(&mut self, mut change: Change, fields: Vec<fields::Field>, words: String) {
        let path = format!("{CAPABILITIES}/{}", change.id);
        let file = format!("{path}.md");
        let text = self.files.get(&file).map(String::as_str).unwrap_or_default();
        let last = self.last(&change.entity).map(|own| own.said.clone()).unwrap_or_default();
        let page = Page::read(text, &mut Vec::new());
        let mut lines = Lines::of(text);
        let is_flow = lines.get(page.front.at.line - 1).trim_start().starts_with('{');
        if page.line < 3 || is_flow {
            let message = format!("What {} says cannot be put here.", change.entity);
            let help = "Write its front matter as lines of `key: value`.".to_owned();
            self.blocked(&file, At::START, message, help);
            change.how = How::Blocked;
            return self.plan.changes.push(change);
        }
        let mut merged = lines.merge(1..page.line - 2, 0, page.front.entries(), &fields, &last);
        let there = plain(page.body);
        let before = last.get(WORDS).map(String::as_str).unwrap_or_default();
        if there == before && there != words {
            let mut new = vec![String::new()];
            if !words.is_empty() {
                new.extend(words.lines().map(str::to_owned));
                new.push(String::new());
            }
            lines.insert(page.line - 1, new);
            lines.cut(page.line - 1);
            merged.written.push(WORDS);
        } else if there != words {
            merged.kept.push(WORDS);
        }
        let new = lines.write();
        let problems = |text: &str| Capability::read(&change.id, text).1.len();
        if problems(&new) > problems(text) {
            let message =
                format!("What {} says makes no sound {} of this.", change.entity, CAPABILITY.name);
            let help = "Write its front matter as lines of `key: value`.".to_owned();
            self.blocked(&file, At::START, message, help);
            change.how = How::Blocked;
            return self.plan.changes.push(change);
        }
        if new != text {
            self.plan.files.insert(file, new);
        }
        let mut said = said(&fields);
        said.insert(WORDS.to_owned(), words);
        self.note(change, merged, &path, said);
    }
}

/// Words as [`fields::body`] has them.
fn plain(body: &str) -> String {
    let lines = body.lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}
