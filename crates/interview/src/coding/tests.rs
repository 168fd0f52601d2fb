//! Logs: what is read, folded, undone and merged; and what coders may see.

use super::assignment::{Assignments, State as Progress};
use super::disagree::{Comparison, compare};
use super::*;
use crate::codebook::{Change, Code, Codebook};
use crate::document::{Document, Version};
use proptest::prelude::*;
use std::collections::BTreeMap;

const BODY: &str = "The platform is slow, and then I wait for somebody to approve what I did.";

fn place(start: usize, end: usize) -> Selector {
    let exact = BODY.get(start..end).unwrap_or("word").to_owned();
    let (prefix, suffix) = (String::new(), String::new());
    Selector { version: Version::of(BODY), start, end, exact, prefix, suffix }
}

fn apply(code: &str, start: usize, end: usize) -> Operation {
    let (code, document) = (code.to_owned(), "d".to_owned());
    Operation::Apply { code, document, place: place(start, end), memo: None }
}

fn remove(coding: &str) -> Operation {
    Operation::Remove { coding: coding.into() }
}

fn to(coding: &str, to: &str) -> Operation {
    Operation::Move { coding: coding.into(), to: to.into() }
}

fn undo(undone: &str) -> Operation {
    Operation::Undo { undone: undone.into() }
}

fn code(id: &str) -> Code {
    Code { id: id.into(), name: id.into(), ..Code::default() }
}

fn join(codes: &[&str], into: &str) -> Operation {
    let codes = codes.iter().map(|id| code(id)).collect();
    Operation::Codebook(Change::MergeCodes { codes, into: into.into() })
}

fn split(of: &str, part: &str, codings: &[&str]) -> Operation {
    let codings = codings.iter().map(|id| (*id).to_owned()).collect();
    Operation::Codebook(Change::SplitCode { code: of.into(), part: code(part), codings })
}

fn delete(id: &str) -> Operation {
    Operation::Codebook(Change::DeleteCode { deleted: code(id) })
}

fn add(id: &str) -> Operation {
    Operation::Codebook(Change::AddCode { added: code(id) })
}

/// `a1`, `a2`, … by ana, one after the other.
fn log(operations: Vec<Operation>) -> Log {
    by("ana", "a", operations)
}

fn by(coder: &str, prefix: &str, operations: Vec<Operation>) -> Log {
    let mut text = String::new();
    for (index, operation) in operations.into_iter().enumerate() {
        let (id, coder) = (format!("{prefix}{}", index + 1), coder.to_owned());
        text += &Entry { id, at: index as u64, coder, operation }.write();
        text += "\n";
    }
    Log::read(&text)
}

/// `id:code` of the codings there are, and the codes of the warnings.
fn check(operations: Vec<Operation>, codings: &[&str], warnings: &[&str]) {
    let log = log(operations);
    assert_eq!(log.warnings, [], "{}", log.text());
    let state = fold([&log]);
    let mut found: Vec<String> =
        state.codings.iter().map(|own| format!("{}:{}", own.id, own.code)).collect();
    found.sort();
    assert_eq!(found, codings, "{}", log.text());
    let codes: Vec<&str> = state.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, warnings, "{:?}", state.warnings);
}

#[test]
fn operations_make_codings() {
    let a = || apply("x", 0, 5);
    check(vec![a(), apply("y", 2, 9)], &["a1:x", "a2:y"], &[]);
    check(vec![a(), remove("a1")], &[], &[]);
    check(vec![a(), to("a1", "y")], &["a1:y"], &[]);
    check(vec![remove("a2")], &[], &["no-coding"]);
    check(vec![a(), apply("x", 3, 9)], &["a1:x", "a2:x"], &["overlapping-codings"]);
    check(vec![a(), apply("x", 5, 9)], &["a1:x", "a2:x"], &[]);
}

#[test]
fn codes_are_joined_split_and_deleted() {
    let a = || apply("x", 0, 5);
    let b = || apply("y", 10, 15);
    check(vec![a(), b(), join(&["y"], "x")], &["a1:x", "a2:x"], &[]);
    // What is coded afterwards, by somebody who did not know, goes there too.
    check(vec![join(&["y"], "x"), b()], &["a2:x"], &[]);
    check(vec![a(), join(&["x"], "y"), join(&["y"], "z")], &["a1:z"], &[]);
    check(vec![join(&["x"], "y"), join(&["y"], "z"), a()], &["a3:z"], &[]);
    check(vec![join(&["x"], "y"), join(&["y"], "x"), a(), b()], &["a3:y", "a4:y"], &[]);
    check(vec![join(&["x"], "y"), add("x"), a(), b()], &["a3:x", "a4:y"], &[]);
    check(
        vec![a(), b(), apply("x", 20, 25), split("x", "z", &["a1"])],
        &["a1:z", "a2:y", "a3:x"],
        &[],
    );
    check(vec![a(), to("a1", "y"), split("x", "z", &["a1"])], &["a1:y"], &[]);
    check(vec![split("x", "z", &["a9"])], &[], &["no-coding"]);
    check(vec![a(), b(), delete("x")], &["a2:y"], &[]);
    check(vec![a(), join(&["x"], "y"), delete("x")], &["a1:y"], &[]);
    check(vec![a(), delete("y"), join(&["x"], "y")], &["a1:x"], &["no-code"]);
    check(vec![delete("x"), a()], &["a2:x"], &[]);
}

#[test]
fn everything_can_be_undone() {
    let a = || apply("x", 0, 5);
    check(vec![a(), undo("a1")], &[], &[]);
    check(vec![a(), undo("a1"), undo("a2")], &["a1:x"], &[]);
    check(vec![a(), undo("a1"), undo("a2"), undo("a3")], &[], &[]);
    check(vec![a(), remove("a1"), undo("a2")], &["a1:x"], &[]);
    check(vec![a(), to("a1", "y"), undo("a2")], &["a1:x"], &[]);
    check(vec![a(), join(&["x"], "y"), undo("a2")], &["a1:x"], &[]);
    check(vec![a(), split("x", "z", &["a1"]), undo("a2")], &["a1:x"], &[]);
    check(vec![a(), delete("x"), undo("a2")], &["a1:x"], &[]);
    check(vec![undo("a2"), a(), undo("a9")], &["a2:x"], &["undo-of-nothing", "undo-of-nothing"]);
    check(vec![a(), undo("a3"), undo("a2")], &["a1:x"], &["undo-of-nothing"]);
}

#[test]
fn the_last_operation_is_undone_first() {
    let next = |operations: Vec<Operation>| {
        let log = log(operations);
        let entries: Vec<&Entry> = log.entries().map(|(_, entry)| entry).collect();
        let id = |entry: Option<&Entry>| entry.map_or("", |entry| &entry.id).to_owned();
        (id(last_done(&entries, "ana")), id(last_undone(&entries, "ana")))
    };
    let is =
        |(a, b): (String, String), done: &str, undone: &str| assert_eq!((&*a, &*b), (done, undone));
    let a = || apply("x", 0, 5);
    is(next(vec![]), "", "");
    is(next(vec![a(), a()]), "a2", "");
    is(next(vec![a(), a(), undo("a2")]), "a1", "a3");
    is(next(vec![a(), a(), undo("a2"), undo("a1")]), "", "a4");
    is(next(vec![a(), a(), undo("a2"), undo("a1"), undo("a4")]), "a1", "a3");
    is(next(vec![a(), a(), undo("a2"), undo("a3")]), "a2", "");
    is(next(vec![a(), undo("a1"), a()]), "a3", "");
}

#[test]
fn nobody_changes_the_codings_of_another() {
    let ana = log(vec![apply("x", 0, 5)]);
    let later = vec![apply("y", 0, 5), remove("a1"), to("a1", "z"), undo("a1"), delete("y")];
    let state = fold([&ana, &by("bo", "b", later)]);
    assert_eq!(state.codings.len(), 1, "{state:?}");
    let codes: Vec<&str> = state.warnings.iter().map(|warning| warning.code).collect();
    assert_eq!(codes, ["undo-of-nothing", "not-own", "not-own"]);
}

#[test]
fn what_is_damaged_is_kept() {
    let good = log(vec![apply("x", 0, 5)]).text().to_owned();
    let text = format!(
        "\u{feff}{good}{{\"id\":\"q\",\"do\":\"frobnicate\",\"code\":3}}\r\n\n{{\"id\": \"r\", \"do\": \
         \"remove\"}}\nnonsense\n{{\"id\":\"s\",\"at\":1,\"cod"
    );
    let log = Log::read(&text);
    let warnings: Vec<(&str, Option<u64>)> =
        log.warnings.iter().map(|warning| (warning.code, warning.line)).collect();
    let (two, four) = (Some(2), Some(4));
    assert_eq!(
        warnings,
        [
            ("unknown-operation", two),
            ("incomplete-line", four),
            ("damaged-line", Some(5)),
            ("damaged-line", Some(6)),
        ]
    );
    assert_eq!((log.text(), log.entries().count(), log.kept().count()), (text.as_str(), 1, 4));
    let more = Entry { id: "t".into(), at: 9, coder: "ana".into(), operation: remove("a1") };
    let whole = Log::read(&format!("{text}{}", log.addition(&[more])));
    assert_eq!((whole.entries().count(), whole.kept().count()), (2, 4));
    assert_eq!(Log::next([&whole], 4), 10);
    assert_eq!(Log::next([&whole], 400), 400);
    // Merged with itself, nothing is lost, either.
    let merged = merge([&log, &log]).0;
    assert_eq!((merged.entries().count(), merged.kept().count()), (1, 4));
}

#[test]
fn a_redaction_leaves_no_words_behind() {
    let resize = Operation::Resize { coding: "a1".into(), place: place(4, 12) };
    let extra = apply("y", 4, 9);
    let text = log(vec![apply("x", 4, 12), resize, remove("a1"), extra]).text().to_owned();
    let text = text.replace("\"id\":\"a1\"", "\"id\":\"a1\",\"colour\":\"red\"");
    let log = Log::read(&text);
    assert_eq!(log.entries().count(), 4);
    let carry = |document: &str, old: &Selector| {
        assert_eq!(document, "d");
        if old.end == 9 {
            return Rewritten::Lost;
        }
        Rewritten::Carried(Selector { exact: "[Product 1]".into(), ..old.clone() })
    };
    let (after, lost) = log.rewritten(&Log::documents([&log]), carry);
    assert!(!after.text().contains("platform"), "{}", after.text());
    assert!(after.text().contains("\"colour\":\"red\""), "{}", after.text());
    assert_eq!(lost, ["a4"]);
    assert_eq!(fold([&after]).lost[0].id, "a4");
    let (same, _) = log.rewritten(&Log::documents([&log]), |_, _| Rewritten::Kept);
    assert_eq!(same.text(), log.text());
}

#[test]
fn one_id_with_two_contents_is_a_conflict() {
    let one = log(vec![apply("x", 0, 5)]);
    let other = log(vec![apply("y", 0, 5)]);
    let (merged, conflicts) = merge([&one, &other]);
    assert_eq!((conflicts.len(), merged.entries().count()), (1, 2));
    assert_eq!(merge([&other, &one]).0, merged);
    let state = fold([&merged]);
    assert_eq!((state.codings.len(), state.warnings[0].code), (1, "same-id"));
    assert_eq!(state.conflicts, conflicts);
}

#[test]
fn the_file_of_a_codebook_meets_the_log() {
    let a = vec![add("x"), add("y"), join(&["y"], "x"), add("z"), delete("z"), add("w")];
    let state = fold([&log(a)]);
    let child = Code { parent: Some("y".into()), ..code("child") };
    let hand = Code { definition: Some("by hand".into()), ..code("x") };
    let file = Codebook { codes: vec![hand.clone(), child, code("z"), code("own")] };
    let (book, warnings) = state.codebook(&file);
    let ids: Vec<&str> = book.codes.iter().map(|code| code.id.as_str()).collect();
    assert_eq!(ids, ["x", "child", "own", "w"]);
    assert_eq!((&book.codes[0], book.codes[1].parent.as_deref()), (&hand, Some("x")));
    assert_eq!(warnings.len(), 1);
}

#[test]
fn nobody_codes_what_another_codes_without_knowing() {
    let mut all = Assignments::default();
    all.claim("d", "ana", 5, false).unwrap();
    all.claim("d", "ana", 6, false).unwrap();
    let taken = all.claim("d", "bo", 7, false).unwrap_err();
    assert_eq!((taken.since, taken.coders.as_slice()), (5, &["ana".to_owned()][..]));
    assert!(!taken.to_string().contains("ana") && taken.to_string().contains("--second"));
    all.claim("d", "bo", 7, true).unwrap();
    all.finish("d", "ana", 8, Progress::Done);
    assert_eq!(all.done(), [("ana".to_owned(), "d".to_owned())]);
    let text = all.write();
    assert_eq!(Assignments::read(&text).unwrap(), (all.clone(), vec![]), "{text}");
    assert_eq!(all.collisions(), []);
    all.finish("d", "ana", 9, Progress::Released);
    all.finish("d", "bo", 9, Progress::Released);
    all.claim("d", "cy", 10, false).unwrap();
    // Two copies of the folder, each with a claim of its own.
    let mut other = Assignments::default();
    other.claim("d", "di", 10, false).unwrap();
    let merged = all.merge(&other);
    assert_eq!(merged, other.merge(&all));
    assert_eq!(merged.collisions()[0].coders, ["cy", "di"]);
    let odd =
        "d:\n  - coder: x\n  - coder: y\n    state: done\n    since: 2026-01-01\n    x: 1\ne: 3\n";
    let (claims, warnings) = Assignments::read(odd).unwrap();
    let lines: Vec<Option<u64>> = warnings.iter().map(|warning| warning.line).collect();
    assert_eq!((claims.claims().len(), lines), (1, vec![Some(2), Some(6), Some(7)]));
    assert!(Assignments::read("- x").is_err());
}

#[test]
fn coders_are_blind_until_both_are_done() {
    let logs = [log(vec![apply("x", 0, 5)]), by("bo", "b", vec![apply("x", 0, 9)])];
    let codings = fold(&logs).codings;
    let mut all = Assignments::default();
    let sees = |all: &Assignments, coder: &str| visible_to(coder, &codings, all).len();
    assert_eq!(sees(&all, "ana"), 1);
    all.claim("d", "ana", 1, false).unwrap();
    all.claim("d", "bo", 1, true).unwrap();
    assert_eq!((sees(&all, "ana"), sees(&all, "bo"), sees(&all, "cy")), (1, 1, 0));
    all.finish("d", "ana", 2, Progress::Done);
    assert_eq!((sees(&all, "ana"), sees(&all, "bo"), sees(&all, "cy")), (1, 1, 0));
    all.finish("d", "bo", 2, Progress::Done);
    assert_eq!((sees(&all, "ana"), sees(&all, "bo"), sees(&all, "cy")), (2, 2, 2));
}

/// Compares ana's and bo's codings of `x`.
fn compared(
    ana: &[(usize, usize)],
    bo: &[(usize, usize)],
    decided: Option<&[(usize, usize)]>,
) -> Comparison {
    let document = Document { body: BODY.to_owned(), ..Document::default() };
    let documents = BTreeMap::from([("d".to_owned(), &document)]);
    let spans = |own: &[(usize, usize)]| own.iter().map(|(a, b)| apply("x", *a, *b)).collect();
    let mut logs = vec![log(spans(ana)), by("bo", "b", spans(bo))];
    let worked = [("ana".to_owned(), "d".to_owned()), ("bo".to_owned(), "d".to_owned())];
    let state = fold(&logs);
    let comparison = compare(&state.codings, &worked, &state.adjudications, &documents);
    let Some(decided) = decided else { return comparison };
    let outcome = decided.iter().map(|(a, b)| place(*a, *b)).collect();
    let operations = vec![comparison.disagreements[0].decided(outcome, Some("talked".into()))];
    logs.push(by("cy", "c", operations));
    let state = fold(&logs);
    compare(&state.codings, &worked, &state.adjudications, &documents)
}

#[test]
fn both_codings_stand_side_by_side() {
    let both = compared(&[(4, 12), (30, 40)], &[(8, 20), (30, 40)], None);
    assert_eq!((both.disagreements.len(), both.agreed.len()), (1, 1));
    assert_eq!((both.agreed[0].coder.as_str(), both.agreed[0].place.start), (AGREED, 30));
    let one = &both.disagreements[0];
    assert_eq!((one.start, one.end, one.shared), (4, 20, 4));
    assert_eq!(one.text.as_deref(), Some(&BODY[4..20]));
    assert_eq!(one.sides[1].codings[0].text, BODY[8..20]);
    let alone = compared(&[(4, 12)], &[], None);
    assert_eq!((alone.disagreements[0].sides.len(), alone.agreed.len()), (2, 0));
    assert_eq!(alone.disagreements[0].sides[1].codings, []);
    // In pieces, but the same characters.
    assert_eq!(compared(&[(4, 8), (8, 12)], &[(4, 12)], None).agreed.len(), 1);
    assert_eq!(compared(&[(4, 8), (8, 12)], &[(4, 12)], None).disagreements.len(), 0);
    // Side by side is not the same place.
    assert_eq!(compared(&[(4, 8)], &[(8, 12)], None).disagreements.len(), 2);
}

#[test]
fn decisions_make_agreed_codings() {
    let both = compared(&[(4, 12)], &[(8, 20)], Some(&[(4, 20)]));
    let decision = both.disagreements[0].decision.as_ref().unwrap();
    assert_eq!((decision.coder.as_str(), decision.memo.as_deref()), ("cy", Some("talked")));
    assert_eq!((both.agreed[0].id.as_str(), both.agreed[0].place.end), ("c1-1", 20));
    assert_eq!(compared(&[(4, 12)], &[], Some(&[])).agreed, []);
}

#[test]
fn a_decision_lapses_with_its_codings() {
    let ana = log(vec![apply("x", 4, 12)]);
    let decided = Operation::Adjudicate {
        document: "d".into(),
        code: "x".into(),
        codings: vec!["a1".into(), "b1".into()],
        outcome: vec![place(4, 12)],
        memo: None,
    };
    let worked = [("ana".to_owned(), "d".to_owned()), ("bo".to_owned(), "d".to_owned())];
    let state = fold([&ana, &by("cy", "c", vec![decided])]);
    let found = compare(&state.codings, &worked, &state.adjudications, &BTreeMap::new());
    assert!(found.disagreements[0].lapsed && found.agreed.is_empty(), "{found:?}");
}

fn operation() -> impl Strategy<Value = Operation> {
    let name = || prop::sample::select(vec!["x", "y", "z"]);
    let id = || prop::sample::select(vec!["a1", "a2", "a3", "b1", "b2", "b3"]);
    prop_oneof![
        4 => (name(), 0..30usize, 1..9usize).prop_map(|(code, at, long)| apply(code, at, at + long)),
        1 => id().prop_map(remove),
        1 => (id(), name()).prop_map(|(coding, code)| to(coding, code)),
        1 => (name(), name()).prop_map(|(from, into)| join(&[from], into)),
        1 => (name(), name(), id()).prop_map(|(of, part, coding)| split(of, part, &[coding])),
        1 => name().prop_map(delete),
        1 => name().prop_map(add),
        2 => id().prop_map(undo),
    ]
}

fn logs() -> impl Strategy<Value = Vec<Log>> {
    let entry =
        (operation(), 0..6u64, 1..5u8, any::<bool>()).prop_map(|(operation, at, id, ana)| {
            let (coder, prefix) = if ana { ("ana", "a") } else { ("bo", "b") };
            Entry { id: format!("{prefix}{id}"), at, coder: coder.into(), operation }.write()
        });
    let line = prop_oneof![9 => entry, 1 => "\\PC{0,9}"];
    let log = prop::collection::vec(line, 0..9).prop_map(|lines| Log::read(&lines.join("\n")));
    prop::collection::vec(log, 3)
}

/// The codings by doing as the operations say, one after the other, with no index at all.
fn naive(logs: &[Log]) -> Vec<(String, String)> {
    let mut entries: Vec<&Entry> = logs.iter().flat_map(Log::entries).map(|own| own.1).collect();
    entries.sort_by(|a, b| fold::order(a, b));
    let mut seen = Vec::new();
    entries.retain(|entry| {
        !seen.contains(&&entry.id) && {
            seen.push(&entry.id);
            true
        }
    });
    let counts = |place: usize| -> bool {
        fn asked(entries: &[&Entry], place: usize) -> bool {
            !(place + 1..entries.len()).any(|later| {
                matches!(&entries[later].operation, Operation::Undo { undone } if *undone == entries[place].id)
                    && (entries[later].coder == entries[place].coder
                        || matches!(entries[place].operation, Operation::Codebook(_)))
                    && asked(entries, later)
            })
        }
        asked(&entries, place)
    };
    // Id, coder, code, whether it is there.
    let mut codings: Vec<(String, String, String)> = Vec::new();
    let mut gone: BTreeMap<String, Option<String>> = BTreeMap::new();
    let ends = |gone: &BTreeMap<String, Option<String>>, code: &str| {
        let mut code = code.to_owned();
        while let Some(Some(next)) = gone.get(&code) {
            code.clone_from(next);
        }
        code
    };
    for (place, entry) in entries.iter().enumerate().filter(|(place, _)| counts(*place)) {
        let _ = place;
        let own =
            |coding: &(String, String, String), id: &str| coding.0 == id && coding.1 == entry.coder;
        match &entry.operation {
            Operation::Apply { code, .. } => {
                codings.push((entry.id.clone(), entry.coder.clone(), ends(&gone, code)));
            }
            Operation::Remove { coding } => codings.retain(|own_one| !own(own_one, coding)),
            Operation::Move { coding, to } => {
                let to = ends(&gone, to);
                codings
                    .iter_mut()
                    .filter(|one| own(one, coding))
                    .for_each(|one| one.2.clone_from(&to));
            }
            Operation::Codebook(Change::AddCode { added }) => {
                gone.remove(&added.id);
            }
            Operation::Codebook(Change::MergeCodes { codes, into }) => {
                let into = ends(&gone, into);
                if gone.contains_key(&into) {
                    continue;
                }
                for code in codes.iter().filter(|code| code.id != into) {
                    codings
                        .iter_mut()
                        .filter(|one| one.2 == code.id)
                        .for_each(|one| one.2.clone_from(&into));
                    gone.insert(code.id.clone(), Some(into.clone()));
                }
            }
            Operation::Codebook(Change::SplitCode { code, part, codings: ids }) => {
                gone.remove(&part.id);
                let code = ends(&gone, code);
                for id in ids {
                    codings
                        .iter_mut()
                        .filter(|one| one.0 == *id && one.2 == code)
                        .for_each(|one| one.2.clone_from(&part.id));
                }
            }
            Operation::Codebook(Change::DeleteCode { deleted }) => {
                codings.retain(|one| one.2 != deleted.id);
                gone.insert(deleted.id.clone(), None);
            }
            _ => {}
        }
    }
    let mut found: Vec<(String, String)> = codings.into_iter().map(|one| (one.0, one.2)).collect();
    found.sort();
    found
}

proptest! {
    #[test]
    fn the_fold_does_as_the_operations_say(logs in logs()) {
        let state = fold(&logs);
        let mut ours: Vec<(String, String)> =
            state.codings.into_iter().map(|own| (own.id, own.code)).collect();
        ours.sort();
        prop_assert_eq!(ours, naive(&logs));
    }

    #[test]
    fn merging_is_a_union(logs in logs()) {
        let [a, b, c] = &logs[..] else { unreachable!() };
        let two = |one: &Log, other: &Log| merge([one, other]).0;
        let text = |log: &Log| log.text().to_owned();
        prop_assert_eq!(text(&two(a, b)), text(&two(b, a)));
        prop_assert_eq!(text(&two(&two(a, b), c)), text(&two(a, &two(b, c))));
        prop_assert_eq!(text(&two(&two(a, b), &two(a, b))), text(&two(a, b)));
        let all = merge(&logs).0;
        for log in &logs {
            for (_, entry) in log.entries() {
                prop_assert!(all.entries().any(|(_, kept)| kept == entry));
            }
            for (_, line) in log.kept() {
                prop_assert!(all.kept().any(|(_, kept)| kept == line));
            }
        }
        // What follows from the merged log is what follows from all of them.
        let (one, all) = (fold([&all]), fold(&logs));
        prop_assert_eq!(one, all);
    }

    #[test]
    fn lines_are_read_as_they_are_written(operation in operation(), at: u64) {
        let entry = Entry { id: "q".into(), at, coder: "é\"".into(), operation };
        prop_assert_eq!(Entry::read(&entry.write()), Ok(entry));
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,80}|(\\{\"id\":\"a\",\"do\":\"(apply|undo|x)\"[,}]?\n?){0,4}") {
        let log = Log::read(&text);
        let _ = fold([&log]);
        prop_assert_eq!(log.text(), text);
    }
}
