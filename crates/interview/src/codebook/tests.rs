//! What is read is what is written, and what is odd is said by line.

use super::*;
use crate::warning::Warning;
use proptest::prelude::*;

fn code(id: &str, parent: Option<&str>) -> Code {
    let definition = Some(format!("What {id} is."));
    let parent = parent.map(str::to_owned);
    Code { id: id.into(), name: id.to_uppercase(), parent, definition, ..Code::default() }
}

fn book(codes: &[(&str, Option<&str>)]) -> Codebook {
    Codebook { codes: codes.iter().map(|(id, parent)| code(id, *parent)).collect() }
}

const EXAMPLE: &str = "\
codes:
  - id: waiting
    name: Waiting for others
    colour: \"#4477aa\"
    definition: Work stands still until somebody else has done something.
    include: Reviews, approvals, tickets.
    exclude: |-
      Slow machines; see `slow`.
      Waiting for lunch.
    example: Then it lies there until Thursday.
    codes:
      - id: waiting-review
        name: Waiting for a review
        definition: For a colleague.
  - id: slow
    name: Slow machines
    definition: The machine is what one waits for.
";

#[test]
fn the_file_that_it_writes_is_the_one_that_it_reads() {
    let file = read(EXAMPLE).unwrap();
    assert_eq!(file.warnings, []);
    assert_eq!(file.codebook.codes.len(), 3);
    assert_eq!(file.codebook.codes[1].parent.as_deref(), Some("waiting"));
    assert_eq!(write(&file), EXAMPLE);
    assert_eq!(read("").unwrap(), File::default());
    assert_eq!(read(&write(&File::default())).unwrap(), File::default());
}

/// The codes and lines of all warnings.
fn check(text: &str, expected: &[(&str, u64)]) {
    let warnings = read(text).unwrap().warnings;
    let codes: Vec<(&str, u64)> = warnings
        .iter()
        .filter(|warning: &&Warning| warning.code != "no-definition")
        .map(|warning| (warning.code, warning.line.unwrap()))
        .collect();
    assert_eq!(codes, expected, "{text}");
}

#[test]
fn what_is_odd_is_said_by_line() {
    check("codes:\n- waiting\n- slow\n", &[]);
    check("codes:\n- id: a\n- id: b\n- id: a\n", &[("duplicate-code", 4)]);
    check("codes:\n- id: a\n  name: X\n- id: b\n  name: x\n", &[("duplicate-name", 4)]);
    check("codes:\n- id: a\n  colour: red\n", &[("odd-colour", 2)]);
    check("codes:\n- id: A b\n", &[("odd-id", 2)]);
    check("codes:\n- id: a\n  nmae: x\n", &[("unknown-key", 3)]);
    check("colour: x\ncodes:\n- id: a\n", &[("unknown-key", 1)]);
    check("codes:\n- name: The Wait!\n", &[("no-id", 2)]);
    check("codes:\n- name: '!'\n", &[("no-id", 2)]);
    check("codes:\n- [1]\n- id: a\n", &[("no-code", 2)]);
    check("codes:\n- id: a\n  parent: b\n", &[("unknown-parent", 2)]);
    check(
        "codes:\n- {id: a, parent: b}\n- {id: b, parent: c}\n- {id: c, parent: b}\n",
        &[("circle", 3)],
    );
    check("codes:\n- {id: a, parent: a}\n", &[("circle", 2)]);
    check("codes:\n- id: a\n  codes:\n  - {id: b, parent: x}\n", &[("unknown-key", 4)]);
}

#[test]
fn what_is_no_codebook_is_not_overwritten() {
    let fails = |text: &str| read(text).unwrap_err().line;
    assert_eq!(fails("- a\n"), 1);
    assert_eq!(fails("x: 1\ncodes: 3\n"), 2);
    assert_eq!(fails("codes:\n\t- a\n"), 2);
    assert_eq!(fails("codes: &a [*a]\n"), 1);
    assert_eq!(fails("codes:\n- id: a\n  id: b\n"), 3);
}

#[test]
fn unknown_keys_are_kept() {
    let text = "x: [1, {y: \"a, *b\"}]\ncodes:\n- id: a\n  weight: 1.50\n  name: {x: 1}\n- id: b\n";
    let file = read(text).unwrap();
    let again = read(&write(&file)).unwrap();
    assert_eq!(file.codebook, again.codebook);
    assert_eq!(file.others[0], (None, "x".into(), "[1, {\"y\": \"a, \\x2ab\"}]".into()));
    assert!(write(&file).contains("\"weight\": 1.50\n"), "{}", write(&file));
    // Both codes of one id have it: one mapping cannot.
    let twice = read("codes:\n- {id: a, x: 1}\n- {id: a, x: 2}\n").unwrap();
    let again = read(&write(&twice)).unwrap();
    assert_eq!((again.codebook.codes.len(), again.others.len()), (2, 2));
}

#[test]
fn changes_are_made_and_taken_back() {
    let before = book(&[("a", None), ("b", Some("a")), ("c", Some("b"))]);
    let ids = |book: &Codebook| -> Vec<String> {
        let line = |code: &Code| format!("{}<{}", code.id, code.parent.as_deref().unwrap_or("-"));
        book.codes.iter().map(line).collect()
    };
    let check = |change: Change, after: &[&str], back: &[&str]| {
        let mut book = before.clone();
        change.apply(&mut book).unwrap();
        assert_eq!(ids(&book), after, "{change:?}");
        change.revert(&mut book);
        assert_eq!(ids(&book), back, "{change:?}");
    };
    let whole = ["a<-", "b<a", "c<b"];
    check(Change::AddCode { added: code("d", Some("a")) }, &["a<-", "b<a", "c<b", "d<a"], &whole);
    check(
        Change::MergeCodes { codes: vec![code("c", Some("b"))], into: "a".into() },
        &["a<-", "b<a"],
        &whole,
    );
    check(
        Change::DeleteCode { deleted: code("b", Some("a")) },
        &["a<-", "c<a"],
        &["a<-", "c<a", "b<a"],
    );
    let part = code("d", None);
    let split = Change::SplitCode { code: "a".into(), part, codings: vec![] };
    check(split, &["a<-", "b<a", "c<b", "d<-"], &whole);
    let (from, to) = ("A".to_owned(), "Alpha".to_owned());
    check(Change::RenameCode { code: "a".into(), from, to }, &whole, &whole);
    let refused = |change: Change| change.apply(&mut before.clone()).unwrap_err();
    let unknown = |id: &str| Refused::Unknown(id.into());
    assert_eq!(refused(Change::AddCode { added: code("a", None) }), Refused::Exists("a".into()));
    assert_eq!(refused(Change::AddCode { added: code("d", Some("x")) }), unknown("x"));
    let merge = |from: &str, into: &str| Change::MergeCodes {
        codes: vec![code(from, None)],
        into: into.into(),
    };
    assert_eq!(refused(merge("x", "a")), unknown("x"));
    assert_eq!(refused(merge("a", "c")), Refused::Itself("a".into()));
    let below = Change::ChangeCode { before: code("a", None), after: code("a", Some("c")) };
    assert_eq!(refused(below), Refused::Itself("a".into()));
}

fn codes() -> impl Strategy<Value = Vec<Code>> {
    let text = || prop::option::of("(?s)\\PC{1,12}|a: b|[ -~\n]{1,20}|\\* &a \\*a|no|1.0");
    let code = (0..9usize, "[a-zé ]{1,8}|\\PC{1,5}", 0..12usize, text(), text(), text()).prop_map(
        |(id, name, parent, definition, include, example)| Code {
            id: format!("c{id}"),
            name,
            parent: (parent < 9).then(|| format!("c{parent}")),
            definition,
            include,
            example,
            exclude: None,
            colour: None,
        },
    );
    prop::collection::vec(code, 0..12)
}

/// What a tree looks like, whatever order the codes were in.
fn tree(codebook: &Codebook) -> Vec<(usize, Code)> {
    codebook.tree().into_iter().map(|(depth, code)| (depth, code.clone())).collect()
}

proptest! {
    #[test]
    fn nothing_is_lost_in_writing(codes in codes()) {
        let file = File { codebook: Codebook { codes }, ..File::default() };
        let text = write(&file);
        let again = read(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        prop_assert_eq!(tree(&again.codebook), tree(&file.codebook), "{}", text);
        prop_assert_eq!(again.others, vec![], "{}", text);
        // Written once more it is the same file.
        prop_assert_eq!(write(&File { warnings: vec![], ..read(&text).unwrap() }), text);
    }

    #[test]
    fn nothing_panics(text in "(codes:\n)?([ ]{0,4}(- )?(id|name|codes|parent|x)?:? ?[a-c\\[{}]{0,2}\n){0,12}") {
        if let Ok(file) = read(&text) {
            let again = write(&file);
            prop_assert!(read(&again).is_ok(), "{}\n---\n{}", text, again);
        }
    }

    #[test]
    fn merging_is_a_union(a in codes(), b in codes(), c in codes()) {
        let [a, b, c] = [a, b, c].map(|codes| Codebook { codes });
        let sorted = |(mut book, clashes): (Codebook, Vec<Clash>)| {
            book.codes.sort();
            (book, clashes)
        };
        let ab = sorted(merge(&a, &b));
        prop_assert_eq!(&ab, &sorted(merge(&b, &a)));
        prop_assert_eq!(&sorted(merge(&ab.0, &ab.0)), &ab);
        let left = sorted(merge(&merge(&a, &b).0, &c));
        prop_assert_eq!(left, sorted(merge(&a, &merge(&b, &c).0)));
        for code in a.codes.iter().chain(&b.codes) {
            prop_assert!(ab.0.codes.contains(code));
        }
    }
}

#[test]
fn very_deep_trees_are_written_flat() {
    let ids: Vec<String> = (0..300).map(|i| format!("c{i}")).collect();
    let parent = |i: usize| i.checked_sub(1).map(|i| ids[i].as_str());
    let codes: Vec<Code> = (0..300).map(|i| code(&ids[i], parent(i))).collect();
    let file = File { codebook: Codebook { codes }, ..File::default() };
    assert_eq!(tree(&read(&write(&file)).unwrap().codebook), tree(&file.codebook));
}

#[test]
fn ids_are_made_of_names() {
    let check = |name: &str, expected: &str| assert_eq!(slug(name), expected);
    check("Waiting for others!", "waiting-for-others");
    check("  Ärger (groß) ", "ärger-groß");
    check("İ", "i");
    check("!", "");
    let book = book(&[("a", None), ("a-2", None)]);
    assert_eq!((free_id("A", &book), free_id("b", &book)), ("a-3".into(), "b".into()));
    assert_eq!(free_id("!", &book), "code");
}
