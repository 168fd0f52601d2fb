use crate::sample::{found, planned, tree, with};

fn codes(found: &[(String, usize, &'static str)]) -> Vec<(usize, &'static str)> {
    found.iter().map(|(_, line, code)| (*line, *code)).collect()
}

#[test]
fn links_are_followed_within_the_workspace() {
    let page = "# Page\n\n[out](https://example.org/x) [plan](../../studies/quay/study.yaml#aim)\n\n[gone](../gone.md)\n[away](../../../etc/passwd)\n[root](/paap.yaml)\n\n`[code](nothing.md)`\n";
    let found = found(&with("content/pages/page.md", &format!("---\ntitle: Page\n---\n{page}")));
    let links: Vec<usize> =
        found.iter().filter(|(.., code)| *code == "broken-link").map(|own| own.1).collect();
    assert_eq!(links, [8, 9, 10], "{found:?}");
}

#[test]
fn a_plan_names_what_there_is() {
    assert_eq!(codes(&found(&tree())), []);
    assert_eq!(codes(&found(&planned("hidden: [q2, q9]", ""))), [(6, "unknown-question")]);
    let cross = "cross: [{rows: q1, cols: nothing}]";
    assert_eq!(codes(&found(&planned(cross, ""))), [(6, "unknown-question")]);
    assert_eq!(codes(&found(&planned("title: Pulse", "withdrawn: [wren]"))).len(), 2);
}

#[test]
fn promises_are_kept_however_the_place_is_written() {
    let promise = |what: &str, until: &str| {
        let plan = format!("retention:\n  - what: {what}\n    until: {until}");
        found(&planned("limits: None.", &plan)).iter().any(|own| own.2 == "retention")
    };
    for what in [
        "sealed/responses",
        "sealed/responses/",
        "./sealed/responses/pulse.csv",
        "sealed/responses/pulse.csv.age",
    ] {
        assert!(promise(what, "2026-11-25"), "{what}");
        assert!(!promise(what, "2026-11-26"), "{what}");
    }
    assert!(!promise("sealed/originals", "2020-01-01"));
    assert!(!promise("sealed/resp", "2020-01-01"));
}

#[test]
fn secrets_are_found_in_any_file() {
    let found = found(&with("content/files/x.bin", "a\nb AGE-SECRET-KEY-1QQ\n"));
    assert!(found.iter().any(|(_, line, code)| (*line, *code) == (2, "secret-key")), "{found:?}");
    let mut tree = tree();
    tree.exposed.insert("studies/quay/sealed/originals/wren.vtt".to_owned());
    tree.links.insert("content/elsewhere".to_owned());
    let codes: Vec<&str> = self::found(&tree).iter().map(|own| own.2).collect();
    assert_eq!(codes, ["link", "sealed-in-the-open"]);
}
