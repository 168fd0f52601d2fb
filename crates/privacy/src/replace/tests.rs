//! Decisions applied to texts, and what is left over.

use super::*;
use crate::entity::Document;
use crate::review::tests::Study;
use crate::review::{Reason, gate};
use proptest::prelude::*;

/// A study whose entities are all accepted, but for those of which the names are given.
fn accepted(study: &Study, rejected: &[&str]) -> Review {
    let mut review = study.propose(None);
    for entity in &mut review.entities {
        let is_rejected = rejected.contains(&entity.name.as_str());
        entity.decision = if is_rejected { Decision::Reject } else { Decision::Accept };
        // The kind and the first letter say who it is.
        entity.pseudonym = format!("[Person {}]", entity.id.trim_start_matches('e'));
    }
    review
}

fn check(marked: &str, rejected: &[&str], expected: &str) {
    let study = Study::of(&[marked]);
    let review = accepted(&study, rejected);
    let document = &study.documents()[0];
    let replaced = Decisions::of(&review).replace("d1", document.text);
    assert_eq!(replaced.text, expected, "{marked}");
    assert_eq!(replaced.lost, []);
}

#[test]
fn accepted_places_are_replaced() {
    check(
        "{{person:Ines}}'s and Bo's, {{person:Ines's}} dog",
        &[],
        "[Person 1]'s and Bo's, [Person 1]'s dog",
    );
    check(
        "{{person:Ines Okafor}} or Ines\nOkafor, ines okafor, INES",
        &[],
        "[Person 1] or [Person 1], [Person 1], INES",
    );
    check("{{person:Will}} will. WILL he? Willow.", &[], "[Person 1] will. [Person 1] he? Willow.");
    check(
        "{{person:Ines}} {{person:Bo}}, {{person:Ines}}{{place:Oslo}}",
        &["Bo"],
        "[Person 2] Bo, [Person 2][Person 3]",
    );
    check("{{age:38}} of 38 hosts", &[], "[Person 1] of 38 hosts");
    check("at \\<redacted> in [City], {{person:Bo}}", &[], "at \\<redacted> in [City], [Person 1]");
    check("Ines\n\n{{person:Bo\nLi}} went", &[], "Ines\n\n[Person 1] went");
}

#[test]
fn overlapping_places_are_replaced_once() {
    let text = "at Norrvik Bank Team now";
    let span = |range, kind| crate::Span { range, kind, confidence: 0.5, rule: "test" };
    let spans = vec![
        span(3..15, crate::Kind::Organisation),
        span(11..20, crate::Kind::Team),
        span(3..10, crate::Kind::Person),
    ];
    let document = Document { id: "d1", text, spans };
    let mut review = Review::propose(&[document], &Key::default(), None, &mut || 0);
    for entity in &mut review.entities {
        entity.decision = Decision::Accept;
    }
    let replaced = Decisions::of(&review).replace("d1", text);
    assert_eq!(replaced.text, "at [Organisation 1] [Team 1] now");
    let ranges: Vec<_> = replaced.replacements.iter().map(|one| one.range.clone()).collect();
    assert_eq!(ranges, [3..15, 16..20]);
}

#[test]
fn single_places_may_be_decided_otherwise() {
    let study = Study::of(&["{{person:Mark}} it, said {{person:Mark}}. Mark!"]);
    let mut review = accepted(&study, &[]);
    review.entities[0].places[0].decision = Some(Decision::Reject);
    let text = study.documents()[0].text;
    let decisions = Decisions::of(&review);
    assert_eq!(decisions.replace("d1", text).text, "Mark it, said [Person 1]. [Person 1]!");
    // What stays somewhere is not sought in everything that leaves.
    let mut key = Key::default();
    decisions.learn(&mut key);
    assert_eq!(key.entries[0].at_places, ["Mark"]);
    assert_eq!(leftovers("Mark it", &key), []);
    // Accepted at one place only.
    review.entities[0].decision = Decision::Reject;
    review.entities[0].places[1].decision = Some(Decision::Accept);
    review.entities[0].places[0].decision = None;
    let decisions = Decisions::of(&review);
    assert_eq!(decisions.replace("d1", text).text, "Mark it, said [Person 1]. Mark!");
    // The text changed a little since: the place is found by its context.
    let moved = "Well.\n\nMark it, said Mark. Mark!";
    assert_eq!(decisions.replace("d1", moved).text, "Well.\n\nMark it, said [Person 1]. Mark!");
    let gone = decisions.replace("d1", "nothing");
    assert_eq!((gone.text.as_str(), gone.lost.len()), ("nothing", 3));
}

#[test]
fn joined_entities_stand_as_one_and_further_texts_go() {
    let study = Study::of(&["{{person:Kwabena}}, called {{person:Kobby}}, of Accra East"]);
    let mut review = accepted(&study, &[]);
    review.entities[0].same_as = Some("e2".to_owned());
    review.entities[0].decision = Decision::Undecided;
    review.entities[0].also = vec!["accra east".to_owned()];
    let text = study.documents()[0].text;
    let decisions = Decisions::of(&review);
    assert_eq!(decisions.replace("d1", text).text, "[Person 2], called [Person 2], of [Person 2]");
    let mut key = Key::default();
    decisions.learn(&mut key);
    assert_eq!(key.entries.len(), 1);
    assert_eq!(key.entries[0].texts, ["Kobby", "Kwabena", "accra east"]);
    assert_eq!(leftovers("a KOBBY, Accra-East, kobby [Person 2]", &key), [2..7, 9..19]);
}

#[test]
fn the_same_name_is_another_person_in_another_document() {
    let study =
        Study::of(&["{{person:Tom Ash}} {{person:Tom}} Tom", "{{person:Tom Birk}} {{person:Tom}}"]);
    let review = accepted(&study, &[]);
    let decisions = Decisions::of(&review);
    let documents = study.documents();
    assert_eq!(decisions.replace("d1", documents[0].text).text, "[Person 1] [Person 1] [Person 1]");
    assert_eq!(decisions.replace("d2", documents[1].text).text, "[Person 2] [Person 2]");
}

/// What the gate says: line and reason.
fn gated(review: &Review, text: &str, found: &[&str]) -> Vec<(usize, Reason)> {
    let span = |name: &&str| {
        let start = text.find(*name).unwrap();
        let kind = crate::Kind::Person;
        crate::Span { range: start..start + name.len(), kind, confidence: 0.5, rule: "test" }
    };
    let document = Document { id: "d1", text, spans: found.iter().map(span).collect() };
    gate(review, &[document]).into_iter().map(|one| (one.line, one.reason)).collect()
}

#[test]
fn the_gate_lets_nothing_unreviewed_through() {
    let study = Study::of(&[
        "{{person:Ines}} asked\n{{person:Bo}} in {{place:Oslo}}: {{person:Mark}} it, {{person:Mark}}",
    ]);
    let mut review = accepted(&study, &["Bo"]);
    let mark = review.entities.iter_mut().find(|entity| entity.name == "Mark").unwrap();
    mark.places[0].decision = Some(Decision::Reject);
    let text = Decisions::of(&review).replace("d1", study.documents()[0].text).text;
    assert_eq!(gated(&review, &text, &["Bo", "[Person 2]", "Person 2", "Mark"]), []);
    assert_eq!(gated(&review, &text, &["asked"]), [(1, Reason::New)]);
    assert_eq!(
        gated(&review, &format!("{text}\nINES\nMark"), &[]),
        [(3, Reason::Remains), (4, Reason::Remains)]
    );
    assert_eq!(gated(&review, &text, &["[Person 2] asked"]), [(1, Reason::New)]);
    review.entities[0].decision = Decision::Undecided;
    assert_eq!(gated(&review, &text, &["Bo"]).first(), Some(&(2, Reason::Undecided)));
    let bare = "**A**: hello";
    assert_eq!(gated(&Review::default(), bare, &[]), []);
}

#[test]
fn a_whole_study_of_planted_leaks_passes_the_gate() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/leaks");
    let mut files: Vec<String> = Vec::new();
    for half in ["development", "held_out"] {
        let mut paths: Vec<_> =
            std::fs::read_dir(folder.join(half)).unwrap().map(|f| f.unwrap().path()).collect();
        paths.sort();
        files.extend(paths.iter().map(|path| std::fs::read_to_string(path).unwrap()));
    }
    let study = Study::of(&files.iter().map(String::as_str).collect::<Vec<_>>());
    let mut random = paap_analysis::random::Random::new(5);
    let mut review =
        Review::propose(&study.documents(), &Key::default(), None, &mut || random.bits());
    println!(
        "{} entities of {} places",
        review.entities.len(),
        review.entities.iter().map(|e| e.places.len()).sum::<usize>()
    );
    for entity in &review.entities {
        if entity.variants.len() > 1 {
            println!("  {} = {:?}", entity.name, entity.variants);
        }
    }
    assert_eq!(review.progress().0, review.entities.len());
    for entity in &mut review.entities {
        entity.decision = Decision::Accept;
    }
    let (review, problems) = Review::read(&review.write());
    assert_eq!(problems, []);
    let decisions = Decisions::of(&review);
    let mut key = Key::default();
    decisions.learn(&mut key);
    let key = Key::read(&key.write()).unwrap();
    for document in study.documents() {
        let replaced = decisions.replace(document.id, document.text);
        assert_eq!(replaced.lost, []);
        let left: Vec<&str> =
            leftovers(&replaced.text, &key).into_iter().map(|r| &replaced.text[r]).collect();
        assert_eq!(left, Vec::<&str>::new());
        let released = Document { id: document.id, text: &replaced.text, spans: Vec::new() };
        assert_eq!(gate(&review, &[released]), []);
    }
}

/// Texts of names, other words and what stands between them, and ranges to be marked in them.
fn texts() -> impl Strategy<Value = (String, Vec<(usize, usize, u8)>)> {
    let words = [
        "Ines", "INES", "ines", "Okafor", "Bo", "Zdeňka", "b", "12", "[City 1]", "🦡", "田中",
        "x-y",
    ];
    let gaps = [" ", "\n", "\n\n", "'s ", ", ", "", "-", "\\_", "."];
    let piece =
        (0..words.len(), 0..gaps.len()).prop_map(move |(w, g)| format!("{}{}", words[w], gaps[g]));
    let text = proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat());
    (text, proptest::collection::vec((0..200usize, 1..30usize, 0..6u8), 0..12))
}

proptest! {
    #[test]
    fn replacing_keeps_everything_else((text, marks) in texts(), other in "[ -~äß\n]{0,80}") {
        let range = |start: usize, length: usize| {
            let start = text.floor_char_boundary(start.min(text.len()));
            start..text.floor_char_boundary((start + length).min(text.len()))
        };
        let kinds = [crate::Kind::Person, crate::Kind::Place, crate::Kind::Product];
        let spans = marks.iter().map(|(start, length, kind)| crate::Span {
            range: range(*start, *length), kind: kinds[usize::from(kind % 3)], confidence: 0.5, rule: "test",
        }).collect();
        let document = Document { id: "d1", text: &text, spans };
        let mut random = paap_analysis::random::Random::new(2);
        let mut review = Review::propose(&[document], &Key::default(), None, &mut || random.bits());
        for (index, entity) in review.entities.iter_mut().enumerate() {
            entity.decision = [Decision::Accept, Decision::Reject, Decision::Accept][index % 3];
        }
        let decisions = Decisions::of(&review);
        let replaced = decisions.replace("d1", &text);
        prop_assert_eq!(&replaced.lost, &[]);
        // In order, not overlapping, and everything else is as it was.
        let (mut old, mut new) = (0, 0);
        for one in &replaced.replacements {
            prop_assert!(old <= one.range.start && one.range.start < one.range.end);
            let kept = &text[old..one.range.start];
            prop_assert_eq!(kept, &replaced.text[new..new + kept.len()]);
            new += kept.len();
            prop_assert_eq!(&one.with, &replaced.text[new..new + one.with.len()]);
            new += one.with.len();
            old = one.range.end;
        }
        prop_assert_eq!(&text[old..], &replaced.text[new..]);
        // The file says the same, and so does a second reading.
        let (read, problems) = Review::read(&review.write());
        prop_assert_eq!(problems, Vec::new());
        prop_assert_eq!(&Decisions::of(&read).replace("d1", &text), &replaced);
        // Another text of the study keeps none of what was accepted.
        let elsewhere = decisions.replace("d2", &other);
        prop_assert_eq!(decisions.remaining("d2", &elsewhere.text), Vec::new());
        let again = decisions.replace("d2", &elsewhere.text);
        prop_assert_eq!(&again.text, &elsewhere.text);
    }

    #[test]
    fn accepted_words_remain_nowhere((text, _) in texts(), whole in proptest::bool::ANY) {
        let names = if whole { vec!["Ines Okafor", "Bo", "Zdeňka"] } else { vec!["Okafor", "Ines", "田中"] };
        let mut review = Review::default();
        for (index, name) in names.iter().enumerate() {
            review.entities.push(crate::review::Proposal {
                id: format!("e{index}"),
                decision: Decision::Accept,
                pseudonym: format!("[Person {}]", index + 1),
                variants: vec![(*name).to_owned()],
                ..crate::review::Proposal::new(crate::Kind::Person)
            });
        }
        let decisions = Decisions::of(&review);
        let replaced = decisions.replace("d1", &text).text;
        // A reading of its own: no name between two signs that are no letters.
        for name in names {
            for (at, _) in replaced.match_indices(name) {
                let before = replaced[..at].chars().next_back();
                let after = replaced[at + name.len()..].chars().next();
                let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                prop_assert!(is_word(before) || is_word(after), "{:?} in {:?}", name, replaced);
            }
        }
        prop_assert_eq!(decisions.remaining("d1", &replaced), Vec::new());
    }
}
