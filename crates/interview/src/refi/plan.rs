//! What of a project will be written, where, and what cannot be: found before a byte is written,
//! so that losses can be shown first.

use super::describe::{self, Description};
use super::text::Text;
use super::units::{Convention, Unit};
use super::write::is_forbidden;
use super::{Error, Project, WriteOptions, count};
use crate::codebook::Codebook;
use crate::selector::Selector;
use crate::warning::Warning;
use std::collections::{BTreeSet, HashMap};

/// A project, put in order for writing.
pub(super) struct Plan<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a WriteOptions,
    pub(super) tree: Tree,
    /// Names of coders, each once.
    pub(super) users: Vec<String>,
    /// What is on each document.
    pub(super) documents: Vec<OnDocument>,
    /// What is left out or changed.
    pub(super) losses: Vec<Warning>,
}

/// What is on a document: which of the project's, and from where to where in the written unit.
#[derive(Default)]
pub(super) struct OnDocument {
    pub(super) codings: Vec<(usize, i64, i64)>,
    pub(super) annotations: Vec<(usize, i64, i64)>,
}

/// A codebook as a tree.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) roots: Vec<usize>,
    pub(super) children: Vec<Vec<usize>>,
    /// What stands under each code's name.
    pub(super) descriptions: Vec<Option<String>>,
    pub(super) losses: Vec<Warning>,
}

impl Tree {
    pub(super) fn of(codebook: &Codebook) -> Result<Self, Error> {
        let codes = &codebook.codes;
        let mut places = HashMap::new();
        for (place, code) in codes.iter().enumerate() {
            if places.insert(code.id.as_str(), place).is_some() {
                return Err(contradiction("two codes of the codebook have the same id"));
            }
        }
        let mut tree = Self { children: vec![Vec::new(); codes.len()], ..Self::default() };
        let (mut orphans, mut colours) = (0, 0);
        for (place, code) in codes.iter().enumerate() {
            let parent = code.parent.as_deref().map(|parent| places.get(parent).copied());
            match parent.flatten().and_then(|parent| tree.children.get_mut(parent)) {
                Some(children) => children.push(place),
                None => {
                    orphans += usize::from(code.parent.is_some());
                    tree.roots.push(place);
                }
            }
            colours += usize::from(code.colour.as_deref().is_some_and(|colour| !is_colour(colour)));
        }
        let order = tree.order();
        if order.len() < codes.len() {
            return Err(contradiction(
                "a code of the codebook is, by its parents, a kind of itself",
            ));
        }
        let numbered = order.iter().enumerate().any(|(number, place)| number != *place);
        tree.descriptions = codes
            .iter()
            .enumerate()
            .map(|(place, code)| {
                describe::write(&Description {
                    definition: code.definition.clone(),
                    include: code.include.clone(),
                    exclude: code.exclude.clone(),
                    example: code.example.clone(),
                    id: (describe::slug(&code.name) != code.id).then(|| code.id.clone()),
                    place: numbered.then_some(place + 1),
                })
            })
            .collect();
        if orphans > 0 {
            let codes = count(orphans, "code has", "codes have");
            let what = "a parent that is not in the codebook, and will stand at the top";
            tree.losses.push(Warning::problem("no-parent", format!("{codes} {what}.")));
        }
        if colours > 0 {
            let codes = count(colours, "code has", "codes have");
            let what = "a colour that is not like #1a2b3c, and will have none";
            tree.losses.push(Warning::notice("colour", format!("{codes} {what}.")));
        }
        Ok(tree)
    }

    /// The codes as they are written, every parent before its children.
    fn order(&self) -> Vec<usize> {
        let mut order = Vec::new();
        let mut waiting: Vec<usize> = self.roots.iter().rev().copied().collect();
        while let Some(place) = waiting.pop() {
            order.push(place);
            waiting.extend(self.children.get(place).into_iter().flatten().rev());
        }
        order
    }
}

impl<'a> Plan<'a> {
    pub(super) fn of(project: &'a Project, options: &'a WriteOptions) -> Result<Self, Error> {
        let tree = Tree::of(&project.codebook)?;
        let mut ids = BTreeSet::new();
        if !project.documents.iter().all(|document| ids.insert(&document.about.id)) {
            return Err(contradiction("two documents have the same id"));
        }
        let mut ids = BTreeSet::new();
        if !project.codings.iter().all(|coding| ids.insert(&coding.id)) {
            return Err(contradiction("two codings have the same id"));
        }
        let mut ids = BTreeSet::new();
        if !project.annotations.iter().all(|annotation| ids.insert(&annotation.id)) {
            return Err(contradiction("two annotations have the same id"));
        }
        let mut ids = BTreeSet::new();
        if !project.notes.iter().all(|note| ids.insert(&note.id)) {
            return Err(contradiction("two notes have the same id"));
        }
        let (users, documents) = (users(project), Vec::new());
        let mut plan = Self { project, options, tree, users, documents, losses: Vec::new() };
        plan.losses.append(&mut plan.tree.losses);
        plan.place();
        plan.warn_of_texts();
        plan.warn_of_references();
        Ok(plan)
    }

    /// Finds where everything is in its document.
    fn place(&mut self) {
        let project = self.project;
        let mut on: Vec<(Vec<usize>, Vec<usize>)> =
            vec![Default::default(); project.documents.len()];
        let places: HashMap<&str, usize> = project
            .documents
            .iter()
            .enumerate()
            .map(|(at, it)| (it.about.id.as_str(), at))
            .collect();
        let codes: BTreeSet<&str> =
            project.codebook.codes.iter().map(|code| code.id.as_str()).collect();
        let (mut nowhere, mut uncoded, mut moved) = (0, 0, 0);
        for (number, coding) in project.codings.iter().enumerate() {
            let document =
                places.get(coding.document.as_str()).and_then(|place| on.get_mut(*place));
            match (document, codes.contains(coding.code.as_str())) {
                (Some(document), true) => document.0.push(number),
                (None, _) => nowhere += 1,
                (_, false) => uncoded += 1,
            }
        }
        for (number, annotation) in project.annotations.iter().enumerate() {
            match places.get(annotation.document.as_str()).and_then(|place| on.get_mut(*place)) {
                Some(document) => document.1.push(number),
                None => nowhere += 1,
            }
        }
        for (document, (codings, annotations)) in project.documents.iter().zip(on) {
            let mut found = OnDocument::default();
            if !codings.is_empty() || !annotations.is_empty() {
                let text = Text::exact(document.body.clone());
                let version = document.version();
                let mut place = |selector: &Selector| {
                    let place =
                        position(&text, selector, selector.version == version, self.options.unit);
                    moved += usize::from(place.is_none());
                    place
                };
                for number in codings {
                    let selector = project.codings.get(number).map(|coding| &coding.place);
                    let at = selector.and_then(&mut place);
                    found.codings.extend(at.map(|(start, end)| (number, start, end)));
                }
                for number in annotations {
                    let selector = project.annotations.get(number).map(|it| &it.place);
                    let at = selector.and_then(&mut place);
                    found.annotations.extend(at.map(|(start, end)| (number, start, end)));
                }
            }
            self.documents.push(found);
        }
        let losses = [
            (nowhere, "no-document", "a document that is not in the project"),
            (uncoded, "no-code", "a code that is not in the codebook"),
            (moved, "other-version", "a place in another version of its text: carry it over first"),
        ];
        for (number, code, what) in losses {
            if number > 0 {
                let codings =
                    count(number, "coding or annotation is", "codings or annotations are");
                self.losses
                    .push(Warning::problem(code, format!("{codings} left out, with {what}.")));
            }
        }
    }

    fn warn_of_texts(&mut self) {
        let bodies = || self.project.documents.iter().map(|document| document.body.as_str());
        let astral = bodies().filter(|body| body.chars().any(|it| it.len_utf16() == 2)).count();
        if astral > 0 && self.options.unit == Unit::CodePoints {
            let texts = count(astral, "text has", "texts have");
            let what = "emoji or other characters that tools on Windows count as two: they will find later codings moved. The UTF-16 profile is for them";
            self.losses.push(Warning::notice("two-units", format!("{texts} {what}.")));
        }
        let returns = bodies().filter(|body| body.contains('\r')).count();
        if returns > 0 {
            let texts = count(returns, "text has", "texts have");
            let what = "a carriage return, which other tools may count in their own way";
            self.losses.push(Warning::notice("carriage-return", format!("{texts} {what}.")));
        }
        let forbidden = self.forbidden();
        if forbidden > 0 {
            let texts = count(forbidden, "name or text has", "names or texts have");
            let what = "a control character that XML cannot hold; U+FFFD will stand in its place";
            self.losses.push(Warning::problem("control-character", format!("{texts} {what}.")));
        }
    }

    /// How many names and texts have a character that XML cannot hold. Bodies and the texts of
    /// notes are not among them: they are files, if need be.
    fn forbidden(&self) -> usize {
        let project = self.project;
        let number = |text: &str| usize::from(is_forbidden(text));
        let optional = |text: &Option<String>| text.as_deref().map_or(0, number);
        let written = project.documents.iter().map(|document| super::cases::write(&document.about));
        let abouts = written.map(|about| {
            let values = about.values.iter().map(|(key, value)| number(key) + number(value));
            number(&about.name) + number(&about.case) + values.sum::<usize>()
        });
        let notes = project.notes.iter().map(|note| number(&note.id) + optional(&note.name));
        let sets = project.sets.iter().map(|set| number(&set.name) + optional(&set.description));
        let codings = project.codings.iter().map(|coding| number(&coding.id));
        let annotations = project.annotations.iter().map(|it| number(&it.id) + number(&it.text));
        let users = self.users.iter().map(|name| number(name));
        let tree = codebook_forbidden(&project.codebook, &self.tree);
        let all = abouts.chain(notes).chain(sets).chain(codings).chain(annotations).chain(users);
        number(&project.name) + optional(&project.description) + tree + all.sum::<usize>()
    }

    fn warn_of_references(&mut self) {
        let project = self.project;
        let codes: BTreeSet<&str> =
            project.codebook.codes.iter().map(|code| code.id.as_str()).collect();
        let documents: BTreeSet<&str> =
            project.documents.iter().map(|document| document.about.id.as_str()).collect();
        let notes: BTreeSet<&str> = project.notes.iter().map(|note| note.id.as_str()).collect();
        let missing = |ids: &[String], known: &BTreeSet<&str>| {
            ids.iter().filter(|id| !known.contains(id.as_str())).count()
        };
        let members: usize = project
            .sets
            .iter()
            .map(|set| {
                missing(&set.codes, &codes)
                    + missing(&set.documents, &documents)
                    + missing(&set.notes, &notes)
            })
            .sum();
        if members > 0 {
            let members = count(members, "member of a set is", "members of sets are");
            self.losses.push(Warning::notice(
                "set-member",
                format!("{members} left out: it is not in the project."),
            ));
        }
        let coded: BTreeSet<&str> = project.codings.iter().map(|it| it.code.as_str()).collect();
        let folders =
            project.folders.iter().filter(|folder| coded.contains(folder.as_str())).count();
        if folders > 0 {
            let codes = count(folders, "code only holds", "codes only hold");
            let what = "others together, but there are codings with it: it will be written as one to code with";
            self.losses.push(Warning::notice("coded-folder", format!("{codes} {what}.")));
        }
    }

    /// Whether other tools shall code with a code.
    pub(super) fn is_codable(&self, id: &str, coded: &BTreeSet<&str>) -> bool {
        !self.project.folders.contains(id) || coded.contains(id)
    }
}

/// How many names and descriptions of codes have a character that XML cannot hold.
pub(super) fn codebook_forbidden(codebook: &Codebook, tree: &Tree) -> usize {
    let names = codebook.codes.iter().map(|code| code.name.as_str());
    let descriptions = tree.descriptions.iter().filter_map(Option::as_deref);
    names.chain(descriptions).filter(|text| is_forbidden(text)).count()
}

/// Where a selector is in the written unit; `None` where it is not of this text.
fn position(text: &Text, place: &Selector, same_version: bool, unit: Unit) -> Option<(i64, i64)> {
    let (from, to) = (Convention::of(Unit::CodePoints), Convention::of(unit));
    let (start, end) = (i64::try_from(place.start).ok()?, i64::try_from(place.end).ok()?);
    let (first, last) = (text.at(start, from).ok()?, text.at(end, from).ok()?);
    let is_it = text.stored.get(first.byte..last.byte)? == place.exact && start < end;
    let context = || {
        text.stored.get(..first.byte).is_some_and(|before| before.ends_with(&place.prefix))
            && text.stored.get(last.byte..).is_some_and(|after| after.starts_with(&place.suffix))
    };
    if !is_it || !(same_version || context()) {
        return None;
    }
    Some((text.convert(start, from, to)?, text.convert(end, from, to)?))
}

/// Everybody who did anything: those whom the project names first, the others by name.
fn users(project: &Project) -> Vec<String> {
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut users: Vec<String> =
        project.users.iter().filter(|name| seen.insert(name)).cloned().collect();
    let codings = project.codings.iter().map(|coding| coding.coder.as_str());
    let annotations = project.annotations.iter().filter_map(|it| it.coder.as_deref());
    let notes = project.notes.iter().filter_map(|note| note.coder.as_deref());
    let others: BTreeSet<&str> =
        codings.chain(annotations).chain(notes).filter(|name| !seen.contains(name)).collect();
    users.extend(others.into_iter().map(str::to_owned));
    users
}

/// Whether it is a colour as the schema has it.
pub(super) fn is_colour(text: &str) -> bool {
    let digits = text.strip_prefix('#').unwrap_or_default();
    matches!(digits.len(), 3 | 6) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn contradiction(what: &str) -> Error {
    Error::Contradiction(what.to_owned())
}
