//! What is new, as an Atom feed (RFC 4287).
//!
//! Where the site will be may not be known. Then ids are UUIDs that follow from the workspace's
//! title and each page's path, and links are relative to the feed itself, both of which Atom
//! allows; only `rel=self` is missing, which Atom recommends. With an address, ids are the pages'
//! addresses. An id must stay for ever: a workspace that is published should have its address.

use std::fmt::Write as _;

use jiff::civil::Date;
use quick_xml::escape::escape;

use crate::line::one_line;
use crate::unique;

/// A feed.
#[derive(Debug, Clone)]
pub struct Feed<'a> {
    /// What it is called.
    pub title: &'a str,
    /// What tells this workspace from others where it has no address: its title.
    pub workspace: &'a str,
    /// Where the site will be, `https://research.example/`, where that is known.
    pub address: Option<&'a str>,
    /// The feed's own path within the site, such as `articles/feed.xml`.
    pub path: &'a str,
    /// The path of the page that shows the same, such as `articles/index.html`.
    pub page: &'a str,
    /// Who publishes it: the author of all entries that have none.
    pub author: &'a str,
    /// The language, as BCP 47 has it.
    pub language: Option<&'a str>,
    /// Under which licence.
    pub licence: Option<&'a str>,
    /// The day that an empty feed is of.
    pub since: Date,
    /// What is new, in any order.
    pub entries: Vec<Entry<'a>>,
}

/// Something new.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The path of its page within the site.
    pub path: &'a str,
    /// The day on which it came out.
    pub published: Date,
    /// The day of its last change.
    pub updated: Option<Date>,
    /// Roles or names.
    pub authors: &'a [String],
    /// What it is about.
    pub topics: &'a [String],
    /// What it says, in short, as text.
    pub summary: Option<&'a str>,
    /// The whole of it, as HTML.
    pub content: Option<&'a str>,
    /// The language, where it is another than the feed's.
    pub language: Option<&'a str>,
}

impl Entry<'_> {
    fn changed(&self) -> Date {
        self.updated.unwrap_or(self.published).max(self.published)
    }
}

/// The feed, newest entries first. Its time is that of its newest entry, never the clock's.
pub fn write(feed: &Feed) -> String {
    let mut entries: Vec<&Entry> = feed.entries.iter().collect();
    entries.sort_by(|a, b| (b.changed(), a.path).cmp(&(a.changed(), b.path)));
    let updated = entries.first().map_or(feed.since, |entry| entry.changed());

    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed");
    attribute(&mut out, "xmlns", "http://www.w3.org/2005/Atom");
    if let Some(language) = feed.language {
        attribute(&mut out, "xml:lang", language);
    }
    out.push_str(">\n");
    element(&mut out, "id", &feed.id(feed.path));
    element(&mut out, "title", &one_line(feed.title));
    element(&mut out, "updated", &time(updated));
    person(&mut out, feed.author);
    if feed.address.is_some() {
        link(&mut out, "self", "application/atom+xml", &feed.link(feed.path));
    }
    link(&mut out, "alternate", "text/html", &feed.link(feed.page));
    if let Some(licence) = feed.licence {
        element(&mut out, "rights", &one_line(licence));
    }
    for entry in entries {
        out.push_str("<entry");
        if let Some(language) = entry.language {
            attribute(&mut out, "xml:lang", language);
        }
        out.push_str(">\n");
        element(&mut out, "id", &feed.id(entry.path));
        element(&mut out, "title", &one_line(entry.title));
        element(&mut out, "published", &time(entry.published));
        element(&mut out, "updated", &time(entry.changed()));
        entry.authors.iter().for_each(|author| person(&mut out, author));
        link(&mut out, "alternate", "text/html", &feed.link(entry.path));
        for topic in entry.topics {
            out.push_str("<category");
            attribute(&mut out, "term", &one_line(topic));
            out.push_str("/>\n");
        }
        if let Some(summary) = entry.summary {
            element(&mut out, "summary", summary);
        }
        if let Some(content) = entry.content {
            out.push_str("<content type=\"html\"");
            // Where the page stands, so that its own relative links lead where they do there.
            attribute(&mut out, "xml:base", &feed.link(entry.path));
            let _ = writeln!(out, ">{}</content>", text(content));
        }
        out.push_str("</entry>\n");
    }
    out.push_str("</feed>\n");
    out
}

impl Feed<'_> {
    /// An id that stays.
    fn id(&self, path: &str) -> String {
        match self.address {
            Some(_) => self.link(path),
            None => format!("urn:uuid:{}", unique::uuid(&["feed", self.workspace, path])),
        }
    }

    /// A path of the site as an address, or as seen from the feed.
    fn link(&self, path: &str) -> String {
        if ["https://", "http://", "mailto:"].iter().any(|scheme| path.starts_with(scheme)) {
            return path.to_owned();
        }
        match self.address {
            Some(address) => format!("{}/{path}", address.trim_end_matches('/')),
            None => "../".repeat(self.path.matches('/').count()) + path,
        }
    }
}

/// Midnight in UTC: content knows days.
fn time(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn element(out: &mut String, name: &str, value: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", text(value));
}

fn attribute(out: &mut String, name: &str, value: &str) {
    let _ = write!(out, " {name}=\"{}\"", text(&one_line(value)));
}

fn link(out: &mut String, rel: &str, kind: &str, href: &str) {
    out.push_str("<link");
    for (name, value) in [("rel", rel), ("type", kind), ("href", href)] {
        attribute(out, name, value);
    }
    out.push_str("/>\n");
}

fn person(out: &mut String, name: &str) {
    let _ = writeln!(out, "<author><name>{}</name></author>", text(&one_line(name)));
}

/// A text as XML may have it: escaped, without the characters that XML 1.0 forbids even escaped.
fn text(text: &str) -> String {
    let allowed = |c: &char| match c {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        c => !c.is_control(),
    };
    escape(text.chars().filter(allowed).collect::<String>()).into_owned()
}

#[cfg(test)]
mod tests;
