//! Initiatives: what people do together, and how others join.

use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::Node;

use super::{Body, Front, LINK, Link, slug_is};

/// The shape of `content/initiatives/<slug>.md`.
pub const INITIATIVE: Shape = Shape {
    name: "initiative",
    doc: "Something that people do together. More words may stand below the front matter.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key { name: "aim", of: Of::Text, needed: true, doc: "What will be different by it." },
        Key {
            name: "status",
            of: Of::Word(&[
                ("planned", "not begun"),
                ("active", "people work on it"),
                ("paused", "nobody works on it for now"),
                ("done", "its aim is reached, or given up"),
            ]),
            needed: false,
            doc: "How far it is; active where it is not said.",
        },
        Key {
            name: "leads",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "Roles, or the names that the leads chose.",
        },
        Key {
            name: "join",
            of: Of::Named(&Of::Text),
            needed: false,
            doc: "How to join, for each persona by its name; “everyone” is for those who are not named.",
        },
        Key {
            name: "language",
            of: Of::Line,
            needed: false,
            doc: "The language, as BCP 47 has it; that of the workspace where it is not said.",
        },
        Key { name: "topics", of: Of::List(&Of::Line), needed: false, doc: "What it is about." },
        Key {
            name: "links",
            of: Of::List(&Of::Has(&LINK)),
            needed: false,
            doc: "Where it happens: channels, boards, folders.",
        },
    ],
};

/// An initiative.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Initiative {
    /// The file's name without ending.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// What will be different by it, as Markdown.
    pub aim: Option<String>,
    /// How far it is.
    pub status: Stage,
    /// Roles, or the names that the leads chose.
    pub leads: Vec<String>,
    /// How to join, as Markdown, by persona, in the order of the file.
    pub join: Vec<(String, String)>,
    /// The language; None is that of the workspace.
    pub language: Option<String>,
    /// What it is about.
    pub topics: Vec<String>,
    /// Where it happens.
    pub links: Vec<Link>,
    /// More words about it.
    pub body: Body,
}

/// How far an initiative is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Stage {
    /// People work on it.
    #[default]
    Active,
    /// Not begun.
    Planned,
    /// Nobody works on it for now.
    Paused,
    /// Its aim is reached, or given up.
    Done,
}

impl Stage {
    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Planned => "planned",
            Self::Paused => "paused",
            Self::Done => "done",
        }
    }
}

/// In [`Initiative::join`], whoever has no entry of their own.
const EVERYONE: &str = "everyone";

impl Initiative {
    /// Reads `content/initiatives/<slug>.md`. `personas` are those of the workspace: an initiative
    /// that people work on or plan says to each of them how to join.
    pub fn read(slug: &str, text: &str, personas: &[&str]) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &INITIATIVE);
        slug_is(slug, &mut front.problems);
        let status = match front.text("status").as_deref() {
            Some("planned") => Stage::Planned,
            Some("paused") => Stage::Paused,
            Some("done") => Stage::Done,
            _ => Stage::Active,
        };
        let join = front.get("join").map(Node::entries).unwrap_or_default();
        let join = join
            .iter()
            .filter_map(|(key, value)| {
                let text = value.text().filter(|text| !text.trim().is_empty())?;
                Some((key.name.clone(), text.to_owned()))
            })
            .collect();
        let initiative = Self {
            slug: slug.to_owned(),
            title: front.line("title").unwrap_or_else(|| slug.to_owned()),
            aim: front.text("aim"),
            status,
            leads: front.lines("leads"),
            join,
            language: front.language(),
            topics: front.lines("topics"),
            links: front.links("links"),
            body,
        };
        initiative.invites(personas, &mut front);
        (initiative, front.problems)
    }

    /// How a persona joins.
    pub fn join_as(&self, persona: &str) -> Option<&str> {
        let by = |name: &str| self.join.iter().find(|(key, _)| key == name);
        by(persona).or_else(|| by(EVERYONE)).map(|(_, how)| how.as_str())
    }

    /// Compares whom it invites with who is there.
    fn invites(&self, personas: &[&str], front: &mut Front) {
        let mut problems = Vec::new();
        for (key, _) in front.get("join").map(Node::entries).unwrap_or_default() {
            if !personas.is_empty() && key.name != EVERYONE && !personas.contains(&&*key.name) {
                let message = format!("“{}” is no persona of the workspace.", key.name);
                problems.push(Problem::error("unknown-persona", key.at, message).help(format!(
                    "The personas are {}, and “{EVERYONE}” is all others.",
                    personas.join(", ")
                )));
            }
        }
        if matches!(self.status, Stage::Active | Stage::Planned) {
            let missing: Vec<&str> =
                personas.iter().copied().filter(|name| self.join_as(name).is_none()).collect();
            if !missing.is_empty() {
                let message = format!("Nothing says how to join as {}.", missing.join(", "));
                problems.push(Problem::warning("no-way-to-join", front.at("join"), message).help(
                    format!("Add it under “join”, or an “{EVERYONE}” for all who are not named."),
                ));
            }
        }
        front.problems.extend(problems);
    }
}
