//! What a community shares beside its research: everything under `content/`.

use crate::problem::Problems;
use crate::settings::Settings;
use crate::study::{readable, text};
use crate::tree::{Tree, stem};
use paap_community::content::{Article, Initiative, Page, Talk, Topic};
use paap_community::meeting::{Meeting, Series};
use paap_community::translation::{self, Report, State, Translation};
use paap_text::Problem;
use paap_text::yaml::At;
use std::collections::BTreeMap;

/// Articles, talks, topics, initiatives, pages and meetings, each in the order of their names.
#[derive(Default)]
pub struct Content {
    /// Articles, drafts among them.
    pub articles: Vec<Article>,
    /// Talks.
    pub talks: Vec<Talk>,
    /// Topics of the month.
    pub topics: Vec<Topic>,
    /// Initiatives.
    pub initiatives: Vec<Initiative>,
    /// Pages of their own.
    pub pages: Vec<Page>,
    /// Series of meetings, each with the notes of its meetings.
    pub meetings: Vec<(Series, Vec<Meeting>)>,
    /// Translations, by kind (such as `articles`), slug and language.
    pub translations: BTreeMap<(String, String, String), Translation>,
    /// What is translated of each kind.
    pub translated: BTreeMap<&'static str, Report>,
    /// Pictures and other files that pages show, by their paths in the workspace.
    pub files: Vec<String>,
}

/// The kinds of content that are pages; the name of each is its folder.
const KINDS: [&str; 5] = ["articles", "talks", "topics", "initiatives", "pages"];

/// What pages show and link to beside words, by the ends of the files' names.
const SHOWN: [&str; 17] = [
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "pdf", "odp", "pptx", "key", "mp4", "webm",
    "mp3", "ogg", "vtt", "ics",
];

/// Whether a file that lies beside pages goes onto the site; else why not. What a browser runs does not:
/// it would be a page of the same host that no rule of this site binds. Copies of drafts and tables of
/// answers do not either.
fn may_leave(name: &str, bytes: &[u8]) -> Result<(), String> {
    let end = stem(name).1.to_ascii_lowercase();
    if !SHOWN.contains(&end.as_str()) {
        return Err("A file of this kind is not published.".to_owned());
    }
    if end != "svg" {
        return Ok(());
    }
    let Ok(text) = str::from_utf8(bytes) else {
        return Err("This picture is not UTF-8: it is not published.".to_owned());
    };
    let text = text.to_ascii_lowercase();
    let acts =
        ["<script", "<foreignobject", "<!entity", "javascript:", "@import", "<?xml-stylesheet"];
    let loads = |rest: &str| {
        let rest = rest.trim_start().trim_start_matches('=').trim_start();
        let to = rest.trim_start_matches(['"', '\'', '(', ' ']);
        ["http:", "https:", "//"].iter().any(|scheme| to.starts_with(scheme))
    };
    let elsewhere = ["href", "src", "url"].iter().any(|name| text.split(name).skip(1).any(loads));
    // A handler of events: a name that begins with “on”, and a sign of equality.
    let handles =
        text.split(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/')).any(|word| {
            let name = word.split('=').next().unwrap_or_default();
            name.len() > 2 && name.starts_with("on") && word.contains('=')
        });
    match acts.iter().any(|word| text.contains(word)) || elsewhere || handles {
        true => {
            Err("This picture runs something or loads from elsewhere: it is not published."
                .to_owned())
        }
        false => Ok(()),
    }
}

impl Content {
    pub(crate) fn read(tree: &Tree, settings: &Settings, problems: &mut Problems) -> Self {
        let mut content = Self::default();
        let personas: Vec<&str> = settings.personas.keys().map(String::as_str).collect();
        let languages: Vec<&str> = settings.languages.iter().map(String::as_str).collect();
        for kind in KINDS {
            let folder = format!("content/{kind}");
            let mut sources = BTreeMap::new();
            for (name, bytes) in tree.within(&folder) {
                let path = format!("{folder}/{name}");
                let (whole, "md") = stem(name) else {
                    match may_leave(name, bytes) {
                        Ok(()) => content.files.push(path),
                        Err(why) => {
                            let problem = Problem::warning("not-published", At::START, why);
                            problems.add(&path, problem.help(
                                "Pages may show pictures, recordings and slides; everything else belongs elsewhere.",
                            ));
                        }
                    }
                    continue;
                };
                let Some(text) = readable(&path, bytes, problems) else { continue };
                let (slug, language) = translation::name(whole);
                if let Some(language) = language {
                    let (one, found) = Translation::read(slug, language, text);
                    problems.all(&path, found);
                    let key = (kind.to_owned(), slug.to_owned(), language.to_owned());
                    content.translations.insert(key, one);
                    continue;
                }
                let (body, found) = content.page(kind, slug, text, &personas);
                problems.all(&path, found);
                sources.insert(slug.to_owned(), body);
            }
            content.compare(kind, &sources, &languages, problems);
        }
        content.meetings(tree, problems);
        content
    }

    /// Reads a page, and returns its words.
    fn page(
        &mut self,
        kind: &str,
        slug: &str,
        text: &str,
        personas: &[&str],
    ) -> (String, Vec<Problem>) {
        macro_rules! read {
            ($list:ident, $read:expr) => {{
                let (one, found) = $read;
                let body = one.body.text.clone();
                self.$list.push(one);
                (body, found)
            }};
        }
        match kind {
            "articles" => read!(articles, Article::read(slug, text)),
            "talks" => read!(talks, Talk::read(slug, text)),
            "topics" => read!(topics, Topic::read(slug, text)),
            "initiatives" => read!(initiatives, Initiative::read(slug, text, personas)),
            _ => read!(pages, Page::read(slug, text)),
        }
    }

    /// Compares translations with their sources.
    fn compare(
        &mut self,
        kind: &'static str,
        sources: &BTreeMap<String, String>,
        languages: &[&str],
        problems: &mut Problems,
    ) {
        let sources: Vec<(&str, &str)> =
            sources.iter().map(|(slug, body)| (slug.as_str(), body.as_str())).collect();
        let own = self.translations.iter().filter(|((of, ..), _)| of == kind);
        let own: Vec<&Translation> = own.map(|(_, one)| one).collect();
        let report = translation::report(&sources, &own, languages);
        for (language, states) in &report.languages {
            for (slug, state) in states {
                let State::Stale { now, .. } = state else { continue };
                let path = format!("content/{kind}/{slug}.{language}.md");
                let message = "The source was changed since it was translated.";
                let help = format!("Translate it again, and write `source: {now}`.");
                problems.add(
                    &path,
                    Problem::warning("stale-translation", At::START, message).help(help),
                );
            }
        }
        for (slug, language) in &report.orphans {
            let path = format!("content/{kind}/{slug}.{language}.md");
            let message = format!("This is a translation of {slug}.md, which is not there.");
            problems.add(&path, Problem::error("no-source", At::START, message));
        }
        self.translated.insert(kind, report);
    }

    fn meetings(&mut self, tree: &Tree, problems: &mut Problems) {
        for slug in tree.folders("content/meetings") {
            let folder = format!("content/meetings/{slug}");
            let file = format!("{folder}/series.yaml");
            let series = text(tree, &file, problems).map(|text| {
                let (series, found) = Series::read(slug, text);
                problems.all(&file, found);
                series
            });
            let mut meetings = Vec::new();
            for (name, bytes) in tree.within(&folder).filter(|(name, _)| stem(name).1 == "md") {
                let path = format!("{folder}/{name}");
                let Some(text) = readable(&path, bytes, problems) else { continue };
                let (meeting, found) = Meeting::read(stem(name).0, text, series.as_ref());
                problems.all(&path, found);
                meetings.push(meeting);
            }
            match series {
                Some(series) => self.meetings.push((series, meetings)),
                None => {
                    let message =
                        "A folder of meetings has a series.yaml, which says when they are.";
                    problems.add(&file, Problem::error("no-series", At::START, message));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests;
