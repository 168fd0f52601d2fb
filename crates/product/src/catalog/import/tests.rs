//! Imports into files that nobody, or somebody, wrote.

use super::*;
use crate::catalog::tests::{choice, entity, group, read};
use crate::{Capability, Customer};

/// A platform of one system, and a team.
fn catalog(title: &str, people: usize) -> Catalog {
    let users = (0..people).map(|at| entity("User", &format!("u{at}"), "memberOf: [fares]"));
    let text = [
        entity("Group", "crew, title: The crew", "type: team"),
        entity("Group", "ports", "type: unit, children: [fares]"),
        entity("Group", "fares", "type: team, profile: {displayName: Booking & Fares}"),
        entity(
            "System",
            &format!("ferry-ci, title: '{title}', description: Builds., tags: [ci]"),
            "owner: crew",
        ),
        entity(
            "Component",
            "runner",
            "type: service, lifecycle: beta, owner: crew, system: ferry-ci",
        ),
    ];
    let users: String = users.collect();
    read(&[&(text.concat() + &users)]).0
}

fn chosen() -> Choice {
    Choice { platform: vec![group("crew")], ..choice() }
}

type Files = BTreeMap<String, String>;

/// Imports, and writes.
fn import(files: &mut Files, catalog: &Catalog) -> Plan {
    let plan = plan(catalog, &chosen(), files);
    files.extend(plan.files.clone());
    plan
}

fn hows(plan: &Plan) -> Vec<(&str, &'static str)> {
    plan.changes.iter().map(|own| (own.id.as_str(), own.how.word())).collect()
}

#[test]
fn what_is_not_there_is_made_and_read_again() {
    let mut files = Files::new();
    let plan = import(&mut files, &catalog("Ferry CI: fast", 3));
    assert_eq!(hows(&plan), [("ferry-ci", "new"), ("fares", "new")]);
    let (own, problems) = Capability::read("ferry-ci", &files["capabilities/ferry-ci.md"]);
    assert_eq!((own.title.as_str(), problems), ("Ferry CI: fast", Vec::new()));
    assert_eq!(own.owner.as_deref(), Some("The crew"));
    assert_eq!((own.domain.as_deref(), own.services), (Some("build"), vec!["runner".to_owned()]));
    assert_eq!(
        (own.entity.as_deref(), own.body.trim()),
        (Some("system:default/ferry-ci"), "Builds.")
    );
    let mut problems = Vec::new();
    let customers = Customer::read(&files[CUSTOMERS], &mut problems);
    assert_eq!((customers.len(), problems), (1, Vec::new()));
    let own = &customers[0];
    assert_eq!((own.title.as_str(), own.size), ("Booking & Fares", Some(3)));
    assert_eq!(own.segment.as_deref(), Some("ports"));
    // Again: nothing is to be done.
    let again = import(&mut files, &catalog("Ferry CI: fast", 3));
    assert_eq!(hows(&again), [("ferry-ci", "same"), ("fares", "same")]);
    assert_eq!(again.files, Files::new());
}

#[test]
fn what_somebody_changed_stays_and_the_rest_follows_the_catalog() {
    let mut files = Files::new();
    import(&mut files, &catalog("Ferry CI", 3));
    let file = "capabilities/ferry-ci.md";
    let by_hand = files[file]
        .replace("domain: build", "domain: delivery # we think")
        .replace("owner: The crew\n", "")
        .replace("Builds.", "Builds, and how.")
        .replace("entity:", "# Ask first.\neligible: size >= 3\nentity:");
    files.insert(file.to_owned(), by_hand.clone());
    let customers =
        files[CUSTOMERS].replace("    size: 3\n", "    size: 30 # in summer\n    use: mandated\n");
    files.insert(CUSTOMERS.to_owned(), customers.clone());
    let plan = import(&mut files, &catalog("Ferry builds", 4));
    assert_eq!(hows(&plan), [("ferry-ci", "changed"), ("fares", "same")]);
    assert_eq!(plan.changes[0].written, ["title"]);
    assert_eq!(plan.changes[0].kept, ["domain", "owner", "words"]);
    assert_eq!(plan.changes[1].kept, ["size"]);
    assert_eq!(files[file], by_hand.replace("title: Ferry CI", "title: Ferry builds"));
    assert_eq!(files[CUSTOMERS], customers);
    // What the catalog does not say any more is taken out where it stands as it was written.
    let less = catalog("Ferry builds", 4);
    let mut less = less;
    let own = less.entities.get_mut(&Reference::new("system", "default", "ferry-ci")).unwrap();
    (own.tags, own.description) = (Vec::new(), None);
    less.entities.remove(&Reference::new("component", "default", "runner"));
    let plan = import(&mut files, &less);
    assert_eq!(plan.changes[0].written, ["services"]);
    assert!(
        !files[file].contains("services") && files[file].contains("domain: delivery # we think")
    );
    assert!(files[file].ends_with("Builds, and how.\n"));
}

#[test]
fn words_that_nobody_touched_follow_the_description() {
    let mut files = Files::new();
    import(&mut files, &catalog("Ferry CI", 3));
    let mut other = catalog("Ferry CI", 3);
    let reference = Reference::new("system", "default", "ferry-ci");
    for words in ["Two\n\nparagraphs, with a * and a &.", "", "Back."] {
        other.entities.get_mut(&reference).unwrap().description = Some(words.to_owned());
        let plan = import(&mut files, &other);
        assert_eq!(plan.changes[0].written, ["words"], "{words}");
        let (own, problems) = Capability::read("ferry-ci", &files["capabilities/ferry-ci.md"]);
        assert_eq!((own.body.trim(), problems), (words, Vec::new()));
        assert_eq!(import(&mut files, &other).files, Files::new());
    }
}

#[test]
fn what_was_made_by_hand_is_never_written_over() {
    let by_hand = "---\ntitle: Ours\n---\n";
    let customers = "# Ours.\ncustomers:\n  other: {title: Other}\n  fares: {size: 9}\n";
    let mut files = Files::from([
        ("capabilities/ferry-ci.md".to_owned(), by_hand.to_owned()),
        (CUSTOMERS.to_owned(), customers.to_owned()),
    ]);
    let plan = import(&mut files, &catalog("Ferry CI", 3));
    assert_eq!(hows(&plan), [("ferry-ci", "blocked"), ("fares", "blocked")]);
    let named: Vec<_> =
        plan.problems.iter().map(|(file, own)| (file.as_str(), own.code, own.at.line)).collect();
    assert_eq!(named, [("capabilities/ferry-ci.md", "by-hand", 1), (CUSTOMERS, "by-hand", 4)]);
    assert_eq!(plan.files, Files::new());
    // Who says that both are one keeps the file.
    let linked = by_hand.replace("Ours\n", "Ours\nentity: System:ferry-ci\n");
    files.insert("capabilities/ferry-ci.md".to_owned(), linked.clone());
    let linked_customers = customers.replace("{size: 9}", "{size: 9, entity: fares}");
    files.insert(CUSTOMERS.to_owned(), linked_customers.clone());
    let plan = import(&mut files, &catalog("Ferry CI", 3));
    assert_eq!(hows(&plan), [("ferry-ci", "by hand"), ("fares", "by hand")]);
    assert_eq!(
        (files["capabilities/ferry-ci.md"].as_str(), &files[CUSTOMERS]),
        (linked.as_str(), &linked_customers)
    );
    assert_eq!(plan.problems, []);
}

#[test]
fn what_somebody_removed_or_renamed_stays_so() {
    let mut files = Files::new();
    import(&mut files, &catalog("Ferry CI", 3));
    let text = files.remove("capabilities/ferry-ci.md").unwrap();
    let plan = import(&mut files, &catalog("Ferry CI 2", 3));
    assert_eq!(hows(&plan)[0], ("ferry-ci", "removed"));
    assert!(!files.contains_key("capabilities/ferry-ci.md"));
    files.insert("capabilities/builds.md".to_owned(), text);
    let plan = import(&mut files, &catalog("Ferry CI 2", 3));
    assert_eq!(hows(&plan)[0], ("builds", "changed"));
    assert!(files["capabilities/builds.md"].contains("title: Ferry CI 2"));
    // What the catalog has no more is named, and stays.
    let plan = import(&mut files, &Catalog::default());
    assert_eq!(plan.absent, ["group:default/fares", "system:default/ferry-ci"]);
    assert_eq!(plan.files, Files::new());
}

#[test]
fn customers_go_where_others_stand() {
    let cases = [
        "customers: {}\n",
        "customers:\n",
        "customers: {} # none yet\n",
        "# Head.\r\ncustomers:\r\n    old:\r\n        title: Old\r\n",
        "customers:\n  old:\n    title: Old\n# A tail.",
        "customers:\n  old: {title: Old}\n\n\n",
    ];
    for text in cases {
        let mut files = Files::from([(CUSTOMERS.to_owned(), text.to_owned())]);
        let plan = import(&mut files, &catalog("Ferry CI", 3));
        assert_eq!((hows(&plan)[1], plan.problems.len()), (("fares", "new"), 0), "{text:?}");
        let mut problems = Vec::new();
        let all = Customer::read(&files[CUSTOMERS], &mut problems);
        assert!(all.iter().any(|own| own.size == Some(3)), "{}", files[CUSTOMERS]);
        assert_eq!((all.len(), problems), (1 + usize::from(text.contains("old")), Vec::new()));
        assert_eq!(files[CUSTOMERS].contains('\r'), text.contains('\r'));
        for line in text.lines().filter(|line| !line.contains("{}") && !line.is_empty()) {
            assert!(files[CUSTOMERS].contains(line), "{line}");
        }
        // And it can be brought up to date there.
        let plan = import(&mut files, &catalog("Ferry CI", 5));
        assert_eq!(plan.changes[1].written, ["size"], "{}", files[CUSTOMERS]);
    }
    for text in [
        "customers: {a: {size: 3}}\n",
        "{customers: {}}\n",
        "customers: [\n",
        "other: 1\n",
        "- a\n",
    ] {
        let mut files = Files::from([(CUSTOMERS.to_owned(), text.to_owned())]);
        let plan = import(&mut files, &catalog("Ferry CI", 3));
        assert_eq!(files[CUSTOMERS], text);
        assert_eq!(plan.problems.len(), 1, "{text}: {:?}", plan.problems);
        assert_eq!(plan.problems[0].0, CUSTOMERS);
    }
}

#[test]
fn two_of_one_name_get_two_files() {
    let text = [
        entity("Group", "crew", "type: team"),
        entity("System", "ferry", "owner: crew"),
        entity("Component", "ferry", "type: service, lifecycle: production, owner: crew"),
        entity("System", "ferry, namespace: quay", "owner: 'group:default/crew'"),
    ];
    let catalog = read(&[&text.concat()]).0;
    let mut files = Files::new();
    let plan = import(&mut files, &catalog);
    assert_eq!(hows(&plan), [("ferry", "new"), ("quay.ferry", "new"), ("component.ferry", "new")]);
    assert_eq!(import(&mut files, &catalog).files, Files::new());
}

#[test]
fn an_owner_who_may_be_a_person_is_not_written() {
    let of = |owner: &str| {
        let text = entity("System", "ferry", &format!("owner: {owner}"));
        let mut files = Files::new();
        import_all(&mut files, &read(&[&text]).0);
        Capability::read("ferry", &files["capabilities/ferry.md"]).0.owner
    };
    assert_eq!(of("ida"), None);
    assert_eq!(of("user:ida"), None);
    assert_eq!(of("'group:quay/crew'"), Some("quay/crew".to_owned()));
}

/// An import of all that there is, whoever owns it.
fn import_all(files: &mut Files, catalog: &Catalog) {
    files.extend(plan(catalog, &choice(), files).files);
}

#[test]
fn a_lock_that_cannot_be_read_stops_everything() {
    let mut files = Files::from([(LOCK.to_owned(), "<<<<<<< HEAD\nentities: [\n".to_owned())]);
    let plan = import(&mut files, &catalog("Ferry CI", 3));
    assert_eq!((plan.files.len(), plan.problems[0].0.as_str()), (0, LOCK));
}

#[test]
fn a_lifecycle_of_its_own_is_named() {
    let catalog = catalog("Ferry CI", 3);
    assert_eq!(remarks(&catalog, &chosen()), []);
    let alone = Choice { capabilities: vec!["component".parse().unwrap()], ..chosen() };
    let found = remarks(&catalog, &alone);
    assert!(found[0].problem.message.contains("“beta”"), "{found:?}");
}
