//! What is counted of events and answers: adoption, delivery, and what a change is worth.

use super::{example, harbour, view, whole, write};
use crate::interviews::run_with;
use crate::workspace::{check, found};
use crate::{err, out};
use serde_json::Value;
use std::fs;

#[test]
fn adoption_and_delivery_are_counted() {
    let root = example("workspace");
    let month = view("product-adoption", "product adoption DIR", &root, &[]);
    let row = |name: &str| {
        let rows = month["rows"].as_array().unwrap();
        rows.iter().find(|own| own["capability"] == name).unwrap().clone()
    };
    let board = row("request-board");
    assert_eq!((&board["all"]["count"], &board["all"]["base"]), (&5.into(), &6.into()));
    let flow =
        |own: &Value| ["new", "returning", "resurrected"].map(|key| own[key].as_u64().unwrap());
    assert_eq!(flow(&board).iter().sum::<u64>(), 5);
    assert_eq!(flow(&row("golden-path")), [0, 4, 1]);
    // 168 were asked for in the example's events, 160 of them fulfilled.
    let asked = &month["requests"][0];
    assert_eq!((&asked["fulfilled"], &asked["open"]), (&160.into(), &8.into()));
    let weeks = view(
        "product-adoption",
        "product adoption DIR",
        &root,
        &["--every", "week", "--capability", "golden-path", "--by", "segment"],
    );
    for own in weeks["rows"].as_array().unwrap() {
        assert_eq!(flow(own).iter().sum::<u64>(), own["all"]["count"].as_u64().unwrap(), "{own}");
    }
    let delivery = view(
        "product-delivery",
        "product delivery DIR",
        &root,
        &["--by", "service", "--days", "400"],
    );
    let rows = delivery["rows"].as_array().unwrap();
    let all = |key: &str| rows.iter().skip(1).map(|own| own[key].as_u64().unwrap()).sum::<u64>();
    assert_eq!((rows.len(), &rows[0]["deployments"]), (4, &139.into()));
    assert_eq!(all("deployments"), 139);
    let run = run_with("product adoption DIR", &root, &["--capability", "boat"]);
    assert!(run.status.code() == Some(2) && err(&run).contains("golden-path"), "{}", err(&run));
}

#[test]
fn who_begins_is_followed() {
    let root = example("workspace");
    let of_one = ["--capability", "request-board"];
    let board = view("product-adoption", "product adoption DIR", &root, &of_one);
    let number = |own: &Value, keys: [&str; 2]| own[keys[0]][keys[1]].as_u64().unwrap();
    let begun = &board["begun"][0];
    // All six teams opened the board; three looked something up within 14 days, two later, one never.
    let activated = ["count", "base", "waiting"].map(|key| number(begun, ["activated", key]));
    let stayed = ["count", "base", "waiting"].map(|key| number(begun, ["stayed", key]));
    assert_eq!((activated, stayed), ([3, 6, 0], [5, 5, 0]));
    let later = view("product-adoption", "product adoption DIR --within 120", &root, &of_one);
    assert_eq!(number(&later["begun"][0], ["activated", "count"]), 5);
    let cohorts = board["cohorts"].as_array().unwrap();
    let new: u64 = cohorts.iter().map(|own| own["size"].as_u64().unwrap()).sum();
    assert_eq!(new, 5);
    for own in cohorts {
        let counts = |key: &str| -> Vec<u64> {
            own[key].as_array().unwrap().iter().map(|own| own.as_u64().unwrap()).collect()
        };
        let (classic, rolling) = (counts("classic"), counts("rolling"));
        assert_eq!((classic[0], rolling[0]), (own["size"].as_u64().unwrap(), classic[0]));
        assert!(rolling.is_sorted_by(|a, b| a >= b));
        assert!(classic.iter().zip(&rolling).all(|(classic, rolling)| classic >= rolling));
    }
    let all = view("product-adoption", "product adoption DIR", &root, &[]);
    assert_eq!(all["cohorts"], Value::Array(Vec::new()));
    insta::assert_snapshot!(out(&run_with("product adoption DIR", &root, &of_one)));
    let run = run_with("product adoption DIR --within 0", &root, &[]);
    assert!(run.status.code() == Some(2) && err(&run).contains("--within"), "{}", err(&run));
}

#[test]
fn a_golden_path_makes_new_services() {
    let root = harbour("made");
    let delivery = |root| view("product-delivery", "product delivery DIR --days 400", root, &[]);
    assert_eq!(delivery(&root)["new_services"], Value::Null);
    let facts = root.join("product/facts/delivery.jsonl");
    let text = fs::read_to_string(&facts).unwrap();
    // Of the three services of the example, the path made one before it ran, and one long after.
    let made = |time: &str, service: &str| {
        format!(
            "{{\"time\":\"{time}T00:00:00Z\",\"is\":\"made\",\"event\":90001,\"subject\":6,\"service\":\"{service}\"}}\n"
        )
    };
    let all = made("2025-10-07", "svc/fares") + &made("2026-09-01", "svc/app") + &text;
    fs::write(&facts, all).unwrap();
    let new = &delivery(&root)["new_services"];
    assert_eq!((&new["count"], &new["base"]), (&1.into(), &3.into()));
    let table = out(&run_with("product delivery DIR --days 400", &root, &[]));
    assert!(table.contains("New services that a golden path made: 33% (1 of 3"), "{table}");
}

/// A spreadsheet gets every measure, each number in a column of its own.
#[test]
fn every_measure_is_a_row_of_csv() {
    let root = harbour("csv");
    let rows = |verb: &str| -> Vec<String> {
        let run = run_with(&format!("product {verb} DIR --format csv"), &root, &[]);
        assert!(run.status.success(), "{}", err(&run));
        out(&run).lines().map(str::to_owned).collect()
    };
    let adoption = rows("adoption --capability request-board");
    assert_eq!(adoption[0], "capability,segment,from,to,measure,value,low,high,count,base");
    let of = |measure: &str| -> Vec<&String> {
        adoption.iter().filter(|row| row.contains(&format!(",{measure},"))).collect()
    };
    let active = of("active");
    let last: Vec<&str> = active.last().unwrap().split(',').collect();
    assert_eq!(last[..5], ["request-board", "", "2026-09-01", "2026-09-30", "active"]);
    assert_eq!((last[5], last[8], last[9]), ("0.8333333333333334", "5", "6"));
    for measure in ["new", "churned", "activated", "stayed", "cohort_classic_1", "fulfilment_hours"]
    {
        assert!(!of(measure).is_empty(), "{measure}");
    }
    let delivery = rows("delivery");
    let failed = delivery.iter().find(|row| row.contains(",change_failure,")).unwrap();
    assert!(
        failed.starts_with("all,,2026-07-26,2026-10-23,") && failed.ends_with(",2,35"),
        "{failed}"
    );
    assert!(delivery.iter().any(|row| row.contains(",rework,")));
}

/// A figure that means nothing in its answers is no missing data: it is wrong today.
#[test]
fn a_metric_of_an_answer_that_is_not_there_is_wrong() {
    let root = harbour("wrong-metric");
    let survey = "harbour-users/harbour-2025";
    write(
        &root,
        "outcomes/asked.md",
        &format!(
            "---\ntitle: People know who to ask\nitem: ships-pipeline\nmetric: share(who-to-ask = \"Sure\")\nin: {survey}\n\
             baseline: {{in: {survey}, value: 67%, from: 2025-09-08, to: 2025-09-26}}\ntarget: '>= 80%'\nreview: 2030-01-01\n---\n"
        ),
    );
    let (view, exit) = check(&root, &[]);
    let wrong = ("product/outcomes/asked.md".to_owned(), 4, "metric".to_owned());
    assert_eq!((found(&view, "error"), exit), (vec![wrong], 1));
    let problems = view["problems"].as_array().unwrap();
    let own = problems.iter().find(|own| own["code"] == "metric").unwrap();
    assert!(own["message"].as_str().unwrap().contains("has no answer “Sure”"), "{own}");
}

/// The status of a need is that of its outcomes, or says why not.
#[test]
fn a_need_is_met_where_an_outcome_says_so() {
    let root = harbour("met");
    let codes = |root| {
        let warnings = found(&check(root, &[]).0, "warning").into_iter();
        warnings
            .filter(|own| own.0.starts_with("product/") && own.2 != "assumption")
            .map(|own| (own.0, own.2))
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&root), []);
    let edit = |file: &str, from: &str, to: &str| {
        let path = root.join("product/needs").join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    };
    edit("see-my-request.md", "status: met\n", "");
    edit("know-the-direction.md", "impact: 1\n", "impact: 1\nstatus: met\n");
    let own = |name: &str, code: &str| (format!("product/needs/{name}.md"), code.to_owned());
    assert_eq!(
        codes(&root),
        [own("know-the-direction", "not-met"), own("see-my-request", "still-open")]
    );
    edit("see-my-request.md", "impact: 2\n", "impact: 2\nbecause: Ships do not see it yet.\n");
    assert_eq!(codes(&root), [own("know-the-direction", "not-met")]);
}

/// Half of those who did not know whom to ask are asked again later, and do.
#[test]
fn a_change_of_satisfaction_is_worth_what_it_is_important() {
    let root = whole("created");
    let study = root.join("studies/first-study");
    let answers = study.join("sealed/responses");
    let survey = fs::read_to_string(answers.join("team-survey.csv")).unwrap();
    let later = survey.replacen(",No,", ",Yes,", 60);
    assert!(later != survey);
    fs::write(root.with_file_name("later.csv"), later).unwrap();
    let file = root.with_file_name("later.csv");
    let more = [file.to_str().unwrap(), "--study", "first-study"];
    let run = run_with("add survey --workspace DIR", &root, &more);
    assert!(run.status.success(), "{}", err(&run));
    let satisfied = "share(q19 = \"Yes\")";
    write(
        &root,
        "needs/status.md",
        &format!(
            "---\nstory: As a developer, I need the state of my request, so that I can plan\nimpact: 2\neffort: 4\n\
             importance:\n  figure: share(q15 = \"Yes\")\n  in: first-study/team-survey\n\
             satisfaction:\n  figure: {satisfied}\n  in: first-study/team-survey\n---\n"
        ),
    );
    write(
        &root,
        "outcomes/seen.md",
        &format!(
            "---\ntitle: People know whom to ask\nitem: board\nmetric: {satisfied}\nin: first-study/later\n\
             baseline: {{value: 50%, from: 2025-10-01, to: 2025-10-31, in: first-study/team-survey}}\ntarget: '>= 60%'\nreview: 2026-06-01\n---\n"
        ),
    );
    let review = view("product-review", "product review DIR", &root, &[]);
    let own = &review["outcomes"][0];
    let number = |value: &Value| value.as_f64().unwrap();
    let worth = &own["value_created"][0];
    let expected = number(&worth["importance"])
        * (number(&own["now"]["value"]) - number(&own["before"]["value"]));
    assert_eq!(worth["need"], "status");
    assert!((number(&worth["importance"]) - 45.0 / 124.0).abs() < 1e-12, "{worth}");
    assert!(expected > 0.05 && (number(&worth["value"]) - expected).abs() < 1e-12, "{worth}");
    assert!(number(&worth["low"]) < expected && expected < number(&worth["high"]));
    let table = out(&run_with("product review DIR", &root, &[]));
    assert!(table.contains("value created for status"), "{table}");
}

#[test]
fn people_are_no_customers() {
    let root = harbour("people");
    let mapping = root.join("product/events.yaml");
    let text = fs::read_to_string(&mapping).unwrap();
    fs::write(
        &mapping,
        text.replace("customer: team\nperson: data.user\n", "customer: data.user\n"),
    )
    .unwrap();
    let facts = || fs::read_to_string(root.join("product/facts/use.jsonl")).unwrap();
    let before = facts();
    let events = example("harbour/events.jsonl");
    let more = [events.to_str().unwrap(), "--replace"];
    let run = run_with("product events --workspace DIR", &root, &more);
    assert_eq!(run.status.code(), Some(2), "{}", out(&run));
    let said = err(&run);
    assert!(said.contains("a mail address") && !said.contains('@'), "{said}");
    assert_eq!(facts(), before);
}

#[test]
fn facts_that_cannot_be_read_are_no_fewer_facts() {
    let root = harbour("torn");
    let facts = root.join("product/facts/use.jsonl");
    let text = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, format!("<<<<<<< ours\n{text}")).unwrap();
    for verb in ["adoption", "delivery", "review", "next"] {
        let run = run_with(&format!("product {verb} DIR"), &root, &[]);
        assert_eq!(run.status.code(), Some(2), "{verb}: {}", out(&run));
        assert!(err(&run).contains("1 problem in product/facts/"), "{}", err(&run));
    }
    // A mark that an editor put there changes nothing.
    fs::write(&facts, format!("\u{feff}{text}")).unwrap();
    let run = run_with("product adoption DIR", &root, &[]);
    assert!(out(&run).contains("5 of 6"), "{}", err(&run));
}
