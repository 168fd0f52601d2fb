//! Files come in, and names do not go out.

use super::{FILES, NAMES, copy, done, example, files, is_refused, items, json, raw};
use super::{redacted, refused, review, run, run_with};
use crate::{err, folder, out, paap};
use std::fs;
use std::path::Path;

#[test]
fn every_form_of_file_comes_in_once() {
    let study = folder("interviews-import");
    let all: Vec<String> =
        FILES.iter().map(|file| example(&format!("interviews/{file}"))).collect();
    let paths: Vec<&Path> = all.iter().map(Path::new).collect();
    let args = format!("interview import -o {} --format json", study.to_str().unwrap());
    let output = run(&args, &paths);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(err(&output).contains("not encrypted"), "{}", err(&output));
    let came: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    crate::conforms("interview-import", &came);
    let shown: Vec<String> = items(&came)
        .iter()
        .map(|one| format!("{} {} {}", one["id"], one["format"], one["turns"]).replace('"', ""))
        .collect();
    let expected =
        ["turnstone webvtt 37", "eider otter 37", "fulmar named 34", "gannet markdown 32"];
    assert_eq!(shown, expected);
    for one in items(&came) {
        assert!(one["words"].as_u64().unwrap() > 700, "{one}");
        assert_eq!(items(&one["speakers"]).len(), 2, "{one}");
        assert!(one["warnings"].is_array() && one["file"].is_string(), "{one}");
    }
    // Without a guide nobody knows who asks, and paap says so.
    assert!(out(&output).contains("roles-unknown"), "{}", out(&output));

    // The originals are there byte for byte, and nothing lies outside sealed/ but settings.
    for file in FILES {
        let kept = fs::read(study.join("sealed/originals").join(file)).unwrap();
        assert_eq!(kept, fs::read(example(&format!("interviews/{file}"))).unwrap());
    }
    let open: Vec<String> = files(&study).into_iter().map(|(name, _)| name).collect();
    assert!(open.iter().all(|name| name.starts_with("sealed/") || name == ".gitattributes"));

    // A second time each is left alone.
    let again = run(&args, &paths);
    assert_eq!(again.status.code(), Some(2));
    assert_eq!(err(&again).matches("was imported before").count(), 4, "{}", err(&again));
    assert!(err(&again).contains("none of the 4 came in"), "{}", err(&again));
    let one = run(&args, &paths[..1]);
    assert!(err(&one).contains("turnstone: this file was imported before"), "{}", err(&one));
    let forced = run(&format!("{args} --force"), &paths);
    assert_eq!(forced.status.code(), Some(0), "{}", err(&forced));
    // Another file of the same name is not taken for it.
    let other = folder("interviews-other").join("eider.txt");
    fs::write(&other, "Ana: What do you do?\nBo: I wait.\n").unwrap();
    let args = format!("interview import -o {}", study.to_str().unwrap());
    is_refused(&run(&args, &[&other]), "--number");
    let numbered = run(&format!("{args} --number talk --interviewer Ana"), &[&other]);
    assert_eq!(numbered.status.code(), Some(0), "{}", err(&numbered));
    assert!(out(&numbered).contains("talk-001") && out(&numbered).contains("Ana (interviewer) 1"));
}

#[test]
fn one_bad_file_keeps_no_other_from_coming_in() {
    let study = folder("interviews-some").join("study");
    let good = example("interviews/gannet.md");
    let args = format!("interview import -o {}", study.to_str().unwrap());
    let output = run(&args, &[Path::new("no-such.vtt"), Path::new(&good)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("no-such.vtt: there is no such file"), "{}", err(&output));
    assert!(err(&output).contains("1 of 2 did not come in"), "{}", err(&output));
    assert!(out(&output).contains("gannet"), "{}", out(&output));
    assert!(study.join("sealed/transcripts/gannet.md").is_file());
}

#[test]
fn what_is_typed_in_vain_is_said() {
    let folder = folder("interviews-vain");
    let talk = |name: &str, answer: &str| {
        let path = folder.join(name);
        fs::write(&path, format!("Ana: What do you do?\nBo: {answer}\n")).unwrap();
        path
    };
    // Three names that come to one id, one of them without a letter of the alphabet.
    let [first, second, third, fourth] =
        ["a b.txt", "A-b.txt", "会話.txt", "対話.txt"].map(|name| talk(name, name));
    let study = folder.join("study");
    let args = format!("interview import -o {} --format json", study.to_str().unwrap());
    let output = run(&args, &[&first, &second, &third, &fourth]);
    let came: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ids: Vec<&str> = items(&came).iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a-b", "a-b-2", "interview", "interview-2"], "{}", err(&output));
    for (id, path) in ids.iter().zip([&first, &second, &third, &fourth]) {
        let kept = fs::read(study.join(format!("sealed/originals/{id}.txt"))).unwrap();
        assert_eq!(kept, fs::read(path).unwrap(), "{id}");
    }
    let study = folder.join("other");
    let args = format!("interview import -o {}", study.to_str().unwrap());
    is_refused(&run(&format!("{args} --number a/b"), &[&first]), "cannot be a name");
    let output = run(&format!("{args} --interviewer Cy"), &[&first]);
    assert!(out(&output).contains("no-such-interviewer"), "{}", out(&output));
    let about = folder.join("about.yaml");
    fs::write(&about, "interviews:\n  - id: a-c\n    persona: builder\n").unwrap();
    let more = format!("{args} --force --about {}", about.to_str().unwrap());
    let output = run(&more, &[&first]);
    assert!(err(&output).contains("did not come in now: a-c"), "{}", err(&output));
    let more = format!("{args} --force --guide {}", about.to_str().unwrap());
    let output = run(&more, &[&first]);
    assert!(err(&output).contains("the guide: No question was found"), "{}", err(&output));
}

#[test]
fn the_gate_opens_when_everything_was_reviewed() {
    let study = raw("gate");
    refused("interview redact DIR --check", &study, &[], "nothing was proposed yet");
    let proposed = json("interview redact DIR", &study, &[]);
    crate::conforms("interview-redact", &proposed);
    assert_eq!(proposed["documents"], 4);
    assert_eq!(proposed["undecided"], proposed["entities"]);
    // What is proposed is in the review file alone.
    assert!(NAMES.iter().all(|name| !proposed.to_string().contains(name)), "{proposed}");
    let open = run_with("interview redact DIR --check --format json", &study, &[]);
    assert_eq!(open.status.code(), Some(1), "{}", err(&open));
    let obstacles: serde_json::Value = serde_json::from_slice(&open.stdout).unwrap();
    crate::conforms("interview-redact-check", &obstacles);
    let codes: Vec<&str> =
        items(&obstacles).iter().map(|one| one["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"undecided") && codes.contains(&"not-redacted"), "{codes:?}");
    assert!(items(&obstacles).iter().any(|one| one["line"].as_u64() > Some(0)), "{obstacles}");

    let anonymous = run_with("interview redact DIR --accept-all --apply", &study, &[]);
    assert_eq!(anonymous.status.code(), Some(2));
    assert!(err(&anonymous).contains("--by <NAME>"), "{}", err(&anonymous));
    review(&study);
    let applied = json("interview redact DIR --accept-all --apply --by ines", &study, &[]);
    crate::conforms("interview-redact-apply", &applied);
    assert_eq!((&applied["documents"], &applied["undecided"]), (&4.into(), &0.into()));
    assert!(applied["replaced"].as_u64() > Some(100), "{applied}");
    let shut = run_with("interview redact DIR --check", &study, &[]);
    assert_eq!(shut.status.code(), Some(0), "{}{}", out(&shut), err(&shut));
    assert_eq!(json("interview redact DIR --check", &study, &[]), serde_json::json!([]));
    let review = fs::read_to_string(study.join("sealed/review.yaml")).unwrap();
    assert!(review.contains("by: \"ines\"") && !review.contains("decision: undecided"));

    // Decisions stay when it is run again, and the result is the same.
    let before = files(&study.join("transcripts"));
    assert_eq!(json("interview redact DIR", &study, &[])["undecided"], 0);
    done("interview redact DIR --apply --by bo", &study, &[]);
    assert_eq!(files(&study.join("transcripts")), before);
    let review = fs::read_to_string(study.join("sealed/review.yaml")).unwrap();
    assert!(!review.contains("by: \"bo\""), "who decided first is who decided");

    // A name that somebody writes into a shared file shuts the gate.
    fs::write(study.join("notes.md"), "Ask\nMaren Oduya again.\n").unwrap();
    let named = run_with("interview redact DIR --check", &study, &[]);
    assert_eq!(named.status.code(), Some(1), "{}", err(&named));
    assert!(out(&named).contains("notes.md, line 2"), "{}", out(&named));
    assert!(!out(&named).contains("Oduya"), "{}", out(&named));
}

#[test]
fn no_name_lies_outside_what_is_sealed() {
    let study = redacted("scan");
    let mut seen = 0;
    for (name, bytes) in files(&study).iter().filter(|(name, _)| !name.starts_with("sealed/")) {
        let text = String::from_utf8(bytes.clone()).unwrap();
        for secret in NAMES {
            assert!(!text.contains(secret), "{name}: {secret}");
            assert!(!name.to_lowercase().contains(&secret.to_lowercase()), "{name}: {secret}");
        }
        seen += usize::from(name.starts_with("transcripts/"));
    }
    assert_eq!(seen, 4);
    // Every name was there to be found, and is kept where the leads can read it.
    let sealed: String = files(&study.join("sealed/transcripts"))
        .iter()
        .map(|(_, bytes)| String::from_utf8(bytes.clone()).unwrap())
        .collect();
    let there = NAMES.iter().filter(|name| sealed.contains(**name)).count();
    assert!(there > 30, "{there} of the names are in the interviews");
    // What stays is what was decided to stay.
    let open = fs::read_to_string(study.join("transcripts/fulmar.md")).unwrap();
    assert!(open.contains("Harbour") && open.contains("[Person "), "{open}");
    assert!(!open.contains("sha256"), "it would tie it to the original");
}

#[test]
fn codings_of_what_has_names_are_carried_over() {
    let study = raw("carried");
    for [document, coder, code, quote] in super::codings() {
        if coder == "avocet" {
            super::apply(&study, &[document, coder, code, quote]);
        }
    }
    let named = ["turnstone", "avocet", "late-news", "Jonas reads everything."];
    super::apply(&study, &named.map(str::to_owned));
    // Who codes what is not de-identified writes where only leads read.
    assert!(study.join("sealed/codings/avocet.jsonl").is_file());
    assert!(!study.join("codings").exists());
    done("interview redact DIR", &study, &[]);
    let applied = json("interview redact DIR --accept-all --apply --by ines", &study, &[]);
    assert_eq!(applied["codings_carried"], 33, "{applied}");
    assert_eq!(applied["codings_lost"], serde_json::json!([]), "{applied}");
    let list = json("interview code DIR --coder avocet", &study, &[]);
    let quotes: Vec<&str> =
        items(&list["codings"]).iter().map(|one| one["exact"].as_str().unwrap()).collect();
    assert_eq!(quotes.len(), 33);
    assert!(quotes.contains(&"it lay there for five weeks"), "{quotes:?}");
    let renamed =
        |quote: &&str| quote.starts_with("[Person ") && quote.ends_with("] reads everything.");
    assert!(quotes.iter().any(renamed), "{quotes:?}");
    assert!(items(&list["codings"]).iter().all(|one| one["turn"].is_string()), "{list}");
    let log = fs::read_to_string(study.join("codings/avocet.jsonl")).unwrap();
    assert!(NAMES.iter().all(|name| !log.contains(name)));
    assert!(!study.join("sealed/codings/avocet.jsonl").exists());
}

#[test]
fn what_was_changed_by_hand_stays() {
    let study = redacted("by-hand");
    let path = study.join("transcripts/eider.md");
    let text = fs::read_to_string(&path).unwrap();
    let changed = text.replace("persona: consumer", "persona: builder");
    assert_ne!(changed, text);
    fs::write(&path, &changed).unwrap();
    let applied = json("interview redact DIR --apply", &study, &[]);
    crate::conforms("interview-redact-apply", &applied);
    assert_eq!(applied["changed_by_hand"], serde_json::json!([]));
    assert_eq!(fs::read_to_string(&path).unwrap(), changed);
    // What is made in the transcript as it came stays, too.
    let sealed = study.join("sealed/transcripts/eider.md");
    let text = fs::read_to_string(&sealed).unwrap();
    fs::write(&sealed, text.replace("\nspeakers:", "\nindustry: ferries\nspeakers:")).unwrap();
    done("interview redact DIR --apply", &study, &[]);
    let open = fs::read_to_string(&path).unwrap();
    assert!(open.contains("persona: builder") && open.contains("industry: ferries"), "{open}");
}

#[test]
fn nothing_that_was_never_proposed_is_released() {
    let study = redacted("unproposed");
    let file = folder("unproposed-file").join("late.txt");
    fs::write(&file, "Q: Who?\nWilhelmina Achterberg: I ask Boguslaw Kowalczyk.\nQ: And?\n")
        .unwrap();
    let add = ["interview", "import", file.to_str().unwrap(), "-o", study.to_str().unwrap()];
    assert_eq!(paap(&add).output().unwrap().status.code(), Some(0));
    let applied = json("interview redact DIR --apply", &study, &[]);
    assert!(applied["undecided"].as_u64().unwrap() > 0, "{applied}");
    let open = fs::read_to_string(study.join("transcripts/late.md")).unwrap();
    for name in ["Wilhelmina", "Achterberg", "Boguslaw", "Kowalczyk"] {
        assert!(!open.contains(name), "{name} in {open}");
    }
}

#[test]
fn interviews_with_names_are_read_with_a_warning() {
    let study = raw("warned");
    let output = run_with("interview search DIR portal", &study, &[]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("4 interviews are not de-identified yet"), "{}", err(&output));
    let study = redacted("unwarned");
    assert_eq!(err(&run_with("interview search DIR portal", &study, &[])), "");
}

#[test]
fn a_copy_by_git_is_the_same_folder() {
    // What git leaves out while nothing is encrypted: all of sealed/ but its .gitignore.
    let (study, clone) = (redacted("origin"), folder("interviews-clone"));
    copy(&study, &clone);
    fs::remove_dir_all(clone.join("sealed")).unwrap();
    let found = |study: &Path| json("interview search DIR ticket", study, &[]);
    assert_eq!(found(&clone), found(&study));
    let ignored = fs::read_to_string(study.join("sealed/.gitignore")).unwrap();
    assert!(ignored.contains("\n*\n") && ignored.contains("!*.age"), "{ignored}");
}
