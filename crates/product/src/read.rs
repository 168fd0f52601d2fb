//! Values of files that people write: what fits its key, and nothing else.

use jiff::civil::Date;
use paap_text::shape::{self, Shape, is_date, is_id};
use paap_text::yaml::{self, At, Node, Value};
use paap_text::{Page, Problem};

/// The name of something else, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name, as its file has it.
    pub name: String,
    /// Where it is written.
    pub at: At,
}

/// The names alone.
pub fn names(all: &[Named]) -> impl Iterator<Item = &str> {
    all.iter().map(|one| one.name.as_str())
}

/// A mapping that was compared with its shape, read key by key.
pub(crate) struct Own<'a> {
    node: &'a Node,
}

/// A page: its front matter, compared with `shape`, and its words.
pub(crate) fn page<'a>(
    text: &'a str,
    id: &str,
    shape: &Shape,
    problems: &mut Vec<Problem>,
) -> Page<'a> {
    let before = problems.len();
    let page = Page::read(text, problems);
    // Front matter that is no YAML has a problem already, and all its keys are missing.
    if problems.len() == before {
        shape::check(&page.front, shape, problems);
    }
    named(id, At::START, shape, problems);
    page
}

/// A file that is a mapping as a whole; None where it is no YAML.
pub(crate) fn file(text: &str, shape: &Shape, problems: &mut Vec<Problem>) -> Option<Node> {
    match yaml::load(text) {
        Ok(node) => {
            shape::check(&node, shape, problems);
            Some(node)
        }
        Err(problem) => {
            problems.push((*problem).into());
            None
        }
    }
}

/// Whether a name can be one.
pub(crate) fn named(id: &str, at: At, shape: &Shape, problems: &mut Vec<Problem>) {
    if !is_id(id) {
        let message = format!(
            "“{id}” cannot be the name of a {}: use small letters, digits, “-”, “_” and “.”.",
            shape.name
        );
        problems.push(Problem::error("name", at, message));
    }
}

impl<'a> Own<'a> {
    pub(crate) const fn of(node: &'a Node) -> Self {
        Self { node }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&'a Node> {
        let node = self.node.get(key);
        node.filter(|node| !matches!(node.value, Value::Null))
    }

    /// Where a key's value stands, or the mapping begins.
    pub(crate) fn at(&self, key: &str) -> At {
        self.get(key).map_or(self.node.at, |node| node.at)
    }

    pub(crate) fn text(&self, key: &str) -> Option<String> {
        let text = self.get(key)?.text()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub(crate) fn name(&self, key: &str) -> Option<Named> {
        Some(Named { name: self.text(key)?, at: self.at(key) })
    }

    pub(crate) fn names(&self, key: &str) -> Vec<Named> {
        let own = self.node.words(key);
        own.map(|(at, name)| Named { name: name.to_owned(), at }).collect()
    }

    pub(crate) fn items(&self, key: &str) -> &'a [Node] {
        self.get(key).map(Node::items).unwrap_or_default()
    }

    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        self.node.words(key).map(|(_, text)| text.to_owned()).collect()
    }

    pub(crate) fn yes(&self, key: &str, otherwise: bool) -> bool {
        self.text(key).map_or(otherwise, |text| text == "true")
    }

    pub(crate) fn whole(&self, key: &str) -> Option<u64> {
        self.text(key)?.parse().ok()
    }

    pub(crate) fn number(&self, key: &str) -> Option<f64> {
        self.text(key)?.parse().ok().filter(|number: &f64| number.is_finite())
    }

    pub(crate) fn date(&self, key: &str) -> Option<Date> {
        let text = self.text(key)?;
        if is_date(&text) { text.parse().ok() } else { None }
    }

    /// A number between bounds; others are problems.
    pub(crate) fn number_in(
        &self,
        key: &str,
        (low, high): (f64, f64),
        problems: &mut Vec<Problem>,
    ) -> Option<f64> {
        let number = self.number(key)?;
        if number < low || number > high {
            let most =
                if high.is_finite() { format!(" and at most {high}") } else { String::new() };
            let message = format!("“{key}” is at least {low}{most}; here is {number}.");
            problems.push(Problem::error("wrong-value", self.at(key), message));
            return None;
        }
        Some(number)
    }
}
