//! `product/events.yaml`: what events mean, as those who run the platform write it down.

use crate::read::{self, Named, Own};
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::{At, Node};
use std::collections::{BTreeMap, BTreeSet};

/// The shape of `product/events.yaml`.
pub const EVENTS: Shape = Shape {
    name: "file of what events mean",
    doc: "What events are about. Events of delivery (CDEvents) mean something by themselves.",
    keys: &[
        Key {
            name: "customer",
            of: Of::Line,
            needed: false,
            doc: "Where events name the customer: an extension attribute, `subject`, or a path such as data.team.id.",
        },
        Key {
            name: "person",
            of: Of::Line,
            needed: false,
            doc: "Where events name the person, in the same way. Persons are counted; what names them is not kept.",
        },
        Key {
            name: "events",
            of: Of::List(&Of::Has(&RULE)),
            needed: false,
            doc: "What types of events mean. Of several that fit, the longest type holds.",
        },
        Key {
            name: "production",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "The environments whose deployments and incidents count, as events name them; a last `*` stands for anything. All where it is not said.",
        },
        Key {
            name: "services",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "Which customer each service is of, by the name that events call the service.",
        },
        Key {
            name: "customers",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "Which customer is meant by a name that events use and customers.yaml does not.",
        },
    ],
};

/// The shape of what a type of events means.
pub const RULE: Shape = Shape {
    name: "rule for events",
    doc: "What events of a type mean.",
    keys: &[
        Key {
            name: "type",
            of: Of::Line,
            needed: true,
            doc: "How the type of the events begins, such as com.example.ci. or dev.cdevents.pipelinerun.finished.",
        },
        Key {
            name: "is",
            of: Of::Word(&[
                ("use", "a customer used a capability"),
                ("request", "somebody asked for something, and waits from now on"),
                ("fulfilment", "what was asked for is there"),
                ("made", "a golden path made a new service, which `id` names"),
                ("nothing", "the event is known and not counted"),
            ]),
            needed: false,
            doc: "What happened; use where it is not said.",
        },
        Key {
            name: "capability",
            of: Of::Line,
            needed: false,
            doc: "The capability that was used or asked for, by its name.",
        },
        Key {
            name: "capability-at",
            of: Of::Line,
            needed: false,
            doc: "Where these events name the capability, such as data.product.",
        },
        Key {
            name: "value",
            of: Of::YesNo,
            needed: false,
            doc: "Whether the customer got something out of it, such as a finished deployment; a page that was opened is none. False where it is not said.",
        },
        Key {
            name: "customer",
            of: Of::Line,
            needed: false,
            doc: "Where these events name the customer.",
        },
        Key {
            name: "person",
            of: Of::Line,
            needed: false,
            doc: "Where these events name the person.",
        },
        Key {
            name: "id",
            of: Of::Line,
            needed: false,
            doc: "Where a request and its fulfilment have the name that they share, or where the service is named that was made; `subject` where it is not said.",
        },
    ],
};

/// How many different places of events a mapping may name.
const PLACES: usize = 40;

/// What events mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Where the customer is named, unless a rule says otherwise.
    pub customer: Option<String>,
    /// Where the person is named, unless a rule says otherwise.
    pub person: Option<String>,
    /// What types mean.
    pub rules: Vec<Rule>,
    /// The environments that count; all where there is none.
    pub production: Vec<String>,
    /// Which customer a service is of.
    pub services: BTreeMap<String, String>,
    /// Which customer is meant by another name.
    pub customers: BTreeMap<String, String>,
    /// Every customer that the file names, and where.
    pub named_customers: Vec<Named>,
    /// Every capability that the file names, and where.
    pub named_capabilities: Vec<Named>,
}

/// What events of a type mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// How the type begins.
    pub begins: String,
    /// What happened.
    pub is: Happened,
    /// The capability.
    pub capability: Option<String>,
    /// Where the capability is named.
    pub capability_at: Option<String>,
    /// Whether the customer got something out of it.
    pub value: bool,
    /// Where the customer is named.
    pub customer: Option<String>,
    /// Where the person is named.
    pub person: Option<String>,
    /// Where requests, fulfilments and services that were made are named.
    pub id: Option<String>,
    /// Where the rule stands.
    pub at: At,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Happened {
    /// A customer used a capability.
    #[default]
    Use,
    /// Somebody asked for something.
    Request,
    /// What was asked for is there.
    Fulfilment,
    /// A golden path made a new service.
    Made,
    /// Nothing that counts.
    Nothing,
}

impl Mapping {
    /// Reads `product/events.yaml`.
    pub fn read(text: &str, problems: &mut Vec<Problem>) -> Self {
        let Some(node) = read::file(text, &EVENTS, problems) else { return Self::default() };
        let own = Own::of(&node);
        let mut mapping = Self {
            customer: path(&own, "customer", problems),
            person: path(&own, "person", problems),
            rules: own.items("events").iter().filter_map(|node| rule(node, problems)).collect(),
            production: own.texts("production"),
            services: named(&node, "services"),
            customers: named(&node, "customers"),
            named_customers: ["services", "customers"]
                .iter()
                .flat_map(|key| node.get(key).map(Node::entries).unwrap_or_default())
                .filter_map(|(_, own)| at(own))
                .collect(),
            named_capabilities: own
                .items("events")
                .iter()
                .filter_map(|rule| at(rule.get("capability")?))
                .collect(),
        };
        for rule in &mapping.rules {
            if rule.is == Happened::Use && rule.customer.is_none() && mapping.customer.is_none() {
                let message =
                    format!("Nothing says where events “{}” name the customer.", rule.begins);
                let help = "Write `customer:` with an extension attribute, `subject`, or a path such as data.team.";
                problems.push(Problem::error("no-customer", rule.at, message).help(help));
            }
        }
        let places: BTreeSet<&String> = mapping.paths().collect();
        if places.len() > PLACES {
            let message = format!(
                "{} different places in events are looked at; at most {PLACES} can be.",
                places.len()
            );
            problems.push(Problem::error("too-many-places", At::START, message));
        }
        let mut seen = BTreeMap::new();
        for rule in &mapping.rules {
            if let Some(line) = seen.insert(rule.begins.as_str(), rule.at.line) {
                let message =
                    format!("What “{}” means is said twice, first in line {line}.", rule.begins);
                problems.push(Problem::error("repeated-type", rule.at, message));
            }
        }
        // The longest first: the first that fits is the one that holds.
        mapping.rules.sort_by_key(|rule| std::cmp::Reverse(rule.begins.len()));
        mapping
    }

    /// All places in events that are looked at.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &String> {
        let rules = self.rules.iter();
        let rules = rules.flat_map(|own| [&own.capability_at, &own.customer, &own.person, &own.id]);
        [&self.customer, &self.person].into_iter().chain(rules).flatten()
    }

    /// The rule that holds for a type.
    pub(crate) fn of(&self, name: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| name.starts_with(&rule.begins))
    }

    /// Whether what happens in an environment counts.
    pub fn is_production(&self, environment: &str) -> bool {
        let fits = |own: &String| match own.strip_suffix('*') {
            Some(begins) => environment.starts_with(begins),
            None => own == environment,
        };
        self.production.is_empty() || self.production.iter().any(fits)
    }
}

fn rule(node: &Node, problems: &mut Vec<Problem>) -> Option<Rule> {
    let own = Own::of(node);
    let is = match own.text("is").as_deref() {
        Some("request") => Happened::Request,
        Some("fulfilment") => Happened::Fulfilment,
        Some("made") => Happened::Made,
        Some("nothing") => Happened::Nothing,
        _ => Happened::Use,
    };
    let rule = Rule {
        begins: own.text("type")?,
        is,
        capability: own.text("capability"),
        capability_at: path(&own, "capability-at", problems),
        value: own.yes("value", false),
        customer: path(&own, "customer", problems),
        person: path(&own, "person", problems),
        id: path(&own, "id", problems),
        at: node.at,
    };
    if is == Happened::Use && rule.capability.is_none() && rule.capability_at.is_none() {
        let message = format!("Nothing says which capability events “{}” use.", rule.begins);
        let help = "Write `capability:` with its name, or `capability-at:` with a path such as data.product.";
        problems.push(Problem::error("no-capability", node.at, message).help(help));
        return None;
    }
    Some(rule)
}

/// A path that a person wrote: names with dots between them.
fn path(own: &Own, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
    let path = own.text(key)?;
    let empty = path.split('.').any(|name| name.is_empty() || name.contains(char::is_whitespace));
    if empty || path == "data" {
        let message = format!("“{path}” is no place in an event.");
        let help =
            "Write an extension attribute such as team, `subject`, or a path such as data.team.id.";
        problems.push(Problem::error("path", own.at(key), message).help(help));
        return None;
    }
    Some(path)
}

/// A name, and where it stands.
fn at(node: &Node) -> Option<Named> {
    Some(Named { name: node.text()?.trim().to_owned(), at: node.at })
}

fn named(node: &Node, key: &str) -> BTreeMap<String, String> {
    let entries = node.get(key).map(Node::entries).unwrap_or_default();
    let pair = |(key, node): &(paap_text::yaml::Key, Node)| {
        Some((key.name.clone(), node.text()?.trim().to_owned()))
    };
    entries.iter().filter_map(pair).collect()
}
