//! What an entity says of a capability, and a group of a customer: keys, and their values as one line of
//! YAML each.

use super::super::choice::{Capable, Choice};
use super::super::domain::domain;
use super::super::{Catalog, Entity, Kind};
use crate::capability::Lifecycle;
use paap_text::yaml::scalar;
use std::collections::BTreeSet;

/// A key, and what the catalog says of it; None where it says nothing.
pub(super) type Field = (&'static str, Option<String>);

pub(super) fn capability(own: &Capable<'_>, catalog: &Catalog, choice: &Choice) -> Vec<Field> {
    let entity = own.entity;
    vec![
        ("title", Some(one(&entity.title))),
        ("domain", domain(entity).map(one)),
        ("owner", owner(entity, catalog, choice).map(|owner| one(&owner))),
        ("interfaces", list(interfaces(own))),
        ("lifecycle", lifecycle(entity).map(|own| one(own.word()))),
        ("services", list(own.services.iter().map(String::as_str))),
        ("time-saved", entity.time_saved.as_deref().map(one)),
        ("entity", Some(one(entity.reference.to_string()))),
    ]
}

pub(super) fn customer(group: &Entity, catalog: &Catalog) -> Vec<Field> {
    let people = catalog.people_in(&group.reference);
    vec![
        ("title", Some(one(&group.title))),
        ("segment", catalog.parent(&group.reference).map(|own| one(&own.title))),
        // Where nobody is known to be in it, nothing is known of its size.
        ("size", (people > 0).then(|| people.to_string())),
        ("entity", Some(one(group.reference.to_string()))),
    ]
}

/// The words below a capability's front matter.
pub(super) fn body(entity: &Entity) -> String {
    let lines = entity.description.as_deref().unwrap_or_default().lines().map(str::trim_end);
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// How far an entity is; None where the catalog uses a word of its own for it.
pub(super) fn lifecycle(entity: &Entity) -> Option<Lifecycle> {
    let said = entity.lifecycle.as_deref()?.to_lowercase();
    Lifecycle::ALL.into_iter().find(|own| own.word() == said)
}

/// The team that owns it, as people call it. A bare word that nothing describes may be a person's name.
fn owner(entity: &Entity, catalog: &Catalog, choice: &Choice) -> Option<String> {
    let link = entity.owner()?;
    if !link.is_sure && !choice.platform.contains(&link.to) {
        return None;
    }
    Some(catalog.entities.get(&link.to).map_or_else(|| link.to.short(), |own| own.title.clone()))
}

fn interfaces(own: &Capable<'_>) -> impl Iterator<Item = &'static str> {
    let sort = own.entity.sort.as_deref().map(str::to_lowercase);
    let by_sort = match (own.entity.kind, sort.as_deref()) {
        (Kind::Template, _) => Some("template"),
        (_, Some("website" | "portal")) => Some("portal"),
        (_, Some("cli" | "command-line")) => Some("command line"),
        _ => None,
    };
    let all: BTreeSet<&str> = by_sort.into_iter().chain(own.has_api.then_some("api")).collect();
    all.into_iter()
}

fn one(text: impl AsRef<str>) -> String {
    scalar(text.as_ref(), true)
}

/// Names in brackets; None where there are none.
fn list<'a>(names: impl Iterator<Item = &'a str>) -> Option<String> {
    let names: Vec<String> = names.map(|name| scalar(name, true)).collect();
    (!names.is_empty()).then(|| format!("[{}]", names.join(", ")))
}
