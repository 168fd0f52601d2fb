//! What was promised stays what it was: outcomes and their lock.

use super::{harbour, view};
use crate::interviews::run_with;
use crate::workspace::{check, found};
use crate::{err, out};
use serde_json::Value;
use std::fs;
use std::path::Path;

#[test]
fn a_goal_that_is_moved_after_the_release_fails_at_its_line() {
    let root = harbour("goal");
    let outcome = root.join("product/outcomes/board-is-used.md");
    let file = "product/outcomes/board-is-used.md".to_owned();
    let text = fs::read_to_string(&outcome).unwrap();
    let codes = |changed: &str| {
        fs::write(&outcome, changed).unwrap();
        let errors = found(&check(&root, &[]).0, "error");
        fs::write(&outcome, &text).unwrap();
        errors
    };
    assert!(codes(&text).is_empty());
    let changed = codes(&text.replace(">= 50%", ">= 30%"));
    assert_eq!(changed, [(file.clone(), 6, "lock-changed".to_owned())]);
    let later = codes(&text.replace("review: 2026-06-30", "review: 2026-10-16"));
    assert_eq!(later, [(file.clone(), 7, "lock-changed".to_owned())]);
    let rosier = codes(&text.replace("value: 0%", "value: 10%"));
    let rosier: Vec<&str> = rosier.iter().map(|own| own.2.as_str()).collect();
    assert_eq!(rosier, ["lock-changed", "stale-baseline"]);
    let unknown = codes(&text.replace("adoption(request-board)", "adoption(requestboard)"));
    assert!(unknown.iter().any(|own| own.2 == "lock-changed" && own.1 == 4), "{unknown:?}");
    let lock = root.join("product/outcomes.lock");
    let fixed = fs::read_to_string(&lock).unwrap();
    fs::remove_file(&lock).unwrap();
    let missing = found(&check(&root, &[]).0, "error");
    assert!(missing.iter().all(|own| own.2 == "not-locked") && missing.len() == 3, "{missing:?}");
    // What is released cannot be fixed any more; what is not, can.
    let run = run_with("product review DIR --lock", &root, &[]);
    let said = out(&run);
    assert!(
        said.contains("board-is-used") && said.contains("any more") && !lock.exists(),
        "{said}"
    );
    fs::write(&lock, &fixed).unwrap();
    let run = run_with("product review DIR --lock", &root, &[]);
    assert!(out(&run).contains("Nothing is to be fixed"), "{}", out(&run));
    let next = text
        .replace("item: request-board", "item: ships-pipeline")
        .replace("2026-06-30", "2030-06-30");
    fs::write(root.join("product/outcomes/ships.md"), next).unwrap();
    // People work on it: it is named until it is fixed.
    let loose = |root: &Path| {
        let all = found(&check(root, &[]).0, "warning").into_iter();
        all.filter(|own| own.2 == "not-locked").map(|own| own.0).collect::<Vec<_>>()
    };
    assert_eq!(loose(&root), ["product/outcomes/ships.md"]);
    let run = run_with("product review DIR --lock", &root, &[]);
    assert!(out(&run).contains("fixed ships"), "{}", out(&run));
    assert_eq!(fs::read_to_string(&lock).unwrap().lines().count(), 4);
    assert!(loose(&root).is_empty());
    // Whoever fixes a promise when the board is there is told so in its verdict, too.
    let later = fixed.replace("\"date\":\"2026-02-02", "\"date\":\"2026-06-02");
    let late = fs::read_to_string(&lock).unwrap().replace(&fixed, &later);
    assert_ne!(fixed, later);
    fs::write(&lock, late).unwrap();
    let said = out(&run_with("product review DIR", &root, &[]));
    assert!(
        said.replace("\n                     ", " ").contains("after the release on 2026-02-02"),
        "{said}"
    );
    let later = view("product-review", "product review DIR --all", &root, &[]);
    assert_eq!(later["outcomes"].as_array().unwrap().last().unwrap()["verdict"], Value::Null);
}

/// A promise that was not kept cannot be made to vanish, nor changed in the lock, nor the lock mended by chance.
#[test]
fn a_promise_is_neither_taken_back_nor_rewritten() {
    let root = harbour("taken-back");
    let lock = root.join("product/outcomes.lock");
    let (fixed, file) = (fs::read_to_string(&lock).unwrap(), "product/outcomes.lock");
    let errors = || found(&check(&root, &[]).0, "error");
    // Taken back.
    let outcome = root.join("product/outcomes/path-is-chosen.md");
    let text = fs::read_to_string(&outcome).unwrap();
    fs::remove_file(&outcome).unwrap();
    let orphan = (file.to_owned(), 1, "lock-orphan".to_owned());
    assert!(errors().contains(&orphan), "{:?}", errors());
    fs::write(&outcome, &text).unwrap();
    assert_eq!(errors(), []);
    // Changed in the lock: the check fails, and the verdict says so.
    fs::write(&lock, fixed.replace(">= 80%", ">= 10%")).unwrap();
    assert_eq!(errors()[0].2, "lock-changed");
    let reviewed = view("product-review", "product review DIR", &root, &[]);
    let own = &reviewed["outcomes"][1];
    assert_eq!(
        (&own["id"], &own["changed"]),
        (&"path-is-chosen".into(), &serde_json::json!(["target"]))
    );
    assert!(
        out(&run_with("product review DIR", &root, &[])).contains("not what was fixed: target")
    );
    // Of another roadmap item, where the line says of which it was.
    let line = fixed.replace(
        "\"metric\":\"adoption(golden",
        "\"item\":\"public-roadmap\",\"metric\":\"adoption(golden",
    );
    fs::write(&lock, &line).unwrap();
    assert_eq!(errors(), []);
    fs::write(&outcome, text.replace("item: public-roadmap", "item: owners-page")).unwrap();
    assert!(errors().iter().any(|own| own.1 == 3 && own.2 == "lock-changed"), "{:?}", errors());
    fs::write(&outcome, &text).unwrap();
    // A line that cannot be read is not lost.
    fs::write(&lock, format!("{fixed}garbage\n")).unwrap();
    let run = run_with("product review DIR --lock", &root, &[]);
    assert!(run.status.code() == Some(2) && err(&run).contains("would lose them"), "{}", err(&run));
    assert!(fs::read_to_string(&lock).unwrap().ends_with("garbage\n"));
    // Nor is a file that is no text.
    let bytes = [fixed.as_bytes(), b"\n\xff"].concat();
    fs::write(&lock, &bytes).unwrap();
    let run = run_with("product review DIR --lock", &root, &[]);
    assert!(run.status.code() == Some(2) && fs::read(&lock).unwrap() == bytes, "{}", err(&run));
    // What it was fixed for went out: it is not fixed anew for something that is still to come.
    fs::write(&lock, &line).unwrap();
    let moved = text.replace("item: public-roadmap", "item: ships-pipeline").replace("80%", "10%");
    fs::write(&outcome, moved.replace("2026-09-30", "2030-09-30")).unwrap();
    let codes: Vec<String> = errors().into_iter().map(|own| own.2).collect();
    assert!(codes.contains(&"lock-changed".to_owned()), "{codes:?}");
    let run = run_with("product review DIR --lock", &root, &[]);
    assert!(out(&run).contains("cannot be fixed any more: path-is-chosen"), "{}", out(&run));
    assert_eq!(fs::read_to_string(&lock).unwrap(), line);
}
