//! The site of a workspace: what of it its readers may see, as pages.
//!
//! Only what is proved gets here: insights that are published and that nothing fails, figures that may
//! be said, tables that are protected, turns that are quoted. Everything else stays in the workspace.

mod content;
mod data;
mod feeds;
mod insights;
mod maturity;
mod meetings;
mod product;
mod results;
mod studies;
mod value;

use super::{Home, Link, Next, Persona, Site, Text, path};
use jiff::Timestamp;
use paap_workspace::public::Public;
use paap_workspace::{Check, Workspace};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// When, by what, and for whom a site is made.
#[derive(Debug, Clone)]
pub struct Made {
    /// The moment: meetings after it are to come.
    pub at: Timestamp,
    /// The program and its version, such as `paap 0.1.0`.
    pub by: String,
    /// Whether it is for those who build the platform: what `product/` keeps from the public is on it, too.
    /// Of research it has nothing more.
    pub internal: bool,
}

impl Made {
    /// By this program for everybody, at a moment in milliseconds since 1970 (UTC).
    pub fn new(milliseconds: u64, by: impl Into<String>) -> Self {
        let moment = i64::try_from(milliseconds).ok();
        let at = moment.and_then(|moment| Timestamp::from_millisecond(moment).ok());
        Self { at: at.unwrap_or(Timestamp::UNIX_EPOCH), by: by.into(), internal: false }
    }
}

/// A workspace on its way to a site.
struct Whole<'a> {
    workspace: &'a Workspace,
    check: &'a Check,
    made: &'a Made,
    /// What of each survey may be said, by study and survey.
    public: BTreeMap<(&'a str, &'a str), Arc<Public>>,
}

/// The site of a workspace that was checked. `files` are those of the workspace, of which pages may
/// show pictures.
pub fn site(
    workspace: &Workspace,
    check: &Check,
    made: &Made,
    files: &BTreeMap<String, Vec<u8>>,
) -> Site {
    let mut public = BTreeMap::new();
    for study in &workspace.studies {
        for name in study.surveys.keys() {
            if let Some(one) = study.public(name, workspace.settings.least_cell) {
                public.insert((study.id.as_str(), name.as_str()), one);
            }
        }
    }
    let whole = Whole { workspace, check, made, public };
    whole.site(files)
}

impl Whole<'_> {
    fn site(&self, files: &BTreeMap<String, Vec<u8>>) -> Site {
        let settings = &self.workspace.settings;
        let mut site = Site {
            title: settings.title.clone(),
            language: settings.language.clone(),
            // That is where the public one is.
            address: settings.address.clone().filter(|_| !self.made.internal),
            licence: settings.licence.as_deref().map(licence),
            contact: settings.contact.clone(),
            made: self.made.by.clone(),
            internal: self.made.internal,
            least: settings.least_cell,
            home: self.home(),
            platform: None,
            studies: self.workspace.studies.iter().map(|study| self.study(study)).collect(),
            results: self.results(),
            insights: self.insights(),
            transcripts: self.transcripts(),
            personas: self.personas(),
            datasets: Vec::new(),
            articles: self.articles(),
            talks: self.talks(),
            meetings: self.meetings(),
            topics: self.topics(),
            initiatives: self.initiatives(),
            pages: self.pages(),
            translations: self.translations(),
            feeds: Vec::new(),
            places: BTreeMap::new(),
            files: BTreeMap::new(),
        };
        site.platform = self.platform(&site.insights);
        self.datasets(&mut site);
        self.calendars(&mut site);
        self.feeds(&mut site);
        self.pictures(files, &mut site);
        site.places = self.places(&site);
        site
    }

    /// Whether the readers of the site may see a part of the platform that is public, or is not.
    fn shows(&self, public: bool) -> bool {
        public || self.made.internal
    }

    fn home(&self) -> Home {
        let about = &self.workspace.settings.about;
        let (lead, rest) = about.trim().split_once("\n\n").unwrap_or((about.trim(), ""));
        let lead = lead.split_whitespace().collect::<Vec<_>>().join(" ");
        let month = self.made.at.to_string();
        let topics = self.workspace.content.topics.iter();
        let current = topics.filter(|topic| {
            topic.month.is_some_and(|day| day.to_string().get(..7) <= month.get(..7))
        });
        let topic = current.max_by_key(|topic| topic.month).map(|topic| topic.slug.clone());
        let next = self.next().map(|(series, when)| Next { series, when });
        Home { lead, about: text(rest, "paap.yaml"), next, topic }
    }

    /// The personas of the workspace and of its studies, each once.
    fn personas(&self) -> Vec<Persona> {
        let studies = self.workspace.studies.iter().flat_map(|study| &study.plan.personas);
        let mut seen = BTreeSet::new();
        let all = self.workspace.settings.personas.iter().chain(studies);
        all.filter(|(id, _)| seen.insert(id.as_str()))
            .map(|(id, about)| Persona { id: id.clone(), name: named(id), about: about.clone() })
            .collect()
    }

    /// Where files of the workspace are on the site: for links in Markdown.
    fn places(&self, site: &Site) -> BTreeMap<String, String> {
        let mut places = BTreeMap::new();
        for study in &self.workspace.studies {
            places.insert(study.path("study.yaml"), path::study(&study.id));
        }
        for insight in &site.insights {
            let file = format!("studies/{}/insights/{}.md", insight.study, insight.id);
            places.insert(file, path::insight(&insight.study, &insight.id));
        }
        for one in &site.transcripts {
            let file = format!("studies/{}/transcripts/{}.md", one.study, one.id);
            places.insert(file, path::transcript(&one.study, &one.id));
        }
        for need in site.platform.iter().flat_map(|platform| &platform.needs) {
            places.insert(format!("product/needs/{}.md", need.id), path::need(&need.id));
        }
        for release in site.platform.iter().flat_map(|platform| &platform.releases) {
            let to = path::release(&release.id);
            places.insert(format!("product/releases/{}.md", release.id), to);
        }
        self.content_places(&mut places);
        for name in site.files.keys().filter(|name| name.starts_with("files/")) {
            if let Some(rest) = name.strip_prefix("files/") {
                places.insert(format!("content/{rest}"), name.clone());
            }
        }
        places
    }

    /// Pictures and other files beside pages, as they are.
    fn pictures(&self, files: &BTreeMap<String, Vec<u8>>, site: &mut Site) {
        for file in &self.workspace.content.files {
            let (Some(name), Some(bytes)) = (file.strip_prefix("content/"), files.get(file)) else {
                continue;
            };
            site.files.insert(format!("files/{name}"), bytes.clone());
        }
    }
}

/// Markdown of a file of the workspace.
fn text(markdown: &str, file: &str) -> Text {
    Text { markdown: markdown.trim().to_owned(), file: file.to_owned() }
}

/// An id as a reader would write it: `platform-builder` is `Platform builder`.
fn named(id: &str) -> String {
    capital(&id.replace(['-', '_'], " "))
}

/// A text with a capital at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A licence by its SPDX name, with where to read it.
pub(crate) fn licence(name: &str) -> Link {
    let address = match name {
        "CC0-1.0" => "https://creativecommons.org/publicdomain/zero/1.0/".to_owned(),
        _ => match name.strip_prefix("CC-").and_then(|rest| rest.rsplit_once('-')) {
            Some((kind, version)) => format!(
                "https://creativecommons.org/licenses/{}/{version}/",
                kind.to_ascii_lowercase()
            ),
            None => format!("https://spdx.org/licenses/{name}.html"),
        },
    };
    Link::new(name, address)
}

#[cfg(test)]
mod tests;
