//! `paap.yaml`: what a workspace is.

use paap_text::Problem;
use paap_text::shape::{self, Key, Of, Shape};
use paap_text::yaml::{self, At, Node};
use std::collections::BTreeMap;

/// The version of the format that this program writes.
pub const VERSION: u64 = 1;

/// The shape of `paap.yaml`.
pub const SETTINGS: Shape = Shape {
    name: "workspace",
    doc: "A workspace: all that one community or company keeps in paap.",
    keys: &[
        Key { name: "version", of: Of::Whole, needed: true, doc: "The version of the format: 1." },
        Key { name: "title", of: Of::Line, needed: true, doc: "What the site is called." },
        Key {
            name: "about",
            of: Of::Text,
            needed: false,
            doc: "Who you are and what this is for, as Markdown; the head of the home page.",
        },
        Key {
            name: "address",
            of: Of::Link,
            needed: false,
            doc: "Where the site will be: feeds and calendars need whole addresses.",
        },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language of the site, as BCP 47 has it; en where it is not said.",
        },
        Key {
            name: "languages",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "The languages that pages are translated to.",
        },
        Key {
            name: "licence",
            of: Of::Line,
            needed: false,
            doc: "The licence of what is published, as SPDX has it, such as CC-BY-4.0.",
        },
        Key {
            name: "contact",
            of: Of::Link,
            needed: false,
            doc: "Where people turn to, also to withdraw.",
        },
        Key {
            name: "personas",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "The personas of all studies, and what each is in a sentence.",
        },
        Key {
            name: "least-cell",
            of: Of::Whole,
            needed: false,
            doc: "The smallest count of people that is published; 5 where it is not said.",
        },
    ],
};

/// What a workspace is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// What the site is called.
    pub title: String,
    /// Who this is and what for, as Markdown.
    pub about: String,
    /// Where the site will be.
    pub address: Option<String>,
    /// The language of the site.
    pub language: String,
    /// The languages that pages are translated to.
    pub languages: Vec<String>,
    /// The licence of what is published.
    pub licence: Option<String>,
    /// Where people turn to.
    pub contact: Option<String>,
    /// The personas of all studies: their names, and what each is.
    pub personas: BTreeMap<String, String>,
    /// The smallest count of people that is published.
    pub least_cell: u64,
}

/// Counts below this are withheld where nothing else is said.
pub const LEAST_CELL: u64 = 5;

/// Fewer than this protect nobody: a group of two knows about each other.
const LEAST_LEAST_CELL: u64 = 3;

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: String::new(),
            about: String::new(),
            address: None,
            language: "en".to_owned(),
            languages: Vec::new(),
            licence: None,
            contact: None,
            personas: BTreeMap::new(),
            least_cell: LEAST_CELL,
        }
    }
}

impl Settings {
    /// Reads `paap.yaml`. What is wrong is added to `problems`, and what can be understood is there.
    pub fn read(text: &str, problems: &mut Vec<Problem>) -> Self {
        let node = match yaml::load(text) {
            Ok(node) => node,
            Err(problem) => {
                problems.push((*problem).into());
                return Self::default();
            }
        };
        shape::check(&node, &SETTINGS, problems);
        let at = |name: &str| node.get(name).map_or(At::START, |value| value.at);
        match node.word("version").map(str::parse::<u64>) {
            Some(Ok(VERSION)) | None | Some(Err(_)) => {}
            Some(Ok(other)) => {
                let message = format!(
                    "This is a workspace of version {other}; version {VERSION} is read here."
                );
                let help = match other > VERSION {
                    true => "Update paap.",
                    false => "Write `version: 1`: there was none before it.",
                };
                problems.push(Problem::error("version", at("version"), message).help(help));
            }
        }
        let word = |name: &str| node.word(name).map(str::to_owned);
        let least_cell =
            node.word("least-cell").and_then(|text| text.parse().ok()).unwrap_or(LEAST_CELL);
        if least_cell < LEAST_LEAST_CELL {
            let message = format!(
                "Counts of fewer than {LEAST_LEAST_CELL} people point at them: “least-cell” is at least {LEAST_LEAST_CELL}."
            );
            problems.push(Problem::error("least-cell", at("least-cell"), message));
        }
        Self {
            title: word("title").unwrap_or_default(),
            about: word("about").unwrap_or_default(),
            address: word("address"),
            language: word("language").unwrap_or_else(|| "en".to_owned()),
            languages: node.words("languages").map(|(_, text)| text.to_owned()).collect(),
            licence: word("licence"),
            contact: word("contact"),
            personas: named(&node, "personas"),
            least_cell: least_cell.max(LEAST_LEAST_CELL),
        }
    }
}

/// The texts of an entry that is a mapping of names to texts.
pub(crate) fn named(node: &Node, name: &str) -> BTreeMap<String, String> {
    let entries = node.get(name).map_or(&[][..], Node::entries);
    let text = |(key, value): &(yaml::Key, Node)| {
        (key.name.clone(), value.text().unwrap_or_default().to_owned())
    };
    entries.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Settings, Vec<&'static str>) {
        let mut problems = Vec::new();
        let settings = Settings::read(text, &mut problems);
        (settings, problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn the_least_says_a_version_and_a_title() {
        let (settings, problems) = read("version: 1\ntitle: Harbour\n");
        assert_eq!((settings.title.as_str(), settings.least_cell), ("Harbour", 5));
        assert!(problems.is_empty());
        assert_eq!(read("").1, ["yaml"]);
        assert_eq!(read("title: A").1, ["missing-key"]);
    }

    #[test]
    fn another_version_is_not_read_as_this_one() {
        assert_eq!(read("version: 2\ntitle: A").1, ["version"]);
    }

    #[test]
    fn a_cell_of_one_is_no_protection() {
        let (settings, problems) = read("version: 1\ntitle: A\nleast-cell: 1");
        assert_eq!((settings.least_cell, problems.as_slice()), (3, &["least-cell"][..]));
    }
}
