//! An invented site: the pages of a community around the platform *Harbour*, whose people are birds.
//! Tests, screenshots and the example show it; each view has its `sample()`.

mod content;
mod product;
mod research;
mod results;
mod value;

use super::{
    Article, Dataset, Initiative, Insight, Page, Persona, Platform, Results, Series, Study, Talk,
    Topic, Transcript,
};
use super::{Home, Link, Next, Occurrence, Site, Text, Translation, path};

/// Samples have many short texts.
fn own(text: &str) -> String {
    text.to_owned()
}

impl Site {
    /// An invented site that has a page of every kind.
    pub fn sample() -> Self {
        let studies = vec![Study::sample(), Study::sample_planned()];
        let mut site = Self {
            title: "Harbour Platform Research".to_owned(),
            language: "en".to_owned(),
            address: None,
            licence: Some(Link::new("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")),
            contact: Some("mailto:research@harbour.example".to_owned()),
            made: "paap 0.1.0".to_owned(),
            internal: false,
            least: 5,
            home: Home::sample(),
            platform: Some(Platform::sample()),
            studies,
            results: vec![Results::sample()],
            insights: Insight::samples(),
            transcripts: vec![Transcript::sample()],
            personas: Persona::samples(),
            datasets: vec![Dataset::sample()],
            articles: Article::samples(),
            talks: vec![Talk::sample()],
            meetings: vec![Series::sample()],
            topics: vec![Topic::sample()],
            initiatives: vec![Initiative::sample()],
            pages: vec![Page::sample()],
            translations: Translation::samples(),
            feeds: vec![
                Link::new("Insights as a feed", "feeds/insights.xml"),
                Link::new("Releases as a feed", "releases/feed.xml"),
            ],
            places: [
                (
                    "studies/prioritising/transcripts/interview-003.md",
                    path::transcript("prioritising", "interview-003"),
                ),
                ("content/articles/waiting.md", path::article("waiting", None)),
            ]
            .map(|(from, to)| (from.to_owned(), to))
            .into(),
            files: std::collections::BTreeMap::new(),
        };
        let dataset = site.datasets.iter().flat_map(|dataset| &dataset.files);
        let mut files: Vec<String> = dataset.map(|file| file.to.clone()).collect();
        files.extend(site.meetings.iter().filter_map(|series| series.calendar.clone()));
        files.extend(site.feeds.iter().map(|feed| feed.to.clone()));
        files.push("talks/paved-roads/slides.pdf".to_owned());
        site.files = files.into_iter().map(|path| (path, b"sample".to_vec())).collect();
        site
    }
}

impl Home {
    /// An invented first page.
    pub fn sample() -> Self {
        Self {
            lead:
                "We ask the people who build and use internal platforms what they need, and show \
                   our evidence."
                    .to_owned(),
            about: Text::new(
                "We are a community of platform teams. We ask, listen, and publish what we can \
                 prove: every claim here opens the words and the numbers behind it.\n\nRead \
                 [why people wait](content/articles/waiting.md), or look at what is assumed and not \
                 yet known.",
            ),
            next: Some(Next { series: "tuesdays".to_owned(), when: Occurrence::sample() }),
            topic: Some("2026-11".to_owned()),
        }
    }
}

impl Translation {
    /// Invented translations: one current, one stale, one missing.
    pub fn samples() -> Vec<Self> {
        let one = |id: &str, title: &str, tag: &str, language: &str| Self {
            source: Link::new(title, path::article(id, None)),
            tag: tag.to_owned(),
            language: language.to_owned(),
            page: None,
            changed: Some("2026-11-20".to_owned()),
            translated: None,
            stale: false,
        };
        let waiting = "Why people wait, and what they do meanwhile";
        vec![
            Self {
                page: Some(Link::new(
                    "Warum Menschen warten",
                    path::article("waiting", Some("de")),
                )),
                translated: Some("2026-09-02".to_owned()),
                stale: true,
                ..one("waiting", waiting, "de", "German")
            },
            Self {
                page: Some(Link::new("لماذا ينتظر الناس", path::article("waiting", Some("ar")))),
                translated: Some("2026-11-20".to_owned()),
                ..one("waiting", waiting, "ar", "Arabic")
            },
            one("guide", "How to hold an interview", "de", "German"),
        ]
    }
}
