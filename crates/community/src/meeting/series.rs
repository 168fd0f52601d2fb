//! What a series of meetings is, and the file that says so.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use paap_text::shape::{Key, Of, Shape};

use crate::recurrence::Rule;

/// The shape of `content/meetings/<series>/series.yaml`.
pub const SERIES: Shape = Shape {
    name: "series",
    doc: "Meetings that repeat, in local time.",
    keys: &[
        Key { name: "title", of: Of::Line, needed: true, doc: "What the meetings are called." },
        Key { name: "about", of: Of::Text, needed: false, doc: "What they are for, and for whom." },
        Key {
            name: "zone",
            of: Of::Line,
            needed: true,
            doc: "The time zone of all times here, such as America/New_York.",
        },
        Key {
            name: "start",
            of: Of::Line,
            needed: true,
            doc: "The first meeting, such as 2026-01-20 11:00.",
        },
        Key {
            name: "duration",
            of: Of::Line,
            needed: true,
            doc: "How long a meeting is, such as 1 hour or 90 minutes.",
        },
        Key {
            name: "repeats",
            of: Of::Has(&REPEATS),
            needed: false,
            doc: "How meetings repeat; where it is not said there is one alone.",
        },
        Key {
            name: "until",
            of: Of::Date,
            needed: false,
            doc: "The last day on which there may be a meeting.",
        },
        Key {
            name: "count",
            of: Of::Whole,
            needed: false,
            doc: "How many meetings there are, cancelled ones included.",
        },
        Key {
            name: "cancelled",
            of: Of::List(&Of::Date),
            needed: false,
            doc: "Days whose meetings do not take place.",
        },
        Key {
            name: "moved",
            of: Of::Named(&Of::Line),
            needed: false,
            doc: "Meetings at another time: the day on which they would be, and when they are.",
        },
        Key {
            name: "restarts",
            of: Of::List(&Of::Has(&RESTART)),
            needed: false,
            doc: "Where the meetings end and begin again on other days.",
        },
        Key { name: "location", of: Of::Line, needed: false, doc: "Where they are, in words." },
        Key { name: "link", of: Of::Link, needed: false, doc: "Where one joins online." },
    ],
};

/// How meetings repeat.
pub const REPEATS: Shape = Shape {
    name: "repetition",
    doc: "How meetings repeat: “every” with “on”, or a “rule”.",
    keys: &[
        Key {
            name: "every",
            of: Of::Line,
            needed: false,
            doc: "day, week, 2 weeks, month, 3 months, year.",
        },
        Key {
            name: "on",
            of: Of::List(&Of::Line),
            needed: false,
            doc: "By week days such as tuesday; by month 3rd tuesday, last friday, 15 or last day. Where it is not said, as the first meeting.",
        },
        Key {
            name: "rule",
            of: Of::Line,
            needed: false,
            doc: "Instead, a rule as RFC 5545 has it: FREQ=MONTHLY;BYDAY=TU,TH;BYSETPOS=1.",
        },
    ],
};

/// A new beginning of a series.
pub const RESTART: Shape = Shape {
    name: "restart",
    doc: "A new beginning. The meetings before it end on the day before at the latest.",
    keys: &[
        Key {
            name: "start",
            of: Of::Line,
            needed: true,
            doc: "The first meeting, such as 2026-07-07 11:00.",
        },
        Key {
            name: "duration",
            of: Of::Line,
            needed: false,
            doc: "How long a meeting is from then on; as before where it is not said.",
        },
        Key {
            name: "repeats",
            of: Of::Has(&REPEATS),
            needed: false,
            doc: "How meetings repeat from then on; as before where it is not said.",
        },
        Key {
            name: "until",
            of: Of::Date,
            needed: false,
            doc: "The last day on which there may be a meeting.",
        },
        Key {
            name: "count",
            of: Of::Whole,
            needed: false,
            doc: "How many meetings there are from then on, cancelled ones included.",
        },
    ],
};

/// Meetings that repeat.
#[derive(Debug, Clone)]
pub struct Series {
    /// The name of the series' folder.
    pub slug: String,
    /// What the meetings are called.
    pub title: String,
    /// What they are for, as Markdown.
    pub about: Option<String>,
    /// The time zone of all times here.
    pub zone: TimeZone,
    /// When they are: one period after the other, none where the file has no usable start.
    pub periods: Vec<Period>,
    /// Days whose meetings do not take place.
    pub cancelled: BTreeSet<Date>,
    /// Meetings at another time, by the day on which they would be.
    pub moved: BTreeMap<Date, DateTime>,
    /// Where they are, in words.
    pub location: Option<String>,
    /// Where one joins online.
    pub link: Option<String>,
}

/// Meetings that repeat by one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// The first meeting, in local time.
    pub start: DateTime,
    /// How long a meeting is, in minutes.
    pub minutes: u32,
    /// How meetings repeat, with its end; None for one meeting alone.
    pub rule: Option<Rule>,
}

impl Series {
    /// The name of the time zone, such as `America/New_York`.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }
}
