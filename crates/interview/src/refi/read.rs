//! A project file and its texts become a [`Project`]: ids instead of GUIDs, places instead of
//! positions, and a warning for all that has no place here.

use super::archive::Archive;
use super::guid::{Guid, Kind};
use super::meter::Meter;
use super::parse::parse;
use super::raw::{self, Medium, Raw};
use super::score::{self, Loaded};
use super::text::Text;
use super::units::{Because, Convention, Positions, Unit};
use super::{Error, Project, ReadOptions, Reading, Unique, count};
use crate::transcript::About;
use crate::warning::Warning;
use std::collections::{HashMap, VecDeque};
use std::io::BufReader;

mod cases;
mod codes;
mod notes;
mod places;
mod report;

pub(super) use codes::codes;
pub(super) use notes::{MEMO, OWN};

/// Reads a `.qdpx` project.
///
/// The order of codings is that of the documents and, within one, that of the file.
///
/// # Errors
///
/// Where the archive or its project file is damaged, too large, or hostile. Everything else is
/// read as far as it goes, and the rest is in the warnings.
pub fn read(bytes: &[u8], options: &ReadOptions) -> Result<Reading, Error> {
    let mut archive = Archive::open(bytes)?;
    let mut meter = Meter::default();
    let file = "project.qde";
    let source = BufReader::new(archive.project()?);
    let raw = parse(source, file, "Project", &mut meter)?;
    Reader::new(raw, meter).read(&mut archive, options)
}

/// What has been made of the project file so far.
struct Reader {
    raw: Raw,
    meter: Meter,
    project: Project,
    /// Whether paap wrote the file: then everything is taken literally.
    own: bool,
    coders: HashMap<Guid, String>,
    codes: HashMap<Guid, String>,
    documents: HashMap<Guid, String>,
    /// Ids of the notes that stay notes.
    notes: HashMap<Guid, String>,
    coding_ids: Unique,
    /// Front matters that wait for their bodies.
    abouts: VecDeque<About>,
    tally: places::Tally,
}

impl Reader {
    fn new(mut raw: Raw, meter: Meter) -> Self {
        let own = raw.origin.as_deref().is_some_and(|origin| declared(origin).is_some());
        let project = Project {
            name: raw.name.take().unwrap_or_default(),
            origin: raw.origin.take(),
            description: raw.description.take().filter(|text| own || !text.trim().is_empty()),
            ..Project::default()
        };
        Self {
            raw,
            meter,
            project,
            own,
            coders: HashMap::new(),
            codes: HashMap::new(),
            documents: HashMap::new(),
            notes: HashMap::new(),
            coding_ids: Unique::default(),
            abouts: VecDeque::new(),
            tally: places::Tally::default(),
        }
    }

    fn read(mut self, archive: &mut Archive, options: &ReadOptions) -> Result<Reading, Error> {
        self.coders();
        let names = codes(&mut self.project, &self.raw.codes, self.own);
        self.codes = names;
        let mut loaded = self.load(archive)?;
        self.documents(&mut loaded)?;
        let told = match (options.convention, self.project.origin.as_deref().and_then(declared)) {
            (Some(convention), _) => Some((convention, Because::Told)),
            (None, Some(unit)) => Some((Convention::of(unit), Because::Declared)),
            (None, None) => None,
        };
        let choice = score::choose(&loaded, told, self.project.origin.as_deref());
        let mut positions = Positions {
            chosen: choice.chosen,
            because: choice.because,
            scores: choice.scores,
            selections: loaded.iter().map(|loaded| loaded.source.selections.len()).sum(),
            unplaced: Vec::new(),
        };
        let mut notes = self.notes(archive, &loaded)?;
        for loaded in loaded {
            self.place(loaded, &mut positions, &mut notes)?;
        }
        self.keep_notes(notes);
        self.sets()?;
        self.report(&positions, archive.unused());
        Ok(Reading { project: self.project, positions })
    }

    /// Names for coders, each their own.
    fn coders(&mut self) {
        let mut names = Unique::default();
        let mut same = 0;
        for (number, user) in std::mem::take(&mut self.raw.users).into_iter().enumerate() {
            let name = user.name.filter(|name| self.own || !name.trim().is_empty());
            let name = name.unwrap_or_else(|| format!("coder-{}", number + 1));
            let unique = names.take(if self.own { &name } else { name.trim() });
            same += usize::from(unique != name.trim());
            self.project.guids.keep(Kind::User, &unique, user.guid);
            self.project.users.push(unique.clone());
            self.coders.entry(user.guid).or_insert(unique);
        }
        if same > 0 && !self.own {
            self.warn(Warning::notice(
                "same-coder",
                format!(
                    "{} the name of another and got a number behind it.",
                    count(same, "coder has", "coders have")
                ),
            ));
        }
    }

    fn warn(&mut self, warning: Warning) {
        self.project.warnings.push(warning);
    }

    /// The sources that have a text, with it. Codings and the like of what a text stands for become
    /// those of the text.
    fn load(&mut self, archive: &mut Archive) -> Result<Vec<Loaded>, Error> {
        let mut loaded: Vec<Loaded> = Vec::new();
        for mut source in std::mem::take(&mut self.raw.sources) {
            let (number, what) = (source.number, medium(source.medium));
            if source.medium == Medium::Text || source.is_inner {
                source.resolve_points();
                if let Some(text) = self.text(archive, &mut source)? {
                    loaded.push(Loaded { source, text, id: String::new() });
                }
                continue;
            }
            // What a text stands for comes right after it.
            let text = loaded.last_mut().filter(|text| text.source.number == number);
            if let Some(text) = text {
                text.source.codings.append(&mut source.codings);
                text.source.notes.append(&mut source.notes);
                text.source.values.append(&mut source.values);
                let only = "only the text that stands for it is carried over";
                self.warn(Warning::notice(
                    "not-text",
                    format!("Source {number} is {what}: {only}."),
                ));
            } else {
                let lost = "is not carried over, nor is what is coded in it: paap reads texts";
                self.warn(Warning::problem(
                    "not-text",
                    format!("Source {number} is {what} and {lost}."),
                ));
            }
        }
        Ok(loaded)
    }

    /// The text of a source: of its file, or else the one that stands in the project file.
    fn text(
        &mut self,
        archive: &mut Archive,
        source: &mut raw::Source,
    ) -> Result<Option<Text>, Error> {
        let mut bytes = match &source.plain {
            Some(path) => archive.text(path)?,
            None => None,
        };
        if bytes.is_none()
            && source.content.is_none()
            && let Some(guid) = source.guid
        {
            bytes = archive.text(&format!("{guid}.txt"))?;
        }
        let number = source.number;
        let text = match (bytes, source.content.take()) {
            (Some(bytes), None) => self.decode(bytes),
            (None, Some(content)) => self.inline(content),
            (Some(bytes), Some(content)) => {
                let (file, content) = (self.decode(bytes), self.inline(content));
                if file.body().trim_end() != content.body().trim_end() {
                    self.warn(Warning::problem(
                        "two-texts",
                        format!("Source {number} has a text in a file and another in the project file; the one in the file is taken. Compare them."),
                    ));
                }
                file
            }
            (None, None) => {
                let why = if source.rich.is_some() {
                    "only a formatted text; save it as plain text, too"
                } else {
                    "no text in the archive"
                };
                self.warn(Warning::problem(
                    "no-text",
                    format!("Source {number} has {why}, and is not carried over."),
                ));
                return Ok(None);
            }
        };
        if text.broken {
            self.warn(Warning::problem(
                "not-utf8",
                format!("The text of source {number} is not UTF-8; characters that could not be read are shown as U+FFFD."),
            ));
        }
        Ok(Some(text))
    }

    fn decode(&self, bytes: Vec<u8>) -> Text {
        if !self.own {
            return Text::decode(bytes);
        }
        match String::from_utf8(bytes) {
            Ok(body) => Text::exact(body),
            Err(error) => Text::decode(error.into_bytes()),
        }
    }

    fn inline(&self, content: String) -> Text {
        if self.own { Text::exact(content) } else { Text::of(content) }
    }
}

/// The unit that a file of paap's own declares.
pub(super) fn declared(origin: &str) -> Option<Unit> {
    [Unit::CodePoints, Unit::Utf16].into_iter().find(|unit| origin == super::write::origin(*unit))
}

fn medium(medium: Medium) -> &'static str {
    match medium {
        Medium::Text | Medium::Note => "a text",
        Medium::Picture => "a picture",
        Medium::Pdf => "a PDF",
        Medium::Audio => "a recording",
        Medium::Video => "a video",
    }
}
