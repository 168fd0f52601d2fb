//! What comes next, and what is said of it; and the way there from `paap init`.

use super::{platform, who, whole, write};
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

/// Who reads the files that `init` writes, and nothing else, has a need with signed evidence.
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
    let answers = folder.join("survey-2026.csv");
    fs::copy(example("harbour/survey.csv"), &answers).unwrap();
    done(&["add", "survey", answers.to_str().unwrap(), "--workspace", &here]);
    // The need is the guide's own example, with the insight and the question that there are.
    let guide = fs::read_to_string(root.join("product/guides/need.md")).unwrap();
    let block = guide.split("```markdown\n").nth(1).unwrap().split("```").next().unwrap();
    let need = block.replace("first-study/ask-where", "first-study/draft-1").replace(
        "count(segment = \"Parcels\"), in: customers",
        "count(q19 = \"No\"), in: first-study/survey-2026",
    );
    assert!(need.contains("draft-1") && need.contains("q19"), "{need}");
    write(&root, "needs/see-my-request.md", &need);
    // The insight is the draft, with the figure that `cite` prints, and signed as its head shows.
    let file = root.join("studies/first-study/insights/draft-1.md");
    let figure = done(&["cite", "count(q19 = \"No\")", "--workspace", &here]);
    let text = fs::read_to_string(&file).unwrap();
    let text = text
        .replace(
            "# People wait for the platform without knowing for how long",
            "# 40 of 124 do not know",
        )
        .replace("## For\n", &format!("## For\n\n{figure}"))
        .replace("status: draft", "status: published");
    fs::write(&file, &text).unwrap();
    let (view, exit) = check(&root, &[]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0), "{text}");
    let problems = view["problems"].as_array().unwrap();
    let unsigned = problems.iter().find(|own| own["code"] == "no-sign-off").unwrap();
    let digits = unsigned["help"].as_str().unwrap().split("of: \"").nth(1).unwrap();
    let signed = text
        .replace("# sign-off:", "sign-off:")
        .replace("#   - reviewer", "  - reviewer")
        .replace("#     date", "    date")
        .replace("#     of: \"3f9a0c2d71b4\"", &format!("    of: \"{}\"", &digits[..12]));
    fs::write(&file, &signed).unwrap();
    let view = next(&root, &[]);
    let reasons = view["needs"][0]["reasons"].as_array().unwrap();
    assert!(reasons.iter().any(|own| own["reason"] == "signed off"), "{signed}\n{reasons:?}");
}
