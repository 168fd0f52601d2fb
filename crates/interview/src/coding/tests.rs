//! Logs: what is read, folded, undone and merged.

mod people;
mod properties;

use super::*;
use crate::codebook::{Change, Code, Codebook};
use crate::document::Version;

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
    check(vec![apply("x", 5, 5), apply("x", 9, 3)], &[], &["no-place", "no-place"]);
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
fn a_renamed_code_has_its_name_unless_the_file_says_otherwise() {
    let rename = |from: &str, to: &str| {
        let (code, from, to) = ("x".into(), from.into(), to.into());
        Operation::Codebook(Change::RenameCode { code, from, to })
    };
    let state = fold([&log(vec![rename("x", "Slow"), rename("Slow", "Very slow")])]);
    let name = |own: &str| {
        let file = Codebook { codes: vec![Code { name: own.into(), ..code("x") }, code("y")] };
        state.codebook(&file).0.codes[0].name.clone()
    };
    assert_eq!([name("x"), name("Slow"), name("By hand")], ["Very slow", "Very slow", "By hand"]);
}

#[test]
fn a_view_shows_what_changed() {
    let before = log(vec![apply("x", 0, 5), apply("x", 7, 9), apply("y", 10, 15)]);
    let operation = join(&["x"], "z");
    let entry = Entry { id: "b1".into(), at: 9, coder: "bo".into(), operation };
    let gone = Entry { id: "a9".into(), at: 10, coder: "ana".into(), operation: remove("a3") };
    let operations = vec![entry, gone];
    let after = Log::read(&format!("{}{}", before.text(), before.addition(&operations)));
    let found = view::view(operations, &fold([&before]), &fold([&after]));
    let codes = |own: &Option<Coding>| own.as_ref().map(|own| own.code.clone());
    let changed: Vec<(Option<String>, Option<String>)> =
        found.changed.iter().map(|own| (codes(&own.before), codes(&own.after))).collect();
    let some = |code: &str| Some(code.to_owned());
    assert_eq!(changed, [(some("x"), some("z")), (some("x"), some("z")), (some("y"), None)]);
}

/// The documentation, which names every operation and key that there is, and no other.
#[test]
fn the_documentation_is_complete() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/coding.md");
    let text = std::fs::read_to_string(path).expect("docs/coding.md");
    let (codebook, rest) = text.split_once("## What each coder did").expect("a section");
    let (log, claims) = rest.split_once("## Who works on what").expect("a section");
    let rows = |section: &str| -> Vec<String> {
        let first = |line: &str| line.strip_prefix("| `")?.split('`').next().map(str::to_owned);
        section.lines().filter_map(first).collect()
    };
    let mut operations = rows(log);
    assert_eq!(operations.remove(0), "do");
    assert_eq!(operations, entry::NAMES);
    let keys =
        ["id", "name", "definition", "include", "exclude", "example", "colour", "codes", "parent"];
    assert_eq!(rows(codebook), keys);
    let example = |section: &str| -> String {
        let block = section.split("```yaml\n").nth(1).expect("an example");
        block.split("```").next().unwrap_or_default().to_owned()
    };
    let file = crate::codebook::read(&example(codebook)).expect("a codebook");
    assert_eq!((file.warnings.len(), crate::codebook::write(&file)), (0, example(codebook)));
    let (all, warnings) = assignment::Assignments::read(&example(claims)).expect("claims");
    assert_eq!((warnings.len(), all.write()), (0, example(claims)));
}

#[test]
fn long_histories_cost_what_they_are_long() {
    let names: Vec<String> = (0..20_000).map(|number| format!("c{number}")).collect();
    // Codings, joined along a chain forwards; then codings of what ceased to be.
    let mut operations: Vec<Operation> = names.iter().map(|name| apply(name, 0, 5)).collect();
    operations.extend(names.windows(2).map(|pair| join(&[&pair[0]], &pair[1])));
    operations.extend((0..20_000).map(|_| apply("c0", 0, 5)));
    operations.extend((0..20_000).map(|number| undo(&format!("a{}", number + 40_000))));
    let state = fold([&log(operations)]);
    assert_eq!(state.codings.len(), 20_000);
    assert!(state.codings.iter().all(|coding| coding.code == "c19999"));
    let worked = [("ana".to_owned(), "d".to_owned()), ("bo".to_owned(), "d".to_owned())];
    let documents = std::collections::BTreeMap::new();
    let found = disagree::compare(&state.codings, &worked, &[], &documents);
    assert_eq!(found.disagreements.len(), 1);
}
