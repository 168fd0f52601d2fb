//! Data, articles, talks, meetings, topics, initiatives, translations.

use super::{LIST, Names};
use crate::PublishError;
use crate::markdown::plain;
use crate::site::context::Head;
use crate::site::pager::{Pager, split};
use crate::site::render::Press;
use crate::site::{
    Article, Dataset, Initiative, Languages, Meeting, Series, Site, Talk, Topic, Translation, path,
};
use crate::words::clip;
use serde::Serialize;

/// Entries of a list with where each leads.
#[derive(Serialize)]
struct List<'a, T> {
    entries: Vec<(&'a T, String)>,
    pager: Pager,
}

/// What a page of its own is made of: the view, and where the neighbours are.
#[derive(Serialize)]
struct One<'a, T> {
    own: &'a T,
    /// The page that it belongs to: words and path.
    of: Option<(&'a str, String)>,
}

pub(super) fn pages(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    data(site, press)?;
    articles(site, press)?;
    talks(site, press)?;
    meetings(site, press)?;
    topics(site, press)?;
    initiatives(site, press)?;
    free(site, press)?;
    translations(site, press)
}

/// Writes a list, in several pages where it is long.
fn list<T: Serialize>(
    press: &mut Press<'_>,
    template: &str,
    (first, title, about, section): (&str, &str, &str, &'static str),
    entries: Vec<(&T, String)>,
) -> Result<(), PublishError> {
    if entries.is_empty() {
        return Ok(());
    }
    let parts = split(&entries, LIST, |_| 1);
    for (index, part) in parts.iter().enumerate() {
        let pager = Pager::new(first, index, parts.len());
        let page = List { entries: part.to_vec(), pager };
        let head = Head::new(path::numbered(first, index), title, about, section);
        press.page(template, head, &page)?;
    }
    Ok(())
}

/// Those in the language of the site: translations are reached from them.
fn own(languages: &Languages) -> bool {
    languages.of.is_none()
}

fn data(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let names = Names::of(site);
    let entries: Vec<(&Dataset, String)> =
        site.datasets.iter().map(|one| (one, path::dataset(&one.id))).collect();
    let about = "Answers and tables, de-identified and documented, to download.";
    list(press, "data.html", (path::DATA, "Data", about, "data"), entries)?;
    for dataset in &site.datasets {
        let there = names.studies.contains_key(&*dataset.study);
        let of = there.then(|| (names.study(&dataset.study), path::study(&dataset.study)));
        let head = Head::new(path::dataset(&dataset.id), &dataset.title, &dataset.about, "data");
        let head = head.found_as("Dataset");
        press.page("dataset.html", head, &One { own: dataset, of })?;
    }
    Ok(())
}

fn articles(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let entries: Vec<(&Article, String)> = site
        .articles
        .iter()
        .filter(|one| own(&one.languages))
        .map(|one| (one, path::article(&one.id, None)))
        .collect();
    let about = "What we learnt, to read.";
    list(press, "articles.html", (path::ARTICLES, "Articles", about, "articles"), entries)?;
    for article in &site.articles {
        let path = path::article(&article.id, article.languages.of.as_deref());
        let head = Head::new(path, &article.title, &article.summary, "articles");
        let head = head.in_languages(&article.languages).found_as("Article");
        press.page("article.html", head, &One { own: article, of: None })?;
    }
    Ok(())
}

fn talks(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let entries: Vec<(&Talk, String)> = site
        .talks
        .iter()
        .filter(|one| own(&one.languages))
        .map(|one| (one, path::talk(&one.id, None)))
        .collect();
    let about = "Talks, with recordings and slides.";
    list(press, "talks.html", (path::TALKS, "Talks", about, "talks"), entries)?;
    for talk in &site.talks {
        let path = path::talk(&talk.id, talk.languages.of.as_deref());
        let head = Head::new(path, &talk.title, &talk.summary, "talks");
        let head = head.in_languages(&talk.languages).found_as("Talk");
        press.page("talk.html", head, &One { own: talk, of: None })?;
    }
    Ok(())
}

#[derive(Serialize)]
struct SeriesPage<'a> {
    series: &'a Series,
    meetings: Vec<(&'a Meeting, String)>,
    /// Where a page that is not the first has the meetings alone.
    pager: Pager,
}

fn meetings(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let entries = site.meetings.iter().map(|one| (one, path::series(&one.id))).collect();
    let about = "When we meet, what we talk about, and what was said.";
    list(press, "meetings.html", (path::MEETINGS, "Meetings", about, "meetings"), entries)?;
    for series in &site.meetings {
        let first = path::series(&series.id);
        let meetings: Vec<(&Meeting, String)> = series
            .meetings
            .iter()
            .map(|meeting| (meeting, path::meeting(&series.id, &meeting.id)))
            .collect();
        let parts = split(&meetings, LIST, |_| 1);
        for (index, part) in parts.iter().enumerate() {
            let pager = Pager::new(&first, index, parts.len());
            let page = SeriesPage { series, meetings: part.to_vec(), pager };
            let about = clip(&plain(&series.about.markdown), 300);
            let head = Head::new(path::numbered(&first, index), &series.title, about, "meetings");
            let head = if index == 0 { head.found_as("Meetings") } else { head };
            press.page("series.html", head, &page)?;
        }
        for (meeting, path) in &meetings {
            let points = meeting.agenda.iter().map(|point| plain(&point.markdown));
            let about = clip(&points.collect::<Vec<_>>().join("; "), 300);
            let head = Head::new(path, &meeting.title, about, "meetings");
            let of = Some((&*series.title, path::series(&series.id)));
            let head = head.found_as("Meeting");
            press.page("meeting.html", head, &One { own: *meeting, of })?;
        }
    }
    Ok(())
}

fn topics(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let entries: Vec<(&Topic, String)> = site
        .topics
        .iter()
        .filter(|one| own(&one.languages))
        .map(|one| (one, path::topic(&one.id, None)))
        .collect();
    let about = "A month, a topic: what to read and talk about.";
    list(press, "topics.html", (path::TOPICS, "Topics of the month", about, ""), entries)?;
    for topic in &site.topics {
        let path = path::topic(&topic.id, topic.languages.of.as_deref());
        let head = Head::new(path, &topic.title, &topic.summary, "");
        let head = head.in_languages(&topic.languages).found_as("Topic");
        press.page("topic.html", head, &One { own: topic, of: None })?;
    }
    Ok(())
}

fn initiatives(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let entries: Vec<(&Initiative, String)> = site
        .initiatives
        .iter()
        .filter(|one| own(&one.languages))
        .map(|one| (one, path::initiative(&one.id, None)))
        .collect();
    let about = "What we work on, and how to join, whoever you are.";
    list(press, "join.html", (path::JOIN, "Take part", about, "join"), entries)?;
    for initiative in &site.initiatives {
        let path = path::initiative(&initiative.id, initiative.languages.of.as_deref());
        let head = Head::new(path, &initiative.title, &initiative.summary, "join");
        let head = head.in_languages(&initiative.languages).found_as("Initiative");
        press.page("initiative.html", head, &One { own: initiative, of: None })?;
    }
    Ok(())
}

/// Pages of no other kind.
fn free(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    for page in &site.pages {
        let path = path::page(&page.id, page.languages.of.as_deref());
        let head = Head::new(path, &page.title, &page.summary, "");
        let head = head.in_languages(&page.languages).found_as("Page");
        press.page("page.html", head, &One { own: page, of: None })?;
    }
    Ok(())
}

fn translations(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    #[derive(Serialize)]
    struct Page<'a> {
        /// For each language its name, its tag, how many are there, how many of those are stale, and
        /// how many pages there are.
        languages: Vec<(&'a str, &'a str, usize, usize, usize)>,
        translations: Vec<&'a Translation>,
        pager: Pager,
    }
    if site.translations.is_empty() {
        return Ok(());
    }
    let mut sorted: Vec<&Translation> = site.translations.iter().collect();
    sorted.sort_by(|a, b| (&a.tag, &a.source.text).cmp(&(&b.tag, &b.source.text)));
    let languages = sorted.chunk_by(|a, b| a.tag == b.tag).filter_map(|of| {
        let first = of.first()?;
        let there = of.iter().filter(|one| one.page.is_some()).count();
        let stale = of.iter().filter(|one| one.page.is_some() && one.stale).count();
        Some((&*first.language, &*first.tag, there, stale, of.len()))
    });
    let languages: Vec<_> = languages.collect();
    let parts = split(&sorted, 100, |_| 1);
    for (index, part) in parts.iter().enumerate() {
        let pager = Pager::new(path::TRANSLATIONS, index, parts.len());
        let page = Page { languages: languages.clone(), translations: part.to_vec(), pager };
        let about = "Which pages are translated, and which are behind their source.";
        let path = path::numbered(path::TRANSLATIONS, index);
        press.page("translations.html", Head::new(path, "Translations", about, ""), &page)?;
    }
    Ok(())
}
