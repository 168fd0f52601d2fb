//! The pages of the platform: what it is, what is planned, and each need.

use super::value::{CameOf, came_of};
use super::{Brief, Names, Titled};
use crate::PublishError;
use crate::markdown::plain;
use crate::site::context::Head;
use crate::site::render::Press;
use crate::site::{Capability, CountedView, Item, Need, Platform, Site, path};
use serde::Serialize;
use std::collections::HashSet;

#[derive(Serialize)]
struct PlatformPage<'a> {
    platform: &'a Platform,
    /// What it can do, by domain.
    domains: Vec<(Option<&'a str>, Vec<&'a Capability>)>,
}

#[derive(Serialize)]
struct RoadmapPage<'a> {
    platform: &'a Platform,
    /// What is planned, by how near it is; the heading of each, and what it means.
    stages: Vec<(&'static str, (&'static str, &'static str), Vec<Planned<'a>>)>,
    /// The needs that are open, in their order.
    open: Vec<(&'a Need, String)>,
    /// Those that are open, and all that was planned for them went out.
    done: Vec<(&'a Need, String)>,
    /// Those that were decided about.
    decided: Vec<(&'a Need, String)>,
}

#[derive(Serialize)]
struct Planned<'a> {
    item: &'a Item,
    needs: Vec<Titled<'a>>,
}

#[derive(Serialize)]
struct NeedPage<'a> {
    need: &'a Need,
    formula: &'a str,
    insights: Vec<Brief<'a>>,
    /// What was counted for its place, and the page that shows where, if there is one.
    counted: Vec<(&'a CountedView, Option<&'a str>)>,
    /// What is planned for it: its words, and how near it is.
    planned: Vec<&'a Item>,
    /// What came of it.
    outcomes: Vec<CameOf<'a>>,
}

fn linked(need: &Need) -> (&Need, String) {
    (need, path::need(&need.id))
}

/// Where the first of the needs that an item serves stands in their order; last, where none does.
fn first(platform: &Platform, item: &Item) -> usize {
    let at = platform.needs.iter().position(|own| item.needs.contains(&own.id));
    at.unwrap_or(platform.needs.len())
}

/// How near a roadmap item is, and what that means.
const STAGES: [(&str, (&str, &str)); 5] = [
    ("now", ("Now", "People work on it.")),
    ("next", ("Next", "It begins when something of now is done.")),
    ("later", ("Later", "It is meant to be done.")),
    ("done", ("Done", "It was released.")),
    ("stopped", ("Stopped", "It was given up.")),
];

pub(super) fn pages(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let Some(platform) = &site.platform else { return Ok(()) };
    let names = Names::of(site);
    let mut domains: Vec<(Option<&str>, Vec<&Capability>)> = Vec::new();
    for own in &platform.capabilities {
        match domains.last_mut() {
            Some((domain, all)) if *domain == own.domain.as_deref() => all.push(own),
            _ => domains.push((own.domain.as_deref(), vec![own])),
        }
    }
    let lead = plain(&platform.promise.markdown);
    let head = Head::new(path::PLATFORM, &platform.title, lead, "platform").found_as("Platform");
    press.page("platform.html", head, &PlatformPage { platform, domains })?;

    let titled = |need: &str| {
        let own = platform.needs.iter().find(|own| own.id == need)?;
        Some((own.title.as_str(), path::need(&own.id)))
    };
    let stage = |(when, words): (&'static str, (&'static str, &'static str))| {
        let mut items: Vec<&Item> =
            platform.items.iter().filter(|item| item.when == when).collect();
        items.sort_by_key(|item| first(platform, item));
        let planned = items.into_iter().map(|item| Planned {
            item,
            needs: item.needs.iter().filter_map(|need| titled(need)).collect(),
        });
        (when, words, planned.collect::<Vec<_>>())
    };
    let (open, decided): (Vec<&Need>, Vec<&Need>) =
        platform.needs.iter().partition(|need| need.decided.is_none());
    let is_done = |need: &&Need| need.priority.as_ref().is_some_and(|own| own.places.is_none());
    let (done, open): (Vec<&Need>, Vec<&Need>) = open.into_iter().partition(is_done);
    let page = RoadmapPage {
        platform,
        stages: STAGES.map(stage).into_iter().filter(|own| !own.2.is_empty()).collect(),
        open: open.into_iter().map(linked).collect(),
        done: done.into_iter().map(linked).collect(),
        decided: decided.into_iter().map(linked).collect(),
    };
    let lead = format!("What is planned for {}, and why it comes in this order.", platform.title);
    let head = Head::new(path::ROADMAP, "Roadmap", lead, "roadmap").found_as("Roadmap");
    press.page("roadmap.html", head, &page)?;

    let studies = site.studies.iter().map(|own| path::study(&own.id));
    let there: HashSet<String> = studies
        .chain(site.results.iter().map(|own| path::results(&own.study, &own.survey)))
        .collect();
    for need in &platform.needs {
        let insights = need.insights.iter().filter_map(|(study, id)| {
            let own = site.insights.iter().find(|own| own.study == *study && own.id == *id)?;
            Some(names.brief(own))
        });
        let planned = platform.items.iter().filter(|item| item.needs.contains(&need.id));
        let counted = need.priority.iter().flat_map(|own| &own.counted).map(|own| {
            let is_there = |to: &&str| there.contains(to.split('#').next().unwrap_or_default());
            (own, own.to.as_deref().filter(is_there))
        });
        let page = NeedPage {
            need,
            formula: &platform.formula,
            insights: insights.collect(),
            counted: counted.collect(),
            planned: planned.collect(),
            outcomes: came_of(platform, &[&need.id]),
        };
        let head = Head::new(path::need(&need.id), &need.title, &need.story, "roadmap");
        press.page("need.html", head.found_as("Need"), &page)?;
    }
    Ok(())
}
