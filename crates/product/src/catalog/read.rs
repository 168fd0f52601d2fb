//! Entity files, one after the other, to a catalog.

mod relations;

use super::entity::{Entity, Kind, Link};
use super::name::{DEFAULT_NAMESPACE, Reference, is_kind, is_name, is_namespace};
use super::{Catalog, Found};
use crate::duration::duration;
use paap_text::Problem;
use paap_text::yaml::{self, At, Node, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The versions of entities that are known.
const VERSIONS: [&str; 2] = ["backstage.io/v1alpha1", "backstage.io/v1beta1"];
/// Those of templates.
const TEMPLATES: [&str; 3] =
    ["scaffolder.backstage.io/v1beta3", "backstage.io/v1beta2", "backstage.io/v1alpha1"];
/// The claim of what a template saves.
const TIME_SAVED: &str = "backstage.io/time-saved";
/// What stands in an entity for what lies elsewhere.
const PLACEHOLDERS: [&str; 5] = ["$text", "$json", "$yaml", "$openapi", "$asyncapi"];

/// Reads files of a catalog. It knows people by their names until it [finishes](Self::finish), and shows
/// them to nobody.
#[derive(Default)]
pub struct Reader {
    catalog: Catalog,
    found: Vec<Found>,
    files: usize,
    /// The number of each person that something names.
    people: BTreeMap<Reference, usize>,
    /// The people who have an entity, by their numbers.
    described: BTreeSet<usize>,
    /// The groups of which people say that they are members, and where they say so.
    joined: BTreeMap<Reference, (BTreeSet<usize>, usize, At)>,
    /// Members that groups name: where, which group, and who.
    listed: Vec<(usize, At, Reference, BTreeSet<usize>)>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Reader").field("catalog", &self.catalog).finish_non_exhaustive()
    }
}

/// What is being read: an entity's envelope.
struct Own<'a> {
    node: &'a Node,
    kind: Kind,
    namespace: String,
    /// Whether messages may repeat what stands here.
    is_person: bool,
}

impl Reader {
    /// Reads a file.
    pub fn add(&mut self, text: &str) {
        for document in yaml::documents(text) {
            match document {
                Ok(Node { value: Value::List(entities), .. }) => {
                    entities.iter().for_each(|entity| self.entity(entity));
                }
                Ok(entity) => self.entity(&entity),
                Err(problem) => self.broken(*problem),
            }
        }
        self.files += 1;
    }

    /// The catalog, without the names of people, and what was odd, in the order of files and lines.
    pub fn finish(mut self) -> (Catalog, Vec<Found>) {
        self.members();
        self.groups();
        self.references();
        self.catalog.people = self.people.len();
        let place = |own: &Found| (own.file, own.problem.at.line, own.problem.at.column);
        self.found.sort_by_key(place);
        (self.catalog, self.found)
    }

    fn say(&mut self, problem: Problem) {
        self.say_of(self.files, problem);
    }

    fn say_of(&mut self, file: usize, problem: Problem) {
        self.found.push(Found { file, problem });
    }

    /// A document that is no YAML. It may be a person's: what stands in it is not repeated.
    fn broken(&mut self, problem: yaml::Problem) {
        let mut problem = Problem::from(problem);
        if problem.code == "alias" {
            problem.message = "This document repeats a part by an alias.".to_owned();
            problem.help = Some("Write the repeated part out.".to_owned());
        } else if problem.help.is_none() {
            let help = "Where this is the skeleton of a template, import what is made of it.";
            problem.help = Some(help.to_owned());
        }
        self.say(problem);
    }

    fn entity(&mut self, node: &Node) {
        if !matches!(node.value, Value::Map(_)) {
            let message =
                format!("An entity is a mapping of keys to values; here is {}.", node.value.is());
            return self.say(Problem::error("no-entity", node.at, message));
        }
        let word = |key: &str| node.word(key).map(str::trim);
        let Some(kind) = word("kind") else {
            let message = "This document has no “kind”: it is no entity.";
            return self.say(Problem::error("no-entity", start(node), message));
        };
        let version = word("apiVersion").unwrap_or_default();
        let Some(known) = Kind::ALL.into_iter().find(|own| own.word() == kind) else {
            let shown = if is_kind(kind) { kind } else { "a kind that cannot be one" };
            *self.catalog.unknown.entry(shown.to_owned()).or_default() += 1;
            return;
        };
        let versions: &[&str] = if known == Kind::Template { &TEMPLATES } else { &VERSIONS };
        if !versions.contains(&version) {
            let shown = match version {
                "" => format!("{kind} without apiVersion"),
                _ if is_version(version) => format!("{kind} of {version}"),
                _ => format!("{kind} of another apiVersion"),
            };
            *self.catalog.unknown.entry(shown).or_default() += 1;
            return;
        }
        *self.catalog.kinds.entry(known).or_default() += 1;
        self.known(node, known);
    }

    fn known(&mut self, node: &Node, kind: Kind) {
        let is_person = kind == Kind::User;
        self.placeholders(node, kind);
        let metadata = node.get("metadata");
        let Some((name, at)) = metadata.and_then(|own| text_of(own, "name")) else {
            let message = format!("This {} has no “metadata.name”.", kind.word());
            return self.say(Problem::error("missing-key", start(node), message));
        };
        let namespace = metadata.and_then(|own| text_of(own, "namespace"));
        let (namespace, place) = namespace.unwrap_or((DEFAULT_NAMESPACE, at));
        for (text, at, holds, what) in [
            (name, at, is_name(name), "name"),
            (namespace, place, is_namespace(namespace), "namespace"),
        ] {
            if !holds {
                let message = match is_person {
                    true => format!("The {what} of a person cannot be one."),
                    false => format!("“{text}” cannot be the {what} of an entity."),
                };
                let help = match text.contains("{{") {
                    true => "This is the skeleton of a template: import what is made of it.",
                    false => {
                        "Up to 63 letters and digits, and “-”, “_” and “.” between them; in a namespace small letters, digits and “-”."
                    }
                };
                return self.say(Problem::error("name", at, message).help(help));
            }
        }
        let own = Own { node, kind, namespace: namespace.to_owned(), is_person };
        self.needs(&own);
        let reference = Reference::new(kind.small(), namespace, name);
        match kind {
            Kind::User => self.user(&own, reference, at),
            Kind::Location => self.location(&own),
            _ => self.other(&own, reference, name, at),
        }
    }

    /// What its catalog would refuse it without.
    fn needs(&mut self, own: &Own<'_>) {
        let spec = own.node.get("spec");
        for key in own.kind.needed() {
            let value = spec.and_then(|spec| spec.get(key));
            if value.is_none_or(|value| matches!(value.value, Value::Null)) {
                let message = format!("This {} has no “spec.{key}”.", own.kind.word());
                let help = "The catalog refuses an entity without it.";
                self.say(Problem::error("missing-key", start(own.node), message).help(help));
            }
        }
    }

    fn number(&mut self, person: Reference) -> usize {
        let next = self.people.len();
        *self.people.entry(person).or_insert(next)
    }

    fn user(&mut self, own: &Own<'_>, reference: Reference, at: At) {
        let number = self.number(reference);
        if !self.described.insert(number) {
            let message = "Another person is called so, in capitals or small letters.";
            self.say(Problem::error("duplicate", at, message));
        }
        for (group, _, at) in self.linked(own, "memberOf", Some(Kind::Group)) {
            let (file, group) = (self.files, group);
            self.joined.entry(group).or_insert((BTreeSet::new(), file, at)).0.insert(number);
        }
    }

    fn location(&mut self, own: &Own<'_>) {
        let spec = own.node.get("spec");
        let targets = spec.into_iter().flat_map(|spec| {
            let one = spec.get("target").into_iter().filter_map(|own| Some((own.at, own.text()?)));
            one.chain(spec.words("targets"))
        });
        let targets: Vec<(At, &str)> = targets.collect();
        let Some((at, _)) = targets.first() else { return };
        let shown: Vec<&str> = targets.iter().map(|(_, target)| public(target)).collect();
        let message = format!("Not fetched: {}.", shown.join(", "));
        let help = "Import these files, too, where they belong to it.";
        self.say(Problem::warning("location", *at, message).help(help));
    }

    fn other(&mut self, own: &Own<'_>, reference: Reference, name: &str, at: At) {
        if let Some(there) = self.catalog.entities.get(&reference) {
            let message = format!("{reference} is described in line {} already.", there.at.line);
            let message = match there.file == self.files {
                true => message,
                false => format!("{reference} is described in another file already."),
            };
            let help = "Of the two, the first counts.";
            return self.say(Problem::error("duplicate", at, message).help(help));
        }
        let metadata = own.node.get("metadata");
        let spec = own.node.get("spec");
        let of = |node: Option<&Node>, key: &str| Some(node?.word(key)?.trim().to_owned());
        let shown = match own.kind {
            Kind::Group => of(spec.and_then(|spec| spec.get("profile")), "displayName"),
            _ => None,
        };
        let title = shown.or_else(|| of(metadata, "title")).map(|title| on_one_line(&title));
        let title = title.filter(|title| !title.is_empty());
        let tags = metadata.into_iter().flat_map(|own| own.words("tags"));
        let tags = tags.map(|(_, tag)| tag.trim().to_lowercase()).collect();
        let mut links = Vec::new();
        for (key, kind) in own.kind.refers() {
            let linked = self.linked(own, key, *kind).into_iter();
            links.extend(linked.map(|(to, says_kind, at)| Link {
                key,
                to,
                is_sure: says_kind,
                at,
            }));
        }
        if own.kind == Kind::Group {
            let members = self.linked(own, "members", Some(Kind::User)).into_iter();
            let members: Vec<_> = members.map(|(person, ..)| person).collect();
            let members = members.into_iter().map(|person| self.number(person)).collect();
            self.listed.push((self.files, at, reference.clone(), members));
        }
        let entity = Entity {
            kind: own.kind,
            title: title.unwrap_or_else(|| name.to_owned()),
            description: of(metadata, "description"),
            sort: of(spec, "type"),
            lifecycle: of(spec, "lifecycle"),
            tags,
            time_saved: self.time_saved(own),
            links,
            file: self.files,
            at,
            reference: reference.clone(),
        };
        self.catalog.entities.insert(reference, entity);
    }

    /// The claim of what a template saves.
    fn time_saved(&mut self, own: &Own<'_>) -> Option<String> {
        let annotations = own.node.get("metadata")?.get("annotations")?;
        let (text, at) = text_of(annotations, TIME_SAVED).filter(|_| own.kind == Kind::Template)?;
        if duration(text).is_none() {
            let message = format!("“{text}” is no duration, such as PT4H.");
            self.say(Problem::error("time-saved", at, message));
            return None;
        }
        Some(text.to_owned())
    }

    /// What a key of the `spec` refers to, whether it says the kind itself, and where; a list, or one.
    fn linked(
        &mut self,
        own: &Own<'_>,
        key: &str,
        kind: Option<Kind>,
    ) -> Vec<(Reference, bool, At)> {
        let Some(node) = own.node.get("spec").and_then(|spec| spec.get(key)) else {
            return Vec::new();
        };
        let one = node.text().map(|text| (node.at, text));
        let many = node.items().iter().filter_map(|item| Some((item.at, item.text()?)));
        let mut all = Vec::new();
        for (at, text) in one.into_iter().chain(many) {
            match Reference::read(text.trim(), kind.map(Kind::small), &own.namespace) {
                // Members are people, and people are members of groups, whatever else is written there.
                Ok(to) if key == "members" && to.kind != "user" => {}
                Ok(to) if key == "memberOf" && to.kind != "group" => {}
                Ok(to) => all.push((to, text.contains(':'), at)),
                Err(why) => {
                    let message = match own.is_person || key == "members" || text.contains('@') {
                        true => format!("A reference under “{key}” {why}."),
                        false => format!("“{text}” under “{key}” {why}."),
                    };
                    self.say(Problem::error("reference", at, message));
                }
            }
        }
        all
    }

    /// What stands for something elsewhere, which is not fetched.
    fn placeholders(&mut self, node: &Node, kind: Kind) {
        let mut open = vec![node];
        while let Some(node) = open.pop() {
            open.extend(node.items());
            open.extend(node.entries().iter().map(|(_, value)| value));
            let [(key, _)] = node.entries() else { continue };
            if PLACEHOLDERS.contains(&key.name.as_str()) {
                let message = format!(
                    "“{}” of this {} stands for what lies elsewhere; it is not fetched.",
                    key.name,
                    kind.word()
                );
                self.say(Problem::warning("placeholder", key.at, message));
            }
        }
    }
}

/// Where the first key of a mapping stands.
fn start(node: &Node) -> At {
    node.entries().first().map_or(node.at, |(key, _)| key.at)
}

/// The text of a key that is not empty, and where it stands.
fn text_of<'a>(node: &'a Node, key: &str) -> Option<(&'a str, At)> {
    let value = node.get(key)?;
    let text = value.text()?.trim();
    (!text.is_empty()).then_some((text, value.at))
}

/// Words without line breaks and what is not seen.
fn on_one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text can be a version of an API: `backstage.io/v1alpha1`.
fn is_version(text: &str) -> bool {
    text.len() <= 128 && text.chars().all(|c| c.is_ascii_alphanumeric() || "./-".contains(c))
}

/// An address without what may be a name and a password in it.
fn public(target: &str) -> &str {
    match target.split_once("//").and_then(|(_, rest)| rest.split('/').next()?.rsplit_once('@')) {
        Some((secret, _)) => {
            let at = target.find(secret).map_or(0, |at| at + secret.len() + 1);
            target.get(at..).unwrap_or_default()
        }
        None => target,
    }
}
