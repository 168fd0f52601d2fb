//! What comes next, and what is said of it; and the way there from `paap init`.

use super::{harbour, platform, who, whole, write};
use crate::interviews::{example, run_with};
use crate::workspace::{check, found, made};
use crate::{conforms, err, out, run};
use serde_json::Value;
use std::fs;
use std::path::Path;

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
    assert_eq!(reach["counted"], "84 of 260 people, as 40 of 124 who answered (32%, 25–41%)");
    assert_eq!(
        (&reach["figure"], &reach["source"]),
        (&who().into(), &"first-study/team-survey".into())
    );
    let judged: Vec<&str> = status["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|own| own["judged"].as_str())
        .collect();
    assert_eq!(judged, ["4 weeks (judged)", "2 (judged: high)"]);
    assert!(
        status["confidence_arithmetic"]
            .as_str()
            .unwrap()
            .starts_with("0.4 = 0.2 (1 insight that holds) + "),
        "{status}"
    );
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
fn what_is_done_has_no_place_until_people_are_asked_again_or_it_was_not_enough() {
    let root = whole("next-done");
    let place = || {
        let view = next(&root, &[]);
        let status = view["needs"].as_array().unwrap().iter().find(|own| own["id"] == "status");
        let status = status.unwrap().clone();
        (status["done"] == true, status["first_place"].as_u64())
    };
    let run = run_with("product next DIR", &root, &[]);
    insta::assert_snapshot!(out(&run));
    assert_eq!(place(), (true, None));
    // What came of it is worse than before, when everybody knew.
    let answers = fs::read_to_string(example("harbour/survey.csv")).unwrap();
    let before = root.with_file_name("before.csv");
    fs::write(&before, answers.replace(",No,", ",Yes,")).unwrap();
    let run = run_with("add survey --workspace DIR", &root, &[before.to_str().unwrap()]);
    assert!(run.status.success(), "{}", err(&run));
    let outcome = fs::read_to_string(root.join("product/outcomes/seen.md")).unwrap();
    let worse = outcome
        .replace("adoption(request-board)", "share(q19 = \"Yes\")\nin: first-study/team-survey")
        .replace("value: 0%", "in: first-study/before, value: 99%");
    write(&root, "outcomes/seen.md", &worse);
    assert_eq!(place(), (false, Some(1)));
    write(&root, "outcomes/seen.md", &outcome);
    assert_eq!(place(), (true, None));
    // Something more is planned.
    let more = "---\ntitle: More\nwhen: later\nneeds: [status]\n---\n";
    write(&root, "roadmap/more.md", more);
    assert_eq!(place(), (false, Some(1)));
    write(&root, "roadmap/more.md", &more.replace("later", "stopped"));
    assert_eq!(place(), (true, None));
    // People were asked after the release.
    let study = root.join("studies/first-study/study.yaml");
    let text = fs::read_to_string(&study).unwrap();
    let asked = |day: &str| {
        let text = text.replace("    to: 2025-09-26\n", &format!("    to: {day}\n"));
        assert!(text.contains(day), "{text}");
        fs::write(&study, text).unwrap();
        place()
    };
    assert_eq!(asked("2025-12-01"), (true, None));
    assert_eq!(asked("2025-12-02"), (false, Some(1)));
}

#[test]
fn where_no_need_has_a_score_it_is_said_what_is_missing() {
    let root = made("next-nothing");
    let said = || {
        let run = run_with("product next DIR", &root, &[]);
        assert!(run.status.success(), "{}", err(&run));
        out(&run)
    };
    let empty = said();
    assert!(empty.contains("No needs yet.") && empty.contains("product/README.md"), "{empty}");
    let story = "As a developer, I need logs, so that I can plan";
    write(&root, "needs/logs.md", &format!("---\nstory: {story}\nimpact: 2\n---\n"));
    let missing = said();
    let (first, rest) = missing.split_once("Score =").unwrap();
    assert!(
        first.contains("No need has a score yet.") && rest.contains("no reach; no effort"),
        "{missing}"
    );
    assert!(next(&root, &[])["notes"][0].as_str().unwrap().starts_with("No need has a score"));
}

#[test]
fn who_answered_cannot_stand_for_fewer_nor_for_more_than_there_are() {
    let root = platform("next-population");
    let need = root.join("product/needs/status.md");
    let text = fs::read_to_string(&need).unwrap();
    let found_with = |all: &str| {
        fs::write(&need, text.replace("population: 260", &format!("population: {all}"))).unwrap();
        found(&check(&root, &[]).0, "error")
    };
    assert_eq!(found_with("124"), []);
    let wrong = [("product/needs/status.md".to_owned(), 8, "measure".to_owned())];
    assert_eq!(found_with("123"), wrong);
    assert_eq!(found_with("99999999999999"), wrong);
    // A share is of how many, and not how many it is.
    fs::write(&need, text.replace("count(q19", "share(q19")).unwrap();
    assert_eq!(found(&check(&root, &[]).0, "error"), wrong);
    fs::write(&need, text.replace("population: 260", "population: 99999999999999")).unwrap();
    assert_eq!(next(&root, &[])["unscored"].as_array().unwrap().len(), 2);
}

#[test]
fn the_guide_of_confidence_shows_what_is_printed() {
    let view = next(&harbour("confidence"), &[]);
    let needs = view["needs"].as_array().unwrap();
    let own = needs.iter().find(|own| own["id"] == "know-who-to-ask").unwrap();
    let guide = paap_workspace::guide::ALL.iter().find(|own| own.id == "confidence").unwrap();
    let guide = guide.text.replace('\n', " ");
    let shown = own["confidence_arithmetic"].as_str().unwrap();
    assert!(guide.contains(&format!("`{shown}`")), "{shown}");
}

#[test]
fn a_draft_is_called_one() {
    let root = platform("next-draft");
    let insight = root.join("studies/first-study/insights/draft-1.md");
    let text = fs::read_to_string(&insight).unwrap();
    fs::write(&insight, text.replacen("status: published", "status: draft", 1)).unwrap();
    let view = next(&root, &[]);
    let status =
        view["needs"].as_array().unwrap().iter().find(|own| own["id"] == "status").unwrap();
    assert_eq!(status["reasons"][0]["reason"], "1 draft that holds");
    // One word that nobody said, and it counts for nothing.
    fs::write(&insight, text.replacen("calendar", "paper", 1)).unwrap();
    let view = next(&root, &[]);
    let status =
        view["needs"].as_array().unwrap().iter().find(|own| own["id"] == "status").unwrap();
    assert_eq!(status["reasons"][0]["reason"], "an assumption: its 1 insight does not hold");
}

#[test]
fn a_check_says_what_it_read_of_the_platform() {
    let root = whole("read");
    let table = out(&run(&["check", root.to_str().unwrap()]));
    let said = table.lines().nth(1).unwrap();
    assert_eq!(said, "Product: 2 customers, 2 requests, 1 capability, 3 needs, 1 roadmap item, 1");
    assert!(table.lines().all(|line| line.chars().count() <= 80), "{table}");
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

/// Who reads the first page that `init` writes, and nothing else, has a need with signed evidence.
#[test]
fn the_files_of_a_new_workspace_are_enough_for_a_need_with_evidence() {
    let folder = crate::folder("newcomer");
    let root = folder.join("research");
    let here = root.to_str().unwrap().to_owned();
    let done = |args: &[&str]| {
        let run = run(args);
        assert!(run.status.success(), "{args:?}: {}", err(&run));
        out(&run)
    };
    done(&["init", &here]);
    let answers = folder.join("answers.csv");
    fs::copy(example("harbour/survey.csv"), &answers).unwrap();
    let page = fs::read_to_string(root.join("product/README.md")).unwrap();
    let name = "see-my-request";
    let verbs = [
        "add survey ../answers.csv".to_owned(),
        "survey summary ../answers.csv --question ask".to_owned(),
        format!("add need {name} 'count(q1 = \"Yes\")'"),
        "check .".to_owned(),
        "product next".to_owned(),
    ];
    for verb in verbs {
        assert!(page.contains(&format!("paap {verb}")), "{verb}");
    }
    let said = done(&["add", "survey", answers.to_str().unwrap(), "--workspace", &here]);
    assert!(said.contains("7 warnings") && said.contains("study.yaml has it now"), "{said}");
    let shown = done(&["survey", "summary", answers.to_str().unwrap(), "--question", "WHO to ask"]);
    assert!(shown.contains("q19") && shown.lines().count() < 30, "{shown}");
    let figure = "count(q19 = \"No\")";
    done(&["add", "need", name, figure, "--workspace", &here]);
    // Each line that is to be written is named, and what is missing for a place.
    let (claim, need) =
        (format!("studies/first-study/insights/{name}.md"), format!("product/needs/{name}.md"));
    let named = |file: &str| {
        let all = found(&check(&root, &[]).0, "warning").into_iter();
        let all = all.filter(|own| own.0 == file && own.2 == "unwritten");
        all.map(|own| own.1).collect::<Vec<_>>()
    };
    assert_eq!((named(&claim), named(&need)), (vec![6], vec![2, 3]));
    let (view, _) = check(&root, &[]);
    assert!(found(&view, "warning").contains(&(need.clone(), 1, "no-score".to_owned())), "{view}");
    assert_eq!(
        next(&root, &[])["unscored"][0]["missing"],
        serde_json::json!(["no impact", "no effort"])
    );
    // The page's own examples, with the question and the numbers that there are, hold what was made.
    let shown = |file: &str| {
        let (_, after) = page.split_once(&format!("`{file}`:\n\n```markdown\n")).unwrap();
        let own = after.split("```").next().unwrap();
        own.replace("q1 = \"Yes\"", "q19 = \"No\"").replace("14 of 20", "40 of 124")
    };
    for (file, line) in [(&claim, "- **40 of 124**"), (&need, "reach:"), (&need, "insights:")] {
        let made = fs::read_to_string(root.join(file)).unwrap();
        let line = made.lines().find(|own| own.starts_with(line)).unwrap();
        assert!(shown(file).lines().any(|own| own == line), "{line}");
    }
    fs::write(root.join(&claim), shown(&claim)).unwrap();
    fs::write(root.join(&need), shown(&need)).unwrap();
    let (view, exit) = check(&root, &[]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    assert_eq!((named(&claim), named(&need)), (vec![], vec![]));
    // What the check says to add is added as it is.
    let problems = view["problems"].as_array().unwrap();
    let unsigned = problems.iter().find(|own| own["code"] == "no-sign-off").unwrap();
    let line = unsigned["help"].as_str().unwrap().split("name: ").nth(1).unwrap();
    let signed = shown(&claim).replacen("---\n", &format!("---\n{line}\n"), 1);
    fs::write(root.join(&claim), &signed).unwrap();
    let view = next(&root, &[]);
    let reasons = view["needs"][0]["reasons"].as_array().unwrap();
    assert!(reasons.iter().any(|own| own["reason"] == "signed off"), "{signed}\n{reasons:?}");
    // Nothing that is there is written over.
    let again = run(&["add", "need", name, figure, "--workspace", &here]);
    assert_eq!(again.status.code(), Some(2));
    assert!(err(&again).contains("is there already"), "{}", err(&again));
    let share = run(&["add", "need", "other", "share(q19 = \"No\")", "--workspace", &here]);
    assert!(err(&share).contains("is a count"), "{}", err(&share));
    assert!(!root.join("product/needs/other.md").exists());
}
