//! Writes a project as the schema has it: every element in its order, LF, no byte order mark, code
//! points unless UTF-16 is asked for, the end one after the last character. The same project makes
//! the same bytes.

use super::cases::{self, Written};
use super::guid::{Guid, Kind};
use super::plan::{Plan, is_colour};
use super::read::{MEMO, OWN};
use super::units::Unit;
use super::{Error, Project, Subject, WriteOptions, moment};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

mod markup;

pub(super) use markup::{Markup, is_forbidden};

/// The namespace of project files.
pub(super) const NAMESPACE: &str = "urn:QDA-XML:project:1.0";

/// What paap writes as the program that a file is of: it declares the unit of positions.
pub(super) fn origin(unit: Unit) -> &'static str {
    match unit {
        Unit::CodePoints => "paap (code points)",
        Unit::Utf16 => "paap (UTF-16)",
    }
}

/// Writes a `.qdpx` project. What cannot be written is left out: show
/// [`losses`](super::losses) first.
///
/// # Errors
///
/// Where ids are not unique, codes go round in circles, or a text is too long for the format.
pub fn write(project: &Project, options: &WriteOptions) -> Result<Vec<u8>, Error> {
    let plan = Plan::of(project, options)?;
    let mut writer = Writer::new(&plan);
    writer.project();
    let (xml, notes) = (writer.xml.finish(), writer.files);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, content: &str| {
        // A fixed time, so that the same project makes the same bytes.
        let entry = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        zip.start_file(name, entry).ok()?;
        zip.write_all(content.as_bytes()).ok()
    };
    let too_long = |written: Option<()>| {
        written.ok_or(Error::Contradiction("a text is longer than 2 GiB".to_owned()))
    };
    too_long(put("project.qde", &xml))?;
    for document in &project.documents {
        let guid = project.guids.get(&options.seed, Kind::Document, &document.about.id);
        too_long(put(&format!("sources/{guid}.txt"), &document.body))?;
    }
    for (guid, text) in &notes {
        too_long(put(&format!("sources/{guid}.txt"), text))?;
    }
    match zip.finish() {
        Ok(bytes) => Ok(bytes.into_inner()),
        Err(_) => Err(Error::Contradiction("the archive cannot be finished".to_owned())),
    }
}

struct Writer<'a, 'p> {
    plan: &'p Plan<'a>,
    xml: Markup,
    /// Texts of notes that XML cannot hold.
    files: Vec<(Guid, &'a str)>,
    /// What notes are about, the other way round.
    notes: HashMap<&'a Subject, Vec<Guid>>,
}

impl<'a, 'p> Writer<'a, 'p> {
    fn new(plan: &'p Plan<'a>) -> Self {
        let mut writer =
            Self { plan, xml: Markup::default(), files: Vec::new(), notes: HashMap::new() };
        for note in &plan.project.notes {
            let guid = writer.guid(Kind::Note, &note.id);
            for subject in &note.about {
                writer.notes.entry(subject).or_default().push(guid);
            }
        }
        writer
    }

    fn guid(&self, kind: Kind, id: &str) -> Guid {
        self.plan.project.guids.get(&self.plan.options.seed, kind, id)
    }

    fn project(&mut self) {
        let project = self.plan.project;
        self.xml.open("Project");
        self.xml.attribute("xmlns", NAMESPACE);
        self.xml.attribute("name", &project.name);
        self.xml.attribute("origin", origin(self.plan.options.unit));
        self.users();
        self.codebook();
        let abouts: Vec<Written> =
            project.documents.iter().map(|document| cases::write(&document.about)).collect();
        self.cases(&abouts);
        self.sources(&abouts);
        self.all_notes();
        self.sets();
        if let Some(description) = &project.description {
            self.xml.text("Description", description);
        }
        self.note_refs(&Subject::Project);
        self.xml.close();
    }

    fn users(&mut self) {
        self.xml.open_list("Users", self.plan.users.len());
        for name in &self.plan.users {
            self.xml.open("User");
            self.xml.attribute("guid", &self.guid(Kind::User, name).to_string());
            self.xml.attribute("name", name);
            self.xml.close();
        }
        self.xml.close_list(self.plan.users.len());
    }

    fn codebook(&mut self) {
        let codes = &self.plan.project.codebook.codes;
        if codes.is_empty() {
            return;
        }
        let coded: BTreeSet<&str> =
            self.plan.project.codings.iter().map(|coding| coding.code.as_str()).collect();
        self.xml.open("CodeBook");
        self.xml.open("Codes");
        // Each code comes up twice: to be opened, and to be closed behind its children.
        let mut waiting: Vec<Option<usize>> =
            self.plan.tree.roots.iter().rev().copied().map(Some).collect();
        while let Some(next) = waiting.pop() {
            let Some(code) = next.and_then(|place| codes.get(place)) else {
                self.xml.close();
                continue;
            };
            let place = next.unwrap_or_default();
            let codable = self.plan.is_codable(&code.id, &coded);
            self.xml.open("Code");
            self.xml.attribute("guid", &self.guid(Kind::Code, &code.id).to_string());
            self.xml.attribute("name", &code.name);
            self.xml.attribute("isCodable", if codable { "true" } else { "false" });
            if let Some(colour) = code.colour.as_deref().filter(|colour| is_colour(colour)) {
                self.xml.attribute("color", colour);
            }
            if let Some(Some(description)) = self.plan.tree.descriptions.get(place) {
                self.xml.text("Description", description);
            }
            self.note_refs(&Subject::Code(code.id.clone()));
            waiting.push(None);
            let children = self.plan.tree.children.get(place);
            waiting.extend(children.into_iter().flatten().rev().copied().map(Some));
        }
        self.xml.close();
        self.xml.close();
    }

    /// Front matter: variables, then a case for every document that has any.
    fn cases(&mut self, abouts: &[Written]) {
        // A date is one only if every document has one.
        let mut variables: BTreeMap<&str, bool> = BTreeMap::new();
        let mut order: Vec<&str> = Vec::new();
        for (key, value) in abouts.iter().flat_map(|about| &about.values) {
            let is_date = key == "date" && moment::is_day(value);
            match variables.get_mut(key.as_str()) {
                Some(all) => *all &= is_date,
                None => {
                    variables.insert(key, is_date);
                    order.push(key);
                }
            }
        }
        self.xml.open_list("Variables", order.len());
        for key in &order {
            let is_date = variables.get(key).copied().unwrap_or_default();
            self.xml.open("Variable");
            self.xml.attribute("guid", &self.guid(Kind::Variable, key).to_string());
            self.xml.attribute("name", key);
            self.xml.attribute("typeOfVariable", if is_date { "Date" } else { "Text" });
            self.xml.close();
        }
        self.xml.close_list(order.len());
        let is_case = |about: &Written| !about.values.is_empty() || about.case != about.name;
        let number = abouts.iter().filter(|about| is_case(about)).count();
        self.xml.open_list("Cases", number);
        for (about, document) in abouts.iter().zip(&self.plan.project.documents) {
            if !is_case(about) {
                continue;
            }
            let id = &document.about.id;
            self.xml.open("Case");
            self.xml.attribute("guid", &self.guid(Kind::Case, id).to_string());
            self.xml.attribute("name", &about.case);
            for (key, value) in &about.values {
                let is_date = variables.get(key.as_str()).copied().unwrap_or_default();
                self.xml.open("VariableValue");
                self.reference("VariableRef", self.guid(Kind::Variable, key));
                self.xml.text(if is_date { "DateValue" } else { "TextValue" }, value);
                self.xml.close();
            }
            self.reference("SourceRef", self.guid(Kind::Document, id));
            self.xml.close();
        }
        self.xml.close_list(number);
    }

    fn sources(&mut self, abouts: &[Written]) {
        let project = self.plan.project;
        self.xml.open_list("Sources", project.documents.len());
        for ((document, about), on) in
            project.documents.iter().zip(abouts).zip(&self.plan.documents)
        {
            let id = &document.about.id;
            let guid = self.guid(Kind::Document, id);
            self.xml.open("TextSource");
            self.xml.attribute("guid", &guid.to_string());
            self.xml.attribute("name", &about.name);
            self.xml.attribute("plainTextPath", &format!("internal://{guid}.txt"));
            for &(number, start, end) in &on.codings {
                self.coding(number, start, end);
            }
            for &(number, start, end) in &on.annotations {
                self.annotation(number, start, end);
            }
            self.note_refs(&Subject::Document(id.clone()));
            self.xml.close();
        }
        self.xml.close_list(project.documents.len());
    }

    fn selection(&mut self, guid: Guid, id: &str, start: i64, end: i64) {
        self.xml.open("PlainTextSelection");
        self.xml.attribute("guid", &guid.to_string());
        self.xml.attribute("name", &format!("{OWN}{id}"));
        self.xml.attribute("startPosition", &start.to_string());
        self.xml.attribute("endPosition", &end.to_string());
    }

    fn coding(&mut self, number: usize, start: i64, end: i64) {
        let Some(coding) = self.plan.project.codings.get(number) else { return };
        self.selection(self.guid(Kind::Selection, &coding.id), &coding.id, start, end);
        self.xml.open("Coding");
        self.xml.attribute("guid", &self.guid(Kind::Coding, &coding.id).to_string());
        self.made(Some(&coding.coder), "creatingUser", coding.at);
        self.reference("CodeRef", self.guid(Kind::Code, &coding.code));
        if coding.memo.is_some() {
            self.reference("NoteRef", self.guid(Kind::Memo, &coding.id));
        }
        self.note_refs(&Subject::Coding(coding.id.clone()));
        self.xml.close();
        self.xml.close();
    }

    fn annotation(&mut self, number: usize, start: i64, end: i64) {
        let Some(annotation) = self.plan.project.annotations.get(number) else { return };
        self.selection(self.guid(Kind::Annotation, &annotation.id), &annotation.id, start, end);
        self.made(annotation.coder.as_deref(), "creatingUser", annotation.at);
        self.xml.text("Description", &annotation.text);
        self.note_refs(&Subject::Annotation(annotation.id.clone()));
        self.xml.close();
    }

    /// Who made something, and when, where that is known.
    fn made(&mut self, coder: Option<&str>, by: &str, at: u64) {
        if let Some(coder) = coder {
            self.xml.attribute(by, &self.guid(Kind::User, coder).to_string());
        }
        if at > 0 {
            self.xml.attribute("creationDateTime", &crate::coding::assignment::moment(at));
        }
    }

    fn all_notes(&mut self) {
        let project = self.plan.project;
        let written = self.plan.documents.iter().flat_map(|on| &on.codings);
        let memos: Vec<_> = written
            .filter_map(|&(number, ..)| project.codings.get(number))
            .filter_map(|coding| Some((coding, coding.memo.as_deref()?)))
            .collect();
        let number = memos.len() + project.notes.len();
        self.xml.open_list("Notes", number);
        for (coding, memo) in memos {
            let guid = self.guid(Kind::Memo, &coding.id);
            self.note(guid, Some(MEMO), Some(&coding.coder), coding.at, None, memo);
        }
        for note in &project.notes {
            let guid = self.guid(Kind::Note, &note.id);
            let id = (guid.to_string() != note.id).then(|| format!("{OWN}{}", note.id));
            let (name, coder) = (note.name.as_deref(), note.coder.as_deref());
            self.note(guid, name, coder, note.at, id.as_deref(), &note.text);
        }
        self.xml.close_list(number);
    }

    fn note(
        &mut self,
        guid: Guid,
        name: Option<&str>,
        coder: Option<&str>,
        at: u64,
        id: Option<&str>,
        text: &'a str,
    ) {
        let is_file = is_forbidden(text);
        self.xml.open("Note");
        self.xml.attribute("guid", &guid.to_string());
        if let Some(name) = name {
            self.xml.attribute("name", name);
        }
        if is_file {
            self.xml.attribute("plainTextPath", &format!("internal://{guid}.txt"));
            self.files.push((guid, text));
        }
        self.made(coder, "creatingUser", at);
        if let Some(id) = id {
            self.xml.text("Description", id);
        }
        if !is_file {
            self.xml.text("PlainTextContent", text);
        }
        self.xml.close();
    }

    fn sets(&mut self) {
        let project = self.plan.project;
        let known = |of: &mut dyn Iterator<Item = &'a str>| of.collect::<BTreeSet<&str>>();
        let codes = known(&mut project.codebook.codes.iter().map(|code| code.id.as_str()));
        let documents = known(&mut project.documents.iter().map(|it| it.about.id.as_str()));
        let notes = known(&mut project.notes.iter().map(|note| note.id.as_str()));
        let mut names = super::Unique::default();
        self.xml.open_list("Sets", project.sets.len());
        for set in &project.sets {
            self.xml.open("Set");
            let guid = self.guid(Kind::Set, &names.take(&set.name));
            self.xml.attribute("guid", &guid.to_string());
            self.xml.attribute("name", &set.name);
            if let Some(description) = &set.description {
                self.xml.text("Description", description);
            }
            for (member, kind, ids, known) in [
                ("MemberCode", Kind::Code, &set.codes, &codes),
                ("MemberSource", Kind::Document, &set.documents, &documents),
                ("MemberNote", Kind::Note, &set.notes, &notes),
            ] {
                for id in ids.iter().filter(|id| known.contains(id.as_str())) {
                    self.reference(member, self.guid(kind, id));
                }
            }
            self.xml.close();
        }
        self.xml.close_list(project.sets.len());
    }

    fn note_refs(&mut self, subject: &Subject) {
        for guid in self.notes.get(subject).cloned().unwrap_or_default() {
            self.reference("NoteRef", guid);
        }
    }

    fn reference(&mut self, name: &'static str, target: Guid) {
        self.xml.open(name);
        self.xml.attribute("targetGUID", &target.to_string());
        self.xml.close();
    }
}
