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

/// The folder with a second interview, whose front matter, header and words name others.
fn with_second(study: &Study) -> Document {
    let turn = Turn {
        speaker: Some("Wilhelmina Achterberg".to_owned()),
        text: "I work with Boguslaw Kowalczyk, and we deploy on Fridays.".to_owned(),
        ..Turn::default()
    };
    let mut transcript = Transcript { turns: vec![turn], ..Transcript::default() };
    transcript.about.id = "two".to_owned();
    transcript.about.consent = Some("signed by Margarethe Voss on paper".to_owned());
    transcript.about.region = Some("Europe".to_owned());
    transcript.about.others.push(("contact".to_owned(), "gunhild.aas@example.com".to_owned()));
    transcript.number();
    let document = Document::of(&transcript);
    study.keep(&document).unwrap();
    document
}

#[test]
fn what_came_since_the_last_proposal_is_not_released_with_its_names() {
    let (_folder, study) = folder(&[]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    with_second(&study);
    assert!(apply(&study).unwrap().undecided > 0);
    let shared = open(&study);
    for secret in ["Wilhelmina", "Achterberg", "Boguslaw", "Kowalczyk", "Voss", "gunhild"] {
        assert!(!shared.contains(secret), "{secret} in {shared}");
    }
    // Neither is what somebody took out of the review file.
    let review = study.sealed(REVIEW).unwrap().unwrap();
    let (start, _) = review.split_once("\n- entity").unwrap();
    study.seal(REVIEW, start.as_bytes()).unwrap();
    apply(&study).unwrap();
    assert_eq!(open(&study).replace(char::is_numeric, ""), shared.replace(char::is_numeric, ""));
}

#[test]
fn front_matter_is_reviewed_too() {
    let (_folder, study) = folder(&[]);
    with_second(&study);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    let released = study.text("transcripts/two.md").unwrap().unwrap();
    assert!(released.contains("consent: signed by [Person "), "{released}");
    assert!(released.contains("contact: \"[Mail "), "{released}");
    assert!(released.contains("region: Europe\n"), "{released}");
    assert_eq!(check(&study).unwrap(), []);
    let named = released.replace("region: Europe", "region: at Gunhild Aas's");
    study.put("transcripts/two.md", &named).unwrap();
    let found = check(&study).unwrap();
    assert!(
        matches!(found.as_slice(), [Obstacle::Unreviewed(one)] if one.document == "two, front matter"),
        "{found:?}"
    );
}

#[test]
fn codings_of_an_interview_that_is_gone_stay_sealed() {
    let (_folder, study) = folder(&["we wait two days"]);
    let document = with_second(&study);
    let pinned = Pinned::of(&document);
    let at = document.body.find("Boguslaw").unwrap();
    let place = pinned.select(at..at + 8).unwrap();
    let apply_to = |id: &str, memo: &str| Entry {
        id: id.to_owned(),
        at: 9,
        coder: "bo".to_owned(),
        operation: Operation::Apply {
            code: "waiting".to_owned(),
            document: "two".to_owned(),
            place: place.clone(),
            memo: Some(memo.to_owned()),
        },
    };
    let resized = Entry {
        operation: Operation::Resize { coding: "unknown".to_owned(), place: place.clone() },
        ..apply_to("d2", "")
    };
    let log = apply_to("d1", "Boguslaw again").write() + "\n" + &resized.write() + "\n";
    study.seal("codings/bo.jsonl", log.as_bytes()).unwrap();
    std::fs::remove_file(study.root().join("sealed/transcripts/two.md")).unwrap();
    propose(&study).unwrap();
    let applied = apply(&study).unwrap();
    assert_eq!(applied.lost, [("two".to_owned(), Lost::Gone)]);
    let shared = open(&study);
    assert!(!shared.contains("Boguslaw") && shared.contains("we wait two days"), "{shared}");
    assert_eq!(study.names("sealed/carried").unwrap().len(), 2);
}

#[test]
fn what_was_changed_by_hand_stays() {
    let (_folder, study) = folder(&["we wait two days"]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    let released = study.text("transcripts/one.md").unwrap().unwrap();
    let by_hand = released
        .replace("id: one\n", "id: one\npersona: builder\nregion: near Ines Okafor\n")
        .replace("role: interviewee", "role: interviewer")
        .replace("platform is slow", "platform is down")
        .replace("asks nobody. ", "asks Tomasz Brandl. ");
    let start = by_hand.find("You can reach").unwrap();
    let by_hand = by_hand.replace(&by_hand[start..by_hand.find("we wait").unwrap()], "");
    study.put("transcripts/one.md", &by_hand).unwrap();
    for _ in 0..2 {
        with_second(&study);
        let applied = apply(&study).unwrap();
        assert_eq!((applied.lost.len(), applied.changed.len()), (0, 0));
        let again = study.text("transcripts/one.md").unwrap().unwrap();
        let has = |words: &str| assert!(again.contains(words), "{words} in {again}");
        has("persona: builder\nregion: near [Person ");
        has("role: interviewer");
        has("platform is down");
        has("asks [Person ");
        assert!(!again.contains("You can reach"), "{again}");
    }
    let codings = fold(study.logs("codings").unwrap().values()).codings;
    let last = &study.released().unwrap()["one"];
    let found = Pinned::of(last).find(&codings[0].place).unwrap();
    assert_eq!(&last.body[found], "we wait two days");
    // A decision that is changed later changes the rest, and nothing else.
    let review = study.sealed(REVIEW).unwrap().unwrap();
    let review = review.replace("stands as: \"[Person ", "stands as: \"[Guest ");
    study.seal(REVIEW, review.as_bytes()).unwrap();
    apply(&study).unwrap();
    let again = study.text("transcripts/one.md").unwrap().unwrap();
    assert!(again.contains("I ask [Guest ") && again.contains("platform is down"), "{again}");
    assert!(!again.contains("You can reach"), "{again}");
}

#[test]
fn the_gate_looks_into_everything_that_leaves() {
    let (_folder, study) = folder(&[]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    assert_eq!(check(&study).unwrap(), []);
    let check = |name: &str, bytes: &[u8], expected: Option<Obstacle>| {
        let path = study.root().join(name);
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(check(&study).unwrap(), expected.into_iter().collect::<Vec<_>>(), "{name}");
        std::fs::remove_file(path).unwrap();
    };
    let leftover = |name: &str, line| Some(Obstacle::Leftover(name.to_owned(), line));
    let opaque = |name: &str| Some(Obstacle::Opaque(name.to_owned()));
    let wide = |text: &str| -> Vec<u8> {
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    check("notes.txt", &wide("a\nTomasz Brandl"), leftover("notes.txt", 2));
    check("notes.txt", &wide("nobody"), None);
    check("codes.qdpx", b"PK\x03\x04\0\0", opaque("codes.qdpx"));
    check("talk.mp4", b"\0\0\0\x18ftyp", opaque("talk.mp4"));
    check("chart.png", b"\x89PNG\r\n\x1a\n\0", None);
    check("tomasz-brandl.png", b"\x89PNG\0", leftover("tomasz-brandl.png", 0));
    // Memos name people of whom no interview speaks.
    let log = study.text("codings/ana.jsonl").unwrap().unwrap();
    let entry = Entry {
        id: "m".to_owned(),
        at: 99,
        coder: "ana".to_owned(),
        operation: Operation::Memo { coding: "c".to_owned(), memo: Some("ask Gunhild Aas".into()) },
    };
    study.append("codings/ana.jsonl", &(entry.write() + "\n")).unwrap();
    let found = super::check(&study).unwrap();
    assert!(matches!(found.as_slice(), [Obstacle::Unreviewed(_)]), "{found:?} {log}");
    apply(&study).unwrap();
    assert!(!open(&study).contains("Gunhild"));
}

#[cfg(unix)]
#[test]
fn links_are_looked_into_as_copies_have_what_they_lead_to() {
    let (_folder, study) = folder(&[]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    let link =
        |to: &str, name: &str| std::os::unix::fs::symlink(to, study.root().join(name)).unwrap();
    link("sealed/transcripts/one.md", "copy.md");
    link("sealed/transcripts", "folder");
    link("nowhere", "broken");
    let found = check(&study).unwrap();
    let has = |one| assert!(found.contains(&one), "{one:?} in {found:?}");
    has(Obstacle::Opaque("folder".to_owned()));
    has(Obstacle::Opaque("broken".to_owned()));
    assert!(
        found.iter().any(|one| matches!(one, Obstacle::Leftover(name, _) if name == "copy.md"))
    );
}

#[test]
fn what_the_gate_says_names_nobody() {
    let (_folder, study) = folder(&[]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    study.put("transcripts/tomasz-brandl.md", "---\nid: x\n---\n\n**A** (t1)\n\nOkafor\n").unwrap();
    study.put("notes/brandl.txt", "Tomasz Brandl").unwrap();
    let mut named = Vec::new();
    for one in check(&study).unwrap() {
        match one {
            // Whoever shows it says where, not what.
            Obstacle::Leftover(_, 0) => {}
            other => named.push(format!("{other:?}").to_lowercase()),
        }
    }
    assert!(named.len() >= 3, "{named:?}");
    assert!(!named.iter().any(|one| one.contains("brandl") || one.contains("tomasz")), "{named:?}");
}

#[test]
fn with_keys_nothing_in_sealed_is_open_and_no_name_of_a_file_tells() {
    let (folder, study) = folder(&[]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    let (secret, public) = crate::new_key();
    study.put("leads.txt", &public).unwrap();
    let key = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(key.path(), secret).unwrap();
    let study = Study::open(folder.path(), Identity::read(key.path()).unwrap()).unwrap();
    let is_open = |one: &Obstacle| matches!(one, Obstacle::Open(_));
    assert!(check(&study).unwrap().iter().all(is_open));
    apply(&study).unwrap();
    assert_eq!(check(&study).unwrap(), []);
    study.seal("transcripts/tomasz-brandl.md", b"---\nid: x\n---\n").unwrap();
    let found = check(&study).unwrap();
    assert!(found.iter().any(|one| matches!(one, Obstacle::Leftover(_, 0))), "{found:?}");
}

#[test]
fn front_matter_that_cannot_be_read_is_not_lost() {
    let (folder, study) = folder(&[]);
    propose(&study).unwrap();
    let path = folder.path().join("sealed/transcripts/one.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("---\n", "---\nindustry: a\nindustry: b\n", 1)).unwrap();
    for done in [propose(&study).map(drop), apply(&study).map(drop)] {
        let why = done.unwrap_err().to_string();
        assert!(why.contains("one.md, line 3"), "{why}");
    }
    assert!(!folder.path().join("transcripts").exists());
}

#[test]
fn a_place_that_was_kept_is_no_leftover() {
    let (_folder, study) = folder(&["we wait two days"]);
    propose(&study).unwrap();
    accept_all(&study, "ines", "2026-03-04").unwrap();
    apply(&study).unwrap();
    let mut review = read_review(&study).unwrap().unwrap();
    let mut places = review.entities.iter_mut().flat_map(|one| &mut one.places);
    let place = places.find(|place| place.after.starts_with(" asks")).unwrap();
    place.decision = Some(Decision::Reject);
    keep_review(&study, &review).unwrap();
    apply(&study).unwrap();
    assert!(study.released().unwrap()["one"].body.contains("and Ines Okafor asks"));
    assert_eq!(check(&study).unwrap(), []);
}
