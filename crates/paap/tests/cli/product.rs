//! A platform as a product, through the whole program.

mod import;
mod internal;
mod measured;
mod next;
mod promises;
mod withheld;

use crate::interviews::{copy, run_with};
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
    let who = who();
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

/// Whom the need of the status is about.
const fn who() -> &'static str {
    "count(q19 = \"No\")"
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
    write(
        &root,
        "outcomes.lock",
        "{\"outcome\":\"seen\",\"metric\":\"adoption(request-board)\",\"baseline\":\"0%\",\"from\":\"2025-10-01\",\"to\":\"2025-10-31\",\
         \"target\":\">= 50%\",\"review\":\"2026-06-01\",\"date\":\"2025-11-03\"}\n",
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

fn example(name: &str) -> PathBuf {
    crate::interviews::example(name).into()
}

/// The example workspace, on its own.
fn harbour(name: &str) -> PathBuf {
    let root = crate::folder(&format!("product-{name}"));
    copy(&example("workspace"), &root);
    root
}

fn view(schema: &str, verb: &str, root: &Path, more: &[&str]) -> Value {
    let run = run_with(&format!("{verb} --format json"), root, more);
    assert!(run.status.success(), "{}{}", out(&run), err(&run));
    let view: Value = serde_json::from_slice(&run.stdout).unwrap();
    conforms(schema, &view);
    view
}

#[test]
fn events_become_facts_and_nothing_of_persons_is_kept() {
    let root = harbour("events");
    fs::remove_dir_all(root.join("product/facts")).unwrap();
    let file = example("harbour/events.jsonl");
    // Every person of the file is called otherwise, so that none could be there by chance.
    let text = fs::read_to_string(&file).unwrap();
    let mut marked = String::new();
    for (at, part) in text.split("builder-").enumerate() {
        marked += part;
        marked += &format!("MARK{at:05}-");
    }
    let place = root.with_extension("jsonl");
    fs::write(&place, marked).unwrap();
    let verb = "product events --workspace DIR";
    let dry = view("product-events", verb, &root, &[place.to_str().unwrap(), "--dry-run"]);
    assert!(dry["written"].as_array().unwrap().is_empty() && !root.join("product/facts").exists());
    let kept = view("product-events", verb, &root, &[place.to_str().unwrap()]);
    assert_eq!((&kept["events"], &kept["repeated"]), (&1282.into(), &5.into()));
    for file in fs::read_dir(root.join("product/facts")).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        assert!(!text.contains("MARK") && !text.contains('@'));
    }
    // What is kept in the example is what its events say.
    let run = view("product-events", verb, &root, &[file.to_str().unwrap()]);
    assert_eq!(run["persons"], 9);
    for name in ["use", "requests", "delivery"] {
        let name = format!("product/facts/{name}.jsonl");
        let (own, shipped) = (root.join(&name), example("workspace").join(&name));
        assert_eq!(
            fs::read_to_string(own).unwrap(),
            fs::read_to_string(shipped).unwrap(),
            "{name}"
        );
    }
    // Fewer days than are kept are refused.
    let half: String = text.lines().take(600).map(|line| format!("{line}\n")).collect();
    fs::write(&place, half).unwrap();
    let run = run_with(verb, &root, &[place.to_str().unwrap()]);
    assert!(run.status.code() == Some(2) && err(&run).contains("--replace"), "{}", err(&run));
    let run = run_with(verb, &root, &[place.to_str().unwrap(), "--replace"]);
    assert!(run.status.success(), "{}", err(&run));
}

#[test]
fn outcomes_are_compared_on_their_day() {
    let root = harbour("review");
    let told = view("product-review", "product review DIR", &root, &[]);
    let verdict = |view: &Value, id: &str| {
        let outcomes = view["outcomes"].as_array().unwrap();
        outcomes.iter().find(|own| own["id"] == id).map(|own| own["verdict"].clone()).unwrap()
    };
    assert_eq!(verdict(&told, "board-is-used"), "met");
    assert_eq!(verdict(&told, "requests-are-faster"), "met");
    assert_eq!(verdict(&told, "path-is-chosen"), "cannot tell");
    // The chain ends in what came of it, and begins with what somebody said.
    let chain =
        view("product-chain", "product chain --workspace DIR", &root, &["outcome:board-is-used"]);
    let words = chain["from"]["words"].as_str().unwrap();
    assert!(words.contains("rose from 0% to 83%") && words.ends_with("target met"), "{words}");
    assert!(chain["rests_on"].as_array().unwrap().iter().any(|own| own["kind"] == "said"));
    let down =
        view("product-chain", "product chain --workspace DIR", &root, &["I just want to see it"]);
    let last =
        down["leads_to"].as_array().unwrap().iter().find(|own| own["kind"] == "outcome").unwrap();
    assert_eq!(last["words"], chain["from"]["words"]);
}
