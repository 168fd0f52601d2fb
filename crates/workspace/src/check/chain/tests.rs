//! Each way in which a chain can be odd, told as a story: a platform that is in order, and one change.

use crate::sample::{found, tree};
use crate::tree::Tree;

const FILES: [(&str, &str); 7] = [
    ("product.yaml", "title: Quay\npromise: Boats on time.\n"),
    ("customers.yaml", "customers:\n  fares: {title: Fares, segment: Booking}\n"),
    ("capabilities/board.md", "---\ntitle: Board\n---\n"),
    (
        "needs/status.md",
        "---\nstory: As a developer, I need to see the queue, so that I can plan\ninsights: [quay/waits]\nreach: {figure: count(segment = Booking), in: customers}\nimpact: 2\neffort: 4\n---\n",
    ),
    ("roadmap/board.md", "---\ntitle: A board\nwhen: done\nneeds: [status]\n---\n"),
    ("releases/first.md", "---\ntitle: It is there\ndate: 2026-03-01\nitems: [board]\n---\n"),
    (
        "outcomes/seen.md",
        "---\ntitle: Teams look\nitem: board\nmetric: adoption(board)\nbaseline: {value: 0%, from: 2026-01-01, to: 2026-01-31}\ntarget: '>= 50%'\nreview: 2026-06-01\n---\n\nThey do.\n",
    ),
];

fn platform() -> Tree {
    let mut tree = tree();
    let mut put = |path: String, text: &str| tree.files.insert(path, text.as_bytes().to_vec());
    put(
        "studies/quay/insights/waits.md".to_owned(),
        "---\nstatus: published\n---\n\n# People wait\n\n## For\n\n## Against\n",
    );
    for (file, text) in FILES {
        put(format!("product/{file}"), text);
    }
    tree
}

/// What a check finds under `product/` after a change to one file.
fn after(file: &str, from: &str, to: &str) -> Vec<(String, usize, &'static str)> {
    let mut tree = platform();
    let path = format!("product/{file}");
    let text = String::from_utf8(tree.files[&path].clone()).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    tree.files.insert(path, text.replacen(from, to, 1).into_bytes());
    of_product(&tree)
}

/// Without what is the same of every platform here: its insight has no evidence, its outcome no data and
/// no lock.
fn of_product(tree: &Tree) -> Vec<(String, usize, &'static str)> {
    let common = ["stale-evidence", "no-data", "not-locked"];
    let all = found(tree).into_iter().filter(|own| !common.contains(&own.2));
    all.filter_map(|(file, line, code)| {
        Some((file.strip_prefix("product/")?.to_owned(), line, code))
    })
    .collect()
}

#[track_caller]
fn check(file: &str, (from, to): (&str, &str), line: usize, code: &'static str) {
    let found = after(file, from, to);
    assert!(found.contains(&(file.to_owned(), line, code)), "{found:?}");
}

#[test]
fn a_platform_in_order_has_nothing_odd() {
    assert_eq!(of_product(&platform()), []);
}

#[test]
fn files_without_a_platform_are_named() {
    let mut tree = platform();
    tree.files.remove("product/product.yaml");
    assert_eq!(of_product(&tree), [("product.yaml".to_owned(), 1, "no-platform")]);
}

#[test]
fn a_need_was_declined_and_somebody_works_on_it() {
    let mut tree = platform();
    let need = FILES[3].1.replace("insights:", "status: declined\nbecause: Too few.\ninsights:");
    tree.files.insert("product/needs/status.md".to_owned(), need.into_bytes());
    // What is done, or was given up, is no plan.
    assert_eq!(of_product(&tree), []);
    let item = "---\ntitle: Mails\nwhen: next\nneeds: [status]\n---\n";
    tree.files.insert("product/roadmap/mails.md".to_owned(), item.as_bytes().to_vec());
    assert_eq!(of_product(&tree), [("roadmap/mails.md".to_owned(), 4, "declined-need")]);
}

#[test]
fn a_release_went_out_and_the_roadmap_says_otherwise() {
    check("roadmap/board.md", ("when: done", "when: later"), 1, "released");
    assert_eq!(after("roadmap/board.md", "when: done", "when: now"), []);
}

#[test]
fn something_is_called_done_that_no_release_has() {
    check("releases/first.md", ("items: [board]", "items: []"), 1, "no-outcome");
    let found = after("releases/first.md", "items: [board]", "items: []");
    assert!(found.contains(&("roadmap/board.md".to_owned(), 1, "no-release")), "{found:?}");
    // What was learned was learned of nothing.
    assert!(found.contains(&("outcomes/seen.md".to_owned(), 7, "not-released")), "{found:?}");
}

#[test]
fn what_was_given_up_may_teach_something() {
    let mut tree = platform();
    tree.files.remove("product/releases/first.md");
    let item = FILES[4].1.replace("done", "stopped");
    tree.files.insert("product/roadmap/board.md".to_owned(), item.into_bytes());
    assert_eq!(of_product(&tree), []);
}

#[test]
fn a_draft_stands_behind_a_need() {
    let mut tree = platform();
    let insight = "---\nstatus: draft\n---\n\n# People wait\n\n## For\n\n## Against\n";
    tree.files.insert("studies/quay/insights/waits.md".to_owned(), insight.as_bytes().to_vec());
    assert_eq!(of_product(&tree), [("needs/status.md".to_owned(), 3, "draft-evidence")]);
}

#[test]
fn what_never_held_does_not_hold_yet() {
    let said = |status: &str| {
        let mut tree = platform();
        let insight = format!(
            "---\nstatus: {status}\n---\n\n# People wait\n\n## For\n\n- **1 of 2** wait: `count(nothing = \"x\")` in `none`\n\n## Against\n"
        );
        tree.files.insert("studies/quay/insights/waits.md".to_owned(), insight.into_bytes());
        let problems = crate::sample::check(&tree).problems;
        let own = problems.into_iter().find(|own| own.problem.code == "stale-evidence");
        own.map(|own| own.problem.message).unwrap_or_default()
    };
    assert_eq!(said("draft"), "The evidence of “quay/waits” does not hold yet. board rests on it.");
    assert_eq!(said("published"), "The evidence of “quay/waits” does not hold. board rests on it.");
}

#[test]
fn a_review_was_due_and_nobody_wrote_what_was_learned() {
    check("outcomes/seen.md", ("\nThey do.\n", ""), 7, "review-due");
    let later = after(
        "outcomes/seen.md",
        "review: 2026-06-01\n---\n\nThey do.\n",
        "review: 2027-06-01\n---\n",
    );
    assert_eq!(later, []);
}

#[test]
fn a_metric_is_of_a_capability_that_is_there() {
    check("outcomes/seen.md", ("adoption(board)", "adoption(bord)"), 4, "unknown-capability");
    check("outcomes/seen.md", ("adoption(board)", "fulfilment(boards)"), 4, "unknown-capability");
    assert_eq!(after("outcomes/seen.md", "adoption(board)", "lead-time()"), []);
}

#[test]
fn what_leads_to_a_person_is_no_name_of_a_team() {
    let title = |title: &str| after("customers.yaml", "title: Fares", &format!("title: {title}"));
    let found = ("customers.yaml".to_owned(), 2, "personal");
    for own in [
        "Fares (ask ida.gull@harbour.example)",
        "Fares glpat-abcdefghij0123456789",
        "Fares ghp_abcdefghij0123456789abcdefghij",
    ] {
        assert_eq!(title(own), std::slice::from_ref(&found), "{own}");
    }
    for own in ["Fares & Booking", "Team 42", "Fares @ Port", "AKIA"] {
        assert_eq!(title(own), [], "{own}");
    }
    let request = "requests:\n  - {title: A board, from: fares, date: 2026-01-02, by: 'ida.gull@harbour.example'}\n";
    let mut tree = platform();
    tree.files.insert("product/requests.yaml".to_owned(), request.as_bytes().to_vec());
    assert_eq!(of_product(&tree), [("requests.yaml".to_owned(), 2, "personal")]);
    let board =
        after("roadmap/board.md", "title: A board", "title: A board (ida.gull@harbour.example)");
    assert_eq!(board, [("roadmap/board.md".to_owned(), 1, "personal")]);
    let owned = "title: Board\nowner: ida.gull@harbour.example";
    let owner = after("capabilities/board.md", "title: Board", owned);
    assert_eq!(owner, [("capabilities/board.md".to_owned(), 1, "personal")]);
}
