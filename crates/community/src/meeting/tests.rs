use super::*;
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use paap_text::Problem;
use proptest::prelude::*;

/// The community's real grid: every two weeks, begun again seven days off it.
pub(crate) const HARBOUR: &str = "\
title: Platform as a product
about: |
  We read, ask and decide; everybody is welcome.
zone: America/New_York
start: 2025-07-01 11:00
duration: 1 hour
repeats: {every: 2 weeks, on: [tuesday]}
until: 2025-12-31
cancelled: [2025-11-18, 2026-04-14]
moved:
  2026-03-17: 2026-03-18 12:00
restarts:
  - start: 2026-01-06 11:00
    count: 12
location: Online
link: https://meet.example/harbour
";

pub(crate) fn series(text: &str) -> Series {
    let (series, problems) = Series::read("weekly", text);
    assert_eq!(problems, [], "{text}");
    series
}

fn times(series: &Series, from: &str, to: &str) -> Vec<String> {
    let at = |day: &str| format!("{day}T00:00:00Z").parse::<Timestamp>().unwrap();
    let meetings = series.occurrences(at(from), at(to));
    let line = |meeting: &Occurrence| {
        let state = match (meeting.cancelled, meeting.is_moved()) {
            (true, _) => " cancelled",
            (_, true) => " moved",
            _ => "",
        };
        format!("{} = {}{state}", meeting.start, meeting.begins)
    };
    meetings.iter().map(line).collect()
}

#[test]
fn eleven_stays_eleven_over_clock_changes_restarts_and_exceptions() {
    let found = times(&series(HARBOUR), "2025-10-15", "2026-04-20");
    insta::assert_snapshot!(found.join("\n"), @r"
    2025-10-21T11:00:00 = 2025-10-21T15:00:00Z
    2025-11-04T11:00:00 = 2025-11-04T16:00:00Z
    2025-11-18T11:00:00 = 2025-11-18T16:00:00Z cancelled
    2025-12-02T11:00:00 = 2025-12-02T16:00:00Z
    2025-12-16T11:00:00 = 2025-12-16T16:00:00Z
    2025-12-30T11:00:00 = 2025-12-30T16:00:00Z
    2026-01-06T11:00:00 = 2026-01-06T16:00:00Z
    2026-01-20T11:00:00 = 2026-01-20T16:00:00Z
    2026-02-03T11:00:00 = 2026-02-03T16:00:00Z
    2026-02-17T11:00:00 = 2026-02-17T16:00:00Z
    2026-03-03T11:00:00 = 2026-03-03T16:00:00Z
    2026-03-18T12:00:00 = 2026-03-18T16:00:00Z moved
    2026-03-31T11:00:00 = 2026-03-31T15:00:00Z
    2026-04-14T11:00:00 = 2026-04-14T15:00:00Z cancelled
    ");
}

/// Times that a clock change leaves out are read with the offset before it, and the first of two
/// is taken (RFC 5545 §3.3.5).
#[test]
fn a_time_in_a_gap_is_not_dropped_and_one_in_a_fold_is_the_first() {
    let text = "title: A\nzone: America/New_York\nduration: 30 minutes\nrepeats: {every: day}\n";
    let gap = series(&format!("{text}start: 2026-03-07 02:30"));
    assert_eq!(
        times(&gap, "2026-03-07", "2026-03-10"),
        [
            "2026-03-07T02:30:00 = 2026-03-07T07:30:00Z",
            "2026-03-08T02:30:00 = 2026-03-08T07:30:00Z",
            "2026-03-09T02:30:00 = 2026-03-09T06:30:00Z",
        ]
    );
    let fold = series(&format!("{text}start: 2026-10-31 01:30"));
    assert_eq!(
        times(&fold, "2026-10-31", "2026-11-03"),
        [
            "2026-10-31T01:30:00 = 2026-10-31T05:30:00Z",
            "2026-11-01T01:30:00 = 2026-11-01T05:30:00Z",
            "2026-11-02T01:30:00 = 2026-11-02T06:30:00Z",
        ]
    );
}

fn wrong(change: (&str, &str)) -> Vec<(&'static str, usize, String)> {
    assert!(HARBOUR.contains(change.0), "{}", change.0);
    let (_, problems) = Series::read("weekly", &HARBOUR.replacen(change.0, change.1, 1));
    let said = |p: Problem| (p.code, p.at.line, p.help.unwrap_or(p.message));
    problems.into_iter().map(said).collect()
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_what_to_do() {
    for (from, to, code, line, help) in [
        ("America/New_York", "new york", "unknown-zone", 4, "Did you mean “America/New_York”?"),
        ("America/New_York", "Nest", "unknown-zone", 4, "Name it by continent"),
        ("America/New_York", "EST", "zone-without-place", 4, "Name it by continent"),
        ("America/New_York", "Etc/GMT+5", "zone-without-place", 4, "Name it by continent"),
        ("2025-07-01 11:00", "2025-07-01", "wrong-value", 5, "2026-01-20 11:00"),
        ("2025-07-01 11:00", "2025-07-01 11:0", "wrong-value", 5, "2026-01-20 11:00"),
        ("2025-07-01 11:00", "1925-07-01 11:00", "wrong-value", 5, "2026-01-20 11:00"),
        (
            "2025-07-01 11:00",
            "2025-07-02 11:00",
            "start-off-rule",
            5,
            "Begin on Tuesday 2025-07-15",
        ),
        ("1 hour", "soon", "wrong-value", 6, "90 minutes"),
        ("1 hour", "400 hours", "wrong-value", 6, "longest is 7 days"),
        ("[tuesday]", "[3rd tuesday]", "wrong-repetition", 7, "a day of the week"),
        ("on: [tuesday]", "rule: FREQ=DAILY", "wrong-repetition", 7, "not by both"),
        ("every: 2 weeks, on: [tuesday]", "", "wrong-repetition", 7, "Nothing says how"),
        ("until: 2025-12-31", "until: 2025-06-01", "wrong-order", 8, "before they begin"),
        ("until: 2025-12-31", "until: 2025-12-31\ncount: 3", "two-ends", 8, "Keep one"),
        ("2025-11-18", "2025-11-19", "not-an-occurrence", 9, "2025-11-18 and 2025-12-02"),
        ("2025-11-18", "2026-03-17", "cancelled-and-moved", 11, "both cancelled and moved"),
        ("2026-03-17:", "17 March:", "wrong-value", 11, "2026-03-17: 2026-03-18 12:00"),
        (
            "2026-01-06 11:00",
            "2025-07-01 11:00",
            "overlapping-restarts",
            13,
            "order of their starts",
        ),
        ("count: 12", "count: 0", "wrong-value", 14, "0 meetings"),
        ("https://meet.example/harbour", "javascript:x", "wrong-value", 16, "address"),
    ] {
        let found = wrong((from, to));
        let is = |(c, l, h): &(&str, usize, String)| *c == code && *l == line && h.contains(help);
        assert!(found.iter().any(is), "{from} → {to}: {found:?}");
    }
}

#[test]
fn what_would_grow_without_end_is_refused() {
    let days = date(2025, 7, 2).series(1.day()).take(1200).map(|day| day.to_string());
    let days = days.collect::<Vec<_>>().join(", ");
    assert_eq!(wrong(("2025-11-18", &days))[0].0, "too-large");
    let start = "  - start: 2026-01-06 11:00\n";
    assert_eq!(wrong((start, &start.repeat(300)))[0].0, "too-large");
}

#[test]
fn a_new_beginning_ends_what_was_before() {
    let text = "title: A\nzone: Europe/Berlin\nstart: 2026-01-06 09:00\nduration: 45 min\n\
        repeats: {every: week}\nrestarts:\n  - start: 2026-01-22 17:00\n    duration: 2h\n";
    let series = series(text);
    assert_eq!(
        times(&series, "2026-01-01", "2026-02-01"),
        [
            "2026-01-06T09:00:00 = 2026-01-06T08:00:00Z",
            "2026-01-13T09:00:00 = 2026-01-13T08:00:00Z",
            "2026-01-20T09:00:00 = 2026-01-20T08:00:00Z",
            "2026-01-22T17:00:00 = 2026-01-22T16:00:00Z",
            "2026-01-29T17:00:00 = 2026-01-29T16:00:00Z",
        ]
    );
    assert_eq!(series.periods.iter().map(|period| period.minutes).collect::<Vec<_>>(), [45, 120]);
}

#[test]
fn notes_are_of_a_meeting_that_there_is() {
    let series = series(HARBOUR);
    let read = |day: &str, text: &str| Meeting::read(day, text, Some(&series));
    let text = "---\nagenda: [Welcome, What the survey says]\ndecisions:\n  - We ask again in spring.\nattendees: 14\nrecording: https://video.example/1\n---\n\nNotes.\n";
    let (meeting, problems) = read("2026-03-18", text);
    assert_eq!(problems, []);
    assert_eq!((meeting.attendees, meeting.agenda.len()), (Some(14), 2));
    let help = |day: &str| read(day, "").1.into_iter().map(|p| p.help.unwrap()).collect::<String>();
    assert_eq!(help("2026-03-17"), "It was moved: name the file 2026-03-18.md.");
    assert!(help("2025-11-18").contains("“cancelled”"));
    assert!(help("2026-03-19").contains("Correct the name"));
    assert!(help("spring").contains("2026-03-17.md"));
    // Names are refused: who was there is a number.
    let (meeting, problems) = read("2026-03-18", "---\nattendees: [Wren, Robin]\n---\n");
    assert_eq!((meeting.attendees, problems[0].code), (None, "wrong-value"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In any window there is what a walk over all days says, in a zone asked day by day.
    #[test]
    fn windows_show_what_is_in_them(
        zone in prop_oneof![Just("America/New_York"), Just("Europe/London"), Just("Australia/Lord_Howe"), Just("Africa/Casablanca"), Just("Asia/Kolkata")],
        start in 0..400i64, interval in 1..4i64, hour in 0..24i8, from in 0..1000i64, length in 0..300i64,
        cancelled in 0..40i64, moved in 0..40i64, by in -72..72i64,
    ) {
        let first = date(2025, 1, 1).saturating_add(start.days());
        let day = |n: i64| first.saturating_add((n * interval).days());
        let to = day(moved).at(12, 0, 0, 0).saturating_add(by.hours());
        let clock = |time: jiff::civil::DateTime| time.strftime("%Y-%m-%d %H:%M").to_string();
        let exceptions = if moved == cancelled { format!("cancelled: [{}]", day(cancelled)) } else {
            format!("cancelled: [{}]\nmoved: {{{}: {}}}", day(cancelled), day(moved), clock(to))
        };
        let series = series(&format!(
            "title: A\nzone: {zone}\nstart: {}\nduration: 1 hour\nrepeats: {{every: {interval} days}}\n{exceptions}",
            clock(first.at(hour, 0, 0, 0))
        ));
        let at = |n: i64| date(2025, 1, 1).saturating_add(n.days()).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp();
        let (from, to_moment) = (at(from), at(from + length));
        let zone = crate::zone::named(zone).unwrap();
        let mut expected: Vec<(Timestamp, bool)> = (0..2000)
            .map(|n| {
                let planned = day(n).at(hour, 0, 0, 0);
                let start = if n == moved && moved != cancelled { to } else { planned };
                (zone.to_zoned(start).unwrap().timestamp(), n == cancelled)
            })
            .filter(|(begins, _)| *begins >= from && *begins < to_moment)
            .collect();
        expected.sort();
        let mut found: Vec<(Timestamp, bool)> =
            series.occurrences(from, to_moment).iter().map(|m| (m.begins, m.cancelled)).collect();
        found.sort();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn no_series_is_too_odd(key in "(zone|start|duration|repeats|until|count|cancelled|moved|restarts|title)", value in any::<String>(), digits in "[0-9 :T-]{0,20}") {
        for value in [value, digits] {
            let text: String = HARBOUR.lines().map(|line| match line.split_once(':') {
                Some((name, _)) if name == key => format!("{key}: {value}\n"),
                _ => format!("{line}\n"),
            }).collect();
            let (series, _) = Series::read("weekly", &text);
            series.occurrences(Timestamp::MIN, Timestamp::MAX);
            series.on(Date::MAX);
        }
    }
}
