//! A platform as a product, through the whole program.

mod import;

use crate::interviews::run_with;
use crate::workspace::{check, found, made};
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
    assert_eq!((&status["votes"], &status["votes_on_behalf"]), (&1.into(), &0.into()));
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

/// The platform with the whole chain: what somebody said, and what came of it.
fn whole(name: &str) -> PathBuf {
    let root = platform(name);
    write(
        &root,
        "capabilities/request-board.md",
        "---\ntitle: Request board\ndomain: portals\neligible: segment = \"Parcels\" or segment = \"Booking\"\n---\n\nShows requests.\n",
    );
    write(
        &root,
        "roadmap/board.md",
        "---\ntitle: A board of requests\nwhen: done\nneeds: [status]\ncapability: request-board\n---\n",
    );
    write(
        &root,
        "releases/2025-12.md",
        "---\ntitle: The board is there\ndate: 2025-12-01\nitems: [board]\ntold: [Parcels, everyone]\n---\n\nSee where your request is.\n",
    );
    write(
        &root,
        "outcomes/seen.md",
        "---\ntitle: Teams look at the board\nitem: board\nmetric: adoption(request-board)\nbaseline: {value: 0%, from: 2025-10-01, to: 2025-10-31}\n\
         target: '>= 50%'\nreview: 2026-06-01\n---\n\nThey do.\n",
    );
    root
}

fn walked(root: &Path, link: &str) -> Value {
    let run = crate::run(&[
        "product",
        "chain",
        link,
        "--workspace",
        root.to_str().unwrap(),
        "--format",
        "json",
    ]);
    assert!(run.status.success(), "{}", err(&run));
    let view: Value = serde_json::from_slice(&run.stdout).unwrap();
    conforms("product-chain", &view);
    view
}

fn kinds(steps: &Value) -> Vec<&str> {
    steps.as_array().unwrap().iter().map(|own| own["kind"].as_str().unwrap()).collect()
}

#[test]
fn a_sentence_leads_to_an_outcome_and_back() {
    let root = whole("chain");
    let (view, exit) = check(&root, &[]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    let down = walked(&root, "I wrote a calendar entry");
    assert_eq!(down["from"]["kind"], "said");
    assert_eq!(kinds(&down["leads_to"]), ["insight", "need", "roadmap item", "release", "outcome"]);
    assert!(down["leads_to"].as_array().unwrap().iter().all(|own| own["holds"] == true));
    let up = walked(&root, "outcome:seen");
    assert_eq!(kinds(&up["rests_on"]), ["release", "roadmap item", "need", "insight", "said"]);
    let folder = root.to_str().unwrap();
    insta::assert_snapshot!(out(&crate::run(&[
        "product",
        "chain",
        "need:status",
        "--workspace",
        folder
    ])));
    let run = crate::run(&["product", "chain", "nobody said this", "--workspace", folder]);
    assert_eq!(run.status.code(), Some(2), "{}", out(&run));
}

#[test]
fn words_that_several_said_are_asked_about() {
    let folder = crate::interviews::example("workspace");
    let chain = |link: &str| crate::run(&["product", "chain", link, "--workspace", &folder]);
    let run = chain("the");
    assert_eq!(run.status.code(), Some(2), "{}", out(&run));
    let asked = err(&run);
    assert!(asked.contains("Which?"), "{asked}");
    // What is listed is understood.
    let listed: Vec<&str> = asked.split("'harbour-users/").skip(1).collect();
    assert!(listed.len() > 1, "{asked}");
    for rest in listed {
        let name = format!("harbour-users/{}", rest.split('\'').next().unwrap());
        let run = chain(&name);
        assert!(run.status.success() && out(&run).contains(&name), "{name}: {}", err(&run));
    }
}

#[test]
fn a_broken_link_fails_where_it_broke() {
    let breaks = [
        ("needs/status.md", "first-study/draft-1", "first-study/draft-2", "unknown-insight", 5),
        ("roadmap/board.md", "needs: [status]", "needs: []", "serves-no-need", 1),
        ("roadmap/board.md", "[status]", "[statsu]", "unknown-need", 4),
        ("roadmap/board.md", "request-board", "requests", "unknown-capability", 5),
        ("releases/2025-12.md", "items: [board]", "items: []", "no-outcome", 1),
        ("releases/2025-12.md", "[board]", "[bord]", "unknown-item", 4),
        ("releases/2025-12.md", "[Parcels,", "[Parcel,", "unknown-customer", 5),
        ("outcomes/seen.md", "to: 2025-10-31", "to: 2025-12-01", "young-baseline", 5),
        ("outcomes/seen.md", "item: board", "item: boards", "unknown-item", 3),
        ("outcomes/seen.md", "review: 2026-06-01", "review: 2025-11-01", "wrong-order", 7),
        ("capabilities/request-board.md", "Booking", "Bookings", "expression", 4),
        (
            "requests.yaml",
            "from: fares, date: 2025-10-01",
            "from: fare, date: 2025-10-01",
            "unknown-customer",
            2,
        ),
        ("needs/status.md", "q19", "q99", "measure", 8),
    ];
    let root = whole("broken");
    for (file, from, to, code, line) in breaks {
        let path = root.join("product").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let (view, exit) = check(&root, &[]);
        let errors = found(&view, "error");
        let expected = (format!("product/{file}"), line, code.to_owned());
        assert!(errors.contains(&expected) && exit == 1, "{expected:?} {errors:?}");
        fs::write(&path, text).unwrap();
    }
    // Evidence that went stale under a decision names what rests on it.
    let insight = root.join("studies/first-study/insights/draft-1.md");
    let text = fs::read_to_string(&insight).unwrap();
    fs::write(&insight, text.replacen("calendar", "paper", 1)).unwrap();
    let (view, _) = check(&root, &[]);
    let stale =
        view["problems"].as_array().unwrap().iter().find(|own| own["code"] == "stale-evidence");
    let message = stale.unwrap()["message"].as_str().unwrap();
    assert!(message.contains("board rests on it"), "{message}");
}

#[test]
fn an_assessment_is_read_kept_and_compared() {
    let root = platform("assess");
    let folder = root.to_str().unwrap();
    let first = "https://a.example/?investment_1=1&investment_2=1&investment_3=1&investment_4=2&adoption_1=2&lang=de";
    let other = "https://a.example/?investment_1=3&adoption_1=2";
    let keep = |addresses: &[&str], day: &str| {
        let args = [
            &["product", "assess"],
            addresses,
            &["--date", day, "--team", "fares", "--into", folder],
        ];
        let run = crate::run(&args.concat());
        assert!(run.status.success(), "{}", err(&run));
    };
    keep(&[first, other], "2026-01-15");
    keep(&[other], "2026-07-15");
    let (view, _) = check(&root, &[]);
    assert_eq!(found(&view, "error"), Vec::new());
    let file = |day: &str| format!("{folder}/product/assessments/{day}-fares.yaml");
    let (before, now) = (file("2026-01-15"), file("2026-07-15"));
    let run = crate::run(&["product", "assess", &now, &before, "--format", "json"]);
    let view: Value = serde_json::from_slice(&run.stdout).unwrap();
    conforms("product-assess", &view);
    let aspect = &view["assessments"][0]["aspects"][0];
    // 1, 1, 1, 2 of one person and 3 of the other.
    assert_eq!(
        (&aspect["mean"], &aspect["low"], &aspect["high"]),
        (&1.6.into(), &1.25.into(), &3.0.into())
    );
    assert_eq!(
        (&view["movements"][0]["question"], &view["movements"][0]["by"]),
        (&"investment_1".into(), &1.0.into())
    );
    insta::assert_snapshot!(out(&crate::run(&["product", "assess", &before, &now])));
    // What cannot be is named, and fails a strict run.
    let run = crate::run(&["product", "assess", "https://a.example/?investment_1=9", "--strict"]);
    assert_eq!(run.status.code(), Some(1), "{}", out(&run));
    fs::write(
        &now,
        "instrument: maturity-1\ndate: 2026-07-15\nrespondents:\n  - {investment_1: 9}\n",
    )
    .unwrap();
    let (view, _) = check(&root, &[]);
    let place =
        ("product/assessments/2026-07-15-fares.yaml".to_owned(), 4, "wrong-level".to_owned());
    assert!(found(&view, "error").contains(&place));
}
