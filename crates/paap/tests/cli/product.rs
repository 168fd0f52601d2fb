//! A platform as a product, through the whole program.

use crate::interviews::run_with;
use crate::workspace::made;
use crate::{conforms, err, out};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn write(root: &Path, file: &str, text: &str) {
    let path = root.join("product").join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// The workspace of the other stories, with a platform and three needs.
fn platform(name: &str) -> PathBuf {
    let root = made(name);
    write(&root, "product.yaml", "title: Harbour\npromise: Ferries on time.\n");
    write(
        &root,
        "customers.yaml",
        "customers:\n  parcel-flow: {segment: Parcels, size: 8}\n  fares: {segment: Booking, size: 6}\n",
    );
    write(
        &root,
        "requests.yaml",
        "requests:\n  - {title: Where is it?, from: fares, date: 2025-10-01, need: status}\n  - {title: Again, from: fares, date: 2025-10-02, need: status}\n",
    );
    let reach = |figure: &str, place: &str, more: &str| {
        format!("reach:\n  figure: {figure}\n  in: {place}\n{more}")
    };
    let need = |id: &str, what: &str, rest: &str| {
        let text = format!(
            "---\nstory: As a developer, I need {what}, so that I can plan\ntitle: {what}\nimpact: 2\n{rest}---\n"
        );
        write(&root, &format!("needs/{id}.md"), &text);
    };
    let who = "count(q19 = \"No\")";
    let survey = "first-study/team-survey";
    need(
        "status",
        "the state of my request",
        &format!(
            "insights: [first-study/draft-1]\neffort: 4\n{}",
            reach(who, survey, "  population: 260\n")
        ),
    );
    need(
        "faster",
        "faster builds",
        &format!("effort: 4\n{}", reach("count(q19 = \"Yes\")", survey, "")),
    );
    need("logs", "logs", &reach("count(segment = \"Parcels\")", "customers", ""));
    root
}

fn next(root: &Path, more: &[&str]) -> Value {
    let run = run_with("product next DIR --format json", root, more);
    assert!(run.status.success(), "{}", err(&run));
    let view: Value = serde_json::from_slice(&run.stdout).unwrap();
    conforms("product-next", &view);
    view
}

#[test]
fn reach_is_counted_and_its_arithmetic_shown() {
    let root = platform("next");
    let view = next(&root, &["--what-if"]);
    let needs = view["needs"].as_array().unwrap();
    let status = needs.iter().find(|own| own["id"] == "status").unwrap();
    let reach =
        &status["inputs"].as_array().unwrap().iter().find(|own| own["name"] == "reach").unwrap();
    // 40 of 124, taken of 260 people.
    assert_eq!(reach["counted"], "40 of 124 who answered, taken of 260 people");
    assert!((reach["value"].as_f64().unwrap() - 40.0 / 124.0 * 260.0).abs() < 1e-9);
    assert_eq!(status["votes"], 1);
    assert_eq!(status["assumption"], false);
    let faster = needs.iter().find(|own| own["id"] == "faster").unwrap();
    assert_eq!((&faster["assumption"], &faster["confidence"]), (&true.into(), &10.0.into()));
    assert_eq!(view["unscored"][0]["missing"][0], "no effort");
    assert!(view["what_if"].as_array().unwrap().iter().any(|own| own["what"] == "Parcels leaves"));
    let run = run_with("product next DIR --what-if", &root, &[]);
    insta::assert_snapshot!(out(&run));
}

#[test]
fn a_formula_of_ones_own() {
    let root = platform("formula");
    let view = next(&root, &["--score", "2 * votes + impact"]);
    let first = &view["needs"][0];
    assert_eq!((&first["id"], &first["arithmetic"]), (&"status".into(), &"2 × 1 + 2 = 4".into()));
    let run = run_with("product next DIR", &root, &["--score", "reach * effrot"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(err(&run).contains("Did you mean “effort”?"), "{}", err(&run));
}
