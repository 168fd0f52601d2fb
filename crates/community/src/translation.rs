//! Content in other languages, and what of it is stale.
//!
//! A translation of `paved-roads.md` into German is `paved-roads.de.md` beside it. Its front matter
//! says which version of the source was translated: the first twelve hex digits of the SHA-256 of
//! the source's words, with line ends as `\n` and without empty space around them, so that neither
//! git nor an editor makes translations stale.

use std::collections::BTreeMap;

use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};

use crate::content::{self, Body, Front, is_language, slug_is};
use crate::unique;

/// The shape of `content/<kind>/<slug>.<language>.md`.
pub const TRANSLATION: Shape = Shape {
    name: "translation",
    doc: "What stands beside it, in another language. What is the same in both, the source has.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "The title in this language." },
        Key {
            name: "source",
            of: Of::Line,
            needed: true,
            doc: "The version of the source's words that was translated: 12 hex digits.",
        },
        Key {
            name: "summary",
            of: Of::Text,
            needed: false,
            doc: "The summary, abstract or aim in this language.",
        },
        Key {
            name: "translators",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Roles, or the names that the translators chose.",
        },
    ],
};

/// Something in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The name of the source's file without ending.
    pub slug: String,
    /// The language.
    pub language: String,
    /// The title.
    pub title: String,
    /// The version that was translated; empty where the file names none.
    pub source: String,
    /// The summary, abstract or aim.
    pub summary: Option<String>,
    /// Roles, or the names that the translators chose.
    pub translators: Vec<String>,
    /// The words.
    pub body: Body,
}

impl Translation {
    /// Reads `<slug>.<language>.md`, its name taken apart by [`name`].
    pub fn read(slug: &str, language: &str, text: &str) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &TRANSLATION);
        slug_is(slug, &mut front.problems);
        let source = front.line("source").unwrap_or_default();
        let is_version = source.len() == unique::SHORT
            && source.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        if !is_version && !source.is_empty() {
            let message = format!("“{source}” is no version of a source.");
            front.problems.push(Problem::error("wrong-version", front.at("source"), message).help(
                "Write the 12 hex digits that the report of translations names for its source.",
            ));
        }
        let translation = Self {
            slug: slug.to_owned(),
            language: content::language(language).unwrap_or_else(|| language.to_owned()),
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            source: if is_version { source } else { String::new() },
            summary: front.text("summary"),
            translators: front.lines("translators"),
            body,
        };
        (translation, front.problems)
    }
}

/// A file's name without `.md`, taken apart: the slug, and the language of a translation.
pub fn name(stem: &str) -> (&str, Option<&str>) {
    match stem.rsplit_once('.') {
        Some((slug, language)) if is_language(language) => (slug, Some(language)),
        _ => (stem, None),
    }
}

/// The version of a source's words, as a translation names it.
pub fn version(body: &str) -> String {
    unique::short(body.replace("\r\n", "\n").trim())
}

/// What is translated, for one kind of content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// By language, every source's state, by slug.
    pub languages: BTreeMap<String, BTreeMap<String, State>>,
    /// Translations of nothing: slug and language.
    pub orphans: Vec<(String, String)>,
}

/// How a translation stands to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// It is of the source as it is.
    Current,
    /// The source was changed since.
    Stale {
        /// The version that was translated; empty where the file names none.
        of: String,
        /// The version that there is.
        now: String,
    },
    /// There is none.
    Missing,
}

/// Compares sources, as slug and words, with their translations, in the languages that are wanted
/// and in those that there are. All are of one kind of content, or their slugs have it in them.
pub fn report(
    sources: &[(&str, &str)],
    translations: &[&Translation],
    languages: &[&str],
) -> Report {
    let mut report = Report::default();
    let there = translations.iter().map(|translation| translation.language.as_str());
    let versions: BTreeMap<&str, String> =
        sources.iter().map(|(slug, body)| (*slug, version(body))).collect();
    for language in languages.iter().copied().chain(there) {
        let language = content::language(language).unwrap_or_else(|| language.to_owned());
        let states = versions.keys().map(|slug| ((*slug).to_owned(), State::Missing));
        report.languages.entry(language).or_insert_with(|| states.collect());
    }
    for translation in translations {
        let Translation { slug, language, source, .. } = translation;
        let Some(now) = versions.get(slug.as_str()) else {
            report.orphans.push((slug.clone(), language.clone()));
            continue;
        };
        let state = if source == now {
            State::Current
        } else {
            State::Stale { of: source.clone(), now: now.clone() }
        };
        report.languages.entry(language.clone()).or_default().insert(slug.clone(), state);
    }
    report.orphans.sort();
    report
}

#[cfg(test)]
mod tests;
