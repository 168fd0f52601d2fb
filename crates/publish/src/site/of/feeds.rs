//! What is new, as feeds to subscribe to.

use super::Whole;
use crate::site::{Link, Site, path};
use paap_community::feed::{self, Entry, Feed};

impl Whole<'_> {
    /// A feed of the articles and one of the insights.
    pub(super) fn feeds(&self, site: &mut Site) {
        // What is subscribed to leaves the page behind that says for whom it is.
        if self.made.internal {
            return;
        }
        let settings = &self.workspace.settings;
        let since = self.made.at.to_zoned(jiff::tz::TimeZone::UTC).date();
        let feed = |title: &str, path: &str, page: &str, entries: Vec<Entry<'_>>| {
            let written = feed::write(&Feed {
                title,
                workspace: &settings.title,
                address: settings.address.as_deref(),
                path,
                page,
                author: &settings.title,
                language: Some(&settings.language),
                licence: settings.licence.as_deref(),
                since,
                entries,
            });
            (path.to_owned(), written.into_bytes())
        };
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse().ok());
        let articles = site.articles.iter().filter(|own| own.languages.of.is_none());
        let paths: Vec<(usize, String)> = articles
            .clone()
            .enumerate()
            .map(|(at, own)| (at, path::article(&own.id, None)))
            .collect();
        let entries = articles.zip(&paths).filter_map(|(own, (_, path))| {
            Some(Entry {
                title: &own.title,
                path,
                published: day(&own.date)?,
                updated: day(&own.changed),
                authors: &own.authors,
                topics: &[],
                summary: Some(&own.summary),
                content: None,
                language: None,
            })
        });
        let mut written = Vec::new();
        let entries: Vec<Entry<'_>> = entries.collect();
        if !entries.is_empty() {
            let title = format!("{}: articles", settings.title);
            written.push((
                "Articles as a feed",
                feed(&title, "articles/feed.xml", path::ARTICLES, entries),
            ));
        }
        let paths: Vec<String> =
            site.insights.iter().map(|own| path::insight(&own.study, &own.id)).collect();
        let entries = site.insights.iter().zip(&paths).filter_map(|(own, path)| {
            Some(Entry {
                title: &own.claim,
                path,
                published: day(&own.date)?,
                updated: None,
                authors: &[],
                topics: &[],
                summary: None,
                content: None,
                language: None,
            })
        });
        let entries: Vec<Entry<'_>> = entries.collect();
        if !entries.is_empty() {
            let title = format!("{}: insights", settings.title);
            written.push((
                "Insights as a feed",
                feed(&title, "insights/feed.xml", path::INSIGHTS, entries),
            ));
        }
        let releases =
            site.platform.as_ref().map(|own| own.releases.as_slice()).unwrap_or_default();
        let paths: Vec<String> = releases.iter().map(|own| path::release(&own.id)).collect();
        let notes: Vec<String> =
            releases.iter().map(|own| crate::markdown::plain(&own.notes.markdown)).collect();
        let items: Vec<Vec<String>> = releases
            .iter()
            .map(|own| own.items.iter().map(|item| item.text.clone()).collect())
            .collect();
        let entries = releases.iter().zip(&items).zip(paths.iter().zip(&notes));
        let entries = entries.filter_map(|((own, items), (path, notes))| {
            Some(Entry {
                title: &own.title,
                path,
                published: day(&own.date)?,
                updated: None,
                authors: &[],
                topics: items,
                summary: (!notes.is_empty()).then_some(notes),
                content: None,
                language: None,
            })
        });
        let entries: Vec<Entry<'_>> = entries.collect();
        if !entries.is_empty() {
            let title = format!("{}: releases", settings.title);
            written.push((
                "Releases as a feed",
                feed(&title, "releases/feed.xml", path::RELEASES, entries),
            ));
        }
        for (title, (path, bytes)) in written {
            site.feeds.push(Link::new(title, path.clone()));
            site.files.insert(path, bytes);
        }
    }
}
