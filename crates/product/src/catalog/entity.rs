//! What an entity file says of one entity, as far as a product needs it.

use super::name::Reference;
use paap_text::yaml::At;

/// What there is in a catalog. Users are not among the [entities](Entity): they are counted alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Components that belong together.
    System,
    /// A piece of software.
    Component,
    /// What a component offers to others.
    Api,
    /// What a component needs to run.
    Resource,
    /// A golden path: what makes a new piece of software.
    Template,
    /// Systems of one business.
    Domain,
    /// A team, or a unit that has teams.
    Group,
    /// A person.
    User,
    /// Where more entities are written down.
    Location,
}

impl Kind {
    /// All, in the order in which one of them gives its name to a capability before another.
    pub const ALL: [Self; 9] = [
        Self::System,
        Self::Component,
        Self::Api,
        Self::Resource,
        Self::Template,
        Self::Domain,
        Self::Group,
        Self::User,
        Self::Location,
    ];

    /// As entity files have it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Component => "Component",
            Self::Api => "API",
            Self::Resource => "Resource",
            Self::Template => "Template",
            Self::Domain => "Domain",
            Self::Group => "Group",
            Self::User => "User",
            Self::Location => "Location",
        }
    }

    /// As references have it.
    pub const fn small(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Component => "component",
            Self::Api => "api",
            Self::Resource => "resource",
            Self::Template => "template",
            Self::Domain => "domain",
            Self::Group => "group",
            Self::User => "user",
            Self::Location => "location",
        }
    }

    /// What its `spec` must have; the catalog refuses an entity without. Lists of groups and users are taken
    /// for empty where they are missing.
    pub(super) const fn needed(self) -> &'static [&'static str] {
        match self {
            Self::Component => &["type", "lifecycle", "owner"],
            Self::Api => &["type", "lifecycle", "owner", "definition"],
            Self::System | Self::Domain => &["owner"],
            Self::Resource => &["type", "owner"],
            Self::Template | Self::Group => &["type"],
            Self::User | Self::Location => &[],
        }
    }

    /// The keys of its `spec` that refer to others: the key, and the kind of what it refers to, where a
    /// reference need not say one.
    pub(super) const fn refers(self) -> &'static [(&'static str, Option<Self>)] {
        match self {
            Self::Component => &[
                ("owner", Some(Self::Group)),
                ("system", Some(Self::System)),
                ("subcomponentOf", Some(Self::Component)),
                ("providesApis", Some(Self::Api)),
                ("consumesApis", Some(Self::Api)),
                ("dependsOn", None),
                ("dependencyOf", None),
            ],
            Self::Api => &[("owner", Some(Self::Group)), ("system", Some(Self::System))],
            Self::System => &[("owner", Some(Self::Group)), ("domain", Some(Self::Domain))],
            Self::Domain => &[("owner", Some(Self::Group)), ("subdomainOf", Some(Self::Domain))],
            Self::Resource => &[
                ("owner", Some(Self::Group)),
                ("system", Some(Self::System)),
                ("dependsOn", None),
                ("dependencyOf", None),
            ],
            Self::Template => &[("owner", Some(Self::Group))],
            Self::Group => &[("parent", Some(Self::Group)), ("children", Some(Self::Group))],
            Self::User | Self::Location => &[],
        }
    }
}

/// An entity that is no person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// What it is.
    pub kind: Kind,
    /// What others call it.
    pub reference: Reference,
    /// What people call it, on one line; its name where nothing else is said.
    pub title: String,
    /// What it is for, as Markdown.
    pub description: Option<String>,
    /// Its sort within its kind, such as `service`.
    pub sort: Option<String>,
    /// How far it is, in the catalog's words.
    pub lifecycle: Option<String>,
    /// Words by which it is found.
    pub tags: Vec<String>,
    /// What is claimed that one use of a template saves, as ISO 8601 has it.
    pub time_saved: Option<String>,
    /// What it refers to.
    pub links: Vec<Link>,
    /// Which of the files it is in.
    pub file: usize,
    /// Where in that file it begins.
    pub at: At,
}

/// What an entity refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The key of the entity's `spec`, such as `owner`.
    pub key: &'static str,
    /// What it refers to.
    pub to: Reference,
    /// Whether it is of the kind that it is taken for: it was read, or the reference says its kind. A bare
    /// word that nothing describes may be a person's name.
    pub is_sure: bool,
    /// Where it is written.
    pub at: At,
}

impl Entity {
    /// What it refers to by a key.
    pub fn linked<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Reference> {
        self.links.iter().filter(move |link| link.key == key).map(|link| &link.to)
    }

    /// The group that owns it; never somebody who is known to be a person.
    pub fn owner(&self) -> Option<&Link> {
        self.links.iter().find(|link| link.key == "owner")
    }
}
