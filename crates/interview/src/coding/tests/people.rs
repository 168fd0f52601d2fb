//! Several coders: who works on what, what they may see, and where they differ.

use super::*;
use crate::coding::assignment::{Assignments, State as Progress};
use crate::coding::disagree::{Comparison, compare};
use crate::document::Document;
use std::collections::BTreeMap;

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
