//! Entity files as they are found, and as they should not be.

use super::choice::{CAPABILITIES, Choice, Sort};
use super::*;
use std::fmt::Write as _;

pub(super) fn read(files: &[&str]) -> (Catalog, Vec<Found>) {
    let mut reader = Reader::default();
    files.iter().for_each(|text| reader.add(text));
    reader.finish()
}

/// An entity of these words.
pub(super) fn entity(kind: &str, name: &str, rest: &str) -> String {
    let (metadata, spec) = rest.split_once('|').unwrap_or(("", rest));
    let version = match kind {
        "Template" => "scaffolder.backstage.io/v1beta3",
        _ => "backstage.io/v1alpha1",
    };
    format!(
        "---\napiVersion: {version}\nkind: {kind}\nmetadata: {{name: {name}{metadata}}}\nspec: {{{spec}}}\n"
    )
}

pub(super) fn choice() -> Choice {
    let capabilities = CAPABILITIES.split(',').map(|own| own.parse().unwrap()).collect();
    Choice { capabilities, ..Choice::default() }
}

pub(super) fn group(name: &str) -> Reference {
    Reference::new("group", "default", name)
}

/// Codes and lines of what was found.
fn codes(found: &[Found]) -> Vec<(&'static str, usize)> {
    found.iter().map(|own| (own.problem.code, own.problem.at.line)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[(&str, usize)]) {
    assert_eq!(codes(&read(&[text]).1), expected, "{text}");
}

#[test]
fn an_entity_is_known_by_its_envelope() {
    let good =
        entity("Component", "ferry", "type: service, lifecycle: production, owner: 'group:crew'");
    check(&good, &[("unknown-reference", 5)]);
    check("title: A\n", &[("no-entity", 1)]);
    check("- just\n- words\n", &[("no-entity", 1), ("no-entity", 2)]);
    check(&entity("Component", "-ferry", ""), &[("name", 4)]);
    check(&entity("Component", "ferry, namespace: Quay", ""), &[("name", 4)]);
    check("---\napiVersion: backstage.io/v1alpha1\nkind: System\n", &[("missing-key", 2)]);
    let missing = entity("Component", "ferry", "");
    check(&missing, &[("missing-key", 2); 3]);
    // The skeleton of a template is told what it is.
    let (_, found) = read(&[&entity("System", "'${{ values.name }}'", "owner: crew")]);
    assert!(found[0].problem.help.as_ref().unwrap().contains("skeleton"), "{found:?}");
}

#[test]
fn what_is_not_known_is_counted_and_named() {
    let text = [
        entity("AiResource", "a", ""),
        entity("AiResource", "b", ""),
        entity("Component", "c", "").replace("v1alpha1", "v9"),
        entity("Component", "d", "").replace("apiVersion: backstage.io/v1alpha1\n", ""),
    ];
    let (catalog, found) = read(&[&text.concat()]);
    let expected = [
        ("AiResource".to_owned(), 2),
        ("Component of backstage.io/v9".to_owned(), 1),
        ("Component without apiVersion".to_owned(), 1),
    ];
    assert_eq!((catalog.unknown, found), (expected.into(), Vec::new()));
    assert!(catalog.entities.is_empty());
}

#[test]
fn one_name_is_one_entity_whatever_its_capitals() {
    let own = |name: &str| entity("System", name, "owner: 'group:crew'");
    let crew = entity("Group", "crew", "type: team");
    let text = [crew, own("ferry"), own("Ferry"), own("ferry, namespace: quay")].concat();
    let (catalog, found) = read(&[&text]);
    assert_eq!(codes(&found), [("duplicate", 14), ("unknown-reference", 20)]);
    assert_eq!(catalog.kinds[&Kind::System], 3);
    assert_eq!(catalog.entities.len(), 3);
    // In another file it is said to be in another file.
    let (_, found) = read(&[&own("a").replace("group:crew", "group:a"), &own("A")]);
    assert!(found.iter().any(|own| own.file == 1 && own.problem.message.contains("another file")));
}

#[test]
fn references_take_what_they_leave_out_from_where_they_stand() {
    let text = [
        entity("Group", "crew, namespace: quay", "type: team"),
        entity("System", "ferry, namespace: quay", "owner: crew, domain: 'a b'"),
        entity(
            "Component",
            "ci, namespace: quay",
            "type: service, lifecycle: beta, owner: user:ida, system: ferry, dependsOn: [db, 'resource:db']",
        ),
    ];
    let (catalog, found) = read(&[&text.concat()]);
    let ferry = &catalog.entities[&Reference::new("system", "quay", "ferry")];
    assert_eq!(ferry.owner().unwrap().to.to_string(), "group:quay/crew");
    let mut codes: Vec<&str> = codes(&found).into_iter().map(|own| own.0).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["person", "reference", "reference", "unknown-reference"]);
    let message = |code: &str| {
        let own = found.iter().find(|own| own.problem.code == code);
        own.unwrap().problem.message.clone()
    };
    assert!(message("unknown-reference").starts_with("resource:quay/db"), "{found:?}");
    assert!(!message("person").contains("ida"), "{found:?}");
    assert!(catalog.entities[&Reference::new("component", "quay", "ci")].owner().is_none());
}

#[test]
fn nothing_is_fetched_and_what_would_be_is_named() {
    let api = entity(
        "API",
        "a",
        "type: openapi, lifecycle: production, owner: 'group:x', definition: {$text: ./a.yaml}",
    );
    let location =
        entity("Location", "all", "targets: [./a.yaml, 'https://me:secret@git.example/b.yaml']");
    let (_, found) = read(&[&(api + &location)]);
    assert_eq!(codes(&found), [("unknown-reference", 5), ("placeholder", 5), ("location", 10)]);
    let shown = &found[2].problem.message;
    assert!(shown.contains("git.example/b.yaml") && !shown.contains("secret"), "{shown}");
}

/// Two units, each with a team; one person is in both teams, one in the unit itself, and one is nowhere
/// described.
fn harbour() -> String {
    let groups = [
        entity("Group", "parcels", ", title: All parcels|type: unit, members: [ada]"),
        entity(
            "Group",
            "flow",
            "type: team, parent: parcels, profile: {displayName: Parcel Flow, email: flow@harbour.example}",
        ),
        entity("Group", "sorting", "type: team"),
        entity("Group", "ports", "type: unit, children: [gates]"),
        entity("Group", "gates", "type: team, members: [user:bo, 'user:ghost']"),
        entity("Group", "crew", "type: team"),
    ];
    let parcels = groups[0].replace("members: [ada]", "members: [ada], children: [sorting]");
    let users = [("ada", "[]"), ("bo", "[flow]"), ("cy", "[flow, Sorting]"), ("di", "[crew]")];
    let users = users.map(|(name, groups)| entity("User", name, &format!("memberOf: {groups}")));
    [vec![parcels], groups[1..].to_vec(), users.to_vec()].concat().concat()
}

#[test]
fn people_are_counted_each_once_through_the_groups_below() {
    let (catalog, found) = read(&[&harbour()]);
    assert_eq!(codes(&found), [("unknown-member", 24)]);
    let people = |name: &str| catalog.people_in(&group(name));
    assert_eq!(catalog.people, 5);
    let all = ["parcels", "flow", "sorting", "ports", "gates", "crew"].map(people);
    assert_eq!(all, [3, 2, 1, 2, 2, 1]);
    let customers = |choice: &Choice| -> Vec<String> {
        choice.customers(&catalog).iter().map(|own| own.title.clone()).collect()
    };
    assert_eq!(customers(&choice()), ["crew", "Parcel Flow", "gates", "sorting"]);
    let units = Choice { customers: vec!["Unit".to_owned()], ..choice() };
    assert_eq!(customers(&units), ["All parcels", "ports"]);
    assert_eq!(catalog.parent(&group("flow")).unwrap().title, "All parcels");
    assert_eq!(catalog.parent(&group("gates")).unwrap().reference, group("ports"));
}

#[test]
fn groups_in_a_circle_are_named_and_still_counted() {
    let text = [
        entity("Group", "a", "type: team, parent: b, members: [x]"),
        entity("Group", "b", "type: team, parent: a, members: [y]"),
        entity("Group", "c", "type: team, parent: c"),
        entity("User", "x", ""),
        entity("User", "y", ""),
    ];
    let (catalog, found) = read(&[&text.concat()]);
    let circles = codes(&found).into_iter().filter(|own| own.0 == "circle").count();
    assert_eq!(circles, 2, "{found:?}");
    assert_eq!(catalog.people_in(&group("a")), 2);
}

#[test]
fn what_belongs_to_a_capability_is_a_part_of_it() {
    let of = |owner: &str, more: &str| {
        format!("type: service, lifecycle: production, owner: {owner}{more}")
    };
    let text = [
        entity("Group", "crew", "type: team"),
        entity("Group", "night", "type: team, parent: crew"),
        entity("Group", "fares", "type: team"),
        entity("System", "delivery", "owner: crew"),
        entity("Component", "runner", &of("night", ", system: delivery, providesApis: [runs]")),
        entity("API", "runs", "type: openapi, lifecycle: production, owner: crew, definition: x"),
        entity("Component", "agent", &of("crew", ", subcomponentOf: runner")),
        entity("Component", "logs", &of("crew", "")),
        entity("Component", "lib", &of("crew", "").replace("service", "library")),
        entity("Component", "tickets", &of("fares", "")),
        entity("Template", "job", "type: service, owner: crew"),
    ];
    let (catalog, found) = read(&[&text.concat()]);
    assert_eq!(codes(&found), []);
    let chosen = |choice: &Choice| -> Vec<(String, Vec<String>)> {
        let all = choice.capabilities(&catalog).into_iter();
        all.map(|own| (own.entity.reference.to_string(), own.services.into_iter().collect()))
            .collect()
    };
    let own = |name: &str, services: &[&str]| {
        (name.to_owned(), services.iter().map(|own| (*own).to_owned()).collect::<Vec<_>>())
    };
    let platform = Choice { platform: vec![group("crew")], ..choice() };
    let expected = vec![
        own("system:default/delivery", &["agent", "runner"]),
        own("component:default/logs", &["logs"]),
        own("template:default/job", &[]),
    ];
    assert_eq!(chosen(&platform), expected);
    assert!(platform.capabilities(&catalog)[0].has_api);
    assert_eq!(chosen(&choice()).len(), 4);
    // The platform's own groups are no customers.
    let customers = platform.customers(&catalog);
    assert_eq!(customers.iter().map(|own| &own.reference).collect::<Vec<_>>(), [&group("fares")]);
    let typed = Choice { capabilities: vec!["component:Library".parse().unwrap()], ..platform };
    assert_eq!(chosen(&typed), [own("component:default/lib", &["lib"])]);
}

#[test]
fn what_cannot_be_a_capability_is_refused() {
    let refused = |text: &str| text.parse::<Sort>().unwrap_err();
    assert!(refused("user").contains("system, component"), "{}", refused("user"));
    assert!(refused("component:").contains("type"));
}

#[test]
fn a_catalog_as_its_api_gives_it_is_read() {
    let own = |name: &str| {
        format!(
            "{{\"apiVersion\": \"backstage.io/v1alpha1\", \"kind\": \"Group\", \"metadata\": {{\"name\": \"{name}\", \"uid\": \"1\"}}, \"spec\": {{\"type\": \"team\"}}, \"relations\": []}}"
        )
    };
    let (catalog, found) = read(&[&format!("[{},\n {}]", own("a"), own("b"))]);
    assert_eq!((catalog.entities.len(), found), (2, Vec::new()));
}

#[test]
fn a_claim_of_time_saved_is_a_duration() {
    let with = |text: &str| {
        entity(
            "Template",
            "a",
            &format!(", annotations: {{backstage.io/time-saved: {text}}}|type: service"),
        )
    };
    let (catalog, found) = read(&[&with("PT4H")]);
    let own = catalog.entities.values().next().unwrap();
    assert_eq!((own.time_saved.as_deref(), found), (Some("PT4H"), Vec::new()));
    check(&with("4 hours"), &[("time-saved", 4)]);
}

#[test]
fn a_large_catalog_takes_no_long_time() {
    // A chain of groups, each with a person: sizes are counted where somebody asks.
    let mut text = String::new();
    for at in 0..5_000 {
        let parent = at + 1;
        let _ = write!(
            text,
            "{}",
            entity(
                "Group",
                &format!("g{at}"),
                &format!("type: team, parent: g{parent}, members: [p{at}]")
            )
        );
    }
    let (catalog, _) = read(&[&text]);
    assert_eq!(choice().customers(&catalog).len(), 1);
    assert_eq!(catalog.people_in(&group("g4999")), 5_000);
}
