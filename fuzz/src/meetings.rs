//! What the fuzz target of meetings does with its bytes. A body panics where paap is wrong, never
//! else.

use jiff::{SignedDuration, Timestamp};
use paap_community::calendar::{self, Stamp};
use paap_community::meeting::Series;
use paap_community::recurrence::{End, Rule};

/// Any text as a series of meetings: what is read is expanded and written.
pub(crate) fn series(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(rule) = Rule::parse(text) {
        let again = Rule::parse(&rule.text()).expect("a rule of our own");
        assert_eq!(again, Rule { end: End::Never, ..rule });
    }
    let (series, _) = Series::read("weekly", text);
    let from = series.periods.first().map_or(Timestamp::UNIX_EPOCH, |period| {
        series.zone.to_timestamp(period.start).expect("a year that a series may begin in")
    });
    let to = from + SignedDuration::from_hours(24 * 2000);
    let meetings = series.occurrences(from, to);
    assert!(meetings.is_sorted_by_key(|meeting| meeting.begins));
    assert!(meetings.iter().all(|meeting| meeting.begins < meeting.ends));
    for meeting in meetings.iter().filter(|meeting| !meeting.cancelled).take(3) {
        assert!(series.on(meeting.start.date()).is_some());
    }
    let stamp = Stamp { name: text, workspace: text, at: from, sequence: 0 };
    let calendar = calendar::write(&[&series], &stamp);
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75));
    assert!(!calendar.replace("\r\n", "").contains(char::is_control));
}
