//! Two coders, from the first claim to numbers.

use super::{CODERS, coded, codings, copy, done, items, json, redacted, refused, run, run_with};
use crate::{err, folder, out};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// What is coded, as far as one may see it: document, code and words.
fn list(study: &Path, flags: &str) -> Vec<String> {
    let list = json(&format!("interview code DIR {flags}"), study, &[]);
    let shown = items(&list["codings"]).iter();
    shown.map(|one| format!("{} {} {}", one["document"], one["code"], one["exact"])).collect()
}

#[test]
fn nobody_codes_the_same_interview_unknowingly() {
    let study = redacted("claims");
    done("interview code DIR start --coder ana --document eider", &study, &[]);
    done("interview code DIR start --coder ana --document eider", &study, &[]);
    for action in ["start", "apply --code waiting --turn t20"] {
        let args = format!("interview code DIR {action} --coder bo --document eider");
        refused(&args, &study, &[], "ana took this interview on");
        refused(&args, &study, &[], "--second");
    }
    assert!(!study.join("codings").exists());
    done("interview code DIR start --coder bo --document eider --second", &study, &[]);
    let claims = fs::read_to_string(study.join("assignments.yaml")).unwrap();
    assert!(claims.contains("coder: ana") && claims.contains("second: true"), "{claims}");

    // To code is to claim, too.
    let args = "interview code DIR apply --coder ana --document gannet --code waiting --turn t14";
    let said = json(args, &study, &[]);
    crate::conforms("interview-code-action", &said);
    assert_eq!(said["operations"][0]["do"], "apply", "{said}");
    assert_eq!(said["changed"][0]["before"], Value::Null, "{said}");
    refused("interview code DIR start --coder bo --document gannet", &study, &[], "ana took");
}

#[test]
fn coders_do_not_see_each_other_until_both_have_finished() {
    let study = redacted("blind");
    let apply = "interview code DIR apply --document eider --second --code waiting";
    done(&format!("{apply} --turn t12 --coder ana"), &study, &[]);
    done(&format!("{apply} --turn t20 --coder bo"), &study, &[]);
    let seen = |coder: &str| list(&study, &format!("--coder {coder}")).len();
    assert_eq!((seen("ana"), seen("bo"), list(&study, "").len()), (1, 1, 0));
    let page = done("interview code DIR --coder ana", &study, &[]);
    assert!(page.contains("Not shown: 1 coding."), "{page}");
    done("interview code DIR finish --document eider --coder ana", &study, &[]);
    assert_eq!((seen("ana"), seen("bo")), (1, 1));
    done("interview code DIR finish --document eider --coder bo", &study, &[]);
    assert_eq!((seen("ana"), seen("bo"), list(&study, "").len()), (2, 2, 2));
    // A coding of another coder is not one's own to change.
    let all = json("interview code DIR", &study, &[]);
    crate::conforms("interview-code", &all);
    let of_bo = items(&all["codings"]).iter().find(|one| one["coder"] == "bo").unwrap();
    let args = format!("interview code DIR remove --coder ana --coding {}", of_bo["id"]);
    refused(&args.replace('"', ""), &study, &[], "another coder's");
}

#[test]
fn codes_are_made_moved_merged_split_and_taken_back() {
    let study = redacted("codebook");
    let ana = "--coder ana";
    let id = |flags: &str| {
        let said = json(&format!("interview code DIR {flags} {ana}"), &study, &[]);
        crate::conforms("interview-code-action", &said);
        said["operations"][0]["id"].as_str().unwrap().to_owned()
    };
    let names = || -> Vec<String> {
        let codes = json("interview codes DIR", &study, &[]);
        items(&codes["codes"]).iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    };
    let of = |code: &str| list(&study, &format!("{ana} --code {code}")).len();
    id("new --code Paperwork --parent waiting");
    assert!(names().contains(&"paperwork".to_owned()), "{:?}", names());
    let first = id("apply --document eider --code paperwork --turn t12");
    let second = id("apply --document eider --code paperwork --turn t20 --memo budget");
    id(&format!("split --code paperwork --to Signatures --coding {second}"));
    assert_eq!((of("paperwork"), of("signatures")), (1, 1));
    id(&format!("move --coding {first} --to signatures"));
    assert_eq!((of("paperwork"), of("signatures")), (0, 2));
    id(&format!("memo --coding {first} --memo quota"));
    id("merge --code paperwork,signatures --to waiting-approval");
    assert_eq!(of("waiting-approval"), 2);
    assert!(!names().contains(&"paperwork".to_owned()));
    id("rename --code waiting-approval --to Approvals");
    id(&format!("remove --coding {second}"));
    assert_eq!(of("waiting-approval"), 1);
    id("delete --code waiting-approval");
    assert_eq!(of("waiting-approval"), 0);

    // All the way back, and to the end again.
    let mut steps = 0;
    while run_with("interview code DIR undo --coder ana", &study, &[]).status.success() {
        steps += 1;
        assert!(steps < 20);
    }
    assert_eq!(steps, 10);
    assert_eq!(names(), json_codes_of_example());
    assert!(list(&study, ana).is_empty());
    for _ in 0..steps {
        done("interview code DIR redo --coder ana", &study, &[]);
    }
    refused("interview code DIR redo --coder ana", &study, &[], "nothing to redo");
    assert_eq!(list(&study, ana).len(), 0);
    done("interview code DIR undo --coder ana", &study, &[]);
    assert_eq!(of("waiting-approval"), 1);
}

fn json_codes_of_example() -> Vec<String> {
    let text = fs::read_to_string(super::example("interviews/codebook.yaml")).unwrap();
    let ids = text.lines().filter_map(|line| line.trim().strip_prefix("- id: "));
    ids.map(str::to_owned).collect()
}

/// Kappa of two coders on `n` units of which the first has `a`, the second `b`, and both `both`.
fn kappa(n: f64, a: f64, b: f64, both: f64) -> f64 {
    let alike = (n - a - b + 2.0 * both) / n;
    let chance = a / n * (b / n) + (1.0 - a / n) * (1.0 - b / n);
    (alike - chance) / (1.0 - chance)
}

#[test]
fn one_disagreement_is_seen_measured_and_decided() {
    let study = coded("agreement");
    let view = json("interview agreement DIR", &study, &[]);
    crate::conforms("interview-agreement", &view);
    assert_eq!((&view["coders"], &view["documents"]), (&CODERS.into(), &4.into()), "{view}");
    let units = view["units"].as_f64().unwrap();
    let code = |id: &str| items(&view["codes"]).iter().find(|one| one["code"] == id).unwrap();
    // The calendar of ships: a way round the waiting for one, the waiting itself for the other.
    let value = code("workaround")["kappa"]["value"].as_f64().unwrap();
    assert!((value - kappa(units, 5.0, 4.0, 4.0)).abs() < 1e-9, "{value}");
    assert_eq!(code("late-news")["kappa"]["value"], 1.0);
    assert_eq!(code("golden-path")["kappa"]["undefined"], "one-value", "{}", code("golden-path"));
    let alike = code("workaround")["percent"]["value"].as_f64().unwrap();
    assert!((alike - (units - 1.0) / units).abs() < 1e-9, "{alike}");
    // The same seed gives the same intervals.
    assert_eq!(json("interview agreement DIR", &study, &[]), view);
    let other = json("interview agreement DIR --seed 2", &study, &[]);
    assert_ne!(other["overall"]["kappa"]["low"], Value::Null);
    let turns = json("interview agreement DIR --unit turn", &study, &[]);
    assert_eq!(turns["units"], 140);
    refused("interview agreement DIR --coder nobody", &study, &[], "avocet, dunlin");

    let differ = json("interview code DIR disagreements", &study, &[]);
    crate::conforms("interview-disagreements", &differ);
    let open: Vec<String> = items(&differ["disagreements"])
        .iter()
        .map(|one| format!("{} {} {}", one["document"], one["code"], one["text"]))
        .collect();
    let about = ["waiting", "workaround"];
    let expected = about.map(|code| format!("\"fulmar\" \"{code}\" \"I wrote a calendar entry.\""));
    assert_eq!(open, expected);

    let decide = "interview code DIR adjudicate --coder carla --document fulmar --code";
    refused(&format!("{decide} late-news --to avocet"), &study, &[], "do not disagree");
    refused(&format!("{decide} waiting"), &study, &[], "say what shall hold");
    refused(&format!("{decide} waiting --to nobody"), &study, &[], "nobody of that name");
    done(&format!("{decide} workaround --to avocet"), &study, &["--memo", "It still stands."]);
    done(&format!("{decide} waiting --to none"), &study, &[]);
    let decided = json("interview code DIR disagreements", &study, &[]);
    crate::conforms("interview-disagreements", &decided);
    assert!(items(&decided["disagreements"]).iter().all(|one| one["decision"].is_object()));
    // What counts from now on: all that was agreed, and what was decided.
    let agreed = json("interview codes DIR --coder agreed", &study, &[]);
    assert_eq!(agreed["codings"], 32);
    let page = done("interview code DIR disagreements", &study, &[]);
    assert!(page.starts_with("2 disagreements, 0 of them open · 32 codings agreed"), "{page}");
}

#[test]
fn what_was_coded_in_two_copies_comes_together() {
    let base = redacted("copies");
    let [ours, theirs] = ["ours", "theirs"].map(|name| folder(&format!("interviews-{name}")));
    for (study, coder) in [(&ours, "avocet"), (&theirs, "dunlin")] {
        copy(&base, study);
        let own = codings().into_iter().filter(|one| one[1] == *coder && one[0] == "eider");
        own.for_each(|coding| super::apply(study, &coding));
        done(&format!("interview code DIR finish --document eider --coder {coder}"), study, &[]);
    }
    done("interview code DIR new --coder dunlin --code Boats", &theirs, &[]);
    let pulled = run(&format!("interview code {} pull --from", ours.display()), &[&theirs]);
    assert_eq!(out(&pulled), "9 steps taken over.\n");
    let took = "eider: avocet and dunlin took this interview without knowing";
    assert!(err(&pulled).contains(took), "{}", err(&pulled));
    assert_eq!(list(&ours, "").len(), 16, "both have finished");
    assert!(done("interview codes DIR", &ours, &[]).contains("Boats"));
    let again = done("interview code DIR pull --from", &ours, &[theirs.to_str().unwrap()]);
    assert_eq!(again, "Nothing new: all that was done there is here already.\n");
    // And the other way round: the two folders are alike.
    done("interview code DIR pull --from", &theirs, &[ours.to_str().unwrap()]);
    for name in ["codings/avocet.jsonl", "codings/dunlin.jsonl", "assignments.yaml"] {
        let read = |study: &Path| fs::read_to_string(study.join(name)).unwrap();
        assert_eq!(read(&ours), read(&theirs), "{name}");
    }
}

#[test]
fn a_repair_of_a_transcript_takes_its_codings_along() {
    let (study, before) = (coded("repaired"), coded("before-repair"));
    let path = study.join("transcripts/eider.md");
    let text = fs::read_to_string(&path).unwrap();
    let repaired = text.replace("a little buffer of our own", "a small buffer of our own");
    assert_ne!(repaired, text);
    fs::write(&path, repaired.replacen("Thanks", "Thank you", 1)).unwrap();
    refused("interview code DIR carry --coder avocet", &study, &[], "--from DIR");
    let from = ["--from", before.to_str().unwrap()];
    let output = run_with("interview code DIR carry --coder avocet", &study, &from);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("0 lost"), "{}", out(&output));
    let all = json("interview code DIR", &study, &[]);
    assert_eq!(items(&all["codings"]).len(), 64);
    assert!(items(&all["codings"]).iter().all(|one| one["turn"].is_string()));
    let words = list(&study, "--document eider --code workaround");
    assert!(words.iter().all(|one| one.contains("a small buffer of our own")), "{words:?}");
}
