//! Articles: what somebody wrote, under a name that they chose.

use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};

use super::{Body, Front, slug_is};

/// The shape of `content/articles/<slug>.md`.
pub const ARTICLE: Shape = Shape {
    name: "article",
    doc: "An article. Its words are below the front matter, without a heading of the first level.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key {
            name: "date",
            of: Of::Date,
            needed: false,
            doc: "The day of publication; a published article needs it.",
        },
        Key {
            name: "changed",
            of: Of::Date,
            needed: false,
            doc: "The day of the last change that readers should know of.",
        },
        Key {
            name: "authors",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Roles, or the names that the authors chose.",
        },
        Key {
            name: "summary",
            of: Of::Text,
            needed: false,
            doc: "What it says, in two sentences.",
        },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language, as BCP 47 has it; that of the workspace where it is not said.",
        },
        Key { name: "topics", of: Of::List(&Of::Line), needed: false, doc: "What it is about." },
        Key {
            name: "status",
            of: Of::Word(&[("draft", "not on the site"), ("published", "on the site")]),
            needed: false,
            doc: "How far it is; draft where it is not said.",
        },
        Key {
            name: "affiliation",
            of: Of::Text,
            needed: false,
            doc: "Whom the authors work for, and what they or their employers gain by it.",
        },
        Key {
            name: "cross-posted-at",
            of: Of::List(&Of::Link),
            needed: false,
            doc: "Where else it was published.",
        },
    ],
};

/// An article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The file's name without ending.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// The day of publication.
    pub date: Option<Date>,
    /// The day of the last change that readers should know of.
    pub changed: Option<Date>,
    /// Roles, or the names that the authors chose.
    pub authors: Vec<String>,
    /// What it says, in short.
    pub summary: Option<String>,
    /// The language; None is that of the workspace.
    pub language: Option<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// How far it is.
    pub status: Status,
    /// Whom the authors work for.
    pub affiliation: Option<String>,
    /// Where else it was published.
    pub cross_posted_at: Vec<String>,
    /// The article.
    pub body: Body,
}

/// How far an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Not on the site.
    #[default]
    Draft,
    /// On the site.
    Published,
}

impl Article {
    /// Reads `content/articles/<slug>.md`.
    pub fn read(slug: &str, text: &str) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &ARTICLE);
        slug_is(slug, &mut front.problems);
        let status = match front.text("status").as_deref() {
            Some("published") => Status::Published,
            _ => Status::Draft,
        };
        let article = Self {
            slug: slug.to_owned(),
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            date: front.date("date"),
            changed: front.date("changed"),
            authors: front.lines("authors"),
            summary: front.text("summary"),
            language: front.language(),
            topics: front.lines("topics"),
            status,
            affiliation: front.text("affiliation"),
            cross_posted_at: front.addresses("cross-posted-at"),
            body,
        };
        if status == Status::Published && front.get("date").is_none() {
            let at = front.at("status");
            front.problems.push(
                Problem::error("missing-date", at, "A published article has a date.")
                    .help("Write the day of publication, such as “date: 2026-11-25”."),
            );
        }
        if let (Some(date), Some(changed)) = (article.date, article.changed)
            && changed < date
        {
            let message =
                format!("The article was changed on {changed}, before it was published on {date}.");
            front.problems.push(Problem::error("wrong-order", front.at("changed"), message));
        }
        if status == Status::Published
            && !article.authors.is_empty()
            && article.affiliation.is_none()
        {
            let at = front.at("authors");
            front.problems.push(
                Problem::warning("no-affiliation", at, "Nothing says whom the authors work for.")
                    .help("Add “affiliation: …”; “none” is an answer too."),
            );
        }
        (article, front.problems)
    }
}
