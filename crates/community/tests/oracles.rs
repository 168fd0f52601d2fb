//! Meetings against programs that share no code with paap (see `oracles/README.md` at the
//! repository root): `occurrence.py` made the fixture, `ical.py` reads the calendars.

use jiff::Timestamp;
use paap_community::calendar::{self, Stamp};
use paap_community::meeting::Series;
use serde_json::{Value, json};

fn series(slug: &str, text: &str) -> Series {
    let (series, problems) = Series::read(slug, text);
    assert_eq!(problems, [], "{text}");
    series
}

fn at(day: &str) -> Timestamp {
    format!("{day}T00:00:00Z").parse().expect("a day")
}

/// Rules of all sorts in zones of all sorts, against dateutil and Python's zoneinfo.
#[test]
fn occurrences_are_those_of_dateutil_and_zoneinfo() {
    let path = format!("{}/tests/fixtures/occurrence.json", env!("CARGO_MANIFEST_DIR"));
    let file: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert!(cases.len() >= 400);
    let mut compared = 0;
    for case in cases {
        let text = |key: &str| case[key].as_str().unwrap();
        let series = series(
            "a",
            &format!(
                "title: A\nzone: {}\nstart: {}\nduration: 1 hour\nrepeats: {{rule: '{}'}}\n",
                text("zone"),
                text("start"),
                text("rule")
            ),
        );
        let expected = case["value"].as_array().unwrap();
        let found = series.occurrences(at("1990-01-01"), at("2038-01-01"));
        let found = found.iter().filter(|meeting| meeting.start.year() < 2037);
        let found: Vec<String> = found
            .take(24)
            .map(|meeting| {
                let start = meeting.start.strftime("%Y-%m-%dT%H:%M");
                format!("{start} {}", meeting.begins.strftime("%Y-%m-%dT%H:%MZ"))
            })
            .collect();
        assert_eq!(json!(found), json!(expected), "{case}");
        compared += found.len();
    }
    assert!(compared > 5000, "{compared}");
}

/// Writes calendars, and what they should say, to the folder that `PAAP_CALENDARS` names.
#[test]
#[ignore = "makes files for oracles/ical.py to read"]
fn calendars_for_the_oracle() {
    let folder =
        std::path::PathBuf::from(std::env::var_os("PAAP_CALENDARS").expect("PAAP_CALENDARS"));
    std::fs::create_dir_all(&folder).unwrap();
    let mut number = 0;
    for zone in ZONES {
        let mut all = Vec::new();
        for (start, repeats, more) in SERIES {
            let text = format!(
                "title: 'Öffentlich, \"A\"; B\\n'\nabout: |\n  One, two;\n  three\\n.\nzone: {zone}\nstart: {start}\n\
                 duration: 1 hour 30 minutes\nrepeats: {{{repeats}}}\n{more}"
            );
            let plain = series("plain", &text);
            // The third meeting is cancelled, the sixth moved by a day and some hours.
            let days = plain.occurrences(at("2000-01-01"), at("2032-01-01"));
            let day = |n: usize| days[n].planned.date();
            let text = format!(
                "{text}cancelled: [{}]\nmoved: {{{}: {} 19:15}}\n",
                day(2),
                day(5),
                day(5).tomorrow().unwrap()
            );
            all.push(series(&format!("s{number}"), &text));
            write(&folder, &format!("{number:03}"), &[all.last().unwrap()]);
            number += 1;
        }
        if number % 4 == 0 {
            write(&folder, &format!("all-{number:03}"), &all.iter().collect::<Vec<_>>());
        }
    }
    let zoned = |zone: &str| {
        let text = "title: A\nduration: 1 hour\nstart: 2026-01-06 11:00\nrepeats: {every: 2 weeks}";
        series(&zone.replace('/', "-"), &format!("{text}\nzone: {zone}\n"))
    };
    let many: Vec<Series> = ZONES.iter().map(|zone| zoned(&zone.to_lowercase())).collect();
    write(&folder, "zones", &many.iter().collect::<Vec<_>>());
}

const ZONES: [&str; 16] = [
    "America/New_York",
    "Europe/London",
    "Europe/Dublin",
    "Europe/Berlin",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Africa/Cairo",
    "America/Nuuk",
    "America/Santiago",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Pacific/Chatham",
    "UTC",
];

const SERIES: [(&str, &str, &str); 9] = [
    ("2026-01-20 11:00", "every: 2 weeks, on: [tuesday]", ""),
    (
        "2025-07-01 11:00",
        "every: 2 weeks, on: [tuesday]",
        "restarts:\n  - start: 2026-01-06 11:00\n    count: 40\n",
    ),
    ("2026-01-27 02:30", "every: month, on: [last tuesday]", "until: 2030-12-31\n"),
    ("2015-03-01 02:30", "every: day", "count: 1200\n"),
    ("2024-02-29 01:30", "every: month, on: [last day]", ""),
    ("2026-03-02 00:15", "rule: 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1'", ""),
    ("2026-11-05 23:45", "every: week, on: [thursday, sunday]", "until: 2029-04-01\n"),
    ("2026-06-01 16:00", "rule: 'FREQ=YEARLY;BYMONTH=3,6,11;BYDAY=1MO'", ""),
    ("2005-04-03 02:15", "every: 3 weeks", ""),
];

fn write(folder: &std::path::Path, name: &str, series: &[&Series]) {
    let stamp = Stamp {
        name: "Harbour: meetings",
        workspace: "https://research.example",
        at: at("2026-11-26"),
        sequence: 1,
    };
    std::fs::write(folder.join(format!("{name}.ics")), calendar::write(series, &stamp))
        .expect("a folder to write to");
    // To 2036, so that what goes on is asked about beyond the changes that a zone's data lists.
    let meetings = series.iter().flat_map(|series| {
        let meetings = series.occurrences(at("2000-01-01"), at("2036-01-01"));
        meetings.into_iter().filter(|meeting| !meeting.cancelled).map(|meeting| {
            json!([
                series.zone_name(),
                meeting.start.strftime("%Y-%m-%dT%H:%M").to_string(),
                meeting.begins.strftime("%Y-%m-%dT%H:%MZ").to_string(),
                format!("1:{:02}:00", (meeting.ends - meeting.begins).get_seconds() / 60 - 60),
            ])
        })
    });
    let expected = json!({ "from": "2000-01-01", "to": "2036-01-01", "meetings": meetings.collect::<Vec<_>>() });
    std::fs::write(folder.join(format!("{name}.json")), expected.to_string())
        .expect("a folder to write to");
}
