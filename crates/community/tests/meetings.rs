//! Seeded mutations of a series of meetings, and of a rule, through the body of the fuzz target
//! `series`: on every commit, what a fuzzer does for longer.

use proptest::prelude::*;

#[path = "../../../fuzz/src/meetings.rs"]
mod body;

const SERIES: &str = "title: Platform as a product\nzone: America/New_York\nstart: 2025-07-01 11:00\n\
    duration: 1 hour\nrepeats: {every: 2 weeks, on: [tuesday]}\ncancelled: [2025-11-18]\nmoved:\n  \
    2026-03-17: 2026-03-18 12:00\nrestarts:\n  - start: 2026-01-06 11:00\n    count: 12\n  \
    - start: 2027-01-06 23:30\n    repeats: {rule: 'FREQ=MONTHLY;BYDAY=1WE,-1WE;BYSETPOS=1,-1'}\n\
    link: https://meet.example/harbour\n";

const PIECES: [&str; 24] = [
    "0",
    "9",
    "-",
    ":",
    ",",
    "\n",
    " ",
    "99",
    "2026-03-08",
    "02:30",
    "day",
    "weeks",
    "month",
    "year",
    "last friday",
    "31",
    "UTC",
    "Pacific/Apia",
    "FREQ=YEARLY",
    ";UNTIL=20270101T000000Z",
    ";COUNT=3",
    "é",
    "\u{202e}",
    "1970-01-01",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_change_of_a_series_is_too_odd(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..12usize, prop::sample::select(&PIECES[..])), 0..4)
    ) {
        let mut text: Vec<char> = SERIES.chars().collect();
        for (place, gone, piece) in changes {
            let from = place.index(text.len());
            let to = (from + gone).min(text.len());
            text.splice(from..to, piece.chars());
        }
        body::series(text.iter().collect::<String>().as_bytes());
    }

    #[test]
    fn no_change_of_a_rule_is_too_odd(pieces in proptest::collection::vec("(FREQ=MONTHLY|INTERVAL=2|BYDAY=1MO,-1TU|BYMONTHDAY=-1|WKST=SU|COUNT=2|[A-Z=,0-9-]{0,8})", 1..6)) {
        body::series(pieces.join(";").as_bytes());
    }
}
