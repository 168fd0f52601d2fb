//! Which entities of a catalog become capabilities, and which groups customers.

use super::{Catalog, Entity, Kind, Reference};
use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

/// What becomes a capability where nobody says otherwise.
pub const CAPABILITIES: &str =
    "system,component:service,component:platform,component:website,template";

/// A kind of entities, or a sort of them: `system`, `component:service`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The kind.
    pub kind: Kind,
    /// The `type` that its `spec` must have; any where it is None.
    pub sort: Option<String>,
}

impl FromStr for Sort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, sort) = match text.split_once(':') {
            Some((kind, sort)) => (kind.trim(), Some(sort.trim().to_lowercase())),
            None => (text.trim(), None),
        };
        let small = kind.to_lowercase();
        let kinds = [Kind::System, Kind::Component, Kind::Api, Kind::Resource, Kind::Template];
        let found = kinds.into_iter().find(|own| own.small() == small);
        let known: Vec<&str> = kinds.iter().map(|own| own.small()).collect();
        let kind = found
            .ok_or_else(|| format!("no “{kind}” is a capability: say {}", known.join(", ")))?;
        match sort.as_deref() {
            Some("") => Err("what stands behind the colon is a type, such as service".to_owned()),
            _ => Ok(Self { kind, sort }),
        }
    }
}

/// What was chosen.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// What becomes a capability.
    pub capabilities: Vec<Sort>,
    /// The groups that run the platform. Where they are said, only what they own is a capability, and they
    /// and the groups below them are no customers.
    pub platform: Vec<Reference>,
    /// The types of the groups that are customers; where none is said, the groups without groups below them.
    pub customers: Vec<String>,
}

/// An entity that becomes a capability.
#[derive(Debug, Clone)]
pub struct Capable<'a> {
    /// The entity.
    pub entity: &'a Entity,
    /// It, where it is a component, and the components that belong to it, by their names.
    pub services: BTreeSet<String>,
    /// Whether something of it offers an API.
    pub has_api: bool,
}

impl Choice {
    /// The groups that run the platform.
    fn platform(&self, catalog: &Catalog) -> BTreeSet<Reference> {
        self.platform.iter().flat_map(|group| catalog.under(group)).collect()
    }

    /// The entities that become capabilities. What belongs to another of them is a part of that, and none
    /// of its own.
    pub fn capabilities<'a>(&self, catalog: &'a Catalog) -> Vec<Capable<'a>> {
        let platform = self.platform(catalog);
        let is_owned = |entity: &Entity| {
            platform.is_empty() || entity.owner().is_some_and(|own| platform.contains(&own.to))
        };
        let is_chosen = |entity: &Entity| {
            let is_sort = |own: &Sort| {
                let said = entity.sort.as_deref().map(str::to_lowercase);
                own.kind == entity.kind && (own.sort.is_none() || own.sort == said)
            };
            self.capabilities.iter().any(is_sort) && is_owned(entity)
        };
        let chosen: BTreeSet<&Reference> = catalog
            .entities
            .values()
            .filter(|own| is_chosen(own))
            .map(|own| &own.reference)
            .collect();
        let mut all: BTreeMap<&Reference, Capable<'a>> = BTreeMap::new();
        for entity in catalog.entities.values() {
            let Some(whole) = whole(catalog, entity, &chosen) else { continue };
            let own = all.entry(&whole.reference).or_insert_with(|| Capable {
                entity: whole,
                services: BTreeSet::new(),
                has_api: false,
            });
            if entity.kind == Kind::Component {
                own.services.insert(entity.reference.name.clone());
            }
            own.has_api |=
                entity.kind == Kind::Api || entity.linked("providesApis").next().is_some();
        }
        let mut all: Vec<Capable<'a>> = all.into_values().collect();
        all.sort_by_key(|own| (own.entity.kind, &own.entity.reference));
        all
    }

    /// The groups that become customers.
    pub fn customers<'a>(&self, catalog: &'a Catalog) -> Vec<&'a Entity> {
        let platform = self.platform(catalog);
        let is_chosen = |group: &&Entity| {
            let is_sort = |own: &String| {
                group.sort.as_ref().is_some_and(|sort| sort.eq_ignore_ascii_case(own))
            };
            group.kind == Kind::Group
                && !platform.contains(&group.reference)
                && match self.customers.as_slice() {
                    [] => !catalog.has_groups(&group.reference),
                    sorts => sorts.iter().any(is_sort),
                }
        };
        catalog.entities.values().filter(is_chosen).collect()
    }

    /// The groups that own what becomes a capability, as far as it is sure that they are groups.
    pub fn owners(&self, catalog: &Catalog) -> BTreeSet<Reference> {
        let all = self.capabilities(catalog).into_iter();
        all.filter_map(|own| Some(own.entity.owner().filter(|own| own.is_sure)?.to.clone()))
            .collect()
    }
}

/// The chosen entity that an entity is a part of, or itself; None where there is none.
fn whole<'a>(
    catalog: &'a Catalog,
    entity: &'a Entity,
    chosen: &BTreeSet<&Reference>,
) -> Option<&'a Entity> {
    let mut found = chosen.contains(&entity.reference).then_some(entity);
    let mut seen = BTreeSet::new();
    let mut open = vec![entity];
    // The outermost: a part of a part is a part of the whole.
    while let Some(own) = open.pop() {
        let above = own.linked("subcomponentOf").chain(own.linked("system"));
        for above in above.filter_map(|above| catalog.entities.get(above)) {
            if !seen.insert(&above.reference) {
                continue;
            }
            if chosen.contains(&above.reference) {
                found = Some(above);
            }
            open.push(above);
        }
    }
    // Templates make what is not theirs.
    found.filter(|own| entity.kind != Kind::Template || own.reference == entity.reference)
}
