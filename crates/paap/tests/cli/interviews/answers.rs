//! What is asked of interviews: searches, tables of codes, what is alike, and a survey's own words.

use super::{coded, done, example, is_refused, items, json, redacted, refused, run, study};
use crate::{err, folder};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

#[test]
fn what_was_said_is_found_again() {
    let study = redacted("search");
    let search = |more: &[&str]| {
        let view = json("interview search DIR", &study, more);
        crate::conforms("interview-search", &view);
        view
    };
    let turns = |view: &Value| -> Vec<String> {
        let hits = items(&view["hits"]).iter();
        hits.map(|hit| format!("{} {}", hit["document"], hit["turn"]).replace('"', "")).collect()
    };
    let phrase = search(&["\"release notes\""]);
    let both = search(&["release notes"]);
    assert!(
        phrase["passages"].as_u64() > Some(0)
            && both["passages"].as_u64() >= phrase["passages"].as_u64()
    );
    // In any form of the word, and only of those who are interviewed.
    let asked = search(&["wait"]);
    let told = search(&["wait", "--speaker", "interviewee"]);
    assert!(told["passages"].as_u64() < asked["passages"].as_u64(), "{told}");
    assert!(items(&told["hits"]).iter().all(|hit| hit["role"] == "interviewee"), "{told}");
    let leader = search(&["cost", "--persona", "leader"]);
    assert!(turns(&leader).iter().all(|turn| turn.starts_with("gannet ")), "{leader}");
    assert_eq!(search(&["cost", "--where", "persona=leader"]), leader);
    let name = items(&asked["hits"])[0]["speaker"].as_str().unwrap().to_owned();
    assert!(
        items(&search(&["wait", "--speaker", &name])["hits"])
            .iter()
            .all(|hit| hit["speaker"] == *name)
    );
    // What nobody says is said so; a query that is none points at the place.
    assert_eq!(search(&["zeppelin"])["unknown"], serde_json::json!(["zeppelin"]));
    let page = done("interview search DIR zeppelin", &study, &[]);
    assert!(page.contains("Nobody says: zeppelin."), "{page}");
    refused("interview search DIR", &study, &["\"open"], "not closed");
    refused("interview search DIR wait --speaker", &study, &["Somebody"], "nobody of that name");
    refused("interview search DIR wait --where industry", &study, &[], "KEY=VALUE");
    assert_eq!(items(&search(&["the", "--top", "3"])["hits"]).len(), 3);
}

#[test]
fn codes_are_counted_by_people() {
    let study = coded("counted");
    let counts = json("interview codes DIR", &study, &[]);
    crate::conforms("interview-codes", &counts);
    let row = |id: &str| items(&counts["codes"]).iter().find(|one| one["id"] == id).unwrap();
    assert_eq!((&counts["people"], &counts["codings"]), (&4.into(), &64.into()), "{counts}");
    // A code above others has their people, each once.
    assert_eq!(
        (&row("golden-path")["people"], &row("golden-path")["level"]),
        (&4.into(), &"signal".into())
    );
    assert_eq!(row("who-to-ask")["people"], 1);
    assert_eq!(row("workaround")["coders"], 2);
    let few = json("interview codes DIR --min-base 3", &study, &[]);
    let row = |id: &str| items(&few["codes"]).iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(
        (&row("who-to-ask")["people"], &row("who-to-ask")["withheld"]),
        (&Value::Null, &true.into())
    );

    let personas = json("interview codes DIR --by persona", &study, &[]);
    crate::conforms("interview-codes-by", &personas);
    let columns: Vec<String> = items(&personas["columns"])
        .iter()
        .map(|one| format!("{} {}", one["label"], one["people"]))
        .collect();
    assert_eq!(columns, ["\"consumer\" 3", "\"leader\" 1"]);
    for by in ["person", "question"] {
        let guide = example("interviews/guide.md");
        let view = json(&format!("interview codes DIR --by {by} --guide"), &study, &[&guide]);
        crate::conforms("interview-codes-by", &view);
        assert!(items(&view["columns"]).len() >= 4, "{view}");
    }
    let pairs = json("interview codes DIR --by code", &study, &[]);
    crate::conforms("interview-codes-together", &pairs);
    assert!(pairs["tested"].as_u64() > Some(0), "{pairs}");
    refused("interview codes DIR --by question", &study, &[], "--guide FILE");
    refused("interview codes DIR --coder nobody", &study, &[], "avocet, dunlin");
}

#[test]
fn codes_are_crossed_with_what_the_same_people_answered() {
    let study = coded("crossed");
    let survey = example("harbour/survey.csv");
    let cross = ["--survey", &survey, "--question", "q1"];
    let view = json("interview codes DIR", &study, &cross);
    crate::conforms("interview-codes-together", &view);
    assert_eq!(view["base"], 4);
    // Three of the four said in the survey that they build on Harbour, one that they decide.
    let of = |label: &str| {
        let mut pairs = items(&view["pairs"]).iter();
        pairs.find(|pair| pair["b"]["label"].as_str().unwrap().starts_with(label)).unwrap()["b"]["people"].clone()
    };
    assert_eq!((of("Consumer"), of("Leader")), (3.into(), 1.into()), "{view}");
    // Who is in another survey, or in none, is said.
    let change = |id: &str, to: &str| {
        let path = study.join(format!("transcripts/{id}.md"));
        let text = fs::read_to_string(&path).unwrap();
        let is_row = |line: &&str| line.starts_with("respondent: ");
        let row = text.lines().find(is_row).unwrap();
        fs::write(&path, text.replacen(&format!("{row}\n"), to, 1)).unwrap();
    };
    change("eider", "respondent: \"999\"\n");
    let view = json("interview codes DIR", &study, &cross);
    assert!(view["notes"].to_string().contains("1 participant is not in the survey"), "{view}");
    ["eider", "fulmar", "gannet", "turnstone"].iter().for_each(|id| change(id, ""));
    let view = json("interview codes DIR", &study, &cross);
    assert!(view["notes"].to_string().contains("respondent: N"), "{view}");
    refused("interview codes DIR --survey no-such.csv --question q1", &study, &[], "no such file");
    refused("interview codes DIR --survey", &study, &[&survey, "--question", "q99"], "q99");
}

#[test]
fn what_is_like_a_code_is_suggested_and_what_is_alike_grouped() {
    let study = coded("alike");
    let view = json("interview suggest DIR --code waiting --top 5", &study, &[]);
    crate::conforms("interview-suggest", &view);
    assert_eq!(items(&view["excerpts"]).len(), 5);
    // The codes below it are examples of it.
    let below = json("interview suggest DIR --code golden-path", &study, &[]);
    assert!(below["coded"].as_u64() > Some(3), "{below}");
    refused("interview suggest DIR --code slow", &study, &[], "no such code");
    let leader = json("interview suggest DIR --code waiting --persona leader", &study, &[]);
    assert!(items(&leader["excerpts"]).iter().all(|one| one["document"] == "gannet"));

    let themes = json("interview themes DIR", &study, &[]);
    crate::conforms("interview-themes", &themes);
    assert_eq!(json("interview themes DIR", &study, &[]), themes);
    let members: usize =
        items(&themes["groups"]).iter().map(|one| items(&one["members"]).len()).sum();
    let nowhere = items(&themes["nowhere"]).len();
    assert_eq!(themes["excerpts"], members + nowhere, "each is in one group or nowhere");
    let uncoded = redacted("uncoded");
    refused("interview suggest DIR --code waiting", &uncoded, &[], "nothing has this code yet");
}

#[test]
fn answers_to_a_question_of_the_guide_are_a_table() {
    let study = redacted("guide");
    let guide = example("interviews/guide.md");
    let all = json("interview guide DIR --guide", &study, &[&guide]);
    crate::conforms("interview-guide", &all);
    assert_eq!(items(&all["questions"]).len(), 13);
    let one = json("interview guide DIR --question q4 --guide", &study, &[&guide]);
    crate::conforms("interview-guide-question", &one);
    assert_eq!(one["found"], 4, "{one}");
    let fulmar = items(&one["interviews"]).iter().find(|own| own["document"] == "fulmar").unwrap();
    assert!(fulmar.to_string().contains("I wrote a calendar entry."), "{fulmar}");
    refused("interview guide DIR --question q77 --guide", &study, &[&guide], "no such question");
    refused("interview guide DIR --guide no-such.md", &study, &[], "no such file");
}

/// The open answers of the example survey as documents.
fn open_answers(name: &str) -> PathBuf {
    static ANSWERS: OnceLock<PathBuf> = OnceLock::new();
    fn make(study: &Path) {
        let args = "interview import --questions q20,q22 -o";
        let output = run(args, &[study, Path::new(&example("harbour/survey.csv"))]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    }
    study(&ANSWERS, make, &format!("answers-{name}"))
}

#[test]
fn open_answers_of_a_survey_are_coded_as_interviews_are() {
    let study = open_answers("coded");
    let found = json("interview search DIR request", &study, &["--speaker", "interviewee"]);
    assert!(found["passages"].as_u64() > Some(0), "{found}");
    let hit = &items(&found["hits"])[0];
    let document = hit["document"].as_str().unwrap();
    assert!(document.starts_with("respondent-"), "{document}");
    done("interview code DIR new --coder ana --code Requests", &study, &[]);
    let apply =
        format!("interview code DIR apply --coder ana --code requests --document {document}");
    done(&format!("{apply} --turn {}", hit["turn"]).replace('"', ""), &study, &[]);
    // Their respondents are those of the survey.
    let survey = example("harbour/survey.csv");
    let view = json("interview codes DIR", &study, &["--survey", &survey, "--question", "q1"]);
    assert_eq!(view["base"], 1, "{view}");

    let args =
        format!("interview import --questions q1 -o {}", folder("no-answers").to_str().unwrap());
    let export = Path::new(&survey).to_owned();
    is_refused(&run(&args, &[&export]), "people's own words");
    is_refused(&run(&args.replace("q1", "q99"), &[&export]), "q99");
    is_refused(&run(&args, &[&export, &export]), "one export at a time");
    assert!(!folder("no-answers").join("sealed").exists());
}
