//! `product/customers.yaml`: the teams for whom the platform is.

mod among;

pub use among::Among;

use crate::read::{self, Named, Own};
use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

/// The shape of `product/customers.yaml`.
pub const CUSTOMERS: Shape = Shape {
    name: "list of customers",
    doc: "The teams for whom the platform is, by their names.",
    keys: &[Key {
        name: "customers",
        of: Of::Named(&Of::Has(&CUSTOMER)),
        needed: true,
        doc: "Each team, by the name that events and requests call it.",
    }],
};

/// The shape of a customer.
pub const CUSTOMER: Shape = Shape {
    name: "customer",
    doc: "A team that builds on the platform, or could.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: false, doc: "What the team is called." },
        Key {
            name: "segment",
            of: Of::Line,
            needed: false,
            doc: "Which teams it is like: a business line, a kind of software.",
        },
        Key { name: "size", of: Of::Whole, needed: false, doc: "How many people it has." },
        Key {
            name: "personas",
            of: Of::List(&Of::Id),
            needed: false,
            doc: "The personas that work in it.",
        },
        Key {
            name: "use",
            of: Of::Word(&[
                ("voluntary", "it may do without the platform"),
                ("mandated", "it was told to use the platform"),
            ]),
            needed: false,
            doc: "Whether it chose the platform; voluntary where it is not said.",
        },
        Key {
            name: "since",
            of: Of::Date,
            needed: false,
            doc: "The day on which it could first use the platform.",
        },
        Key {
            name: "until",
            of: Of::Date,
            needed: false,
            doc: "The last day on which it was there.",
        },
        Key {
            name: "entity",
            of: Of::Line,
            needed: false,
            doc: "The group in the catalog, such as group:default/parcel-flow.",
        },
    ],
};

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// By which everything names it.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Which teams it is like.
    pub segment: Option<String>,
    /// How many people it has.
    pub size: Option<u64>,
    /// The personas that work in it.
    pub personas: Vec<Named>,
    /// Whether it was told to use the platform.
    pub mandated: bool,
    /// The first day on which it could use the platform.
    pub since: Option<Date>,
    /// The last day on which it was there.
    pub until: Option<Date>,
    /// The group in the catalog.
    pub entity: Option<String>,
    /// Where it stands in the file.
    pub at: At,
}

impl Customer {
    /// Reads `product/customers.yaml`, in the order of the file.
    pub fn read(text: &str, problems: &mut Vec<Problem>) -> Vec<Self> {
        let Some(node) = read::file(text, &CUSTOMERS, problems) else { return Vec::new() };
        let all = node.get("customers").map(|node| node.entries()).unwrap_or_default();
        let customer = |(key, node): &(paap_text::yaml::Key, _)| {
            read::named(&key.name, key.at, &CUSTOMER, problems);
            let own = Own::of(node);
            let (since, until) = (own.date("since"), own.date("until"));
            if since.zip(until).is_some_and(|(since, until)| until < since) {
                let message = "It was there until a day before it came.";
                problems.push(Problem::error("wrong-order", own.at("until"), message));
            }
            Self {
                id: key.name.clone(),
                title: own.text("title").unwrap_or_else(|| key.name.clone()),
                segment: own.text("segment"),
                size: own.whole("size"),
                personas: own.names("personas"),
                mandated: own.text("use").as_deref() == Some("mandated"),
                since,
                until,
                entity: own.text("entity"),
                at: key.at,
            }
        };
        all.iter().map(customer).collect()
    }
}

/// The place of the customer whom events call so: by name, by the entity of the catalog with or without
/// its kind and namespace, or by title; small and large letters are the same.
pub fn named(customers: &[Customer], name: &str) -> Option<usize> {
    let same = |own: &str| own.eq_ignore_ascii_case(name);
    let by_id = customers.iter().position(|own| same(&own.id));
    let by_entity = || {
        customers.iter().position(|own| {
            own.entity
                .as_deref()
                .is_some_and(|own| same(own) || own.rsplit(['/', ':']).next().is_some_and(same))
        })
    };
    let by_title = || customers.iter().position(|own| same(&own.title));
    by_id.or_else(by_entity).or_else(by_title)
}
