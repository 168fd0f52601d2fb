//! Where an event of either kind says what.

use super::mapping::{Happened, Mapping, Rule};
use super::plan::Plan;

/// The places that are looked at, and the slots in which they are kept.
pub(crate) struct Slots {
    pub(crate) plan: Plan,
    pub(crate) id: u8,
    pub(crate) source: u8,
    pub(crate) name: u8,
    pub(crate) version: u8,
    pub(crate) time: u8,
    pub(crate) subject: u8,
    pub(crate) data: u8,
    pub(crate) base64: u8,
    /// A CDEvent as it is, and one that a CloudEvent carries.
    pub(crate) bare: CdEvent,
    pub(crate) carried: CdEvent,
    /// Where a link says from which event it comes and to which it leads.
    pub(crate) link: (Plan, [u8; 2]),
    /// Places that the mapping names: in the event, and in a CDEvent that it carries.
    places: Vec<(String, [u8; 2])>,
}

/// Where a CDEvent says what.
#[derive(Clone, Copy)]
pub(crate) struct CdEvent {
    pub(crate) context: u8,
    pub(crate) id: u8,
    pub(crate) source: u8,
    pub(crate) name: u8,
    /// Of 0.4.
    pub(crate) version: u8,
    /// Since 0.5.
    pub(crate) specversion: u8,
    pub(crate) time: u8,
    pub(crate) chain: u8,
    pub(crate) links: u8,
    pub(crate) subject: u8,
    pub(crate) environment: u8,
    pub(crate) artifact: u8,
    pub(crate) change: u8,
    pub(crate) service: u8,
}

/// A rule, its places by number.
#[derive(Clone)]
pub(crate) struct Meaning {
    pub(crate) is: Happened,
    pub(crate) capability: Option<String>,
    pub(crate) capability_at: Option<[u8; 2]>,
    pub(crate) value: bool,
    pub(crate) customer: Option<[u8; 2]>,
    pub(crate) person: Option<[u8; 2]>,
    pub(crate) id: Option<[u8; 2]>,
    /// Whether it looks into what an event carries.
    pub(crate) looks_inside: bool,
}

impl Slots {
    /// The places of a mapping.
    pub(crate) fn new(mapping: &Mapping) -> Self {
        let mut plan = Plan::new();
        let mut want = |path: &[&str]| plan.want(path).unwrap_or(0);
        // They are not looked at, but are no odd names.
        for known in ["datacontenttype", "dataschema"] {
            want(&[known]);
        }
        let bare = CdEvent::new(&mut |path| want(path));
        let carried = CdEvent::new(&mut |path| want(&[&["data"], path].concat()));
        let mut slots = Self {
            id: want(&["id"]),
            source: want(&["source"]),
            name: want(&["type"]),
            version: want(&["specversion"]),
            time: want(&["time"]),
            subject: want(&["subject"]),
            data: want(&["data"]),
            base64: want(&["data_base64"]),
            bare,
            carried,
            link: link(),
            places: Vec::new(),
            plan,
        };
        for path in mapping.paths() {
            if slots.place(path).is_some() {
                continue;
            }
            let names: Vec<&str> = path.split('.').collect();
            let carried = [&["data"], names.as_slice()].concat();
            // More than there is room for are refused where the mapping is read.
            if let (Some(bare), Some(carried)) =
                (slots.plan.want(&names), slots.plan.want(&carried))
            {
                slots.places.push((path.clone(), [bare, carried]));
            }
        }
        slots
    }

    fn place(&self, path: &str) -> Option<[u8; 2]> {
        self.places.iter().find(|(own, _)| own == path).map(|(_, place)| *place)
    }

    /// What a type means by a mapping.
    pub(crate) fn meaning(&self, mapping: &Mapping, rule: &Rule) -> Meaning {
        let place = |path: &Option<String>| self.place(path.as_ref()?);
        let customer = rule.customer.as_ref().or(mapping.customer.as_ref());
        let person = rule.person.as_ref().or(mapping.person.as_ref());
        let paths = [rule.capability_at.as_ref(), customer, person, rule.id.as_ref()];
        Meaning {
            is: rule.is,
            capability: rule.capability.clone(),
            capability_at: place(&rule.capability_at),
            value: rule.value,
            customer: customer.and_then(|path| self.place(path)),
            person: person.and_then(|path| self.place(path)),
            id: place(&rule.id),
            looks_inside: paths.into_iter().flatten().any(|path| path.starts_with("data.")),
        }
    }

    /// Where the mapping looks for the customer where no rule says.
    pub(crate) fn customer(&self, mapping: &Mapping) -> Option<[u8; 2]> {
        self.place(mapping.customer.as_ref()?)
    }
}

impl CdEvent {
    fn new(want: &mut dyn FnMut(&[&str]) -> u8) -> Self {
        Self {
            context: want(&["context"]),
            id: want(&["context", "id"]),
            source: want(&["context", "source"]),
            name: want(&["context", "type"]),
            version: want(&["context", "version"]),
            specversion: want(&["context", "specversion"]),
            time: want(&["context", "timestamp"]),
            chain: want(&["context", "chainId"]),
            links: want(&["context", "links"]),
            subject: want(&["subject", "id"]),
            environment: want(&["subject", "content", "environment", "id"]),
            artifact: want(&["subject", "content", "artifactId"]),
            change: want(&["subject", "content", "change", "id"]),
            service: want(&["subject", "content", "service", "id"]),
        }
    }
}

fn link() -> (Plan, [u8; 2]) {
    let mut plan = Plan::new();
    let from = plan.want(&["from", "contextId"]).unwrap_or(0);
    let target = plan.want(&["target", "contextId"]).unwrap_or(0);
    (plan, [from, target])
}
