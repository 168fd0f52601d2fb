//! The guides: short texts of our own that say how what the pages show is made and read.

use crate::PublishError;
use crate::site::context::Head;
use crate::site::render::Press;
use crate::site::{Site, Text, path};
use paap_workspace::guide::{ALL, Guide};
use serde::Serialize;

#[derive(Serialize)]
struct GuidesPage {
    /// The title of each, where it is, and what it is about.
    guides: Vec<(&'static str, String, &'static str)>,
}

#[derive(Serialize)]
struct GuidePage {
    title: &'static str,
    about: &'static str,
    text: Text,
    /// The guide that comes after it, and where it is.
    after: Option<(&'static str, String)>,
}

/// The guides of what the site shows: all of them where it has a platform.
pub(crate) fn shown(site: &Site) -> Vec<Guide> {
    let is_shown = |guide: &&Guide| {
        site.platform.is_some()
            || match guide.id {
                "interval" => !site.results.is_empty() || !site.insights.is_empty(),
                "insight" => !site.insights.is_empty(),
                "verdict" => site.studies.iter().any(|study| !study.hypotheses.is_empty()),
                _ => false,
            }
    };
    ALL.iter().filter(is_shown).copied().collect()
}

pub(super) fn pages(site: &Site, press: &mut Press<'_>) -> Result<(), PublishError> {
    let guides = shown(site);
    if guides.is_empty() {
        return Ok(());
    }
    let list = guides.iter().map(|own| (own.title(), path::guide(own.id), own.about()));
    let lead =
        "How what stands on these pages is written, counted and decided, and how to read it.";
    let head = Head::new(path::GUIDES, "Guides", lead, "guides");
    press.page("guides.html", head, &GuidesPage { guides: list.collect() })?;
    for (at, own) in guides.iter().enumerate() {
        let page = GuidePage {
            title: own.title(),
            about: own.about(),
            text: Text { markdown: own.body().to_owned(), file: own.file() },
            after: guides.get(at + 1).map(|own| (own.title(), path::guide(own.id))),
        };
        let head = Head::new(path::guide(own.id), own.title(), own.about(), "guides");
        press.page("guide.html", head.found_as("Guide"), &page)?;
    }
    Ok(())
}
