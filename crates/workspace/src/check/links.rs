//! Links within the workspace that lead nowhere.

use crate::problem::Problems;
use crate::tree::Tree;
use paap_text::yaml::At;
use paap_text::{Page, Problem};
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Looks at every Markdown file that is read on the site or on a code host, transcripts excepted:
/// what people said has no links.
pub(super) fn links(tree: &Tree, problems: &mut Problems) {
    for (file, bytes) in &tree.files {
        let is_page = file.ends_with(".md") && !file.contains("/transcripts/");
        let Some(text) = str::from_utf8(bytes).ok().filter(|_| is_page) else { continue };
        // Front matter would be read as a heading; its links are checked by its shape.
        let body = Page::read(text, &mut Vec::new()).body;
        let before = text.len() - body.len();
        for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
            let (Event::Start(Tag::Link { dest_url, .. })
            | Event::Start(Tag::Image { dest_url, .. })) = event
            else {
                continue;
            };
            let line = text[..before + range.start].matches('\n').count() + 1;
            if let Some(why) = wrong(tree, file, &dest_url) {
                problems.add(file, Problem::error("broken-link", At { line, column: 1 }, why));
            }
        }
    }
}

/// Why a link cannot be followed; None where it can, or leads out of the workspace.
fn wrong(tree: &Tree, file: &str, target: &str) -> Option<String> {
    let path = target.split(['#', '?']).next().unwrap_or_default();
    let leads_out =
        ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme));
    if path.is_empty() || leads_out {
        return None;
    }
    if !paap_text::shape::is_link(target) {
        return Some(format!("“{target}” is no address that a page may point at."));
    }
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.pop().is_some() => {}
            ".." => return Some(format!("“{target}” leads out of the workspace.")),
            part => parts.push(part),
        }
    }
    let place = parts.join("/").replace("%20", " ");
    let is_there = tree.files.contains_key(&place) || tree.under(&place).next().is_some();
    (!is_there && !place.is_empty())
        .then(|| format!("“{target}” leads to {place}, and there is nothing there."))
}
