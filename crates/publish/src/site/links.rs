//! The links of written pages: whether each leads to something that is there.

use super::path;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A link within the site that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenLink {
    /// The page that has it.
    pub page: String,
    /// The link, as it stands there.
    pub link: String,
}

/// Every link of the site's pages to a file or an anchor of the site that is not there, and every
/// link that would lead elsewhere when the site moves.
///
/// It reads pages as [`build`](super::build) writes them, not HTML of other hands.
pub fn broken_links(files: &BTreeMap<String, Vec<u8>>) -> Vec<BrokenLink> {
    let pages: HashMap<&str, &str> = files
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
        .collect();
    let ids: HashMap<&str, HashSet<&str>> =
        pages.iter().map(|(path, html)| (*path, values(html, "id").collect())).collect();
    let mut broken = Vec::new();
    for path in files.keys().map(String::as_str) {
        let Some(html) = pages.get(path) else { continue };
        let links = values(html, "href").chain(values(html, "src"));
        for link in links.map(unescape) {
            if !leads_somewhere(path, &link, files, &ids) {
                broken.push(BrokenLink { page: path.to_owned(), link });
            }
        }
    }
    broken
}

fn leads_somewhere(
    page: &str,
    link: &str,
    files: &BTreeMap<String, Vec<u8>>,
    ids: &HashMap<&str, HashSet<&str>>,
) -> bool {
    if ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)) {
        // What is shown at any depth may be absolute; whether it leads home, its address says.
        return true;
    }
    // The icon of a page that may be shown at any depth: none.
    if link == "data:," {
        return true;
    }
    let (to, anchor) = link.split_once('#').unwrap_or((link, ""));
    if to.starts_with('/') || to.contains(':') || (to.is_empty() && anchor.is_empty()) {
        return false;
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    if !to.is_empty() {
        parts.pop();
    }
    for part in to.split('/').filter(|part| !part.is_empty()) {
        if part == ".." {
            if parts.pop().is_none() {
                return false;
            }
        } else {
            parts.push(part);
        }
    }
    let target = parts.join("/");
    let there = files.contains_key(&target) || target == path::NOT_FOUND;
    let anchored =
        anchor.is_empty() || ids.get(target.as_str()).is_some_and(|ids| ids.contains(anchor));
    there && anchored
}

/// The values of an attribute, as they are written.
fn values<'h>(html: &'h str, name: &str) -> impl Iterator<Item = &'h str> {
    let start = format!(" {name}=\"");
    let long = start.len();
    let places: Vec<usize> = html.match_indices(&start).map(|(at, _)| at + long).collect();
    places.into_iter().filter_map(move |at| html[at..].split('"').next())
}

/// The words of a page's main part, for the search.
pub(crate) fn main_words(html: &str) -> String {
    let main = html.split_once("<main").map_or("", |(_, rest)| rest);
    let main = main.split_once("</main>").map_or(main, |(main, _)| main);
    let mut words = String::with_capacity(main.len() / 2);
    for part in main.split('<').skip(1) {
        words.push(' ');
        words.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    unescape(&words)
}

fn unescape(text: &str) -> String {
    let mut out = text.to_owned();
    for (entity, c) in [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&#x2f;", "/"),
        ("&amp;", "&"),
    ] {
        if out.contains(entity) {
            out = out.replace(entity, c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_nowhere_is_found() {
        let page = r##"<a href="b/index.html#x">1</a><a href="/b">2</a><a href="c.html">3</a>
            <a href="#y">4</a><a href="../a.html">5</a><a href="b/index.html">6</a>"##;
        let files = [("a.html", page), ("b/index.html", "<p id=\"x\"><a href=\"../a.html\">")];
        let files = files.map(|(path, html)| (path.to_owned(), html.as_bytes().to_vec())).into();
        let links: Vec<String> = broken_links(&files).into_iter().map(|b| b.link).collect();
        assert_eq!(links, ["/b", "c.html", "#y", "../a.html"]);
    }

    #[test]
    fn words_are_of_the_main_part_alone() {
        let html = "<nav>a</nav><main id=\"m\"><h1>B &amp; c</h1>d<br>e</main>f";
        assert_eq!(
            main_words(html).split_whitespace().collect::<Vec<_>>(),
            ["B", "&", "c", "d", "e"]
        );
    }
}
