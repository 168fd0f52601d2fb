//! What is published of one meeting.

use jiff::civil::Date;
use paap_text::Problem;
use paap_text::shape::{Key, Of, Shape};
use paap_text::yaml::At;

use super::Series;
use crate::content::{Body, Front, LINK, Link, day};
use crate::line::one_line;

/// The shape of `content/meetings/<series>/<yyyy-mm-dd>.md`.
pub const MEETING: Shape = Shape {
    name: "meeting",
    doc: "One meeting, on the day that is the file's name. Its notes are below the front matter; who was there is a number, never names.",
    keys: &[
        Key {
            name: "title",
            of: Of::Line,
            needed: false,
            doc: "What this one was about; the title of the series where it is not said.",
        },
        Key {
            name: "agenda",
            of: Of::List(&Of::Text),
            needed: false,
            doc: "What is to be spoken about, point by point.",
        },
        Key {
            name: "decisions",
            of: Of::List(&Of::Text),
            needed: false,
            doc: "What was decided, each in a sentence.",
        },
        Key { name: "attendees", of: Of::Whole, needed: false, doc: "How many people were there." },
        Key { name: "recording", of: Of::Link, needed: false, doc: "Where it can be seen." },
        Key { name: "slides", of: Of::Link, needed: false, doc: "Where its slides are." },
        Key {
            name: "links",
            of: Of::List(&Of::Has(&LINK)),
            needed: false,
            doc: "What was spoken about.",
        },
    ],
};

/// One meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// The name of the series' folder.
    pub series: String,
    /// The file's name without ending, such as `2026-03-17`.
    pub slug: String,
    /// The day, in the zone of the series; None only where the file's name is no day.
    pub date: Option<Date>,
    /// What this one was about.
    pub title: Option<String>,
    /// What is to be spoken about, as Markdown.
    pub agenda: Vec<String>,
    /// What was decided, as Markdown.
    pub decisions: Vec<String>,
    /// How many people were there.
    pub attendees: Option<u64>,
    /// Where it can be seen.
    pub recording: Option<String>,
    /// Where its slides are.
    pub slides: Option<String>,
    /// What was spoken about.
    pub links: Vec<Link>,
    /// Its notes.
    pub body: Body,
}

impl Meeting {
    /// Reads `content/meetings/<series>/<slug>.md`, where the slug is a day on which the series
    /// meets. Without the series the day is not compared.
    pub fn read(slug: &str, text: &str, series: Option<&Series>) -> (Self, Vec<Problem>) {
        let (mut front, body) = Front::open(text, &MEETING);
        let date = day(slug);
        match (date, series) {
            (None, _) => {
                let message = format!("“{}” is no day.", one_line(slug));
                front.problems.push(
                    Problem::error("wrong-name", At::START, message)
                        .help("Name the file by the day of the meeting, such as 2026-03-17.md."),
                );
            }
            (Some(date), Some(series)) if !series.periods.is_empty() => {
                front.problems.extend(off_series(date, series));
            }
            _ => {}
        }
        let meeting = Self {
            series: series.map(|series| series.slug.clone()).unwrap_or_default(),
            slug: slug.to_owned(),
            date,
            title: front.line("title"),
            agenda: front.texts("agenda"),
            decisions: front.texts("decisions"),
            attendees: front.whole("attendees"),
            recording: front.link("recording"),
            slides: front.link("slides"),
            links: front.links("links"),
            body,
        };
        (meeting, front.problems)
    }
}

/// Notes of a meeting that the series does not have.
fn off_series(date: Date, series: &Series) -> Option<Problem> {
    let code = "not-an-occurrence";
    match series.on(date) {
        Some(meeting) if !meeting.cancelled => None,
        Some(_) => Some(
            Problem::warning(code, At::START, format!("The meeting of {date} is cancelled."))
                .help("Take the day out of “cancelled” in series.yaml, or remove this file."),
        ),
        None => {
            let message = format!("The series has no meeting on {date}.");
            let help = series.moved.get(&date).map_or_else(
                || {
                    "Correct the name of the file, or say in series.yaml that a meeting was moved."
                        .to_owned()
                },
                |to| format!("It was moved: name the file {}.md.", to.date()),
            );
            Some(Problem::warning(code, At::START, message).help(help))
        }
    }
}
