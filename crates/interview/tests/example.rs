//! The four example interviews: what README.md says of them is true.

#![expect(clippy::unwrap_used, reason = "a test that fails to read its example says where")]

use paap_interview::Role;
use paap_interview::guide::{Finder, Guide, Spoken};
use paap_interview::read::{ReadOptions, read};
use paap_interview::tabulate::Tabulation;
use paap_interview::{Coding, Document, Selector, codebook};
use std::collections::BTreeMap;
use std::path::Path;

fn file(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/interviews");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// The interviews as the readers read them, roles by the guide.
fn interviews() -> Vec<Document> {
    let questions =
        Guide::read(&file("guide.md")).questions().map(|own| own.text.clone()).collect();
    let options = ReadOptions { questions, ..ReadOptions::default() };
    let names = ["turnstone.vtt", "eider.txt", "fulmar.txt", "gannet.md"];
    names.map(|name| Document::of(&read(name, file(name).as_bytes(), &options).unwrap())).into()
}

/// The entries of a list of mappings with plain values, as the example's files have them.
fn entries(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut entries: Vec<BTreeMap<String, String>> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((key, value)) = line.trim_start().split_once(": ") else { continue };
        if let Some(key) = key.strip_prefix("- ") {
            entries.push(BTreeMap::from([(key.to_owned(), value.to_owned())]));
        } else if let Some(last) = entries.last_mut() {
            last.insert(key.to_owned(), value.trim_matches('"').replace("\\\"", "\""));
        }
    }
    entries
}

#[test]
fn the_files_have_as_many_turns_as_is_said() {
    let read: Vec<(String, usize)> = interviews()
        .iter()
        .map(|own| (own.about.source.clone().unwrap().format, own.turns.len()))
        .collect();
    let expected = [("webvtt", 37), ("otter", 37), ("named", 34), ("markdown", 32)];
    assert_eq!(read, expected.map(|(format, turns)| (format.to_owned(), turns)));
    for own in interviews() {
        let row = format!("| {} |", own.turns.len());
        let name = format!("`{}.", own.about.id);
        assert!(file("README.md").lines().any(|line| line.contains(&name) && line.ends_with(&row)));
    }
}

#[test]
fn the_guide_s_questions_are_found_in_them() {
    let guide = Guide::read(&file("guide.md"));
    let ids: Vec<&str> = guide.questions().map(|own| own.id.as_str()).collect();
    let expected =
        ["q1", "q2", "q2.1", "q2.2", "q3", "q4", "q5", "q6", "q7", "q8", "q9", "q10", "q11"];
    assert_eq!(ids, expected);
    let finder = Finder::new(&guide, Some("en"));
    for interview in interviews() {
        let asks = interview.about.speakers.iter().filter(|own| own.role == Role::Interviewer);
        let asks: Vec<&str> = asks.map(|own| own.name.as_str()).collect();
        let turns = Spoken::of_document(&interview);
        assert_eq!(asks, [finder.interviewer(&turns).unwrap()]);
        let found = finder.find_in(&turns);
        for id in ["q1", "q2", "q3", "q4", "q6", "q7", "q8", "q9", "q10", "q11"] {
            let asked = found.iter().find(|own| own.question == id);
            assert!(asked.is_some_and(|own| !own.answer.is_empty()), "{id} {}", interview.about.id);
        }
    }
}

#[test]
fn the_codings_are_in_them_and_part_in_one_place() {
    let documents = interviews();
    let own = codebook::read(&file("codebook.yaml")).unwrap();
    assert!(own.warnings.is_empty(), "{:?}", own.warnings);
    let codebook = own.codebook;
    assert_eq!(codebook.codes.iter().filter(|own| own.parent.is_some()).count(), 4);
    let mut codings = Vec::new();
    let mut places: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for entry in entries(&file("codings.yaml")) {
        let document = documents.iter().find(|own| own.about.id == entry["document"]).unwrap();
        let quote = &entry["quote"];
        assert_eq!(document.body.matches(quote.as_str()).count(), 1, "{quote}");
        assert!(codebook.codes.iter().any(|own| own.id == entry["code"]), "{}", entry["code"]);
        let start = document.body.find(quote.as_str()).unwrap();
        codings.push(Coding {
            id: codings.len().to_string(),
            code: entry["code"].clone(),
            coder: entry["coder"].clone(),
            document: document.about.id.clone(),
            place: Selector::of(document, start..start + quote.len()).unwrap(),
            at: 0,
            memo: None,
        });
        let place = (document.about.id.clone(), quote.clone());
        places.entry(place).or_default().push(entry["code"].clone());
    }
    assert_eq!((codings.len(), places.len()), (64, 32));
    assert_eq!(places.values().filter(|codes| codes[0] != codes[1]).count(), 1);
    let counts = Tabulation::new(&codebook, &codings, &documents).counts(0);
    assert!(counts.warnings.is_empty(), "{:?}", counts.warnings);
    let people: BTreeMap<&str, Option<u64>> =
        counts.codes.iter().map(|own| (own.id.as_str(), own.people)).collect();
    // Who waits, builds around it: all four.
    assert_eq!((people["workaround"], people["waiting"]), (Some(4), Some(4)));
    assert_eq!((people["golden-path-pays"], people["cost-not-value"]), (Some(3), Some(2)));
}
