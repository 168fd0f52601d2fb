//! The review file: written, edited by hand, read again.

use super::*;
use crate::Span;
use crate::pseudonym::Key;
use paap_analysis::random::Random;
use proptest::prelude::*;

/// The documents of a marked-up study, `{{kind:text}}`, named d1, d2…
pub(crate) struct Study {
    texts: Vec<(String, String, Vec<Span>)>,
}

impl Study {
    pub(crate) fn of(marked: &[&str]) -> Self {
        let parse = |(index, marked): (usize, &&str)| {
            let (mut text, mut spans, mut rest) = (String::new(), Vec::new(), *marked);
            while let Some((before, after)) = rest.split_once("{{") {
                text.push_str(before);
                let (mark, after) = after.split_once("}}").unwrap();
                let (kind, words) = mark.split_once(':').unwrap();
                let kind = serde_json::from_value(kind.into()).unwrap();
                let range = text.len()..text.len() + words.len();
                spans.push(Span { range, kind, confidence: 0.8, rule: "test" });
                text.push_str(words);
                rest = after;
            }
            text.push_str(rest);
            (format!("d{}", index + 1), text, spans)
        };
        Self { texts: marked.iter().enumerate().map(parse).collect() }
    }

    pub(crate) fn documents(&self) -> Vec<Document<'_>> {
        self.texts
            .iter()
            .map(|(id, text, spans)| Document { id, text, spans: spans.clone() })
            .collect()
    }

    pub(crate) fn propose(&self, earlier: Option<&Review>) -> Review {
        let mut random = Random::new(1);
        Review::propose(&self.documents(), &Key::default(), earlier, &mut || random.bits())
    }
}

/// The review's file after an edit, read without problems.
fn edited(review: &Review, edits: &[(&str, &str)]) -> Review {
    let mut text = review.write();
    for (old, new) in edits {
        assert!(text.contains(old), "{old} is not in\n{text}");
        text = text.replacen(old, new, 1);
    }
    let (review, problems) = Review::read(&text);
    assert_eq!(problems, [], "{text}");
    review
}

/// Decides about entities by their names.
fn decide(review: &mut Review, decisions: &[(&str, Decision)]) {
    for (name, decision) in decisions {
        let id = review.entities.iter().find(|e| e.name == *name).unwrap().id.clone();
        assert!(review.decide(&id, *decision, "mo", "2024-05-01"));
    }
}

fn shown(review: &Review) -> Vec<String> {
    let places = |entity: &Proposal| {
        let word = |place: &Place| place.decision.map_or("·", Decision::word);
        entity.places.iter().map(word).collect::<Vec<_>>().join(" ")
    };
    let show = |e: &Proposal| format!("{} {} {}: {}", e.id, e.name, e.decision.word(), places(e));
    review.entities.iter().map(show).collect()
}

#[test]
fn the_file_reads_well() {
    let study = Study::of(&["**A**: I'm {{person:Ines Okafor}} of\n{{place:Kraków}}.\n"]);
    let text = study.propose(None).write();
    let (_, entries) = text.split_once("\n\n").unwrap();
    let expected = "- entity: e1
  decision: undecided
  kind: person
  name: \"Ines Okafor\"
  stands as: \"[Person 1]\"
  variants: [\"Ines Okafor\"]
  places:
    - {decision: , at: \"d1:1:12\", context: \"**A**: I'm ⟦Ines Okafor⟧ of\", rule: \"test\", sure: 0.80}

- entity: e2
  decision: undecided
  kind: place
  name: \"Kraków\"
  stands as: \"[Place 1]\"
  variants: [\"Kraków\"]
  places:
    - {decision: , at: \"d1:2:1\", context: \"⟦Kraków⟧.\", rule: \"test\", sure: 0.80}
";
    assert_eq!(entries, expected);
}

#[test]
fn what_is_written_is_read() {
    let odd =
        "{{person:Ines ⟦O⟧ \"K\" & *K}}\u{202e} {{host:a:b #c}} {{person:Bo\nLi}} *K &K\t\r\n";
    let study = Study::of(&[odd, "{{team:- x}}{{id:'}}{{mail:{a}}}"]);
    let mut review = study.propose(None);
    review.entities[0].also = vec!["a, b".to_owned(), "[x]".to_owned(), "&x".to_owned()];
    review.entities[0].by = "Mo: *lead* # 1".to_owned();
    review.entities[0].places[0].decision = Some(Decision::Reject);
    let (mut read, problems) = Review::read(&review.write());
    assert_eq!(problems, []);
    read.entities.iter_mut().for_each(|entity| entity.line = 0);
    assert_eq!(read, review);
}

#[test]
fn edits_are_decisions() {
    let study = Study::of(&["{{person:Ines}} {{place:Kraków}} {{person:Will}} you"]);
    let review = edited(
        &study.propose(None),
        &[
            ("decision: undecided", "Decision: Yes"),
            ("kind: person", "kind: organization"),
            ("stands as: \"[Person 1]\"", "pseudonym: the bank\n  also: Inesita"),
            ("{decision: , at", "{decision: keep, at"),
        ],
    );
    let ines = &review.entities[0];
    assert_eq!((ines.decision, ines.kind), (Decision::Accept, Kind::Organisation));
    assert_eq!(
        (ines.pseudonym.as_str(), ines.also.as_slice()),
        ("the bank", &["Inesita".to_owned()][..])
    );
    assert_eq!(ines.places[0].decision, Some(Decision::Reject));
    assert_eq!(review.progress(), (2, 3));
}

#[test]
fn nonsense_is_told_with_its_line() {
    let file = |body: &str| format!("# a comment\n- entity: e1\n  kind: person\n{body}");
    let check = |body: &str, expected: &[(usize, &str)]| {
        let (review, problems) = Review::read(&file(body));
        let told: Vec<(usize, bool)> = problems
            .iter()
            .zip(expected)
            .map(|(problem, (_, words))| (problem.line, problem.message.contains(words)))
            .collect();
        let wanted: Vec<(usize, bool)> = expected.iter().map(|(line, _)| (*line, true)).collect();
        assert_eq!((told, problems.len()), (wanted, expected.len()), "{body}: {problems:?}");
        let accepted = review.entities.iter().filter(|e| e.decision == Decision::Accept);
        assert_eq!(accepted.count(), 0, "{body}");
        assert!(problems.iter().all(|problem| !problem.message.contains("Okafor")));
    };
    check("  decision: maybe Okafor\n", &[(4, "`accept`")]);
    check("  decison: accept\n", &[(4, "no such field")]);
    check("  decision: accept\n  name: Okafor\n", &[(2, "`stands as` is empty")]);
    check(
        "  decision: accept\n  stands as: \"Okafor 1\"\n  also: [Okafor]\n",
        &[(2, "to be removed")],
    );
    check(
        "  stands as: \"Mr Okafor\"\n  name: Okafor\n  variants: [Okafor]\n",
        &[(2, "may be removed")],
    );
    check("  decision: accept\n  decision: reject\n", &[(5, "remove one of the two")]);
    check("  same as: e9\n", &[(2, "no entity has")]);
    check("  same as: e1\n", &[(2, "leads back")]);
    check("\tdecision: accept\n", &[(4, "tab")]);
    check("  name: \"Okafor\n", &[(4, "not valid YAML")]);
    check("- entity: e1\n  kind: Okafor\n", &[(4, "same id"), (5, "no such kind")]);
    check("  places: [Okafor]\n", &[(4, "a place is")]);
    check(
        "  places:\n    - {at: Okafor, context: Okafor}\n",
        &[(5, "document:line:character"), (5, "between ⟦ and ⟧"), (5, "found again")],
    );
    check("  places:\n    - {decision: hm, at: \"d:1:1\", context: ⟦x⟧}\n", &[(5, "`accept`")]);
    check("  name: &a x\n  also: [*a, *a]\n", &[(5, "repeat")]);
    check("decision: accept\n", &[(4, "not valid YAML")]);
    assert_eq!(Review::read("hello\n").1[0].line, 1);
    assert_eq!(Review::read("").1, []);
}

#[test]
fn two_that_stand_as_one_are_told() {
    let study = Study::of(&["{{person:Ines}} {{person:Bo}}"]);
    let mut review = study.propose(None);
    decide(&mut review, &[("Ines", Decision::Accept), ("Bo", Decision::Accept)]);
    review.entities[1].pseudonym = review.entities[0].pseudonym.clone();
    assert!(Review::read(&review.write()).1[0].message.contains("same as"));
    review.entities[1].same_as = Some(review.entities[0].id.clone());
    assert_eq!(Review::read(&review.write()).1, []);
}

#[test]
fn a_mistake_in_one_entity_costs_no_other() {
    let study = Study::of(&["{{person:Ines}} {{person:Bo}}"]);
    let mut review = study.propose(None);
    decide(&mut review, &[("Ines", Decision::Accept), ("Bo", Decision::Reject)]);
    let text = review.write().replace("name: \"Bo\"", "name: \"Bo");
    let (read, problems) = Review::read(&text);
    assert_eq!((read.entities.len(), problems.len()), (1, 1));
    assert_eq!(read.entities[0].name, "Ines");
}

#[test]
fn decisions_outlive_new_proposals() {
    let study =
        Study::of(&["{{person:Ines}} and {{person:Bo}}; {{person:Bo}} again, {{person:Al}}"]);
    let mut review = study.propose(None);
    decide(&mut review, &[("Ines", Decision::Accept), ("Bo", Decision::Reject)]);
    review.entities[1].places[1].decision = Some(Decision::Accept);
    let names: Vec<_> = review.entities.iter().map(|e| e.name.clone()).collect();
    assert_eq!(names, ["Al", "Bo", "Ines"]);
    // The same text later in the line, a new document, a new spelling, a new person.
    let later = Study::of(&[
        "{{person:Ines}} and {{person:Bo}}; well, {{person:Bo}} again, {{person:Al}}",
        "{{person:Ines Okafor}} {{person:INES}} {{person:Zed}}",
    ]);
    let again = later.propose(Some(&edited(&review, &[])));
    assert_eq!(
        shown(&again),
        [
            "e1 Al undecided: ·",
            "e2 Bo reject: · accept",
            "e3 Ines accept: · undecided ·",
            "e4 Zed undecided: ·",
        ]
    );
    assert_eq!(again.entities[2].pseudonym, review.entities[2].pseudonym);
    assert_eq!(again.entities[2].by, "mo");
    // And once more without a change.
    assert_eq!(shown(&later.propose(Some(&again))), shown(&again));
}

#[test]
fn what_was_decided_and_is_found_no_more_stays() {
    let mut review = Study::of(&["{{person:Ines}} {{person:Bo}}"]).propose(None);
    decide(&mut review, &[("Ines", Decision::Accept)]);
    review.entities[1].also = vec!["Inesita".to_owned()];
    let again = Study::of(&["nobody"]).propose(Some(&review));
    assert_eq!(shown(&again), ["e2 Ines accept: "]);
    assert_eq!(again.entities[0].also, ["Inesita"]);
}

#[test]
fn entities_that_people_kept_apart_stay_apart() {
    let mut review = Study::of(&["{{person:Ines}} {{organisation:Okafor}}"]).propose(None);
    decide(&mut review, &[("Ines", Decision::Accept), ("Okafor", Decision::Reject)]);
    let again = Study::of(&["{{person:Ines}} {{person:Okafor}} {{person:Ines Okafor}}"])
        .propose(Some(&review));
    assert_eq!(shown(&again), ["e1 Ines accept: · undecided", "e2 Okafor reject: ·"]);
    // Joined by hand, they stay joined.
    review.entities[1].same_as = Some("e1".to_owned());
    let again = Study::of(&["{{person:Ines}} {{person:Okafor}}"]).propose(Some(&review));
    assert_eq!(again.entities[1].same_as.as_deref(), Some("e1"));
}

#[test]
fn who_decided_is_noted() {
    let study = Study::of(&["{{person:Ines}} {{person:Bo}} {{person:Al}}"]);
    let mut before = study.propose(None);
    decide(&mut before, &[("Ines", Decision::Accept), ("Bo", Decision::Accept)]);
    let mut after = before.clone();
    decide(&mut after, &[("Bo", Decision::Undecided)]);
    after.entities[2].decision = Decision::Reject;
    after.entities[0].places[0].decision = Some(Decision::Reject);
    after.sign(Some(&before), "ana", "2024-06-02");
    let who: Vec<&str> = after.entities.iter().map(|entity| entity.by.as_str()).collect();
    assert_eq!(who, ["", "", "ana"]);
    assert_eq!(
        (&*after.entities[0].places[0].by, &*after.entities[0].places[0].on),
        ("ana", "2024-06-02")
    );
    let mut same = before.clone();
    same.sign(Some(&before), "ana", "2024-06-02");
    assert_eq!(same, before);
}

#[test]
fn surest_proposals_are_suggested_and_still_undecided() {
    let mut study = Study::of(&["{{person:Ines}}"]);
    study.texts[0].2[0].confidence = 0.97;
    let review = study.propose(None);
    assert!(review.write().contains("  suggested: accept\n"));
    let (read, _) = Review::read(&review.write());
    assert_eq!((read.entities[0].decision, read.entities[0].is_sure), (Decision::Undecided, true));
}

#[test]
fn hostile_files_are_read_in_time() {
    let begin = std::time::Instant::now();
    let many = "- entity: x\n  places: [".to_owned() + &"{".repeat(300_000);
    let wide = format!("- {}: 1\n", (0..400_000).map(|n| format!("a{n}: 1,")).collect::<String>());
    let deep = "- ".repeat(100_000);
    let quotes = "- entity: \"".repeat(100_000);
    let bomb = "- a: &a [x,x]\n  b: &b [*a,*a]\n  c: [*b,*b]\n";
    for text in [many.as_str(), &wide, &deep, &quotes, bomb, &"-\n".repeat(400_000)] {
        assert!(!Review::read(text).1.is_empty());
    }
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}

#[test]
fn two_that_were_taken_for_one_are_parted_by_moving_a_variant() {
    let study = Study::of(&["{{product:Kestrel}} {{product:Kestral}}"]);
    let review = edited(
        &study.propose(None),
        &[
            ("decision: undecided", "decision: accept"),
            ("\"Kestral\", \"Kestrel\"]", "\"Kestrel\"]"),
            (
                "\n- entity",
                "\n- entity: mine\n  kind: product\n  decision: accept\n  stands as: \"[Product 9]\"\n  variants: Kestral\n- entity",
            ),
        ],
    );
    assert_eq!(shown(&review), ["mine  accept: ·", "e1 Kestral accept: ·"]);
    let text = study.documents()[0].text;
    let replaced = crate::replace::Decisions::of(&review).replace("d1", text);
    assert_eq!(replaced.text, "[Product 1] [Product 9]");
    let again = study.propose(Some(&review));
    assert_eq!(shown(&again), ["mine  accept: ·", "e1 Kestral accept: ·"]);
}

proptest! {
    #[test]
    fn proposing_again_changes_nothing(
        words in proptest::collection::vec((0..12usize, 0..4usize, 0..8u8), 1..40),
        entities in proptest::collection::vec((0..3u8, 0..5u8), 40),
    ) {
        let names = ["Ines", "Okafor", "Ines Okafor", "Bo", "Fjordline", "Fjordlyne", "Oslo", "Mark",
            "Kestrel", "38", "INES", "Ines Okafor's"];
        let kinds = ["person", "product", "organisation", "place"];
        let mut marked = [String::new(), String::new()];
        for (index, (name, kind, how)) in words.iter().enumerate() {
            let page = &mut marked[index % 2];
            let name = names[*name];
            page.push_str(&match how {
                0..5 => format!("{{{{{}:{name}}}}} ", kinds[*kind]),
                5 => format!("{name} said.\n"),
                6 => "well, and then it was the ".to_owned(),
                _ => "\n\n".to_owned(),
            });
        }
        let study = Study::of(&marked.iter().map(String::as_str).collect::<Vec<_>>());
        let mut review = study.propose(None);
        let decisions = [Decision::Undecided, Decision::Accept, Decision::Reject];
        for (entity, (decision, place)) in review.entities.iter_mut().zip(entities) {
            entity.decision = decisions[usize::from(decision)];
            if let Some(place) = entity.places.get_mut(usize::from(place)) {
                place.decision = Some(decisions[usize::from(decision + 1) % 3]);
            }
        }
        let (mut read, problems) = Review::read(&review.write());
        prop_assert_eq!(problems, Vec::new());
        let again = study.propose(Some(&read));
        read.entities.iter_mut().for_each(|entity| entity.line = 0);
        prop_assert_eq!(again, read);
    }

    #[test]
    fn no_edit_is_a_panic(edits in proptest::collection::vec((0..4_000usize, 0..9usize, "\\PC{0,3}|\n *- |: |\"|⟦|\\{|\\["), 0..8)) {
        let study = Study::of(&["{{person:Ines}} & *Ines {{place:Oslo}}\n{{id:#1}}", "{{person:Ines Okafor}}"]);
        let mut text = study.propose(None).write();
        for (at, length, new) in edits {
            let at = text.floor_char_boundary(at % (text.len() + 1));
            let end = text.floor_char_boundary((at + length).min(text.len()));
            text.replace_range(at..end, &new);
        }
        let (read, _) = Review::read(&text);
        let decisions = crate::replace::Decisions::of(&read);
        for document in study.documents() {
            decisions.replace(document.id, document.text);
        }
        gate(&read, &study.documents());
        study.propose(Some(&read));
        read.progress();
    }
}
