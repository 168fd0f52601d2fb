//! Whatever coders do, in whatever order: the fold against a naive one, merging as a union.

use super::*;
use proptest::prelude::*;
use std::collections::BTreeMap;

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
    // What had become a code that is added again, and another with it, is that other still.
    let anew = |gone: &mut BTreeMap<String, Option<String>>, code: &str| {
        let end = ends(gone, code);
        let through: Vec<String> = gone
            .keys()
            .filter(|own| own.as_str() != code && ends(gone, own) == end)
            .cloned()
            .collect();
        let was_merged = matches!(gone.remove(code), Some(Some(_)));
        if was_merged {
            through.into_iter().for_each(|own| {
                if own != end {
                    gone.insert(own, Some(end.clone()));
                }
            });
        }
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
                anew(&mut gone, &added.id);
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
                anew(&mut gone, &part.id);
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

#[test]
fn a_code_that_is_added_again_is_a_new_one() {
    let entry = |id: &str, at: u64, operation: Operation| {
        Entry { id: id.into(), at, coder: "ana".into(), operation }.write()
    };
    // x became z, and z became y. Whether anybody asked for x before z was there again makes no difference.
    let lines = [
        entry("a1", 0, join(&["x"], "z")),
        entry("a2", 1, join(&["z"], "y")),
        entry("a3", 2, apply("x", 0, 1)),
        entry("a4", 3, add("z")),
        entry("a5", 4, apply("x", 0, 1)),
        entry("a6", 4, apply("z", 0, 1)),
    ];
    for asked in [true, false] {
        let lines: Vec<&str> = (0..)
            .zip(&lines)
            .filter(|(at, _)| asked || *at != 2)
            .map(|own| own.1.as_str())
            .collect();
        let state = fold([&Log::read(&lines.join("\n"))]);
        let code = |id: &str| state.codings.iter().find(|own| own.id == id).unwrap().code.clone();
        assert_eq!((code("a5").as_str(), code("a6").as_str()), ("y", "z"), "{asked}");
    }
}
