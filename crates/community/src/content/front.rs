//! Front matter as values: what fits its key, and nothing else.

use jiff::civil::Date;
use paap_text::shape::{self, Shape, is_date, is_id, is_link};
use paap_text::yaml::{At, Node, Value};
use paap_text::{Page, Problem};

use super::Link;
use crate::line::{is_hidden, one_line};

/// The words of a file, below its front matter, as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Body {
    /// The words.
    pub text: String,
    /// The line of the file that they begin on, from 1.
    pub line: usize,
}

/// A mapping that was compared with its shape, read key by key.
pub(crate) struct Front {
    node: Node,
    pub(crate) problems: Vec<Problem>,
}

impl Front {
    /// Takes a page apart, and compares its front matter with `shape`.
    pub(crate) fn open(text: &str, shape: &Shape) -> (Self, Body) {
        let mut problems = Vec::new();
        let page = Page::read(text, &mut problems);
        // Front matter that is no YAML has a problem already, and all its keys are missing.
        if problems.is_empty() {
            shape::check(&page.front, shape, &mut problems);
        }
        let body = Body { text: page.body.to_owned(), line: page.line };
        (Self { node: page.front, problems }, body)
    }

    /// A whole file that is a mapping.
    pub(crate) fn of(node: Node, shape: &Shape) -> Self {
        let mut problems = Vec::new();
        shape::check(&node, shape, &mut problems);
        Self { node, problems }
    }

    pub(crate) const fn node(&self) -> &Node {
        &self.node
    }

    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.node.get(key).filter(|node| !matches!(node.value, Value::Null))
    }

    pub(crate) fn at(&self, key: &str) -> At {
        self.get(key).map_or(self.node.at, |node| node.at)
    }

    /// A text on one line.
    pub(crate) fn line(&mut self, key: &str) -> Option<String> {
        let (text, problem) = self.get(key).and_then(line)?;
        self.problems.extend(problem);
        Some(text)
    }

    /// Texts on one line each.
    pub(crate) fn lines(&mut self, key: &str) -> Vec<String> {
        let items = self.get(key).map(Node::items).unwrap_or_default();
        let (texts, problems): (Vec<_>, Vec<_>) = items.iter().filter_map(line).unzip();
        self.problems.extend(problems.into_iter().flatten());
        texts
    }

    /// A text of any length.
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?.text().filter(|text| !text.trim().is_empty()).map(str::to_owned)
    }

    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let items = self.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(Node::text).map(str::to_owned).collect()
    }

    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        day(self.get(key)?.text()?)
    }

    pub(crate) fn whole(&self, key: &str) -> Option<u64> {
        self.get(key)?.text()?.parse().ok()
    }

    /// An address.
    pub(crate) fn link(&self, key: &str) -> Option<String> {
        address(self.get(key)?)
    }

    /// Addresses without titles.
    pub(crate) fn addresses(&self, key: &str) -> Vec<String> {
        let items = self.get(key).map(Node::items).unwrap_or_default();
        items.iter().filter_map(address).collect()
    }

    /// Links with titles.
    pub(crate) fn links(&mut self, key: &str) -> Vec<Link> {
        let mut problems = Vec::new();
        let items = self.get(key).map(Node::items).unwrap_or_default();
        let mut text = |node: &Node| {
            let (text, problem) = line(node)?;
            problems.extend(problem);
            Some(text)
        };
        let links = items.iter().filter_map(|item| {
            Some(Link {
                title: text(item.get("title")?)?,
                address: address(item.get("address")?)?,
                note: item.get("note").and_then(&mut text),
            })
        });
        let links = links.collect();
        self.problems.extend(problems);
        links
    }

    /// A language, where it is one.
    pub(crate) fn language(&mut self) -> Option<String> {
        let node = self.get("language")?;
        let (text, at) = (node.text()?.to_owned(), node.at);
        if let Some(tag) = language(&text) {
            return Some(tag);
        }
        let problem =
            Problem::error("wrong-language", at, format!("“{}” is no language.", one_line(&text)))
                .help("Write it as BCP 47 has it: en, pt-BR, zh-Hans.");
        self.problems.push(problem);
        None
    }
}

/// A text on one line, and whether something in it was hidden.
fn line(node: &Node) -> Option<(String, Option<Problem>)> {
    let text = node.text()?;
    let clean = one_line(text);
    if clean.is_empty() {
        return None;
    }
    let problem = text.trim().chars().any(is_hidden).then(|| {
        let message = format!("“{clean}” has characters that are not seen; they are left out.");
        Problem::warning("hidden-characters", node.at, message)
            .help("Write it again by hand: control characters and marks of direction change how the text around them is shown.")
    });
    Some((clean, problem))
}

fn address(node: &Node) -> Option<String> {
    node.text().filter(|text| is_link(text)).map(str::to_owned)
}

/// A day as `2026-11-25`.
pub(crate) fn day(text: &str) -> Option<Date> {
    if is_date(text) { text.parse().ok() } else { None }
}

/// Whether a text has the form of a language tag: `en`, `pt-BR`, `zh-Hans-TW`.
pub fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let main = parts.next().unwrap_or_default();
    matches!(main.len(), 2 | 3)
        && main.bytes().all(|byte| byte.is_ascii_alphabetic())
        && text.len() <= 35
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

/// Compares a file's name with what addresses are made of.
pub(crate) fn slug_is(slug: &str, problems: &mut Vec<Problem>) {
    if !is_id(slug) || slug.contains('.') {
        let message = format!("“{}” is no name of a file for content.", one_line(slug));
        problems.push(Problem::error("wrong-name", At::START, message).help(
            "Use small letters, digits, “-” and “_”; only before the language of a translation stands a point.",
        ));
    }
}

/// A language tag as it is written by custom: `pt-BR`, `zh-Hans`; None where a text is none.
pub fn language(text: &str) -> Option<String> {
    let written = |(place, part): (usize, &str)| match part.len() {
        2 if place > 0 => part.to_ascii_uppercase(),
        4 if place > 0 && part.starts_with(|c: char| c.is_ascii_alphabetic()) => {
            part[..1].to_ascii_uppercase() + &part[1..].to_ascii_lowercase()
        }
        _ => part.to_ascii_lowercase(),
    };
    is_language(text)
        .then(|| text.split('-').enumerate().map(written).collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_the_form_of_bcp_47() {
        let all = ["en", "pt-BR", "zh-Hans-TW", "gsw", "", "e", "engl", "de_DE", "de-", "10"];
        let is: Vec<bool> = all.iter().map(|tag| is_language(tag)).collect();
        assert_eq!(is, [true, true, true, true, false, false, false, false, false, false]);
        assert_eq!(language("PT-br").as_deref(), Some("pt-BR"));
        assert_eq!(language("zh-hans-tw").as_deref(), Some("zh-Hans-TW"));
    }
}
