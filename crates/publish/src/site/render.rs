//! The press: takes the page of a template, adds what every page has, keeps the bytes.

use super::context::{Facts, Frame, Head, Whole};
use super::filters::{self, Places};
use super::{Site, links, path, search};
use crate::PublishError;
use crate::survey::style::base64;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{Environment, UndefinedBehavior};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

macro_rules! templates {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../templates/site/", $name)))),*]
    };
}

const TEMPLATES: [(&str, &str); 25] = templates![
    "base.html" "parts.html" "home.html" "studies.html" "study.html" "results.html" "insights.html"
    "insight.html" "transcript.html" "personas.html" "data.html" "dataset.html" "articles.html"
    "article.html" "talks.html" "talk.html" "meetings.html" "series.html" "meeting.html"
    "topics.html" "topic.html" "join.html" "initiative.html" "translations.html" "search.html"
];
const MORE: [(&str, &str); 12] = templates![
    "page.html" "contents.html" "404.html" "platform.html" "roadmap.html" "need.html"
    "maturity.html" "releases.html" "outcomes.html" "value.html"
    "guides.html" "guide.html"
];

/// What no page may do: load, run or send anything that is not said after it.
const NOTHING: &str = "default-src 'none'; base-uri 'none'; form-action 'none'";
/// Pages that are opened from a disk have no host: there, `'self'` alone would refuse the site's own
/// style sheet. A page from a host cannot load what is on a disk, whatever this says.
const OWN: &str = "'self' file:";

/// Where pages are written.
pub(crate) struct Press<'a> {
    site: &'a Site,
    facts: Facts<'a>,
    environment: Environment<'static>,
    places: Arc<Places>,
    sheet: String,
    files: BTreeMap<String, Vec<u8>>,
    entries: Vec<search::Entry>,
}

impl<'a> Press<'a> {
    pub(crate) fn new(site: &'a Site) -> Result<Self, PublishError> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?;
        environment.set_syntax(syntax);
        for (name, source) in TEMPLATES.into_iter().chain(MORE) {
            environment.add_template(name, source)?;
        }
        let mut files = site.places.clone();
        let guides = super::pages::guides(site);
        files.extend(guides.iter().map(|own| (own.file(), path::guide(own.id))));
        let places =
            Arc::new(Places { files, moved: super::pages::moved(site), root: Mutex::default() });
        filters::add(&mut environment, Arc::clone(&places));
        let sheet = concat!(include_str!("../../templates/site/site.css"), "\n");
        let mut press = Self {
            site,
            facts: Facts::new(site),
            environment,
            places,
            sheet: format!("{sheet}{}", paap_charts::STYLE),
            files: BTreeMap::new(),
            entries: Vec::new(),
        };
        press.keep(path::STYLE, press.sheet.clone().into_bytes())?;
        press.keep(path::ICON, include_bytes!("../../templates/site/icon.svg").to_vec())?;
        if site.internal {
            let said = "Internal: not for publication. Written by `paap publish --internal`.\n";
            press.keep(path::INTERNAL, said.into())?;
            press.keep(path::IGNORE, "*\n".into())?;
        }
        for (path, bytes) in &site.files {
            press.keep(path, bytes.clone())?;
        }
        Ok(press)
    }

    /// Writes a page.
    pub(crate) fn page(
        &mut self,
        template: &str,
        head: Head<'_>,
        page: &impl Serialize,
    ) -> Result<(), PublishError> {
        let root = path::root(&head.path);
        // The page for what is not found may be shown at any depth: its style is within it, and its
        // links begin with the site's address where that is known.
        let lost = head.path == path::NOT_FOUND;
        let address = self.site.address.as_deref().filter(|_| lost);
        let policy = match () {
            () if lost => {
                let hash = base64(&Sha256::digest(self.sheet.as_bytes()));
                format!("{NOTHING}; img-src {OWN} data:; style-src 'sha256-{hash}'")
            }
            () => {
                let own = [(true, "style-src"), (true, "img-src")].into_iter();
                let own = own.chain([(head.script, "script-src"), (head.script, "connect-src")]);
                let own = own.filter(|(wanted, _)| *wanted);
                let own: Vec<String> = own.map(|(_, what)| format!("; {what} {OWN}")).collect();
                format!("{NOTHING}{}", own.concat())
            }
        };
        let language = head.languages.and_then(|languages| languages.of.as_deref());
        let language = language.unwrap_or(&self.site.language);
        let frame = Frame {
            root: address.map_or(root, |address| format!("{}/", address.trim_end_matches('/'))),
            policy,
            style: lost.then_some(self.sheet.as_str()),
            language,
            foreign: language != "en" && !language.starts_with("en-"),
            versions: head.languages.map_or(&[][..], |languages| &languages.others),
            path: &head.path,
            title: &head.title,
            description: &head.description,
            section: head.section,
            site: &self.facts,
        };
        self.places.stand_at(&frame.root);
        let whole = Whole { rtl: is_rtl(frame.language), frame, page };
        let template = self.environment.get_template(template)?;
        let html = template.render(Value::from(Serde(whole)))?;
        if let Some(kind) = head.kind {
            self.entries.push(search::Entry {
                path: head.path.clone(),
                title: head.title.clone(),
                kind,
                summary: head.description.clone(),
                words: links::main_words(&html),
            });
        }
        self.keep(&head.path, html.into_bytes())
    }

    fn keep(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), PublishError> {
        if self.files.insert(path.to_owned(), bytes).is_some() {
            return Err(PublishError::Twice(path.to_owned()));
        }
        Ok(())
    }

    /// What was written that can be searched, in the order in which it was.
    pub(crate) fn entries(&self) -> &[search::Entry] {
        &self.entries
    }

    /// The files.
    pub(crate) fn finish(mut self) -> Result<BTreeMap<String, Vec<u8>>, PublishError> {
        for (path, bytes) in search::files(&self.entries) {
            self.keep(&path, bytes)?;
        }
        Ok(self.files)
    }
}

/// Whether a language is written from right to left.
fn is_rtl(language: &str) -> bool {
    let first = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    ["ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"].contains(&first.as_str())
}
