//! Markdown that people wrote, as HTML that harms nobody.
//!
//! Markup in the Markdown becomes text that one can see. Links lead where [`paap_text::shape::is_link`]
//! allows and, within the site, where the caller knows a page; all others become their words.
//! Pictures come from the site itself and have words that say what they show. No attribute is written
//! that the policy of a page would refuse.

mod write;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;

/// Where a text stands, and what its links lead to.
pub struct Setting<'a> {
    /// The level of its highest heading, from 2 to 6: the page has those above.
    pub level: u8,
    /// What all ids in the text begin with, so that they are the page's only ones.
    pub prefix: &'a str,
    /// Where a path leads, as it is to stand in the page; None makes the link words.
    pub path: &'a dyn Fn(&str) -> Option<String>,
}

/// The text as HTML.
pub fn html(markdown: &str, setting: &Setting<'_>) -> String {
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options()).collect();
    let headings = headings(&events, setting.prefix);
    write::Writer::new(setting, headings).write(events)
}

/// The words alone, without any markup, in one line.
pub fn plain(markdown: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(markdown, options()) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

/// The ids of the headings in their order, and by what a link in the text calls them.
struct Headings {
    ids: std::vec::IntoIter<String>,
    by_name: HashMap<String, String>,
}

fn headings(events: &[Event<'_>], prefix: &str) -> Headings {
    let mut ids = Vec::new();
    let mut by_name = HashMap::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut words: Option<String> = None;
    for event in events {
        match event {
            Event::Start(Tag::Heading { .. }) => words = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(words) = &mut words {
                    words.push_str(text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let name = slug(&words.take().unwrap_or_default());
                let turn = taken.entry(name.clone()).or_insert(0);
                *turn += 1;
                // A dot is in no slug, so a repeated name is nobody else's.
                let own = if *turn == 1 { name.clone() } else { format!("{name}.{turn}") };
                let id = format!("{prefix}-{own}");
                // Code hosts call the second `name-1`.
                let called = if *turn == 1 { name } else { format!("{name}-{}", *turn - 1) };
                by_name.entry(called).or_insert_with(|| id.clone());
                ids.push(id);
            }
            _ => {}
        }
    }
    Headings { ids: ids.into_iter(), by_name }
}

/// `What we asked` as `what-we-asked`, as code hosts do: letters and digits of any script.
fn slug(words: &str) -> String {
    let mut out = String::new();
    for c in words.trim().chars().take(80) {
        if c.is_alphanumeric() || c == '_' {
            out.extend(c.to_lowercase());
        } else if (c.is_whitespace() || c == '-') && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-');
    if out.is_empty() { "part".to_owned() } else { out.to_owned() }
}

#[cfg(test)]
mod tests;
