use crate::Workspace;
use crate::sample::{ANSWERS, check, found, planned, tree, with};
use crate::tree::Tree;
use paap_interview::coding::{Entry, Operation};
use paap_interview::document::Version;
use paap_interview::selector::Selector;

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
    let withdrawn = codes(&found(&planned("limits: None.", "withdrawn: [wren]")));
    assert_eq!(withdrawn, [(1, "withdrawn")]);
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
fn who_is_alone_only_by_a_small_letter_is_said_to_be() {
    let claim = "---\nstatus: published\n---\n\n# 19 do not wait\n\n## For\n\n- **19 of 60** do not: `count(q2 = \"Never\")` in \
                 `pulse`\n- **39 of 60** do: `count(q2 = \"Often\")` in `pulse`\n";
    let mut tree = with("studies/quay/insights/waits.md", claim);
    let csv = String::from_utf8(tree.files[ANSWERS].clone()).unwrap();
    let helps = |tree: &Tree| -> Vec<String> {
        let problems = check(tree).problems.into_iter();
        let withheld = problems.filter(|own| own.problem.code == "withheld");
        withheld.map(|own| own.problem.help.unwrap_or_default()).collect()
    };
    assert_eq!(helps(&tree), [""; 0]);
    let mut put = |csv: String| tree.files.insert(ANSWERS.to_owned(), csv.into_bytes());
    put(csv.replacen("Often", "often", 2));
    let apart = helps(&tree);
    assert!(
        !apart.is_empty() && apart[0].contains("an alias in questionnaires/pulse.yaml"),
        "{apart:?}"
    );
    // Another answer is another answer.
    tree.files.insert(ANSWERS.to_owned(), csv.replacen("Often", "Rarely", 2).into_bytes());
    let other = helps(&tree);
    assert!(!other.is_empty() && other[0].ends_with("out of the claim."), "{other:?}");
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

/// The plan with a hypothesis, and its problems by line.
fn tested(keys: &str) -> Vec<(usize, &'static str)> {
    let hypothesis = format!("hypotheses:\n  waits:\n    statement: They wait.\n{keys}");
    codes(&found(&planned("from: 2026-03-01", &hypothesis)))
}

#[test]
fn a_test_can_fail_and_is_of_the_past() {
    let of = |test: &str| tested(&format!("    date: 2026-01-01\n    test: {test}\n"));
    assert_eq!(of("share(q2 = Often) >= 50%"), []);
    for test in [
        "share(q2 = Often) >= 0%",
        "share(q2 = Often) <= 100%",
        "share(q2 answered of q2 = Often) >= 50%",
        "count(q2 = Often or q2 != Often) >= 50%",
        "share(q2 = Often) >= 64",
        "count(q2 = Often) >= 0.64",
    ] {
        assert_eq!(of(test), [(11, "wrong-test")], "{test}");
    }
    assert_eq!(of("count(q2 = Often) >= 64"), [(11, "bound-beyond")]);
    assert_eq!(of("count(q2 answered) >= 30"), []);
    assert_eq!(of("share(q2 = Often) >= 0.5%"), [(11, "odd-bound")]);
    let least = |least: &str| {
        tested(&format!(
            "    date: 2026-01-01\n    test: share(q2 = Often) >= 50%\n    least-base: {least}\n"
        ))
    };
    assert_eq!(least("1"), []);
    assert_eq!(least("0"), [(12, "least-base")]);
    assert_eq!(least("-3"), [(12, "wrong-value")]);
    let future = tested("    date: 2027-01-01\n    test: share(q2 = Often) >= 50%\n");
    assert_eq!(future, [(10, "hypothesis-future")]);
}

#[test]
fn the_answers_own_days_count() {
    let from = |day: &str| codes(&found(&planned(&format!("from: {day}"), "")));
    assert_eq!(from("2026-03-01"), []);
    assert_eq!(from("2026-02-01"), []);
    assert_eq!(from("2026-03-02"), [(6, "late-from")]);
    let severe = |day: &str| check(&planned(&format!("from: {day}"), "")).errors();
    assert_eq!(
        (severe("2026-03-02"), severe("2026-03-03")),
        (severe("2026-03-01"), 1 + severe("2026-03-01"))
    );
    // Whatever the plan says, a test after the first answer is exploratory.
    let exploratory = |date: &str| {
        let plan = format!(
            "hypotheses:\n  waits:\n    statement: They wait.\n    date: {date}\n    test: share(q2 = Often) >= 50%\n"
        );
        let workspace = Workspace::read(&planned("from: 2026-09-01", &plan), 1);
        let study = &workspace.studies[0];
        study.verdict(&study.plan.hypotheses[0], &[]).exploratory
    };
    assert!(exploratory("2026-03-02") && !exploratory("2026-03-01"));
}

#[test]
fn codings_are_of_words_that_stand_there() {
    let workspace = Workspace::read(&tree(), 1);
    let document = &workspace.studies[0].documents["wren"];
    let start = document.body.find("I wait").expect("it is there");
    let place = Selector::of(document, start..start + 6).expect("a place");
    let line = |id: &str, coder: &str, document: &str, place: &Selector| {
        let operation = Operation::Apply {
            code: "waiting".to_owned(),
            document: document.to_owned(),
            place: place.clone(),
            memo: None,
        };
        let entry = Entry { id: id.to_owned(), at: 1, coder: coder.to_owned(), operation };
        entry.write() + "\n"
    };
    let found = |log: &str, plan: &str| {
        let mut tree = planned("limits: None.", plan);
        let mut put = |name: &str, text: &str| {
            tree.files.insert(format!("studies/quay/{name}"), text.as_bytes().to_vec());
        };
        put("codings/ana.jsonl", log);
        put("codebook.yaml", "codes:\n  - id: waiting\n    name: Waiting\n");
        put(
            "assignments.yaml",
            "wren:\n  - coder: ana\n    state: done\n    since: 2026-03-01T10:00:00Z\n",
        );
        let mut found = found(&tree);
        found.retain(|(file, ..)| file.ends_with(".jsonl"));
        codes(&found)
    };
    let good = line("a1", "ana", "wren", &place);
    assert_eq!(found(&good, ""), []);
    let after = |other: String| found(&(good.clone() + &other), "");
    assert_eq!(after(line("a2", "bo", "wren", &place)), [(2, "other-coder")]);
    assert_eq!(after(line("a2", "ana", "teal", &place)), [(2, "unknown-transcript")]);
    let again =
        line("a1", "ana", "wren", &place).replace("\"code\":\"waiting\"", "\"code\":\"other\"");
    assert_eq!(after(again), [(2, "same-id")]);
    let other = Selector { exact: "I want".to_owned(), ..place.clone() };
    assert_eq!(after(line("a2", "ana", "wren", &other)), [(2, "coded-words")]);
    let moved = Selector { start: place.start - 1, end: place.end - 1, ..place.clone() };
    assert_eq!(after(line("a2", "ana", "wren", &moved)), [(2, "coded-words")]);
    let old = Selector { version: Version("0".repeat(64)), ..other };
    assert_eq!(after(line("a2", "ana", "wren", &old)), [(2, "coded-words")]);
    let carried = Selector { version: Version("0".repeat(64)), ..place.clone() };
    assert_eq!(after(line("a2", "ana", "wren", &carried)), []);
    assert_eq!(found(&good, "withdrawn: [wren]"), [(1, "withdrawn")]);
    let bo = line("b1", "bo", "wren", &place);
    let mut tree = tree();
    tree.files.insert("studies/quay/codings/bo.jsonl".to_owned(), bo.into_bytes());
    let claims = "wren:\n  - coder: ana\n    state: done\n    since: 2026-03-01T10:00:00Z\n";
    tree.files.insert("studies/quay/assignments.yaml".to_owned(), claims.into());
    assert!(
        self::found(&tree).iter().any(|(_, line, code)| (*line, *code) == (1, "unknown-coder"))
    );
}

#[test]
fn who_agreed_to_be_quoted_alone_is_named_where_whole_transcripts_are_shown() {
    let file = "studies/quay/transcripts/wren.md";
    let of = |tree: &Tree| {
        found(tree).into_iter().filter(|own| own.2 == "transcript-consent").collect::<Vec<_>>()
    };
    let shown = planned("from: 2026-03-01", "publish:\n  transcripts: true");
    assert_eq!(of(&shown), [(file.to_owned(), 1, "transcript-consent")]);
    assert_eq!(of(&planned("from: 2026-03-01", "")), []);
    let mut agreed = shown;
    let text = String::from_utf8(agreed.files[file].clone()).unwrap();
    let text = text.replace("id: wren\n", "id: wren\nconsent: quotes and transcript\n");
    agreed.files.insert(file.to_owned(), text.into());
    assert_eq!(of(&agreed), []);
}
