use super::*;
use crate::meeting::Series;
use proptest::prelude::*;

const STAMP: Stamp<'_> = Stamp {
    name: "Harbour",
    workspace: "https://research.example",
    at: Timestamp::UNIX_EPOCH,
    sequence: 3,
};

fn series(text: &str) -> Series {
    let (series, problems) = Series::read("weekly", text);
    assert_eq!(problems, [], "{text}");
    series
}

/// What a calendar program reads: lines unfolded, as name with parameters and value.
fn unfold(text: &str) -> Vec<(String, String)> {
    for line in text.split_inclusive("\r\n") {
        let line = line.strip_suffix("\r\n").expect("every line ends with CRLF");
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
        assert!(!line.chars().any(char::is_control), "{line:?}");
    }
    let lines = text.replace("\r\n ", "");
    let split = |line: &str| {
        let (name, value) = line.split_once(':').expect(line);
        (name.to_owned(), value.to_owned())
    };
    lines.split_terminator("\r\n").map(split).collect()
}

/// A text as it was before it was escaped.
fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ ('\\' | ';' | ',')) => out.push(c),
                other => panic!("not an escape: {other:?}"),
            },
            ';' | ',' => panic!("not escaped: {text}"),
            c => out.push(c),
        }
    }
    out
}

fn values(text: &str, name: &str) -> Vec<String> {
    let lines = unfold(text).into_iter();
    let is = |(key, _): &(String, String)| key == name || key.starts_with(&format!("{name};"));
    lines.filter(is).map(|(_, value)| value).collect()
}

#[test]
fn the_calendar_of_the_example() {
    let series = series(crate::meeting::tests::HARBOUR);
    let calendar = write(&[&series], &STAMP);
    insta::assert_snapshot!(calendar.replace("\r\n", "\n"));
}

#[test]
fn every_period_has_an_id_of_its_own_that_stays() {
    let text = crate::meeting::tests::HARBOUR;
    let ids = |text: &str, stamp: &Stamp| {
        let mut ids = values(&write(&[&series(text)], stamp), "UID");
        ids.sort();
        ids.dedup();
        ids
    };
    let two = ids(text, &STAMP);
    assert_eq!(two.len(), 2);
    let more = text.replace("location:", "  - start: 2026-09-01 11:00\nlocation:");
    let three = ids(&more, &STAMP);
    assert_eq!((three.len(), two.iter().all(|id| three.contains(id))), (3, true));
    let elsewhere = ids(text, &Stamp { workspace: "Other", ..STAMP });
    assert!(elsewhere.iter().all(|id| !two.contains(id)));
}

#[test]
fn one_meeting_alone_needs_no_rule() {
    let text = "title: A\nzone: UTC\nstart: 2026-01-06 09:00\nduration: 90 minutes\n";
    let calendar = write(&[&series(text)], &STAMP);
    assert_eq!(values(&calendar, "RRULE"), [""; 0]);
    assert_eq!(values(&calendar, "DURATION"), ["PT1H30M"]);
    let moved = format!("{text}moved: {{2026-01-06: 2026-01-07 10:00}}");
    assert!(write(&[&series(&moved)], &STAMP).contains("DTSTART;TZID=UTC:20260107T100000\r\n"));
    let cancelled = format!("{text}cancelled: [2026-01-06]");
    assert_eq!(values(&write(&[&series(&cancelled)], &STAMP), "STATUS"), ["CANCELLED"]);
}

#[test]
fn clock_changes_are_rules_where_they_follow_one() {
    let rules = |zone: &str| {
        let text = format!(
            "title: A\nzone: {zone}\nstart: 2026-01-06 09:00\nduration: 1h\nrepeats: {{every: week}}\n"
        );
        let calendar = write(&[&series(&text)], &STAMP);
        let mut rules = values(&calendar, "RRULE");
        rules.pop();
        (rules.join(" "), values(&calendar, "RDATE").len())
    };
    let yearly = |a: &str, b: &str| (format!("FREQ=YEARLY;{a} FREQ=YEARLY;{b}"), 0);
    assert_eq!(rules("America/New_York"), yearly("BYMONTH=11;BYDAY=1SU", "BYMONTH=3;BYDAY=2SU"));
    assert_eq!(rules("Europe/Berlin"), yearly("BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYDAY=-1SU"));
    assert_eq!(rules("Australia/Lord_Howe"), yearly("BYMONTH=10;BYDAY=1SU", "BYMONTH=4;BYDAY=1SU"));
    assert_eq!(
        rules("Asia/Jerusalem"),
        yearly("BYMONTH=10;BYDAY=-1SU", "BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR")
    );
    assert_eq!(rules("Asia/Kolkata"), (String::new(), 0));
    // They follow the moon, and are known until 2086.
    let (none, dates) = rules("Asia/Gaza");
    assert_eq!((none.as_str(), dates > 80), ("", true));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn texts_come_out_as_they_went_in(title in any::<String>(), about in any::<String>(), times in 1..400usize) {
        let mut sound = series("title: A\nzone: UTC\nstart: 2026-01-06 09:00\nduration: 1h\n");
        sound.title = title.repeat(times.min(20_000 / title.len().max(1)).max(1));
        sound.about = Some(about.clone());
        sound.link = Some(title.clone());
        let calendar = write(&[&sound], &STAMP);
        let mut cut: String = one_line(&sound.title).chars().take(lines::LONGEST_TEXT).collect();
        if one_line(&sound.title) != cut {
            cut.push('…');
        }
        prop_assert_eq!(unescape(&values(&calendar, "SUMMARY")[0]), cut);
        let seen = |text: &str| text.chars().filter(|c| !c.is_whitespace() && !crate::line::is_hidden(*c)).collect::<String>();
        prop_assert_eq!(seen(&unescape(&values(&calendar, "DESCRIPTION")[0])), seen(&about));
        prop_assert_eq!(values(&calendar, "BEGIN").len(), values(&calendar, "END").len());
    }
}
