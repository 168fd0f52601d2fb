//! Names and types without end: what is kept of them has one, however many threads and files there are.

use super::{NOW, codes, event, mapping, read, read_with};
use crate::events::{Key, Reader};
use std::fmt::Write as _;

/// An event of each of so many customers; in tests a thousand are the most. a mapping may lead to something else than their names.
fn customers(numbers: std::ops::Range<u32>) -> String {
    let mut text = String::new();
    for at in numbers {
        let own = event(&at.to_string(), "").replace("\"parcels\"", &format!("\"c{at}\""));
        writeln!(text, "{own}").unwrap();
    }
    text
}

#[test]
fn customers_without_end_are_no_customers() {
    let mapping = mapping();
    let all = |files: &[(u32, u32)]| files.to_vec();
    for (threads, files, fits) in [
        (1, all(&[(0, 1_000)]), true),
        (1, all(&[(0, 1_001)]), false),
        (4, all(&[(0, 1_001)]), false),
        (2, all(&[(0, 600), (300, 900)]), true),
        (2, all(&[(0, 600), (500, 1_100)]), false),
    ] {
        let mut reader = Reader::new(&mapping, Key::new([3; 32]), NOW, threads);
        let mut last = Ok(());
        for (from, to) in files {
            last = reader.read("events.jsonl", &mut customers(from..to).as_bytes());
        }
        assert_eq!(last.is_ok(), fits, "{threads} threads");
        if let Err(why) = last {
            assert!(why.to_string().contains("more than 1000 customers"), "{why}");
        }
    }
}

#[test]
fn names_are_short() {
    let named = |length: usize| {
        event("a", "").replace("\"parcels\"", &format!("\"{}\"", "x".repeat(length)))
    };
    assert_eq!(codes(&read(&named(501))), [("no-name", 1, 1)]);
    assert_eq!(codes(&read(&named(500))), []);
}

/// Types with an id in each are counted together once there are too many; they mean what they meant.
#[test]
fn types_without_end_are_counted_together() {
    let many: String = (0..20_004)
        .map(|at| {
            let name = if at % 2 == 0 { "com.example.ci.job" } else { "com.other." };
            event(&at.to_string(), "").replace("com.example.ci.deployed", &format!("{name}{at}"))
                + "\n"
        })
        .collect();
    for threads in [1, 3] {
        let log = read_with(many.as_bytes(), &mapping(), threads);
        assert_eq!((log.facts.uses.len(), log.types.len()), (10_002, 2));
        assert_eq!(log.types.get("com.example.ci.…"), Some(&(10_002, true)));
        assert_eq!(log.types.get("…"), Some(&(10_002, false)));
    }
    // One that is longer than a name may be, beside others that are told apart.
    let long = event("a", "").replace("com.example.ci.deployed", &"y".repeat(501));
    let log = read(&(long + "\n" + &event("b", "")));
    let types: Vec<(&str, u64)> = log.types.iter().map(|(own, of)| (own.as_str(), of.0)).collect();
    assert_eq!(types, [("com.example.ci.deployed", 1), ("…", 1)]);
}
