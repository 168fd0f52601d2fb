//! `product/capabilities/<id>.md`: what the platform can do for its customers.

use crate::read::{self, Own};
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

/// The domains of capabilities, as the CNCF's white paper on platforms has them, in our words.
pub const DOMAINS: [(&str, &str); 13] = [
    ("portals", "web portals in which products and capabilities are found"),
    ("apis", "APIs and command lines by which they are provisioned"),
    ("golden-paths", "templates and documentation of golden paths"),
    ("build", "automation that builds and tests"),
    ("delivery", "automation that delivers and verifies"),
    ("environments", "environments in which people develop"),
    ("observability", "seeing what runs: logs, metrics, traces, cost"),
    ("infrastructure", "computing, network and storage"),
    ("data", "databases, caches, object stores"),
    ("messaging", "brokers, queues, events"),
    ("identity", "identity of services and people, and secrets"),
    ("security", "policies, scanning, what holds in the running system"),
    ("artifacts", "storage of images and packages"),
];

/// The shape of a capability's front matter.
pub const CAPABILITY: Shape = Shape {
    name: "capability",
    doc: "Something that the platform can do for its customers. Words about it stand below.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What it is called." },
        Key {
            name: "domain",
            of: Of::Word(&DOMAINS),
            needed: false,
            doc: "Which kind of capability it is, as the CNCF's white paper on platforms has it.",
        },
        Key { name: "owner", of: Of::Line, needed: false, doc: "The team that answers for it." },
        Key {
            name: "interfaces",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "How it is used: portal, api, command line, template, ticket, people.",
        },
        Key {
            name: "lifecycle",
            of: Of::Word(&[
                ("planned", "not there yet"),
                ("experimental", "it may change or end without notice"),
                ("production", "it is kept running, and changes are told"),
                ("deprecated", "it will end; customers move away"),
                ("retired", "it is gone"),
            ]),
            needed: false,
            doc: "How far it is; production where it is not said.",
        },
        Key {
            name: "support",
            of: Of::Text,
            needed: false,
            doc: "Where its customers get help, and when.",
        },
        Key {
            name: "eligible",
            of: Of::Line,
            needed: false,
            doc: "The customers for whom it is, as a filter; all where it is not said.",
        },
        Key {
            name: "mandated",
            of: Of::Line,
            needed: false,
            doc: "The customers who must use it, as a filter; those whose use is mandated where it is not said.",
        },
        Key {
            name: "services",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "The services that are delivered for it, as events name them.",
        },
        Key {
            name: "time-saved",
            of: Of::Line,
            needed: false,
            doc: "What is claimed that a use saves, as ISO 8601 has it: PT4H. It is a claim, and always called one.",
        },
        Key {
            name: "entity",
            of: Of::Line,
            needed: false,
            doc: "The entity in the catalog, such as component:default/ferry-ci.",
        },
    ],
};

/// What the platform can do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// The file's name without ending; events call it so.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// One of [`DOMAINS`].
    pub domain: Option<String>,
    /// The team that answers for it.
    pub owner: Option<String>,
    /// How it is used.
    pub interfaces: Vec<String>,
    /// How far it is.
    pub lifecycle: Lifecycle,
    /// Where its customers get help.
    pub support: Option<String>,
    /// The customers for whom it is, as a filter, and where that stands.
    pub eligible: Option<(String, At)>,
    /// The customers who must use it, as a filter.
    pub mandated: Option<(String, At)>,
    /// The services that are delivered for it.
    pub services: Vec<String>,
    /// What is claimed that a use saves.
    pub time_saved: Option<(String, At)>,
    /// The entity in the catalog.
    pub entity: Option<String>,
    /// Words about it, as Markdown.
    pub body: String,
}

/// How far a capability is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Lifecycle {
    /// Not there yet.
    Planned,
    /// It may change or end without notice.
    Experimental,
    /// It is kept running.
    #[default]
    Production,
    /// It will end.
    Deprecated,
    /// It is gone.
    Retired,
}

impl Lifecycle {
    /// All, in their order.
    pub const ALL: [Self; 5] =
        [Self::Planned, Self::Experimental, Self::Production, Self::Deprecated, Self::Retired];

    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Experimental => "experimental",
            Self::Production => "production",
            Self::Deprecated => "deprecated",
            Self::Retired => "retired",
        }
    }
}

impl Capability {
    /// Reads `product/capabilities/<id>.md`.
    pub fn read(id: &str, text: &str) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let page = read::page(text, id, &CAPABILITY, &mut problems);
        let own = Own::of(&page.front);
        let with_place = |key: &str| own.text(key).map(|text| (text, own.at(key)));
        let lifecycle = own.text("lifecycle");
        let lifecycle =
            Lifecycle::ALL.into_iter().find(|one| Some(one.word()) == lifecycle.as_deref());
        let capability = Self {
            id: id.to_owned(),
            title: own.text("title").unwrap_or_else(|| id.to_owned()),
            domain: own.text("domain").filter(|own| DOMAINS.iter().any(|(name, _)| name == own)),
            owner: own.text("owner"),
            interfaces: own.texts("interfaces"),
            lifecycle: lifecycle.unwrap_or_default(),
            support: own.text("support"),
            eligible: with_place("eligible"),
            mandated: with_place("mandated"),
            services: own.texts("services"),
            time_saved: with_place("time-saved"),
            entity: own.text("entity"),
            body: page.body.to_owned(),
        };
        (capability, problems)
    }
}
