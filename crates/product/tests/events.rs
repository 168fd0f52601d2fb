//! Seeded mutations of events through the body of the fuzz target `events`: on every commit, what a
//! fuzzer does for longer.

use proptest::prelude::*;

#[path = "../../../fuzz/src/events.rs"]
mod body;

const EVENTS: &str = concat!(
    r#"{"specversion":"1.0","id":"1","source":"/s","type":"a.b","time":"2026-01-02T03:04:05Z","team":"x","data":{"user":"u"}}"#,
    "\n",
    r#"{"specversion":"1.0","id":"2","source":"/s","type":"b.c","time":"2026-02-02T03:04:05Z","data":{"what":"db","team":{"id":"y"}}}"#,
    "\n",
    r#"[{"specversion":"1.0","id":"3","source":"/s","type":"c.d","time":"2026-02-02T03:04:05Z","data":{"n":4}},{"specversion":"1.0","id":"4","source":"/s","type":"d.d","subject":"4","time":"2026-02-03T03:04:05Z"}]"#,
    "\n",
    r#"{"context":{"specversion":"0.5.0","id":"5","source":"/s","type":"dev.cdevents.service.deployed.0.2.0","timestamp":"2026-02-02T03:04:05Z","links":[{"from":{"contextId":"4"}}]},"subject":{"id":"app","content":{"environment":{"id":"p"},"artifactId":"z"}}}"#,
    "\n",
    r#"{"context":{"version":"0.4.1","id":"6","source":"/s","type":"dev.cdevents.incident.detected.0.2.0","timestamp":"2026-02-02T04:04:05+01:00"},"subject":{"id":"i","type":"incident","content":{"environment":{"id":"p"},"service":{"id":"app"}}}}"#,
    "\n",
);

const PIECES: [&str; 26] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\\u0061",
    "\\ud800",
    "\u{feff}",
    "null",
    "0",
    "-1e9",
    "\t",
    "é",
    "\u{1e}",
    "{}",
    "[]",
    "\"id\":\"1\"",
    "\n{",
    "}\n{",
    "2026-02-31T25:61:61Z",
    "\"data_base64\":\"e30=\",",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_change_of_events_is_too_odd(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..30usize, prop::sample::select(&PIECES[..])), 0..5)
    ) {
        let mut text: Vec<char> = EVENTS.chars().collect();
        for (place, gone, piece) in changes {
            let from = place.index(text.len());
            let to = (from + gone).min(text.len());
            text.splice(from..to, piece.chars());
        }
        body::events(text.iter().collect::<String>().as_bytes());
    }

    #[test]
    fn no_bytes_are_too_odd(bytes: Vec<u8>) {
        body::events(&bytes);
    }
}
