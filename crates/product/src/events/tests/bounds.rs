//! Names and types without end: what is kept of them has one.

use super::{codes, event, read};
use std::fmt::Write as _;

/// 100,200 events, each of a customer of its own: the mapping leads to something else than customers.
#[test]
fn customers_without_end_are_no_customers() {
    let mut text = String::new();
    for at in 0..100_200 {
        let own = event(&at.to_string(), "").replace("\"parcels\"", &format!("\"c{at}\""));
        writeln!(text, "{own}").unwrap();
    }
    let log = read(&text);
    assert_eq!((log.facts.customers.len(), log.facts.uses.len()), (100_000, 100_000));
    assert_eq!(codes(&log), [("no-name", 200, 100_001)]);
    let long = event("a", "").replace("\"parcels\"", &format!("\"{}\"", "x".repeat(501)));
    assert_eq!(codes(&read(&long)), [("no-name", 1, 1)]);
    let fits = event("a", "").replace("\"parcels\"", &format!("\"{}\"", "x".repeat(500)));
    assert_eq!(codes(&read(&fits)), []);
}

/// Types with an id in each are counted together once there are too many; they mean what they meant.
#[test]
fn types_without_end_are_counted_together() {
    let mut text = String::new();
    for at in 0..10_300 {
        let own = event(&at.to_string(), "");
        let own = match at % 3 {
            0 => own.replace("com.example.ci.deployed", &format!("com.example.ci.job{at}")),
            1 => own.replace("com.example.ci.deployed", &format!("com.other.{at}")),
            _ => own.replace("com.example.ci.deployed", &format!("{}{at}", "y".repeat(500))),
        };
        writeln!(text, "{own}").unwrap();
    }
    let log = read(&text);
    let named = |name: &str| log.types.get(name).copied();
    // A third is longer than a name may be: counted together from the first on.
    assert_eq!(log.types.get("…").map(|own| own.0 >= 3_433), Some(true));
    assert_eq!(log.types.len(), 6_868);
    assert_eq!(log.facts.uses.len(), 3_434);
    assert_eq!(named("com.other.1"), Some((1, false)));

    let many: String = (0..20_004)
        .map(|at| {
            let name = if at % 2 == 0 { "com.example.ci.job" } else { "com.other." };
            event(&at.to_string(), "").replace("com.example.ci.deployed", &format!("{name}{at}"))
                + "\n"
        })
        .collect();
    let log = read(&many);
    assert_eq!((log.facts.uses.len(), log.types.len()), (10_002, 10_002));
    assert_eq!(log.types.get("com.example.ci.…"), Some(&(5_002, true)));
    assert_eq!(log.types.get("…"), Some(&(5_002, false)));
}
