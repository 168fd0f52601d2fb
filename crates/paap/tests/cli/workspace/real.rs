//! A real study, by commands alone, where it is at hand. Its words are looked up when the test runs:
//! none of them stands here.

use super::markers::{assert_none, marked, unpacked};
use super::{STUDY, check, edit, found, line};
use crate::interviews::{done, files, json, run_with};
use crate::{err, folder, out, real_data};
use std::fs;
use std::path::{Path, PathBuf};

const INSIGHT: &str = "studies/first-study/insights/claim.md";
const ANSWERS: &str = "studies/first-study/sealed/responses/team-survey.csv";

/// The column in which people wrote what their team is called.
const TEAM: usize = 5;

/// A sentence that an interviewee says, plain enough to be found again.
fn sentence(root: &Path, interview: &str) -> String {
    let path = root.join(STUDY).join("transcripts").join(format!("{interview}.md"));
    let text = fs::read_to_string(path).unwrap();
    let asks = text
        .split("role: interviewer")
        .next()
        .unwrap()
        .rsplit("- name: ")
        .next()
        .unwrap()
        .trim()
        .to_owned();
    let turns = text.split("\n**").skip(1).filter(|turn| !turn.starts_with(asks.trim_matches('"')));
    let plain = |sentence: &&str| {
        let words = sentence.split(' ').count();
        (8..25).contains(&words) && sentence.chars().all(|c| c.is_ascii_alphabetic() || c == ' ')
    };
    let mut sentences =
        turns.filter_map(|turn| turn.split("\n\n").nth(1)).flat_map(|words| words.split(". "));
    let found = sentences.find(plain).unwrap();
    found.trim().to_owned()
}

/// The study as a workspace, but for its claim. The answer that 14 of 22 gave, and the markers.
fn made(data: &Path) -> (PathBuf, String, Vec<String>) {
    let place = folder("workspace-real");
    let root = place.join("research");
    done("init DIR --title", &root, &["A real study"]);
    let export = fs::read_to_string(data.join("survey-export_08-02-25.csv")).unwrap();
    let (text, markers) = marked(&export, &[TEAM]);
    let answers = place.join("team-survey.csv");
    fs::write(&answers, text).unwrap();
    done("add survey --workspace DIR", &root, &[answers.to_str().unwrap()]);
    let view = json("survey summary DIR", &answers, &[]);
    let questions = view["questions"].as_array().unwrap();
    let question = questions.iter().find(|one| one["id"] == "q21").unwrap();
    let options = question["options"].as_array().unwrap();
    let most = options.iter().find(|one| one["count"] == 14).unwrap();
    assert_eq!(question["base"], 22);
    let answer = most["label"].as_str().unwrap().to_owned();

    let script = data.join("platform-engineer-interview-script.md");
    let script = script.to_str().unwrap();
    let mut transcripts: Vec<PathBuf> = fs::read_dir(data.join("transcripts"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    transcripts.sort();
    let names = transcripts.iter().map(|path| path.to_str().unwrap());
    let more: Vec<&str> = ["--guide", script].into_iter().chain(names).collect();
    done("add interviews --workspace DIR --number interview", &root, &more);
    let study = root.join(STUDY);
    // Everything that was proposed is accepted below, and with it ordinary words: a file that is named by
    // one of them, or a script with one of them in it, would be in the way of the gate.
    fs::remove_file(study.join("insights/draft-1.md")).unwrap();
    done("interview redact DIR", &study, &[]);
    done("interview redact DIR --accept-all --apply --by lead", &study, &[]);
    let codes = "codes:\n  - id: no-framework\n    name: No framework\n    definition: Nothing orders what is asked for.\n  \
                 - id: framework\n    name: A framework\n    definition: Something does.\n";
    fs::write(study.join("codebook.yaml"), codes).unwrap();
    let plan = study.join("study.yaml");
    edit(&plan, "    asked: Write who was asked, and how.", "    title: Platform teams");
    let hypothesis = format!(
        "\nhypotheses:\n  no-framework:\n    statement: Most teams order what is asked for without a framework.\n    \
         date: 2024-11-01\n    test: share(q21 = \"{answer}\") >= 50%\n    in: team-survey\n    \
         for: [no-framework]\n    against: [framework]"
    );
    edit(&plan, "\nhypotheses:", &hypothesis);
    (root, answer, markers)
}

/// Codes what three people say, and makes a claim of what `paap cite` prints.
fn claim(root: &Path, answer: &str) {
    let study = root.join(STUDY);
    for interview in ["interview-003", "interview-004", "interview-005"] {
        let quote = sentence(root, interview);
        let args = format!(
            "interview code DIR apply --coder ana --code no-framework --document {interview} --quote"
        );
        done(&args, &study, &[&quote]);
    }
    let words = done("cite --workspace DIR --top 1", root, &[&sentence(root, "interview-005")]);
    let asked = done(
        "cite --workspace DIR --in team-survey",
        root,
        &[&format!("count(q21 = \"{answer}\")")],
    );
    let coded =
        done("cite --workspace DIR --in interviews", root, &["excerpts(code = \"no-framework\")"]);
    assert!(
        asked.starts_with("- **14 of 22** ") && coded.starts_with("- **3** "),
        "{asked}{coded}"
    );
    let text = format!(
        "---\nhypothesis: no-framework\nstatus: published\n---\n\n# 14 of 22 teams use no framework\n\n## For\n\n{asked}{coded}\n{words}"
    );
    fs::write(root.join(INSIGHT), text).unwrap();
}

/// The lines of the insight at which a check fails once this file is changed so; then it is as before.
#[track_caller]
fn lines(root: &Path, file: &str, change: impl FnOnce(&str) -> String) -> Vec<u64> {
    let path = root.join(file);
    let before = fs::read_to_string(&path).unwrap();
    let after = change(&before);
    assert_ne!(before, after);
    fs::write(&path, after).unwrap();
    let (view, exit) = check(root, &[]);
    fs::write(&path, before).unwrap();
    assert_eq!(exit, 1);
    let errors = found(&view, "error").into_iter();
    errors.filter(|(file, _, _)| file == INSIGHT).map(|(_, line, _)| line).collect()
}

#[test]
fn a_real_study_is_proved_judged_and_published_without_a_trace_of_anybody() {
    let Some(data) = real_data::folder() else { return };
    let (root, answer, markers) = made(&data.join("paap"));
    claim(&root, &answer);
    let (view, exit) = check(&root, &["--attest"]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    assert_eq!(super::standing(&view, "verified"), 3);

    let insight = root.join(INSIGHT);
    let [asked, coded, quote] =
        ["count(q21", "excerpts(code", "> "].map(|words| line(&insight, words));
    let word = lines(&root, INSIGHT, |text| {
        let start = text.find("\n> ").unwrap() + 3;
        let end = start + text[start..].find(' ').unwrap();
        format!("{}Xylophones{}", &text[..start], &text[end..])
    });
    assert_eq!(word, [quote]);
    let one_answer = lines(&root, ANSWERS, |text| text.replacen(&answer, "Something else", 1));
    assert!(one_answer.contains(&asked) && !one_answer.contains(&quote), "{one_answer:?}");
    let log = format!("{STUDY}/codings/ana.jsonl");
    let code = lines(&root, &log, |text| {
        text.replacen("\"code\":\"no-framework\"", "\"code\":\"framework\"", 1)
    });
    assert_eq!(code, [coded]);
    assert_eq!(check(&root, &[]).1, 0);

    let site = root.with_file_name("site");
    let output = run_with("publish DIR -o", &root, &[site.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let page =
        fs::read_to_string(site.join("studies/first-study/insights/claim/index.html")).unwrap();
    assert!(page.contains("14 of 22"), "{page}");
    let judged = fs::read_to_string(site.join("studies/first-study/index.html")).unwrap();
    assert!(judged.contains("class=\"verdict supported\""), "{judged}");
    let dataset = root.with_file_name("dataset");
    let output = run_with("dataset DIR -o", &root, &[dataset.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let mut public = files(&site);
    public.extend(files(&dataset).into_iter().flat_map(unpacked));
    let printed = out(&output) + &err(&output);
    public.push(("what is printed".to_owned(), printed.into_bytes()));
    assert!(public.len() > 50, "{}", public.len());
    assert_none(&markers, &public);
    decided(&root, &answer);
}

/// The insight becomes a need, the need a roadmap item, and what comes next is counted.
fn decided(root: &Path, answer: &str) {
    let write = |file: &str, text: &str| {
        let path = root.join("product").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("product.yaml", "title: A platform\npromise: What is promised.\n");
    let need = format!(
        "---\nstory: As a platform team's user, I need to see why something comes first, so that I can plan\n\
         insights: [first-study/claim]\nreach:\n  figure: count(q21 = \"{answer}\")\n  in: first-study/team-survey\n\
         impact: 2\neffort: 4\n---\n"
    );
    write("needs/order.md", &need);
    write(
        "roadmap/scores.md",
        "---\ntitle: Scores that are shown\nwhen: next\nneeds: [order]\n---\n",
    );
    let (view, exit) = check(root, &["--attest"]);
    assert_eq!((found(&view, "error"), exit), (Vec::new(), 0));
    let next = json("product next DIR", root, &[]);
    let own = &next["needs"][0];
    assert_eq!((&own["id"], &own["assumption"]), (&"order".into(), &false.into()));
    let reach = own["inputs"].as_array().unwrap().iter().find(|input| input["name"] == "reach");
    assert_eq!(reach.unwrap()["counted"], "14 of 22 who answered (64%, 43–80%)");
    // 14 of 22, Wilson 43 to 80%; 0.3 for a proved insight of 25 people that nobody signed, and two methods.
    let arithmetic = own["arithmetic"].as_str().unwrap();
    assert!(arithmetic.starts_with("14 (9.45–17.7) × 2 × "), "{arithmetic}");
    let chain = crate::run(&[
        "product",
        "chain",
        "need:order",
        "--workspace",
        root.to_str().unwrap(),
        "--format",
        "json",
    ]);
    let chain: serde_json::Value = serde_json::from_slice(&chain.stdout).unwrap();
    assert_eq!(chain["leads_to"][0]["name"], "scores");
    assert_eq!(chain["rests_on"][0]["name"], "first-study/claim");
}
