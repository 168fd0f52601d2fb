//! What every page is told beside its own view.

use super::{Languages, Link, Site, Version, path};
use serde::Serialize;

/// What a page says of itself.
pub(crate) struct Head<'a> {
    /// Where it is.
    pub(crate) path: String,
    pub(crate) title: String,
    /// In a sentence, for those who search.
    pub(crate) description: String,
    /// The entry of the navigation that it is under.
    pub(crate) section: &'static str,
    /// What it is called among the results of a search; None where it is not found there.
    pub(crate) kind: Option<&'static str>,
    pub(crate) languages: Option<&'a Languages>,
    /// Whether it has a script.
    pub(crate) script: bool,
}

impl Head<'_> {
    pub(crate) fn new(
        path: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
        section: &'static str,
    ) -> Self {
        Self {
            path: path.into(),
            title: title.into(),
            description: description.into(),
            section,
            kind: None,
            languages: None,
            script: false,
        }
    }
}

impl<'a> Head<'a> {
    /// The same, found by the search.
    pub(crate) fn found_as(self, kind: &'static str) -> Self {
        Self { kind: Some(kind), ..self }
    }

    /// The same in a language of its own.
    pub(crate) fn in_languages(self, languages: &'a Languages) -> Self {
        Self { languages: Some(languages), ..self }
    }
}

/// What the frame of a page is made of.
#[derive(Serialize)]
pub(crate) struct Frame<'a> {
    /// What leads to the root of the site.
    pub(crate) root: String,
    pub(crate) policy: String,
    /// The style sheet, where the page has it within.
    pub(crate) style: Option<&'a str>,
    pub(crate) language: &'a str,
    /// Whether that is not English, which is what paap itself speaks.
    pub(crate) foreign: bool,
    pub(crate) versions: &'a [Version],
    pub(crate) path: &'a str,
    pub(crate) title: &'a str,
    pub(crate) description: &'a str,
    pub(crate) section: &'static str,
    pub(crate) site: &'a Facts<'a>,
}

/// The context of a template.
#[derive(Serialize)]
pub(crate) struct Whole<'a, P> {
    pub(crate) rtl: bool,
    pub(crate) frame: Frame<'a>,
    pub(crate) page: &'a P,
}

/// What is the same on every page.
#[derive(Serialize)]
pub(crate) struct Facts<'a> {
    title: &'a str,
    language: &'a str,
    licence: Option<&'a Link>,
    contact: Option<&'a str>,
    made: &'a str,
    internal: bool,
    least: u64,
    feeds: &'a [Link],
    /// The entries of the navigation: words, where they lead, and the word for the section.
    navigation: Vec<(&'a str, String, &'static str)>,
    /// What is linked at the foot.
    foot: Vec<(&'static str, &'static str)>,
}

impl<'a> Facts<'a> {
    pub(crate) fn new(site: &'a Site) -> Self {
        let platform = site.platform.is_some();
        let entries = [
            (platform, "Platform", path::PLATFORM, "platform"),
            (platform, "Roadmap", path::ROADMAP, "roadmap"),
            (platform, "Value", path::VALUE, "value"),
            (!site.studies.is_empty(), "Studies", path::STUDIES, "studies"),
            (!site.insights.is_empty(), "Insights", path::INSIGHTS, "insights"),
            (!site.datasets.is_empty(), "Data", path::DATA, "data"),
            (!site.articles.is_empty(), "Articles", path::ARTICLES, "articles"),
            (!site.talks.is_empty(), "Talks", path::TALKS, "talks"),
            (!site.meetings.is_empty(), "Meetings", path::MEETINGS, "meetings"),
            (!site.initiatives.is_empty(), "Take part", path::JOIN, "join"),
        ];
        let there = entries.into_iter().filter(|(there, ..)| *there);
        let there = there.map(|(there, words, to, section)| (there, words, to.to_owned(), section));
        let own = site.pages.iter().filter(|page| page.menu && page.languages.of.is_none());
        let own = own.map(|page| (true, &*page.title, path::page(&page.id, None), "-"));
        let search = (true, "Search", path::SEARCH.to_owned(), "search");
        let has = |of: fn(&super::Platform) -> bool| site.platform.as_ref().is_some_and(of);
        let foot = [
            (has(|platform| !platform.releases.is_empty()), "Releases", path::RELEASES),
            (has(|platform| !platform.outcomes.is_empty()), "Outcomes", path::OUTCOMES),
            (has(|platform| !platform.maturity.is_empty()), "Maturity", path::MATURITY),
            (!site.personas.is_empty(), "Personas", path::PERSONAS),
            (!site.topics.is_empty(), "Topics of the month", path::TOPICS),
            (!super::pages::guides(site).is_empty(), "Guides", path::GUIDES),
            (!site.translations.is_empty(), "Translations", path::TRANSLATIONS),
            (true, "All pages", path::CONTENTS),
        ];
        let foot = foot.into_iter().filter(|(there, ..)| *there);
        Self {
            title: &site.title,
            language: &site.language,
            licence: site.licence.as_ref(),
            contact: site.contact.as_deref(),
            made: &site.made,
            internal: site.internal,
            least: site.least,
            feeds: &site.feeds,
            navigation: there
                .chain(own)
                .chain([search])
                .map(|(_, words, to, section)| (words, to, section))
                .collect(),
            foot: foot.map(|(_, words, to)| (words, to)).collect(),
        }
    }
}
