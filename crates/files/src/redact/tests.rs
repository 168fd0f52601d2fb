//! A folder de-identified as a whole: what is shared, what is carried, what the gate sees.

use super::*;
use crate::seal::Identity;
use paap_interview::coding::{Entry, Operation, fold};
use paap_interview::{Pinned, Role, Speaker, Transcript, Turn};

/// A folder with one interview of Ines Okafor, and what a coder coded in it before anybody reviewed.
fn folder(words: &[&str]) -> (tempfile::TempDir, Study) {
    let folder = tempfile::tempdir().unwrap();
    let study = Study::create(folder.path(), Identity::default()).unwrap();
    let turn = |speaker: &str, text: &str| Turn {
        speaker: Some(speaker.to_owned()),
        text: text.to_owned(),
        ..Turn::default()
    };
    let mut transcript = Transcript {
        turns: vec![
            turn("Interviewer", "Who do you ask when the platform is slow?"),
            turn(
                "Ines Okafor",
                "I ask Tomasz Brandl, and Ines Okafor asks nobody. You can reach me at \
                 ines.okafor@example.com, and we wait two days.",
            ),
        ],
        ..Transcript::default()
    };
    transcript.about.id = "one".to_owned();
    transcript.about.speakers =
        vec![Speaker { name: "Ines Okafor".to_owned(), role: Role::Interviewee }];
    transcript.number();
    let document = Document::of(&transcript);
    study.keep(&document).unwrap();
    let pinned = Pinned::of(&document);
    let mut log = String::new();
    for (number, words) in words.iter().enumerate() {
        let at = document.body.find(words).unwrap();
        let entry = Entry {
            id: format!("c{number}"),
            at: number as u64,
            coder: "ana".to_owned(),
            operation: Operation::Apply {
                code: "waiting".to_owned(),
                document: "one".to_owned(),
                place: pinned.select(at..at + words.len()).unwrap(),
                memo: Some("Tomasz Brandl again".to_owned()),
            },
        };
        log.push_str(&(entry.write() + "\n"));
    }
    study.seal("codings/ana.jsonl", log.as_bytes()).unwrap();
    (folder, study)
}

/// Everything outside `sealed/`, in one text.
fn open(study: &Study) -> String {
    let files = study.open_files().unwrap().into_iter();
    files
        .map(|(name, bytes)| name.display().to_string() + &String::from_utf8(bytes).unwrap())
        .collect()
}

#[test]
fn nothing_that_leads_back_to_people_is_outside_sealed() {
    let (_folder, study) = folder(&["Tomasz Brandl, and", "we wait two days"]);
    assert!(matches!(check(&study), Err(Error::NoReview(_))));
    propose(&study).unwrap();
    let obstacles = check(&study).unwrap();
    assert!(obstacles.contains(&Obstacle::Missing("one".to_owned())));
    apply(&study).unwrap();
    let shared = open(&study);
    for secret in ["Ines", "Okafor", "Tomasz", "Brandl", "example.com"] {
        assert!(!shared.contains(secret), "{secret} in {shared}");
    }
    assert!(shared.contains("we wait two days"));
    // What nobody decided about is replaced, and still keeps the folder from being shared.
    assert!(check(&study).unwrap().iter().any(|one| matches!(one, Obstacle::Unreviewed(_))));
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    assert_eq!(check(&study).unwrap(), []);
}

#[test]
fn codings_are_carried_over_with_their_words() {
    let (_folder, study) = folder(&["Tomasz Brandl, and", "we wait two days"]);
    propose(&study).unwrap();
    let applied = apply(&study).unwrap();
    assert_eq!((applied.carried, applied.lost.len()), (2, 0));
    let logs = study.logs("codings").unwrap();
    let codings = fold(logs.values()).codings;
    let released = &study.released().unwrap()["one"];
    let pinned = Pinned::of(released);
    let words: Vec<&str> =
        codings.iter().map(|coding| &released.body[pinned.find(&coding.place).unwrap()]).collect();
    assert!(words[0].starts_with('[') && words[0].ends_with("], and"), "{words:?}");
    assert_eq!(words[1], "we wait two days");
    assert!(codings[0].memo.as_deref().unwrap().ends_with("] again"));
    // A second time changes nothing.
    let before = open(&study);
    let again = apply(&study).unwrap();
    assert_eq!((again.carried, again.lost.len()), (0, 0));
    assert_eq!(open(&study), before);
}

#[test]
fn a_name_in_a_file_that_is_shared_is_found() {
    let (_folder, study) = folder(&[]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    study.put("codebook.yaml", "waiting:\n  definition: as Tomasz Brandl does\n").unwrap();
    assert_eq!(check(&study).unwrap(), [Obstacle::Leftover("codebook.yaml".to_owned(), 2)]);
    study.put("codebook.yaml", "").unwrap();
    study.put("transcripts/tomasz-brandl.md", "---\nid: tomasz-brandl\n---\n").unwrap();
    let found = check(&study).unwrap();
    assert!(found.contains(&Obstacle::Leftover("transcripts/tomasz-brandl.md".to_owned(), 0)));
}
