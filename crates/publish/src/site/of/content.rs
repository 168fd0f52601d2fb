//! Articles, talks, topics, initiatives and pages, with their translations; feeds.

use super::{Whole, named, text};
use crate::site::{
    Article, Initiative, Join, Languages, Link, Page, Talk, Text, Topic, Translation, Version, path,
};
use paap_community::content::{Link as Written, Status};
use paap_community::translation::{State, Translation as Translated};
use std::collections::BTreeMap;

/// Where a page of a kind of content is, in a language.
fn place(kind: &str, slug: &str, language: Option<&str>) -> String {
    match kind {
        "articles" => path::article(slug, language),
        "talks" => path::talk(slug, language),
        "topics" => path::topic(slug, language),
        "initiatives" => path::initiative(slug, language),
        _ => path::page(slug, language),
    }
}

/// A page, once in its own language and once in each that it was translated to.
macro_rules! with_translations {
    ($whole:expr, $kind:literal, $slug:expr, $own:expr, |$page:ident, $translated:ident| $change:block) => {{
        let mut all = vec![$own];
        for $translated in $whole.translated($kind, $slug) {
            let mut $page = $own;
            $page.languages.of = Some($translated.language.clone());
            $page.title.clone_from(&$translated.title);
            if let Some(summary) = &$translated.summary {
                $page.summary.clone_from(summary);
            }
            $page.text = Text {
                markdown: $translated.body.text.trim().to_owned(),
                file: format!("content/{}/{}.{}.md", $kind, $slug, $translated.language),
            };
            $change
            all.push($page);
        }
        all
    }};
}

impl Whole<'_> {
    /// The translations of a page.
    fn translated(&self, kind: &str, slug: &str) -> impl Iterator<Item = &Translated> {
        let all = &self.workspace.content.translations;
        all.iter().filter(move |((of, own, _), _)| of == kind && own == slug).map(|(_, one)| one)
    }

    /// A page's language, and the others that it is in.
    fn languages(&self, kind: &str, slug: &str, own: Option<&str>) -> Languages {
        let settings = &self.workspace.settings;
        let of = own.unwrap_or(&settings.language);
        let version = |tag: &str, language: Option<&str>, stale| Version {
            tag: tag.to_owned(),
            name: language_name(tag),
            to: place(kind, slug, language),
            stale,
        };
        let report = self.workspace.content.translated.get(kind);
        let is_stale = |language: &str| {
            let states = report.and_then(|report| report.languages.get(language));
            matches!(states.and_then(|states| states.get(slug)), Some(State::Stale { .. }))
        };
        let translated = self
            .translated(kind, slug)
            .map(|one| version(&one.language, Some(&one.language), is_stale(&one.language)));
        let translated: Vec<Version> = translated.collect();
        let others = match translated.is_empty() {
            true => Vec::new(),
            false => std::iter::once(version(of, None, false)).chain(translated).collect(),
        };
        Languages { of: own.filter(|own| *own != settings.language).map(str::to_owned), others }
    }

    pub(super) fn articles(&self) -> Vec<Article> {
        let articles = &self.workspace.content.articles;
        let mut public: Vec<_> =
            articles.iter().filter(|own| own.status == Status::Published).collect();
        public.sort_by(|a, b| (b.date, &a.slug).cmp(&(a.date, &b.slug)));
        let pages = public.into_iter().flat_map(|own| {
            let page = || Article {
                id: own.slug.clone(),
                title: own.title.clone(),
                summary: own.summary.clone().unwrap_or_default(),
                authors: own.authors.clone(),
                date: own.date.map(|day| day.to_string()),
                changed: own.changed.map(|day| day.to_string()),
                affiliation: own.affiliation.clone(),
                elsewhere: own.cross_posted_at.iter().map(|to| Link::new(host(to), to)).collect(),
                text: text(&own.body.text, &format!("content/articles/{}.md", own.slug)),
                languages: self.languages("articles", &own.slug, own.language.as_deref()),
            };
            with_translations!(self, "articles", &own.slug, page(), |_page, _one| {})
        });
        pages.collect()
    }

    pub(super) fn talks(&self) -> Vec<Talk> {
        let mut talks: Vec<_> = self.workspace.content.talks.iter().collect();
        talks.sort_by(|a, b| (b.date, &a.slug).cmp(&(a.date, &b.slug)));
        let pages = talks.into_iter().flat_map(|own| {
            let event = own.event.as_ref().map(|event| Link {
                to: own.event_link.clone().unwrap_or_default(),
                ..Link::new(event, "")
            });
            let page = || Talk {
                id: own.slug.clone(),
                title: own.title.clone(),
                summary: own.summary.clone().unwrap_or_default(),
                speakers: own.speakers.clone(),
                event: event.clone(),
                date: own.date.map(|day| day.to_string()),
                recording: own.recording.as_ref().map(|to| self.link("Recording", to, "talks")),
                slides: own.slides.as_ref().map(|to| self.link("Slides", to, "talks")),
                text: text(&own.body.text, &format!("content/talks/{}.md", own.slug)),
                links: self.links(&own.links, "talks"),
                languages: self.languages("talks", &own.slug, own.language.as_deref()),
            };
            with_translations!(self, "talks", &own.slug, page(), |_page, _one| {})
        });
        pages.collect()
    }

    pub(super) fn topics(&self) -> Vec<Topic> {
        let mut topics: Vec<_> = self.workspace.content.topics.iter().collect();
        topics.sort_by(|a, b| (b.month, &a.slug).cmp(&(a.month, &b.slug)));
        let pages = topics.into_iter().flat_map(|own| {
            let month = own.month.map(|day| day.to_string()[..7].to_owned());
            let page = || Topic {
                id: own.slug.clone(),
                title: own.title.clone(),
                month: month.clone(),
                summary: own.summary.clone().unwrap_or_default(),
                text: text(&own.body.text, &format!("content/topics/{}.md", own.slug)),
                links: self.links(&own.links, "topics"),
                languages: self.languages("topics", &own.slug, own.language.as_deref()),
            };
            with_translations!(self, "topics", &own.slug, page(), |_page, _one| {})
        });
        pages.collect()
    }

    pub(super) fn initiatives(&self) -> Vec<Initiative> {
        let pages = self.workspace.content.initiatives.iter().flat_map(|own| {
            let file = format!("content/initiatives/{}.md", own.slug);
            let join = own.join.iter().map(|(who, how)| Join {
                who: if who == "everyone" { "Everybody".to_owned() } else { named(who) },
                how: text(how, &file),
            });
            let join: Vec<Join> = join.collect();
            let page = || Initiative {
                id: own.slug.clone(),
                title: own.title.clone(),
                summary: own.aim.clone().unwrap_or_default(),
                status: named(own.status.word()),
                leads: own.leads.clone(),
                text: text(&own.body.text, &file),
                join: join.clone(),
                links: self.links(&own.links, "initiatives"),
                languages: self.languages("initiatives", &own.slug, own.language.as_deref()),
            };
            with_translations!(self, "initiatives", &own.slug, page(), |_page, _one| {})
        });
        pages.collect()
    }

    pub(super) fn pages(&self) -> Vec<Page> {
        let pages = self.workspace.content.pages.iter().flat_map(|own| {
            let page = || Page {
                id: own.slug.clone(),
                title: own.title.clone(),
                summary: own.summary.clone().unwrap_or_default(),
                menu: own.menu,
                text: text(&own.body.text, &format!("content/pages/{}.md", own.slug)),
                languages: self.languages("pages", &own.slug, own.language.as_deref()),
            };
            with_translations!(self, "pages", &own.slug, page(), |_page, _one| {})
        });
        pages.collect()
    }

    /// How far translations are behind their sources.
    pub(super) fn translations(&self) -> Vec<Translation> {
        let mut all = Vec::new();
        for (kind, report) in &self.workspace.content.translated {
            for (language, states) in &report.languages {
                for (slug, state) in states {
                    let translated =
                        self.translated(kind, slug).find(|one| one.language == *language);
                    let page = translated
                        .map(|one| Link::new(&one.title, place(kind, slug, Some(language))));
                    let title = self.title(kind, slug);
                    let Some(title) = title else { continue };
                    all.push(Translation {
                        source: Link::new(title, place(kind, slug, None)),
                        tag: language.clone(),
                        language: language_name(language),
                        page,
                        changed: None,
                        translated: None,
                        stale: matches!(state, State::Stale { .. }),
                    });
                }
            }
        }
        all
    }

    /// What a page is called; None where it is not on the site.
    fn title(&self, kind: &str, slug: &str) -> Option<String> {
        let content = &self.workspace.content;
        match kind {
            "articles" => {
                let own = content.articles.iter().find(|own| own.slug == slug)?;
                (own.status == Status::Published).then(|| own.title.clone())
            }
            "talks" => {
                content.talks.iter().find(|own| own.slug == slug).map(|own| own.title.clone())
            }
            "topics" => {
                content.topics.iter().find(|own| own.slug == slug).map(|own| own.title.clone())
            }
            "initiatives" => {
                content.initiatives.iter().find(|own| own.slug == slug).map(|own| own.title.clone())
            }
            _ => content.pages.iter().find(|own| own.slug == slug).map(|own| own.title.clone()),
        }
    }

    /// A link as content has it: an address, or a file of the workspace, which may be on the site.
    pub(super) fn link(&self, words: &str, to: &str, folder: &str) -> Link {
        let is_address =
            ["https://", "http://", "mailto:"].iter().any(|scheme| to.starts_with(scheme));
        let inside = to.trim_start_matches("./");
        let to = if is_address { to.to_owned() } else { format!("files/{folder}/{inside}") };
        Link::new(words, to)
    }

    pub(super) fn links(&self, links: &[Written], folder: &str) -> Vec<Link> {
        let link = |own: &Written| Link {
            note: own.note.clone(),
            ..self.link(&own.title, &own.address, folder)
        };
        links.iter().map(link).collect()
    }

    /// Where the files of content are on the site.
    pub(super) fn content_places(&self, places: &mut BTreeMap<String, String>) {
        let content = &self.workspace.content;
        let articles = content.articles.iter().filter(|own| own.status == Status::Published);
        let own = articles.map(|own| ("articles", &own.slug));
        let own = own.chain(content.talks.iter().map(|own| ("talks", &own.slug)));
        let own = own.chain(content.topics.iter().map(|own| ("topics", &own.slug)));
        let own = own.chain(content.initiatives.iter().map(|own| ("initiatives", &own.slug)));
        let own = own.chain(content.pages.iter().map(|own| ("pages", &own.slug)));
        for (kind, slug) in own {
            places.insert(format!("content/{kind}/{slug}.md"), place(kind, slug, None));
            for one in self.translated(kind, slug) {
                let file = format!("content/{kind}/{slug}.{}.md", one.language);
                places.insert(file, place(kind, slug, Some(&one.language)));
            }
        }
        for (series, meetings) in &content.meetings {
            let folder = format!("content/meetings/{}", series.slug);
            places.insert(format!("{folder}/series.yaml"), path::series(&series.slug));
            for meeting in meetings {
                let file = format!("{folder}/{}.md", meeting.slug);
                places.insert(file, path::meeting(&series.slug, &meeting.slug));
            }
        }
    }
}

/// The host of an address.
pub(super) fn host(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.split('/').next().unwrap_or(rest).to_owned()
}

/// What a language calls itself.
fn language_name(tag: &str) -> String {
    let name = match tag.split('-').next().unwrap_or(tag) {
        "ar" => "العربية",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fr" => "Français",
        "hi" => "हिन्दी",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "zh" => "中文",
        _ => tag,
    };
    name.to_owned()
}
