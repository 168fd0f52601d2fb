//! The pages that lead to others: the first one, the search, the contents, what is not found.

use super::Names;
use crate::PublishError;
use crate::markdown::plain;
use crate::site::context::Head;
use crate::site::pager::{Pager, split};
use crate::site::render::Press;
use crate::site::{Home, Initiative, Next, Series, Site, Study, Topic, path};
use serde::Serialize;
use std::collections::BTreeMap;

/// So many insights and articles are on the first page.
const LATEST: usize = 4;

#[derive(Serialize)]
struct HomePage<'a> {
    home: &'a Home,
    title: &'a str,
    insights: Vec<super::Brief<'a>>,
    studies: Vec<StudyLine<'a>>,
    next: Option<(&'a Next, &'a Series, String)>,
    topic: Option<(&'a Topic, String)>,
    articles: Vec<(&'a str, &'a str, Option<&'a str>, String)>,
    initiatives: Vec<(&'a Initiative, String)>,
}

/// A study as lists have it.
#[derive(Serialize)]
pub(super) struct StudyLine<'a> {
    title: &'a str,
    to: String,
    status: super::super::Status,
    aim: String,
    personas: Vec<&'a str>,
    insights: usize,
}

pub(super) fn line<'a>(study: &'a Study, site: &Site, names: &Names<'a>) -> StudyLine<'a> {
    StudyLine {
        title: &study.title,
        to: path::study(&study.id),
        status: study.status,
        aim: plain(&study.aim.markdown),
        personas: study.personas.iter().map(|id| names.persona(id)).collect(),
        insights: site.insights.iter().filter(|insight| insight.study == study.id).count(),
    }
}

pub(super) fn home(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let names = Names::of(site);
    let next = site.home.next.as_ref().and_then(|next| {
        let series = site.meetings.iter().find(|series| series.id == next.series)?;
        Some((next, series, path::series(&series.id)))
    });
    let topic = site.home.topic.as_deref();
    let own = |topic: &&Topic| topic.languages.of.is_none();
    let topic = topic.and_then(|id| site.topics.iter().filter(own).find(|topic| topic.id == id));
    let articles = site.articles.iter().filter(|article| article.languages.of.is_none());
    let initiatives = site.initiatives.iter().filter(|own| own.languages.of.is_none());
    let page = HomePage {
        home: &site.home,
        title: &site.title,
        insights: site.insights.iter().take(LATEST).map(|insight| names.brief(insight)).collect(),
        studies: site.studies.iter().take(LATEST).map(|study| line(study, site, &names)).collect(),
        next,
        topic: topic.map(|topic| (topic, path::topic(&topic.id, None))),
        articles: articles
            .take(LATEST)
            .map(|one| {
                (&*one.title, &*one.summary, one.date.as_deref(), path::article(&one.id, None))
            })
            .collect(),
        initiatives: initiatives
            .take(LATEST)
            .map(|one| (one, path::initiative(&one.id, None)))
            .collect(),
    };
    let head = Head::new(path::HOME, &site.title, &site.home.lead, "home");
    press.page("home.html", head.found_as("Home"), &page)
}

#[derive(Serialize)]
struct Contents<'a> {
    groups: Vec<(String, Vec<(&'a str, &'a str)>)>,
    pager: Pager,
}

pub(super) fn pages(_site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let mut search = Head::new(path::SEARCH, "Search", "Search everything on this site.", "search");
    search.script = true;
    press.page("search.html", search, &())?;
    let lost = Head::new(path::NOT_FOUND, "Not found", "There is no such page.", "");
    press.page("404.html", lost, &())?;

    let mut found: BTreeMap<&str, Vec<(String, String)>> = BTreeMap::new();
    for entry in press.entries() {
        let line = (entry.title.clone(), entry.path.clone());
        found.entry(heading(entry.kind)).or_default().push(line);
    }
    let mut lines: Vec<(&str, String, String)> = Vec::new();
    for (kind, mut entries) in found {
        entries.sort_by_cached_key(|(title, path)| (title.to_lowercase(), path.clone()));
        lines.extend(entries.into_iter().map(|(title, path)| (kind, title, path)));
    }
    let parts = split(&lines, 200, |_| 1);
    for (index, part) in parts.iter().enumerate() {
        let groups = part.chunk_by(|a, b| a.0 == b.0).map(|group| {
            let kind = group.first().map_or("", |(kind, ..)| kind).to_owned();
            (kind, group.iter().map(|(_, title, to)| (&**title, &**to)).collect())
        });
        let pager = Pager::new(path::CONTENTS, index, parts.len());
        let page = Contents { groups: groups.collect(), pager };
        let head = Head::new(
            path::numbered(path::CONTENTS, index),
            "All pages",
            "Every page of this site, by its kind and its title.",
            "search",
        );
        press.page("contents.html", head, &page)?;
    }
    Ok(())
}

/// What pages of a kind are listed under.
fn heading(kind: &str) -> &'static str {
    match kind {
        "Article" => "Articles",
        "Dataset" => "Data",
        "Guide" => "Guides",
        "Initiative" => "Initiatives",
        "Insight" => "Insights",
        "Meeting" | "Meetings" => "Meetings",
        "Need" => "Needs",
        "Platform" | "Roadmap" => "Platform",
        "Results" => "Results",
        "Study" => "Studies",
        "Talk" => "Talks",
        "Topic" => "Topics of the month",
        "Transcript" => "Transcripts",
        _ => "Other pages",
    }
}
